"""The gate pins all that it installs: what the extras ask for, in a version that they allow."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ASKED = [
    Requirement(line)
    for lines in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    for line in lines
    if not line.startswith("copydesk[")
]


CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
pytestmark = pytest.mark.skipif(not CONSTRAINTS.exists(), reason="needs a checkout: not packed")


def pinned() -> dict[str, str]:
    lines = CONSTRAINTS.read_text("utf-8").splitlines()
    pairs = [line.split("==") for line in lines if not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_what_is_asked_for_is_pinned(asked: Requirement) -> None:
    version = pinned().get(canonicalize_name(asked.name))
    assert version, "run .ci/refresh --add"
    assert asked.specifier.contains(version), "run .ci/refresh"
