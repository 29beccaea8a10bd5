"""The one definition of where a sentence ends."""

from __future__ import annotations

_CLOSING = " \"'”’»)]*_"
_ENDS = frozenset(".!?…。！？।؟۔")

WORDS = 3
"""A sentence has so many words."""


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, closing quotes and brackets apart.

    >>> ends_sentence("“It rained.”"), ends_sentence("Rain: what to know")
    (True, False)
    """
    return text[-1:] in _ENDS or text[-40:].rstrip(_CLOSING)[-1:] in _ENDS


def is_sentence(line: str) -> bool:
    """Whether a line ends as a sentence, and says more than a label does.

    >>> is_sentence("Rain fell again."), is_sentence("Read more.")
    (True, False)
    """
    return ends_sentence(line) and line.count(" ") >= WORDS - 1
