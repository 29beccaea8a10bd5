"""Site lines as a count over rows: the same as `SiteLines` site by site, whatever the batches."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest

from copydesk import Pipeline, SiteLines
from tests.engines.crawl import KEEP, PROMO, SITES, need, rows, sites_with_line

pa = need("pyarrow", "arrow")

from copydesk._jobs.site_tables import least_counts  # noqa: E402
from copydesk.engines.site_lines import (  # noqa: E402
    COUNTS,
    TEXTS,
    count_lines,
    keys_by_site,
    without_lines,
)
from tests.engines.one_process import cleaned, without_site_lines  # noqa: E402


def site_of(row: dict[str, Any]) -> str:
    return str(row["site"])


@pytest.mark.parametrize(("pipeline", "kept"), [(PROMO, set()), (KEEP, {SITES[0]})])
def test_the_same_as_site_lines(pipeline: Pipeline, kept: set[str]) -> None:
    expected = []
    for _, group in groupby(sorted(cleaned(rows(), pipeline), key=site_of), site_of):
        pages = list(group)
        site = SiteLines.learn(page["text"] for page in pages if page["text"] is not None)
        both = Pipeline(*pipeline, site)
        expected += [p | {"text": p["text"] and both(p["text"])} for p in pages]
    found = sorted(without_site_lines(rows(), pipeline), key=site_of)
    assert found == expected
    assert sites_with_line(found) == kept
    assert sites_with_line(cleaned(rows(), pipeline)) == set(SITES)


@pytest.mark.parametrize("size", [1, 10, 300])
def test_counts_add_up(size: int) -> None:
    table = pa.Table.from_pylist(rows())
    parts = [count_lines(batch, "site") for batch in table.to_batches(max_chunksize=size)]
    total = pa.Table.from_batches(parts).group_by(["site", "key"]).aggregate([("n", "sum")])
    total = total.rename_columns(["site", "key", "n"]).to_pylist()
    whole = count_lines(table, "site").to_pylist()
    assert sorted(map(str, total)) == sorted(map(str, whole))
    texts = sum(row["text"] is not None for row in rows())
    assert sum(row["n"] for row in whole if row["key"] == TEXTS) == texts


def test_each_site_has_its_line_and_its_plea() -> None:
    """The line by its words and by its form, and the plea, so short that only its form counts."""
    counts = count_lines(pa.Table.from_pylist(rows()), "site").to_pylist()
    found = {site: len(keys) for site, keys in keys_by_site(counts).items()}
    assert found == dict.fromkeys(SITES, 3)


def test_an_engine_asks_the_same_threshold() -> None:
    sites, texts = ["few", "many"], [5, 1000]
    counted = pa.record_batch([sites, [TEXTS, TEXTS], texts], schema=COUNTS)
    least = [SiteLines(texts=n).threshold for n in texts]
    assert least_counts(counted).to_pydict() == {"site": sites, "least": least}
    assert least == [4, 20]


def test_rows_without_site_or_text_do_not_count() -> None:
    batch = pa.record_batch(
        {"site": pa.array([None, "a"]), "text": pa.array(["one two three", None])}
    )
    counts = count_lines(batch, "site")
    assert (len(counts), counts.schema) == (0, COUNTS)
    assert without_lines(batch, [None, [1]]).equals(batch)


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int8(), pa.string())]
)
def test_the_column_keeps_its_type(kind: Any) -> None:
    texts = [
        "Rain fell on the town all day, and the boats stayed in harbour.\nGood day to all of you"
    ]
    batch = pa.record_batch({"site": ["a"], "text": pa.array(texts, kind)})
    keys = [row["key"] for row in count_lines(batch, "site").to_pylist() if row["n"] == 1]
    found = without_lines(batch, [keys[2:]])
    assert found.schema == batch.schema
    assert found["text"].to_pylist() == [texts[0].partition("\n")[0]]
