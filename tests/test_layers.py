"""Arrows point down only, and the core is light to import."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import copydesk

ROOT = Path(copydesk.__file__).parent
PEOPLE = {
    *("__main__", "cli", "engines", "folder", "jobs", "notebook", "page_training"),
    *("report", "rows", "tables", "training", "terminal"),
}

CORE = {
    *("cues", "decoding", "diffs", "edits", "errors", "explanation", "fingerprint", "pipeline"),
}

UP = {("pipeline", "default"), ("explanation", "notebook")}
"""The arrows up, both at the moment of need: `Pipeline.default`, a constructor, reaches for what it
constructs, and a notebook that shows an explanation asks for its picture."""

HEAVY = {
    *("bs4", "charset_normalizer", "ftfy", "lxml", "numpy", "pandas", "pyarrow", "regex"),
    *("tomllib", "tqdm", "unicodedata"),
}


def modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def layer(module: str) -> int:
    head = module.split(".")[0]
    if module == "__init__":
        return 3
    if head == "cleaners":
        return 1
    return {"default": 2}.get(head, 4 if head in PEOPLE else 0)


def imports(path: Path) -> set[str]:
    """The modules of copydesk that a module imports, at the top or in a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("copydesk"):
            base = (node.module or "").removeprefix("copydesk").lstrip(".")
            below = ROOT.joinpath(*base.split(".")) if base else ROOT
            for alias in node.names:
                inner = below / alias.name
                is_module = inner.with_suffix(".py").exists() or inner.is_dir()
                found.add(".".join(filter(None, [base, alias.name])) if is_module else base)
        elif isinstance(node, ast.Import):
            found |= {
                alias.name.removeprefix("copydesk.")
                for alias in node.names
                if alias.name.startswith("copydesk.")
            }
    return {module or "__init__" for module in found}


def test_every_module_has_its_layer() -> None:
    heads = {name(path).split(".")[0] for path in modules()} - {"", "__init__"}
    listed = {head for head in heads if not head.startswith("_") or head in PEOPLE}
    assert listed == PEOPLE | CORE | {"cleaners", "default"}


@pytest.mark.parametrize("path", modules(), ids=name)
def test_arrows_point_down(path: Path) -> None:
    module = name(path) or "__init__"
    if module == "__init__":
        return
    up = {i for i in imports(path) if layer(i) > layer(module)}
    assert {(module, target) for target in up} <= UP


@pytest.mark.parametrize("path", sorted((ROOT / "cleaners").glob("*.py")), ids=name)
def test_cleaners_know_neither_each_other_nor_the_pipeline(path: Path) -> None:
    assert not {i for i in imports(path) if i.startswith(("cleaners", "pipeline"))}


def test_the_face_is_re_exports_only() -> None:
    assert len((ROOT / "__init__.py").read_text("utf-8").splitlines()) <= 30


def test_what_loads_late_is_listed_too() -> None:
    assert {"clean", "clean_folder", "SiteLines", "__version__"} <= set(dir(copydesk))


def test_importing_copydesk_loads_nothing_heavy() -> None:
    code = "import sys, copydesk; print(*{m.split('.')[0] for m in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())
