"""The job over files of rows: find them, read, clean in parallel, write, report."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import PurePosixPath
from typing import Any, BinaryIO, NamedTuple, Protocol, cast

from copydesk._extras import need
from copydesk._jobs import places
from copydesk.errors import BadColumn, BadFile, CopydeskError, UnreadableFile
from copydesk.folder.crew import processors
from copydesk.folder.files import holds_rows
from copydesk.pipeline.default import DEFAULT
from copydesk.pipeline.pipeline import Pipeline
from copydesk.rows.formats.delimited import Delimited
from copydesk.rows.formats.jsonl import JsonLines
from copydesk.rows.formats.parquet import Parquet
from copydesk.rows.formats.warc import ArchiveAsJsonLines, ArchiveAsParquet
from copydesk.rows.parallel import Batch, Workers
from copydesk.rows.report import FailedFile, Outcome, RowsReport

KINDS = {
    ".parquet": ".parquet",
    ".jsonl": ".jsonl",
    ".ndjson": ".jsonl",
    ".csv": ".csv",
    ".tsv": ".csv",
    ".warc": ".warc",
    ".wet": ".warc",
}
"""File names end in one of these, and `.gz` or `.zst` after it for all but Parquet."""

PACKED_LINES = ".jsonl.gz"
"""What the rows of an archive are written to in a folder."""


class Rows(Protocol):
    """A file of rows: batches to send to a worker, each with what stays here, and the writer."""

    total: int | None

    def __iter__(self) -> Iterator[tuple[Any, Batch]]: ...

    def writing_to(
        self, file: BinaryIO, /
    ) -> AbstractContextManager[Callable[[Any, Any], object]]: ...


FORMATS: dict[tuple[str, str], Callable[[BinaryIO, str, str | None], Rows]] = {
    (".parquet", ".parquet"): Parquet,
    (".jsonl", ".jsonl"): JsonLines,
    (".csv", ".csv"): Delimited,
    (".warc", ".jsonl"): ArchiveAsJsonLines,
    (".warc", ".parquet"): ArchiveAsParquet,
}


class Form(NamedTuple):
    """What the end of a file's name tells."""

    kind: str
    codec: str | None


class Task(NamedTuple):
    """A file to clean, and where the result goes."""

    source: str
    target: str


class Part(NamedTuple):
    """What stays here of a batch while its texts are with a worker."""

    kept: Any


class Ended(NamedTuple):
    """A file was read to its end, or could not be."""

    error: Exception | None


Event = Rows | Part | Ended
"""A file begins, goes on, ends."""


def clean_rows(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    column: str = "text",
    pipeline: Pipeline = DEFAULT,
    workers: int | None = None,
    progress: bool = True,
    reasons: str | None = None,
    overwrite: bool = False,
) -> RowsReport:
    """Clean a text column in a file of rows, or in all such files of a folder.

    Parquet, JSON Lines (`.jsonl`, `.ndjson`), CSV and TSV, the last four also `.gz` or `.zst`; web
    archives (`.warc`, `.wet`, also packed) become JSON Lines or Parquet with `url` and the text. A
    source or target may be a URL that fsspec knows, such as `s3://bucket/crawl/`.

    Everything but the text stays as it is, in the same order. A row that cannot be read or cleaned
    is kept as it was and noted in the report. `reasons` names a column to add, which tells what was
    removed. The result does not depend on `workers`; a file of it is there whole or not at all.

    In a folder, files and folders whose names begin with `.` or `_` are left out, and so are links
    to folders. A result that is there already is replaced if `overwrite` is true.

    Raises BadColumn or NotText where a file's columns do not fit, BadFile for other formats and
    where a result is there already, UnreadableFile (an OSError) where a file is broken, OSError
    where one cannot be opened or written. In a folder a
    file that does not fit or cannot be read is noted in the report and the others go on.
    """
    began = time.perf_counter()
    source, target = places.plain(os.fspath(source)), places.plain(os.fspath(target))
    whole_folder = places.is_folder(source)
    tasks = _tasks(source, target) if whole_folder else [_task(source, target)]
    if not overwrite:
        _check_absent(tasks)
    report = RowsReport()
    count = _workers(tasks) if workers is None else workers
    pool = Workers(count, pipeline, with_reasons=reasons is not None)
    with pool, progress_bar(progress) as bar:
        events = pool.outcomes(_events(tasks, column, reasons))
        for task in tasks:
            mine = _until_end(events)
            try:
                _write(task, mine, report, bar)
            except Exception as error:
                if not whole_folder:
                    raise
                report.failed.append(FailedFile(task.source, _cause(error)))
                with suppress(Exception):  # one cause is enough
                    deque(mine, 0)
    report.seconds = time.perf_counter() - began
    return report


def form(path: str) -> Form | None:
    """The format and the packing that a file's name tells of, or None.

    >>> form("articles.ndjson.gz"), form("article.txt")
    (Form(kind='.jsonl', codec='.gz'), None)
    """
    *_, before, last = ["", "", *PurePosixPath(path.lower()).suffixes]
    codec = last if last in (".gz", ".zst") else None
    kind = KINDS.get(before if codec else last)
    return Form(kind, codec) if kind and not (codec and kind == ".parquet") else None


def codec_of(path: str) -> str | None:
    found = form(path)
    return found and found.codec


def _task(source: str, target: str) -> Task:
    if target.endswith("/") or places.is_folder(target):
        target = places.join(target, _output_name(places.name_of(source)))
    if places.same_place(source, target):
        raise BadFile(f"{source} cannot be cleaned in place: give another target")
    _reader(source, target)
    return Task(source, target)


def _tasks(source: str, target: str) -> list[Task]:
    """Every file of rows below a folder, the target's own left out."""
    if places.same_place(source, target):
        raise BadFile(f"{source} cannot be cleaned in place: give another folder as the target")
    if places.is_inside(source, target):
        raise BadFile(f"{source} lies inside the target {target}; results could hit it")
    names = [name for name in places.files_below(source, but=target) if holds_rows(name)]
    if not names:
        raise BadFile(f"no file of rows in {source}; names end in {', '.join(KINDS)}")
    outputs = output_names(names)
    tasks = [Task(places.join(source, name), places.join(target, outputs[name])) for name in names]
    _check_apart(tasks, target)
    return tasks


def _check_apart(tasks: list[Task], target: str) -> None:
    """Raises BadFile where links lead a result out of the target, or to what is there already."""
    taken = {places.resolved(task.source) for task in tasks}
    for task in tasks:
        folder, place = places.parent(task.target), places.resolved(task.target)
        if not places.is_inside(folder, target):
            raise BadFile(f"{folder} leads out of the target {target}")
        if place in taken:
            raise BadFile(f"{task.target} leads to a source, or to the result of another one")
        taken.add(place)


def _check_absent(tasks: list[Task]) -> None:
    """Raises BadFile where a result would take the place of a file."""
    present = [task.target for task in tasks if places.exists(task.target)]
    if present:
        others = f" (and {len(present) - 1:,} more)" if present[1:] else ""
        raise BadFile(f"there is a file {present[0]}{others} already; overwrite=True replaces it")


def output_names(names: list[str]) -> dict[str, str]:
    """The name of each file's result, no two the same: archives become JSON Lines.

    >>> output_names(["a.csv", "a.wet", "b.wet", "b.wet.jsonl.gz"])["b.wet"]
    'b.wet.jsonl.gz.jsonl.gz'
    """
    outputs = {name: _output_name(name) for name in names}
    taken = {name for name, output in outputs.items() if name == output}
    for name, output in outputs.items():
        while name != output and output in taken:
            output += PACKED_LINES
        taken.add(output)
        outputs[name] = output
    return outputs


def _output_name(name: str) -> str:
    found = form(name)
    return name + PACKED_LINES if found and found.kind == ".warc" else name


def _reader(source: str, target: str) -> Callable[[BinaryIO, str, str | None], Rows]:
    """The reader for a pair of formats. Raises BadFile where there is none."""
    before, after = form(source), form(target)
    if before and after and (before.kind, after.kind) in FORMATS:
        return FORMATS[before.kind, after.kind]
    if before is None:
        raise BadFile(f"{source} is no file of rows that copydesk knows: {', '.join(KINDS)}")
    fitting = " or ".join(after for kind, after in FORMATS if kind == before.kind)
    raise BadFile(f"rows of {source} can be written to {fitting}, not to {target}")


def _workers(tasks: list[Task]) -> int:
    """One for each processor, no more than there are megabytes: processes take time to start."""
    megabytes = sum(places.size(task.source) for task in tasks) // places.BLOCK
    return max(1, min(processors(), megabytes))


def _events(
    tasks: list[Task], column: str, reasons: str | None
) -> Iterator[tuple[Event, Batch | None]]:
    """All files, one after the other, so that the next one's batches fill idle workers."""
    for task in tasks:
        error = None
        try:
            with places.reading(task.source, codec_of(task.source)) as stream:
                rows = _reader(*task)(stream, column, reasons)
                yield rows, None
                for kept, batch in rows:
                    yield Part(kept), batch
        except Exception as caught:  # whatever a broken file brings about ends this file alone
            error = _with_name(caught, task.source)
        yield Ended(error), None


def _with_name(error: Exception, source: str) -> Exception:
    """An error that says of which file it speaks, as those of packers and of Arrow do not."""
    if isinstance(error, CopydeskError) or (isinstance(error, OSError) and error.filename):
        return error
    named = UnreadableFile(f"{source} cannot be read: {error}")
    named.__cause__ = error
    return named


def _cause(error: Exception) -> str:
    """An error in a report, which names the file itself."""
    cause = error.__cause__ if isinstance(error, UnreadableFile) else None
    return f"{type(cause or error).__name__}: {cause or error}"


def _until_end(
    events: Iterator[tuple[Event, Outcome | None]],
) -> Iterator[tuple[Event, Outcome | None]]:
    """The events of one file. Raises what reading it raised."""
    for event, outcome in events:
        if isinstance(event, Ended):
            if event.error:
                raise event.error
            return
        yield event, outcome


def _write(
    task: Task, events: Iterator[tuple[Event, Outcome | None]], report: RowsReport, bar: Any
) -> None:
    """Write the result of one file from its events."""
    rows = cast(Rows, next(events)[0])
    bar.total = None if rows.total is None else bar.n + rows.total
    target = places.writing(task.target, codec_of(task.target))
    with target as file, rows.writing_to(file) as put:
        is_first = True
        for part, outcome in events:
            part, (output, notes) = cast(Part, part), cast(Outcome, outcome)
            if is_first and notes.fields is not None:
                raise BadColumn(f"no row has the field; there are: {', '.join(notes.fields)}")
            put(part.kept, output)
            report.add(task.source, notes)
            bar.update(notes.rows)
            is_first = False
    report.files += 1


def progress_bar(wanted: bool) -> Any:
    """A bar of tqdm's; on a terminal or in a notebook it shows."""
    tqdm = need("tqdm.auto", "rows").tqdm
    shows = wanted and (tqdm.__module__ == "tqdm.notebook" or sys.stderr.isatty())
    return tqdm(unit=" rows", unit_scale=True, disable=not shows)
