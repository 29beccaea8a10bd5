"""The look-ups of cue groups as plain values: built once, read at each start.

Cues are named by number: a frame, its group, the words that it needs. So a file of look-ups is
short, and what no line asks for is never made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from copydesk._kernels.openings import GROUPS

SENTENCE, HANGING = 0, 1
"""Kinds of junk: sentences that are a cue by themselves; heads and tails."""
LONG = 180
"""A longer piece may have lost the mark between a cue and the article's next sentence."""


class Terms(NamedTuple):
    """What a group says of all its cues."""

    reason: str
    where: str
    name: str
    longest: int
    takes_line: bool
    unless: Sequence[str]
    weighed: bool
    ends: bool
    asks: bool


class FrameTable(NamedTuple):
    """Frames by the words that they begin with.

    `frames`: a source, the number of its group, that of the words it needs; `openings`: numbers of
    frames, in one string; `longest`: how long a line may be that begins with a word.
    """

    frames: list[tuple[str, int, int]]
    openings: dict[str, str]
    longest: dict[str, int]


Beginnings = dict[str, dict[str, int]]
"""Numbers of the words that cues need, by the cues' first word and their second, "" for any."""


class Tables(NamedTuple):
    """All look-ups of some groups.

    `needs`: words, in one string, of which one stands in each match, of each group if there are
    several; `longest`: how long a line may be that is a cue; `sentences`: the needs of phrases that
    are a cue wherever they stand, `kinds`: kinds of junk inside a line, by their first word and
    their second.
    """

    terms: list[Terms]
    needs: list[str]
    longest: int
    phrases: dict[str, int]
    longest_phrase: dict[str, int]
    endings: dict[str, list[tuple[str, int]]]
    longest_ending: int
    frames: FrameTable
    heads: FrameTable
    tails: FrameTable
    sentences: Beginnings
    kinds: dict[str, dict[str, int]]


def of_plain(fields: list[Any]) -> Tables:
    """Tables as their file holds them: tuples have become lists."""
    terms, *_ = found = Tables(*fields)
    return found._replace(
        terms=[Terms(*group) for group in terms],
        frames=FrameTable(*found.frames),
        heads=FrameTable(*found.heads),
        tails=FrameTable(*found.tails),
    )


def needs_of(found: Tables) -> dict[str, list[list[str]]]:
    """The words that each frame needs, in groups."""
    return {
        source: [group.split(" ") for group in found.needs[number].split(GROUPS)]
        for table in (found.frames, found.heads, found.tails)
        for source, _, number in table.frames
        if found.needs[number]
    }
