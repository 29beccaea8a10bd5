"""The words of a text as a lexical model knows them, and those that it has weights for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from copydesk._kernels import kernel

MARGIN = 40
"""Of a longer text only so many words at both ends are looked at."""
STEM, LONG = 5, 7
"""A word of LONG letters or more counts by its first STEM letters too: endings differ, junk does
not."""
_TOKENS = (
    r"https?://\S+|www\.\S+|pic\.twitter\S+|[\w.+-]{1,64}@[\w-]+\.\w+|[@#]\w+"
    r"|[^\s!-/:-@\[-`{-~।“”‘’«»„…–—|•·©→►、。，「」]+|[©|»→►]|[.!?:…]+(?=\s*$)"
)
_pattern = cache(re.compile)  # on first need


@kernel
def read(text: str) -> tuple[list[str], int, int, int]:
    """The words, how many are spelled, have a capital, are in capitals; names are shapes.

    >>> read("Follow ANN on X: @ann2 in 2024!")
    (['follow', 'ann', 'on', 'x', '⟨at⟩', 'in', '⟨y⟩', '!'], 5, 2, 1)
    """
    raw = _pattern(_TOKENS).findall(text)
    if len(raw) > 2 * MARGIN:
        raw = raw[:MARGIN] + raw[-MARGIN:]
    spelled = [word for word in raw if word[0].isalpha()]
    shouts = sum(len(word) > 1 and word.isupper() for word in spelled)
    capitals = sum(word[0].isupper() for word in spelled) - shouts
    return [_known_as(word) for word in raw], len(spelled), capitals, shouts


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
        return "⟨y⟩" if year else _pattern(r"\d+").sub("0", word.lower())
    return word.lower()


def shapes(words: int, letters: int, capitals: int, shouts: int) -> Iterator[str]:
    """How many words there are, how many of the spelled ones have capitals."""
    if letters:
        yield f"⟨caps{4 * (capitals + shouts) // letters}⟩"
        if shouts == letters:
            yield "⟨upper⟩"
    yield f"⟨n{min(7, (words + 1).bit_length())}⟩"


@kernel
class Weights:
    """Whole numbers by token: words, pairs of words, `^` and `$` for both ends, stems, shapes.

    >>> weights = Weights({"rain": 1, "^ rain": 2, "p:sudde": 4, "⟨n2⟩": 8})
    >>> weights.found(["rain", "suddenly"], 2, 0, 0)
    {'rain': 1, '^ rain': 2, 'p:sudde': 4, '⟨n2⟩': 8}
    """

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._weights = dict(weights)
        self._pairs: dict[str, dict[str, str]] = {}
        for token in weights:
            first, blank, second = token.partition(" ")
            if blank:
                self._pairs.setdefault(first, {})[second] = token

    def read(self, text: str) -> tuple[list[str], int, int, int, dict[str, int]]:
        """A text as `read` gives it, and the tokens that have a weight."""
        reading = read(text)
        return *reading, self.found(*reading)

    def score(self, text: str) -> int:
        """The sum of the weights of a text's tokens."""
        return sum(self.found(*read(text)).values())

    def found(
        self, words: Sequence[str], letters: int, capitals: int, shouts: int
    ) -> dict[str, int]:
        """The tokens of a text that have a weight, as `read` gives its words."""
        weights, pairs = self._weights, self._pairs
        found = {word: weights[word] for word in words if word in weights}
        for first, second in pairwise(("^", *words, "$") if words else ()):
            if first in pairs and second in pairs[first]:
                token = pairs[first][second]
                found[token] = weights[token]
        stems = ["p:" + w[:STEM] for w in words if len(w) >= LONG and w[0].isalpha()]
        for token in (*stems, *shapes(len(words), letters, capitals, shouts)):
            if token in weights:
                found[token] = weights[token]
        return found
