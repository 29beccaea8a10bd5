"""The folder job writes and deletes nothing but its own, whatever lies in the target."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from copydesk._jobs import texts
from copydesk.errors import BadFolder
from copydesk.folder.entry import FileEntry
from tests.test_folder import article, make, run, tree


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make(tmp_path / "in", {f"{n}.txt": article(n, "READ NEXT: more") for n in range(3)})


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.mark.parametrize("name", ["tmp", "journal-1", "manifest.jsonl", "lock"])
@pytest.mark.parametrize("leads", ["to what is there", "nowhere"])
def test_a_link_among_the_jobs_own_files_is_refused(
    source: Path, target: Path, name: str, leads: str
) -> None:
    run(source, target)
    elsewhere = make(target.parent / "elsewhere", {"1": "Mine.", "manifest": "Mine too."})
    link = target / ".copydesk" / name
    if link.is_dir():
        link.rmdir()
    link.unlink(missing_ok=True)
    there = elsewhere if name == "tmp" else elsewhere / "1"
    link.symlink_to(there if leads != "nowhere" else target.parent / "nothing")
    with pytest.raises(BadFolder, match=r"is a link.*remove it"):
        run(source, target)
    assert tree(elsewhere) == {"1": "Mine.", "manifest": "Mine too."}
    assert not (target.parent / "nothing").exists()


@pytest.mark.parametrize(
    ("name", "words"), [("tmp", "not a folder"), ("lock", "not a file"), ("", "not a folder")]
)
def test_what_is_in_the_way_is_named(source: Path, target: Path, name: str, words: str) -> None:
    state = target / ".copydesk"
    if name == "lock":
        (state / name).mkdir(parents=True)
    else:
        (state / name).parent.mkdir(parents=True)
        (state / name).touch()
    with pytest.raises(BadFolder, match=words):
        run(source, target)


def test_a_folder_under_the_name_of_a_result_is_named(source: Path, target: Path) -> None:
    (target / "1.txt").mkdir(parents=True)
    report = run(source, target, overwrite=True)
    assert report.failed_files == 1
    assert f"{target / '1.txt'}: it is a folder" in str(report)


def test_what_a_killed_job_left_goes_and_all_else_stays(source: Path, target: Path) -> None:
    state = target / ".copydesk"
    make(state, {"tmp/77": "half", "tmp/manifest": "half", "tmp/notes.txt": "Mine."})
    make(state, {"tmp/88/a": "Mine.", "journal-of-a-trip": "Mine."})
    (state / "tmp" / "99").symlink_to(state / "tmp" / "notes.txt")
    assert run(source, target).errors == []
    assert sorted(os.listdir(state / "tmp")) == ["88", "99", "notes.txt"]
    assert (state / "tmp" / "notes.txt").read_text() == "Mine."
    assert (state / "journal-of-a-trip").read_text() == "Mine."


def test_a_link_under_the_name_of_a_half_written_file_is_not_followed(
    source: Path, target: Path
) -> None:
    mine = make(target.parent / "elsewhere", {"a.txt": "Mine."}) / "a.txt"
    (target / ".copydesk" / "tmp").mkdir(parents=True)
    (target / ".copydesk" / "tmp" / str(os.getpid())).symlink_to(mine)
    run(source, target)
    assert mine.read_text() == "Mine."


DAMAGE: dict[str, Any] = {
    "path": 5,
    "output": None,
    "lines": "zz",
    "prose": "abc",
    "site_lines": "00ff",
    "output_sha256": "\udc00",
    "edits": {"promo": "many"},
    "removed": [],
    "examples": {"promo": 7},
    "before": "long",
    "seconds": None,
    "error": 3,
    "unknown": 0,
}


@pytest.mark.parametrize(("name", "value"), [*DAMAGE.items(), ("path", "\ud800")])
def test_a_damaged_row_counts_as_none(source: Path, target: Path, name: str, value: Any) -> None:
    run(source, target)
    manifest = target / ".copydesk" / "manifest.jsonl"
    rows = [json.loads(line) for line in manifest.read_text().splitlines()]
    rows[1][name] = value
    assert FileEntry.parse(json.dumps(rows[1])) is None
    manifest.write_text("".join(json.dumps(row) + "\n" for row in rows))
    (target / "1.txt").unlink()
    report = run(source, target)
    assert (report.errors, sorted(tree(target))) == ([], ["0.txt", "1.txt", "2.txt"])


@pytest.mark.parametrize("line", [b"7", b"[1]", b"[" * 100_000, b"\xff", b"{}", b'["a"]', b'{"a'])
def test_a_line_that_is_no_row_is_passed_over(source: Path, target: Path, line: bytes) -> None:
    assert FileEntry.parse(line) is None
    run(source, target)
    state = target / ".copydesk"
    with open(state / "manifest.jsonl", "ab") as file:
        file.write(line + b"\n")
    (state / "journal-5").write_bytes(line + b'\n["1.txt", 3]\n[3, "aa"]\n["a", ["b"]]\n')
    assert run(source, target).errors == []


def test_a_packed_file_that_would_fill_the_memory_is_reported(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (source / "bomb.txt.gz").write_bytes(gzip.compress(b" " * (9 << 20)) * 3)
    (source / "fits.txt.gz").write_bytes(gzip.compress(b"Rain fell.\n" * 9) * 2)
    monkeypatch.setattr(texts, "LARGEST", 25 << 20)
    report = run(source, target)
    [(path, error)] = report.errors
    assert (path, error.endswith("unpacks to more than 25 MB")) == ("bomb.txt.gz", True)
    assert (target / "fits.txt.gz").exists()
    assert not (target / "bomb.txt.gz").exists()
