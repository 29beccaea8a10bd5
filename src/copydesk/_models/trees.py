"""A small model of additive decision trees: read from JSON, scored without any library.

The file holds `features` (names, in order), `bias`, and `trees`. A tree is a number, its leaf's
value, or `[feature, threshold, low, high]`: `low` is for values `<= threshold`, `high` for others.
`copydesk.training.boosting` writes such files.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import inf
from typing import Any

from copydesk._kernels.trees import Tree, Trees
from copydesk._text import data


class Model:
    """Trees whose values are summed up: log-odds that something is so.

    >>> Model(["length"], 0.5, [[0, 10.0, -1.0, 2.0]]).score([42])
    2.5
    """

    def __init__(self, features: Sequence[str], bias: float, trees: Sequence[Tree]) -> None:
        self.features = tuple(features)
        self._trees = Trees(bias, trees)

    def score(self, features: Sequence[float], settled: float = inf) -> float:
        """The log-odds of one example, its features in the order of `self.features`.

        As soon as they are `settled`, so far from 0, the other trees are not asked: the first
        trees decide, the later ones correct them.
        """
        return self._trees.score(features, settled)

    def scores(self, table: Sequence[float], width: int, settled: float = inf) -> list[float]:
        """The same for each of some examples, whose rows of features stand one after the other."""
        return self._trees.scores(table, width, settled)


@cache
def load(name: str) -> Model:
    """The model of a data file, such as `"lines.json"`; read once a process."""
    return parse(data.parsed(name))


def parse(found: dict[str, Any]) -> Model:
    """A model from the content of its file."""
    return Model(found["features"], found["bias"], found["trees"])
