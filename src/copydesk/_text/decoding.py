"""Bytes to text: byte order mark, declared charset, UTF-8, and a guess where nothing else helps."""

from __future__ import annotations

import codecs
import re

from copydesk._text.guess import guess, is_wide
from copydesk._text.patterns import lazy
from copydesk.errors import NotText

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read by these names (WHATWG): the superset that pages really use.
_ALIASES = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}


# Python's own: no page is written in them, and some raise for what they cannot read.
_INTERNAL = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode the bytes of a page or a file. Never raises for their content; line breaks stay.

    Raises NotText for what is text already.

    A byte order mark decides, then UTF-8 where the bytes are UTF-8 or nearly so, then the charset
    that is declared, by argument or in the page's own head, where the bytes fit it; then
    the encoding in which the bytes read most like a language.

    >>> decode("Café".encode("utf-8"), declared="latin-1")
    'Café'
    >>> decode("Café – 5 €".encode("cp1252"), declared="iso-8859-1")
    'Café – 5 €'
    >>> decode(b'<meta charset="koi8-r">' + "Привет".encode("koi8-r"))
    '<meta charset="koi8-r">Привет'
    """
    if isinstance(data, str):
        raise NotText("expected bytes, got str; it is decoded already: give it to clean")
    data = bytes(data)
    for mark, marked in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(marked, "replace")
    encoding = _without_mark(data) or _escaped(data)
    if encoding:
        return data.decode(encoding, "replace")
    return _utf8(data) or _wide_without_mark(data) or _declared(data, declared) or _guessed(data)


def codec(label: str | None) -> str | None:
    """Python's name of the encoding that browsers use for a label; None for one unknown.

    >>> codec("Latin-1"), codec("GB2312"), codec("x-nonsense")
    ('cp1252', 'gb18030', None)
    """
    if not label:
        return None
    try:
        info = codecs.lookup(label.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    if not info._is_text_encoding or info.name.replace("-", "_") in _INTERNAL:  # or "rot13"
        return None
    return _ALIASES.get(info.name, info.name)


def _without_mark(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark shows by its zeros: every second byte, or three of four.

    Beyond Latin by the zeros of blanks, among the numbers of alphabets: 3 is Greek, 14 Thai.
    """
    sample = data[: 4096 - 4096 % 4]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    zeros = [sample[i::4].count(0) * 4 / len(sample) for i in range(4)]
    found = _ZEROS.get(tuple(share > 0.5 for share in zeros))
    if found or sample.count(0) * 100 < len(sample):
        return found
    even, odd = (len(sample[i::2].translate(None, _SCRIPTS)) * 2 / len(sample) for i in (0, 1))
    if min(even, odd) < 0.2 and max(even, odd) > 0.5:
        return "utf-16-le" if odd < even else "utf-16-be"
    return None


_SCRIPTS = bytes(range(17))
"""First bytes of alphabets' characters in UTF-16, and of ASCII's."""


_ZEROS: dict[tuple[bool, ...], str] = {
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
}


_CONTROLS = bytes(x for x in range(32) if x not in b"\t\n\r\x1b")


def _wide_without_mark(data: bytes) -> str | None:
    """Chinese, Japanese and Korean in UTF-16 without a mark: every second byte is any byte.

    So it holds control characters, which no other text does.
    """
    sample = data[:4096]
    if len(sample.translate(None, _CONTROLS)) * 100 > len(sample) * 99:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        if is_wide(sample.decode(encoding, "replace")):
            return data.decode(encoding, "replace")
    return None


def _escaped(data: bytes) -> str | None:
    """Japanese and Chinese for seven-bit mail: ASCII to look at, but for its escapes."""
    if b"\x1b$" in data and data.isascii():
        return "iso2022_jp_2"
    return None


def _utf8(data: bytes) -> str | None:
    """The text, if it is UTF-8, or was but for a few broken bytes."""
    try:
        return data.decode("utf-8")
    except UnicodeError:
        text = data.decode("utf-8", "surrogateescape")
    broken = len(_BROKEN.findall(text))
    sound = len(_BEYOND_ASCII.findall(text)) - len(_BROKEN_BYTE.findall(text))
    return _BROKEN.sub(_mended, text) if sound >= 2 * broken else None


_BEYOND_ASCII = lazy(r"[^\x00-\x7F]")
_BROKEN_BYTE = lazy("[\udc80-\udcff]")
_BROKEN = lazy("[\udc80-\udcff]+")


def _mended(match: re.Match[str]) -> str:
    """A single byte is of Windows-1252, as in "caf\\xe9"; of a torn character nothing is known."""
    broken = match.group().encode("utf-8", "surrogateescape")
    if len(broken) > 1 or broken in b"\xc2\xc3":
        return "\ufffd"
    return broken.decode("cp1252", "replace")


def _declared(data: bytes, label: str | None) -> str | None:
    """The text in the encoding it is declared to be in, if the bytes fit it."""
    encoding = codec(label) or codec(_declaration(data))
    if encoding is None or encoding.startswith("utf"):
        return None
    text = _lossless(data, encoding)
    return text if text.count("\ufffd") * 50 <= len(text) else None


def _declaration(data: bytes) -> str | None:
    """The charset that a page declares in its head, or an XML file in its first line."""
    head = data[:8192]
    if not re.search(rb"charset|encoding", head, re.IGNORECASE):
        return None
    from bs4.dammit import EncodingDetector

    return EncodingDetector.find_declared_encoding(head, is_html=True)


def _lossless(data: bytes, encoding: str) -> str:
    """Decode; bytes that a code page leaves undefined become C1 controls, as in browsers."""
    if not encoding.startswith(("cp125", "iso8859")):
        return data.decode(encoding, "replace")
    text = data.decode(encoding, "surrogateescape")
    return _BROKEN_BYTE.sub(lambda m: chr(ord(m.group()) - 0xDC00), text)


def _guessed(data: bytes) -> str:
    return _lossless(data, guess(data))
