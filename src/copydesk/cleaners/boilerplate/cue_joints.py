"""Where a headline ends and the article goes on, in a line that has lost the mark between them.

A headline in sentence case, "Ten ships that never came home Residents said …", ends where a capital
stands on a word that is no name. Told in English alone, whose nouns have no capitals.
"""

from __future__ import annotations

import re

from copydesk._models.vocabulary import vocabulary
from copydesk._text.patterns import lazy

HEADS = frozenset({"read", "also", "related", "see", "more", "must", "recommended"})
"""Words by which an English promo begins."""
WORDS = 3
"""A headline has so many words."""
REACH = 250
"""How far a headline reaches."""
COMMON, NAME = 4.0, 0.2
"""Zipf frequency of an ordinary word; one with a larger share of capitals may be a name."""

# Two small words and a capital after them. A near-miss is "Why Voters Trust Him", in title case.
_JOINT = lazy(r"(?<![\w'’-])[a-z]+ ([a-z]{3,})( )([A-Z][a-z]*)(?= [a-z])")


def joint(line: str, begin: int, end: int) -> int | None:
    """Where the headline of a promo ends that stands from `begin` to `end`, sentence included.

    >>> line = "Read more: Ten ships that never came home Residents said they had waited."
    >>> line[: joint(line, 0, len(line))]
    'Read more: Ten ships that never came home'
    >>> joint("Read more: Ten ships that never came home", 0, 41)
    """
    for found in _JOINT.finditer(line, begin, min(end, begin + REACH)):
        headline = line[begin : found.end(1)].partition(":")[2]
        if headline.count(" ") >= WORDS and _opens_sentence(found):
            return found.end(1)
    return None


def _opens_sentence(found: re.Match[str]) -> bool:
    """Whether a headline may end with the word before, and a sentence begin with the one after."""
    english, last, first = vocabulary("en"), found[1], found[3].lower()
    common = english.zipf(first) >= COMMON and english.capital(first) <= NAME
    return common and last not in english.function_words
