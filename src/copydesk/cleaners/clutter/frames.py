"""Frames: what junk says in so many words, by reason. A frame is evidence, never a verdict.

`sure` ones are hardly ever said by an article, `likely` ones by articles too. The groups `keep` and
`speech` are evidence against: an author's closing words, and who said what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from copydesk._kernels.pieces import Pieces
from copydesk._text import data
from copydesk._text.patterns import lazy

FILE = "clutter/frames.json"
LONGEST = 450
"""Characters of a segment that are looked at."""
AGAINST = ("keep", "speech")

_CASED = lazy(r"\(\?-i|\[A-Z")

Levels = tuple[int, ...]
"""For each group 2 where a sure frame is found, 1 where a likely one is, else 0."""


class Frame:
    """A regular expression that begins a segment, or is found anywhere in it.

    Nearly all look at the segment in small letters: a pattern that minds no case runs at a third of
    the speed. Those that know a name by its capitals look at the segment as it is.
    """

    def __init__(self, group: int, level: int, source: str) -> None:
        self.group, self.level, self._source = group, level, source

    def is_found(self, text: str, low: str) -> bool:
        """Whether it is found in a segment, given in small letters too."""
        return self._find(text if self.is_cased else low) is not None

    @cached_property
    def is_cased(self) -> bool:
        return _CASED.search(self._source) is not None

    @cached_property
    def _find(self) -> Callable[[str], re.Match[str] | None]:
        """Compiled when a segment first has a piece that the frame needs."""
        pattern = re.compile(self._source, re.IGNORECASE if self.is_cased else re.NOFLAG)
        return pattern.match if self._source.startswith("^") else pattern.search


class Group(NamedTuple):
    """The frames of one reason: as the model knows it, and as a reader is told it."""

    reason: str
    called: str


@cache
def groups() -> tuple[Group, ...]:
    """The groups of frames."""
    return tuple(Group(*group) for group in data.parsed(FILE)["groups"])


@cache
def shipped() -> tuple[tuple[Frame, ...], Pieces]:
    """The shipped frames, the sure ones of a group first, and how they are looked up."""
    found = data.parsed(FILE)["frames"]
    return tuple(Frame(*frame[:3]) for frame in found), Pieces([frame[3] for frame in found])


def levels(texts: Sequence[str]) -> list[Levels]:
    """How far the frames of each group are found in each of some segments."""
    frames, pieces = shipped()
    beginnings = [text[:LONGEST] for text in texts]
    lows = [text.lower() for text in beginnings]
    called = pieces.called(lows)
    return [
        _levels([frames[i] for i in numbers], text, low) if numbers else none()
        for text, low, numbers in zip(beginnings, lows, called, strict=True)
    ]


def _levels(frames: Iterable[Frame], text: str, low: str) -> Levels:
    found = list(none())
    for frame in frames:
        if found[frame.group] < frame.level and frame.is_found(text, low):
            found[frame.group] = frame.level
    return tuple(found)


@cache
def none() -> Levels:
    """What is found where nothing is."""
    return (0,) * len(groups())


def is_sure(text: str) -> bool:
    """Whether a sure frame that speaks for junk is found in a segment."""
    return 2 in levels([text])[0][: -len(AGAINST)]


def group(found: Levels) -> Group | None:
    """The first group with the surest frames that speak for junk; None where there is none."""
    named = [
        (-level, i) for i, level in enumerate(found) if level and groups()[i].reason not in AGAINST
    ]
    return groups()[min(named)[1]] if named else None


def reason(found: Levels) -> str | None:
    """The reason of that group."""
    named = group(found)
    return named.called if named else None
