"""Builds what tells each language, and the word lists of the languages that have no model.

    pip install wordfreq
    python -m tests.quality.build_languages

* `telling.txt`: frequent words that are far rarer in every other language that is written alike.
* `words.txt`: frequent words; rare ones only where they could be taken for two; none that are two
  frequent words without their space (`dela`: rarer by far than the pair of words it is made of).

The result is the same for the same inputs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from copydesk._models.vocabulary import languages, lists
from tests.quality.build_words import by_value

DATA = Path(__file__).resolve().parents[2] / "src" / "copydesk" / "data" / "languages"
ALIKE = "en de fr es it pt nl sv da nb fi pl cs ca ro hu id tr sh sk sl lv lt fil ms vi is".split()
LEAST_TELLING, MARGIN = 4.6, 0.7
LEAST_WORD, LEAST_TEMPTING, LARGEST = 2.2, 1.2, 490_000
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def main() -> None:
    for name in languages():
        write(name, "telling.txt", TELLING_HEAD, wrapped(telling(name)))
        if name != "en":
            write(name, "words.txt", WORDS_HEAD, by_value(words(name)))


@cache
def frequencies(name: str) -> Mapping[str, float]:
    import wordfreq

    size = "large" if name in wordfreq.available_languages("large") else "small"
    found = wordfreq.get_frequency_dict(name, size)
    return {w: math.log10(share) + 9 for w, share in found.items() if _WORD.fullmatch(w)}


def telling(name: str) -> list[str]:
    """Words of a language that no other has as a frequent one."""
    others = [frequencies(other) for other in ALIKE if other != name]
    return [
        word
        for word, value in sorted(frequencies(name).items())
        if value >= LEAST_TELLING
        and value - max(other.get(word, 0.0) for other in others) >= MARGIN
    ]


def words(name: str) -> dict[str, float]:
    """The most frequent words that fit, and those that could be taken for two."""
    found, small = frequencies(name), frozenset(lists(name)["function_words"].split())
    beside = frozenset(lists(name).get("beside_words", "").split())
    real = {w: z for w, z in found.items() if len(w) > 1 and not glued(w, z, found)}
    kept = {
        w: z for w, z in real.items() if z >= LEAST_TEMPTING and tempting(w, real, small, beside)
    }
    size = sum(len(w.encode()) + 1 for w in kept)
    for word, value in sorted(real.items(), key=lambda item: (-item[1], item[0])):
        if value < LEAST_WORD or size > LARGEST:
            break
        size += 0 if word in kept else len(word.encode()) + 1
        kept[word] = value
    single = {w: z for w, z in found.items() if len(w) == 1 and w in small}
    return kept | single


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


def wrapped(found: list[str]) -> list[str]:
    """Words in lines of their initial letter."""
    initials = sorted({word[0] for word in found})
    return [" ".join(w for w in found if w[0] == initial) for initial in initials]


def write(name: str, file: str, head: str, lines: list[str]) -> None:
    text = "".join(f"# {line}\n" for line in head.splitlines()) + "\n".join(lines) + "\n"
    (DATA / name / file).write_text(text, "utf-8")
    print(name, file, len(text.encode()), "bytes")


MADE = "Made by tests/quality/build_languages.py; sources and licences in DATA-LICENSE.txt."
TELLING_HEAD = f"Words that tell the language: frequent in no other that is written alike.\n{MADE}"
WORDS_HEAD = f"Words by frequency: tenths of the Zipf scale, then the words.\n{MADE}"

if __name__ == "__main__":
    main()
