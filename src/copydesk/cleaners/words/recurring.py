"""What a text says alone elsewhere and what is no plain word, glued to one: `in__init__.py`.

File names, code, versions and compounds are in no list; the text itself vouches for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from copydesk._models.vocabulary import Vocabulary
from copydesk._text.patterns import lazy
from copydesk.cleaners.words.joints import LIKELY, LONGEST, SURE
from copydesk.cleaners.words.text_words import TextWords, as_said, plain

FREQUENT = 3.5
"""Zipf value from which a word beside such a thing is taken for a word of its own."""

ENDS_MANY = 3.0
"""log(1 + n) of the words that a part ends, from which it is no word of its own: `-like`."""

_CAPITALS = lazy(r"[A-Z]{3}")


def recurring(chunk: str, text_words: TextWords, known: Vocabulary) -> Iterator[tuple[int, float]]:
    """The places in a chunk where a word ends or begins and the rest stands elsewhere, and odds."""
    word = text_words.unknown[chunk]
    if (word.isalpha() and not _CAPITALS.search(chunk)) or not text_words.recurs(chunk):
        return
    core = as_said(chunk)
    if not 3 < len(core) <= LONGEST:
        return
    start = chunk.index(core)
    for begin, end in _things(core, text_words):
        head, said, tail = core[:begin], core[begin:end], core[end:]
        odds = [before(head, said, known)] if head else []
        odds += [behind(said, tail, known)] if tail else []
        if min(odds) > 0 and text_words.times(plain(said.rstrip(")"))) >= text_words.times(word):
            sides = [begin] * bool(head) + [end] * bool(tail)
            yield from ((start + at, value) for at, value in zip(sides, odds, strict=True))


def _things(core: str, text_words: TextWords) -> Iterator[tuple[int, int]]:
    """Where such things stand in a chunk, but for the chunk itself."""
    begins, said = text_words.marked_begins, text_words.marked
    for begin in [at for at in range(len(core) - 2) if core[at : at + 2] in begins]:
        for end in range(begin + 3, len(core) + (begin > 0)):
            if core[begin:end] in said:
                yield begin, end


def before(word: str, thing: str, known: Vocabulary) -> float:
    """`in|__init__.py`, `module|notes.el`; not `Open|SSL`, nor `across-platform`."""
    letters = "".join(takewhile(str.isalpha, thing))
    begins = thing[0].isalnum() or thing[0] == "_"
    if not (begins and word.isalpha()) or (letters and known.zipf(plain(word + letters))):
        return 0
    if plain(word) in known.function_words and (word.islower() or word.istitle()):
        return SURE if len(word) > 1 else LIKELY
    return LIKELY if word.islower() and len(word) > 2 and known.zipf(word) >= FREQUENT else 0


def behind(thing: str, word: str, known: Vocabulary) -> float:
    """`notes.txt|for`, `foo()|returns`; not `Kubernetes-like`."""
    ends = thing[-1].isalnum() or thing[-1] in "_)"
    if not (ends and word.isalpha() and word.islower()) or len(word) < 2:
        return 0
    letters = "".join(takewhile(str.isalpha, reversed(thing)))[::-1]
    if letters and known.zipf(plain(letters + word)):
        return 0
    if word in known.function_words and known.ending(word) < ENDS_MANY:
        return SURE
    frequent = len(word) > 2 and known.zipf(word) >= FREQUENT and known.ending(word) < ENDS_MANY
    return LIKELY if frequent or word in known.function_words else 0
