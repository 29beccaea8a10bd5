"""Two runs beside each other: what an option changed, by reason and by text."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk import DEFAULT, Pipeline, clean_folder
from copydesk._text.edits import splice
from copydesk.cli import main
from copydesk.errors import BadFolder
from copydesk.folder import FolderReport, compare
from copydesk.folder.comparison import Comparison, differences

TEXTS = {
    "a.txt": "Rain fell on the coast all night.\n\nShare this:\n\nSource link",
    "b.txt": "The boats left.\n\nSource link",
    "c.txt": "Nothing to remove here.",
}


def run(folder: Path, out: str, pipeline: Pipeline) -> FolderReport:
    source = folder / "in"
    source.mkdir(exist_ok=True)
    for name, text in TEXTS.items():
        (source / name).write_text(text, "utf-8")
    return clean_folder(source, folder / out, pipeline=pipeline, workers=0, progress=False)


@pytest.fixture
def reports(tmp_path: Path) -> tuple[FolderReport, FolderReport]:
    keeping = Pipeline.default(keep=["^Source"])
    return run(tmp_path, "one", DEFAULT), run(tmp_path, "two", keeping)


def test_what_an_option_changed(reports: tuple[FolderReport, FolderReport]) -> None:
    found = reports[0].compare(reports[1])
    assert (found.same, found.changed) == (1, ["a.txt", "b.txt"])
    assert found.edits["source-link"] == (2, 0)
    assert found.edits["share-bar"] == (1, 1)
    assert "source-link" in str(found)
    assert "share-bar" not in str(found)


def test_as_many_edits_of_other_lengths_are_a_difference() -> None:
    edits = {"promo": (3, 3), "credit": (1, 1), "hashtags": (2, 1)}
    removed = {"promo": (90, 20), "credit": (9, 9), "hashtags": (12, 6)}
    lines = str(Comparison(Path("one"), Path("two"), edits=edits, removed=removed)).split("\n")
    assert [line.split()[0] for line in lines[1:]] == ["promo", "hashtags"]


def test_a_run_is_the_same_as_itself(reports: tuple[FolderReport, FolderReport]) -> None:
    found = reports[0].compare(reports[0])
    assert (found.same, found.changed, found.only_first) == (3, [], [])


def test_files_that_one_run_has(reports: tuple[FolderReport, FolderReport]) -> None:
    (reports[0].source / "d.txt").write_text("A new one.", "utf-8")
    newer = clean_folder(reports[0].source, reports[1].target, workers=0, progress=False)
    assert reports[0].compare(newer).only_second == ["d.txt"]


def test_the_differences_are_shown(reports: tuple[FolderReport, FolderReport]) -> None:
    page = reports[0].target.parent / "diff.html"
    reports[0].compare(reports[1]).save(page)
    html = page.read_text("utf-8")
    assert "removed by the first run only" in html
    assert "b.txt" in html
    assert "c.txt" not in html


@pytest.mark.parametrize("one", TEXTS.values())
@pytest.mark.parametrize("two", TEXTS.values())
def test_differences_lead_from_one_to_the_other(one: str, two: str) -> None:
    assert splice(one, list(differences(one, two))) == two


def test_the_command(
    reports: tuple[FolderReport, FolderReport], capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = (str(report.target) for report in reports)
    assert main(["compare", one, two]) == 1
    assert "3 files in both: 1 the same, 2 differ" in capsys.readouterr().out
    assert main(["compare", one, one]) == 0


def test_what_is_no_output_of_a_job(tmp_path: Path) -> None:
    with pytest.raises(BadFolder, match="no output of a folder job"):
        compare(tmp_path, tmp_path)
