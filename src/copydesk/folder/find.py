"""Which files a folder holds, where their clean text goes, and how it is read and written."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from copydesk._jobs.names import article_outputs, holds_article, holds_rows
from copydesk.errors import BadFolder

STATE = ".copydesk"
"""The folder inside the target that holds the manifest and half-written files."""


class Found(NamedTuple):
    """A file to clean: both paths are relative, to the source and to the target."""

    path: str
    output: str
    size: int


@dataclass
class LeftOut:
    """What a search passes by that somebody may have wanted."""

    unread: list[tuple[str, str]] = field(default_factory=list)
    """Folders that cannot be read, and why."""
    rows: int = 0
    """How many files of rows, such as Parquet, there are."""
    outputs: list[str] = field(default_factory=list)
    """Folders that another job has written."""


def find(source: Path, target: Path, pattern: str, left_out: LeftOut) -> Iterator[Found]:
    """The text and HTML files under `source`, folder by folder, each in order of name.

    Hidden files and folders, the target, links to folders and links that lead out of the source are
    left out. A folder that cannot be read is noted, and the others are searched.
    """
    fits = _glob(pattern)
    root, skip = os.path.realpath(source), os.path.realpath(target)
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            files, below = _scan(root, folder, skip, left_out)
        except OSError as error:
            left_out.unread.append((folder or ".", str(error)))
            continue
        folders += below
        chosen = {name: size for name, size in files if fits(os.path.join(folder, name))}
        left_out.rows += sum(map(holds_rows, chosen))
        sizes = {name: size for name, size in chosen.items() if holds_article(name)}
        for name, output in article_outputs(sorted(sizes)).items():
            yield Found(os.path.join(folder, name), os.path.join(folder, output), sizes[name])


def _scan(
    root: str, folder: str, skip: str, left_out: LeftOut
) -> tuple[list[tuple[str, int]], list[str]]:
    """The articles and files of rows in one folder with their sizes, and the folders below it."""
    files, below = list[tuple[str, int]](), list[str]()
    with os.scandir(os.path.join(root, folder)) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                path = os.path.join(folder, entry.name)
                if os.path.realpath(entry.path) == skip:
                    continue
                is_output = os.path.isdir(os.path.join(entry.path, STATE))
                (left_out.outputs if is_output else below).append(path)
            elif (holds_article(entry.name) or holds_rows(entry.name)) and _is_inside(entry, root):
                files.append((entry.name, entry.stat().st_size))
    return files, below


def check_apart(source: Path, target: Path) -> None:
    """Refuse a job that would write among its own inputs. Raises BadFolder."""
    if not source.is_dir():
        raise BadFolder(f"no such folder: {source}")
    if target.exists() and not target.is_dir():
        raise BadFolder(f"{target} is a file: give a folder as the target")
    inputs, outputs = os.path.realpath(source), os.path.realpath(target)
    if inputs == outputs:
        raise BadFolder(f"{source} cannot be cleaned in place: give another folder as the target")
    if os.path.commonpath([inputs, outputs]) == outputs:
        raise BadFolder(
            f"the source {source} lies inside the target {target}; outputs could hit it"
        )


def read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def no_link(path: str, flags: int) -> int:
    """An opener for `open`. Raises OSError where the name is a link, which might lead anywhere."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def write(target: str, output: str, data: bytes) -> None:
    """Put a file in place in one step: it is there whole, or not at all."""
    final = os.path.join(target, output)
    folder = os.path.dirname(final)
    root = os.path.realpath(target)
    if os.path.commonpath([root, os.path.realpath(folder)]) != root:
        raise PermissionError(f"{folder} leads out of the target")
    os.makedirs(folder, exist_ok=True)
    half = os.path.join(target, STATE, "tmp", f"{os.getpid()}")
    try:
        with open(half, "wb", opener=no_link) as file:
            file.write(data)
        os.replace(half, final)
    except BaseException:
        if os.path.exists(half):
            os.unlink(half)
        raise


def _is_inside(entry: os.DirEntry[str], root: str) -> bool:
    """Is it a regular file, or a link to one that lies in the source?"""
    if not entry.is_symlink():
        return entry.is_file()
    real = os.path.realpath(entry.path)
    return os.path.isfile(real) and os.path.commonpath([root, real]) == root


def _glob(pattern: str) -> Callable[[str], object]:
    """A test for relative paths: `**` stands for any folders, `*` and `?` stay within a name.

    >>> fits = _glob("2024/**/*.txt")
    >>> bool(fits("2024/a.txt")), bool(fits("2024/may/b.txt")), bool(fits("2023/a.txt"))
    (True, True, False)
    """
    marks = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern if "/" in pattern else f"**/{pattern}")
    fits = re.compile("(?s)" + "".join(marks.get(part) or re.escape(part) for part in parts))
    return lambda path: fits.fullmatch(path.replace(os.sep, "/"))
