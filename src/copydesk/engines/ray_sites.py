"""Ray Data: remove the lines that repeat across the texts of a site, learned over all rows."""

from __future__ import annotations

from typing import Any

from copydesk._extras import need
from copydesk.engines.site_lines import count_lines, keys_by_site, without_lines
from copydesk.pipeline.default import DEFAULT
from copydesk.pipeline.pipeline import Pipeline


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
