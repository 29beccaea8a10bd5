"""The way back: originals come back byte for byte, or it is said why not."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import clean_folder
from copydesk.cli import main
from copydesk.errors import BadFolder
from copydesk.folder import FolderReport, restore
from copydesk.folder.originals import original_of, packed_edits

STORY = "Story {} tells what was said and done in town that long and rainy day."
SITE = "Stay up to date with The Daily Beacon"
FILES = {
    "plain.txt": b"Rain fell on the coast.\n\nShare this:\n",
    "bytes.txt": "Café – 5 €\r\n\r\nSource link".encode("cp1252"),
    "deep/page.html": b"<html><body><p>The ferry sank on Monday.</p></body></html>",
    "packed.txt.gz": gzip.compress(b"The boats left.\n\nSource link", mtime=5),
    "long.txt": b"Rain fell on the coast again. " * 4000 + b"\n\nSource link",
    **{
        f"site/{n}.txt": f"{STORY.format(n)}\n{SITE}".encode()
        for n in ("one", "two", "three", "four", "five")
    },
}


@pytest.fixture
def report(tmp_path: Path) -> FolderReport:
    source = tmp_path / "in"
    for name, data in FILES.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(data)
    return clean_folder(source, tmp_path / "out", workers=0, progress=False, keep_edits=True)


def test_all_come_back_byte_for_byte(report: FolderReport, tmp_path: Path) -> None:
    found = restore(report.target, tmp_path / "back")
    assert (found.files, found.errors) == (len(FILES), [])
    for name, data in FILES.items():
        assert (tmp_path / "back" / name).read_bytes() == data
    assert SITE not in (report.target / "site" / "one.txt").read_text("utf-8")


def test_those_named_come_back(report: FolderReport, tmp_path: Path) -> None:
    found = restore(report.target, tmp_path / "back", ["deep/page.html", "none.txt"])
    assert (found.files, found.errors) == (1, [("none.txt", "the job knows no such file")])
    assert [p.name for p in (tmp_path / "back").rglob("*.*")] == ["page.html"]


def test_what_is_kept_is_compact(report: FolderReport) -> None:
    kept = {entry.path: len(entry.kept) for entry in report.rows()}
    assert kept["plain.txt"] < 60
    assert kept["long.txt"] < len(FILES["long.txt"]) / 50


def test_an_output_that_has_changed_is_told(report: FolderReport, tmp_path: Path) -> None:
    (report.target / "plain.txt").write_text("Other.", "utf-8")
    found = restore(report.target, tmp_path / "back", ["plain.txt"])
    assert found.errors == [("plain.txt", "its output has changed since the job")]


def test_nothing_is_replaced(report: FolderReport, tmp_path: Path) -> None:
    (tmp_path / "back").mkdir()
    (tmp_path / "back" / "plain.txt").write_text("Mine.", "utf-8")
    found = restore(report.target, tmp_path / "back", ["plain.txt"])
    said = f"there is a file {tmp_path / 'back' / 'plain.txt'} already"
    assert (found.files, found.errors) == (0, [("plain.txt", said)])
    assert (tmp_path / "back" / "plain.txt").read_text("utf-8") == "Mine."


def test_outputs_and_originals_do_not_mix(report: FolderReport) -> None:
    for inside in (report.target, report.target / "back"):
        with pytest.raises(BadFolder, match="cannot go into"):
            restore(report.target, inside)


def test_a_damaged_manifest_is_told(report: FolderReport, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in report.manifest.read_text("ascii").splitlines()]
    for line in lines:
        line["kept"] = "x" + line["kept"][1:]
    report.manifest.write_text("".join(json.dumps(line) + "\n" for line in lines), "ascii")
    found = restore(report.target, tmp_path / "back")
    assert found.files == 0
    assert {cause.partition(":")[0] for _, cause in found.errors} <= {
        "what the job kept of it is damaged"
    }


def test_a_job_that_kept_nothing_is_run_again(report: FolderReport, tmp_path: Path) -> None:
    again = clean_folder(report.source, tmp_path / "two", workers=0, progress=False)
    assert "nothing was kept" in restore(again.target, tmp_path / "b").errors[0][1]
    again = clean_folder(
        report.source, tmp_path / "two", workers=0, progress=False, keep_edits=True
    )
    assert restore(again.target, tmp_path / "b").files == len(FILES)


def test_the_command(
    report: FolderReport, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["restore", str(report.target), "--to", str(tmp_path / "back"), "plain.txt"]
    assert main(arguments) == 0
    assert capsys.readouterr().out == "1 file restored, 0 failed\n"
    assert main(arguments) == 1
    with pytest.raises(BadFolder):
        restore(tmp_path / "in", tmp_path / "back")


@given(st.binary(), st.binary())
def test_any_bytes_come_back(original: bytes, output: bytes) -> None:
    assert original_of(packed_edits(original, output), output, len(original)) == original
