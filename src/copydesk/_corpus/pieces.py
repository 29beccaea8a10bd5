"""The segments inside the long lines of a text and their keys: what a site repeats inside a line.

A piece counts under the key that it would have as a line, so that it adds up with texts that have
kept their line breaks. A line that is one segment is a line, and no piece.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from copydesk._corpus.lines import (
    Line,
    could_be_site,
    has_unspaced,
    is_paragraph,
    key_of,
    normal_of,
    size_of,
)
from copydesk._models import lexical
from copydesk._models.lexical import Lexicon, Reading
from copydesk._text.options import compiled
from copydesk._text.segments import Segment, split

LONGEST = 200_000
"""A longer text is no article: only its whole lines are looked at."""
LOOKS_JUNK = 0
"""Hundredths of log-odds from which a piece looks like junk by its words alone."""


UNREAD = -2000
"""Stands for the score of a piece that cannot go."""


class Piece(NamedTuple):
    """A segment of a text, its key, and what it could be."""

    segment: Segment
    key: bytes
    is_inline: bool
    """Does it stand in a line with others?"""
    is_prose: bool
    is_short: bool
    is_kept: bool
    can_be_site: bool
    lex: int
    """Hundredths of log-odds that it is junk, by its words alone."""

    @property
    def looks_junk(self) -> bool:
        return self.lex >= LOOKS_JUNK


def pieces_of(text: str, lines: Sequence[Line], keep: tuple[str, ...] = ()) -> list[Piece]:
    """The segments of a text; none where no line has several.

    One in whose line a pattern of `keep` is found cannot be the site's, nor one that stands twice.
    """
    segments = split(text) if len(text) <= LONGEST else []
    sizes = Counter(segment.line for segment in segments)
    if len(sizes) == len(segments):
        return []
    keys = [key_of(text[s.start : s.end]) for s in segments]
    seen = Counter(key for s, key in zip(segments, keys, strict=True) if sizes[s.line] > 1)
    seen.update(line.key for line in lines)
    kept = _kept_lines(text, segments, keep)
    return [
        _piece(text, s, key, sizes[s.line] > 1, s.line in kept, seen[key] == 1)
        for s, key in zip(segments, keys, strict=True)
    ]


def twin_of(key: bytes) -> bytes:
    """The key under which a piece that looks like junk is counted too, twice: it goes at half.

    >>> twin_of(twin_of(b"12345678"))
    b'12345678'
    """
    return bytes(byte ^ 0xA5 for byte in key)


def votes(piece: Piece) -> bytes:
    """The keys by which a piece is counted."""
    if not piece.can_be_site:
        return b""
    return piece.key + (2 * twin_of(piece.key) if piece.looks_junk else b"")


def _piece(
    text: str, segment: Segment, key: bytes, is_inline: bool, is_kept: bool, is_single: bool
) -> Piece:
    said = text[segment.start : segment.end]
    normal = normal_of(said)
    size = size_of(normal[:100])
    can = is_inline and is_single and not is_kept and could_be_site(said, normal)
    can = can and (normal.count(" ") >= 2 or has_unspaced(normal))
    lex = _lexicon().score(Reading(said)) if can or size < 3 else UNREAD
    prose = is_inline and is_paragraph(said, normal)
    return Piece(segment, key, is_inline, prose, size < 3, is_kept, can, lex)


def _lexicon() -> Lexicon:
    return lexical.load("clutter/words.json")


def _kept_lines(text: str, segments: Sequence[Segment], keep: tuple[str, ...]) -> set[int]:
    """The numbers of the lines in which a pattern of `keep` is found."""
    if not keep:
        return set()
    bounds = dict[int, tuple[int, int]]()
    for s in segments:
        bounds[s.line] = bounds.get(s.line, (s.start, 0))[0], s.end
    kept = compiled(keep)
    return {
        line
        for line, (start, end) in bounds.items()
        if any(pattern.search(text, start, end) for pattern in kept)
    }
