"""The frames of cue groups, found by the words that they begin with."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import NamedTuple

from copydesk._kernels.keys import folded, word_key
from copydesk._models.quoting import is_plain, is_prose
from copydesk.cleaners.boilerplate.cue_tables import FrameTable, Terms


class Cue(NamedTuple):
    """Why a line is boilerplate, and where it must stand for that to be sure."""

    reason: str
    where: str
    group: str


class Frame:
    """A regular expression of a group, compiled when a line first begins with its words."""

    def __init__(self, source: str, terms: Terms, end: str, needs: str) -> None:
        self.source, self.cue, self.end = source, Cue(*terms[:3]), end
        self.needs = needs.split()
        """Words of which one stands in each match; none where nothing is sure (see cue_needs)."""
        self.longest, self.takes_line = terms.longest, terms.takes_line
        self._unless, self._weighed = tuple(terms.unless), terms.weighed or terms.asks
        self._is_prose = is_plain if terms.asks else is_prose

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self.source}){self.end}", re.IGNORECASE | re.DOTALL)

    def match(self, line: str, at: int, end: int) -> re.Match[str] | None:
        """The match between `at` and `end`, unless it is too long or something there forbids it: a
        word, or that all its words together speak for prose."""
        if end - at > self.longest:
            if self.end:
                return None
            end = at + self.longest  # a head ends where its own wording does
        found = self.pattern.match(line, at, end)
        if found and self._unless and forbids(self._unless).search(line, at, end):
            return None
        return None if found and self._weighed and self._is_prose(found[0]) else found


@cache
def forbids(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds one of the words that forbid a cue."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


class Index:
    """Frames by the words that they begin with; each is made when a line first begins so."""

    def __init__(self, table: FrameTable, terms: list[Terms], needs: list[str], end: str) -> None:
        self._table, self._terms, self._needs, self._end = table, terms, needs, end
        self.longest = table.longest
        """How long a line may be that begins with a word."""
        self._frame = cache(self._made)
        self._begun: dict[str, list[Frame]] = {}

    def _made(self, number: int) -> Frame:
        source, group, needs = self._table.frames[number]
        return Frame(source, self._terms[group], self._end, self._needs[needs])

    def frames(self, opening: str) -> list[Frame]:
        """The frames that begin so."""
        found = self._begun.get(opening)
        if found is None and opening in self._table.openings:
            numbers = self._table.openings[opening].split()
            found = self._begun[opening] = [self._frame(int(number)) for number in numbers]
        return found or []

    def find(
        self, line: str, at: int, end: int, first: str, second: str
    ) -> tuple[Frame, int] | None:
        """The first frame that matches from `at` to `end`, where these words stand; its end."""
        if end - at > self.longest.get(first, 0):
            return None
        piece = folded(line[at:end])
        for opening in (f"{first} {word_key(second)}", first):
            for frame in self.frames(opening):
                if frame.needs and not any([word in piece for word in frame.needs]):
                    continue
                if match := frame.match(line, at, end):
                    return frame, match.end()
        return None
