"""The public names of each public module: what users import stays where it is."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path
from types import ModuleType

import pytest

import copydesk
from copydesk.errors import MissingExtra

ROOT = Path(__file__).parents[1]

FACE = {
    *("DEFAULT", "Change", "Cleaner", "Edit", "Explanation", "Pipeline", "SiteLines"),
    *("Page", "clean", "clean_folder", "decode", "explain", "page", "splice"),
}

PUBLIC = {
    "copydesk": FACE,
    "copydesk.cleaners.boilerplate": {"RemoveBoilerplate", "remove_boilerplate"},
    "copydesk.cleaners.characters": {"FixCharacters", "fix_characters"},
    "copydesk.cleaners.clutter": {"RemoveClutter", "remove_clutter"},
    "copydesk.cleaners.markup": {"StripMarkup", "strip_markup"},
    "copydesk.cleaners.repeats": {"RemoveRepeats", "remove_repeats"},
    "copydesk.cleaners.site_lines": {
        *("KEY", "MINIMUM", "REASON", "SHARE", "LineCounts", "RemoveLines", "SiteLines"),
        *("both_keys", "line_keys", "prose_keys", "site_keys"),
    },
    "copydesk.cleaners.whitespace": {"normalize_whitespace"},
    "copydesk.cleaners.words": {
        "MendWords",
        "SplitGluedWords",
        "mend_words",
        "split_glued_words",
    },
    "copydesk.cues": {"CueGroup", "read"},
    "copydesk.engines.datasets": {"clean_dataset"},
    "copydesk.engines.datatrove": {"CleanText"},
    "copydesk.engines.langchain": {"CleanText"},
    "copydesk.engines.ray": {"clean_dataset", "remove_site_lines"},
    "copydesk.engines.ray_sites": {"remove_site_lines"},
    "copydesk.engines.scrapy": {"CleanText"},
    "copydesk.engines.site_lines": {
        *("COUNTED", "COUNTS", "TEXTS", "count_lines", "keys_by_site", "without_lines"),
    },
    "copydesk.engines.spark": {"clean_dataframe", "remove_site_lines"},
    "copydesk.engines.spark_sites": {"remove_site_lines"},
    "copydesk.errors": {
        *("BadChanges", "BadColumn", "BadCues", "BadFile", "BadFolder", "BrokenWorkers"),
        *("CopydeskError", "MissingExtra", "NotStable", "NotText", "UnknownCleaner"),
        "UnknownReason",
        *("UnknownStrength", "UnreadableFile"),
    },
    "copydesk.metadata": {"FIELDS", "Page", "known", "page"},
    "copydesk.folder": {
        "Comparison",
        "FolderReport",
        "Restored",
        "clean_folder",
        "compare",
        "restore",
    },
    "copydesk.pipeline.fingerprint": {"fingerprint", "package_digest"},
    "copydesk.rows": {"BadRow", "FailedFile", "RowsReport", "clean_rows", "holds_rows"},
    "copydesk.tables": {"KNOWN", "REMOVED", "clean_batch", "schema_after"},
    "copydesk.training": {"main", "read_pages", "train"},
}
"""A name that is new is added here; one that is gone breaks somebody's code."""

DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EXAMPLES = sorted((ROOT / "examples").glob("*.*"))


def loaded(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except MissingExtra as missing:
        pytest.skip(str(missing))


def names_of(module: ModuleType) -> set[str]:
    """What a module lists as its own; without a list the functions and classes it defines."""
    if hasattr(module, "__all__"):
        return set(module.__all__)
    return {
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", None) == module.__name__
    }


@pytest.mark.parametrize("name", PUBLIC)
def test_public_names_stay(name: str) -> None:
    module = loaded(name)
    assert names_of(module) == PUBLIC[name]
    assert not [public for public in PUBLIC[name] if not hasattr(module, public)]


@pytest.mark.parametrize("room", ["cleaners", "engines"])
def test_every_public_module_is_pinned(room: str) -> None:
    folder = Path(copydesk.__file__).parent / room
    found = {path.stem for path in folder.iterdir() if not path.stem.startswith("_")}
    pinned = {name.split(".")[2] for name in PUBLIC if name.startswith(f"copydesk.{room}.")}
    assert found == pinned


@pytest.mark.parametrize("page", [*DOCS, *EXAMPLES], ids=lambda page: page.name)
def test_what_the_docs_name_is_there_and_public(page: Path) -> None:
    text = page.read_text("utf-8")
    dotted = set(re.findall(r"(?<![\w./-])copydesk(?:\.[A-Za-z_]+)+", text))
    for module, names in re.findall(r"from (copydesk[\w.]*) import ([\w, ]+)", text):
        dotted |= {f"{module}.{name.strip()}" for name in names.split(",")}
    for name in dotted:
        assert is_there(name), name
        assert "._" not in name, name


def is_there(name: str) -> bool:
    """Is it a module, or a name in one?"""
    module, _, last = name.rpartition(".")
    try:
        return hasattr(loaded(module), last) or bool(loaded(name))
    except ModuleNotFoundError:
        return False


ENGINES = sorted((Path(copydesk.__file__).parent / "engines").glob("[!_]*.py"))


@pytest.mark.parametrize("path", ENGINES, ids=lambda path: path.stem)
def test_an_engine_takes_few_lines(path: Path) -> None:
    """Statements of one engine's own; what engines share is elsewhere."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    assert sum(isinstance(node, ast.stmt) for node in nodes) <= 30
