"""Which language a text speaks, and where it speaks another: told by words of its own.

The whole is asked first. Only where much of it is unknown in that language is each stretch asked: a
line, or a piece of a long one. So what is quoted in another language is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from copydesk._kernels.tokens import bare, sample, tally
from copydesk._models.vocabulary import telling_words, told_by, vocabulary
from copydesk._text.patterns import eastern

SAMPLE, TELLING = 160, 0.06
"""A text is in a language if this share of (at most so many) words are telling ones."""

FEW = 60
"""Of a text with so few chunks every word is asked, without its capital and punctuation."""

SPACELESS = 0.15
"""So large a share of characters of scripts that set no blanks, and nothing is split."""

FREQUENT = 4.0
"""Zipf value of the words that show a line without telling words to be English."""

PIECE = 60
"""So many chunks of a long line are a stretch of their own."""

SHORT = 12
"""A stretch of fewer chunks that tells nothing speaks as the one before it."""

_SPACELESS = eastern(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class Stretch(NamedTuple):
    """A part of a text that speaks one language."""

    start: int
    end: int
    language: str


def spoken_in(text: str) -> str | None:
    """The language that most words of a sample tell; None where they are few.

    >>> spoken_in("The rain fell on the coast"), spoken_in("Sade yltyi yöllä")
    ('en', None)
    """
    count, chunks = sample(text, SAMPLE)
    words = chunks if count > FEW else bare(chunks)
    told = tally(words, telling_words())
    if not told and count <= FEW:
        return "en" if _english(words) else None
    best, times = max(told.items(), key=itemgetter(1), default=(0, 0))
    return told_by(best) if times > TELLING * len(words) and not _spaceless(words) else None


def _english(words: list[str]) -> bool:
    """Are the longer words of a line that tells nothing frequent English ones? `Select a state`."""
    long, known = [word for word in words if 3 < len(word) < 15], vocabulary("en")
    return len(long) > 1 and 2 * sum(known.zipf(word) >= FREQUENT for word in long) > len(long)


def _spaceless(chunks: list[str]) -> bool:
    letters = "".join(chunks[:: max(1, len(chunks) // 60)])
    return len(_SPACELESS.findall(letters)) > SPACELESS * len(letters)


def stretches(text: str, language: str) -> Iterator[Stretch]:
    """The parts of a text that speak a language with data.

    What tells nothing and is short goes with the part before it; a menu speaks as the whole.
    """
    current: str | None = language
    for start, end in _pieces(text):
        piece = text[start:end]
        chunks, told = piece.split(), spoken_in(piece)
        if told or _spaceless(chunks):
            current = told
        elif len(chunks) >= SHORT:
            current = None if _prose(chunks) else language
        if current:
            yield Stretch(start, end, current)


def _prose(chunks: list[str]) -> bool:
    """Are the words those of sentences, and not of a menu with a capital each?"""
    return 2 * sum(map(str.islower, chunks)) > len(chunks)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Lines, the long ones in pieces that end at white space."""
    pattern = re.compile(rf"(?:\S+[^\S\n]*){{1,{PIECE}}}")
    return (match.span() for match in pattern.finditer(text))
