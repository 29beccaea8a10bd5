"""Segments: what is judged by itself. A line; in a long line a sentence, or a piece between joints.

Many collections have lost their line breaks, so that all junk stands inside one line: "…, he said.
Also Read: …", "end of articleTop Stories". A cut begins and ends at a segment's edge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial

from copydesk._kernels.borders import Borders, RunTogether
from copydesk._kernels.segments import (
    CLOSE,
    DATE,
    GLUE,
    HEAD,
    JOINT,
    LABEL,
    LINE,
    LINK,
    OPEN,
    SENTENCE,
    SYMBOL,
    Rules,
    Segment,
    Splitter,
)  # fmt: skip
from copydesk._text import data
from copydesk._text.patterns import lazy, may_be_eastern

__all__ = [
    "CLOSE", "DATE", "GLUE", "HEAD", "JOINT", "LABEL", "LINE", "LINK", "OPEN", "SENTENCE", "SYMBOL",
    "Segment", "may_have_run_together", "split",
]  # fmt: skip

_KINDS = {
    "sentence": SENTENCE, "cjk": SENTENCE, "glue": GLUE, "joint": JOINT, "symbol": SYMBOL,
    "gap": SYMBOL, "link": LINK, "open": OPEN, "close": CLOSE, "head": HEAD, "date": DATE,
}  # fmt: skip
_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĘĚĞĢĪİĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽƠƯА-ЯЁІЇЄҐ"
_LOW = "a-zß-öø-ÿāăąćĉċčďđēęěğģīıķĺļľłńņňőœŕřśşšţťūůűźżžơưа-яёіїєґ"
_UNCASED = "א-תؠ-يٮ-ۓऀ-෿"
"""Letters of scripts without capitals: any of them may begin a sentence. So may these:"""
_UNSPACED, _HANGUL = "ぁ-ヿ㐀-鿿", "가-힣"
_SPACED = f"ء-يऀ-ॣ{_HANGUL}"
"""Letters of scripts without capitals in which blanks part words."""
_YEAR = lazy(r"[\d]\d{3}")  # a class comes first, as what begins with one is found faster
_LINES = lazy(r"[^\r\n]+")
_WORD_BEFORE = lazy(r"[^\s(\[\"“‘«]+\Z")
_SYMBOLS = "|»•·►▶→✓★☆●▪■◆‹›\u200b\t"
_RUNS = "-–—_=*~"
_LINKED = lazy(r"://|www\.|pic\.twitter|[@#]|\w/\w*\Z")


def split(text: str) -> list[Segment]:
    """The segments of a text.

    >>> text = "Rain fell, he said. Also Read: Fog ahead\\nShare"
    >>> [text[s.start : s.end] for s in split(text)]
    ['Rain fell, he said.', 'Also Read: Fog ahead', 'Share']

    A sentence is one segment, whatever names and dates stand in it:

    >>> len(split("Mr. May got an iPhone on 5 May 2020 in U.S. waters."))
    1
    """
    return _splitter(may_be_eastern(text)).split(text)


@cache
def _splitter(eastern: bool) -> Splitter:
    return Splitter(_rules(eastern))


def _rules(eastern: bool) -> Rules:
    words = data.toml("segments.toml")["words"]
    labels = [*words["shared"], *words["labels"], *words["months"]]
    return Rules(
        places=_places(),
        borders=partial(_borders, eastern=eastern),
        kinds=_KINDS,
        openers=_members(rf"{_UP}0-9@\#ऀ-ॿ¿¡"),
        labels=_labels,
        beginnings={label[:3] for label in labels},
        lines=_LINES,
        year=_YEAR,
        word_before=_WORD_BEFORE,
        linked=_LINKED,
        abbreviations=frozenset(words["abbreviations"]),
        before_dates=frozenset(words["before_dates"]),
        brands=frozenset(words["brands"]),
        name_beginnings=frozenset(words["name_beginnings"]),
    )


def _members(chars: str) -> str:
    """The characters of a class that are no rarer than those of India."""
    return "".join(re.findall(f"[{chars}]", "".join(map(chr, range(0x980)))))


def may_have_run_together(text: str, times: int) -> bool:
    """Whether words may have run together, or symbols stand, so many times: a quick look.

    >>> may_have_run_together("HomeSportStorm shuts portThe harbour", 3)
    True
    >>> may_have_run_together("The U.S. and NATO met on Monday. (They will meet again.)", 1)
    False
    """
    times -= sum(map(text.count, ("  ", "\t", "\xa0")))
    return times <= 0 or _together().times(text, times) == times


@cache
def _together() -> RunTogether:
    return RunTogether(_UP, _LOW, _SYMBOLS, _RUNS)


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
    """What is a segment by itself where a capital letter or a number follows, which is no subject
    with it: "Advertisement 3 was banned"."""
    words = data.toml("segments.toml")["words"]
    shared = rf"(?:{_any(words['shared'])})(?=\ (?:{_any(words['after_shared'])}))"
    return re.compile(
        rf"(?:{shared}|{_any(words['labels'])}|{_date()})"
        rf"(?=\ +[\[(“«]?(?:[{_UP}]|[0-9](?!\d*+:?\ (?!of\ \d)[{_LOW}])))"
    )


@cache
def _places() -> Borders:
    """Where one of `_borders` may begin: nearly all of a text is passed over by its characters."""
    segments = data.toml("segments.toml")
    words = [
        *segments["words"]["months"],
        *(h for heads in segments["heads"].values() for h in heads),
    ]
    return Borders(
        marks=".!?…।؟۔。！？[]()" + _SYMBOLS,
        runs=_RUNS,
        opening="#[(©" + _SYMBOLS,
        beginnings={*(re.split(r"\W", word)[0] for word in words), "http", "https", "www", "pic"},
        capitals=_members(_UP),
        before=_members(_LOW) + 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789)"”’»',
    )


@cache
def _borders(dated: bool, eastern: bool) -> re.Pattern[str]:
    """Candidates for borders, in a line with a year or in one without, in a text that may have
    letters of Asia or in one that has none, for which the pattern is compiled in half the time.

    Each alternative begins with few characters, and looks no farther than it must.
    """
    uncased = _UNCASED + (_UNSPACED + _HANGUL if eastern else "")
    spaced, unspaced = "", ""
    if eastern:
        spaced = rf"| (?<=[{_SPACED}]{{2}})[.!?।؟](?=[{_SPACED}]{{2}})"
        unspaced = rf"|(?P<gap> (?<=[{_UNSPACED}0-9：]{{4}})[ \t]+(?=[{_UNSPACED}]{{6}}) )"
    date = rf"|(?P<date> (?<=[^,(–—-])[ \t]+(?={_date()}) )" if dated else ""
    heads = [head for group in data.toml("segments.toml")["heads"].values() for head in group]
    first = "".join(sorted({re.escape(head[0]) for head in heads}))
    return re.compile(
        rf"""
  (?P<sentence> [.!?…।؟۔。！？]["”’»)\]」』）]* [ \t\u00a0]+
    (?=["“‘«‹(\[„]?[{_UP}0-9@\#{uncased}¿¡]) )
 |(?P<cjk> [。！？][」』”’）)】]*(?=\S) )
 |(?P<glue> \.\.\.(?=[{_UP}])
    | (?<=[{_LOW}0-9{_UP}][{_LOW}0-9%)])[.!?…]["”’»]?(?=["“‘«(\[]?[{_UP}][{_LOW}{_UP} ’'])
    | (?<=[.!?,])["”’»](?=[{_UP}])
    | (?<=[{_LOW}]{{4}})[.!?](?=\d{{1,3}}\ [{_LOW}]{{3}})
    {spaced} )
 |(?P<joint> (?<=[{_LOW}])[{_LOW})”](?=[{_UP}][{_LOW}{_UP}])
    | (?<=[{_LOW}]{{2}})[{_LOW}](?=[{_UP}]\b)
    | (?<=[A-Z])[A-Z](?=[A-Z][a-z]{{3}}) | [0-9](?=[A-Z][a-z]{{2}}) )
 |(?P<symbol> [ \t]*[{_SYMBOLS}]+[ \t]* | [ \t\u00a0]{{2,}} | [{_RUNS}]{{4,}}[ ]* )
 {unspaced}
 |(?P<link> [ \t]+(?=https?://|www\.|pic\.twitter) | [a-z.)](?=https?://)
    | [ \t]+(?=[\#]\w+[ ,]+[\#@]\w) )
 |(?P<open> [ \t]*(?=\[|\((?=[{_UP}][^()]{{8,250}}\))) )
 |(?P<close> \][ \t]*|\)[ \t]+(?=["“‘«(\[]?[{_UP}]) )
 |(?P<head> [ \t]+(?=[{first}©])(?=(?:{_any(heads)})(?!\w)|©) )
 {date}
""",
        re.VERBOSE,
    )
