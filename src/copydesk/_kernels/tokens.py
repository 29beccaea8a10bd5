"""The chunks of a text, what stands between white space, and which of them a word list lacks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache, cached_property
from itertools import pairwise, repeat

from copydesk._kernels import kernel
from copydesk._kernels.parting import evidence_of, split_of
from copydesk._kernels.settled import (
    CLOSERS,
    COINED,
    LETTERS,
    OPENERS,
    Glue,
    Lists,
    Text,
    Weighed,
    as_said,
    has_met,
    is_settled,
    is_thing,
    may_recur,
)  # fmt: skip

__all__ = [
    "CLOSERS", "OPENERS", "Chunks", "Lists", "as_said", "bare", "plain", "sample", "tally",
    "unelided",
]  # fmt: skip

NUMERIC = "0123456789.,:;/+-–—−×%$£€¥()[]½¼¾°#*•·|&"
# Shapes that no word or number has, though it may be known without case: UNin, 20268:29, $9)47,
# $9$47, 24,2018, and dashes at an end. Near-misses are UN, 20:29 and $947.
_SHAPES = (
    r"[A-Z][A-Z][a-z][a-z]", r":(?<=\d{5}:)\d\d", r"\)(?<=\d\))[$£€]?\d", r"\$(?<=\d\$)\d",
    r",(?<=\d,)(?:19|20)\d\d\n", r"–\n", r"—\n", r"\n—.",
)  # fmt: skip


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _SHAPES))


@kernel
def words(lines: bytes, without: Collection[str] = ()) -> Mapping[str, float]:
    """Words with their values, from lines of a value in tenths and words in UTF-8.

    Of two values the later counts; lines that begin with # do not.

    >>> words("# Zipf\\n77 the of\\n52 café".encode(), ["of"])["café"]
    5.2
    """
    table = dict[str, float]()
    for line in lines.decode().split("\n"):
        if line and not line.startswith("#"):
            value, _, words = line.partition(" ")
            table.update(zip(words.split(" "), repeat(int(value) / 10)))
    for word in without:
        table.pop(word, None)
    return table


@kernel
def sample(text: str, most: int) -> tuple[int, list[str]]:
    """How many chunks there are, and every n-th of them, so that there are about `most`.

    >>> sample("Rain fell on the coast", 2)
    (5, ['Rain', 'on', 'coast'])
    """
    chunks = text.split()
    return len(chunks), chunks[:: max(1, len(chunks) // most)]


@kernel
def tally(words: Sequence[str], values: Mapping[str, float]) -> dict[float, int]:
    """How many of some words have each value that `words` gave, in order of the first of each.

    >>> tally(["it", "rained", "it", "la"], words(b"10 it was\\n20 la"))
    {1.0: 2, 2.0: 1}
    """
    found = Counter(map(values.get, words))
    return {value: times for value, times in found.items() if value is not None}


@kernel
def best_split(
    word: str,
    capital: bool,
    words: Mapping[str, float],
    coined: Collection[str],
    pairs: Mapping[str, float],
) -> tuple[str, ...]:
    """The likeliest split of a lower-case word into parts that are known or coined by the text.

    Into two, or where that cannot be into more; none where it is no such words. `capital` says
    whether the word has one; what is coined has more than three letters; `pairs` are the
    frequencies of words that stand side by side.

    >>> known = words(b"50 the rain fell on in")
    >>> best_split("rainfell", False, known, (), {}), best_split("rainonthe", False, known, (), {})
    (('rain', 'fell'), ('rain', 'on', 'the'))
    """
    return split_of(word, capital, words, coined, pairs)


@kernel
class Chunks:
    """The chunks of a text, set against a word list that `words` gave.

    >>> known = words(b"50 the rain fell said he")
    >>> chunks = Chunks("The “rainfell”, he said. The rain fell.", known)
    >>> chunks.count, chunks.distinct, chunks.unknown
    (7, 6, {'“rainfell”,': 'rainfell'})
    >>> chunks.says("said"), chunks.times("The"), chunks.before("he")
    (True, 2, '“rainfell”,')
    """

    def __init__(self, text: str, known: Mapping[str, float], elided: Collection[str] = ()) -> None:
        self._known, self._elided, self._all = known, elided, text.split()
        self._set = set(self._all)
        self.count, self.distinct = len(self._all), len(self._set)
        strange = list(self._set.difference(known))
        stripped = "\n".join(_stripped(strange))
        self._bare = plain(stripped).split("\n") if strange else []
        unknown, odd = set(self._bare).difference(known), _odd(stripped)
        unfamiliar = sorted(
            (chunk, bare, i in odd and len(chunk) > 1)
            for i, (chunk, bare) in enumerate(zip(strange, self._bare, strict=True))
            if (i in odd and len(chunk) > 1) or (bare in unknown and bare.strip(NUMERIC))
        )
        self._unfamiliar = [(chunk, bare) for chunk, bare, _ in unfamiliar]
        self.unknown = {
            chunk: bare for chunk, bare, odd in unfamiliar if odd or is_unknown(bare, known, elided)
        }
        """Chunks not in the list even without punctuation and capitals, and no numbers, nor words
        of the list with what may be written to them, or of a shape that no word has; each with how
        it reads in small letters without punctuation."""

    def unsettled(self, lists: Lists) -> list[str]:
        """Those unknown chunks, in order, in which a space may have been lost.

        The others are one word each: in capitals, or in small letters behind the first and neither
        two words, in the list or unfamiliar themselves, nor a chain of frequent ones. Or nothing in
        them looks like two words, a joint, or something that the text says elsewhere.

        >>> known = words(b"50 the rain fell said he")
        >>> nothing = Lists((), (), (), (), (), (), (), (), {"rain"}, lambda: None)
        >>> text = "“rainfell”, Fogg. NATO! rainFell theraintheraint U.S. [foggy Fogg’s, fell.The"
        >>> Chunks(text, known).unsettled(nothing)
        ['fell.The', 'rainFell', '“rainfell”,']
        """
        return unsettled_among(self, self._unfamiliar, self._known, self._elided, lists)

    def recurs(self, chunk: str) -> bool:
        """May something that the text says, and that is more than a word, stand in a chunk?"""
        return may_recur(chunk, self._things)

    @cached_property
    def _things(self) -> frozenset[str]:
        return things(self._unfamiliar)

    @cached_property
    def coined(self) -> frozenset[str]:
        """Unknown words of more than three letters."""
        return frozenset(word for word in self.unknown.values() if len(word) >= COINED)

    def splits(
        self, whole: str, capital: bool, is_behind: bool, is_before: bool, glue: Glue
    ) -> Weighed:
        """The likeliest split of a run of letters, and the evidence for each of its places.

        `whole` is in small letters, of which the first may be a capital in the text; a hyphen may
        stand before it, or behind.
        """
        parts = split_of(whole, capital, self._known, self.coined, glue.pairs)
        rest = capital, min(len(parts), 5), is_behind, is_before
        times = self.said(whole) if parts and len(whole) <= LETTERS else 0
        return parts, [
            (*evidence_of(whole, *pair, self._known, self.says, times, glue), *rest)
            for pair in pairwise(parts)
        ]

    def said(self, word: str) -> int:
        """How often a word in small letters that the list lacks stands in the text."""
        return self._words_said[word]

    @cached_property
    def _words_said(self) -> Counter[str]:
        found = Counter[str]()
        for chunk, word in self.unknown.items():
            found[word] += self._counts[chunk]
        return found

    def says(self, word: str) -> bool:
        """Does a word in small letters stand in the text, with or without punctuation?"""
        return word in self._set or word in self._said

    @cached_property
    def _said(self) -> frozenset[str]:
        return frozenset(self._bare)

    def times(self, chunk: str) -> int:
        """How often a chunk stands in the text."""
        return self._counts[chunk]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self._all)

    def before(self, chunk: str) -> str:
        """The chunk before the first of its kind; none before the first of all."""
        return self._before[chunk]

    def after(self, chunk: str) -> str:
        """The chunk behind the first of its kind; none behind the last of all."""
        return self._after.get(chunk, "")

    @cached_property
    def _after(self) -> dict[str, str]:
        return dict(zip(self._all[-2::-1], self._all[:0:-1], strict=True))

    @cached_property
    def _before(self) -> dict[str, str]:
        return dict(zip(reversed(self._all), reversed(["", *self._all[:-1]]), strict=True))


def bare(chunks: Sequence[str]) -> list[str]:
    """Chunks in lower case, without the punctuation around them.

    >>> bare(["“Musk’s", "said,", "U.S."])
    ["musk's", 'said', 'u.s']
    """
    return plain("\n".join(_stripped(chunks))).split("\n") if chunks else []


def _stripped(chunks: Sequence[str]) -> list[str]:
    return [chunk.rstrip(CLOSERS).lstrip(OPENERS) for chunk in chunks]


def plain(text: str) -> str:
    """Lower case, with straight apostrophes."""
    return text.lower().replace("’", "'")


def _odd(stripped: str) -> set[int]:
    """The numbers of the lines that have a shape that no word or number has."""
    lines, found = f"\n{stripped}\n", set[int]()
    for shape in _shapes():
        number = at = 0
        for match in shape.finditer(lines):
            place = match.end() - 1 if match[0][-1] != "\n" else match.start()
            number, at = number + lines.count("\n", at, place), place
            found.add(number - 1)
    return found


def is_odd(chunk: str, stripped: str) -> bool:
    """Has a chunk, without punctuation around it, a shape that no word or number has?"""
    return len(chunk) > 1 and bool(_odd(stripped))


def is_unknown(word: str, known: Mapping[str, float], elided: Collection[str]) -> bool:
    """Not a possessive, a number, an elision, or known words with dashes between them?"""
    if word.isalpha():
        return True
    parts = word.removesuffix("'s").replace("—", "-").replace("–", "-").split("-")
    if elided:
        parts = [unelided(part, elided) for part in parts]
    return any(part not in known and part and not part.isdigit() for part in parts)


def unelided(word: str, elided: Collection[str]) -> str:
    """A word without the article or the like that is written to it: the homme of `l'homme`."""
    head, mark, rest = word.rpartition("'")
    return rest if mark and rest and head in elided else word


def things(unfamiliar: Sequence[tuple[str, str]]) -> frozenset[str]:
    """What has a mark or a digit inside, or only capitals, in its case, of unfamiliar chunks."""
    return frozenset(filter(is_thing, (as_said(chunk) for chunk, _ in unfamiliar)))


def unsettled_among(
    chunks: Chunks,
    unfamiliar: Sequence[tuple[str, str]],
    known: Mapping[str, float],
    elided: Collection[str],
    lists: Lists,
) -> list[str]:
    """Of the unfamiliar chunks of a text, with their words, those in which a space may be lost."""
    said = {word for _, word in unfamiliar if len(word) >= COINED}
    text = Text(known, said, elided, things(unfamiliar), chunks.after, chunks.splits)
    return [
        chunk
        for chunk, word in chunks.unknown.items()
        if not is_whole(chunk, word, text) and not is_settled(chunk, word, text, lists)
    ]


def is_whole(chunk: str, word: str, text: Text) -> bool:
    """Is the word of a chunk one in which no others can have met?"""
    if not word.isalpha() or len(word) > LETTERS:
        return False
    letters = chunk.rstrip(CLOSERS).lstrip(OPENERS)
    if all(map(str.isupper, letters)):
        return True
    return all(map(str.islower, letters[1:])) and not has_met(word, text)
