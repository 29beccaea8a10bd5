"""`copydesk learn`: what a site repeats, learned once, to clean its texts one by one for ever."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator

from copydesk._jobs import places
from copydesk._jobs.folders import Folder
from copydesk._jobs.names import holds_article, holds_rows
from copydesk._jobs.search import LeftOut, search
from copydesk._show.wording import cause_of, counted
from copydesk.cleaners.site_lines import SiteLines
from copydesk.cli.options import Parser
from copydesk.cli.output import print_lines, read_text, warn
from copydesk.errors import BadFile, CopydeskError
from copydesk.pipeline.default import DEFAULT

LEGIBLE = DEFAULT.without("remove_boilerplate", "remove_clutter", "remove_repeats")
"""What texts go through before they are learned: markup, characters and words are mended, and what
other cleaners would take for junk stays in, as all of it is evidence."""

FAILED = 1
"""The exit code where a file or a row could not be read."""


def parser() -> argparse.ArgumentParser:
    made = Parser(
        prog="copydesk learn",
        description="Learn what the texts of one site repeat; --site-lines then removes it.",
    )
    add = made.add_argument
    add("inputs", nargs="+", metavar="INPUT", help="folders and files, of texts or of rows")
    add("-o", "--output", required=True, metavar="FILE", help="where it goes, such as site.json")
    add("--column", default="text", metavar="NAME", help="the column of text in files of rows")
    add("--overwrite", action="store_true", help="replace a file that is there already")
    add("--quiet", action="store_true", help="no summary")
    return made


def run(options: argparse.Namespace) -> int:
    """Learn from all inputs and save it; 1 where one of them could not be read."""
    _refuse_output(options)
    failed = list[str]()

    def fail(path: str, cause: object) -> None:
        failed.append(path)
        warn(path, cause)

    site = SiteLines.learn(_texts(options, fail))
    if not site.texts:
        raise BadFile(f"there is no text in {', '.join(options.inputs)}")
    _save(site, options.output)
    if not options.quiet:
        print_lines([f"Learned from {counted(site.texts, 'text')}: {options.output}"])
    return FAILED if failed else 0


def _save(site: SiteLines, path: str) -> None:
    """Write it beside its place first, so that it is there whole or as it was before."""
    with tempfile.TemporaryDirectory(dir=os.path.dirname(path) or ".") as folder:
        half = os.path.join(folder, "site.json")
        site.save(half)
        os.replace(half, path)


def _refuse_output(options: argparse.Namespace) -> None:
    """Before the work, not after it. Raises BadFile."""
    if os.path.isdir(options.output):
        raise BadFile(f"{options.output} is a folder: name a file with -o")
    if not os.path.isdir(os.path.dirname(options.output) or "."):
        raise BadFile(f"{options.output} cannot be written: its folder is not there")
    for path in options.inputs:
        if places.same_place(path, options.output):
            raise BadFile(f"{path} is an input: name another file with -o")
    places.check_free([options.output], options.overwrite)


Fail = Callable[[str, object], None]


def _texts(options: argparse.Namespace, fail: Fail) -> Iterator[str]:
    """The texts of all inputs, legible."""
    for path in _files(options.inputs, options.output, fail):
        try:
            if holds_rows(path):
                yield from _rows(path, options.column, fail)
            else:
                yield LEGIBLE(read_text(path))
        except OSError as error:
            fail(path, cause_of(error, path))
        except CopydeskError as error:
            fail(path, error)


def _files(inputs: list[str], output: str, fail: Fail) -> Iterator[str]:
    """The files named, and those in the folders named, but for what is written."""
    left_out = LeftOut()
    for path in inputs:
        if not os.path.isdir(path):
            yield path
            continue
        for found in search(Folder.at(path), None, (".", "_"), _is_input, left_out):
            for name in sorted(found.sizes):
                file = os.path.join(path, found.folder, name)
                if not places.same_place(file, output):
                    yield file
    for folder, cause in (*left_out.unread, *left_out.unsafe):
        fail(folder, cause)


def _is_input(name: str) -> bool:
    return holds_article(name) or holds_rows(name)


def _rows(path: str, column: str, fail: Fail) -> Iterator[str]:
    """The texts of a file of rows, legible."""
    from copydesk.rows.texts import texts_of

    bad = 0
    for _, text, _ in texts_of(path, column):
        if text is not None:
            yield LEGIBLE(text)
        bad += text is None
    if bad:
        fail(path, f"{counted(bad, 'row')} could not be read")
