"""The report of a folder job: what was done, what went, and where a human should look."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from heapq import nlargest, nsmallest
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk._extras import need
from copydesk._show.wording import (
    cause_of,
    counted,
    grouped,
    left_out_by_ending,
    one_line,
    shorter,
    signed,
)
from copydesk.errors import BadFolder, CopydeskError, UnknownReason
from copydesk.folder.entry import FileEntry, entries_of, manifest_of
from copydesk.folder.file_cleaner import FileCleaner
from copydesk.pipeline.explanation import Explanation, Explanations

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from copydesk._show.html import Table
    from copydesk._show.review import Measured, Reason, Reviewed
    from copydesk.folder.comparison import Comparison

EVERYTHING = "**/*"
"""The pattern that every name fits."""
COLUMNS = ("path", "before", "after", "cut", "error", "seconds", "output", "source_bytes")
"""What a table tells of each file, beside its edits."""
TOP = 10
"""How many files a list of extremes names."""
SHOWN = 5
"""How many texts are explained unless a number is given."""
SPARE = 20
"""How many files more are looked at, where some are gone from the source since."""


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
    largest_cuts: list[tuple[str, float]] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)
    rows_left_out: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    """Files whose names end in nothing that is known, by ending."""
    unsafe: list[tuple[str, str]] = field(default_factory=list)
    """Links that lead nowhere or out of the source, pipes, devices; and which of them it is."""
    outputs_left_out: list[str] = field(default_factory=list)
    pattern: str = EVERYTHING
    """Which files were asked for."""

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

    def sample(self, n: int = SHOWN, seed: int = 0) -> Explanations:
        """What was changed in files at random: the same ones for the same seed."""
        return self._explained(nsmallest(n + SPARE, self._sound(), key=_by_chance(seed)), n)

    def most_cut(self, n: int = SHOWN) -> Explanations:
        """What was changed in the files that lost the largest share, markup and blanks apart."""
        return self._explained(nlargest(n + SPARE, self._sound(), key=share_cut), n)

    def by_reason(self, reason: str, n: int = SHOWN) -> Explanations:
        """What was changed in files where this reason took most. Raises UnknownReason."""
        if reason not in self.edits:
            known = ", ".join(self.edits) or "none"
            raise UnknownReason(f"no edit has the reason {reason!r}; there are: {known}")
        found = (entry for entry in self._sound() if reason in entry.edits)
        return self._explained(nlargest(n + SPARE, found, key=lambda e: e.removed[reason]), n)

    def _sound(self) -> Iterator[FileEntry]:
        return (entry for entry in self.rows() if entry.error is None)

    def _explained(self, entries: Iterable[FileEntry], n: int) -> Explanations:
        """Explanations of so many files; those whose source is gone are left out."""
        found = Explanations()
        for entry in entries:
            if len(found) == n:
                break
            with suppress(OSError, CopydeskError):
                found[entry.path] = self.job.explain(entry)
        return found

    def to_pandas(self) -> pd.DataFrame:
        """A table with a row for each file, edits by reason in columns `edits: REASON`."""
        pandas = need("pandas", "notebook")
        rows = [
            {name: getattr(entry, name) for name in COLUMNS}
            | {f"edits: {reason}": entry.edits.get(reason, 0) for reason in self.edits}
            for entry in self.rows()
        ]
        table: pd.DataFrame = pandas.DataFrame(rows)
        return table

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
        from copydesk._show.html import Difference, report_html

        cuts = dict(self.largest_cuts)
        texts = [
            Difference(path, f"{cuts.get(path, 0):.0%} cut", text.original(), text.edits)
            for path, text in self.most_cut().items()
        ]
        return report_html(_head(self), hints(self), _tables(self), texts)

    def __str__(self) -> str:
        return "\n".join(map(one_line, _summary(self)))

    def __repr__(self) -> str:
        return f"<FolderReport: {one_line(next(_summary(self)))}>"


def _measured(entry: FileEntry) -> Measured:
    from copydesk._show.review import Measured

    return Measured(entry.path, entry.before, entry.after, entry.cut, entry.error)


def _reason(report: FolderReport, name: str) -> Reason:
    from copydesk._show.review import Reason

    examples = [text for _, text in report.examples.get(name, [])]
    return Reason(name, report.edits[name], report.removed.get(name, 0), examples)


def _head(report: FolderReport) -> str:
    share = f" ({report.after / report.before:.0%})" if report.before else ""
    return (
        f"<b>{counted(report.files, 'file')}</b>: {report.cleaned:,} cleaned, "
        f"{report.kept:,} kept from before, {report.failed_files:,} failed, "
        f"in {report.seconds:.1f} s. {counted(report.before, 'character')} came in, "
        f"{report.after:,} went out{share}."
    )


def share_cut(entry: FileEntry) -> float:
    """Which part of a file was cut, its markup and blanks apart."""
    return entry.cut / ((entry.cut + entry.after) or 1)


def _by_chance(seed: int) -> Callable[[FileEntry], bytes]:
    """An order that has nothing to do with the texts, the same for the same seed."""
    return lambda entry: blake2b(os.fsencode(f"{seed} {entry.path}")).digest()


def _by_characters(report: FolderReport) -> list[tuple[str, int, int]]:
    """Each reason with its edits and the characters removed, the most characters first."""
    found = [(name, n, report.removed.get(name, 0)) for name, n in report.edits.items()]
    return sorted(found, key=lambda reason: (-abs(reason[2]), -reason[1], reason[0]))


def _tables(report: FolderReport) -> Iterator[Table]:
    """What a notebook shows as tables."""
    yield "Errors", ("file", "cause"), grouped(report.errors)
    reasons = [
        (name, f"{count:,}", signed(-removed), _example(report, name))
        for name, count, removed in _by_characters(report)
    ]
    yield "What was changed", ("reason", "#edits", "#characters", "for example"), reasons


def _example(report: FolderReport, reason: str) -> str:
    known = report.examples.get(reason)
    return " ".join(known[0][1].split()) if known else ""


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
        yield f"left out the folder {folder}: {cause}"
    if not report.files:
        fits = "" if report.pattern == EVERYTHING else f" and fit the pattern {report.pattern}"
        yield f"no article found: names end in .txt, .md, .html or .htm, each also with .gz{fits}"


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
    reasons = _by_characters(report)
    for reason, count, removed in reasons[:TOP]:
        yield f"  {reason:<32} {counted(count, 'edit'):>14}, {shorter(removed)}"
    if len(reasons) > TOP:
        yield f"  and {counted(len(reasons) - TOP, 'reason')} more"
    for path, share in report.largest_cuts[:3]:
        yield f"look at {path}: {share:.0%} cut"
    errors = grouped(report.errors)
    for path, error in errors[:TOP]:
        yield f"FAILED {path}: {error}"
    if len(errors) > TOP:
        yield f"and {len(errors) - TOP:,} causes more; see {report.manifest}"
