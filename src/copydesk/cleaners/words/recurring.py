"""What a text says alone elsewhere and what is no plain word, glued to one: `in__init__.py`.

File names, code, versions and compounds are in no list; the text itself vouches for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk._models.vocabulary import Vocabulary
from copydesk._text.patterns import lazy
from copydesk.cleaners.words.joints import LIKELY, SURE
from copydesk.cleaners.words.text_words import CLOSERS, OPENERS, TextWords, plain

LONGEST = 60
FREQUENT = 3.5
"""Zipf value from which a word beside such a thing is taken for a word of its own."""

ENDS_MANY = 3.0
"""log(1 + n) of the words that a part ends, from which it is no word of its own: `-like`."""

_CAPITALS = lazy(r"[A-Z]{3}")
_LETTERS = lazy(r"[^\W\d_]*\Z"), lazy(r"[^\W\d_]*")


def recurring(chunk: str, text_words: TextWords, known: Vocabulary) -> Iterator[tuple[int, float]]:
    """The places in a chunk where a word ends or begins and the rest stands elsewhere, and odds."""
    core = chunk.lstrip(OPENERS).rstrip(CLOSERS)
    if not 3 < len(core) <= LONGEST or (core.isalpha() and not _CAPITALS.search(core)):
        return
    start, times = chunk.index(core), text_words.times(text_words.unknown[chunk])
    for begin, end in _things(core, text_words):
        head, thing, tail = core[:begin], core[begin:end], core[end:]
        odds = [before(head, thing, known)] if head else []
        odds += [behind(thing, tail, known)] if tail else []
        if min(odds) > 0 and text_words.times(plain(thing)) >= times:
            sides = [begin] * bool(head) + [end] * bool(tail)
            yield from ((start + at, value) for at, value in zip(sides, odds, strict=True))


def _things(core: str, text_words: TextWords) -> Iterator[tuple[int, int]]:
    """Where such things stand in a chunk, but for the chunk itself."""
    for begin in range(len(core) - 2):
        if core[begin : begin + 2] in text_words.marked_begins:
            for end in range(begin + 3, len(core) + (begin > 0)):
                if core[begin:end] in text_words.marked:
                    yield begin, end


def before(word: str, thing: str, known: Vocabulary) -> float:
    """`in|__init__.py`, `module|notes.el`; not `Open|SSL`, nor `across-platform`."""
    letters = _LETTERS[1].match(thing)
    if not word.isalpha() or known.zipf(plain(word + (letters[0] if letters else ""))):
        return 0
    if plain(word) in known.function_words and (word.islower() or word.istitle()):
        return SURE if len(word) > 1 else LIKELY
    return LIKELY if word.islower() and len(word) > 2 and known.zipf(word) >= FREQUENT else 0


def behind(thing: str, word: str, known: Vocabulary) -> float:
    """`notes.txt|for`, `foo()|returns`; not `Kubernetes-like`."""
    letters = _LETTERS[0].search(thing)
    if not (word.isalpha() and word.islower()) or len(word) < 2:
        return 0
    if known.zipf(plain((letters[0] if letters else "") + word)):
        return 0
    if word in known.function_words and known.ending(word) < ENDS_MANY:
        return SURE
    frequent = len(word) > 2 and known.zipf(word) >= FREQUENT and known.ending(word) < ENDS_MANY
    return LIKELY if frequent or word in known.function_words else 0
