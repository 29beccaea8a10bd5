"""What an engine should come to: the same work on one table in one process."""

from __future__ import annotations

from typing import Any

from copydesk import Pipeline
from copydesk.tables import clean_batch
from tests.engines.crawl import need

pa = need("pyarrow", "arrow")


def cleaned(rows: list[dict[str, Any]], pipeline: Pipeline) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = clean_batch(
        pa.Table.from_pylist(rows), pipeline=pipeline
    ).to_pylist()
    return found


def without_site_lines(rows: list[dict[str, Any]], pipeline: Pipeline) -> list[dict[str, Any]]:
    """As Arrow alone does it."""
    from copydesk.engines.site_lines import count_lines, keys_by_site, without_lines

    table = clean_batch(pa.Table.from_pylist(rows), pipeline=pipeline)
    counts = count_lines(table, "site").group_by(["site", "key"]).aggregate([("n", "sum")])
    known = keys_by_site(counts.rename_columns(["site", "key", "n"]).to_pylist())
    keys = [known.get(site) for site in table["site"].to_pylist()]
    found: list[dict[str, Any]] = without_lines(table, keys, pipeline=pipeline).to_pylist()
    return found
