"""The report of a folder job: what was done, what went, and where a human should look."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk._extras import need
from copydesk._jobs.search import LeftOut
from copydesk._show.wording import cause_of, counted, grouped, left_out_by_ending, one_line, shorter
from copydesk.errors import BadFolder, CopydeskError
from copydesk.folder.entry import FileEntry, entries_of, manifest_of
from copydesk.folder.file_cleaner import FileCleaner
from copydesk.folder.manifest import Manifest
from copydesk.pipeline.explanation import Explanation

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from copydesk._show.html import Table
    from copydesk._show.review import Measured, Reason, Reviewed
    from copydesk.folder.comparison import Comparison

TOP = 10
"""How many files a list of extremes names."""
EXAMPLES = 3
"""How many examples a reason gets."""
ERRORS = 1000
"""How many errors a report names; it counts them all."""


@dataclass(repr=False)
class FolderReport:
    """What a folder job has done. Counts are of files, lengths of characters; `edits` and `removed`
    (characters) go by reason; `rows_left_out` counts files of rows, `outputs_left_out` names
    folders that another job has written. The totals speak of every file, kept ones included."""

    job: FileCleaner
    files: int = 0
    cleaned: int = 0
    failed_files: int = 0
    before: int = 0
    after: int = 0
    seconds: float = 0.0
    edits: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    slowest: list[tuple[str, float]] = field(default_factory=list)
    most_cut: list[tuple[str, float]] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)
    rows_left_out: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    """Files whose names end in nothing that is known, by ending."""
    unsafe: list[tuple[str, str]] = field(default_factory=list)
    """Links that lead nowhere or out of the source, pipes, devices; and which of them it is."""
    outputs_left_out: list[str] = field(default_factory=list)

    @property
    def source(self) -> Path:
        return Path(self.job.source.path)

    @property
    def target(self) -> Path:
        return Path(self.job.target.path)

    @property
    def kept(self) -> int:
        """Files that were done before and have not changed."""
        return self.files - self.cleaned - self.failed_files

    @property
    def manifest(self) -> Path:
        """The file with one JSON object for each file."""
        return manifest_of(self.target)

    def rows(self) -> Iterator[FileEntry]:
        """What is known of each file, from the manifest."""
        yield from entries_of(self.target)

    def explain(self, path: str | os.PathLike[str]) -> Explanation:
        """What was changed in one file, why: `path` is relative to the source. Raises BadFolder."""
        wanted = Path(path)
        if wanted.is_absolute():
            wanted = Path(os.path.relpath(wanted, self.source))
        for entry in self.rows():
            if Path(entry.path) == wanted:
                return self.job.explain(entry)
        raise BadFolder(f"{path} is not among the files of {self.source}")

    def to_pandas(self) -> pd.DataFrame:
        """A table with a row for each file, edits by reason in columns `edits: REASON`."""
        pandas = need("pandas", "notebook")
        rows = []
        for entry in self.rows():
            plain = asdict(entry)
            edits = plain.pop("edits")
            for name in ("removed", "examples", "lines", "prose", "site_lines", "kept"):
                del plain[name]
            rows.append(plain | {f"edits: {reason}": n for reason, n in edits.items()})
        table: pd.DataFrame = pandas.DataFrame(rows)
        counts = [name for name in table.columns if name.startswith("edits: ")]
        return table.fillna(dict.fromkeys(counts, 0)).astype(dict.fromkeys(counts, "int64"))

    def to_html(self, path: str | os.PathLike[str]) -> None:
        """Write the report as a page that stands alone."""
        from copydesk._show.html import page

        Path(path).write_text(page(f"copydesk: {self.source.name}", self._repr_html_()), "utf-8")

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the review page: every cut in its text, with its reason, searchable, in one file.

        Of many texts it shows the most cut, the longest, those that failed, and others at random.
        """
        from copydesk._show.review import chosen, review_html

        names = {text.name for text in chosen([_measured(entry) for entry in self.rows()])}
        texts = (self._reviewed(entry) for entry in self.rows() if entry.path in names)
        reasons = [_reason(self, name) for name in self.edits]
        page = review_html(f"copydesk: {self.source.name}", texts, self.files, reasons, self.before)
        Path(path).write_text(page, "utf-8")

    def compare(self, other: FolderReport) -> Comparison:
        """How the results of another job on the same source differ from this one's."""
        from copydesk.folder.comparison import compare

        return compare(self.target, other.target)

    def _reviewed(self, entry: FileEntry) -> Reviewed:
        """A file for the review page; it may have changed or gone since the job."""
        from copydesk._show.review import Reviewed

        try:
            if entry.error is None:
                explanation = self.job.explain(entry)
                return Reviewed(_measured(entry), explanation.original(), explanation.edits)
        except (OSError, CopydeskError) as error:
            entry = replace(entry, error=cause_of(error, entry.path))
        return Reviewed(_measured(entry))

    def plot(self) -> Figure:
        """Removals by reason, and the length of each file before and after."""
        from copydesk._show.html import report_plot

        lengths = [(entry.before, entry.after) for entry in self.rows() if entry.error is None]
        return report_plot(self.removed, lengths)

    def _repr_html_(self) -> str:
        from copydesk._show.html import report_html

        return report_html(_head(self), hints(self), _tables(self))

    def __str__(self) -> str:
        return "\n".join(map(one_line, _summary(self)))

    def __repr__(self) -> str:
        return f"<FolderReport: {one_line(next(_summary(self)))}>"


def summarize(
    job: FileCleaner, manifest: Manifest, left_out: LeftOut, seconds: float
) -> FolderReport:
    """Put a report together from the manifest, entry by entry."""
    report = FolderReport(job, files=manifest.count(), seconds=seconds)
    edits, removed = Counter[str](), Counter[str]()
    for entry in manifest.entries():
        edits.update(entry.edits)
        removed.update(entry.removed)
        report.before += entry.before
        report.after += entry.after
        _note(report, entry)
    report.edits, report.removed = dict(edits.most_common()), dict(removed.most_common())
    report.slowest.sort(key=_second, reverse=True)
    report.most_cut.sort(key=_second, reverse=True)
    report.errors += left_out.unread
    report.rows_left_out, report.outputs_left_out = left_out.rows, left_out.outputs
    report.left_out, report.unsafe = dict(left_out.endings.most_common()), left_out.unsafe
    if manifest.trouble:
        report.errors.append((os.fspath(manifest.path), str(manifest.trouble)))
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
        _keep_top(report.most_cut, (entry.path, entry.cut / (entry.cut + entry.after)))
    for reason, example in entry.examples.items():
        known = report.examples.setdefault(reason, [])
        if len(known) < EXAMPLES and example not in (text for _, text in known):
            known.append((entry.path, example))


def _measured(entry: FileEntry) -> Measured:
    from copydesk._show.review import Measured

    return Measured(entry.path, entry.before, entry.after, entry.cut, entry.error)


def _reason(report: FolderReport, name: str) -> Reason:
    from copydesk._show.review import Reason

    examples = [text for _, text in report.examples.get(name, [])]
    return Reason(name, report.edits[name], report.removed.get(name, 0), examples)


def _keep_top(top: list[tuple[str, float]], pair: tuple[str, float]) -> None:
    top.append(pair)
    if len(top) > TOP:
        top.remove(min(top, key=_second))


def _second(pair: tuple[str, float]) -> float:
    return pair[1]


def _head(report: FolderReport) -> str:
    share = f" ({report.after / report.before:.0%})" if report.before else ""
    return (
        f"<b>{counted(report.files, 'file')}</b>: {report.cleaned:,} cleaned, "
        f"{report.kept:,} kept from before, {report.failed_files:,} failed, "
        f"in {report.seconds:.1f} s. {counted(report.before, 'character')} came in, "
        f"{report.after:,} went out{share}."
    )


def _tables(report: FolderReport) -> Iterator[Table]:
    """What a notebook shows as tables."""
    yield "Errors", ("file", "cause"), grouped(report.errors)
    reasons = [
        (reason, f"{count:,}", f"{report.removed.get(reason, 0):,}", _examples(report, reason))
        for reason, count in report.edits.items()
    ]
    yield "What was removed", ("reason", "#edits", "#characters", "for example"), reasons
    most_cut = [(path, f"{share:.0%}") for path, share in report.most_cut]
    yield "Most cut: look at these", ("file", "#cut"), most_cut
    slowest = [(path, f"{seconds:.2f}") for path, seconds in report.slowest[:5]]
    yield "Slowest", ("file", "#seconds"), slowest


def _examples(report: FolderReport, reason: str) -> str:
    return "\n".join(text[:100] for _, text in report.examples.get(reason, []))


def hints(report: FolderReport) -> Iterator[str]:
    """What was left out that somebody may have wanted."""
    if report.rows_left_out:
        yield (
            f"{counted(report.rows_left_out, 'file')} of rows left out: call "
            "copydesk.rows.clean_rows for them"
        )
    if report.left_out:
        yield left_out_by_ending(report.left_out)
    for path, cause in grouped(report.unsafe):
        yield f"left out {path}: {cause}"
    for folder, cause in grouped((x, "an output of another job") for x in report.outputs_left_out):
        yield f"left out {folder}: {cause}"
    if not report.files:
        yield "no article found: names end in .txt, .md, .html or .htm, each also with .gz"


def _summary(report: FolderReport) -> Iterator[str]:
    yield (
        f"{counted(report.files, 'file')} in {report.seconds:.1f} s: {report.cleaned:,} cleaned, "
        f"{report.kept:,} kept from before, {report.failed_files:,} failed"
    )
    yield from hints(report)
    if report.before:
        share = report.after / report.before
        yield (
            f"{counted(report.before, 'character')} came in, {report.after:,} went out "
            f"({share:.0%})"
        )
    for reason, count in list(report.edits.items())[:TOP]:
        gone = shorter(report.removed.get(reason, 0))
        yield f"  {reason:<32} {counted(count, 'edit'):>14}, {gone}"
    for path, share in report.most_cut[:3]:
        yield f"look at {path}: {share:.0%} cut"
    errors = grouped(report.errors)
    for path, error in errors[:TOP]:
        yield f"FAILED {path}: {error}"
    if len(errors) > TOP:
        yield f"and {len(errors) - TOP:,} causes more; see {report.manifest}"
