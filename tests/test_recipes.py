"""The recipes of CONTRIBUTING.md, each followed in a copy of the package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import copydesk

ROOT = Path(__file__).parents[1]
PACKAGE = Path(copydesk.__file__).parent
RAIN = "Rain fell on the coast all night.\n\nThe ferry stayed in."


@dataclass
class Copy:
    """A copy of the package, to follow a recipe in."""

    folder: Path

    def path(self, name: str) -> Path:
        return self.folder / "copydesk" / name

    def write(self, name: str, content: str) -> None:
        """A new file."""
        path = self.path(name)
        assert not path.exists()
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, "utf-8")

    def add(self, pattern: str, content: str, after: str) -> None:
        """Lines added to the one file of a pattern that holds a line or piece, after it."""
        [path] = [p for p in self.path("").glob(pattern) if after in p.read_text("utf-8")]
        before, found, behind = path.read_text("utf-8").partition(after)
        assert after not in behind
        path.write_text(before + found + content + behind, "utf-8")

    def run(self, *arguments: str) -> str:
        """What `python ARGUMENTS` prints."""
        done = subprocess.run(
            [sys.executable, *arguments],
            env={**os.environ, "PYTHONPATH": str(self.folder), "PYTHONUTF8": "1"},
            cwd=self.folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def build_cues(self) -> None:
        self.run("-m", "copydesk.cleaners.boilerplate.cue_build")

    def clean(self, text: str) -> str:
        return self.run("-c", f"import copydesk; print(copydesk.clean({text!r}))").rstrip("\n")


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    shutil.copytree(PACKAGE, tmp_path / "copydesk", ignore=shutil.ignore_patterns("__pycache__"))
    return Copy(tmp_path)


def recipes() -> dict[str, str]:
    """The sections of CONTRIBUTING.md that are recipes, by heading."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    _, *parts = re.split(r"(?m)^### (.+)\n", text.partition("## Recipes")[2].partition("\n## ")[0])
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_every_recipe_is_followed() -> None:
    followed = {x.removeprefix("test_recipe_") for x in globals() if x.startswith("test_recipe_")}
    assert {re.sub(r"\W+", "_", name.lower()) for name in recipes()} == followed


def test_recipes_name_files_that_are_there() -> None:
    named = re.findall(r"`((?:src|tests|docs)/[^`]*)`", " ".join(recipes().values()))
    made = re.compile("NAME|LANGUAGE")
    assert len(named) > 10
    assert [x for x in named if not made.search(x) and not (ROOT / x).exists()] == []
    homes = {Path(x).parent for x in named if made.search(x)}
    assert [x for x in map(str, homes) if not made.search(x) and not (ROOT / x).is_dir()] == []


def test_recipe_a_cue(copy: Copy) -> None:
    line = "The Tidewater Dispatch lies at the quay"
    assert line in copy.clean(f"{RAIN}\n\n{line}")
    group = """
[[group]]
name = "dispatches"
reason = "newsletter"
phrases = ["The Tidewater Dispatch lies at the quay"]
removes = ["The Tidewater Dispatch lies at the quay!"]
keeps = ["She said that the Tidewater Dispatch lies at the quay."]
"""
    with copy.path("data/languages/en/cues.toml").open("a", encoding="utf-8") as file:
        file.write(group)
    copy.build_cues()
    assert copy.clean(f"{RAIN}\n\n{line}") == RAIN


def test_recipe_a_language(copy: Copy) -> None:
    rain = "Pluvis sur la marbordo dum la tuta nokto."
    share, player = "Kunhavigu tiun ĉi artikolon", "Via retumilo ne subtenas filmojn."
    assert share in copy.clean(f"{rain}\n\n{share}")
    copy.write(
        "data/languages/eo/cues.toml",
        f"""language = "eo"

[[group]]
name = "sharing"
reason = "share-bar"
phrases = ["{share}"]
removes = ["{share}:"]
keeps = ["{share} kun via frato, mi petas."]
""",
    )
    copy.write("data/languages/eo/function_words.toml", 'lines = "la kaj de en al ne estas ke"\n')
    copy.write(
        "data/languages/eo/notices.toml",
        f"""sign = "retumilo"
patterns = ['via retumilo ne subtenas [^.\\n]{{0,80}}']
removes = ["{player}"]
keeps = ["Kion via retumilo ne subtenas, tion vi ne vidas."]
""",
    )
    copy.build_cues()
    assert copy.clean(f"{player}\n\n{rain}\n\n{share}") == rain
    asked = (
        "from copydesk._models.vocabulary import function_words as f; print('kaj' in f('lines'))"
    )
    assert copy.run("-c", asked) == "True\n"


def test_recipe_a_cleaner(copy: Copy) -> None:
    copy.write(
        "cleaners/signatures.py",
        '''"""Signatures: two dashes on a line of their own, and what stands below."""

from __future__ import annotations

from copydesk._text.edits import Change, splice


class DropSignature:
    """Removes what stands below a line of two dashes."""

    __name__ = "drop_signature"

    def __call__(self, text: str) -> str:
        return splice(text, self.changes(text))

    def changes(self, text: str) -> list[Change]:
        at = text.find("\\n-- \\n")
        return [Change(at, len(text), "", "signature")] if at > 0 else []


drop_signature = DropSignature()
''',
    )
    copy.add(
        "pipeline/*.py",
        "from copydesk.cleaners.signatures import drop_signature\n",
        after="from copydesk.cleaners.repeats import remove_repeats\n",
    )
    copy.add(
        "pipeline/*.py", "            drop_signature,\n", after="            remove_repeats,\n"
    )
    asked = f"import copydesk; e = copydesk.explain({RAIN + chr(10) + '-- ' + chr(10) + 'Ann'!r})"
    shown = copy.run("-c", f"{asked}; print(e.text, e.edits[0].cleaner, e.edits[0].reason)")
    assert shown == f"{RAIN} drop_signature signature\n"


def test_recipe_a_format(copy: Copy, tmp_path: Path) -> None:
    copy.write(
        "rows/formats/plain.py",
        '''"""A text a line, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple

from copydesk.rows.outcome import Clean, Columns, Notes, Outcome, attempt


class Lines(NamedTuple):
    lines: list[str]
    first: int

    def cleaned(self, clean: Clean) -> Outcome:
        notes, output = Notes(rows=len(self.lines)), list[str]()
        for row, line in enumerate(self.lines, self.first):
            result = attempt(clean, line)
            notes.note(row, result)
            output.append(" ".join(result.text.split()) + "\\n")
        return Outcome("".join(output).encode(), notes)

    def parts(self) -> list[Lines]:
        return [Lines([line], row) for row, line in enumerate(self.lines, self.first)]

    def joined(self, outputs: list[bytes]) -> bytes:
        return b"".join(outputs)


class Plain:
    total: int | None = None

    def __init__(self, stream: BinaryIO, columns: Columns) -> None:
        self.stream = stream

    def __iter__(self) -> Iterator[tuple[None, Lines]]:
        yield None, Lines(self.stream.read().decode().splitlines(), 1)

    @contextmanager
    def writing_to(self, file: BinaryIO) -> Iterator[Callable[[None, bytes], object]]:
        yield lambda kept, output: file.write(output)
''',
    )
    copy.add("_jobs/names.py", '    ".lines": ".lines",\n', after="KINDS = {\n")
    copy.add(
        "rows/*.py",
        '    (".lines", ".lines"): ("plain", "Plain"),\n',
        after="FORMATS = {\n",
    )
    (tmp_path / "a.lines").write_text("Rain fell   all night.\n[ad_1] The ferry sank.\n", "utf-8")
    asked = "from copydesk.rows import clean_rows as c; print(c('a.lines', 'b.lines', workers=0))"
    assert "2 rows" in copy.run("-c", asked)
    assert (tmp_path / "b.lines").read_text("utf-8") == "Rain fell all night.\nThe ferry sank.\n"


def test_recipe_an_engine(copy: Copy) -> None:
    copy.write(
        "engines/plain_list.py",
        '''"""Lists of records."""

from __future__ import annotations

from copydesk.pipeline.default import DEFAULT
from copydesk.pipeline.pipeline import Pipeline


def clean_records(
    records: list[dict[str, str]], column: str = "text", pipeline: Pipeline = DEFAULT
) -> list[dict[str, str]]:
    """Records with the text of one field cleaned."""
    return [{**record, column: pipeline(record[column])} for record in records]
''',
    )
    asked = "from copydesk.engines.plain_list import clean_records as c"
    shown = copy.run("-c", f"{asked}; print(c([{{'text': 'Rain fell.\\n\\nShare this:'}}]))")
    assert shown == "[{'text': 'Rain fell.'}]\n"


def test_recipe_a_retraining(copy: Copy) -> None:
    for name in ("lightgbm", "rapidfuzz", "sklearn"):
        pytest.importorskip(name, reason=f"needs {name}: pip install 'copydesk[train]'")
    from tests.test_training import labelled_folder, labelled_texts

    folder = labelled_folder(copy.folder)
    data = copy.path("data")
    before = (data / "blocks.json").read_bytes()
    copy.run("-m", "copydesk.training", "blocks", str(folder), "-o", str(data))
    assert (data / "blocks.json").read_bytes() != before
    texts = labelled_texts(copy.folder)
    model = str(data / "lines.json")
    copy.run("-m", "copydesk.training", "lines", str(texts), "-o", model)
    assert copy.clean(RAIN) == RAIN


def test_recipe_a_field_of_a_report(copy: Copy, tmp_path: Path) -> None:
    copy.add("folder/report.py", "    empty: int = 0\n", after="    rows_left_out: int = 0\n")
    copy.add(
        "folder/summary.py",
        "    report.empty += not entry.after\n",
        after="    _keep_top(report.slowest, (entry.path, entry.seconds))\n",
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(" \n", "utf-8")
    asked = "import copydesk; r = copydesk.clean_folder('in', 'out', progress=False, workers=0)"
    assert copy.run("-c", f"{asked}; print(r.files, r.empty)") == "1 1\n"

    copy.add("rows/outcome.py", '"emptied", ', after="COUNTS = (")
    for pattern, after in (
        ("rows/outcome.py", "    skipped: int = 0\n"),
        ("rows/report.py", "    missing: int = 0\n"),
    ):
        copy.add(pattern, "    emptied: int = 0\n", after=after)
    copy.add(
        "rows/outcome.py",
        "        self.emptied += not attempt.text\n",
        after="        self.changed += attempt.changed\n",
    )
    (tmp_path / "a.jsonl").write_text('{"text": " "}\n{"text": "Rain fell."}\n', "utf-8")
    asked = "from copydesk.rows import clean_rows as c; r = c('a.jsonl', 'b.jsonl', workers=0)"
    assert copy.run("-c", f"{asked}; print(r.rows, r.emptied)") == "2 1\n"
