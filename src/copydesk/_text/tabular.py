"""Rows of a table: among lines, cells with bars between them or figures; inside a line, rows whose
line breaks are lost.

What stands beside figures is data, be it the name of a network: "Facebook: 71 percent". A share bar
has bare counts: "Facebook 12 Twitter 3".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from copydesk._text.patterns import lazy

ROWS, CELL, LONGEST = 3, 40, 160
"""A table has so many rows, and cells and rows of figures of so many characters at most."""

_DIGIT = lazy(r"\d")
# A cell that is a figure: "40,000", "41 %", "-". A near-miss is "7.30 pm".
_FIGURE = lazy(r"\W{0,2}\d[\d.,]*\s?[%‰]?|[–—-]")
# What parts the cells of a row. A near-miss is "well-read".
_BETWEEN = lazy(r"\s?\|\s?|\t|\s?:\s|\s[–—-]\s")
# A cell that is a figure, and what it counts. Near-misses: "12 May 2020", "9.30 pm on Monday at 7".
_AMOUNT = lazy(
    r"\W{0,2}\d[\d.,\u00a0\u202f ]{0,15}(?P<unit>[%‰]|[^\W\d_]+\.?(?: [^\W\d_]+){0,2})?\W?"
)
# An entry inside a line. Near-misses: "Facebook: 12 Twitter: 3", "Note: 12 of them came.".
_INSIDE = lazy(
    r"(?<![\w'’-])[^\W\d_][\w'’-]{0,20}(?> [^\W\d_][\w'’-]{0,20}){0,2} ?: "
    r"(?>\d[\d.,]{0,12}) ?(?>[%‰]|[^\W\d_]{1,15})(?! ?:)"
)
# The row of dashes below a table's head. A near-miss is "| - |".
_RULE = lazy(r"\|(?>(?: ?:?-{2,}:? ?\|)+)")
# Figures in a row inside a line. Near-misses: "12", "Tel. 01 42 33".
_FIGURES = lazy(r"(?<!\S)[1-9][\d.,]{0,12}%?(?:\s{1,8}[1-9][\d.,]{0,12}%?(?!\S))+")
BULLETS = "-*•‣◦–— \t"
APART = 30
"""So many characters at most stand between the figures of a row inside a line and the next ones."""
ALONE = 9
"""So many figures, one after the other, are rows by themselves."""
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
    found = {i for i, line in enumerate(lines) if is_row_alone(line)} | figure_rows(lines)
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


def figure_rows(lines: Sequence[str]) -> frozenset[int]:
    """The lines that name something and say how much of it there is, with the head above them.

    >>> sorted(figure_rows(["App | Users", "Facebook | 12 m", "YouTube | 9 m", "Rain fell."]))
    [0, 1, 2]
    >>> sorted(figure_rows(["• Facebook: 71 %", "• YouTube: 69 %", "• Twitter: 12 %"]))
    [0, 1, 2]

    A near-miss are the counts of a share bar.

    >>> sorted(figure_rows(["Facebook: 12", "Twitter: 3", "Email: 0"]))
    []
    """
    found = set[int]()
    counted = [_counted(line) for line in lines]
    at = 0
    for is_row, group in groupby(counted, key=lambda one: one is not None):
        end = at + len(list(group))
        if is_row:
            above = lines[at - 1].count("|") if at else 0
            start = at - 1 if above and above == lines[at].count("|") else at
            is_table = start < at or 2 * sum(map(bool, counted[at:end])) > end - at
            if is_table and end - start >= ROWS:
                found.update(range(start, end))
        at = end
    return frozenset(found)


def rows_within(line: str) -> Iterator[tuple[int, int]]:
    """Where rows stand inside a line, their breaks lost: of a table, of names with figures.

    >>> line = "So it is: | Boat | Day | |---|---| | Gull | 7 | | Tern | 8 | Share this:"
    >>> [line[a:b] for a, b in rows_within(line)]
    ['| Boat | Day | |---|---| | Gull | 7 | | Tern | 8 |']
    >>> line = "Rain fell. Facebook: 71 percent YouTube: 69 percent Twitter: 12 percent Share"
    >>> [line[a:b] for a, b in rows_within(line)]
    ['Facebook: 71 percent YouTube: 69 percent Twitter: 12 percent']
    >>> line = "Rain fell. Men 12 14 Women 11 10 All 23 24 Share"
    >>> [line[a:b] for a, b in rows_within(line)]
    ['Men 12 14 Women 11 10 All 23 24']
    """
    if rule := _RULE.search(line):
        yield _table(line, rule)
    elif runs := [run for run in _runs(list(_INSIDE.finditer(line))) if len(run) >= ROWS]:
        yield from ((run[0].start(), run[-1].end()) for run in runs)
    else:
        for run in _runs(list(_FIGURES.finditer(line))):
            sizes = [len(one[0].split()) for one in run]
            is_table = len(run) >= ROWS and len(set(sizes)) == 1
            if (is_table or max(sizes) >= ALONE) and not any(map(_counts_up, run)):
                yield _name(line, run[0].start()), run[-1].end()


def is_rows(line: str) -> bool:
    """Whether a line is rows and nothing else.

    >>> is_rows("Facebook: 71 % YouTube: 69 % Twitter: 12 %"), is_rows("Facebook 7 Twitter 3")
    (True, False)
    """
    return (0, len(line)) in rows_within(line)


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


def _counted(line: str) -> bool | None:
    """Whether a row of figures says what it counts; None for what is no such row."""
    if len(line) > LONGEST or not _DIGIT.search(line):
        return None
    name, *cells = _BETWEEN.split(line.strip("|").strip(BULLETS))
    found = [_AMOUNT.fullmatch(cell) for cell in cells]
    if not cells or len(name) > CELL or not any(map(str.isalpha, name)) or not all(found):
        return None
    return any(one and one["unit"] for one in found)


def _runs(found: Sequence[re.Match[str]]) -> Iterator[Sequence[re.Match[str]]]:
    """Matches that stand near each other."""
    run = list[re.Match[str]]()
    for one in found:
        if run and one.start() - run[-1].end() > APART:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _table(line: str, rule: re.Match[str]) -> tuple[int, int]:
    """From the head above a row of dashes to the last cell behind it."""
    start, end = rule.start(), rule.end()
    for _ in range(rule[0].count("|")):
        start = max(line.rfind("|", 0, start), 0)
    while 0 <= (bar := line.find("|", end)) <= end + CELL:
        end = bar + 1
    return start, end


def _name(line: str, start: int) -> int:
    """Where the word before a row's figures begins."""
    return line.rfind(" ", 0, len(line[:start].rstrip())) + 1


def _counts_up(row: re.Match[str]) -> bool:
    """Whether figures are those of pages or days: "1 2 3"."""
    numbers = [int(one) for one in row[0].split() if one.isdecimal()]
    return len(numbers) > FIGURES and all(b == a + 1 for a, b in pairwise(numbers))
