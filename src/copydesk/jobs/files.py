"""Which files a folder holds, where their clean text goes, and how it is read and written."""

from __future__ import annotations

import gzip
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from copydesk.errors import BadFolder

_ARTICLE = re.compile(r"(?is)(.+)\.(txt|md|html|htm)(\.gz)?")
_WHOLE = re.compile(r"(?is)(.+?)()(\.gz)?")
STATE = ".copydesk"
"""The folder inside the target that holds the manifest and half-written files."""


class Found(NamedTuple):
    """A file to clean: both paths are relative, to the source and to the target."""

    path: str
    output: str
    size: int


def find(
    source: Path, target: Path, pattern: str, report: Callable[[str, OSError], object]
) -> Iterator[Found]:
    """The text and HTML files under `source`, folder by folder, each in order of name.

    Hidden files and folders, the target, links to folders and links that lead out of the source are
    left out. A folder that cannot be read is reported, and the others are searched.
    """
    fits = _glob(pattern)
    root, skip = os.path.realpath(source), os.path.realpath(target)
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            files, below = _scan(root, folder, skip)
        except OSError as error:
            report(folder or ".", error)
            continue
        folders += below
        sizes = {name: size for name, size in files if fits(os.path.join(folder, name))}
        for name, output in output_names(sorted(sizes)).items():
            yield Found(os.path.join(folder, name), os.path.join(folder, output), sizes[name])


def _scan(root: str, folder: str, skip: str) -> tuple[list[tuple[str, int]], list[str]]:
    """The articles in one folder with their sizes, and the folders below it."""
    files, below = list[tuple[str, int]](), list[str]()
    with os.scandir(os.path.join(root, folder)) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if os.path.realpath(entry.path) != skip:
                    below.append(os.path.join(folder, entry.name))
            elif _ARTICLE.fullmatch(entry.name) and _is_inside(entry, root):
                files.append((entry.name, entry.stat().st_size))
    return files, below


def output_names(names: list[str]) -> dict[str, str]:
    """The output's name for each file of one folder: HTML becomes `.txt`, `.gz` stays `.gz`.

    Where several files want one name, those that would be renamed keep their whole name before it,
    so that no text takes the place of another.

    >>> output_names(["a.html", "b.html", "b.txt", "c.md.gz"])
    {'a.html': 'a.txt', 'b.html': 'b.html.txt', 'b.txt': 'b.txt', 'c.md.gz': 'c.md.gz'}
    """
    wanted = {name: _output_name(name, _ARTICLE) for name in names}
    claims = Counter(os.path.normcase(output) for output in wanted.values())
    taken = {os.path.normcase(name) for name, output in wanted.items() if name == output}
    for name, output in wanted.items():
        if name == output:
            continue
        if claims[os.path.normcase(output)] > 1:
            output = _output_name(name, _WHOLE)
        while os.path.normcase(output) in taken:
            output = _output_name(output, _WHOLE)
        taken.add(os.path.normcase(output))
        wanted[name] = output
    return wanted


def _output_name(name: str, parts: re.Pattern[str]) -> str:
    match = parts.fullmatch(name)
    assert match
    stem, suffix, zipped = match.groups("")
    return name if suffix.lower() in ("txt", "md") else f"{stem}.txt{zipped}"


def check_apart(source: Path, target: Path) -> None:
    """Refuse a job that would write among its own inputs. Raises BadFolder."""
    if not source.is_dir():
        raise BadFolder(f"no such folder: {source}")
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


def unpacked(data: bytes, path: str) -> bytes:
    """A file's bytes as they were before it was compressed, if its name says that it was."""
    return gzip.decompress(data) if path.lower().endswith(".gz") else data


def packed(text: str, path: str) -> bytes:
    """A text as the bytes of an output file: UTF-8, ends in a line break, the same at any time."""
    data = (text + "\n" if text else "").encode("utf-8", "replace")
    return gzip.compress(data, mtime=0) if path.lower().endswith(".gz") else data


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


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
