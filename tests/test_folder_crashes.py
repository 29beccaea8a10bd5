"""The folder job under real signals, on a full disk, and with very many or very large files."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from copydesk import Pipeline, clean_folder
from copydesk.errors import BrokenWorkers
from tests.job_cleaners import DEADLY, PLAIN, trim
from tests.test_folder import BOX, article, make, run, tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the signals are those of Unix")

ROOT = Path(__file__).parents[1]
JOB = """
import sys
from copydesk import clean_folder
from tests import job_cleaners
if __name__ == "__main__":
    clean_folder(*sys.argv[1:3], pipeline=job_cleaners.SLOW, workers=2, progress=False)
"""


def start(source: Path, target: Path, code: str = JOB) -> subprocess.Popen[str]:
    """The job in a process group of its own, which a terminal's Ctrl-C would reach as a whole."""
    script = target.parent / "job.py"
    script.write_text(code)
    return subprocess.Popen(
        [sys.executable, script, source, target],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for_outputs(job: subprocess.Popen[str], target: Path, number: int) -> None:
    for _ in range(6000):
        if target.exists() and len(list(target.glob("*.txt"))) >= number:
            return
        assert job.poll() is None, job.communicate()
        time.sleep(0.01)
    raise AssertionError("the job has made no outputs")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make(tmp_path / "in", {f"{n:03}.txt": f"{article(n)}\n{BOX}" for n in range(60)})


@pytest.fixture
def expected(source: Path, tmp_path: Path) -> dict[str, str]:
    """What an undisturbed job makes."""
    run(source, tmp_path / "undisturbed")
    return tree(tmp_path / "undisturbed")


@pytest.mark.parametrize("kills", [3, pytest.param(20, marks=pytest.mark.slow)])
def test_a_killed_job_is_completed(
    source: Path, tmp_path: Path, expected: dict[str, str], kills: int
) -> None:
    target = tmp_path / "out"
    chance = random.Random(7)
    for _ in range(kills):
        job = start(source, target)
        wait_for_outputs(job, target, 1)
        time.sleep(chance.uniform(0, 0.8))
        os.killpg(job.pid, signal.SIGKILL)
        job.communicate()
        for name, text in tree(target).items():
            assert text in (expected[name], f"{expected[name]}{BOX}\n")
    report = run(source, target, pipeline=PLAIN)
    assert report.errors == []
    assert tree(target) == expected
    assert list((target / ".copydesk" / "tmp").iterdir()) == []


@pytest.mark.usefixtures("heeds_interrupts")
def test_an_interrupt_stops_within_a_second_and_says_so(
    source: Path, tmp_path: Path, expected: dict[str, str]
) -> None:
    target = tmp_path / "out"
    job = start(source, target)
    wait_for_outputs(job, target, 5)
    os.killpg(job.pid, signal.SIGINT)
    began = time.perf_counter()
    _, said = job.communicate(timeout=20)
    assert time.perf_counter() - began < 1.0
    assert "of 60 files were cleaned; run it again to go on" in said
    assert said.count("Traceback") == 1  # of the job; its processes are silent
    report = run(source, target, pipeline=PLAIN)
    assert report.errors == []
    assert tree(target) == expected


def test_a_worker_that_dies_costs_its_file_only(tmp_path: Path) -> None:
    files = {f"{n}.txt": article(n) for n in range(30)} | {"7.txt": "You die here."}
    report = run(make(tmp_path / "in", files), tmp_path / "out", pipeline=DEADLY, workers=2)
    assert report.cleaned == 29
    assert [path for path, _ in report.errors] == ["7.txt"]
    assert "SIGKILL" in report.errors[0][1]
    assert len(tree(tmp_path / "out")) == 29


def test_a_file_whose_worker_died_is_tried_again(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    files = {f"{n}.txt": article(n) for n in range(10)} | {"7.txt": f"You die once {mark}"}
    report = run(make(tmp_path / "in", files), tmp_path / "out", pipeline=DEADLY, workers=2)
    assert mark.exists()
    assert (report.cleaned, report.errors) == (10, [])


def test_many_deaths_are_survived(tmp_path: Path) -> None:
    files = {f"{n}.txt": "You die here." if n % 3 else article(n) for n in range(9)}
    report = run(make(tmp_path / "in", files), tmp_path / "out", pipeline=DEADLY, workers=2)
    assert (report.cleaned, report.failed_files) == (3, 6)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "copydesk-test", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting a small file system needs the rights of root")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("workers", [0, 2])
def test_a_full_disk_is_reported_and_survived(
    tmp_path: Path, small_disk: Path, workers: int
) -> None:
    files: dict[str, str | bytes] = {f"{n:02}.txt": article(n) * 300 for n in range(30)}
    source = make(tmp_path / "in", files)
    report = run(source, small_disk / "out", workers=workers)
    causes = {cause for _, cause in report.errors}
    assert 0 < report.cleaned < 30
    assert causes
    assert all("the disk is full" in cause for cause in causes)
    done = tree(small_disk / "out")
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    report = run(source, small_disk / "out", workers=workers)
    assert report.errors == []
    run(source, tmp_path / "undisturbed")
    assert tree(small_disk / "out") == tree(tmp_path / "undisturbed")
    assert done.items() <= tree(small_disk / "out").items()


SCRIPTS = {
    "unguarded": (
        "from copydesk import clean_folder\nfrom tests.job_cleaners import PLAIN\n"
        "clean_folder(*sys.argv[1:3], pipeline=PLAIN, workers=2, progress=False)"
    ),
    "own cleaner": (
        "from copydesk import clean_folder, Pipeline\n"
        "def own(text): return text.upper()\n"
        "if __name__ == '__main__':\n"
        "    clean_folder(*sys.argv[1:3], pipeline=Pipeline(own), workers=2, progress=False)"
    ),
}


@pytest.mark.parametrize("kind", SCRIPTS)
@pytest.mark.parametrize("cloudpickle", [True, False])
def test_plain_scripts(source: Path, tmp_path: Path, kind: str, cloudpickle: bool) -> None:
    if cloudpickle:
        pytest.importorskip("cloudpickle", reason="cloudpickle is not installed")
    hide = "" if cloudpickle else "sys.modules['cloudpickle'] = None\n"
    job = start(source, tmp_path / "out", f"import sys\n{hide}{SCRIPTS[kind]}")
    _, said = job.communicate(timeout=60)
    assert said == ""
    assert len(tree(tmp_path / "out")) == 60


def test_what_cannot_travel_is_done_here(source: Path, tmp_path: Path) -> None:
    sys.modules["cloudpickle"], before = None, sys.modules.get("cloudpickle")  # type: ignore[assignment]
    try:
        with pytest.warns(UserWarning, match="cloudpickle"):
            report = run(source, tmp_path / "out", pipeline=Pipeline(lambda x: x), workers=2)
    finally:
        del sys.modules["cloudpickle"]
        if before:
            sys.modules["cloudpickle"] = before
    assert report.cleaned == 60


class Unreadable:
    """Can be sent, but not received."""

    def __reduce__(self) -> tuple[object, ...]:
        return (int, ("no number",))

    def __call__(self, text: str) -> str:
        return text


def test_a_pipeline_that_does_not_arrive_is_an_error(source: Path, tmp_path: Path) -> None:
    with pytest.raises(BrokenWorkers, match="no number"):
        run(source, tmp_path / "out", pipeline=Pipeline(trim, Unreadable()), workers=2)


def test_processes_that_never_start_are_an_error(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("multiprocessing.spawn._python_exe", b"/bin/false")
    with pytest.raises(BrokenWorkers, match="no process could be started"):
        run(source, tmp_path / "out", workers=2)


@pytest.mark.slow
def test_ten_thousand_small_files(tmp_path: Path) -> None:
    files = {f"{n % 100}/{n}.txt": f"{article(n)}\n{BOX}" for n in range(10_000)}
    report = run(make(tmp_path / "in", files), tmp_path / "out", workers=2)
    assert (report.cleaned, report.failed_files) == (10_000, 0)
    assert report.edits["site-line"] == 10_000
    assert run(tmp_path / "in", tmp_path / "out", workers=2).kept == 10_000


@pytest.mark.slow
def test_one_very_large_file(tmp_path: Path) -> None:
    line = f"{article(3)}\n"
    source = make(tmp_path / "in", {"large.txt": line * (200_000_000 // len(line))})
    report = clean_folder(source, tmp_path / "out", workers=1, progress=False)
    assert report.errors == []
    assert report.before >= 199_000_000
