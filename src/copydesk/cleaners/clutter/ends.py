"""Where the article ends, and where it begins: one decision over all that stands beyond a place.

Three quarters of what clutters a text follows the article, most of the rest stands before it. A
teaser reads like prose; but all that stands from "Read also" to the end goes together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from copydesk._text.segments import Segment
from copydesk.cleaners.clutter import frames
from copydesk.cleaners.clutter.measures import Measures, frame

NAMES = (
    "score", "score_1_in", "score_2_in", "score_3_in", "score_1_out", "score_2_out", "score_3_out",
    "mean", "lowest", "second_lowest", "against", "for", "prose", "longest_prose", "characters",
    "share", "segments", "frames", "frames_share", "border", "line_begins", "overlap",
    "most_overlap", "mean_4_out", "all_segments", "lines", "comments", "promos", "rights",
    "newsletters", "shares", "lex_mean", "net_mean", "highest", "one_line", "end_out", "begin",
    "frame",
)  # fmt: skip
DEEP, MOST_PROSE = 60, 60
"""So many segments from an end are looked at, and as long as no more words of prose stand beyond:
behind more no article begins, and before more none ends."""
LOWEST, HIGHEST, NONE = -8000, 4000, -9000

Row = list[int]


def rows(
    measures: Measures, table: Sequence[Row], scores: Sequence[int], tail: bool
) -> Iterator[tuple[int, Row]]:
    """For each place at which the article may end (or begin) what stands from there on to that end.

    `table` holds the segments' rows, `scores` thousandths of log-odds that each is junk.
    """
    n = len(scores)
    order = range(n - 1, max(-1, n - 1 - DEEP), -1) if tail else range(min(n, DEEP))
    beyond = _Beyond(measures, table, scores)
    for i in order:
        beyond.add(i)
        if beyond.prose > MOST_PROSE:
            return
        yield i, beyond.row(i, -1 if tail else 1)


class _Beyond:
    """The segments from a place to an end, one more at each step, and their sums."""

    def __init__(self, measures: Measures, table: Sequence[Row], scores: Sequence[int]) -> None:
        self.measures, self.table, self.scores = measures, table, scores
        self.all = sum(map(_size, measures.segments)) or 1
        self.said = measures.said_in
        self.here, self.groups = Counter[str](), Counter[str]()
        self.count = self.size = self.mean = self.against = self.speaks = self.prose = 0
        self.longest = self.frames = self.lex = self.net = self.overlap = self.compared = 0
        self.most, self.lowest, self.second, self.highest = 0, -NONE, -NONE, NONE

    def add(self, i: int) -> None:
        piece, score, size = self.measures.pieces[i], self._at(i), _size(self.measures.segments[i])
        self.count += 1
        self.size += size
        self.mean += score * size
        self.lowest, self.second = sorted((self.lowest, self.second, score))[:2]
        self.highest = max(self.highest, score)
        self.against += min(0, score)
        self.speaks += max(0, score)
        if score < 0 and len(piece.words) >= 9 and self.table[i][8] == 0:
            self.prose += len(piece.words)
            self.longest = max(self.longest, len(piece.words))
        self.frames += frame(piece) == 2
        if 2 in piece.levels:
            self.groups.update(
                g.reason for g, v in zip(frames.groups(), piece.levels, strict=True) if v == 2
            )
        self.lex += piece.lex
        self.net += self.table[i][4]
        self._compare(self.measures.long_words[i])

    def _compare(self, words: Set[str]) -> None:
        """How many of a segment's words are said on the other side."""
        self.here.update(words)
        if len(words) >= 3:
            shared = 100 * sum(self.said[w] > self.here[w] for w in words) // len(words)
            self.overlap += shared
            self.compared += 1
            self.most = max(self.most, shared)

    def row(self, i: int, out: int) -> Row:
        row, groups, count = self.table[i], self.groups, self.count
        beside = [self._at(i + out * d) for d in (1, 2, 3, 4)]
        known = [score for score in beside if score != NONE]
        next_out = i + out
        return [
            self._at(i), *beside[:3], *(self._at(i - out * d) for d in (1, 2, 3)),
            self.mean // self.size, self.lowest, self.second, self.against, self.speaks, self.prose,
            self.longest, min(self.size, 3000), 100 * self.size // self.all, count, self.frames,
            100 * self.frames // count, row[10], row[12],
            self.overlap // self.compared if self.compared else -1, self.most,
            sum(known) // len(known) if known else NONE, min(len(self.scores), 80),
            min(self.measures.lines, 40), groups["comments"], groups["promo"],
            groups["rights"] + groups["disclaimer"], groups["newsletter"], groups["share-bar"],
            self.lex // count, self.net // count, self.highest,
            int(self.measures.lines <= 2),
            self.table[next_out][8] if 0 <= next_out < len(self.table) else 9, row[9],
            max(self.measures.pieces[i].levels),
        ]  # fmt: skip

    def _at(self, i: int) -> int:
        if 0 <= i < len(self.scores):
            return min(HIGHEST, max(LOWEST, self.scores[i]))
        return NONE


def _size(segment: Segment) -> int:
    return min(600, segment.end - segment.start)
