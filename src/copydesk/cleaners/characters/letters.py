"""Letters in disguise: ligatures, decomposed letters, accents beside their letter, decoration."""

from __future__ import annotations

import re
from typing import Literal

from copydesk._text.patterns import lazy

_LIGATURES = dict(
    zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)
_LIGATURE = lazy("[\ufb00-\ufb06]")


def split_ligatures(text: str) -> str:
    """Write the ligatures of printing as letters; æ and œ are letters themselves.

    >>> split_ligatures("ﬁve oﬃces in the œuvre")
    'five offices in the œuvre'
    """
    return text.translate(_LIGATURES) if _LIGATURE.search(text) else text


# Marks of Latin, Greek and Cyrillic, of Arabic hamza and of kana, after their base; and Korean
# letters that were taken apart. A longer run is decoration, and quadratic to normalize.
_DECOMPOSED = lazy(
    """
    [^\\W\\d_] [\u0300-\u0345\u0653-\u0655\u3099\u309a]{1,8}+ (?! [\u0300-\u036f] )
  | [\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?
    """,
    re.VERBOSE,
)


def compose_letters(text: str) -> str:
    """Make a letter and the accents after it one character (NFC).

    >>> len("Beyonce\u0301"), len(compose_letters("Beyonce\u0301"))
    (8, 7)
    """
    if not _MARK.search(text):
        return text
    return _DECOMPOSED.sub(lambda m: _normalized("NFC", m.group()), text)


_MARK = lazy("[\u0300-\u0345\u0653-\u0655\u1161-\u1175\u3099\u309a]")

_COMBINING = dict(zip("¨´ˆ˜¸˚ˇ", "\u0308\u0301\u0302\u0303\u0327\u030a\u030c", strict=True))
# The accent stands behind its letter: "Ko¨ln", "Jose´", or before it, as TeX prints it: "G¨odel".
# Near-misses: "geht´s", "schau´n", "d´un", apostrophes; "´Hallo´", quotes.
_ACCENTED = lazy(
    r"""
    (?P<letter>
        [aeiouAEIOU] (?= [¨ˆ] ) | [nNaoAO] (?= ˜ ) | [cCsStT] (?= ¸ ) | [aAuU] (?= ˚[^\W\d_] )
      | [cdenrstzCDENRSTZ] (?= ˇ ) | [aeiouAEIOU] (?= ´[a-z] )
      | (?<= [A-Za-zà-ÿ] )[cnsyz] (?= ´[a-z] ) | (?<= [a-z] )(?P<last> e ) (?= ´(?!\w) )
    )
    (?P<accent> [¨´ˆ˜¸˚ˇ] ) (?! (?<= ´ )(?: [a-z] | ne | nen | em | es )\b )
  | (?: (?<= [b-df-hj-np-tv-zB-DF-HJ-NP-TV-Z] )[ ]? | (?<! \w ) )
    (?P<before> ¨ ) (?P<after> [aouAOU] )
    """,
    re.VERBOSE,
)
_SPACED = lazy("[¨´ˆ˜¸˚ˇ]")
_OPENING_ACUTE = lazy(r"(?<!\w)´\w")
_ANOTHER_ACUTE = lazy(r"[aeiou]´(?!(?:ne|nen|em|es)\b)[a-z]{2}")
_NEAR = 200


def attach_accents(text: str) -> str:
    """Put accents that stand beside their letter on it.

    An acute at the end of a word may be a quote; it takes another inside a word near by.

    >>> attach_accents("Ko¨ln, Universita¨t, Jose´ Marti´nez, Espan˜a, G¨odel, M ¨uller")
    'Köln, Universität, José Martínez, España, Gödel, Müller'
    >>> attach_accents("5 ´ 3, 20 a˚, aˆ2, ¯(ツ)¯, wie´s geht´s, schau´n wir; ´Hallo Jule´")
    '5 ´ 3, 20 a˚, aˆ2, ¯(ツ)¯, wie´s geht´s, schau´n wir; ´Hallo Jule´'
    """
    pieces, end = list[str](), 0
    for accent in _SPACED.finditer(text):
        for at in (accent.start() - 1, accent.start()):
            if at >= end and (match := _ACCENTED.match(text, at)):
                pieces += text[end:at], _attached(match)
                end = match.end()
    return "".join([*pieces, text[end:]]) if pieces else text


def _attached(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    if not (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()):
        return match.group()  # a quantity: "aˆ2"
    first = max(start - _NEAR, 0)
    near = max(text.rfind("\n", first, start), first), end + _NEAR
    if match["accent"] == "´" and (
        _OPENING_ACUTE.search(text, near[0], start)
        or (match["last"] and not _ANOTHER_ACUTE.search(text, *near))
    ):
        return match.group()
    letter, accent = match["letter"] or match["after"], match["accent"] or match["before"]
    return _normalized("NFC", letter + _COMBINING[accent])


# Letterlike symbols fill the gaps in the mathematical alphabets: ℎ, ℬ, ℂ.
_LETTERLIKE = "\u210a-\u2113\u2115\u2118-\u211d\u2124\u2128\u212c-\u2138"
_MATHEMATICAL = lazy(
    f"[\U0001d400-\U0001d7ff{_LETTERLIKE}]"
    f"(?:[\U0001d400-\U0001d7ff{_LETTERLIKE}]|[ ,.!?’'&-](?=[\U0001d400-\U0001d7ff{_LETTERLIKE}]))*"
)


def undecorate_letters(text: str) -> str:
    """Write words in mathematical bold or script in plain letters.

    >>> undecorate_letters("𝐁𝐫𝐞𝐚𝐤𝐢𝐧𝐠 𝐧𝐞𝐰𝐬")
    'Breaking news'
    >>> undecorate_letters("Let 𝐱 be a vector, 𝑎𝑏 a product")
    'Let 𝐱 be a vector, 𝑎𝑏 a product'
    """
    return _MATHEMATICAL.sub(_plain, text) if _DECORATED.search(text) else text


_DECORATED = lazy("[\U0001d400-\U0001d7ff]")


def _plain(match: re.Match[str]) -> str:
    """Three letters in a row are a word; one or two are a formula."""
    letters = match.group()
    decorated = any(len(word) > 2 for word in re.split(r"[^\w℀-⅏]+", letters))
    return _normalized("NFKC", letters) if decorated else letters


def _normalized(form: Literal["NFC", "NFKC"], text: str) -> str:
    from unicodedata import normalize

    return normalize(form, text)
