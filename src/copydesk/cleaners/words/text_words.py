"""What a text says: its chunks (what stands between white space), and the words among them.

Made for speed: a clean text is only split and compared with the vocabulary as sets; whatever takes
longer is done for the few chunks that are left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from functools import cached_property
from itertools import compress

from copydesk._models.vocabulary import Vocabulary
from copydesk._text.patterns import lazy

OPENERS, CLOSERS = "“\"‘'(", ".,;:!?)”\"’'…"
NUMERIC = "0123456789.,:;/+-–—−×%$£€¥()[]½¼¾°#*•·|&"


class TextWords:
    """The chunks of a text, the bare words in them, and which of them the vocabulary lacks."""

    def __init__(self, chunks: list[str], known: Vocabulary) -> None:
        self.all = chunks
        self.distinct = set(chunks)
        self._strange = list(self.distinct.difference(known.words))
        stripped = _stripped(self._strange)
        self._bare = plain(stripped).split("\n") if self._strange else []
        left = set(self._bare).difference(known.words)
        unknown = {
            word
            for word in left
            if word.isalpha() or (word.strip(NUMERIC) and _unknown(word, known))
        }
        self.unknown = dict(self._among(unknown))
        """The unknown chunks, each with the word in it."""
        self.unknown.update(self._shaped(stripped))

    def _shaped(self, stripped: str) -> Iterator[tuple[str, str]]:
        """Chunks whose shape no word or number has, though it is known without case: `UNin`."""
        index = start = 0
        for place in sorted(_shapes(stripped)):
            index, start = index + stripped.count("\n", start, place), place
            if len(self._strange[index]) > 1:
                yield self._strange[index], self._bare[index]

    def _among(self, words: Set[str]) -> Iterator[tuple[str, str]]:
        if not words:
            return iter(())
        pairs = zip(self._strange, self._bare, strict=True)
        return compress(pairs, map(words.__contains__, self._bare))

    def says(self, word: str) -> bool:
        """Does a lower-case word stand in the text?"""
        return word in self.distinct or word in self._words

    @cached_property
    def coined(self) -> frozenset[str]:
        """Words of more than three letters that the text says and the vocabulary lacks."""
        return frozenset(word for word in self.unknown.values() if len(word) > 3)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._bare)

    def before(self, chunk: str) -> str:
        """What stands before a chunk where the text says it first."""
        return self._before.get(chunk, "")

    @cached_property
    def _before(self) -> dict[str, str]:
        return dict(zip(self.all[:0:-1], self.all[-2::-1], strict=True))

    def says_exactly(self, chunk: str) -> bool:
        """Does a chunk stand in the text, in this case and without punctuation?"""
        return chunk in self.distinct

    def repeated(self, chunk: str) -> bool:
        """Does an unknown chunk stand in the text again? Then it is a name, and no slip."""
        return self.times(self.unknown.get(chunk, "")) > 1

    @cached_property
    def code(self) -> bool:
        """Is there program code in the text? Its names look like words that ran together."""
        signs = sum(map(bool, map(_CODE.search, self.unknown)))
        return signs > max(3, len(self.distinct) / 60)

    def times(self, word: str) -> int:
        """How often a lower-case word that the vocabulary lacks stands in the text."""
        return self._counts[word]

    @cached_property
    def _counts(self) -> Counter[str]:
        said = filter(self.unknown.__contains__, self.all)
        return Counter(map(self.unknown.__getitem__, said))

    @cached_property
    def bent(self) -> int:
        """How many unknown chunks have a capital inside a word."""
        return sum(map(bool, map(_BENT.search, self.unknown)))


def _unknown(word: str, known: Vocabulary) -> bool:
    """Not a possessive, a number, an elision, or known words with dashes between them."""
    words, parts = (
        known.words,
        word.removesuffix("'s").replace("—", "-").replace("–", "-").split("-"),
    )
    if known.elided:
        parts = [unelided(part, known) for part in parts]
    return any(part not in words and part and not part.isdigit() for part in parts)


def unelided(word: str, known: Vocabulary) -> str:
    """A word without the article or the like that is written to it: the homme of `l'homme`."""
    head, mark, rest = word.rpartition("'")
    return rest if mark and rest and head in known.elided else word


_RUN_ON = lazy(r"[A-Z][A-Z][a-z][a-z]")  # UNin
_CLOCK = lazy(r":(?<=\d{5}:)\d\d")  # 20268:29
_PRICED = lazy(r"\)(?<=\d\))[$£€]?\d")  # $9)47
_PAID = lazy(r"\$(?<=\d\$)\d")  # $9$47
_DASHES = "–\n", "—\n", "\n—"


def _shapes(stripped: str) -> Iterator[int]:
    """Places, in lines of a chunk each, of shapes that no word or number has."""
    for pattern in (_RUN_ON, _CLOCK, _PRICED, _PAID):
        yield from (match.start() for match in pattern.finditer(stripped))
    for dash in _DASHES:
        place = stripped.find(dash)
        while place >= 0:
            yield place + (dash[0] == "\n")
            place = stripped.find(dash, place + 1)


_CODE = lazy(r"[{}]|\(\)|=>|[=!]=|\);|\w->|\w::\w|</\w|\w\.\w+\(")
_BENT = lazy(r"[a-z][A-Z]")


def bare(chunks: list[str]) -> list[str]:
    """Chunks in lower case, without the punctuation around them.

    >>> bare(["“Musk’s", "said,", "U.S."])
    ["musk's", 'said', 'u.s']
    """
    return plain(_stripped(chunks)).split("\n") if chunks else []


def _stripped(chunks: list[str]) -> str:
    return "\n".join([chunk.rstrip(CLOSERS).lstrip(OPENERS) for chunk in chunks])


def plain(text: str) -> str:
    """Lower case, with straight apostrophes."""
    return text.lower().replace("’", "'")
