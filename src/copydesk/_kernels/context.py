"""What the scores, gains and cues of a page tell about each of its blocks: rows for trees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from copydesk._kernels import kernel

CUE, AROUND, HEAD = 1, 2, 4
"""What a block's wording told: it is a cue, one of those around articles, the head of a list."""
SURE = 1.5
"""From such a score on a block is surely article."""
_MOST, _NONE, _NEAR = 6.0, -7.0, 3
_APART, _CUES, _SINCE, _WON, _PAGE = 40, 15, 20, 3000.0, 600
_WORDS, _BLOCKS = (-2000, 4000), (-60, 120)

Run = tuple[int, int]


@kernel
def context(
    own: Sequence[float],
    asked: Sequence[int],
    scores: Sequence[float],
    words: Sequence[int],
    gains: Sequence[float],
    marks: Sequence[int],
    run: Run,
    is_glued: bool,
) -> Sequence[float]:
    """The rows of the blocks that are asked for, one after the other: each its own and the rest.

    `gains` tell what is won by keeping a block, `marks` what its wording told, `run` where the
    article seems to be, and `is_glued` whether line breaks were lost.
    """
    scores = [max(-_MOST, min(_MOST, score)) for score in scores]
    words_to, gains_to = [0, *accumulate(words)], [0.0, *accumulate(gains)]
    won = [max(gain, 0.0) for gain in gains]
    won_to = [0.0, *accumulate(won)]
    around = [0, *accumulate(mark & AROUND > 0 for mark in marks)]
    before = list(_side(scores, won, marks))
    behind = list(_side(scores[::-1], won[::-1], marks[::-1]))[::-1]
    beside = [_NONE, *scores, _NONE]
    n, total, (start, end) = len(scores), won_to[-1], run
    page = total, min(n, _PAGE), (won_to[end] - won_to[start]) / (total or 1.0), is_glued
    sure = next((i for i, score in enumerate(scores) if score > SURE), 0)
    width = len(own) // (len(asked) or 1)
    rows: list[float] = []
    for at, i in enumerate(asked):
        rows += own[at * width : (at + 1) * width]
        rows += beside[i : i + 3]
        rows.append(gains_to[i] - gains_to[max(i - _NEAR, 0)])
        rows.append(gains_to[min(i + 1 + _NEAR, n)] - gains_to[i + 1])
        rows += (
            start <= i < end,
            _within(words_to[i] - words_to[start], _WORDS),
            _within(words_to[end] - words_to[i], _WORDS),
            _within(i - start, _BLOCKS),
            _within(end - i, _BLOCKS),
            _within(around[i] - around[sure], (-_CUES, _SINCE)),
            marks[i],
        )
        rows += [*before[i], *behind[i], *page]
    return list(map(float, rows))


def _side(
    scores: Sequence[float], won: Sequence[float], marks: Sequence[int]
) -> Iterator[tuple[float, ...]]:
    """What lies before each block: the highest score, how far the last cue is, the last one around
    articles, the last head of a list, and what was won since one of those two."""
    highest, since, cue, edge, head = _NONE, _WON, _APART, _APART, _APART
    for score, gain, mark in zip(scores, won, marks, strict=True):
        yield highest, cue, edge, head, since
        highest = max(highest, score)
        cue = 0 if mark & CUE else min(cue + 1, _APART)
        edge = 0 if mark & AROUND else min(edge + 1, _APART)
        head = 0 if mark & HEAD else min(head + 1, _APART)
        since = 0.0 if mark & (AROUND | HEAD) else min(since + gain, _WON)


def _within(value: int, bounds: tuple[int, int]) -> int:
    low, high = bounds
    return max(low, min(high, value))
