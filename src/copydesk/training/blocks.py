"""Train the block models of whole pages on pages with known articles; extra `train`.

    python -m copydesk.training.blocks FOLDER

The folder holds `train.*.jsonl.gz` (id, domain, gold, gold_kind) and `html.*.jsonl.gz` (id, split,
html). Same pages, same seed: same bytes. Pages whose article another extractor found weigh less.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from copydesk.cleaners.markup.block_context import CONTEXT_NAMES, context
from copydesk.cleaners.markup.block_features import NAMES, table
from copydesk.cleaners.markup.html import Block, Page, read
from copydesk.training.lines import exported, model_bytes

FOLDS = 5
SILVER = 0.5
"""The weight of a page whose article an extractor found; 1 where it came from the source."""
FEWEST_DOMAINS = 8
"""A class name counts where so many sites use it: no rule for a single site."""

_WORD = re.compile(r"\w+")
_FIRST = {"trees": 150, "num_leaves": 15, "min_data_in_leaf": 100, "feature_fraction": 0.4}
_SECOND = {"trees": 60, "num_leaves": 8, "min_data_in_leaf": 80, "feature_fraction": 0.7}


class Example(NamedTuple):
    """A page, and for each of its blocks the share of its words that the article has."""

    page: Page
    domain: str
    shares: list[float]
    weight: float


def main(folder: str) -> None:
    """Train, and write the models into the package's data."""
    models = trained(list(examples(Path(folder))))
    for name, content in models.items():
        with Path(str(files("copydesk").joinpath("data", name))).open("wb") as file:
            file.write(content)
        print(f"{name}: {len(content):,} bytes")


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
    golds = {row["id"]: row for row in _rows(folder, f"{split}.*.jsonl.gz")}
    for row in _rows(folder, "html.*.jsonl.gz"):
        gold = golds.get(row["id"])
        if gold and row["split"] == split:
            page = read(row["html"])
            weight = 1.0 if gold["gold_kind"] == "full" else SILVER
            if page.blocks:
                yield Example(page, gold["domain"], shares(page, gold["gold"]), weight)


def shares(page: Page, gold: str) -> list[float]:
    """For each block the share of its words that align, in order, with the article's.

    Short matches count in short blocks only: every page has "the" and "of" outside of the article.
    """
    from rapidfuzz.distance import LCSseq

    words, owners = list[str](), list[int]()
    for index, block in enumerate(page.blocks):
        found = _WORD.findall(block.text)
        words += found
        owners += [index] * len(found)
    counts = [0] * len(page.blocks)
    for owner in owners:
        counts[owner] += 1
    hits = [0] * len(page.blocks)
    for step in LCSseq.opcodes(words, _WORD.findall(gold)):
        if step.tag == "equal":
            long = step.src_end - step.src_start >= 3
            for owner in owners[step.src_start : step.src_end]:
                hits[owner] += long or counts[owner] <= 6
    return [hit / count if count else 0.0 for hit, count in zip(hits, counts, strict=True)]


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
    """A LightGBM booster: one thread, fixed seeds, so that its bytes are the same each time."""
    import lightgbm
    import numpy

    labels = [share >= 0.5 for page in pages for share in page.shares]
    weights = [
        _weight(b, s) * p.weight
        for p in pages
        for b, s in zip(p.page.blocks, p.shares, strict=True)
    ]
    fixed = {"objective": "binary", "learning_rate": 0.07, "bagging_freq": 1,
             "bagging_fraction": 0.7, "lambda_l2": 5, "seed": 1, "deterministic": True,
             "force_row_wise": True, "num_threads": 1, "verbose": -1}  # fmt: skip
    data = lightgbm.Dataset(
        numpy.array(rows, numpy.float32), numpy.array(labels, int), weight=weights
    )
    rest = {key: value for key, value in settings.items() if key != "trees"}
    return lightgbm.train(fixed | rest, data, settings["trees"])


def _weight(block: Block, share: float) -> float:
    """Long blocks weigh more, half-aligned ones little, and so do headlines, which golds lack."""
    sure = abs(share - 0.5) * 2 + 0.05
    return math.sqrt(min(block.chars, 400)) * sure * (0.15 if block.node.tag == "h1" else 1.0)


def _scores(model: Any, cues: dict[str, float], page: Page) -> list[float]:
    import numpy

    rows = numpy.array(table(page, cues), numpy.float32)
    return [float(score) for score in model.predict(rows, raw_score=True)]


def _fold(page: Example) -> int:
    """By domain, so that no page of a site judges another one of it."""
    return sum(page.domain.encode()) % FOLDS


def _rows(folder: Path, pattern: str) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob(pattern)):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from map(json.loads, file)


if __name__ == "__main__":
    main(sys.argv[1])
