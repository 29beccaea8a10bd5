"""Cached readers of the files in `data/`."""

from __future__ import annotations

import json
import marshal
import os
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def path(name: str) -> Traversable:
    """A file or folder in `data/`; `name` may hold folders: `"markup/tags.toml"`."""
    from importlib.resources import files  # costs more to import than all of copydesk's core

    return files("copydesk").joinpath("data", name)


_FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")


def read_bytes(name: str) -> bytes:
    """A data file as it is: straight from its folder, unless the package is in an archive."""
    try:
        with open(os.path.join(_FOLDER, name), "rb") as file:
            return file.read()
    except OSError:
        return path(name).read_bytes()


def is_file(name: str) -> bool:
    """Whether there is such a data file."""
    if os.path.isdir(_FOLDER):
        return os.path.isfile(os.path.join(_FOLDER, name))
    return path(name).is_file()


def _folders(name: str) -> list[str]:
    if os.path.isdir(_FOLDER):
        return os.listdir(os.path.join(_FOLDER, name))
    return [folder.name for folder in path(name).iterdir()]


def read_text(name: str) -> str:
    """A data file as text (UTF-8)."""
    return read_bytes(name).decode("utf-8")


@cache
def languages(file: str) -> tuple[str, ...]:
    """The languages, by name, whose folder in `data/languages/` holds such a file.

    >>> languages("words.toml")
    ('de', 'en', 'es', 'fr', 'it', 'nl', 'pt')
    """
    names = sorted(_folders("languages"))
    return tuple(name for name in names if is_file(f"languages/{name}/{file}"))


START = "start.json"
"""TOML files that nearly every start reads, as JSON (see data_build)."""


@cache
def toml(name: str) -> dict[str, Any]:
    """A TOML file, parsed once a process. Treat the result as read-only."""
    ready: dict[str, dict[str, Any]] = parsed(START)
    return ready[name] if name in ready else read_toml(name)


def read_toml(name: str) -> dict[str, Any]:
    """A TOML file, parsed."""
    import tomllib  # costs as much as a tenth of a start

    return tomllib.loads(read_text(name))


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a text file, without blank ones and `#` comments."""
    return tuple(x for x in read_text(name).split("\n") if x.strip() and not x.startswith("#"))


@cache
def parsed(name: str) -> Any:
    """A file of JSON, or of what was built of it for speed, parsed once a process.

    Treat the result as read-only.
    """
    read = marshal.loads if name.endswith(".marshal") else json.loads
    return read(read_bytes(name))
