"""The way back: originals from the outputs of a job and what it kept beside them.

Asked to (`keep_edits`), a job keeps for each file what its output lacks: the original's bytes,
compressed with the output as the dictionary, so that what both share takes no room (zlib, RFC 1950;
the last 32 kB of the output count). From both the original comes back byte for byte.
"""

from __future__ import annotations

import os
import zlib
from base64 import b85decode, b85encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from copydesk._jobs import places
from copydesk._jobs.folders import Folder, made, mode_of
from copydesk._jobs.texts import digest, unpacked
from copydesk._jobs.writing import Spot, half_beside, replacing
from copydesk._show.wording import cause_of, counted, grouped, one_line
from copydesk.errors import BadFolder, CopydeskError, UnreadableFile
from copydesk.folder.entry import FileEntry, check_output, entries_of

WINDOW = 1 << 15
"""How many bytes of a dictionary zlib looks at."""
LARGEST = 1 << 31
"""How many bytes an original may have; a damaged manifest could ask for all the memory."""


@dataclass(frozen=True)
class Restored:
    """What `restore` did: how many files came back, and which did not, with the cause."""

    files: int = 0
    errors: list[tuple[str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"{counted(self.files, 'file')} restored, {len(self.errors):,} failed"]
        lines += [f"FAILED {path}: {why}" for path, why in grouped(self.errors)]
        return "\n".join(map(one_line, lines))


def packed_edits(original: bytes, output: bytes) -> str:
    """What leads from an output back to its original.

    >>> kept = packed_edits(b"Rain fell.\\n\\nShare this:", b"Rain fell.\\n")
    >>> original_of(kept, b"Rain fell.\\n", 23)
    b'Rain fell.\\n\\nShare this:'
    """
    packer = zlib.compressobj(9, zdict=output[-WINDOW:])
    return b85encode(packer.compress(original) + packer.flush()).decode("ascii")


def original_of(kept: str, output: bytes, size: int) -> bytes:
    """The original of so many bytes. Raises UnreadableFile where what was kept is damaged."""
    try:
        packer = zlib.decompressobj(zdict=output[-WINDOW:])
        return packer.decompress(b85decode(kept), min(size, LARGEST) + 1)
    except (ValueError, zlib.error) as error:
        raise UnreadableFile(f"what the job kept of it is damaged: {error}") from None


def restore(
    target: str | os.PathLike[str],
    to: str | os.PathLike[str],
    paths: Iterable[str | os.PathLike[str]] = (),
) -> Restored:
    """Bring originals back from the output of a job that was asked to `keep_edits`.

    `paths` are those of the originals, relative to their source; all of them unless given. Nothing
    is replaced. A file that does not come back (its output has changed, nothing was kept of it,
    there is one already) is named with its cause, and the others do. Raises BadFolder where
    `target` is no output of a job, or `to` lies in it, where a job would find strangers' files.
    """
    if places.is_inside(os.fspath(to), os.fspath(target)):
        raise BadFolder(f"originals cannot go into {target}, an output: name another folder")
    wanted = frozenset(map(os.path.normpath, paths))
    check_output(Path(target))
    outputs, folder = Folder.at(target), made(Path(to).absolute())
    files, errors = 0, list[tuple[str, str]]()
    missing = set(wanted)
    for entry in entries_of(Path(target)):
        if wanted and entry.path not in wanted:
            continue
        missing.discard(entry.path)
        try:
            _put_back(entry, outputs, folder)
            files += 1
        except (OSError, CopydeskError) as error:
            errors.append((entry.path, cause_of(error, entry.path)))
    errors += [(path, "the job knows no such file") for path in sorted(missing)]
    return Restored(files, errors)


def _put_back(entry: FileEntry, outputs: Folder, folder: Folder) -> None:
    """Raises CopydeskError or OSError where it cannot be done surely."""
    if entry.error is not None or not entry.kept:
        raise UnreadableFile("nothing was kept of it: clean with keep_edits=True")
    data = outputs.read(entry.output)
    if digest(data) != entry.output_sha256:
        raise UnreadableFile("its output has changed since the job")
    original = original_of(entry.kept, unpacked(data, entry.output), entry.source_bytes)
    if digest(original) != entry.source_sha256:
        raise UnreadableFile("what the job kept of it is damaged")
    folder.make(os.path.dirname(entry.path))
    final = Spot(folder, entry.path)
    mode = mode_of(outputs.status(entry.output))
    with replacing(final, half_beside(final), mode, overwrite=False) as file:
        file.write(original)
