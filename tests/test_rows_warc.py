"""Web archives: each page becomes a row of its address and its text."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from copydesk._jobs import places
from copydesk._jobs.names import codec_of
from copydesk._jobs.places import Place
from copydesk.errors import UnreadableFile
from tests.rows_jobs import listing, run

pytest.importorskip("fastwarc", reason="needs fastwarc: pip install 'copydesk[rows]'")


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


@pytest.mark.parametrize("name", ["crawl.warc.wet", "crawl.warc.wet.gz", "crawl.wet.zst"])
def test_wet_becomes_rows(tmp_path: Path, name: str) -> None:
    source, target = tmp_path / name, tmp_path / "rows.jsonl"
    with places.writing(Place(str(source)), codec_of(name)) as file:
        file.write(WET)
    report = run(source, target)
    assert [json.loads(line) for line in target.read_text().splitlines()] == [
        {"url": "https://example.org/1", "text": "One.\nTwo."},
        {"url": "https://example.org/2", "text": "Café."},
    ]
    assert (report.rows, report.changed, report.skipped) == (2, 1, 0)


@pytest.mark.parametrize("reasons", [None, "removed"])
def test_warc_becomes_rows(tmp_path: Path, reasons: str | None) -> None:
    source, target = tmp_path / "crawl.warc.gz", tmp_path / "rows.parquet"
    source.write_bytes(gzip.compress(WARC[:200]) + gzip.compress(WARC[200:]))
    report = run(source, target, column="body", reasons=reasons)
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    result = parquet.read_table(target)
    assert result.select(["url", "body"]).to_pylist() == [
        {"url": "https://example.org/1", "body": "<p>Café."},
        {"url": "https://example.org/2", "body": "Two."},
    ]
    assert result.schema.names == ["url", "body"] + ["removed"] * bool(reasons)
    assert (report.rows, report.skipped) == (2, 1)
    assert "1 archive record without text skipped" in str(report)


def test_an_archive_that_is_cut_off_is_an_error(tmp_path: Path) -> None:
    source = tmp_path / "crawl.warc.gz"
    source.write_bytes(gzip.compress(WARC)[:-40])
    with pytest.raises(UnreadableFile, match=r"crawl\.warc\.gz cannot be read"):
        run(source, tmp_path / "rows.jsonl")
    source = tmp_path / "crawl.warc"
    source.write_bytes(WARC[:-8])
    with pytest.raises(UnreadableFile, match=r"cut off in .*example\.org/2"):
        run(source, tmp_path / "rows.jsonl")


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


def test_archives_in_folders_become_json_lines(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.warc.wet.gz").write_bytes(gzip.compress(WET))
    assert run(tmp_path / "in", tmp_path / "out").rows == 2
    assert listing(tmp_path / "out") == ["x.warc.wet.gz.jsonl.gz"]


def encoded(body: bytes) -> bytes:
    """A page that was sent packed."""
    packed = gzip.compress(body)
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    return record(
        "response", "https://example.org/bomb", "application/http", head.encode() + packed
    )


def test_a_page_that_would_fill_the_memory_is_a_bad_row(tmp_path: Path) -> None:
    large = 100_000_000
    bomb = encoded(b"<p>Rain fell." * (large // 13))
    page = response("https://example.org/large", "text/html", b"Rain fell. " * (large // 11))
    film = response("https://example.org/film", "video/mp4", b"\0" * large)
    (tmp_path / "a.warc").write_bytes(WARC + bomb + page + film + WARC)
    report = run(tmp_path / "a.warc", tmp_path / "b.jsonl")
    assert (report.rows, report.skipped) == (6, 3)
    assert [bad.cause for bad in report.bad_rows] == [
        "holds more than 64 MB: its text is left empty"
    ] * 2
    rows = [json.loads(line) for line in (tmp_path / "b.jsonl").read_text().splitlines()]
    assert [row["text"] for row in rows][2:4] == ["", ""]
    assert rows[:2] == rows[4:]
