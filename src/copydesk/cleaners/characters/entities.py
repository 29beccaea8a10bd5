"""HTML entities: named, numbered, escaped again and again, spaced, and without their semicolon."""

from __future__ import annotations

import re
from functools import cache

from copydesk._text import data
from copydesk._text.kind import is_code, is_json
from copydesk._text.patterns import lazy
from copydesk._text.shown import fences

_REFERENCE = lazy(
    r"""
    &(?P<again> (?: \ ? (?:amp | \#0*38 | \#[xX]0*26) \ ?; )* )  # one match for all, so linear
    (?P<space> \ ? )
    (?: \# \ ? (?P<decimal> \d{1,7} )
      | \# \ ? [xX] (?P<hex> [0-9a-fA-F]{1,6} )
      | (?P<name> [A-Za-z][A-Za-z0-9]{1,31} )
    )
    (?P<end> \ ?; )?
    """,
    re.VERBOSE,
)
# Near-misses: "AT&T", "R&D;", "?a=1&copy=2" have the form, but are no entities.

_ESCAPING = lazy(r"\b(?:entit|escap|encod)", re.IGNORECASE)
# A sign shown as it is escaped. Near-misses: "written &amp; directed by", "as &amp; when needed",
# "known as &quot;the Rock&quot;".
_SHOWN = lazy(
    r"""
    & (?: (?<= written\ as\ . ) | (?<= typed\ as\ . ) | (?<= shown\ as\ . )
        | (?<= escaped\ as\ . ) | (?<= encoded\ as\ . ) | (?<= rendered\ as\ . ) )
      (?:amp|lt|gt|nbsp);(?!\w)
  | &(?:amp|lt|gt|nbsp);\ (?:instead\ of|rather\ than|stands\ for)\b
    """,
    re.VERBOSE,
)
_NEAR = 60
# A sign that somebody types: "he typed &copy and &reg". Near-miss: "a typeface &copy 2024".
_TYPED = lazy(r"\b[Tt]yp(?:e|ed|es|ing) (?:&\w{1,8},? (?:and |or )?){0,3}\Z")
# What code holds only where it was escaped as a whole. Near-misses: "Harbour &amp; Sons", "&copy;".
_ESCAPED = lazy(r"&(?:lt|gt|quot|apos|#0{0,3}39|#x27|amp;&?\w+);|&amp;&amp;")
# Near-miss: "`Q&amp;A' and `R&amp;D'", quotes as they were typed once.
_CODE = lazy(r"(`(?!\s)[^`]+(?<!\s)`(?!\w))")


def decode_entities(text: str) -> str:
    """Decode what HTML escaping left behind, also where it was done two or three times.

    A reference without semicolon counts where no URL parameter could look like it, a spaced one
    where its name is common in copy. Code in backticks or fences, and a line that is about
    entities, stay; so does a text that is code.

    >>> decode_entities("It&amp;rsquo;s 20&nbsp ;&#8364 at M&amp;S&hellip")
    'It’s 20\\xa0€ at M&S…'
    >>> decode_entities("AT&T bought R&D; see ?a=1&copy=2 or `a &lt; b`")
    'AT&T bought R&D; see ?a=1&copy=2 or `a &lt; b`'
    """
    if "&" not in text or _is_own(text):
        return text
    spans = [] if "```" not in text and "~~~" not in text else fences(text)
    found, at = list[str](), 0
    for start, end in spans:
        if _ESCAPED.search(text, start, end) is None:
            found += _decode(text[at:start]), text[start:end]
            at = end
    return "".join((*found, _decode(text[at:])))


def _is_own(text: str) -> bool:
    """Whether a text is program code that was not escaped: its references are what it says."""
    return _ESCAPED.search(text) is None and is_code(text) and not is_json(text)


def _decode(text: str) -> str:
    if "ML" in text or "`" in text or _is_shown(text):
        return "\n".join(map(_decode_line, text.split("\n")))
    return _REFERENCE.sub(_decoded, text)


def _decode_line(line: str) -> str:
    if "&" not in line or ("ML" in line and _ESCAPING.search(line)) or _is_shown(line):
        return line
    pieces = _CODE.split(line)
    pieces[::2] = (_REFERENCE.sub(_decoded, x) for x in pieces[::2])
    return "".join(pieces)


def _is_shown(line: str) -> bool:
    return "ampersand" in line or _SHOWN.search(line) is not None


def _decoded(match: re.Match[str]) -> str:
    character = _named(match) if match["name"] else _numbered(match)
    if character is not None and not (
        (character.isascii() or character.isspace()) and _within(match, character)
    ):
        return character
    # No entity; what was escaped before it is an ampersand all the same: "AT&amp;T".
    return "&" + match.string[match.end("again") : match.end()]


_OPEN = lazy(r"&#?\w{0,12}\Z|\\\w{0,5}\Z")
_REST = lazy(r"\ ?(?:\#|[A-Za-z]\w{1,30}\ ?;)")


def _within(match: re.Match[str], character: str) -> bool:
    """Whether a character would complete another escape, which must not go on for ever.

    "&#5&#54;;", "&&nbsp;nbsp;", "&&#38#38". Near-misses: "&&nbsp;Co.", "&amp nbsp;".
    """
    if character == "\\":
        return True
    before = match.string[max(match.start() - 14, 0) : match.start()]
    if character == "&" or character.isspace():
        return before.endswith("&") and _REST.match(match.string, match.end()) is not None
    return (character in "#;" or character.isalnum()) and bool(_OPEN.search(before))


def _numbered(match: re.Match[str]) -> str | None:
    digits, base = (match["decimal"], 10) if match["decimal"] else (match["hex"], 16)
    rest = ""
    if base == 16 and not match["end"] and len(digits) > 4:  # "&#x2019be" is "’be"
        digits, rest = digits[:4], digits[4:]
    code = int(digits, base)
    if 0x80 <= code <= 0x9F:  # browsers read these as Windows-1252
        return bytes([code]).decode("cp1252", "ignore") + rest
    if code > 0x10FFFF or code < 9 or (code < 33 and not match["end"]):
        return None
    return chr(code) + rest


def _named(match: re.Match[str]) -> str | None:
    name, anywhere, bounded = match["name"], _common()["anywhere"], _common()["bounded"]
    if match["space"] or match["end"] == " ;":
        return _all()[name] if match["end"] and name in anywhere | bounded else None
    if match["end"]:
        return _all().get(name) or _shouted(name)
    if match.string.startswith("=", match.end()):
        return None
    if name in bounded:
        before = match.string[max(0, match.start() - _NEAR) : match.start()]
        return None if _TYPED.search(before) and name.lower() != "amp" else _all()[name]
    if glued := _GLUED.match(name):
        return _all()[glued.group()] + name[glued.end() :]
    for length in range(8, 3, -1):
        if name[:length] in anywhere:
            return _all()[name[:length]] + name[length:]
    return None


# Sure by what follows: "AT&ampT", "&quotYes", "20&degC", "&copy2024", "it&aposs".
# Near-misses: "&ampere", "&quote", "&copyright", "&poundage".
_GLUED = lazy(
    r"""
    amp (?=[A-Z0-9]) | quot (?=[A-Z]) | deg (?=[CF]$) | copy (?=\d{4}$) | (?:pound|euro) (?=\d)
  | apos (?=(?:s|t|re|ve|ll|d|m)$)
    """,
    re.VERBOSE,
)


def _shouted(name: str) -> str | None:
    """An upper-cased text upper-cases its entities: &EACUTE; and &NBSP; are É and a space."""
    if name.isupper() and name.lower() in _common()["anywhere"]:
        return _all()[name.lower()].upper()
    return None


@cache
def _all() -> dict[str, str]:
    from html.entities import html5

    return {name[:-1]: characters for name, characters in html5.items() if name.endswith(";")}


@cache
def _common() -> dict[str, frozenset[str]]:
    return {key: frozenset(names) for key, names in data.toml("characters/entities.toml").items()}
