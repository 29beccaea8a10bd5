"""JSON Lines: the text changes, and every other byte stays."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import BadColumn
from copydesk.rows.formats import jsonl
from copydesk.rows.outcome import Columns
from tests.rows_jobs import run


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
    cut = [{"reason": "drop-promo", "edits": 1, "characters": 11}]
    assert json.loads(first) == {"text": "One.", "removed": cut}
    assert json.loads(second) == {"text": None, "removed": None}
    assert third == lines[2]
    assert report.removed == {"drop-promo": 1}
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


def test_batches_are_small_when_pickled() -> None:
    lines = jsonl.Lines([b'{"text": "a"}\n'], 1, Columns("text"))
    assert len(pickle.dumps(lines)) < 300
