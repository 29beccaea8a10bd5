"""Guards: one scan that tells whether a text has anything that a cleaner could look for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from copydesk._kernels import kernel

# Signs of escapes and of lost characters; a letter after "%" is one with which a byte of UTF-8 may
# begin. Near-misses: "5%", "R&D", "Why? she said", "the boys’ school", "two- or three-year-old".
_SIGNS = (
    r"[\x00-\x08\x0b-\x1f\x7f\\`]",
    r"&(?:[ ]?\#|[A-Za-z0-9_]{2}|[ ][A-Za-z0-9_]{2,}+[ ]?;)",
    r"%[C-Fc-f]|=[C-F\n]",
    r"u(?:20|00)",
    r"\?(?:\w|[“‘’](?<![^\s(\[—–-]..)|\?\?|(?<= \?)[ ])",
    r"’ (?:[st]|re|ve|ll)(?:[ ,.;!?\n]|\Z)",
    r" (?:[tsdm]|re|ve|ll)(?:[ ,.;!?\n]|\Z)",
    r"-\n[a-z]",
)
# Beyond ASCII and the typography of news: characters side by side, and those that are odd alone.
_BEYOND = r"""
    [^\x00-\x7f“”‘’–—…]
    (?: (?= [^\x00-\x7fß] ) | (?<= [^äöü] ) (?= ß )
      | (?<= [^\x00-\x7fäöü] . ) | (?<= [äöü][^ß] ) | (?<= â ) (?! [a-z]{2} )
      | (?<= [\x80-\xa0¢¨\xad³´¸¹¿ÂÃÐÑÒÕŒœŸŽˆˇ˚˜\u0300-\u036f\u061c\u0653-\u0655\u1100-\u11ff\u1680
              \u180e\u1d00-\u1d22\u2000-\u200f\u2028-\u202f\u205f-\u206f\u24b6-\u24e9\u3000\u3099
              \u309a\ud800-\uf8ff\ufb00-\ufb06\ufdd0-\ufdef\ufeff\uff21-\uff3a\uff41-\uff5a
              \ufff9-\uffff\U0001d400-\U0010ffff] ) )
"""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    return tuple(map(re.compile, _SIGNS)), re.compile(_BEYOND, re.VERBOSE | re.DOTALL)


@kernel
def is_plain(text: str) -> bool:
    """Whether a text has no sign of an encoding, an escape or a copy that went wrong.

    >>> is_plain("“It’s 5% more,” said Zoë – why?"), is_plain("Itâ€™s"), is_plain("They don t know")
    (True, False, False)
    """
    signs, beyond = _patterns()
    if any(sign.search(text) for sign in signs):
        return False
    return text.isascii() or not beyond.search(text)


@kernel
def holds_any(text: str, signs: Iterable[str]) -> bool:
    """Whether a text holds one of the signs, of which none is empty.

    >>> holds_any("a <b>", ("[", "<")), holds_any("a b", ("[", "<"))
    (True, False)
    """
    return any(sign in text for sign in signs)


@kernel
def count_signs(text: str, signs: str) -> int:
    """How many characters of a text are such signs, each of ASCII, or a blank behind a blank.

    >>> count_signs("a(b) = [c];   d", "()[];")
    6
    """
    return sum(map(text.count, (*signs, "  ")))
