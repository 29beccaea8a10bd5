"""The lines of a text, and what can be measured about them."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_CLOSING = " \"'”’»)]*_"
_SENTENCE_ENDS = frozenset(".!?…。！？।؟۔")


class Line(NamedTuple):
    """A line that is not blank: its place in the text, its words without outer white space, their place."""

    start: int
    end: int
    text: str
    at: int

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends as a sentence does, closing quotes and brackets apart."""
        return self.text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS


def split(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    return [_line(match) for match in _LINE.finditer(text)]


def _line(match: re.Match[str]) -> Line:
    line = match.group()
    words = line.strip()
    return Line(match.start(), match.end(), words, match.end() - len(line.lstrip()))
