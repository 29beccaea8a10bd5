"""Spark: clean a column of a DataFrame on the executors, through Arrow."""

from __future__ import annotations

from functools import partial
from typing import Any

from copydesk._extras import need
from copydesk._jobs.site_tables import COUNTED, TEXTS, count_lines, least_counts, without_lines
from copydesk.pipeline.default import DEFAULT
from copydesk.pipeline.pipeline import Pipeline
from copydesk.tables import clean_batch, schema_after


def clean_dataframe(
    frame: Any, column: str = "text", *, pipeline: Pipeline = DEFAULT,
    into: str | None = None, reasons: str | None = None,
) -> Any:  # fmt: skip
    """The DataFrame with the text of a column cleaned; the options are those of `clean_batch`."""
    types = need("pyspark.sql.pandas.types", "spark")
    after = schema_after(types.to_arrow_schema(frame.schema), column, into=into, reasons=reasons)
    clean = partial(clean_batch, column=column, pipeline=pipeline, into=into, reasons=reasons)
    return frame.mapInArrow(lambda batches: map(clean, batches), types.from_arrow_schema(after))


def remove_site_lines(
    frame: Any, site: str, column: str = "text", *, pipeline: Pipeline = DEFAULT
) -> Any:
    """The DataFrame of clean texts without site lines; the column `site` tells what is one site."""

    def remove(batch: Any) -> Any:
        keys, batch = batch["_keys"].to_pylist(), batch.drop_columns("_keys")
        return without_lines(batch, keys, column, pipeline=pipeline)

    count = partial(count_lines, site=site, column=column)
    counts = frame.select(site, column).mapInArrow(lambda batches: map(count, batches), COUNTED)
    counts = counts.groupBy("site", "key").agg({"n": "sum"}).toDF("site", "key", "n")
    texts = counts.where(f"key = {TEXTS}")
    least = texts.mapInArrow(lambda b: map(least_counts, b), "site string, least double")
    known = counts.join(least, "site").where(f"key <> {TEXTS} AND n >= least")
    known = known.groupBy("site").agg({"key": "collect_list"}).toDF("_site", "_keys")
    rows = frame.join(known, frame[site] == known["_site"], "left").drop("_site")
    return rows.mapInArrow(lambda batches: map(remove, batches), frame.schema)
