"""Train the judge of segments: its lexicon and its trees. Needs the extra `train`.

The folder of the data holds `train.*.jsonl.gz` and `dev.*.jsonl.gz` (labelled pages) and `wild/`
(articles of many sites, and marked texts). A mark is a JSON object on a line of its own: `id` and
`sha1` of a text, its `group`, `junk` [start, end, kind], `maybe` [start, end]; or, where only some
segments were judged, `segments` [start, end, 0 or 1]. Same data: same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from copydesk._models import trees as model_trees
from copydesk._models.lexical import Lexicon
from copydesk._models.trees import Model
from copydesk._text.segments import split
from copydesk.cleaners.clutter import ends, frames, gate, measures, verdicts
from copydesk.cleaners.clutter.verdicts import Models, Scores
from copydesk.training import curve, lexicon, marks, record, silver, unread
from copydesk.training.boosting import exported, model_bytes
from copydesk.training.marked import (
    FOLDS,
    Marked,
    bodies,
    cases,
    fold_of,
    label_of,
    lettered,
    marked_texts,
)

MARKED = 3.0
"""How much a segment weighs that was read by someone, against one labelled by recurrence."""
SEGMENT = {"num_leaves": 16, "min_data_in_leaf": 25, "learning_rate": 0.05, "seed": 3}
ENDS = {"num_leaves": 16, "min_data_in_leaf": 20, "learning_rate": 0.05, "seed": 5}
TREES = {"segment": 300, "tail": 200, "head": 100}
FOR = {
    "segment": ("lex", "net", "lex_mean", "net_mean", "frames"),
    "beyond": (
        "score", "score_1_out", "score_2_out", "score_3_out", "mean", "lowest", "second_lowest",
        "against", "for", "mean_4_out", "lex_mean", "net_mean", "highest", "frames", "frames_share",
        "frame",
    ),
}  # fmt: skip
AGAINST = {"segment": (), "beyond": ("prose", "longest_prose", "overlap", "most_overlap", "share")}
"""What speaks for junk the more, the higher it is, and what against it, each frame besides. Trees
that may not learn the opposite from a few texts err less on those of other publishers."""
WEIGHTS = {
    "cleaned": 2.0, "raw": 1.6, "flat": 0.8, "body": 8.0, "some": 1.5, "case": 5.0,
    "recurring": 0.25, "extracted": 0.2,
}  # fmt: skip
"""How much a text counts as it is met: cleaned so far, raw, with its line breaks lost; a body that
is clean as a whole; one of which some segments were judged; a test case; those nobody read."""
PARTS = ("some", "case", "recurring")
"""Kinds of texts that do not show where an article ends."""


Known = tuple[list[int], int, float]
"""A row, its label and what it weighs."""


def boosted(
    known: Sequence[Known], settings: Mapping[str, Any], trees: int, signs: Mapping[str, int]
) -> dict[str, Any]:
    """Boosted trees whose leaves are whole thousandths of log-odds.

    `signs` are the columns: 1 for what speaks for junk the more, the higher it is, -1 for what
    speaks against it, 0 for what may speak for either.
    """
    import lightgbm
    import numpy as np

    rows, labels, weights = (np.array(column, float) for column in zip(*known, strict=True))
    common = {
        "objective": "binary", "feature_fraction": 0.5, "bagging_fraction": 0.7, "bagging_freq": 1,
        "lambda_l2": 5.0, "max_bin": 63, "num_threads": 1, "deterministic": True,
        "force_col_wise": True, "verbose": -1, "monotone_constraints": [*signs.values()],
        **settings,
    }  # fmt: skip
    data = lightgbm.Dataset(rows, labels, weight=weights / weights.mean())
    model = exported(lightgbm.train(common, data, trees), list(signs))
    return {**model, "trees": [_whole(tree) for tree in model["trees"]]}


def _whole(tree: Any) -> Any:
    """Leaves as whole thousandths; thresholds between whole numbers as the lower one."""
    if not isinstance(tree, list):
        return round(1000 * tree)
    feature, threshold, low, high = tree
    return [feature, int(threshold // 1), _whole(low), _whole(high)]


def segment_trees(texts: Sequence[Marked]) -> dict[str, Any]:
    """Trees that tell junk segments."""
    known = [
        (row, label, WEIGHTS[t.kind] * min(300, s.end - s.start) ** 0.5)
        for t in texts
        if t.measures
        for row, (label, _, _), s in zip(t.rows, t.labels, t.measures.segments, strict=True)
        if label is not None
    ]
    signs = _signs("segment", measures.names())
    groups = frames.groups()
    signs |= {f"frame: {g.reason}": -1 if g.reason in frames.AGAINST else 1 for g in groups}
    return boosted(known, SEGMENT, TREES["segment"], signs)


def end_trees(texts: Sequence[Marked], tail: bool) -> dict[str, Any]:
    """Trees that tell whether all beyond a place is junk."""
    known = [row for t in texts if t.kind not in PARTS for row in _beyond(t, tail)]
    return boosted(known, ENDS, TREES["tail" if tail else "head"], _signs("beyond", ends.NAMES))


def _signs(of: str, names: Sequence[str]) -> dict[str, int]:
    return {name: (name in FOR[of]) - (name in AGAINST[of]) for name in names}


def _beyond(t: Marked, tail: bool) -> Iterator[Known]:
    n = len(t.labels)
    for i, row in t.beyond[tail]:
        outer = t.labels[i:] if tail else t.labels[: i + 1]
        junk, article = sum(x[1] for x in outer), sum(x[2] for x in outer)
        if junk or article:
            weight = WEIGHTS[t.kind] * min(4, (1 + max(junk, article)) ** 0.25)
            yield row, int(article == 0), weight / (1 if n - i < 25 else 2)


def train(
    texts: Sequence[Marked], lexicons: Mapping[int | None, Mapping[str, Any]]
) -> tuple[dict[str, Any], dict[str, Scores]]:
    """The trees, and the scores of the texts by models without their fold."""
    for t in texts:
        t.measure(Lexicon(lexicons[t.fold]))
    judges = dict[int, Model]()
    for f in FOLDS:
        judges[f] = model_trees.parse(segment_trees([t for t in texts if t.fold != f]))
        for t in (t for t in texts if t.fold == f):
            t.score(judges[f])
    others: dict[str, Scores] = {}
    for f, judge in judges.items():
        rest = [t for t in texts if t.fold != f]
        models = Models(
            judge, *(model_trees.parse(end_trees(rest, tail)) for tail in (True, False))
        )
        with lexicon.used(lexicons[f]):
            for t in (t for t in texts if t.fold == f and t.kind in ("cleaned", "body")):
                others[f"{t.kind} {t.id}"] = _scores(t, models)
    trees = {
        "segment": segment_trees(texts), "tail": end_trees(texts, True),
        "head": end_trees(texts, False),
    }  # fmt: skip
    return trees, others


def _scores(t: Marked, models: Models) -> Scores:
    """The scores of a text; nothing passes where the cleaner would not look at it."""
    assert t.measures
    if gate.is_doubtful(t.text):
        return verdicts.scores(t.measures, models)
    return Scores([verdicts.NEVER] * len(t.rows), {}, {})


def read_examples(
    data: Path, known: Sequence[Mapping[str, Any]], texts: Mapping[str, str]
) -> list[silver.Example]:
    """What the lexicon learns from: recurrence, labelled pages, cues, marks."""
    found = [*silver.examples(silver.articles(data / "wild/articles"))]
    with lexicon.used(lexicon.UNTAUGHT):
        found += [*lexicon.web_examples(marks.pages(data)), *lexicon.cue_examples()]
    for mark in (mark for mark in known if "segments" not in mark and mark["sha1"] in texts):
        text = texts[mark["sha1"]]
        letters = lettered(text, mark)
        for s in split(text):
            label, _, _ = label_of(text, letters, s.start, s.end)
            said = text[s.start : s.end]
            if label is not None:
                found.append(silver.Example(said, bool(label), MARKED, mark["group"], "mark"))
    return found


def read_texts(
    folder: Path,
    known: Sequence[Mapping[str, Any]],
    texts: Mapping[str, str],
    case_files: Iterable[Path],
    outputs: Path | None,
) -> list[Marked]:
    """What the trees learn from, as the cleaners before the judge leave it."""
    from copydesk.pipeline import Pipeline

    clean = Pipeline.default().without("remove_clutter")
    found = [*marked_texts(known, texts, clean)]
    found += [*bodies(marks.pages(folder), clean), *cases(case_files)]
    read = {mark["sha1"] for mark in known}
    articles = silver.articles(folder / "wild/articles")
    found += unread.recurring(a for a in articles if marks.sha1(a["text"]) not in read)
    if outputs:
        pages = {page["id"]: page for page in marks.pages(folder)}
        found += unread.extracted(pages, unread.outputs(outputs))
    return found


def trained(
    folder: Path, marked: Path, case_files: Iterable[Path] = (), outputs: Path | None = None
) -> tuple[dict[str, bytes], str]:
    """The content of the model files and of their record by name, and figures by models without a
    text's fold.

    The cleaners weigh words by the lexicon, too: it is learned first, from texts as they came.
    """
    case_files = sorted(case_files)
    known = [*marks.of_gold(folder / "wild"), *marks.read(marked)]
    found = marks.texts(folder / "wild")
    lexicons = lexicon.Trainer(read_examples(folder, known, found), fold_of).lexicons(FOLDS)
    with lexicon.used(lexicons[None]):
        texts = read_texts(folder, known, found, case_files, outputs)
        trees, scores = train(texts, lexicons)
    files = {"words.json": model_bytes(lexicons[None]), "trees.json": model_bytes(trees)}
    files[record.FILE] = record.content(record.inputs(marked, case_files), files)
    return files, curve.report(texts, scores)
