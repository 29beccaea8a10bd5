"""The folder job: clean every article of a folder into another folder, and report on it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from copydesk._jobs.progress import progress_bar
from copydesk.folder.crew import Crew, processors
from copydesk.folder.files import LeftOut, check_apart, find
from copydesk.folder.manifest import Manifest
from copydesk.folder.report import FolderReport, summarize
from copydesk.folder.site_pass import plan_removals
from copydesk.folder.work import Desk, Task
from copydesk.pipeline.default import DEFAULT
from copydesk.pipeline.fingerprint import fingerprint
from copydesk.pipeline.pipeline import Pipeline

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
) -> FolderReport:
    """Clean the text and HTML files of a folder into another folder of the same shape.

    Inputs are `.txt`, `.md`, `.html` and `.htm`, each also `.gz`, whose path matches `pattern`;
    HTML becomes `.txt`. A file that fails is reported and the job goes on. What was done before is
    kept if file and pipeline are the same, unless `resume` is false; an output that no job has made
    stays unless `overwrite` is true. Files of rows (see `copydesk.rows`) and folders that another
    job has written are left out, and the report says so. `learn_site_lines` also removes lines that
    repeat across the files of one folder. `workers` is the number of processes: one a processor
    unless given, 0 for none.

    Raises BadFolder where the job cannot begin. Interrupted, it can be run again and goes on.
    """
    started = time.perf_counter()
    source, target = Path(source).absolute(), Path(target).absolute()
    check_apart(source, target)
    desk = Desk(str(source), str(target), pipeline, fingerprint(pipeline), resume, overwrite)
    left_out = LeftOut()
    with Manifest(target) as manifest:
        manifest.find(find(source, target, pattern, left_out))
        try:
            _clean(desk, manifest, _number(workers), progress, learn_site_lines)
        except KeyboardInterrupt as stop:
            done, total = manifest.count("done"), manifest.count()
            stop.add_note(
                f"Stopped: {done:,} of {total:,} files were cleaned; run it again to go on."
            )
            raise
        manifest.finish()
        return summarize(desk, manifest, left_out, time.perf_counter() - started)


def _clean(desk: Desk, manifest: Manifest, workers: int, progress: bool, learn: bool) -> None:
    """Both passes: each file by itself, then the lines that a site's files share."""
    at_once = max(1, min(BATCH_FILES, manifest.count() // (4 * workers or 1)))
    workers = min(workers, manifest.count())
    with Crew(desk, workers) as crew:

        def run(tasks: Iterable[Task], total: int, what: str) -> None:
            with progress_bar(total, what, progress) as bar:
                for _, row in crew.run(_batches(tasks, at_once)):
                    if row is not None:
                        manifest.add(row)
                    bar.update()

        run(_first_tasks(manifest), manifest.count(), "cleaning")
        changed = plan_removals(manifest, learn)
        if changed:
            run(_second_tasks(manifest), changed, "site lines")


def _first_tasks(manifest: Manifest) -> Iterator[Task]:
    for found in manifest.files():
        yield Task(found, manifest.row(found.path), manifest.ours(found.output))


def _second_tasks(manifest: Manifest) -> Iterator[Task]:
    for path, keys in manifest.planned():
        found = manifest.file(path)
        yield Task(found, manifest.row(path), manifest.ours(found.output), keys)


def _batches(tasks: Iterable[Task], at_once: int) -> Iterator[list[Task]]:
    batch, size = list[Task](), 0
    for task in tasks:
        batch.append(task)
        size += task.found.size
        if len(batch) == at_once or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _number(workers: int | None) -> int:
    """How many processes to use: one for each processor unless given."""
    return processors() if workers is None else max(0, workers)
