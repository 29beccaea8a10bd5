"""How sure a block of a page's text is article, and whether a text is that of a page at all.

A model file holds `words` (word weights) and three sets of trees (see `copydesk._models.trees`):
`page` scores a block, `context` scores it again beside those around it, `kind` scores a text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, fsum
from typing import Any

from copydesk._kernels.blocks import Measures
from copydesk._models import trees
from copydesk._text import data
from copydesk.cleaners.boilerplate.line_features import NAMES
from copydesk.errors import UnreadableFile

KIND_NAMES = (
    "blocks", "mean_words", "in_sentences", "short", "copies", "doubtful", "sure", "many_sure",
    "words", "first", "last",
)  # fmt: skip
PARTS = "words", "page", "context", "kind"
ENDS = 5
"""Blocks at each end whose scores tell the kind."""
SETTLED = 4.0
"""Log-odds, for or against, that no block loses again."""
AT_ONCE = 1000
"""So many blocks are measured at a time: a book has many."""
SENTENCE, LONG, REACH, FAR = 6, 18, 8, -2.6
"""Far from every sentence of so many words and every block so long, all have the same score."""


class LineModel:
    """Word weights and three sets of trees."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self.words: Mapping[str, float] = found["words"]
        self.page, self.kind = trees.parse(found["page"]), trees.parse(found["kind"])
        self.context = trees.parse(found["context"])

    def kind_score(self, measures: Measures, scores: Sequence[float]) -> float:
        """The log-odds of a text that it is that of a whole page."""
        return self.kind.score(kind_row(measures, scores))


@cache
def load(path: str | None = None) -> LineModel:
    """The model in a file, or the one that is shipped; read once a process.

    Raises UnreadableFile for a file that lacks a part.
    """
    if path is None:
        return LineModel(data.parsed("lines.json"))
    with open(path, "rb") as file:
        found = json.load(file)
    if lacks := [part for part in PARTS if part not in found]:
        raise UnreadableFile(f"the model in {path} has no {', '.join(lacks)}: train it again")
    return LineModel(found)


def scores(measures: Measures, page: trees.Model) -> list[float]:
    """The log-odds of each block that it is article, on a page.

    Half of a page's blocks are far from every sentence: those need no look.
    """
    near = _near_sentences(measures)
    asked = [i for i, is_near in enumerate(near) if is_near]
    tables = (measures.table(asked[at : at + AT_ONCE]) for at in range(0, len(asked), AT_ONCE))
    found = (score for table in tables for score in page.scores(table, len(NAMES), SETTLED))
    return [next(found) if is_near else FAR for is_near in near]


def _near_sentences(measures: Measures) -> list[bool]:
    """Whether a block is within reach of a sentence."""
    near = [False] * len(measures.words)
    end = 0
    for i, (words, sentence) in enumerate(zip(measures.words, measures.sentences, strict=True)):
        if words >= (SENTENCE if sentence else LONG):
            start = max(i - REACH, end)
            end = min(i + REACH + 1, len(near))
            near[start:end] = [True] * (end - start)
    return near


def kind_row(measures: Measures, scores: Sequence[float]) -> list[float]:
    """What tells a page's text from an extracted article, in the order of `KIND_NAMES`."""
    n = len(scores) or 1
    junk = sum(w for w, s in zip(measures.words, scores, strict=True) if s < 0)
    return [
        *measures.whole,
        measures.short,
        measures.copied / n,
        sum(s < -1 for s in scores) / n,
        sum(s < -2.5 for s in scores) / n,
        min(sum(s < -2.5 for s in scores), 40),
        junk / measures.total,
        fsum(scores[:ENDS]) / min(n, ENDS),
        fsum(scores[-ENDS:]) / min(n, ENDS),
    ]


def gains(scores: Sequence[float], words: Sequence[int]) -> list[float]:
    """What is won by keeping each block: its words, by how much likelier they are article."""
    return [(w + 1) * (2 / (1 + exp(-max(-9.0, min(9.0, s)))) - 1)
            for s, w in zip(scores, words, strict=True)]  # fmt: skip


def best_run(gained: Sequence[float]) -> tuple[int, int]:
    """Start and end of the run with the largest sum (Kadane's algorithm); (0, 0) if none is > 0."""
    best, run, start, found = 0.0, 0.0, 0, (0, 0)
    for i, gain in enumerate(gained):
        if run <= 0:
            run, start = 0.0, i
        run += gain
        if run > best:
            best, found = run, (start, i + 1)
    return found
