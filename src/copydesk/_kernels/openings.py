"""Words by which something may begin or end: at the edges of a line, and after the marks in it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from copydesk._kernels import kernel
from copydesk._kernels.keys import AFTER, folded, word_key

LINE, MARK, END, COLON = range(4)
"""Kinds of places: a line's first words, words after a mark, a line's last word, one before ":"."""

Place = tuple[int, int, int, str, str]
"""Where a line starts, the kind of a place in it, where its word stands, the keys of two words."""

WHOLE, INSIDE = 1, 2
"""What a line may be, or hold: something that it is as a whole, something that begins inside."""

Beginnings = Mapping[str, Mapping[str, int]]
"""Numbers of what has to stand there too, by the first word and the second, "" for any."""

_FIRST = r"[^\w#©@]*+(?:([#©@])[^\w]*+)?(?:(\w+)(?:[^\w]+(\w+))?)?"
# A mark, a blank or none, a word, and the next one where little stands between.
_MARKED = r"""
    ( [.!?…)\](\[|©”"’»。！？।۔] ) ( \s? )
    [^\w\#©@(\[|"“”„‟«‘‚'’«».!?…)\]。！？।۔]{0,8}
    (\w+) (?: [^\w\n.!?…”"’»)\](\[|©]{1,4} (\w+) )?
"""
_OPENERS = frozenset("([|")


class Looked(NamedTuple):
    """What is looked for: at places, as `openings` takes it, and in what begins there.

    `wholes` and `pieces` tell by the first words which of `needs` a line or a piece of one has to
    hold: one of some words, any where there are none. By its first word, `reach` is how long a
    piece is, `phrases` and `frames` how long a line may be; `longest` is how long one that is known
    by its last word.
    """

    lines: Mapping[str, Container[str]]
    marks: Mapping[str, Mapping[str, int]]
    ends: Container[str]
    colons: Container[str]
    wholes: Beginnings
    pieces: Beginnings
    needs: Sequence[str]
    reach: Mapping[str, int]
    phrases: Mapping[str, int]
    frames: Mapping[str, int]
    longest: int


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_FIRST), re.compile(_MARKED, re.VERBOSE)


@kernel
def openings(
    text: str,
    lines: Mapping[str, Container[str]],
    marks: Mapping[str, Mapping[str, int]],
    ends: Container[str],
    colons: Container[str],
) -> list[Place]:
    """The places of a text at which one of the given words stands, line by line.

    `lines` and `marks` hold second words by the first, "" for any; a mark's are 1 or, where a blank
    or a bracket has to stand before the first, 0.

    >>> openings("Read more: rain. See also fog", {"read": {"more"}}, {"see": {"": 0}}, {"fog"}, ())
    [(0, 0, 0, 'read', 'more'), (0, 1, 17, 'see', 'also'), (0, 2, 26, 'fog', '')]
    """
    found = list[Place]()
    start = 0
    for line in text.split("\n"):
        found += _at_start(line, start, lines)
        found += _at_marks(line, start, marks)
        found += _at_end(line, start, ends)
        found += _at_colon(line, start, colons)
        start += len(line) + 1
    return found


def _at_start(line: str, start: int, lines: Mapping[str, Container[str]]) -> Iterator[Place]:
    match = _patterns()[0].match(line)
    assert match  # it matches nothing, too
    for group in (1, 2):
        first, second = match[group], match[group + 1]
        if first and (seconds := lines.get(word_key(first))) is not None:
            key = word_key(second or "")
            if "" in seconds or key in seconds:
                yield start, LINE, start + match.start(group), word_key(first), key


def _at_marks(line: str, start: int, marks: Mapping[str, Mapping[str, int]]) -> Iterator[Place]:
    for match in _patterns()[1].finditer(line):
        mark, blank, first, second = match.groups()
        key, next_key = word_key(first), word_key(second or "")
        if mark == "©":
            yield start, MARK, start + match.start(), mark, key
        elif (seconds := marks.get(key)) is not None:
            kind = max(seconds.get("", -1), seconds.get(next_key, -1))
            if kind == 1 or (kind == 0 and (blank or mark in _OPENERS)):
                yield start, MARK, start + match.start(3), key, next_key


def _at_end(line: str, start: int, ends: Container[str]) -> Iterator[Place]:
    bare = line.rstrip()
    kept = bare[-40:].rstrip(AFTER).rstrip()
    for last in kept.rsplit(None, 1)[-1:]:
        if (key := folded(last)) in ends:
            at = max(0, len(bare) - 40) + len(kept) - len(last)
            yield start, END, start + at, key, ""


def _at_colon(line: str, start: int, colons: Container[str]) -> Iterator[Place]:
    colon = line.rfind(":")
    for word in line[max(0, colon - 20) : max(0, colon)].rsplit(None, 1)[-1:]:
        if (key := word_key(word)) in colons:
            yield start, COLON, start + colon, key, ""


@kernel
class Screen:
    """Tells the lines in which what is looked for may stand.

    >>> more = {"read": {"more": 0}}
    >>> looked = Looked(
    ...     more, {"read": {"more": 1}}, (), (), more, more, ["rain"], {"read": 20}, {"read": 20},
    ...     {}, 0,
    ... )
    >>> Screen(looked).lines("Read more: rain\\nFog. Read more on rain\\nRead more: fog")
    {0: 3, 16: 2}
    """

    def __init__(self, looked: Looked) -> None:
        self._looked = looked
        self._needs = cache(lambda number: looked.needs[number].split())

    def lines(self, text: str) -> dict[int, int]:
        """Where the lines start that have to be looked at: WHOLE, INSIDE, or both."""
        found = dict[int, int]()
        for start, kind, at, first, second in openings(text, *self._looked[:4]):
            if flags := self._flags(text, start, kind, at, first, second):
                found[start] = found.get(start, 0) | flags
        return found

    def _flags(self, text: str, start: int, kind: int, at: int, first: str, second: str) -> int:
        if first == "©":
            return WHOLE | INSIDE
        if kind == COLON:
            return INSIDE
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if kind == END and len(text[start:end].strip()) <= self._looked.longest:
            return WHOLE
        if kind == END:
            return 0
        flags = INSIDE if self.may_hold(text, at, end, first, second) else 0
        if kind == LINE:
            rest = text[at:end].rstrip()
            looked = self._looked
            if len(rest) <= max(looked.phrases.get(first, 0), looked.frames.get(first, 0)):
                flags |= self._may_go_on(looked.wholes, rest, first, second) and WHOLE
        return flags

    def may_hold(self, line: str, at: int, end: int, first: str, second: str) -> bool:
        """Whether a piece may begin at a place of a line, where words of these keys stand."""
        piece = line[at : min(end, at + self._looked.reach.get(first, 0))]
        return self._may_go_on(self._looked.pieces, piece, first, second)

    def _may_go_on(self, known: Beginnings, piece: str, first: str, second: str) -> bool:
        """Whether what begins with two words may hold the rest.

        Where the second is not known, "", that which is looked for may be any.
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
