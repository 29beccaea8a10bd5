"""Figures of the folder job: files per second, processor time, peak memory.

    python -m tests.bench.folder [FILES ...]

Made-up articles of about three kilobytes, in folders of a hundred. All hold a line of their site,
so that every file goes through both passes. "again" is a second run, in which nothing has
changed. Each job runs in a process of its own, whose peak memory is printed; its workers come on
top, each as shown, and do not depend on the number of files. The processor time is that of all of
them, beside that of `clean` alone in a loop.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from copydesk import clean
from tests.test_folder import BOX, WEATHER

JOB = """
import resource, sys
from copydesk import clean_folder
report = clean_folder(*sys.argv[1:3], workers=int(sys.argv[3]), progress=False)
own, others = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
spent = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
print(report.seconds, spent, own.ru_maxrss / 1024, others.ru_maxrss / 1024)
print(report.cleaned, report.failed_files)
"""


def main(sizes: list[int]) -> None:
    print("   files  workers    run   files/s  cpu ms/file   job MB  worker MB")
    for number in sizes or [1_000, 10_000]:
        with tempfile.TemporaryDirectory() as folder:
            source = make(Path(folder, "in"), number)
            for workers, run in ((1, "first"), (2, "first"), (2, "again")):
                measure(source, Path(folder, f"out-{workers}"), number, workers, run)
    with tempfile.TemporaryDirectory() as folder:
        print(f"clean alone: {clean_alone(make(Path(folder), 200)):.2f} cpu ms/file")


def clean_alone(source: Path) -> float:
    texts = [path.read_text() for path in source.rglob("*.txt")]
    clean(texts[0])
    started = time.process_time()
    for text in texts:
        clean(text)
    return 1e3 * (time.process_time() - started) / len(texts)


def measure(source: Path, target: Path, number: int, workers: int, run: str) -> None:
    command = [sys.executable, "-c", JOB, str(source), str(target), str(workers)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    seconds, spent, peak, of_worker = map(float, said[:4])
    assert said[4:] == ["0" if run == "again" else str(number), "0"], said
    each = 1e3 * spent / number
    row = f"{number:>8,} {workers:>8} {run:>6} {number / seconds:>9,.0f} {each:>12.2f}"
    print(f"{row} {peak:>8.0f} {of_worker:>10.0f}", flush=True)


def make(folder: Path, number: int) -> Path:
    """Articles that differ from each other and end in a line of their site."""
    chance = random.Random(1)
    for n in range(number):
        path = folder / f"{n // 100:04}" / f"{n}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        body = ["".join(chance.choices(WEATHER, k=6)) + f"So it was in {n}." for _ in range(5)]
        path.write_text("\n\n".join([f"Story number {n}", *body, "Source link", BOX]))
    return folder


if __name__ == "__main__":
    main(list(map(int, sys.argv[1:])))
