"""What pages know of themselves, beside their clean texts: in folders and in files of rows."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from copydesk.errors import BadColumn
from copydesk.metadata import FIELDS, known
from tests import rows_jobs
from tests.test_cli import run as command
from tests.test_folder import make, run, tree
from tests.test_metadata import ARTICLE, BODY, META
from tests.test_rows_warc import WARC

PAGE = f"<!doctype html><html lang='en'><head>{META}{ARTICLE}</head>{BODY}</html>"
FOUND = {"title": "Ferry & tug sink", "author": "Ann Example, Bo Sample", "date": "2024-05-03"}
NOTHING = {**dict.fromkeys(FIELDS), "sources": {}}


def said(data: str | dict[str, Any]) -> dict[str, Any]:
    """The fields of FOUND, which stand in the page's structured data."""
    content = json.loads(data) if isinstance(data, str) else data
    assert set(content) == {*FIELDS, "sources"}
    assert content["sources"]["author"] == "JSON-LD"
    return {name: content[name] for name in FOUND}


def test_what_is_known_of_a_page() -> None:
    assert said(known(PAGE)) == FOUND
    assert known("Rain fell.") == NOTHING
    broken = PAGE.replace("Ferry &amp;", "Ferry \\ud83d &amp;")
    assert json.dumps(known(broken), ensure_ascii=False).encode()


def test_beside_each_text_of_a_folder(tmp_path: Path) -> None:
    source = make(tmp_path / "in", {"a.html": PAGE, "b.txt": "Rain fell.", "c.htm.gz": PAGE})
    report = run(source, tmp_path / "out", metadata=True)
    found = tree(tmp_path / "out")
    assert sorted(found) == [
        *("a.txt", "a.txt.json", "b.txt", "b.txt.json"),
        *("c.txt.gz", "c.txt.gz.json"),
    ]
    assert said(found["a.txt.json"]) == said(found["c.txt.gz.json"]) == FOUND
    assert json.loads(found["b.txt.json"]) == NOTHING
    assert (report.files, report.cleaned, report.errors) == (3, 3, [])
    again = run(source, tmp_path / "out", metadata=True)
    assert (again.cleaned, again.kept) == (0, 3)


def test_a_folder_gets_what_it_lacks(tmp_path: Path) -> None:
    source, target = make(tmp_path / "in", {"a.html": PAGE}), tmp_path / "out"
    run(source, target)
    assert sorted(tree(target)) == ["a.txt"]
    assert run(source, target, metadata=True).cleaned == 1
    (target / "a.txt.json").unlink()
    assert run(source, target).cleaned == 0
    assert run(source, target, metadata=True).cleaned == 1
    assert said((target / "a.txt.json").read_text()) == FOUND
    changed = PAGE.replace("2024-05-03", "2024-05-04")
    make(source, {"a.html": changed})
    assert run(source, target, metadata=True).errors == []
    assert json.loads((target / "a.txt.json").read_text())["date"] == "2024-05-04"


def test_what_others_have_put_there_stays(tmp_path: Path) -> None:
    source = make(tmp_path / "in", {"a.html": PAGE})
    target = make(tmp_path / "out", {"a.txt.json": "mine"})
    [(path, error)] = run(source, target, metadata=True).errors
    assert path == "a.html"
    assert "a.txt.json was not made by copydesk" in error
    assert (target / "a.txt.json").read_text() == "mine"
    assert run(source, target, metadata=True, overwrite=True).errors == []
    assert said((target / "a.txt.json").read_text()) == FOUND


def test_a_column_of_json_lines(tmp_path: Path) -> None:
    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    rows = [{"text": PAGE}, {"text": None}, {"text": "Rain.", "page": 1}, {"text": "Rain."}]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    report = rows_jobs.run(source, target, metadata="page")
    first, second, third, fourth = map(json.loads, target.read_text().splitlines())
    assert said(first["page"]) == FOUND
    assert second == {"text": None, "page": None}
    assert third == rows[2]
    assert fourth["page"] == NOTHING
    assert [bad.row for bad in report.bad_rows] == [3]


def test_a_column_of_csv(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    with source.open("w", newline="") as file:
        csv.writer(file).writerows([["text", "id"], [PAGE, "1"], ["Rain. Read more!", "2"]])
    rows_jobs.run(source, target, metadata="page", reasons="removed")
    with target.open(newline="") as file:
        first, second = csv.DictReader(file)
    assert list(first) == ["text", "id", "removed", "page"]
    assert said(first["page"]) == FOUND
    assert json.loads(second["removed"])[0]["reason"] == "drop-promo"
    assert json.loads(second["page"]) == NOTHING


@pytest.mark.parametrize("workers", [0, 2])
def test_a_column_of_parquet(tmp_path: Path, workers: int) -> None:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    parquet.write_table(pa.table({"text": [PAGE, None, "Rain."]}), source)
    rows_jobs.run(source, target, metadata="page", reasons="removed", workers=workers)
    result = parquet.read_table(target)
    assert result.column_names == ["text", "removed", "page"]
    first, second, third = result["page"].to_pylist()
    assert said(first) == FOUND
    assert second is None
    assert third == {**NOTHING, "sources": dict.fromkeys(FIELDS)}


@pytest.mark.parametrize("ending", [".jsonl", ".parquet"])
def test_a_column_of_archives(tmp_path: Path, ending: str) -> None:
    pytest.importorskip("fastwarc", reason="fastwarc is not installed")
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    source, target = tmp_path / "a.warc", tmp_path / f"b{ending}"
    source.write_bytes(WARC)
    rows_jobs.run(source, target, metadata="page")
    if ending == ".parquet":
        rows = parquet.read_table(target).to_pylist()
    else:
        rows = list(map(json.loads, target.read_text().splitlines()))
    assert [list(row) for row in rows] == [["url", "text", "page"]] * 2
    assert all(set(row["page"]) == {*FIELDS, "sources"} for row in rows)


def test_no_two_columns_have_one_name(tmp_path: Path) -> None:
    (source := tmp_path / "a.csv").write_text("text,page\nRain.,1\n")
    for options in ({"metadata": "page"}, {"metadata": "new", "reasons": "new"}):
        with pytest.raises(BadColumn, match=r"'page' already|one name, 'new'"):
            rows_jobs.run(source, tmp_path / "b.csv", **options)


def test_on_the_command_line(tmp_path: Path) -> None:
    source, out = make(tmp_path / "pages", {"a.html": PAGE}), tmp_path / "out"
    assert command(source, "-o", out, "--metadata", "--quiet").returncode == 0
    assert said((out / "a.txt.json").read_text()) == FOUND
    (rows := tmp_path / "a.jsonl").write_text(json.dumps({"text": PAGE}))
    assert command(rows, "-o", tmp_path / "b.jsonl", "--metadata", "--quiet").returncode == 0
    assert said(json.loads((tmp_path / "b.jsonl").read_text())["page"]) == FOUND
    assert b"--metadata is for folders" in command(source / "a.html", "--metadata").stderr
