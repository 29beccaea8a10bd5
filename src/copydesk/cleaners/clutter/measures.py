"""What is measured of a segment: its words, its look, its place, its neighbours; whole numbers all.

Words of a text's own weigh less: an article on newsletters says "subscribe" in its sentences, a
plea says it once. Sentences at whose end a mark stands and whose words are no junk's are prose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter

from copydesk._kernels.rows import HIGH, LOW, Groups, Piece, Row, Rows
from copydesk._models import lexical
from copydesk._models.lexical import Lexicon
from copydesk._text import data
from copydesk._text.patterns import lazy
from copydesk._text.segments import Segment
from copydesk.cleaners.clutter import frames

WORDS = "clutter/words.json"
PLAIN = (
    "lex", "lex_mean", "lex_max", "lex_many", "net", "net_mean", "words", "characters", "end",
    "begin", "left", "right", "first", "last", "from_start", "from_end", "prose_before",
    "prose_after", "gap_before", "gap_after", "lex_1_before", "lex_2_before", "lex_1_after",
    "lex_2_after", "overlap", "content", "repeats", "capitals", "shouts", "links", "digits",
    "commas", "quotes", "dashes", "line_words", "in_line", "you", "i", "function", "here",
    "lex_rest", "lex_so_far", "prose_rest", "words_before", "words_after", "one_line", "lines",
    "prose", "opens_plain", "exclaims", "comments_before", "frames", "frame_before", "frame_after",
    "frames_4_before", "frames_4_after", "frames_12_before",
)  # fmt: skip
SILENT = -600
"""A segment whose words speak so clearly against junk is asked for no frame."""
# A quotation within a line. Near-misses: 5" wide, a mark that opens and is never closed.
_QUOTED = lazy(
    r"""
    "(?<!\w.)[^"\n]{1,300}"(?!\w) | “[^“”\n]{1,300}” | „[^„“”\n]{1,300}[“”] | «[^«»\n]{1,300}»
    """,
    re.VERBOSE,
)


@cache
def names() -> tuple[str, ...]:
    """The columns of a row: the plain ones, then how far each group's frames are found."""
    return (*PLAIN, *(f"frame: {group.reason}" for group in frames.groups()))


class Measures:
    """A text's segments as they read, without their surroundings, and their rows within them."""

    def __init__(
        self,
        text: str,
        segments: Sequence[Segment],
        lexicon: Lexicon | None = None,
        known: dict[str, Piece] | None = None,
    ) -> None:
        """`known` are segments that the lexicon has read before; those of this text join them."""
        lexicon, known = lexicon or lexical.load(WORDS), {} if known is None else known
        said = [text[s.start : s.end] for s in segments]
        new = [one for one in dict.fromkeys(said) if one not in known]
        known.update(zip(new, pieces(new, lexicon), strict=True))
        self.text, self.segments = text, segments
        self.pieces = [known[one] for one in said]
        self.lines = len({segment.line for segment in segments})
        self._rows = Rows(
            self.pieces, segments, groups(), lexicon.bias, len(frames.AGAINST), _number("comments")
        )
        self.row: Callable[[int], Row] = self._rows.row
        self.long_words, self.said_in = self._rows.long_words, self._rows.said_in

    def rows(self) -> list[Row]:
        """What is measured of each segment, in the order of `names()`."""
        return list(map(self.row, range(len(self.pieces))))

    def told(self) -> set[int]:
        """The segments whose frames stand between quotation marks alone: an article tells of them.

        >>> from copydesk.cleaners.clutter.measures import Measures
        >>> from copydesk._text.segments import split
        >>> text = "It says: “Follow us on Facebook.” Follow us on Facebook."
        >>> Measures(text, split(text)).told()
        {0}
        """
        framed = [i for i, p in enumerate(self.pieces) if frame(p) > 0]
        quotes = [quote.span() for quote in _QUOTED.finditer(self.text)] if framed else []
        return {i for i in framed if quotes and self._is_told(i, quotes)}

    def _is_told(self, i: int, quotes: Sequence[tuple[int, int]]) -> bool:
        start, end, *_ = self.segments[i]
        rest, at = "", start
        for begins, ends in quotes[bisect_right(quotes, start, key=itemgetter(1)) :]:
            if begins >= end:
                break
            rest += self.text[at : max(at, begins)]
            at = min(ends, end)
        if at == start:
            return False
        levels = frames.levels([rest + self.text[at:end]])[0]
        return not any(levels[: -len(frames.AGAINST)])


def pieces(texts: Sequence[str], lexicon: Lexicon) -> list[Piece]:
    """Read segments by a lexicon."""
    readings = [lexicon.read(text) for text in texts]
    lex = [min(HIGH, max(LOW, lexicon.bias + sum(some.values()))) for *_, some in readings]
    levels = iter(frames.levels([t for t, score in zip(texts, lex, strict=True) if score > SILENT]))
    return [
        Piece(text, *reading, score, next(levels) if score > SILENT else frames.none())
        for text, reading, score in zip(texts, readings, lex, strict=True)
    ]


def frame(piece: Piece) -> int:
    """The surest level of a segment's frames that speak for junk."""
    return max(piece.levels[: -len(frames.AGAINST)])


def _number(reason: str) -> int:
    return [group.reason for group in frames.groups()].index(reason)


@cache
def groups() -> Groups:
    """Words of a kind in all languages."""
    found = data.toml("clutter/groups.toml")
    return Groups(*(frozenset(found[name]) for name in Groups._fields))
