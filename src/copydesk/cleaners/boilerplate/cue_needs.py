"""Words of which one stands in all that a cue matches: without them it need not be tried.

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

MOST, SHORTEST, LONG = 24, 2, 6
"""So many words at most, of so many letters at least; of more letters all are as good."""

_LETTERS = re.compile(r"[^\W\d_]+")


def needed(frame: str) -> Words:
    """The rarest such words of a frame behind its first two; none where nothing is sure.

    >>> sorted(needed("(?:read|see) our (?:daily|weekly) newsletters?"))
    ['newsletter']
    >>> sorted(needed("via:? .{2,80}"))
    ['via']
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
    fit = [words for words in choices if len(words) <= MOST and min(map(len, words)) >= SHORTEST]
    return max(fit, key=_worth, default=frozenset())


def _worth(words: Words) -> tuple[int, int]:
    """Long words are rarer than short ones, and few are found sooner than many."""
    return min(LONG, *map(len, words)), -len(words)


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
    return (frozenset([word]) for word in _LETTERS.findall(folded(literal)))


def _inner(name: str, value: Any) -> Iterator[Words]:
    """The same of what stands in a group, in what comes at least once, in each alternative."""
    if name == "SUBPATTERN":
        yield from _choices(value[3])
    elif name == "ATOMIC_GROUP":
        yield from _choices(value)
    elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[0] > 0:
        yield from _choices(value[2])
    elif name == "BRANCH":
        alternatives = [_best(_choices(branch)) for branch in value[1]]
        if all(alternatives):
            yield frozenset[str]().union(*alternatives)
