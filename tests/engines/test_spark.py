"""Spark: the same rows as in one process, whatever the partitions and whoever dies."""

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

need("pyspark", "spark")
pa = need("pyarrow", "spark")

from pyarrow import parquet  # noqa: E402 (after the skip)

from copydesk.engines.spark import clean_dataframe, remove_site_lines  # noqa: E402
from tests.engines.one_process import cleaned, without_site_lines  # noqa: E402

EXAMPLE = Path(__file__).parents[2] / "examples" / "spark_job.py"


def crawl(spark: Any, folder: Path, partitions: int) -> Any:
    parquet.write_table(pa.Table.from_pylist(rows()), folder / "crawl.parquet")
    return spark.read.parquet(str(folder / "crawl.parquet")).repartition(partitions)


def collected(frame: Any) -> list[dict[str, Any]]:
    return [row.asDict(recursive=True) for row in frame.orderBy("id").collect()]


def test_columns_and_schema(spark: Any) -> None:
    frame = spark.createDataFrame([(1, DIRTY), (2, None)], "id int not null, text string")
    clean = clean_dataframe(frame, pipeline=PROMO)
    assert collected(clean) == [{"id": 1, "text": CLEAN}, {"id": 2, "text": None}]
    assert clean.dtypes == frame.dtypes


def test_into_and_reasons(spark: Any) -> None:
    frame = spark.createDataFrame([(1, DIRTY)], "id int, text string")
    clean = clean_dataframe(frame, into="clean", reasons="removed", pipeline=PROMO)
    cut = {"reason": "drop-promo", "edits": 1, "characters": 11}
    assert collected(clean) == [{"id": 1, "text": DIRTY, "clean": CLEAN, "removed": [cut]}]
    assert clean.selectExpr("removed[0].characters AS n").collect()[0]["n"] == 11


@pytest.mark.parametrize("partitions", [1, 7])
def test_the_same_rows_whatever_the_partitions(spark: Any, tmp_path: Path, partitions: int) -> None:
    clean = clean_dataframe(crawl(spark, tmp_path, partitions), pipeline=PROMO)
    assert collected(clean) == cleaned(rows(), PROMO)


@pytest.mark.parametrize("partitions", [1, 7])
def test_site_lines_are_learned_over_all_rows(spark: Any, tmp_path: Path, partitions: int) -> None:
    clean = clean_dataframe(crawl(spark, tmp_path, partitions), pipeline=PROMO)
    result = remove_site_lines(clean, "site", pipeline=PROMO)
    found = collected(result)
    assert found == without_site_lines(rows(), PROMO)
    assert result.schema == clean.schema
    assert not sites_with_line(found)


def test_what_the_pipeline_keeps_stays(spark: Any, tmp_path: Path) -> None:
    clean = clean_dataframe(crawl(spark, tmp_path, 3), pipeline=KEEP)
    found = collected(remove_site_lines(clean, "site", pipeline=KEEP))
    assert sites_with_line(found) == {SITES[0]}
    assert found == without_site_lines(rows(), KEEP)


def test_a_worker_that_is_killed_changes_nothing(spark: Any, tmp_path: Path) -> None:
    killer = DieOnce(str(tmp_path / "died"))
    frame = crawl(spark, tmp_path, 5)
    clean = clean_dataframe(frame, pipeline=Pipeline(killer, *PROMO))
    clean.write.parquet(str(tmp_path / "clean"))
    assert Path(killer.marker).exists()
    result = parquet.read_table(tmp_path / "clean").sort_by("id")
    assert result.to_pylist() == cleaned(rows(), PROMO)


@pytest.mark.usefixtures("spark")
def test_the_example() -> None:
    runpy.run_path(str(EXAMPLE), run_name="__main__")
