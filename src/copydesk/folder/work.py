"""Cleaning one file of a folder: all that happens to it, and nothing about the others."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from copydesk._corpus.lines import both_keys
from copydesk._jobs.site_lines import without_lines
from copydesk._text.edits import Edit, compose
from copydesk.errors import CopydeskError
from copydesk.folder.files import (
    STATE,
    Found,
    digest,
    no_link,
    packed,
    read,
    text_of,
    unpacked,
    write,
)
from copydesk.folder.manifest import Row
from copydesk.pipeline.explanation import Explanation
from copydesk.pipeline.pipeline import Pipeline, name_of

EXAMPLE = 200
"""How many characters of a removal the manifest keeps as an example."""


class Task(NamedTuple):
    """A file to clean: what is known of it, what we may overwrite, and the site lines it holds."""

    found: Found
    row: Row | None
    ours: tuple[str, ...] = ()
    site_lines: bytes | None = None
    """Keys of the lines to remove in the second pass; None in the first."""


@dataclass(frozen=True)
class Desk:
    """All that a process needs to know of a job."""

    source: str
    target: str
    pipeline: Pipeline
    fingerprint: str
    resume: bool = True
    overwrite: bool = False


def do(desk: Desk, task: Task) -> Row | None:
    """Clean a file, whatever happens: its row, or None where nothing had to be done."""
    started = perf_counter()
    try:
        row = _second(desk, task) if task.site_lines is not None else _first(desk, task)
    except CopydeskError as error:
        return failed(task, str(error))
    except Exception as error:
        return failed(task, f"{type(error).__name__}: {error}")
    if row is not None:
        row.seconds = round(row.seconds + perf_counter() - started, 4)
    return row


def failed(task: Task, error: str) -> Row:
    """The row of a file that could not be cleaned; what was put in its place before stays ours."""
    row = task.row or Row(task.found.path, task.found.output)
    return replace(row, fingerprint="", error=error, lines="", prose="", edits={}, removed={})


def explain_file(desk: Desk, row: Row) -> Explanation:
    """The explanation of a file that the job has cleaned, site lines included."""
    data = read(os.path.join(desk.source, row.path))
    text = text_of(data, row.path)
    original, edits = text, list[Edit]()
    for pipeline in _passes(desk, bytes.fromhex(row.site_lines)):
        for step in pipeline.steps(text):
            text = step.after
            edits = compose(original, step.before, edits, step.changes, name_of(step.cleaner))
    return Explanation(text, tuple(edits))


def _passes(desk: Desk, site_lines: bytes) -> list[Pipeline]:
    """The pipeline, and then, where lines of the site are to go, the one that removes them."""
    return [desk.pipeline, without_lines(desk.pipeline, site_lines)][: 2 if site_lines else 1]


def _first(desk: Desk, task: Task) -> Row | None:
    """Clean a file by itself, unless it and its output are as the manifest says."""
    found, known = task.found, task.row
    data = read(os.path.join(desk.source, found.path))
    sha = digest(data)
    if desk.resume and known and _is_done(desk, known, sha, found.output):
        return None
    text = text_of(data, found.path)
    result = desk.pipeline.explain(text)
    row = Row(found.path, found.output, desk.fingerprint, len(data), sha, before=len(text))
    row.lines, row.prose = (keys.hex() for keys in both_keys(result.text))
    _count(row, result.edits)
    return _put(desk, task, row, result.text)


def _second(desk: Desk, task: Task) -> Row:
    """Remove the site lines of a cleaned file; from its source where others were removed before."""
    assert task.row
    assert task.site_lines is not None
    data = b""
    if not task.row.site_lines:
        data = read(os.path.join(desk.target, task.row.output))
    if data and digest(data) == task.row.output_sha256:
        row, text = replace(task.row), unpacked(data, task.row.output).decode().removesuffix("\n")
    else:
        data = read(os.path.join(desk.source, task.row.path))
        result = desk.pipeline.explain(text_of(data, task.row.path))
        row, text = replace(task.row, edits={}, removed={}, examples={}, cut=0), result.text
        _count(row, result.edits)
    for pipeline in _passes(desk, task.site_lines)[1:]:
        result = pipeline.explain(text)
        text = result.text
        _count(row, result.edits)
    row.site_lines = task.site_lines.hex()
    return _put(desk, task, row, text)


def _is_done(desk: Desk, known: Row, sha: str, output: str) -> bool:
    same = (known.error, known.fingerprint, known.source_sha256, known.output)
    if same != (None, desk.fingerprint, sha, output):
        return False
    path = os.path.join(desk.target, output)
    return os.path.isfile(path) and digest(read(path)) == known.output_sha256


def _count(row: Row, edits: Iterable[Edit]) -> None:
    number, removed = Counter(row.edits), Counter(row.removed)
    for edit in edits:
        number[edit.reason] += 1
        gone = len(edit.before) - len(edit.after)
        removed[edit.reason] += gone
        row.cut += gone if edit.cleaner != "strip_markup" else 0
        example = edit.before.strip()[:EXAMPLE]
        if len(example) > len(row.examples.get(edit.reason, "")):
            row.examples[edit.reason] = example
    row.edits, row.removed = dict(number), dict(removed)


def _put(desk: Desk, task: Task, row: Row, text: str) -> Row:
    """Write the output, unless it is there already or something not of ours is."""
    data = packed(text, row.output)
    row.after, row.output_bytes, row.output_sha256 = len(text), len(data), digest(data)
    path = Path(desk.target, row.output)
    if os.path.lexists(path):
        present = b"" if path.is_symlink() or not path.is_file() else path.read_bytes()
        if present == data and path.is_file() and not path.is_symlink():
            return row
        if not (desk.overwrite or _is_ours(task, path, present)):
            raise FileExistsError(f"{path} was not made by copydesk; overwrite=True replaces it")
    _announce(desk, row)
    write(desk.target, row.output, data)
    return row


def _is_ours(task: Task, path: Path, present: bytes) -> bool:
    """Was this output put there by a job? Emptied by a power cut it counts as ours too."""
    if path.is_symlink() or not path.is_file():
        return False
    return digest(present) in task.ours or (bool(task.ours) and not present.strip(b"\0"))


def _announce(desk: Desk, row: Row) -> None:
    """Say in the journal what is about to be put in place, so that a killed job knows its own."""
    journal = os.path.join(desk.target, STATE, f"journal-{os.getpid()}")
    with open(journal, "a", encoding="ascii", opener=no_link) as file:
        file.write(json.dumps([row.output, row.output_sha256]) + "\n")
