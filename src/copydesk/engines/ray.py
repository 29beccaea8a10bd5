"""Ray Data: clean a column of a Dataset on the cluster, through Arrow."""

from __future__ import annotations

from typing import Any

from copydesk._extras import need
from copydesk._jobs.site_tables import count_lines, keys_by_site, without_lines
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


def remove_site_lines(
    dataset: Any, site: str, column: str = "text", *, pipeline: Pipeline = DEFAULT
) -> Any:
    """The Dataset of clean texts without site lines; the column `site` tells what is one site."""
    ray = need("ray", "ray")
    counting = {"batch_format": "pyarrow", "fn_kwargs": {"site": site, "column": column}}
    counts = dataset.select_columns([site, column]).map_batches(count_lines, **counting)
    sums = counts.groupby(["site", "key"]).sum("n").rename_columns({"sum(n)": "n"})
    known = ray.put(keys_by_site(sums.iter_rows()))  # once on each machine, for all its workers

    def remove(batch: Any) -> Any:
        keys = [ray.get(known).get(where) for where in batch[site].to_pylist()]
        return without_lines(batch, keys, column, pipeline=pipeline)

    return dataset.map_batches(remove, batch_format="pyarrow")
