"""What would change: `--check`, `--diff`, `--explain`, for texts, folders and files of rows."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator

from copydesk._jobs.folders import Folder
from copydesk._jobs.names import holds_rows
from copydesk._jobs.search import LeftOut, search
from copydesk._show.terminal import diff, explained, wants_colour
from copydesk._show.wording import counted, left_out_by_ending, one_line
from copydesk.cli.output import FAILED, each, print_lines, read_text, warn
from copydesk.errors import UnreadableFile
from copydesk.folder.find import find
from copydesk.pipeline.pipeline import Pipeline


def show(options: argparse.Namespace, pipeline: Pipeline, inputs: list[str], pattern: str) -> int:
    """Print what would change; 1 where anything would, except that --explain succeeds."""

    def show_file(path: str) -> int:
        would_change = False
        for name, text in _texts(path, options.column):
            would_change |= _show_text(options, pipeline, name, text)
        return FAILED if would_change and not options.explain else 0

    return each(_files(inputs, pattern, options.column), show_file)


def _texts(path: str, column: str | None) -> Iterator[tuple[str, str]]:
    """The texts of a file by name: one, or those of its rows."""
    if not holds_rows(path):
        yield path, read_text(path)
        return
    from copydesk.rows.texts import texts_of

    bad = list[str]()
    for row, text, cause in texts_of(path, column or "text"):
        if text is None:
            bad.append(f"row {row:,} first: {cause}")
        else:
            yield f"{path}:{row}", text
    if bad:
        raise UnreadableFile(f"{counted(len(bad), 'row')} could not be read; {bad[0]}")


def _show_text(options: argparse.Namespace, pipeline: Pipeline, name: str, text: str) -> bool:
    colour, result = wants_colour(sys.stdout), pipeline.explain(text)
    if result.text == text.removesuffix("\n"):
        return False
    if options.check:
        print_lines([one_line(name)])
    elif options.diff:
        print_lines(diff(text.removesuffix("\n"), result.text, one_line(name), colour))
    else:
        print_lines([f"{one_line(name)}:", *explained(result.original(), result.edits, colour)])
    return True


def _files(inputs: list[str], pattern: str, column: str | None) -> Iterator[str]:
    """The files named, and those of folders: articles, or with a column files of rows."""
    left_out = LeftOut()
    for path in inputs:
        if path == "-" or not os.path.isdir(path):
            yield path
        elif column is None:
            for found in find(Folder.at(path), None, pattern, left_out):
                yield os.path.join(path, found.path)
        else:
            for at in search(Folder.at(path), None, (".", "_"), holds_rows, left_out):
                yield from (os.path.join(path, at.folder, name) for name in sorted(at.sizes))
    _warn_of(left_out)


def _warn_of(left_out: LeftOut) -> None:
    for folder, cause in left_out.unread:
        warn(folder, cause)
    if left_out.rows:
        files = counted(left_out.rows, "file")
        warn("left out", f"{files} of rows: add --column NAME for them")
    if left_out.endings:
        warn("", left_out_by_ending(left_out.endings))
    for path, cause in left_out.unsafe:
        warn(path, f"left out: {cause}")
