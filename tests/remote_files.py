"""A file system of fsspec that keeps files in memory and opens them as object stores do."""

from __future__ import annotations

from typing import Any, ClassVar

from fsspec import AbstractFileSystem
from fsspec.spec import AbstractBufferedFile


class RemoteFile(AbstractBufferedFile):
    """A file that is read by ranges and written as a whole."""

    def _fetch_range(self, start: int, end: int) -> bytes:
        return RemoteFiles.files[self.path][start:end]

    def _initiate_upload(self) -> None:
        RemoteFiles.files[self.path] = b""

    def _upload_chunk(self, final: bool = False) -> bool:
        RemoteFiles.files[self.path] += self.buffer.getvalue()
        return True


class RemoteFiles(AbstractFileSystem):
    protocol = "remote"
    root_marker = "/"
    files: ClassVar[dict[str, bytes]] = {}

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return "/" + path.removeprefix("remote://").strip("/")

    def _open(self, path: str, mode: str = "rb", **options: Any) -> RemoteFile:
        if mode == "wb":
            self.files[path] = b""
        return RemoteFile(self, path, mode, size=len(self.files[path]))

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        path = self._strip_protocol(path)
        if path in self.files:
            return {"name": path, "size": len(self.files[path]), "type": "file"}
        if any(name.startswith(f"{path}/") for name in self.files):
            return {"name": path, "size": 0, "type": "directory"}
        raise FileNotFoundError(path)

    def find(self, path: str, **_: Any) -> list[str]:
        return [name for name in self.files if name.startswith(self._strip_protocol(path))]

    def mv(self, old: str, new: str, **_: Any) -> None:
        self.files[new] = self.files.pop(old)

    def rm_file(self, path: str) -> None:
        del self.files[path]
