"""Exact cues: lines, and pieces of lines, that are boilerplate by their very wording.

The cues themselves are data: a pack a language (`data/languages/*/cues.toml`), and one for all.
An ordinary line costs one look-up of its first words; only a line that begins like a cue is
compared with those cues.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from math import inf
from types import MappingProxyType
from typing import Any

from copydesk._kernels.keys import AFTER, folded, word_key
from copydesk._text import data
from copydesk._text.patterns import lazy
from copydesk.cleaners.boilerplate.cue_format import CueGroup, parse_cue_file, parse_groups
from copydesk.cleaners.boilerplate.cue_index import Cue, Index, forbids
from copydesk.cleaners.boilerplate.cue_needs import needed_by_phrase
from copydesk.cleaners.boilerplate.cue_screen import Beginnings, Screen
from copydesk.cleaners.boilerplate.cue_spans import LONG, Span, Spans

__all__ = ["Cue", "CueGroup", "Cues", "Span", "load", "parse_cue_file", "shipped"]

# What may stand around a cue without changing it: bullets, arrows, brackets, dots, emoji.
_BEFORE = lazy(r"[^\w#©@\"“”„‟«‘‚'’$€£¥¿¡+&<]*")
_AFTER = r"[\s.:!…,;|»›>→*_\])。：！।۔؟、】」）]*\Z"
_FIRST = lazy(r"[^\w#©@]*([#©@]|\w+)(?:[^\w\n]{1,4}(\w+))?")
_LINK = lazy(r"!?\[([^\[\]]*)\]\([^()]*\)")
_ACCENT = lazy("[\u0300-\u036f]")
_NUMBER = lazy(r"\d+(?:[.,]\d+)*")


class Cues:
    """All cues of some groups, ready to be matched.

    `known` are the openings of frames, and `needed` the words that they need (see cue_needs), where
    somebody has found them already.
    """

    def __init__(
        self,
        groups: Iterable[CueGroup],
        known: Mapping[str, Iterable[str]] = MappingProxyType({}),
        needed: Mapping[str, Iterable[str]] = MappingProxyType({}),
    ) -> None:
        self._phrases: dict[str, Cue] = {}
        self._longest_phrase: dict[str, int] = {}
        self._endings: dict[str, list[tuple[str, Cue, CueGroup]]] = {}
        self._frames, self._heads, self._tails = (
            Index(end, known, needed) for end in (_AFTER, "", _AFTER)
        )
        self._longest = self._longest_ending = 0
        for group in groups:
            self._add(group, Cue(group.reason, group.where, group.name))
        anywhere = [phrase for phrase, cue in self._phrases.items() if cue.where == "anywhere"]
        pieces = [self._frames.openings(("anywhere",)), _openings(anywhere)]
        self._spans = Spans(self._heads, self._tails, pieces, self.piece, self._may_hold)

    def _add(self, group: CueGroup, cue: Cue) -> None:
        self._longest = max(self._longest, group.longest)
        for phrase in group.phrases:
            self._add_phrase(phrase_key(phrase), cue)
        for ending in map(phrase_key, group.endings):
            last = ending.rsplit(" ", 1)[-1]
            self._endings.setdefault(last, []).append((ending, cue, group))
            self._longest_ending = max(self._longest_ending, group.longest)
        self._frames.add(group, cue, (*group.frames, *group.heads))
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
        return self._look_up(line)

    def _may_hold(self, line: str, at: int, end: int, first: str, second: str) -> bool:
        return self.screen.may_hold(line, at, end, first, second)

    @cached_property
    def screen(self) -> Screen:
        """Tells the lines that are worth a look."""
        lines, pieces = Beginnings(), Beginnings()
        for phrase, cue in self._phrases.items():
            first, second = _sure_words(phrase)
            needs = needed_by_phrase(phrase)
            lines.add(first, second, self._longest_phrase[first], needs)
            if cue.where == "anywhere":
                pieces.add(first, second, LONG, needs)
        for index in (self._frames, self._heads, self._tails):
            for opening, frames in index.items():
                first, _, second = opening.partition(" ")
                for frame in frames:
                    if index is self._frames:
                        lines.add(first, second, index.longest[first], frame.needs)
                    if index is not self._frames:
                        pieces.add(first, second, frame.longest, frame.needs)
                    elif frame.cue.where == "anywhere":
                        pieces.add(first, second, LONG, frame.needs)
        ends = self._endings, self._longest_ending
        return Screen(lines, pieces, self._spans.kinds, *ends, self._tails.longest)

    def piece(self, piece: str) -> Cue | None:
        """The cue that a piece of a line is, wherever it stands; one word or two say too little.

        >>> load().piece("Sign up for our newsletter.").reason
        'newsletter'
        >>> load().piece("Got it!")
        """
        few = piece.count(" ") < 2
        cue = self._named(piece) if 0 < len(piece) <= self._longest and not few else None
        return cue if cue and cue.where == "anywhere" else None

    def _look_up(self, line: str) -> Cue | None:
        """What a line is, by its first words and by its last."""
        return self._named(line) or (
            self._ended(line) if len(line) <= self._longest_ending else None
        )

    def _named(self, line: str) -> Cue | None:
        """The phrase or frame that a line is."""
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
            if found := self._frames.find(line, at, size, first, second):
                return found[0].cue
        return None

    def _ended(self, line: str) -> Cue | None:
        """The cue by whose words a line ends: "... contributed to this report"."""
        last = line[-40:].rstrip(AFTER).rsplit(None, 1)[-1:]
        for ending, cue, group in self._endings.get(folded(last[0]) if last else "", ()):
            if len(line) <= group.longest and phrase_key(line).endswith(ending):
                forbidden = bool(group.unless) and forbids(group.unless).search(line)
                return None if forbidden else cue
        return None

    def spans(self, line: str) -> list[Span]:
        """The junk inside a line that stays, in order: each piece with its reason.

        Some, like a photo credit, make the whole line what it is, a caption.

        >>> load().spans("They meet again in March. Source link")
        [Span(start=25, end=37, reason='source-link')]
        >>> load().spans("The boats left. Read more: Ten ships. The mayor said no.")
        [Span(start=15, end=37, reason='promo')]
        >>> load().spans("The boats left. Read more than one paper, the mayor said.")
        []
        """
        return self._spans.find(line)


@cache
def load(extra: tuple[CueGroup, ...] = ()) -> Cues:
    """The cues of the shipped packs, after a user's own. Read once a process."""
    built = data.parsed("cues/built.json")  # see cue_build
    groups = [_group(fields) for fields in built["groups"]]
    sources = [source for group in groups for source in group.sources]
    openings = dict(zip(sources, built["openings"], strict=True))
    return Cues((*extra, *groups), openings, data.parsed("cues/needed.json"))


def _group(fields: Iterable[Any]) -> CueGroup:
    """A group as JSON holds it."""
    values: list[Any] = [tuple(field) if isinstance(field, list) else field for field in fields]
    return CueGroup(*values)


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
    key = " ".join(folded(line.replace("’", "'")).split()).strip(AFTER)
    return key if key.isalpha() else _NUMBER.sub("0", key)


def _openings(phrases: Iterable[str]) -> dict[str, set[str]]:
    """The second words of phrases by the first; one word alone is left out."""
    found: dict[str, set[str]] = {}
    for first, second in map(_first_words, phrases):
        if second:
            found.setdefault(first, set()).add(word_key(second))
    return found


def _sure_words(phrase: str) -> tuple[str, str]:
    """The same of a phrase; the second only where it is the same in each line that is the phrase.

    Not after a number, which may be two words, "1,000 views", nor where a letter has come apart as
    its case was taken: ΐ is three characters.
    """
    first, second = _first_words(phrase)
    sure = first.isalpha() and second.isalpha() and not _ACCENT.search(phrase)
    return first, word_key(second) if sure else ""


def _first_words(line: str) -> tuple[str, str]:
    """The first two words of a line: the first as it is looked up, the second as it stands."""
    found = _FIRST.match(line)
    return (word_key(found[1]), found[2] or "") if found else ("", "")
