"""Run-together words: repaired where it is sure, else left alone.

Scrapers lose the space at a link's edge (`Ukrainewhich`), at a block's end (`ShareTweet`,
`talks.Then`) or beside a number (`March20`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

from copydesk._glue import best_split, features, log_odds
from copydesk._joints import Joint, joints, shaped
from copydesk._vocabulary import Vocabulary, settings, vocabulary
from copydesk.edits import Change, splice

LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ADDRESS = re.compile(
    r"""[@#\\_{}<>=|~^`*]|//|^www\.      # handles, tags, code, addresses
      | [\w-]\.(?:com|org|net|edu|gov|io|co|html?|php|pdf|jpe?g|png)(?![a-z])
      """,
    re.VERBOSE | re.IGNORECASE,
)
LANGUAGES = ("en",)
SAMPLE = 400


class Cut(NamedTuple):
    """A place in a chunk where a space was lost, how sure that is, and the reason to name."""

    at: int
    odds: float
    reason: str


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

    def __call__(self, text: str) -> str:
        return splice(text, self.changes(text))

    def changes(self, text: str) -> list[Change]:
        """The lost spaces, until no more are found: a split is evidence for others."""
        found, current = dict[int, str](), text
        while cuts := self._round(current):
            known = [at + i for i, at in enumerate(sorted(found))]
            for at, reason in cuts:
                found[at - bisect_left(known, at)] = reason
            current = splice(current, [Change(at, at, " ", reason) for at, reason in cuts])
        return [Change(at, at, " ", found[at]) for at in sorted(found)]

    def _round(self, text: str) -> list[tuple[int, str]]:
        language = _language(text)
        if language is None:
            return []
        evidence = Evidence(text, vocabulary(language), settings(language))
        suspects = evidence.suspects()
        if not suspects:
            return []
        cuts = {chunk: list(evidence.cuts(chunk)) for chunk in suspects}
        bar = evidence.bar(cuts)
        sure = {
            chunk: [(cut.at, cut.reason) for cut in found if cut.odds >= bar]
            for chunk, found in cuts.items()
            if not self._kept(chunk)
        }
        return _located(text, {chunk: places for chunk, places in sure.items() if places})

    def _kept(self, chunk: str) -> bool:
        return bool(self.extra_words) and any(
            word in self.extra_words or word.lower() in self.extra_words
            for word in LETTERS.findall(chunk)
        )


split_glued_words = SplitGluedWords()


class Evidence:
    """What a text says about its own words."""

    def __init__(self, text: str, known: Vocabulary, rules: Mapping[str, list[float]]) -> None:
        self.text, self.known, self.rules = text, known, rules

    @cached_property
    def said(self) -> Counter[str]:
        """How often each word stands in the text."""
        return Counter(map(_plain, LETTERS.findall(self.text)))

    def suspects(self) -> list[str]:
        """The chunks that may hold glued words."""
        chunks = set(self.text.split()).difference(self.known.words)
        listed = "\n".join(chunks)
        strange = set(LETTERS.findall(_plain(listed))).difference(self.known.words)
        if not shaped(listed) and not any(self._splittable(word) for word in strange):
            return []
        return sorted(chunk for chunk in chunks if not _ADDRESS.search(chunk))

    def _splittable(self, word: str) -> bool:
        words = self.known.words
        return any(word[:i] in words or word[i:] in words for i in range(1, len(word)))

    def cuts(self, chunk: str) -> Iterator[Cut]:
        """The places of a chunk where a space may be lost."""
        for joint in joints(chunk):
            if odds := self._joint(joint, chunk):
                yield Cut(joint.at, odds, REASONS[joint.kind])
        for match in LETTERS.finditer(chunk):
            word = match.group()
            if self._alone(chunk, match.start(), match.end()) and (
                word[1:].islower() or len(word) == 1
            ):
                yield from self._letters(word, match.start())

    def _alone(self, chunk: str, start: int, end: int) -> bool:
        around = chunk[start - 1 : start] if start else "", chunk[end : end + 1]
        inner = chunk[end : end + 1] == "." and chunk[end + 1 : end + 2].isalnum()
        return not inner and not any(c and (c.isdigit() or c in "-./&'’") for c in around[:1]) and not (
            around[1] and (around[1].isdigit() or around[1] in "-/&'’")
        )

    def _letters(self, word: str, start: int) -> Iterator[Cut]:
        plain = _plain(word)
        if plain in self.known.words or self.known.zipf(plain):
            return
        split = best_split(plain, self.said, self.known)
        if split:
            evidence = features(plain, split, word[0].isupper(), self.said, self.known)
            yield Cut(start + split.at, log_odds(evidence, self.rules["letters"]), "glued words")

    def bar(self, cuts: Mapping[str, list[Cut]]) -> float:
        strict, low, enough = self.rules["bars"]
        sure = sum(c.odds >= strict for found in cuts.values() for c in found)
        return low if sure >= enough else strict

    def _joint(self, joint: Joint, chunk: str) -> float:
        return RULES[joint.kind](joint, chunk, self)


REASONS = {
    "case": "glued words", "stop": "glued sentences", "comma": "glued clauses",
    "opened": "glued bracket", "closed": "glued bracket", "number": "glued number", "word": "glued number",
}  # fmt: skip


def _case(joint: Joint, chunk: str, e: Evidence) -> float:
    whole = _plain(joint.left + joint.right)
    if e.known.zipf(whole) or not joint.left:
        return 0
    left, right = e.known.zipf(_plain(joint.left)), e.known.zipf(_plain(joint.right))
    if joint.left[0].isupper() and e.said[whole] > 1:
        return 0
    return 9 if len(joint.left) > 2 and left >= 3 and len(joint.right) > 1 and right >= 2 else 0


def _stop(joint: Joint, chunk: str, e: Evidence) -> float:
    left, right = joint.left, joint.right
    if len(left) < 3 or not right or not right[0].isupper() or right.isupper() and len(right) > 1:
        return 0
    return 9 if e.known.zipf(_plain(right)) >= 3 and (e.known.zipf(_plain(left)) >= 2) else 0


def _comma(joint: Joint, chunk: str, e: Evidence) -> float:
    left, right = joint.left, joint.right
    if len(left) < 2 or not right:
        return 0
    return 9 if e.known.zipf(_plain(right)) >= 4 and (e.known.zipf(_plain(left)) >= 2) else 0


def _bracket(joint: Joint, chunk: str, e: Evidence) -> float:
    left, right = joint.left, joint.right
    return 9 if len(left) > 2 and len(right) > 2 and e.known.zipf(_plain(left)) >= 3 else 0


def _number(joint: Joint, chunk: str, e: Evidence) -> float:
    return 9 if joint.left.lower() in MONTHS else 0


def _word(joint: Joint, chunk: str, e: Evidence) -> float:
    right = joint.right
    return 9 if len(joint.left) == 4 and right[0].isupper() and e.known.zipf(_plain(right)) >= 4 else 0


MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
RULES = {
    "case": _case, "stop": _stop, "comma": _comma, "opened": _bracket, "closed": _bracket,
    "number": _number, "word": _word,
}  # fmt: skip


def _language(text: str) -> str | None:
    chunks = text.split()
    sample = chunks[:: max(1, len(chunks) // SAMPLE)]
    for language in LANGUAGES:
        telling = frozenset(settings(language)["telling_words"].split())
        if sum(map(telling.__contains__, sample)) > 0.08 * len(sample):
            return language
    return None


def _located(text: str, cuts: Mapping[str, list[tuple[int, str]]]) -> list[tuple[int, str]]:
    if not cuts:
        return []
    return [
        (match.start() + at, reason)
        for match in re.finditer(r"\S+", text)
        for at, reason in sorted(cuts.get(match.group(), ()))
    ]


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")
