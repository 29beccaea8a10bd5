"""The one definition of where a sentence ends."""

from __future__ import annotations

from copydesk._kernels.blocks import MARKS, ends_sentence, word_count

__all__ = ["MARKS", "WORDS", "ends_sentence", "is_sentence"]

WORDS = 3
"""A sentence has so many words."""


def is_sentence(line: str) -> bool:
    """Whether a line ends as a sentence, and says more than a label does.

    >>> is_sentence("Rain fell again."), is_sentence("Read more.")
    (True, False)
    >>> is_sentence("昨夜は海岸に雨が降った。")
    True
    """
    if not ends_sentence(line):
        return False
    return line.count(" ") >= WORDS - 1 or (not line.isascii() and word_count(line) >= WORDS)
