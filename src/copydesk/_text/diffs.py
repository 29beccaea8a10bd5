"""Find what changed between two texts, in time that grows with their length.

A patience diff (Bram Cohen's rule: lines that stand once in both texts are the anchors), first over
lines, then over words inside the gaps that remain, so that a mended apostrophe is an edit of one
word. Where no anchor is left the gap is one replacement: never wrong, at worst coarse.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from copydesk._text.edits import Change
from copydesk._text.patterns import lazy

_LINES = lazy(r"[^\n]*\n+|[^\n]+")
_INK = lazy(r"\S+")
_WORDS = lazy(r"\w+|\s+|[^\w\s]")

Gap = tuple[int, int, int, int]
"""A stretch that differs: start and end before, start and end after."""


def changes_between(before: str, after: str, reason: str) -> list[Change]:
    """Disjoint, ordered changes that turn `before` into `after`.

    >>> changes_between("It's a mess", "It’s a mess", "apostrophe")
    [Change(start=2, end=3, after='’', reason='apostrophe')]
    """
    if before.split() == after.split():
        return list(_respaced(before, after, reason))
    return [
        Change(start, end, after[other:other_end], reason)
        for line_gap in _gaps(before, after, (0, len(before), 0, len(after)), _LINES)
        for start, end, other, other_end in _gaps(before, after, line_gap, _WORDS)
    ]


def _respaced(before: str, after: str, reason: str) -> Iterator[Change]:
    """Changes of white space alone, exact also where the words repeat."""
    at, end, other_at, other_end = _trimmed(before, after, (0, len(before), 0, len(after)))
    blank, behind = at - len(before[:at].rstrip()), before[end:]
    at, other_at = at - blank, other_at - blank  # a run of white space is changed as a whole
    blank = len(behind) - len(behind.lstrip())
    words = _inked(before, at, end + blank), _inked(after, other_at, other_end + blank)
    for (start, stop), (other, other_stop) in zip(*words, strict=True):
        if before[at:start] != after[other_at:other]:
            yield Change(at, start, after[other_at:other], reason)
        at, other_at = stop, other_stop


def _inked(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the words of a stretch stand, and its end."""
    yield from (word.span() for word in _INK.finditer(text, start, end))
    yield end, end


def _gaps(before: str, after: str, gap: Gap, token: re.Pattern[str]) -> Iterator[Gap]:
    """The parts of a gap that still differ once it is cut into tokens and those are aligned."""
    start, end, other, other_end = _trimmed(before, after, gap)
    if start == end or other == other_end:
        if start < end or other < other_end:
            yield start, end, other, other_end
        return
    if set(before[start:end]).isdisjoint(after[other:other_end]):  # nothing can be aligned
        yield start, end, other, other_end
        return
    words, others = token.findall(before, start, end), token.findall(after, other, other_end)
    parts = list(_unmatched(words, others))
    if parts == [(0, len(words), 0, len(others))]:
        yield start, end, other, other_end
        return
    a = list(accumulate(map(len, words), initial=start))  # tokens leave nothing out
    b = list(accumulate(map(len, others), initial=other))
    for i, i_end, j, j_end in parts:
        yield _trimmed(before, after, (a[i], a[i_end], b[j], b[j_end]))


def _trimmed(before: str, after: str, gap: Gap) -> Gap:
    """The gap without what both sides begin and end with alike."""
    start, end, other, other_end = gap
    head = _common(before[start:end], after[other:other_end])
    start, other = start + head, other + head
    tail = _common(before[start:end][::-1], after[other:other_end][::-1])
    return start, end - tail, other, other_end - tail


def _common(a: str, b: str) -> int:
    """Length of the common prefix, by bisection: each comparison is one `startswith`."""
    low, high = 0, min(len(a), len(b))
    if a[:high] == b[:high]:
        return high
    while low < high - 1:
        half = (low + high) // 2
        if a[low:half] == b[low:half]:
            low = half
        else:
            high = half
    return low


def _unmatched(a: Sequence[str], b: Sequence[str]) -> Iterator[Gap]:
    """Index ranges between the anchors, each grown over equal neighbours on both sides."""
    i = j = 0
    for x, y in [*_anchors(a, b), (len(a), len(b))]:
        if x < i or y < j:
            continue
        while i < x and j < y and a[i] == b[j]:
            i, j = i + 1, j + 1
        back = 0
        while i < x - back and j < y - back and a[x - back - 1] == b[y - back - 1]:
            back += 1
        if i < x - back or j < y - back:
            yield i, x - back, j, y - back
        i, j = x, y


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The longest rising chain of tokens that stand exactly once in each text."""
    once = _once(a) & _once(b)
    if not once:
        return []
    place = {word: j for j, word in enumerate(b) if word in once}
    return longest_rising([(i, place[word]) for i, word in enumerate(a) if word in once])


def _once(words: Sequence[str]) -> set[str]:
    return {word for word, count in Counter(words).items() if count == 1}


def longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Patience sorting: piles by binary search, then back along the links."""
    tops: list[int] = []
    at: list[int] = []
    links: list[int] = []
    for index, (_, y) in enumerate(pairs):
        pile = bisect_left(tops, y)
        links.append(at[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(y)
            at.append(index)
        else:
            tops[pile], at[pile] = y, index
    chain: list[tuple[int, int]] = []
    index = at[-1] if at else -1
    while index >= 0:
        chain.append(pairs[index])
        index = links[index]
    return chain[::-1]
