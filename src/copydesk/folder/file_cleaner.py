"""Cleaning one file of a folder: all that happens to it, and nothing about the others."""

from __future__ import annotations

import json
import os
import stat
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import NamedTuple

from copydesk._corpus.keys import both_keys
from copydesk._jobs.folders import Folder, mode_of
from copydesk._jobs.site_lines import removing_lines
from copydesk._jobs.texts import digest, packed, text_of, unpacked
from copydesk._jobs.writing import Spot, replacing
from copydesk._show.wording import cause_of
from copydesk._text.edits import Edit, compose
from copydesk.errors import UnreadableFile
from copydesk.folder.entry import FileEntry
from copydesk.folder.find import Found
from copydesk.folder.manifest import append
from copydesk.folder.originals import packed_edits
from copydesk.metadata import known
from copydesk.pipeline.cleaned import count_by_reason
from copydesk.pipeline.explanation import Explanation
from copydesk.pipeline.pipeline import Pipeline, name_of

LAYOUT = ("strip_markup", "normalize_whitespace")
"""Cleaners whose removals are no cuts: nobody misses tags and blanks."""
EXAMPLE = 200
"""How many characters of a removal the manifest keeps as an example."""


class FileTask(NamedTuple):
    """A file to clean: what is known of it, what we may overwrite, and the site lines it holds."""

    found: Found
    entry: FileEntry | None
    ours: tuple[str, ...] = ()
    site_lines: bytes | None = None
    """Keys of the lines to remove in the second pass; None in the first."""


@dataclass(frozen=True)
class FileCleaner:
    """All that a process needs to know of a job to clean the files of it."""

    source: Folder
    target: Folder
    state: Folder
    """The folder in the target with what the job knows."""
    pipeline: Pipeline
    fingerprint: str
    resume: bool = True
    overwrite: bool = False
    keep_edits: bool = False
    metadata: bool = False

    def do(self, task: FileTask) -> FileEntry | None:
        """Clean a file, whatever happens: its entry, or None where nothing had to be done."""
        started = perf_counter()
        try:
            entry = _first(self, task) if task.site_lines is None else _second(self, task)
        except Exception as error:  # cleaners may be anybody's
            return _failed(task, cause_of(error, task.found.path))
        if entry is not None:
            entry.seconds = round(entry.seconds + perf_counter() - started, 4)
        return entry

    def parts(self, task: FileTask) -> list[FileTask]:
        return [task]

    def joined(self, _: FileTask, entries: list[FileEntry | None]) -> FileEntry | None:
        return entries[0]

    def give_up(self, task: FileTask, cause: str) -> FileEntry:
        return _failed(task, f"the process died at this file, twice ({cause})")

    def explain(self, entry: FileEntry) -> Explanation:
        """The explanation of a file that the job has cleaned, site lines included."""
        text = text_of(Folder.at(self.source.path).read(entry.path), entry.path)
        original, edits = text, list[Edit]()
        for pipeline in _passes(self, bytes.fromhex(entry.site_lines)):
            for step in pipeline.steps(text):
                text = step.after
                edits = compose(original, step.before, edits, step.changes, name_of(step.cleaner))
        return Explanation(text, tuple(edits))


def _failed(task: FileTask, error: str) -> FileEntry:
    """The entry of a file that could not be cleaned; what was put there before stays ours."""
    entry = task.entry or FileEntry(task.found.path, task.found.output)
    return replace(entry, fingerprint="", error=error, lines="", prose="", edits={}, removed={})


def _passes(job: FileCleaner, site_lines: bytes) -> list[Pipeline]:
    """The pipeline, and then, where lines of the site are to go, the one that removes them."""
    return [job.pipeline, removing_lines(job.pipeline, site_lines)][: 2 if site_lines else 1]


def _first(job: FileCleaner, task: FileTask) -> FileEntry | None:
    """Clean a file by itself, unless it and its output are as the manifest says."""
    found, known = task.found, task.entry
    data = job.source.read(found.path)
    sha = digest(data)
    if job.resume and known and _is_done(job, known, sha, found.output):
        return None
    text = text_of(data, found.path)
    result = job.pipeline.explain(text)
    entry = FileEntry(found.path, found.output, job.fingerprint, len(data), sha, before=len(text))
    entry.lines, entry.prose = (keys.hex() for keys in both_keys(result.text))
    _count(entry, result.edits)
    if job.metadata:
        _put_metadata(job, task, entry, text)
    return _put(job, task, entry, result.text)


def _second(job: FileCleaner, task: FileTask) -> FileEntry:
    """Remove the site lines of a cleaned file; from its source where others were removed before."""
    assert task.entry
    assert task.site_lines is not None
    entry, text = _cleaned_before(job, task.entry)
    for pipeline in _passes(job, task.site_lines)[1:]:
        result = pipeline.explain(text)
        text = result.text
        _count(entry, result.edits)
    entry.site_lines = task.site_lines.hex()
    return _put(job, task, entry, text)


def _cleaned_before(job: FileCleaner, known: FileEntry) -> tuple[FileEntry, str]:
    """The entry and the clean text of a file as the first pass left them."""
    if not known.site_lines:
        data = job.target.read(known.output)
        if digest(data) == known.output_sha256:
            return replace(known), unpacked(data, known.output).decode().removesuffix("\n")
    data = job.source.read(known.path)
    result = job.pipeline.explain(text_of(data, known.path))
    entry = replace(known, edits={}, removed={}, examples={}, cut=0)
    _count(entry, result.edits)
    return entry, result.text


def _is_done(job: FileCleaner, known: FileEntry, sha: str, output: str) -> bool:
    same = (known.error, known.fingerprint, known.source_sha256, known.output)
    if same != (None, job.fingerprint, sha, output):
        return False
    if job.keep_edits and not known.kept:
        return False
    wanted = [(output, known.output_sha256)]
    if job.metadata:
        wanted.append((known.metadata, known.metadata_sha256))
    found = [(_present(job, path), sha) for path, sha in wanted]
    return all(present is not None and digest(present) == sha for present, sha in found)


def _count(entry: FileEntry, edits: Sequence[Edit]) -> None:
    """Add edits to an entry: numbers and characters by reason, and the longest example of each."""
    number, removed = Counter(entry.edits), Counter(entry.removed)
    for count in count_by_reason(edits):
        number[count["reason"]] += count["edits"]
        removed[count["reason"]] += count["characters"]
    entry.edits, entry.removed = dict(number), dict(removed)
    for edit in edits:
        if edit.cleaner not in LAYOUT:
            entry.cut += len(edit.before) - len(edit.after)
        example = edit.before.strip()[:EXAMPLE]
        if len(example) > len(entry.examples.get(edit.reason, "")):
            entry.examples[edit.reason] = example


def _put(job: FileCleaner, task: FileTask, entry: FileEntry, text: str) -> FileEntry:
    """Write the output, unless it is there already or something not of ours is."""
    data = packed(text, entry.output)
    entry.after, entry.output_bytes, entry.output_sha256 = len(text), len(data), digest(data)
    entry.kept = _kept(job, entry, data)
    _put_at(job, task, entry.output, data)
    return entry


def _put_metadata(job: FileCleaner, task: FileTask, entry: FileEntry, text: str) -> None:
    data = json.dumps(known(text), ensure_ascii=False, indent=2).encode() + b"\n"
    entry.metadata_sha256 = digest(data)
    _put_at(job, task, entry.metadata, data)


def _put_at(job: FileCleaner, task: FileTask, path: str, data: bytes) -> None:
    if job.target.status(path):
        present = _present(job, path)
        if present == data:
            return
        if not (job.overwrite or _is_ours(task, present)):
            full = job.target.full(path)
            raise FileExistsError(f"{full} was not made by copydesk; overwrite=True replaces it")
    _write(job, task.found.path, path, data)


def _kept(job: FileCleaner, entry: FileEntry, output: bytes) -> str:
    """What leads back to the original, if it is to be kept."""
    if not job.keep_edits:
        return ""
    original = job.source.read(entry.path)
    if digest(original) != entry.source_sha256:
        raise UnreadableFile("it changed while it was being cleaned")
    return packed_edits(original, unpacked(output, entry.output))


def _present(job: FileCleaner, output: str) -> bytes | None:
    """The bytes of an output that is there, None where there is no regular file."""
    found = job.target.status(output)
    return job.target.read(output) if found and stat.S_ISREG(found.st_mode) else None


def _is_ours(task: FileTask, present: bytes | None) -> bool:
    """Was this output put there by a job? Emptied by a power cut it counts as ours too."""
    if present is None:
        return False
    return digest(present) in task.ours or (bool(task.ours) and not present.strip(b"\0"))


def _write(job: FileCleaner, source: str, path: str, data: bytes) -> None:
    """Put a file in place, no more open than its source.

    The journal says before what is about to be put there, so that a killed job knows its own.
    """
    number = os.getpid()
    append(job.state, f"journal-{number}", json.dumps([path, digest(data)]) + "\n")
    job.target.make(os.path.dirname(path), like=job.source)
    half = Spot(job.state, os.path.join("tmp", str(number)))
    with replacing(Spot(job.target, path), half, _mode(job, source, path), sync=False) as file:
        file.write(data)


def _mode(job: FileCleaner, source: str, path: str) -> int:
    """The mode of an output: that of its source, or, where that is gone by now, as it was."""
    try:
        with job.source.open(source) as file:
            return mode_of(os.fstat(file.fileno()))
    except OSError:
        return mode_of(job.target.status(path))
