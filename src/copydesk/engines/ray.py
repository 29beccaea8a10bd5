"""Ray Data: clean a column of a Dataset on the cluster, through Arrow."""

from __future__ import annotations

from typing import Any

from copydesk._extras import need
from copydesk.pipeline.default import DEFAULT
from copydesk.pipeline.pipeline import Pipeline
from copydesk.tables import clean_batch


def clean_dataset(
    dataset: Any, column: str = "text", *, pipeline: Pipeline = DEFAULT,
    into: str | None = None, reasons: str | None = None, **options: Any,
) -> Any:  # fmt: skip
    """The Dataset with the text of a column cleaned; `options` go to Ray's `map_batches`."""
    need("ray.data", "ray")
    arguments = {"column": column, "pipeline": pipeline, "into": into, "reasons": reasons}
    options = {"batch_format": "pyarrow", "zero_copy_batch": True, **options}
    return dataset.map_batches(clean_batch, fn_kwargs=arguments, **options)
