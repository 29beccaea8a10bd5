"""The folder job: which files, where they go, what is kept, and what is said about them."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from copydesk import DEFAULT, Pipeline, clean, clean_folder, decode
from copydesk._jobs.names import article_outputs
from copydesk._jobs.texts import text_of
from copydesk.errors import BadFolder, BrokenWorkers, NotText
from copydesk.folder.report import FolderReport
from copydesk.rows import clean_rows
from tests.job_cleaners import DEADLY, PLAIN, fail_on_request, trim

BOX = "Stay up to date with The Daily Beacon every morning"
WEATHER = (
    "Rain fell on the coast for most of the day, and the ferry to the island stayed in port. ",
    "The mill by the river, which had stood empty since spring, was sold to a family of bakers. ",
    "Nobody on the council could say when the bridge would open again to lorries and buses. ",
    "Snow is expected in the hills by the weekend, with sleet along most of the southern road. ",
    "The library will stay open until nine on Thursdays from the first week of the new year. ",
    "Two swans that had nested beside the lock all summer were gone when the keeper came back. ",
)


def article(n: int, *extra: str) -> str:
    first, second = WEATHER[n % 6], WEATHER[(n + 1) % 6]
    return "\n".join(
        [f"Story number {n}", f"{first}So it was said on day {n}.", second + f"{n}.", *extra]
    )


def make(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return folder


def tree(folder: Path) -> dict[str, str]:
    """The outputs of a job, unpacked."""
    return {
        str(path.relative_to(folder)): (
            gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        ).decode()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".copydesk" not in path.parts
    }


def run(source: Path, target: Path, **options: object) -> FolderReport:
    settings = {"pipeline": PLAIN, "workers": 0, "progress": False} | options
    return clean_folder(source, target, **settings)  # type: ignore[arg-type]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make(tmp_path / "in", {f"{n}.txt": article(n, "READ NEXT: more") for n in range(6)})


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_the_tree_is_mirrored(tmp_path: Path, target: Path) -> None:
    files = ["a.txt", "b.md", "deep/er/c.htm", "deep/D.HTML", "e.txt.gz", "f.html.gz", "no.jpg"]
    run(make(tmp_path / "in", dict.fromkeys(files, "One.\n\nREAD NEXT: two")), target)
    expected = ["a.txt", "b.md", "deep/D.txt", "deep/er/c.txt", "e.txt.gz", "f.txt.gz"]
    assert tree(target) == dict.fromkeys(expected, "One.\n")


@pytest.mark.parametrize(
    ("names", "outputs"),
    [
        (["a.html"], ["a.txt"]),
        (["a.html", "a.txt"], ["a.html.txt", "a.txt"]),
        (["a.htm", "a.html"], ["a.htm.txt", "a.html.txt"]),
        (["a.html", "a.html.html", "a.txt"], ["a.html.txt", "a.html.txt.txt", "a.txt"]),
        (["a.html", "a.html.txt", "a.txt"], ["a.html.txt.txt", "a.html.txt", "a.txt"]),
        (["a.html.gz", "a.txt.gz"], ["a.html.txt.gz", "a.txt.gz"]),
    ],
)
def test_no_output_takes_the_place_of_another(names: list[str], outputs: list[str]) -> None:
    assert article_outputs(names) == dict(zip(names, outputs, strict=True))


def test_hidden_files_and_the_output_are_left_out(source: Path) -> None:
    make(source, {".hidden.txt": "no", ".git/a.txt": "no", "seen/a.txt": "Yes."})
    target = source / "cleaned"
    first = run(source, target)
    assert first.files == 7
    assert run(source, target).files == 7
    assert not (target / "cleaned").exists()


def test_links_are_followed_inside_the_source_only(source: Path, target: Path) -> None:
    outside = make(source.parent / "outside", {"secret.txt": "Secret.", "d/more.txt": "More."})
    (source / "out.txt").symlink_to(outside / "secret.txt")
    (source / "folder").symlink_to(outside / "d")
    (source / "loop").symlink_to(source)
    (source / "in.txt").symlink_to(source / "0.txt")
    (source / "gone.txt").symlink_to(source / "nothing.txt")
    report = run(source, target)
    assert report.files == 7
    assert not report.errors
    assert tree(target)["in.txt"] == tree(target)["0.txt"]


def test_nothing_is_written_outside_the_target(source: Path, target: Path, tmp_path: Path) -> None:
    make(source, {"sub/a.txt": "One.", "sub/deep/b.txt": "Two."})
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    target.mkdir()
    (target / "sub").symlink_to(elsewhere)
    report = run(source, target)
    assert [path for path, _ in report.errors] == ["sub/a.txt", "sub/deep/b.txt"]
    assert list(elsewhere.iterdir()) == []
    assert report.cleaned == 6


def test_the_state_of_a_job_is_never_a_link(source: Path, target: Path, tmp_path: Path) -> None:
    target.mkdir()
    (target / ".copydesk").symlink_to(tmp_path)
    with pytest.raises(BadFolder, match="link"):
        run(source, target)


@pytest.mark.parametrize("pair", [("in", "in"), ("in/deep", "in"), ("nowhere", "out")])
def test_folders_that_cannot_be_are_refused(source: Path, pair: tuple[str, str]) -> None:
    make(source, {"deep/a.txt": "One."})
    before = tree(source)
    with pytest.raises(BadFolder):
        run(source.parent / pair[0], source.parent / pair[1])
    assert tree(source) == before


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("**/*", 4),
        ("*", 4),
        ("*.md", 1),
        ("a/**", 3),
        ("a/*.txt", 1),
        ("**/b/*.txt", 1),
        ("?.txt", 3),
        ("none", 0),
    ],
)
def test_a_pattern_chooses(tmp_path: Path, target: Path, pattern: str, found: int) -> None:
    files = dict.fromkeys(["x.txt", "a/y.txt", "a/b/z.txt", "a/b/w.md"], "One.")
    assert run(make(tmp_path / "in", files), target, pattern=pattern).files == found


@pytest.mark.skipif(sys.platform == "win32", reason="these names are not allowed there")
def test_hostile_names(tmp_path: Path, target: Path) -> None:
    names = [
        "two words.txt",
        "line\nbreak.txt",
        "-rf.txt",
        "$(touch x).txt",
        "'\";&|.txt",
        "naïve 新闻 🗞.txt",
        "a" * 251 + ".txt",
        os.fsdecode(b"bytes \xff\xfe.txt"),
        "%s %n {0}.html",
        "\x1b[31mred.txt",
    ]
    report = run(make(tmp_path / "in", dict.fromkeys(names, "One.\nREAD NEXT: two")), target)
    assert report.errors == []
    assert set(tree(target).values()) == {"One.\n"}
    assert run(tmp_path / "in", target).kept == len(names)


def test_a_file_that_fails_is_reported_and_the_others_are_done(source: Path, target: Path) -> None:
    make(source, {"bad.txt": "Please fail here.", "worse.txt": "Two."})
    (source / "broken.txt.gz").write_bytes(b"this is not packed")
    report = run(source, target, pipeline=DEADLY)
    assert dict(report.errors).keys() == {"bad.txt", "broken.txt.gz"}
    assert "asked to fail" in dict(report.errors)["bad.txt"]
    assert report.cleaned == 7
    assert "2 failed" in str(report)


def test_bytes_that_are_no_text(source: Path, target: Path) -> None:
    make(source, {"junk.txt": bytes(range(256)) * 8, "latin.txt": "Café au lait".encode("latin-1")})
    report = run(source, target)
    assert report.files == 8
    assert all(path == "junk.txt" for path, _ in report.errors)


def test_an_empty_file_and_an_empty_folder(tmp_path: Path, target: Path) -> None:
    assert run(make(tmp_path / "in", {"a.txt": ""}), target).cleaned == 1
    assert tree(target) == {"a.txt": ""}
    (tmp_path / "none").mkdir()
    assert run(tmp_path / "none", tmp_path / "out2", workers=2).files == 0


def test_what_is_done_is_not_done_again(source: Path, target: Path) -> None:
    first = run(source, target)
    times = {path: os.stat(target / path).st_mtime_ns for path in tree(target)}
    again = run(source, target)
    assert (first.cleaned, again.cleaned, again.kept) == (6, 0, 6)
    assert (again.edits, again.before, again.after) == (first.edits, first.before, first.after)
    assert times == {path: os.stat(target / path).st_mtime_ns for path in times}
    assert run(source, target, resume=False).cleaned == 6


def test_what_has_changed_is_done_again(source: Path, target: Path) -> None:
    run(source, target)
    make(source, {"1.txt": "Other.", "new.txt": "New."})
    (target / "2.txt").unlink()
    report = run(source, target)
    assert report.cleaned == 3
    assert tree(target)["1.txt"] == "Other.\n"
    assert tree(target)["new.txt"] == "New.\n"
    assert "2.txt" in tree(target)


def test_another_pipeline_does_all_again(source: Path, target: Path) -> None:
    run(source, target)
    report = run(source, target, pipeline=Pipeline(trim), learn_site_lines=False)
    assert report.cleaned == 6
    assert "READ NEXT" in tree(target)["0.txt"]


def test_a_failed_file_is_tried_again(source: Path, target: Path) -> None:
    make(source, {"bad.txt": "Please fail here."})
    assert run(source, target, pipeline=Pipeline(trim, fail_on_request)).errors
    assert run(source, target, pipeline=Pipeline(trim, fail_on_request)).cleaned == 0
    make(source, {"bad.txt": "Now it is well."})
    report = run(source, target, pipeline=Pipeline(trim, fail_on_request))
    assert (report.cleaned, report.errors) == (1, [])


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_the_files_of_others_stay(source: Path, target: Path, kind: str) -> None:
    target.mkdir()
    theirs = target / "0.txt"
    if kind == "file":
        theirs.write_text("precious")
    elif kind == "folder":
        theirs.mkdir()
    else:
        theirs.symlink_to(source / "1.txt")
    report = run(source, target)
    assert [path for path, _ in report.errors] == ["0.txt"]
    assert report.cleaned == 5
    assert theirs.is_dir() if kind == "folder" else theirs.read_text() != tree(target)["2.txt"]
    if kind != "folder":
        assert run(source, target, overwrite=True).errors == []
        assert "Story number 0" in theirs.read_text()
        assert not theirs.is_symlink()


def test_an_output_edited_by_hand_stays(source: Path, target: Path) -> None:
    run(source, target)
    (target / "0.txt").write_text("edited by hand")
    report = run(source, target)
    assert [path for path, _ in report.errors] == ["0.txt"]
    assert (target / "0.txt").read_text() == "edited by hand"
    assert run(source, target, overwrite=True).errors == []


def test_an_output_emptied_by_a_power_cut_is_made_again(source: Path, target: Path) -> None:
    run(source, target)
    whole = tree(target)
    (target / "0.txt").write_bytes(b"")
    (target / "1.txt").write_bytes(b"\0" * 100)
    assert run(source, target).errors == []
    assert tree(target) == whole


def test_an_output_that_is_as_it_would_be_is_taken_over(source: Path, target: Path) -> None:
    run(source, target)
    shutil.rmtree(target / ".copydesk")
    assert run(source, target).errors == []


def test_a_broken_manifest_is_no_obstacle(source: Path, target: Path) -> None:
    manifest = run(source, target).manifest
    lines = manifest.read_text().splitlines()
    manifest.write_text("\n".join([lines[0], lines[1][:40], "[]", "{}", "null", *lines[2:]])[:-9])
    report = run(source, target)
    assert report.errors == []
    assert report.cleaned == 2
    rows = [json.loads(line) for line in manifest.read_text().splitlines()]
    assert [row["path"] for row in rows] == [f"{n}.txt" for n in range(6)]


def test_two_jobs_do_not_share_a_target(source: Path, target: Path) -> None:
    pytest.importorskip("fcntl", reason="no locks of this kind here")
    from copydesk.folder.manifest import Manifest

    with Manifest(target), pytest.raises(BadFolder, match="another job"):
        run(source, target)


def site(n: int, *, of: str = "") -> dict[str, str | bytes]:
    return {f"{of}{k}.txt": f"{article(k)}\n{BOX}" for k in range(n)}


def test_lines_of_a_site_go(tmp_path: Path, target: Path) -> None:
    files = site(5, of="beacon/") | site(3, of="small/") | {"other/a.txt": f"{article(9)}\n{BOX}"}
    report = run(make(tmp_path / "in", files), target)
    boxed = {path for path, text in tree(target).items() if BOX in text}
    assert boxed == {"small/0.txt", "small/1.txt", "small/2.txt", "other/a.txt"}
    assert report.edits["site-line"] == 5
    assert run(tmp_path / "in", target).cleaned == 0
    assert run(tmp_path / "in", target, learn_site_lines=False).cleaned == 5
    assert all(BOX in text for text in tree(target).values())


def test_a_grown_folder_is_as_if_it_had_been_so_from_the_start(
    tmp_path: Path, target: Path
) -> None:
    plain: dict[str, str | bytes] = {f"plain{k}.txt": f"It was day {k} of rain." for k in range(3)}
    source = make(tmp_path / "in", site(1) | plain)
    run(source, target)
    assert BOX in tree(target)["0.txt"]
    make(source, site(6))
    report = run(source, target)
    assert report.cleaned == 6
    fresh = tmp_path / "fresh"
    run(source, fresh)
    assert tree(target) == tree(fresh)
    for n in range(1, 6):  # and a folder that has shrunk, too
        (source / f"{n}.txt").unlink()
        (target / f"{n}.txt").unlink()
    assert run(source, target).cleaned == 1
    assert BOX in tree(target)["0.txt"]


def test_the_workers_make_no_difference(tmp_path: Path, target: Path) -> None:
    source = make(tmp_path / "in", site(40) | {"zz.txt": "READ NEXT: all"})
    run(source, target, workers=2)
    other = tmp_path / "other"
    run(source, other, workers=0)
    assert tree(target) == tree(other)
    rows = [
        [{k: v for k, v in json.loads(line).items() if k != "seconds"} for line in lines]
        for lines in (
            (folder / ".copydesk/manifest.jsonl").read_text().splitlines()
            for folder in (target, other)
        )
    ]
    assert rows[0] == rows[1]


def test_an_explanation_tells_of_the_site_too(tmp_path: Path, target: Path) -> None:
    source = make(tmp_path / "in", site(5))
    report = run(source, target)
    explanation = report.explain("0.txt")
    assert [edit.reason for edit in explanation.edits] == ["site-line"]
    assert explanation.text + "\n" == (target / "0.txt").read_text()
    assert explanation.original() == (source / "0.txt").read_text()
    assert report.explain(source / "1.txt").text
    with pytest.raises(BadFolder, match="nothing"):
        report.explain("nothing.txt")


def test_what_the_pipeline_keeps_the_site_pass_keeps(tmp_path: Path, target: Path) -> None:
    keep = Pipeline.default(keep=["Daily Beacon"])
    report = run(make(tmp_path / "in", site(5)), target, pipeline=keep)
    assert all(BOX in text for text in tree(target).values())
    assert BOX in report.explain("0.txt").text
    run(tmp_path / "in", tmp_path / "without", pipeline=DEFAULT)
    assert not any(BOX in text for text in tree(tmp_path / "without").values())


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that every user may enter, and the rights of an ordinary user from `set_user` on."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        set_user(0)
        (Path(name) / "in" / "locked").chmod(0o755)


def set_user(number: int) -> None:
    """Root may read and write everything: step down from it, or up to it again."""
    if hasattr(os, "getuid") and os.getuid() == 0:
        os.seteuid(number)


@pytest.mark.skipif(sys.platform == "win32", reason="no permissions of this kind there")
def test_what_cannot_be_read_or_written_is_reported(shared: Path) -> None:
    articles: dict[str, str | bytes] = {f"{n}.txt": article(n) for n in range(6)}
    source = make(shared / "in", articles | {"locked/a.txt": "One.", "full/b.txt": "Two."})
    target = make(shared / "out", {"full/old.txt": "Old."})
    target.chmod(0o777)
    for path, mode in ((source / "0.txt", 0), (source / "locked", 0), (target / "full", 0o555)):
        path.chmod(mode)
    set_user(65534)
    report = run(source, target)
    assert {path for path, _ in report.errors} == {"0.txt", "locked", "full/b.txt"}
    assert report.cleaned == 5


@pytest.mark.skipif(sys.platform != "linux", reason="names are text here")
def test_names_that_are_no_utf8_are_shown(source: Path, target: Path, tmp_path: Path) -> None:
    for name in (b"caf\xe9.txt", b"bad\xff.txt.gz"):
        Path(os.fsdecode(os.path.join(os.fsencode(source), name))).write_text("One.")
    report = run(source, target)
    assert r"FAILED bad\xff.txt.gz" in str(report)
    report.to_html(tmp_path / "report.html")
    assert r"bad\xff.txt.gz" in (tmp_path / "report.html").read_text("utf-8")
    assert report._repr_html_().encode()
    assert repr(report).encode()


def test_the_summary_counts_in_good_english(source: Path, target: Path) -> None:
    make(source, {f"{n}.txt": f"{article(n)}\nREAD NEXT: more" for n in range(1, 6)})
    for n in range(1, 6):
        (source / f"{n}.txt").unlink()
    said = str(run(source, target))
    assert said.startswith("1 file in")
    assert "1 edit, 16 characters shorter" in said


def test_rows_and_outputs_of_other_jobs_are_left_out_and_named(source: Path, target: Path) -> None:
    make(source, {"rows.csv": "text\nOne.\n", "deep/rows.jsonl.gz": "{}"})
    run(source, source / "earlier")
    report = run(source, target)
    assert (report.files, report.rows_left_out, report.outputs_left_out) == (6, 2, ["earlier"])
    assert "2 files of rows left out" in str(report)
    assert "left out the folder earlier: an output of another job" in str(report)
    assert "2 files of rows left out" in report._repr_html_()
    assert run(source, target, pattern="*.txt").rows_left_out == 0


def test_an_output_of_a_job_can_be_a_source(source: Path, target: Path, tmp_path: Path) -> None:
    run(source, target)
    assert run(target, tmp_path / "again").files == 6


def test_an_empty_folder_names_what_is_looked_for(tmp_path: Path, target: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = str(run(tmp_path / "empty", target))
    assert said.endswith(
        "no article found: names end in .txt, .md, .html or .htm, each also with .gz"
    )


def test_a_pattern_that_nothing_fits_is_named(source: Path, target: Path) -> None:
    assert str(run(source, target, pattern="*.docx")).endswith("and fit the pattern *.docx")


def test_reasons_beyond_the_commonest_are_counted(source: Path, target: Path) -> None:
    report = run(source, target)
    report.edits = {f"reason-{n}": n + 1 for n in range(13)}
    assert "and 3 reasons more" in str(report)
    report.edits = {f"reason-{n}": n + 1 for n in range(10)}
    assert "reasons more" not in str(report)


@pytest.mark.parametrize("given", [clean, "strip_markup", [str.strip], None])
def test_what_is_no_pipeline_is_refused(source: Path, target: Path, given: object) -> None:
    with pytest.raises(NotText, match="give a pipeline"):
        run(source, target, pipeline=given)
    with pytest.raises(NotText, match="give a pipeline"):
        clean_rows(source, target, pipeline=given)  # type: ignore[arg-type]
    assert not target.exists()


def test_there_are_no_fewer_workers_than_none(source: Path, target: Path) -> None:
    with pytest.raises(BrokenWorkers, match="workers is -1"):
        run(source, target, workers=-1)


def test_the_target_is_no_file(source: Path, target: Path) -> None:
    target.write_text("A file.")
    with pytest.raises(BadFolder, match="is a file"):
        run(source, target)
    assert target.read_text() == "A file."


RANDOM = random.Random(1)
BINARY = {
    "random": RANDOM.randbytes(3000),
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "pdf": b"%PDF-1.4\nstream of text",
    "docx": b"PK\x03\x04\x14\0",
    "nul": b"\0" * 100,
    "riff": b"RIFF" + bytes(range(32)) * 4,
}


@pytest.mark.parametrize("kind", BINARY)
def test_what_is_no_text_is_reported(source: Path, target: Path, kind: str) -> None:
    (source / "junk.txt").write_bytes(BINARY[kind])
    report = run(source, target)
    [(path, cause)] = report.errors
    assert path == "junk.txt"
    assert cause.startswith("looks binary: ")
    assert not (target / "junk.txt").exists()


@pytest.mark.parametrize(
    "data",
    [
        *(article(1).encode(code) for code in ("utf-16", "utf-16-le", "utf-32-be", "cp1252")),
        "Дождь шёл всю ночь. ".encode("koi8-r") * 9,
        "雨が一晩中降った。".encode("shift_jis") * 9,
        "雨が一晩中降った。".encode("iso2022_jp") * 9,
        b"One\0two\x07 three.",
        b"",
        b"PKD wrote it. %PDF- is how such files begin.",
    ],
)
def test_text_of_any_encoding_is_text(data: bytes) -> None:
    assert text_of(data, "a.txt") == decode(data)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain fell.", "utf-8")
    with pytest.raises(BadFolder, match=r"a\.txt is a file: copydesk\.clean takes the text"):
        clean_folder(tmp_path / "a.txt", tmp_path / "out", workers=0, progress=False)
