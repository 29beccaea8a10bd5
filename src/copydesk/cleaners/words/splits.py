"""Into which words a run of letters falls: the likeliest split, or chain, of known words."""

from __future__ import annotations

from itertools import pairwise

from copydesk._models.vocabulary import RARE, Vocabulary
from copydesk.cleaners.words.text_words import TextWords

SAID = 3.5
"""Zipf value from which a word beside a function word is taken for a word of its own."""

FREQUENT = 3.0
"""Zipf value from which a word beside a known name is taken for a word of its own."""

FREQUENT_PAIR = 3.8
LEAST_LIKELY = -0.9
"""Powers of ten a letter that a chain of four words or more has: not `cos me to log ist`."""

CHAINED, LONG = 2.5, 7  # what stands in a chain of three or more is no rare short word
SHORT_FORMS = "it's he's she's that's what's there's who's here's where's how's let's".split()


class Splits:
    """What a text, and what is known of its language, say about the words in a run of letters."""

    def __init__(self, text_words: TextWords, known: Vocabulary) -> None:
        self.text_words, self.known = text_words, known

    def best_split(self, word: str, capital: bool = False) -> tuple[str, ...]:
        """The likeliest split of a lower-case word into parts that are known or said elsewhere.

        Into two, or where that cannot be into more: a link of one word that lost both its spaces.
        """
        if word.endswith("'s") and not any(word.endswith(short) for short in SHORT_FORMS):
            word = word[:-2]
        words, coined = self.known.words, self.text_words.coined
        places = range(1, len(word))
        heads = [at for at in places if word[:at] in words or word[:at] in coined]
        tails = [at for at in heads if word[at:] in words or word[at:] in coined]
        splits = [(word[:at], word[at:]) for at in tails if _real(word, at, capital)]
        best = max(splits, key=self._likeliness, default=())
        if best and min(self.frequency(part) for part in best) >= CHAINED:
            return best
        chain = self._chain(word) if heads else ()
        plainly = best and chain and min(map(self.frequency, chain)) >= SAID
        return chain if not best or (plainly and self._fits(chain) > self._fits(best)) else best

    def _fits(self, parts: tuple[str, ...]) -> float:
        """How likely the words are to stand side by side by chance, on the Zipf scale."""
        return sum(self.frequency(part) for part in parts) - 9 * (len(parts) - 1)

    def _chain(self, word: str) -> tuple[str, ...]:
        """The likeliest chain of known words that makes up the whole word."""
        words = self.known.words
        best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
        for start in range(len(word)):
            if start not in best:
                continue
            value, chain = best[start]
            for end in range(start + 1, len(word) + 1):
                part = word[start:end]
                frequency = words.get(part, 0.0)
                real = part != "i" and frequency > (CHAINED if len(part) < LONG else 0)
                if real and value + frequency - 9 > best.get(end, (-1e9,))[0]:
                    best[end] = value + frequency - 9, (*chain, part)
        value, parts = best.get(len(word), (0.0, ()))
        return parts if len(parts) < 4 or value > LEAST_LIKELY * len(word) else ()

    def _likeliness(self, parts: tuple[str, ...]) -> float:
        return sum(self.pair(first, second) for first, second in pairwise(parts))

    def pair(self, first: str, second: str) -> float:
        chance = self.frequency(first) + self.frequency(second) - 9
        return self.known.pair(first, second) or min(chance, FREQUENT_PAIR)

    def frequency(self, part: str) -> float:
        return self.known.words.get(part, RARE)


def _real(word: str, at: int, capital: bool) -> bool:
    """A lone i is a word only as a capital."""
    return word[at:] != "i" and (capital or word[:at] != "i")
