"""Where rows are: local files, or anything that fsspec has a URL for."""

from __future__ import annotations

import gzip
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from copydesk._extras import need

BLOCK = 1 << 20
"""How many bytes are read at a time."""


def is_url(path: str) -> bool:
    return "://" in path


def plain(path: str) -> str:
    """A path as it is, and a URL of a local file as a path, so that links in it are seen.

    >>> plain("file:///data/a.jsonl"), plain("s3://data/a.jsonl")
    ('/data/a.jsonl', 's3://data/a.jsonl')
    """
    return re.sub(r"\A(file|local)://", "", path)


def is_folder(path: str) -> bool:
    if is_url(path):
        system, inner = _system(path)
        return bool(system.isdir(inner))
    return Path(path).is_dir()


def files_below(folder: str, *, but: str) -> list[str]:
    """Paths of all files below a folder, relative to it, in order; `but` one folder in it.

    Hidden files are left out, and names that begin with an underscore (`_SUCCESS`), which are the
    bookkeeping of engines.
    """
    names = _names_at_url(folder, but) if is_url(folder) else _names(Path(folder), Path(but))
    return sorted(name for name in names if not re.search(r"(^|/)[._]", name))


def _names_at_url(folder: str, but: str) -> Iterator[str]:
    system, inner = _system(folder)
    skip = PurePosixPath(_system(but)[1])
    for path in map(PurePosixPath, system.find(inner)):
        if skip not in path.parents:
            yield path.relative_to(inner).as_posix()


def _names(folder: Path, but: Path) -> Iterator[str]:
    for where, _, names in os.walk(folder):  # does not follow links to folders
        if not Path(where).resolve().is_relative_to(but.resolve()):
            yield from (Path(where, name).relative_to(folder).as_posix() for name in names)


def size(path: str) -> int:
    """Bytes of a file; 1 GB where a remote system does not tell."""
    if is_url(path):
        system, inner = _system(path)
        return int(system.size(inner) or 1 << 30)
    return Path(path).stat().st_size


def name_of(path: str) -> str:
    return PurePosixPath(path).name if is_url(path) else Path(path).name


def join(folder: str, name: str) -> str:
    return f"{folder.rstrip('/')}/{name}" if is_url(folder) else str(Path(folder, name))


def parent(path: str) -> str:
    return path.rpartition("/")[0] if is_url(path) else str(Path(path).parent)


def exists(path: str) -> bool:
    """Is there such a file, or a link, if only one that leads nowhere?"""
    if is_url(path):
        system, inner = _system(path)
        return bool(system.isfile(inner))
    return os.path.islink(path) or os.path.isfile(path)


def same_place(one: str, other: str) -> bool:
    """Do both paths lead to one file?"""
    return resolved(one) == resolved(other)


def resolved(path: str) -> str:
    """The place to which a path leads."""
    return path.rstrip("/") if is_url(path) else str(Path(path).resolve())


def is_inside(path: str, folder: str) -> bool:
    if is_url(path) or is_url(folder):
        return f"{path}/".startswith(folder.rstrip("/") + "/")
    return Path(path).resolve().is_relative_to(Path(folder).resolve())


@contextmanager
def reading(path: str, codec: str | None = None) -> Iterator[BinaryIO]:
    """A file's bytes, unpacked."""
    with _opened(path) as file:
        if codec == ".gz":
            yield io.BufferedReader(gzip.GzipFile(fileobj=file), BLOCK)
        elif codec == ".zst":
            stream = need("pyarrow", "rows").CompressedInputStream(file, "zstd")
            yield io.BufferedReader(stream, BLOCK)
        else:
            yield file


@contextmanager
def writing(path: str, codec: str | None = None) -> Iterator[BinaryIO]:
    """A file to write, which appears under its name, whole, when the block ends without error."""
    with _replacing(path) as file:
        if codec == ".gz":  # without name and time inside, so that equal rows are equal bytes
            with gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
                yield cast(BinaryIO, packed)
        elif codec == ".zst":
            # It closes what it writes to, which has to stay open for the last step.
            with need("pyarrow", "rows").CompressedOutputStream(_KeptOpen(file), "zstd") as packed:
                yield packed
        else:
            yield file


class _KeptOpen(io.RawIOBase):
    """A file that others may close without effect."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return self._file.write(data)


def _opened(path: str) -> Any:
    if is_url(path):
        system, inner = _system(path)
        return system.open(inner, "rb")
    return open(path, "rb", buffering=BLOCK)


@contextmanager
def _replacing(path: str) -> Iterator[BinaryIO]:
    if is_url(path):
        system, inner = _system(path)
        part = inner + ".part"
        system.makedirs(str(PurePosixPath(inner).parent), exist_ok=True)
        try:
            with system.open(part, "wb") as file:
                yield file
            system.mv(part, inner)
        except BaseException:
            if system.exists(part):
                system.rm_file(part)
            raise
        return
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    hidden = target.with_name(f".{target.name}.part")
    hidden.unlink(missing_ok=True)  # a killed job's, or a link, which is not followed
    file = hidden.open("xb")
    mine = os.fstat(file.fileno())
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(hidden, mine, target)
    except BaseException:
        if _is_at(hidden, mine):
            hidden.unlink()
        raise


def _put_in_place(hidden: Path, mine: os.stat_result, target: Path) -> None:
    if not _is_at(hidden, mine):
        raise FileExistsError(f"another job is writing to {target}")
    hidden.replace(target)


def _is_at(path: Path, file: os.stat_result) -> bool:
    """Is it still this file that has the name?"""
    try:
        return os.path.samestat(file, path.lstat())
    except FileNotFoundError:
        return False


def _system(url: str) -> tuple[Any, str]:
    """The file system of a URL, and the path on it."""
    system, inner = need("fsspec.core", "rows").url_to_fs(url)
    return system, str(inner)
