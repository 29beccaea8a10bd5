"""On which side of a straight quotation mark a lost space belongs."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import groupby

from copydesk._text.patterns import lazy

_MARK = lazy(r'(?P<opening>(?<![^\s(])"(?=\w))|(?P<closing>(?<=[\w.,!?])"(?!\S))|"')
_SINGLE = lazy(
    r"(?P<opening>(?<![^\s(])'(?=\w))|(?P<closing>(?<=[\w.,!?])'(?!\w))|(?<=[.,!?])'|(?<=[a-z]{3})'(?=[A-Z][a-z])"
)


class Quotes:
    """Tells opening from closing marks: by the neighbours in the line whose side is plain.

    >>> Quotes('He said "no."Then "yes".').beside(12), Quotes('He came."No," she said.').beside(8)
    (13, 8)
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def beside(self, place: int) -> int:
        """The place itself, or the outer side of a straight mark beside it."""
        text = self.text
        if text[place] == "'":
            return place if self._single.get(place, True) else place + 1
        if text[place - 1] == "'":
            return place - 1 if self._single.get(place - 1, False) else place
        mark = place if text[place] == '"' else place - 1
        if text[mark] != '"':
            return place
        if text[mark + 1 : mark + 2] == '"':
            return mark + 1
        if mark and text[mark - 1] == '"':
            return mark
        return mark if self._double[mark] else mark + 1

    @cached_property
    def _double(self) -> dict[int, bool]:
        return self._opening(_MARK)

    @cached_property
    def _single(self) -> dict[int, bool]:
        """The same of single marks: those at words' ends are apostrophes."""
        return self._opening(_SINGLE)

    def _opening(self, mark: re.Pattern[str]) -> dict[int, bool]:
        """For each mark whether a quotation begins there."""
        found, line, start = dict[int, bool](), 0, 0
        marks = []
        for match in mark.finditer(self.text):
            line += self.text.count("\n", start, match.start())
            start = match.start()
            marks.append((line, start, match.lastgroup))
        for _, group in groupby(marks, key=lambda mark: mark[0]):
            found.update(_sides([(place, side) for _, place, side in group]))
        return found


def _sides(marks: list[tuple[int, str | None]]) -> dict[int, bool]:
    """The marks of a line: plain ones as they show, others unlike their neighbours.

    Where the plain marks before and behind disagree, one was lost: the nearer one is right.
    """
    before, behind = _told(marks), _told(marks[::-1])
    found, opens = dict[int, bool](), True
    for place, _ in marks:
        told = [by[place] for by in (before, behind) if place in by]
        found[place] = opens = min(told)[1] if told else opens
        opens = not opens
    return found


def _told(marks: list[tuple[int, str | None]]) -> dict[int, tuple[int, bool]]:
    """What the last plain mark says of each: how far away that is, and whether it opens."""
    found, plain, opens = dict[int, tuple[int, bool]](), -1, True
    for place, side in marks:
        if side:
            plain, opens = place, side == "opening"
        if plain >= 0:
            found[place] = abs(place - plain), opens
        opens = not opens
    return found
