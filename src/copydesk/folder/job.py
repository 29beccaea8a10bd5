"""The folder job: clean every article of a folder into another folder, and report on it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from copydesk._jobs.folders import Folder, made
from copydesk._jobs.progress import progress_bar
from copydesk._jobs.search import LeftOut
from copydesk._jobs.workers import Workers, number_of_workers
from copydesk.folder.entry import FileEntry
from copydesk.folder.file_cleaner import FileCleaner, FileTask
from copydesk.folder.find import check_apart, find
from copydesk.folder.manifest import Manifest
from copydesk.folder.report import FolderReport
from copydesk.folder.site_pass import plan_removals
from copydesk.folder.summary import summarize
from copydesk.pipeline.default import DEFAULT
from copydesk.pipeline.fingerprint import fingerprint
from copydesk.pipeline.pipeline import Pipeline, demand_pipeline

BATCH_FILES = 32
BATCH_BYTES = 1 << 20
"""A process gets so many files at once, or fewer if they are large."""


def clean_folder(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    pattern: str = "**/*",
    pipeline: Pipeline = DEFAULT,
    workers: int | None = None,
    progress: bool = True,
    resume: bool = True,
    overwrite: bool = False,
    learn_site_lines: bool = True,
    keep_edits: bool = False,
    metadata: bool = False,
) -> FolderReport:
    """Clean the text and HTML files of a folder into another folder of the same shape.

    Inputs are `.txt`, `.md`, `.html` and `.htm`, each also `.gz`, whose path matches `pattern`;
    HTML becomes `.txt`. A file that fails is reported and the job goes on. What was done before is
    kept if file and pipeline are the same, unless `resume` is false; an output that no job has made
    stays unless `overwrite` is true. Files of rows (see `copydesk.rows`) and folders that another
    job has written are left out, and the report says so. `learn_site_lines` also removes lines that
    repeat across the files of one folder. With `keep_edits` the job keeps what leads from each
    output back to its original, for `copydesk.folder.restore`. With `metadata` it writes beside
    each output, as `a.txt.json`, what the page says of itself: the fields of `copydesk.Page` but
    its text. `workers` is the number of
    processes: one a processor unless given; with 0 this process does the work.

    Raises BadFolder where the job cannot begin. Interrupted, it can be run again and goes on.
    """
    started = time.perf_counter()
    source, target = Path(source).absolute(), Path(target).absolute()
    demand_pipeline(pipeline)
    check_apart(source, target)
    left_out = LeftOut()
    inputs, outputs = Folder.at(source), made(target, like=source)
    with Manifest(target) as manifest:
        state, name = manifest.state, fingerprint(pipeline)
        options = (resume, overwrite, keep_edits, metadata)
        job = FileCleaner(inputs, outputs, state, pipeline, name, *options)
        manifest.find(find(inputs, outputs, pattern, left_out))
        try:
            _clean(job, manifest, workers, progress, learn_site_lines)
        except KeyboardInterrupt as stop:
            done, total = manifest.count("done"), manifest.count()
            stop.add_note(
                f"Stopped: {done:,} of {total:,} files were cleaned; run it again to go on."
            )
            raise
        manifest.finish()
        return summarize(job, manifest, left_out, pattern, time.perf_counter() - started)


def _clean(
    job: FileCleaner, manifest: Manifest, workers: int | None, progress: bool, learn: bool
) -> None:
    """Both passes: each file by itself, then the lines that a site's files share."""
    count = number_of_workers(workers, manifest.count())
    at_once = max(1, min(BATCH_FILES, manifest.count() // (4 * count or 1)))
    with Workers[FileTask, FileEntry | None](job, count) as pool:

        def run(tasks: Iterable[FileTask], total: int, what: str) -> None:
            with progress_bar(progress, "files", total, what) as bar:
                for _, entry in pool.run(_batches(tasks, at_once)):
                    if entry is not None:
                        manifest.add(entry)
                    bar.update()

        run(_first_tasks(manifest), manifest.count(), "cleaning")
        changed = plan_removals(manifest, learn)
        if changed:
            run(_second_tasks(manifest), changed, "site lines")


def _first_tasks(manifest: Manifest) -> Iterator[FileTask]:
    for found in manifest.files():
        yield FileTask(found, manifest.entry(found.path), manifest.ours(found.output))


def _second_tasks(manifest: Manifest) -> Iterator[FileTask]:
    for path, keys in manifest.planned():
        found = manifest.file(path)
        yield FileTask(found, manifest.entry(path), manifest.ours(found.output), keys)


def _batches(tasks: Iterable[FileTask], at_once: int) -> Iterator[list[FileTask]]:
    batch, size = list[FileTask](), 0
    for task in tasks:
        batch.append(task)
        size += task.found.size
        if len(batch) == at_once or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
