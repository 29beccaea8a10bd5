"""The examples run as they stand; those of Spark, Ray and Scrapy with their engines' tests."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from tests.engines.crawl import need

EXAMPLES = Path(__file__).parents[2] / "examples"
NEEDS = {
    "pandas_column": ("pandas", "engines"),
    "polars_column": ("polars", "polars"),
    "duckdb_function": ("duckdb", "duckdb"),
    "dask_column": ("dask.dataframe", "dask"),
    "huggingface_dataset": ("datasets", "datasets"),
    "datatrove_formatter": ("datatrove", "datatrove"),
    "langchain_transformer": ("langchain_core", "langchain"),
}
WITH_THEIR_ENGINES = {"spark_job", "ray_job", "scrapy_pipeline"}


@pytest.mark.parametrize("name", NEEDS)
def test_example(name: str) -> None:
    need(*NEEDS[name])
    done = runpy.run_path(str(EXAMPLES / f"{name}.py"), run_name="__main__")
    assert "CLEAN" in done


def test_every_example_is_run() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.py")} == {*NEEDS, *WITH_THEIR_ENGINES}
