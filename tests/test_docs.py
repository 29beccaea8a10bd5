"""Every example in the README, the docs and the docstrings runs."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import copydesk

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
SEEDS = ROOT / "seeds"
COPYDESK = f'copydesk() {{ {shlex.quote(sys.executable)} -m copydesk "$@"; }}; '
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
WITHOUT_EXAMPLES = {
    "comparison.md": "figures, and the commands on labelled pages that print them",
    "reference.md": "made of the docstrings, whose examples run with their modules",
    "speed.md": "figures, and the command that writes them",
    "training.md": "takes pages and minutes; test_training.py runs its command",
}
"""Pages that show nothing that runs here, and why."""
NEEDS_EXTRA = ("copydesk.engines", "copydesk.tables", "copydesk.rows", "copydesk.training")


def python_examples(page: Path) -> doctest.DocTest:
    text = re.sub(r"(?m)^```.*$", "", page.read_text("utf-8"))  # a fence is no output
    return doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)


def commands(page: Path) -> list[tuple[str, str]]:
    """The commands of a page's blocks of `console`, each with what it prints."""
    blocks = re.findall(r"(?ms)^```console\n(.*?)^```", page.read_text("utf-8"))
    shown = [part for block in blocks for part in re.split(r"(?m)^\$ ", block)[1:]]
    return [(command, output) for command, _, output in (part.partition("\n") for part in shown)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert doctest.DocTestRunner(optionflags=FLAGS).run(python_examples(page)).failed == 0


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are those of a Unix shell")
@pytest.mark.parametrize("page", list(filter(commands, PAGES)), ids=lambda page: page.name)
def test_commands(page: Path, tmp_path: Path) -> None:
    for command, output in commands(page):
        done = subprocess.run(
            ["bash", "-c", COPYDESK + command],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert done.stdout == output, command


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are those of a Unix shell")
@pytest.mark.skipif(not SEEDS.exists(), reason="needs a checkout: seeds/ is not packed")
def test_the_readmes_commands_run_in_a_checkout(tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    blocks = re.findall(r"(?ms)^```sh\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"))
    assert blocks
    for block in blocks:
        done = subprocess.run(["bash", "-euc", COPYDESK + block], cwd=tmp_path, capture_output=True)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "review.html").exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_an_example_that_runs_or_a_reason(page: Path) -> None:
    has_examples = bool(python_examples(page).examples or commands(page))
    assert has_examples != (page.name in WITHOUT_EXAMPLES)


def modules() -> list[str]:
    found = pkgutil.walk_packages(copydesk.__path__, "copydesk.")
    return sorted(m.name for m in found if not m.name.startswith((*NEEDS_EXTRA, "copydesk.__main")))


@pytest.mark.parametrize("name", modules())
def test_docstrings(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name), optionflags=FLAGS).failed == 0
