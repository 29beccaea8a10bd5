"""The reference names every public name, and nothing that is not there."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import copydesk

REFERENCE = (Path(__file__).parents[1] / "docs" / "reference.md").read_text("utf-8")
NAMES = set(re.findall(r"^::: (\S+)$", REFERENCE, re.M))
WITHOUT_ENGINES = sorted(name for name in NAMES if ".engines." not in name)


def test_every_name_of_the_face_is_in_the_reference() -> None:
    plain = {"DEFAULT", "Cleaner"}  # a value and an alias: the Pipeline and its docs tell of them
    assert {f"copydesk.{name}" for name in copydesk.__all__ if name not in plain} <= NAMES


def test_every_name_in_the_reference_is_there() -> None:
    for name in WITHOUT_ENGINES:
        module, _, attribute = name.rpartition(".")
        found = importlib.import_module(module)
        assert hasattr(found, attribute), name
