"""Where the article ends, and where it begins: one decision over all that stands beyond a place.

Three quarters of what clutters a text follows the article, most of the rest stands before it. A
teaser reads like prose; but all that stands from "Read also" to the end goes together.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from copydesk._kernels.ends import NONE, Read, beyond
from copydesk._kernels.rows import Row
from copydesk.cleaners.clutter import frames
from copydesk.cleaners.clutter.measures import Measures

NAMES = (
    "score", "score_1_in", "score_2_in", "score_3_in", "score_1_out", "score_2_out", "score_3_out",
    "mean", "lowest", "second_lowest", "against", "for", "prose", "longest_prose", "characters",
    "share", "segments", "frames", "frames_share", "border", "line_begins", "overlap",
    "most_overlap", "mean_4_out", "all_segments", "lines", "comments", "promos", "rights",
    "newsletters", "shares", "lex_mean", "net_mean", "highest", "one_line", "end_out", "begin",
    "frame",
)  # fmt: skip
COUNTED = (("comments",), ("promo",), ("rights", "disclaimer"), ("newsletter",), ("share-bar",))
"""Groups of frames that are counted, as `NAMES` has them."""


def rows(
    measures: Measures, table: Sequence[Row], scores: Sequence[int], tail: bool
) -> list[tuple[int, Row]]:
    """For each place at which the article may end (or begin) what stands from there on to that end.

    `table` holds the segments' rows, `scores` thousandths of log-odds that each is junk.
    """
    read = Read(
        measures.pieces, measures.segments, measures.long_words, measures.said_in, measures.lines,
        _kinds(), len(frames.AGAINST),
    )  # fmt: skip
    return beyond(read, table, scores, tail)


@cache
def _kinds() -> list[int]:
    """By which number the frames of each group are counted."""
    numbers = {reason: number for number, some in enumerate(COUNTED) for reason in some}
    return [numbers.get(group.reason, NONE) for group in frames.groups()]
