"""Parquet: batches of rows, of which only the text column travels to the workers and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, BinaryIO, NamedTuple

from copydesk._extras import need
from copydesk._jobs.places import BLOCK
from copydesk.pipeline.cleaned import Cleaned
from copydesk.rows.outcome import Clean, Columns, Notes, Outcome, attempt, site_of
from copydesk.tables import KNOWN, REMOVED, clean_array, column_at, one_column

ROWS = 10_000
"""Rows of a batch, at most."""

STEP = 32
"""Rows that are decoded at a time, where texts that repeat could make them large."""

GROUP = 64 * BLOCK
"""Bytes of a row group that is written, about; so much is held in memory."""


class Column(NamedTuple):
    """The texts of some rows, the first of which is row number `first`."""

    array: Any
    first: int
    columns: Columns
    sites: list[str | None] | None = None

    def cleaned(self, clean: Clean) -> Outcome:
        """The clean array, or None where nothing changed, and the columns to add."""
        notes = Notes(rows=len(self.array), missing=self.array.null_count)
        array, results = clean_array(self.array, partial(attempt, clean), self.sites)
        for row, result in enumerate(results, self.first):
            if result:
                notes.note(row, result)
        for at in not_utf8(self.array):
            notes.note_bad(self.first + at, "not UTF-8: its bytes were read by copydesk.decode")
        return Outcome((None if array is self.array else array, self._added(results)), notes)

    def _added(self, results: Sequence[Cleaned | None]) -> list[Any]:
        pa, fields = need("pyarrow", "rows"), added_fields(self.columns)
        rows = [self.columns.values(result) for result in results]
        return [pa.array([row[i] for row in rows], fields[i].type) for i in range(len(fields))]

    def parts(self) -> list[Column]:
        return [self._row(at) for at in range(len(self.array))]

    def _row(self, at: int) -> Column:
        sites = self.sites and [self.sites[at]]
        return self._replace(array=self.array.slice(at, 1), first=self.first + at, sites=sites)

    def joined(self, outputs: list[tuple[Any, list[Any]]]) -> tuple[Any, list[Any]]:
        arrays = [array for array, _ in outputs]
        added = [_concatenated(list(x)) for x in zip(*(more for _, more in outputs), strict=True)]
        if all(array is None for array in arrays):
            return None, added
        texts = [
            part.array if array is None else array
            for part, array in zip(self.parts(), arrays, strict=True)
        ]
        return _concatenated(texts), added


def added_fields(columns: Columns) -> list[Any]:
    """The columns to add, as fields of a schema."""
    pa = need("pyarrow", "rows")
    kinds = ((columns.reasons, REMOVED), (columns.metadata, KNOWN))
    return [pa.field(name, kind) for name, kind in kinds if name is not None]


def _concatenated(arrays: list[Any]) -> Any:
    """One array from several; their dictionaries, where they have them, become one."""
    pa = need("pyarrow", "rows")
    return pa.chunked_array(arrays).unify_dictionaries().combine_chunks()


def not_utf8(array: Any) -> list[int]:
    """The places of texts whose bytes are no UTF-8."""
    pa = need("pyarrow", "rows")
    try:
        array.validate(full=True)
    except pa.ArrowInvalid:
        return [at for at, text in enumerate(array) if not _is_utf8(text)]
    return []


def _is_utf8(scalar: Any) -> bool:
    try:
        scalar.as_py()
    except UnicodeDecodeError:
        return False
    return True


class Parquet:
    """A Parquet file, in batches of about a megabyte of rows."""

    def __init__(self, stream: BinaryIO, columns: Columns) -> None:
        parquet = need("pyarrow.parquet", "rows")
        self.file = parquet.ParquetFile(stream, buffer_size=BLOCK, pre_buffer=False)
        self.schema = self.file.schema_arrow
        self.at = column_at(self.schema, columns.text, *columns.added)
        self.columns, site = columns, columns.site
        self.site_at = one_column(self.schema, site, "site") if site else None
        self.total: int | None = self.file.metadata.num_rows

    def __iter__(self) -> Iterator[tuple[Any, Column]]:
        first = 1
        for batch in self._batches():
            yield batch, self._column(batch, first)
            first += len(batch)

    def _column(self, batch: Any, first: int) -> Column:
        sites = None if self.site_at is None else batch.column(self.site_at).to_pylist()
        named = sites and [site_of(None if site is None else str(site)) for site in sites]
        return Column(batch.column(self.at), first, self.columns, named)

    def _batches(self) -> Iterator[Any]:
        """Batches of about a megabyte, put together from a few rows at a time.

        A long text that repeats takes a few bytes in the file, and in memory its length each time.
        Columns with dictionaries do not grow so, and each piece of them brings its dictionary.
        """
        pa = need("pyarrow", "rows")
        rows = self._rows()
        has_dictionaries = any(pa.types.is_dictionary(field.type) for field in self.schema)
        step = rows if has_dictionaries else min(rows, STEP)
        waiting, size, count = list[Any](), 0, 0
        for batch in self.file.iter_batches(batch_size=step, use_threads=False):
            waiting.append(batch)
            size, count = size + batch.nbytes, count + len(batch)
            if size >= BLOCK or count >= rows:
                yield _one_batch(waiting)
                waiting, size, count = [], 0, 0
        if waiting:
            yield _one_batch(waiting)

    def _rows(self) -> int:
        meta = self.file.metadata
        size = sum(meta.row_group(i).total_byte_size for i in range(meta.num_row_groups))
        return int(max(1, min(ROWS, BLOCK * meta.num_rows // max(1, size))))

    @contextmanager
    def writing_to(self, file: BinaryIO) -> Iterator[Callable[[Any, Any], object]]:
        with table_writer(file, self._schema_out(), self._compression()) as write:
            yield lambda batch, output: write(self._merged(batch, *output))

    def _schema_out(self) -> Any:
        schema = self.schema
        for field in added_fields(self.columns):
            schema = schema.append(field)
        return schema

    def _merged(self, batch: Any, array: Any, added: list[Any]) -> Any:
        if array is not None:
            batch = batch.set_column(self.at, self.schema.field(self.at), array)
        for field, more in zip(added_fields(self.columns), added, strict=True):
            batch = batch.append_column(field, more)
        return batch

    def _compression(self) -> str:
        """That of the source's first column."""
        meta = self.file.metadata
        if not (meta.num_row_groups and meta.num_columns):
            return "snappy"
        return str(meta.row_group(0).column(0).compression).lower().replace("uncompressed", "none")


def _one_batch(batches: list[Any]) -> Any:
    if len(batches) == 1:
        return batches[0]
    table = need("pyarrow", "rows").Table.from_batches(batches)
    [batch] = table.combine_chunks().to_batches()
    return batch


@contextmanager
def table_writer(file: BinaryIO, schema: Any, compression: str) -> Iterator[Callable[[Any], None]]:
    """A function that writes batches, in row groups of about `GROUP` bytes."""
    pa, parquet = need("pyarrow", "rows"), need("pyarrow.parquet", "rows")
    waiting: list[Any] = []

    def flush() -> None:
        table = pa.Table.from_batches(waiting, schema)
        writer.write_table(table, row_group_size=max(1, len(table)))
        waiting.clear()

    def write(batch: Any) -> None:
        waiting.append(batch)
        if sum(batch.nbytes for batch in waiting) >= GROUP:
            flush()

    with parquet.ParquetWriter(file, schema, compression=compression) as writer:
        yield write
        if waiting:
            flush()
