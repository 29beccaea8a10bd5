"""Files of rows: names, folders, packing and URLs, and what is reported."""

from __future__ import annotations

import gzip
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from copydesk._jobs import names, places
from copydesk._jobs.places import Place
from copydesk.errors import BadColumn, BadFile, UnreadableFile
from copydesk.rows import clean_rows, holds_rows
from copydesk.rows.formats import delimited, jsonl
from tests.rows_jobs import PROMO, listing, run, write_parquet


@pytest.mark.parametrize(
    ("name", "is_rows"),
    [
        ("a.parquet", True), ("A.JSONL", True), ("a.ndjson.zst", True), ("a.tsv.gz", True),
        ("CC-MAIN-20240101-00001.warc.wet.gz", True), ("s3://bucket/a.b/c.csv", True),
        ("a.txt", False), ("a.gz", False), ("a.parquet.gz", False), ("jsonl", False),
        (".jsonl", False), ("folder", False), ("a.json", False), ("", False),
    ],
)  # fmt: skip
def test_names_of_files_of_rows(name: str, is_rows: bool) -> None:
    assert holds_rows(name) == is_rows


@pytest.mark.parametrize("codec", [".gz", ".zst", ""])
@pytest.mark.parametrize("kind", [".jsonl", ".csv"])
def test_packed_files(tmp_path: Path, kind: str, codec: str) -> None:
    source, target = tmp_path / f"a{kind}{codec}", tmp_path / f"b{kind}{codec}"
    data = {".jsonl": b'{"text": "One. Read more!"}\n', ".csv": b"text\nOne. Read more!\n"}[kind]
    for _ in range(2):
        with places.writing(Place(str(source)), codec) as file:
            file.write(data)
        run(source, target, overwrite=True)
        first = target.read_bytes()
    with places.reading(Place(str(target)), codec) as file:
        assert file.read() == data.replace(b" Read more!", b"")
    run(source, target, overwrite=True)
    assert target.read_bytes() == first


def test_files_of_several_parts_that_were_packed_one_by_one(tmp_path: Path) -> None:
    source, target = tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl"
    source.write_bytes(gzip.compress(b'{"text": "a"}\n') + gzip.compress(b'{"text": "b"}\n'))
    assert run(source, target).rows == 2
    zst = tmp_path / "a.jsonl.zst"
    parts = b""
    for text in "ab":
        with places.writing(Place(str(zst)), ".zst") as file:
            file.write(f'{{"text": "{text}"}}\n'.encode())
        parts += zst.read_bytes()
    zst.write_bytes(parts)
    assert run(zst, target, overwrite=True).rows == 2


@pytest.mark.parametrize("codec", [".gz", ".zst"])
def test_packed_files_that_are_cut_off_are_an_error(tmp_path: Path, codec: str) -> None:
    source, target = tmp_path / f"a.jsonl{codec}", tmp_path / "b.jsonl"
    with places.writing(Place(str(source)), codec) as file:
        file.write(
            b"".join(b'{"text": "%d"}\n' % random.Random(i).getrandbits(99) for i in range(999))
        )
    source.write_bytes(source.read_bytes()[:-30])
    with pytest.raises((EOFError, OSError)):
        run(source, target)
    assert os.listdir(tmp_path) == [source.name]


def fill(folder: Path) -> None:
    (folder / "sub dir").mkdir(parents=True)
    (folder / "_temporary").mkdir()
    (folder / "a.jsonl").write_text('{"text": "One. Read more!"}\n')
    (folder / "empty.jsonl").write_text("")
    (folder / "sub dir" / "Zoë b.csv").write_text("text\nTwo. Read more!\n")
    write_parquet(folder / "sub dir" / "c.parquet")
    (folder / "_SUCCESS").write_text("")
    (folder / "_temporary" / "d.jsonl").write_text('{"text": "half"}\n')
    (folder / ".hidden.jsonl").write_text("{")
    (folder / "notes.txt").write_text("no rows")


OUTPUTS = ["a.jsonl", "empty.jsonl", "sub dir/Zoë b.csv", "sub dir/c.parquet"]


@pytest.mark.parametrize("where", ["beside", "inside"])
def test_folders_are_mirrored(tmp_path: Path, where: str) -> None:
    source = tmp_path / "in"
    fill(source)
    target = source / "clean" if where == "inside" else tmp_path / "out"
    for _ in range(2):
        report = run(source, target, overwrite=True)
        assert listing(target) == OUTPUTS
        assert (report.files, report.rows, report.failed) == (4, 102, [])
    assert (target / "a.jsonl").read_text() == '{"text": "One."}\n'


def test_a_file_that_fails_does_not_stop_the_folder(tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    fill(source)
    (source / "a0.parquet").write_bytes(b"no Parquet")
    (source / "b.csv").write_text("id\n1\n")
    (source / "c.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' * 9)[:-9])
    (source / "d.jsonl").mkdir()
    (target / "a.jsonl").mkdir(parents=True)  # in the way
    report = run(source, target)
    assert listing(target) == OUTPUTS[1:]
    assert report.files == 3
    failed = [Path(failed.file).name for failed in report.failed]
    assert failed == ["a.jsonl", "a0.parquet", "b.csv", "c.jsonl.gz"]
    assert "header: id" in report.failed[2].cause
    assert "failed:" in str(report)


def test_urls(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec", reason="needs fsspec: pip install 'copydesk[rows]'")
    fill(tmp_path / "in")
    system = fsspec.filesystem("memory")
    system.put(str(tmp_path / "in"), "/bucket/in", recursive=True)
    try:
        report = clean_rows(
            "memory://bucket/in", "memory://bucket/in/out", pipeline=PROMO, progress=False
        )
        assert (report.files, report.failed) == (4, [])
        found = sorted(
            path.removeprefix("/bucket/in/out/") for path in system.find("/bucket/in/out")
        )
        assert found == OUTPUTS
        report = clean_rows("memory://bucket/in/a.jsonl", tmp_path / "b.jsonl", progress=False)
        assert report.rows == 1
        clean_rows(
            tmp_path / "in/a.jsonl", "memory://bucket/z.jsonl", pipeline=PROMO, progress=False
        )
        assert system.cat("/bucket/z.jsonl") == b'{"text": "One."}\n'
        with pytest.raises(BadColumn):
            clean_rows("memory://bucket/in/a.jsonl", "memory://bucket/y.jsonl", column="x")
        assert not system.exists("/bucket/y.jsonl")
        assert not system.exists("/bucket/y.jsonl.part")
    finally:
        system.rm("/bucket", recursive=True)


def test_a_file_system_whose_files_read_no_lines_by_size(tmp_path: Path) -> None:
    """As those of object stores do not."""
    fsspec = pytest.importorskip("fsspec", reason="needs fsspec: pip install 'copydesk[rows]'")
    from tests.remote_files import RemoteFiles

    fsspec.register_implementation("remote", RemoteFiles, clobber=True)
    RemoteFiles.files = {
        "/in/a.jsonl": b'{"text": "One. Read more!"}\n' * 50_000,
        "/in/b.csv": b"text\n" + b"One. Read more!\n" * 50_000,
        "/in/c.jsonl.gz": gzip.compress(b'{"text": "One. Read more!"}\n' * 50_000),
    }
    report = clean_rows("remote://in", "remote://out", pipeline=PROMO, workers=0, progress=False)
    assert (report.files, report.changed, report.failed) == (3, 150_000, [])
    assert RemoteFiles.files["/out/b.csv"] == b"text\n" + b"One.\n" * 50_000
    assert not [name for name in RemoteFiles.files if name.endswith(".part")]


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("a.txt", "b.txt", "no file of rows"),
        ("a.jsonl", "b.parquet", "can be written to .jsonl, not to"),
        ("a.wet", "b.csv", "can be written to .jsonl or .parquet, not to"),
        ("a.jsonl", "a.jsonl", "in place"),
        ("a.jsonl", ".", "in place"),
        (".", ".", "in place"),
        ("empty", "out", "no file of rows in"),
        ("empty", ".", "lies inside the target"),
    ],
)
def test_jobs_that_cannot_be_done(tmp_path: Path, source: str, target: str, words: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n')
    with pytest.raises(BadFile, match=words):
        run(tmp_path / source, tmp_path / target)
    assert (tmp_path / "a.jsonl").read_text() == '{"text": "a"}\n'


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        run(tmp_path / "none.jsonl", tmp_path / "b.jsonl")


@pytest.mark.parametrize("module", [names, delimited, jsonl], ids=lambda m: m.__name__)
def test_docstrings(module: Any) -> None:
    import doctest

    result = doctest.testmod(module)
    assert (result.attempted > 0, result.failed) == (True, 0)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.parquet", b"PAR1 this is no Parquet file PAR1"),
        ("a.parquet", b""),
        ("a.jsonl.gz", gzip.compress(b'{"text": "One."}\n' * 99, mtime=0)[:-20]),
        ("a.csv.zst", b"not packed"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    source = tmp_path / "in" / name
    source.parent.mkdir()
    source.write_bytes(data)
    with pytest.raises(UnreadableFile, match=f"{name} cannot be read: "):
        run(source, tmp_path / "out" / name)
    write_parquet(tmp_path / "in" / "sound.parquet")
    report = run(tmp_path / "in", tmp_path / "out")
    assert [failed.file for failed in report.failed] == [str(source)]
    assert os.listdir(tmp_path / "out") == ["sound.parquet"]


WITHOUT = """
import sys
sys.modules["pyarrow"] = sys.modules["tqdm"] = None
from copydesk.rows import clean_rows
for name in ("a.jsonl", "b.csv.gz"):
    report = clean_rows(name, "out/", progress=True)
    print(report.rows, report.changed, report.bad)
try:
    clean_rows("c.parquet", "d.parquet")
except ImportError as error:
    print(error)
"""


def test_formats_without_arrow_need_no_pyarrow(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Rain fell.\\n\\nShare this:"}\n')
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(b'text\n"Rain fell.\n\nShare this:"\n'))
    command = [sys.executable, "-W", "error", "-c", WITHOUT]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.stderr == ""
    first, second, third = done.stdout.splitlines()
    assert (first, second) == ("1 1 0", "1 1 0")
    assert "pip install 'copydesk[rows]'" in third


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.csv.gz", "cr.csv"])
def test_a_line_that_would_fill_the_memory(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = b"\r" if name == "cr.csv" else b"\n"
    data = b"text" + end if "csv" in name else b'{"text": "One."}\n'
    data += b"a" * (5 << 20) + end
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    assert run(tmp_path / name, tmp_path / f"b{name}").rows in (1, 2)
    for module in ("lines.LONGEST", "delimited.LONGEST_LINE"):
        monkeypatch.setattr(f"copydesk.rows.formats.{module}", 2 << 20)
    with pytest.raises(UnreadableFile, match="a line is longer than 2 MB"):
        run(tmp_path / name, tmp_path / f"c{name}")
