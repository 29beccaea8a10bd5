"""How sure it is that a run of letters is two words that lost the space between them.

Log-odds from evidence: how frequent the two parts are, alone and as a pair, against the whole; how
readily they begin or end longer words (`-man` does, `-which` never); whether the text says the whole
again, or the parts elsewhere; lengths and capitals. A dictionary alone would split Zelenskyy,
patreon and gearbox.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import log1p
from typing import NamedTuple

from copydesk._vocabulary import RARE, Vocabulary

FEATURES = (
    "pair whole first second least counted length shortest capital repeated first_said "
    "second_said ending beginning first_function second_function"
).split()
FREQUENT_PAIR = 3.8
LONGEST = 40


class Split(NamedTuple):
    """A place in a word where it may be two, with the frequencies of both parts and of the pair."""

    at: int
    first: float
    second: float
    pair: float
    counted: bool


def best_split(word: str, said: Mapping[str, int], known: Vocabulary) -> Split | None:
    """The likeliest split of a lower-case word into two that are known or said elsewhere."""
    if len(word) > LONGEST:
        return None
    return max(splits(word, said, known), key=lambda split: (split.pair, split.at), default=None)


def splits(word: str, said: Mapping[str, int], known: Vocabulary) -> Iterator[Split]:
    for at in range(1, len(word)):
        first = _frequency(word[:at], said, known)
        if first and (second := _frequency(word[at:], said, known)):
            pair = known.pair(word[:at], word[at:])
            chance = min(first + second - 9, FREQUENT_PAIR)
            yield Split(at, first, second, pair or chance, pair > 0)


def features(
    word: str, split: Split, capital: bool, said: Mapping[str, int], known: Vocabulary
) -> Sequence[float]:
    """The evidence for one split of a word, in the order of FEATURES."""
    first, second = word[: split.at], word[split.at :]
    return (
        split.pair, known.zipf(word), split.first, split.second, min(split.first, split.second),
        split.counted, min(len(word), 20), min(len(first), len(second), 6), capital,
        log1p(max(said.get(word, 0) - 1, 0)),
        min(said.get(first, 0), 1), min(said.get(second, 0), 1),
        known.ending(second), known.beginning(first),
        first in known.function_words, second in known.function_words,
    )  # fmt: skip


def log_odds(evidence: Sequence[float], weights: Sequence[float]) -> float:
    """The weighted sum of the evidence; the last weight is the bias."""
    return weights[-1] + sum(x * w for x, w in zip(evidence, weights, strict=False))


def _frequency(part: str, said: Mapping[str, int], known: Vocabulary) -> float:
    return known.zipf(part) or (RARE if len(part) > 3 and said.get(part) else 0.0)
