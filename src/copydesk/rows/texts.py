"""The texts in files of rows, read only: to learn from them, to show them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from copydesk._jobs import places
from copydesk._jobs.names import codec_of, rows_output
from copydesk._jobs.places import Place
from copydesk.errors import BadColumn
from copydesk.rows.outcome import Batch, Columns, no_field
from copydesk.rows.plan import FilePair, reader_of


class RowText(NamedTuple):
    """A text and its row: a line in text formats, else counted from 1. None: it is unreadable."""

    row: int
    text: str | None
    cause: str = ""


class _Taken(Exception):
    """A text was read, and nothing is to be made of it."""


def texts_of(path: str, column: str = "text") -> Iterator[RowText]:
    """The text of each row that has one. Raises BadColumn where no row of the first has it."""
    pair = FilePair(Place(path), Place(rows_output(path)))
    is_first = True
    with places.reading(pair.source, codec_of(path)) as stream:
        for _, batch in reader_of(pair)(stream, Columns(column)):
            rows, fields = _read(batch)
            if is_first and fields is not None:
                raise BadColumn(f"{path}: {no_field(column, fields)}")
            is_first = False
            yield from rows


def _read(batch: Batch) -> tuple[list[RowText], tuple[str, ...] | None]:
    """The texts of a batch, and the fields of its first row where each lacks the column.

    A cleaner that refuses each text has its row noted: so formats tell rows as reports do.
    """
    rows, fields, found = list[RowText](), list[tuple[str, ...] | None](), list[str]()

    def take(text: str, _: str | None) -> NoReturn:
        found.append(text)
        raise _Taken

    for part in batch.parts():
        found.clear()
        notes = part.cleaned(take).notes
        fields += [notes.fields] * notes.rows
        for row, cause in notes.bad_rows[:1]:
            rows.append(RowText(row, found[0]) if found else RowText(row, None, cause))
    return rows, fields[0] if fields and all(fields) else None
