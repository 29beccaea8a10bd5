"""How reports and messages put numbers and names."""

from __future__ import annotations

import re

# Scraped text may hold escape sequences, which would drive the terminal, and half characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def visible(text: str) -> str:
    """A text that any screen or page takes: control characters as pictures, stray bytes as escapes.

    >>> visible("a\\x1bb"), visible("caf\\udce9.txt")
    ('a␛b', 'caf\\\\xe9.txt')
    """
    return _UNPRINTABLE.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is no UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return "\ufffd"


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "file"), counted(2000, "file")
    ('1 file', '2,000 files')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def shorter(characters: int) -> str:
    """By how much texts became shorter, which a mend may turn into its opposite.

    >>> shorter(20), shorter(-1)
    ('20 characters shorter', '1 character longer')
    """
    return f"{counted(abs(characters), 'character')} {'longer' if characters < 0 else 'shorter'}"
