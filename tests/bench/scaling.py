"""What do tables, files of rows and engines cost, and how do they grow with the workers?

    python -m tests.bench.scaling [ENGINE ...]

Engines: arrow, rows, ray, spark; those that are not installed are left out. The texts are raw pages
of COPYDESK_DATA where that is set, if not sentences made up here. Every engine does the same rows
of the same Parquet file and writes Parquet. A small run comes first, so that the workers of Ray and
Spark have started; those of a job over files of rows start anew each time, and that counts.

Read MB/s on an idle machine. MB per processor-second holds on a busy one too: where
it is the same for one worker and for two, two do twice as much, given a processor each.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from copydesk import DEFAULT
from copydesk.rows import clean_rows
from copydesk.tables import clean_batch
from tests.quality import corpus

SIZE = 8_000_000
"""Bytes of text."""

Job = Callable[[str, str], Any]


def main(engines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, small = f"{folder}/crawl.parquet", f"{folder}/small.parquet"
        parquet.write_table(_table(SIZE), source, row_group_size=500)
        parquet.write_table(_table(SIZE // 20), small)
        if "arrow" in engines:
            print(f"the Arrow path adds {_overhead():.1%} to the time of cleaning")
        print(f"{'engine':<10}{'workers':>8}{'MB/s':>8}{'x one':>8}{'MB/processor-s':>16}")
        for name in engines:
            rates = dict[int, tuple[float, float]]()
            for workers in _counts() if name != "arrow" else []:
                try:
                    rates[workers] = _rate(JOBS[name], workers, source, small, folder)
                except ImportError as error:
                    print(f"{name:<10}left out: {error}")
                    break
                rate, per_processor = rates[workers]
                print(
                    f"{name:<10}{workers:>8}{rate:>8.2f}{rate / rates[1][0]:>8.2f}"
                    f"{per_processor:>16.2f}",
                    flush=True,
                )


def _rate(
    job: Callable[[int], Any], workers: int, source: str, small: str, folder: str
) -> tuple[float, float]:
    """Megabytes of text a second, and for each second of processor time."""
    with job(workers) as run:
        run(small, f"{folder}/warm-{workers}")
        began, used = time.perf_counter(), _processor_seconds()
        run(source, f"{folder}/out-{workers}")
        seconds, used = time.perf_counter() - began, _processor_seconds() - used
        return SIZE / seconds / 1e6, SIZE / used / 1e6


def _processor_seconds() -> float:
    """Processor time of this process and all below it, those that have ended included (Linux)."""
    parents, times = dict[int, int](), dict[int, int]()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            fields = path.read_text().rpartition(")")[2].split()
            parents[int(path.parent.name)] = int(fields[1])
            times[int(path.parent.name)] = sum(map(int, fields[11:15]))
    ours = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(times[process] for process in ours) / os.sysconf("SC_CLK_TCK")


def _overhead() -> float:
    """By how much `clean_batch` takes longer than the pipeline on the same strings, in turn."""
    table = _table(SIZE // 20)
    texts, ratios = table["text"].to_pylist(), []
    for text in texts[:50]:
        DEFAULT(text)
    for _ in range(7):
        began = time.process_time()
        for text in texts:
            DEFAULT(text)
        between = time.process_time()
        clean_batch(table)
        ratios.append((time.process_time() - between) / (between - began) - 1)
    return statistics.median(ratios)


@contextmanager
def _rows(workers: int) -> Iterator[Job]:
    yield lambda source, target: clean_rows(
        source, f"{target}.parquet", workers=workers, progress=False, overwrite=True
    )


@contextmanager
def _ray(workers: int) -> Iterator[Job]:
    import ray.data

    from copydesk.engines.ray import clean_dataset

    ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    ray.data.DataContext.get_current().enable_progress_bars = False

    def run(source: str, target: str) -> None:
        dataset = ray.data.read_parquet(source).repartition(8 * workers)
        clean_dataset(dataset).write_parquet(f"{target}-ray")

    yield run
    ray.shutdown()


@contextmanager
def _spark(workers: int) -> Iterator[Job]:
    from pyspark.sql import SparkSession

    from copydesk.engines.spark import clean_dataframe

    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {"spark.ui.enabled": "false", "spark.log.level": "ERROR"}
    session = SparkSession.builder.master(f"local[{workers}]").config(map=settings).getOrCreate()

    def run(source: str, target: str) -> None:
        frame = session.read.parquet(source).repartition(8 * workers)
        clean_dataframe(frame).write.parquet(f"{target}-spark")

    yield run
    session.stop()


JOBS: dict[str, Callable[[int], Any]] = {
    "arrow": _rows,
    "rows": _rows,
    "ray": _ray,
    "spark": _spark,
}


def _counts() -> list[int]:
    """1, 2, 4 ... up to the number of processors."""
    processors = len(os.sched_getaffinity(0))
    return [2**n for n in range(processors.bit_length()) if 2**n <= processors]


def _table(size: int) -> pa.Table:
    texts, length = list[str](), 0
    while length < size:
        text = _bodies()[len(texts) % len(_bodies())]
        texts.append(text)
        length += len(text.encode())
    return pa.table({"id": range(len(texts)), "text": texts})


def _bodies() -> list[str]:
    if not _CACHE:
        pages = corpus.pages("dev", None) if corpus.present() else ()
        _CACHE.extend([page["text"] for page in pages] or _made_up())
    return _CACHE


_CACHE: list[str] = []


def _made_up() -> list[str]:
    line = "The ferry to the islands runs again from Monday, as the harbour office said on day {}."
    return ["\n\n".join(line.format(n + m) for m in range(30)) for n in range(50)]


if __name__ == "__main__":
    main(sys.argv[1:] or list(JOBS))
