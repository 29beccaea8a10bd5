"""Into which words a run of letters falls, the likeliest split or chain: the reference."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from math import log1p

from copydesk._kernels.settled import Glue

RARE = 1.5
"""Zipf value of a word that only the text itself vouches for."""

SAID = 3.5
"""Zipf value from which a word beside a function word is taken for a word of its own."""

FREQUENT_PAIR = 3.8
LEAST_LIKELY = -0.9
"""Powers of ten a letter that a chain of four words or more has: not `cos me to log ist`."""

CHAINED, LONG = 2.5, 7  # what stands in a chain of three or more is no rare short word
ENDED = "ed", "ing", "ly"
SHORT_FORMS = "it's he's she's that's what's there's who's here's where's how's let's".split()


def split_of(
    word: str,
    capital: bool,
    words: Mapping[str, float],
    coined: Collection[str],
    pairs: Mapping[str, float],
) -> tuple[str, ...]:
    """The likeliest split of a lower-case word into parts that are known or coined by the text.

    What is coined has more than three letters. Into two, or where that cannot be into more: a link
    of one word that lost both its spaces.
    """
    if word.endswith("'s") and not any(word.endswith(short) for short in SHORT_FORMS):
        word = word[:-2]
    places = range(1, len(word))
    heads = [at for at in places if word[:at] in words or word[:at] in coined]
    tails = [at for at in heads if word[at:] in words or word[at:] in coined]
    splits = [(word[:at], word[at:]) for at in tails if _real(word, at, capital)]
    likely = _likeliness(words, pairs)
    best = max(splits, key=likely, default=())
    if best and min(words.get(part, RARE) for part in best) >= CHAINED:
        return best
    chain = _chain(word, words) if heads else ()
    plainly = best and chain and min(words.get(part, RARE) for part in chain) >= SAID
    return chain if not best or (plainly and _fits(chain, words) > _fits(best, words)) else best


def evidence_of(
    whole: str,
    first: str,
    second: str,
    words: Mapping[str, float],
    says: Callable[[str], bool],
    times: int,
    glue: Glue,
) -> tuple[float, ...]:
    """What speaks for and against a word being two: see EVIDENCE in the cleaner of words.

    `times`: how often the text says the whole.
    """
    frequencies = words.get(first, RARE), words.get(second, RARE)
    frequent = glue.pairs.get(f"{first}_{second}", 0.0)
    return (
        frequent or min(frequencies[0] + frequencies[1] - 9, FREQUENT_PAIR),
        *frequencies, min(frequencies), frequent > 0,
        min(len(whole), 20), min(len(first), len(second), 6), log1p(max(times - 1, 0)),
        says(first), says(second), _ending(second, glue), glue.beginnings.get(first, 0.0),
        first in glue.small, second in glue.small, first.endswith(ENDED), second.endswith(ENDED),
        first.endswith("s"), (len(first) == 1) - (len(second) == 1),
        _ending(first, glue), glue.beginnings.get(second, 0.0),
        glue.seams.get(first[-3:] + second[:3], 0.0),
        glue.capitals.get(first, 0.5), glue.capitals.get(second, 0.5),
    )  # fmt: skip


def _ending(word: str, glue: Glue) -> float:
    """How readily a word, or its singular, ends longer ones."""
    return max(glue.endings.get(word, 0.0), glue.endings.get(word.removesuffix("s"), 0.0))


def _real(word: str, at: int, capital: bool) -> bool:
    """A lone i is a word only as a capital."""
    return word[at:] != "i" and (capital or word[:at] != "i")


def _likeliness(
    words: Mapping[str, float], pairs: Mapping[str, float]
) -> Callable[[tuple[str, ...]], float]:
    def likely(parts: tuple[str, ...]) -> float:
        first, second = parts
        chance = words.get(first, RARE) + words.get(second, RARE) - 9
        return pairs.get(f"{first}_{second}", 0.0) or min(chance, FREQUENT_PAIR)

    return likely


def _fits(parts: tuple[str, ...], words: Mapping[str, float]) -> float:
    """How likely the words are to stand side by side by chance, on the Zipf scale."""
    value = 0.0
    for part in parts:  # as `sum` adds up differs from one Python to the next
        value += words.get(part, RARE)
    return value - 9 * (len(parts) - 1)


def _chain(word: str, words: Mapping[str, float]) -> tuple[str, ...]:
    """The likeliest chain of known words that makes up the whole word."""
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
