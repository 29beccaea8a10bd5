"""A small lexical model: how much the words and pairs of words of a segment speak for junk.

Names and links count as shapes, numbers by their digits, so that what is learned from some sites
serves for others. Weights are whole numbers, hundredths of log-odds: sums are exact everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from copydesk._text import data
from copydesk._text.patterns import lazy

MARGIN = 40
"""Of a longer segment only so many words at both ends are looked at."""
STEM = 5
"""A word of 7 or more letters counts by its first letters too: endings differ, junk does not."""
_TOKEN = lazy(
    r"https?://\S+|www\.\S+|pic\.twitter\S+|[\w.+-]{1,64}@[\w-]+\.\w+|[@#]\w+"
    r"|[^\s!-/:-@\[-`{-~।“”‘’«»„…–—|•·©→►、。，「」]+|[©|»→►]|[.!?:…]+(?=\s*$)"
)
_DIGITS = lazy(r"\d+")


class Reading:
    """A segment's words, as they stand and as the model knows them, and what they look like.

    >>> Reading("Follow Ann on X: @ann2").words
    ['follow', 'ann', 'on', 'x', '⟨at⟩']
    """

    __slots__ = ("__dict__", "capitals", "letters", "raw", "shouts", "words")

    def __init__(self, text: str) -> None:
        raw = _TOKEN.findall(text)
        self.raw = raw if len(raw) <= 2 * MARGIN else raw[:MARGIN] + raw[-MARGIN:]
        self.words = [_known_as(word) for word in self.raw]
        spelled = [word for word in self.raw if word[0].isalpha()]
        self.letters = len(spelled)
        self.shouts = sum(len(word) > 1 and word.isupper() for word in spelled)
        self.capitals = sum(word[0].isupper() for word in spelled) - self.shouts

    @cached_property
    def stems(self) -> set[str]:
        return {word[:STEM] for word in self.words if len(word) >= 7 and word[0].isalpha()}

    @cached_property
    def tokens(self) -> set[str]:
        """Words, pairs, first and last word, stems, and shapes: what the model has weights for."""
        words = self.words
        found = {*words, *map(" ".join, pairwise(words))}
        found.update("p:" + stem for stem in self.stems)
        if words:
            found.update(("^ " + words[0], words[-1] + " $"))
        if self.letters:
            found.add(f"⟨caps{4 * (self.capitals + self.shouts) // self.letters}⟩")
            if self.shouts == self.letters:
                found.add("⟨upper⟩")
        found.add(f"⟨n{min(7, (len(words) + 1).bit_length())}⟩")
        return found


class Lexicon:
    """Weights of words, pairs, stems and shapes.

    >>> Lexicon({"bias": -100, "weights": {"subscribe": 300}}).score(Reading("Subscribe now"))
    200
    """

    def __init__(self, found: Mapping[str, Any]) -> None:
        self.bias: int = found["bias"]
        self.weights: dict[str, int] = found["weights"]

    def found(self, reading: Reading) -> dict[str, int]:
        """The weights of a segment's tokens."""
        weights = self.weights
        return {token: weights[token] for token in reading.tokens & weights.keys()}

    def score(self, reading: Reading) -> int:
        """Hundredths of log-odds that a segment is junk, by its words alone."""
        return self.bias + sum(self.found(reading).values())


@cache
def load(name: str) -> Lexicon:
    """The lexicon of a data file, read once a process."""
    return Lexicon(data.parsed(name))


def _known_as(word: str) -> str:
    first = word[0]
    if first in "@#" and len(word) > 1:
        return "⟨at⟩" if first == "@" else "⟨hash⟩"
    if len(word) > 8 and word.startswith(("http", "www.", "pic.")):
        return "⟨url⟩"
    if "@" in word:
        return "⟨mail⟩"
    if first.isdigit():
        year = len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")
        return "⟨y⟩" if year else _DIGITS.sub("0", word.lower())
    return word.lower()
