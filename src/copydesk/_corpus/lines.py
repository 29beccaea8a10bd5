"""The lines of a text and their keys, by which the texts of a site are compared.

A key stands for a line whatever its case, its spaces and the punctuation around it; digits count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

from copydesk._text.sentences import ends_sentence

KEY = 8
"""Bytes of a key: a cell of 16 bits in each row of a `LineCounts`."""

_WORDS = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2}")  # two Chinese or Japanese signs: a word
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
        (m.start(), m.end(), normal_of(m[0]))
        for m in re.finditer(r"[^\n]+", text)
        if not m[0].isspace()
    ]
    seen = Counter(normal for _, _, normal in found)
    kept = re.compile("|".join(f"(?:{pattern})" for pattern in keep) or r"(?!)")
    lines = list[Line]()
    for start, end, normal in found:
        line = text[start:end].strip()
        can = seen[normal] == 1 and could_be_site(line, normal) and not kept.search(line)
        lines.append(Line(start, end, hash_of(normal), is_paragraph(line, normal), can))
    return lines


def key_of(line: str) -> bytes:
    """The key of a line.

    >>> key_of("One line here") == key_of("one  line here!") != key_of("One line there")
    True
    """
    return hash_of(normal_of(line))


def split_keys(keys: bytes) -> Iterator[bytes]:
    """Keys that stand in a row, one by one."""
    return (keys[at : at + KEY] for at in range(0, len(keys), KEY))


def normal_of(line: str) -> str:
    """A line so that case, spaces and the punctuation around it do not matter; digits do."""
    return " ".join(line.casefold().split()).strip(_MARKS)


def could_be_site(line: str, normal: str) -> bool:
    """Could it be a template: three words at least, no quote, no dateline?"""
    return (
        size_of(normal[:100]) >= 3
        and not line.startswith(_QUOTED)
        and not (len(line) < 90 and _DATELINE.match(line))
    )


def is_paragraph(line: str, normal: str) -> bool:
    """Is it a paragraph: twelve words at least, and a full stop or its like at the end?"""
    if not ends_sentence(line):
        return False
    return normal.count(" ") >= 11 or (not normal.isascii() and size_of(normal) >= 12)


def has_unspaced(normal: str) -> bool:
    """Does it hold words of a script that sets no spaces between them?"""
    return _UNSPACED.search(normal) is not None


def size_of(normal: str) -> int:
    """How many words of letters a line has."""
    return len(_WORDS.findall(normal)) + (0 if normal.isascii() else len(_UNSPACED.findall(normal)))


def hash_of(normal: str) -> bytes:
    return blake2b(normal.encode("utf-8", "surrogatepass"), digest_size=KEY).digest()
