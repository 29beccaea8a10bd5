"""On which side of a straight quotation mark a lost space belongs."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby

from copydesk._text.patterns import lazy

_MARK = lazy(r'(?P<opening>(?<![^\s(])"(?=\w))|(?P<closing>(?<=[\w.,!?])"(?!\S))|"')


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
        mark = place if text[place] == '"' else place - 1
        if text[mark] != '"':
            return place
        if text[mark + 1 : mark + 2] == '"':
            return mark + 1
        if mark and text[mark - 1] == '"':
            return mark
        return mark if self._opening[mark] else mark + 1

    @cached_property
    def _opening(self) -> dict[int, bool]:
        """For each mark whether a quotation begins there."""
        found, line, start = dict[int, bool](), 0, 0
        marks = []
        for match in _MARK.finditer(self.text):
            line += self.text.count("\n", start, match.start())
            start = match.start()
            marks.append((line, start, match.lastgroup))
        for _, group in groupby(marks, key=lambda mark: mark[0]):
            found.update(_sides([(place, side) for _, place, side in group]))
        return found


def _sides(marks: list[tuple[int, str | None]]) -> dict[int, bool]:
    """The marks of a line: plain ones as they show, each other one unlike the one before it."""
    plain = next((i for i, (_, side) in enumerate(marks) if side), None)
    opens = True if plain is None else (marks[plain][1] == "opening") == (plain % 2 == 0)
    found = {}
    for place, side in marks:
        found[place] = opens = side == "opening" if side else opens
        opens = not opens
    return found
