"""The lines of a text, and the blocks that a reader would see in them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from copydesk._kernels.lines import filled
from copydesk._models import vocabulary
from copydesk._text import segments
from copydesk._text.sentences import ends_sentence

_LINKED = 60  # characters of a link's text at most
_DASHES = ("--", "—", "–")
_CONTINUES = frozenset(",.;:)]!?…%’'”")
_WRAPPED = range(60, 81)
_RAN_TOGETHER = {segments.GLUE, segments.JOINT, segments.SYMBOL}
LONG, GLUED = 800, 6
"""Characters of a line that may be a whole page, and pieces that it must have."""


class Line(NamedTuple):
    """A line that is not blank: its place, its words without outer white space, their place."""

    start: int
    end: int
    text: str
    at: int

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends as a sentence does, closing quotes and brackets apart."""
        return ends_sentence(self.text)


_LINE = partial(tuple.__new__, Line)  # a text may have thousands: `_make` takes twice as long


class Block(NamedTuple):
    """Lines `first` to `last` (not included) read as one; `gap`: a blank line stands before it."""

    first: int
    last: int
    text: str
    gap: bool


def split(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    return list(map(_LINE, filled(text)))


def shape(text: str, lines: Sequence[Line]) -> list[tuple[str, bool, bool]]:
    """What is read of a text: its lines, whether a gap is before each, whether it may be a page.

    >>> one, other = "Rain.\\n\\nFog.", "Rain. \\n\\n\\n Fog."
    >>> shape(one, split(one)) == shape(other, split(other))
    True
    """
    ends = [0, *(line.end for line in lines)]
    return [
        (line.text, text.count("\n", end, line.start) > 1, line.end - line.start >= LONG)
        for line, end in zip(lines, ends, strict=False)
    ]


def may_be_glued(text: str) -> bool:
    """Whether a text has a line that may be a whole page."""
    long = [line for line in text.split("\n") if len(line) >= LONG] if len(text) >= LONG else []
    return any(segments.may_have_run_together(line, GLUED - 1) for line in long)


def pieces(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, long ones cut where words or sentences ran together: where line breaks were lost.

    `HomeSportStorm shuts portThe harbour was closed. Four boats are at sea.By Ann` has five pieces,
    if there is enough more of it; a sentence is never cut.
    """
    found: list[Line] = []
    for line in lines:
        long = line.end - line.start >= LONG
        cut = _cut(line) if long and segments.may_have_run_together(line.text, GLUED - 1) else []
        found += cut if len(cut) >= GLUED else [line]
    return found


def _cut(line: Line) -> list[Line]:
    found: list[Line] = []
    start = 0
    parts = segments.split(line.text)
    for part, behind in pairwise(parts):
        if part.right in _RAN_TOGETHER or behind.left in _RAN_TOGETHER:
            found.append(_piece(line, start, part.end))
            start = behind.start
    return [*found, _piece(line, start, len(line.text))]


def _piece(line: Line, start: int, end: int) -> Line:
    return Line(line.at + start, line.at + end, line.text[start:end], line.at + start)


def blocks(text: str, lines: Sequence[Line], alone: Sequence[object]) -> list[Block]:
    """Put together what an inline link or a wrapped line has torn apart.

    `an article in / Science / notes a scandal` is one block; a headline and the paragraph under it
    are two. A line for which `alone` is true stays by itself.
    """
    found: list[Block] = []
    parts: list[str] = []
    first, gap, wrapped = 0, False, _is_wrapped(lines)
    for i, line in enumerate(lines):
        apart = i > 0 and text.count("\n", lines[i - 1].end, line.start) > 1
        if parts and not (apart or alone[i] or alone[i - 1]):
            behind = lines[i + 1].text if i + 1 < len(lines) else ""
            if _joins(parts, line.text, wrapped) or _is_within(parts, line.text, behind):
                parts.append(line.text)
                continue
        if parts:
            found.append(Block(first, i, " ".join(parts), gap))
        parts, first, gap = [line.text], i, apart
    if parts:
        found.append(Block(first, len(lines), " ".join(parts), gap))
    return found


def paragraphs(lines: Sequence[str], blocks: Sequence[Block]) -> list[str]:
    """For each line what it is a part of, or the line."""
    whole = list(lines)
    for block in blocks:
        if block.last - block.first > 1:
            whole[block.first : block.last] = [block.text] * (block.last - block.first)
    return whole


def _joins(parts: Sequence[str], line: str, wrapped: bool) -> bool:
    """Whether a line goes on with what the parts have begun."""
    before = parts[-1]
    if ends_sentence(before):
        return False
    if _goes_on(line) or (wrapped and len(before) in _WRAPPED):
        return True
    if before.endswith(_DASHES) and before[:2].isupper():
        return True  # "HALIFAX --"
    if before[-1] in ",(„“«":
        return len(parts) > 1 or len(before) > 20
    last_word = before[before.rfind(" ") + 1 :]
    return last_word.lower() in function_words() and last_word[-1].islower() and len(before) > 3


def _is_within(parts: Sequence[str], line: str, behind: str) -> bool:
    """Whether a line is a link's text in a sentence that is torn already, and goes on behind it."""
    torn = len(parts) > 1 and parts[-1][0].islower() and not ends_sentence(parts[-1])
    return torn and len(line) <= _LINKED and _goes_on(behind)


def _goes_on(line: str) -> bool:
    return line[:1].islower() or line[:1] in _CONTINUES


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether somebody broke the lines of the whole text at 70 or 80 characters."""
    lengths = [len(line.text) for line in lines]
    longer = sum(length > _WRAPPED.stop for length in lengths)
    return sum(length in _WRAPPED for length in lengths) > 20 * longer + 5


def function_words() -> frozenset[str]:
    """Articles, prepositions, pronouns and the like, of all languages."""
    return vocabulary.function_words("lines")
