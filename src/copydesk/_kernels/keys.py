"""The forms under which words are looked up, and what may stand around them."""

from __future__ import annotations

import re

AFTER = " \t.:!…,;|»›>→*_)]([-–—•·►▶▸■●«‹<←▼▲↑↓~+=©。：！।۔、【】「」（）"
"""What may stand behind a line's last word."""
_DIGITS = re.compile(r"\d+")


def folded(text: str) -> str:
    """A text without case, and with one letter i for the four that Turkish capitals mix up."""
    text = text.casefold()
    return text if text.isascii() else text.replace("i̇", "i").replace("ı", "i")


def word_key(word: str) -> str:
    """The form under which a word is looked up: caseless, all numbers alike."""
    if word.isalpha():
        return folded(word)
    return "0" if word[:1].isdigit() else folded(_DIGITS.sub("0", word))
