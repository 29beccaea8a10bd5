"""Which of many patterns a text may match, told by pieces of which each pattern needs one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from copydesk._kernels import kernel

_pattern = cache(re.compile)  # on first need
KEY = 3
"""A word is looked up by so many letters."""

Needs = Mapping[str, Sequence[str]]
"""Pieces by where they stand: `any`where, as a `whole` word, where a word of three letters or more
`begins`, both of them for the `first` word, and the mark that `opens` the text."""

_Piece = tuple[str, bool, int]


@kernel
class Pieces:
    """Patterns by number, each with the pieces of which it needs one; with none it is always asked.

    >>> pieces = Pieces([{"whole": ["rain"]}, {"first begins": ["fo"]}, {"any": ["og"]}, {}])
    >>> pieces.called(["rain after fog", "fog and rainfall"])
    [[0, 2, 3], [1, 2, 3]]
    """

    def __init__(self, needs: Sequence[Needs]) -> None:
        self._always = sum(1 << i for i, some in enumerate(needs) if not any(some.values()))
        self._any = _bits(needs, "any")
        self._opens = _bits(needs, "opens")
        self._words = _by_key(_bits(needs, "begins"), _bits(needs, "whole"))
        self._first = _by_key(_bits(needs, "first begins"), _bits(needs, "first whole"))

    def called(self, lows: Sequence[str]) -> list[list[int]]:
        """The numbers of the patterns that each of some texts, in small letters, may match."""
        together = "\n".join(lows)
        present = [(piece, bits) for piece, bits in self._any.items() if piece in together]
        return [self._called(low, present) for low in lows]

    def _called(self, low: str, present: Sequence[tuple[str, int]]) -> list[int]:
        words = _pattern(r"\w+").findall(low)
        found = self._always | self._opens.get(low[:1], 0)
        for word in words:
            if pieces := self._words.get(word[:KEY]):
                found |= _bits_of(pieces, word)
        first = words[0] if words else ""
        for size in range(1, min(KEY, len(first)) + 1):
            if pieces := self._first.get(first[:size]):
                found |= _bits_of(pieces, first)
        for piece, bits in present:
            if piece in low:
                found |= bits
        return list(_numbers(found))


def _bits(needs: Sequence[Needs], kind: str) -> dict[str, int]:
    """The pieces of a kind, and a bit for each pattern that needs one."""
    found: dict[str, int] = {}
    for i, some in enumerate(needs):
        for piece in some.get(kind, ()):
            found[piece] = found.get(piece, 0) | 1 << i
    return found


def _by_key(begins: Mapping[str, int], whole: Mapping[str, int]) -> dict[str, list[_Piece]]:
    """Pieces of words, by the letters they are looked up by; whether they are whole words."""
    found: dict[str, list[_Piece]] = {}
    for pieces, is_whole in ((begins, False), (whole, True)):
        for piece, bits in pieces.items():
            found.setdefault(piece[:KEY], []).append((piece, is_whole, bits))
    return found


def _bits_of(pieces: Sequence[_Piece], word: str) -> int:
    found = 0
    for piece, is_whole, bits in pieces:
        if word == piece if is_whole else word.startswith(piece):
            found |= bits
    return found


def _numbers(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
