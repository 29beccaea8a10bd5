"""What became of one file, as a line of the manifest."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from copydesk._corpus.lines import KEY
from copydesk._jobs.search import STATE
from copydesk.errors import BadFolder

_KINDS: dict[str, tuple[type, ...]] = {"error": (str, type(None)), "seconds": (int, float)}
"""What a field may hold that is not of its default's type."""


def metadata_of(output: str) -> str:
    """The file beside an output that says what its page knows of itself.

    >>> metadata_of("2024/a.txt")
    '2024/a.txt.json'
    """
    return f"{output}.json"


@dataclass
class FileEntry:
    """What became of one file. Edits, removed characters and an example are given by reason.

    `before` and `after` are lengths in characters; `cut` is how many went, markup and blanks apart.
    `lines` and `prose` are the keys of the cleaned text's lines, and `site_lines` of those removed
    as the site's; `kept` is what leads back to the original, where the job was asked to keep it.
    """

    path: str
    output: str
    fingerprint: str = ""
    source_bytes: int = 0
    source_sha256: str = ""
    output_bytes: int = 0
    output_sha256: str = ""
    before: int = 0
    after: int = 0
    cut: int = 0
    edits: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    examples: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    error: str | None = None
    lines: str = ""
    prose: str = ""
    site_lines: str = ""
    kept: str = ""
    metadata_sha256: str = ""

    @property
    def metadata(self) -> str:
        """Where the output's metadata go, if they are asked for."""
        return metadata_of(self.output)

    @classmethod
    def parse(cls, line: str | bytes) -> FileEntry | None:
        """An entry of a manifest; None for half of one, a damaged one, and another version's."""
        try:
            entry = cls(**json.loads(line))
            entry._check()
        except (ValueError, TypeError, RecursionError):
            return None
        return entry

    def _check(self) -> None:
        """Raises TypeError or ValueError where a value is not what its field is for."""
        for name, usual in vars(FileEntry("", "")).items():
            value = getattr(self, name)
            if not isinstance(value, _KINDS.get(name, type(usual))):
                raise TypeError(f"{name} is {value!r}")
        counts = [*self.edits.values(), *self.removed.values()]
        if not all(isinstance(count, int) for count in counts):
            raise TypeError("a reason's number is none")
        if not all(isinstance(example, str) for example in self.examples.values()):
            raise TypeError("a reason's example is no text")
        for path in (self.path, self.output):
            os.fsencode(path)
        for digits in self._digits():
            if len(bytes.fromhex(digits)) % KEY:
                raise ValueError(f"{digits!r} are not whole keys")

    def _digits(self) -> tuple[str, ...]:
        keys = self.lines, self.prose, self.site_lines
        return self.output_sha256, self.metadata_sha256, *keys

    def json(self) -> str:
        return json.dumps(vars(self), separators=(",", ":"))


def manifest_of(target: Path) -> Path:
    """The file in which a folder job has noted what became of each file."""
    return target / STATE / "manifest.jsonl"


def check_output(target: Path) -> None:
    """Raises BadFolder where a folder is no output of a folder job."""
    if not target.is_dir():
        raise BadFolder(f"there is no folder {target}: name one that a folder job has written")
    if not manifest_of(target).is_file():
        raise BadFolder(
            f"{target} is no output of a folder job: it holds no {STATE}/manifest.jsonl"
        )


def entries_of(target: Path) -> Iterator[FileEntry]:
    """What is known of each file of an output."""
    with open(manifest_of(target), "rb") as file:
        yield from filter(None, map(FileEntry.parse, file))
