"""What a judge of segments was trained from, so that a stale one is told.

Hashes of what lies in the repository and went in, and of the files that came out. Texts are not
hashed: they do not change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

FILE = "trained.json"
"""Stands beside the models."""
PACKAGE = Path(__file__).parents[1]
READ: Mapping[str, tuple[str, ...]] = {
    "cues": ("data/cues/any.toml", "data/languages/*/cues.toml"),
    "frames": ("data/clutter/frames.json", "data/clutter/groups.toml"),
    "segments": ("data/segments.toml", "_text/segments.py"),
    "measures": (
        "_kernels/ends.py", "_kernels/lexical.py", "_kernels/rows.py", "_models/lexical.py",
        "cleaners/clutter/ends.py", "cleaners/clutter/measures.py",
    ),
}  # fmt: skip
"""Files of the package by what they decide: which texts are met, which columns a row has."""


def inputs(marked: Path, case_files: Iterable[Path]) -> dict[str, str]:
    """The hash of each kind of input."""
    found = {
        name: _hash(path.read_bytes() for file in files for path in sorted(PACKAGE.glob(file)))
        for name, files in READ.items()
    }
    cases = _hash(path.read_bytes() for path in sorted(case_files))
    return {**found, "marks": _hash([marked.read_bytes()]), "cases": cases}


def content(read: Mapping[str, str], written: Mapping[str, bytes]) -> bytes:
    """The record, as it is stored: what was read, and the files that were written."""
    outputs = {name: _hash([file]) for name, file in sorted(written.items())}
    return (json.dumps({"inputs": dict(read), "outputs": outputs}, indent=1) + "\n").encode()


def fresh(record: Mapping[str, Any], now: Mapping[str, str]) -> dict[str, bool]:
    """For each kind of input whether it is what the judge was trained from.

    >>> fresh({"inputs": {"cues": "a", "marks": "b"}}, {"cues": "a", "marks": "c"})
    {'cues': True, 'marks': False}
    """
    return {name: record["inputs"].get(name) == found for name, found in now.items()}


def edited(record: Mapping[str, Any], shipped: Mapping[str, bytes]) -> list[str]:
    """The files that are not what training wrote.

    >>> edited({"outputs": {"trees.json": "a"}}, {"trees.json": b"[]"})
    ['trees.json']
    """
    return [name for name, file in shipped.items() if record["outputs"].get(name) != _hash([file])]


def _hash(contents: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for some in contents:
        found.update(hashlib.sha256(some).digest())
    return found.hexdigest()[:16]
