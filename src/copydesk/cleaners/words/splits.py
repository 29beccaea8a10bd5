"""Into which words a run of letters falls: the likeliest split, or chain, of known words."""

from __future__ import annotations

from copydesk._kernels.parting import RARE, SAID
from copydesk._kernels.tokens import best_split
from copydesk._models.vocabulary import Vocabulary
from copydesk.cleaners.words.text_words import TextWords

__all__ = ["FREQUENT", "SAID", "Splits"]

FREQUENT = 3.0
"""Zipf value from which a word beside a known name is taken for a word of its own."""


class Splits:
    """What a text, and what is known of its language, say about the words in a run of letters."""

    def __init__(self, text_words: TextWords, known: Vocabulary) -> None:
        self.text_words, self.known = text_words, known

    def best_split(self, word: str, capital: bool = False) -> tuple[str, ...]:
        """The likeliest split of a lower-case word into parts that are known or said elsewhere.

        Into two, or where that cannot be into more: a link of one word that lost both its spaces.
        """
        known = self.known
        return best_split(word, capital, known.words, self.text_words.coined, known.pairs)

    def frequency(self, part: str) -> float:
        return self.known.words.get(part, RARE)
