"""What tells each language, and the frequent words of those that have no model.

* Telling words: frequent in a language, and far rarer in every other that is written alike.
* Words: the most frequent ones; rare ones only where they could be taken for two; none that are two
  frequent words without their space (`dela`: rarer by far than the pair of words it is made of).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from copydesk._models.vocabulary import lists
from copydesk.training.words_tables import MADE, listed, table

ALIKE = "en de fr es it pt nl sv da nb fi pl cs ca ro hu id tr sh sk sl lv lt fil ms vi is".split()
LEAST_TELLING, MARGIN = 4.6, 0.7
LEAST_WORD, LEAST_TEMPTING, LARGEST = 2.2, 1.2, 490_000
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@cache
def frequencies(language: str) -> Mapping[str, float]:
    """The words of a language's list, without numbers and the like."""
    return {w: z for w, z in listed(language).items() if _WORD.fullmatch(w)}


def telling(language: str) -> bytes:
    """Words of a language that no other has as a frequent one, a line for each initial letter."""
    others = [frequencies(other) for other in ALIKE if other != language]
    found = [
        word
        for word, value in sorted(frequencies(language).items())
        if value >= LEAST_TELLING
        and value - max(other.get(word, 0.0) for other in others) >= MARGIN
    ]
    initials = sorted({word[0] for word in found})
    lines = [" ".join(w for w in found if w[0] == initial) for initial in initials]
    head = f"# Words that tell the language: frequent in no other that is written alike.\n# {MADE}"
    return "\n".join([head, *lines, ""]).encode()


def frequent(language: str) -> bytes:
    """The most frequent words that fit, and those that could be taken for two."""
    found, small = frequencies(language), frozenset(lists(language)["function_words"].split())
    beside = frozenset(lists(language).get("beside_words", "").split())
    real = {w: z for w, z in found.items() if len(w) > 1 and not glued(w, z, found)}
    kept = {w: z for w, z in real.items() if z >= LEAST_TEMPTING}
    kept = {w: z for w, z in kept.items() if tempting(w, real, small, beside)}
    size = sum(len(w.encode()) + 1 for w in kept)
    for word, value in sorted(real.items(), key=lambda item: (-item[1], item[0])):
        if value < LEAST_WORD or size > LARGEST:
            break
        size += 0 if word in kept else len(word.encode()) + 1
        kept[word] = value
    single = {w: z for w, z in found.items() if len(w) == 1 and w in small}
    return table("words", kept | single)


def glued(word: str, value: float, found: Mapping[str, float]) -> bool:
    """Two frequent words without their space: rarer by far than chance would have them meet."""
    if value > 4.2:
        return False
    for at in range(1, len(word)):
        first, second = found.get(word[:at], 0.0), found.get(word[at:], 0.0)
        if max(first, second) > 6 and min(first, second) > 4 and first + second - 9 > value + 2:
            return True
    return False


def tempting(
    word: str, found: Mapping[str, float], small: frozenset[str], beside: frozenset[str]
) -> bool:
    """Could a rare word be taken for two by the rules for languages without a model?"""
    for at in range(1, len(word)):
        first, second = word[:at], word[at:]
        if first in small and second in small:
            return True
        other = second if first in beside else first if second in beside else ""
        if found.get(other, 0.0) >= 3.5:
            return True
    return False
