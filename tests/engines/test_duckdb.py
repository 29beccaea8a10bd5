"""DuckDB: a function of SQL, by row or by Arrow, and tables through Arrow."""

from __future__ import annotations

from tests.engines.crawl import CLEAN, DIRTY, PROMO, need

duckdb = need("duckdb", "duckdb")
pa = need("pyarrow", "duckdb")

from copydesk.tables import clean_batch  # noqa: E402 (after the skip)


def articles() -> object:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE articles (id INTEGER, text VARCHAR)")
    connection.execute("INSERT INTO articles VALUES (1, ?), (2, NULL), (3, '')", [DIRTY])
    return connection


def test_a_function_by_row() -> None:
    connection = articles()
    connection.create_function("clean", PROMO, [str], str)
    rows = connection.execute("SELECT clean(text) FROM articles ORDER BY id").fetchall()
    assert rows == [(CLEAN,), (None,), ("",)]


def test_tables_through_arrow() -> None:
    connection = articles()
    table = connection.sql("SELECT * FROM articles ORDER BY id").to_arrow_table()
    connection.register("clean", clean_batch(table, pipeline=PROMO, reasons="removed"))
    query = "SELECT text, list_sum([r.characters FOR r IN removed]) FROM clean ORDER BY id"
    assert connection.execute(query).fetchall() == [(CLEAN, 11), (None, None), ("", None)]


def test_a_stream_of_batches() -> None:
    connection = articles()
    reader = connection.sql("SELECT * FROM articles ORDER BY id").to_arrow_table().to_reader(2)
    batches = (clean_batch(batch, pipeline=PROMO) for batch in reader)
    clean = pa.RecordBatchReader.from_batches(reader.schema, batches)
    assert clean.read_all()["text"].to_pylist() == [CLEAN, None, ""]
