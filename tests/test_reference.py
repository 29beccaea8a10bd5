"""The reference names every public name, and nothing that is not there."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

import copydesk
from tests.test_public_names import PUBLIC

REFERENCE = (Path(__file__).parents[1] / "docs" / "reference.md").read_text("utf-8")
NAMES = set(re.findall(r"^::: (\S+)$", REFERENCE, re.M))
WITHOUT_ENGINES = sorted(name for name in NAMES if ".engines." not in name)


def test_every_name_of_the_face_is_in_the_reference() -> None:
    assert {f"copydesk.{name}" for name in copydesk.__all__} <= NAMES


INSIDE = ("fingerprint", "metadata", "site_lines", "training", "_sites")
"""Parts of names of modules whose public names are for other modules, or told of on their pages."""


@pytest.mark.parametrize("module", [m for m in PUBLIC if not m.endswith(INSIDE)])
def test_every_public_name_is_in_the_reference(module: str) -> None:
    elsewhere = {"copydesk.folder.clean_folder"}  # it is `copydesk.clean_folder`
    if "::: copydesk.errors\n" in REFERENCE and module == "copydesk.errors":
        return  # as a whole
    assert {f"{module}.{name}" for name in PUBLIC[module]} - elsewhere <= NAMES


def test_every_name_in_the_reference_is_there() -> None:
    for name in WITHOUT_ENGINES:
        module, _, attribute = name.rpartition(".")
        found = importlib.import_module(module)
        assert hasattr(found, attribute), name
