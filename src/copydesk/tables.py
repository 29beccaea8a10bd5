"""Clean the text column of an Arrow table: the form in which engines hand rows to Python.

One function from table to table serves Spark's `mapInArrow`, Ray Data's `map_batches`, Hugging Face
datasets' `map`, Polars, DuckDB and plain pyarrow, and changes nothing but the one column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

from copydesk._extras import need
from copydesk._text.decoding import decode
from copydesk.errors import BadColumn, NotText
from copydesk.metadata import FIELDS
from copydesk.pipeline.cleaned import Cleaned, cleaner_of
from copydesk.pipeline.default import DEFAULT
from copydesk.pipeline.pipeline import Pipeline

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = need("pyarrow", "arrow")

__all__ = ["KNOWN", "REMOVED", "clean_batch", "schema_after"]

Batch = TypeVar("Batch", "pa.RecordBatch", "pa.Table")

REMOVED: pa.DataType = pa.list_(
    pa.struct([("reason", pa.string()), ("edits", pa.int64()), ("characters", pa.int64())])
)
"""The type of the column that `reasons` adds: for each reason the number of edits, and by how many
characters they made the text shorter. A list of structs and not a map, since Polars, Hugging Face
datasets and JSON know no maps."""

_TEXTS: list[tuple[str, pa.DataType]] = [(name, pa.string()) for name in FIELDS]
KNOWN: pa.DataType = pa.struct([*_TEXTS, ("sources", pa.struct(_TEXTS))])
"""The type of the column for what a page says of itself, and where each field stood."""

Result = TypeVar("Result", bound=Cleaned)


def clean_batch(
    batch: Batch,
    column: str = "text",
    *,
    into: str | None = None,
    pipeline: Pipeline = DEFAULT,
    reasons: str | None = None,
) -> Batch:
    """Clean one text column of a RecordBatch or Table; everything else stays as it is.

    The column keeps its type (`string`, `large_string`, `string_view`, or a dictionary of one of
    them), its nulls and its chunks; the schema keeps its metadata. With `into` the clean text goes
    to a new column of that name, at the end, and the old one stays. With `reasons="removed"` a
    column of that name tells what was removed, in the form of `REMOVED`.

    >>> import pyarrow as pa
    >>> table = pa.table({"text": ["Rain  fell.", None], "id": [1, 2]})
    >>> clean_batch(table, pipeline=Pipeline(lambda text: " ".join(text.split()))).to_pylist()
    [{'text': 'Rain fell.', 'id': 1}, {'text': None, 'id': 2}]

    Bytes in the column that are no UTF-8 are read by `copydesk.decode`. Raises BadColumn, a
    ValueError, where the column is missing or a new one's name is taken, and NotText, a TypeError,
    where the column holds no text; both name the columns there are.
    """
    if not isinstance(batch, pa.RecordBatch | pa.Table):
        raise NotText(
            f"expected a pyarrow RecordBatch or Table, got {type(batch).__name__}; pa.table(...) "
            "makes one of a pandas or Polars frame"
        )
    at = column_at(batch.schema, column, into, reasons)
    field, old = batch.schema.field(at), batch.column(at)
    clean = cleaner_of(pipeline, with_reasons=reasons is not None)
    chunks = old.chunks if isinstance(old, pa.ChunkedArray) else [old]
    done = [clean_array(chunk, clean) for chunk in chunks]
    new = _like(old, [array for array, _ in done], field.type)
    if into is None:
        batch = batch.set_column(at, field, new)
    else:
        batch = batch.append_column(field.with_name(into), new)
    if reasons is not None:
        removed = [removed_array(results) for _, results in done]
        batch = batch.append_column(pa.field(reasons, REMOVED), _like(old, removed, REMOVED))
    return batch


def schema_after(
    schema: pa.Schema, column: str = "text", *, into: str | None = None, reasons: str | None = None
) -> pa.Schema:
    """The schema that `clean_batch` gives to a table of this schema, for engines that ask first."""
    return clean_batch(schema.empty_table(), column, into=into, reasons=reasons).schema


def is_text(kind: pa.DataType) -> bool:
    """Whether `clean_batch` takes columns of this type; a column of nulls alone counts as text."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return kind in (pa.string(), pa.large_string(), pa.string_view(), pa.null())


def clean_array(
    array: pa.Array,
    clean: Callable[..., Result],
    sites: Sequence[str | None] | None = None,
) -> tuple[pa.Array, list[Result | None]]:
    """An array of text cleaned, and the result for each row. Clean arrays are not copied.

    `clean` is given a text and, where the sites of the rows are given, its site.
    """
    more = [() for _ in range(len(array))] if sites is None else [(site,) for site in sites]
    if pa.types.is_dictionary(array.type):
        return _clean_dictionary(array, clean, more)
    texts = texts_of(array)
    results = [
        None if text is None else clean(text, *rest) for text, rest in zip(texts, more, strict=True)
    ]
    cleaned = [result and result.text for result in results]
    return array if cleaned == texts else pa.array(cleaned, array.type), results


def _clean_dictionary(
    array: pa.DictionaryArray, clean: Callable[..., Result], more: Sequence[tuple[str | None, ...]]
) -> tuple[pa.Array, list[Result | None]]:
    """Each text that rows refer to is cleaned once; texts that became equal share one entry."""
    wanted = list(zip(array.indices.to_pylist(), more, strict=True))
    results: dict[Any, Result | None] = {}
    for code, rest in dict.fromkeys(wanted):
        text = None if code is None else texts_of(array.dictionary.slice(code, 1))[0]
        results[code, rest] = None if text is None else clean(text, *rest)
    words = dict.fromkeys(result.text for result in results.values() if result)
    place = {word: at for at, word in enumerate(words)}
    rows = [results[one] for one in wanted]
    cleaned = pa.DictionaryArray.from_arrays(
        pa.array([result and place[result.text] for result in rows], array.type.index_type),
        pa.array(list(words), array.type.value_type),
        ordered=array.type.ordered,
    )
    return cleaned, rows


def removed_array(results: Iterable[Cleaned | None]) -> pa.Array:
    """The column that `reasons` adds."""
    return pa.array([result and result.by_reason for result in results], REMOVED)


def texts_of(array: pa.Array) -> list[str | None]:
    """The texts of an array; bytes that are no UTF-8 are read by `copydesk.decode`."""
    try:
        texts: list[str | None] = array.to_pylist()
    except UnicodeDecodeError:
        raw = array.cast(pa.large_binary()).to_pylist()
        texts = [None if data is None else _decoded(data) for data in raw]
    return texts


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return decode(data)


def _like(old: Any, arrays: Sequence[pa.Array], kind: pa.DataType) -> Any:
    return pa.chunked_array(arrays, kind) if isinstance(old, pa.ChunkedArray) else arrays[0]


def column_at(schema: pa.Schema, column: str, *new: str | None) -> int:
    """Where the text column is.

    Raises BadColumn where it is missing, or one of the `new` columns is there, NotText where it
    holds something else.
    """
    names, at = list(schema.names), one_column(schema, column)
    for name in filter(None, new):
        if name in names:
            raise BadColumn(f"there is a column {name!r} already; {_columns(schema)}")
        names.append(name)
    kind = schema.field(at).type
    if not is_text(kind):
        raise NotText(f"column {column!r} holds {kind}, not text; {_columns(schema)}")
    return at


def one_column(schema: pa.Schema, column: str, option: str = "column") -> int:
    """Where the column is that an option names. Raises BadColumn where there is not just one."""
    names = list(schema.names)
    if names.count(column) != 1:
        wrong = f"{_count(names, column)} column {column!r}; {_columns(schema)}"
        raise BadColumn(f"{wrong}. Give {option}=NAME")
    at: int = schema.get_field_index(column)
    return at


def _count(names: Sequence[str], column: str) -> str:
    if column in names:
        return "more than one"
    close = get_close_matches(column, names, 1)
    return f"did you mean {close[0]!r}? There is no" if close else "no"


def _columns(schema: pa.Schema) -> str:
    """The columns there are, the text columns first.

    >>> _columns(pa.schema([("id", pa.int64()), ("body", pa.string())]))
    'the table has text in: body; and no text in: id (int64)'
    """
    text = [field.name for field in schema if is_text(field.type)]
    other = [f"{field.name} ({field.type})" for field in schema if not is_text(field.type)]
    return (
        f"the table has text in: {', '.join(text) or 'no column'}; "
        f"and no text in: {', '.join(other) or 'no column'}"
    )
