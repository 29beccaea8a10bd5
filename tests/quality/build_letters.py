"""Builds `src/copydesk/data/decoding/letters.json`: which letters follow which, by language.

    pip install wordfreq
    python -m tests.quality.build_letters

From the frequencies of words in wordfreq's small lists (data: CC BY-SA 4.0). For each language its
letters and, for each pair of them, how unlikely the second is behind the first: nats times EIGHTH,
as one character from "!" on; the first letter is the word's edge. For Chinese, Japanese and Korean
the characters from the most frequent on.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from itertools import pairwise
from pathlib import Path

from wordfreq import get_frequency_dict  # type: ignore[import-not-found]  # needed to build alone

from copydesk._text.guess import EDGE, FLOOR, FROM, SCALE

OUT = Path(__file__).resolve().parents[2] / "src" / "copydesk" / "data" / "decoding"
WORDS = 30_000
CHARACTERS = 800
LEAST_SHARE = 2e-6


def main() -> None:
    alphabets = {name: _pairs(name) for name in FROM}
    frequent = {name: _frequent(name) for name in ("zh", "ja", "ko")}
    table = {"alphabets": alphabets, "frequent": frequent}
    text = json.dumps(table, ensure_ascii=False, indent=0)
    (OUT / "letters.json").write_text(text + "\n", "utf-8")


def _words(language: str) -> list[tuple[str, float]]:
    frequencies = get_frequency_dict(language, wordlist="small")
    best = sorted(frequencies.items(), key=lambda item: (-item[1], item[0]))[:WORDS]
    return [(word, share) for word, share in best if word.isalpha()]


def _pairs(language: str) -> dict[str, str]:
    pairs: Counter[tuple[str, str]] = Counter()
    single: Counter[str] = Counter()
    for word, share in _words(language):
        share = share**0.75  # rare words have letters that frequent ones lack
        padded = EDGE + word.replace("i̇", "i") + EDGE
        single.update(dict.fromkeys(set(padded), 0.0))
        for first, second in pairwise(padded):
            pairs[first, second] += share  # type: ignore[assignment]  # counts are shares
            single[second] += share  # type: ignore[assignment]
    total = sum(single.values())
    letters = [x for x, n in single.most_common() if n > LEAST_SHARE * total and x != EDGE]
    letters = [EDGE, *sorted(letters)]
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
    counts: Counter[str] = Counter()
    for word, share in get_frequency_dict(language, wordlist="small").items():
        for character in word:
            if character > "\u3040":
                counts[character] += share  # type: ignore[assignment]  # counts are shares
    return "".join(x for x, _ in counts.most_common(CHARACTERS))


if __name__ == "__main__":
    main()
