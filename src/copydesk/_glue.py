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
from functools import cache, cached_property, partial
from itertools import pairwise
from math import log1p
from typing import NamedTuple

from copydesk._joints import cased
from copydesk._vocabulary import RARE, Vocabulary

EVIDENCE = {
    "letters": (
        "pair first second rarer counted length shortest repeated first_said second_said "
        "ends begins first_function second_function first_ended second_ended plural_first "
        "single ends_first begins_second seam "
        "first_capital second_capital capital parts hyphen_before hyphen_after"
    ).split(),
    "case": (
        "first second rarer first_unknown second_unknown whole pair capital upper upper_word "
        "first_length second_length single bends repeated first_said second_said first_function "
        "second_function head begins ends bent bent_share "
        "first_capital second_capital"
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
            word, (start, end) = match[0], match.span()
            bends = [bend.start() for bend in _bends().finditer(word)]
            if bends:
                yield from self._bent(word, bends, start)
            elif len(word) <= LONGEST and (word.islower() or word[1:].islower()):
                hyphens = chunk[start - 1 : start] == "-", chunk[end : end + 1] == "-"
                yield from self._even(word, start, hyphens)

    def _even(self, word: str, start: int, hyphens: tuple[bool, bool]) -> Iterator[Candidate]:
        """`Ukrainewhich`: no capital tells where the second word begins."""
        whole, capital = plain(word), word[0].isupper()
        if self.known.zipf(whole):
            return
        parts = self.best_split(whole, capital) or self.best_triple(whole, capital)
        at = 0
        for first, second in pairwise(parts):
            at += len(first)
            evidence = self.letters(whole, first, second)
            yield Candidate(start + at, "letters", (*evidence, capital, len(parts), *hyphens))

    def best_split(self, word: str, capital: bool = False) -> tuple[str, ...]:
        """The likeliest split of a lower-case word into two that are known or said elsewhere."""
        splits = ((word[:at], word[at:]) for at in range(1, len(word)))
        return max(filter(partial(self._real, capital), splits), key=self._likeliness, default=())

    def best_triple(self, word: str, capital: bool) -> tuple[str, ...]:
        """The likeliest split into three: a link of one word that lost both its spaces."""
        heads = [at for at in range(1, len(word) - 1) if self._frequency(word[:at])]
        tails = [at for at in range(2, len(word)) if self._frequency(word[at:])]
        triples = ((word[:i], word[i:j], word[j:]) for i in heads for j in tails if i < j)
        return max(filter(partial(self._real, capital), triples), key=self._likeliness, default=())

    def _real(self, capital: bool, parts: tuple[str, ...]) -> bool:
        """All parts are words; a lone i is one only as a capital."""
        return all(map(self._frequency, parts)) and "i" not in parts[1 if capital else 0 :]

    def _likeliness(self, parts: tuple[str, ...]) -> float:
        return sum(self._pair(first, second) for first, second in pairwise(parts))

    def _pair(self, first: str, second: str) -> float:
        chance = self._frequency(first) + self._frequency(second) - 9
        return self.known.pair(first, second) or min(chance, FREQUENT_PAIR)

    def _frequency(self, part: str) -> float:
        return self.known.zipf(part) or (RARE if len(part) > 3 and self.said[part] else 0.0)

    def letters(self, whole: str, first: str, second: str) -> Sequence[float]:
        known, said = self.known, self.said
        frequencies = self._frequency(first), self._frequency(second)
        return (
            self._pair(first, second), *frequencies, min(frequencies),
            known.pair(first, second) > 0, min(len(whole), 20), min(len(first), len(second), 6),
            log1p(said[whole] - 1), said[first] > 0, said[second] > 0,
            known.ending(second), known.beginning(first),
            first in known.function_words, second in known.function_words,
            _ENDED.search(first) is not None, _ENDED.search(second) is not None, first.endswith("s"),
            (len(first) == 1) - (len(second) == 1), known.ending(first), known.beginning(second), known.seam(first, second),
            known.capital(first), known.capital(second),
        )  # fmt: skip

    def _bent(self, word: str, bends: list[int], start: int) -> Iterator[Candidate]:
        """`saidMusk`, `ShareTweetEmail`: capitals inside a word."""
        whole, cuts = plain(word), [0, *bends, len(word)]
        if self.known.zipf(whole):
            return
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
            known.capital(first), known.capital(second),
        )  # fmt: skip


def plain(text: str) -> str:
    """Lower case, with straight apostrophes."""
    return text.lower().replace("’", "'")


@cache
def _words() -> re.Pattern[str]:
    """Words that stand free: no digit, slash or inner full stop beside them."""
    return re.compile(r"(?<![\w.’'&/+])[^\W\d_]+(?:['’][^\W\d_]+)*(?![\w’'&/+(]|\.\w)")


@cache
def _bends() -> re.Pattern[str]:
    lower, upper = cased()
    return re.compile(rf"(?<=[{lower}])[{upper}]")
