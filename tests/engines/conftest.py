"""One Spark session and one Ray cluster for all tests; skips that become failures where asked for.

With COPYDESK_REQUIRE_ENGINES=1 a test that would be skipped here fails.
"""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
"""Where workers find the cleaners of these tests."""

NOISE = {
    "test_ray.py": "ignore:`use_.* is deprecated:DeprecationWarning",  # its own settings' old names
    "test_spark.py": "ignore:PySpark does not yet fully support pandas:FutureWarning",
}
"""Warnings of engines about themselves."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if noise := NOISE.get(item.path.name):
            item.add_marker(pytest.mark.filterwarnings(noise))


def _demand(report: Any) -> Any:
    if report.skipped and os.environ.get("COPYDESK_REQUIRE_ENGINES") == "1":
        report.outcome = "failed"
        report.longrepr = f"skipped, though engines are required: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    return _demand((yield))  # type: ignore[misc]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    return _demand((yield))  # type: ignore[misc]


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """A session with two workers, on which a task may fail twice."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("needs Java 17 or later, for Spark")
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = str(ROOT)
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "3",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "50",
        "spark.python.worker.reuse": "true",
        "spark.log.level": "ERROR",
    }
    builder = SparkSession.builder.master("local[2, 3]").config(map=settings)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="session")
def ray() -> Iterator[Any]:
    """A cluster on this machine with two workers."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import ray
        import ray.data

        os.environ["PYTHONPATH"] = str(ROOT)
        ray.init(
            num_cpus=2,
            include_dashboard=False,
            object_store_memory=150_000_000,
            logging_level="ERROR",
            log_to_driver=False,
        )
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield ray
    ray.shutdown()


@pytest.fixture(autouse=True)
def no_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    """An example that runs in a test must not read the arguments of the test runner."""
    monkeypatch.setattr("sys.argv", ["example"])
