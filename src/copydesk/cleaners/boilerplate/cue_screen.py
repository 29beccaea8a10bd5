"""Which lines of a text may be a cue, or hold junk: a look at their edges and sentences.

The lines of an article hardly ever begin or end like a cue, nor do its sentences; of those that do,
most lack the words that the cue needs. So the cues themselves are asked of few lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from copydesk._kernels.keys import folded
from copydesk._kernels.openings import COLON, END, LINE, openings
from copydesk.cleaners.boilerplate.cue_tables import Beginnings, Tables


class Screen:
    """Tells the lines that may be a cue, or hold junk."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._needs = cache(lambda number: tables.needs[number].split())
        self._kinds, self._ends, self._colons = tables.kinds, tables.endings, tables.tails.longest
        self._longest_ending = tables.longest_ending
        self._first = _both(tables.lines, tables.pieces)

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
            phrases, frames = self._tables.longest_phrase, self._tables.frames.longest
            whole = len(rest) <= max(phrases.get(first, 0), frames.get(first, 0))
            if whole and self._may_go_on(self._tables.lines, rest, first, second):
                return True
        return self.may_hold(text, at, end, first, second)

    def may_hold(self, line: str, at: int, end: int, first: str, second: str) -> bool:
        """Whether junk may begin at a place of a line, where these words stand."""
        reach = self._tables.reach.get(first, 0)
        piece = line[at : min(end, at + reach)]
        return self._may_go_on(self._tables.pieces, piece, first, second)

    def _may_go_on(self, known: Beginnings, piece: str, first: str, second: str) -> bool:
        """Whether a piece that begins with two words may hold the rest of a cue.

        Where the second is not known, "", that of a cue may be any; a cue that needs no words is
        always asked.
        """
        seconds = known.get(first)
        if seconds is None:
            return False
        keys = ("", second) if second else seconds
        found = [self._needs(seconds[key]) for key in keys if key in seconds]
        if not all(found):
            return bool(found)
        piece = folded(piece)
        return any([word in piece for needs in found for word in needs])


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
