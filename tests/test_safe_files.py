"""Both jobs, and the command line, keep within their folders, whatever is in the way."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from copydesk import Pipeline
from copydesk._jobs import texts
from copydesk._jobs.folders import HAS_HANDLES, Folder
from copydesk.cli import main
from copydesk.errors import BadFile, UnreadableFile
from copydesk.rows import clean_rows
from tests import rows_jobs
from tests.job_cleaners import PLAIN
from tests.test_folder import article, make, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and modes are those of Unix")

LINE = '{"text": "One. Read more!"}\n'


def run_rows(source: Path, target: Path, pipeline: Pipeline = PLAIN) -> set[str]:
    """Clean files of rows; the names of those that failed."""
    report = clean_rows(source, target, pipeline=pipeline, workers=0, progress=False)
    return {os.path.relpath(failed.file, source) for failed in report.failed}


def run_folder(source: Path, target: Path, pipeline: Pipeline = PLAIN) -> set[str]:
    """Clean a folder of articles; the names of those that failed."""
    return {path for path, _ in run(source, target, pipeline=pipeline).errors}


JOBS = pytest.mark.parametrize(("job", "ending"), [(run_folder, ".txt"), (run_rows, ".jsonl")])
Job = Callable[..., set[str]]


def contents(ending: str, number: int = 0) -> str:
    return LINE if ending == ".jsonl" else article(number)


def below(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def texts_below(folder: Path) -> str:
    """All that is in a folder, without following links to others."""
    files = [Path(where, name) for where, _, names in os.walk(folder) for name in names]
    return "".join(path.read_text() for path in files)


@JOBS
@pytest.mark.parametrize("swapped", ["in", "out"])
@pytest.mark.skipif(not HAS_HANDLES, reason="this system opens no files relative to a folder")
def test_a_folder_that_becomes_a_link_meanwhile(
    tmp_path: Path, job: Job, ending: str, swapped: str
) -> None:
    names = [f"{letter}/{n}{ending}" for letter in "abc" for n in range(4)]
    source = make(tmp_path / "in", {name: contents(ending) for name in names})
    secrets = make(tmp_path / "elsewhere", {f"{n}{ending}": "Secret." for n in range(4)})
    target = tmp_path / "out"

    def swap(text: str) -> str:
        place = tmp_path / swapped / "b"
        if place.is_dir() and not place.is_symlink() and (target / "b").exists():
            place.rename(tmp_path / swapped / "moved")
            place.symlink_to(secrets)
        return text

    assert job(source, target, Pipeline(swap))
    assert "Secret." not in texts_below(target)
    assert {p.read_text() for p in secrets.iterdir()} == {"Secret."}
    assert below(secrets) == [f"{n}{ending}" for n in range(4)]
    assert {f"a/{n}{ending}" for n in range(4)} <= set(below(target))


@JOBS
@pytest.mark.skipif(not HAS_HANDLES, reason="this system opens no files relative to a folder")
def test_folders_that_keep_becoming_links(tmp_path: Path, job: Job, ending: str) -> None:
    names = [f"d{n % 4}/{n}{ending}" for n in range(100)]
    source = make(tmp_path / "in", {name: contents(ending, n) for n, name in enumerate(names)})
    secrets = make(tmp_path / "elsewhere", {os.path.basename(name): "Secret." for name in names})
    before, done = below(secrets), threading.Event()

    def swap() -> None:
        while not done.is_set():
            for place in (*(source / f"d{n}" for n in range(4)), *(tmp_path / "out").glob("d?")):
                moved = place.with_name(f".{place.name}")
                try:
                    place.rename(moved)
                    place.symlink_to(secrets)
                    time.sleep(0.0005)
                    place.unlink()
                    moved.rename(place)
                except OSError:
                    if place.is_symlink():
                        place.unlink()

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        for n in range(3):
            job(source, tmp_path / "out" if n == 0 else tmp_path / f"out{n}")
    except OSError:
        pass  # a folder of the target had gone when it was looked for
    finally:
        done.set()
        thread.join()
    assert below(secrets) == before
    assert {p.read_text() for p in secrets.iterdir()} == {"Secret."}
    assert "Secret." not in "".join(map(texts_below, tmp_path.glob("out*")))


@JOBS
def test_what_is_no_file_of_the_source_is_left_out(tmp_path: Path, job: Job, ending: str) -> None:
    source = make(tmp_path / "in", {f"a{ending}": contents(ending), "d/x.jpg": "x"})
    outside = make(tmp_path / "elsewhere", {f"secret{ending}": contents(ending)})
    os.mkfifo(source / f"b{ending}")
    (source / f"c{ending}").symlink_to(outside / f"secret{ending}")
    (source / f"d{ending}").symlink_to("/dev/zero")
    (source / f"e{ending}").symlink_to("nowhere")
    (source / f"f{ending}").symlink_to(f"a{ending}")
    (source / f"g{ending}").symlink_to(f"b{ending}")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(source / f"h{ending}"))
        assert job(source, tmp_path / "out") == set()
    assert [x for x in below(tmp_path / "out") if ".copydesk" not in x] == [
        f"a{ending}",
        f"f{ending}",
    ]


def test_reports_say_what_was_left_out(tmp_path: Path) -> None:
    source = make(tmp_path / "in", {"a.jsonl": LINE, "a.txt": "One."})
    os.mkfifo(source / "b.jsonl")
    (source / "b.txt").symlink_to("/etc/passwd")
    report = clean_rows(source, tmp_path / "rows", pipeline=PLAIN, progress=False)
    assert [left.file for left in report.left_out] == [str(source / "b.jsonl")]
    assert "left out: " in str(report)
    assert "left out b.txt: a link that leads nowhere, or out" in str(run(source, tmp_path / "out"))


def test_a_pipe_that_is_named_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jsonl")
    with pytest.raises(UnreadableFile, match="no regular file"):
        rows_jobs.run(tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    with pytest.raises(BadFile, match="no regular file"):
        rows_jobs.run(make(tmp_path, {"c.jsonl": LINE}) / "c.jsonl", tmp_path / "a.jsonl")


@pytest.fixture
def _open_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@JOBS
@pytest.mark.usefixtures("_open_umask")
@pytest.mark.parametrize("number", [0o600, 0o640, 0o400, 0o644, 0o666, 0o755])
def test_no_output_is_more_open_than_its_source(
    tmp_path: Path, job: Job, ending: str, number: int
) -> None:
    source = make(tmp_path / "in", {f"a{ending}": contents(ending), f"d/b{ending}": LINE})
    (source / f"a{ending}").chmod(number)
    (source / "d").chmod(0o700)
    source.chmod(0o750)
    job(source, tmp_path / "out")
    assert mode(tmp_path / "out" / f"a{ending}") == number & 0o644
    assert mode(tmp_path / "out" / "d") == 0o700
    assert mode(tmp_path / "out") == 0o750
    assert main([str(source / f"a{ending}"), "-o", str(tmp_path / f"one{ending}"), "--quiet"]) == 0
    assert mode(tmp_path / f"one{ending}") == number & 0o644


@pytest.mark.usefixtures("_open_umask")
def test_what_a_job_knows_of_texts_is_private(tmp_path: Path) -> None:
    run(make(tmp_path / "in", {"a.txt": "One."}), tmp_path / "out")
    state = tmp_path / "out" / ".copydesk"
    assert {mode(path) for path in state.iterdir() if path.is_file()} == {0o600}


def test_a_single_file_is_replaced_only_if_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path, {"a.txt": "One.", "old.txt": "Mine.", "mine.txt": "Mine, too."})
    source, old, link = (str(tmp_path / name) for name in ("a.txt", "old.txt", "link.txt"))
    os.symlink("mine.txt", link)
    for target in (old, link):
        assert main([source, "-o", target]) == 2
        assert "already; --overwrite replaces it" in capsys.readouterr().err
    assert (tmp_path / "old.txt").read_text() == "Mine."
    for target in (old, link):
        assert main([source, "-o", target, "--overwrite"]) == 0
        assert Path(target).read_text() == "One.\n"
        assert not Path(target).is_symlink()
    assert (tmp_path / "mine.txt").read_text() == "Mine, too."
    assert main([source, "--overwrite"]) == 2


@pytest.mark.parametrize("kind", ["pipe", "device", "link to a device"])
def test_what_is_no_file_is_never_replaced(tmp_path: Path, kind: str) -> None:
    source, target = make(tmp_path, {"a.txt": "One."}) / "a.txt", tmp_path / "target"
    if kind == "pipe":
        os.mkfifo(target)
    elif kind == "device":
        target = Path("/dev/null")
    else:
        target.symlink_to("/dev/null")
    assert main([str(source), "-o", str(target), "--overwrite"]) == 2
    assert not target.is_file()


LITTLE_ROOM = """
import resource, signal, sys
from copydesk.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (5, 5))
sys.exit(main(sys.argv[1:]))
"""


def test_a_single_file_is_there_whole_or_as_it_was(tmp_path: Path) -> None:
    make(tmp_path, {"a.txt": article(1), "old.txt": "Mine."})
    command = [sys.executable, "-B", "-c", LITTLE_ROOM, tmp_path / "a.txt", "--overwrite", "-o"]
    for target in ("old.txt", "new.txt"):
        done = subprocess.run([*command, tmp_path / target], capture_output=True, text=True)
        assert done.returncode == 1
        assert "File too large" in done.stderr
    assert (tmp_path / "old.txt").read_text() == "Mine."
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "old.txt"]


def test_a_file_that_is_too_large_is_refused_by_its_size(tmp_path: Path) -> None:
    source = make(tmp_path / "in", {"a.txt": "One."})
    for name, size in (("big.txt", 2 << 30), ("big.txt.gz", 2 << 30)):
        with open(source / name, "wb") as file:
            file.truncate(size)
    began = time.perf_counter()
    report = run(source, tmp_path / "out")
    assert [path for path, _ in report.errors] == ["big.txt", "big.txt.gz"]
    assert {cause for _, cause in report.errors} == {"holds more than 1,024 MB"}
    assert main([str(source / "big.txt")]) == 1
    assert time.perf_counter() - began < 5


def test_a_folder_leads_nowhere_else(tmp_path: Path) -> None:
    make(tmp_path, {"secret": "Secret.", "in/a/b": "Mine.", "in/c/d": "Mine."})
    (tmp_path / "in" / "a" / "up").symlink_to("../..")
    (tmp_path / "in" / "a" / "beside").symlink_to("../c")
    (tmp_path / "in" / "a" / "d").symlink_to("../c/d")
    folder = Folder.at(tmp_path / "in")
    for path in ("a/b", "a/beside/d", "a/d", "a/../a/b"):
        assert folder.read(path) == b"Mine."
    for path in ("../secret", "a/up/secret", "a/../../secret", ".."):
        with pytest.raises(OSError):  # noqa: PT011 (of several kinds)
            folder.read(path)
    (tmp_path / "in").rename(tmp_path / "moved")
    make(tmp_path / "in", {"a/b": "Secret."})
    with pytest.raises(PermissionError, match="another folder"):
        folder.read("a/b")


@pytest.mark.parametrize("handles", [True, False])
def test_systems_without_handles(
    tmp_path: Path, handles: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("copydesk._jobs.folders.HAS_HANDLES", handles)
    source = make(tmp_path / "in", {"a/b.txt": "One.", "a/c.jsonl": LINE})
    (source / "a" / "d.txt").symlink_to("/etc/passwd")
    assert run(source, tmp_path / "out").cleaned == 1
    assert run_rows(source, tmp_path / "rows") == set()
    assert below(tmp_path / "rows") == ["a/c.jsonl"]
    assert texts.LARGEST == 1 << 30
