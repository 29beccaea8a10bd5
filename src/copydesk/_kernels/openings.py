"""Words by which something may begin or end: at the edges of a line, and after the marks in it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from functools import cache

from copydesk._kernels import kernel
from copydesk._kernels.keys import AFTER, folded, word_key

LINE, MARK, END, COLON = range(4)
"""Kinds of places: a line's first words, words after a mark, a line's last word, one before ":"."""

Place = tuple[int, int, int, str, str]
"""Where a line starts, the kind of a place in it, where its word stands, the keys of two words."""

_FIRST = r"[^\w#©@]*+(?:([#©@])[^\w]*+)?(?:(\w+)(?:[^\w]+(\w+))?)?"
# A mark, a blank or none, a word, and the next one where little stands between.
_MARKED = r"""
    ( [.!?…)\](\[|©”"’»。！？।۔] ) ( \s? )
    [^\w\#©@(\[|"“”„‟«‘‚'’«».!?…)\]。！？।۔]{0,8}
    (\w+) (?: [^\w\n.!?…”"’»)\](\[|©]{1,4} (\w+) )?
"""
_OPENERS = frozenset("([|")


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
