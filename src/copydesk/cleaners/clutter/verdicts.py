"""Which segments go, and why: each by its own score, and all that stand beyond the article's ends.

Scores are thousandths of log-odds. What an author says at the end ("let me know", "good luck") and
who did not answer a request is never taken for junk, nor is what is quoted ("Follow us," says the
sign), nor what stands before any of them in the tail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple, TypeVar

from copydesk._kernels.rows import end_mark
from copydesk._models import trees
from copydesk._models.trees import Model
from copydesk._text import data
from copydesk._text.sentences import is_sentence
from copydesk.cleaners.clutter import alone, ends, frames, quoted, whole
from copydesk.cleaners.clutter.measures import Measures, frame

FILE = "clutter/trees.json"

QUIET, NEVER = -350, -9000
"""A segment whose words speak so clearly against junk, and in which no sure frame stands, is not
asked for more; the score of it."""

SHORT = 60
"""A text of fewer words may be a list."""

SETTLED = 3000.0
"""A score so far from 0 never crosses a bar again, whatever the trees to come say."""

T = TypeVar("T")

Strength = Literal["careful", "normal", "bold"]


class Bars(NamedTuple):
    """Scores from which a segment goes, from which all beyond a place goes, and from which a
    segment goes beside one that goes."""

    segment: int
    tail: int
    head: int
    beside: int


STRENGTHS: Mapping[str, Bars] = {
    "careful": Bars(2700, 2700, 3000, 2700),
    "normal": Bars(1800, 2600, 2500, 1600),
    "bold": Bars(1300, 1600, 2000, 1000),
}


class Models(NamedTuple):
    """The trees: of a segment, of all that follows a place, of all that stands before it."""

    segment: Model
    tail: Model
    head: Model


@cache
def models() -> Models:
    """The shipped models, read on first need."""
    return parsed(data.parsed(FILE))


def parsed(found: Mapping[str, Any]) -> Models:
    """Models from the content of their file."""
    return Models(*(trees.parse(found[kind]) for kind in Models._fields))


class Scores(NamedTuple):
    """How likely each segment is junk, and all that stands beyond it, by the segment's number."""

    segments: list[int]
    tails: dict[int, int]
    heads: dict[int, int]


class _OnDemand(Sequence[T]):
    """Values that are made when they are first asked for: most never are."""

    def __init__(self, size: int, make: Callable[[int], T]) -> None:
        self._made: list[T | None] = [None] * size
        self._make = make

    def __len__(self) -> int:
        return len(self._made)

    def __getitem__(self, i: Any) -> Any:
        value = self._made[i]
        if value is None:
            self._made[i] = value = self._make(i)
        return value


def scores(measures: Measures, by: Models | None = None) -> Scores:
    """Score the segments that may be junk, and the places at which the article may end or begin."""
    by, size = by or models(), len(measures.pieces)
    table = _OnDemand(size, measures.row)
    own = _OnDemand(size, lambda i: int(by.segment.score(table[i])))

    def beyond(model: Model, tail: bool) -> dict[int, int]:
        return {i: int(model.score(row)) for i, row in ends.rows(measures, table, own, tail)}

    tails, heads = beyond(by.tail, True), beyond(by.head, False)
    asked = [p.lex > QUIET or frame(p) == 2 for p in measures.pieces]
    segments = [
        int(by.segment.score(table[i], SETTLED)) if is_asked else NEVER
        for i, is_asked in enumerate(asked)
    ]
    for i, piece in enumerate(measures.pieces):
        if segments[i] < alone.SCORE and alone.decides(piece):
            segments[i] = alone.SCORE
    return Scores(segments, tails, heads)


def verdicts(measures: Measures, found: Scores, bars: Bars) -> list[bool]:
    """Which segments are no article. All of them never are: then nothing is."""
    if not any_passes(found, bars):
        return [False] * len(found.segments)
    kept = _kept(measures)
    last = max(kept, default=-1)
    kept.update(quoted.of_others(measures))  # behind the article's end there may be such, too
    junk = [score >= bars.segment and i not in kept for i, score in enumerate(found.segments)]
    tails = (i for i, score in found.tails.items() if score >= bars.tail and i > last)
    heads = (i for i, score in found.heads.items() if score >= bars.head)
    for i in (*range(min(tails, default=len(junk)), len(junk)), *range(max(heads, default=-1) + 1)):
        junk[i] = True
    _join(junk, found.segments, bars.beside, kept)
    for i in [*quoted.within(measures, junk), *quoted.refrains(measures, junk)]:
        junk[i] = False
    whole.mend(measures, junk)
    return [False] * len(junk) if all(junk) or _is_list(measures, junk) else junk


def _join(junk: list[bool], scores: Sequence[int], bar: int, kept: set[int]) -> None:
    """What stands beside junk goes at a lower score: it seldom stands alone."""
    for step, order in ((-1, range(1, len(junk))), (1, range(len(junk) - 2, -1, -1))):
        for i in order:
            if junk[i + step] and scores[i] >= bar and i not in kept:
                junk[i] = True


def _is_list(measures: Measures, junk: Sequence[bool]) -> bool:
    """Whether a text is a short list, of things to do or of contents: no sentence of it stays."""
    pieces = measures.pieces
    if sum(len(piece.words) for piece in pieces) >= SHORT:
        return False
    return not any(is_sentence(p.text) for p, goes in zip(pieces, junk, strict=True) if not goes)


def any_passes(found: Scores, bars: Bars) -> bool:
    """Whether any score is that of something that may go."""
    scores = (found.segments, found.tails.values(), found.heads.values())
    return any(max(some, default=NEVER) >= bar for some, bar in zip(scores, bars[:3], strict=True))


def reasons(measures: Measures, junk: Sequence[bool]) -> list[str | None]:
    """Why each segment goes; None where it stays. One that no frame names is called by its run."""
    named = [
        frames.reason(p.levels) if gone else None
        for p, gone in zip(measures.pieces, junk, strict=True)
    ]
    return [
        (named[i] or _neighbour(named, junk, i) or _by_look(measures, i)) if gone else None
        for i, gone in enumerate(junk)
    ]


def _neighbour(named: Sequence[str | None], junk: Sequence[bool], i: int) -> str | None:
    """The reason of the segment before, in the same run, where that is a list of links."""
    before = i - 1
    while before >= 0 and junk[before] and named[before] is None:
        before -= 1
    return "promo" if before >= 0 and junk[before] and named[before] == "promo" else None


def _by_look(measures: Measures, i: int) -> str:
    return "related-links" if end_mark(measures.pieces[i].text) == 4 else "page-furniture"


def _kept(measures: Measures) -> set[int]:
    at = [group.reason for group in frames.groups()].index("keep")
    said = {i for i, piece in enumerate(measures.pieces) if piece.levels[at] == 2}
    return said | measures.told() | quoted.quoted(measures) | set(quoted.torn(measures))


def runs(flags: Iterable[bool]) -> list[tuple[int, int]]:
    """First and last + 1 of each run of true ones.

    >>> runs([True, False, True, True])
    [(0, 1), (2, 4)]
    """
    found: list[tuple[int, int]] = []
    for i, flag in enumerate(flags):
        if flag and found and found[-1][1] == i:
            found[-1] = found[-1][0], i + 1
        elif flag:
            found.append((i, i + 1))
    return found
