"""The forms under which words are looked up, and what may stand around them."""

from __future__ import annotations

import re
from functools import cache

AFTER = " \t.:!…,;|»›>→*_)]([-–—•·►▶▸■●«‹<←▼▲↑↓~+=©。：！।۔、【】「」（）"
"""What may stand behind a line's last word."""
WORD = r"\w\u0900-\u0963\u0966-\u0dff"
"""What words are made of, within a class: in the scripts of India vowel signs, too, which `\\w` is
not, but not their full stops."""
_DIGITS, _NUMBER = r"\d+", r"\d+(?:[.,]\d+)*"
_FIRST = rf"[^{WORD}#©@]*([#©@]|[{WORD}]+)(?:[^{WORD}\n]{{1,4}}([{WORD}]+))?"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return re.compile(_DIGITS), re.compile(_NUMBER), re.compile(_FIRST)


def folded(text: str) -> str:
    """A text without case, and with one letter i for the four that Turkish capitals mix up."""
    text = text.casefold()
    return text if text.isascii() else text.replace("i̇", "i").replace("ı", "i")


def word_key(word: str) -> str:
    """The form under which a word is looked up: caseless, all numbers alike."""
    if word.isalpha():
        return folded(word)
    return "0" if word[:1].isdigit() else folded(_patterns()[0].sub("0", word))


def phrase_key(line: str) -> str:
    """The form in which phrases are compared: no case, marks around, or value of numbers."""
    key = " ".join(folded(line.replace("’", "'")).split()).strip(AFTER)
    return key if key.isalpha() else _patterns()[1].sub("0", key)


def first_words(line: str) -> tuple[str, str]:
    """The first two words of a line: the first as it is looked up, the second as it stands."""
    found = _patterns()[2].match(line)
    return (word_key(found[1]), found[2] or "") if found else ("", "")
