"""Files of rows: what comes out, what is kept, what is reported."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import pickle
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import Pipeline, decode
from copydesk.errors import BadColumn, BadFile, BrokenWorkers, NotText, UnreadableFile

pa = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'copydesk[rows]'")
pytest.importorskip("tqdm", reason="needs tqdm: pip install 'copydesk[rows]'")

from pyarrow import parquet  # noqa: E402 (after the skip)

from copydesk._jobs import places  # noqa: E402
from copydesk.rows import RowsReport, clean_rows, holds_rows, job, parallel  # noqa: E402
from copydesk.rows.formats import delimited, jsonl  # noqa: E402
from copydesk.tables import clean_batch  # noqa: E402


def drop_promo(text: str) -> str:
    """A cleaner with a visible effect that has nothing to do with the built-in ones."""
    return text.replace(" Read more!", "")


def fail_on_storms(text: str) -> str:
    """A cleaner with a fault."""
    if "storm" in text:
        raise KeyError("storm")
    return text


def die_of_storms(text: str) -> str:
    """A cleaner that takes its process with it."""
    if "storm" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    return text


class Stillborn:
    """A cleaner that no other process can load."""

    def __call__(self, text: str) -> str:
        return text

    def __reduce__(self) -> tuple[object, ...]:
        return int, ("not a number",)


PROMO = Pipeline(drop_promo)


def run(source: Path, target: Path, **options: Any) -> RowsReport:
    options = {"pipeline": PROMO, "progress": False, **options}
    return clean_rows(source, target, **options)


# JSON Lines


def test_json_lines_change_in_the_text_alone(tmp_path: Path) -> None:
    source, target = tmp_path / "a.jsonl", tmp_path / "out" / "b.jsonl"
    source.write_bytes(
        b'{"id": 1.00, "text": "The tide turned. Read more!", "big": 123456789012345678901.5e3}\r\n'
        b'{"text" : "Caf\xc3\xa9. Read more!","tags":["\\u00e9", null]}\n'
        b"  \n"
        b'{"text": "Caf\\u00e9. Read more!"}\n'
        b'{"text": null, "id": 3}\n'
        b'{"text": "no line break at the end"}'
    )
    report = run(source, target)
    assert target.read_bytes() == (
        b'{"id": 1.00, "text": "The tide turned.", "big": 123456789012345678901.5e3}\r\n'
        b'{"text" : "Caf\xc3\xa9.","tags":["\\u00e9", null]}\n'
        b"  \n"
        b'{"text": "Caf\\u00e9."}\n'
        b'{"text": null, "id": 3}\n'
        b'{"text": "no line break at the end"}'
    )
    assert (report.files, report.rows, report.changed, report.missing) == (1, 5, 3, 1)
    assert (report.characters, report.bad) == (33, 0)


BAD_LINES = {
    b'{"text": "cut off': "not a JSON object",
    b'["text"]': "expected '{'",
    b'{"text": "a"} {"text": "b"}': "more than one value",
    b'{"text": 7}': "'text' is 7, not text",
    b'{"text": {"text": "x"}}': "not text",
    b'{"title": "no text here"}': "no field 'text'",
    b'{"text": "\xff\xfe"}': "not UTF-8",
    b"[" * 100_000: "JSON",
    b'{"a": ' + b"[" * 100_000: "",
    b'{1: "text"}': "no name",
    b"\x00": "expected",
}


@pytest.mark.parametrize(("line", "cause"), BAD_LINES.items(), ids=range(len(BAD_LINES)))
def test_bad_json_lines_are_kept_and_reported(tmp_path: Path, line: bytes, cause: str) -> None:
    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    source.write_bytes(b'{"text": "One. Read more!"}\n' + line + b'\n{"text": "Two. Read more!"}\n')
    report = run(source, target)
    assert target.read_bytes() == b'{"text": "One."}\n' + line + b'\n{"text": "Two."}\n'
    assert (report.rows, report.bad, report.changed) == (3, 1, 2)
    [bad] = report.bad_rows
    assert (bad.file, bad.row) == (str(source), 2)
    assert cause in bad.cause
    assert "a.jsonl, line 2: " in str(report)


def test_a_field_that_no_row_has_is_an_error_that_names_the_fields(tmp_path: Path) -> None:
    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    source.write_text('{"id": 1, "body": "a"}\n{"body": "b"}\n')
    with pytest.raises(BadColumn, match="id, body"):
        run(source, target)
    assert not target.exists()
    assert run(source, target, column="body").rows == 2


def test_half_a_surrogate_pair_survives_in_json(tmp_path: Path) -> None:
    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    source.write_text('{"text": "\\ud83d Read more!"}\n')
    run(source, target)
    assert target.read_text() == '{"text": "\\ud83d"}\n'


def test_reasons_in_json_lines(tmp_path: Path) -> None:
    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    lines = ['{"text": "One. Read more!"}', '{"text": null}', '{"text": "x", "removed": 1}']
    source.write_text("\n".join(lines))
    report = run(source, target, reasons="removed")
    first, second, third = target.read_text().splitlines()
    cut = [{"reason": "drop promo", "edits": 1, "characters": 11}]
    assert json.loads(first) == {"text": "One.", "removed": cut}
    assert json.loads(second) == {"text": None, "removed": None}
    assert third == lines[2]
    assert report.removed == {"drop promo": 1}
    assert report.bad_rows[0].cause.endswith("there is a field 'removed' already")


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), JSON_VALUES), st.booleans(), st.sampled_from([None, 1]))
def test_members_are_what_json_says(row: dict[str, Any], ascii: bool, indent: int | None) -> None:
    line = json.dumps(row, ensure_ascii=ascii, indent=indent)
    found = {name: json.loads(line[i:j]) for name, i, j in jsonl.members(line)}
    assert repr(found) == repr(json.loads(line))


@given(st.text(max_size=40) | st.text('{}[]":, \\ntext', max_size=20))
def test_what_json_refuses_members_refuses(line: str) -> None:
    assert _is_object(line) or not _has_members(line)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _has_members(line: str) -> bool:
    try:
        list(jsonl.members(line))
    except ValueError:
        return False
    return True


# CSV


def test_csv_changes_in_the_text_alone(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_bytes(
        b"\xef\xbb\xbfid,text,note\r\n"
        b'"1",One. Read more!,"a ""b"""\r\n'
        b'2,"Two,\r\ntwo. Read more!",5" pipe\r\n'
        b"\r\n"
        b"3,,\r\n"
        b"4, Read more!,x\r\n"
        b'5,"plain","no line break at the end"'
    )
    report = run(source, target)
    assert target.read_bytes() == (
        b"\xef\xbb\xbfid,text,note\r\n"
        b'"1",One.,"a ""b"""\r\n'
        b'2,"Two,\r\ntwo.",5" pipe\r\n'
        b"\r\n"
        b"3,,\r\n"
        b'4,"",x\r\n'
        b'5,"plain","no line break at the end"'
    )
    assert (report.rows, report.changed, report.bad) == (5, 3, 0)


@pytest.mark.parametrize("delimiter", delimited.DELIMITERS)
def test_the_header_shows_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_text(f"id{delimiter}text\n1{delimiter}One; two, three | four. Read more!\n")
    if delimiter in ";,|":
        source.write_text(f'id{delimiter}text\n1{delimiter}"One; two, three | four. Read more!"\n')
    assert run(source, target).changed == 1
    with target.open(newline="") as file:
        rows = list(csv.DictReader(file, delimiter=delimiter))
    assert rows == [{"id": "1", "text": "One; two, three | four."}]


BAD_RECORDS = {
    b"1": "1 fields, where the header has 2",
    b"1,2,3": "3 fields, where the header has 2",
    b'1,"never closed': "",
    b'1,"closed" too early': "expected after",
    b"1,Caf\xe9": "not UTF-8",
    b"1,a\rb": "new-line character",
}


@pytest.mark.parametrize(("line", "cause"), BAD_RECORDS.items(), ids=range(len(BAD_RECORDS)))
def test_bad_csv_lines_are_kept_and_reported(tmp_path: Path, line: bytes, cause: str) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    good = b'1,One. Read more!\n2,"Two. Read more!"\n'
    source.write_bytes(b"id,text\n" + good + line + b"\n" + good)
    report = run(source, target)
    clean = b"1,One.\n2,Two.\n"
    assert target.read_bytes() == b"id,text\n" + clean + line + b"\n" + clean
    assert (report.rows, report.bad, report.changed) == (5, 1, 4)
    [bad] = report.bad_rows
    assert bad.row == 4
    assert cause in bad.cause


def test_a_quote_that_is_never_closed_costs_its_own_line(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    rows = "".join(f"{i},Row {i}. Read more!\n" for i in range(2_000))
    source.write_text('id,text\n0,"open\n' + rows)
    report = run(source, target)
    assert (report.rows, report.bad, report.changed) == (2_001, 1, 2_000)


def test_csv_fields_longer_than_the_module_likes(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_text(f'text\n"{"word " * 100_000}Read more!"\n')
    assert run(source, target).changed == 1
    assert "Read more" not in target.read_text()


def test_csv_errors_name_the_columns(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("id,body\n1,a\n")
    with pytest.raises(BadColumn, match="id, body"):
        run(source, tmp_path / "b.csv")
    with pytest.raises(BadColumn, match="'id' already"):
        run(source, tmp_path / "b.csv", column="body", reasons="id")
    source.write_text("")
    with pytest.raises(BadColumn, match="'text'"):
        run(source, tmp_path / "b.csv")
    assert os.listdir(tmp_path) == ["a.csv"]


def test_reasons_in_csv(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_text("text,id\nOne. Read more!,1\nTwo.,2\n")
    run(source, target, reasons="removed")
    with target.open(newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["text"], first["id"]) == ("One.", "1")
    assert json.loads(first["removed"])[0]["reason"] == "drop promo"
    assert json.loads(second["removed"]) == []


FIELDS = st.text(st.sampled_from('ab," \n\r;|\té'), max_size=8)


@given(st.lists(st.lists(FIELDS, min_size=3, max_size=3), max_size=5), st.sampled_from(",;\t|"))
def test_spans_are_what_the_csv_module_says(rows: list[list[str]], delimiter: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    lines = io.StringIO(file.getvalue(), newline="\n")  # cut after line feeds alone
    records = [r for r in delimited.read_records(lines, delimiter, 3) if r.raw.strip("\r\n")]
    assert "".join(r.raw for r in records) == file.getvalue()
    assert [r.cause for r in records] == [None] * len(rows)
    for record, row in zip(records, rows, strict=True):
        for at, field in enumerate(row):
            start, end = delimited.span(record.raw, at, delimiter)
            assert delimited.unquoted(record.raw[start:end]) == field
            assert delimited.unquoted(delimited.quoted(field, delimiter)) == field


# Parquet


def write_parquet(path: Path, rows: int = 100, **options: Any) -> pa.Table:
    texts = [None if i % 10 == 3 else f"Row {i}." + " Read more!" * (i % 2) for i in range(rows)]
    table = pa.table(
        {"id": range(rows), "text": pa.array(texts, pa.large_string()), "tags": [["a"]] * rows}
    ).replace_schema_metadata({"made by": "a test"})
    parquet.write_table(table, path, **options)
    return table


def test_parquet(tmp_path: Path) -> None:
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    write_parquet(source, row_group_size=7, compression="zstd")
    report = run(source, target)
    expected = clean_batch(parquet.read_table(source), pipeline=PROMO)
    assert parquet.read_table(target).equals(expected, check_metadata=True)
    assert (report.rows, report.changed, report.missing, report.bad) == (100, 40, 10, 0)
    meta = parquet.ParquetFile(target).metadata
    assert meta.row_group(0).column(1).compression == "ZSTD"
    assert meta.num_row_groups == 1


def test_reasons_in_parquet(tmp_path: Path) -> None:
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    write_parquet(source)
    report = run(source, target, reasons="removed")
    result = parquet.read_table(target)
    expected = clean_batch(parquet.read_table(source), pipeline=PROMO, reasons="removed")
    assert result["removed"].to_pylist() == expected["removed"].to_pylist()
    assert result.drop_columns("removed").equals(expected.drop_columns("removed"))
    assert report.removed == {"drop promo": 40}


def test_dictionary_columns_stay_so_in_parquet(tmp_path: Path) -> None:
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    column = pa.array(["One. Read more!", "Two.", None, "One. Read more!"]).dictionary_encode()
    parquet.write_table(pa.table({"text": column}), source)
    report = run(source, target)
    result = parquet.read_table(target)
    assert result.schema.field("text").type == column.type
    assert result["text"].to_pylist() == ["One.", "Two.", None, "One."]
    assert (report.changed, report.missing, report.characters) == (2, 1, 22)


def test_bytes_in_parquet_that_are_no_utf8_are_reported(tmp_path: Path) -> None:
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    raw = pa.array([b"One.", b"Caf\xe9 Read more!"])
    text = pa.Array.from_buffers(pa.string(), 2, raw.buffers())
    parquet.write_table(pa.table({"text": text}), source)
    report = run(source, target)
    assert parquet.read_table(target)["text"].to_pylist() == ["One.", decode(b"Caf\xe9")]
    assert [bad.row for bad in report.bad_rows] == [2]


def test_parquet_without_rows(tmp_path: Path) -> None:
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    table = write_parquet(source, rows=0)
    assert run(source, target).rows == 0
    assert parquet.read_table(target).schema.equals(table.schema, check_metadata=True)


def test_parquet_errors_name_the_columns(tmp_path: Path) -> None:
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    write_parquet(source)
    with pytest.raises(BadColumn, match=r"text in: text; and no text in: id \(int64\)"):
        run(source, target, column="body")
    with pytest.raises(NotText, match="'id' holds int64"):
        run(source, target, column="id")
    source.write_bytes(b"PAR1 this is no Parquet file PAR1")
    with pytest.raises(UnreadableFile, match=r"a\.parquet cannot be read"):
        run(source, target)
    assert os.listdir(tmp_path) == ["a.parquet"]


# Web archives


def record(kind: str, url: str, content_type: str, body: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{abs(hash(url)) % 10**12:012}>\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def response(url: str, content_type: str, body: bytes) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    kind = "application/http; msgtype=response"
    return record("response", url, kind, http.encode() + body)


WET = (
    record("warcinfo", "", "application/warc-fields", b"software: a test")
    + record("conversion", "https://example.org/1", "text/plain", b"One. Read more!\nTwo.")
    + record("conversion", "https://example.org/2", "text/plain", "Café.".encode())
)
WARC = (
    record("request", "https://example.org/1", "application/http", b"GET / HTTP/1.1\r\n\r\n")
    + response("https://example.org/1", "text/html; charset=iso-8859-1", b"<p>Caf\xe9. Read more!")
    + response("https://example.org/x.png", "image/png", b"\x89PNG")
    + response("https://example.org/2", "text/plain", b"Two.")
)


@pytest.fixture
def _fastwarc() -> None:
    pytest.importorskip("fastwarc", reason="needs fastwarc: pip install 'copydesk[rows]'")


@pytest.mark.usefixtures("_fastwarc")
@pytest.mark.parametrize("name", ["crawl.warc.wet", "crawl.warc.wet.gz", "crawl.wet.zst"])
def test_wet_becomes_rows(tmp_path: Path, name: str) -> None:
    source, target = tmp_path / name, tmp_path / "rows.jsonl"
    with places.writing(str(source), job.codec_of(name)) as file:
        file.write(WET)
    report = run(source, target)
    assert [json.loads(line) for line in target.read_text().splitlines()] == [
        {"url": "https://example.org/1", "text": "One.\nTwo."},
        {"url": "https://example.org/2", "text": "Café."},
    ]
    assert (report.rows, report.changed, report.skipped) == (2, 1, 0)


@pytest.mark.usefixtures("_fastwarc")
@pytest.mark.parametrize("reasons", [None, "removed"])
def test_warc_becomes_rows(tmp_path: Path, reasons: str | None) -> None:
    source, target = tmp_path / "crawl.warc.gz", tmp_path / "rows.parquet"
    source.write_bytes(gzip.compress(WARC[:200]) + gzip.compress(WARC[200:]))
    report = run(source, target, column="body", reasons=reasons)
    result = parquet.read_table(target)
    assert result.select(["url", "body"]).to_pylist() == [
        {"url": "https://example.org/1", "body": "<p>Café."},
        {"url": "https://example.org/2", "body": "Two."},
    ]
    assert result.schema.names == ["url", "body"] + ["removed"] * bool(reasons)
    assert (report.rows, report.skipped) == (2, 1)
    assert "1 archive record without text skipped" in str(report)


@pytest.mark.usefixtures("_fastwarc")
def test_an_archive_that_is_cut_off_is_an_error(tmp_path: Path) -> None:
    source = tmp_path / "crawl.warc.gz"
    source.write_bytes(gzip.compress(WARC)[:-40])
    with pytest.raises(UnreadableFile, match=r"crawl\.warc\.gz cannot be read"):
        run(source, tmp_path / "rows.jsonl")
    source = tmp_path / "crawl.warc"
    source.write_bytes(WARC[:-8])
    with pytest.raises(UnreadableFile, match=r"cut off in .*example\.org/2"):
        run(source, tmp_path / "rows.jsonl")


@pytest.mark.usefixtures("_fastwarc")
def test_a_page_that_was_sent_in_a_broken_way_is_kept_and_reported(tmp_path: Path) -> None:
    body = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\nNo gzip."
    broken = record("response", "https://example.org/3", "application/http", body)
    source, target = tmp_path / "crawl.warc", tmp_path / "rows.jsonl"
    source.write_bytes(broken + WARC)
    report = run(source, target)
    first, *others = [json.loads(line) for line in target.read_text().splitlines()]
    assert first["url"] == "https://example.org/3"
    assert first["text"].endswith("No gzip.")
    assert len(others) == 2
    assert [bad.row for bad in report.bad_rows] == [1]


# Names, folders, URLs


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
        with places.writing(str(source), codec) as file:
            file.write(data)
        run(source, target, overwrite=True)
        first = target.read_bytes()
    with places.reading(str(target), codec) as file:
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
        with places.writing(str(zst), ".zst") as file:
            file.write(f'{{"text": "{text}"}}\n'.encode())
        parts += zst.read_bytes()
    zst.write_bytes(parts)
    assert run(zst, target, overwrite=True).rows == 2


@pytest.mark.parametrize("codec", [".gz", ".zst"])
def test_packed_files_that_are_cut_off_are_an_error(tmp_path: Path, codec: str) -> None:
    source, target = tmp_path / f"a.jsonl{codec}", tmp_path / "b.jsonl"
    with places.writing(str(source), codec) as file:
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


def listing(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


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


def test_archives_in_folders_become_json_lines(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc", reason="needs fastwarc: pip install 'copydesk[rows]'")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.warc.wet.gz").write_bytes(gzip.compress(WET))
    assert run(tmp_path / "in", tmp_path / "out").rows == 2
    assert listing(tmp_path / "out") == ["x.warc.wet.gz.jsonl.gz"]


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


# Processes


def many_rows(path: Path, rows: int = 60_000) -> None:
    texts = (f"Row {i} of the harbour log. Read more! The tide turned." for i in range(rows))
    path.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in enumerate(texts)))


def test_the_result_does_not_depend_on_the_workers(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    many_rows(source)
    one = run(source, tmp_path / "one.jsonl", workers=1)
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


def test_a_worker_that_dies_costs_its_rows_at_most(tmp_path: Path) -> None:
    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    many_rows(source)
    lines = source.read_text().splitlines(keepends=True)
    source.write_text("".join([*lines[:9], '{"text": "storm"}\n', *lines[9:]]))
    report = run(source, target, pipeline=Pipeline(drop_promo, die_of_storms), workers=2)
    assert report.rows == 60_001
    assert report.bad < 20_000  # one batch, of a megabyte
    assert {bad.row for bad in report.bad_rows} == set(range(1, 1_001))  # as many as are listed
    assert "WorkerDied" in report.bad_rows[0].cause
    assert report.changed == 60_001 - report.bad
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
    code = "import sys; from copydesk.rows import clean_rows; clean_rows(*sys.argv[1:], workers=1)"
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


def test_batches_are_small_when_pickled() -> None:
    lines = jsonl.Lines([b'{"text": "a"}\n'], 1, "text", None)
    assert len(pickle.dumps(lines)) < 300


def test_an_interrupted_job_leaves_nothing_half_done(tmp_path: Path) -> None:
    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    many_rows(source)

    def interrupt(text: str) -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(source, target, pipeline=Pipeline(interrupt), workers=1)
    assert os.listdir(tmp_path) == ["a.jsonl"]


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    from tracemalloc import get_traced_memory, start, stop

    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    peaks = []
    for rows in (20_000, 80_000):
        many_rows(source, rows)
        start()
        run(source, target, pipeline=Pipeline(), workers=1, overwrite=True)
        peaks.append(get_traced_memory()[1])
        stop()
    assert peaks[1] < 1.5 * peaks[0]


def test_progress_counts_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    source, target = tmp_path / "a.parquet", tmp_path / "b.parquet"
    write_parquet(source)
    run(source, target, progress=True)
    assert "100/100" in capsys.readouterr().err


@pytest.mark.parametrize("module", [job, delimited, jsonl], ids=lambda m: m.__name__)
def test_docstrings(module: Any) -> None:
    import doctest

    result = doctest.testmod(module)
    assert (result.attempted > 0, result.failed) == (True, 0)


def test_workers_take_any_batch() -> None:
    """The pool knows nothing of formats: an event goes through it with its batch."""
    with parallel.Workers(1, PROMO, with_reasons=False) as pool:
        lines = jsonl.Lines([b'{"text": "One. Read more!"}'], 1, "text", None)
        (first, nothing), (second, outcome) = pool.outcomes([("a", None), ("b", lines)])
    assert (first, nothing, second) == ("a", None, "b")
    assert outcome is not None
    assert outcome.output == b'{"text": "One."}'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.parquet", b"PAR1 this is no Parquet file PAR1"),
        ("a.parquet", b""),
        ("a.jsonl.gz", gzip.compress(b'{"text": "One."}\n' * 99)[:-20]),
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
