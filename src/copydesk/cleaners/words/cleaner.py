"""Run-together words: repaired where it is sure, else left alone.

Scrapers lose the space at a link's edge (`Ukrainewhich`), at a block's end (`ShareTweet`,
`talks.Then`) or beside a number (`March20`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import zip_longest
from typing import ClassVar, TypeAlias

from copydesk._models.vocabulary import Vocabulary, vocabulary
from copydesk._text.edits import Change, splice
from copydesk._text.kind import is_data
from copydesk._text.options import texts
from copydesk._text.patterns import lazy
from copydesk._text.shown import without_shown
from copydesk.cleaners.words import joint_rules
from copydesk.cleaners.words.glue import LETTERS, Evidence
from copydesk.cleaners.words.joint_rules import Finding
from copydesk.cleaners.words.joints import ADDRESS, possible
from copydesk.cleaners.words.odds import odds
from copydesk.cleaners.words.quotes import Quotes
from copydesk.cleaners.words.recurring import recurring
from copydesk.cleaners.words.stretches import spoken_in, stretches
from copydesk.cleaners.words.text_words import TextWords, plain

BARS = 1.7, 0.7, -1.0
"""The log-odds that a split needs in a text with no sure split, with one, and with more."""

FEW = 1_500
"""One chunk in so many words has to be sure before the bar drops all the way."""

JOINED, MANY_LIKELY = ("glued-sentences", "glued-clauses"), 7
"""So many chunks with likely joints of these kinds count as a sure one."""

STRANGE = 0.25
"""Where a larger share of the distinct chunks is unknown, another language may be spoken too."""

Read: TypeAlias = tuple[str, bool]
"""The language that words are read in, and whether the whole text is."""

Spaces: TypeAlias = Mapping[str, list[tuple[int, str]]]
"""Chunks that hold lost spaces: where in them, and why."""

Spans: TypeAlias = Iterable[tuple[int, int]]

SEARCHED = 64
"""So many chunks are searched for one by one; of more, each that the text has is looked up."""

_CHUNK = lazy(r"\S+")


class _Settled:
    """A text in which nothing was found: one of the same words in the same lines has nothing."""

    def __init__(self) -> None:
        self.text: str | None = None

    def says_the_same(self, text: str) -> bool:
        if self.text is None:
            return False
        pairs = zip_longest(_lines_of_words(self.text), _lines_of_words(text))
        return all(one == other for one, other in pairs)


def _lines_of_words(text: str) -> Iterator[list[str]]:
    """The chunks of each line that has some; not all at once, as a text may be long."""
    return filter(None, map(str.split, text.split("\n")))


@dataclass(frozen=True)
class SplitGluedWords:
    """Put back the space between words that ran together.

    Changes `"in Ukrainewhich have"`, `"talks.Then"` and `"March20"`; leaves `"Zelenskyy"`,
    `"YouTube"`, `"U.S.A."`, `"10.30am"` and addresses alone.

    >>> split_glued_words("It was the first visit to Ukrainewhich had been at war for a year.")
    'It was the first visit to Ukraine which had been at war for a year.'

    Args:
        extra_words: words that are never split, in any case.
    """

    extra_words: frozenset[str] = frozenset()
    __name__: ClassVar[str] = "split_glued_words"
    settles: ClassVar[bool] = True

    def __post_init__(self) -> None:
        """Raises NotText where `extra_words` is no list of texts."""
        words = texts("extra_words", self.extra_words, "words")
        object.__setattr__(self, "extra_words", frozenset(words))

    def __call__(self, text: str) -> str:
        return splice(text, self.changes(text))

    def changes(self, text: str) -> list[Change]:
        """The lost spaces, round by round: a split is evidence for others."""
        return self._changes(text, _Settled())

    def rereading(self) -> Callable[[str], list[Change]]:
        """`changes` for one text, which is not searched again where white space alone changed."""
        return partial(self._changes, settled=_Settled())

    def _changes(self, text: str, settled: _Settled) -> list[Change]:
        found, current, sure = dict[int, str](), text, Counter[Read]()
        if settled.says_the_same(text):
            return []
        while spaces := self._round(current, sure, settled):
            if not found and is_data(text):
                return []
            earlier = [at + i for i, at in enumerate(sorted(found))]
            for at, _, _, reason in spaces:
                found[at - bisect_left(earlier, at)] = reason
            current = splice(current, spaces)
        return [Change(at, at, " ", found[at]) for at in sorted(found)]

    def _round(self, text: str, sure: Counter[Read], settled: _Settled) -> list[Change]:
        found = list(self._lost(text, sure))
        if not any(spaces for spaces, _ in found):
            settled.text = text
        return without_shown(text, sorted(c for part in found for c in _located(text, *part)))

    def _lost(self, text: str, sure: Counter[Read]) -> Iterator[tuple[Spaces, Spans]]:
        """The chunks that hold lost spaces, with the parts of the text where they stand."""
        language = spoken_in(text)
        if language is None:
            return
        text_words = TextWords(text, vocabulary(language))
        if len(text_words.unknown) <= STRANGE * text_words.distinct:
            yield self._sure(text_words, (language, True), sure), [(0, len(text))]
            return
        # Much is unknown: each stretch is read as the language that it speaks.
        spans = defaultdict[str, list[tuple[int, int]]](list)
        for start, end, spoken_here in stretches(text, language):
            spans[spoken_here].append((start, end))
        for name, parts in spans.items():
            said = "\n".join([text[start:end] for start, end in parts])
            yield self._sure(TextWords(said, vocabulary(name)), (name, False), sure), parts

    def _sure(self, text_words: TextWords, read: Read, sure: Counter[Read]) -> Spaces:
        """The chunks that hold lost spaces, and where, as far as the text makes it sure.

        The round that showed the most sure chunks counts: once split, they are seen no more.
        """
        findings = self._findings(text_words, vocabulary(read[0]))
        shown = sum(any(f.odds >= BARS[0] for f in found) for found in findings.values())
        sure[read] = max(sure[read], shown or _many_likely(findings, text_words))
        bar = _bar(sure[read], text_words.count)
        places = {
            chunk: sorted({f.at: f.reason for f in found if f.odds >= bar}.items())
            for chunk, found in findings.items()
        }
        return {chunk: found for chunk, found in places.items() if found}

    def _findings(self, text_words: TextWords, known: Vocabulary) -> dict[str, list[Finding]]:
        """The chunks of a text that may hold lost spaces, and where."""
        evidence, never = Evidence(text_words, known), frozenset(map(plain, self.extra_words))
        return {
            chunk: found
            for chunk in text_words.unsettled()
            if (found := findings_of(chunk, evidence))
            and (not never or never.isdisjoint(LETTERS.findall(plain(chunk))))
        }


split_glued_words = SplitGluedWords()


def findings_of(chunk: str, evidence: Evidence) -> list[Finding]:
    """Where a chunk may hold lost spaces, with odds that some text could find enough."""
    known = evidence.known
    candidates = evidence.candidates(chunk)
    found = [Finding(c.at, odds(c, chunk, evidence), "glued-words") for c in candidates]
    if possible(chunk, evidence.text_words.unknown[chunk]):
        found = [*joint_rules.found(chunk, evidence.text_words, known), *found]
    again, reason = [*recurring(chunk, evidence.text_words, known)], "glued-words"
    if (found or again) and _address().search(chunk):
        found, reason = [finding for finding in found if finding.reason == ADDRESS], ADDRESS
    found += [Finding(at, odds, reason) for at, odds in again]
    return [finding for finding in found if finding.odds >= BARS[-1]]


def _many_likely(findings: Mapping[str, list[Finding]], text_words: TextWords) -> bool:
    """Do so many joints of sentences and clauses look lost that it is no style, and no code?"""
    prose = sum(any(f.reason in JOINED for f in found) for found in findings.values())
    return prose >= MANY_LIKELY and not text_words.code


def _bar(sure: int, words: int) -> float:
    """How sure a split must be: less where the text shows that it lost spaces.

    One sure chunk in a long text may be an error, or a lone slip of its author.
    """
    return BARS[2] if sure >= max(2, words / FEW) else BARS[min(sure, 1)]


def _located(text: str, spaces: Spaces, spans: Spans) -> list[Change]:
    if not spaces:
        return []
    found, quotes = list[Change](), Quotes(text)
    for start, chunk in (place for span in spans for place in _stands(text, spaces, *span)):
        for at, reason in spaces[chunk]:
            place = quotes.beside(start + at)
            if start < place < start + len(chunk) and (not found or found[-1].start < place):
                found.append(Change(place, place, " ", reason))
    return found


def _stands(text: str, chunks: Collection[str], start: int, end: int) -> list[tuple[int, str]]:
    """Where chunks stand between two places of a text, in order: a few are searched for."""
    if len(chunks) > SEARCHED:
        every = _CHUNK.finditer(text, start, end)
        return [(match.start(), match[0]) for match in every if match[0] in chunks]
    found = (place for chunk in chunks for place in _found(text, chunk, start, end))
    return sorted(found)


def _found(text: str, chunk: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    at = text.find(chunk, start, end)
    while at >= 0:
        behind = at + len(chunk)
        sides = text[max(start, at - 1) : at] + text[behind : min(end, behind + 1)]
        if not sides.strip():
            yield at, chunk
        at = text.find(chunk, behind, end)


@cache
def _address() -> re.Pattern[str]:
    """Chunks that are no prose: handles, hashtags, e-mail, code, paths, addresses, file names.

    So are those in scripts that set no blanks. A name that ends a sentence is none: `Node.js.Are`.
    """
    return re.compile(
        r"""[@#\\_{}<>=|~`]|\*(?!\Z)|(?<!\A)\^|//|^www\.|10\.\d{4}|\w/\w+/
          | \w\.(?:com|org|net|edu|gov|io|co|html?|php|pdf|jpe?g|png|js|py)
              (?![a-z]|-[a-z]|\.(?-i:[A-Z][a-z]))
          | \(\.?\)|\w\((?!(?:19|20)\d\d\))\w*\)\.|\w\.\w+\(
          | (?-i:[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff])
          """,
        re.VERBOSE | re.IGNORECASE,
    )
