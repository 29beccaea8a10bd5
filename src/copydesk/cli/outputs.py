"""Commands of their own: compare two outputs, bring originals back, learn a site."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NamedTuple

from copydesk.cli import learn
from copydesk.cli.options import Parser
from copydesk.cli.output import in_options, print_lines, refuse_page

FAILED = 1
"""The exit code where outputs differ, or an original did not come back."""


class Command(NamedTuple):
    """A command of its own: what it takes, and what it does."""

    parser: Callable[[], argparse.ArgumentParser]
    run: Callable[[argparse.Namespace], int]


def _compare_parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="copydesk compare",
        description="How the results of two runs over the same folder differ, by reason and file.",
    )
    parser.add_argument("first", metavar="OUT1", help="what one run has written")
    parser.add_argument("second", metavar="OUT2", help="what the other has")
    parser.add_argument("--review", metavar="FILE", help="write a page that shows the differences")
    return parser


def _compare(options: argparse.Namespace) -> int:
    """Print how two outputs differ; 1 where they do, as `diff` has it."""
    from copydesk.folder.comparison import compare

    if options.review:
        refuse_page(options.review)
    found = compare(options.first, options.second)
    if options.review:
        found.save(options.review)
    print_lines(in_options(str(found)).split("\n"))
    return FAILED if found.changed or found.only_first or found.only_second else 0


def _restore_parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="copydesk restore",
        description="The originals, byte for byte, from the output of a job with --keep-edits.",
    )
    parser.add_argument("output", metavar="OUT", help="what the job has written")
    parser.add_argument("files", nargs="*", metavar="FILE", help="which originals; all of them")
    parser.add_argument("--to", required=True, metavar="FOLDER", help="where they go")
    return parser


def _restore(options: argparse.Namespace) -> int:
    """Bring originals back; 1 where one did not come."""
    from copydesk.folder.originals import restore

    found = restore(options.output, options.to, options.files)
    print_lines(in_options(str(found)).split("\n"))
    return FAILED if found.errors else 0


COMMANDS = {
    "compare": Command(_compare_parser, _compare),
    "restore": Command(_restore_parser, _restore),
    "learn": Command(learn.parser, learn.run),
}
