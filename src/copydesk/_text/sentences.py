"""The one definition of where a sentence ends."""

from __future__ import annotations

_CLOSING = " \"'”’»)]*_"
_ENDS = frozenset(".!?…。！？।؟۔")


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, closing quotes and brackets apart.

    >>> ends_sentence("“It rained.”"), ends_sentence("Rain: what to know")
    (True, False)
    """
    return text[-1:] in _ENDS or text[-40:].rstrip(_CLOSING)[-1:] in _ENDS
