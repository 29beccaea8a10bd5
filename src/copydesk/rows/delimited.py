"""CSV and TSV: the text is replaced where it stands; every other byte of a row stays as it is."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import BinaryIO, NamedTuple

from copydesk.errors import BadColumn
from copydesk.rows.places import BLOCK
from copydesk.rows.report import Notes, Outcome, attempt, text_fits
from copydesk.tables import Cleaned

DELIMITERS = ",;\t|"

LONGEST = 1 << 26
"""Characters of a field, at most; what seems longer begins with a quote that nothing closes."""


class Record(NamedTuple):
    """The characters of a row with its line end, and why it is bad, if it is."""

    line: int
    raw: str
    cause: str | None = None


class Records(NamedTuple):
    """Some rows of a file, whose text is field number `at`."""

    records: list[Record]
    at: int
    delimiter: str
    with_reasons: bool

    def cleaned(self, clean: Callable[[str], Cleaned]) -> Outcome:
        notes = Notes()
        output = [self._cleaned(record, notes, clean) for record in self.records]
        return Outcome("".join(output).encode("utf-8", "surrogateescape"), notes)

    def _cleaned(self, record: Record, notes: Notes, clean: Callable[[str], Cleaned]) -> str:
        line, raw, cause = record
        if not raw.strip("\r\n"):
            return raw
        notes.rows += 1
        if cause is not None:
            notes.note_bad(line, cause)
            return raw
        start, end = span(raw, self.at, self.delimiter)
        text = unquoted(raw[start:end])
        result = attempt(clean, text)
        notes.note(line, result)
        if result.cause:
            return raw
        if result.changed:
            raw = f"{raw[:start]}{quoted(result.text, self.delimiter)}{raw[end:]}"
        if self.with_reasons:
            raw = with_field(raw, json.dumps(result.removed), self.delimiter)
        return raw


class Delimited:
    """A file of delimited rows, in batches. The header names the column and shows the delimiter."""

    total: int | None = None

    def __init__(self, stream: BinaryIO, column: str, reasons: str | None) -> None:
        csv.field_size_limit(max(csv.field_size_limit(), LONGEST))
        self._lines = (line.decode("utf-8", "surrogateescape") for line in stream)
        header = next(self._lines, "")
        bare = header.removeprefix("\ufeff")
        self.delimiter = next((d for d in DELIMITERS if column in _fields(bare, d)), ",")
        self._names = _fields(bare, self.delimiter)
        if self._names.count(column) != 1:
            raise BadColumn(f"not one column {column!r} in the header: {', '.join(self._names)}")
        if reasons in self._names:
            raise BadColumn(f"there is a column {reasons!r} already: {', '.join(self._names)}")
        self.at, self.with_reasons = self._names.index(column), reasons is not None
        self.header = with_field(header, reasons, self.delimiter) if reasons else header

    def __iter__(self) -> Iterator[tuple[None, Records]]:
        records = read_records(self._lines, self.delimiter, len(self._names))
        batch, size = list[Record](), 0
        for record in records:
            batch.append(record)
            size += len(record.raw)
            if size >= BLOCK:
                yield None, Records(batch, self.at, self.delimiter, self.with_reasons)
                batch, size = [], 0
        if batch:
            yield None, Records(batch, self.at, self.delimiter, self.with_reasons)

    @contextmanager
    def writing_to(self, file: BinaryIO) -> Iterator[Callable[[None, bytes], object]]:
        file.write(self.header.encode("utf-8", "surrogateescape"))
        yield lambda kept, output: file.write(output)


def read_records(lines: Iterator[str], delimiter: str, width: int) -> Iterator[Record]:
    """Rows as they stand in the file, the first of which is line 2.

    A quote that is never closed makes all that follows one row. So the lines of a bad row are tried
    one by one: the damage stays with the line that has it.
    """
    taken = list[str]()
    reader = csv.reader(_noting(lines, taken), delimiter=delimiter, strict=True)
    line = 2
    while True:
        try:
            cause = _cause(next(reader), width)
        except StopIteration:
            return
        except csv.Error as error:
            cause = str(error)
        if cause is None or len(taken) == 1:
            yield _record(line, "".join(taken), cause)
        else:
            for number, raw in enumerate(taken, line):
                yield _record(number, raw, _cause_alone(raw, delimiter, width))
        line += len(taken)
        taken.clear()


def _noting(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _record(line: int, raw: str, cause: str | None) -> Record:
    """Bytes that are no UTF-8 were read as surrogates."""
    return Record(line, raw, cause if text_fits(raw) else "not UTF-8")


def _cause_alone(raw: str, delimiter: str, width: int) -> str | None:
    try:
        return _cause(_fields(raw, delimiter), width)
    except csv.Error as error:
        return str(error)


def _cause(fields: list[str], width: int) -> str | None:
    if len(fields) in (0, width):  # a blank line has none
        return None
    return f"{len(fields)} fields, where the header has {width}"


def _fields(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter, strict=True), [])


@cache
def _field(delimiter: str) -> re.Pattern[str]:
    """One field and the delimiter after it; possessive, since fields can be long."""
    other = rf"[^{re.escape(delimiter)}\r\n]"
    return re.compile(
        rf"""
        ( "(?:[^"]++|"")*+"  # in quotes, which are doubled inside
        | {other}*+          # or bare, where a quote is a mere sign: 5" pipe
        )
        {re.escape(delimiter)}?
        """,
        re.VERBOSE,
    )


def span(raw: str, at: int, delimiter: str) -> tuple[int, int]:
    """Where field number `at` of a row begins and ends, its quotes included.

    >>> span('7;"a;b";c', 1, ";")
    (2, 7)
    """
    match = next(islice(_field(delimiter).finditer(raw), at, None))
    return match.span(1)


def unquoted(literal: str) -> str:
    """The text of a field: `"a ""so-called"" fact"` is `a "so-called" fact`."""
    return literal[1:-1].replace('""', '"') if literal.startswith('"') else literal


def quoted(text: str, delimiter: str) -> str:
    """The text as a field, in quotes if it has to be; the empty text too, for it to be seen."""
    if text and not re.search(rf'["\r\n{re.escape(delimiter)}]', text):
        return text
    return '"' + text.replace('"', '""') + '"'


def with_field(row: str, text: str, delimiter: str) -> str:
    """The row with one more field, before its line end."""
    body = row.rstrip("\r\n")
    return f"{body}{delimiter}{quoted(text, delimiter)}{row[len(body) :]}"
