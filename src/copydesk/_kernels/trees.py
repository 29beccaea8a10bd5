"""Sums of decision trees."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from typing import Any, TypeAlias

from copydesk._kernels import kernel

Tree: TypeAlias = "float | list[Any]"
"""A leaf's value, or `[feature, threshold, low, high]`: `low` is for values `<= threshold`."""

AT_ONCE = 20
"""So many trees are one expression, as Python's compiler is slow on very long ones."""


@kernel
class Trees:
    """Trees whose values are summed up from a value on.

    >>> Trees(0.5, [[0, 10.0, -1.0, 2.0]]).score([42])
    2.5
    """

    def __init__(self, bias: float, trees: Sequence[Tree]) -> None:
        self._bias = float(bias)
        parts = [trees[i : i + AT_ONCE] for i in range(0, len(trees), AT_ONCE)]
        self._parts = [_compiled(part) for part in parts]

    def score(self, features: Sequence[float], settled: float = inf) -> float:
        """The sum; once it is `settled`, so far from 0, the trees to come are not asked."""
        total = self._bias
        for part in self._parts:
            total += part(features)
            if not -settled < total < settled:
                break
        return total

    def scores(self, table: Sequence[float], width: int, settled: float = inf) -> list[float]:
        """The same for each of some examples, whose features stand one after the other.

        >>> Trees(0.5, [[0, 10.0, -1.0, 2.0]]).scores([42, 7], 1)
        [2.5, -0.5]
        """
        starts = range(0, len(table), width)
        return [self.score(table[at : at + width], settled) for at in starts]


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
