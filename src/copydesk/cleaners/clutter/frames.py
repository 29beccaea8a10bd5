"""Frames: what junk says in so many words, by reason. A frame is evidence, never a verdict.

`sure` ones are hardly ever said by an article, `likely` ones by articles too. The groups `keep` and
`speech` are evidence against: an author's closing words, and who said what.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from copydesk._text import data
from copydesk._text.patterns import lazy

FILE = "clutter/frames.toml"
LONGEST = 450
"""Characters of a segment that are looked at."""
AGAINST = ("keep", "speech")

_CASED = lazy(r"\(\?-i|\[A-Z")

Levels = tuple[int, ...]
"""For each group 2 where a sure frame is found, 1 where a likely one is, else 0."""


class Frames:
    """Some frames as patterns: those that begin a segment, and those found anywhere in it.

    Nearly all look at the segment in small letters: a pattern that minds no case runs at a third of
    the speed. Those that know a name by its capitals look at the segment as it is.
    """

    def __init__(self, frames: list[str]) -> None:
        cased = [frame for frame in frames if _CASED.search(frame)]
        plain = [frame for frame in frames if frame not in cased]
        self._first, self._inside = _joined(plain, True), _joined(plain, False)
        self._first_cased, self._inside_cased = _joined(cased, True), _joined(cased, False)

    def found(self, text: str, low: str) -> bool:
        """Whether one is found in a segment, given in small letters too."""
        return bool(
            (self._first and self._first.match(low))
            or (self._inside and self._inside.search(low))
            or (self._first_cased and self._first_cased.match(text))
            or (self._inside_cased and self._inside_cased.search(text))
        )


class Group(NamedTuple):
    """The frames of one reason: as the model knows it, and as a reader is told it."""

    reason: str
    called: str
    sure: Frames
    likely: Frames

    def level(self, text: str, low: str) -> int:
        return 2 if self.sure.found(text, low) else int(self.likely.found(text, low))


@cache
def groups() -> tuple[Group, ...]:
    """The shipped frames, compiled on first need."""
    found = data.toml(FILE)
    words: dict[str, str] = found["words"]
    return tuple(
        Group(
            entry["reason"],
            entry.get("called", entry["reason"]),
            *(
                Frames([_filled(f, words) for f in entry.get(kind, ())])
                for kind in ("sure", "likely")
            ),
        )
        for entry in found["frame"]
    )


def levels(text: str) -> Levels:
    """How far the frames of each group are found in a segment."""
    text = text[:LONGEST]
    low = text.lower()
    return tuple(group.level(text, low) for group in groups())


@cache
def none() -> Levels:
    """What is found where nothing is."""
    return (0,) * len(groups())


def is_sure(text: str) -> bool:
    """Whether a sure frame that speaks for junk is found in a segment."""
    text = text[:LONGEST]
    low = text.lower()
    return any(g.sure.found(text, low) for g in groups() if g.reason not in AGAINST)


def reason(found: Levels) -> str | None:
    """The reason of the first group with the surest frames; None where there is none."""
    named = [
        (-level, i) for i, level in enumerate(found) if level and groups()[i].reason not in AGAINST
    ]
    return groups()[min(named)[1]].called if named else None


def _joined(frames: list[str], first: bool) -> re.Pattern[str] | None:
    """The frames that begin a segment (or do not) as one pattern."""
    some = [f"(?:{frame})" for frame in frames if frame.startswith("^") == first]
    minds = re.IGNORECASE if any(map(_CASED.search, some)) else re.NOFLAG
    return re.compile("|".join(some), minds) if some else None


def _filled(frame: str, words: dict[str, str]) -> str:
    for _ in range(2):  # a word may stand for others
        for name, pattern in words.items():
            frame = frame.replace("{" + name + "}", pattern)
    return frame
