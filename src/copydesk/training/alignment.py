"""Which words of a text stand in another one, in the same order: for labelling pages.

Anchors are runs of words that stand once in both texts; the gaps between them are aligned in turn
with shorter runs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from copydesk._text.diffs import longest_rising as longest_rising

_WORD = re.compile(r"\w+")
_SHORTER = {4: 2, 2: 1}
_LARGEST_GAP = 400_000  # pairs of single words that are worth a look

Gap = tuple[int, int, int, int, int]


def shares(parts: Sequence[str], gold: str) -> list[float | None]:
    """For each part of a text the share of its words that gold has in order, None without words."""
    words = [_WORD.findall(part.lower()) for part in parts]
    found = aligned([word for part in words for word in part], _WORD.findall(gold.lower()))
    result: list[float | None] = []
    at = 0
    for part in words:
        result.append(sum(found[at : at + len(part)]) / len(part) if part else None)
        at += len(part)
    return result


def aligned(a: Sequence[str], b: Sequence[str]) -> bytearray:
    """1 for each word of `a` that has its place in `b`."""
    found = bytearray(len(a))
    gaps = [(0, len(a), 0, len(b), 4)]
    while gaps:
        gaps += _align(a, b, gaps.pop(), found)
    return found


def _align(a: Sequence[str], b: Sequence[str], gap: Gap, found: bytearray) -> Iterator[Gap]:
    """Mark the anchors of a gap, and name the gaps between them."""
    i, i_end, j, j_end, size = gap
    if size < 4:
        i, i_end, j, j_end = _trimmed(a, b, gap, found)
    if i == i_end or j == j_end:
        return
    anchors = list(_anchors(a, b, (i, i_end, j, j_end, size)))
    shorter = _SHORTER.get(size)
    if not anchors:
        if shorter and (shorter > 1 or (i_end - i) * (j_end - j) < _LARGEST_GAP):
            yield i, i_end, j, j_end, shorter
        return
    for x, y in [*anchors, (i_end, j_end)]:
        if x < i or y < j:  # overlaps the anchor before
            if (x, y) != (i_end, j_end) and x - y == i - j:
                found[i : x + size] = bytes([1]) * max(x + size - i, 0)
                j, i = j + max(x + size - i, 0), max(x + size, i)
            continue
        if x > i and y > j:
            yield i, x, j, y, shorter or 1
        end = min(x + size, i_end)
        found[x:end] = bytes([1]) * (end - x)
        i, j = x + size, y + size


def _trimmed(
    a: Sequence[str], b: Sequence[str], gap: Gap, found: bytearray
) -> tuple[int, int, int, int]:
    """The gap without the words that both sides begin and end with; those are marked."""
    i, i_end, j, j_end, _ = gap
    while i < i_end and j < j_end and a[i] == b[j]:
        found[i] = 1
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and a[i_end - 1] == b[j_end - 1]:
        found[i_end - 1] = 1
        i_end, j_end = i_end - 1, j_end - 1
    return i, i_end, j, j_end


def _anchors(a: Sequence[str], b: Sequence[str], gap: Gap) -> Iterator[tuple[int, int]]:
    """Runs of words that stand once on both sides of a gap: the longest rising chain of them."""
    i, i_end, j, j_end, size = gap
    runs_a = list(zip(*(a[i + k : i_end] for k in range(size)), strict=False))
    runs_b = list(zip(*(b[j + k : j_end] for k in range(size)), strict=False))
    once_a, once_b = (
        {run for run, count in Counter(runs).items() if count == 1} for runs in (runs_a, runs_b)
    )
    place = {run: y for y, run in enumerate(runs_b) if run in once_b}
    pairs = [(x, place[run]) for x, run in enumerate(runs_a) if run in once_a and run in place]
    return ((i + x, j + y) for x, y in longest_rising(pairs))
