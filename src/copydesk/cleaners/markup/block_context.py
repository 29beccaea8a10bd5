"""A block's score beside those of its neighbours and its like, as numbers for the second model.

The first model judges each block by itself. Paragraphs of one kind in one container nearly always
share their fate, and so do the blocks between two that are sure.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import fsum

from copydesk.cleaners.markup.block_features import KINDS, OTHER, path
from copydesk.cleaners.markup.html import Block, Page

SURE = 1.5
LOWEST = -9.0

_NAMES = """
score before3 before2 before behind behind2 behind3 up1 up2 path up1_kept up2_kept path_kept
highest_before highest_behind kept_before kept_behind chars linked kind gap_before gap_behind
below_top
"""
CONTEXT_NAMES = tuple(_NAMES.split())


def context(page: Page, scores: Sequence[float]) -> Iterator[list[float]]:
    """One row of features per block, in the order of CONTEXT_NAMES."""
    blocks = page.blocks
    if not blocks:
        return
    parents = [block.node.parent or block.node for block in blocks]
    weights = array("d", (min(block.chars, 400) ** 0.5 for block in blocks))
    pairs = zip(weights, scores, strict=True)
    kept = array("d", (weight if score > 0 else 0.0 for weight, score in pairs))
    kinds: dict[object, object] = {}
    groups: tuple[list[object], ...] = (
        [*parents],
        [parent.parent or parent for parent in parents],
        [kinds.setdefault(key, key) for key in (path(block.node) for block in blocks)],
    )
    like = zip(*(_like(keys, scores, weights, kept) for keys in groups), strict=True)
    line = zip(_beside(scores), _kept(kept), _own(blocks), _gaps(blocks, scores), strict=True)
    top = max(scores)
    for score, ((mean1, kept1), (mean2, kept2), (mean3, kept3)), (beside, share, own, gaps) in zip(
        scores, like, line, strict=True
    ):
        near, far = beside
        means = mean1, mean2, mean3, kept1, kept2, kept3
        yield [score, *near, *means, *far, *share, *own, *gaps, score - top]


def _like(
    keys: list[object], scores: Sequence[float], weights: Sequence[float], kept: Sequence[float]
) -> list[tuple[float, float]]:
    """For each block the mean score of those with its key, and their share of what is kept."""
    sums: dict[object, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for key, score, weight, taken in zip(keys, scores, weights, kept, strict=True):
        group = sums[key]
        group[0] += weight * max(-5.0, min(5.0, score))
        group[1] += weight
        group[2] += taken
    total = fsum(kept) or 1.0
    shared = {key: (a / b, taken / total) for key, (a, b, taken) in sums.items()}
    return [shared[key] for key in keys]


def _beside(scores: Sequence[float]) -> Iterator[tuple[list[float], tuple[float, float]]]:
    """The three scores before and behind each block, and the highest on either side."""
    padded = [LOWEST] * 3 + list(scores) + [LOWEST] * 3
    before = array("d", accumulate(scores, max, initial=LOWEST))
    behind = array("d", accumulate(reversed(scores), max, initial=LOWEST))[::-1]
    for i in range(len(scores)):
        near = padded[i : i + 3] + padded[i + 4 : i + 7]
        yield near, (before[i], behind[i + 1])


def _kept(kept: Sequence[float]) -> Iterator[tuple[float, float]]:
    """The share of what is kept that stands before and behind each block."""
    sums = array("d", accumulate(kept, initial=0.0))
    total = sums[-1] or 1.0
    for i in range(len(kept)):
        yield sums[i] / total, (sums[-1] - sums[i + 1]) / total


def _own(blocks: Sequence[Block]) -> Iterator[tuple[float, float, float]]:
    for block in blocks:
        yield min(block.chars, 1000), block.linked / block.chars, KINDS.get(block.node.tag, OTHER)


def _gaps(blocks: Sequence[Block], scores: Sequence[float]) -> Iterator[tuple[int, int]]:
    """How many characters lie between each block and the next sure ones on either side."""
    before = _gap(blocks, scores)
    behind = _gap(blocks[::-1], scores[::-1])[::-1]
    return zip(before, behind, strict=True)


def _gap(blocks: Sequence[Block], scores: Sequence[float]) -> Sequence[int]:
    gaps, gap = array("q"), 5000
    for block, score in zip(blocks, scores, strict=True):
        gaps.append(gap)
        gap = 0 if score > SURE else min(gap + block.chars, 5000)
    return gaps
