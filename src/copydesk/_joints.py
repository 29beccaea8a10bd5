"""Places inside a chunk of text where punctuation, digits or capitals betray a lost space.

A chunk is what stands between white space. A joint is only a shape; whether it is split is decided by
the words on both sides of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple


class Joint(NamedTuple):
    """A place in a chunk, what kind it is, and the words on both sides."""

    at: int
    kind: str
    left: str
    right: str


def joints(chunk: str) -> Iterator[Joint]:
    """All joints of a chunk, in order."""
    for match in _joint().finditer(chunk):
        kind = match.lastgroup or ""
        at = match.end()
        yield Joint(at, kind, _left(chunk, match.start(kind)), _right(chunk, at))


def shaped(chunks: str) -> bool:
    """Is there any joint in these chunks? One scan, for all chunks of a text."""
    return _joint().search(chunks) is not None


def _left(chunk: str, at: int) -> str:
    match = _WORD_BEFORE.search(chunk, max(0, at - 40), at)
    return match.group() if match else ""


def _right(chunk: str, at: int) -> str:
    match = _WORD_AFTER.match(chunk, at)
    return match.group() if match else ""


_WORD_BEFORE = re.compile(r"(?:[^\W\d_]|['’])+\Z|\d+\Z")
_WORD_AFTER = re.compile(r"[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_]))*|\d+")


@cache
def _joint() -> re.Pattern[str]:
    lower, upper = _cased()
    return re.compile(
        rf"""
          (?<=[{lower}]) (?P<case>) (?=[{upper}])                    # saidMusk; iPhone is for others
        | (?<=\w) (?P<stop>[.!?]+[”"’)\]]*) (?=[“"‘(\[]?[^\W_])      # talks.Then, not U.S.A.
        | (?<=[^\W_]) (?P<comma>[,;:]) (?=[“"‘(\[]?[^\W\d_])         # said,he; not 1,000
        | (?<=[^\W_]) (?P<opened>) (?=[“(\[][^\W_])                  # word(2019), not f(x)
        | (?<=[\w.,!?]) (?P<closed>[”)\]]+) (?=[^\W_])               # (2019)The, not (s)he
        | (?<=[^\W\d_]) (?P<number>) (?=\d)                          # March20, not B2B
        | (?<=\d) (?P<word>) (?=[^\W\d_]{{2}})                       # 2023By, not 10km
        """,
        re.VERBOSE,
    )


def _cased() -> tuple[str, str]:
    """Character classes of the lower- and upper-case letters of Latin, Greek and Cyrillic."""
    letters = [chr(code) for code in range(0x530)]
    return "".join(filter(str.islower, letters)), "".join(filter(str.isupper, letters))
