"""Texts whose words ran together (see `copydesk.training.words_glue`), scored by boundaries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from copydesk.training.words_glue import Glue, Glued, boundaries
from tests.quality import corpus

__all__ = ["Glued", "Score", "glue", "score", "words"]


class Score(NamedTuple):
    precision: float
    recall: float
    f1: float
    false: int
    lost: int


@cache
def glue(lang: str = "en", split: str = "dev") -> Glue:
    """The labelled pages of a language, ready to lose their spaces."""
    pages = [page for page in corpus.pages(split, None) if page["lang"] == lang]
    return Glue(pages, corpus.html(split))


def score(texts: Iterable[Glued], cleaner: Callable[[str], str]) -> Score:
    """Precision, recall and F1 of the boundaries that a cleaner put in, over all texts."""
    right = false = lost = 0
    for glued, truth, _ in texts:
        before, after, wanted = map(boundaries, (glued, cleaner(glued), truth))
        right += len((after - before) & wanted)
        false += len(after - before - wanted)
        lost += len(wanted - before)
    precision, recall = right / max(right + false, 1), right / max(lost, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return Score(100 * precision, 100 * recall, 100 * f1, false, lost)


def words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)
