"""Remove clutter: what stands beside the article in a text that has been extracted already.

Promos, pleas, share bars, notes on authors, credits, labels: whole lines, and inside lines whose
breaks are lost. Each segment is judged by its words, its place, and what it shares with the rest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import ClassVar

from copydesk._kernels.rows import Piece
from copydesk._models.run_ons import article_behind
from copydesk._text.edits import Change, Edit, before_blanks, compose, splice
from copydesk._text.guides import steps
from copydesk._text.inside import listed
from copydesk._text.kind import is_data
from copydesk._text.legal import is_legal
from copydesk._text.letter import letter_body
from copydesk._text.listing import belonging, captions, is_verse, list_entries, spoken
from copydesk._text.options import patterns, protected
from copydesk._text.segments import LINE, SENTENCE, Segment, split
from copydesk._text.shown import shown_lines
from copydesk._text.tabular import table_rows
from copydesk.cleaners.clutter import gate, verdicts
from copydesk.cleaners.clutter.measures import Measures
from copydesk.errors import UnknownStrength

ROUNDS = 8
"""How often a result is looked at again; two or three rounds are the rule."""
LONGEST, MOST = 200_000, 2000
"""A text of more characters or segments is no article: a book, a dump. It is left alone."""
_BETWEEN = " \t\u00a0|•·»›▶►→-–—"


class _Read:
    """What has been read of a text: its segments, and those of which none was to go, with their
    lines and borders."""

    def __init__(self) -> None:
        self.known: dict[str, Piece] = {}
        self.settled: Sequence[object] | None = None


@dataclass(frozen=True)
class RemoveClutter:
    """Remove what is no article from an extracted text, line breaks or none.

    `strength` is what is asked of the evidence: `"careful"`, `"normal"` or `"bold"`; `keep` are
    regular expressions: in a line in which one of them is found nothing is removed.

    >>> text = "Rain fell on the coast all night, the harbour master said. "
    >>> remove_clutter(text + "© 2024 Harbour News. All rights reserved.")
    'Rain fell on the coast all night, the harbour master said.'

    What an article says of such things stays:

    >>> told = text + "He had signed up for a newsletter on tides, and read it on the bridge."
    >>> remove_clutter(told) == told
    True
    """

    strength: verdicts.Strength = "normal"
    keep: tuple[str, ...] = ()
    __name__: ClassVar[str] = "remove_clutter"
    settles: ClassVar[bool] = True

    def __post_init__(self) -> None:
        """Raises UnknownStrength, NotText for no list of texts, BadCues for what is no pattern."""
        if self.strength not in verdicts.STRENGTHS:
            known = ", ".join(map(repr, verdicts.STRENGTHS))
            raise UnknownStrength(f"no strength {self.strength!r}; there are {known}")
        object.__setattr__(self, "keep", patterns("keep", self.keep))

    def __call__(self, text: str) -> str:
        return splice(text, self.changes(text))

    def keeping(self, keep: tuple[str, ...]) -> RemoveClutter:
        """The cleaner, told of more to keep."""
        return RemoveClutter(self.strength, tuple(dict.fromkeys((*self.keep, *keep))))

    def changes(self, text: str) -> list[Change]:
        """What is removed, and why: judged again until nothing more goes."""
        return self._changes(text, _Read())

    def rereading(self) -> Callable[[str], list[Change]]:
        """`changes` for one text, each segment of which is read once."""
        return partial(self._changes, read=_Read())

    def _changes(self, text: str, read: _Read) -> list[Change]:
        current, edits = text, list[Edit]()
        for _ in range(ROUNDS):
            found = self._once(current, read)
            if not found:
                return [Change(e.start, e.end, e.after, e.reason) for e in edits]
            edits = compose(text, current, edits, found, self.__name__)
            current = splice(current, found)
        return []  # it does not settle: then it is no article with something beside it

    def _once(self, text: str, read: _Read) -> list[Change]:
        if len(text) > LONGEST or not gate.is_doubtful(text) or is_data(text):
            return []
        segments = split(text)
        if len(segments) > MOST:
            return []
        shape = [(text[start:end], *kind) for start, end, *kind in segments]
        if shape == read.settled:
            return []
        measures, bars = (
            Measures(text, segments, known=read.known),
            verdicts.STRENGTHS[self.strength],
        )
        scores = verdicts.scores(measures)
        if not verdicts.any_passes(scores, bars):
            read.settled = shape
            return []
        junk = verdicts.verdicts(measures, scores, bars)
        if self.keep:
            junk = [
                gone and not self._is_kept(text, s) for gone, s in zip(junk, segments, strict=True)
            ]
        if any(junk):
            own = [score >= bars.segment for score in scores.segments]
            junk = _less_belonging(text, segments, junk, own)
        if not any(junk) or is_legal([line.strip() for line in text.splitlines()]):
            return []
        return list(_cuts(text, *_parted(text, segments, junk, verdicts.reasons(measures, junk))))

    def _is_kept(self, text: str, segment: Segment) -> bool:
        start = text.rfind("\n", 0, segment.start) + 1
        end = text.find("\n", segment.end)
        kept = protected(text[start : end if end >= 0 else len(text)], self.keep)
        return any(a < segment.end - start and segment.start - start < b for a, b in kept)


def _less_belonging(
    text: str, segments: Sequence[Segment], junk: Sequence[bool], own: Sequence[bool]
) -> list[bool]:
    """The verdicts, but what a speaker or a letter says stays, and entries of a list that stays.

    `own` tells the segments that are junk by themselves.
    """
    gone: dict[int, bool] = {}
    alone: dict[int, bool] = {}
    starts: dict[int, int] = {}
    for segment, goes, is_junk in zip(segments, junk, own, strict=True):
        gone[segment.line] = goes and gone.get(segment.line, True)
        alone[segment.line] = is_junk and alone.get(segment.line, True)
        if segment.line not in starts:
            starts[segment.line] = text.rfind("\n", 0, segment.start) + 1
    ends = [*list(starts.values())[1:], len(text)]
    lines = [text[a:b].strip() for a, b in zip(starts.values(), ends, strict=True)]
    kept = {*spoken(lines), *shown_lines(lines), *captions(lines), *table_rows(lines)}
    kept.update(belonging(lines, list(gone.values())))
    kept.update(letter_body(lines), range(len(lines)) if is_verse(lines) else ())
    entries, cues = list_entries(lines), list(alone.values())
    if 3 * sum(cues[i] for i in entries) <= len(entries):
        kept.update(range(len(lines)) if entries else ())
    numbers = {line for i, line in enumerate(starts) if i in kept}
    asked = {s.line for goes, s in zip(junk, segments, strict=True) if goes} - numbers
    edges = [
        start + place
        for (number, start), end in zip(starts.items(), ends, strict=True)
        if number in asked
        for some in listed(text[start:end])
        for place in some
    ]
    within = set(_steps(text, segments, junk, asked))
    return [
        goes and s.line not in numbers and i not in within and bisect_right(edges, s.start) % 2 == 0
        for i, (goes, s) in enumerate(zip(junk, segments, strict=True))
    ]


def _steps(
    text: str, segments: Sequence[Segment], junk: Sequence[bool], asked: set[int]
) -> Iterator[int]:
    """Segments that are steps of a guide inside one of the lines that are asked about."""
    for line, some in groupby(enumerate(segments), lambda one: one[1].line):
        if line in asked:
            inside = list(some)
            said = [text[s.start : s.end] for _, s in inside]
            yield from (inside[j][0] for j in steps(said, [junk[i] for i, _ in inside]))


def _parted(
    text: str, segments: Sequence[Segment], junk: Sequence[bool], why: Sequence[str | None]
) -> tuple[list[Segment], list[bool], list[str | None]]:
    """Segments, verdicts and reasons; a sentence of the article that runs on behind junk inside a
    line is a segment of its own, and stays."""
    found = list[tuple[Segment, bool, str | None]]()
    for segment, goes, reason in zip(segments, junk, why, strict=True):
        inside = goes and not segment.left == segment.right == LINE
        at = article_behind(text[segment.start : segment.end]) if inside else None
        if at is None:
            found.append((segment, goes, reason))
            continue
        place = segment.start + at
        end = before_blanks(text, place)
        found.append((segment._replace(end=end, right=SENTENCE), True, reason))
        found.append((segment._replace(start=place, left=SENTENCE), False, None))
    parts, verdict, reasons = zip(*found, strict=True)
    return list(parts), list(verdict), list(reasons)


def _cuts(
    text: str, segments: Sequence[Segment], junk: Sequence[bool], why: Sequence[str | None]
) -> Iterator[Change]:
    """The changes that remove each run of segments, a change for each reason."""
    for first, last in verdicts.runs(junk):
        start, end, after = _span(text, segments, first, last)
        at = start
        for i in range(first, last):
            if i + 1 == last or why[i + 1] != why[i]:
                stop = end if i + 1 == last else segments[i + 1].start
                yield Change(at, stop, after if i + 1 == last else "", str(why[i]))
                at = stop


def _span(text: str, segments: Sequence[Segment], first: int, last: int) -> tuple[int, int, str]:
    """Where a run's cut begins and ends, and what has to part what it stood between.

    The gap after it goes with it, or the one before where the run ends its line.
    """
    start, end = segments[first].start, segments[last - 1].end
    begins, ends = segments[first].left == LINE, segments[last - 1].right == LINE
    if last == len(segments):
        return (segments[first - 1].end if first else 0), len(text), ""
    if ends and not begins:
        return _before(text, segments[first - 1].end, start), end, ""
    after = segments[last].start
    parted = begins or text[start - 1].isspace()
    return start, after, "" if parted else " "


def _before(text: str, low: int, start: int) -> int:
    """The start moved over blanks, bars and bullets, back to what stays."""
    while start > low and text[start - 1] in _BETWEEN:
        start -= 1
    return start


remove_clutter = RemoveClutter()
