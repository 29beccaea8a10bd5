"""CSV and TSV: the text is replaced where it stands; every other byte of a row stays as it is."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import chain, islice
from typing import Any, BinaryIO, NamedTuple

from copydesk._jobs.places import BLOCK
from copydesk.errors import BadColumn, BadFile
from copydesk.rows.formats.lines import LONGEST as LONGEST_LINE
from copydesk.rows.formats.lines import checked, read_lines
from copydesk.rows.outcome import Clean, Columns, Notes, Outcome, attempt, site_of, text_fits

DELIMITERS = ",;\t|"

LONGEST = 1 << 26
"""Characters of a field, at most; what seems longer begins with a quote that nothing closes."""


class Record(NamedTuple):
    """The characters of a row with its line end, and why it is bad, if it is."""

    line: int
    raw: str
    cause: str | None = None


class Records(NamedTuple):
    """Some rows of a file, whose text is field number `at`, its site field number `site_at`."""

    records: list[Record]
    at: int
    delimiter: str
    columns: Columns
    site_at: int | None = None

    def cleaned(self, clean: Clean) -> Outcome:
        notes = Notes()
        output = [self._cleaned(record, notes, clean) for record in self.records]
        return Outcome("".join(output).encode("utf-8", "surrogateescape"), notes)

    def parts(self) -> list[Records]:
        return [self._replace(records=[record]) for record in self.records]

    def joined(self, outputs: list[bytes]) -> bytes:
        return b"".join(outputs)

    def _cleaned(self, record: Record, notes: Notes, clean: Clean) -> str:
        line, raw, cause = record
        if not raw.strip("\r\n"):
            return raw
        notes.rows += 1
        if cause is not None:
            notes.note_bad(line, cause)
            return raw
        start, end = span(raw, self.at, self.delimiter)
        result = attempt(clean, unquoted(raw[start:end]), self._site(raw))
        notes.note(line, result)
        if result.cause:
            return raw
        if result.changed:
            raw = f"{raw[:start]}{quoted(result.text, self.delimiter)}{raw[end:]}"
        for value in self.columns.values(result):
            raw = with_field(raw, json.dumps(value), self.delimiter)
        return raw

    def _site(self, raw: str) -> str | None:
        if self.site_at is None:
            return None
        start, end = span(raw, self.site_at, self.delimiter)
        return site_of(unquoted(raw[start:end]))


class Delimited:
    """A file of delimited rows, in batches. The header names the column and shows the delimiter."""

    total: int | None = None

    def __init__(self, stream: BinaryIO, columns: Columns) -> None:
        lines = (line.decode("utf-8", "surrogateescape") for line in split_lines(stream))
        found, self._lines = read_header(lines, columns.text)
        self.delimiter, self._names = found.delimiter, found.names
        self._first = len(found.lines) + 1
        self._check(columns)
        self.at, self.columns = self._names.index(columns.text), columns
        self.site_at = self._names.index(columns.site) if columns.site else None
        self.header = "".join(found.lines)
        for name in columns.added:
            self.header = with_field(self.header, name, self.delimiter)

    def _check(self, columns: Columns) -> None:
        names = ", ".join(self._names)
        for name in filter(None, (columns.text, columns.site)):
            if self._names.count(name) != 1:
                found = "several columns" if name in self._names else "no column"
                raise BadColumn(
                    f"{found} {name!r} in the header: {names}. "
                    f"Give {'column' if name == columns.text else 'site'}=NAME"
                )
        for name in columns.added:
            if name in self._names:
                raise BadColumn(f"there is a column {name!r} already: {names}")

    def __iter__(self) -> Iterator[tuple[None, Records]]:
        records = read_records(self._lines, self.delimiter, len(self._names), self._first)
        batch, size = list[Record](), 0
        for record in records:
            batch.append(record)
            size += len(record.raw)
            if size >= BLOCK:
                yield None, self._batch(batch)
                batch, size = [], 0
        if batch:
            yield None, self._batch(batch)

    def _batch(self, records: list[Record]) -> Records:
        return Records(records, self.at, self.delimiter, self.columns, self.site_at)

    @contextmanager
    def writing_to(self, file: BinaryIO) -> Iterator[Callable[[None, bytes], object]]:
        file.write(self.header.encode("utf-8", "surrogateescape"))
        yield lambda kept, output: file.write(output)


class Header(NamedTuple):
    """The first record of a file as its lines, and the names by a delimiter."""

    lines: list[str]
    delimiter: str
    names: list[str]


def split_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines with their ends. Where the first ends in a bare CR, as on old Macs, all of them do."""
    first = stream.readline(BLOCK)
    if not re.search(rb"\r(?!\n)", re.sub(rb'"[^"]*"?', b"", first)):
        if not first.endswith(b"\n"):
            first += checked(stream.readline(LONGEST_LINE))
        yield from chain([first], read_lines(stream))
        return
    rest = first
    while more := stream.read(BLOCK):
        *whole, rest = (rest + more).split(b"\r")
        checked(rest)
        yield from (line + b"\r" for line in whole)
    *whole, rest = rest.split(b"\r")
    yield from (line + b"\r" for line in whole)
    if rest:
        yield rest


def read_header(lines: Iterator[str], column: str) -> tuple[Header, Iterator[str]]:
    """The first record, which may go over several lines, and the lines after it.

    The delimiter is the one by which the header has the column, else the one by which it has most.
    """
    seen, headers, cause = [next(lines, "")], list[Header](), None
    for delimiter in DELIMITERS:
        taken = list[str]()
        again = _noting(chain(list(seen), _noting(_no_more_than(BLOCK, lines), seen)), taken)
        bare = (line.removeprefix("\ufeff") for line in again)
        try:
            names = _next(csv.reader(bare, delimiter=delimiter, strict=True))
        except csv.Error as error:
            cause = cause or error
        else:
            headers.append(Header(taken, delimiter, names))
    if not headers:
        raise BadFile(f"the header cannot be read: {cause}")
    best = max(headers, key=lambda header: (column in header.names, len(header.names)))
    return best, chain(seen[len(best.lines) :], lines)


def _no_more_than(characters: int, lines: Iterator[str]) -> Iterator[str]:
    """Lines as long as a header may be: a quote that nothing closes has the whole file after it."""
    for line in lines:
        yield line
        characters -= len(line)
        if characters < 0:
            return


def _next(reader: Any) -> list[str]:
    """The next row, with fields longer than the module's limit, which belongs to the process."""
    before = csv.field_size_limit(LONGEST)
    try:
        row: list[str] = next(reader)
        return row
    finally:
        csv.field_size_limit(before)


def read_records(
    lines: Iterator[str], delimiter: str, width: int, line: int = 2
) -> Iterator[Record]:
    """Rows as they stand in the file, the first of which begins in the given line.

    A quote that is never closed makes all that follows one row. So the lines of a bad row are tried
    one by one: the damage stays with the line that has it.
    """
    taken = list[str]()
    reader = csv.reader(_noting(lines, taken), delimiter=delimiter, strict=True)
    while True:
        try:
            cause = _cause(_next(reader), width)
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
    return _next(csv.reader([line], delimiter=delimiter, strict=True))


@cache
def _field(delimiter: str) -> re.Pattern[str]:
    """One field and the delimiter after it; possessive, since fields can be long."""
    other = rf"[^{re.escape(delimiter)}\r\n]"
    return re.compile(
        rf"""
        ( "(?>(?:[^"]++|"")*)"  # in quotes, which are doubled inside
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
