"""Train the judge of segments: its lexicon and its trees. Needs the extra `train`.

The folder of the data holds `train.*.jsonl.gz` and `dev.*.jsonl.gz` (labelled pages) and `wild/`
(articles of many sites, and marked texts). A mark is a JSON object on a line of its own: `id` and
`sha1` of a text, its `group`, `junk` [start, end, kind], `maybe` [start, end]; or, where only some
segments were judged, `segments` [start, end, 0 or 1]. Same data: same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from copydesk._models import trees as model_trees
from copydesk._models.lexical import Lexicon
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
    is_told,
    label_of,
    lettered,
    marked_texts,
)

MARKED = 3.0
"""How much a segment weighs that was read by someone, against one labelled by recurrence."""
SEGMENT = {"num_leaves": 24, "min_data_in_leaf": 25, "learning_rate": 0.12}
ENDS = {"num_leaves": 12, "min_data_in_leaf": 40, "learning_rate": 0.1}
TREES = {"segment": 270, "tail": 240, "head": 120}
SEEDS = {"segment": (5, 12, 19), "tail": (40, 47, 54, 61), "head": (40, 47, 54, 61)}
"""The trees are the mean of several smaller models: one model, learned again, now takes a sentence
or half of a text, and now does not."""
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
CASE_JUNK = 8.0
"""So much more counts what has to go of a test case than what has to stay: it is little."""
PARTS = ("some", "recurring")
"""Kinds of texts that do not show where an article ends."""


Known = tuple[list[int], int, float]
"""A row, its label and what it weighs."""


class Trained(NamedTuple):
    """The content of the model files and of their record by name; models without a fold's
    publishers by file, such as `0/trees.json`; and figures by these."""

    files: dict[str, bytes]
    folds: dict[str, bytes]
    report: str


def boosted(
    known: Sequence[Known], kind: str, settings: Mapping[str, Any], signs: Mapping[str, int]
) -> dict[str, Any]:
    """Boosted trees of a kind, the mean of its seeds; leaves are whole thousandths of log-odds.

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
    seeds, weights = SEEDS[kind], weights / weights.mean()
    models = [
        lightgbm.train(
            {**common, "seed": seed},
            lightgbm.Dataset(rows, labels, weight=weights),
            TREES[kind] // len(seeds),
        )
        for seed in seeds
    ]
    found = [exported(model, list(signs)) for model in models]
    turns = zip(*(model["trees"] for model in found), strict=True)
    return {**found[0], "trees": [_whole(tree, len(seeds)) for turn in turns for tree in turn]}


def _whole(tree: Any, models: int) -> Any:
    """Leaves as whole thousandths of a mean; thresholds between whole numbers as the lower one."""
    if not isinstance(tree, list):
        return round(1000 * tree / models)
    feature, threshold, low, high = tree
    return [feature, int(threshold // 1), _whole(low, models), _whole(high, models)]


def segment_trees(texts: Sequence[Marked]) -> dict[str, Any]:
    """Trees that tell junk segments."""
    known = [
        (row, label, _weight(t, label) * min(300, s.end - s.start) ** 0.5)
        for t in texts
        if t.measures
        for row, (label, _, _), s in zip(t.rows, t.labels, t.measures.segments, strict=True)
        if label is not None
    ]
    signs = _signs("segment", measures.names())
    groups = frames.groups()
    signs |= {f"frame: {g.reason}": -1 if g.reason in frames.AGAINST else 1 for g in groups}
    return boosted(known, "segment", SEGMENT, signs)


def _weight(t: Marked, label: int) -> float:
    return WEIGHTS[t.kind] * t.weight * (CASE_JUNK if label and t.kind == "case" else 1)


def end_trees(texts: Sequence[Marked], tail: bool) -> dict[str, Any]:
    """Trees that tell whether all beyond a place is junk."""
    known = [row for t in texts if t.kind not in PARTS for row in _beyond(t, tail)]
    return boosted(known, "tail" if tail else "head", ENDS, _signs("beyond", ends.NAMES))


def _signs(of: str, names: Sequence[str]) -> dict[str, int]:
    return {name: (name in FOR[of]) - (name in AGAINST[of]) for name in names}


def _beyond(t: Marked, tail: bool) -> Iterator[Known]:
    n = len(t.labels)
    for i, row in t.beyond[tail]:
        outer = t.labels[i:] if tail else t.labels[: i + 1]
        junk, article = sum(x[1] for x in outer), sum(x[2] for x in outer)
        if junk or article:
            weight = WEIGHTS[t.kind] * t.weight * min(4, (1 + max(junk, article)) ** 0.25)
            yield row, int(article == 0), weight / (1 if n - i < 25 else 2)


def train(
    texts: Sequence[Marked], lexicons: Mapping[int | None, Mapping[str, Any]]
) -> dict[int | None, dict[str, Any]]:
    """The trees of all texts, and for each fold those of the others."""
    for t in texts:
        t.measure(Lexicon(lexicons[t.fold]))
    judges = {f: segment_trees([t for t in texts if t.fold != f]) for f in FOLDS}
    for f, found in judges.items():
        judge = model_trees.parse(found)
        for t in (t for t in texts if t.fold == f):
            t.score(judge)
    trees: dict[int | None, dict[str, Any]] = {
        f: _trees(judge, [t for t in texts if t.fold != f]) for f, judge in judges.items()
    }
    return {**trees, None: _trees(segment_trees(texts), texts)}


def _trees(segment: dict[str, Any], texts: Sequence[Marked]) -> dict[str, Any]:
    return {
        "segment": segment, "tail": end_trees(texts, True), "head": end_trees(texts, False),
    }  # fmt: skip


def scored(
    texts: Sequence[Marked],
    trees: Mapping[int | None, Mapping[str, Any]],
    lexicons: Mapping[int | None, Mapping[str, Any]],
) -> dict[str, Scores]:
    """The scores of the texts by models without their fold."""
    found: dict[str, Scores] = {}
    for f in FOLDS:
        models = verdicts.parsed(trees[f])
        with lexicon.used(lexicons[f]):
            for t in (t for t in texts if t.fold == f and t.kind in ("cleaned", "body")):
                found[f"{t.kind} {t.id}"] = _scores(t, models)
    return found


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
            if label is not None and not is_told(said, letters[s.start : s.end]):
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
) -> Trained:
    """Learn it all.

    The cleaners weigh words by the lexicon, too: it is learned first, from texts as they came.
    """
    case_files = sorted(case_files)
    known = [*marks.of_gold(folder / "wild"), *marks.read(marked)]
    found = marks.texts(folder / "wild")
    lexicons = lexicon.Trainer(read_examples(folder, known, found), fold_of).lexicons(FOLDS)
    with lexicon.used(lexicons[None]):
        texts = read_texts(folder, known, found, case_files, outputs)
        trees = train(texts, lexicons)
        report = curve.report(texts, scored(texts, trees, lexicons))
    models = {f: _files(lexicons[f], trees[f]) for f in (None, *FOLDS)}
    files = models[None]
    written = record.content(record.inputs(marked, case_files), files)
    folds = {f"{f}/{name}": content for f in FOLDS for name, content in models[f].items()}
    return Trained({**files, record.FILE: written}, folds, report)


def _files(words: Mapping[str, Any], trees: Mapping[str, Any]) -> dict[str, bytes]:
    return {"words.json": model_bytes(words), "trees.json": model_bytes(trees)}
