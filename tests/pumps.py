"""Hostile inputs for every regular expression in `src/`, made from the expressions themselves.

What makes a backtracking engine slow is a part that repeats: it is pumped, after what leads up to
it and before something that makes the match fail; what leads up to it is pumped as well, since a
search begins anew at each place (the idea of Davis et al., "The impact of regular expression denial
of service", 2018). No list of inputs has to be kept: an expression added tomorrow brings its own.
"""

from __future__ import annotations

import ast
import re
import re._constants as ops  # type: ignore[import-not-found]  # typeshed lacks the parts of `re`
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import copydesk

ROOT = Path(copydesk.__file__).parent
FUNCTIONS = {"compile", "lazy", "search", "match", "fullmatch", "sub", "subn", "split"}
FUNCTIONS |= {"findall", "finditer"}
MANY = 20
"""A part that may stand so often is pumped."""
FAILS = "\x01"
"""A character that hardly any expression expects."""

_CATEGORY = {
    ops.CATEGORY_DIGIT: "7", ops.CATEGORY_NOT_DIGIT: "x", ops.CATEGORY_SPACE: " ",
    ops.CATEGORY_NOT_SPACE: "x", ops.CATEGORY_WORD: "x", ops.CATEGORY_NOT_WORD: "-",
}  # fmt: skip


def call_sites() -> list[tuple[str, int, str | None]]:
    """Each place in `src/` where an expression is written: module, line, and its text if it is
    plain there."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and _makes_a_pattern(node.func):
                found.append((name, node.lineno, _literal(node.args[0])))
    return found


def _makes_a_pattern(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id == "lazy"
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id in ("re", "regex")
        and function.attr in FUNCTIONS
    )


def _literal(node: ast.expr) -> str | None:
    value = node.value if isinstance(node, ast.Constant) else None
    return (
        value.decode("latin-1")
        if isinstance(value, bytes)
        else value
        if isinstance(value, str)
        else None
    )


def pumped(source: str, flags: int = 0, wordings: bool = False) -> Iterator[tuple[str, str, str]]:
    """Hostile inputs for an expression as (before, what is repeated, after): with the first and
    the last of each choice that it leaves, or with as many as it has."""
    tree = parser.parse(source, flags)
    for choice in range(-1, _most_choices(tree) if wordings else 1):
        for before, body in _repeats(tree, "", choice):
            yield before, body, FAILS
            if before:
                yield "", before, FAILS
                yield "", before + body, FAILS
        whole = _sample(tree, choice)
        yield "", whole, FAILS
        yield "", whole + " ", FAILS


def _repeats(tree: Any, before: str, choice: int) -> Iterator[tuple[str, str]]:
    """What leads up to each part that may stand many times, and the part."""
    for op, value in tree:
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            _, highest, body = value
            if highest >= MANY:
                yield before, _sample(body, choice)
            yield from _repeats(body, before, choice)
        elif op is ops.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before, choice)
        elif op is ops.SUBPATTERN:
            yield from _repeats(value[3], before, choice)
        elif op in (ops.ASSERT, ops.ASSERT_NOT):
            yield from _repeats(value[1], before, choice)
        elif op is ops.ATOMIC_GROUP:
            yield from _repeats(value, before, choice)
        before += _sample([(op, value)], choice)


def _most_choices(tree: Any) -> int:
    """How many wordings the part of an expression has that has most."""
    most = 1
    for op, value in tree:
        if op is ops.BRANCH:
            most = max(most, len(value[1]), *map(_most_choices, value[1]))
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            most = max(most, _most_choices(value[2]))
        elif op is ops.SUBPATTERN:
            most = max(most, _most_choices(value[3]))
        elif op is ops.ATOMIC_GROUP:
            most = max(most, _most_choices(value))
    return most


def _chosen(choice: int, count: int) -> int:
    return choice if choice < 0 else choice % count


def _sample(tree: Any, choice: int) -> str:
    """A text that the tree, or part of one, is likely to match."""
    return "".join(_one(op, value, choice) for op, value in tree)


def _one(op: Any, value: Any, choice: int) -> str:
    if op is ops.LITERAL:
        return chr(value)
    if op is ops.NOT_LITERAL:
        return "x" if value != ord("x") else "y"
    if op is ops.ANY:
        return "x"
    if op is ops.IN:
        return _of_class(value, choice)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        lowest, highest, body = value
        return _sample(body, choice) * (lowest or min(highest, 1))
    if op is ops.SUBPATTERN:
        return _sample(value[3], choice)
    if op is ops.ATOMIC_GROUP:
        return _sample(value, choice)
    if op is ops.BRANCH:
        return _sample(value[1][_chosen(choice, len(value[1]))], choice)
    if op is ops.ASSERT and value[0] > 0:
        return ""
    return ""


def _of_class(items: Any, choice: int) -> str:
    if items[0][0] is ops.NEGATE:
        inside = re.compile(_class_source(items[1:]))
        return next((c for c in "x -7.é\n" if not inside.match(c)), FAILS)
    op, value = items[_chosen(choice, len(items))]
    if op is ops.LITERAL:
        return chr(value)
    if op is ops.RANGE:
        return chr(value[0])
    return _CATEGORY[value]


def _class_source(items: Any) -> str:
    names = {
        ops.CATEGORY_DIGIT: r"\d", ops.CATEGORY_NOT_DIGIT: r"\D", ops.CATEGORY_SPACE: r"\s",
        ops.CATEGORY_NOT_SPACE: r"\S", ops.CATEGORY_WORD: r"\w", ops.CATEGORY_NOT_WORD: r"\W",
    }  # fmt: skip
    parts = []
    for op, value in items:
        if op is ops.LITERAL:
            parts.append(re.escape(chr(value)))
        elif op is ops.RANGE:
            parts.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        else:
            parts.append(names[value])
    return "[" + "".join(parts) + "]"


def inputs(source: str, flags: int = 0) -> dict[str, Callable[[int], str]]:
    """The hostile inputs of an expression: makers of texts of about so many characters."""
    made: dict[str, Callable[[int], str]] = {}
    for before, body, after in pumped(source, flags):
        if body.strip("\0"):
            made[repr((before, body))] = _maker(before, body, after)
    return made


def _maker(before: str, body: str, after: str) -> Callable[[int], str]:
    return lambda n: before + body * max(1, n // len(body)) + after
