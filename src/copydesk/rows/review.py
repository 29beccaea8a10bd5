"""The review page of a job over files of rows, from its sources and its results.

Both are read side by side, so that the job itself need not remember any text; the rows to show are
chosen by their lengths, and only these are explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from copydesk._corpus.inline import REASON as SITE_LINE
from copydesk._jobs import places
from copydesk._jobs.folders import Folder
from copydesk._jobs.names import holds_rows, rows_output, rows_outputs
from copydesk._jobs.search import LeftOut
from copydesk._show.review import Measured, Reason, Reviewed, chosen, review_html
from copydesk._text.diffs import changes_between
from copydesk._text.edits import compose
from copydesk.pipeline.pipeline import Pipeline
from copydesk.rows.texts import RowText, texts_of

AT_ONCE = 20_000
"""How many rows are measured before the most telling of them are chosen."""


class RowsJob(NamedTuple):
    """What a job was asked to do."""

    source: str
    target: str
    column: str
    pipeline: Pipeline


class Pair(NamedTuple):
    """A row before and after the job, named for its file and its place."""

    name: str
    before: RowText
    after: RowText


def save_review(job: RowsJob, path: Path) -> None:
    """Write the page. Raises OSError where sources or results cannot be read."""
    measured, total, length = list[Measured](), 0, 0
    for pair in _pairs(job):
        measured.append(_measured(pair))
        total, length = total + 1, length + measured[-1].before
        if len(measured) >= AT_ONCE:
            measured = chosen(measured)
    names = {text.name for text in chosen(measured)}
    texts = [_reviewed(job, pair) for pair in _pairs(job) if pair.name in names]
    title = f"copydesk: {places.name_of(job.source)}"
    page = review_html(title, texts, total, list(_reasons(texts)), length)
    path.write_text(page, "utf-8")


def _pairs(job: RowsJob) -> Iterator[Pair]:
    for name, source, target in _files(job):
        rows = zip(texts_of(source, job.column), texts_of(target, job.column), strict=False)
        for before, after in rows:
            yield Pair(f"{name}:{before.row}", before, after)


def _files(job: RowsJob) -> Iterator[tuple[str, str, str]]:
    """Each source that has a result: its name, its path, the result's path."""
    source, target = job.source, job.target
    if not places.is_folder(source):
        name = places.name_of(source)
        into = target.endswith("/") or places.is_folder(target)
        yield name, source, places.join(target, rows_output(name)) if into else target
        return
    held = None if places.is_url(source) else Folder.at(source)
    names = places.files_below(source, held, target, holds_rows, LeftOut())
    for name, output in rows_outputs(names).items():
        result = places.join(target, output)
        if places.is_taken(result):
            yield name, places.join(source, name), result


def _measured(pair: Pair) -> Measured:
    before, after = len(pair.before.text or ""), len(pair.after.text or "")
    error = pair.before.cause if pair.before.text is None else None
    return Measured(pair.name, before, after, max(0, before - after), error)


def _reviewed(job: RowsJob, pair: Pair) -> Reviewed:
    """A row with its edits; what the pipeline alone does not explain is what its site repeats."""
    text, result = pair.before.text, pair.after.text
    if text is None or result is None or text == result:
        return Reviewed(_measured(pair), text or "")
    found = job.pipeline.explain(text)
    changes = changes_between(found.text, result, SITE_LINE)
    edits = compose(text, found.text, found.edits, changes, "SiteLines")
    return Reviewed(_measured(pair), text, edits)


def _reasons(texts: Iterable[Reviewed]) -> Iterator[Reason]:
    """The reasons over the texts of the page, the most frequent first."""
    counts, examples = dict[str, list[int]](), dict[str, list[str]]()
    for edit in (edit for text in texts for edit in text.edits):
        count = counts.setdefault(edit.reason, [0, 0])
        count[0], count[1] = count[0] + 1, count[1] + len(edit.before) - len(edit.after)
        known, example = examples.setdefault(edit.reason, []), edit.before.strip()
        if len(known) < 3 and example and example not in known:
            known.append(example)
    for name, (number, characters) in sorted(counts.items(), key=lambda pair: -pair[1][0]):
        yield Reason(name, number, characters, examples[name])
