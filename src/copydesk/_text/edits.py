"""What changed: edits of a text, how they are found, applied, composed and undone.

A `Change` speaks of one step: offsets into the text that a cleaner was given. An `Edit` speaks of
the whole: offsets into the original. Both are disjoint and ordered, so that splicing is one pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from io import StringIO
from itertools import pairwise
from typing import NamedTuple

from copydesk.errors import BadChanges


class Change(NamedTuple):
    """Replace `text[start:end]` by `after`, for `reason`."""

    start: int
    end: int
    after: str
    reason: str


Span = tuple[int, int, str]
"""Start and end of what goes, and why."""


class Edit(NamedTuple):
    """`original[start:end]`, which is `before`, became `after`: by which cleaner, and why."""

    start: int
    end: int
    before: str
    after: str
    cleaner: str
    reason: str


def splice(text: str, edits: Iterable[Change] | Iterable[Edit]) -> str:
    """Apply disjoint, ordered edits to the text that their offsets speak of.

    Raises BadChanges where they overlap or are out of order: text would be lost or doubled.

    >>> splice("Read on. Source link", [Change(8, 20, "", "source line")])
    'Read on.'
    """
    pieces = StringIO()  # holds characters, and no string for each of many edits
    at = 0
    for edit in edits:
        if not at <= edit.start <= edit.end <= len(text):
            raise BadChanges(f"{edit} does not follow the change before it, which ends at {at}")
        pieces.write(text[at : edit.start])
        pieces.write(edit.after)
        at = edit.end
    if not at and not pieces.tell():
        return text
    pieces.write(text[at:])
    return pieces.getvalue()


def removals(spans: Iterable[Span]) -> list[Change]:
    """Changes that remove the spans: in order and disjoint, whatever the spans are.

    Spans that overlap become one, which bears the reason of the widest.

    >>> splice("Read on. By Ann Tags", removals([(11, 20, "tags"), (8, 15, "byline")]))
    'Read on.'
    """
    found: list[tuple[Span, int]] = []  # with the width of the span that gave the reason
    for start, end, reason in sorted(spans):
        width = end - start
        if found and start < found[-1][0][1]:
            (begin, reach, named), widest = found[-1]
            reason, widest = (reason, width) if width >= widest else (named, widest)
            found[-1] = (begin, max(reach, end), reason), widest
        else:
            found.append(((start, end, reason), width))
    return [Change(start, end, "", reason) for (start, end, reason), _ in found if start < end]


def before_blanks(text: str, end: int) -> int:
    """Where the white space before a place begins; the text is not copied, it may be a megabyte.

    >>> before_blanks("Rain fell.  Share", 12)
    10
    """
    while end and text[end - 1].isspace():
        end -= 1
    return end


def by_reason(edits: Iterable[Edit]) -> dict[str, int]:
    """How many edits each reason stands for, most frequent first."""
    return dict(Counter(edit.reason for edit in edits).most_common())


def restore(text: str, edits: Iterable[Edit]) -> str:
    """Undo edits: the original, from the result and its edits alone."""
    pieces: list[str] = []
    at = shift = 0
    for edit in edits:
        start = edit.start + shift
        pieces += text[at:start], edit.before
        at = start + len(edit.after)
        shift += len(edit.after) - len(edit.before)
    pieces.append(text[at:])
    return "".join(pieces)


def compose(
    original: str, middle: str, edits: Sequence[Edit], changes: Sequence[Change], cleaner: str
) -> list[Edit]:
    """Edits `original -> middle` followed by changes `middle -> result`, as edits of the original.

    Where both touch the same characters they become one edit, which bears the cleaner and reason of
    the wider of the two, the later in case of doubt: a soft hyphen mended inside a line that was
    then removed is part of that removal.
    """
    if not edits and all(one.end <= other.start for one, other in pairwise(changes)):
        return [Edit(c.start, c.end, before, c.after, cleaner, c.reason)
                for c in changes if (before := middle[c.start : c.end]) != c.after]  # fmt: skip
    result: list[Edit] = []
    shift = 0  # from a place in the middle text, just before the cluster, to the original
    for cluster in _clusters(edits, changes, cleaner):
        start, end = cluster[0].start, max(span.end for span in cluster)
        shift_after = shift + sum(len(s.edit.before) - len(s.edit.after) for s in cluster if s.edit)
        before = original[start + shift : end + shift_after]
        mended = (s.change._replace(start=s.start - start, end=s.end - start)
                  for s in cluster if s.change)  # fmt: skip
        after = splice(middle[start:end], mended)
        if before != after:
            who = max(reversed(cluster), key=_Span.width)
            place = (start + shift, end + shift_after)
            result.append(Edit(*place, before, after, who.cleaner, who.reason))
        shift = shift_after
    return result


class _Span(NamedTuple):
    """An edit or a change, placed in the middle text."""

    start: int
    end: int
    edit: Edit | None
    change: Change | None
    cleaner: str
    reason: str

    def width(self) -> int:
        return max(self.end - self.start, len(self.edit.before) if self.edit else 0)


def _clusters(
    edits: Sequence[Edit], changes: Sequence[Change], cleaner: str
) -> Iterator[list[_Span]]:
    """Runs of spans that overlap in the middle text; spans that merely touch stay apart."""
    cluster: list[_Span] = []
    reach = 0
    for span in merge(_placed(edits), _wrapped(changes, cleaner), key=_order):
        if cluster and span.start >= reach:
            yield cluster
            cluster = []
        reach = max(reach, span.end) if cluster else span.end
        cluster.append(span)
    if cluster:
        yield cluster


def _order(span: _Span) -> tuple[int, bool]:
    """By place; at one place, what has no width there comes before what has."""
    return span.start, span.end > span.start


def _placed(edits: Sequence[Edit]) -> Iterator[_Span]:
    shift = 0
    for edit in edits:
        start = edit.start + shift
        yield _Span(start, start + len(edit.after), edit, None, edit.cleaner, edit.reason)
        shift += len(edit.after) - len(edit.before)


def _wrapped(changes: Sequence[Change], cleaner: str) -> Iterator[_Span]:
    for change in changes:
        yield _Span(change.start, change.end, None, change, cleaner, change.reason)
