"""Hugging Face datasets: clean a column; the cache notices when the pipeline is another one."""

from __future__ import annotations

from functools import partial
from typing import Any

from copydesk._extras import need
from copydesk.pipeline.default import DEFAULT
from copydesk.pipeline.fingerprint import fingerprint
from copydesk.pipeline.pipeline import Pipeline
from copydesk.tables import clean_batch


def clean_dataset(
    dataset: Any, column: str = "text", *, pipeline: Pipeline = DEFAULT,
    into: str | None = None, reasons: str | None = None, **options: Any,
) -> Any:  # fmt: skip
    """The Dataset, or dict of them, with a column cleaned; `options` go to its `map`."""
    datasets = need("datasets", "datasets")
    arguments: dict[str, Any] = {"column": column, "into": into, "reasons": reasons}
    if isinstance(dataset, dict):
        options |= {**arguments, "pipeline": pipeline}
        return type(dataset)({k: clean_dataset(part, **options) for k, part in dataset.items()})
    if isinstance(dataset, datasets.Dataset):
        mark = [dataset._fingerprint, fingerprint(pipeline), arguments]
        options = {"new_fingerprint": datasets.fingerprint.Hasher.hash(mark), **options}
    clean = partial(clean_batch, **arguments, pipeline=pipeline)
    return dataset.with_format("arrow").map(clean, batched=True, **options).with_format(None)
