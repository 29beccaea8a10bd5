"""The keys by which the texts of a site are compared: of lines, and of pieces of long lines."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk._corpus.lines import Line, lines_of
from copydesk._corpus.pieces import Piece, pieces_of, votes


def line_keys(text: str) -> bytes:
    """The keys, eight bytes each, of what could be the site's in a text: lines, pieces of lines."""
    return both_keys(text)[0]


def prose_keys(text: str) -> bytes:
    """The keys of a text's paragraphs of prose, and of the sentences in long lines."""
    return both_keys(text)[1]


def both_keys(text: str) -> tuple[bytes, bytes]:
    """`line_keys` and `prose_keys` in one go."""
    lines = lines_of(text)
    return keys_in(lines, pieces_of(text, lines))


def keys_in(lines: Sequence[Line], pieces: Sequence[Piece]) -> tuple[bytes, bytes]:
    """The keys of those that could be the site's, and of those that are prose.

    A text that has lost its line breaks is one paragraph: there the sentences are what is prose.
    """
    inline = [piece for piece in pieces if piece.is_inline]
    could = [line.key for line in lines if line.can_be_site] + [votes(p) for p in pieces]
    prose = [line.key for line in lines if line.is_prose]
    if len(prose) <= 1:
        prose += [piece.key for piece in inline if piece.is_prose]
    return b"".join(could), b"".join(prose)
