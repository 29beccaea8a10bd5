"""The Arrow path: one column cleaned, everything else as it was."""

from __future__ import annotations

import doctest
import pickle

import pytest

from copydesk import DEFAULT, Pipeline, explain
from copydesk.errors import BadColumn, CopydeskError, NotText

pa = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'copydesk[arrow]'")

from copydesk import tables  # noqa: E402 (after the skip)
from copydesk.tables import REMOVED, clean_batch, schema_after  # noqa: E402


def drop_promo(text: str) -> str:
    """A cleaner with a visible effect that has nothing to do with the built-in ones."""
    return text.replace(" Read more!", "")


PROMO = Pipeline(drop_promo)
TEXTS = [
    "The tide turned. Read more!",
    None,
    "",
    "The boats came in.",
    "The tide turned. Read more!",
]
CLEAN = ["The tide turned.", None, "", "The boats came in.", "The tide turned."]

KINDS = [
    pa.string(),
    pa.large_string(),
    pa.string_view(),
    pa.dictionary(pa.int8(), pa.string()),
    pa.dictionary(pa.uint16(), pa.large_string()),
    pa.dictionary(pa.int64(), pa.string_view()),
]


def column_of(kind: pa.DataType, texts: list[str | None] = TEXTS) -> pa.Array:
    if not pa.types.is_dictionary(kind):
        return pa.array(texts, kind)
    words = sorted({text for text in texts if text is not None})
    codes = [None if text is None else words.index(text) for text in texts]
    values = pa.array(words, kind.value_type)
    return pa.DictionaryArray.from_arrays(pa.array(codes, kind.index_type), values)


def table_of(kind: pa.DataType, chunks: int = 1) -> pa.Table:
    fields = [
        pa.field("id", pa.int32(), nullable=False, metadata={"unit": "row"}),
        pa.field("text", kind, metadata={"role": "body"}),
        pa.field("tags", pa.list_(pa.string())),
    ]
    column = column_of(kind)
    size = len(TEXTS)
    return pa.table(
        [
            pa.array(range(chunks * size), pa.int32()),
            pa.chunked_array([column] * chunks, kind),
            pa.array([["a", None], [], None, ["b"], []] * chunks),
        ],
        schema=pa.schema(fields, metadata={"made by": "a test"}),
    )


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_only_the_text_changes(kind: pa.DataType) -> None:
    table = table_of(kind, chunks=3)
    result = clean_batch(table, pipeline=PROMO)
    assert result.column("text").to_pylist() == CLEAN * 3
    assert result.schema.equals(table.schema, check_metadata=True)
    assert [len(chunk) for chunk in result.column("text").chunks] == [5, 5, 5]
    assert result.drop_columns("text").equals(table.drop_columns("text"))
    result.validate(full=True)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_record_batch_comes_back_as_one(kind: pa.DataType) -> None:
    [batch] = table_of(kind).to_batches()
    result = clean_batch(batch, pipeline=PROMO)
    assert isinstance(result, pa.RecordBatch)
    assert result.column("text").to_pylist() == CLEAN
    assert result.schema.equals(batch.schema, check_metadata=True)
    result.validate(full=True)


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize(("start", "length"), [(0, 0), (1, 2), (2, 3), (4, 1)])
def test_slices(kind: pa.DataType, start: int, length: int) -> None:
    batch = pa.record_batch({"text": column_of(kind)}).slice(start, length)
    result = clean_batch(batch, pipeline=PROMO)
    assert result.column("text").to_pylist() == CLEAN[start : start + length]
    assert result.schema == batch.schema


def test_tables_without_rows_or_chunks_keep_their_shape() -> None:
    table = pa.table({"text": pa.chunked_array([], pa.large_string())})
    assert clean_batch(table, pipeline=PROMO).equals(table)
    ragged = pa.chunked_array([[], ["x Read more!"], []], pa.string())
    result = clean_batch(pa.table({"text": ragged}), pipeline=PROMO)
    assert [chunk.to_pylist() for chunk in result["text"].chunks] == [[], ["x"], []]


def test_a_column_of_nulls_alone_is_left_as_it_is() -> None:
    table = pa.table({"text": pa.nulls(3)})
    assert clean_batch(table, pipeline=PROMO).equals(table)
    assert clean_batch(table, pipeline=PROMO, reasons="removed")["removed"].null_count == 3


def test_a_clean_array_is_not_copied() -> None:
    batch = pa.record_batch({"text": pa.array(["The boats came in."] * 9)})
    result = clean_batch(batch, pipeline=PROMO)
    assert result.column(0).buffers()[2].address == batch.column(0).buffers()[2].address


def test_a_dictionary_cleans_each_text_once_and_only_what_rows_refer_to() -> None:
    seen: list[str] = []

    def note(text: str) -> str:
        seen.append(text)
        return "same"

    values = pa.array(["one", "never referred to", "two"])
    codes = pa.array([2, 0, None, 2, 0], pa.int8())
    batch = pa.record_batch({"text": pa.DictionaryArray.from_arrays(codes, values)})
    result = clean_batch(batch, pipeline=Pipeline(note))
    assert result.column("text").to_pylist() == ["same", "same", None, "same", "same"]
    assert result.column("text").dictionary.to_pylist() == ["same"]  # as pandas demands of one
    assert sorted(seen) == ["one", "same", "same", "two"]


def test_into_a_new_column() -> None:
    table = table_of(pa.large_string(), chunks=2)
    result = clean_batch(table, into="clean", pipeline=PROMO)
    assert result.select(table.schema.names).equals(table, check_metadata=True)
    assert result["clean"].to_pylist() == CLEAN * 2
    assert result.schema.names == ["id", "text", "tags", "clean"]
    assert result.schema.field("clean").type == pa.large_string()
    assert result.schema.metadata == table.schema.metadata


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_reasons_tell_what_was_removed(kind: pa.DataType) -> None:
    result = clean_batch(table_of(kind), pipeline=PROMO, reasons="removed")
    cut = [{"reason": "drop-promo", "edits": 1, "characters": 11}]
    assert result["removed"].to_pylist() == [cut, None, [], [], cut]
    assert result.schema.field("removed").type == REMOVED
    assert result["text"].to_pylist() == CLEAN
    assert clean_batch(table_of(kind), pipeline=PROMO).equals(result.drop_columns("removed"))


def test_reasons_agree_with_explain() -> None:
    text = "Rain  fell on the coast.\n\n\n\nThe boats stayed in. \n"
    table = clean_batch(pa.table({"body": [text]}), "body", reasons="why")
    [row] = table["why"].to_pylist()
    explanation = explain(text)
    assert table["body"].to_pylist() == [explanation.text]
    assert {cut["reason"]: cut["edits"] for cut in row} == explanation.reasons()
    assert sum(cut["characters"] for cut in row) == len(text) - len(explanation.text)


@pytest.mark.parametrize("options", [{}, {"into": "new"}, {"reasons": "removed"}])
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_the_schema_is_known_beforehand(kind: pa.DataType, options: dict[str, str]) -> None:
    table = table_of(kind)
    result = clean_batch(table, pipeline=PROMO, **options)
    assert schema_after(table.schema, **options).equals(result.schema, check_metadata=True)


def test_bytes_that_are_no_utf8_are_decoded() -> None:
    raw = pa.array([b"Caf\xe9 Read more!", "Café".encode(), None])
    text = pa.Array.from_buffers(pa.string(), 3, raw.buffers())
    result = clean_batch(pa.record_batch({"text": text}), pipeline=PROMO)
    first, *others = result.column("text").to_pylist()
    assert first.startswith("Caf")
    assert "Read more" not in first
    assert others == ["Café", None]
    result.validate(full=True)


@pytest.mark.parametrize(
    ("arguments", "error", "parts"),
    [
        (
            {"column": "txet"},
            BadColumn,
            ["'txet'", "did you mean 'text'", "text, title", "id (int64)"],
        ),
        ({"column": "zzz"}, BadColumn, ["no column 'zzz'", "text, title", "id (int64)"]),
        ({"column": "id"}, NotText, ["'id' holds int64", "text, title"]),
        ({"into": "title"}, BadColumn, ["'title' already", "text, title"]),
        ({"reasons": "id"}, BadColumn, ["'id' already"]),
        ({"into": "x", "reasons": "x"}, BadColumn, ["'x'"]),
    ],
)
@pytest.mark.parametrize("as_table", [True, False])
def test_errors_name_the_columns(
    arguments: dict[str, str], error: type[Exception], parts: list[str], as_table: bool
) -> None:
    table = pa.table({"id": [1], "text": ["a"], "title": ["b"]})
    batch = table if as_table else table.to_batches()[0]
    with pytest.raises(error) as caught:
        clean_batch(batch, **arguments)
    assert isinstance(caught.value, CopydeskError)
    for part in parts:
        assert part in str(caught.value)


def test_a_column_that_is_there_twice_is_an_error() -> None:
    table = pa.table([["a"], ["b"]], names=["text", "text"])
    with pytest.raises(BadColumn, match="more than one column 'text'"):
        clean_batch(table)


@pytest.mark.parametrize(
    "kind", [pa.binary(), pa.list_(pa.string()), pa.json_(), pa.uuid()], ids=str
)
def test_types_that_are_no_text(kind: pa.DataType) -> None:
    with pytest.raises(NotText, match="not text"):
        clean_batch(pa.table({"text": pa.chunked_array([], kind)}))


@pytest.mark.parametrize("wrong", [None, {"text": ["a"]}, ["a"], pa.array(["a"])])
def test_what_is_no_table(wrong: object) -> None:
    with pytest.raises(NotText, match="expected a pyarrow RecordBatch or Table"):
        clean_batch(wrong)


def test_the_default_pipeline_pickles_small() -> None:
    assert len(pickle.dumps(DEFAULT)) < 10_000


def test_docstrings() -> None:
    assert doctest.testmod(tables).attempted > 0
    assert doctest.testmod(tables).failed == 0
