"""A small lexical model: how much the words and pairs of words of a segment speak for junk.

Names and links count as shapes, numbers by their digits, so that what is learned from some sites
serves for others. Weights are whole numbers, hundredths of log-odds: sums are exact everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from copydesk._kernels.lexical import LONG, STEM, Weights, read, shapes
from copydesk._text import data


class Reading:
    """A segment's words, as they stand and as the model knows them, and what they look like.

    >>> Reading("Follow Ann on X: @ann2").words
    ['follow', 'ann', 'on', 'x', '⟨at⟩']
    """

    __slots__ = ("__dict__", "capitals", "letters", "shouts", "words")

    def __init__(self, text: str) -> None:
        self.words, self.letters, self.capitals, self.shouts = read(text)

    @cached_property
    def stems(self) -> set[str]:
        return {word[:STEM] for word in self.words if len(word) >= LONG and word[0].isalpha()}

    @cached_property
    def tokens(self) -> set[str]:
        """Words, pairs, first and last word, stems, and shapes: what the model has weights for."""
        words = self.words
        found = {*words, *map(" ".join, pairwise(words))}
        found.update("p:" + stem for stem in self.stems)
        if words:
            found.update(("^ " + words[0], words[-1] + " $"))
        found.update(shapes(len(words), self.letters, self.capitals, self.shouts))
        return found


class Lexicon:
    """Weights of words, pairs, stems and shapes.

    >>> Lexicon({"bias": -100, "weights": {"subscribe": 300}}).score(Reading("Subscribe now"))
    200
    """

    def __init__(self, found: Mapping[str, Any]) -> None:
        self.bias: int = found["bias"]
        self._weights = Weights(found["weights"])

    def found(self, reading: Reading) -> dict[str, int]:
        """The weights of a segment's tokens."""
        r = reading
        return self._weights.found(r.words, r.letters, r.capitals, r.shouts)

    def read(self, text: str) -> tuple[list[str], int, int, int, dict[str, int]]:
        """A segment's words, how many are spelled, have a capital, are in capitals, and the weights
        of its tokens."""
        return self._weights.read(text)

    def score_of(self, text: str) -> int:
        """The score of a segment, where its words are not asked for.

        >>> Lexicon({"bias": -100, "weights": {"subscribe": 300}}).score_of("Subscribe now")
        200
        """
        return self.bias + self._weights.score(text)

    def score(self, reading: Reading) -> int:
        """Hundredths of log-odds that a segment is junk, by its words alone."""
        return self.bias + sum(self.found(reading).values())


@cache
def load(name: str) -> Lexicon:
    """The lexicon of a data file, read once a process."""
    return Lexicon(data.parsed(name))
