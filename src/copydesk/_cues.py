"""Exact cues: lines, line beginnings and line ends that are boilerplate by their very wording.

The cues themselves are data (`data/cues/*.toml`, one pack a language). An ordinary line costs one
look-up of its first word; only a line that begins like a cue is compared with that word's cues.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from typing import NamedTuple

from copydesk import _data
from copydesk._cue_format import (
    NUMBER,
    CueGroup,
    first_key,
    first_words,
    parse_cue_file,
    parse_groups,
)

__all__ = ["Cue", "CueGroup", "Cues", "load", "parse_cue_file"]

PACKS = ("any", "en", "de")
"""The shipped packs; where two claim a phrase, the earlier one names it."""

REACH = 600
"""How far from its end, or from its beginning, a line is searched for junk that hangs on it."""


class Cue(NamedTuple):
    """Why a line is boilerplate, and where it must stand for that to be sure."""

    reason: str
    where: str
    group: str


class Frame:
    """A frame of a group, compiled when a line first begins with its first word."""

    def __init__(self, source: str, cue: Cue, longest: int, end: str, takes_line: bool) -> None:
        self.source, self.cue, self.longest, self.end = source, cue, longest, end
        self.takes_line = takes_line

    @cached_property
    def match(self) -> Callable[[str, int], re.Match[str] | None]:
        return re.compile(f"(?:{self.source}){self.end}", re.I | re.S).match


_WHOLE = r"[\s.:!…,;|»›>→*_\])]*\Z"
_OPEN = r""

Index = dict[str, list[Frame]]

_DECORATION = re.compile(r"[^\w#©@\"“”„‟«‘‚'’$€£¥¿¡+&<]*")
_FIRST = re.compile(r"[#©@]|[^\w#©@]*(\w+)")
_MARKS = " \t>»›►▶▸•◦▪■●·|*+→➜➤✓✔~_=–—-:.!…,;[]()<«‹←▼▲↑↓"
_BOUNDARY = re.compile(r"[.!?…”\"’»)\]]\s*(?=[^\W\d_a-zß-öø-ÿ]|\[)|\s(?=[\[(©|]|[A-Z]\w{2,11}:)")


class Cues:
    """All cues of some groups, ready to be matched."""

    def __init__(self, groups: Iterable[CueGroup]) -> None:
        self._phrases: dict[str, Cue] = {}
        self._frames: Index = {}
        self._heads: Index = {}
        self._tails: Index = {}
        self._endings: dict[str, list[tuple[str, Cue, int]]] = {}
        self._firsts: set[str] = set()
        self.longest = 0
        for group in groups:
            self._add(group)

    def _add(self, group: CueGroup) -> None:
        cue = Cue(group.reason, group.where, group.name)
        self.longest = max(self.longest, group.longest)
        for phrase in group.phrases:
            key = phrase_key(phrase)
            self._phrases.setdefault(key, cue)
            self._firsts.add(_first_word(key))
        for ending in map(phrase_key, group.endings):
            last = ending.rsplit(" ", 1)[-1]
            self._endings.setdefault(last, []).append((ending, cue, group.longest))
        for index, frames, end in (
            (self._frames, group.frames, _WHOLE),
            (self._heads, group.heads, _OPEN),
            (self._tails, group.tails, _WHOLE),
        ):
            for frame in frames:
                for word in first_words(frame):
                    index.setdefault(word, []).append(Frame(frame, cue, group.longest, end, group.takes_line))
        self._firsts |= self._frames.keys()

    def match(self, line: str) -> Cue | None:
        """The cue that a whole line is, or None. The line has no white space around it.

        >>> load().match("Share this:").reason
        'share-bar'
        >>> load().match("Share this recipe with whoever is coming to dinner.")
        """
        if len(line) > self.longest:
            return None
        if "](" in line:
            line = _LINK.sub(r"\1", line).strip()
        word = _first_word(line)
        if word in self._firsts:
            found = self._phrases.get(phrase_key(line)) or self._framed(line, word)
            if found:
                return found
        return self._ended(line)

    def _ended(self, line: str) -> Cue | None:
        last = line[-60:].rstrip(_MARKS).rsplit(None, 1)[-1:]
        for ending, cue, longest in self._endings.get(last[0].casefold() if last else "", ()):
            if len(line) <= longest and phrase_key(line).endswith(ending):
                return cue
        return None

    def _framed(self, line: str, word: str) -> Cue | None:
        at = _DECORATION.match(line).end()  # type: ignore[union-attr]  # matches any line
        for frame in self._frames.get(word, ()):
            if len(line) <= frame.longest and frame.match(line, at):
                return frame.cue
        return None

    def head(self, line: str) -> tuple[int, str] | None:
        """Where the junk at the beginning of a line ends, and its reason; None if there is none."""
        for frame in self._heads.get(_first_word(line[:REACH]), ()):
            found = frame.match(line[:REACH], 0)
            if found and found.end():
                return found.end(), frame.cue.reason
        return None

    def tail(self, line: str) -> tuple[int, str] | None:
        """Where the junk at the end of a line begins, and its reason; None if there is none.

        >>> load().tail("They meet again in March. Source link")
        (26, 'source-link')
        """
        start = max(0, len(line) - REACH)
        end = line[start:]
        for boundary in _BOUNDARY.finditer(end):
            at = boundary.end()
            for frame in self._tails.get(_first_word(end[at : at + 40]), ()):
                if len(end) - at <= frame.longest and frame.match(end, at):
                    if frame.takes_line:
                        if len(line) > frame.longest:
                            continue
                        at = 0
                    return start + at, frame.cue.reason
        return None


@cache
def load(extra: tuple[CueGroup, ...] = ()) -> Cues:
    """The cues of the shipped packs, after a user's own. Read once a process."""
    return Cues((*extra, *shipped()))


@cache
def shipped() -> tuple[CueGroup, ...]:
    """The groups of all shipped packs."""
    return tuple(_packs())


def _packs() -> Iterator[CueGroup]:
    for pack in PACKS:
        yield from parse_groups(_data.toml(f"cues/{pack}.toml"), f"{pack}.toml")


_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")


def phrase_key(line: str) -> str:
    """The form in which phrases are compared: no case, marks around, or value of numbers."""
    return " ".join(NUMBER.sub("0", line.replace("’", "'")).strip(_MARKS).casefold().split())


def _first_word(line: str) -> str:
    first = _FIRST.match(line)
    if first is None:
        return ""
    return first_key(first[1]) if first[1] else first[0]
