"""Repeats: what was scraped twice within one text is kept once.

A page that was scraped twice shows in exactly two copies: runs of neighbouring paragraphs in the
same order. What stands three times or more, or alone at a distance, is meant: a refrain, a question
asked of each guest, a clause.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, NamedTuple

from copydesk._text.edits import Change, Span, removals, splice
from copydesk._text.kind import is_data
from copydesk._text.sentences import ends_sentence

__all__ = ["RemoveRepeats", "remove_repeats"]

LONG = 100
"""Characters from which an equal paragraph just below is no coincidence."""

HEADLINE = 20
"""Characters from which a first line that stands again just below is a headline scraped twice."""

TEASER = 60
"""Characters from which a line cut short by "…" is known again in the paragraph just below it."""

SHORT = 20
"""A shorter line begins no run and is no paragraph."""

TITLE = 80
"""A line of fewer characters that ends no sentence may head a list of things with equal parts."""

_DOTS = ("…", "...", "…]", "...]")

ROUNDS = 10
"""Lines are compared again where something went between them; no text of a writer needs more."""

Reasons = dict[int, str]
"""Why lines go, by their number."""


class Line(NamedTuple):
    """A line that is not blank: its place, and what it says."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class RemoveRepeats:
    """Keep what was scraped twice only where it stands first.

    That is a run of paragraphs that comes again in the same order, a long paragraph or the headline
    that stands again just below, and a paragraph of which the line above shows the beginning.

    >>> rain = "Rain fell on the coast all night, and the ferry company cancelled every sailing."
    >>> fog = "The fog is expected to lift by noon on Tuesday, the harbour master said."
    >>> remove_repeats(f"{rain}\\n{fog}\\n{rain}\\n{fog}") == f"{rain}\\n{fog}"
    True

    A refrain stays, however long it is:

    >>> refrain = f"Monday\\n{rain}\\nTuesday\\n{rain}"
    >>> remove_repeats(refrain) == refrain
    True
    """

    __name__: ClassVar[str] = "remove_repeats"

    def __call__(self, text: str) -> str:
        return splice(text, self.changes(text))

    def changes(self, text: str) -> list[Change]:
        """A removal for each repeat, with the line breaks before it."""
        raw = text.split("\n")
        paragraphs = [bare for line in raw if len(bare := line.strip()) >= SHORT]
        long = [line for line in paragraphs if len(line) > 2 * LONG]
        short = [line for line in paragraphs if line.endswith(_DOTS)]
        if not (_has_copies(paragraphs) or any(map(_doubled, long)) or any(map(_stem, short))):
            return []
        if is_data(text):
            return []
        lines = list(_filled(raw))
        within = list(_within(lines))
        return removals([*within, *_between(lines)])


remove_repeats = RemoveRepeats()


def _has_copies(paragraphs: Sequence[str]) -> bool:
    """Whether a line that is no label stands twice, or the first line again just below itself."""
    if len(set(paragraphs)) == len(paragraphs):
        return False
    copies = [line for line, times in Counter(paragraphs).items() if times == 2]
    return paragraphs[0] == paragraphs[1] or any(
        len(line) >= LONG or ends_sentence(line) for line in copies
    )


def _filled(raw: Sequence[str]) -> Iterator[Line]:
    at = 0
    for line in raw:
        if bare := line.strip():
            start = at + line.index(bare[0])
            yield Line(start, start + len(bare), bare)
        at += len(line) + 1


def _within(lines: list[Line]) -> Iterator[Span]:
    """What stands twice at the beginning of a line; the line reads on without it."""
    for number, (start, end, text) in enumerate(lines):
        if (cut := _doubled(text)) is not None:
            once = text[: cut[0]] + text[cut[1] :]
            if _doubled(once) is None:
                lines[number] = Line(start, end, once)
                yield start + cut[0], start + cut[1], "repeated-sentence"


def _doubled(line: str) -> tuple[int, int] | None:
    """Where the second of two equal sentences stands with which a line begins.

    >>> rain = "Rain fell on the coast, " * 5 + "and on the town."
    >>> _doubled(f"{rain} {rain} Fog is next.")
    (136, 273)
    """
    second = line.find(line[:LONG], LONG) if len(line) > 2 * LONG else -1
    if second < 0:
        return None
    first = line[:second].rstrip()
    if not (ends_sentence(first) and line.startswith(first, second)):
        return None
    end = second + len(first)
    if line[end : end + 1].strip() or line.count(first) != 2:
        return None
    return len(first), end


def _between(lines: Sequence[Line]) -> list[Span]:
    """The lines that repeat others, each from the end of the line before it."""
    left = list(range(len(lines)))
    gone = Reasons()
    for _ in range(ROUNDS):
        found = _repeats([lines[number].text for number in left])
        if not found:
            return [_span(lines, number, reason) for number, reason in gone.items()]
        gone |= {left[i]: reason for i, reason in found.items()}
        left = [number for number in left if number not in gone]
    return []  # it does not settle: then none of it is a repeat


def _span(lines: Sequence[Line], number: int, reason: str) -> Span:
    if number == 0:
        return 0, lines[1].start, reason
    return lines[number - 1].end, lines[number].end, reason


def _repeats(texts: Sequence[str]) -> Reasons:
    """Which lines go, and why."""
    counts = Counter(texts)
    return {**_copies(texts, counts), **_headline(texts, counts), **_teasers(texts)}


def _headline(texts: Sequence[str], counts: Counter[str]) -> Reasons:
    """The second line where it is the first one again.

    A line that ends like a sentence or a verse may be meant to stand twice.
    """
    if len(texts) < 2 or texts[0] != texts[1] or counts[texts[0]] != 2:
        return {}
    if len(texts[0]) < HEADLINE or texts[0][-1] in ".,;:!?…":
        return {}
    return {1: "repeated-headline"}


def _teasers(texts: Sequence[str]) -> Reasons:
    """Lines that are the beginning of the line below them, cut short by dots."""
    return {
        number: "teaser"
        for number, (line, below) in enumerate(pairwise(texts))
        if (stem := _stem(line)) is not None and below.startswith(stem) and below != line
    }


def _stem(line: str) -> str | None:
    """What stands before the dots by which a long line is cut short; None where there are none."""
    if not line.endswith(_DOTS):
        return None
    stem = line.rstrip(" .…[]")
    return stem if len(stem) >= TEASER else None


def _copies(texts: Sequence[str], counts: Counter[str]) -> Reasons:
    """The second of two equal runs of lines, wherever a page was scraped twice."""
    places: dict[str, int] = {}
    reasons = Reasons()
    run, first = list[int](), 0
    for number, text in enumerate([*texts, ""]):
        at = places.setdefault(text, number)
        again = counts[text] == 2 and at < number
        if run and not (again and at == first + len(run)):
            if _is_scraped_twice(texts, first, run[0], len(run)):
                reasons |= dict.fromkeys(run, "repeated-paragraph")
            run = []
        if again:
            first = first if run else at
            run.append(number)
    return reasons


def _is_scraped_twice(texts: Sequence[str], first: int, second: int, length: int) -> bool:
    """Whether two equal runs of lines, each of which stands twice in the text, are one too many."""
    paragraphs = [len(line) for line in texts[first : first + length] if _is_paragraph(line)]
    if first + length == second:
        alone = length == 1 and not _is_row(texts[first])
        return (len(texts[first]) if alone else sum(paragraphs)) >= LONG
    if len(paragraphs) < 2 or (len(paragraphs) < 4 and _are_headed(texts, first, second)):
        return False
    return min(paragraphs) >= LONG or (len(paragraphs) > 2 and 2 * sum(paragraphs) >= 3 * LONG)


def _are_headed(texts: Sequence[str], first: int, second: int) -> bool:
    """Whether other titles stand above the two runs: days of a diet, articles of a contract."""
    if first == 0:
        return False
    above = texts[first - 1], texts[second - 1]
    return all(len(line) < TITLE and not ends_sentence(line) for line in above)


def _is_paragraph(line: str) -> bool:
    return len(line) >= SHORT and ends_sentence(line) and not _is_row(line)


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table: cells stand between bars or tabs, or hold numbers."""
    return "|" in line or "\t" in line or sum(map(str.isdigit, line)) * 5 >= len(line)
