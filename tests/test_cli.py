"""The command line, mostly as a user runs it."""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import copydesk
from copydesk._show.terminal import explained
from copydesk._show.wording import visible
from copydesk._text.edits import Edit
from copydesk.cli import main
from copydesk.pipeline.explanation import Explanation
from copydesk.pipeline.pipeline import Pipeline
from tests.test_folder import article, make, tree

DIRTY = f"{article(1)}\nSource link\n"
CLEAN = f"{article(1)}\n"


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "copydesk", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "dirty.txt"
    path.write_text(DIRTY)
    return path


def test_a_file_to_standard_output(file: Path) -> None:
    done = run(file)
    assert (done.returncode, done.stdout, done.stderr) == (0, CLEAN.encode(), b"")
    assert file.read_text() == DIRTY


def test_standard_input() -> None:
    assert run(stdin=DIRTY.encode()).stdout == CLEAN.encode()
    assert run("-", stdin=b"").stdout == b""


def test_a_file_to_a_file(file: Path, tmp_path: Path) -> None:
    assert main([str(file), "-o", str(tmp_path / "clean.txt")]) == 0
    assert (tmp_path / "clean.txt").read_text() == CLEAN
    assert main([str(file), "-o", str(tmp_path / "clean.txt.gz")]) == 0
    assert gzip.decompress((tmp_path / "clean.txt.gz").read_bytes()).decode() == CLEAN


@pytest.mark.parametrize("place", ["dirty.txt", "."])
def test_never_in_place(
    file: Path, place: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(file.parent)
    assert main(["dirty.txt", "-o", place]) == 2
    assert "in place" in capsys.readouterr().err
    assert file.read_text() == DIRTY


def test_a_folder(tmp_path: Path) -> None:
    make(tmp_path / "in", {"a.txt": DIRTY, "b/c.txt": CLEAN})
    done = run(tmp_path / "in", "-o", tmp_path / "out")
    assert done.returncode == 0
    assert b"2 files" in done.stdout
    assert b"source-link" in done.stdout
    assert done.stderr == b""  # no terminal, no bar
    assert tree(tmp_path / "out") == {"a.txt": CLEAN, "b/c.txt": CLEAN}


def test_a_folder_with_a_file_that_fails(tmp_path: Path) -> None:
    make(tmp_path / "in", {"a.txt": DIRTY})
    (tmp_path / "in" / "bad.txt.gz").write_bytes(b"not packed")
    done = run(tmp_path / "in", "-o", tmp_path / "out", "--html", tmp_path / "report.html")
    assert done.returncode == 1
    assert b"FAILED bad.txt.gz" in done.stdout
    assert tree(tmp_path / "out") == {"a.txt": CLEAN}
    assert "bad.txt.gz" in (tmp_path / "report.html").read_text()
    assert b"bad.txt.gz" in run(tmp_path / "in", "-o", tmp_path / "out", "--quiet").stderr


def test_check(file: Path, tmp_path: Path) -> None:
    done = run("--check", file)
    assert (done.returncode, done.stdout) == (1, f"{file}\n".encode())
    make(tmp_path / "clean", {"a.txt": CLEAN, "b.txt": CLEAN.removesuffix("\n")})
    assert run("--check", tmp_path / "clean").returncode == 0
    assert run("--check", tmp_path).returncode == 1


def test_diff(file: Path) -> None:
    done = run("--diff", file)
    assert done.returncode == 1
    assert b"\n-Source link" in done.stdout
    assert b"\x1b" not in done.stdout


def test_explain(file: Path) -> None:
    done = run("--explain", file)
    assert done.returncode == 0
    assert "Source link" in done.stdout.decode().partition("[-")[2]
    assert b"source-link (remove_boilerplate)" in done.stdout
    assert b"\x1b" not in done.stdout


def test_keep_words_cues_and_without(tmp_path: Path, file: Path) -> None:
    assert run(file, "--keep", "^Source link$").stdout == DIRTY.encode()
    assert run(file, "--without", "remove_boilerplate").stdout == DIRTY.encode()
    cues = tmp_path / "own.toml"
    cues.write_text(
        '[[group]]\nname = "ours"\nreason = "ours"\nphrases = ["Get the Gazette app"]\n'
        'removes = ["Get the Gazette app"]\nkeeps = ["Get the Gazette app out, she said."]\n'
    )
    text = f"{CLEAN}Get the Gazette app\n".encode()
    assert run("--cues", cues, stdin=text).stdout == CLEAN.encode()
    (tmp_path / "words.txt").write_text("Ukrainedeclining\n")
    glued = f"{CLEAN}The war in Ukrainedeclining to take a break went on and on.\n".encode()
    assert run(stdin=glued).stdout != glued
    assert run("--words", tmp_path / "words.txt", stdin=glued).stdout == glued


PAGE = (
    "<html><head><title>Ferry sinks - The Coast</title></head><body><h1>Ferry sinks</h1>"
    "<p>The ferry sank on Monday night, in the worst storm that the coast has seen.</p>"
    "<p>All of the passengers were saved by fishermen, who put out against all advice.</p></body>"
)


def test_the_headline_of_a_page_stays_if_asked_for(tmp_path: Path) -> None:
    source, out = make(tmp_path / "pages", {"a.html": PAGE}), tmp_path / "out"
    (rows := tmp_path / "pages.jsonl").write_text(json.dumps({"text": PAGE}))
    first = "Ferry sinks\n\nThe ferry"
    assert run(source / "a.html").stdout.decode().startswith("The ferry")
    assert run(source / "a.html", "--keep-headline").stdout.decode().startswith(first)
    assert run(source, "-o", out, "--keep-headline", "--quiet").returncode == 0
    assert (out / "a.txt").read_text().startswith(first)
    assert run(rows, "-o", out / "a.jsonl", "--keep-headline", "--quiet").returncode == 0
    assert json.loads((out / "a.jsonl").read_text())["text"].startswith(first)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["folder"], "-o"),
        (["nowhere.txt"], "nowhere.txt: there is no such file"),
        (["folder", "-o", "folder"], "in place"),
        (["dirty.txt", "--without", "nothing"], "it has"),
        (["dirty.txt", "--keep", "("], "copydesk:"),
        (["dirty.txt", "dirty.txt", "-o", "x"], "two inputs are named"),
        (["rows.jsonl"], "-o"),
        (["clean", "folder", "-o", "x"], "clean: there is no such file"),
        (["https://example.com/a.html"], "fetches nothing"),
    ],
)
def test_mistakes_are_named(
    file: Path,
    arguments: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(file.parent)
    make(file.parent / "folder", {"a.txt": CLEAN})
    assert main(arguments) in (1, 2)
    assert said in capsys.readouterr().err


def test_a_file_of_rows(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"id": 1, "body": DIRTY}) + "\n")
    out = tmp_path / "clean.jsonl"
    assert main([str(rows), "-o", str(out), "--column", "body", "--quiet", "--workers", "1"]) == 0
    assert json.loads(out.read_text()) == {"id": 1, "body": CLEAN.removesuffix("\n")}


@pytest.mark.skipif(sys.platform == "win32", reason="the signals are those of Unix")
@pytest.mark.usefixtures("heeds_interrupts")
def test_an_interrupted_job_says_how_to_go_on(tmp_path: Path) -> None:
    make(tmp_path / "in", {f"{n}.txt": article(n) * 50 for n in range(400)})
    command = [sys.executable, "-m", "copydesk", tmp_path / "in", "-o", tmp_path / "out"]
    job = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not list(tmp_path.glob("out/*.txt")):
        assert job.poll() is None, "it ended before it wrote a file"
        time.sleep(0.01)
    os.killpg(job.pid, signal.SIGINT)
    _, said = job.communicate(timeout=20)
    assert job.returncode == 130
    assert re.fullmatch(r"Stopped: \d+ of 400 files were cleaned; run it again to go on\.\n", said)


@pytest.mark.parametrize("tqdm", [True, False])
def test_a_bar_on_a_terminal(tmp_path: Path, tqdm: bool) -> None:
    if tqdm:
        pytest.importorskip("tqdm", reason="tqdm is not installed")
    termios = pytest.importorskip("termios", reason="no terminals of this kind here")
    make(tmp_path / "in", {f"{n}.txt": article(n) for n in range(3)})
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    hide = "" if tqdm else "sys.modules['tqdm'] = None; "
    code = f"import sys; {hide}from copydesk.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, tmp_path / "in", "-o", tmp_path / "out"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs) as job:
        assert b"3 files" in job.communicate()[0]
    os.close(theirs)
    said = os.read(ours, 1 << 16)
    os.close(ours)
    assert b"cleaning" in said
    assert b"3/3" in said


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    for option, said in (("--version", copydesk.__version__), ("--help", "examples:")):
        with pytest.raises(SystemExit) as stop:
            main([option])
        assert stop.value.code == 0
        assert said in capsys.readouterr().out


def test_a_reader_that_has_had_enough(file: Path) -> None:
    command = f"{sys.executable} -m copydesk {' '.join([str(file)] * 500)} | head -c 10"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    assert (len(done.stdout), done.stderr) == (10, "")


EXPLANATION = Explanation(
    "One, two.\nThree.",
    (Edit(3, 3, "", ",", "mend", "comma"), Edit(14, 18, "\nAd\x1b", "", "cut", "ad")),
)


def test_the_explained_text_without_colour() -> None:
    explanation = Explanation("It’s so.", (Edit(2, 3, "'", "’", "mend", "quote"),))
    assert list(explained(explanation.original(), explanation.edits)) == [
        "1: It[-'-]{+’+}(quote)s so.",
        "1 edit:",
        "     1  quote (mend)",
    ]


def test_the_explained_text_in_colour() -> None:
    explanation = Explanation("It’s so.", (Edit(2, 3, "'", "’", "mend", "quote"),))
    line = next(explained(explanation.original(), explanation.edits, colour=True))
    assert "\x1b[31;9m'\x1b[0m\x1b[32m’\x1b[0m" in line


def test_texts_cannot_drive_the_terminal() -> None:
    assert visible("caf\udce9.txt \ud800") == "caf\\xe9.txt \ufffd"
    assert visible("a\x1b]0;title\x07b\x9b2J\tc\n") == "a␛]0;title␇b\ufffd2J\tc\n"
    explanation = Explanation("", (Edit(0, 5, "\x1b[2J.", "", "cut", "ad"),))
    assert "\x1b" not in "".join(explained(explanation.original(), explanation.edits))


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals of this kind here")
@pytest.mark.parametrize(("no_colour", "coloured"), [("", True), ("1", False)])
def test_colour_on_a_terminal_only(file: Path, no_colour: str, coloured: bool) -> None:
    ours, theirs = os.openpty()
    environment = {**os.environ, "NO_COLOR": no_colour}
    command = [sys.executable, "-m", "copydesk", "--explain", str(file)]
    with subprocess.Popen(command, stdout=theirs, env=environment):
        os.close(theirs)
        said = os.read(ours, 1 << 16)
    os.close(ours)
    assert (b"\x1b[" in said) is coloured


def test_a_file_that_fails_does_not_stop_the_others(
    file: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    make(tmp_path / "some", {"b.txt": DIRTY})
    (tmp_path / "some" / "a.txt.gz").write_bytes(b"not packed")
    inputs = [str(tmp_path / "nowhere.txt"), str(file)]
    assert main(inputs) == 1
    out, err = capfdbinary.readouterr()
    assert out == CLEAN.encode()
    assert b"nowhere.txt: there is no such file" in err
    for option, code in (("--check", 1), ("--diff", 1), ("--explain", 1)):
        assert main([*inputs, str(tmp_path / "some"), option]) == code
        out, err = capfdbinary.readouterr()
        assert b"dirty.txt" in out
        assert b"b.txt" in out
        assert b"nowhere.txt: there is no such file" in err
        assert b"a.txt.gz: no sound gzip file" in err


def test_a_page_takes_the_place_of_a_page_alone(tmp_path: Path) -> None:
    make(tmp_path, {"in/a.txt": DIRTY, "mine.html": "<title>Mine</title>", "out/b.txt": CLEAN})
    source, target = tmp_path / "in", tmp_path / "out"
    for option in ("--html", "--review"):
        for name in ("in/a.txt", "in/new.html", "mine.html", "out/b.txt", "none/x.html", "out"):
            done = run(source, "-o", target, option, tmp_path / name)
            assert done.returncode == 2
            assert name.encode() in done.stderr
        assert run(source, "-o", target, option, tmp_path / "page.html").returncode == 0
    assert (source / "a.txt").read_text() == DIRTY
    assert (tmp_path / "mine.html").read_text() == "<title>Mine</title>"
    same = run(source, "-o", target, "--html", tmp_path / "x.html", "--review", tmp_path / "x.html")
    assert same.returncode == 2
    assert main(["compare", str(target), str(target), "--review", str(tmp_path / "mine.html")]) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--column", "text", "-"], "standard input"),
        (["--column", "text"], "standard input"),
        (["dirty.txt", "rows.jsonl"], "give one input"),
        (["dirty.txt", "folder"], "give one input"),
        (["dirty.txt", "--pattern", "*"], "--pattern is for folders"),
        (["dirty.txt", "--html", "x.html"], "--html is for folders"),
        (["dirty.txt", "--workers", "2"], "--workers is for folders and files of rows"),
        (["rows.jsonl", "-o", "x.jsonl", "--no-resume"], "--no-resume is for folders"),
        (["dirty.txt", "--words", "none.txt"], "--words none.txt: there is no such file"),
        (["dirty.txt", "--words", "folder"], "--words folder: it is a folder: name a file"),
        (["dirty.txt", "--cues", "none.toml"], "cues none.toml: there is no such file"),
        (["dirty.txt", "folder/a.txt", "-o", "rows.jsonl"], "several texts go into a folder"),
        (["-", "dirty.txt", "-o", "folder"], "name a file with -o"),
        (["rows.jsonl", "-o", "x.jsonl", "--column", "body"], "are: text. Give --column NAME"),
        (["compare", "folder", "none"], "folder is no output of a folder job"),
        (["compare", "none", "none"], "there is no folder none"),
        (["restore", "none", "--to", "back"], "there is no folder none"),
        (["dirty.txt", "--keep", "("], "--keep holds '('"),
        (["dirty.txt", "--keep", "x(?i)"], "--keep holds"),
        (["folder", "-o", "dirty.txt"], "is a file"),
        (["folder", "--check", "--review", "x.html"], "--check writes nothing: leave out --review"),
        (["dirty.txt", "--diff", "-o", "x.txt"], "--diff writes nothing: leave out --output"),
    ],
)
def test_nothing_is_passed_over_in_silence(
    file: Path,
    arguments: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(file.parent)
    make(file.parent, {"folder/a.txt": CLEAN, "rows.jsonl": '{"text": "One."}\n'})
    assert main(arguments) == 2
    assert said in capsys.readouterr().err


def test_a_wrong_option_costs_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["in", "-o", "out", "--reviews", "x.html"])
    assert stop.value.code == 2
    error = capsys.readouterr().err
    assert error == (
        "copydesk: unrecognized arguments: --reviews x.html; copydesk --help tells what there is\n"
    )


def test_the_strength_is_an_option(
    file: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    asked = []
    default = Pipeline.default
    monkeypatch.setattr(
        Pipeline,
        "default",
        lambda **options: asked.append(options["strength"]) or default(**options),
    )
    for strength in ("careful", "normal", "bold"):
        assert main([str(file), "--strength", strength]) == 0
    assert main([str(file)]) == 0
    assert asked == ["careful", "normal", "bold", "normal"]
    assert capfdbinary.readouterr().out == CLEAN.encode() * 4


@pytest.mark.parametrize("number", ["-1", "many"])
def test_a_number_of_workers_is_a_number(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["in", "-o", "out", f"--workers={number}"])
    assert stop.value.code == 2
    assert "no number of processes" in capsys.readouterr().err


def test_folders_for_an_output_are_made(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "deep" / "out.txt"
    assert main([str(file), "-o", str(out)]) == 0
    assert out.read_text() == CLEAN


def test_what_is_no_text_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(b"%PDF-1.7\n1 0 obj")
    assert main(["a.txt", "-o", "b.txt"]) == 1
    assert capsys.readouterr().err == "copydesk: a.txt: looks binary: a PDF file\n"
    assert not Path("b.txt").exists()


def test_a_folder_of_rows_says_what_to_do(tmp_path: Path) -> None:
    make(tmp_path / "in", {"a.jsonl": "{}", "b.parquet": ""})
    done = run(tmp_path / "in", "-o", tmp_path / "out")
    assert b"2 files of rows left out: add --column NAME" in done.stdout
    assert b"2 files of rows" in run(tmp_path / "in", "--check").stderr


HOSTILE = "ev\x1b]0;pwn\x07il\nFAKE: ok\u202e.txt"


@pytest.mark.skipif(sys.platform == "win32", reason="these names are not allowed there")
def test_names_cannot_drive_the_terminal(tmp_path: Path, file: Path) -> None:
    make(tmp_path, {HOSTILE: DIRTY, f"in{HOSTILE}/{HOSTILE}": DIRTY, "in/a.txt.gz": DIRTY})
    (tmp_path / "in" / f"{HOSTILE}.gz").write_bytes(b"not packed")
    for arguments in (
        [HOSTILE, "--check"], [HOSTILE, "--diff"], [HOSTILE, "--explain"], ["x", "--cues", HOSTILE],
        ["dirty.txt", "--words", HOSTILE * 2], [f"in{HOSTILE}"], [f"no{HOSTILE}"],
        ["in", "-o", "out"], ["in", "--check"], ["in", "-o", HOSTILE],
        [f"in{HOSTILE}", "-o", "out2", "--quiet"], [f"--{HOSTILE}"], ["compare", "out", HOSTILE],
    ):  # fmt: skip
        command = [sys.executable, "-m", "copydesk", *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        said = done.stdout + done.stderr
        assert not re.search("[\x1b\x07\u202e]|^FAKE", said, re.MULTILINE), arguments
        assert "Traceback" not in said


def test_texts_cannot_turn_the_direction() -> None:
    explanation = Explanation("", (Edit(0, 5, "a\u202eb\u2066.", "", "cut", "ad"),))
    shown = "".join(explained(explanation.original(), explanation.edits))
    page = explanation._repr_html_()
    for text in (shown, page):
        assert not re.search("[\u202e\u2066]", text)
        assert "‹RLO›" in text


def test_errors_speak_of_options(file: Path, tmp_path: Path) -> None:
    make(tmp_path, {"rows.jsonl": '{"text": "One."}\n', "out.jsonl": "", "in/a.txt": DIRTY})
    make(tmp_path, {"out/a.txt": "Mine.", "in/b.jsonl": "{}"})
    for arguments in (
        [tmp_path / "rows.jsonl", "-o", tmp_path / "out.jsonl"],
        [tmp_path / "in", "-o", tmp_path / "out"],
        [file, "-o", tmp_path / "out.jsonl"],
    ):
        done = run(*arguments)
        said = (done.stdout + done.stderr).decode()
        assert "--overwrite replaces it" in said
        assert not re.search(r"\w=(True|False|\d)|clean_rows|clean_folder", said)


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    names = ["a.json", "b.xhtml", "noending", "c.json", ".hidden", "x.txt"]
    make(tmp_path / "in", dict.fromkeys(names, CLEAN))
    said = b"4 files left out by their names: 2 .json, 1 .xhtml, 1 without an ending"
    assert said in run(tmp_path / "in", "-o", tmp_path / "out").stdout
    assert said in run(tmp_path / "in", "--check").stderr


@pytest.mark.usefixtures("heeds_interrupts")
@pytest.mark.skipif(sys.platform == "win32", reason="the signals are those of Unix")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_job_that_is_told_to_end_leaves_nothing_half_done(tmp_path: Path, name: str) -> None:
    line = json.dumps({"text": DIRTY}) + "\n"
    (tmp_path / "a.jsonl").write_text(line * 40_000)
    command = [sys.executable, "-m", "copydesk", "a.jsonl", "-o", "b.jsonl", "--workers=2"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE) as job:
        while not (tmp_path / ".b.jsonl.part").exists():
            assert job.poll() is None, "it ended before it wrote a row"
            time.sleep(0.01)
        time.sleep(0.2)
        number = getattr(signal, name)
        job.send_signal(number)
        assert job.communicate(timeout=10)[1] == b""
    assert job.returncode == 128 + number
    assert os.listdir(tmp_path) == ["a.jsonl"]
    assert signal.getsignal(number) is signal.SIG_DFL


PLEA = "Get the Daily Beacon newsletter with all the news of the rivers"


def learnable(tmp_path: Path) -> Path:
    """A folder of texts and rows of one site, which all share a line."""
    texts = [f"{article(k)}\n{PLEA}" for k in range(6)]
    folder = tmp_path / "site"
    make(folder, {f"{k}.txt": text for k, text in enumerate(texts[:2])})
    rows = "".join(json.dumps({"text": text, "n": 1}) + "\n" for text in texts[2:])
    (folder / "more.jsonl").write_text(rows)
    return folder


def test_a_site_is_learned_once_and_cleans_a_stream(tmp_path: Path) -> None:
    folder, learned = learnable(tmp_path), tmp_path / "site.json"
    done = run("learn", folder, "-o", learned)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"6 texts" in done.stdout
    dirty = f"{article(50)}\n{PLEA}\n"
    without = run("--without", "remove_clutter", stdin=dirty.encode()).stdout.decode()
    assert PLEA in without
    options = ("--without", "remove_clutter", "--site-lines", learned)
    assert run(*options, stdin=dirty.encode()).stdout.decode() == f"{article(50)}\n"
    rows = tmp_path / "clean.jsonl"
    assert run(folder / "more.jsonl", "-o", rows, *options).returncode == 0
    assert PLEA not in rows.read_text()
    make(tmp_path / "one", {"a.txt": dirty})
    assert run(tmp_path / "one", "-o", tmp_path / "out", *options).returncode == 0
    assert (tmp_path / "out/a.txt").read_text() == f"{article(50)}\n"


def test_learning_does_not_depend_on_how_files_are_parted(tmp_path: Path) -> None:
    folder = learnable(tmp_path)
    assert main(["learn", str(folder), "-o", str(tmp_path / "a.json"), "--quiet"]) == 0
    files = [str(folder / name) for name in ("more.jsonl", "1.txt", "0.txt")]
    assert main(["learn", *files, "-o", str(tmp_path / "b.json"), "--quiet"]) == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_what_cannot_be_learned_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, target = learnable(tmp_path), str(tmp_path / "site.json")

    def fails(code: int, message: str, *arguments: str | Path) -> None:
        assert main([*map(str, arguments)]) == code
        assert message in capsys.readouterr().err

    fails(2, "there is no text in", "learn", tmp_path / "none.txt", "-o", target)
    assert not Path(target).exists()
    fails(
        1, "none.txt: there is no such file", "learn", folder, tmp_path / "none.txt", "-o", target
    )
    fails(2, "--overwrite", "learn", folder, "-o", target)
    assert main(["learn", str(folder), "-o", target, "--overwrite", "--quiet"]) == 0
    fails(2, "is a folder", "learn", folder, "-o", tmp_path)
    fails(2, "folder is not there", "learn", folder, "-o", tmp_path / "no/site.json")
    fails(2, "is an input", "learn", folder / "0.txt", "-o", folder / "0.txt")
    fails(1, "--column", "learn", folder, "-o", target, "--overwrite", "--column", "body")
    fails(2, "--site-lines", folder / "0.txt", "--site-lines", tmp_path / "none.json")
    fails(2, "holds no site lines", folder / "0.txt", "--site-lines", folder / "0.txt")
    (folder / "bad.txt").write_bytes(b"%PDF-1.4")
    (folder / "bad.jsonl").write_text('{"text": "One"}\n{"text": \n')
    fails(1, "looks binary", "learn", folder, "-o", target, "--overwrite")
    fails(1, "1 row could not", "learn", folder, "-o", target, "--overwrite")


def test_several_texts_into_a_folder(file: Path, tmp_path: Path) -> None:
    make(tmp_path, {"page.html": "<p>Rain fell <b>all</b> night.</p>"})
    out = tmp_path / "new" / "out"
    assert main([str(file), str(tmp_path / "page.html"), "-o", str(out)]) == 0
    assert tree(out) == {"dirty.txt": CLEAN, "page.txt": "Rain fell all night.\n"}
    assert main([str(tmp_path / "page.html"), "-o", str(out), "--overwrite"]) == 0
    assert sorted(tree(out)) == ["dirty.txt", "page.txt"]


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals of this kind here")
@pytest.mark.parametrize(("arguments", "said"), [((), b"examples:"), (("-",), b"Ctrl-D")])
def test_on_a_terminal_it_does_not_wait_in_silence(arguments: tuple[str, ...], said: bytes) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "copydesk", *arguments]
    with subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as job:
        os.write(ours, b"\x04")
        assert said in job.communicate(timeout=60)[0]
    os.close(ours)
    os.close(theirs)
    assert job.returncode == 0


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("copydesk --rev", "--review "),
        ("copydesk com", "compare "),
        ("copydesk compare --rev", "--review "),
        ("copydesk x.txt --without mend", "mend_words "),
    ],
)
def test_a_shell_completes(line: str, offered: str) -> None:
    pytest.importorskip("argcomplete", reason="argcomplete is not installed")
    asked = {"COMP_LINE": line, "COMP_POINT": str(len(line)), "_ARGCOMPLETE": "1"}
    asked |= {"_ARGCOMPLETE_SHELL": "bash", "COMP_TYPE": "9", "_ARGCOMPLETE_IFS": "\n"}
    command = f'"{sys.executable}" -m copydesk 8>&1 9>/dev/null'
    done = subprocess.run(
        ["bash", "-c", command], env=os.environ | asked, capture_output=True, text=True
    )
    assert done.stdout == offered


def test_originals_that_nobody_kept_are_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path / "in", {f"{n}.txt": DIRTY for n in range(5)})
    assert main([str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--quiet"]) == 0
    assert main(["restore", str(tmp_path / "out"), "--to", str(tmp_path / "back")]) == 1
    assert capsys.readouterr().out.split("\n")[:2] == [
        "0 files restored, 5 failed",
        "FAILED 5 files (0.txt, 1.txt, 2.txt, …): nothing was kept of it: clean with --keep-edits",
    ]


def rows_file(path: Path) -> Path:
    texts = [CLEAN.strip(), DIRTY.strip(), None, f"{article(2)}\n\nShare this:"]
    lines = [json.dumps({"id": n, "body": text}) for n, text in enumerate(texts)]
    path.write_text("\n".join([*lines, "no row", ""]))
    return path


def test_rows_are_shown_each_by_its_line(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    rows = str(rows_file(tmp_path / "rows.jsonl"))
    for option, code, said in (
        ("--check", 1, b"rows.jsonl:2\n"),
        ("--diff", 1, b"-Source link"),
        ("--explain", 1, b"(source-link)"),  # 1 as there is a row that cannot be read
    ):
        assert main([rows, option, "--column", "body"]) == code
        out, err = capsysbinary.readouterr()
        assert said in out
        assert b"rows.jsonl:4" in out
        assert b"rows.jsonl:1\n" not in out
        assert b"1 row could not be read" in err
    assert main([rows, "--explain"]) == 1
    assert (
        b"5 rows could not be read; row 1 first: no field 'text'" in capsysbinary.readouterr().err
    )
    rows_file(tmp_path / "rows.jsonl").write_text('{"id": 1, "body": "One."}\n')
    assert main([rows, "--explain"]) == 2
    assert b"there are: id, body. Give --column NAME" in capsysbinary.readouterr().err
    rows_file(tmp_path / "rows.jsonl")
    assert main([str(tmp_path), "--check", "--column", "body"]) == 1
    assert b"rows.jsonl:2" in capsysbinary.readouterr().out


def test_rows_get_a_review_page(tmp_path: Path) -> None:
    rows, page = rows_file(tmp_path / "rows.jsonl"), tmp_path / "review.html"
    out = str(tmp_path / "clean.jsonl")
    arguments = [str(rows), "-o", out, "--column", "body", "--quiet", "--review", str(page)]
    assert main(arguments) == 1  # there is a bad row
    shown = page.read_text("utf-8")
    for said in ("rows.jsonl:2", "source-link", "share-bar", "not a JSON object"):
        assert said in shown
    assert "4 texts" in shown
