"""The frames of cue groups, by number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from typing import NamedTuple

from copydesk._models.open_ends import NAMES, PROSE, OpenEnd
from copydesk._models.quoting import is_plain, is_prose
from copydesk._models.run_ons import RIGHTS
from copydesk.cleaners.boilerplate.cue_tables import FrameTable, Terms

NAMING = frozenset({"caption", "credit", "related-links"})
"""Reasons of what ends with names."""
LABELS = frozenset({"byline", "caption", "credit", "source-link"})
"""Reasons of what is a label and a name."""
ANYWHERE = frozenset({"anywhere", "between", "over_end"})
"""Where cues stand that go wherever they do."""


class Cue(NamedTuple):
    """Why a line is boilerplate, and where it must stand for that to be sure."""

    reason: str
    where: str
    group: str


class Frame:
    """A regular expression of a group, compiled when a line first begins with its words."""

    def __init__(self, source: str, terms: Terms, end: str) -> None:
        self.source, self.cue, self.end = source, Cue(*terms[:3]), end
        self.longest, self.takes_line = terms.longest, terms.takes_line
        self._unless, self._weighed = tuple(terms.unless), terms.weighed or terms.asks
        bar = NAMES if terms.reason in NAMING else PROSE
        named = terms.reason in LABELS
        rights = terms.reason in RIGHTS
        end_of = OpenEnd(source, end, bar, named=named, rights=rights)
        self.open_end = end_of if terms.ends else None
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
        return None if found and self._is_said(found[0]) else found

    def _is_said(self, notice: str) -> bool:
        """Whether what fits the frame is a sentence of the article: all its words say so, or those
        of its open end."""
        if self._weighed and self._is_prose(notice):
            return True
        return self.open_end is not None and self.open_end.goes_on(notice)


@cache
def forbids(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds one of the words that forbid a cue."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


class Index:
    """Frames by number; each is made when a line may first be one."""

    def __init__(self, table: FrameTable, terms: list[Terms], end: str) -> None:
        self._table, self._terms, self._end = table, terms, end
        self.longest = table.longest
        """How long a line may be that begins with a word."""
        self._frame = cache(self._made)

    def _made(self, number: int) -> Frame:
        source, group, _ = self._table.frames[number]
        return Frame(source, self._terms[group], self._end)

    def frames(self, opening: str) -> list[Frame]:
        """The frames that begin so."""
        return [self._frame(int(number)) for number in self._table.openings[opening].split()]

    def find(
        self, line: str, at: int, end: int, numbers: Sequence[int]
    ) -> tuple[Frame, int] | None:
        """The first of some frames that matches from `at` to `end`, and where it ends."""
        for number in numbers:
            frame = self._frame(number)
            if match := frame.match(line, at, end):
                return frame, match.end()
        return None
