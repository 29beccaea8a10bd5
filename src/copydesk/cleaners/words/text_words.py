"""What a text says: its chunks (what stands between white space), and the words among them.

Made for speed: a clean text is only split and looked up; whatever takes longer is done for the few
chunks that are left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from functools import cached_property

from copydesk._kernels.settled import Glue, Weighed
from copydesk._kernels.tokens import CLOSERS, OPENERS, Chunks, as_said, bare, plain, unelided
from copydesk._models.vocabulary import Vocabulary
from copydesk._text.patterns import lazy

__all__ = ["CLOSERS", "OPENERS", "TextWords", "as_said", "bare", "plain", "unelided"]


SHORT_LINE = 40
"""A line of so many characters may be a heading, an entry or a label."""


class TextWords:
    """The chunks of a text, and those that hold a word which the vocabulary lacks."""

    def __init__(self, text: str, known: Vocabulary) -> None:
        self._text, self._known = text, known
        self._chunks = Chunks(text, known.words, known.elided)
        self._ahead, self._behind = dict[str, str](), dict[str, str]()
        self.count, self.distinct = self._chunks.count, self._chunks.distinct
        self.unknown = self._chunks.unknown
        """The unknown chunks, each with the word in it."""

    def unsettled(self) -> list[str]:
        """Unknown chunks in which a space may have been lost, in order."""
        found = frozenset(self._chunks.unsettled(self._known.settling))
        # the keys themselves: a long one that is only equal is compared at each look-up
        return [chunk for chunk in self.unknown if chunk in found]

    def says(self, word: str) -> bool:
        """Does a lower-case word stand in the text?"""
        return self._chunks.says(word)

    def recurs(self, chunk: str) -> bool:
        """May something that the text says, and that is more than a word, stand in a chunk?"""
        return self._chunks.recurs(chunk)

    @property
    def coined(self) -> Set[str]:
        """Words of more than three letters that the text says and the vocabulary lacks."""
        return self._chunks.coined

    def splits(self, whole: str, capital: bool, hyphens: tuple[bool, bool], glue: Glue) -> Weighed:
        """The likeliest split of a run of letters, and the evidence for each of its places."""
        return self._chunks.splits(whole, capital, *hyphens, glue)

    def before(self, chunk: str) -> str:
        """What stands before a chunk where the text says it first."""
        if chunk not in self._ahead:  # asked at every joint of a chunk that may be long
            self._ahead[chunk] = self._chunks.before(chunk)
        return self._ahead[chunk]

    def after(self, chunk: str) -> str:
        """What stands behind a chunk where the text says it first."""
        if chunk not in self._behind:
            self._behind[chunk] = self._chunks.after(chunk)
        return self._behind[chunk]

    def says_exactly(self, chunk: str) -> bool:
        """Does a chunk stand in the text, in this case and without punctuation?"""
        return self._chunks.times(chunk) > 0

    @cached_property
    def marked(self) -> frozenset[str]:
        """What the text says that has a mark or a digit inside, or only capitals, in its case."""
        things = map(as_said, self.unknown)
        return frozenset(x for x in things if len(x) > 2 and (x.isupper() or not x.isalpha()))

    @cached_property
    def marked_begins(self) -> frozenset[str]:
        """The first two letters of each of them."""
        return frozenset(thing[:2] for thing in self.marked)

    def repeated(self, chunk: str) -> bool:
        """Does an unknown chunk stand in the text again? Then it is a name, and no slip."""
        return self.times(self.unknown.get(chunk, "")) > 1

    @cached_property
    def code(self) -> bool:
        """Is there program code in the text? Its names look like words that ran together."""
        signs = sum(map(bool, map(_CODE.search, self.unknown)))
        return signs > max(3, self.distinct / 100)

    def lists_with(self, sign: str) -> bool:
        """Is a sign the bullet of a list whose entries lost their lines?"""
        return sum(chunk[-1] == sign and chunk[:-1].islower() for chunk in self.unknown) > 4

    @cached_property
    def numbered(self) -> bool:
        """Do many words end in the number of an entry, as where entries lost their lines?"""
        return sum(map(bool, map(_NUMBERED.search, self.unknown))) > 4

    def times(self, word: str) -> int:
        """How often a lower-case word that the vocabulary lacks stands in the text."""
        return self._chunks.said(word)

    @cached_property
    def _forms(self) -> dict[str, list[str]]:
        """The unknown chunks that hold a word."""
        forms = defaultdict[str, list[str]](list)
        for chunk, word in self.unknown.items():
            forms[word].append(chunk)
        return forms

    def quoted(self, word: str) -> bool:
        """Does a quotation mark stand before a lower-case word that the vocabulary lacks?"""
        return any(chunk[0] in "“‘\"'" for chunk in self._forms.get(word, ()))

    def heads(self, word: str) -> Set[str]:
        """What stands before a lower-case word that the vocabulary lacks, in lower case."""
        return self._heads[word]

    @cached_property
    def _heads(self) -> defaultdict[str, set[str]]:
        heads, before = defaultdict[str, set[str]](set), ""
        for line in self._text.split("\n"):  # never all chunks at once: a text may be long
            for chunk in line.split():
                if before and chunk in self.unknown:
                    heads[self.unknown[chunk]].add(plain(before))
                before = chunk
        return heads

    @cached_property
    def labels(self) -> frozenset[str]:
        """Unknown chunks with a capital inside that end a short line or open an entry.

        `AeroPress`, "For travel: AeroPress", "Runner-up: PaperPad 9", "- AeroPress: $30". None
        where menus ran together: `ScienceHealthArts`.
        """
        bent = {chunk for chunk in self.unknown if _BENT.search(chunk)}
        if any(map(_ROW.search, bent)):
            return frozenset()
        short = (x for x in self._text.split("\n") if len(x) <= SHORT_LINE) if bent else ()
        return frozenset(bent.intersection(chunk for line in short for chunk in _ends(line)))

    @cached_property
    def bent(self) -> int:
        """How many unknown chunks have a capital inside a word."""
        return sum(map(bool, map(_BENT.search, self.unknown)))


def _ends(line: str) -> Iterator[str]:
    """The last word of a line, and the first before a colon, bullets and numbers apart."""
    words = [chunk for chunk in line.split() if any(map(str.isalpha, chunk))]
    if words:
        yield words[-1]
        yield from words[:1] if words[0].endswith(":") else ()


_CODE = lazy(r"[{}]|\(\)|=>|[=!]=|\);|\w->|\w::\w|</\w|\w\.\w+\(")
_NUMBERED = lazy(r"[a-z]{2}\d{1,3}\.\Z")
_BENT = lazy(r"[a-z][A-Z]")
_ROW = lazy(r"(?:[A-Z][a-z]{2,20}+){3}")
