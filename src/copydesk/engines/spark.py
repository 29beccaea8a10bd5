"""Spark: clean a column of a DataFrame on the executors, through Arrow."""

from __future__ import annotations

from functools import partial
from typing import Any

from copydesk._extras import need
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
