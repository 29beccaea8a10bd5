"""How sure it is that a run of letters is two words that lost the space between them.

Log-odds from evidence: how frequent the two parts are, alone and as a pair, against the whole; how
readily they begin or end longer words (`-man` does, `-which` never); whether the text says the whole
again, or the parts elsewhere; lengths and capitals. A dictionary alone would split Zelenskyy,
patreon and gearbox.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from math import log1p
from typing import NamedTuple

from copydesk._joints import cased
from copydesk._vocabulary import RARE, Vocabulary

EVIDENCE = {
    "letters": (
        "pair first second rarer counted length shortest capital repeated first_said second_said "
        "ends begins first_function second_function first_ended second_ended plural_first "
        "single ends_first begins_second"
    ).split(),
    "case": (
        "first second rarer first_unknown second_unknown whole pair capital upper upper_word "
        "first_length second_length single bends repeated first_said second_said first_function "
        "second_function head begins ends bent bent_share"
    ).split(),
}
"""What each kind of candidate is judged by, in order: the features of the models in the data."""

FREQUENT_PAIR = 3.8
LONGEST = 40
_ENDED = re.compile(r"(?:ed|ing|ly|'s)\Z")
LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Candidate(NamedTuple):
    """A place in a chunk where two words may meet, what kind it is, and the evidence for it."""

    at: int
    kind: str
    evidence: Sequence[float]


class Split(NamedTuple):
    """A place in a word where it may be two, with the frequencies of both parts and of the pair."""

    at: int
    first: float
    second: float
    pair: float
    counted: bool


class Evidence:
    """What a text, and what is known of its language, say about its words."""

    def __init__(self, text: str, known: Vocabulary) -> None:
        self.text, self.known = text, known

    @cached_property
    def said(self) -> Counter[str]:
        """How often each word stands in the text."""
        return Counter(LETTERS.findall(plain(self.text)))

    @cached_property
    def bent(self) -> int:
        """How many words of the text have a capital inside."""
        return len(_bends().findall(self.text))

    @property
    def bent_share(self) -> float:
        return self.bent / max(len(self.said), 1)

    def candidates(self, chunk: str) -> Iterator[Candidate]:
        """The places inside a chunk's words where a space may be lost."""
        for match in _words().finditer(chunk):
            word = match[0]
            bends = [bend.start() for bend in _bends().finditer(word)]
            if bends:
                yield from self._bent(word, bends, match.start())
            elif len(word) <= LONGEST and (word.islower() or word[1:].islower()):
                yield from self._even(word, match.start())

    def _even(self, word: str, start: int) -> Iterator[Candidate]:
        """`Ukrainewhich`: no capital tells where the second word begins."""
        whole, capital = plain(word), word[0].isupper()
        if not self.known.zipf(whole) and (split := self.best_split(whole, capital)):
            yield Candidate(start + split.at, "letters", self.letters(whole, split, capital))

    def best_split(self, word: str, capital: bool = False) -> Split | None:
        """The likeliest split of a lower-case word into two that are known or said elsewhere."""
        places = (s for s in self._splits(word) if capital or s.at > 1 or word[0] != "i")
        return max(places, key=lambda split: (split.pair, split.at), default=None)

    def _splits(self, word: str) -> Iterator[Split]:
        for at in range(1, len(word)):
            first = self._frequency(word[:at])
            if first and (second := self._frequency(word[at:])) and word[at:] != "i":
                pair = self.known.pair(word[:at], word[at:])
                chance = min(first + second - 9, FREQUENT_PAIR)
                yield Split(at, first, second, pair or chance, pair > 0)

    def _frequency(self, part: str) -> float:
        return self.known.zipf(part) or (RARE if len(part) > 3 and self.said[part] else 0.0)

    def letters(self, word: str, split: Split, capital: bool) -> Sequence[float]:
        first, second = word[: split.at], word[split.at :]
        return (
            split.pair, split.first, split.second, min(split.first, split.second),
            split.counted, min(len(word), 20), min(len(first), len(second), 6), capital,
            log1p(self.said[word] - 1), self.said[first] > 0, self.said[second] > 0,
            self.known.ending(second), self.known.beginning(first),
            first in self.known.function_words, second in self.known.function_words,
            _ENDED.search(first) is not None, _ENDED.search(second) is not None, first.endswith("s"),
            (len(first) == 1) - (len(second) == 1), self.known.ending(first), self.known.beginning(second),
        )  # fmt: skip

    def _bent(self, word: str, bends: list[int], start: int) -> Iterator[Candidate]:
        """`saidMusk`, `ShareTweetEmail`: capitals inside a word."""
        cuts = [0, *bends, len(word)]
        whole = plain(word)
        for begin, at, end in zip(cuts, cuts[1:], cuts[2:], strict=False):
            yield Candidate(
                start + at, "case", self.case(whole, word[begin:at], word[at:end], len(bends))
            )

    def case(self, whole: str, left: str, right: str, bends: int) -> Sequence[float]:
        first, second = plain(left), plain(right)
        known, both = self.known, first + second
        frequencies = known.zipf(first), known.zipf(second)
        return (
            *frequencies, min(frequencies), frequencies[0] == 0, frequencies[1] == 0,
            known.zipf(both), known.pair(first, second) > 0,
            left[0].isupper(), right.isupper(), right.isupper() and len(right) > 1,
            min(len(left), 6), min(len(right), 6), len(left) == 1, min(bends, 4),
            log1p(self.said[whole] - 1), self.said[first] > 0, self.said[second] > 0,
            first in known.function_words, second in known.function_words, first in known.camel_heads,
            known.beginning(first), known.ending(second), log1p(self.bent), self.bent_share,
        )  # fmt: skip


def plain(text: str) -> str:
    """Lower case, with straight apostrophes."""
    return text.lower().replace("’", "'")


@cache
def _words() -> re.Pattern[str]:
    """Words that stand free: no hyphen, digit, slash or inner full stop beside them."""
    return re.compile(r"(?<![\w.’'&/+-])[^\W\d_]+(?:['’][^\W\d_]+)*(?![\w’'&/+-]|\.\w)")


@cache
def _bends() -> re.Pattern[str]:
    lower, upper = cased()
    return re.compile(rf"(?<=[{lower}])[{upper}]")
