"""What a notebook shows, and the notebook among the examples."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from copydesk import Pipeline, explain
from copydesk._text.edits import Edit
from copydesk.errors import UnknownReason
from copydesk.folder.report import FolderReport
from copydesk.pipeline.explanation import Explanation
from tests import notebook
from tests.job_cleaners import fail_on_request
from tests.test_folder import article, make, run

SCRIPT = "<script>alert('&')</script>"


class Reader(HTMLParser):
    """The tags of a page in order, and its text; a script would show as a tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.open, self.text = set[str](), list[str](), ""
        self.feed(re.sub(r"(?s)<style>.*?</style>", "", page))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in ("br", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def drop_script(text: str) -> str:
    return text.replace(SCRIPT, "")


@pytest.fixture
def report(tmp_path: Path) -> FolderReport:
    files = {f"<u>{n}.txt": f"{article(n)}\n{SCRIPT}" for n in range(3)} | {"x.txt": "fail here"}
    pipeline = Pipeline(drop_script, fail_on_request)
    return run(make(tmp_path / "in", files), tmp_path / "out", pipeline=pipeline)


def test_an_explanation_is_marked_and_counted() -> None:
    page = Reader(explain("Rain fell on the coast all night.\n\nShare this:")._repr_html_())
    assert page.open == []
    assert page.tags == {"div", "span", "del"}
    assert "Rain fell on the coast all night." in page.text
    assert "share-bar 1" in page.text


def test_texts_and_reasons_are_escaped() -> None:
    edits = (Edit(0, len(SCRIPT), SCRIPT, "<i>", "<u>", '"<s>'), Edit(30, 30, "", " ", "a", "b"))
    page = Reader(Explanation("<i> & so it went on.", edits)._repr_html_())
    assert page.open == []
    assert page.tags == {"div", "span", "del", "ins"}
    assert SCRIPT in page.text


def test_nothing_changed() -> None:
    assert "nothing was changed" in Explanation("Sound.", ())._repr_html_()


def test_a_report_shows_what_happened(report: FolderReport) -> None:
    page = Reader(report._repr_html_())
    assert page.open == []
    assert not {"script", "u"} & page.tags
    assert {"details", "summary"} <= page.tags
    for said in (
        "4 files",
        "3 cleaned",
        "1 failed",
        "asked to fail",
        "drop-script",
        SCRIPT,
        "<u>0.txt",
    ):
        assert said in page.text


def test_a_report_as_a_page(report: FolderReport, tmp_path: Path) -> None:
    report.to_html(tmp_path / "report.html")
    page = Reader((tmp_path / "report.html").read_text("utf-8").removeprefix("<!doctype html>"))
    assert page.open == []
    assert "script" not in page.tags


def test_a_report_as_a_table(report: FolderReport) -> None:
    pytest.importorskip("pandas", reason="needs pandas: pip install 'copydesk[notebook]'")
    table = report.to_pandas().set_index("path")
    assert list(table["edits: drop-script"]) == [1, 1, 1, 0]
    assert table.loc["x.txt", "error"] == "ValueError: asked to fail"


def test_a_table_has_what_people_read_first(report: FolderReport) -> None:
    pytest.importorskip("pandas", reason="needs pandas: pip install 'copydesk[notebook]'")
    names = list(report.to_pandas().columns)
    assert names[:5] == ["path", "before", "after", "cut", "error"]
    assert not any("sha" in name or name in ("fingerprint", "kept", "lines") for name in names)


def test_texts_of_a_report_by_what_was_done_to_them(report: FolderReport) -> None:
    cut = report.most_cut(2)
    assert len(cut) == 2
    assert all(found.edits for found in cut.values())
    assert list(report.sample(3)) == list(report.sample(3)) != []
    assert "x.txt" not in report.sample(9)
    one = report.by_reason("drop-script", 1)
    assert [found.reasons()["drop-script"] for found in one.values()] == [1]
    page = Reader(one._repr_html_())
    assert page.open == []
    assert "details" in page.tags
    assert "1 edit:" in str(one)
    with pytest.raises(UnknownReason, match="there are: drop-script"):
        report.by_reason("promo")


def test_a_text_that_is_gone_is_left_out(report: FolderReport) -> None:
    (report.source / "<u>1.txt").unlink()
    assert set(report.most_cut()) == {"<u>0.txt", "<u>2.txt"}
    assert "&lt;u&gt;0.txt" in report._repr_html_()


def test_many_errors_of_one_cause_are_a_line(tmp_path: Path) -> None:
    files = {f"{n}.txt": "fail here" for n in range(40)}
    pipeline = Pipeline(fail_on_request)
    report = run(make(tmp_path / "in", files), tmp_path / "out", pipeline=pipeline)
    assert report._repr_html_().count("asked to fail") == 2  # the cell, and its title
    assert str(report).count("FAILED") == 1


def test_a_report_as_a_plot(report: FolderReport, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="needs matplotlib: pip install 'copydesk[notebook]'")
    figure = report.plot()
    assert [axes.get_title() for axes in figure.axes][1] == "Length of each file, in characters"
    figure.savefig(tmp_path / "plot.png")


@pytest.mark.filterwarnings("ignore")  # those of the kernel's own libraries
def test_the_example_runs_and_ships_what_it_shows(tmp_path: Path) -> None:
    for name in ("nbclient", "ipykernel", "pandas", "matplotlib"):
        pytest.importorskip(name, reason=f"needs {name}: pip install 'copydesk[dev]'")
    import nbformat

    book = notebook.executed(tmp_path)
    shown = json.dumps(book)
    assert "2 cleaned, 42 kept from before, 0 failed" in shown
    assert "image/png" in shown
    shipped = nbformat.read(notebook.EXAMPLE, as_version=4)
    assert notebook.texts(shipped) == notebook.texts(book), "run python -m tests.notebook"
    assert (tmp_path / "folder-example/mine/beacon/books.txt").read_text("utf-8").count(
        "READ NEXT"
    ) == 1


def test_a_dollar_in_a_reason_is_a_dollar(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="needs matplotlib: pip install 'copydesk[notebook]'")
    from copydesk._show.html import report_plot

    reasons = {r"$\frac{$": 3, "$5 offers": 2, r"\$a$b$": 1, "$": 1}
    figure = report_plot(reasons, [(3, 2)])
    figure.savefig(tmp_path / "plot.png")
