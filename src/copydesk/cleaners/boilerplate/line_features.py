"""What can be measured about the blocks of a text: each by itself, its neighbours, its place.

The order of the measures is that of `NAMES`; a model knows them by it. A block is measured only
when somebody asks for its row: of the others, the number of words and whether they end as a
sentence are enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate, repeat
from math import fsum
from typing import NamedTuple

from copydesk._text.patterns import lazy
from copydesk._text.sentences import ends_sentence
from copydesk.cleaners.boilerplate.lines import Block, function_words

WINDOWS = (4, 12, 30)
NAMES = (
    "words", "characters", "sentence", "lower", "function", "begins", "ends", "commas", "copies",
    "symbols", "digits", "bullet", "capitals", "gap", "weight", "mean_weight",
    "blocks", "mean_words", "in_sentences",
    "place", "words_before", "words_after", "blocks_before", "blocks_after",
    *(f"{name}{at:+}" for at in (-1, 1) for name in ("words", "sentence", "lower", "weight")),
    *(f"{name}{at:+}" for at in (-2, 2) for name in ("words", "sentence")),
    *(
        f"{name}_to{side}{size}"
        for size in WINDOWS for side in "-+" for name in ("words", "sentences")
    ),
)  # fmt: skip

MOST_WORDS = 60  # two long paragraphs are alike
MOST_BLOCKS, BEGINNING, SHARE = 400, 4000, 5
"""What is looked at to know the script, and the share (one in so many) of letters that tells it."""
QUOTES = "\"“„«'‘"

SYMBOLS = "|»›©@/·•→#"
COMMAS = ",、，"

_DIGIT = lazy(r"\d")
_WORD = lazy(r"[^\W\d_]+")
_LINK = lazy(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_BULLET = lazy(r"[\s>•·*#+\-|–»›]+")
# Letters but Latin and Cyrillic ones. A near-miss is "ễ", Latin in Vietnamese.
_UNKNOWN = lazy(r"[\u0370-\u03ff\u0530-\u1cff\u3040-\ud7af]")
_WIDE = lazy(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_foreign(text: str) -> bool:
    """Whether a text has a letter of a script of which there is no pack of cues."""
    return not text.isascii() and _UNKNOWN.search(text) is not None


class Own(NamedTuple):
    """A block's own measures, and those of them that its neighbours ask for."""

    measures: list[float]
    lower: float
    weight: float


class Measures:
    """The measures of all blocks of a text, each taken when it is asked for."""

    def __init__(self, blocks: Sequence[Block], weights: Mapping[str, float]) -> None:
        self._blocks = blocks
        self._weights = weights
        self._function_words = function_words()
        self._own: list[Own | None] = [None] * len(blocks)
        self._copies = Counter(block.text for block in blocks)
        self.words = [word_count(block.text) for block in blocks]
        self.sentences = [ends_sentence(block.text) for block in blocks]
        inside = (w if s else 0 for w, s in zip(self.words, self.sentences, strict=True))
        self._words_to = [0, *accumulate(self.words)]
        self._inside_to = [0, *accumulate(inside)]
        n, total = len(blocks), self._words_to[-1] or 1
        self.total = total
        self.in_sentences = self._inside_to[-1] / total
        self.short = sum(w <= 3 for w in self.words) / (n or 1)
        self.copied = sum(count for count in self._copies.values() if count > 1)
        beginning = "".join(block.text for block in blocks[:MOST_BLOCKS])[:BEGINNING]
        self.unknown_script = SHARE * len(_UNKNOWN.findall(beginning)) > len(beginning)
        """Whether the text is in a script of which there is no pack of cues."""
        self.whole = [min(n, 300), total / (n or 1), self.in_sentences]

    def row(self, i: int) -> list[float]:
        """All measures of block i, in the order of `NAMES`."""
        n, total, before = len(self._blocks), self.total, self._words_to[i]
        row = [*self.own(i).measures, *self.whole]
        row += i / n, before / total, (total - self._words_to[i + 1]) / total
        row += min(i, 30), min(n - 1 - i, 30)
        for at in (i - 1, i + 1):
            if 0 <= at < n:
                row += self.words[at], self.sentences[at], self.own(at).lower, self.own(at).weight
            else:
                row += -1, 0, 0, 0
        for at in (i - 2, i + 2):
            row += (self.words[at], self.sentences[at]) if 0 <= at < n else (-1, 0)
        for size in WINDOWS:
            row += self._window(i - size if i > size else 0, i)
            row += self._window(i + 1, i + 1 + size if i + 1 + size < n else n)
        return list(map(float, row))  # trees compare numbers of one type faster

    def _window(self, low: int, high: int) -> tuple[float, float]:
        """Over some blocks: words a block, and the share of words that are in sentences."""
        if low >= high:
            return -1, 0
        words = self._words_to[high] - self._words_to[low]
        return words / (high - low), (self._inside_to[high] - self._inside_to[low]) / (words or 1)

    def own(self, i: int) -> Own:
        """What can be measured about block i by itself."""
        found = self._own[i]
        if found is None:
            found = self._own[i] = self._measured(i)
        return found

    def _measured(self, i: int) -> Own:
        block, words, sentence = self._blocks[i], self.words[i] or 1, self.sentences[i]
        text = _LINK.sub(r"\1", block.text) if "](" in block.text else block.text
        text = text[:400]
        bullet = _BULLET.match(text)
        start = bullet.end() if bullet and bullet.end() < len(text) else 0
        tokens, small = text[start:].split(), text[start:].lower()
        count = len(tokens) or 1
        lower = sum(map(str.islower, tokens)) / count if words <= 2 * count else 0.6
        function = sum(map(self._function_words.__contains__, small.split())) / count
        known = set(_WORD.findall(small))
        weight = fsum(map(self._weights.get, known, repeat(0.0)))  # the same in any order
        measures = [
            words, min(len(block.text), 400), sentence, lower, function, _begins(text[start:]),
            _ends(block.text, sentence), sum(map(text.count, COMMAS)),
            min(self._copies[block.text], 5), sum(map(text.count, SYMBOLS)) / count,
            len(_DIGIT.findall(text, start, start + 60)),
            bool(start and bullet and bullet[0].strip()),
            sum(map(str.isupper, tokens)) / count, block.gap, weight, weight / (len(known) or 1),
        ]  # fmt: skip
        return Own(measures, lower, max(-8.0, min(8.0, weight)))


def word_count(text: str) -> int:
    """Words, 60 at most. Where a script does not part them, three characters are a word."""
    count = text.count(" ") + 1
    if count < 20 and len(text) > 10 * count and not text.isascii() and _WIDE.search(text[:400]):
        count = max(count, len(text) // 3)
    return min(count, MOST_WORDS)


def _begins(text: str) -> int:
    first = text[:1]
    if first.islower():
        return 0
    return 1 if first.isupper() else 2 if first.isdigit() else 3 if first and first in QUOTES else 4


def _ends(text: str, sentence: bool) -> int:
    if sentence:
        return 0
    last = text[-1:]
    return 1 if last == "," else 2 if last == ":" else 3 if last.isdigit() else 4
