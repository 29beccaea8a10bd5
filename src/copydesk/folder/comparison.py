"""Two runs of the folder job beside each other: what a version, a cue file or an option changed."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk._jobs.folders import Folder
from copydesk._jobs.texts import text_of
from copydesk._show.wording import cause_of, counted, one_line
from copydesk._text.diffs import changes_between
from copydesk._text.edits import Edit
from copydesk.errors import CopydeskError
from copydesk.folder.entry import FileEntry, check_output, entries_of

if TYPE_CHECKING:
    from copydesk._show.review import Measured, Reason, Reviewed

GONE, BACK = "removed by the second run only", "removed by the first run only"
OTHER = "changed in different ways"
"""The reasons of the differences between two results."""
TOP = 10
"""How many reasons and files a comparison names in words."""


@dataclass(frozen=True, repr=False)
class Comparison:
    """How the results of a second run differ from those of a first, over the files of both.

    `edits` and `removed` (characters) tell for each reason the numbers of both runs; `changed` are
    the paths of files whose results differ, `only_first` and `only_second` those that one run has.
    """

    first: Path
    second: Path
    same: int = 0
    changed: list[str] = field(default_factory=list)
    only_first: list[str] = field(default_factory=list)
    only_second: list[str] = field(default_factory=list)
    edits: dict[str, tuple[int, int]] = field(default_factory=dict)
    removed: dict[str, tuple[int, int]] = field(default_factory=dict)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write a review page of the differences: the first result, marked with what differs."""
        from copydesk._show.review import chosen, review_html

        entries = _entries(self.first), _entries(self.second)
        pairs = {name: (entries[0][name], entries[1][name]) for name in self.changed}
        names = {text.name for text in chosen([_measured(*pair) for pair in pairs.values()])}
        texts = [self._reviewed(*pair) for name, pair in pairs.items() if name in names]
        before = sum(pair[0].after for pair in pairs.values())
        title = f"copydesk: {self.first.name} and {self.second.name}"
        runs = self.first.name, self.second.name
        page = review_html(title, texts, len(pairs), list(_reasons(texts)), before, runs)
        Path(path).write_text(page, "utf-8")

    def _reviewed(self, one: FileEntry, two: FileEntry) -> Reviewed:
        from copydesk._show.review import Reviewed

        try:
            before, after = _result(self.first, one), _result(self.second, two)
        except (OSError, CopydeskError) as error:
            return Reviewed(_measured(one, two)._replace(error=cause_of(error, one.path)))
        return Reviewed(_measured(one, two), before, list(differences(before, after)))

    def __str__(self) -> str:
        return "\n".join(map(one_line, _summary(self)))

    def __repr__(self) -> str:
        return f"<Comparison: {next(_summary(self))}>"


def compare(first: str | os.PathLike[str], second: str | os.PathLike[str]) -> Comparison:
    """Compare two outputs of the folder job, by their manifests and digests.

    Raises BadFolder where a folder is no output of a job.
    """
    one, two = _entries(Path(first)), _entries(Path(second))
    both = sorted(one.keys() & two.keys())
    changed = [name for name in both if one[name].output_sha256 != two[name].output_sha256]
    return Comparison(
        Path(first),
        Path(second),
        same=len(both) - len(changed),
        changed=changed,
        only_first=sorted(one.keys() - two.keys()),
        only_second=sorted(two.keys() - one.keys()),
        edits=_by_reason([one[n].edits for n in both], [two[n].edits for n in both]),
        removed=_by_reason([one[n].removed for n in both], [two[n].removed for n in both]),
    )


def differences(before: str, after: str) -> Iterator[Edit]:
    """What differs between two results, as edits of the first.

    >>> [(e.before.strip(), e.reason) for e in differences("Rain fell.\\n\\nRead on", "Rain fell.")]
    [('Read on', 'removed by the second run only')]
    """
    for start, end, added, _ in changes_between(before, after, OTHER):
        reason = GONE if not added.strip() else BACK if start == end else OTHER
        yield Edit(start, end, before[start:end], added, "compare", reason)


def _entries(target: Path) -> dict[str, FileEntry]:
    """What the manifest of an output says of each file that was cleaned. Raises BadFolder."""
    check_output(target)
    return {entry.path: entry for entry in entries_of(target) if entry.error is None}


def _result(target: Path, entry: FileEntry) -> str:
    return text_of(Folder.at(target).read(entry.output), entry.output).removesuffix("\n")


def _by_reason(one: list[dict[str, int]], two: list[dict[str, int]]) -> dict[str, tuple[int, int]]:
    """The sums of both runs for each reason, the largest differences first."""
    sums = Counter[str](), Counter[str]()
    for total, parts in zip(sums, (one, two), strict=True):
        for part in parts:
            total.update(part)
    pairs = {reason: (sums[0][reason], sums[1][reason]) for reason in sums[0] | sums[1]}
    return dict(sorted(pairs.items(), key=lambda item: (-abs(item[1][1] - item[1][0]), item[0])))


def _measured(one: FileEntry, two: FileEntry) -> Measured:
    from copydesk._show.review import Measured

    return Measured(one.path, one.after, two.after, abs(one.after - two.after))


def _reasons(texts: list[Reviewed]) -> Iterator[Reason]:
    """The kinds of differences over the texts of the page."""
    from copydesk._show.review import Reason

    for name in (GONE, BACK, OTHER):
        edits = [edit for text in texts for edit in text.edits if edit.reason == name]
        characters = sum(len(edit.before) - len(edit.after) for edit in edits)
        examples = [(edit.before or edit.after).strip() for edit in edits[:3]]
        yield Reason(name, len(edits), characters, examples)


def _most_different(found: Comparison) -> list[tuple[str, tuple[int, int]]]:
    """The edits of each reason in both runs, those first that differ most in characters."""

    def characters(pair: tuple[str, tuple[int, int]]) -> int:
        one, two = found.removed.get(pair[0], (0, 0))
        return -abs(two - one)

    return sorted(found.edits.items(), key=characters)


def _summary(found: Comparison) -> Iterator[str]:
    yield (
        f"{counted(found.same + len(found.changed), 'file')} in both: {found.same:,} the same, "
        f"{len(found.changed):,} differ; only in the first {len(found.only_first):,}, "
        f"only in the second {len(found.only_second):,}"
    )
    for reason, (one, two) in _most_different(found)[:TOP]:
        gone = found.removed.get(reason, (0, 0))
        if one != two or gone[0] != gone[1]:
            yield (
                f"  {reason:<32} {one:,} -> {two:,} edits, {gone[0]:,} -> {gone[1]:,} characters"
            )
    for name in found.changed[:TOP]:
        yield f"differs: {name}"
    if len(found.changed) > TOP:
        yield f"and {len(found.changed) - TOP:,} more"
