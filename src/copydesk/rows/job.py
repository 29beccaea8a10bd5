"""The job over files of rows: find them, read, clean in parallel, write, report."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from itertools import groupby
from typing import Any, BinaryIO, NamedTuple, Protocol, cast

from copydesk._extras import need
from copydesk._jobs import places
from copydesk._jobs.names import KINDS, codec_of, form, holds_rows, rows_output, rows_outputs
from copydesk._jobs.progress import Bar, progress_bar
from copydesk._jobs.workers import Workers, number_of_workers
from copydesk.errors import BadColumn, BadFile, BrokenWorkers, CopydeskError, UnreadableFile
from copydesk.pipeline.default import DEFAULT
from copydesk.pipeline.pipeline import Pipeline
from copydesk.rows.outcome import Batch, BatchCleaner, Outcome
from copydesk.rows.report import FailedFile, RowsReport


class Rows(Protocol):
    """A file of rows: batches to send to a worker, each with what stays here, and the writer."""

    total: int | None

    def __iter__(self) -> Iterator[tuple[Any, Batch]]: ...

    def writing_to(
        self, file: BinaryIO, /
    ) -> AbstractContextManager[Callable[[Any, Any], object]]: ...


FORMATS = {
    (".parquet", ".parquet"): ("parquet", "Parquet"),
    (".jsonl", ".jsonl"): ("jsonl", "JsonLines"),
    (".csv", ".csv"): ("delimited", "Delimited"),
    (".warc", ".jsonl"): ("warc", "ArchiveAsJsonLines"),
    (".warc", ".parquet"): ("warc", "ArchiveAsParquet"),
}
"""By what is read and what is written: a module in `formats`, which loads on first need, as it may
need Arrow, and the class in it that opens a file."""


class FilePair(NamedTuple):
    """A file to clean, and where the result goes."""

    source: str
    target: str


@dataclass(frozen=True)
class Step:
    """A step in reading a file: it was opened, a batch of it was read, or reading it failed."""

    pair: FilePair
    rows: Rows | None = None
    kept: Any = None
    """What stays here of a batch while its texts are with a process."""
    error: Exception | None = None


Steps = Iterator[tuple[Step, Outcome | None]]


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
    removed. A file of the result is there whole or not at all.

    `workers` is the number of processes, on which the result does not depend: one a processor
    unless given, but none for less than a megabyte; with 0 this process does the work.

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
    pairs = _pairs(source, target) if whole_folder else [_pair(source, target)]
    if not overwrite:
        _check_absent(pairs)
    report = RowsReport()
    job = BatchCleaner(pipeline, with_reasons=reasons is not None)
    pool = Workers[Batch, Outcome](job, number_of_workers(workers, _megabytes(pairs)))
    with pool, progress_bar(progress, "rows") as bar:
        steps = pool.run_in_order(_read(pairs, column, reasons))
        for pair, of_file in groupby(steps, key=lambda step: step[0].pair):
            try:
                _write(pair, of_file, report, bar)
            except BrokenWorkers:
                raise
            except Exception as error:
                if not whole_folder:
                    raise
                report.failed.append(FailedFile(pair.source, _cause(error)))
    report.seconds = time.perf_counter() - began
    return report


def _pair(source: str, target: str) -> FilePair:
    if target.endswith("/") or places.is_folder(target):
        target = places.join(target, rows_output(places.name_of(source)))
    if places.same_place(source, target):
        raise BadFile(f"{source} cannot be cleaned in place: give another target")
    pair = FilePair(source, target)
    _reader(pair)
    return pair


def _pairs(source: str, target: str) -> list[FilePair]:
    """Every file of rows below a folder, the target's own left out."""
    if places.same_place(source, target):
        raise BadFile(f"{source} cannot be cleaned in place: give another folder as the target")
    if places.is_inside(source, target):
        raise BadFile(f"{source} lies inside the target {target}; results could hit it")
    names = [name for name in places.files_below(source, but=target) if holds_rows(name)]
    if not names:
        raise BadFile(f"no file of rows in {source}; names end in {', '.join(KINDS)}")
    outputs = rows_outputs(names)
    pairs = [
        FilePair(places.join(source, name), places.join(target, outputs[name])) for name in names
    ]
    _check_apart(pairs, target)
    return pairs


def _check_apart(pairs: list[FilePair], target: str) -> None:
    """Raises BadFile where links lead a result out of the target, or to what is there already."""
    taken = {places.resolved(pair.source) for pair in pairs}
    for pair in pairs:
        folder, place = places.parent(pair.target), places.resolved(pair.target)
        if not places.is_inside(folder, target):
            raise BadFile(f"{folder} leads out of the target {target}")
        if place in taken:
            raise BadFile(f"{pair.target} leads to a source, or to the result of another one")
        taken.add(place)


def _check_absent(pairs: list[FilePair]) -> None:
    """Raises BadFile where a result would take the place of a file."""
    present = [pair.target for pair in pairs if places.exists(pair.target)]
    if present:
        others = f" (and {len(present) - 1:,} more)" if present[1:] else ""
        raise BadFile(f"there is a file {present[0]}{others} already; overwrite=True replaces it")


def _reader(pair: FilePair) -> Callable[[BinaryIO, str, str | None], Rows]:
    """The reader for a pair of formats. Raises BadFile where there is none."""
    before, after = form(pair.source), form(pair.target)
    if before and after and (before.kind, after.kind) in FORMATS:
        module, name = FORMATS[before.kind, after.kind]
        if ".parquet" in (before.kind, after.kind):
            need("pyarrow", "rows")
        reader: Callable[[BinaryIO, str, str | None], Rows]
        reader = getattr(import_module(f"copydesk.rows.formats.{module}"), name)
        return reader
    if before is None:
        raise BadFile(f"{pair.source} is no file of rows that copydesk knows: {', '.join(KINDS)}")
    fitting = " or ".join(after for kind, after in FORMATS if kind == before.kind)
    raise BadFile(f"rows of {pair.source} can be written to {fitting}, not to {pair.target}")


def _megabytes(pairs: list[FilePair]) -> int:
    """How much there is to read: for less than a megabyte no process needs to start."""
    return sum(places.size(pair.source) for pair in pairs) // places.BLOCK


def _read(
    pairs: list[FilePair], column: str, reasons: str | None
) -> Iterator[tuple[Step, Batch | None]]:
    """All files, one after the other, so that the next one's batches fill idle processes."""
    for pair in pairs:
        try:
            with places.reading(pair.source, codec_of(pair.source)) as stream:
                rows = _reader(pair)(stream, column, reasons)
                yield Step(pair, rows), None
                for kept, batch in rows:
                    yield Step(pair, kept=kept), batch
        except Exception as error:  # whatever a broken file brings about ends this file alone
            yield Step(pair, error=_with_name(error, pair.source)), None


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


def _write(pair: FilePair, steps: Steps, report: RowsReport, bar: Bar) -> None:
    """Write the result of one file. Raises what reading it raised."""
    opened, _ = next(steps)
    _check(opened)
    rows = cast(Rows, opened.rows)
    bar.total = None if rows.total is None else bar.n + rows.total
    target = places.writing(pair.target, codec_of(pair.target))
    with target as file, rows.writing_to(file) as put:
        is_first = True
        for step, outcome in steps:
            _check(step)
            output, notes = cast(Outcome, outcome)
            if is_first and notes.fields is not None:
                raise BadColumn(f"no row has the field; there are: {', '.join(notes.fields)}")
            put(step.kept, output)
            report.add(pair.source, notes)
            bar.update(notes.rows)
            is_first = False
    report.files += 1


def _check(step: Step) -> None:
    """Raises what reading the file raised."""
    if step.error:
        raise step.error
