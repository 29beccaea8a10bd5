"""Folders held by their handles, so that no link which is made meanwhile leads out of them."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from copydesk._jobs import texts
from copydesk.errors import UnreadableFile

HAS_HANDLES = {os.open, os.stat, os.mkdir, os.unlink, os.rename} <= os.supports_dir_fd and (
    os.scandir in os.supports_fd
)
"""Whether this system opens files relative to a folder; where not, paths are checked before use."""

_LIST = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_REACH = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0)
"""How a folder is opened to see what is in it, and to go on from it, which may be less."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
"""Opening a pipe would else wait for somebody to write to it."""
_IS_LINK = (errno.ELOOP, errno.EMLINK, errno.ENOTDIR)
"""What systems say where a link is not followed."""


@dataclass(frozen=True)
class Folder:
    """A folder. What is opened below it lies below it, whatever links there are or come to be.

    A link below it is followed where it leads to something below it, too.
    """

    path: str
    identity: tuple[int, int]
    """By which the system knows it: another folder, or a link, may take its path meanwhile."""

    @classmethod
    def at(cls, path: str | os.PathLike[str]) -> Folder:
        """The folder that there is. Raises OSError where there is none."""
        found = os.stat(path)
        return cls(os.fspath(path), (found.st_dev, found.st_ino))

    def full(self, path: str) -> str:
        return os.path.join(self.path, path)

    @contextlib.contextmanager
    def reached(self, path: str) -> Iterator[tuple[int | None, str]]:
        """How to reach a file or folder: the handle of what holds it, and its name there.

        Links on the way are not followed, or lead to a folder below this one. Errors name the path.
        """
        try:
            handle, name = self._reach(path)
        except OSError as error:
            raise _named(error, self.full(path)) from None
        try:
            yield handle, name
        except OSError as error:
            if handle is None or error.filename != name:
                raise
            raise _named(error, self.full(path)) from None
        finally:
            if handle is not None:
                os.close(handle)

    def _reach(self, path: str) -> tuple[int | None, str]:
        above, name = os.path.split(path)
        if name == os.pardir:
            above, name = path, ""
        if not HAS_HANDLES:
            return None, os.path.join(self.path, self._resolved(above), name)
        try:
            return self._handle(above), name or os.curdir
        except OSError as error:
            if error.errno not in _IS_LINK:
                raise
        return self._handle(self._resolved(above)), name or os.curdir

    def _handle(self, path: str) -> int:
        """The handle of a folder below, reached step by step without following a link."""
        parts = list(filter(None, path.split(os.sep)))
        if os.pardir in parts:
            raise OSError(errno.ELOOP, "leads upwards", path)
        handle = os.open(self.path, _REACH)
        try:
            self._check(handle)
            for part in parts:
                below = os.open(part, _REACH | _NO_LINK, dir_fd=handle)
                os.close(handle)
                handle = below
        except BaseException:
            os.close(handle)
            raise
        return handle

    def _check(self, handle: int) -> None:
        found = os.fstat(handle)
        if (found.st_dev, found.st_ino) != self.identity:
            raise PermissionError(errno.EACCES, "is another folder than at first", self.path)

    def _resolved(self, path: str) -> str:
        """A path below without links. Raises PermissionError where it leads out of the folder."""
        root, real = os.path.realpath(self.path), os.path.realpath(self.full(path))
        if os.path.commonpath([root, real]) != root:
            raise PermissionError(errno.EACCES, f"leads out of {self.path}", self.full(path))
        below = os.path.relpath(real, root)
        return "" if below == os.curdir else below

    def status(self, path: str) -> os.stat_result | None:
        """What there is under a name, a link as the link itself; None if there is nothing."""
        try:
            with self.reached(path) as (handle, name):
                return os.stat(name, dir_fd=handle, follow_symlinks=False)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def open(self, path: str) -> BinaryIO:
        """A regular file, for reading. A link is followed if it leads to one below the folder."""
        if not HAS_HANDLES:
            path = self._resolved(path)
        try:
            descriptor = self.descriptor(path, os.O_RDONLY | _NO_WAIT)
        except OSError as error:
            if error.errno not in _IS_LINK:
                raise
            descriptor = self.descriptor(self._resolved(path), os.O_RDONLY | _NO_WAIT)
        return regular(descriptor, self.full(path))

    def descriptor(self, path: str, flags: int, mode: int = 0o666) -> int:
        """The descriptor of a file that is opened, and perhaps made. Raises OSError for a link."""
        with self.reached(path) as (handle, name):
            return os.open(name, flags | _NO_LINK | getattr(os, "O_BINARY", 0), mode, dir_fd=handle)

    def read(self, path: str) -> bytes:
        with self.open(path) as file:
            return whole(file)

    def below(self, path: str) -> Folder:
        """A folder below, which is no link. Raises OSError where there is none."""
        found = self.status(path)
        if found is None or not stat.S_ISDIR(found.st_mode):
            raise NotADirectoryError(errno.ENOTDIR, "is no folder", self.full(path))
        return Folder(self.full(path), (found.st_dev, found.st_ino))

    def make(self, path: str, like: Folder | None = None) -> None:
        """Make a folder below, and those above it, none of them more open than in `like`."""
        if not path or self._is_folder(path):
            return
        self.make(os.path.dirname(path), like)
        model = like.status(path) if like else None
        mode = 0o777 if model is None else stat.S_IMODE(model.st_mode) & 0o777 | 0o700
        with self.reached(path) as (handle, name), contextlib.suppress(FileExistsError):
            os.mkdir(name, mode, dir_fd=handle)

    def files(self, path: str = "") -> list[str]:
        """The names of the regular files in a folder below, or in this one."""
        with self.entries(path) as entries:
            return [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]

    @contextlib.contextmanager
    def entries(self, path: str) -> Iterator[Iterator[os.DirEntry[str]]]:
        """What is in a folder below, or in this one."""
        with self.reached(os.path.join(path, "")) as (handle, name):
            listed = name if handle is None else os.open(name, _LIST, dir_fd=handle)
            try:
                with os.scandir(listed) as entries:
                    yield entries
            finally:
                if isinstance(listed, int):
                    os.close(listed)

    def remove(self, path: str) -> None:
        """Remove a file, if it is still there."""
        with self.reached(path) as (handle, name), contextlib.suppress(FileNotFoundError):
            os.unlink(name, dir_fd=handle)

    def _is_folder(self, path: str) -> bool:
        found = self.status(path)
        return found is not None and not stat.S_ISREG(found.st_mode)


def made(path: str | os.PathLike[str], like: str | os.PathLike[str] | None = None) -> Folder:
    """A folder, which is made where it is not there, no more open than the one it is like."""
    if not os.path.isdir(path):
        mode = 0o777 if like is None else stat.S_IMODE(os.stat(like).st_mode) & 0o777 | 0o700
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            os.mkdir(path, mode)
    return Folder.at(path)


def regular(descriptor: int, path: str) -> BinaryIO:
    """A file from its descriptor. Raises UnreadableFile for a pipe, a device or a folder."""
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableFile(f"{path} is no regular file")
    return os.fdopen(descriptor, "rb", 1 << 20)


def opened(path: str) -> BinaryIO:
    """A regular file that a user has named, link or not, for reading."""
    return regular(os.open(path, os.O_RDONLY | _NO_WAIT | getattr(os, "O_BINARY", 0)), path)


def whole(file: BinaryIO) -> bytes:
    """The bytes of a file. Raises UnreadableFile where it is too large to be a text."""
    data = b""
    if _size(file) <= texts.LARGEST:
        data = file.read(texts.LARGEST + 1)
    if _size(file) > texts.LARGEST or len(data) > texts.LARGEST:
        raise UnreadableFile(f"holds more than {texts.LARGEST >> 20:,} MB")
    return data


def _size(file: BinaryIO) -> int:
    return os.fstat(file.fileno()).st_size


def mode_of(found: os.stat_result | None) -> int:
    """The mode of a result: no wider than its source, but for us to read; None: as usual."""
    return 0o666 if found is None else found.st_mode & 0o666 | 0o400


def _named(error: OSError, path: str) -> OSError:
    """An error that names the whole path, and not what it is relative to a handle."""
    if error.errno is None:
        return error
    return type(error)(error.errno, error.strerror, path)
