"""Rows of a table among lines: cells with bars between them, as many in each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from copydesk._text.patterns import lazy

ROWS, CELL = 3, 40
"""A table has so many rows, and cells of so many characters at most."""

_DIGIT = lazy(r"\d")
# A cell that is a figure: "40,000", "41 %", "-". A near-miss is "7.30 pm".
_FIGURE = lazy(r"\W{0,2}\d[\d.,]*\s?[%‰]?|[–—-]")
FIGURES = 2
"""A row of which so many cells are figures, its last ones, is one by itself."""


def table_rows(lines: Sequence[str]) -> frozenset[int]:
    """The lines that are rows of a table, of which most have a number in them, or a row alone.

    >>> sorted(table_rows(["Boat | Leaves", "Gull | 7.00", "Tern | 8.10", "Rain fell."]))
    [0, 1, 2]

    Near-misses: rows of a menu, lines of other lengths.

    >>> sorted(table_rows(["Home | Sport", "Shop | Jobs", "Help | About"]))
    []
    """
    found = {i for i, line in enumerate(lines) if is_row_alone(line)}
    bars = [_bars(line) for line in lines]
    at = 0
    for is_row, group in groupby(bars, key=bool):
        end = at + len(list(group))
        alike = bars[at:end].count(max(bars[at:end]))  # empty cells at an end have no bar
        numbers = sum(_DIGIT.search(line) is not None for line in lines[at:end])
        if is_row and end - at >= ROWS and 2 * min(alike, numbers) > end - at:
            found.update(range(at, end))
        at = end
    return frozenset(found)


def is_row_alone(line: str) -> bool:
    """Whether a line is a name and some figures: a row of a table, be it alone.

    >>> is_row_alone("Reuters | 40,000 | 41%"), is_row_alone("Reuters | 12 May | 5")
    (True, False)
    """
    name, *cells = map(str.strip, line.split("|"))
    return bool(name) and len(cells) >= FIGURES and all(map(_FIGURE.fullmatch, cells))


def _bars(line: str) -> int:
    """How many bars part a line's cells; none where a cell is too long for one."""
    cells = line.split("|")
    return len(cells) - 1 if max(map(len, cells)) <= CELL else 0
