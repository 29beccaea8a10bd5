"""A small model of additive decision trees: read from JSON, scored without any library.

The file holds `features` (names, in order), `bias`, and `trees`. A tree is a number, its leaf's
value, or `[feature, threshold, low, high]`: `low` is for values `<= threshold`, `high` for others.
`copydesk.training.boosting` writes such files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from math import inf
from typing import Any, TypeAlias

from copydesk._text import data

Tree: TypeAlias = "float | list[Any]"

TREES_AT_ONCE = 20  # in one expression: Python's compiler is slow on very long ones


class Model:
    """Trees whose values are summed up: log-odds that something is so.

    >>> Model(["length"], 0.5, [[0, 10.0, -1.0, 2.0]]).score([42])
    2.5
    """

    def __init__(self, features: Sequence[str], bias: float, trees: Sequence[Tree]) -> None:
        self.features = tuple(features)
        self.bias = float(bias)
        parts = [trees[i : i + TREES_AT_ONCE] for i in range(0, len(trees), TREES_AT_ONCE)]
        self._parts = [_compiled(part) for part in parts]

    def score(self, features: Sequence[float], settled: float = inf) -> float:
        """The log-odds of one example, its features in the order of `self.features`.

        As soon as they are `settled`, so far from 0, the other trees are not asked: the first
        trees decide, the later ones correct them.
        """
        total = self.bias
        for part in self._parts:
            total += part(features)
            if not -settled < total < settled:
                break
        return total


@cache
def load(name: str) -> Model:
    """The model of a data file, such as `"lines.json"`; read once a process."""
    return parse(data.parsed(name))


def parse(found: dict[str, Any]) -> Model:
    """A model from the content of its file."""
    return Model(found["features"], found["bias"], found["trees"])


def _compiled(trees: Sequence[Tree]) -> Callable[[Sequence[float]], float]:
    """The sum of some trees as one Python function: several times faster than walking lists."""
    source = "lambda x: " + " + ".join(map(_source, trees))
    function: Callable[[Sequence[float]], float] = eval(source, {})
    return function


def _source(tree: Tree) -> str:
    """A tree as an expression. Only numbers get in, whatever stood in the file."""
    if not isinstance(tree, list):
        return repr(float(tree))
    feature, threshold, low, high = tree
    test = f"x[{int(feature)}] <= {float(threshold)!r}"
    return f"({_source(low)} if {test} else {_source(high)})"
