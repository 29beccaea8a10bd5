"""Which files a folder holds, where their clean text goes, and how it is read and written."""

from __future__ import annotations

import gzip
import io
import os
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from copydesk._text.decoding import decode
from copydesk._text.patterns import lazy
from copydesk.errors import BadFolder, UnreadableFile

_ARTICLE = re.compile(r"(?is)(.+)\.(txt|md|html|htm)(\.gz)?")
_ROWS = re.compile(r"(?is).+\.(parquet|(jsonl|ndjson|csv|tsv|warc|wet)(\.gz|\.zst)?)")
_WHOLE = re.compile(r"(?is)(.+?)()(\.gz)?")
_CONTROLS = lazy(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAGIC = {
    b"\x89PNG\r\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive, as Word and other offices write",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "packed by gzip; name it .gz",
    b"\x28\xb5\x2f\xfd": "packed by zstd",
    b"\x7fELF": "a program",
}
"""How files begin that are no text; text begins with none of these."""
SAMPLE, FEW_CONTROLS, MANY_CONTROLS = 1 << 16, 8, 0.05
"""What is no text shows in its first characters: more of them are controls than a few, and more
than so large a share. Random bytes have twice that share, a text with a stray NUL far less."""
LARGEST = 1 << 30
"""How many bytes a packed file may unpack to; gzip can make a thousand of one."""
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
        sizes = {name: size for name, size in chosen.items() if _ARTICLE.fullmatch(name)}
        for name, output in output_names(sorted(sizes)).items():
            yield Found(os.path.join(folder, name), os.path.join(folder, output), sizes[name])


def holds_rows(path: str | os.PathLike[str]) -> bool:
    """Does the name tell of a file of rows?

    >>> holds_rows("articles.jsonl.gz"), holds_rows("article.txt")
    (True, False)
    """
    return _ROWS.fullmatch(os.fspath(path)) is not None


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
            elif _is_input(entry.name) and _is_inside(entry, root):
                files.append((entry.name, entry.stat().st_size))
    return files, below


def _is_input(name: str) -> bool:
    return _ARTICLE.fullmatch(name) is not None or holds_rows(name)


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


def unpacked(data: bytes, path: str) -> bytes:
    """A file's bytes as they were before it was compressed, if its name says that it was.

    Raises UnreadableFile where it is broken, or a few bytes that would fill the memory.
    """
    if not path.lower().endswith(".gz"):
        return data
    try:
        whole = _gunzipped(data)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile(f"no sound gzip file: {error}") from error
    if len(whole) > LARGEST:
        raise UnreadableFile(f"unpacks to more than {LARGEST >> 20:,} MB")
    return whole


def _gunzipped(data: bytes) -> bytes:
    """The bytes; where there are more than LARGEST, only so many that it shows."""
    whole = io.BytesIO()
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
        while whole.tell() <= LARGEST and (part := file.read(1 << 20)):
            whole.write(part)
    return whole.getvalue()


def text_of(data: bytes, path: str) -> str:
    """The text in a file's bytes, whatever its encoding. Raises UnreadableFile where none is."""
    data = unpacked(data, path)
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise UnreadableFile(f"looks binary: {kind}")
    text = decode(data)
    sample = text[:SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    if controls > FEW_CONTROLS and controls > MANY_CONTROLS * len(sample):
        raise UnreadableFile(f"looks binary: {controls / len(sample):.0%} control characters")
    return text


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
