"""Segments of a text: lines, cut at borders between pieces that read by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from typing import NamedTuple, Protocol

from copydesk._kernels import kernel

LINE, SENTENCE, GLUE, JOINT, SYMBOL, OPEN, CLOSE, LINK, HEAD, DATE, LABEL = range(11)
"""Kinds of borders: a line break, a sentence's end, one without a space after it, a capital in
mid-word, a bar or bullet, a bracket's edges, a link, a head ("Read also"), a date, a label."""

QUOTED = 300
"""Characters within which a quotation is closed."""
_ENDS_LEFT = {SENTENCE, GLUE, JOINT, CLOSE}
"""Borders whose own characters belong to what stands before them."""


class Segment(NamedTuple):
    """A piece of a text without white space around it, the number of its line, its borders."""

    start: int
    end: int
    line: int
    left: int
    right: int


class Places(Protocol):
    """Tells where a border may begin."""

    def places(self, text: str, start: int, end: int) -> list[int]: ...


Border = tuple[int, int, int]
"""The kind of a border, its start and its end."""


class Rules(NamedTuple):
    """What tells borders, and what looks like one and is none.

    `borders` is the expression of all borders, in a line with a `year` or in one without, its
    groups named as `kinds` has them. The one of sentences comes first; what it matches are an end
    mark, closing marks and blanks before an opening mark or none and one of `openers`. `labels`
    begin with one of `beginnings`, of three characters or fewer, or with a digit.
    """

    places: Places
    borders: Callable[[bool], re.Pattern[str]]
    kinds: Mapping[str, int]
    openers: str
    labels: Callable[[], re.Pattern[str]]
    beginnings: Container[str]
    lines: re.Pattern[str]
    year: re.Pattern[str]
    word_before: re.Pattern[str]
    linked: re.Pattern[str]
    abbreviations: Container[str]
    before_dates: Container[str]
    brands: Container[str]
    name_beginnings: Container[str]


@kernel
class Splitter:
    """Splits texts by the rules of `_text.segments`, whose tests tell what they do."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules

    def split(self, text: str) -> list[Segment]:
        """The segments of a text."""
        found: list[Segment] = []
        number = 0
        for line in self._rules.lines.finditer(text):
            before = len(found)
            self._add_line(text, *line.span(), number, found)
            number += len(found) > before
        return found

    def _add_line(self, text: str, start: int, end: int, number: int, found: list[Segment]) -> None:
        first, at, left = len(found), start, LINE
        dated = self._rules.year.search(text, start, end) is not None
        for kind, a, b in self.borders(text, start, end, dated):
            if not start < b < end or self._is_none(text, kind, a, b, start):
                continue
            to = b if kind in _ENDS_LEFT or (kind == LINK and not text[a].isspace()) else a
            x, y = _trimmed(text, at, to)
            if y > x:
                left = self._add(text, x, y, number, left, kind, found)
            elif kind in (SYMBOL, HEAD):
                left = kind
            at = b
        x, y = _trimmed(text, at, end)
        if y > x:
            self._add(text, x, y, number, left, LINE, found)
        elif len(found) > first:
            found[-1] = found[-1]._replace(right=LINE)

    def borders(self, text: str, start: int, end: int, dated: bool) -> list[Border]:
        """What looks like a border, as the expression finds it, asked only where one may begin."""
        match, kinds, free = self._rules.borders(dated).match, self._rules.kinds, start
        found: list[Border] = []
        for place in self._rules.places.places(text, start, end):
            if place >= free and (border := match(text, place, end)):
                found.append((kinds[str(border.lastgroup)], *border.span()))
                free = max(border.end(), place + 1)
        return found

    def _add(
        self, text: str, x: int, y: int, number: int, left: int, right: int, found: list[Segment]
    ) -> int:
        """Add a segment, the labels at its beginning as segments of their own."""
        while self._may_be_labelled(text, x) and (label := self._rules.labels().match(text, x, y)):
            if label.end() >= y:
                break
            found.append(Segment(x, label.end(), number, left, LABEL))
            left = LABEL
            x, y = _trimmed(text, label.end(), y)
        found.append(Segment(x, y, number, left, right))
        return right

    def _may_be_labelled(self, text: str, x: int) -> bool:
        begins = self._rules.beginnings
        return text[x].isdecimal() or any(text[x : x + n] in begins for n in (3, 2, 1))

    def _is_none(self, text: str, kind: int, a: int, b: int, start: int) -> bool:
        """Is what looks like a border none: an abbreviation, a name's capital, "on 5 May 2020"?"""
        if kind == SENTENCE:
            return text[a] == "." and self._is_abbreviation(text, a, b)
        if kind == DATE:
            return self._leads_into_date(text, a, start)
        if kind == SYMBOL:
            if text[a:b].strip() == "»":
                return is_quote(text, text.index("»", a), start)
            return text[max(a - 1, 0) : b + 1].lower() == "l·l"  # as Catalan spells it: "col·legi"
        if kind in (JOINT, GLUE) and self._rules.linked.search(
            text, _word_start(text, b, start), b
        ):
            return True
        return kind == JOINT and self._is_brand(text, b)

    def _is_abbreviation(self, text: str, at: int, behind: int) -> bool:
        word = self._rules.word_before.search(text, max(0, at - 20), at)
        if not word:
            return False
        low = word[0].lower()
        initial = len(low) == 1 and low.isalpha()
        if initial or ("." in low and len(low) <= 6) or low in self._rules.abbreviations:
            return True
        counts = low + "0" in self._rules.abbreviations
        return counts and text[behind : behind + 1].isdecimal()

    def _leads_into_date(self, text: str, at: int, start: int) -> bool:
        while at > start and text[at - 1] == " ":
            at -= 1
        begin = at
        while begin > start and at - begin < 20 and text[begin - 1].isalpha():
            begin -= 1
        word = text[begin:at]
        return word.islower() or word in self._rules.before_dates

    def _is_brand(self, text: str, at: int) -> bool:
        begin = end = at
        while begin and at - begin < 20 and text[begin - 1].isalpha():
            begin -= 1
        while end < len(text) and end - at < 20 and text[end].isalpha():
            end += 1
        rules = self._rules
        return text[begin:end].lower() in rules.brands or text[begin:at] in rules.name_beginnings


def is_quote(text: str, at: int, start: int) -> bool:
    """Whether an angle closes a quotation, or opens one that »stands so«, and is no bullet."""
    before = text[max(start, at - QUOTED) : at]
    if 0 <= before.find("»") < before.find("«") or "«" not in before:
        closing = text.find("«", at, at + QUOTED)
        return closing >= 0 and text.find("»", at + 1, closing) < 0
    return before.rfind("«") > before.rfind("»")


def _word_start(text: str, at: int, start: int) -> int:
    begin = max(start, at - 200)
    return max(begin, text.rfind(" ", begin, at) + 1)


def _trimmed(text: str, a: int, b: int) -> tuple[int, int]:
    while a < b and text[a].isspace():
        a += 1
    while a < b and text[b - 1].isspace():
        b -= 1
    return a, b
