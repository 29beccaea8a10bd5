"""Dashes of which only blanks are left: the quay   once a port   is shut.

Some collections have a blank for each character beyond ASCII, so that three stand for a dash and
the blanks beside it. Quotes are lost there as well, but two blanks do not tell where one opens.
"""

from __future__ import annotations

from copydesk._text.patterns import lazy
from copydesk.cleaners.characters.english import is_english

LEAST = 2
"""A text that lost its marks has so many words at least that lack their apostrophe."""

# Near-misses: "vitamin s", once; "Don T. Smith".
_LACKS = lazy(
    r"(?<=[a-z])[ ](?:t|ve|re|ll|s)[ ](?=[a-z])"
    r"(?:(?<=[a-z]n[ ]t[ ])|(?<=[a-z]{3}[ ]s[ ])|(?<=[a-z][ ](?:ve|re|ll)[ ]))"
)
# Near-misses: a table's cells, of which one is a number or a name; a dash before a quotation.
_GAP = lazy(r"(?<=[a-z0-9] )[ ](?= [a-z]+[ ,])")


def restore_dashes(text: str) -> str:
    """Put back dashes where three blanks stand for one.

    >>> restore_dashes("It wasn t his   nor hers   but the city s oldest bridge.")
    'It wasn t his — nor hers — but the city s oldest bridge.'
    >>> restore_dashes("oats   two cups   rain   none")
    'oats   two cups   rain   none'
    """
    if "   " not in text or "'" in text or not text.isascii() or "|" in text:
        return text
    lacking = sum(1 for _ in zip(range(LEAST), _LACKS.finditer(text), strict=False))
    if lacking < LEAST or not is_english(text):
        return text
    return _GAP.sub("—", text)
