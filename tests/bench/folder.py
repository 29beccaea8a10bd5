"""Figures of the folder job: files per second, peak memory of the job, what kills lose.

    python -m tests.bench.folder [FILES ...]

Made-up articles of about three kilobytes, in folders of a hundred, on all processors. "again" is a
second run, in which nothing has changed. Each job runs in a process of its own, whose peak memory
is printed; its workers come on top and do not depend on the number of files.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.test_folder import BOX, WEATHER

JOB = """
import resource, sys
from copydesk import clean_folder
report = clean_folder(*sys.argv[1:3], workers=int(sys.argv[3]), progress=False)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(report.seconds, peak, workers, report.cleaned, report.failed_files)
"""


def main(sizes: list[int]) -> None:
    print(f"{'files':>8} {'workers':>8} {'run':>6} {'files/s':>9} {'job MB':>8} {'worker MB':>10}")
    for number in sizes or [1_000, 10_000]:
        with tempfile.TemporaryDirectory() as folder:
            source = make(Path(folder, "in"), number)
            for workers, run in ((1, "first"), (2, "first"), (2, "again")):
                measure(source, Path(folder, f"out-{workers}"), number, workers, run)


def measure(source: Path, target: Path, number: int, workers: int, run: str) -> None:
    command = [sys.executable, "-c", JOB, str(source), str(target), str(workers)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    seconds, peak, of_worker = map(float, said[:3])
    assert said[3:] == ["0" if run == "again" else str(number), "0"]
    row = f"{number:>8,} {workers:>8} {run:>6} {number / seconds:>9,.0f} {peak:>8.0f}"
    print(f"{row} {of_worker:>10.0f}", flush=True)


def make(folder: Path, number: int) -> Path:
    """Articles that differ from each other and end in a line of their site."""
    chance = random.Random(1)
    for n in range(number):
        path = folder / f"{n // 100:04}" / f"{n}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        body = [" ".join(chance.choices(WEATHER, k=6)) + f" So it was in {n}." for _ in range(5)]
        path.write_text("\n\n".join([f"Story number {n}", *body, "Source link", BOX]))
    return folder


if __name__ == "__main__":
    main(list(map(int, sys.argv[1:])))
