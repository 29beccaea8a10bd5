"""Counts of lines over many texts, as a count-min sketch (Cormode and Muthukrishnan, 2005).

A table of one megabyte however many texts there are, which adds up in any order. A sketch never
counts too little, and too much only where a line shares all four of its cells with frequent lines.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from copydesk._corpus.lines import split_keys

_ROWS, _WIDTH = 4, 1 << 16
_BYTES = 4 * _ROWS * _WIDTH

Table: TypeAlias = "array[int]"


class LineCounts:
    """A sketch that counts, in how many texts each line stands; grows by keys, not by text."""

    def __init__(self) -> None:
        self.texts = 0
        self.table: Table = array("I", bytes(_BYTES))

    def add(self, keys: bytes) -> None:
        """Take in one text, given as `line_keys(text)`."""
        self.texts += 1
        for key in split_keys(keys):
            for cell in _cells(key):
                self.table[cell] += 1

    def repeated(self, keys: bytes, threshold: float) -> set[bytes]:
        """Those of the keys that stand in at least so many texts."""
        return repeated(self.table, keys, threshold)


def repeated(table: Table, keys: bytes, threshold: float) -> set[bytes]:
    """Those of the keys that a table has counted at least so often."""
    return {key for key in split_keys(keys) if count(table, key) >= threshold}


def count(table: Table, key: bytes) -> int:
    return min(table[cell] for cell in _cells(key))


def total(one: bytes, other: bytes) -> bytes:
    """Two packed tables as one."""
    return packed(array("I", map(int.__add__, unpacked(one), unpacked(other))))


def packed(table: Table) -> bytes:
    return zlib.compress(table.tobytes(), 6)


@lru_cache(maxsize=64)
def unpacked(data: bytes) -> Table:
    """A table from what `packed` gave; from no bytes at all one in which nothing was counted.

    Raises ValueError for anything else, of which no more is unpacked than a table has.
    """
    if not data:
        return array("I", bytes(_BYTES))
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(data, _BYTES + 1)
    except zlib.error as error:
        raise ValueError(f"its counts cannot be unpacked: {error}") from error
    if len(content) != _BYTES or not unpacker.eof:
        raise ValueError("its counts are not those of a site")
    return array("I", content)


def _cells(key: bytes) -> Iterator[int]:
    """A key's cell in each row of the table: its first two bytes, the next two, and so on."""
    return (row * _WIDTH + int.from_bytes(key[2 * row : 2 * row + 2]) for row in range(_ROWS))
