"""What is measured of the segments of a text: rows of whole numbers for trees to score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from copydesk._kernels import kernel
from copydesk._kernels.lexical import LONG, STEM

LOW, HIGH = -1500, 1500
"""Scores by words are held between these."""
FAR, MOST = 30, 600
OUTSIDE = -2000
"""Stands for a neighbour's score where there is none."""
_ENDS, _AFTER_END = ".!?…।。", " \"”’»)]'"
_QUOTES = '"“”„«»‘'
_DASHES = ("—", " - ", "–", "|")
_SHAPES = ("⟨url⟩", "⟨at⟩", "⟨hash⟩", "⟨mail⟩")

Row = list[int]


class Piece(NamedTuple):
    """A segment: its words and their look, the weights it has, its score, how far frames fit it."""

    text: str
    words: list[str]
    letters: int
    capitals: int
    shouts: int
    weights: Mapping[str, int]
    lex: int
    levels: tuple[int, ...]


class Groups(NamedTuple):
    """Words of a kind: who is spoken to, who speaks, function words."""

    you: frozenset[str]
    i: frozenset[str]
    function: frozenset[str]


@kernel
def end_mark(text: str) -> int:
    """0 where a sentence's mark stands at the end, 1 a colon, 2 a comma, 3 a digit, 4 none.

    >>> [end_mark(text) for text in ("It rained.”", "Rain:", "Rain, (", "In 1999", "Rain")]
    [0, 1, 4, 3, 4]
    """
    last = text.rstrip(_AFTER_END)[-1:]
    if last and last in _ENDS:
        return 0
    return {":": 1, ",": 2}.get(last, 3 if last.isdigit() else 4)


@kernel
class Rows:
    """The rows of a text's segments, one made when it is asked for.

    `bounds` are a segment's start, end, line, and kinds of borders; `bias` is the score of no
    words; of the levels the last `against` speak against junk, `comments` is the number of one.
    """

    def __init__(
        self,
        read: Sequence[Piece],
        bounds: Sequence[tuple[int, int, int, int, int]],
        groups: Groups,
        bias: int,
        against: int,
        comments: int,
    ) -> None:
        self._read, self._bounds, self._groups, self._bias = read, bounds, groups, bias
        self.long_words = [{word for word in r.words if len(word) >= 5} for r in read]
        """Words of five letters and more, which are hardly ever function words."""
        self.said_in = Counter(word for words in self.long_words for word in words)
        """In how many segments each longer word stands."""
        self._frames = [r.levels[: len(r.levels) - against] for r in read]
        self._lengths = [len(r.words) for r in read]
        self._ends = [end_mark(r.text) for r in read]
        self._prose = [
            len(r.words) >= 9 and r.lex < -100 and end == 0
            for r, end in zip(read, self._ends, strict=True)
        ]
        self._count_words()
        self._sum_up(comments)

    def _count_words(self) -> None:
        self._said = Counter(r.text.lower() for r in self._read)
        self._own, self._vocabulary = Counter[str](), Counter[str]()
        for r, words, is_prose in zip(self._read, self.long_words, self._prose, strict=True):
            if len(r.words) >= 8:
                common = self._groups.function
                self._own.update({word for word in r.words if len(word) > 3 or word in common})
                self._own.update(_stems(r.words))
            if is_prose:
                self._vocabulary.update(words)

    def _sum_up(self, comments: int) -> None:
        read, lengths, prose = self._read, self._lengths, self._prose
        self._prose_words = [0, *accumulate(n * q for n, q in zip(lengths, prose, strict=True))]
        self._lex_sums = [0, *accumulate(r.lex for r in read)]
        self._gaps = _gaps(prose), _gaps(prose[::-1])[::-1]
        self._sure = [0, *accumulate(max(frames) == 2 for frames in self._frames)]
        self._comments = [0, *accumulate(r.levels[comments] == 2 for r in read)]
        strengths = [-r.lex * min(n, 20) // 20 for r, n in zip(read, lengths, strict=True)]
        self._rest = [*[*accumulate(strengths[::-1], max)][::-1][1:], OUTSIDE] if read else []
        self._line_sizes, self._line_words = Counter[int](), Counter[int]()
        self._places = []
        for (_, _, line, _, _), n in zip(self._bounds, lengths, strict=True):
            self._places.append(self._line_sizes[line])
            self._line_sizes[line] += 1
            self._line_words[line] += n

    def row(self, i: int) -> Row:
        """What is measured of a segment."""
        words, place, look, context = self._words, self._place, self._look, self._context
        return [*words(i), *place(i), *look(i), *context(i), *self._read[i].levels]

    def _words(self, i: int) -> Row:
        lex, values, length, net = (
            self._read[i].lex, self._read[i].weights.values(), self._lengths[i], self._net(i),
        )  # fmt: skip
        n = length or 1
        many = 100 * sum(value > 50 for value in values) // n
        return [lex, lex // n, max(values, default=0), many, net, net // n, min(length, 80)]

    def _net(self, i: int) -> int:
        """The score without what speaks for junk but is a word of the article's own."""
        r, own = self._read[i], self._own
        mine = {*r.words, *_stems(r.words)} if self._lengths[i] >= 8 else ()

        def elsewhere(word: str) -> int:
            return own.get(word, 0) - (word in mine)

        total = self._bias
        for token, weight in r.weights.items():
            if weight <= 0 or token[0] in "⟨^" or not _is_own(token, elsewhere):
                total += weight
        return min(HIGH, max(LOW, total))

    def _place(self, i: int) -> Row:
        (_, _, line, left, right), text, n = self._bounds[i], self._read[i].text, len(self._read)
        in_line, before = self._places[i], self._prose_words
        return [
            min(len(text), MOST), self._ends[i], _beginning(text), left, right,
            int(in_line == 0), int(in_line == self._line_sizes[line] - 1), min(i, FAR),
            min(n - 1 - i, FAR), min(before[i], MOST), min(before[-1] - before[i + 1], MOST),
            self._gaps[0][i], self._gaps[1][i], *(self._lex_at(i + d) for d in (-1, -2, 1, 2)),
        ]  # fmt: skip

    def _lex_at(self, i: int) -> int:
        return self._read[i].lex if 0 <= i < len(self._read) else OUTSIDE

    def _look(self, i: int) -> Row:
        r, n, line = self._read[i], self._lengths[i] or 1, self._bounds[i][2]
        text, words, letters = r.text, r.words, r.letters or 1
        content = {word for word in self.long_words[i] if word[0].isalpha()}
        shared = sum(self._vocabulary.get(word, 0) > self._prose[i] for word in content)
        return [
            100 * shared // len(content) if content else -1, len(content),
            min(self._said[text.lower()], 4), 100 * r.capitals // letters,
            100 * r.shouts // letters, sum(word in _SHAPES for word in words),
            100 * sum(map(str.isdigit, text)) // len(text), min(text.count(","), 10),
            min(sum(map(text.count, _QUOTES)), 6), min(sum(map(text.count, _DASHES)), 4),
            min(self._line_words[line], 400), min(self._places[i], 20),
            *(100 * sum(word in group for word in words) // n for group in self._groups),
            int("here" in words),
        ]  # fmt: skip

    def _context(self, i: int) -> Row:
        n, sums, sure, r = len(self._read), self._lex_sums, self._sure, self._read[i]
        lines, lengths, frames = len(self._line_sizes), self._lengths, self._frames
        return [
            (sums[n] - sums[i + 1]) // (n - 1 - i) if i < n - 1 else 0, sums[i] // i if i else 0,
            self._rest[i] if n - i < 40 else 2000, min(lengths[i - 1], 60) if i else -1,
            min(lengths[i + 1], 60) if i + 1 < n else -1,
            int(lines <= 2), min(lines, 40), min(self._prose_words[-1], 1500),
            int(r.words[:1] != [] and r.words[0] in self._groups.function), int("!" in r.text),
            min(self._comments[i], 5), min(sum(frames[i]), 6),
            max(frames[i - 1]) if i else 0, max(frames[i + 1]) if i + 1 < n else 0,
            sure[i] - sure[max(0, i - 4)], sure[min(n, i + 5)] - sure[i + 1],
            sure[i] - sure[max(0, i - 12)],
        ]  # fmt: skip


def _beginning(text: str) -> int:
    """0 for a small letter, 1 a capital, 2 a digit, 3 a quote, 4 a bracket, 5 a tag, 6 others."""
    first = text[0]
    if first.isalpha():
        return 0 if first.islower() else 1 if first.isupper() else 6
    if first.isdigit():
        return 2
    return 3 if first in _QUOTES else 4 if first in "([" else 5 if first in "@#" else 6


def _stems(words: Sequence[str]) -> set[str]:
    return {word[:STEM] for word in words if len(word) >= LONG and word[0].isalpha()}


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
