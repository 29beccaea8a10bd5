"""Remove boilerplate: decide line by line what is article, and name what is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from copydesk import _cues, _lines
from copydesk._cues import CueGroup
from copydesk._lines import Line
from copydesk.edits import Change, Edit, compose, splice

ROUNDS = 50
"""How often a result is looked at again; it takes two or three rounds until nothing changes."""


@dataclass(frozen=True)
class RemoveBoilerplate:
    """Remove the lines of a text that are not article.

    `extra_cues` are cue groups of your own (see `copydesk._cues.parse_cue_file`); `keep` are regular
    expressions: a line in which one of them is found is never removed.

    >>> remove_boilerplate("Rain fell on the coast all night.\\n\\nShare this:")
    'Rain fell on the coast all night.'

    A sentence stays, whatever it speaks of:

    >>> remove_boilerplate("Share this with your neighbours, the mayor said on Monday.")
    'Share this with your neighbours, the mayor said on Monday.'
    """

    extra_cues: tuple[CueGroup, ...] = ()
    keep: tuple[str, ...] = ()
    __name__: ClassVar[str] = "remove_boilerplate"

    def __call__(self, text: str) -> str:
        return splice(text, self.changes(text))

    def changes(self, text: str) -> list[Change]:
        """What is removed, and why: the rule applied until it finds nothing more."""
        current, edits = text, list[Edit]()
        for _ in range(ROUNDS):
            found = self._once(current)
            if not found:
                break
            edits = compose(text, current, edits, found, self.__name__)
            current = splice(current, found)
        return [Change(e.start, e.end, e.after, e.reason) for e in edits]

    def _once(self, text: str) -> list[Change]:
        lines = _lines.split(text)
        reasons = self._reasons(lines)
        if None not in reasons:  # nothing would be left: then nothing is boilerplate
            return []
        changes = [*_changes(text, lines, reasons), *self._tails(lines, reasons)]
        return sorted(changes)

    def _tails(self, lines: Sequence[Line], reasons: Sequence[str | None]) -> Iterator[Change]:
        """Junk that hangs on the last sentence of a line that stays."""
        cues = _cues.load(self.extra_cues)
        for line, reason in zip(lines, reasons, strict=True):
            if reason is None and not self._kept(line) and (found := cues.tail(line.text)):
                at = line.at + len(line.text[: found[0]].rstrip())
                if found[0]:
                    yield Change(at, line.at + len(line.text), "", found[1])

    def _reasons(self, lines: Sequence[Line]) -> list[str | None]:
        """Why each line goes; None where it stays."""
        cues = _cues.load(self.extra_cues)
        found = [None if self._kept(line) else cues.match(line.text) for line in lines]
        reasons: list[str | None] = [
            cue.reason if cue and cue.where == "anywhere" else None for cue in found
        ]
        for i, cue in enumerate(found):
            if cue and cue.where == "head_of_run":
                for j in range(i, _end_of_run(lines, i + 1)):
                    reasons[j] = reasons[j] or cue.reason
        for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
            for i in order:
                cue = found[i]
                reasons[i] = reasons[i] or (cue.reason if cue else None)
                if reasons[i] is None:
                    break
        return reasons

    def _kept(self, line: Line) -> bool:
        return bool(self.keep) and _any_of(self.keep).search(line.text) is not None


def _end_of_run(lines: Sequence[Line], start: int) -> int:
    """Where the short lines without a sentence's end stop that follow a head such as "Related".

    The last of several is left where prose follows: it may be a subhead.
    """
    end = start
    while end < len(lines) and len(lines[end].text) < 120 and not lines[end].ends_sentence:
        end += 1
    return end - 1 if end < len(lines) and end - start > 1 else end


def _changes(text: str, lines: Sequence[Line], reasons: Sequence[str | None]) -> Iterator[Change]:
    """One change for each run of lines that go for one reason, with the line breaks beside it."""
    i = 0
    while i < len(lines):
        j = i
        while j < len(lines) and reasons[j]:
            j += 1
        if j > i:
            yield from _run(text, lines, reasons, i, j)
        i = j + 1


def _run(
    text: str, lines: Sequence[Line], reasons: Sequence[str | None], i: int, j: int
) -> Iterator[Change]:
    """The changes for lines i to j, all of which go: the wider gap beside them is what stays."""
    before = lines[i - 1].end if i else 0
    after = lines[j].start if j < len(lines) else len(text)
    wide = text.count("\n", before, lines[i].start) > text.count("\n", lines[j - 1].end, after)
    gap_first = i > 0 and (j == len(lines) or not wide)
    start = before if gap_first or i == 0 else lines[i].start
    end = lines[j - 1].end if gap_first and j < len(lines) else after
    at = start
    for k in range(i, j):
        if k + 1 == j or reasons[k + 1] != reasons[k]:
            stop = end if k + 1 == j else (lines[k].end if gap_first else lines[k + 1].start)
            yield Change(at, stop, "", str(reasons[k]))
            at = stop


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


remove_boilerplate = RemoveBoilerplate()
