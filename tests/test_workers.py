"""The processes of both jobs: how many there are, what they outlive, and when they end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from copydesk import Pipeline
from copydesk._jobs import workers as pool
from copydesk._jobs.workers import Workers
from tests import rows_jobs
from tests.job_cleaners import DEADLY, die_on_request, who_am_i
from tests.test_folder import article, make, run

ROOT = Path(__file__).parents[1]
SIGNALS = pytest.mark.skipif(sys.platform == "win32", reason="the signals are those of Unix")


def folder_texts(
    folder: Path, pipeline: Pipeline, workers: int | None, texts: list[str]
) -> set[str]:
    """The clean texts that the folder job makes."""
    source = make(folder / "in", {f"{n}.txt": text for n, text in enumerate(texts)})
    run(source, folder / "out", pipeline=pipeline, workers=workers)
    return {path.read_text().strip() for path in (folder / "out").glob("*.txt")}


def rows_texts(folder: Path, pipeline: Pipeline, workers: int | None, texts: list[str]) -> set[str]:
    """The clean texts that the rows job makes."""
    lines = [json.dumps({"text": text}) + "\n" for text in texts]
    (folder / "a.jsonl").write_text("".join(lines))
    rows_jobs.run(folder / "a.jsonl", folder / "b.jsonl", pipeline=pipeline, workers=workers)
    return {json.loads(line)["text"] for line in (folder / "b.jsonl").read_text().splitlines()}


JOBS = pytest.mark.parametrize("texts_of", [folder_texts, rows_texts])
Texts = Callable[[Path, Pipeline, int | None, list[str]], set[str]]


@JOBS
@pytest.mark.parametrize("workers", [0, 1, 2])
def test_the_number_means_the_same_in_both_jobs(
    tmp_path: Path, texts_of: Texts, workers: int
) -> None:
    found = texts_of(tmp_path, Pipeline(who_am_i), workers, ["a" * 900_000] * 6)
    assert len(found) == max(1, workers)
    assert (found == {str(os.getpid())}) == (workers == 0)


@JOBS
@pytest.mark.parametrize("cloudpickle", [True, False])
def test_what_cannot_travel_is_one_warning_and_one_process(
    tmp_path: Path, texts_of: Texts, cloudpickle: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = threading.Lock()

    def own(text: str) -> str:
        with lock:
            return str(os.getpid())

    if not cloudpickle:
        monkeypatch.setitem(sys.modules, "cloudpickle", None)
    with pytest.warns(UserWarning, match="so one does all the work") as warned:
        assert texts_of(tmp_path, Pipeline(own), 2, ["One.", "Two."]) == {str(os.getpid())}
    assert len(warned) == 1


SCRIPT = """
import sys
from copydesk import clean_folder
from copydesk.rows import clean_rows
from tests.job_cleaners import SLOW
source, target = sys.argv[1:]
job = clean_rows if source.endswith("jsonl") else clean_folder
job(source, target, pipeline=SLOW, workers=2, progress=False)
"""


@pytest.mark.usefixtures("heeds_interrupts")
@SIGNALS
@pytest.mark.parametrize("number", ["SIGKILL", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("name", ["in", "a.jsonl"])
def test_processes_end_with_their_parent(tmp_path: Path, name: str, number: str) -> None:
    make(tmp_path / "in", {f"{n}.txt": article(n) for n in range(500)})
    rows_jobs.many_rows(tmp_path / "a.jsonl")
    target = tmp_path / ("out" if name == "in" else "b.jsonl")
    job = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, tmp_path / name, target],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    time.sleep(1.5)  # two processes are at work, or about to be
    assert job.poll() is None
    os.kill(job.pid, getattr(signal, number))
    job.communicate(timeout=10)  # which waits until nobody holds its output open


class Numbers:
    """A job over lists of numbers, of which those below 0 kill."""

    def do(self, numbers: list[int]) -> list[str]:
        for number in numbers:
            die_on_request("die here" * (number < 0))
        return [str(number) for number in numbers]

    def parts(self, numbers: list[int]) -> list[list[int]]:
        return [[number] for number in numbers]

    def joined(self, _: list[int], answers: list[list[str]]) -> list[str]:
        return [text for answer in answers for text in answer]

    def give_up(self, numbers: list[int], cause: str) -> list[str]:
        return [cause for _ in numbers]


@SIGNALS
def test_what_kills_costs_itself_alone_and_order_is_kept() -> None:
    items = [list(range(at, at + 10)) for at in range(0, 100, 10)]
    items[3][4] = items[7][0] = -1
    with Workers[list[int], list[str]](Numbers(), 2) as workers:
        done = list(workers.run_in_order(enumerate(items)))
    assert [kept for kept, _ in done] == list(range(10))
    told = [text for _, answer in done for text in answer or ()]
    assert told == ["SIGKILL" if n in (34, 70) else str(n) for n in range(100)]


@SIGNALS
def test_where_nearly_everything_kills_the_rest_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "DEATHS", 2)
    with Workers[list[int], list[str]](Numbers(), 1) as workers:
        [(_, answer)] = workers.run([[[1, -1, 2, -1, -1, 3]]])
    assert answer == ["1", "SIGKILL", "2", "SIGKILL", "SIGKILL", "SIGKILL"]


def test_few_steps_are_taken_ahead() -> None:
    taken = list[int]()

    def steps() -> object:
        for n in range(50):
            taken.append(n)
            yield n, [n]

    with Workers[list[int], list[str]](Numbers(), 2) as workers:
        for at, (kept, answer) in enumerate(workers.run_in_order(steps())):  # type: ignore[arg-type]
            assert (kept, answer) == (at, [str(at)])
            assert len(taken) <= at + 1 + 2 * pool.AHEAD


@SIGNALS
@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet", "a.warc"])
def test_one_poisonous_row_costs_one_row(tmp_path: Path, name: str) -> None:
    source, target = tmp_path / name, tmp_path / name.replace("warc", "jsonl").replace("a.", "b.")
    texts = [f"Row {n}. READ NEXT" for n in range(40)]
    texts[7] = "You die here."
    rows_jobs.write_texts(source, texts)
    report = rows_jobs.run(source, target, pipeline=DEADLY, workers=2)
    assert (report.rows, report.bad) == (40, 1)
    [bad] = report.bad_rows
    assert bad.row == 8 + (name == "a.csv")
    assert "SIGKILL" in bad.cause
    rows_jobs.run(source, tmp_path / f"c{target.suffix}", pipeline=Pipeline(), workers=0)
    assert target.read_bytes() == (tmp_path / f"c{target.suffix}").read_bytes()
