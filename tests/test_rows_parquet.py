"""Parquet: the text column changes; types, nulls, metadata and other columns stay."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from copydesk import decode
from copydesk.errors import BadColumn, NotText, UnreadableFile

pa = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'copydesk[rows]'")

from pyarrow import parquet  # noqa: E402 (after the skip)

from copydesk.rows.formats.parquet import STEP, Parquet  # noqa: E402
from copydesk.rows.outcome import Columns  # noqa: E402
from copydesk.tables import clean_batch  # noqa: E402
from tests.rows_jobs import PROMO, run, write_parquet  # noqa: E402


def test_parquet(tmp_path: Path) -> None:
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    write_parquet(source, row_group_size=7, compression="zstd")
    report = run(source, target)
    expected = clean_batch(parquet.read_table(source), pipeline=PROMO)
    assert parquet.read_table(target).equals(expected, check_metadata=True)
    assert (report.rows, report.changed, report.missing, report.bad) == (100, 40, 10, 0)
    meta = parquet.ParquetFile(target).metadata
    assert meta.row_group(0).column(1).compression == "ZSTD"
    assert meta.num_row_groups == 1


def test_reasons_in_parquet(tmp_path: Path) -> None:
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    write_parquet(source)
    report = run(source, target, reasons="removed")
    result = parquet.read_table(target)
    expected = clean_batch(parquet.read_table(source), pipeline=PROMO, reasons="removed")
    assert result["removed"].to_pylist() == expected["removed"].to_pylist()
    assert result.drop_columns("removed").equals(expected.drop_columns("removed"))
    assert report.removed == {"drop-promo": 40}


def test_dictionary_columns_stay_so_in_parquet(tmp_path: Path) -> None:
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    column = pa.array(["One. Read more!", "Two.", None, "One. Read more!"]).dictionary_encode()
    parquet.write_table(pa.table({"text": column}), source)
    report = run(source, target)
    result = parquet.read_table(target)
    assert result.schema.field("text").type == column.type
    assert result["text"].to_pylist() == ["One.", "Two.", None, "One."]
    assert (report.changed, report.missing, report.characters) == (2, 1, 22)


def test_bytes_in_parquet_that_are_no_utf8_are_reported(tmp_path: Path) -> None:
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    raw = pa.array([b"One.", b"Caf\xe9 Read more!"])
    text = pa.Array.from_buffers(pa.string(), 2, raw.buffers())
    parquet.write_table(pa.table({"text": text}), source)
    report = run(source, target)
    assert parquet.read_table(target)["text"].to_pylist() == ["One.", decode(b"Caf\xe9")]
    assert [bad.row for bad in report.bad_rows] == [2]


def test_parquet_without_rows(tmp_path: Path) -> None:
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    table = write_parquet(source, rows=0)
    assert run(source, target).rows == 0
    assert parquet.read_table(target).schema.equals(table.schema, check_metadata=True)


def test_parquet_errors_name_the_columns(tmp_path: Path) -> None:
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    write_parquet(source)
    with pytest.raises(BadColumn, match=r"text in: text; and no text in: id \(int64\)"):
        run(source, target, column="body")
    with pytest.raises(NotText, match="'id' holds int64"):
        run(source, target, column="id")
    source.write_bytes(b"PAR1 this is no Parquet file PAR1")
    with pytest.raises(UnreadableFile, match=r"a\.parquet cannot be read"):
        run(source, target)
    assert os.listdir(tmp_path) == ["a.parquet"]


def test_progress_counts_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    write_parquet(source)
    run(source, target, progress=True)
    assert "100/100" in capsys.readouterr().err


def test_a_long_text_that_repeats_does_not_fill_the_memory(tmp_path: Path) -> None:
    source = tmp_path / "a.parquet"
    long = "Rain fell on the coast. " * 20_000
    parquet.write_table(pa.table({"text": [long] * 400}), source, compression="zstd")
    assert source.stat().st_size < 10_000
    with open(source, "rb") as file:
        sizes = [len(batch.array) for _, batch in Parquet(file, Columns("text"))]
    assert (sum(sizes), max(sizes)) == (400, STEP)
    report = run(source, tmp_path / "b.parquet", workers=0)
    assert (report.rows, report.changed) == (400, 0)
    assert parquet.read_table(tmp_path / "b.parquet").equals(parquet.read_table(source))


def test_batches_are_put_together_in_order(tmp_path: Path) -> None:
    source = tmp_path / "a.parquet"
    table = pa.table(
        {
            "id": range(5_000),
            "text": [f"Row {n}." for n in range(5_000)],
            "tags": [[{"a": n}, None] for n in range(5_000)],
            "view": pa.array(["x" * 20] * 5_000, pa.string_view()),
        }
    )
    parquet.write_table(table, source, row_group_size=700)
    with open(source, "rb") as file:
        batches = [batch for batch, _ in Parquet(file, Columns("text"))]
    assert len(batches) < 5
    assert pa.Table.from_batches(batches).equals(parquet.read_table(source))
