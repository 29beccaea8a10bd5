"""Repeats: what was scraped twice within one text is kept once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import ClassVar

from copydesk._text.edits import Change, splice

LONG = 100
"""Characters from which an equal paragraph is no coincidence: refrains and captions are shorter."""

HEADLINE = 20
"""Characters from which a first line that stands again just below is a headline scraped twice."""


@dataclass(frozen=True)
class RemoveRepeats:
    """Keep a long paragraph that stands twice only where it stands first.

    So does the first line that is repeated just below it (the page's title, then its headline).
    Refrains, table rows and other lines of under LONG characters stay however often they stand.
    """

    __name__: ClassVar[str] = "remove_repeats"

    def __call__(self, text: str) -> str:
        return splice(text, self.changes(text))

    def changes(self, text: str) -> list[Change]:
        """A removal for each repeat, with the line breaks before it."""
        lines = text.split("\n")
        long = [line for line in lines if len(line) >= LONG]
        headlines = _headline_repeats(lines)
        if not headlines and len(long) == len(set(long)):
            return []
        return list(_removals(lines, headlines))


remove_repeats = RemoveRepeats()


def _removals(lines: list[str], headlines: set[int]) -> Iterator[Change]:
    seen: set[str] = set()
    at = end = 0  # where this line begins, and where the last one that is not blank ended
    for number, line in enumerate(lines):
        if number in headlines:
            yield Change(end, at + len(line), "", "repeated headline")
        elif len(line) >= LONG:
            if line in seen and _is_prose(line):
                yield Change(end, at + len(line), "", "repeated paragraph")
            seen.add(line)
        at += len(line) + 1
        if line and not line.isspace():
            end = at - 1


def _is_prose(line: str) -> bool:
    """Whether a line is no row of a table: cells stand between bars or tabs, or hold numbers."""
    return "|" not in line and "\t" not in line and sum(map(str.isdigit, line)) * 5 < len(line)


def _headline_repeats(lines: list[str]) -> set[int]:
    """The numbers of the lines just below the first one (blank ones apart) that are it again.

    A line that ends like a sentence or a verse may be meant to stand twice.
    """
    filled = ((number, line) for number, line in enumerate(lines) if line.strip())
    headline = next(filled, (0, ""))[1]
    if len(headline) < HEADLINE or headline[-1] in ".,;:!?…":
        return set()
    return {number for number, _ in takewhile(lambda item: item[1] == headline, filled)}
