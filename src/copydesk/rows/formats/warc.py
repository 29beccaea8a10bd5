"""Web archives (WARC, WET): each page or text in them becomes a row of `url` and text."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, NamedTuple

from copydesk._extras import need
from copydesk._jobs.places import BLOCK
from copydesk._text.decoding import decode
from copydesk.errors import BadColumn
from copydesk.rows.outcome import (
    Attempt,
    Clean,
    Columns,
    Notes,
    Outcome,
    attempt,
    site_of,
    text_fits,
)

LARGEST = 64 * BLOCK
"""Bytes of a page, at most, also when unpacked: a few bytes can unpack to a thousand times more."""

TEXT = ("text/html", "text/plain", "application/xhtml")
"""How the content types of records begin that are rows."""


class CleanPage(NamedTuple):
    """The row that a page becomes."""

    url: str
    result: Attempt


class Page(NamedTuple):
    """What a record holds; `data` is None if it is no text."""

    url: str
    data: bytes | None
    charset: str | None = None
    cause: str | None = None
    """Why the record could not be read as it should; its bytes are kept as they are."""


class Pages(NamedTuple):
    """Some records of an archive, the first of which is record number `first`."""

    pages: list[Page]
    first: int

    def cleaned(self, clean: Clean) -> Outcome:
        notes, rows = Notes(), list[CleanPage]()
        for number, page in enumerate(self.pages, self.first):
            if page.data is None:
                notes.skipped += 1
                continue
            text = decode(page.data, page.charset)
            result = self._attempt(clean, text, page)
            notes.rows += 1
            notes.note(number, result)
            rows.append(CleanPage(page.url, result))
        return Outcome(rows, notes)

    def _attempt(self, clean: Clean, text: str, page: Page) -> Attempt:
        if page.cause:
            return Attempt(text, cause=page.cause)
        return attempt(clean, text, site_of(page.url))

    def parts(self) -> list[Pages]:
        return [Pages([page], number) for number, page in enumerate(self.pages, self.first)]

    def joined(self, outputs: list[list[CleanPage]]) -> list[CleanPage]:
        return [row for rows in outputs for row in rows]


class Archive:
    """An archive, in batches: the responses of a WARC, the conversions of a WET."""

    total: int | None = None

    def __init__(self, stream: BinaryIO, columns: Columns) -> None:
        self.stream, self.columns = stream, columns
        if columns.site not in (None, "url"):
            raise BadColumn(f"rows of an archive have their site in url, not in {columns.site}")
        names = ["url", columns.text, *columns.added]
        if len(set(names)) < len(names):
            raise BadColumn(f"rows of an archive cannot have twice one of: {', '.join(names)}")

    def __iter__(self) -> Iterator[tuple[None, Pages]]:
        pages, size, first = list[Page](), 0, 1
        for page in _pages(self.stream):
            pages.append(page)
            size += len(page.data or b"")
            if size >= BLOCK:
                yield None, Pages(pages, first)
                pages, size, first = [], 0, first + len(pages)
        if pages:
            yield None, Pages(pages, first)


class ArchiveAsJsonLines(Archive):
    """Rows of an archive as JSON Lines."""

    @contextmanager
    def writing_to(self, file: BinaryIO) -> Iterator[Callable[[None, list[CleanPage]], object]]:
        yield lambda kept, rows: file.write("".join(map(self._line, rows)).encode())

    def _line(self, row: CleanPage) -> str:
        url, result = row
        added = zip(self.columns.added, self.columns.values(result), strict=True)
        fields = {"url": url, self.columns.text: result.text, **dict(added)}
        return json.dumps(fields, ensure_ascii=not text_fits(url + result.text)) + "\n"


class ArchiveAsParquet(Archive):
    """Rows of an archive as a Parquet file."""

    @contextmanager
    def writing_to(self, file: BinaryIO) -> Iterator[Callable[[None, list[CleanPage]], object]]:
        from copydesk.rows.formats.parquet import table_writer  # needs Arrow, as JSON does not

        schema = self._schema()
        with table_writer(file, schema, "zstd") as write:
            yield lambda kept, rows: write(self._table(rows, schema))

    def _schema(self) -> Any:
        from copydesk.rows.formats.parquet import added_fields

        pa = need("pyarrow", "rows")
        texts = [pa.field(name, pa.string()) for name in ("url", self.columns.text)]
        return pa.schema([*texts, *added_fields(self.columns)])

    def _table(self, rows: list[CleanPage], schema: Any) -> Any:
        pa = need("pyarrow", "rows")
        values = [[r.url, r.result.text, *self.columns.values(r.result)] for r in rows]
        arrays = [pa.array([v[i] for v in values], f.type) for i, f in enumerate(schema)]
        return pa.RecordBatch.from_arrays(arrays, schema=schema)


class _Positioned(io.RawIOBase):
    """A stream that tells how far it has been read, as fastwarc demands of one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._at = stream, 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at


def _pages(stream: BinaryIO) -> Iterator[Page]:
    warc = need("fastwarc.warc", "rows")
    kinds = warc.WarcRecordType.response | warc.WarcRecordType.conversion
    for record in warc.ArchiveIterator(_Positioned(stream), record_types=kinds, parse_http=False):
        yield _page(record)


def _page(record: Any) -> Page:
    """A record as a page. Raises EOFError where the archive ends in the middle of it."""
    url = record.headers.get("WARC-Target-URI") or ""
    kind, charset, length = record.headers.get("Content-Type"), None, record.content_length
    data = record.reader.read(LARGEST + 1)
    if len(data) < min(length, LARGEST + 1):
        raise EOFError(f"the archive is cut off in the record of {url}")
    is_large = len(data) > LARGEST
    if record.is_http:
        try:
            kind, charset, data = _http(data)
        except (OSError, ValueError) as error:
            return Page(url, data[:LARGEST], cause=f"HTTP that cannot be read: {error}")
    if not (kind or "text/plain").lower().startswith(TEXT):
        return Page(url, None)
    if is_large or len(data) > LARGEST:
        return Page(url, b"", cause=f"holds more than {LARGEST >> 20} MB: its text is left empty")
    return Page(url, data, charset)


def _http(data: bytes) -> tuple[str | None, str | None, bytes]:
    """The content type, the charset and the unpacked body of a response, no more than LARGEST + 1.

    It is parsed apart from the archive, which a broken response would otherwise bring to its end.
    """
    head = "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
    length = f"Content-Length: {len(data)}\r\n\r\n"
    whole = (head + length).encode() + data + b"\r\n\r\n"
    response = need("fastwarc.warc", "rows").WarcRecord.from_bytes(whole)
    response.parse_http(auto_decode="all")
    return response.http_content_type, response.http_charset, response.reader.read(LARGEST + 1)
