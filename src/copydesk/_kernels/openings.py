"""Words by which something may begin or end, in a line and at the marks in it, and what may follow.

What is looked for are phrases and frames, known by their first words, and endings, known by their
last one. A frame is a regular expression of which only this is known here: how it begins, how long
what it matches may be, and some words of which one stands in that.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from copydesk._kernels import kernel
from copydesk._kernels.keys import AFTER, WORD, first_words, folded, phrase_key, word_key

FOLLOWS = "_"
"""Stands before a word that has to follow the first one; alone for one that is not told, as it
stands too far away."""
GROUPS = "\n"
"""Parts groups of words, of each of which one has to stand there."""
NONE = -1
"""The number of no phrase, and the place of the cut of what can only be a whole line."""

Numbers = list[int]
Beginnings = Mapping[str, Mapping[str, int]]
"""Numbers by the first word and the second, "" for any."""

# A mark, a blank or none, a word, and the next one where little stands between.
_MARKED = rf"""
    ( [.!?…)\](\[|©”"’»。！？।۔] ) ( \s? )
    [^{WORD}\#©@(\[|"“”„‟«‘‚'’«».!?…)\]。！？।۔]{{0,8}}
    ([{WORD}]+) (?: [^{WORD}\n.!?…”"’»)\](\[|©]{{1,4}} ([{WORD}]+) )?
"""
_BEGINNING = rf"[^{WORD}\n\"“”„‟«‘‚'’]{{0,8}}([{WORD}]+)(?:[^{WORD}\n]{{1,4}}([{WORD}]+))?"
_HANDLE = rf"[^{WORD}\n]*[#©@]"
# What may stand around a cue without changing it: bullets, arrows, brackets, dots, emoji.
_BEFORE = rf"[^{WORD}#©@\"“”„‟«‘‚'’$€£¥¿¡+&<]*"
# The mark of an entry, whose text is no piece by itself: "c) Read more." A near-miss is "(ab)".
_ENTRY = rf"(?<![{WORD}(])(?:[A-Za-z]|\d{{1,2}})\)\Z"
_OPENERS, _QUOTES = frozenset("([|"), frozenset('”"’»')


Piece = tuple[int, int, str, Numbers, Numbers, bool]
"""What may be junk inside a line: where its cut would begin, or NONE, where its words do, the first
of them, the tails and heads that it may be, and whether it may be a sentence that is junk."""
Found = tuple[int, int, Numbers, bool, list[Piece]]
"""What a line may be: the phrase that it is, or NONE; where its words begin, the frames that it may
be there; whether it ends as one that is known by its end; what it may hold."""


class Frames(NamedTuple):
    """Frames by number: `needs` are the numbers of words, `sizes` how long a match may be.

    `openings`: numbers of frames, in one string, by the words they begin with; `longest`: the
    greatest of their sizes by the first word.
    """

    openings: Mapping[str, str]
    longest: Mapping[str, int]
    needs: Sequence[int]
    sizes: Sequence[int]


class Looked(NamedTuple):
    """What is looked for.

    `needs`: words, in one string, of which one has to stand in a match, or to follow its first word
    (see FOLLOWS), any where there are none; of several groups (see GROUPS) one of each;
    `longest`: how long a line may be that is anything; `phrases`: numbers; `sentences`: by their
    first words the `needs` of phrases, `anywhere`: the frames of sentences, of so many characters
    at most, that are junk by themselves; `kinds`: 1 where what begins so may stand behind any mark,
    or 0, where a blank or a bracket has to stand before it.
    """

    needs: Sequence[str]
    longest: int
    phrases: Mapping[str, int]
    longest_phrase: Mapping[str, int]
    endings: Container[str]
    longest_ending: int
    frames: Frames
    heads: Frames
    tails: Frames
    sentences: Beginnings
    anywhere: Container[int]
    longest_sentence: int
    kinds: Beginnings


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    plain = map(re.compile, (_BEGINNING, _HANDLE, _BEFORE, _ENTRY))
    return *plain, re.compile(_MARKED, re.VERBOSE)


@kernel
class Screen:
    """Tells the lines that may be what is looked for, or hold it.

    >>> read = Frames({"read more": "0", "see": "1"}, {"read": 40, "see": 9}, [1, 0], [40, 9])
    >>> none = Frames({}, {}, [], [])
    >>> kinds = {"read": {"more": 1}}
    >>> looked = Looked(
    ...     ["", "rain"], 90, {"see also": 7}, {"see": 28}, {"fog"}, 30, read, none, read,
    ...     {"read": {"more": 1}}, set(), 180, kinds,
    ... )
    >>> said = "See also:\\nRain, said Ann\\nRead more: rain\\nRead more: fog"
    >>> lines = Screen(looked).lines(said)
    >>> lines[0], lines[25]
    ((7, 0, [], False, []), (-1, 0, [0], False, [(0, 0, 'read', [0], [], True)]))
    >>> lines[41]
    (-1, 0, [], True, [])
    """

    def __init__(self, looked: Looked) -> None:
        self._looked = looked
        self._needs = cache(lambda number: _parted(looked.needs[number]))

    def lines(self, text: str) -> dict[int, Found]:
        """What each line of a text may be, by its start: the others are nothing.

        Places are those in the line without outer white space.
        """
        found, start = dict[int, Found](), 0
        for line in text.split("\n"):
            if one := self.line(line.strip()):
                found[start] = one
            start += len(line) + 1
        return found

    def line(self, line: str) -> Found | None:
        """What a line may be; None if nothing."""
        phrase, at, frames = self.whole(line)
        ends, pieces = self._ends(line), list(self._pieces(line))
        known = phrase != NONE or frames or ends or pieces
        return (phrase, at, frames, ends, pieces) if known else None

    def whole(self, line: str) -> tuple[int, int, Numbers]:
        """What a line may be by its first words: the phrase, or the frames and their place."""
        looked, size = self._looked, len(line)
        if not 0 < size <= looked.longest:
            return NONE, 0, []
        first, second = first_words(line)
        if size <= looked.longest_phrase.get(first, 0):
            phrase = looked.phrases.get(phrase_key(line), NONE)
            if phrase != NONE:
                return phrase, 0, []
        if first not in looked.frames.longest:
            return NONE, 0, []
        before = None if line[0].isalnum() else _patterns()[2].match(line)
        at = before.end() if before else 0
        return NONE, at, self._called(looked.frames, line, at, size, first, word_key(second))

    def _called(
        self, frames: Frames, line: str, at: int, end: int, first: str, second: str
    ) -> Numbers:
        """The frames that may match from `at` to `end`, where words of these keys stand."""
        size = end - at
        if size > frames.longest.get(first, 0):
            return []
        numbers = [n for n in _numbers(frames, first, [second]) if size <= frames.sizes[n]]
        return self._needed(frames, numbers, line, at, end, second)

    def _hanging(self, frames: Frames, line: str, at: int, first: str, second: str) -> Numbers:
        """The frames that may match from `at` to some end."""
        end = at + frames.longest.get(first, 0)
        return self._needed(frames, _numbers(frames, first, [second]), line, at, end, second)

    def _needed(
        self, frames: Frames, numbers: Numbers, line: str, at: int, end: int, second: str
    ) -> Numbers:
        """Those of some frames for which a word stands there that they need."""
        if not numbers:
            return numbers
        piece = folded(line[at:end])
        needs = [self._needs(frames.needs[n]) for n in numbers]
        return [n for n, some in zip(numbers, needs, strict=True) if _stands(some, piece, second)]

    def _ends(self, line: str) -> bool:
        """Whether a line ends with a word by which something is known."""
        if not 0 < len(line) <= min(self._looked.longest_ending, self._looked.longest):
            return False
        last = line[-40:].rstrip(AFTER).rsplit(None, 1)[-1:]
        return bool(last) and folded(last[0]) in self._looked.endings

    def _pieces(self, line: str) -> Iterator[Piece]:
        """With the line, after a sentence, at a bracket or ©; a caption's credit at its colon."""
        beginning, handle, *_, marked = _patterns()
        if begins := beginning.match(line):
            is_sure = handle.match(line) is not None
            words = word_key(begins[1]), word_key(begins[2] or "")
            if self._may_begin("", " ", *words):
                yield from self._piece(line, 0, begins.start(1), *words, is_sure)
        for mark in marked.finditer(line):
            words = word_key(mark[3]), word_key(mark[4] or "")
            if self._may_begin(mark[1], mark[2], *words):
                yield from self._at_mark(line, mark, *words)
        yield from self._at_colon(line)

    def _may_begin(self, mark: str, blank: str, first: str, second: str) -> bool:
        """Whether junk may begin so: with a mark, a blank or none, and two words after it."""
        kinds = self._looked.kinds.get(first)
        if kinds is None:
            return mark == "©"
        kind = max(kinds.get("", NONE), kinds.get(second, NONE))
        return kind == 1 or (kind == 0 and (blank != "" or mark in _OPENERS))

    def _at_mark(self, line: str, mark: re.Match[str], first: str, second: str) -> Iterator[Piece]:
        """What may begin at a mark; nothing at a quote that opens: "Read more," he said."""
        at, begin = mark.start(), mark.start(3)
        is_sure = _patterns()[1].match(line) is not None
        if mark[1] == "©":
            yield from self._piece(line, at, at, "©", first, is_sure=True)
        elif mark[1] in _OPENERS:
            yield from self._piece(line, at, at, first, second, is_sure)
            yield from self._piece(line, at, begin, first, second, is_sure)
        elif _patterns()[3].search(line, max(0, at - 4), at + 1):
            return
        elif mark[1] not in _QUOTES or (at > 0 and not line[at - 1].isspace()):
            yield from self._piece(line, at + 1, begin, first, second, is_sure)

    def _at_colon(self, line: str) -> Iterator[Piece]:
        colon = line.rfind(":")
        for word in line[max(0, colon - 20) : max(0, colon)].rsplit(None, 1)[-1:]:
            first, begin = word_key(word), colon - len(word)
            if tails := self._hanging(self._looked.tails, line, begin, first, ""):
                yield NONE, begin, first, tails, [], False

    def _piece(
        self, line: str, cut: int, begin: int, first: str, second: str, is_sure: bool
    ) -> Iterator[Piece]:
        """The piece that may begin there, if anything may."""
        tails = self._hanging(self._looked.tails, line, begin, first, second)
        heads = self._hanging(self._looked.heads, line, begin, first, second)
        says = is_sure or self._may_say(line, begin, first, second)
        if tails or heads or says:
            yield cut, begin, first, tails, heads, says

    def _may_say(self, line: str, begin: int, first: str, second: str) -> bool:
        """Whether a sentence that begins with two words may be junk by itself.

        Where the second is not known, "", it may be any.
        """
        looked, end = self._looked, begin + self._looked.longest_sentence
        numbers = _numbers(
            looked.frames, first, [second] if second else looked.kinds.get(first, ())
        )
        numbers = [number for number in numbers if number in looked.anywhere]
        if self._needed(looked.frames, numbers, line, begin, end, second):
            return True
        seconds = looked.sentences.get(first, {})
        found = [seconds[key] for key in (("", second) if second else seconds) if key in seconds]
        piece = folded(line[begin:end]) if found else ""
        return any(_stands(self._needs(number), piece, second) for number in found)


def _numbers(frames: Frames, first: str, seconds: Iterable[str]) -> Numbers:
    """The frames that begin with both words, then those that begin with the first."""
    openings = [*(f"{first} {second}" for second in seconds), first]
    found = [frames.openings.get(opening, "") for opening in openings]
    return [int(number) for numbers in found for number in numbers.split()]


Needs = list[tuple[list[str], frozenset[str]]]
"""Groups of words: those that stand anywhere, and those that follow the first one."""


def _parted(needs: str) -> Needs:
    groups = [group.split() for group in needs.split(GROUPS)] if needs else []
    return [
        (
            [word for word in words if word[0] != FOLLOWS],
            frozenset(word[1:] for word in words if word[0] == FOLLOWS),
        )
        for words in groups
    ]


def _stands(needs: Needs, piece: str, second: str) -> bool:
    """Whether a word of each group stands in a piece, in small letters, whose second is known."""
    return all(
        second in follow or any([word in piece for word in anywhere]) for anywhere, follow in needs
    )
