"""What a job over files of rows did: counts, and every row that it could not clean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from copydesk._show.wording import counted, shorter, visible
from copydesk.tables import Cleaned

NOTED = 1_000
"""How many bad rows a report lists; beyond that it counts them."""


class BadRow(NamedTuple):
    """A row that was kept as it was. `row` counts from 1: lines in text formats, else rows."""

    file: str
    row: int
    cause: str


class FailedFile(NamedTuple):
    """A file that could not be read or written; there is no output for it."""

    file: str
    cause: str


@dataclass(frozen=True)
class Attempt(Cleaned):
    """A clean text, or the text as it was and the cause."""

    changed: bool = False
    characters: int = 0
    cause: str | None = None


def attempt(clean: Callable[[str], Cleaned], text: str) -> Attempt:
    """Clean a text; an error of the cleaner becomes the cause."""
    try:
        result = clean(text)
    except Exception as error:  # cleaners may be anybody's
        return Attempt(text, cause=f"{type(error).__name__}: {error}")
    if not text_fits(result.text) and text_fits(text):
        return Attempt(text, cause="the clean text would hold half of a surrogate pair")
    cut = len(text) - len(result.text)
    return Attempt(result.text, result.removed, result.text != text, cut)


def text_fits(text: str) -> bool:
    """Can the text be written as UTF-8?"""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


@dataclass
class Notes:
    """What happened to the rows of one batch; notes of batches add up to those of a job."""

    rows: int = 0
    changed: int = 0
    missing: int = 0
    skipped: int = 0
    characters: int = 0
    bad: int = 0
    bad_rows: list[tuple[int, str]] = field(default_factory=list)
    removed: Counter[str] = field(default_factory=Counter)
    fields: tuple[str, ...] | None = None
    """The fields of the first row that lacks the text column, if each row of the batch lacks it."""

    def note(self, row: int, attempt: Attempt) -> None:
        """Count a row whose text was cleaned, or could not be."""
        if attempt.cause is not None:
            self.note_bad(row, attempt.cause)
        self.changed += attempt.changed
        self.characters += attempt.characters
        for reason in attempt.removed or ():
            self.removed[reason["reason"]] += reason["edits"]

    def note_bad(self, row: int, cause: str) -> None:
        self.bad += 1
        if len(self.bad_rows) < NOTED:
            self.bad_rows.append((row, cause))


class Outcome(NamedTuple):
    """A batch of rows after cleaning, in the form that its file format writes, and the notes."""

    output: object
    notes: Notes


@dataclass
class RowsReport:
    """Counts over all files of a job; `str(report)` tells them in a few lines."""

    files: int = 0
    rows: int = 0
    changed: int = 0
    """Rows whose text changed."""
    missing: int = 0
    """Rows whose text is null; they stay so."""
    skipped: int = 0
    """Records of a web archive that hold a response, but no text: images, styles, scripts."""
    characters: int = 0
    """By how many characters all texts together became shorter."""
    bad: int = 0
    """Rows that could not be cleaned; they are in the output as they were."""
    bad_rows: list[BadRow] = field(default_factory=list)
    """The first thousand of them."""
    failed: list[FailedFile] = field(default_factory=list)
    removed: Counter[str] = field(default_factory=Counter)
    """Edits by reason, if `reasons` were asked for."""
    seconds: float = 0.0

    def add(self, file: str, notes: Notes) -> None:
        """Add the notes of a batch."""
        for name in ("rows", "changed", "missing", "skipped", "characters", "bad"):
            setattr(self, name, getattr(self, name) + getattr(notes, name))
        self.removed += notes.removed
        room = NOTED - len(self.bad_rows)
        self.bad_rows += [BadRow(file, row, cause) for row, cause in notes.bad_rows[:room]]

    def __str__(self) -> str:
        lines = [
            f"{counted(self.files, 'file')}, {counted(self.rows, 'row')} in {self.seconds:,.1f} s: "
            f"{self.changed:,} changed, {shorter(self.characters)}; {self.missing:,} without text"
        ]
        if self.skipped:
            lines.append(f"{counted(self.skipped, 'archive record')} without text skipped")
        lines += [f"  {count:,} x {reason}" for reason, count in self.removed.most_common()]
        if self.bad:
            lines.append(f"{counted(self.bad, 'bad row')}, kept as in the source:")
            lines += [f"  {bad.file}, {_place(bad)}: {bad.cause}" for bad in self.bad_rows[:10]]
        lines += [f"failed: {failed.file}: {failed.cause}" for failed in self.failed]
        return visible("\n".join(lines))


def _place(bad: BadRow) -> str:
    """A line of a text file, which an editor goes to, or a row."""
    in_lines = re.search(r"(?i)\.(jsonl|ndjson|csv|tsv)(\.gz|\.zst)?$", bad.file)
    return f"{'line' if in_lines else 'row'} {bad.row:,}"
