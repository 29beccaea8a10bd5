"""CSV and TSV: the text changes, and every other byte stays."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import BadColumn
from copydesk.rows.formats import delimited
from tests.rows_jobs import run


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
    with pytest.raises(BadColumn, match="no column 'text' in the header: id, body"):
        run(source, tmp_path / "b.csv")
    source.write_text("text,text\n1,a\n")
    with pytest.raises(BadColumn, match="several columns 'text'"):
        run(source, tmp_path / "b.csv")
    source.write_text("id,body\n1,a\n")
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
    assert json.loads(first["removed"])[0]["reason"] == "drop-promo"
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
