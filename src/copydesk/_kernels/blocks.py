"""What is measured of the blocks of a text: rows of numbers for trees to score."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import cache
from itertools import accumulate, repeat
from math import fsum
from typing import NamedTuple

from copydesk._kernels import kernel

_CLOSING = " \"'”’»)]*_"
_WINDOWS = (4, 12, 30)
_MOST_WORDS = 60  # two long paragraphs are alike
_MOST, _MOST_BLOCKS, _BEGINNING, _SHARE = 400, 400, 4000, 5
"""Characters that are looked at of a block; what is looked at to know the script, and the share
(one in so many) of letters that tells it."""
_QUOTES, _SYMBOLS, _COMMAS = "\"“„«'‘", "|»›©@/·•→#", ",、，"

_DIGIT, _WORD = r"\d", r"[^\W\d_]+"
_LINK = r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"
_BULLET = r"[\s>•·*#+\-|–»›]+"
_WIDE = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
MARKS = frozenset(".!?…।。！？؟۔")
"""Marks that end a sentence."""
# Letters but Latin and Cyrillic ones. A near-miss is "ễ", Latin in Vietnamese. Said by what they
# are not, which is compiled and searched for in less time.
UNKNOWN = r"[^\x00-\u036f\u0400-\u052f\u1d00-\u303f\ud7b0-\U0010ffff]"
"""A letter of a script of which there is no pack of cues."""

_pattern = cache(re.compile)  # on first need


@kernel
def is_foreign(text: str) -> bool:
    """Whether a text has a letter of a script of which there is no pack of cues.

    >>> is_foreign("Сегодня “ở”"), is_foreign("Σήμερα")
    (False, True)
    """
    return not text.isascii() and _pattern(UNKNOWN).search(text) is not None


@kernel
def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, closing quotes and brackets apart.

    >>> ends_sentence("“It rained.”"), ends_sentence("Rain: what to know")
    (True, False)
    """
    return text[-1:] in MARKS or text[-40:].rstrip(_CLOSING)[-1:] in MARKS


@kernel
def word_count(text: str) -> int:
    """Words, 60 at most. Where a script does not part them, three characters are a word.

    >>> word_count("Rain fell"), word_count("昨夜は海岸に雨が降った。")
    (2, 4)
    """
    count = text.count(" ") + 1
    if count < 20 and len(text) > 10 * count and _pattern(_WIDE).search(text[:_MOST]):
        count = max(count, len(text) // 3)
    return min(count, _MOST_WORDS)


class _Own(NamedTuple):
    """A block's own measures, and those of them that its neighbours ask for."""

    measures: list[float]
    lower: float
    weight: float


@kernel
class Measures:
    """The measures of all blocks of a text, each taken when it is asked for.

    `gaps` tell which blocks a blank line stands before, `weights` are those of words, and
    `function_words` the words that stand in any sentence.
    """

    def __init__(
        self,
        texts: Sequence[str],
        gaps: Sequence[bool],
        weights: Mapping[str, float],
        function_words: Set[str],
    ) -> None:
        self._texts, self._gaps = texts, gaps
        self._weights, self._function_words = weights, function_words
        self._own: list[_Own | None] = [None] * len(texts)
        self._copies = Counter(texts)
        self.words = [word_count(text) for text in texts]
        self.sentences = [ends_sentence(text) for text in texts]
        inside = (w if s else 0 for w, s in zip(self.words, self.sentences, strict=True))
        self._words_to = [0, *accumulate(self.words)]
        self._inside_to = [0, *accumulate(inside)]
        n, total = len(texts), self._words_to[-1] or 1
        self.total = total
        self.in_sentences = self._inside_to[-1] / total
        self.short = sum(w <= 3 for w in self.words) / (n or 1)
        self.copied = sum(count for count in self._copies.values() if count > 1)
        beginning = "".join(texts[:_MOST_BLOCKS])[:_BEGINNING]
        self.unknown_script = _SHARE * len(_pattern(UNKNOWN).findall(beginning)) > len(beginning)
        """Whether the text is in a script of which there is no pack of cues."""
        self.whole = [min(n, 300), total / (n or 1), self.in_sentences]

    def row(self, i: int) -> list[float]:
        """All measures of block i."""
        n, total, before = len(self._texts), self.total, self._words_to[i]
        row = [*self._of(i).measures, *self.whole]
        row += i / n, before / total, (total - self._words_to[i + 1]) / total
        row += min(i, 30), min(n - 1 - i, 30)
        for at in (i - 1, i + 1):
            if 0 <= at < n:
                own = self._of(at)
                row += self.words[at], self.sentences[at], own.lower, own.weight
            else:
                row += -1, 0, 0, 0
        for at in (i - 2, i + 2):
            row += (self.words[at], self.sentences[at]) if 0 <= at < n else (-1, 0)
        for size in _WINDOWS:
            row += self._window(i - size if i > size else 0, i)
            row += self._window(i + 1, i + 1 + size if i + 1 + size < n else n)
        return list(map(float, row))  # trees compare numbers of one type faster

    def table(self, numbers: Sequence[int]) -> Sequence[float]:
        """The measures of some blocks, one row after the other."""
        return [value for i in numbers for value in self.row(i)]

    def _window(self, low: int, high: int) -> tuple[float, float]:
        """Over some blocks: words a block, and the share of words that are in sentences."""
        if low >= high:
            return -1, 0
        words = self._words_to[high] - self._words_to[low]
        return words / (high - low), (self._inside_to[high] - self._inside_to[low]) / (words or 1)

    def _of(self, i: int) -> _Own:
        """What can be measured about block i by itself."""
        found = self._own[i]
        if found is None:
            found = self._own[i] = self._measured(i)
        return found

    def _measured(self, i: int) -> _Own:
        whole, words, sentence = self._texts[i], self.words[i], self.sentences[i]
        text = _pattern(_LINK).sub(r"\1", whole) if "](" in whole else whole
        text = text[:_MOST]
        bullet = _pattern(_BULLET).match(text)
        start = bullet.end() if bullet and bullet.end() < len(text) else 0
        tokens, small = text[start:].split(), text[start:].lower()
        count = len(tokens) or 1
        lower = sum(map(str.islower, tokens)) / count if words <= 2 * count else 0.6
        function = sum(map(self._function_words.__contains__, small.split())) / count
        known = set(_pattern(_WORD).findall(small))
        weight = fsum(map(self._weights.get, known, repeat(0.0)))  # the same in any order
        measures = [
            words, min(len(whole), _MOST), sentence, lower, function, _begins(text[start:]),
            _ends(whole, sentence), sum(map(text.count, _COMMAS)),
            min(self._copies[whole], 5), sum(map(text.count, _SYMBOLS)) / count,
            len(_pattern(_DIGIT).findall(text, start, start + 60)),
            bool(start and bullet and bullet[0].strip()),
            sum(map(str.isupper, tokens)) / count, self._gaps[i], weight,
            weight / (len(known) or 1),
        ]  # fmt: skip
        return _Own(measures, lower, max(-8.0, min(8.0, weight)))


def _begins(text: str) -> int:
    """0 for a small letter, 1 a capital, 2 a digit, 3 a quote, 4 others."""
    first = text[:1]
    if first.islower():
        return 0
    return (
        1 if first.isupper() else 2 if first.isdigit() else 3 if first and first in _QUOTES else 4
    )


def _ends(text: str, sentence: bool) -> int:
    """0 for a sentence's end, 1 a comma, 2 a colon, 3 a digit, 4 others."""
    if sentence:
        return 0
    last = text[-1:]
    return 1 if last == "," else 2 if last == ":" else 3 if last.isdigit() else 4
