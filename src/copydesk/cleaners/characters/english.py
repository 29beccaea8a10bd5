"""English, as far as a lost apostrophe needs it: its contractions and its frequent words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from copydesk._text import data
from copydesk._text.patterns import lazy

WINDOW = 400
"""How far around a mark its language is looked for."""


def contracted(word: str, ending: str) -> bool:
    """Whether a word, in lower case, and an ending are one with an apostrophe: don’t, they’re."""
    if ending == "t":
        return word[-1:] == "n" and word[:-1] in words()["not"]
    return word in words()["ending"].get(ending, ()) or (word, ending) == ("o", "clock")


def is_english(text: str) -> bool:
    """Whether a text has at least as many words of English as of its neighbours.

    >>> is_english("China?s economy"), is_english("un curso de inglés")
    (True, False)
    """
    english, others = _counts(text)
    return english >= others


def is_surely_english(text: str) -> bool:
    """Whether a text has words of English, and clearly more than of its neighbours.

    >>> is_surely_english("the end of it"), is_surely_english("China?s economy")
    (True, False)
    """
    english, others = _counts(text)
    return english > 2 * others


@lru_cache(maxsize=64)
def _counts(text: str) -> tuple[int, int]:
    found, lists = _WORD.findall(text.lower()), words()["language"]
    return sum(x in lists["english"] for x in found), sum(x in lists["others"] for x in found)


_WORD = lazy(r"[^\W\d_]+")


def around(match: re.Match[str]) -> str:
    """The line around a match, as far as it matters: whole windows, so that neighbours share it."""
    text, start, end = match.string, match.start(), match.end()
    first, last = (start // WINDOW - 1) * WINDOW, (end // WINDOW + 2) * WINDOW
    line = text.rfind("\n", max(first, 0), start) + 1
    line_end = text.find("\n", end, last)
    return text[line or max(first, 0) : last if line_end < 0 else line_end]


@cache
def words() -> Any:
    """The lists of `lost_punctuation.toml`, as sets."""
    return _frozen(data.toml("characters/lost_punctuation.toml"))


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(x) for key, x in value.items()}
    return frozenset(value)
