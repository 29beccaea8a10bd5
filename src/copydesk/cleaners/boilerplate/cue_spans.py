"""Junk inside a line that stays: where a piece of it begins, and where it ends.

A piece begins where a line, a sentence or a bracket does. It ends where its own wording tells (a
*head*: "Source link", "[ad_1]"), or with a sentence, a bracket or the line (a *tail*: "Read more:
Ten ships."), so that a cut takes no part of a sentence and never the next one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from copydesk._kernels import openings
from copydesk._models.quoting import score
from copydesk._models.run_ons import (
    ANNOUNCES,
    RunOn,
    is_article,
    is_glued,
    is_joined,
    is_junk_before,
    is_told_of,
    run_ons,
)
from copydesk._text import data
from copydesk._text.edits import before_blanks
from copydesk._text.patterns import has_capitals, lazy
from copydesk._text.sentences import ends_sentence
from copydesk.cleaners.boilerplate.cue_frames import LOWER
from copydesk.cleaners.boilerplate.cue_index import Cue, Index
from copydesk.cleaners.boilerplate.cue_joints import HEADS, joint
from copydesk.cleaners.boilerplate.cue_tables import LONG
from copydesk.cleaners.boilerplate.labels import is_label, names_nobody

SENTENCES = 3
"""How many sentences a piece of junk may have: "The post Rain! What now? appeared first on …"."""


NONE = -1
"""No kind of junk."""
PLAIN = 2
"""How many sentences a cue may have that is looked for inside a line, heads and tails apart."""
FEW = 4
"""A promo of more words that ends with a full stop may be "Read also:", and then a sentence."""
NETWORK = 150
"""So much more the words of junk weigh with the network's name that ends them."""
QUOTED = 1000
"""How far back a quotation may have been opened."""


class Span(NamedTuple):
    """A piece of junk in a line: its place, and why it goes."""

    start: int
    end: int
    reason: str


class Piece(NamedTuple):
    """Where junk may begin, as the kernel tells it: what would be cut, its first word's place, that
    word, the tails and heads that it may be, whether it may be a sentence."""

    cut: int
    begin: int
    first: str
    tails: Sequence[int]
    heads: Sequence[int]
    says: bool


# The end of a sentence in a script without capitals. A near-miss is "...", behind a promo's head.
_STOP = lazy(r"(?<!\.)[.।؟۔](?=\s)|。")
_SHOWS = frozenset({"caption", "credit"})
ASKS = frozenset("?!")
# The end of a sentence or bracket, before what is no small letter. Near-misses are "No. 5" and "and
# so on ... until May", where a sentence goes on.
_BORDER = lazy(
    rf"""
    [.!?…)\]。！？।۔]  # first, so that the search for it is fast
    (?: (?: (?<= [.!?…] ) (?<! [.!?…]. ) [.!?…]*+ ["”’»)\]]*+ | (?<= [)\]] ) )
        (?= \s+ [^{LOWER}\d\s,;:.–—-] )
      | (?<= [{LOWER}][.!?] ) (?= [^\W\d_{LOWER}]\ ?[{LOWER}] )
      | (?<= [。！？।۔] ) (?= . )
    )
    """,
    re.VERBOSE,
)
# A near-miss is "the sea.", a word as any other. The second kind stands before a number.
_ABBREVIATION = lazy(
    r"""
    (?<! \w ) (?: \w | Mrs? | Ms | Dr | Prof | St | Sen | SEN | Rep | REP | Gov | Gen | Lt | Col
      | Sgt | Capt | vs | Jr | Sr | Inc | Ltd | Co | Corp | Jan | Feb | Aug | Sept? | Oct | Nov
      | Dec | Hr | Fr | Mme | Sra? | Dra? | ul | im | św | гр | ул | им ) \. \Z
    """,
    re.VERBOSE,
)
_NUMBERED = lazy(r"(?<!\w)(?:No|Nr|Abs)\.\Z")
_NUMBER = lazy(r"\s*\d")
# Words run together: "NEWS APPHe did not respond". A near-miss is "YouTube".
_GLUED = lazy(r"[A-Z]{2}[A-Z][a-z]{1,3}\b")
_MARKS = lazy(r"[.:!…»›>→*_)\]]*")
_GOES_ON = lazy(rf"\s*[{LOWER},;]")


class _Borders:
    """Where a line's sentences end, found on first need."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._known: list[int] | None = None

    def __call__(self) -> list[int]:
        if self._known is None:
            self._known = sentence_ends(self._line)
        return self._known


class Spans:
    """Finds the junk inside lines: by heads and tails, and sentences that are a cue themselves.

    `named` tells which cue a sentence is.
    """

    def __init__(self, heads: Index, tails: Index, named: Callable[[str], Cue | None]) -> None:
        self._heads, self._tails, self._named = heads, tails, named

    def find(self, line: str, pieces: Sequence[openings.Piece]) -> list[Span]:
        """All junk inside a line, in order, by the pieces of it that may be junk."""
        borders = _Borders(line)
        found = list[Span]()
        for piece in map(Piece._make, pieces):
            at = found[-1].end if found else 0
            if piece.cut >= at or not found:
                span = self._span(line, piece, borders)
                if span and span.start >= at:
                    found.append(span)
        return found

    def _span(self, line: str, piece: Piece, borders: _Borders) -> Span | None:
        """Junk that begins so; none within a quotation, but what announces an article: an excerpt
        above it may break off within one."""
        tail = self._tail(line, piece, borders) if piece.tails else None
        span = (
            tail
            or (self._head(line, piece) if piece.heads else None)
            or (self._sentence(line, piece, borders) if piece.says else None)
        )
        span = self._less_run_on(line, piece, span, borders)
        if span and self._is_told_of(line, piece, span, borders):
            return None
        if span and _quoted(line, piece.begin):  # asked of what was found alone: it reads far back
            return tail if tail and tail.reason in ANNOUNCES else None
        return span

    def _is_told_of(self, line: str, piece: Piece, span: Span, borders: _Borders) -> bool:
        """Whether a sentence says of junk what it is: "Follow us on Facebook became a sticker.", or
        is glued to it."""
        end = min(_ends(line, piece.begin, borders))
        said = line[piece.begin : min(end, piece.begin + LONG)]

        def is_junk(notice: str) -> object:
            return self._named(notice) or self._tails.find(notice, 0, len(notice), piece.tails)

        return is_told_of(said, is_junk, reason=span.reason) or is_glued(said, is_junk)

    def _less_run_on(
        self, line: str, piece: Piece, span: Span | None, borders: _Borders
    ) -> Span | None:
        """Junk without the article's sentence that runs on behind it; none where it is not sure.

        Not where junk announces something: that is a sentence, too.
        """
        end = min(_ends(line, piece.begin, borders))
        if piece.cut < 0 or end - piece.begin > LONG or (span and span.reason in ANNOUNCES):
            return span
        said = line[piece.begin : end]
        if not ends_sentence(said) or not (span or has_capitals(said)):
            return span  # no article runs on; without capitals, none is sure
        for found in run_ons(line, piece.begin, end):
            stop = before_blanks(line, found.at)
            cue = self._cue(line, piece, stop)
            if not cue or cue.reason in ANNOUNCES:
                continue
            said, rest = line[piece.begin : stop], line[found.at : end]
            if is_joined(rest) or (found.counts and not span and not ends_sentence(said)):
                return span  # "Listen to this story 3 times."
            if (found.counts or is_junk_before(said)) and is_article(rest, found):
                sure = found.opens or (cue.reason not in _SHOWS and is_whole(said, found))
                sure = sure and not found.is_glued
                if not (sure and _balanced(line, piece.cut, stop)):
                    return None
                reason = span.reason if span else cue.reason
                return Span(piece.cut, stop, reason)
        return span

    def _cue(self, line: str, piece: Piece, end: int) -> Cue | None:
        """The cue that a piece is which ends at a place."""
        if named := self._named(line[piece.cut : end].strip()):
            return named
        found = self._tails.find(line, piece.begin, end, piece.tails)
        return found[0].cue if found else None

    def _sentence(self, line: str, piece: Piece, borders: _Borders) -> Span | None:
        """A sentence, or two, that are a cue by themselves; the whole line is none of them.

        A question goes with its answer, if that belongs to the cue: "Not a member? Join now."
        """
        if line[piece.begin].islower():
            return None
        found: Span | None = None
        for end in _ends(line, piece.begin, borders)[:PLAIN]:
            if end - piece.begin > LONG or end - piece.cut == len(line):
                break  # before it is copied: a line may be a megabyte
            cut = line[piece.cut : end].strip()
            if _GLUED.search(cut):
                break
            cue = self._named(cut)
            if cue and (is_label(cut, cue) or names_nobody(cut, cue)):
                break
            several = min(_ends(line, piece.begin, borders)) < end
            more = _may_go_on(cut) or _is_uncased_more(cut)
            if several and not more:
                more = _may_be_answered(line, piece.begin, end, borders) or _may_hold_more(
                    line, piece.begin, end, borders
                )
            if cue and not (cue.reason == "promo" and more):
                found = Span(piece.cut, end, cue.reason)
                if cut[-1] != "?":
                    break
        return found if found and _balanced(line, found.start, found.end) else None

    def _head(self, line: str, piece: Piece) -> Span | None:
        """Junk whose own wording tells where it ends, unless a sentence goes on with it.

        Not within quotation marks: "Share this: it is good," he said; print("Share this:").
        """
        end = min(len(line), piece.begin + self._heads.longest[piece.first])
        found = self._heads.find(line, piece.begin, end, piece.heads)
        if not found:
            return None
        frame, end = found
        if line[end - 1].isalnum() and _GOES_ON.match(line, end):
            return None
        end = _MARKS.match(line, end).end()  # type: ignore[union-attr]  # it matches nothing, too
        return Span(piece.cut, end, frame.cue.reason) if _balanced(line, piece.cut, end) else None

    def _tail(self, line: str, piece: Piece, borders: _Borders) -> Span | None:
        """Junk that ends with a sentence: with the first one that makes it whole.

        A headline that asks is often two sentences, of which the second has no mark: inside a line
        nobody can tell where it ends. A caption goes with its credit, unless it is a sentence.
        """
        ends = _tail_ends(line, piece, borders)
        for end in ends:
            found = self._tails.find(line, piece.begin, end, piece.tails)
            if not found:
                continue
            frame = found[0]
            first = min(ends)
            if end > first and frame.cue.reason not in ANNOUNCES | _SHOWS:
                sooner = self._tails.find(line, piece.begin, first, piece.tails)
                end, frame = (first, sooner[0]) if sooner else (end, frame)
            if names_nobody(line[piece.begin : end], frame.cue):
                return None
            if frame.cue.reason in ANNOUNCES and _may_hold_more(line, piece.begin, end, borders):
                return None
            if frame.cue.reason == "promo" and _may_be_answered(line, piece.begin, end, borders):
                return None
            whole = frame.takes_line and len(line) <= frame.longest and end == len(line)
            if whole and not ends_sentence(line[: max(0, piece.cut)]):
                return Span(0, end, frame.cue.reason)
            if piece.cut >= 0 and _balanced(line, piece.cut, end):
                return Span(piece.cut, end, frame.cue.reason)
        return None


def is_whole(said: str, found: RunOn) -> bool:
    """Whether no name ends junk that may go on: it does not in "Follow us on Facebook"."""
    before, _, last = said.rpartition(" ")
    return not found.after_name or last in _networks() or score(said) > score(before) + NETWORK


@cache
def _networks() -> frozenset[str]:
    return frozenset(data.toml("segments.toml")["words"]["networks"])


def _may_hold_more(line: str, begin: int, end: int, borders: _Borders) -> bool:
    """Whether what announces an article may hold a sentence of this one: nobody can tell where its
    headline ends.

    That is so of a question inside a line, of a first sentence that ends with a full stop and has a
    place where another may begin, and of a promo in a script without capitals.
    """
    if line[end - 1] in ASKS and end < len(line):
        return True
    if _is_uncased_more(line[begin:end]):
        return True
    first = min(end, *_ends(line, begin, borders))
    if line[first - 1] != "." or line[first - 2] == ".":  # no sentence, or "Read more..."
        return False
    headline = begin + line[begin:first].find(":") + 1
    if line[headline:first].lstrip()[:1].islower():
        return True
    return any(
        found.is_quote
        or (found.opens and _second_word(line[found.at : first])[:1].islower())
        or ((first < end or found.is_glued) and is_article(line[found.at : first], found))
        for found in run_ons(line, headline, first)
    )


def _second_word(said: str) -> str:
    return "".join(said.split(None, 2)[1:2])


def _may_be_answered(line: str, begin: int, end: int, borders: _Borders) -> bool:
    """Whether a promo that asks may hold a sentence of the article: "Also: Who pays? None."."""
    first = min(end, *_ends(line, begin, borders))
    return first < end and line[first - 1] in ASKS and line[end - 1] == "."


def _is_uncased_more(promo: str) -> bool:
    """Whether a promo in a script without capitals holds a sentence's end."""
    if has_capitals(promo):
        return False
    return ends_sentence(promo) or _STOP.search(promo) is not None


def _may_go_on(promo: str) -> bool:
    """Whether a headline may have another sentence, or "Read also:" one of the article's."""
    asks = promo[-1] in ASKS and any(mark in promo for mark in ":|")
    return asks or (promo[-1] == "." and promo.count(" ") > FEW)


def _quoted(line: str, at: int) -> bool:
    """Whether a quotation is open at a place of a line."""
    before = line[max(0, at - QUOTED) : at]
    if before.count('"') % 2 == 1 or any(_is_open(before, *pair) for pair in ("«»", "「」")):
        return True
    if "„" in before:
        return before.rfind("„") > max(before.rfind("“"), before.rfind("”"))
    return before.count("“") > before.count("”")


def _is_open(before: str, opening: str, closing: str) -> bool:
    """Whether the last quotation is open; where »they stand so«, the marks change places."""
    if 0 <= before.find(closing) < before.find(opening):
        opening, closing = closing, opening
    return before.rfind(opening) > before.rfind(closing)


def sentences(line: str) -> list[str]:
    """The sentences of a line.

    >>> sentences("Got a story? Email us. So runs the advert.")
    ['Got a story?', 'Email us.', 'So runs the advert.']
    """
    ends = [0, *sentence_ends(line), len(line)]
    return [said for a, b in pairwise(ends) if (said := line[a:b].strip())]


def sentence_ends(line: str) -> list[int]:
    """Where sentences and brackets end, the line's own end apart."""
    ends = (border.end() for border in _BORDER.finditer(line))
    return [end for end in ends if line[end - 1] != "." or not _is_shortened(line, end)]


def _is_shortened(line: str, end: int) -> bool:
    """Whether a full stop ends an abbreviation: "Mr.", "No. 5"."""
    if _ABBREVIATION.search(line, max(0, end - 6), end):
        return True
    is_numbered = _NUMBERED.search(line, max(0, end - 6), end) is not None
    return is_numbered and _NUMBER.match(line, end) is not None


def _ends(line: str, begin: int, borders: _Borders) -> list[int]:
    """Where a piece may end: with one of the next few sentences, or with the line.

    With the line first where it has no end mark: a headline may be two sentences, and has none.
    """
    known = borders()
    at = bisect_right(known, begin)
    ends = known[at : at + SENTENCES]
    if len(ends) < SENTENCES:
        ends.insert(len(ends) if line[-1] == "." else 0, len(line))
    return ends


def _tail_ends(line: str, piece: Piece, borders: _Borders) -> list[int]:
    """The same, and where a headline ends whose mark is lost."""
    ends = _ends(line, piece.begin, borders)
    if piece.first in HEADS and (lost := joint(line, piece.begin, min(ends))):
        return [lost, *ends]
    return ends


def _balanced(line: str, start: int, end: int) -> bool:
    """Whether a cut takes no bracket without its other half, and closes no quotation.

    ”As in Swedish”, one mark may open and close.
    """
    closing = line.count("”", start, end)
    opening = line.count("“", start, end) + line.count("„", start, end)
    if closing > opening and closing % 2:
        return False
    return all(line.count(a, start, end) == line.count(b, start, end) for a, b in ("()", "[]"))
