"""What may stand on the command line, and what fits together."""

from __future__ import annotations

import argparse
import errno
import os
from collections.abc import Callable
from typing import NoReturn

from copydesk import __version__, _kernels
from copydesk._jobs.names import holds_rows
from copydesk._show.wording import one_line
from copydesk.cleaners.clutter.verdicts import STRENGTHS
from copydesk.cli.output import USAGE
from copydesk.errors import BadFile

EPILOG = """examples:
  copydesk article.html                    the clean text to standard output
  copydesk < article.txt
  copydesk a.txt b.txt c.html -o cleaned   some texts, into a folder
  copydesk articles -o cleaned             a folder, into another of the same shape
  copydesk pages.parquet -o clean.parquet --column text
  copydesk article.txt --explain           what would go, and why
  copydesk compare OUT1 OUT2               how the results of two runs differ
  copydesk restore OUT --to FOLDER         the originals, from what --keep-edits kept
  copydesk learn FOLDER -o site.json       what a site repeats, for --site-lines site.json

exit codes: 0 all done; 1 a file failed, or would change with --check and --diff; 2 the command
cannot be carried out as given; 130 stopped by Ctrl-C, run it again and it goes on
"""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line that cannot drive the terminal: a shell may give it any
    file's name."""

    def error(self, message: str) -> NoReturn:
        self.exit(
            USAGE, f"{self.prog}: {one_line(message)}; {self.prog} --help tells what there is\n"
        )


def parser() -> argparse.ArgumentParser:
    made = Parser(
        prog="copydesk",
        description="Clean scraped articles: the article comes out, and nothing else.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = made.add_argument
    add("inputs", nargs="*", metavar="INPUT", help="files or a folder; - or none: standard input")
    add(
        "-o",
        "--output",
        metavar="OUT",
        help="where to write: for a folder or several texts, a folder",
    )
    show = made.add_mutually_exclusive_group()
    show.add_argument("--check", action="store_true", help="exit with 1 if a text would change")
    show.add_argument("--diff", action="store_true", help="print what would change, as a diff")
    show.add_argument("--explain", action="store_true", help="print what would change, and why")
    cleaning = made.add_argument_group("what to clean")
    add = cleaning.add_argument
    add(
        "--strength",
        choices=list(STRENGTHS),
        default="normal",
        help="careful cuts only what is sure, bold what is likely (normal)",
    )
    add("--cues", action="append", default=[], metavar="FILE", help="your own cues (TOML)")
    add("--keep", action="append", default=[], metavar="REGEX", help="lines that stay")
    add("--keep-headline", action="store_true", help="a page's headline stays, as the first line")
    add("--words", metavar="FILE", help="words never to split, one a line")
    add("--without", action="append", default=[], metavar="NAME", help="leave a cleaner out")
    add("--site-lines", metavar="FILE", help="remove what `copydesk learn` has found repeated")
    _add_jobs(made.add_argument_group("folders and files of rows").add_argument)
    made.add_argument(
        "--version", action="version", version=f"copydesk {__version__} ({_kernels.form()})"
    )
    return made


def _add_jobs(add: Callable[..., object]) -> None:
    add("--pattern", metavar="GLOB", help="which files of the folder")
    add("--column", metavar="NAME", help="the column of text in files of rows (text)")
    add("--site", metavar="NAME", help="the column that tells the site, such as url")
    add("--workers", type=_number, metavar="N", help="processes; by default one a processor")
    add("--overwrite", action="store_true", help="replace files that are there already")
    add("--no-resume", action="store_true", help="clean again what was cleaned before")
    add("--metadata", action="store_true", help="write what pages say of themselves, as JSON")
    add("--keep-edits", action="store_true", help="keep what brings the originals back")
    add("--no-site-lines", action="store_true", help="keep lines that a folder's files share")
    add("--quiet", action="store_true", help="no progress bar and no summary")
    add("--html", metavar="FILE", help="write the folder's report as a page")
    add("--review", metavar="FILE", help="write a page that shows every cut in its text")


def _number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes: 0, 1, 2 ...")
    return int(text)


def kind_of(options: argparse.Namespace, inputs: list[str]) -> str:
    """What is to be cleaned: "rows", a "folder" or "texts"."""
    if any(map(holds_rows, inputs)) or options.column:
        return "rows"
    return "folder" if any(map(os.path.isdir, inputs)) else "texts"


_FOLDERS = ("pattern", "html", "keep_edits", "no_resume", "no_site_lines")
_UNFIT = {
    "texts": (*_FOLDERS, "review", "workers", "site", "metadata"),
    "rows": _FOLDERS,
    "folder": ("site",),
}
"""Options that mean nothing for a kind of input."""

_FOR = dict.fromkeys(_FOLDERS, "folders") | {
    "site": "files of rows; of a folder, each folder of files is a site",
}

_WRITES = ("output", "html", "review", "keep_edits", "metadata")
"""Options that mean nothing where nothing is written."""


def refuse_unfit(options: argparse.Namespace, kind: str, inputs: list[str]) -> None:
    """Refuse what would otherwise be passed over in silence. Raises BadFile."""
    shows = [name for name in ("check", "diff", "explain") if getattr(options, name)]
    for name in _WRITES if shows else ():
        if getattr(options, name):
            raise BadFile(f"--{shows[0]} writes nothing: leave out --{name.replace('_', '-')}")
    if kind == "rows" and "-" in inputs:
        raise BadFile("--column is for files of rows; standard input is one text")
    if len(inputs) > 1 and kind != "texts" and not shows:
        for path in inputs:
            if path != "-" and not os.path.lexists(path) and "://" not in path:
                raise FileNotFoundError(errno.ENOENT, "", path)
        raise BadFile(
            "several inputs may be texts only; of folders and files of rows give one input"
        )
    if options.overwrite and not options.output:
        raise BadFile("--overwrite is for what -o names, and there is no -o")
    for name in _UNFIT[kind]:
        if getattr(options, name) not in (None, False):
            others = _FOR.get(name, "folders and files of rows")
            raise BadFile(f"--{name.replace('_', '-')} is for {others}")
