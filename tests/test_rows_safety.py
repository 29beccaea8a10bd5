"""The job over files of rows takes the place of nothing, and no name or link leads it astray."""

from __future__ import annotations

import csv
import gzip
import os
from pathlib import Path
from typing import Any

import pytest

from copydesk._jobs import places
from copydesk._jobs.names import holds_rows, rows_outputs
from copydesk._jobs.places import Place
from copydesk.errors import BadColumn, BadFile
from copydesk.rows import clean_rows
from tests.rows_jobs import PROMO, listing, run

DIRTY = '{"text": "One. Read more!"}\n'
CLEAN = '{"text": "One."}\n'


def fill(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(DIRTY)
    return folder


def test_a_result_that_is_there_is_replaced_only_if_asked(tmp_path: Path) -> None:
    source, target = fill(tmp_path, "a.jsonl") / "a.jsonl", tmp_path / "b.jsonl"
    target.write_text("Mine.")
    with pytest.raises(BadFile, match=r"b\.jsonl already; overwrite=True"):
        run(source, target)
    assert target.read_text() == "Mine."
    run(source, target, overwrite=True)
    assert target.read_text() == CLEAN


def test_a_folder_with_results_is_left_as_it_is(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", "a.jsonl", "b.jsonl", "c.jsonl")
    target = fill(tmp_path / "out", "b.jsonl", "c.jsonl")
    with pytest.raises(BadFile, match=r"b\.jsonl \(and 1 more\) already"):
        run(source, target)
    assert listing(target) == ["b.jsonl", "c.jsonl"]
    assert run(source, target, overwrite=True).files == 3
    assert (target / "c.jsonl").read_text() == CLEAN


def test_a_link_in_the_place_of_a_result_is_not_followed(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", "a.jsonl")
    mine = fill(tmp_path, "mine") / "mine"
    target = tmp_path / "out"
    target.mkdir()
    (target / "a.jsonl").symlink_to(tmp_path / "nothing")
    with pytest.raises(BadFile, match="already"):
        run(source, target)
    for link in ("a.jsonl", ".a.jsonl.part"):
        (target / link).unlink(missing_ok=True)
        (target / link).symlink_to(mine)
    run(source, target, overwrite=True)
    assert mine.read_text() == DIRTY
    assert (target / "a.jsonl").read_text() == CLEAN
    assert not (target / "a.jsonl").is_symlink()
    assert os.listdir(target) == ["a.jsonl"]


@pytest.mark.parametrize("leads", ["../in/sub", "../elsewhere"])
def test_folders_of_the_target_that_lead_out_of_it(tmp_path: Path, leads: str) -> None:
    source = fill(tmp_path / "in", "sub/a.jsonl")
    fill(tmp_path / "elsewhere", "b.jsonl")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "sub").symlink_to(leads)
    with pytest.raises(BadFile, match="leads out of the target"):
        run(source, tmp_path / "out", overwrite=True)
    assert (source / "sub" / "a.jsonl").read_text() == DIRTY
    assert listing(tmp_path / "elsewhere") == ["b.jsonl"]


def test_links_in_the_target_that_bring_two_results_to_one_place(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", "one/a.jsonl", "two/a.jsonl")
    (tmp_path / "out" / "one").mkdir(parents=True)
    (tmp_path / "out" / "two").symlink_to("one")
    with pytest.raises(BadFile, match="another"):
        run(source, tmp_path / "out")


def test_a_source_that_is_a_link_into_the_target(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", "clean/a.jsonl")
    (source / "a.jsonl").symlink_to("clean/a.jsonl")
    with pytest.raises(BadFile, match="leads to a source"):
        run(source, source / "clean", overwrite=True)
    assert (source / "clean" / "a.jsonl").read_text() == DIRTY


def test_a_url_of_a_local_file_is_its_path(tmp_path: Path) -> None:
    source = fill(tmp_path, "a.jsonl") / "a.jsonl"
    with pytest.raises(BadFile, match="in place"):
        clean_rows(f"file://{source}", source, pipeline=PROMO, overwrite=True)
    report = clean_rows(f"file://{source}", f"file://{tmp_path}/b.jsonl", pipeline=PROMO)
    assert (report.files, (tmp_path / "b.jsonl").read_text()) == (1, CLEAN)


def test_two_jobs_at_one_result_do_not_mix(tmp_path: Path) -> None:
    target = tmp_path / "b.jsonl"

    def interrupted() -> None:
        with places.writing(Place(str(target))) as file:
            file.write(b"first")
            with places.writing(Place(str(target))) as other:
                other.write(b"second")

    with pytest.raises(FileExistsError, match="another job"):
        interrupted()
    assert os.listdir(tmp_path) == ["b.jsonl"]
    assert target.read_bytes() == b"second"


def test_no_result_takes_the_place_of_another() -> None:
    names = ["a.wet", "a.wet.jsonl.gz", "a.wet.jsonl.gz.jsonl.gz", "b.warc"]
    outputs = rows_outputs(names)
    assert len(set(outputs.values())) == 4
    assert all(outputs[name] == name for name in names[1:3])
    assert outputs["b.warc"] == "b.warc.jsonl.gz"
    assert all(map(holds_rows, outputs.values()))


def test_an_archive_beside_its_rows(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc", reason="needs fastwarc: pip install 'copydesk[rows]'")
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.wet").write_bytes(b"")
    (source / "a.wet.jsonl.gz").write_bytes(gzip.compress(DIRTY.encode()))
    assert run(source, tmp_path / "out").failed == []
    assert listing(tmp_path / "out") == ["a.wet.jsonl.gz", "a.wet.jsonl.gz.jsonl.gz"]
    assert gzip.decompress((tmp_path / "out" / "a.wet.jsonl.gz").read_bytes()) == CLEAN.encode()


HEADERS = {
    "a quoted line break": (b'"the\ntext",id\n"One. Read more!",1\n', "the\ntext"),
    "a line break after a mark": (b'\xef\xbb\xbf"the\ntext",id\nOne. Read more!,1\n', "the\ntext"),
    "quotes and semicolons": (b'"id";"text"\n1;"One. Read more!"\n', "text"),
    "a bare quote": (b'5" pipe,text\n1,One. Read more!\n', "text"),
    "CR alone": (b"id,text\r1,One. Read more!\r2,Two.\r", "text"),
    "CR alone, not at the end": (b"id,text\r1,One. Read more!", "text"),
    "CR alone, LF in quotes": (b'id,text\r"\n1",One. Read more!\r', "text"),
    "CR in quotes": (b'id,"a\rtext"\n1,One. Read more!\n', "a\rtext"),
}


@pytest.mark.parametrize("name", HEADERS)
def test_legal_headers(tmp_path: Path, name: str) -> None:
    data, column = HEADERS[name]
    (tmp_path / "a.csv").write_bytes(data)
    report = run(tmp_path / "a.csv", tmp_path / "b.csv", column=column)
    assert (report.changed, report.bad) == (1, 0)
    result = (tmp_path / "b.csv").read_bytes()
    unquoted = data.replace(b" Read more!", b"").replace(b'"One."', b"One.")
    assert result.replace(b'"One."', b"One.") == unquoted


def test_rows_are_counted_by_lines_after_a_long_header(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'"the\nid",text\n1,One.\n1,2,3\n')
    report = run(tmp_path / "a.csv", tmp_path / "b.csv")
    assert [bad.row for bad in report.bad_rows] == [4]


@pytest.mark.parametrize(
    "header", [b'"text\n', b'"text', b'"text"x\n', b'"a' + b"\nb" * 2_000_000], ids=range(4)
)
def test_headers_that_cannot_be_read(tmp_path: Path, header: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(header)
    with pytest.raises((BadFile, BadColumn), match="header"):
        run(tmp_path / "a.csv", tmp_path / "b.csv")
    assert os.listdir(tmp_path) == ["a.csv"]


def test_the_csv_module_is_left_as_it_was(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    (tmp_path / "a.csv").write_text(f'text\n"{"word " * 100_000}Read more!"\n')
    assert run(tmp_path / "a.csv", tmp_path / "b.csv").changed == 1
    assert csv.field_size_limit() == before


class Bar:
    """Takes down what a bar is told."""

    def __init__(self) -> None:
        self.n, self.total, self.totals = 0, None, list[Any]()

    def __setattr__(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)
        if name == "total" and hasattr(self, "totals"):
            self.totals.append(value)

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def update(self, number: int) -> None:
        self.n += number


def test_the_bar_knows_the_rows_of_parquet_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.rows_jobs import write_parquet

    source = fill(tmp_path / "in", "b.jsonl")
    write_parquet(source / "a.parquet")
    write_parquet(source / "c.parquet")
    bar = Bar()
    monkeypatch.setattr("copydesk.rows.job.progress_bar", lambda *_: bar)
    run(source, tmp_path / "out", workers=1)
    assert bar.totals == [100, None, 201]
    assert bar.n == 201


def test_the_command_line_replaces_only_if_asked(tmp_path: Path) -> None:
    from copydesk.cli import main

    source, target = fill(tmp_path, "a.jsonl") / "a.jsonl", tmp_path / "b.jsonl"
    target.write_text("Mine.")
    command = [str(source), "-o", str(target), "--quiet", "--workers", "1"]
    assert main(command) == 2
    assert target.read_text() == "Mine."
    assert main([*command, "--overwrite"]) == 0
    assert target.read_text() != "Mine."
