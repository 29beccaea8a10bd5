"""Which files of rows there are, where their results go, and what reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Any, BinaryIO, NamedTuple, Protocol

from copydesk._extras import need
from copydesk._jobs import places
from copydesk._jobs.folders import Folder, made
from copydesk._jobs.names import KINDS, form, holds_rows, rows_output, rows_outputs
from copydesk._jobs.places import Place
from copydesk._jobs.search import LeftOut
from copydesk._jobs.writing import Spot
from copydesk.errors import BadFile
from copydesk.rows.outcome import Batch, Columns


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

    source: Place
    target: Place


def plan_file(source: str, target: str, overwrite: bool) -> FilePair:
    """A single file, and the result of it. Raises BadFile where that cannot be."""
    if target.endswith("/") or places.is_folder(target):
        target = places.join(target, rows_output(places.name_of(source)))
    if places.same_place(source, target):
        raise BadFile(f"{source} cannot be cleaned in place: give another target")
    pair = FilePair(Place(source), Place(target))
    reader_of(pair)
    places.check_free([target], overwrite)
    return pair


def plan_folder(source: str, target: str, overwrite: bool, left_out: LeftOut) -> list[FilePair]:
    """Every file of rows below a folder, the target's own left out; the target is made."""
    places.check_apart(source, target, BadFile)
    inputs = None if places.is_url(source) else Folder.at(source)
    names = places.files_below(source, inputs, target, holds_rows, left_out)
    if not names:
        raise BadFile(f"no file of rows in {source}; names end in {', '.join(KINDS)}")
    outputs = rows_outputs(names)
    pairs = [
        FilePair(_place(source, inputs, name), Place(places.join(target, outputs[name])))
        for name in names
    ]
    _check_links(pairs, target)
    places.check_free([pair.target.path for pair in pairs], overwrite)
    if places.is_url(target):
        return pairs
    results = made(target, like=None if inputs is None else source)
    return [
        FilePair(pair.source, _place(target, results, outputs[name]))
        for pair, name in zip(pairs, names, strict=True)
    ]


def _place(folder: str, held: Folder | None, name: str) -> Place:
    return Place(places.join(folder, name), Spot(held, name) if held else None)


def _check_links(pairs: list[FilePair], target: str) -> None:
    """Raises BadFile where links lead a result out of the target, or to what is there already."""
    taken = {places.resolved(pair.source.path) for pair in pairs}
    for _, (path, _) in pairs:
        folder, place = places.parent(path), places.resolved(path)
        if not places.is_inside(folder, target):
            raise BadFile(f"{folder} leads out of the target {target}")
        if place in taken:
            raise BadFile(f"{path} leads to a source, or to the result of another one")
        taken.add(place)


def reader_of(pair: FilePair) -> Callable[[BinaryIO, Columns], Rows]:
    """The reader for a pair of formats. Raises BadFile where there is none."""
    source, target = pair.source.path, pair.target.path
    before, after = form(source), form(target)
    if before and after and (before.kind, after.kind) in FORMATS:
        module, name = FORMATS[before.kind, after.kind]
        if ".parquet" in (before.kind, after.kind):
            need("pyarrow", "rows")
        reader: Callable[[BinaryIO, Columns], Rows]
        reader = getattr(import_module(f"copydesk.rows.formats.{module}"), name)
        return reader
    if before is None:
        raise BadFile(f"{source} is no file of rows that copydesk knows: {', '.join(KINDS)}")
    fitting = " or ".join(after for kind, after in FORMATS if kind == before.kind)
    raise BadFile(f"rows of {source} can be written to {fitting}, not to {target}")
