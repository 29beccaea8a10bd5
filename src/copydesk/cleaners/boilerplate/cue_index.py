"""The frames of cue groups, found by the words that they begin with."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from functools import cache, cached_property
from typing import NamedTuple

from copydesk._kernels.keys import folded, word_key
from copydesk.cleaners.boilerplate.cue_format import CueGroup
from copydesk.cleaners.boilerplate.cue_frames import openings


class Cue(NamedTuple):
    """Why a line is boilerplate, and where it must stand for that to be sure."""

    reason: str
    where: str
    group: str


class Frame:
    """A regular expression of a group, compiled when a line first begins with its words."""

    def __init__(
        self, source: str, cue: Cue, group: CueGroup, end: str, needs: Iterable[str]
    ) -> None:
        self.source, self.cue, self.end = source, cue, end
        self.needs = frozenset(needs)
        """Words of which one stands in each match; none where nothing is sure (see cue_needs)."""
        self.longest, self.takes_line = group.longest, group.takes_line
        self._unless = group.unless

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self.source}){self.end}", re.IGNORECASE | re.DOTALL)

    def match(self, line: str, at: int, end: int) -> re.Match[str] | None:
        """The match between `at` and `end`, unless it is too long or a word there forbids it."""
        found = self.pattern.match(line, at, end) if end - at <= self.longest else None
        if found and self._unless and forbids(self._unless).search(line, at, end):
            return None
        return found


@cache
def forbids(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds one of the words that forbid a cue."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


class Index(dict[str, list[Frame]]):
    """Frames by the words that they begin with."""

    def __init__(
        self, end: str, known: Mapping[str, Iterable[str]], needed: Mapping[str, Iterable[str]]
    ) -> None:
        self.end, self._known, self._needed = end, known, needed
        self.longest: dict[str, int] = {}
        """How long a line may be that begins with a word."""

    def add(self, group: CueGroup, cue: Cue, sources: Iterable[str]) -> None:
        for source in sources:
            frame = Frame(source, cue, group, self.end, self._needed.get(source, ()))
            for opening in self._known.get(source) or openings(source):
                first = opening.split(" ", 1)[0]
                self.longest[first] = max(frame.longest, self.longest.get(first, 0))
                self.setdefault(opening, []).append(frame)

    def openings(self, where: Container[str]) -> dict[str, set[str]]:
        """The second words of frames that count there, by the first; "" stands for any."""
        found: dict[str, set[str]] = {}
        for opening, frames in self.items():
            if any(frame.cue.where in where for frame in frames):
                first, _, second = opening.partition(" ")
                found.setdefault(first, set()).add(second)
        return found

    def find(
        self, line: str, at: int, end: int, first: str, second: str
    ) -> tuple[Frame, int] | None:
        """The first frame that matches from `at` to `end`, where these words stand; its end."""
        if end - at > self.longest.get(first, 0):
            return None
        piece = folded(line[at:end])
        for opening in (f"{first} {word_key(second)}", first):
            for frame in self.get(opening, ()):
                if frame.needs and not any([word in piece for word in frame.needs]):
                    continue
                if match := frame.match(line, at, end):
                    return frame, match.end()
        return None
