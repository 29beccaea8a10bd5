"""Spark: remove the lines that repeat across the texts of a site, learned over all rows."""

from __future__ import annotations

from typing import Any

from copydesk.cleaners.site_lines import MINIMUM, SHARE
from copydesk.engines.site_lines import COUNTED, TEXTS, count_lines, without_lines
from copydesk.pipeline.default import DEFAULT
from copydesk.pipeline.pipeline import Pipeline


def remove_site_lines(
    frame: Any, site: str, column: str = "text", *, pipeline: Pipeline = DEFAULT
) -> Any:
    """The DataFrame of clean texts without site lines; the column `site` tells what is one site."""

    def remove(batch: Any) -> Any:
        keys, batch = batch["_keys"].to_pylist(), batch.drop_columns("_keys")
        return without_lines(batch, keys, column, pipeline=pipeline)

    counts = frame.select(site, column).mapInArrow(
        lambda batches: (count_lines(batch, site, column) for batch in batches), COUNTED
    ).groupBy("site", "key").agg({"n": "sum"}).toDF("site", "key", "n")  # fmt: skip
    texts = counts.where(f"key = {TEXTS}").selectExpr(
        "site", f"greatest({MINIMUM}, {SHARE} * n) AS least"
    )
    known = counts.join(texts, "site").where(f"key <> {TEXTS} AND n >= least")
    known = known.groupBy("site").agg({"key": "collect_list"}).toDF("_site", "_keys")
    rows = frame.join(known, frame[site] == known["_site"], "left").drop("_site")
    return rows.mapInArrow(lambda batches: map(remove, batches), frame.schema)
