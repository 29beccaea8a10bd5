"""Mojibake that ftfy leaves, because only a part of a line is damaged or its sign is too weak.

The patterns are written in bytes and translated into the characters of each encoding. Punctuation
is sure alone, an accented letter beside other letters, another script from its second letter on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from copydesk._text.patterns import lazy

# U+2010 to U+203A, U+20AC, U+2122, U+FFFD: dashes, quotes, bullets, ellipsis, euro, trade mark.
_PUNCTUATION = r"""
    [<E2>][<80>][<90-BA>] | [<E2>][<82>][<AC>] | [<E2>][<84>][<A2>] | [<EF>][<BF>][<BD>]
"""
# U+00C0 to U+017F and Romanian letters with comma below, beside a letter of ASCII: what is mended
# here is never such a letter, so one pass finds all. Near-miss: "AMANHÃ…", letter and ellipsis.
# No word has more of them in a row; without an end, each of many would look for it anew. U+0178 and
# U+0138 are none: in Windows-1251 they look like Russian, "FacebookЕё".
_LETTERS = r"(?: [<C3>][<80-BF>] | [<C4-C5>][<80-B7><B9-BF>] | [<C8>][<98-9B>] ){1,40}"
_LETTER = rf"(?<= [{{beside}}] ) {_LETTERS} | {_LETTERS} (?= [{{beside}}] )"
# Vietnamese. Near-miss: "está»."
_VIETNAMESE = r"[<E1>][<B8-BB>][<80-BF>] (?= \w )"
# Two letters of Cyrillic or Greek. Near-miss: "1990–Ångström" in MacRoman.
_CYRILLIC = r"(?: [<D0>][<84><86><87><90-BF>] | [<D1>][<80-8F><91><94><96-97>] )"
_SCRIPTS = rf"""
    {_CYRILLIC}{{2,}} | (?: [<CE>][<86><88-BF>] | [<CF>][<80-8E>] ){{2,}}
"""
# Signs after an unlikely capital: Â£, Â°, Â©.
_SIGN = r"[<C2>][<A1-AB><AE-B7><B9-BF>]"
# Currencies, subscripts, arrows, mathematics, check marks: â‚¹, â‚‚, â†’, âœ“.
_SYMBOL = r"[<E2>](?: [<82>][<80-BF>] | [<86-88>][<80-BF>] | [<9C>][<93-97>] )"


class Encoding(NamedTuple):
    """An encoding in which UTF-8 is read by mistake, and what counts as sure in it."""

    name: str
    beside: str
    patterns: tuple[str, ...]


_LOWER = "a-z"
_LATIN = "A-Za-z"

# Nothing else looks like these, so they go before ftfy, which takes their tails for Windows-1252.
STRANGEST = (
    Encoding("macroman", _LATIN, (_PUNCTUATION, r"[<C3>][<80-9F><A0><A2><A4><A7-AC><AE>]")),
    Encoding("cp437", _LATIN + "0-9", (_PUNCTUATION, _LETTER, _SYMBOL)),
)
OTHERS = (
    Encoding(
        "cp1252",
        _LOWER,
        (_PUNCTUATION, _LETTER, _VIETNAMESE, _SCRIPTS, _SIGN, _SYMBOL),
    ),
    Encoding("cp1250", _LOWER, (_PUNCTUATION, _LETTER, _SCRIPTS, _SIGN, _SYMBOL)),
    Encoding("cp1251", _LATIN, (_PUNCTUATION, _LETTER, _SCRIPTS, _SYMBOL)),
    Encoding("macroman", _LATIN, (_LETTER, _SCRIPTS, _SIGN, _SYMBOL)),
    Encoding("cp437", _LATIN, (_SCRIPTS, r"[<C2>][<A3><A5><A7><A9><AE><B0><B7><BC-BE>]")),
)
ENCODINGS = (*STRANGEST, *OTHERS)


def fix_strangest(line: str) -> str:
    """Undo what only MacRoman and the code page of MS-DOS leave.

    >>> fix_strangest("caf√©, donΓÇÖt")
    'café, don’t'
    """
    return _fix(line, STRANGEST)


def fix_partial(line: str) -> str:
    """Undo single misread characters, or the line where all of it was misread.

    >>> fix_partial("the caf√© and Ã…land, StraГџe, ≈Å√≥d≈∫")
    'the café and Åland, Straße, Łódź'
    """
    line = _fix(line, OTHERS)
    return _LONE.sub(_lone, line) if "Â" in line or "Ã" in line else line


# What is left of a no-break space after a number; of C1 controls that were quotes; of ß, the one
# small letter whose second byte is a control; of í, whose second byte is a soft hyphen; and of "à".
# No word has such a capital after a small letter. Near-misses: "MISUTÂ ", "IRMÃ", "MISUTÂ’S".
_LONE = lazy(
    r"(?<=[0-9%])Â(?=\s) | (?<=[a-z0-9])Â(?=[‘’“”–—…])"
    r"| (?<=[a-zäöü])Ã\x9f?(?=[a-zäöü]) | (?<=[a-z])Ã(?=[ ,.;:!?])",
    re.VERBOSE,
)


def _lone(match: re.Match[str]) -> str:
    if match.group() == "Â":
        return ""
    before, after = match.string[match.start() - 1], match.string[match.end() : match.end() + 1]
    if not after.isalpha():
        return "à"
    # German has ß after vowels alone, and never in "ßs", "ßd" or "ßz": "MarÃa", "paÃs".
    soft = match.group() == "Ã" and (before not in "aeiouyäöü" or after in "sdz")
    return "í" if soft else "ß"


def _fix(line: str, encodings: tuple[Encoding, ...]) -> str:
    for encoding in encodings:
        mended = _mended(line, encoding)
        if mended is not None:
            line = _whole(line, encoding.name) or mended
    return line


def _mended(line: str, encoding: Encoding) -> str | None:
    """The line with what is sure decoded; None where nothing is. Looked for where a lead stands."""
    leads, pattern, pieces, at, done = _pairs(encoding.name), _pattern(encoding), list[str](), 0, 0
    while hit := leads.search(line, at):
        if match := pattern.match(line, hit.start()):
            pieces += line[done : match.start()], _decoded(encoding.name, match)
            at = done = match.end()
        else:
            at = hit.end()
    return "".join([*pieces, line[done:]]) if pieces else None


def _whole(line: str, encoding: str) -> str | None:
    """The line, decoded, if all of it can be and more than one letter was misread."""
    try:
        decoded = as_bytes(line, encoding=encoding).decode("utf-8")
    except UnicodeError:
        return None
    misread = sum(not character.isascii() for character in decoded)
    return decoded if misread > 1 and not _STRAY_MARK.search(decoded) else None


_STRAY_MARK = lazy("[\u0300-\u036f]")


def _decoded(encoding: str, match: re.Match[str]) -> str:
    try:
        decoded = as_bytes(match.group(), encoding=encoding).decode("utf-8")
    except UnicodeError:
        return match.group()
    return decoded if decoded.isprintable() or decoded == "\xa0" else match.group()


@cache
def _pattern(encoding: Encoding) -> re.Pattern[str]:
    pattern = " | ".join(encoding.patterns).replace("{beside}", encoding.beside)
    return re.compile(_in_characters(pattern, encoding.name), re.VERBOSE)


# How the patterns begin: a lead and the character after it. Whether the encoding has a pattern for
# every such pair does not matter: a hint may hit more than the patterns, never less.
_PAIRS = (
    r"(?<= [<E2>] ) (?= [<80><82><84><86-88><9C>] )",
    r"(?<= [<EF>] ) (?= [<BF>] )",
    r"(?<= [<E1>] ) (?= [<B8-BB>] )",
    r"(?<= [<C2-C5><C8><CE-D1>] ) (?= [<80-BF>] )",
)
_LEADS = "<C2-C5><C8><CE-D1><E1><E2><EF>"


@cache
def _pairs(encoding: str) -> re.Pattern[str]:
    """Hits wherever one of the patterns of an encoding may begin."""
    pairs = " | ".join(_PAIRS)
    pattern = rf"[{_LEADS}] (?= [^\x00-\x7F] ) (?: {pairs} )"
    return re.compile(_in_characters(pattern, encoding), re.VERBOSE)


@cache
def hint() -> re.Pattern[str]:
    """Hits wherever one of the patterns may begin."""
    leads, pairs = "", list[str]()
    for encoding in ENCODINGS:
        leads += _in_characters(_LEADS, encoding.name)
        pairs += (_in_characters(pair, encoding.name) for pair in _PAIRS)
    beyond = r"(?= [^\x00-\x7F] )"
    return re.compile(
        f"[{leads}] (?: {beyond} (?: {' | '.join(pairs)} ) | (?<= [a-zäöü]Ã | \\dÂ | %Â ) )",
        re.VERBOSE,
    )


def _in_characters(pattern: str, encoding: str) -> str:
    return re.sub(r"<(\w\w)(?:-(\w\w))?>", partial(_class_body, encoding), pattern)


def _class_body(encoding: str, match: re.Match[str]) -> str:
    first, last = match[1], match[2] or match[1]
    return "".join(map(re.escape, characters(encoding, int(first, 16), int(last, 16))))


def characters(encoding: str, first: int, last: int) -> Iterator[str]:
    """What bytes become in an encoding; also, for Windows-1252, their Latin-1 C1 controls."""
    for byte in range(first, last + 1):
        character = bytes([byte]).decode(encoding, "ignore")
        yield character or chr(byte)
        if encoding == "cp1252" and byte < 0xA0 and character:
            yield chr(byte)


@cache
def _bytes(encoding: str) -> dict[int, int]:
    return {
        ord(character): byte
        for byte in range(0x80, 0x100)
        for character in characters(encoding, byte, byte)
    }


def as_bytes(text: str, errors: str = "strict", encoding: str = "cp1252") -> bytes:
    """The bytes that were read as this text, those without a character included.

    >>> as_bytes("Ã©\x9d")
    b'\\xc3\\xa9\\x9d'
    """
    return text.translate(_bytes(encoding)).encode("latin-1", errors)
