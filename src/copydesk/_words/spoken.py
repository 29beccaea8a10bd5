"""What a text says: its chunks (what stands between white space), and the words among them.

Made for speed: a clean text is only split and compared with the vocabulary as sets; whatever takes
longer is done for the few chunks that are left.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import compress

from copydesk._words.vocabulary import Vocabulary

OPENERS, CLOSERS = "“\"‘'(", ".,;:!?)”\"’'…"


class Spoken:
    """The chunks of a text, the bare words in them, and which of them the vocabulary lacks."""

    def __init__(self, chunks: list[str], known: Vocabulary) -> None:
        self.all = chunks
        self.distinct = set(chunks)
        strange = list(self.distinct.difference(known.words))
        words = bare(strange)
        self.bare = dict(zip(strange, words, strict=True))
        left = set(words).difference(known.words)
        unknown = {word for word in left if _unknown(word, known)}
        self.unknown = list(compress(strange, map(unknown.__contains__, words)))

    def says(self, word: str) -> bool:
        """Does a lower-case word stand in the text?"""
        return word in self.distinct or word in self._words

    @cached_property
    def coined(self) -> frozenset[str]:
        """Words of more than three letters that the text says and the vocabulary lacks."""
        return frozenset(word for word in map(self.bare.__getitem__, self.unknown) if len(word) > 3)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self.bare.values())

    def times(self, word: str) -> int:
        """How often a lower-case word that the vocabulary lacks stands in the text."""
        return self._counts[word]

    @cached_property
    def _counts(self) -> Counter[str]:
        by_word, by_chunk = Counter[str](), Counter(self.all)
        for chunk in self.unknown:
            by_word[self.bare[chunk]] += by_chunk[chunk]
        return by_word

    @cached_property
    def bent(self) -> int:
        """How many unknown chunks have a capital inside a word."""
        return sum(map(bool, map(_BENT.search, self.unknown)))


def _unknown(word: str, known: Vocabulary) -> bool:
    """Not a possessive, a number, or a hyphenated word with known parts."""
    parts = word.removesuffix("'s").split("-")
    return any(part not in known.words and part and not part.isdigit() for part in parts)


_BENT = re.compile(r"[a-z][A-Z]")


def bare(chunks: list[str]) -> list[str]:
    """Chunks in lower case, without the punctuation around them.

    >>> bare(["“Musk’s", "said,", "U.S."])
    ["musk's", 'said', 'u.s']
    """
    stripped = "\n".join([chunk.rstrip(CLOSERS).lstrip(OPENERS) for chunk in chunks])
    return plain(stripped).split("\n") if chunks else []


def plain(text: str) -> str:
    """Lower case, with straight apostrophes."""
    return text.lower().replace("’", "'")
