"""Makes the look-ups of cue groups: of shipped ones when they are built, of a user's at start."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from types import MappingProxyType

from copydesk._kernels.keys import first_words, phrase_key, word_key
from copydesk._kernels.openings import GROUPS
from copydesk._text.patterns import lazy
from copydesk.cleaners.boilerplate.cue_format import WHERE, CueGroup
from copydesk.cleaners.boilerplate.cue_frames import openings
from copydesk.cleaners.boilerplate.cue_needs import needed_by_phrase
from copydesk.cleaners.boilerplate.cue_tables import (
    HANGING,
    SENTENCE,
    Beginnings,
    FrameTable,
    Tables,
    Terms,
)

_ACCENT = lazy("[\u0300-\u036f]")
_NONE: Mapping[str, Iterable[str]] = MappingProxyType({})
Groups = Iterable[Iterable[str]]
"""Words in groups, of each of which a cue needs one (see cue_needs)."""
_NO_NEEDS: Mapping[str, Groups] = MappingProxyType({})


def tables(
    groups: Iterable[CueGroup],
    known: Mapping[str, Iterable[str]] = _NONE,
    needed: Mapping[str, Groups] = _NO_NEEDS,
) -> Tables:
    """The look-ups of some groups, of which earlier ones come first.

    `known` are the openings of frames, and `needed` the words that they need (see cue_needs), where
    somebody has found them already.
    """
    return _Maker(known, needed).made(tuple(groups))


Words = tuple[str, str]
"""The first words of a cue."""
Needs = dict[str, dict[str, frozenset[str]]]
"""Words that cues need, by their first word and their second."""


class _Maker:
    """Fills tables, group by group."""

    def __init__(self, known: Mapping[str, Iterable[str]], needed: Mapping[str, Groups]) -> None:
        self._known, self._needed = known, needed
        self._numbers: dict[str, int] = {}
        self._phrases: dict[str, int] = {}
        self._longest_phrase: dict[str, int] = {}
        self._endings: dict[str, list[tuple[str, int]]] = {}
        self._frames, self._heads, self._tails = (FrameTable([], {}, {}) for _ in range(3))
        self._sentences: Needs = {}

    def made(self, groups: tuple[CueGroup, ...]) -> Tables:
        for number, group in enumerate(groups):
            self._add(number, group)
        terms = [_terms(group) for group in groups]
        self._begin(terms)
        sentences = self._numbered(self._sentences)
        reaches = [len(phrase) + 20 for phrase in self._phrases]  # marks and spaces it lacks
        ended = [group.longest for group in groups if group.endings]
        return Tables(
            terms=terms,
            needs=list(self._numbers),
            longest=max([*(group.longest for group in groups), *reaches], default=0),
            phrases=self._phrases,
            longest_phrase=self._longest_phrase,
            endings=self._endings,
            longest_ending=max(ended, default=0),
            frames=self._frames,
            heads=self._heads,
            tails=self._tails,
            sentences=sentences,
            kinds=self._kinds(terms),
        )

    def _add(self, number: int, group: CueGroup) -> None:
        for key in map(phrase_key, group.phrases):
            self._phrases.setdefault(key, number)
            first = first_words(key)[0]
            self._longest_phrase[first] = max(len(key) + 20, self._longest_phrase.get(first, 0))
        for ending in map(phrase_key, group.endings):
            self._endings.setdefault(ending.rsplit(" ", 1)[-1], []).append((ending, number))
        self._add_frames(self._frames, number, group, (*group.frames, *group.heads))
        self._add_frames(self._heads, number, group, group.heads)
        self._add_frames(self._tails, number, group, group.tails)

    def _add_frames(
        self, table: FrameTable, number: int, group: CueGroup, sources: Iterable[str]
    ) -> None:
        for source in sources:
            needs = self._number(*self._needed.get(source, ()))
            for opening in sorted(self._known.get(source) or openings(source)):
                first = opening.split(" ", 1)[0]
                table.longest[first] = max(group.longest, table.longest.get(first, 0))
                before = table.openings.get(opening, "")
                table.openings[opening] = f"{before} {len(table.frames)}".lstrip()
            table.frames.append((source, number, needs))

    def _number(self, *groups: Iterable[str]) -> int:
        """The number of some groups of words."""
        words = GROUPS.join(" ".join(sorted(group)) for group in groups)
        return self._numbers.setdefault(words, len(self._numbers))

    def _begin(self, terms: list[Terms]) -> None:
        """How phrases begin that are cues wherever they stand."""
        for phrase, number in self._phrases.items():
            if terms[number].where == WHERE[0]:
                _add_needs(self._sentences, _sure_words(phrase), needed_by_phrase(phrase))

    def _numbered(self, found: Needs) -> Beginnings:
        return {
            first: {second: self._number(needs) for second, needs in seconds.items()}
            for first, seconds in found.items()
        }

    def _kinds(self, terms: list[Terms]) -> dict[str, dict[str, int]]:
        """Kinds of junk by its first word and its second, "" for any; the later kind counts."""
        anywhere = [key for key, number in self._phrases.items() if terms[number].where == WHERE[0]]
        sentences = [*_pairs(self._frames, terms, WHERE[:1]), *_said(anywhere)]
        hanging = [*_pairs(self._heads, terms, WHERE), *_pairs(self._tails, terms, WHERE)]
        kinds: dict[str, dict[str, int]] = {}
        for first, second in sentences:
            if first != "0":  # many a sentence begins with a number: "12 comments"
                kinds.setdefault(first, {})[second] = SENTENCE
        for first, second in hanging:
            kinds.setdefault(first, {})[second] = HANGING
        return kinds


def _add_needs(found: Needs, words: Words, needs: frozenset[str]) -> None:
    """What begins alike is asked for together."""
    first, second = words
    seconds = found.setdefault(first, {})
    seconds[second] = seconds.get(second, frozenset()) | needs


def _terms(group: CueGroup) -> Terms:
    return Terms(*(getattr(group, field) for field in Terms._fields))


def _each(table: FrameTable) -> Iterator[tuple[Words, tuple[str, int, int]]]:
    """Each frame with each two words that it begins with; the second is "" where any may come."""
    for opening, numbers in table.openings.items():
        first, _, second = opening.partition(" ")
        for number in numbers.split():
            yield (first, second), table.frames[int(number)]


def _pairs(table: FrameTable, terms: list[Terms], where: Container[str]) -> Iterator[Words]:
    """The words that frames begin with which count there."""
    return (words for words, (_, number, _) in _each(table) if terms[number].where in where)


def _said(phrases: Iterable[str]) -> Iterator[Words]:
    """The same of phrases; one word alone is left out."""
    for first, second in map(first_words, phrases):
        if second:
            yield first, word_key(second)


def _sure_words(phrase: str) -> Words:
    """A phrase's first words; the second only where each line that is the phrase has the same.

    Not after a number, which may be two words, "1,000 views", nor where a letter has come apart as
    its case was taken: ΐ is three characters.
    """
    first, second = first_words(phrase)
    sure = first.isalpha() and second.isalpha() and not _ACCENT.search(phrase)
    return first, word_key(second) if sure else ""
