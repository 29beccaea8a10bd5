"""How well a text matches the gold article: 4-shingles of words, precision and recall by page.

The measure of the article extraction benchmark by Scrapinghub (2020): multisets of runs of four
words; the mean precision and the mean recall over the pages; F1 of the two means.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

_WORD = re.compile(r"\w+")


class Score(NamedTuple):
    precision: float
    recall: float
    f1: float


def score(pairs: Iterable[tuple[str, str]]) -> Score:
    """Score of (text, gold) pairs."""
    by_page = [page_score(text, gold) for text, gold in pairs]
    precisions = [p.precision for p in by_page if p.precision == p.precision]
    recalls = [p.recall for p in by_page if p.recall == p.recall]
    precision = sum(precisions) / max(len(precisions), 1)
    recall = sum(recalls) / max(len(recalls), 1)
    return Score(precision, recall, f1(precision, recall))


def page_score(text: str, gold: str) -> Score:
    """Score of one text; precision or recall is NaN where there is nothing to measure."""
    found, wanted = shingles(text), shingles(gold)
    hits = sum((found & wanted).values())
    nan = float("nan")
    precision = hits / found.total() if found else nan
    recall = hits / wanted.total() if wanted else nan
    return Score(precision, recall, f1(precision, recall))


def shingles(text: str, n: int = 4) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(zip(*(words[i:] for i in range(n)), strict=False))


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def lost_characters(text: str, cleaned: str) -> int:
    """How many non-white characters of a text are gone from the cleaned one (a multiset count)."""
    before, after = Counter("".join(text.split())), Counter("".join(cleaned.split()))
    return (before - after).total()
