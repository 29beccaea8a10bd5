"""What becomes of a batch of rows, and the work of one process: batches in, outcomes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from copydesk.pipeline.cleaned import Cleaned

NOTED = 1_000
"""How many bad rows a report lists; beyond that it counts them."""

COUNTS = ("rows", "changed", "missing", "skipped", "characters", "bad")
"""What notes and reports count under the same names."""


Clean = Callable[[str, str | None], Cleaned]
"""Cleans a text, given its site where the job asks for one."""


class Columns(NamedTuple):
    """The columns of a job: the text, the one that tells the site, and those to add."""

    text: str
    reasons: str | None = None
    """What was removed, by reason."""
    site: str | None = None
    metadata: str | None = None
    """What a page says of itself: an object with the fields of `copydesk.Page` but its text."""

    @property
    def added(self) -> list[str]:
        return [name for name in (self.reasons, self.metadata) if name is not None]

    def values(self, result: Cleaned | None) -> list[Any]:
        """What the columns to add hold for a text; None for each where there is no text."""
        pairs = (("by_reason", self.reasons), ("known", self.metadata))
        return [getattr(result, field, None) for field, name in pairs if name is not None]


@dataclass(frozen=True)
class Attempt(Cleaned):
    """A clean text, or the text as it was and the cause."""

    changed: bool = False
    characters: int = 0
    cause: str | None = None


def attempt(clean: Clean, text: str, site: str | None = None) -> Attempt:
    """Clean a text; an error of the cleaner becomes the cause."""
    try:
        result = clean(text, site)
    except Exception as error:  # cleaners may be anybody's
        return Attempt(text, cause=f"{type(error).__name__}: {error}")
    if not text_fits(result.text) and text_fits(text):
        return Attempt(text, cause="the clean text would hold half of a surrogate pair")
    cut = len(text) - len(result.text)
    return Attempt(result.text, result.by_reason, result.known, result.text != text, cut)


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
    edits: Counter[str] = field(default_factory=Counter)
    """Edits by reason."""
    fields: tuple[str, ...] | None = None
    """The fields of the first row that lacks the text column, if each row of the batch lacks it."""

    def note(self, row: int, attempt: Attempt) -> None:
        """Count a row whose text was cleaned, or could not be."""
        if attempt.cause is not None:
            self.note_bad(row, attempt.cause)
        self.changed += attempt.changed
        self.characters += attempt.characters
        for count in attempt.by_reason or ():
            self.edits[count["reason"]] += count["edits"]

    def note_bad(self, row: int, cause: str) -> None:
        self.bad += 1
        if len(self.bad_rows) < NOTED:
            self.bad_rows.append((row, cause))

    @classmethod
    def joined(cls, parts: Iterable[Notes]) -> Notes:
        """The notes of a batch from those of its rows."""
        whole, fields = cls(), list[tuple[str, ...] | None]()
        for part in parts:
            for name in COUNTS:
                setattr(whole, name, getattr(whole, name) + getattr(part, name))
            whole.bad_rows += part.bad_rows[: NOTED - len(whole.bad_rows)]
            whole.edits += part.edits
            fields += [part.fields] * part.rows
        whole.fields = fields[0] if fields and all(fields) else None
        return whole


def no_field(column: str, fields: Iterable[str]) -> str:
    """The message where no row has the text column."""
    return f"no row has a field {column!r}; there are: {', '.join(fields)}. Give column=NAME"


class Outcome(NamedTuple):
    """A batch of rows after cleaning, in the form that its file format writes, and the notes."""

    output: Any
    notes: Notes


class Batch(Protocol):
    """Some rows of a file, in the form in which they travel to another process."""

    def cleaned(self, clean: Clean, /) -> Outcome: ...

    def parts(self) -> list[Any]:
        """A batch for each row."""
        ...

    def joined(self, outputs: list[Any], /) -> Any:
        """The output of the batch, from those of its rows."""
        ...


def site_of(value: str | None) -> str | None:
    """The site that a column tells: the host of an address, without `www.`, or what stands there.

    >>> site_of("https://www.example.org:8080/news/1"), site_of("The Daily Beacon"), site_of(" ")
    ('example.org', 'The Daily Beacon', None)
    """
    if value and "://" in value:
        value = value.partition("://")[2].partition("/")[0].rpartition("@")[2].lower()
        value = value.partition(":")[0].removeprefix("www.")
    return (value or "").strip() or None
