"""Which letters follow which, by language: what `decode` guesses an encoding by.

From the frequencies of words in wordfreq's small lists (data: CC BY-SA 4.0). For each language its
letters and, for each pair of them, how unlikely the second is behind the first: nats times SCALE,
as one character from "!" on; the first letter is the word's edge. For Chinese, Japanese and Korean
the characters from the most frequent on.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import defaultdict
from itertools import pairwise

from copydesk._text import data
from copydesk._text.guess import EDGE, FLOOR, SCALE, code_pages

WORDS = 30_000
CHARACTERS = 800
LEAST_SHARE = 2e-6


def letters() -> bytes:
    """The content of `letters.json`."""
    alphabets = {name: _pairs(name) for name in code_pages()}
    frequent = {name: _frequent(name) for name in ("zh", "zh-Hant", "ja", "ko")}
    table = {"alphabets": alphabets, "frequent": frequent}
    return (json.dumps(table, ensure_ascii=False, indent=0) + "\n").encode()


def _listed(language: str) -> dict[str, float]:
    import wordfreq

    found: dict[str, float] = wordfreq.get_frequency_dict(language, wordlist="small")
    return found


def _words(language: str) -> list[tuple[str, float]]:
    best = sorted(_listed(language).items(), key=lambda item: (-item[1], item[0]))[:WORDS]
    words = [(word, share) for word, share in best if word.isalpha()]
    if language == "vi":
        return [(with_tones_apart(word), share) for word, share in words]
    return words


def with_tones_apart(text: str) -> str:
    """Vietnamese as its code page writes it: a vowel, then its tone.

    >>> len("ế"), len(with_tones_apart("ế"))
    (1, 2)
    """
    parts = unicodedata.normalize("NFD", text)
    vowels = _VOWEL.sub(lambda m: unicodedata.normalize("NFC", m[0]), parts)
    return _LATE_MARK.sub(lambda m: unicodedata.normalize("NFC", m[1] + m[3]) + m[2], vowels)


# A vowel and its hat, breve or horn; the same where the tone, a dot below, stands between them.
_VOWEL = re.compile("[A-Za-z][\u0302\u0306\u031b]")
_LATE_MARK = re.compile("([A-Za-z])([\u0300\u0301\u0303\u0309\u0323])([\u0302\u0306\u031b])")


def _pairs(language: str) -> dict[str, str]:
    pairs = defaultdict[tuple[str, str], float](float)
    single = defaultdict[str, float](float)
    for word, share in _words(language):
        share = share**0.75  # rare words have letters that frequent ones lack
        padded = EDGE + word.replace("i̇", "i") + EDGE
        for first, second in pairwise(padded):
            pairs[first, second] += share
            single[second] += share
    total = sum(single.values())
    letters = [EDGE, *sorted(x for x, n in single.items() if n > LEAST_SHARE * total and x != EDGE)]
    rows = []
    for first in letters:
        seen = sum(pairs[first, second] for second in letters)
        for second in letters:
            smooth = seen * 0.01 + total * 1e-6
            chance = (pairs[first, second] + smooth * single[second] / total) / (seen + smooth)
            nats = min(-math.log(chance), FLOOR) if chance else FLOOR
            rows.append(chr(ord("!") + round(nats * SCALE)))
    return {"letters": "".join(letters), "pairs": "".join(rows)}


def _frequent(language: str) -> str:
    """The most frequent characters; of traditional Chinese there is no list: what stands stays."""
    if language == "zh-Hant":
        known: str = data.parsed("decoding/letters.json")["frequent"][language]
        return known
    counts = defaultdict[str, float](float)
    for word, share in _listed(language).items():
        for character in word:
            if character > "\u3040":
                counts[character] += share
    return "".join(sorted(counts, key=lambda x: -counts[x])[:CHARACTERS])
