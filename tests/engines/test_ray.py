"""Ray Data: the same rows as in one process, whatever the blocks and whoever dies."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from copydesk import Pipeline
from tests.engines.crawl import (
    CLEAN,
    DIRTY,
    KEEP,
    PROMO,
    SITES,
    DieOnce,
    need,
    rows,
    sites_with_line,
)

need("ray.data", "ray")
pa = need("pyarrow", "ray")

from pyarrow import parquet  # noqa: E402 (after the skip)

from copydesk.engines.ray import clean_dataset, remove_site_lines  # noqa: E402
from tests.engines.one_process import cleaned, without_site_lines  # noqa: E402

EXAMPLE = Path(__file__).parents[2] / "examples" / "ray_job.py"


def crawl(ray: Any, folder: Path, blocks: int) -> Any:
    parquet.write_table(pa.Table.from_pylist(rows()), folder / "crawl.parquet")
    return ray.data.read_parquet(str(folder / "crawl.parquet")).repartition(blocks)


def collected(dataset: Any) -> list[dict[str, Any]]:
    return sorted(dataset.take_all(), key=lambda row: row["id"])


def test_columns_and_schema(ray: Any) -> None:
    dataset = ray.data.from_arrow(pa.table({"id": [1, 2], "text": pa.array([DIRTY, None])}))
    clean = clean_dataset(dataset, pipeline=PROMO)
    assert collected(clean) == [{"id": 1, "text": CLEAN}, {"id": 2, "text": None}]
    assert clean.schema().types == dataset.schema().types


def test_into_and_reasons(ray: Any) -> None:
    dataset = ray.data.from_items([{"id": 1, "text": DIRTY}])
    clean = clean_dataset(dataset, into="clean", reasons="removed", pipeline=PROMO, batch_size=10)
    cut = {"reason": "drop-promo", "edits": 1, "characters": 11}
    assert collected(clean) == [{"id": 1, "text": DIRTY, "clean": CLEAN, "removed": [cut]}]


@pytest.mark.parametrize("blocks", [1, 7])
def test_the_same_rows_whatever_the_blocks(ray: Any, tmp_path: Path, blocks: int) -> None:
    clean = clean_dataset(crawl(ray, tmp_path, blocks), pipeline=PROMO)
    assert collected(clean) == cleaned(rows(), PROMO)


@pytest.mark.parametrize("blocks", [1, 7])
def test_site_lines_are_learned_over_all_rows(ray: Any, tmp_path: Path, blocks: int) -> None:
    clean = clean_dataset(crawl(ray, tmp_path, blocks), pipeline=PROMO).materialize()
    found = collected(remove_site_lines(clean, "site", pipeline=PROMO))
    assert found == without_site_lines(rows(), PROMO)
    assert not sites_with_line(found)


def test_what_the_pipeline_keeps_stays(ray: Any, tmp_path: Path) -> None:
    clean = clean_dataset(crawl(ray, tmp_path, 3), pipeline=KEEP)
    found = collected(remove_site_lines(clean, "site", pipeline=KEEP))
    assert sites_with_line(found) == {SITES[0]}
    assert found == without_site_lines(rows(), KEEP)


def test_a_worker_that_is_killed_changes_nothing(ray: Any, tmp_path: Path) -> None:
    killer = DieOnce(str(tmp_path / "died"))
    clean = clean_dataset(crawl(ray, tmp_path, 5), pipeline=Pipeline(killer, *PROMO))
    clean.write_parquet(str(tmp_path / "clean"))
    assert Path(killer.marker).exists()
    result = parquet.read_table(tmp_path / "clean").sort_by("id")
    assert result.to_pylist() == cleaned(rows(), PROMO)


@pytest.mark.usefixtures("ray")
def test_the_example() -> None:
    runpy.run_path(str(EXAMPLE), run_name="__main__")
