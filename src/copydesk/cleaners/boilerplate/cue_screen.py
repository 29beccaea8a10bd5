"""What the kernel that screens lines has to know of cues.

The lines of an article hardly ever begin or end like a cue, nor do its sentences; of those that do,
most lack the words that the cue needs. So the cues themselves are asked of few lines.
"""

from __future__ import annotations

from copydesk._kernels.openings import Frames, Looked
from copydesk.cleaners.boilerplate.cue_format import WHERE
from copydesk.cleaners.boilerplate.cue_tables import LONG, FrameTable, Tables, Terms


def looked_for(tables: Tables) -> Looked:
    """What the kernel looks for."""
    return Looked(
        needs=tables.needs,
        longest=tables.longest,
        phrases=tables.phrases,
        longest_phrase=tables.longest_phrase,
        endings=tables.endings,
        longest_ending=tables.longest_ending,
        frames=_frames(tables.frames, tables.terms),
        heads=_frames(tables.heads, tables.terms),
        tails=_frames(tables.tails, tables.terms),
        sentences=tables.sentences,
        anywhere={
            i
            for i, (_, group, _) in enumerate(tables.frames.frames)
            if tables.terms[group].where == WHERE[0]
        },
        longest_sentence=LONG,
        kinds=tables.kinds,
    )


def _frames(table: FrameTable, terms: list[Terms]) -> Frames:
    return Frames(
        openings=table.openings,
        longest=table.longest,
        needs=[needs for _, _, needs in table.frames],
        sizes=[terms[group].longest for _, group, _ in table.frames],
    )
