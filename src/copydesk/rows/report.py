"""What a job over files of rows did: counts, and every row that it could not clean."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk._jobs.places import join
from copydesk._jobs.search import LeftOut
from copydesk._show.wording import counted, one_line, shorter
from copydesk.errors import BadFile
from copydesk.rows.outcome import COUNTS, NOTED, Notes

if TYPE_CHECKING:
    from copydesk.rows.review import RowsJob


class BadRow(NamedTuple):
    """A row that was kept as it was. `row` counts from 1: lines in text formats, else rows."""

    file: str
    row: int
    cause: str


class FailedFile(NamedTuple):
    """A file that could not be read or written; there is no output for it."""

    file: str
    cause: str


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
    left_out: list[FailedFile] = field(default_factory=list)
    """What looked like a file of rows, but is none: pipes, devices, links out of the source."""
    removed: Counter[str] = field(default_factory=Counter)
    """Edits by reason, if `reasons` were asked for."""
    seconds: float = 0.0
    job: RowsJob | None = field(default=None, repr=False, compare=False)
    """What was asked for; `save` reads its sources and results again."""

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the review page: every cut in its row, with its reason, searchable, in one file.

        Of many rows it shows the most cut, the longest, and others at random; its reasons are those
        of what it shows. Raises BadFile where the report is not that of `clean_rows`.
        """
        from copydesk.rows.review import save_review

        if self.job is None:
            raise BadFile("this report is of no job: save the one that clean_rows returns")
        save_review(self.job, Path(path))

    def note(self, source: str, left_out: LeftOut) -> None:
        """Take down what the search for files could not read, or passed by."""
        for path, cause in left_out.unread:
            self.failed.append(FailedFile(join(source, path), cause))
        self.left_out += [FailedFile(join(source, path), cause) for path, cause in left_out.unsafe]

    def add(self, file: str, notes: Notes) -> None:
        """Add the notes of a batch."""
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(notes, name))
        self.removed += notes.edits
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
        lines += [f"left out: {left.file}: {left.cause}" for left in self.left_out[:10]]
        lines += [f"failed: {failed.file}: {failed.cause}" for failed in self.failed]
        return "\n".join(map(one_line, lines))


def _place(bad: BadRow) -> str:
    """A line of a text file, which an editor goes to, or a row."""
    in_lines = re.search(r"(?i)\.(jsonl|ndjson|csv|tsv)(\.gz|\.zst)?$", bad.file)
    return f"{'line' if in_lines else 'row'} {bad.row:,}"
