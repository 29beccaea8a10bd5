"""Polars: by expression, and as an Arrow table."""

from __future__ import annotations

import pytest

from tests.engines.crawl import CLEAN, DIRTY, PROMO, need

pl = need("polars", "polars")
need("pyarrow", "polars")

from copydesk.tables import clean_batch  # noqa: E402 (after the skip)


def test_an_expression() -> None:
    frame = pl.DataFrame({"text": [DIRTY, None, ""]})
    result = frame.with_columns(pl.col("text").map_elements(PROMO, return_dtype=pl.String))
    assert result["text"].to_list() == [CLEAN, None, ""]


def test_a_lazy_frame() -> None:
    frame = pl.LazyFrame({"text": [DIRTY, None]})
    clean = frame.map_batches(
        lambda part: pl.from_arrow(clean_batch(part.to_arrow(), pipeline=PROMO))
    )
    assert clean.collect()["text"].to_list() == [CLEAN, None]


@pytest.mark.parametrize("compat", [0, 1])
@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical])
def test_a_table_keeps_its_types(compat: int, dtype: object) -> None:
    frame = pl.DataFrame({"id": [1, 2, 3], "text": pl.Series([DIRTY, None, DIRTY], dtype=dtype)})
    level = pl.CompatLevel.oldest() if compat == 0 else pl.CompatLevel.newest()
    table = clean_batch(frame.to_arrow(compat_level=level), pipeline=PROMO, reasons="removed")
    result = pl.from_arrow(table)
    assert result.schema["text"] == frame.schema["text"]
    assert result["text"].to_list() == [CLEAN, None, CLEAN]
    assert result["removed"].to_list()[0] == [
        {"reason": "drop-promo", "edits": 1, "characters": 11}
    ]
