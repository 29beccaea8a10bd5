"""Which lines of a text may be a cue, or hold junk: a look at their edges and sentences.

The lines of an article hardly ever begin or end like a cue, nor do its sentences; of those that do,
most lack the words that the cue needs. So the cues themselves are asked of few lines.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from copydesk._kernels.keys import folded
from copydesk._kernels.openings import COLON, END, LINE, openings

ANY = frozenset[str]()
"""Stands for no words: a cue that needs none is always asked."""


class Beginnings(dict[str, dict[str, frozenset[str]]]):
    """Words that cues need, by the first word of the cues and their second, "" for any.

    `reach`: how far cues reach that begin with a word.
    """

    def __init__(self) -> None:
        self.reach: dict[str, int] = {}

    def add(self, first: str, second: str, reach: int, needs: frozenset[str]) -> None:
        self.reach[first] = max(reach, self.reach.get(first, 0))
        seconds = self.setdefault(first, {})
        known = seconds.get(second, needs)
        seconds[second] = known | needs if known and needs else ANY

    def may_be(self, piece: str, first: str, second: str) -> bool:
        """Whether a piece that begins with two words may hold the rest of a cue.

        Where the second is not known, "", that of a cue may be any.
        """
        seconds = self.get(first)
        if seconds is None:
            return False
        keys = ("", second) if second else seconds
        found = [needs for key in keys if (needs := seconds.get(key)) is not None]
        if not all(found):
            return bool(found)
        piece = folded(piece)
        return any([word in piece for needs in found for word in needs])


class Screen:
    """Tells the lines that may be a cue, or hold junk.

    `lines`: how cues begin that are whole lines; `pieces`: how junk begins inside a line, `kinds`
    which of them needs a blank before it; `ends`: last words of lines, which have so many
    characters at most; `colons`: words before a colon.
    """

    def __init__(
        self,
        lines: Beginnings,
        pieces: Beginnings,
        kinds: dict[str, dict[str, int]],
        ends: Container[str],
        longest_ending: int,
        colons: Container[str],
    ) -> None:
        self._lines, self._pieces = lines, pieces
        self._kinds, self._ends, self._colons = kinds, ends, colons
        self._longest_ending = longest_ending
        both = lines.keys() | pieces.keys()
        self._first = {f: lines.get(f, {}).keys() | pieces.get(f, {}).keys() for f in both}

    def doubtful(self, text: str) -> set[int]:
        """Where the lines start that have to be looked at."""
        found = set(_linked(text))
        for place in openings(text, self._first, self._kinds, self._ends, self._colons):
            if place[0] not in found and self._may_be(text, *place):
                found.add(place[0])
        return found

    def _may_be(self, text: str, start: int, kind: int, at: int, first: str, second: str) -> bool:
        if kind == COLON or first == "©":
            return True
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if kind == END:
            return len(text[start:end].strip()) <= self._longest_ending
        if kind == LINE:
            rest = text[at:end].rstrip()
            whole = len(rest) <= self._lines.reach.get(first, 0)
            if whole and self._lines.may_be(rest, first, second):
                return True
        return self.may_hold(text, at, end, first, second)

    def may_hold(self, line: str, at: int, end: int, first: str, second: str) -> bool:
        """Whether junk may begin at a place of a line, where these words stand."""
        reach = self._pieces.reach.get(first, 0)
        return self._pieces.may_be(line[at : min(end, at + reach)], first, second)


def _linked(text: str) -> Iterator[int]:
    """Where lines start that hold a link, whose address is no part of what they say."""
    at = text.find("](")
    while at >= 0:
        yield text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        at = text.find("](", end) if end >= 0 else -1
