"""The lexical model of segments: a logistic regression over words, pairs, stems and shapes."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any
from unittest import mock

from copydesk._models import lexical
from copydesk._models.lexical import Lexicon, Reading
from copydesk.cleaners.boilerplate import cues
from copydesk.training.silver import Example, publisher

UNTAUGHT: Mapping[str, Any] = {"bias": 1000, "weights": {}}
"""A lexicon that takes nothing for prose."""
SIZE = 12_000
GROUPS = 3
"""In how many groups a token must have been seen."""
STRENGTH = 0.3
JUNK_WEIGHT = 3.0
MOST_JUNK, MOST_ARTICLE, MOST_OF_GROUP = 40, 250, 700
JUNK_SCORE, ARTICLE_SCORE = 250, -650
"""The middle score of the marked junk that a lexicon has learned from, and of the marked article.
Limits on scores stand in the code: so these stay, whatever it is that makes it surer."""
_DIGITS = re.compile(r"\d+")


def used(found: Mapping[str, Any]) -> AbstractContextManager[Any]:
    """Let all of copydesk weigh words by a lexicon, for a while.

    What is learned must not depend on what is shipped: else the next training gives another.
    """
    lexicon = Lexicon(found)

    def load(_: str) -> Lexicon:
        return lexicon

    return mock.patch.object(lexical, "load", load)


def web_examples(pages: Iterable[Mapping[str, Any]]) -> Iterator[Example]:
    """Lines near the article of labelled pages: junk where other pages say it too or a cue fits."""
    match = cues.load().match
    seen: dict[str, set[str]] = defaultdict(set)
    rows: list[tuple[str, str, int]] = []
    for page in pages:
        article = [i for i, (_, label) in enumerate(page["lines"]) if label == 1]
        if len(article) < 4:
            continue
        near = range(max(0, article[0] - 15), article[-1] + 40)
        for i, (line, label) in enumerate(page["lines"]):
            line = line.strip()
            if label == 0 and line:
                seen[_folded(line)].add(page["id"])
            if line and (label == 1 or (label == 0 and i in near)):
                rows.append((publisher(page["domain"] or ""), line, label))
    chance = random.Random(1)
    for of, line, label in rows:
        if label == 1:
            if chance.random() < 0.35:
                yield Example(line, False, 1, of, "web")
            continue
        pages_with = len(seen[_folded(line)])
        if pages_with >= (2 if line.count(" ") >= 2 else 4) or match(line):
            yield Example(line, True, 1, of, "web")


def cue_examples() -> Iterator[Example]:
    """What the shipped cues remove and keep."""
    for entry in cues.shipped():
        of = "cue:" + entry.reason + next(iter((*entry.phrases, *entry.removes)), "")[:8]
        for text in (*entry.phrases, *entry.removes):
            yield Example(text, True, 0.7, of, "cue")
        for text in entry.keeps:
            yield Example(text, False, 4, of, "cue")


class Trainer:
    """Examples as a matrix, so that a lexicon can be fitted with some folds left out."""

    def __init__(self, found: Iterable[Example], fold: Callable[[str], int]) -> None:
        import numpy as np
        from scipy.sparse import csr_matrix

        kept = _thinned(found)
        tokens = [sorted(Reading(e.text).tokens) for e in kept]
        groups = defaultdict(set)
        for e, of_text in zip(kept, tokens, strict=True):
            for token in of_text:
                groups[token].add(e.group)
        self.names = sorted(token for token, of in groups.items() if len(of) >= GROUPS)
        self.spread = np.array([len(groups[token]) for token in self.names])
        place = {token: i for i, token in enumerate(self.names)}
        cells = [[place[token] for token in of_text if token in place] for of_text in tokens]
        starts = np.concatenate([[0], np.cumsum([len(row) for row in cells])])
        columns = np.array([c for row in cells for c in row])
        self.matrix = csr_matrix((np.ones(len(columns)), columns, starts), (len(kept), len(place)))
        self.labels = np.array([e.junk for e in kept])
        self.weights = np.array([_weight(e, n) for e, n in zip(kept, _counts(kept), strict=True)])
        self.folds = np.array([fold(e.group) for e in kept])
        self.soft = np.array([e.source in ("silver", "web") for e in kept])
        self.marked = np.array([e.source == "mark" for e in kept])

    def lexicons(self, folds: Sequence[int]) -> dict[int | None, dict[str, Any]]:
        """A lexicon for each fold, learned without it, and one of all.

        What lexicons of other folds contradict loudly weighs little: labels by recurrence err.
        """
        import numpy as np

        first = {f: self._fit(self.matrix, self.folds != f, self.weights) for f in folds}
        own = np.zeros(len(self.labels))
        for f, model in first.items():
            own[self.folds == f] = model.decision_function(self.matrix[self.folds == f])
        doubt = np.where(
            self.labels & (own < -2.5), 0.15, np.where(~self.labels & (own > 1.5), 0.1, 1)
        )
        weights = self.weights * np.where(self.soft, doubt, 1)
        chosen: dict[int | None, Any] = {f: first[f].coef_[0] for f in folds}
        chosen[None] = sum(model.coef_[0] for model in first.values())
        return {f: self._final(f, telling, weights) for f, telling in chosen.items()}

    def _final(self, fold: int | None, telling: Any, weights: Any) -> dict[str, Any]:
        import numpy as np

        value = -np.abs(telling) * np.sqrt(np.minimum(self.spread, 300))
        best = np.argsort(value, kind="stable")[:SIZE]
        part = self.matrix[:, best]
        within = self.folds != fold if fold is not None else np.ones(len(self.labels), bool)
        model = self._fit(part, within, weights)
        scale, bias = self._units(model.decision_function(part), within & self.marked)
        learned = sorted(
            (self.names[j], round(scale * float(v)))
            for j, v in zip(best, model.coef_[0], strict=True)
            if abs(v) >= 0.05
        )
        return {
            "bias": round(bias + scale * float(model.intercept_[0])), "weights": dict(learned),
        }  # fmt: skip

    def _units(self, scores: Any, marked: Any) -> tuple[float, float]:
        """What brings scores to those that marked junk and article have in the middle: a factor,
        and what is added to all."""
        import numpy as np

        junk = float(np.median(scores[marked & self.labels]))
        article = float(np.median(scores[marked & ~self.labels]))
        scale = (JUNK_SCORE - ARTICLE_SCORE) / (junk - article)
        return scale, JUNK_SCORE - scale * junk

    def _fit(self, matrix: Any, within: Any, weights: Any) -> Any:
        from sklearn.linear_model import LogisticRegression

        model = LogisticRegression(
            C=STRENGTH, solver="liblinear", max_iter=60, tol=5e-3, random_state=0
        )
        return model.fit(matrix[within], self.labels[within], sample_weight=weights[within])


def _thinned(found: Iterable[Example]) -> list[Example]:
    """Each text once a group and label; of very large groups a sample."""
    once: dict[tuple[str, str, bool], Example] = {}
    for e in found:
        key = e.group, _folded(e.text), e.junk
        if key[1]:
            once.setdefault(key, e)
    kept = list(once.values())
    counts, chance = _counts(kept), random.Random(2)
    return [
        e
        for e, n in zip(kept, counts, strict=True)
        if e.junk or n <= MOST_OF_GROUP or chance.random() < MOST_OF_GROUP / n
    ]


def _counts(found: Sequence[Example]) -> list[int]:
    """How many examples share each one's group, label and source."""
    counts = Counter((e.group, e.junk, e.source) for e in found)
    return [counts[e.group, e.junk, e.source] for e in found]


def _weight(e: Example, count: int) -> float:
    most = MOST_JUNK if e.junk else MOST_ARTICLE
    return e.weight * min(1, most / count) * (JUNK_WEIGHT if e.junk else 1)


def _folded(text: str) -> str:
    return _DIGITS.sub("0", " ".join(text.lower().split()))[:200]
