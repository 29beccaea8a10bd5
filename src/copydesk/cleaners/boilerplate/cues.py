"""Exact cues: lines, line beginnings and line ends that are boilerplate by their very wording.

The cues themselves are data: a pack a language (`data/languages/*/cues.toml`), and one for all.
An ordinary line costs one look-up of its first words; only a line that begins like a cue is
compared with those cues.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from math import inf
from types import MappingProxyType
from typing import NamedTuple

from copydesk._text import data
from copydesk._text.patterns import lazy
from copydesk.cleaners.boilerplate.cue_format import CueGroup, parse_cue_file, parse_groups
from copydesk.cleaners.boilerplate.cue_frames import folded, openings, word_key

__all__ = ["Cue", "CueGroup", "Cues", "load", "parse_cue_file", "shipped"]

REMEMBERED = 10_000
"""How many words, candidates and short lines are looked up only once: menus come again."""
SHORT = 60
"""A line with fewer characters is short enough to be remembered."""
REACH = 600
"""How far from its end, or from its beginning, a line is searched for junk that hangs on it."""


class Cue(NamedTuple):
    """Why a line is boilerplate, and where it must stand for that to be sure."""

    reason: str
    where: str
    group: str


class Frame:
    """A regular expression of a group, compiled when a line first begins with its words."""

    def __init__(self, source: str, cue: Cue, group: CueGroup, end: str) -> None:
        self.source, self.cue, self.end = source, cue, end
        self.longest, self.takes_line = group.longest, group.takes_line
        self._unless = "|".join(map(re.escape, group.unless))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self.source}){self.end}", re.IGNORECASE | re.DOTALL)

    def match(self, line: str, at: int) -> re.Match[str] | None:
        """The match from `at` on, unless the line is too long or holds a word that forbids it."""
        found = self.pattern.match(line, at) if len(line) - at <= self.longest else None
        if found and self._unless and re.search(rf"\b(?:{self._unless})\b", line, re.IGNORECASE):
            return None
        return found


class Index(dict[str, list[Frame]]):
    """Frames by the words that they begin with."""

    def __init__(self, end: str, known: Mapping[str, Iterable[str]]) -> None:
        self.end, self._known = end, known
        self.longest: dict[str, int] = {}
        """How long a line may be that begins with a word."""
        self.may_begin = lru_cache(REMEMBERED)(self._may_begin)

    def add(self, group: CueGroup, cue: Cue, sources: Iterable[str]) -> None:
        for source in sources:
            frame = Frame(source, cue, group, self.end)
            for opening in self._known.get(source) or openings(source):
                first = opening.split(" ", 1)[0]
                self.longest[first] = max(frame.longest, self.longest.get(first, 0))
                self.setdefault(opening, []).append(frame)

    def _may_begin(self, words: tuple[str, str, str]) -> bool:
        """Whether a frame begins with such a candidate: a mark and two words after it."""
        mark, first, second = words[0], word_key(words[1]), words[2]
        return (
            (mark == "©" and mark in self.longest)
            or first in self
            or (first in self.longest and f"{first} {word_key(second)}" in self)
        )

    def find(self, line: str, at: int, first: str, second: str) -> tuple[Frame, int] | None:
        """The first frame that matches from `at` on, where these words stand; where it ends."""
        if len(line) - at > self.longest.get(first, 0):
            return None
        for opening in (f"{first} {word_key(second)}", first):
            for frame in self.get(opening, ()):
                if match := frame.match(line, at):
                    return frame, match.end()
        return None


# What may stand around a cue without changing it: bullets, arrows, brackets, dots, emoji.
_BEFORE = lazy(r"[^\w#©@\"“”„‟«‘‚'’$€£¥¿¡+&<]*")
_AFTER = r"[\s.:!…,;|»›>→*_\])]*\Z"
_MARKS = " \t.:!…,;|»›>→*_)]([-–—•·►▶▸■●«‹<←▼▲↑↓~+=©"
_FIRST = lazy(r"[^\w#©@]*([#©@]|\w+)(?:[^\w\n]{1,4}(\w+))?")
_LINK = lazy(r"!?\[([^\[\]]*)\]\([^()]*\)")
_NUMBER = lazy(r"\d+(?:[.,]\d+)*")
_CANDIDATE = lazy(r"([.!?…”\"’»)\](\[|©])\s*(\w+)(?:[^\w\n]{1,4}(\w+))?")
_SENTENCE_END = tuple('.!?…”"’»)]')
_OPENERS = tuple("([|")


class Cues:
    """All cues of some groups, ready to be matched.

    `known` are the openings of frames, where somebody has found them already.
    """

    def __init__(
        self, groups: Iterable[CueGroup], known: Mapping[str, Iterable[str]] = MappingProxyType({})
    ) -> None:
        self._phrases: dict[str, Cue] = {}
        self._longest_phrase: dict[str, int] = {}
        self._endings: dict[str, list[tuple[str, Cue, int]]] = {}
        self._frames, self._heads, self._tails = (Index(e, known) for e in (_AFTER, "", _AFTER))
        self._longest = self._longest_ending = 0
        self._remembered = lru_cache(REMEMBERED)(self._match)
        for group in groups:
            self._add(group, Cue(group.reason, group.where, group.name))
        self._head_letters = {first[0] for first in self._heads.longest}

    def _add(self, group: CueGroup, cue: Cue) -> None:
        self._longest = max(self._longest, group.longest)
        for phrase in group.phrases:
            self._add_phrase(phrase_key(phrase), cue)
        for ending in map(phrase_key, group.endings):
            last = ending.rsplit(" ", 1)[-1]
            self._endings.setdefault(last, []).append((ending, cue, group.longest))
            self._longest_ending = max(self._longest_ending, group.longest)
        self._frames.add(group, cue, group.frames)
        self._heads.add(group, cue, group.heads)
        self._tails.add(group, cue, group.tails)

    def _add_phrase(self, key: str, cue: Cue) -> None:
        self._phrases.setdefault(key, cue)
        first = _first_words(key)[0]
        reach = len(key) + 20  # marks and spaces that the key does not have
        self._longest_phrase[first] = max(reach, self._longest_phrase.get(first, 0))
        self._longest = max(self._longest, reach)

    def match(self, line: str) -> Cue | None:
        """The cue that a whole line is, or None. The line has no white space around it.

        >>> load().match("Share this:").reason
        'share-bar'
        >>> load().match("Share this recipe with whoever is coming to dinner.")
        """
        if not line or len(line) > self._longest:
            return None
        return self._remembered(line) if len(line) < SHORT else self._match(line)

    def _match(self, line: str) -> Cue | None:
        """What `match` finds, looked up."""
        if not line[0].isalnum() and "](" in line:
            line = _LINK.sub(r"\1", line).strip()
        first, second = _first_words(line)
        size = len(line)
        if size <= self._longest_phrase.get(first, 0):
            phrase = self._phrases.get(phrase_key(line))
            if phrase:
                return phrase
        if first in self._frames.longest:
            before = None if line[0].isalnum() else _BEFORE.match(line)
            at = before.end() if before else 0
            if found := self._frames.find(line, at, first, second):
                return found[0].cue
        return self._ended(line) if size <= self._longest_ending else None

    def _ended(self, line: str) -> Cue | None:
        """The cue by whose words a line ends: "... contributed to this report"."""
        last = line[-40:].rstrip(_MARKS).rsplit(None, 1)[-1:]
        for ending, cue, longest in self._endings.get(folded(last[0]) if last else "", ()):
            if len(line) <= longest and phrase_key(line).endswith(ending):
                return cue
        return None

    def head(self, line: str) -> tuple[int, str] | None:
        """Where the junk at the beginning of a line ends, and its reason; None if there is none.

        >>> load().head("[ad_1] The ferry sank on Monday.")
        (7, 'ad-marker')
        """
        if line[:1].isalpha() and folded(line[0])[0] not in self._head_letters:
            return None
        found = self._heads.find(line[:REACH], 0, *_first_words(line[:REACH]))
        return (found[1], found[0].cue.reason) if found else None

    def tail(self, line: str) -> tuple[int, str] | None:
        """Where the junk at the end of a line begins, and its reason; None if there is none.

        A tail begins after a sentence, or in brackets. Some, like a photo credit, make the whole
        line what it is, a caption; then the junk begins at 0.

        >>> load().tail("They meet again in March. Source link")
        (26, 'source-link')
        >>> load().tail("The ferry at its berth on Monday. (AP Photo/Ann Example)")
        (0, 'caption')
        """
        start = max(0, len(line) - REACH)
        likely = any(map(self._tails.may_begin, _CANDIDATE.findall(line, start)))
        if not likely and ":" not in line:
            return None
        for begin, first, second in _candidates(line, start, likely):
            found = self._tails.find(line, begin, first, second)
            cut = _cut(line, begin, found[0]) if found else None
            if found and cut is not None:
                return cut, found[0].cue.reason
        return None


def _candidates(line: str, start: int, likely: bool) -> Iterator[tuple[int, str, str]]:
    """Where a tail may begin: after a sentence, at a bracket or ©, before the last colon."""
    for mark in _CANDIDATE.finditer(line, start) if likely else ():
        first, second = word_key(mark[2]), mark[3] or ""
        if mark[1] == "©":
            yield mark.start(), "©", first
        elif mark[1] in _OPENERS:
            yield mark.start(), first, second
        yield mark.start(2), first, second
    colon = line.rfind(":", start)
    if colon > 0:
        word = line[max(0, colon - 20) : colon].rsplit(None, 1)[-1:]
        if word:
            yield colon - len(word[0]), word_key(word[0]), ""


def _cut(line: str, begin: int, frame: Frame) -> int | None:
    """Where to cut for a tail that matched at `begin`; None where it might belong to a sentence."""
    if frame.takes_line and len(line) <= frame.longest:
        return 0
    before = line[:begin].rstrip()
    if before[-1:] in _OPENERS:  # a tail in brackets takes the opening one along
        before = before[:-1]
        return len(before)
    return begin if before[-1:] in _SENTENCE_END or line[begin] in _OPENERS else None


@cache
def load(extra: tuple[CueGroup, ...] = ()) -> Cues:
    """The cues of the shipped packs, after a user's own. Read once a process."""
    built = data.parsed("cues/built.json")  # see cue_build
    groups = [CueGroup(*fields) for fields in built["groups"]]
    sources = [source for group in groups for source in group.sources]
    return Cues((*extra, *groups), dict(zip(sources, built["openings"], strict=True)))


@cache
def shipped() -> tuple[CueGroup, ...]:
    """The groups of all shipped packs, with their examples."""
    return tuple(_packs())


def packs() -> tuple[str, ...]:
    """The shipped packs: that of all languages, then by the `order` each says, then by name.

    Where two packs claim a phrase, the earlier one names it.
    """
    found = [f"languages/{name}/cues.toml" for name in data.languages("cues.toml")]
    return ("cues/any.toml", *sorted(found, key=_order))


def _order(pack: str) -> tuple[float, str]:
    return data.toml(pack).get("order", inf), pack


def _packs() -> Iterator[CueGroup]:
    for pack in packs():
        table = data.toml(pack)
        yield from parse_groups({key: table[key] for key in table if key != "order"}, pack)


def phrase_key(line: str) -> str:
    """The form in which phrases are compared: no case, marks around, or value of numbers."""
    key = " ".join(folded(line.replace("’", "'")).split()).strip(_MARKS)
    return key if key.isalpha() else _NUMBER.sub("0", key)


def _first_words(line: str) -> tuple[str, str]:
    """The first two words of a line: the first as it is looked up, the second as it stands."""
    found = _FIRST.match(line)
    return (word_key(found[1]), found[2] or "") if found else ("", "")
