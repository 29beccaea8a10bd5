"""The job over files of rows with several processes, under real signals."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from copydesk import Pipeline
from copydesk.errors import BrokenWorkers
from tests.rows_jobs import Stillborn, die_of_storms, drop_promo, fail_on_storms, many_rows, run


def test_the_result_does_not_depend_on_the_workers(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    many_rows(source)
    one = run(source, tmp_path / "one.jsonl", workers=0)
    two = run(source, tmp_path / "two.jsonl", workers=2)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    one.seconds = two.seconds = 0
    assert one == two
    assert one.changed == 60_000


@pytest.mark.parametrize("workers", [1, 2])
def test_rows_on_which_the_cleaner_fails_are_kept_and_reported(
    tmp_path: Path, workers: int
) -> None:
    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    source.write_text('{"text": "calm"}\n{"text": "storm"}\n{"text": "calm"}\n')
    report = run(source, target, pipeline=Pipeline(fail_on_storms), workers=workers)
    assert target.read_bytes() == source.read_bytes()
    assert [(bad.row, bad.cause) for bad in report.bad_rows] == [(2, "KeyError: 'storm'")]


def test_a_worker_that_dies_costs_one_row(tmp_path: Path) -> None:
    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    many_rows(source)
    lines = source.read_text().splitlines(keepends=True)
    source.write_text("".join([*lines[:9], '{"text": "storm"}\n', *lines[9:]]))
    report = run(source, target, pipeline=Pipeline(drop_promo, die_of_storms), workers=2)
    assert (report.rows, report.changed) == (60_001, 60_000)
    assert [bad.row for bad in report.bad_rows] == [10]
    assert "WorkerDied" in report.bad_rows[0].cause
    assert len(target.read_text().splitlines()) == 60_001


SCRIPT = """
import sys
from copydesk import Pipeline
from copydesk.rows import clean_rows

def own_cleaner(text):
    return text.replace(" Read more!", "")

report = clean_rows(*sys.argv[1:3], pipeline=eval(sys.argv[3]), workers=2, progress=False)
print(report.rows, report.changed, report.bad)
"""


@pytest.mark.parametrize("pipeline", ["Pipeline(str.upper)", "Pipeline(own_cleaner)"])
def test_a_plain_script_needs_no_guard(tmp_path: Path, pipeline: str) -> None:
    """Its own cleaners travel by value."""
    if "own" in pipeline:
        pytest.importorskip("cloudpickle", reason="needs cloudpickle: pip install cloudpickle")
    source, script = tmp_path / "a.jsonl", tmp_path / "script.py"
    many_rows(source)
    script.write_text(SCRIPT)
    command = [sys.executable, script, source, tmp_path / "b.jsonl", pipeline]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("60000 60000 0\n", "")


def test_a_job_that_is_killed_leaves_no_half_file(tmp_path: Path) -> None:
    """And the next one, which meets what it left, gives the bytes of an undisturbed one."""
    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    many_rows(source)
    code = "import sys; from copydesk.rows import clean_rows; clean_rows(*sys.argv[1:], workers=0)"
    with subprocess.Popen([sys.executable, "-c", code, source, target]) as job:
        while not (half := tmp_path / ".b.jsonl.part").exists():
            time.sleep(0.01)
        job.kill()
    assert half.exists()
    assert not target.exists()
    run(source, target)
    run(source, tmp_path / "c.jsonl")
    assert target.read_bytes() == (tmp_path / "c.jsonl").read_bytes()
    assert sorted(os.listdir(tmp_path)) == ["a.jsonl", "b.jsonl", "c.jsonl"]


def test_workers_that_cannot_start_are_an_error(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    many_rows(source)
    with pytest.raises(BrokenWorkers, match="no process could be started"):
        run(source, tmp_path / "b.jsonl", pipeline=Pipeline(Stillborn()), workers=2)
    assert os.listdir(tmp_path) == ["a.jsonl"]


def test_an_interrupted_job_leaves_nothing_half_done(tmp_path: Path) -> None:
    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    many_rows(source)

    def interrupt(text: str) -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(source, target, pipeline=Pipeline(interrupt), workers=0)
    assert os.listdir(tmp_path) == ["a.jsonl"]


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    from tracemalloc import get_traced_memory, start, stop

    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    peaks = []
    for rows in (20_000, 80_000):
        many_rows(source, rows)
        start()
        run(source, target, pipeline=Pipeline(), workers=0, overwrite=True)
        peaks.append(get_traced_memory()[1])
        stop()
    assert peaks[1] < 1.5 * peaks[0]
