"""Words or marks of which one stands in all that a cue matches: without them it need not be tried.

Found when the packs are built, in the tree that Python's own parser makes of a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from copydesk._kernels.keys import folded
from copydesk.cleaners.boilerplate.cue_frames import openings

Words = frozenset[str]

MOST, LONG = 24, 6
"""So many words at most, of two letters at least; of more letters all are as good."""
RARE, FREQUENT, OTHER = 4, 2, 3
"""What a mark is worth, in letters of a word: seldom one in a line, one in every line, all else."""

_RARE, _FREQUENT = frozenset("/|»>›→@#©•·…"), frozenset(".,-'’")

_LETTERS = re.compile(r"[^\W\d_]+")
_PIECES, _OTHERS = re.compile(r"[^\W\d_]+|[^\w\s]"), re.compile(r"[\w\s]")


def needed(frame: str) -> Words:
    """The rarest such words of a frame behind its first two; none where nothing is sure.

    >>> sorted(needed("(?:read|see) our (?:daily|weekly) newsletters?"))
    ['newsletter']
    >>> sorted(needed("via:? .{2,80}"))
    ['via']
    >>> sorted(needed(r"\\d+ ?[/|] ?\\d+"))
    ['/', '|']
    """
    begin = frozenset(word for opening in openings(frame) for word in opening.split())
    tree = import_module("re._parser").parse(frame, re.IGNORECASE | re.DOTALL)
    choices = list(_choices(tree))
    return _best(words for words in choices if not words <= begin) or _best(choices)


def needed_by_phrase(phrase: str) -> Words:
    """The longest word of a phrase behind its first two, or of those."""
    words = _LETTERS.findall(phrase)
    return frozenset(sorted(words[2:] or words, key=len)[-1:])


def _best(choices: Iterable[Words]) -> Words:
    fit = [words for words in choices if len(words) <= MOST and min(map(_length, words)) > 1]
    return max(fit, key=_worth, default=frozenset())


def _worth(words: Words) -> tuple[int, int]:
    """Long words are rarer than short ones, and few are found sooner than many."""
    return min(LONG, *map(_length, words)), -len(words)


def _length(word: str) -> int:
    """Letters of a word, or what a mark is worth instead."""
    if len(word) > 1 or word.isalpha():
        return len(word)
    return RARE if word in _RARE else FREQUENT if word in _FREQUENT else OTHER


def _choices(tree: Iterable[tuple[Any, Any]]) -> Iterator[Words]:
    """Sets of words, one of each of which stands in a match."""
    literal = ""
    for kind, value in tree:
        name = str(kind)
        if name == "LITERAL":
            literal += chr(value)
            continue
        yield from _words(literal)
        literal = ""
        yield from _inner(name, value)
    yield from _words(literal)


def _words(literal: str) -> Iterator[Words]:
    return (frozenset([word]) for word in _PIECES.findall(folded(literal)))


def _inner(name: str, value: Any) -> Iterator[Words]:
    """The same of what stands in a group, in what comes at least once, in each alternative."""
    if name == "SUBPATTERN":
        yield from _choices(value[3])
    elif name == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        marks = frozenset(chr(code) for _, code in value)
        if not any(map(_OTHERS.match, marks)):
            yield marks
    elif name == "ATOMIC_GROUP":
        yield from _choices(value)
    elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[0] > 0:
        yield from _choices(value[2])
    elif name == "BRANCH":
        alternatives = [_best(_choices(branch)) for branch in value[1]]
        if all(alternatives):
            yield frozenset[str]().union(*alternatives)
