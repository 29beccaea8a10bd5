"""Where rows are: local files, or anything that fsspec has a URL for."""

from __future__ import annotations

import gzip
import io
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, NamedTuple, cast

from copydesk._extras import need
from copydesk._jobs.folders import Folder, made, mode_of, opened
from copydesk._jobs.search import LeftOut, search
from copydesk._jobs.writing import Spot, half_beside, replacing
from copydesk.errors import BadFile, CopydeskError

BLOCK = 1 << 20
"""How many bytes are read at a time."""


class Place(NamedTuple):
    """A file: its path or URL and, where a job searches a local folder, where it is in that."""

    path: str
    spot: Spot | None = None


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


def check_apart(source: str, target: str, error: type[CopydeskError]) -> None:
    """Refuse a job that would write among its own inputs: raises the error."""
    if same_place(source, target):
        raise error(f"{source} cannot be cleaned in place: give another folder as the target")
    if is_inside(source, target):
        raise error(f"the source {source} lies inside the target {target}; results could hit it")


def files_below(
    source: str,
    held: Folder | None,
    target: str,
    is_wanted: Callable[[str], bool],
    left_out: LeftOut,
) -> list[str]:
    """Paths of the files below a folder, relative to it, in order; those of the target left out.

    Hidden files are left out, and names that begin with an underscore (`_SUCCESS`), which are the
    bookkeeping of engines; in a local folder also what is no file in it, such as a link out of it.
    """
    if held is None:
        names = filter(is_wanted, _names_at_url(source, target))
        return sorted(name for name in names if not re.search(r"(^|/)[._]", name))
    but = Folder.at(target) if not is_url(target) and os.path.isdir(target) else None
    found = search(held, but, (".", "_"), is_wanted, left_out)
    return sorted(os.path.join(at.folder, name) for at in found for name in at.sizes)


def _names_at_url(folder: str, but: str) -> Iterator[str]:
    system, inner = _system(folder)
    skip = PurePosixPath(_system(but)[1])
    for path in map(PurePosixPath, system.find(inner)):
        if skip not in path.parents:
            yield path.relative_to(inner).as_posix()


def size(place: Place) -> int:
    """Bytes of a file; 1 GB where a remote system does not tell."""
    if is_url(place.path):
        system, inner = _system(place.path)
        return int(system.size(inner) or 1 << 30)
    found = _status(place)
    return found.st_size if found else 0


def _status(place: Place) -> os.stat_result | None:
    """What is known of a source. Raises OSError where it is not there any more."""
    if is_url(place.path):
        return None
    with _opened(place) as file:
        return os.fstat(file.fileno())


def name_of(path: str) -> str:
    return PurePosixPath(path).name if is_url(path) else Path(path).name


def join(folder: str, name: str) -> str:
    return f"{folder.rstrip('/')}/{name}" if is_url(folder) else str(Path(folder, name))


def parent(path: str) -> str:
    return path.rpartition("/")[0] if is_url(path) else str(Path(path).parent)


def is_taken(path: str) -> bool:
    """Is there such a file, or a link, if only one that leads nowhere?

    Raises BadFile where there is what no file should replace, such as a pipe or a device.
    """
    if is_url(path):
        system, inner = _system(path)
        return bool(system.isfile(inner))
    if not os.path.lexists(path) or os.path.isdir(path):
        return False
    if os.path.exists(path) and not os.path.isfile(path):
        raise BadFile(f"{path} is no regular file")
    return True


def check_free(paths: list[str], overwrite: bool) -> None:
    """Raises BadFile where a result would take the place of a file."""
    present = [path for path in paths if is_taken(path)]
    if present and not overwrite:
        others = f" (and {len(present) - 1:,} more)" if present[1:] else ""
        raise BadFile(f"there is a file {present[0]}{others} already; overwrite=True replaces it")


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
def reading(place: Place, codec: str | None = None) -> Iterator[BinaryIO]:
    """A file's bytes, unpacked."""
    with _opened(place) as file:
        if codec == ".gz":
            yield io.BufferedReader(gzip.GzipFile(fileobj=file), BLOCK)
        elif codec == ".zst":
            stream = need("pyarrow", "rows").CompressedInputStream(file, "zstd")
            yield io.BufferedReader(stream, BLOCK)
        else:
            yield file


@contextmanager
def writing(
    place: Place, codec: str | None = None, *, like: Place | None = None, overwrite: bool = True
) -> Iterator[BinaryIO]:
    """A file to write, which appears under its name, whole, when the block ends without error.

    It is no more open than the file it is like, if that is given.
    """
    with _replacing(place, like, overwrite) as file:
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


def _opened(place: Place) -> Any:
    if is_url(place.path):
        system, inner = _system(place.path)
        return io.BufferedReader(system.open(inner, "rb"), BLOCK)  # which reads lines by size, too
    return place.spot.folder.open(place.spot.path) if place.spot else opened(place.path)


@contextmanager
def _replacing(place: Place, like: Place | None, overwrite: bool) -> Iterator[BinaryIO]:
    if is_url(place.path):
        with _replacing_at_url(place.path) as file:
            yield file
        return
    folder, name = place.spot or Spot(made(Path(place.path).parent), Path(place.path).name)
    folder.make(os.path.dirname(name), like.spot.folder if like and like.spot else None)
    final = Spot(folder, name)
    mode = mode_of(_status(like) if like else None)
    with replacing(final, half_beside(final), mode, overwrite=overwrite) as file:
        yield file


@contextmanager
def _replacing_at_url(url: str) -> Iterator[BinaryIO]:
    system, inner = _system(url)
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


def _system(url: str) -> tuple[Any, str]:
    """The file system of a URL, and the path on it."""
    system, inner = need("fsspec.core", "rows").url_to_fs(url)
    return system, str(inner)
