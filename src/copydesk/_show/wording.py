"""How reports and messages put numbers and names."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Scraped text may hold escape sequences, which would drive the terminal, signs that turn the
# direction of what follows, and half characters. Marks of direction (U+200E) turn nothing.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")

_NAMED = {
    0x7F: "\u2421", 0x2028: "‹LS›", 0x2029: "‹PS›", 0x202A: "‹LRE›", 0x202B: "‹RLE›",
    0x202C: "‹PDF›", 0x202D: "‹LRO›", 0x202E: "‹RLO›", 0x2066: "‹LRI›", 0x2067: "‹RLI›",
    0x2068: "‹FSI›", 0x2069: "‹PDI›",
}  # fmt: skip
"""Unicode's own short names of signs that no picture stands for."""


def visible(text: str) -> str:
    """A text that any screen or page takes: control characters as pictures, stray bytes as escapes.

    >>> visible("a\\x1bb"), visible("caf\\udce9.txt"), visible("\\u202etxt.exe")
    ('a␛b', 'caf\\\\xe9.txt', '‹RLO›txt.exe')
    """
    return _UNPRINTABLE.sub(_picture, text)


def one_line(text: str) -> str:
    """A name or a message that any screen takes, on one line.

    >>> one_line("a\\n b")
    'a␊ b'
    """
    return visible(text).replace("\n", "␊").replace("\t", "␉")


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is no UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return _NAMED.get(code, "\ufffd")


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "file"), counted(2000, "file")
    ('1 file', '2,000 files')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def left_out_by_ending(endings: Mapping[str, int]) -> str:
    """How many files were left out, and what their names end in.

    >>> left_out_by_ending({".json": 2, "": 1})
    '3 files left out by their names: 2 .json, 1 without an ending'
    """
    most_first = sorted(endings.items(), key=lambda pair: (-pair[1], not pair[0], pair[0]))
    kinds = [f"{number:,} {ending or 'without an ending'}" for ending, number in most_first]
    return f"{counted(sum(endings.values()), 'file')} left out by their names: {', '.join(kinds)}"


def shorter(characters: int) -> str:
    """By how much texts became shorter, which a mend may turn into its opposite.

    >>> shorter(20), shorter(-1)
    ('20 characters shorter', '1 character longer')
    """
    return f"{counted(abs(characters), 'character')} {'longer' if characters < 0 else 'shorter'}"
