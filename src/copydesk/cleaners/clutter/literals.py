"""What a regular expression cannot match without: words or strings of which one must be there.

Found from the parsed expression, when the frames are built; nothing of it runs while a text is
cleaned. What is not understood is taken for anything at all, so that too little is asked for, never
too much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from re import _constants as ops  # type: ignore[attr-defined]  # there is no public parser
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Literal, NamedTuple

from copydesk._models.vocabulary import vocabulary

BOUND, START = "\b", "\a"
"""In a string that a part matches: anything but a letter or digit, or an end; the very start."""
MOST = 600
"""So many strings of a part are told apart."""
_RUN = re.compile(r"\w+")
_FIRST = re.compile(rf"{START}\W*\Z")
_OPENS = re.compile(rf"{START}([^\w{BOUND}])")

Kind = Literal["opens", "first begins", "first whole", "begins", "whole", "any"]
Strings = frozenset[str]


class Piece(NamedTuple):
    """What has to stand in a text in small letters, and where."""

    text: str
    kind: Kind

    @property
    def cost(self) -> float:
        """In how many texts it stands, roughly, and what it takes to look for it."""
        if self.kind == "any":
            return 0.1 + (0.05 if len(self.text) > 2 else 2 if self.text == " " else 0.3)
        often = 13 * 10 ** (vocabulary("en").zipf(self.text) - 9)
        if self.kind == "begins" or len(self.text) < 3:
            often += 0.3 ** len(self.text)
        return (0.001 + often) / (10 if self.kind[0] in "fo" else 1)


Needs = frozenset[Piece]


class Part(NamedTuple):
    """The strings that a part of an expression matches, None if too many; what it cannot lack."""

    strings: Strings | None
    needs: list[Needs]


def needed(pattern: str) -> Needs | None:
    """Pieces of which one stands in every text in which the pattern is found.

    >>> sorted(needed(r"\\b(?:sign up|register) for .{2,80}"))
    [Piece(text='register', kind='whole'), Piece(text='sign', kind='whole')]
    >>> needed(r"\\d+.{2,80}")
    """
    found = _sequence(parser.parse(pattern, re.IGNORECASE))
    needs = min([*found.needs, *_needs(found.strings or ())], key=_cost, default=None)
    return needs and frozenset(piece for piece in needs if not _is_more(piece, needs))


def _is_more(piece: Piece, needs: Needs) -> bool:
    """Whether what a piece asks for is asked for already, by a part of it."""
    return any(p.text in piece.text and p.text != piece.text for p in needs if p.kind == "any")


def _cost(pieces: Iterable[Piece]) -> float:
    return sum(piece.cost for piece in pieces)


class _Run:
    """What has been read of a sequence so far."""

    def __init__(self, before: Strings) -> None:
        self.strings, self.whole, self.needs = before, True, list[Needs]()

    def add(self, more: Iterable[str]) -> None:
        """The next part matches one of these strings."""
        some = set(more)
        if len(self.strings) * len(some) > MOST:
            self.forget(any(map(_is_open, self.strings)))
        self.strings = frozenset(_bounded(a + b) for a in self.strings for b in some)

    def forget(self, anything: bool = True) -> None:
        """The next part matches anything, or the strings have become too many."""
        self.needs += _needs(self.strings)
        self.strings, self.whole = frozenset(("" if anything else BOUND,)), False


def _sequence(items: Iterable[tuple[Any, Any]], before: Strings = frozenset(("",))) -> Part:
    run = _Run(before)
    for op, value in items:
        _read(run, op, value)
    if run.whole:
        return Part(run.strings, run.needs)
    return Part(None, [*run.needs, *_needs(run.strings)])


def _read(run: _Run, op: Any, value: Any) -> None:
    if op is ops.LITERAL:
        run.add(chr(value).lower())
    elif op is ops.IN and (chars := _characters(value)):
        many = len(chars) > 1 and len(run.strings) * len(chars) > 12
        run.add({BOUND} if many and all(map(_is_mark, chars)) else chars)
    elif op is ops.AT:
        run.add(START if value is ops.AT_BEGINNING else BOUND)
    elif op is ops.SUBPATTERN:
        _read_part(run, _sequence(value[3]))
    elif op is ops.BRANCH:
        _read_branch(run, value[1])
    elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        _read_repeat(run, *value)
    elif op not in (ops.ASSERT, ops.ASSERT_NOT):
        run.forget()


def _read_part(run: _Run, part: Part) -> None:
    run.needs += part.needs
    if part.strings is None:
        run.forget()
    else:
        run.add(part.strings)


def _read_branch(run: _Run, choices: Sequence[Any]) -> None:
    parts = [_sequence(choice) for choice in choices]
    if all(part.strings is not None for part in parts):
        run.add(string for part in parts for string in part.strings or ())
        return
    short = len(run.strings) <= 20
    before = (
        run.strings if short else frozenset(("" if any(map(_is_open, run.strings)) else BOUND,))
    )
    run.forget()
    found = [_sequence(choice, before) for choice in choices]
    each = [min([*p.needs, *_needs(p.strings or ())], key=_cost, default=None) for p in found]
    if None not in each:
        run.needs.append(frozenset(piece for needs in each for piece in needs or ()))


def _read_repeat(run: _Run, least: int, most: int, item: Any) -> None:
    part = _sequence(item)
    strings, nothing = part.strings, [] if least else [""]
    if strings is not None and (most == 1 or strings <= {BOUND}):
        run.add([*strings, *nothing])
    elif least:
        _read_part(run, part)
        run.forget()
    else:
        run.forget()


def _characters(items: Sequence[tuple[Any, Any]]) -> set[str] | None:
    """The characters of a class in small letters; BOUND for those that are part of no word."""
    if items[0][0] is ops.NEGATE:
        is_word = items[1:] == [(ops.CATEGORY, ops.CATEGORY_WORD)]
        return {BOUND} if is_word else None
    found: set[str] = set()
    for op, value in items:
        if op is ops.LITERAL:
            found.add(chr(value).lower())
        elif op is ops.CATEGORY and value in (ops.CATEGORY_SPACE, ops.CATEGORY_NOT_WORD):
            found.add(BOUND)
        else:
            return None
    return found if len(found) <= 12 or all(map(_is_mark, found)) else None


def _is_mark(char: str) -> bool:
    return char == BOUND or not _RUN.match(char)


def _is_open(string: str) -> bool:
    """Whether a word may go on behind a string."""
    return not string or not _is_mark(string[-1])


def _bounded(string: str) -> str:
    """The string with one mark for a run of them."""
    return re.sub(f"{BOUND}+", BOUND, string).replace(START + BOUND, START)


def _needs(strings: Iterable[str]) -> list[Needs]:
    pieces = [_piece(string) for string in strings]
    return [] if None in pieces or not pieces else [frozenset(p for p in pieces if p)]


def _piece(string: str) -> Piece | None:
    """The rarest word or beginning of one; else the longest part; None where there is nothing."""
    words = [_word(string, *word.span()) for word in _RUN.finditer(string)]
    best = min((word for word in words if word), key=lambda w: (w.cost, -len(w.text)), default=None)
    if best is None and (mark := _OPENS.match(string)):
        return Piece(mark[1], "opens")
    parts = [part for part in re.split(f"[{BOUND}{START}]", string) if part]
    return best or (Piece(max(parts, key=len), "any") if parts else None)


def _word(string: str, start: int, end: int) -> Piece | None:
    """A word of a string; None where it may begin earlier, or is a short beginning."""
    whole = end < len(string)
    if start == 0:
        return None
    if _FIRST.match(string[:start]):
        return Piece(string[start:end], "first whole" if whole else "first begins")
    if whole or end - start >= 3:
        return Piece(string[start:end], "whole" if whole else "begins")
    return None
