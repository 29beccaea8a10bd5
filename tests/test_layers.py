"""Layer = folder: arrows point down only, nothing goes in a circle, and the core is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import copydesk

ROOT = Path(copydesk.__file__).parent

FLOORS: tuple[tuple[str, ...], ...] = (
    ("errors", "_extras", "_kernels"),
    ("_text",),
    ("_models", "_corpus", "_show"),
    ("cleaners",),
    ("pipeline", "training", "cues"),
    ("tables", "metadata", "_jobs"),
    ("folder", "rows", "engines"),
    ("__init__",),
    ("cli", "__main__"),
)
"""The rooms of each floor, the lowest first. A room imports from its own floor and those below."""

HEAVY = {
    *("bs4", "charset_normalizer", "ftfy", "lxml", "numpy", "pandas", "pyarrow", "regex"),
    *("tomllib", "tqdm", "unicodedata"),
}


def modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def name(path: Path) -> str:
    """A module's name within the package; a folder's stands for its `__init__.py`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and parts[1:] else parts)


def room(module: str) -> str:
    return module.split(".")[0]


def floor(module: str) -> int:
    [found] = [i for i, rooms in enumerate(FLOORS) if room(module) in rooms]
    return found


@cache
def imports(path: Path) -> frozenset[str]:
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
            names = [alias.name for alias in node.names]
            found |= {x.removeprefix("copydesk.") for x in names if x.startswith("copydesk.")}
            found |= {"__init__" for x in names if x == "copydesk"}
    return frozenset(module or "__init__" for module in found)


def test_every_room_has_its_floor_and_every_floor_its_rooms() -> None:
    rooms = {room(name(path)) for path in modules()}
    assert rooms == {room for rooms in FLOORS for room in rooms}


@pytest.mark.parametrize("path", modules(), ids=name)
def test_arrows_point_down(path: Path) -> None:
    assert not {i for i in imports(path) if floor(i) > floor(name(path))}


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {name(path): imports(path) - {name(path)} for path in modules()}
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_no_room_imports_itself_by_way_of_others() -> None:
    graph: dict[str, set[str]] = {}
    for path in modules():
        others = {room(i) for i in imports(path)} - {room(name(path))}
        graph.setdefault(room(name(path)), set()).update(others)
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("path", sorted((ROOT / "cleaners").rglob("*.py")), ids=name)
def test_cleaners_do_not_know_each_other(path: Path) -> None:
    own = ".".join(name(path).split(".")[:2])
    others = {i for i in imports(path) if i.startswith("cleaners.")}
    assert {i for i in others if i != own and not i.startswith(own + ".")} == set()


def test_the_face_is_re_exports_only() -> None:
    """Imports, names and what finds late ones; nothing is defined there."""
    body = ast.parse((ROOT / "__init__.py").read_text("utf-8")).body
    functions = {node.name for node in body if isinstance(node, ast.FunctionDef)}
    plain = (ast.Expr, ast.ImportFrom, ast.If, ast.Assign, ast.AugAssign, ast.FunctionDef)
    assert functions == {"__getattr__", "__dir__"}
    assert all(isinstance(node, plain) for node in body)


def test_what_loads_late_is_listed_too() -> None:
    assert {"clean", "clean_folder", "SiteLines", "__version__"} <= set(dir(copydesk))


def test_rooms_that_users_name_are_there_without_an_import_of_their_own() -> None:
    code = "import copydesk; print(copydesk.cues.read.__name__, copydesk.engines.__name__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["parse_cue_file", "copydesk.engines"]


def test_importing_copydesk_loads_nothing_heavy() -> None:
    code = "import sys, copydesk; print(*{m.split('.')[0] for m in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())
