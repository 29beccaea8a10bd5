"""The one way in which jobs write: a file is there whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, NamedTuple

from copydesk._jobs.folders import Folder

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


class Spot(NamedTuple):
    """A name below a folder."""

    folder: Folder
    path: str

    @property
    def full(self) -> str:
        return self.folder.full(self.path)


def half_beside(final: Spot) -> Spot:
    """The hidden name, beside a file, under which it is written.

    >>> half_beside(Spot(Folder("out", (0, 0)), "deep/a.csv")).path
    'deep/.a.csv.part'
    """
    above, name = os.path.split(final.path)
    short = os.fsencode(name)[:248].decode(errors="ignore")  # a name has 255 bytes at most
    return Spot(final.folder, os.path.join(above, f".{short}.part"))


@contextmanager
def replacing(
    final: Spot, half: Spot, mode: int = 0o666, *, overwrite: bool = True, sync: bool = True
) -> Iterator[BinaryIO]:
    """A file to write, which gets its name when the block ends without error.

    A link in its place is replaced and not followed. Without `overwrite` nothing is replaced:
    FileExistsError. With `sync` it is on the disk before it gets its name.
    """
    with half.folder.reached(half.path) as (handle, name):
        with suppress(FileNotFoundError):
            os.unlink(name, dir_fd=handle)  # a killed job's, or a link, which is not followed
        descriptor = half.folder.descriptor(half.path, _NEW, mode)
        mine = os.fstat(descriptor)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                if sync:
                    os.fsync(file.fileno())
            _put_in_place(half, mine, final, overwrite)
        except BaseException:
            if _is_at(half, mine):
                os.unlink(name, dir_fd=handle)
            raise


def _put_in_place(half: Spot, mine: os.stat_result, final: Spot, overwrite: bool) -> None:
    if not _is_at(half, mine):
        raise FileExistsError(f"another job is writing to {final.full}")
    with (
        half.folder.reached(half.path) as (here, old),
        final.folder.reached(final.path) as (there, new),
    ):
        if not overwrite:
            try:
                os.link(old, new, src_dir_fd=here, dst_dir_fd=there)
            except FileExistsError:  # it would name the half file
                raise FileExistsError(f"there is a file {final.full} already") from None
            except OSError:  # a file system without hard links
                if final.folder.status(final.path):
                    raise FileExistsError(f"there is a file {final.full} already") from None
            else:
                os.unlink(old, dir_fd=here)
                return
        try:
            os.replace(old, new, src_dir_fd=here, dst_dir_fd=there)
        except OSError as error:  # a folder, for one: it would name the half file
            raise type(error)(error.errno, error.strerror, final.full) from None


def _is_at(spot: Spot, file: os.stat_result) -> bool:
    """Is it still this file that has the name?"""
    found = spot.folder.status(spot.path)
    return found is not None and os.path.samestat(file, found)
