r"""Escapes of programs that became text: \u2019, \n, u2019, %E2%80%99, =E2=80=99.

They are honest in code, paths, URLs and texts about them, so each rule asks for more than the form.
"""

from __future__ import annotations

import re
from itertools import pairwise

from copydesk._text.patterns import lazy

# A line of code, a regular expression, a path, or a sentence about escapes.
_CODE = lazy(
    r"""
    [\[\]{}=|^`] | \\[dwsbDWSB.+*()\\] | [A-Za-z]:[A-Za-z\\/] | \w\((?!s\))
  | \b(?i: unicode | regex\w* | regular\ expressions? | backslash\w* | code\ ?points? | python
         | javascript | json | newlines? | ascii | utf-?8 | html | css | escape\ sequences? )\b
    """,
    re.VERBOSE,
)


def decode_backslashes(text: str) -> str:
    r"""Decode \u2019, \xa0 and \n where they stand in prose.

    >>> decode_backslashes(r"It\u2019s over.\n\nNext day, caf\xe9 owners said \"no\".")
    'It’s over.\n\nNext day, café owners said "no".'
    >>> decode_backslashes(r"Open C:\new\users, or match [\u4e00-\u9fff]")
    'Open C:\\new\\users, or match [\\u4e00-\\u9fff]'
    """
    if "\\" not in text:
        return text
    return "\n".join(_backslashes_of(x) if "\\" in x else x for x in text.split("\n"))


_NUMBERED = lazy(r"(?:\\u[0-9a-fA-F]{4})+|(?:\\x[0-9a-fA-F]{2})+")
# What a number must not spell: the beginning of another escape. Near-miss: "Q\u0026A" is "Q&A".
_VISIBLE = lazy(r"[^\x00-\x1F\x7F]*")  # with the controls of Latin-1, which mojibake has
_ESCAPING = lazy(r"[\\%=<>]|&(?=#|\w+;)")
# A line break stands after a sentence, before a capital or beside another. Near-miss: "and\nor".
_BREAK = lazy(
    r"""
    (?: \\r\\n | \\n ){2,} | \\r\\n
  | (?<= [.!?…:;"'”’)] ) [ ]? \\n (?= [\s"'“‘A-ZÀ-Þ0-9•–-] | $ )
  | (?<= [a-z0-9,] ) \\n (?= [A-ZÀ-Þ“] )
    """,
    re.VERBOSE,
)
_QUOTED = lazy(r'(?<!\w)\\"(?=\w)|(?<=[\w.,!?…])\\"(?!\w)')
_APOSTROPHE = lazy(r"(?<=\w)\\'(?=\w)")


def _backslashes_of(line: str) -> str:
    if _CODE.search(line):
        return line
    line = _NUMBERED.sub(_decoded, line)
    line = _BREAK.sub(lambda m: "\n" * m.group().count("\\n"), line)
    return _APOSTROPHE.sub("'", _QUOTED.sub('"', line))


def _decoded(match: re.Match[str]) -> str:
    """What the numbers spell; \\x as UTF-8 where it is, the halves of surrogate pairs together."""
    octets = bytes.fromhex(re.sub(r"\\.", "", match.group()))
    encodings = ("utf-16-be",) if match.group()[1] == "u" else ("utf-8", "latin-1")
    for encoding in encodings:
        try:
            text = octets.decode(encoding)
        except UnicodeError:
            continue
        after = match.string[match.end() : match.end() + 40]
        if _VISIBLE.fullmatch(text) and not _ESCAPING.search(text + after, 0, len(text)):
            return text
    return match.group()


# The backslash is gone as well: sure beside letters only. Near-miss: "model u2019".
_BARE = lazy(
    r"""
    (?<= [A-Za-z] ) u2019 (?= (?: s | t | re | ve | ll | d | m )(?: \b | u2019 ) )
  | (?<! \w ) u201[cC8] (?= [A-Za-z] ) (?= [^\n]{1,300}? u201[dD9] )
  | (?<= [\w.,!?] ) u201[dD] (?! \w )
  | (?<= [A-Za-z]{2} ) u00[c-fC-F][0-9a-fA-F] (?= [a-z]* \b )
  | (?<= [A-Za-z] ) u2026 (?! \w ) | (?<= [ ] ) u201[34] (?= [ ] )
  | (?<= [a-z] ) u201[34] (?= [a-z] ) | (?<= [\w.,] ) u00a0 (?= \w )
    """,
    re.VERBOSE,
)


def decode_bare_escapes(text: str) -> str:
    """Decode \\u2019 that has lost its backslash, inside words and around quotes.

    >>> decode_bare_escapes("Itu2019s u201cfineu201d, the cafu00e9 said")
    'It’s “fine”, the café said'
    >>> decode_bare_escapes("The model u2019 costs less")
    'The model u2019 costs less'
    """
    if "u20" not in text and "u00" not in text:
        return text
    return _BARE.sub(lambda m: chr(int(m.group()[1:], 16)), text)


_OCTETS = lazy(r"%[C-Fc-f][0-9A-Fa-f](?:%[89A-Fa-f][0-9A-Fa-f])+")
# A URL, a path, an address; longer words are data.
_URL = lazy(r"://|www\.|[/=?&@\\]|\.\w{2,4}(?:%|$)")
_LONGEST_WORD = 200


def decode_percents(text: str) -> str:
    """Decode UTF-8 that was escaped for a URL, outside URLs.

    >>> decode_percents("China%E2%80%99s economy, see x.org/China%E2%80%99s")
    'China’s economy, see x.org/China%E2%80%99s'
    """
    return _OCTETS.sub(_unquoted, text) if "%" in text else text


def _unquoted(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    before = text[max(start - _LONGEST_WORD, 0) : start].rsplit(None, 1)
    after = text[end : end + _LONGEST_WORD].split(None, 1)
    left = before[-1] if before and not text[start - 1].isspace() else ""
    right = after[0] if after and not text[end : end + 1].isspace() else ""
    if len(left) + len(right) >= _LONGEST_WORD or _URL.search(left + match.group() + right):
        return match.group()
    return _utf8(match.group(), "%")


_LETTER = r"=[C-F][0-9A-F](?:=\n?[89AB][0-9A-F])+"
_QUOTED_PRINTABLE = lazy(rf"{_LETTER}(?:{_LETTER})*")  # first a "=", for which a search is fast
_SOFT_BREAK = lazy(r"(?<=[\w ,;.])=\n(?=[\w ])")
_SIGNS = lazy(r"=(?:20|3D(?:3D)*|09)")


def decode_quoted_printable(text: str) -> str:
    """Decode what mail left: =E2=80=99, and the = of a line that goes on.

    >>> decode_quoted_printable("It=E2=80=99s a soft=\\nly broken line")
    'It’s a softly broken line'
    >>> decode_quoted_printable("x =\\n5, a=b, =20 items")
    'x =\\n5, a=b, =20 items'
    """
    if "=" not in text:
        return text
    decoded = _QUOTED_PRINTABLE.sub(lambda m: _utf8(m.group(), "="), text)
    if decoded != text:  # surely mail: so are the rest of its signs
        return _SIGNS.sub(lambda m: chr(int(m.group()[1:3], 16)), _SOFT_BREAK.sub("", decoded))
    return _join_soft_breaks(text) if "=\n" in text else text


def _join_soft_breaks(text: str) -> str:
    """Join lines of prose that end in "=", show no sign of code and go on in the next line."""
    pieces, spaces, code, tail = list[str](), 0, False, ""
    for line, after in pairwise([*text.split("\n"), ""]):
        spaces += line.count(" ")
        if line.endswith("=") and after[:1].islower() and spaces > 2:
            code = code or bool(_CODE.search(tail + line[:-1]))
            tail = (tail + line[:-1])[-_LONGEST_SIGN:]
        else:
            code = True
        if code:
            pieces += line, "\n"
            spaces, code, tail = 0, False, ""
        else:
            pieces.append(line[:-1])
    return "".join(pieces[:-1])


_LONGEST_SIGN = 40
"""Characters of a line that goes on in which a sign of code may begin."""


def _utf8(octets: str, sign: str) -> str:
    """Octets, each after a sign, as the UTF-8 that they are, or as they came."""
    try:
        return bytes.fromhex(octets.replace("\n", "").replace(sign, "")).decode("utf-8")
    except UnicodeError:
        return octets
