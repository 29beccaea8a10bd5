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
from copydesk._text.patterns import lazy
from copydesk._text.segments import Segment, split

LONGEST = 200_000
"""A longer text is no article: only its whole lines are looked at."""
LOOKS_JUNK, SHORT = 0, 100
"""Hundredths of log-odds from which a piece looks like junk by its words alone; one of one word or
two."""
PLAIN = 2
"""So many words of a form are neither names nor numbers."""
UNREAD = -2000
"""Stands for the score of a piece that cannot go."""
_DIGIT = lazy(r"\d")


class Piece(NamedTuple):
    """A segment of a text, its key, and what it could be."""

    segment: Segment
    key: bytes
    form: bytes
    """The key under which it counts too if it looks like junk: that of what it says with names and
    numbers left open, or, where several of a text's pieces are alike in that, of what it says."""
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
    """The segments of a text; none of one that is too long.

    One in whose line a pattern of `keep` is found cannot be the site's, nor one that stands twice.
    """
    segments = split(text) if len(text) <= LONGEST else []
    sizes = Counter(segment.line for segment in segments)
    keys = [key_of(text[s.start : s.end]) for s in segments]
    seen = Counter(key for s, key in zip(segments, keys, strict=True) if sizes[s.line] > 1)
    seen.update(line.key for line in lines)
    kept = _kept_lines(text, segments, keep)
    pieces = [
        _piece(text, s, key, sizes[s.line] > 1, s.line in kept, seen[key] == 1)
        for s, key in zip(segments, keys, strict=True)
    ]
    forms = Counter(piece.form for piece in pieces)
    return [p._replace(form=_masked(p.key)) if forms[p.form] > 1 and p.form else p for p in pieces]


def form_of(said: str) -> str:
    """What is said with its numbers and names left open; as it is where little else is said.

    >>> form_of("Follow Ann Miller on X at 10.30 today")
    'follow … on … at 0 today'
    >>> form_of("By Ann Miller")
    'By Ann Miller'
    """
    words, plain = list[str](), 0
    for word in said.split():
        if _DIGIT.search(word):
            words.append("0")
        elif words and word[0].isupper():
            words += ["…"] if words[-1] != "…" else []
        else:
            words.append(word)
            plain += word[0].isalpha()
    return " ".join(words).casefold() if plain >= PLAIN else said


def votes(piece: Piece) -> bytes:
    """The keys by which a piece is counted, but for that of a line, which counts as such."""
    if not piece.can_be_site:
        return b""
    own = piece.key if piece.is_inline and not piece.is_short else b""
    return own + (1 if piece.is_short else 2) * piece.form


def _piece(
    text: str, segment: Segment, key: bytes, is_inline: bool, is_kept: bool, is_single: bool
) -> Piece:
    said = text[segment.start : segment.end]
    normal = normal_of(said)
    size = size_of(normal[:100])
    short, paragraph = size < 3, is_paragraph(said, normal)
    can = is_single and not is_kept and (short or could_be_site(said, normal))
    can = can and (short or normal.count(" ") >= 2 or has_unspaced(normal))
    asked = (can and (is_inline or not paragraph)) or short
    lex = _lexicon().score(Reading(said)) if asked else UNREAD
    form = b""
    if can and lex >= (SHORT if short else LOOKS_JUNK):
        form = _masked(key if short else key_of(form_of(said)))
    prose = is_inline and paragraph
    return Piece(segment, key, form, is_inline, prose, short, is_kept, can, lex)


def _masked(key: bytes) -> bytes:
    """A key for what looks like junk, other than that for what does not."""
    return bytes(byte ^ 0xA5 for byte in key)


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
