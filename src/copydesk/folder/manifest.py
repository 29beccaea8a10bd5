"""What a folder job knows: which files there are, and what became of each.

The manifest is a file of JSON Lines in the target, one entry a file, appended to as files are done,
so that a job killed at any moment goes on where it was. Beside it each process keeps a journal of
the outputs it is about to put in place: by these two the job tells its own files from those of
others.

What is read from them is held in a private SQLite database, which spills to disk: memory stays the
same however many files there are.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from copydesk._jobs.folders import Folder, made
from copydesk._jobs.search import STATE
from copydesk._jobs.writing import Spot, replacing
from copydesk.errors import BadFolder
from copydesk.folder.entry import FileEntry, metadata_of
from copydesk.folder.find import Found

ENTRIES_AT_ONCE = 50
"""How many entries wait to be written; a job that is killed does that many files again."""

_TABLES = """
PRAGMA journal_mode = OFF;
CREATE TABLE entries (path BLOB PRIMARY KEY, line TEXT);
CREATE TABLE inputs (path BLOB PRIMARY KEY, output BLOB, size INTEGER, site BLOB);
CREATE TABLE ours (output BLOB, sha256 TEXT);
CREATE TABLE done (path BLOB PRIMARY KEY);
CREATE TABLE removals (path BLOB PRIMARY KEY, lines BLOB);
CREATE INDEX by_site ON inputs (site, path);
CREATE INDEX by_output ON ours (output);
"""

PRIVATE = 0o600
"""The mode of the job's own files."""


class Manifest:
    """The manifest of one target, locked while it is open."""

    def __init__(self, target: Path) -> None:
        _check_state(target / STATE)
        self.state = made(target / STATE)
        self.state.make("tmp")
        self.path = target / STATE / "manifest.jsonl"
        self.trouble: OSError | None = None
        self._lock = _locked(self.state)
        self._pending = list[str]()
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript(_TABLES)
        self._tidy()
        self._load()

    def __enter__(self) -> Manifest:
        return self

    def __exit__(self, *_: object) -> None:
        self.save()
        self._tidy()
        self._db.close()
        self._lock.close()

    def find(self, files: Iterable[Found]) -> None:
        """Take down the files that the source holds now."""
        self._db.executemany(
            "INSERT INTO inputs VALUES (?, ?, ?, ?)",
            ((os.fsencode(f.path), os.fsencode(f.output), f.size, _folder(f.path)) for f in files),
        )

    def files(self) -> Iterator[Found]:
        query = "SELECT path, output, size FROM inputs WHERE path > ? ORDER BY path LIMIT 500"
        for path, output, size in self._pages(query):
            yield Found(os.fsdecode(path), os.fsdecode(output), size)

    def file(self, path: str) -> Found:
        query = "SELECT output, size FROM inputs WHERE path = ?"
        output, size = self._db.execute(query, (os.fsencode(path),)).fetchone()
        return Found(path, os.fsdecode(output), size)

    def count(self, table: str = "inputs") -> int:
        return int(self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def sites(self) -> Iterator[tuple[bytes, int]]:
        """The folders of the source, and how many files each holds."""
        query = (
            "SELECT site, count(*) FROM inputs WHERE site > ? GROUP BY site ORDER BY site LIMIT 500"
        )
        yield from self._pages(query)

    def entries(self, site: bytes | None = None) -> Iterator[FileEntry]:
        """The entries of the files that the source holds, of all or of one folder."""
        query = (
            "SELECT path, line FROM inputs JOIN entries USING (path) "
            f"WHERE {'site = ? AND' if site else ''} path > ? ORDER BY path LIMIT 500"
        )
        for _, line in self._pages(query, *filter(None, [site])):
            entry = FileEntry.parse(line)
            if entry is not None:
                yield entry

    def entry(self, path: str) -> FileEntry | None:
        query = "SELECT line FROM entries WHERE path = ?"
        found = self._db.execute(query, (os.fsencode(path),)).fetchone()
        return FileEntry.parse(found[0]) if found else None

    def ours(self, output: str) -> tuple[str, ...]:
        """Digests of what a job put, or was about to put, at an output or its metadata."""
        query = "SELECT sha256 FROM ours WHERE output IN (?, ?)"
        places = os.fsencode(output), os.fsencode(metadata_of(output))
        return tuple(sha for (sha,) in self._db.execute(query, places))

    def plan(self, removals: Iterable[tuple[str, bytes]]) -> None:
        """Take down which site lines to remove from which file."""
        pairs = ((os.fsencode(path), lines) for path, lines in removals)
        self._db.executemany("INSERT INTO removals VALUES (?, ?)", pairs)

    def planned(self) -> Iterator[tuple[str, bytes]]:
        query = "SELECT path, lines FROM removals WHERE path > ? ORDER BY path LIMIT 500"
        for path, lines in self._pages(query):
            yield os.fsdecode(path), lines

    def add(self, entry: FileEntry) -> None:
        line = entry.json()
        self._keep(entry, line)
        self._db.execute("INSERT OR IGNORE INTO done VALUES (?)", (os.fsencode(entry.path),))
        self._pending.append(line)
        if len(self._pending) % ENTRIES_AT_ONCE == 0:
            self.save()

    def save(self) -> None:
        """Append what is new. On a full disk it waits in memory for the next call."""
        if not self._pending:
            return
        data = "\n".join([*([""] if self.trouble else []), *self._pending, ""])
        try:
            append(self.state, "manifest.jsonl", data)
        except OSError as error:
            self.trouble = error
        else:
            self.trouble = None
            self._pending.clear()

    def finish(self) -> None:
        """Write one entry a file, in order, and drop the journals, which they make needless."""
        half, final = Spot(self.state, "tmp/manifest"), Spot(self.state, "manifest.jsonl")
        query = "SELECT path, line FROM entries WHERE path > ? ORDER BY path LIMIT 500"
        try:
            with replacing(final, half, PRIVATE) as file:
                file.writelines(f"{line}\n".encode() for _, line in self._pages(query))
        except OSError as error:
            self.trouble = error
            return
        self._pending.clear()
        self.trouble = None
        for journal in _made_by_jobs(self.state):
            self.state.remove(journal)

    def _load(self) -> None:
        if self.state.status("manifest.jsonl"):
            with self.state.open("manifest.jsonl") as file:
                for line in file:
                    entry = FileEntry.parse(line)
                    if entry is not None:
                        self._keep(entry, entry.json())
        for journal in _made_by_jobs(self.state):
            for line in self.state.read(journal).splitlines():
                with contextlib.suppress(ValueError, TypeError, RecursionError):  # half a line
                    output, sha = json.loads(line)
                    self._own(output, bytes.fromhex(sha).hex())

    def _keep(self, entry: FileEntry, line: str) -> None:
        pair = (os.fsencode(entry.path), line)
        self._db.execute("INSERT OR REPLACE INTO entries VALUES (?, ?)", pair)
        if entry.output_sha256:
            self._own(entry.output, entry.output_sha256)
        if entry.metadata_sha256:
            self._own(entry.metadata, entry.metadata_sha256)

    def _own(self, output: str, sha: str) -> None:
        self._db.execute("INSERT INTO ours VALUES (?, ?)", (os.fsencode(output), sha))

    def _pages(self, query: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """The rows of a query by pages, so that the tables may change between them."""
        last = b""
        while found := self._db.execute(query, (*values, last)).fetchall():
            yield from found
            last = found[-1][0]

    def _tidy(self) -> None:
        """Remove what killed processes left half written."""
        for half in _made_by_jobs(self.state, "tmp"):
            self.state.remove(half)


def _check_state(state: Path) -> None:
    """Refuse links, which would lead the job out of the target, and what else is in the way."""
    journals = state.glob("journal-*") if state.is_dir() else ()
    for path in (state, state / "tmp", state / "manifest.jsonl", state / "lock", *journals):
        if path.is_symlink():
            raise BadFolder(f"{path} is a link, and a job writes nowhere but there: remove it")
        is_folder = path.name in (STATE, "tmp")
        if path.exists() and not (path.is_dir() if is_folder else path.is_file()):
            raise BadFolder(f"{path} is not a {'folder' if is_folder else 'file'}: remove it")


def _made_by_jobs(state: Folder, below: str = "") -> list[str]:
    """The journals or half-written files in a folder; what others have put there is left out."""
    names = re.compile(r"(journal-)?\d+|manifest")
    return [os.path.join(below, name) for name in state.files(below) if names.fullmatch(name)]


def append(state: Folder, name: str, data: str) -> None:
    """Add to a file of the job, which is ours alone to read: it tells of what texts held."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    with os.fdopen(state.descriptor(name, flags, PRIVATE), "a", encoding="ascii") as file:
        file.write(data)


def _folder(path: str) -> bytes:
    """The folder of a file, never empty."""
    return os.fsencode(os.path.join(".", os.path.dirname(path)))


def _locked(state: Folder) -> Any:
    """Hold a file's lock until it is closed, so that no two jobs write to one target."""
    descriptor = state.descriptor("lock", os.O_WRONLY | os.O_CREAT, PRIVATE)
    file = os.fdopen(descriptor, "wb")
    try:
        import fcntl
    except ImportError:  # Windows has no advisory locks of this kind
        return file
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise BadFolder(f"another job is writing to {os.path.dirname(state.path)}") from None
    return file
