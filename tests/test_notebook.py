"""What a notebook shows, and the notebook among the examples."""

from __future__ import annotations

import json
import os
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from copydesk import Pipeline, explain
from copydesk._text.edits import Edit
from copydesk.folder.report import FolderReport
from copydesk.pipeline.explanation import Explanation
from tests.job_cleaners import fail_on_request
from tests.test_folder import article, make, run

EXAMPLE = Path(__file__).parents[1] / "examples" / "clean_a_folder.ipynb"
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


def test_a_report_as_a_plot(report: FolderReport, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="needs matplotlib: pip install 'copydesk[notebook]'")
    figure = report.plot()
    assert [axes.get_title() for axes in figure.axes][1] == "Length of each file"
    figure.savefig(tmp_path / "plot.png")


def test_the_example_has_no_outputs() -> None:
    cells = json.loads(EXAMPLE.read_text("utf-8"))["cells"]
    assert not any(cell.get("outputs") for cell in cells)


@pytest.mark.filterwarnings("ignore")  # those of the kernel's own libraries
def test_the_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("nbclient", "ipykernel", "pandas", "matplotlib"):
        pytest.importorskip(name, reason=f"needs {name}: pip install 'copydesk[dev]'")
    import nbformat
    from nbclient import NotebookClient

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    book = nbformat.read(EXAMPLE, as_version=4)
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = json.dumps(book)
    assert "2 cleaned, 42 kept from before, 0 failed" in shown
    assert (tmp_path / "folder-example/clean/beacon/books.txt").read_text("utf-8").count(
        "READ NEXT"
    ) == 1


def test_a_dollar_in_a_reason_is_a_dollar(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="needs matplotlib: pip install 'copydesk[notebook]'")
    from copydesk._show.html import report_plot

    reasons = {r"$\frac{$": 3, "$5 offers": 2, r"\$a$b$": 1, "$": 1}
    figure = report_plot(reasons, [(3, 2)])
    figure.savefig(tmp_path / "plot.png")
