"""Words that were hyphenated at the end of a printed line."""

from __future__ import annotations

import re

from copydesk._text.patterns import lazy
from copydesk.cleaners.characters.english import around, is_surely_english

_HYPHENATED = lazy(r"-\n(?<=[a-z]-\n)(?=[a-z]{2})")
_HEAD = lazy(r"[A-Za-z]+\Z")
_TAIL = lazy(r"[a-z]+(?![\w-])")

COMMON, CLEARLY = 3.0, 1.5
"""Zipf values: how frequent the joined word must be, and by how much more than one of its parts."""


def join_hyphenated(text: str) -> str:
    """Join an English word over a line end, where it is frequent and its parts are not both words.

    >>> join_hyphenated("The govern-\\nment spoke of its long-\\nterm plan and their make-\\nup.")
    'The government spoke of its long-\\nterm plan and their make-\\nup.'
    """
    if "-\n" not in text:
        return text
    return _HYPHENATED.sub(lambda m: "" if _is_one_word(m) else m.group(), text)


def _is_one_word(match: re.Match[str]) -> bool:
    head = _HEAD.search(match.string, max(match.start() - 40, 0), match.start())
    tail = _TAIL.match(match.string, match.end())
    if not head or not tail or match.string[head.start() - 1 : head.start()] == "-":
        return False
    if not is_surely_english(around(match)):
        return False
    from copydesk._models.vocabulary import vocabulary

    zipf = vocabulary("en").zipf
    first, second = head.group().lower(), tail.group()
    joined = zipf(first + second)
    return joined >= COMMON and joined - min(zipf(first), zipf(second)) >= CLEARLY
