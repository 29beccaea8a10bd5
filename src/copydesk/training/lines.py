"""Train the line model from labelled pages. Needs the extra `train`.

    python -m copydesk.training.lines PAGES.jsonl ... -o lines.json

Same pages, same seed: same bytes. A page is a JSON object on a line of its own (the file may
be gzipped): `text`, as your scraper gives it; `gold`, the article in it; and if you like `group`
(pages of one group, a site say, are never on both sides of a split), `weight` (1 if not said),
`unsure` (lines of the text from which nothing is to be learned) and `kind`: `page` for the text of
a whole page, `article` for one that an extractor has been over; else its share of junk decides.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from copydesk._models import trees
from copydesk.cleaners.boilerplate import line_features, line_model
from copydesk.cleaners.boilerplate import lines as layout
from copydesk.cleaners.boilerplate.line_features import Measures
from copydesk.cleaners.boilerplate.lines import Block
from copydesk.training.alignment import shares

FOLDS = 3
WORDS = 1500
"""How many words get a weight; and in how many groups a word must have been seen."""
GROUPS = 15
PAGE = 0.3
"""From what share of junk on a text is that of a page, where its kind is not said."""
PAGE_TREES = 230, 15
KIND_TREES = 50, 6
"""How many trees, and how many leaves each has."""
_WORD = re.compile(r"[^\W\d_]+")

Row = list[float]
Known = tuple[Row, int, float]
"""Measures, label and weight."""


@dataclass
class Example:
    """A text's blocks with their labels (1 article, 0 junk, -1 unsure) and what they weigh."""

    blocks: list[Block]
    labels: list[int]
    weights: list[float]
    fold: int
    group: str
    weight: float
    junk: float
    is_page: bool
    rows: list[Row] = field(default_factory=list)
    measures: Measures | None = None


def read_pages(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The pages of JSON-lines files, gzipped or not."""
    for path in paths:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as file:
            yield from map(json.loads, file)


def example(page: Mapping[str, Any]) -> Example:
    """Label the blocks of a page's text by how much of each stands in the gold article."""
    lines = layout.split(page["text"])
    blocks = layout.blocks(page["text"], lines, [False] * len(lines))
    unsure = {_folded(line) for line in page.get("unsure", ())}
    found = shares([block.text for block in blocks], page["gold"])
    labels = [
        -1
        if share is None or 0.25 < share < 0.75 or _folded(block.text) in unsure
        else int(share > 0.5)
        for block, share in zip(blocks, found, strict=True)
    ]
    words = [line_features.word_count(block.text) for block in blocks]
    known = [(min(w, 40) + 3.0) * (y >= 0) for w, y in zip(words, labels, strict=True)]
    total = sum(known) or 1.0
    junk = sum(w for w, y in zip(words, labels, strict=True) if y == 0) / (sum(words) or 1)
    group = str(page.get("group", page["text"][:200]))
    weight = float(page.get("weight", 1))
    weights = [weight * w / total for w in known]
    is_page = page["kind"] == "page" if "kind" in page else junk >= PAGE
    fold = zlib.crc32(group.encode()) % FOLDS
    return Example(blocks, labels, weights, fold, group, weight, junk, is_page)


def train(pages: Iterable[Mapping[str, Any]], seed: int = 0) -> dict[str, Any]:
    """The content of a model file, learned from labelled pages.

    Word weights for a text's measures come from pages of other groups, and so do the scores that
    the kind is told from: else the trees would trust both more than they deserve.
    """
    examples = [example(page) for page in pages]
    by_page = [e for e in examples if e.is_page]
    for fold in range(FOLDS):
        words = word_weights([e for e in by_page if e.fold != fold])
        for e in (e for e in examples if e.fold == fold):
            e.measures = Measures(e.blocks, words)
            e.rows = [e.measures.row(i) for i in range(len(e.blocks))]
    kinds: list[Known] = []
    for fold in range(FOLDS):
        model = trees.parse(_fitted([e for e in by_page if e.fold != fold], seed))
        kinds += (_kind(e, model) for e in examples if e.fold == fold and e.blocks)
    return {
        "words": word_weights(by_page),
        "page": _fitted(by_page, seed),
        "kind": _boosted(kinds, line_model.KIND_NAMES, seed, KIND_TREES),
    }


def _kind(e: Example, model: trees.Model) -> Known:
    assert e.measures is not None
    scores = line_model.scores(e.measures, model)
    return line_model.kind_row(e.measures, scores), int(e.is_page), e.weight


def _fitted(examples: Sequence[Example], seed: int) -> dict[str, Any]:
    """Trees that tell article blocks from junk."""
    known = [
        (row, label, weight)
        for e in examples
        for row, label, weight in zip(e.rows, e.labels, e.weights, strict=True)
        if label >= 0
    ]
    return _boosted(known, line_features.NAMES, seed, PAGE_TREES)


def _boosted(
    known: Sequence[Known], names: Sequence[str], seed: int, size: tuple[int, int]
) -> dict[str, Any]:
    """Boosted trees, so many with so many leaves."""
    import lightgbm
    import numpy as np

    rows, labels, weights = (np.array(column, np.float32) for column in zip(*known, strict=True))
    trees, leaves = size
    settings = {
        "objective": "binary", "num_leaves": leaves, "learning_rate": 0.07, "min_data_in_leaf": 100,
        "feature_fraction": 0.6, "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5.0,
        "max_bin": 63, "seed": seed, "num_threads": 1, "deterministic": True,
        "force_row_wise": True, "verbose": -1,
    }  # fmt: skip
    data = lightgbm.Dataset(rows, labels, weight=weights / weights.mean())
    return exported(lightgbm.train(settings, data, trees), names)


def word_weights(examples: Sequence[Example]) -> dict[str, float]:
    """How much each word speaks for article (> 0) or junk (< 0): a logistic regression.

    Only words that many groups use count, so that the topics of the day weigh little; the number of
    a block's words is in the regression too, so that no word has to stand for it.
    """
    import numpy as np
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    blocks = [
        (frozenset(_WORD.findall(block.text[:400].lower())), y, w)
        for e in examples
        for block, y, w in zip(e.blocks, e.labels, e.weights, strict=True)
        if y >= 0 and w > 0
    ]
    groups = defaultdict(set)
    for e in examples:
        for block in e.blocks:
            for word in set(_WORD.findall(block.text[:400].lower())):
                groups[word].add(e.group)
    place = {
        word: i for i, word in enumerate(sorted(w for w in groups if len(groups[w]) >= GROUPS))
    }
    if not place or len({y for _, y, _ in blocks}) < 2:
        return {}
    cells = [
        (i, place[word])
        for i, (words, _, _) in enumerate(blocks)
        for word in sorted(words)
        if word in place
    ]
    at, of = zip(*cells, strict=True)
    has = csr_matrix((np.ones(len(at), np.float32), (at, of)), (len(blocks), len(place)))
    steps = np.digitize([len(words) for words, _, _ in blocks], (2, 4, 7, 11, 19))
    size = csr_matrix(
        (np.full(len(blocks), 3.0), (np.arange(len(blocks)), steps)), (len(blocks), 6)
    )
    weights = np.array([w for _, _, w in blocks])
    model = LogisticRegression(C=0.05, max_iter=60)
    model.fit(
        hstack([has, size]).tocsr(),
        [y for _, y, _ in blocks],
        weights * len(blocks) / weights.sum(),
    )
    learned = model.coef_[0][: len(place)]
    telling = np.abs(learned) * np.sqrt(np.asarray(has.sum(0)).ravel())
    best = sorted(zip(-telling, place, learned, strict=True))[:WORDS]
    return {word: round(float(weight), 2) for _, word, weight in sorted(best, key=lambda x: x[1])}


def exported(booster: Any, features: Sequence[str]) -> dict[str, Any]:
    """A LightGBM booster as the content of a model file (see `copydesk._models.trees`)."""
    dump = booster.dump_model()
    trees = [_tree(info["tree_structure"]) for info in dump["tree_info"]]
    return {"features": list(features), "bias": 0.0, "trees": trees}


def model_bytes(model: Mapping[str, Any]) -> bytes:
    """A model as it is stored."""
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
    return (text.replace("],[", "],\n[").replace('},"', '},\n"') + "\n").encode()


def _tree(node: dict[str, Any]) -> float | list[Any]:
    if "leaf_value" in node:
        return round(float(node["leaf_value"]), 3)
    if node["decision_type"] != "<=":
        raise ValueError("only numeric features can be exported")
    sides = _tree(node["left_child"]), _tree(node["right_child"])
    return [node["split_feature"], _short(node["threshold"]), *sides]


def _short(threshold: float) -> float:
    """Three significant digits are enough for a threshold, and whole numbers stay whole."""
    short = float(f"{threshold:.3g}")
    return int(short) if short.is_integer() else short


def _folded(text: str) -> str:
    return " ".join(text.split())


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser("python -m copydesk.training.lines", description=__doc__)
    parser.add_argument("pages", nargs="+", type=Path, help="labelled pages: JSON lines")
    parser.add_argument("-o", "--output", type=Path, required=True, help="model file to write")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    model = train(read_pages(given.pages), given.seed)
    given.output.write_bytes(model_bytes(model))
    print(f"{given.output}: {given.output.stat().st_size} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
