"""The models of blocks: which parts of a whole HTML page are its article.

Pages whose article another extractor found weigh less.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from copydesk.cleaners.markup.block_context import CONTEXT_NAMES, context
from copydesk.cleaners.markup.block_features import NAMES, table
from copydesk.cleaners.markup.html import Block, Page, read
from copydesk.training import alignment
from copydesk.training.boosting import boosted, exported, model_bytes
from copydesk.training.pages import html, labelled

FOLDS = 5
SILVER = 0.5
"""The weight of a page whose article an extractor found; 1 where it came from the source."""
FEWEST_DOMAINS = 8
"""A class name counts where so many sites use it: no rule for a single site."""

RUN = 3
"""How many words in a row must match to count in a block that is not short."""

_FIRST = {"trees": 150, "num_leaves": 15, "min_data_in_leaf": 100, "feature_fraction": 0.4}
_SECOND = {"trees": 60, "num_leaves": 8, "min_data_in_leaf": 80, "feature_fraction": 0.7}


class Example(NamedTuple):
    """A page, and for each of its blocks the share of its words that the article has."""

    page: Page
    domain: str
    shares: list[float]
    weight: float


def trained(pages: Sequence[Example]) -> dict[str, bytes]:
    """The data files: weights of class names, the model of single blocks, that of their context."""
    scores: dict[int, list[float]] = {}
    for fold in range(FOLDS):  # the second model learns from scores as unseen pages get them
        seen = [page for page in pages if _fold(page) != fold]
        model, cues = _first(seen)
        scores |= {id(p): _scores(model, cues, p.page) for p in pages if _fold(p) == fold}
    model, cues = _first(pages)
    rows = [row for page in pages for row in context(page.page, scores[id(page)])]
    second = _fitted(rows, pages, _SECOND)
    return {
        "block_cues.json": model_bytes(cues),
        "blocks.json": model_bytes(exported(model, NAMES)),
        "blocks_context.json": model_bytes(exported(second, CONTEXT_NAMES)),
    }


def examples(folder: Path, split: str = "train") -> Iterator[Example]:
    """The pages of a split, each block labelled by aligning it with the article."""
    golds = {page["id"]: page for page in labelled(folder, split)}
    for name, content in html(folder, split):
        if gold := golds.get(name):
            page = read(content)
            weight = 1.0 if gold["gold_kind"] == "full" else SILVER
            if page.blocks:
                yield Example(page, gold["domain"], shares(page, gold["gold"]), weight)


def shares(page: Page, gold: str) -> list[float]:
    """For each block the share of its words that stand, in order, in the article."""
    found = alignment.shares([block.text for block in page.blocks], gold, run=RUN)
    return [share or 0.0 for share in found]


def cue_weights(pages: Sequence[Example]) -> dict[str, float]:
    """For each word of class names the log-odds that text below it belongs to the article.

    Every site has one vote, the share of article in what stands below the word there.
    """
    votes: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    for page in pages:
        for block, share in zip(page.page.blocks, page.shares, strict=True):
            size = math.sqrt(block.chars)
            for cue in _cues_above(block):
                vote = votes[cue][page.domain]
                vote[0] += size * (share >= 0.5)
                vote[1] += size
    weights = {}
    for cue in sorted(votes):
        if len(votes[cue]) >= FEWEST_DOMAINS and len(cue) < 25:
            shares = sum(a / b for a, b in votes[cue].values())
            odds = math.log((shares + 1) / (len(votes[cue]) - shares + 1.5))
            if abs(odds) > 0.7:
                weights[cue] = round(odds, 1)
    return weights


def _cues_above(block: Block) -> set[str]:
    found: set[str] = set()
    node = block.node
    while node.parent is not None and node.depth > 2:
        found.update(node.cues)
        node = node.parent
    return found


def _first(pages: Sequence[Example]) -> tuple[Any, dict[str, float]]:
    cues = cue_weights(pages)
    rows = [row for page in pages for row in table(page.page, cues)]
    return _fitted(rows, pages, _FIRST), cues


def _fitted(rows: list[list[float]], pages: Sequence[Example], settings: dict[str, Any]) -> Any:
    """A LightGBM booster of the pages' blocks."""
    import numpy

    labels = [share >= 0.5 for page in pages for share in page.shares]
    weights = [
        _weight(b, s) * p.weight
        for p in pages
        for b, s in zip(p.page.blocks, p.shares, strict=True)
    ]
    fixed: dict[str, Any] = {"bagging_fraction": 0.7, "lambda_l2": 5, "seed": 1}
    return boosted(numpy.array(rows, numpy.float32), labels, weights, **fixed, **settings)


def _weight(block: Block, share: float) -> float:
    """Long blocks weigh more, half-aligned ones little, and so do headlines, which golds lack."""
    sure = abs(share - 0.5) * 2 + 0.05
    return math.sqrt(min(block.chars, 400)) * sure * (0.15 if block.node.tag == "h1" else 1.0)


def _scores(model: Any, cues: dict[str, float], page: Page) -> list[float]:
    import numpy

    rows = numpy.array(list(table(page, cues)), numpy.float32)
    return [float(score) for score in model.predict(rows, raw_score=True)]


def _fold(page: Example) -> int:
    """By domain, so that no page of a site judges another one of it."""
    return sum(page.domain.encode()) % FOLDS
