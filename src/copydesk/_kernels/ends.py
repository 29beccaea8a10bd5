"""What is measured of all that stands beyond a place in a text: rows of whole numbers for trees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from copydesk._kernels import kernel
from copydesk._kernels.rows import Piece, Row

DEEP, MOST_PROSE = 60, 60
"""So many segments from an end are looked at, and as long as no more words of prose stand beyond:
behind more no article begins, and before more none ends."""
LOWEST, HIGHEST, NONE = -8000, 4000, -9000
LONGEST = 600
"""Characters that count of a segment."""
NET, END, BEGIN, LEFT, FIRST = 4, 8, 9, 10, 12
"""Columns of a segment's row."""
COUNTED = 5
"""Kinds of frames that are counted."""


class Read(NamedTuple):
    """Segments as they were read, their places, and what `rows.Rows` found of them.

    `kinds` tells of each group of frames by which number it is counted, NONE for most; of the
    groups the last `against` speak against junk.
    """

    pieces: Sequence[Piece]
    bounds: Sequence[tuple[int, int, int, int, int]]
    long_words: Sequence[Set[str]]
    said_in: Mapping[str, int]
    lines: int
    kinds: Sequence[int]
    against: int


@kernel
def beyond(
    read: Read, table: Sequence[Row], scores: Sequence[int], tail: bool
) -> list[tuple[int, Row]]:
    """For each place at which a text may be cut what stands from there on to its end, or beginning.

    `table` holds the segments' rows, `scores` thousandths of log-odds that each is junk.
    """
    n = len(scores)
    order = range(n - 1, max(-1, n - 1 - DEEP), -1) if tail else range(min(n, DEEP))
    some, found = _Beyond(read, table, scores), list[tuple[int, Row]]()
    for i in order:
        some.add(i)
        if some.prose > MOST_PROSE:
            break
        found.append((i, some.row(i, -1 if tail else 1)))
    return found


class _Beyond:
    """The segments from a place to an end, one more at each step, and their sums."""

    def __init__(self, read: Read, table: Sequence[Row], scores: Sequence[int]) -> None:
        self.read, self.table, self.scores = read, table, scores
        self.all = sum(self._size(i) for i in range(len(read.bounds))) or 1
        self.here, self.kinds = Counter[str](), [0] * COUNTED
        self.count = self.size = self.mean = self.against = self.speaks = self.prose = 0
        self.longest = self.frames = self.lex = self.net = self.overlap = self.compared = 0
        self.most, self.lowest, self.second, self.highest = 0, -NONE, -NONE, NONE

    def add(self, i: int) -> None:
        piece, score, size, row = self.read.pieces[i], self._at(i), self._size(i), self.table[i]
        words = len(piece.words)
        self.count += 1
        self.size += size
        self.mean += score * size
        self.lowest, self.second = sorted((self.lowest, self.second, score))[:2]
        self.highest = max(self.highest, score)
        self.against += min(0, score)
        self.speaks += max(0, score)
        if score < 0 and words >= 9 and row[END] == 0:
            self.prose += words
            self.longest = max(self.longest, words)
        self.frames += max(piece.levels[: len(piece.levels) - self.read.against]) == 2
        for kind, level in zip(self.read.kinds, piece.levels, strict=True):
            if level == 2 and kind != NONE:
                self.kinds[kind] += 1
        self.lex += piece.lex
        self.net += row[NET]
        self._compare(self.read.long_words[i])

    def _compare(self, words: Set[str]) -> None:
        """How many of a segment's words are said on the other side."""
        self.here.update(words)
        if len(words) >= 3:
            said, here = self.read.said_in, self.here
            shared = 100 * sum(said[w] > here[w] for w in words) // len(words)
            self.overlap += shared
            self.compared += 1
            self.most = max(self.most, shared)

    def row(self, i: int, out: int) -> Row:
        row, count, table = self.table[i], self.count, self.table
        beside = [self._at(i + out * d) for d in (1, 2, 3, 4)]
        known = [score for score in beside if score != NONE]
        next_out = i + out
        return [
            self._at(i), *beside[:3], *(self._at(i - out * d) for d in (1, 2, 3)),
            self.mean // self.size, self.lowest, self.second, self.against, self.speaks, self.prose,
            self.longest, min(self.size, 3000), 100 * self.size // self.all, count, self.frames,
            100 * self.frames // count, row[LEFT], row[FIRST],
            self.overlap // self.compared if self.compared else -1, self.most,
            sum(known) // len(known) if known else NONE, min(len(self.scores), 80),
            min(self.read.lines, 40), *self.kinds, self.lex // count, self.net // count,
            self.highest, int(self.read.lines <= 2),
            table[next_out][END] if 0 <= next_out < len(table) else 9, row[BEGIN],
            max(self.read.pieces[i].levels),
        ]  # fmt: skip

    def _at(self, i: int) -> int:
        if 0 <= i < len(self.scores):
            return min(HIGHEST, max(LOWEST, self.scores[i]))
        return NONE

    def _size(self, i: int) -> int:
        start, end, *_ = self.read.bounds[i]
        return min(LONGEST, end - start)
