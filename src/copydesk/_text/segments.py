"""Segments: what is judged by itself. A line; in a long line a sentence, or a piece between joints.

Many collections have lost their line breaks, so that all junk stands inside one line: "…, he said.
Also Read: …", "end of articleTop Stories". A cut begins and ends at a segment's edge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from copydesk._kernels.borders import Borders
from copydesk._text import data
from copydesk._text.patterns import lazy

LINE, SENTENCE, GLUE, JOINT, SYMBOL, OPEN, CLOSE, LINK, HEAD, DATE, LABEL = range(11)
"""Kinds of borders: a line break, a sentence's end, one without a space after it, a capital in
mid-word, a bar or bullet, a bracket's edges, a link, a head ("Read also"), a date, a label."""

_KINDS = {
    "sentence": SENTENCE, "cjk": SENTENCE, "glue": GLUE, "joint": JOINT, "symbol": SYMBOL,
    "link": LINK, "open": OPEN, "close": CLOSE, "head": HEAD, "date": DATE,
}  # fmt: skip
_ENDS_LEFT = {SENTENCE, GLUE, JOINT, CLOSE}
"""Borders whose own characters belong to what stands before them."""
_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĘĚĞĢĪİĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽƠƯА-ЯЁІЇЄҐ"
_LOW = "a-zß-öø-ÿāăąćĉċčďđēęěğģīıķĺļľłńņňőœŕřśşšţťūůűźżžơưа-яёіїєґ"
_YEAR = lazy(r"[\d]\d{3}")  # a class comes first, as what begins with one is found faster
_LINES = lazy(r"[^\r\n]+")
_WORD_BEFORE = lazy(r"[^\s(\[\"“‘«]+$")
_SYMBOLS = "|»•·►▶→✓★☆●▪■◆‹›\u200b\t"
_RUNS = "-–—_=*~"
_LINKED = lazy(r"://|www\.|pic\.twitter|[@#]|\w/\w*$")


QUOTED = 300
"""Characters within which a quotation is closed."""


class Segment(NamedTuple):
    """A piece of a text without white space around it, the number of its line, its borders."""

    start: int
    end: int
    line: int
    left: int
    right: int


def split(text: str) -> list[Segment]:
    """The segments of a text.

    >>> text = "Rain fell, he said. Also Read: Fog ahead\\nShare"
    >>> [text[s.start : s.end] for s in split(text)]
    ['Rain fell, he said.', 'Also Read: Fog ahead', 'Share']

    A sentence is one segment, whatever names and dates stand in it:

    >>> len(split("Mr. May got an iPhone on 5 May 2020 in U.S. waters."))
    1
    """
    found: list[Segment] = []
    number = 0
    for line in _LINES.finditer(text):
        before = len(found)
        _add_line(text, *line.span(), number, found)
        number += len(found) > before
    return found


def may_have_run_together(text: str, times: int) -> bool:
    """Whether words may have run together, or symbols stand, so many times: a quick look.

    >>> may_have_run_together("HomeSportStorm shuts portThe harbour", 3)
    True
    >>> may_have_run_together("The U.S. and NATO met on Monday. (They will meet again.)", 1)
    False
    """
    blanks = sum(map(text.count, ("  ", "\t", "\xa0")))
    found = islice(_ran_together().finditer(text), max(0, times - blanks))
    return blanks + sum(1 for _ in found) >= times


@cache
def _ran_together() -> re.Pattern[str]:
    """A capital where one of "glue" and "joint" may end (see `_borders`), or a symbol."""
    return re.compile(
        rf"""
        [{_UP}{_SYMBOLS}{_RUNS}]
        (?: (?<= [{_SYMBOLS}] ) | (?<= [{_RUNS}]{{4}} ) | (?<= [{_UP}] )
          (?: (?<= [{_LOW}0-9] . ) | (?<= [{_LOW}0-9%)][.!?…] . ) | (?<= [{_LOW}][)”] . )
            | (?<= [.!?…]["”’»(\[“‘«] . ) | (?<= [.!?…]["”’»]["“‘«(\[] . ) | (?<= ,["”’»] . )
            | (?<= \.\.\. . ) | (?<= [A-Z][A-Z] . ) (?= [a-z]{{3}} ) ) )
        """,
        re.VERBOSE,
    )


def _add_line(text: str, start: int, end: int, number: int, found: list[Segment]) -> None:
    first, at, left = len(found), start, LINE
    dated = _YEAR.search(text, start, end) is not None
    for border in _matches(text, start, end, dated):
        kind, (a, b) = _KINDS[str(border.lastgroup)], border.span()
        if not start < b < end or _is_none(text, kind, a, b, start):
            continue
        to = b if kind in _ENDS_LEFT or (kind == LINK and not text[a].isspace()) else a
        x, y = _trimmed(text, at, to)
        if y > x:
            left = _add(text, x, y, number, left, kind, found)
        elif kind in (SYMBOL, HEAD):
            left = kind
        at = b
    x, y = _trimmed(text, at, end)
    if y > x:
        _add(text, x, y, number, left, LINE, found)
    elif len(found) > first:
        found[-1] = found[-1]._replace(right=LINE)


def _matches(text: str, start: int, end: int, dated: bool) -> Iterator[re.Match[str]]:
    """What looks like a border, as `_borders` finds it, asked only where one may begin."""
    match, free = _borders(dated).match, start
    for place in _places().places(text, start, end):
        if place >= free and (border := match(text, place, end)):
            yield border
            free = max(border.end(), place + 1)


def _add(
    text: str, x: int, y: int, number: int, left: int, right: int, found: list[Segment]
) -> int:
    """Add a segment, the labels at its beginning as segments of their own."""
    while (label := _labels().match(text, x, y)) and label.end() < y:
        found.append(Segment(x, label.end(), number, left, LABEL))
        left = LABEL
        x, y = _trimmed(text, label.end(), y)
    found.append(Segment(x, y, number, left, right))
    return right


def _is_none(text: str, kind: int, a: int, b: int, start: int) -> bool:
    """Is what looks like a border none: an abbreviation, a name's capital, "on 5 May 2020"?"""
    if kind == SENTENCE:
        return text[a] == "." and _is_abbreviation(text, a)
    if kind == DATE:
        return _leads_into_date(text, a, start)
    if kind == SYMBOL:
        if text[a:b].strip() == "»":
            return _is_quote(text, text.index("»", a), start)
        return text[max(a - 1, 0) : b + 1].lower() == "l·l"  # as Catalan spells it: "col·legi"
    if kind in (JOINT, GLUE) and _LINKED.search(text, _word_start(text, b, start), b):
        return True
    return kind == JOINT and _is_brand(text, b)


def _is_quote(text: str, at: int, start: int) -> bool:
    """Whether an angle closes a quotation, or opens one that »stands so«, and is no bullet."""
    before = text[max(start, at - QUOTED) : at]
    if 0 <= before.find("»") < before.find("«") or "«" not in before:
        closing = text.find("«", at, at + QUOTED)
        return closing >= 0 and text.find("»", at + 1, closing) < 0
    return before.rfind("«") > before.rfind("»")


def _is_abbreviation(text: str, at: int) -> bool:
    word = _WORD_BEFORE.search(text, max(0, at - 20), at)
    if not word:
        return False
    low = word[0].lower()
    initial = len(low) == 1 and low.isalpha()
    return initial or ("." in low and len(low) <= 6) or low in _words("abbreviations")


def _leads_into_date(text: str, at: int, start: int) -> bool:
    while at > start and text[at - 1] == " ":
        at -= 1
    begin = at
    while begin > start and at - begin < 20 and text[begin - 1].isalpha():
        begin -= 1
    word = text[begin:at]
    return word.islower() or word in _words("before_dates")


def _word_start(text: str, at: int, start: int) -> int:
    begin = max(start, at - 200)
    return max(begin, text.rfind(" ", begin, at) + 1)


def _is_brand(text: str, at: int) -> bool:
    begin = end = at
    while begin and at - begin < 20 and text[begin - 1].isalpha():
        begin -= 1
    while end < len(text) and end - at < 20 and text[end].isalpha():
        end += 1
    return text[begin:end].lower() in _words("brands") or text[begin:at] in _words(
        "name_beginnings"
    )


def _trimmed(text: str, a: int, b: int) -> tuple[int, int]:
    while a < b and text[a].isspace():
        a += 1
    while a < b and text[b - 1].isspace():
        b -= 1
    return a, b


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(data.toml("segments.toml")["words"][group])


def _any(words: Iterator[str] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def _date() -> str:
    words = data.toml("segments.toml")["words"]
    month = rf"(?:{_any(words['months'])})\.?"
    zone = rf"(?:\ ?(?:{_any(words['zones'])}))?"
    half = r"(?:\ ?[aApP]\.?[mM]\.?)?"
    clock = rf"(?:,?\ ?(?:at|um|o|в|-|—|,|\|)?\ ?\d{{1,2}}[:.]\d\d(?::\d\d)?{half}{zone})?"
    day = (
        rf"{month}\ \d{{1,2}},?\ \d{{4}}|\d{{1,2}}\.?\ (?:de\ )?{month},?\ (?:de\ )?\d{{4}}"
        r"|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d"
    )
    return rf"(?:{day})(?:,?\ (?:год|г)\.)?{clock}"


@cache
def _labels() -> re.Pattern[str]:
    """What is a segment by itself where a capital letter or a number follows."""
    words = data.toml("segments.toml")["words"]
    shared = rf"(?:{_any(words['shared'])})(?=\ (?:{_any(words['after_shared'])}))"
    return re.compile(rf"(?:{shared}|{_any(words['labels'])}|{_date()})(?=\ +[\[(“«]?[{_UP}0-9])")


@cache
def _places() -> Borders:
    """Where one of `_borders` may begin: nearly all of a text is passed over by its characters."""
    segments = data.toml("segments.toml")
    words = [
        *segments["words"]["months"],
        *(h for heads in segments["heads"].values() for h in heads),
    ]
    up, low = (re.findall(f"[{chars}]", "".join(map(chr, range(0x800)))) for chars in (_UP, _LOW))
    return Borders(
        marks=".!?…।。！？[]()" + _SYMBOLS,
        runs=_RUNS,
        opening="#[(©" + _SYMBOLS,
        beginnings={*(word[:3] for word in words), "htt", "www", "pic"},
        capitals="".join(up),
        before="".join(low) + 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789)"”’»',
    )


@cache
def _borders(dated: bool) -> re.Pattern[str]:
    """Candidates for borders, in a line with a year or in one without.

    Each alternative begins with few characters, and looks no farther than it must.
    """
    date = rf"|(?P<date> (?<=[^,(–—-])[ \t]+(?={_date()}) )" if dated else ""
    heads = [head for group in data.toml("segments.toml")["heads"].values() for head in group]
    first = "".join(sorted({re.escape(head[0]) for head in heads}))
    return re.compile(
        rf"""
  (?P<sentence> [.!?…।]["”’»)\]]* [ \t\u00a0]+ (?=["“‘«‹(\[„]?[{_UP}0-9@\#ऀ-ॿ¿¡]) )
 |(?P<cjk> [。！？](?=\S) )
 |(?P<glue> \.\.\.(?=[{_UP}])
    | (?<=[{_LOW}0-9{_UP}][{_LOW}0-9%)])[.!?…]["”’»]?(?=["“‘«(\[]?[{_UP}][{_LOW}{_UP} ’'])
    | (?<=[.!?,])["”’»](?=[{_UP}]) )
 |(?P<joint> (?<=[{_LOW}])[{_LOW})”](?=[{_UP}][{_LOW}{_UP}])
    | (?<=[{_LOW}]{{2}})[{_LOW}](?=[{_UP}]\b)
    | (?<=[A-Z])[A-Z](?=[A-Z][a-z]{{3}}) | [0-9](?=[A-Z][a-z]{{2}}) )
 |(?P<symbol> [ \t]*[{_SYMBOLS}]+[ \t]* | [ \t\u00a0]{{2,}} | [{_RUNS}]{{4,}}[ ]* )
 |(?P<link> [ \t]+(?=https?://|www\.|pic\.twitter) | [a-z.)](?=https?://)
    | [ \t]+(?=[\#]\w+[ ,]+[\#@]\w) )
 |(?P<open> [ \t]*(?=\[|\((?=[{_UP}][^()]{{8,250}}\))) )
 |(?P<close> \][ \t]*|\)[ \t]+(?=["“‘«(\[]?[{_UP}]) )
 |(?P<head> [ \t]+(?=[{first}©])(?=(?:{_any(heads)})(?!\w)|©) )
 {date}
""",
        re.VERBOSE,
    )
