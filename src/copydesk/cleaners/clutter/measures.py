"""What is measured of a segment: its words, its look, its place, its neighbours; whole numbers all.

Words of a text's own weigh less: an article on newsletters says "subscribe" in its sentences, a
plea says it once. Sentences at whose end a mark stands and whose words are no junk's are prose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from operator import itemgetter

from copydesk._models import lexical
from copydesk._models.lexical import Lexicon, Reading
from copydesk._text import data
from copydesk._text.patterns import lazy
from copydesk._text.segments import Segment
from copydesk.cleaners.clutter import frames

WORDS = "clutter/words.json"
PLAIN = (
    "lex", "lex_mean", "lex_max", "lex_many", "net", "net_mean", "words", "characters", "end",
    "begin", "left", "right", "first", "last", "from_start", "from_end", "prose_before",
    "prose_after", "gap_before", "gap_after", "lex_1_before", "lex_2_before", "lex_1_after",
    "lex_2_after", "overlap", "content", "repeats", "capitals", "shouts", "links", "digits",
    "commas", "quotes", "dashes", "line_words", "in_line", "you", "i", "function", "here",
    "lex_rest", "lex_so_far", "prose_rest", "words_before", "words_after", "one_line", "lines",
    "prose", "opens_plain", "exclaims", "comments_before", "frames", "frame_before", "frame_after",
    "frames_4_before", "frames_4_after", "frames_12_before",
)  # fmt: skip
SILENT = -600
"""A segment whose words speak so clearly against junk is asked for no frame."""
FAR, MOST = 30, 600
LOW, HIGH = -1500, 1500
OUTSIDE = -2000
"""Stands for a neighbour's score where there is none."""
_QUOTES = '"“”„«»‘'
# A quotation within a line. Near-misses: 5" wide, a mark that opens and is never closed.
_QUOTED = lazy(
    r"""
    (?<!\w)"[^"\n]{1,300}"(?!\w) | “[^“”\n]{1,300}” | „[^„“”\n]{1,300}[“”] | «[^«»\n]{1,300}»
    """,
    re.VERBOSE,
)
_DASHES = ("—", " - ", "–", "|")
_SHAPES = ("⟨url⟩", "⟨at⟩", "⟨hash⟩", "⟨mail⟩")

Row = list[int]


@cache
def names() -> tuple[str, ...]:
    """The columns of a row: the plain ones, then how far each group's frames are found."""
    return (*PLAIN, *(f"frame: {group.reason}" for group in frames.groups()))


@dataclass
class Piece:
    """A segment as it reads, without its surroundings."""

    text: str
    reading: Reading
    weights: dict[str, int]
    lex: int
    levels: frames.Levels

    @property
    def length(self) -> int:
        return len(self.reading.words)

    @cached_property
    def long_words(self) -> Set[str]:
        """Its words of five letters and more, which are hardly ever function words."""
        return {word for word in self.reading.words if len(word) >= 5}

    @property
    def is_prose(self) -> bool:
        return self.length >= 9 and self.lex < -100 and end_mark(self.text) == 0

    @property
    def frame(self) -> int:
        """The surest level of frames that speak for junk."""
        return max(self.levels[: -len(frames.AGAINST)])


def pieces(texts: Sequence[str], lexicon: Lexicon) -> list[Piece]:
    """Read segments by a lexicon."""
    readings = [Reading(text) for text in texts]
    weights = [lexicon.found(reading) for reading in readings]
    lex = [min(HIGH, max(LOW, lexicon.bias + sum(some.values()))) for some in weights]
    levels = iter(frames.levels([t for t, score in zip(texts, lex, strict=True) if score > SILENT]))
    return [
        Piece(*read, next(levels) if read[3] > SILENT else frames.none())
        for read in zip(texts, readings, weights, lex, strict=True)
    ]


class Measures:
    """The rows of a text's segments."""

    def __init__(
        self, text: str, segments: Sequence[Segment], lexicon: Lexicon | None = None
    ) -> None:
        lexicon = lexicon or lexical.load(WORDS)
        self.segments = segments
        self.pieces = pieces([text[s.start : s.end] for s in segments], lexicon)
        self.bias = lexicon.bias
        self.text = text
        self._prepare()

    @cached_property
    def said_in(self) -> Counter[str]:
        """In how many segments each longer word stands."""
        return Counter(word for p in self.pieces for word in p.long_words)

    def told(self) -> set[int]:
        """The segments whose frames stand between quotation marks alone: an article tells of them.

        >>> from copydesk.cleaners.clutter.measures import Measures
        >>> from copydesk._text.segments import split
        >>> text = "It says: “Follow us on Facebook.” Follow us on Facebook."
        >>> Measures(text, split(text)).told()
        {0}
        """
        framed = [i for i, p in enumerate(self.pieces) if p.frame > 0]
        quotes = [quote.span() for quote in _QUOTED.finditer(self.text)] if framed else []
        return {i for i in framed if quotes and self._is_told(i, quotes)}

    def _is_told(self, i: int, quotes: Sequence[tuple[int, int]]) -> bool:
        start, end, *_ = self.segments[i]
        rest, at = "", start
        for begins, ends in quotes[bisect_right(quotes, start, key=itemgetter(1)) :]:
            if begins >= end:
                break
            rest += self.text[at : max(at, begins)]
            at = min(ends, end)
        if at == start:
            return False
        levels = frames.levels([rest + self.text[at:end]])[0]
        return not any(levels[: -len(frames.AGAINST)])

    def _prepare(self) -> None:
        pieces = self.pieces
        self.prose = [p.is_prose for p in pieces]
        self.lex = [p.lex for p in pieces]
        self.said = Counter(p.text.lower() for p in pieces)
        self.own, self.vocabulary = _own_words(pieces), _vocabulary(pieces, self.prose)
        self.prose_words = [
            0,
            *accumulate(p.length * q for p, q in zip(pieces, self.prose, strict=True)),
        ]
        self.lex_sums = [0, *accumulate(self.lex)]
        self.gaps = _gaps(self.prose), _gaps(self.prose[::-1])[::-1]
        self.sure = [0, *accumulate(p.frame == 2 for p in pieces)]
        comments = [group.reason for group in frames.groups()].index("comments")
        self.comments = [0, *accumulate(p.levels[comments] == 2 for p in pieces)]
        strengths = [-p.lex * min(p.length, 20) // 20 for p in pieces]
        self.rest = [*_running_max(strengths[::-1])[::-1][1:], OUTSIDE] if pieces else []
        self.places, self.line_sizes = _places(self.segments)
        self.line_words = Counter[int]()
        for segment, p in zip(self.segments, pieces, strict=True):
            self.line_words[segment.line] += p.length

    def rows(self) -> list[Row]:
        return [self.row(i) for i in range(len(self.pieces))]

    def row(self, i: int) -> Row:
        """What is measured of a segment, in the order of `names()`."""
        return [
            *self._words(i),
            *self._place(i),
            *self._look(i),
            *self._context(i),
            *self.pieces[i].levels,
        ]

    def _words(self, i: int) -> Row:
        p = self.pieces[i]
        n, values, net = p.length or 1, p.weights.values(), self._net(i)
        many = 100 * sum(value > 50 for value in values) // n
        return [p.lex, p.lex // n, max(values, default=0), many, net, net // n, min(p.length, 80)]

    def _net(self, i: int) -> int:
        """The score without what speaks for junk but is a word of the article's own."""
        p, own = self.pieces[i], self.own
        mine = {*p.reading.words, *p.reading.stems} if p.length >= 8 else ()

        def elsewhere(word: str) -> int:
            return own.get(word, 0) - (word in mine)

        total = self.bias
        for token, weight in p.weights.items():
            if weight <= 0 or token[0] in "⟨^" or not _is_own(token, elsewhere):
                total += weight
        return min(HIGH, max(LOW, total))

    def _place(self, i: int) -> Row:
        s, p, n = self.segments[i], self.pieces[i], len(self.pieces)
        in_line, before = self.places[i], self.prose_words
        return [
            min(len(p.text), MOST), end_mark(p.text), beginning(p.text), s.left, s.right,
            int(in_line == 0), int(in_line == self.line_sizes[s.line] - 1), min(i, FAR),
            min(n - 1 - i, FAR), min(before[i], MOST), min(before[-1] - before[i + 1], MOST),
            self.gaps[0][i], self.gaps[1][i], *(self._lex_at(i + d) for d in (-1, -2, 1, 2)),
        ]  # fmt: skip

    def _lex_at(self, i: int) -> int:
        return self.lex[i] if 0 <= i < len(self.lex) else OUTSIDE

    def _look(self, i: int) -> Row:
        p, text, words = self.pieces[i], self.pieces[i].text, self.pieces[i].reading.words
        reading, n, letters = p.reading, p.length or 1, p.reading.letters or 1
        content = {word for word in p.long_words if word[0].isalpha()}
        shared = sum(self.vocabulary.get(w, 0) > self.prose[i] for w in content)
        return [
            100 * shared // len(content) if content else -1, len(content),
            min(self.said[text.lower()], 4), 100 * reading.capitals // letters,
            100 * reading.shouts // letters, sum(w in _SHAPES for w in words),
            100 * sum(map(str.isdigit, text)) // len(text), min(text.count(","), 10),
            min(sum(map(text.count, _QUOTES)), 6), min(sum(map(text.count, _DASHES)), 4),
            min(self.line_words[self.segments[i].line], 400), min(self.places[i], 20),
            *(100 * sum(w in _group(g) for w in words) // n for g in ("you", "i", "function")),
            int("here" in words),
        ]  # fmt: skip

    def _context(self, i: int) -> Row:
        n, p, sums, sure = len(self.pieces), self.pieces[i], self.lex_sums, self.sure
        words, lines = p.reading.words, len(self.line_sizes)
        return [
            (sums[n] - sums[i + 1]) // (n - 1 - i) if i < n - 1 else 0, sums[i] // i if i else 0,
            self.rest[i] if n - i < 40 else 2000,
            min(self.pieces[i - 1].length, 60) if i else -1,
            min(self.pieces[i + 1].length, 60) if i + 1 < n else -1,
            int(lines <= 2), min(lines, 40), min(self.prose_words[-1], 1500),
            int(words[:1] != [] and words[0] in _group("function")), int("!" in p.text),
            min(self.comments[i], 5), min(sum(p.levels[: -len(frames.AGAINST)]), 6),
            self.pieces[i - 1].frame if i else 0, self.pieces[i + 1].frame if i + 1 < n else 0,
            sure[i] - sure[max(0, i - 4)], sure[min(n, i + 5)] - sure[i + 1],
            sure[i] - sure[max(0, i - 12)],
        ]  # fmt: skip


def end_mark(text: str) -> int:
    """0 where a sentence's mark stands at the end, 1 a colon, 2 a comma, 3 a digit, 4 none."""
    last = text.rstrip(" \"”’»)]'")[-1:]
    if last and last in ".!?…।。":
        return 0
    return {":": 1, ",": 2}.get(last, 3 if last.isdigit() else 4)


def beginning(text: str) -> int:
    """0 for a small letter, 1 a capital, 2 a digit, 3 a quote, 4 a bracket, 5 a tag, 6 others."""
    first = text[0]
    if first.isalpha():
        return 0 if first.islower() else 1 if first.isupper() else 6
    if first.isdigit():
        return 2
    return 3 if first in _QUOTES else 4 if first in "([" else 5 if first in "@#" else 6


def _own_words(pieces: Sequence[Piece]) -> Counter[str]:
    """In how many of a text's longer segments each word and stem stands."""
    own, common = Counter[str](), _group("function")
    for p in pieces:
        if p.length >= 8:
            own.update({w for w in p.reading.words if len(w) > 3 or w in common})
            own.update(p.reading.stems)
    return own


def _vocabulary(pieces: Sequence[Piece], prose: Sequence[bool]) -> Counter[str]:
    """In how many sentences of prose each longer word stands."""
    found = Counter[str]()
    for p, is_prose in zip(pieces, prose, strict=True):
        if is_prose:
            found.update(p.long_words)
    return found


def _is_own(token: str, elsewhere: Callable[[str], int]) -> bool:
    if token.startswith("p:"):
        return elsewhere(token[2:]) > 1
    if " " in token:
        return any(len(word) > 3 and elsewhere(word) > 2 for word in token.split(" "))
    return elsewhere(token) > 1


def _gaps(prose: Sequence[bool]) -> list[int]:
    """How many segments ago prose stood."""
    found, gap = [], FAR
    for is_prose in prose:
        found.append(gap)
        gap = 0 if is_prose else min(FAR, gap + 1)
    return found


def _running_max(values: Sequence[int]) -> list[int]:
    return list(accumulate(values, max))


def _places(segments: Sequence[Segment]) -> tuple[list[int], Counter[int]]:
    """The number of each segment in its line; how many segments each line has."""
    sizes, places = Counter[int](), []
    for segment in segments:
        places.append(sizes[segment.line])
        sizes[segment.line] += 1
    return places, sizes


@cache
def _group(name: str) -> frozenset[str]:
    """Words of a kind in all languages: who is spoken to, who speaks, function words."""
    return frozenset(data.toml("clutter/groups.toml")[name])
