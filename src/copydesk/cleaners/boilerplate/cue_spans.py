"""Junk inside a line that stays: where a piece of it begins, and where it ends.

A piece begins where a line, a sentence or a bracket does. It ends where its own wording tells (a
*head*: "Source link", "[ad_1]"), or with a sentence, a bracket or the line (a *tail*: "Read more:
Ten ships."), so that a cut takes no part of a sentence and never the next one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

from copydesk._kernels.keys import word_key
from copydesk._models.run_ons import ANNOUNCES, RunOn, is_article, run_ons, score
from copydesk._text.patterns import lazy
from copydesk._text.sentences import ends_sentence
from copydesk.cleaners.boilerplate.cue_frames import LOWER
from copydesk.cleaners.boilerplate.cue_index import Cue, Index
from copydesk.cleaners.boilerplate.cue_joints import HEADS, joint
from copydesk.cleaners.boilerplate.cue_tables import HANGING, LONG, SENTENCE

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
    """Where junk may begin: what would be cut, its first word's place, and two words."""

    cut: int
    begin: int
    first: str
    second: str


_SHOWS = frozenset({"caption", "credit"})
_OPENERS = frozenset("([|")
_QUOTES = frozenset('”"’»')
_ASKS = frozenset("?!")
# A mark after which a piece may begin, and the two words by which it is looked up.
_CANDIDATE = lazy(
    r"""
    ( [.!?…)\](\[|©”"’»。！？।۔] ) ( \s? )
    [^\w\#©@(\[|"“”„‟‘‚’«».!?…)\]。！？।۔]{0,8}
    (\w+) (?: [^\w\n.!?…”"’»)\](\[|©]{1,4} (\w+) )?
    """,
    re.VERBOSE,
)
# The mark of an entry, whose text is no piece by itself: "c) Read more." A near-miss is "(ab)".
_ENTRY = lazy(r"(?<![\w(])(?:[A-Za-z]|\d{1,2})\)\Z")
_BEGINNING = lazy(r"[^\w\n\"“”„‟«‘‚'’]{0,8}(\w+)(?:[^\w\n]{1,4}(\w+))?")
# The end of a sentence or bracket, before what is no small letter. Near-misses are "No. 5" and "and
# so on ... until May", where a sentence goes on.
_BORDER = lazy(
    rf"""
    [.!?…)\]。！？।۔]  # first, so that the search for it is fast
    (?: (?: (?<= [.!?…] ) [.!?…]* ["”’»)\]]* | (?<= [)\]] ) )
        (?= \s+ [^{LOWER}\d\s,;:.–—-] )
      | (?<= [{LOWER}][.!?] ) (?= [A-Z][a-z] )
      | (?<= [。！？।۔] ) (?= . )
    )
    """,
    re.VERBOSE,
)
# A near-miss is "the sea.", a word as any other.
_ABBREVIATION = lazy(
    r"""
    (?<! \w ) (?: \w | Mrs? | Ms | Dr | Prof | St | Sen | SEN | Rep | REP | Gov | Gen | Lt | Col
      | Sgt | Capt | vs | Jr | Sr | No | Inc | Ltd | Co | Corp | Jan | Feb | Aug | Sept? | Oct | Nov
      | Dec | Nr | Abs | Hr | Fr | Mme | Sra? | Dra? | ul | im | św | гр | ул | им ) \. \Z
    """,
    re.VERBOSE,
)
# Words run together: "NEWS APPHe did not respond". A near-miss is "YouTube".
_GLUED = lazy(r"[A-Z]{2}[A-Z][a-z]{1,3}\b")
_HANDLE = lazy(r"[^\w\n]*[#©@]")
_MARKS = lazy(r"[.:!…»›>→*_)\]]*")
_GOES_ON = lazy(rf"\s*[{LOWER},;]")


Kinds = Mapping[str, Mapping[str, int]]
"""Kinds of junk by its first word and its second; "" stands for any."""
Words = tuple[str, str, str, str]
"""A mark, a blank or none, and the two words after it."""
Borders = Callable[[], list[int]]
"""Where a line's sentences end, found on first need."""


class Spans:
    """Finds the junk inside lines: by heads and tails, and sentences that are a cue themselves.

    `kinds` tells how such junk begins, `named` which cue a sentence is, `may_hold` whether what
    begins at a place, with two words, is worth a look.
    """

    def __init__(
        self,
        heads: Index,
        tails: Index,
        kinds: Kinds,
        named: Callable[[str], Cue | None],
        may_hold: Callable[[str, int, int, str, str], bool],
    ) -> None:
        self._heads, self._tails, self._named = heads, tails, named
        self._kinds, self._may_hold = kinds, may_hold

    def find(self, line: str) -> list[Span]:
        """All junk inside a line, in order."""
        candidates = list(self._pieces(line))
        if not candidates:
            return []
        borders = cache(partial(sentence_ends, line))
        found = list[Span]()
        for piece in candidates:
            at = found[-1].end if found else 0
            if piece.cut >= at or not found:
                span = self._span(line, piece, borders)
                if span and span.start >= at:
                    found.append(span)
        return found

    def _span(self, line: str, piece: Piece, borders: Borders) -> Span | None:
        """Junk that begins so; none within a quotation, but what announces an article: an excerpt
        above it may break off within one."""
        span, quoted = self._tail(line, piece, borders), _quoted(line, piece.begin)
        if quoted:
            return span if span and span.reason in ANNOUNCES else None
        span = span or self._head(line, piece) or self._sentence(line, piece, borders)
        return self._less_run_on(line, piece, span, borders)

    def _less_run_on(
        self, line: str, piece: Piece, span: Span | None, borders: Borders
    ) -> Span | None:
        """Junk without the article's sentence that runs on behind it; none where it is not sure.

        Not where junk announces something: that is a sentence, too.
        """
        end = min(_ends(line, piece.begin, borders))
        if piece.cut < 0 or end - piece.begin > LONG or (span and span.reason in ANNOUNCES):
            return span
        for found in run_ons(line, piece.begin, end):
            stop = len(line[: found.at].rstrip())
            cue = self._cue(line, piece, stop)
            if not cue or cue.reason in ANNOUNCES:
                continue
            said = line[piece.begin : stop]
            if score(said) > 0 and is_article(line[found.at : end], found):
                sure = found.opens or (cue.reason not in _SHOWS and _is_whole(said, found))
                if not (sure and _balanced(line, piece.cut, stop)):
                    return None
                reason = span.reason if span else cue.reason
                return Span(piece.cut, stop, reason)
        return span

    def _cue(self, line: str, piece: Piece, end: int) -> Cue | None:
        """The cue that a piece is which ends at a place."""
        if named := self._named(line[piece.cut : end].strip()):
            return named
        found = self._tails.find(line, piece.begin, end, piece.first, piece.second)
        return found[0].cue if found else None

    def _may_begin(self, words: Words) -> bool:
        """Whether junk may begin so: with a mark, a blank or none, and two words after it."""
        mark, blank, first, second = words
        kinds = self._kinds.get(word_key(first))
        if kinds is None:
            return mark == "©"
        kind = max(kinds.get("", NONE), kinds.get(word_key(second), NONE))
        return kind == HANGING or (kind == SENTENCE and (blank != "" or mark in _OPENERS))

    def _begins(self, line: str, at: int, words: Words) -> bool:
        """The same of a place in a line, which has to hold what such junk needs as well."""
        if not self._may_begin(words):
            return False
        if words[0] == "©" or _HANDLE.match(line):
            return True
        first, second = map(word_key, words[2:])
        return self._may_hold(line, at, len(line), first, second)

    def _pieces(self, line: str) -> Iterator[Piece]:
        """With the line, after a sentence, at a bracket or ©; a caption's credit at its colon."""
        begins = _BEGINNING.match(line)
        if begins and self._begins(line, begins.start(1), ("", " ", begins[1], begins[2] or "")):
            yield Piece(0, begins.start(1), word_key(begins[1]), begins[2] or "")
        for mark in _CANDIDATE.finditer(line):
            if self._begins(line, mark.start(3), (mark[1], mark[2], mark[3], mark[4] or "")):
                yield from _pieces_at(line, mark)
        colon = line.rfind(":")
        word = line[max(0, colon - 20) : colon].rsplit(None, 1)[-1:] if colon > 0 else []
        if word and word_key(word[0]) in self._tails.longest:
            yield Piece(-1, colon - len(word[0]), word_key(word[0]), "")

    def _sentence(self, line: str, piece: Piece, borders: Borders) -> Span | None:
        """A sentence, or two, that are a cue by themselves; the whole line is none of them.

        A question goes with its answer, if that belongs to the cue: "Not a member? Join now."
        """
        if piece.cut < 0 or line[piece.begin].islower():
            return None
        found: Span | None = None
        for end in _ends(line, piece.begin, borders)[:PLAIN]:
            cut = line[piece.cut : end].strip()
            if len(cut) > LONG or end - piece.cut == len(line) or _GLUED.search(cut):
                break
            cue = self._named(cut)
            if cue and not (cue.reason == "promo" and _may_go_on(cut)):
                found = Span(piece.cut, end, cue.reason)
                if cut[-1] != "?":
                    break
        return found if found and _balanced(line, found.start, found.end) else None

    def _head(self, line: str, piece: Piece) -> Span | None:
        """Junk whose own wording tells where it ends, unless a sentence goes on with it.

        Not within quotation marks: "Share this: it is good," he said; print("Share this:").
        """
        end = min(len(line), piece.begin + self._heads.longest.get(piece.first, 0))
        found = self._heads.find(line, piece.begin, end, piece.first, piece.second)
        if not found or piece.cut < 0:
            return None
        frame, end = found
        if line[end - 1].isalnum() and _GOES_ON.match(line, end):
            return None
        end = _MARKS.match(line, end).end()  # type: ignore[union-attr]  # it matches nothing, too
        return Span(piece.cut, end, frame.cue.reason) if _balanced(line, piece.cut, end) else None

    def _tail(self, line: str, piece: Piece, borders: Borders) -> Span | None:
        """Junk that ends with a sentence: with the first one that makes it whole.

        A headline that asks is often two sentences, of which the second has no mark: inside a line
        nobody can tell where it ends. A caption goes with its credit, unless it is a sentence.
        """
        if piece.first not in self._tails.longest:
            return None
        for end in _tail_ends(line, piece, borders):
            found = self._tails.find(line, piece.begin, end, piece.first, piece.second)
            if not found:
                continue
            frame = found[0]
            if frame.cue.reason == "promo" and end < len(line) and line[end - 1] in _ASKS:
                return None
            whole = frame.takes_line and len(line) <= frame.longest and end == len(line)
            if whole and not ends_sentence(line[: max(0, piece.cut)]):
                return Span(0, end, frame.cue.reason)
            if piece.cut >= 0 and _balanced(line, piece.cut, end):
                return Span(piece.cut, end, frame.cue.reason)
        return None


def _is_whole(said: str, found: RunOn) -> bool:
    """Whether no name ends junk that may go on: it does not in "Follow us on Facebook"."""
    return not found.after_name or score(said) > score(said.rpartition(" ")[0]) + NETWORK


def _may_go_on(promo: str) -> bool:
    """Whether a headline may have another sentence, or "Read also:" one of the article's."""
    asks = promo[-1] in _ASKS and any(mark in promo for mark in ":|")
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


def _pieces_at(line: str, mark: re.Match[str]) -> Iterator[Piece]:
    """The pieces that may begin at a mark; none at a quote that opens: "Read more," he said."""
    first, second = word_key(mark[3]), mark[4] or ""
    at = mark.start()
    if mark[1] == "©":
        yield Piece(at, at, "©", first)
    elif mark[1] in _OPENERS:
        yield Piece(at, at, first, second)
        yield Piece(at, mark.start(3), first, second)
    elif _ENTRY.search(line, max(0, at - 4), at + 1):
        return
    elif mark[1] not in _QUOTES or (at > 0 and not line[at - 1].isspace()):
        yield Piece(at + 1, mark.start(3), first, second)


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
    return [end for end in ends if not _ABBREVIATION.search(line, max(0, end - 6), end)]


def _ends(line: str, begin: int, borders: Borders) -> list[int]:
    """Where a piece may end: with one of the next few sentences, or with the line.

    With the line first where it has no end mark: a headline may be two sentences, and has none.
    """
    known = borders()
    at = bisect_right(known, begin)
    ends = known[at : at + SENTENCES]
    if len(ends) < SENTENCES:
        ends.insert(len(ends) if line[-1] == "." else 0, len(line))
    return ends


def _tail_ends(line: str, piece: Piece, borders: Borders) -> list[int]:
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
