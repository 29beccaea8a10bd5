"""The lines of a text and their keys, by which the texts of a site are compared.

A key stands for a line whatever its case, its spaces and the punctuation around it; digits count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

KEY = 8
"""Bytes of a key: a cell of 16 bits in each row of a `LineCounts`."""

_WORDS = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2}")  # two Chinese or Japanese signs: a word
_STOPS = (".", "!", "?", "…", "。", "！", "？")
_CLOSING = "\"'”’»)] "
_MARKS = " .,:;!?…。|·•*-–—>»<«()[]\"'"
_QUOTED = tuple("\"'“‘„«»‹「『—–-")
# "BERLIN (Reuters)", "PARIS, May 3 —": a place in capitals opens the story that follows. Near-miss:
# "SUBSCRIBE TO THE DAILY BEACON", capitals without agency, date or dash.
_DATELINE = re.compile(r"^[^a-z]{3,40}(?:\(\w[\w ]{1,20}\)|,[^,]{1,30}|\s[—–-])\s*[—–-]?$")


class Line(NamedTuple):
    """A line that is not blank: its place, without the line break, and its key."""

    start: int
    end: int
    key: bytes
    is_prose: bool
    can_be_site: bool


def lines_of(text: str, keep: tuple[str, ...] = ()) -> list[Line]:
    """The lines of a text that are not blank; one in which a pattern of `keep` is found stays."""
    found = [
        (m.start(), m.end(), _normal(m[0]))
        for m in re.finditer(r"[^\n]+", text)
        if not m[0].isspace()
    ]
    seen = Counter(normal for _, _, normal in found)
    kept = re.compile("|".join(f"(?:{pattern})" for pattern in keep) or r"(?!)")
    lines = list[Line]()
    for start, end, normal in found:
        line = text[start:end].strip()
        can = seen[normal] == 1 and _can(line, normal) and not kept.search(line)
        lines.append(Line(start, end, _hash(normal), _is_prose(line, normal), can))
    return lines


def line_keys(text: str) -> bytes:
    """The keys, eight bytes each, of the lines in a text that could be the site's."""
    return both_keys(text)[0]


def prose_keys(text: str) -> bytes:
    """The keys of a text's paragraphs of prose."""
    return both_keys(text)[1]


def both_keys(text: str) -> tuple[bytes, bytes]:
    """`line_keys` and `prose_keys` in one go."""
    return keys_in(lines_of(text))


def keys_in(lines: list[Line]) -> tuple[bytes, bytes]:
    """The keys of those lines that could be the site's, and of those that are prose."""
    return (
        b"".join(line.key for line in lines if line.can_be_site),
        b"".join(line.key for line in lines if line.is_prose),
    )


def key_of(line: str) -> bytes:
    """The key of a line.

    >>> key_of("One line here") == key_of("one  line here!") != key_of("One line there")
    True
    """
    return _hash(_normal(line))


def split_keys(keys: bytes) -> Iterator[bytes]:
    """Keys that stand in a row, one by one."""
    return (keys[at : at + KEY] for at in range(0, len(keys), KEY))


def _normal(line: str) -> str:
    """A line so that case, spaces and the punctuation around it do not matter; digits do."""
    return " ".join(line.casefold().split()).strip(_MARKS)


def _can(line: str, normal: str) -> bool:
    """Could it be a template: three words at least, no quote, no dateline?"""
    return (
        _size(normal[:100]) >= 3
        and not line.startswith(_QUOTED)
        and not (len(line) < 90 and _DATELINE.match(line))
    )


def _is_prose(line: str, normal: str) -> bool:
    """Is it a paragraph: twelve words at least, and a full stop or its like at the end?"""
    if not line.rstrip(_CLOSING).endswith(_STOPS):
        return False
    return normal.count(" ") >= 11 or (not normal.isascii() and _size(normal) >= 12)


def _size(normal: str) -> int:
    """How many words of letters a line has."""
    return len(_WORDS.findall(normal)) + (0 if normal.isascii() else len(_UNSPACED.findall(normal)))


def _hash(normal: str) -> bytes:
    return blake2b(normal.encode("utf-8", "surrogatepass"), digest_size=KEY).digest()
