"""The model of lines: which blocks of a page's text are article, and whether it is a page's at all.

A page is a JSON object on a line of its own (the file may
be gzipped): `text`, as your scraper gives it; `gold`, the article in it; and if you like `group`
(pages of one group, a site say, are never on both sides of a split), `weight` (1 if not said),
`unsure` (lines of the text from which nothing is to be learned) and `kind`: `page` for the text of
a whole page, `article` for one that an extractor has been over; else its share of junk decides.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from copydesk._kernels.blocks import Measures, word_count
from copydesk._models import trees
from copydesk.cleaners.boilerplate import cues, line_context, line_features, line_model, page_run
from copydesk.cleaners.boilerplate import lines as layout
from copydesk.cleaners.boilerplate.line_features import measured
from copydesk.cleaners.boilerplate.lines import Block
from copydesk.cleaners.boilerplate.page_run import Wording
from copydesk.cleaners.boilerplate.peeling import Peeler
from copydesk.cleaners.boilerplate.structure import by_cue
from copydesk.training.alignment import shares
from copydesk.training.boosting import boosted, exported

FOLDS = 3
WORDS = 1500
"""How many words get a weight; and in how many groups a word must have been seen."""
GROUPS = 15
PAGE = 0.3
"""From what share of junk on a text is that of a page, where its kind is not said."""
PAGE_TREES = 200, 15
CONTEXT_TREES = 100, 15
KIND_TREES = 50, 6
"""How many trees, and how many leaves each has."""
_WORD = re.compile(r"[^\W\d_]+")

Row = Sequence[float]
Known = tuple[Row, int, float]
"""Measures, label and weight."""


@dataclass
class Example:
    """A text's blocks with their labels (1 article, 0 junk, -1 unsure) and what they weigh."""

    blocks: Sequence[Block]
    wording: Wording
    labels: list[int]
    weights: list[float]
    fold: int
    group: str
    weight: float
    junk: float
    is_page: bool
    rows: list[Row] = field(default_factory=list)
    measures: Measures | None = None
    scores: list[float] = field(default_factory=list)


def example(page: Mapping[str, Any]) -> Example:
    """Label the blocks of a page's text by how much of each stands in the gold article."""
    blocks, wording = _read(page["text"])
    unsure = {_folded(line) for line in page.get("unsure", ())}
    found = shares([block.text.lower() for block in blocks], page["gold"].lower())
    labels = [
        -1
        if share is None or 0.25 < share < 0.75 or _folded(block.text) in unsure
        else int(share > 0.5)
        for block, share in zip(blocks, found, strict=True)
    ]
    words = [word_count(block.text) for block in blocks]
    known = [(min(w, 40) + 3.0) * (y >= 0) for w, y in zip(words, labels, strict=True)]
    total = sum(known) or 1.0
    junk = sum(w for w, y in zip(words, labels, strict=True) if y == 0) / (sum(words) or 1)
    group = str(page.get("group", page["text"][:200]))
    weight = float(page.get("weight", 1))
    weights = [weight * w / total for w in known]
    is_page = page["kind"] == "page" if "kind" in page else junk >= PAGE
    fold = zlib.crc32(group.encode()) % FOLDS
    return Example(blocks, wording, labels, weights, fold, group, weight, junk, is_page)


def _read(text: str) -> tuple[Sequence[Block], Wording]:
    """The blocks of a text, and what they say."""
    lines = layout.split(text)
    pieces = layout.pieces(text, lines)
    peeled = Peeler(cues.load()).all(pieces)
    found = [p.cue for p in peeled]
    left = [p.text for p in peeled]
    blocks: Sequence[Block] = layout.blocks(text, pieces, found)
    reasons = by_cue(left, found, layout.paragraphs(left, blocks))
    blocks = page_run.without_marks(blocks, found)
    words = [word_count(block.text) for block in blocks]
    return blocks, page_run.wording(blocks, words, found, reasons, len(pieces) > len(lines))


def train(pages: Iterable[Mapping[str, Any]], seed: int = 0) -> dict[str, Any]:
    """The content of a model file, learned from labelled pages.

    Word weights for a text's measures come from pages of other groups, and so do the scores that
    the kind and the second look are learned from: else the trees would trust both more than they
    deserve.
    """
    examples = [example(page) for page in pages]
    by_page = [e for e in examples if e.is_page]
    if len({e.fold for e in by_page if e.blocks}) < 2:
        raise ValueError(
            'too few texts of whole pages; give some of kind "page", of several groups'
        )
    for fold in range(FOLDS):
        words = word_weights([e for e in by_page if e.fold != fold])
        for e in (e for e in examples if e.fold == fold):
            e.measures = measured(e.blocks, words)
            e.rows = [e.measures.row(i) for i in range(len(e.blocks))]
    for fold in range(FOLDS):
        model = trees.parse(_fitted([e for e in by_page if e.fold != fold], seed))
        for e in examples:
            if e.fold == fold and e.measures is not None:
                e.scores = line_model.scores(e.measures, model)
    return {
        "words": word_weights(by_page),
        "page": _fitted(by_page, seed),
        "context": _boosted(
            [known for e in by_page for known in _in_doubt(e)], line_context.NAMES, seed,
            CONTEXT_TREES,
        ),
        "kind": _boosted(
            [_kind(e) for e in examples if e.blocks], line_model.KIND_NAMES, seed, KIND_TREES
        ),
    }  # fmt: skip


def _kind(e: Example) -> Known:
    assert e.measures is not None
    return line_model.kind_row(e.measures, e.scores), int(e.is_page), e.weight


def _in_doubt(e: Example) -> Iterator[Known]:
    """The blocks of a page that are looked at again."""
    assert e.measures is not None
    asked = [i for i in line_context.in_doubt(e.scores, e.wording) if e.labels[i] >= 0]
    table = line_context.table(e.measures, e.scores, e.wording, asked)
    width = len(line_context.NAMES)
    for at, i in enumerate(asked):
        yield table[at * width : (at + 1) * width], e.labels[i], e.weights[i]


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
    """Boosted trees, so many with so many leaves; none where there is nothing to learn from."""
    import numpy as np

    if not known:
        return {"features": list(names), "bias": 0.0, "trees": []}
    rows, labels, weights = (np.array(column, np.float32) for column in zip(*known, strict=True))
    trees, leaves = size
    booster = boosted(
        rows, labels, weights / weights.mean(), trees=trees, num_leaves=leaves, seed=seed,
        min_data_in_leaf=100, feature_fraction=0.6, bagging_fraction=0.7, lambda_l2=5, max_bin=63,
    )  # fmt: skip
    return exported(booster, names)


def word_weights(examples: Sequence[Example]) -> dict[str, float]:
    """How much each word speaks for article (> 0) or junk (< 0): a logistic regression.

    Only words that many groups use count, so that the topics of the day weigh little; the number of
    a block's words is in the regression too, so that no word has to stand for it.
    """
    import numpy as np

    blocks = [
        (_words(block), y, w)
        for e in examples
        for block, y, w in zip(e.blocks, e.labels, e.weights, strict=True)
        if y >= 0 and w > 0
    ]
    words = _common_words(examples)
    if not words or len({y for _, y, _ in blocks}) < 2:
        return {}
    has = _occurrences([found for found, _, _ in blocks], words)
    learned = _regression(has, *zip(*blocks, strict=True))
    telling = np.abs(learned) * np.sqrt(np.asarray(has.sum(0)).ravel())
    best = sorted(zip(-telling, words, learned, strict=True))[:WORDS]
    return {word: round(float(weight), 2) for _, word, weight in sorted(best, key=lambda x: x[1])}


def _words(block: Block) -> frozenset[str]:
    return frozenset(_WORD.findall(block.text[:400].lower()))


def _common_words(examples: Sequence[Example]) -> list[str]:
    """The words that were seen in enough groups."""
    groups = defaultdict[str, set[str]](set)
    for e in examples:
        for block in e.blocks:
            for word in _words(block):
                groups[word].add(e.group)
    return sorted(word for word in groups if len(groups[word]) >= GROUPS)


def _occurrences(blocks: Sequence[frozenset[str]], words: Sequence[str]) -> Any:
    """A matrix: a row a block, a column a word, 1 where the block has it."""
    import numpy as np
    from scipy.sparse import csr_matrix

    place = {word: i for i, word in enumerate(words)}
    at, of = list[int](), list[int]()
    for row, found in enumerate(blocks):
        columns = [place[word] for word in sorted(found) if word in place]
        at += [row] * len(columns)
        of += columns
    return csr_matrix((np.ones(len(at), np.float32), (at, of)), (len(blocks), len(words)))


def _regression(
    has: Any, blocks: Sequence[frozenset[str]], labels: Sequence[int], weights: Sequence[float]
) -> Any:
    """The weight of each column of a matrix, beside the weights of how many words a block has."""
    import numpy as np
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    n = len(blocks)
    steps = np.digitize([len(words) for words in blocks], (2, 4, 7, 11, 19))
    size = csr_matrix((np.full(n, 3.0), (np.arange(n), steps)), (n, 6))
    model = LogisticRegression(C=0.05, max_iter=60)
    weight = np.array(weights)
    model.fit(hstack([has, size]).tocsr(), labels, weight * n / weight.sum())
    return model.coef_[0][: has.shape[1]]


def _folded(text: str) -> str:
    return " ".join(text.split())
