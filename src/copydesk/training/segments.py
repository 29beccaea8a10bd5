"""Train the judge of segments: its lexicon and its trees. Needs the extra `train`.

The folder of the data holds `train.*.jsonl.gz` and `dev.*.jsonl.gz` (labelled pages) and `wild/`
(articles of many sites, and marked texts). A mark is a JSON object on a line of its own: `id` and
`sha1` of a text, its `group`, `junk` [start, end, kind], `maybe` [start, end]; or, where only some
segments were judged, `segments` [start, end, 0 or 1]. Same data: same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from copydesk._models import trees as model_trees
from copydesk._models.lexical import Lexicon
from copydesk._text.segments import split
from copydesk.cleaners.clutter import ends, measures, verdicts
from copydesk.cleaners.clutter.measures import Measures
from copydesk.cleaners.clutter.verdicts import Bars, Scores
from copydesk.training import lexicon, marks, silver
from copydesk.training.boosting import exported, model_bytes

FOLDS = range(5)
MARKED = 3.0
"""How much a segment weighs that was read by someone, against one labelled by recurrence."""
SEGMENT = {"num_leaves": 16, "min_data_in_leaf": 25, "learning_rate": 0.05, "seed": 3}
ENDS = {"num_leaves": 10, "min_data_in_leaf": 30, "learning_rate": 0.05, "seed": 5}
TREES = {"segment": 250, "tail": 100, "head": 60}
WEIGHTS = {"cleaned": 1.0, "raw": 1.0, "flat": 0.5, "body": 0.3, "some": 1.5, "case": 1.5}
"""How much a text counts as it is met: cleaned so far, raw, with its line breaks lost; a body that
is clean as a whole; one of which some segments were judged;
a test case."""


Known = tuple[list[int], int, float]
"""A row, its label and what it weighs."""


@dataclass
class Marked:
    """A text with a letter for each character: j junk, m maybe, a article, - not judged."""

    id: str
    kind: str
    text: str
    marks: str
    fold: int
    measures: Measures | None = None
    rows: list[list[int]] = field(default_factory=list)
    labels: list[tuple[int | None, int, int]] = field(default_factory=list)
    scores: list[int] = field(default_factory=list)

    def measure(self, by: Lexicon) -> None:
        """Measure the segments; label each by what most of it is."""
        segments = split(self.text)
        self.measures = Measures(self.text, segments, by)
        self.rows = self.measures.rows()
        self.labels = [_label(self.text, self.marks, s.start, s.end) for s in segments]


def fold_of(group: str) -> int:
    """The fold of a publisher."""
    return int(hashlib.md5(group.encode(), usedforsecurity=False).hexdigest(), 16) % len(FOLDS)


def marked_texts(
    found: Iterable[Mapping[str, Any]], texts: Mapping[str, str], clean: Callable[[str], str]
) -> Iterator[Marked]:
    """Each marked text as it is met: cleaned so far, raw, and with its line breaks lost."""
    for mark in found:
        text = texts.get(mark["sha1"])
        if text is None:
            continue
        fold = fold_of(mark["group"])
        if "segments" in mark:
            yield Marked(mark["id"], "some", text, _spread(text, "-", mark["segments"], "aj"), fold)
            continue
        letters = list("a" * len(text))
        for start, end, letter in [(*m, "m") for m in mark["maybe"]] + [
            (s, e, "j") for s, e, _ in mark["junk"]
        ]:
            letters[start:end] = letter * (end - start)
        raw = "".join(letters)
        cleaned = clean(text)
        moved = carried(text, raw, cleaned)
        yield Marked(mark["id"], "cleaned", cleaned, moved, fold)
        if cleaned != text:
            yield Marked(mark["id"], "raw", text, raw, fold)
        if "\n" in cleaned:
            yield Marked(mark["id"], "flat", cleaned.replace("\n", " "), moved, fold)


def carried(text: str, marks: str, cleaned: str) -> str:
    """The letters of a text on what a cleaner made of it."""
    found = ["a"] * len(cleaned)
    old, new = text.split(" "), cleaned.split(" ")
    starts_old, starts_new = _starts(old), _starts(new)
    for i, j, n in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for k in range(n):
            a, b, size = starts_old[i + k], starts_new[j + k], len(new[j + k])
            found[b : b + size] = marks[a : a + size]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, i, i2, j, j2 in blocks:
        if tag == "replace":
            a, b = starts_old[i], starts_new[j]
            before, after = text[a : starts_old[i2]], cleaned[b : starts_new[j2]]
            for x, y, n in SequenceMatcher(
                None, before, after, autojunk=False
            ).get_matching_blocks():
                found[b + y : b + y + n] = marks[a + x : a + x + n]
    return "".join(found)


def _starts(words: Sequence[str]) -> list[int]:
    found = [0]
    for word in words:
        found.append(found[-1] + len(word) + 1)
    return found


def _spread(text: str, empty: str, spans: Iterable[Sequence[int]], letters: str) -> str:
    found = list(empty * len(text))
    for start, end, value in spans:
        found[start:end] = letters[value] * (end - start)
    return "".join(found)


def _label(text: str, marks: str, start: int, end: int) -> tuple[int | None, int, int]:
    """1 junk, 0 article, None mixed or unsure; and how many characters of each."""
    letters = [m for m, c in zip(marks[start:end], text[start:end], strict=True) if not c.isspace()]
    junk, article, bar = letters.count("j"), letters.count("a"), 0.7 * len(letters)
    return (1 if junk > bar else 0 if article > bar else None), junk, article


def boosted(
    known: Sequence[Known], settings: Mapping[str, Any], trees: int, names: Sequence[str]
) -> dict[str, Any]:
    """Boosted trees whose leaves are whole thousandths of log-odds."""
    import lightgbm
    import numpy as np

    rows, labels, weights = (np.array(column, float) for column in zip(*known, strict=True))
    common = {
        "objective": "binary", "feature_fraction": 0.5, "bagging_fraction": 0.7, "bagging_freq": 1,
        "lambda_l2": 5.0, "max_bin": 63, "num_threads": 1, "deterministic": True,
        "force_col_wise": True, "verbose": -1, **settings,
    }  # fmt: skip
    data = lightgbm.Dataset(rows, labels, weight=weights / weights.mean())
    model = exported(lightgbm.train(common, data, trees), names)
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
    return boosted(known, SEGMENT, TREES["segment"], measures.names())


def end_trees(texts: Sequence[Marked], tail: bool) -> dict[str, Any]:
    """Trees that tell whether all beyond a place is junk."""
    known = [row for t in texts if t.kind not in ("some", "case") for row in _beyond(t, tail)]
    return boosted(known, ENDS, TREES["tail" if tail else "head"], ends.NAMES)


def _beyond(t: Marked, tail: bool) -> Iterator[tuple[list[int], int, float]]:
    assert t.measures
    n = len(t.labels)
    for i, row in ends.rows(t.measures, t.rows, t.scores, tail):
        outer = t.labels[i:] if tail else t.labels[: i + 1]
        junk, article = sum(x[1] for x in outer), sum(x[2] for x in outer)
        if junk or article:
            weight = WEIGHTS[t.kind] * min(4, (1 + max(junk, article)) ** 0.25)
            yield row, int(article == 0), weight / (1 if n - i < 25 else 2)


def train(
    texts: Sequence[Marked], found: Sequence[silver.Example]
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Scores]]:
    """The lexicon, the trees, and the scores of the texts by models without their fold."""
    lexicons = lexicon.Trainer(found, fold_of).lexicons(FOLDS)
    for t in texts:
        t.measure(Lexicon(lexicons[t.fold]))
    for f in FOLDS:
        model = model_trees.parse(segment_trees([t for t in texts if t.fold != f]))
        for t in (t for t in texts if t.fold == f):
            t.scores = [int(model.score(row)) for row in t.rows]
    others: dict[str, Scores] = {}
    for f in FOLDS:
        rest = [t for t in texts if t.fold != f]
        tail, head = (model_trees.parse(end_trees(rest, side)) for side in (True, False))
        for t in (t for t in texts if t.fold == f and t.kind in ("cleaned", "body")):
            assert t.measures
            beyond = [
                {i: int(m.score(r)) for i, r in ends.rows(t.measures, t.rows, t.scores, side)}
                for m, side in ((tail, True), (head, False))
            ]
            others[f"{t.kind} {t.id}"] = Scores(t.scores, *beyond)
    trees = {
        "segment": segment_trees(texts), "tail": end_trees(texts, True),
        "head": end_trees(texts, False),
    }  # fmt: skip
    return lexicons[None], trees, others


def bodies(pages: Iterable[Mapping[str, Any]], clean: Callable[[str], str]) -> Iterator[Marked]:
    """Articles that are clean as a whole: nothing of them may go."""
    for page in pages:
        if page["gold_kind"] == "full" and len(page["gold"]) >= 300:
            text = clean(page["gold"])
            if text.count("\n") < 250:
                fold = fold_of(silver.publisher(page["domain"] or ""))
                yield Marked(page["id"], "body", text, "a" * len(text), fold)


def cases(paths: Iterable[Path]) -> Iterator[Marked]:
    """Test cases: what has to go and what has to stay, in small texts made for it."""
    for path in paths:
        for i, case in enumerate(json.loads(path.read_text("utf-8"))):
            text, out = case["in"], case["out"]
            marks = list("j" * len(text))
            for at, _, n in SequenceMatcher(None, text, out, autojunk=False).get_matching_blocks():
                marks[at : at + n] = "a" * n
            yield Marked(f"{path.stem} {i}", "case", text, "".join(marks), i % len(FOLDS))


def read_examples(
    data: Path, texts: Sequence[Marked], groups: Mapping[str, str]
) -> list[silver.Example]:
    """What the lexicon learns from: recurrence, labelled pages, cues, marks."""
    found = [*silver.examples(silver.articles(data / "wild/articles"))]
    found += [*lexicon.web_examples(marks.pages(data)), *lexicon.cue_examples()]
    for t in (t for t in texts if t.id in groups and t.kind in ("raw", "cleaned")):
        for s in split(t.text):
            label, _, _ = _label(t.text, t.marks, s.start, s.end)
            if label is not None:
                found.append(
                    silver.Example(
                        t.text[s.start : s.end], bool(label), MARKED, groups[t.id], "mark"
                    )
                )
    return found


def curve(texts: Sequence[Marked], found: Mapping[str, Scores], bars: Bars) -> dict[str, float]:
    """Junk that goes, of what is left when this cleaner comes; article that goes with it."""
    junk = gone = article = lost = bad = body = harmed = 0
    for t in texts:
        by = found.get(f"{t.kind} {t.id}")
        if by is None or not t.measures:
            continue
        flags = verdicts.verdicts(t.measures, by, bars)
        here = [label for label, flag in zip(t.labels, flags, strict=True) if flag]
        loss = sum(a for _, _, a in here)
        if t.kind == "body":
            body, harmed = body + len(t.text), harmed + loss
            continue
        junk += sum(j for _, j, _ in t.labels)
        article += sum(a for _, _, a in t.labels)
        gone, lost, bad = gone + sum(j for _, j, _ in here), lost + loss, bad + (loss > 20)
    return {
        "junk gone, %": 100 * gone / (junk or 1),
        "article lost per 10,000": 1e4 * lost / (article or 1),
        "texts that lose over 20 characters": bad,
        "bodies: lost per million": 1e6 * harmed / (body or 1),
    }  # fmt: skip


def trained(
    folder: Path, marked: Path, case_files: Iterable[Path] = ()
) -> tuple[dict[str, bytes], str]:
    """The content of the model files by name, and figures by models without a text's fold."""
    from copydesk.pipeline import Pipeline

    clean = Pipeline.default().without("remove_clutter")
    known = [*marks.of_gold(folder / "wild"), *marks.read(marked)]
    texts = [*marked_texts(known, marks.texts(folder / "wild"), clean)]
    groups = {mark["id"]: mark["group"] for mark in known if "segments" not in mark}
    found = read_examples(folder, texts, groups)
    texts += [*bodies(marks.pages(folder), clean), *cases(case_files)]
    words, trees, scores = train(texts, found)
    report = [
        f"{strength}: {json.dumps(curve(texts, scores, bars))}"
        for strength, bars in verdicts.STRENGTHS.items()
    ]
    return {"words.json": model_bytes(words), "trees.json": model_bytes(trees)}, "\n".join(report)
