"""Lines one by one: the cue that a line is, and the junk that hangs on a line that stays.

A line is peeled to the end at once, and looked at once a text, however often the text is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from copydesk._kernels.openings import NONE, Found
from copydesk._models.quoting import score
from copydesk._models.run_ons import (
    ANNOUNCES,
    PLEAS,
    RunOn,
    is_article,
    is_glued,
    is_told_of,
    run_ons,
)
from copydesk._text.edits import Edit, Span, before_blanks, compose, removals, splice
from copydesk._text.options import protected
from copydesk._text.patterns import has_capitals
from copydesk._text.sentences import ends_sentence
from copydesk._text.tabular import is_row_alone
from copydesk.cleaners.boilerplate.cue_spans import ASKS, is_whole
from copydesk.cleaners.boilerplate.cues import Cue, Cues
from copydesk.cleaners.boilerplate.lines import Line
from copydesk.cleaners.boilerplate.told import is_told, less_told

HEADLINE = 3
"""A headline has so many words."""
ROUNDS = 20
"""How often a line is peeled; one that does not settle is left as it is."""


class Peeled(NamedTuple):
    """What is left of a line, what goes (places in the line as it was), and what a cue says of it.

    `kept`: somebody asked that the line should stay.
    """

    text: str
    cut: Sequence[Span] = ()
    cue: Cue | None = None
    kept: bool = False


class Peeler:
    """Peels the lines of one text, each once."""

    def __init__(self, cues: Cues, keep: tuple[str, ...] = ()) -> None:
        self._cues, self._keep = cues, keep
        self._known: dict[str, Peeled] = {}

    def __call__(self, line: str, may_be: Found | None = None) -> Peeled:
        """The line, peeled; `may_be` is what `doubtful` says of it.

        >>> from copydesk.cleaners.boilerplate.cues import load
        >>> peel = Peeler(load(), ("Weather",))
        >>> peel("They meet again in March. Source link").text
        'They meet again in March.'
        >>> peel("Weather: they meet again in March. Source link").text
        'Weather: they meet again in March. Source link'
        """
        found = self._known.get(line)
        if found is None:
            found = self._known[line] = self._peeled(line, may_be or self._cues.look(line))
            if found.cut:
                self._known.setdefault(found.text, found._replace(cut=()))
        return found

    def all(self, lines: Iterable[Line]) -> list[Peeled]:
        """Lines, peeled; those that are worth no look as they are."""
        texts = [line.text for line in lines]
        doubtful, start, found = self.doubtful("\n".join(texts)), 0, list[Peeled]()
        for text in texts:
            found.append(self(text, doubtful[start]) if start in doubtful else Peeled(text))
            start += len(text) + 1
        return found

    def doubtful(self, text: str) -> Mapping[int, Found | None]:
        """Where the lines of a text start that are worth a look, and for what; of the others
        nothing goes."""
        found = self._cues.doubtful(text)
        if not self._keep:
            return found
        ends = accumulate(len(line) + 1 for line in text.split("\n"))
        return {start: found.get(start) for start in (0, *ends)}

    def finds(self, text: str, doubtful: Mapping[int, Found | None]) -> bool:
        """Whether something goes from the lines of a text that are worth a look."""
        for start, may_be in doubtful.items():
            end = text.find("\n", start)
            line = text[start : end if end >= 0 else len(text)].strip()
            if (found := self(line, may_be)).cue or found.cut:
                return True
        return False

    def _peeled(self, line: str, may_be: Found | None) -> Peeled:
        left, edits = line, list[Edit]()
        for _ in range(ROUNDS):
            kept = protected(left, self._keep)
            cue = self._cue(left, may_be) if may_be and not kept else None
            found = less_told(left, self._cues.junk(left, may_be[4])) if may_be and not cue else []
            if found and not (kept or left.endswith(":") or _says_more(left, found)):
                cue = Cue(found[0][2], "anywhere", "")  # it is junk from end to end
            spans = _spans(left, found) if found and not cue else []
            spans = [s for s in spans if not any(a < s[1] and s[0] < b for a, b in kept)]
            if not spans:
                cut = [(e.start, e.end, e.reason) for e in edits]
                return Peeled(left, cut, cue, bool(kept))
            changes = removals(spans)
            edits = compose(line, left, edits, changes, "")
            left = splice(left, changes)
            may_be = self._cues.look(left)
        return Peeled(line)

    def _cue(self, line: str, may_be: Found) -> Cue | None:
        """The cue that a line is, unless it tells of one, or the article goes on behind it."""
        cue = None if is_row_alone(line) else self._cues.match(line, may_be)
        if cue is None or may_be[0] != NONE:  # a phrase holds nothing that it does not say
            return cue
        told = self._is_told_of(line, cue) or is_told(line, cue)
        return None if told or self._runs_on(line, cue) else cue

    def _is_told_of(self, said: str, cue: Cue) -> bool:
        return is_told_of(said, self._cues.match, reason=cue.reason)

    def _runs_on(self, line: str, cue: Cue) -> bool:
        """Whether a sentence of the article goes on behind junk that has no mark at its end.

        >>> from copydesk.cleaners.boilerplate.cues import load
        >>> peel = Peeler(load())
        >>> peel("Photo: AFP The judge was unmoved by what he had heard.").text
        'The judge was unmoved by what he had heard.'
        """
        if not ends_sentence(line):
            return False
        if cue.reason in ANNOUNCES and not has_capitals(line):
            return line[-1] not in ASKS  # where a headline ends nothing tells
        if is_glued(line, self._cues.match):
            return True
        return any(
            is_article(line[place.at :], place) and self._is_junk(line, place, cue)
            for place in run_ons(line, 0, len(line))
        )

    def _is_junk(self, line: str, place: RunOn, cue: Cue) -> bool:
        """Whether what stands before a place is junk: by its words, or a plea that is one without
        the rest; a promo, before what is written as sentences are."""
        said = line[: place.at].rstrip()
        if cue.reason in ANNOUNCES:
            _, _, headline = said.partition(":")
            return (
                headline.count(" ") >= HEADLINE and line[-1] == "." and is_small(line[place.at :])
            )
        if score(said) <= 0:
            return False
        if place.opens and has_capitals(said):
            return True
        is_plea = cue.reason in PLEAS or cue.reason == "navigation"
        return is_plea and is_whole(said, place) and self._cues.match(said) is not None


def _spans(line: str, found: Sequence[Span]) -> list[Span]:
    """The junk inside a line that says more than that, each piece with the blanks before it."""
    if not _says_more(line, found):
        return []
    spans = list[Span]()
    at = 0
    for start, end, reason in found:
        start = max(at, before_blanks(line, start))
        if start == 0:
            end = len(line) - len(line[end:].lstrip())
        spans.append((start, end, reason))
        at = end
    return spans


def is_small(sentence: str) -> bool:
    """Whether most words are written small, as those of a headline in title case are not."""
    words = [word for word in sentence.split() if word[0].isalpha()]
    return 2 * sum(word[0].islower() for word in words) > len(words)


def _says_more(line: str, spans: Sequence[Span]) -> bool:
    """Whether a line holds a word outside its junk; the number or letter of an entry is none."""
    at = [0, *(end for _, end, _ in spans)]
    ends = [*(start for start, _, _ in spans), len(line)]
    left = [line[i:j].strip(" ().") for i, j in zip(at, ends, strict=True)]
    return any(len(piece) > 1 and any(map(str.isalpha, piece)) for piece in left)
