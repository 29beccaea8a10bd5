"""Letters: what one friend asks of another between greeting and farewell is no notice of a site."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from copydesk._text import data
from copydesk._text.patterns import lazy

FILE = "reporting.toml"
FIRST, LAST = 2, 6
"""Among so many lines stands the greeting, and among so many the farewell."""
WORDS = 6
"""Both have so many words at most."""
_WORD = lazy(r"[^\W\d_]+")


def letter_body(lines: Sequence[str]) -> range:
    """The lines between the greeting and the farewell; none where a text is no letter.

    >>> letter_body(["Dear Mum,", "We are in Rome.", "Love,", "Tom"])
    range(1, 2)
    >>> letter_body(["Dear readers, it rained.", "Love, a film about boats, ran all night."])
    range(0, 0)
    """
    start = next((i for i, line in enumerate(lines[:FIRST]) if _is(line, "greets", ",!:")), None)
    if start is None:
        return range(0)
    last = range(len(lines) - 1, max(start, len(lines) - 1 - LAST), -1)
    end = next((i for i in last if _is(lines[i], "parts", ",!.")), start)
    return range(start + 1, end) if end > start else range(0)


def _is(line: str, kind: str, marks: str) -> bool:
    """Whether a line is short, begins as such a line does, and ends as one, or has no mark."""
    if not line or line.count(" ") >= WORDS or not (line[-1] in marks or line[-1].isalpha()):
        return False
    words = _WORD.findall(line.lower())
    return bool(words) and words[0] in _words(kind)


@cache
def _words(kind: str) -> frozenset[str]:
    tables = (data.toml(f"languages/{name}/{FILE}") for name in data.languages(FILE))
    return frozenset(word for table in tables for word in table[kind].split())
