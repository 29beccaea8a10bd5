"""The job over files of rows: find them, read, clean in parallel, write, report."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from copydesk._jobs import places
from copydesk._jobs.names import codec_of
from copydesk._jobs.progress import Bar, progress_bar
from copydesk._jobs.search import LeftOut
from copydesk._jobs.site_counts import SiteCounts
from copydesk._jobs.workers import Workers, number_of_workers
from copydesk._show.wording import cause_of
from copydesk.errors import BadColumn, BrokenWorkers, CopydeskError, UnreadableFile
from copydesk.pipeline.default import DEFAULT
from copydesk.pipeline.pipeline import Pipeline, demand_pipeline
from copydesk.rows.cleaning import BatchCleaner, Found, SiteReader
from copydesk.rows.outcome import Batch, Columns, Outcome, no_field
from copydesk.rows.plan import FilePair, Rows, plan_file, plan_folder, reader_of
from copydesk.rows.report import FailedFile, RowsReport
from copydesk.rows.review import RowsJob


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
    site: str | None = None,
    metadata: str | None = None,
    overwrite: bool = False,
) -> RowsReport:
    """Clean a text column in a file of rows, or in all such files of a folder.

    Parquet, JSON Lines (`.jsonl`, `.ndjson`), CSV and TSV, the last four also `.gz` or `.zst`; web
    archives (`.warc`, `.wet`, also packed) become JSON Lines or Parquet with `url` and the text. A
    source or target may be a URL that fsspec knows, such as `s3://bucket/crawl/`.

    Everything but the text stays as it is, in the same order. A row that cannot be read or cleaned
    is kept as it was and noted in the report. `reasons` names a column to add, which tells what was
    removed, `metadata` one for what a page of HTML says of itself: an object with the fields of
    `copydesk.Page` but its text. A file of the result is there whole or not at all.

    `site` names the column that tells what belongs together: a name, or an address, of which the
    host counts. What repeats across the texts of a site goes then; all files are read twice, and
    the texts cleaned twice. Of a web archive it is `url`.

    `workers` is the number of processes, on which the result does not depend: one a processor
    unless given, but none for less than a megabyte; with 0 this process does the work.

    In a folder, files and folders whose names begin with `.` or `_` are left out, and so are links
    to folders and what leads out of it. A result that is there already is replaced if `overwrite`
    is true.

    Raises BadColumn or NotText where a file's columns do not fit or no row tells its site, BadFile
    for other formats and where a result is there already, UnreadableFile (an OSError) where a file
    is broken, OSError where one cannot be opened or written. In a folder a file that does not fit
    or cannot be read is noted in the report and the others go on.
    """
    began = time.perf_counter()
    demand_pipeline(pipeline)
    source, target = places.plain(os.fspath(source)), places.plain(os.fspath(target))
    asked = RowsJob(source, target, column, pipeline)
    report, left_out = RowsReport(job=asked), LeftOut()
    whole_folder = places.is_folder(source)
    if whole_folder:
        pairs = plan_folder(source, target, overwrite, left_out)
    else:
        pairs = [plan_file(source, target, overwrite)]
    report.note(source, left_out)
    columns = Columns(column, reasons, site, metadata)
    if reasons is not None and reasons == metadata:
        raise BadColumn(f"two columns to add have one name, {reasons!r}")
    count = number_of_workers(workers, _megabytes(pairs))
    repeated = _repeated(pairs, columns, pipeline, count, progress) if site else {}
    job = BatchCleaner(pipeline, columns, repeated)
    pool = Workers[Batch, Outcome](job, count)
    with pool, progress_bar(progress, "rows") as bar:
        steps = pool.run_in_order(_read(pairs, columns))
        for pair, of_file in groupby(steps, key=lambda step: step[0].pair):
            try:
                _write(pair, column, of_file, overwrite, report, bar)
            except BrokenWorkers:
                raise
            except Exception as error:
                if not whole_folder:
                    raise
                report.failed.append(FailedFile(pair.source.path, _cause(error)))
    report.seconds = time.perf_counter() - began
    return report


def _megabytes(pairs: list[FilePair]) -> int:
    """How much there is to read: for less than a megabyte no process needs to start."""
    return sum(places.size(pair.source) for pair in pairs) // places.BLOCK


def _repeated(
    pairs: list[FilePair], columns: Columns, pipeline: Pipeline, workers: int, progress: bool
) -> dict[str, bytes]:
    """The keys of what each site repeats. Of what cannot be read the second pass tells."""
    pool = Workers[Batch, Found](SiteReader(pipeline), workers)
    with pool, SiteCounts() as counts, progress_bar(progress, "sites") as bar:
        for step, found in pool.run_in_order(_read(pairs, columns)):
            if step.rows and step.rows.total is not None:
                bar.total = bar.n + step.rows.total
            for site, keys in found or ():
                counts.add(site, keys)
            bar.update(len(found or ()))
        if not counts.texts:
            raise BadColumn(f"no row tells its site in {columns.site!r}")
        return counts.repeated()


def _read(pairs: list[FilePair], columns: Columns) -> Iterator[tuple[Step, Batch | None]]:
    """All files, one after the other, so that the next one's batches fill idle processes."""
    for pair in pairs:
        try:
            with places.reading(pair.source, codec_of(pair.source.path)) as stream:
                rows = reader_of(pair)(stream, columns)
                yield Step(pair, rows), None
                for kept, batch in rows:
                    yield Step(pair, kept=kept), batch
        except Exception as error:  # whatever a broken file brings about ends this file alone
            yield Step(pair, error=_with_name(error, pair.source.path)), None


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
    return cause_of(cause if isinstance(cause, Exception) else error)


def _write(
    pair: FilePair, column: str, steps: Steps, overwrite: bool, report: RowsReport, bar: Bar
) -> None:
    """Write the result of one file. Raises what reading it raised."""
    opened, _ = next(steps)
    _check(opened)
    rows = cast(Rows, opened.rows)
    bar.total = None if rows.total is None else bar.n + rows.total
    codec = codec_of(pair.target.path)
    target = places.writing(pair.target, codec, like=pair.source, overwrite=overwrite)
    with target as file, rows.writing_to(file) as put:
        is_first = True
        for step, outcome in steps:
            _check(step)
            output, notes = cast(Outcome, outcome)
            if is_first and notes.fields is not None:
                raise BadColumn(no_field(column, notes.fields))
            put(step.kept, output)
            report.add(pair.source.path, notes)
            bar.update(notes.rows)
            is_first = False
    report.files += 1


def _check(step: Step) -> None:
    """Raises what reading the file raised."""
    if step.error:
        raise step.error
