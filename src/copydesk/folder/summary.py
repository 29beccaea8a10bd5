"""How the report of a folder job is put together, from what is noted of each file."""

from __future__ import annotations

import os
from collections import Counter

from copydesk._jobs.search import LeftOut
from copydesk._show.wording import cause_of
from copydesk.folder.entry import FileEntry
from copydesk.folder.file_cleaner import FileCleaner
from copydesk.folder.manifest import Manifest
from copydesk.folder.report import TOP, FolderReport, share_cut

EXAMPLES = 3
"""How many examples a reason gets."""
ERRORS = 1000
"""How many errors a report names; it counts them all."""


def summarize(
    job: FileCleaner, manifest: Manifest, left_out: LeftOut, pattern: str, seconds: float
) -> FolderReport:
    """Put a report together from the manifest, entry by entry."""
    report = FolderReport(job, files=manifest.count(), pattern=pattern, seconds=seconds)
    edits, removed = Counter[str](), Counter[str]()
    for entry in manifest.entries():
        edits.update(entry.edits)
        removed.update(entry.removed)
        report.before += entry.before
        report.after += entry.after
        _note(report, entry)
    report.edits, report.removed = dict(edits.most_common()), dict(removed.most_common())
    report.slowest.sort(key=_second, reverse=True)
    report.largest_cuts.sort(key=_second, reverse=True)
    report.errors += left_out.unread
    report.rows_left_out, report.outputs_left_out = left_out.rows, left_out.outputs
    report.left_out, report.unsafe = dict(left_out.endings.most_common()), left_out.unsafe
    if manifest.trouble:
        path = os.fspath(manifest.path)
        report.errors.append((path, cause_of(manifest.trouble, path)))
    report.cleaned = manifest.count("done") - report.failed_files
    return report


def _note(report: FolderReport, entry: FileEntry) -> None:
    """Take down what is worth a look."""
    if entry.error is not None:
        report.failed_files += 1
        if len(report.errors) < ERRORS:
            report.errors.append((entry.path, entry.error))
        return
    _keep_top(report.slowest, (entry.path, entry.seconds))
    if entry.cut:
        _keep_top(report.largest_cuts, (entry.path, share_cut(entry)))
    for reason, example in entry.examples.items():
        known = report.examples.setdefault(reason, [])
        if len(known) < EXAMPLES and example not in (text for _, text in known):
            known.append((entry.path, example))


def _keep_top(top: list[tuple[str, float]], pair: tuple[str, float]) -> None:
    top.append(pair)
    if len(top) > TOP:
        top.remove(min(top, key=_second))


def _second(pair: tuple[str, float]) -> float:
    return pair[1]
