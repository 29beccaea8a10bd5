"""The review page: what it holds, what it chooses, and that no text on it can act."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from copydesk import clean_folder, explain
from copydesk._show import review
from copydesk._show.review import Measured, Reason, Reviewed, chosen, review_html
from copydesk.errors import BadFile
from copydesk.rows import RowsReport, clean_rows

DIRTY = "Rain fell on the coast 🌧 all night.\n\nShare this:\n\nThe boats left.\n\nSource link"
ATTACK = "</script><script>alert(1)</script><img src=x onerror=alert(2)> {{data}} {{script}}"


def reviewed(name: str, text: str) -> Reviewed:
    found = explain(text)
    cut = len(text) - len(found.text)
    return Reviewed(Measured(name, len(text), len(found.text), cut), text, found.edits)


def page(*texts: Reviewed, total: int | None = None) -> str:
    before = sum(text.measured.before for text in texts)
    reasons = [Reason("share-bar", 1, 11, ["Share this:"])]
    return review_html("copydesk: x", texts, total or len(texts), reasons, before)


def content(html: str) -> dict[str, Any]:
    [found] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    return dict(json.loads(found))


def test_the_original_and_the_result_can_be_read_off_the_pieces() -> None:
    [text] = content(page(reviewed("a.txt", DIRTY)))["texts"]
    pieces = [[p, p] if isinstance(p, str) else p for p in text["pieces"]]
    assert "".join(p[0] for p in pieces) == DIRTY
    assert "".join(p[1] for p in pieces) == explain(DIRTY).text


def test_each_change_has_its_reason_and_its_cleaner() -> None:
    found = content(page(reviewed("a.txt", DIRTY)))
    changes = [p for p in found["texts"][0]["pieces"] if not isinstance(p, str)]
    assert [found["reasons"][p[2]]["name"] for p in changes] == ["share-bar", "source-link"]
    assert {found["cleaners"][p[3]] for p in changes} == {"remove_boilerplate"}


def test_no_text_ends_the_script_that_holds_it() -> None:
    html = page(reviewed("<b>.txt", ATTACK))
    assert html.count("</script>") == 2
    assert "<img" not in html
    assert content(html)["texts"][0]["name"] == "<b>.txt"


def test_a_long_stretch_that_stays_is_shown_by_its_ends() -> None:
    [text] = content(page(reviewed("a.txt", "Rain fell. " * 5000)))["texts"]
    assert len(text["pieces"][0]) < review.UNCHANGED + 100
    assert "characters that stay" in text["pieces"][0]


def test_many_texts_are_sampled_and_the_page_says_so() -> None:
    texts = [Measured(f"{n}.txt", 100_000 - n, 100, n % 977) for n in range(10_000)]
    names = {text.name for text in chosen(texts)}
    assert {"9769.txt", "0.txt"} <= names  # most cut, and longest
    assert review.OF_EACH_KIND < len(names) <= 3 * review.OF_EACH_KIND
    html = page(reviewed("a.txt", DIRTY), total=10_000)
    assert "10,000 texts" in content(html)["summary"]
    assert "here are 1:" in content(html)["summary"]


def test_the_page_stays_small() -> None:
    long = "Rain fell on the coast. Source link\n\n" * 3000
    texts = [Reviewed(Measured(str(n), len(long), 0, 0), long, ()) for n in range(10)]
    many = [Reviewed(t.measured, long, explain("x\n\nSource link").edits) for t in texts]
    assert len(page(*many * 300).encode()) < 5_000_000


def test_a_folder_job_is_reviewed(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(DIRTY, "utf-8")
    (source / "b.txt").write_bytes(b"%PDF-1.4")
    report = clean_folder(source, tmp_path / "out", workers=0, progress=False)
    report.save(tmp_path / "review.html")
    found = content((tmp_path / "review.html").read_text("utf-8"))
    by_name = {text["name"]: text for text in found["texts"]}
    assert by_name["b.txt"]["error"] == "looks binary: a PDF file"
    assert by_name["a.txt"]["error"] is None
    assert {reason["name"] for reason in found["reasons"]} == {"share-bar", "source-link"}


def test_a_file_that_has_gone_since_is_told(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(DIRTY, "utf-8")
    report = clean_folder(source, tmp_path / "out", workers=0, progress=False)
    (source / "a.txt").unlink()
    report.save(tmp_path / "review.html")
    [text] = content((tmp_path / "review.html").read_text("utf-8"))["texts"]
    assert "a.txt" in text["error"]


def test_rows_of_a_folder_are_reviewed(tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    (source / "deep").mkdir(parents=True)
    lines = [json.dumps({"text": DIRTY, "site": "x"}) for _ in range(3)]
    (source / "a.jsonl").write_text("\n".join(lines), "utf-8")
    (source / "deep" / "b.csv").write_text('text,id\n"One, two. Three.",1\n', "utf-8")
    report = clean_rows(source, target, workers=0, progress=False)
    report.save(tmp_path / "review.html")
    found = content((tmp_path / "review.html").read_text("utf-8"))
    names = ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3", "deep/b.csv:2"]
    assert [text["name"] for text in found["texts"]] == names
    assert {reason["name"] for reason in found["reasons"]} == {"share-bar", "source-link"}
    pieces = [[p, p] if isinstance(p, str) else p for p in found["texts"][0]["pieces"]]
    assert "".join(p[0] for p in pieces) == DIRTY
    assert "".join(p[1] for p in pieces) == explain(DIRTY).text


def test_a_report_of_no_job_has_no_page(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="clean_rows"):
        RowsReport().save(tmp_path / "review.html")


def test_of_many_rows_the_most_telling_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("copydesk.rows.review.AT_ONCE", 800)
    monkeypatch.setattr(review, "LARGEST", 3_000)
    rows = [DIRTY if n == 37 else f"Rain fell on the coast for {n} days." for n in range(1000)]
    lines = [json.dumps({"text": text}) for text in rows]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    report = clean_rows(tmp_path / "a.jsonl", tmp_path / "b.jsonl", workers=0, progress=False)
    report.save(tmp_path / "review.html")
    found = content((tmp_path / "review.html").read_text("utf-8"))
    assert "a.jsonl:38" in {text["name"] for text in found["texts"]}
    assert len(found["texts"]) < 100
    assert "1,000 texts" in found["summary"]
