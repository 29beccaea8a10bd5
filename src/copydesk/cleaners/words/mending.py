"""`mend_words`: blanks and note numbers that stand where none belong are taken out.

Inline tags leave a blank before punctuation (`vote , held`), lost ligatures one inside words
(`fi rst`), drop caps one behind the first letter (`T he`). Only what is unmistakable is mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import ClassVar

from copydesk._kernels.blanks import CLITIC, HELD, NOTE, STRAY, stray_blanks
from copydesk._models.vocabulary import Vocabulary, lists, vocabulary
from copydesk._text.edits import Change, splice
from copydesk._text.kind import is_data
from copydesk._text.patterns import lazy
from copydesk._text.shown import without_shown
from copydesk.cleaners.words.stretches import spoken_in
from copydesk.cleaners.words.text_words import OPENERS, plain

KNOWN = 2.5
"""Zipf value from which a mended word is one."""

BARE = frozenset(["ff", "fi", "fl", "ffi", "ffl", "Th"])
"""Pieces that are no words."""

ORDINARY = frozenset(
    "off staff stuff cliff jeff cuff sheriff tariff plaintiff playoff kickoff".split()
)
"""Words that end like a lost ligature: looked at first, so that no language need be asked."""

ENGLISH = 3.5
"""Zipf value of English words that are no pieces of one, whatever the language of the text."""

FAR_MORE = 1.5
"""How much more frequent than its rarest piece a broken word has to be."""

CLEARLY = 0.3
"""How much more frequent than what is behind its drop cap a mended word has to be."""

_STRAY = lazy(r" (?<=[\w)”’%] ) *(?=[,.!?](?:[\s”\"’)]|\Z)|[;:](?:\s|\Z))")
# "do n't", "it 's", as tokenizers set them apart; near-miss: "said ' s ' and".
_CLITIC = lazy(r"(?<=[^\W\d_]) (?=(?:n['’]t|['’](?:s|re|ve|ll|m|d))(?! ?['’]|\w))")
# Blanks are counted and not given back: a long run of them would be tried in every way.
_HELD = lazy(
    r"(?:\((?<![^\s“(].) {1,9}+(?=\S)[^()\n]{1,300}? {1,9}\)"
    r"|“(?<![^\s“(].) {1,9}+(?=\S)[^“”\n]{1,300}? {1,9}”)(?!\w)"
)
_DROP = lazy(r"^[“\"‘]?([^\W\d_])(\n\n?| )(?=([^\W\d_]+))", re.MULTILINE)
_NOTE = lazy(r"[.!?][”\"]?(\d\d?)(?:(?=([A-Z][a-z]+))|(?= ([A-Z][a-z]+)))")
_CODE = lazy(r"[{}=<>]|\);|;\n")
# A face of signs set apart. Near-miss: "the vote : it passed".
_FACE = lazy(r"[:;] {1,2}(?:[-'] ?)?[()](?![\w“])")
_FACE_BEFORE = lazy(r"[:;] {1,2}(?:[-'] ?)?\(\Z")
_YEAR = lazy(r"(?<!\d)(?:1[5-9]|20)\d\d\.?\Z")
_LETTERS = lazy(r"[^\W\d_]+")
_LETTERS_BEFORE = lazy(r"[^\W\d_]*\Z")
LONGEST = 40


@dataclass(frozen=True)
class MendWords:
    """Take out blanks before punctuation and inside words, and note numbers glued to a full stop.

    Changes `"the vote , held"`, `"the fi rst offi ce"`, `"T he harbour"` and `"the war.2In"`, and
    `"it 's"` where a text has such blanks before marks; leaves `"staff are"`, `"B vitamins"`,
    `"3 : 1"` and French `"quoi ?"` alone.

    >>> mend_words("T he vote , held on Monday , was the fi rst of the year .")
    'The vote, held on Monday, was the first of the year.'
    """

    __name__: ClassVar[str] = "mend_words"

    def __call__(self, text: str) -> str:
        return splice(text, self.changes(text))

    def changes(self, text: str) -> list[Change]:
        """What is taken out, and why."""
        found = sorted(_Mending(text).changes())
        if not found or is_data(text):
            return []
        found = [c for last, c in zip([None, *found], found, strict=False) if _apart(last, c)]
        return without_shown(text, found)


mend_words = MendWords()


def _apart(last: Change | None, change: Change) -> bool:
    return last is None or last.end <= change.start


class _Mending:
    """What a text has to have taken out; its language is asked only where something looks so."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def language(self) -> str | None:
        return spoken_in(self.text)

    @cached_property
    def known(self) -> Vocabulary | None:
        return vocabulary(self.language) if self.language else None

    def changes(self) -> Iterator[Change]:
        signs, ligatures, capitals = stray_blanks(self.text, ORDINARY)
        if signs & STRAY:
            yield from self._stray()
        if signs & CLITIC and self.language == "en":
            for match in _CLITIC.finditer(self.text):
                yield Change(*match.span(), "", "blank-before-clitic")
        if signs & HELD:
            yield from self._held()
        yield from self._broken(ligatures)
        yield from self._dropped(capitals)
        if signs & NOTE:
            yield from self._notes()

    def _stray(self) -> Iterator[Change]:
        """`vote , held`; not `3 : 1`, `. . .`, nor before marks that a language sets apart."""
        text, proper = self.text, self._set_apart()
        for match in _STRAY.finditer(text):
            mark, after = text[match.end()], text[match.end() + 1 : match.end() + 3]
            ratio = text[match.start() - 1].isdigit() and after[1:].isdigit()
            around = text[max(0, match.start() - LONGEST) : match.end() + LONGEST]
            face = mark in ":;" and _FACE.match(text, match.end())
            skipped = mark in proper or ratio or face or after in (" .", " :")
            if not skipped and not _CODE.search(around):
                yield Change(*match.span(), "", "blank-before-punctuation")

    def _set_apart(self) -> str:
        """Marks before which a blank is right, or may be."""
        return str(lists(self.language).get("spaced_marks", "")) if self.language else ";:!?"

    def _held(self) -> Iterator[Change]:
        """`( and meant it )`: a blank at both inner sides."""
        for match in _HELD.finditer(self.text):
            inner = match[0][1:-1]
            left, right = len(inner) - len(inner.lstrip()), len(inner) - len(inner.rstrip())
            start, end = match.start() + 1, match.end() - 1
            around = self.text[max(0, start - LONGEST) : end + LONGEST]
            face = _FACE_BEFORE.search(self.text, max(0, start - 5), start)
            if inner.strip()[:1] not in "‘'" and not face and not _CODE.search(around):
                yield Change(start, start + left, "", "blank-inside-brackets")
                yield Change(end - right, end, "", "blank-inside-brackets")

    def _broken(self, blanks: list[int]) -> Iterator[Change]:
        """`fi rst`, `offi ce`, `arti fi cial`: no word without the blank's other side."""
        for blank in blanks:
            before = self.text[max(0, blank - LONGEST) : blank].split()[-1]
            after = _LETTERS.match(self.text, blank + 1, blank + LONGEST)
            if after and after[0].islower():
                yield from self._joined(before.lstrip(OPENERS), after[0], blank)

    def _joined(self, before: str, after: str, blank: int) -> Iterator[Change]:
        bare = before in ("ff", "fi", "fl", "ffi", "ffl")
        head = self._head(blank - len(before)) if bare else ""
        if head and self._one_word((head, before, after)):
            yield Change(blank - len(before) - 1, blank - len(before), "", "broken-word")
            yield Change(blank, blank + 1, "", "broken-word")
        elif self._one_word((before, after)):
            yield Change(blank, blank + 1, "", "broken-word")

    def _head(self, at: int) -> str:
        """The word before a blank that stands before a place."""
        before = self.text[max(0, at - LONGEST) : at]
        return before.split()[-1].lstrip(OPENERS) if before[-1:] == " " and before.strip() else ""

    def _one_word(self, pieces: tuple[str, ...]) -> bool:
        """Is the whole a word, and one of the pieces none? Not `staff are`, nor `staff s`."""
        if not plain("".join(pieces[:-1])).isalpha():
            return False
        if min(vocabulary("en").zipf(plain(piece)) for piece in pieces) >= ENGLISH:
            return False
        fits = self.language and broken(pieces, vocabulary(self.language))
        return bool(fits) or broken(pieces, vocabulary("en"))

    def _dropped(self, capitals: list[int]) -> Iterator[Change]:
        """`T he` at the head of a line; not `B vitamins`, `A way` or `I am`."""
        for match in filter(None, map(partial(_DROP.match, self.text), capitals)):
            letter, _, rest = match.groups()
            if not rest.islower():
                continue
            if letter in "AI" and vocabulary("en").zipf(rest):
                continue
            if known := self.known:
                whole, part = known.zipf(plain(letter + rest)), known.zipf(rest)
                word = plain(letter) in known.words and part > 0
                if whole >= KNOWN + 0.5 and whole >= part + CLEARLY and not word:
                    yield Change(match.start(2), match.end(2), "", "drop-cap")

    def _notes(self) -> Iterator[Change]:
        """`the war.2In the north`; not `Route.2Go`, `1990.3 million` or `no.2The`."""
        for match in _NOTE.finditer(self.text):
            before, first = self.text[max(0, match.start() - LONGEST) : match.start()], match[2]
            if not (known := self.known) or plain(first or match[3]) not in known.function_words:
                continue
            word = _LETTERS_BEFORE.search(before)
            last = word[0] if word else ""
            prose = last.islower() and known.zipf(last) >= KNOWN and len(last) > 2
            prose = prose and last not in known.abbreviations
            if (prose and first) or (match[3] and _YEAR.search(before)):
                yield Change(*match.span(1), "", "note-number")


def broken(pieces: Sequence[str], known: Vocabulary) -> bool:
    """Are the pieces far rarer than the word that they make?

    >>> english = vocabulary("en")
    >>> broken(["offi", "ce"], english), broken(["staff", "room"], english)
    (True, False)
    """
    whole = known.zipf(plain("".join(pieces)))
    values = [0.0 if piece in BARE else known.zipf(plain(piece)) for piece in pieces]
    if len(pieces[-1]) < 3 and min(values[:-1]) >= KNOWN:
        return False
    if whole < KNOWN or whole < min(values) + FAR_MORE:
        return False
    return min(values) < KNOWN or whole >= max(values) + FAR_MORE  # or far rarer, each of them
