"""Which lines of a text may be a cue, or hold junk: a look at their edges and sentences.

The lines of an article hardly ever begin or end like a cue, nor do its sentences; of those that do,
most lack the words that the cue needs. So the cues themselves are asked of few lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk._kernels import openings
from copydesk._kernels.openings import INSIDE, WHOLE, Looked
from copydesk.cleaners.boilerplate.cue_tables import Beginnings, Tables

__all__ = ["BOTH", "INSIDE", "WHOLE", "Screen"]

BOTH = WHOLE | INSIDE
"""A line that may be a cue, and may hold junk."""


class Screen:
    """Tells the lines that may be a cue, or hold junk."""

    def __init__(self, tables: Tables) -> None:
        screen = openings.Screen(looked_for(tables))
        self._lines, self.may_hold = screen.lines, screen.may_hold

    def doubtful(self, text: str) -> dict[int, int]:
        """Where the lines start that have to be looked at, and what they may be: WHOLE, INSIDE."""
        found = self._lines(text)
        found.update((start, BOTH) for start in _linked(text))
        return found


def looked_for(tables: Tables) -> Looked:
    """What the kernel looks for."""
    return Looked(
        lines=_both(tables.lines, tables.pieces),
        marks=tables.kinds,
        ends=tables.endings,
        colons=tables.tails.longest,
        wholes=tables.lines,
        pieces=tables.pieces,
        needs=tables.needs,
        reach=tables.reach,
        phrases=tables.longest_phrase,
        frames=tables.frames.longest,
        longest=tables.longest_ending,
    )


def _both(lines: Beginnings, pieces: Beginnings) -> Beginnings:
    """The first words of both, with the second words of both."""
    found = {**pieces, **lines}
    for first in pieces.keys() & lines.keys():
        if not pieces[first].keys() <= lines[first].keys():
            found[first] = {**pieces[first], **lines[first]}
    return found


def _linked(text: str) -> Iterator[int]:
    """Where lines start that hold a link, whose address is no part of what they say."""
    at = text.find("](")
    while at >= 0:
        yield text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        at = text.find("](", end) if end >= 0 else -1
