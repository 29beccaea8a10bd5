"""The work of one process: batches of rows in, outcomes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from copydesk._corpus.keys import both_keys, line_keys
from copydesk._corpus.lines import split_keys
from copydesk._corpus.site_rule import site_keys
from copydesk._jobs.site_lines import removing_lines
from copydesk.metadata import known
from copydesk.pipeline.cleaned import Cleaned, cleaner_of, summed
from copydesk.pipeline.pipeline import Pipeline
from copydesk.rows.outcome import Batch, Columns, Notes, Outcome


class WorkerDied(Exception):
    """Becomes the cause of a bad row."""


@dataclass(frozen=True)
class BatchCleaner:
    """All that a process needs to know of a job to clean batches of rows."""

    pipeline: Pipeline
    columns: Columns
    repeated: Mapping[str, bytes] = field(default_factory=dict)
    """The keys of what each site repeats."""

    def do(self, batch: Batch) -> Outcome:
        first = cleaner_of(self.pipeline, with_reasons=self._with_reasons)

        def clean(text: str, site: str | None) -> Cleaned:
            result, repeated = first(text), self.repeated.get(site or "")
            result = self._without(result, repeated) if repeated else result
            return replace(result, known=known(text)) if self.columns.metadata else result

        return batch.cleaned(clean)

    @property
    def _with_reasons(self) -> bool:
        return self.columns.reasons is not None

    def _without(self, result: Cleaned, repeated: bytes) -> Cleaned:
        """The clean text without what its site repeats."""
        keys = site_keys(*both_keys(result.text), frozenset(split_keys(repeated)))
        if not keys:
            return result
        pipeline = removing_lines(self.pipeline, keys)
        again = cleaner_of(pipeline, with_reasons=self._with_reasons)(result.text)
        return Cleaned(again.text, summed(result.by_reason, again.by_reason))

    def parts(self, batch: Batch) -> list[Batch]:
        return batch.parts()

    def joined(self, batch: Batch, outcomes: list[Outcome]) -> Outcome:
        output = batch.joined([outcome.output for outcome in outcomes])
        return Outcome(output, Notes.joined(outcome.notes for outcome in outcomes))

    def give_up(self, batch: Batch, cause: str) -> Outcome:
        def refuse(text: str, site: str | None) -> Cleaned:
            raise WorkerDied(f"the process died at this row, twice ({cause})")

        return batch.cleaned(refuse)


Found = list[tuple[str, bytes]]
"""For each text its site and the keys of what could be the site's in it."""


@dataclass(frozen=True)
class SiteReader:
    """All that a process needs to know to tell what could be the site's in batches of rows."""

    pipeline: Pipeline

    def do(self, batch: Batch) -> Found:
        found = Found()

        def read(text: str, site: str | None) -> Cleaned:
            if site:
                found.append((site, line_keys(self.pipeline(text))))
            return Cleaned(text)

        batch.cleaned(read)
        return found

    def parts(self, batch: Batch) -> list[Batch]:
        return batch.parts()

    def joined(self, batch: Batch, parts: list[Found]) -> Found:
        return [one for part in parts for one in part]

    def give_up(self, batch: Batch, cause: str) -> Found:
        """A text at which processes die teaches nothing; the second pass reports it."""
        return []
