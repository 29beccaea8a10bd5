"""Run-together words: repaired where it is sure, else left alone.

Scrapers lose the space at a link's edge (`Ukrainewhich`), at a block's end (`ShareTweet`,
`talks.Then`) or beside a number (`March20`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from copydesk._models.vocabulary import Vocabulary, languages, telling_words, vocabulary
from copydesk._text.edits import Change, splice
from copydesk._text.kind import is_data
from copydesk._text.options import texts
from copydesk.cleaners.words import joints
from copydesk.cleaners.words.glue import LETTERS, Evidence, odds
from copydesk.cleaners.words.joints import Finding
from copydesk.cleaners.words.spoken import Spoken, plain

BARS = 1.7, 0.7, -1.0
"""The log-odds that a split needs in a text with no sure split, with one, and with more."""

SAMPLE, TELLING = 400, 0.08
"""A text is in a language if this share of (at most so many) words are telling ones."""


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

    def __post_init__(self) -> None:
        """Raises NotText where `extra_words` is no list of texts."""
        words = texts("extra_words", self.extra_words, "words")
        object.__setattr__(self, "extra_words", frozenset(words))

    def __call__(self, text: str) -> str:
        return splice(text, self.changes(text))

    def changes(self, text: str) -> list[Change]:
        """The lost spaces, round by round: a split is evidence for others."""
        found, current = dict[int, str](), text
        if is_data(text):
            return []
        while spaces := self._round(current):
            earlier = [at + i for i, at in enumerate(sorted(found))]
            for at, _, _, reason in spaces:
                found[at - bisect_left(earlier, at)] = reason
            current = splice(current, spaces)
        return [Change(at, at, " ", found[at]) for at in sorted(found)]

    def _round(self, text: str) -> list[Change]:
        chunks = text.split()
        language = _language(chunks)
        if language is None:
            return []
        findings = self._findings(Spoken(chunks, vocabulary(language)), vocabulary(language))
        bar = _bar(finding.odds for found in findings.values() for finding in found)
        sure = {
            chunk: sorted({f.at: f.reason for f in found if f.odds >= bar}.items())
            for chunk, found in findings.items()
        }
        return _located(text, {chunk: places for chunk, places in sure.items() if places})

    def _findings(self, spoken: Spoken, known: Vocabulary) -> dict[str, list[Finding]]:
        """The chunks of a text that may hold lost spaces, and where."""
        evidence, never = Evidence(spoken, known), frozenset(map(plain, self.extra_words))
        return {
            chunk: found
            for chunk in sorted(spoken.unknown)
            if (found := _findings(chunk, evidence))
            and not _address().search(chunk)
            and (not never or never.isdisjoint(LETTERS.findall(plain(chunk))))
        }


split_glued_words = SplitGluedWords()


def _findings(chunk: str, evidence: Evidence) -> list[Finding]:
    """Where a chunk may hold lost spaces, with odds that some text could find enough."""
    known = evidence.known
    found = [Finding(c.at, odds(c, known), "glued words") for c in evidence.candidates(chunk)]
    if joints.possible(chunk, evidence.spoken.unknown[chunk]):
        found = [*joints.found(chunk, known), *found]
    return [finding for finding in found if finding.odds >= BARS[-1]]


def _bar(odds: Iterable[float]) -> float:
    """How sure a split must be: less where the text shows that it lost spaces."""
    return BARS[min(sum(x >= BARS[0] for x in odds), len(BARS) - 1)]


def _located(text: str, spaces: Mapping[str, list[tuple[int, str]]]) -> list[Change]:
    if not spaces:
        return []
    found, quotes = list[Change](), _Quotes(text)
    for match in re.finditer(r"\S+", text):
        for at, reason in spaces.get(match[0], ()):
            place = quotes.beside(match.start() + at)
            if match.start() < place < match.end() and (not found or found[-1].start < place):
                found.append(Change(place, place, " ", reason))
    return found


class _Quotes:
    """Tells opening from closing straight quotes: by how many stand before in the line."""

    def __init__(self, text: str) -> None:
        self.text, self.seen, self.count = text, 0, 0

    def beside(self, place: int) -> int:
        """The place itself, or the outer side of a straight quote beside it; in rising order."""
        quote = place if self.text[place] == '"' else place - 1
        if self.text[quote] != '"' or quote < self.seen:
            return place
        line = self.text.rfind("\n", self.seen, quote)
        self.count = self.text.count('"', max(line, self.seen), quote) + (
            self.count if line < 0 else 0
        )
        self.seen = quote
        return quote if self.count % 2 == 0 else quote + 1


def _language(chunks: list[str]) -> str | None:
    """The language that most words of a sample tell; None where they are few."""
    sample = chunks[:: max(1, len(chunks) // SAMPLE)]
    telling = list(filter(_telling().__contains__, sample))
    told = {name: sum(map(telling_words(name).__contains__, telling)) for name in languages()}
    best = max(told, key=lambda name: told[name])
    return best if told[best] > TELLING * len(sample) else None


@cache
def _telling() -> frozenset[str]:
    return frozenset().union(*map(telling_words, languages()))


@cache
def _address() -> re.Pattern[str]:
    """Chunks that are no prose: handles, hashtags, e-mail, code, paths, addresses, file names."""
    return re.compile(
        r"""[@#\\_{}<>=|~^`*]|//|^www\.|10\.\d{4}|\w/\w+/
          | \w\.(?:com|org|net|edu|gov|io|co|html?|php|pdf|jpe?g|png|js|py)(?![a-z])
          | [(.]\)|\w\(\w*\)\.|\w\.\w+\(
          """,
        re.VERBOSE | re.IGNORECASE,
    )
