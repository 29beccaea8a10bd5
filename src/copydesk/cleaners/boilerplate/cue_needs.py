"""Words or marks of which one stands in all that a cue matches: without them it need not be tried.

Found when the packs are built, in the tree that Python's own parser makes of a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import chain
from math import prod
from typing import Any

from copydesk._kernels.keys import WORD, folded
from copydesk._kernels.openings import FOLLOWS
from copydesk._models.vocabulary import languages, vocabulary
from copydesk._text.patterns import has_capitals
from copydesk.cleaners.boilerplate.cue_frames import caseless, openings

Words = frozenset[str]

MOST, OFTEN, SELDOM = 64, 0.02, 0.001
"""So many words at most; of what stands at so many of all places one says nothing; so seldom that
it is asked for besides others."""
_SIGNS = {"etaoinsr": 0.07, "hdlcumg": 0.03, "fpwybvk": 0.015, "jqxz": 0.0015, ".,": 0.01,
          "-'’": 0.003, "/|»>›→@#©•·…": 0.0002}  # fmt: skip
_SHARES = {sign: share for signs, share in _SIGNS.items() for sign in signs}
LETTER, UNCASED, MARK, WORD_SIZE = 0.03, 0.005, 0.001, 6
"""The share of other letters among all signs, of those of scripts without case, of other marks; how
many signs a word has, with the blank behind it."""

_IN_WORD = rf"(?:(?![\d_])[{WORD}])+"
_LETTERS, _BEGUN = re.compile(_IN_WORD), re.compile(rf"(?:{_IN_WORD})?\Z")
_PIECES, _OTHERS = re.compile(rf"{_IN_WORD}|[^{WORD}\s]"), re.compile(rf"[{WORD}\s]")


def needed(frame: str) -> list[Words]:
    """The rarest such words of a frame behind its first two, a group or two; none where nothing is
    sure.

    Where all words are told, as in a bar of links, `Home | News`, those that may follow the first
    come first.

    >>> [sorted(words) for words in needed("(?:read|see) our (?:daily|weekly) newsletter.{2,80}")]
    [['newsletter'], ['daily', 'weekly']]
    >>> needed("via:? .{2,80}") == [{"via"}]
    True
    >>> [sorted(words) for words in needed(r"\\d+ ?[/|] ?\\d+")]
    [['/', '|']]
    >>> [sorted(words) for words in needed(r"(?:a|b)(?:[\\s|]+(?:a|b)){2,}")]
    [['_', '_a', '_b']]
    """
    begin = frozenset(word for opening in openings(frame) for word in opening.split())
    tree = import_module("re._parser").parse(caseless(frame), re.IGNORECASE | re.DOTALL)
    choices = list(_choices(tree))
    behind = [words for words in choices if words.isdisjoint(begin)]
    bar = frozenset(FOLLOWS + word for word in _following(tree))
    best = _best(behind) or _best(words for words in choices if not words <= begin)
    first = bar or best or _best(choices)
    more = best if bar else _best(words for words in behind if not _is_implied(words, first))
    return [words for words in (first, more if _chance(more) < SELDOM else None) if words]


def _is_implied(words: Words, by: Words) -> bool:
    """Whether one of some words stands wherever one of others does."""
    return all(any(word in other for word in words) for other in by)


def needed_by_phrase(phrase: str) -> Words:
    """The longest word of a phrase behind its first two, or of those."""
    words = _LETTERS.findall(phrase)
    return frozenset(sorted(words[2:] or words, key=len)[-1:])


def _best(choices: Iterable[Words]) -> Words:
    """Those that stand by chance at the fewest places."""
    fit = [words for words in choices if len(words) <= MOST and _chance(words) < OFTEN]
    return min(fit, key=lambda words: (_chance(words), sorted(words)), default=frozenset())


def _chance(words: Words) -> float:
    """How often one of some words stands at a place of a text: as a word of some language, or as
    its signs do by chance."""
    return sum(max(prod(map(_share, word)), _frequency(word) / WORD_SIZE) for word in words)


@cache
def _frequency(word: str) -> float:
    """The share of a word among all of a text, in the language in which it is most frequent."""
    return max(10 ** (vocabulary(language).zipf(word) - 9) for language in languages())


def _share(sign: str) -> float:
    """The share of a sign among all of a text."""
    if sign in _SHARES or not sign.isalpha():
        return _SHARES.get(sign, MARK)
    return LETTER if has_capitals(sign) else UNCASED


def _choices(tree: Iterable[tuple[Any, Any]]) -> Iterator[Words]:
    """Sets of words, one of each of which stands in a match."""
    literal = ""
    for kind, value in tree:
        name = str(kind)
        if name == "LITERAL":
            literal += chr(value)
            continue
        yield from _words(literal)
        yield from _either_end(literal, value[1]) if name == "BRANCH" else _inner(name, value)
        literal = ""
    yield from _words(literal)


def _either_end(literal: str, branches: Iterable[Any]) -> Iterator[Words]:
    """The same of alternatives, each with the beginning of its word: the parser has `d(?:ie|as)`
    for `die|das`."""
    begun = [("LITERAL", ord(char)) for char in _BEGUN.search(literal)[0]]  # type: ignore[index]
    alternatives = [_best(_choices([*begun, *branch])) for branch in branches]
    if all(alternatives):
        yield frozenset[str]().union(*alternatives)


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


BAR, MANY = 3, 200_000
"""So many words has a bar at least: what its last one ends with may be part of a longer word. So
many texts that it may be are told apart."""
_WORD = re.compile(rf"[{WORD}]+")
_NOTHING = frozenset([""])

Said = tuple[Words, int]
"""What an expression matches, in letters and blanks, all that is repeated once; how many words more
the repetitions have at least."""


def _following(tree: Iterable[tuple[Any, Any]]) -> Words:
    """All words of a bar, and "" for one that is not told; nothing if it is no bar."""
    found, more = _said(tree) or (_NOTHING, 0)
    words = [_WORD.findall(said) for said in found]
    return frozenset(["", *chain(*words)]) if more + min(map(len, words)) >= BAR else frozenset()


def _said(tree: Iterable[tuple[Any, Any]]) -> Said | None:
    """None where an expression may match anything."""
    found, more = _NOTHING, 0
    for kind, value in tree:
        part = _said_by(str(kind), value)
        if part is None or len(found) * len(part[0]) > MANY:
            return None
        found, more = frozenset(a + b for a in found for b in part[0]), more + part[1]
    return found, more


def _said_by(name: str, value: Any) -> Said | None:
    """The same of a part of an expression."""
    if name in ("AT", "ASSERT", "ASSERT_NOT"):
        return _NOTHING, 0
    if name == "LITERAL":
        return _char(name, value)
    if name == "IN":
        return _either([_char(str(kind), code) for kind, code in value])
    if name == "SUBPATTERN":
        return _said(value[3])
    if name == "ATOMIC_GROUP":
        return _said(value)
    if name == "BRANCH":
        return _either([_said(branch) for branch in value[1]])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, part = value
        return _repeated(least, most, _said(part))
    return None


def _char(name: str, code: Any) -> Said | None:
    if name == "CATEGORY":
        return (frozenset(" "), 0) if str(code) == "CATEGORY_SPACE" else None
    char = folded(chr(code)) if name == "LITERAL" else ""
    if char.isalpha():
        return frozenset([char]), 0
    return (frozenset(" "), 0) if char and not _WORD.search(char) else None


def _either(parts: Iterable[Said | None]) -> Said | None:
    found, more = set[str](), list[int]()
    for part in parts:
        if part is None:
            return None
        found |= part[0]
        more.append(part[1])
    return frozenset(found), min(more)


def _repeated(least: int, most: int, part: Said | None) -> Said | None:
    """No word goes on from one time to the next where each begins with a blank."""
    if part is None or (most > 1 and not all(said.startswith(" ") for said in part[0])):
        return None
    if not least:
        return part[0] | _NOTHING, 0
    words = min(len(_WORD.findall(said)) for said in part[0])
    return part[0], part[1] + (least - 1) * words
