"""The command line: a text, a folder or a file of rows in, the clean one out."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from copydesk import __version__
from copydesk._jobs import places
from copydesk._jobs.folders import Folder, whole
from copydesk._jobs.names import holds_rows
from copydesk._jobs.places import Place
from copydesk._jobs.search import LeftOut
from copydesk._jobs.texts import packed, text_of
from copydesk._show.terminal import diff, explained, wants_colour
from copydesk._show.wording import counted, left_out_by_ending, one_line
from copydesk.commands import COMMANDS
from copydesk.cues import read as read_cues
from copydesk.errors import BadCues, BadFile, CopydeskError
from copydesk.folder.find import find
from copydesk.pipeline.pipeline import Pipeline

EVERYTHING = "**/*"
"""The files of a folder that are cleaned unless a pattern chooses."""

FAILED, USAGE, INTERRUPTED = 1, 2, 130
"""Exit codes besides 0: a file failed or would change, the command was wrong, Ctrl-C."""

EPILOG = """examples:
  copydesk article.html                    the clean text to standard output
  copydesk < article.txt
  copydesk articles -o cleaned             a folder, into another of the same shape
  copydesk pages.parquet -o clean.parquet --column text
  copydesk article.txt --explain           what would go, and why
  copydesk compare OUT1 OUT2               how the results of two runs differ
  copydesk restore OUT --to FOLDER         the originals, from what --keep-edits kept

exit codes: 0 all done; 1 a file failed, or would change with --check and --diff; 2 the command
cannot be carried out as given; 130 stopped by Ctrl-C, run it again and it goes on
"""


def main(arguments: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    command = COMMANDS.get("".join(arguments[:1]))  # a file of such a name is ./compare
    parser, run = (command.parser(), command.run) if command else (_parser(), _run)
    options = parser.parse_intermixed_args(arguments[1:] if command else arguments)
    try:
        with _stopped_by_signals():
            return run(options)
    except (CopydeskError, OSError) as error:
        if isinstance(error, BrokenPipeError):  # the reader, such as `head`, has had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        _warn("", error)
        return FAILED if isinstance(error, OSError) else USAGE
    except KeyboardInterrupt as stop:
        print(*getattr(stop, "__notes__", ["Stopped."]), sep="\n", file=sys.stderr)
        return INTERRUPTED


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the command as Ctrl-C does: nothing is left half done.

    What is ignored stays so, as under nohup. The exit code is the one that a shell gives.
    """
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    numbers = [getattr(signal, name) for name in names]
    if threading.current_thread() is not threading.main_thread():
        numbers = []
    before = {number: signal.getsignal(number) for number in numbers}
    try:
        for number, handler in before.items():
            if handler is signal.SIG_DFL:
                signal.signal(number, lambda number, _: sys.exit(128 + number))
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Parser(argparse.ArgumentParser):
    """A parser whose errors cannot drive the terminal: a shell may give it any file's name."""

    def error(self, message: str) -> NoReturn:
        super().error(one_line(message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="copydesk",
        description="Clean scraped articles: the article comes out, and nothing else.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("inputs", nargs="*", metavar="INPUT", help="files or a folder; - or none: standard input")
    add("-o", "--output", metavar="OUT", help="where to write: a folder for a folder")
    show = parser.add_mutually_exclusive_group()
    show.add_argument("--check", action="store_true", help="exit with 1 if a text would change")
    show.add_argument("--diff", action="store_true", help="print what would change, as a diff")
    show.add_argument("--explain", action="store_true", help="print what would change, and why")
    cleaning = parser.add_argument_group("what to clean")
    add = cleaning.add_argument
    add("--cues", action="append", default=[], metavar="FILE", help="your own cues (TOML)")
    add("--keep", action="append", default=[], metavar="REGEX", help="lines that stay")
    add("--words", metavar="FILE", help="words never to split, one a line")
    add("--without", action="append", default=[], metavar="NAME", help="leave a cleaner out")
    _add_jobs(parser.add_argument_group("folders and files of rows").add_argument)
    parser.add_argument("--version", action="version", version=f"copydesk {__version__}")
    return parser


def _add_jobs(add: Callable[..., object]) -> None:
    add("--pattern", metavar="GLOB", help="which files of the folder")
    add("--column", metavar="NAME", help="the column of text in files of rows (text)")
    add("--workers", type=_number, metavar="N", help="processes; by default one a processor")
    add("--overwrite", action="store_true", help="replace files that are there already")
    add("--no-resume", action="store_true", help="clean again what was cleaned before")
    add("--keep-edits", action="store_true", help="keep what brings the originals back")
    add("--no-site-lines", action="store_true", help="keep lines that a folder's files share")
    add("--quiet", action="store_true", help="no progress bar and no summary")
    add("--html", metavar="FILE", help="write the folder's report as a page")
    add("--review", metavar="FILE", help="write a page that shows every cut in its text")


def _number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes: 0, 1, 2 ...")
    return int(text)


def _run(options: argparse.Namespace) -> int:
    inputs = options.inputs or ["-"]
    kind = _kind(options, inputs)
    _refuse_unfit(options, kind, inputs)
    pipeline = _pipeline(options)
    if options.check or options.diff or options.explain:
        return _show(options, pipeline, inputs)
    if kind == "rows":
        return _clean_rows(options, pipeline, inputs[0])
    if kind == "folder":
        return _clean_folder(options, pipeline, inputs[0])
    return _clean_texts(options, pipeline, inputs)


def _kind(options: argparse.Namespace, inputs: list[str]) -> str:
    """What is to be cleaned: "rows", a "folder" or "texts"."""
    if any(map(holds_rows, inputs)) or options.column:
        return "rows"
    return "folder" if any(map(os.path.isdir, inputs)) else "texts"


_FOLDERS = ("pattern", "html", "review", "keep_edits", "no_resume", "no_site_lines")
_UNFIT = {
    "texts": (*_FOLDERS, "workers"),
    "rows": _FOLDERS,
    "folder": (),
}
"""Options that mean nothing for a kind of input."""


def _refuse_unfit(options: argparse.Namespace, kind: str, inputs: list[str]) -> None:
    """Refuse what would otherwise be passed over in silence. Raises BadFile."""
    shows = [name for name in ("check", "diff", "explain") if getattr(options, name)]
    if kind == "rows" and shows:
        raise BadFile(f"--{shows[0]} is for texts, and the input holds rows")
    if kind == "rows" and "-" in inputs:
        raise BadFile("--column is for files of rows; standard input is one text")
    if len(inputs) > 1 and (options.output or (kind != "texts" and not shows)):
        raise BadFile("several inputs go to standard output; rows, folders and -o take one input")
    if options.overwrite and not options.output:
        raise BadFile("--overwrite is for what -o names, and there is no -o")
    for name in _UNFIT[kind]:
        if getattr(options, name) not in (None, False):
            others = "folders" if name in _FOLDERS else "folders and files of rows"
            raise BadFile(f"--{name.replace('_', '-')} is for {others}")


def _pipeline(options: argparse.Namespace) -> Pipeline:
    """The default pipeline with what the options teach it."""
    cues = [group for path in options.cues for group in read_cues(Path(path))]
    words = list[str]()
    if options.words:
        try:
            words = _text(options.words).split()
        except OSError as error:
            raise BadFile(f"--words: {error}") from error
    try:
        pipeline = Pipeline.default(extra_cues=cues, keep=options.keep, extra_words=words)
    except BadCues as error:
        raise BadCues(f"--{error}") from error
    return pipeline.without(*options.without)


def _clean_texts(options: argparse.Namespace, pipeline: Pipeline, inputs: list[str]) -> int:
    def put(path: str) -> int:
        _put(pipeline(_text(path)), path, options.output, options.overwrite)
        return 0

    return _each(inputs, put)


def _each(paths: Iterable[str], do: Callable[[str], int]) -> int:
    """Do it for each file, and say of one that fails why; the worst exit code."""
    code = 0
    for path in paths:
        try:
            code = max(code, do(path))
        except BrokenPipeError:
            raise
        except OSError as error:
            _warn(str(error.filename or path), error.strerror or error)
            code = max(code, FAILED)
        except CopydeskError as error:
            _warn(path, error)
            code = USAGE
    return code


def _clean_folder(options: argparse.Namespace, pipeline: Pipeline, source: str) -> int:
    from copydesk.folder import clean_folder

    if options.output is None:
        raise BadFile(f"{source} is a folder: say with -o where its clean texts go")
    report = clean_folder(
        source,
        options.output,
        pattern=options.pattern or EVERYTHING,
        pipeline=pipeline,
        workers=options.workers,
        progress=not options.quiet,
        resume=not options.no_resume,
        overwrite=options.overwrite,
        learn_site_lines=not options.no_site_lines,
        keep_edits=options.keep_edits,
    )
    if options.html:
        report.to_html(options.html)
    if options.review:
        report.save(options.review)
    if not options.quiet:
        _print(in_options(str(report)).split("\n"))
    else:
        for path, error in report.errors:
            _warn(path, error)
    return FAILED if report.errors else 0


def _clean_rows(options: argparse.Namespace, pipeline: Pipeline, source: str) -> int:
    if options.output is None:
        raise BadFile(f"{source} holds rows: say with -o which file they go to")
    from copydesk.rows import clean_rows

    report = clean_rows(
        source,
        options.output,
        column=options.column or "text",
        pipeline=pipeline,
        workers=options.workers,
        progress=not options.quiet,
        overwrite=options.overwrite,
    )
    if not options.quiet:
        _print(in_options(str(report)).split("\n"))
    return FAILED if report.failed or report.bad_rows else 0


def _show(options: argparse.Namespace, pipeline: Pipeline, inputs: list[str]) -> int:
    """Print what would change; 1 where anything would, except that --explain succeeds."""

    def show(path: str) -> int:
        would_change = _show_one(options, pipeline, path)
        return FAILED if would_change and not options.explain else 0

    return _each(_files(inputs, options.pattern or EVERYTHING), show)


def _show_one(options: argparse.Namespace, pipeline: Pipeline, path: str) -> bool:
    text, colour = _text(path), wants_colour(sys.stdout)
    result = pipeline.explain(text)
    if result.text == text.removesuffix("\n"):
        return False
    if options.check:
        _print([one_line(path)])
    elif options.diff:
        _print(diff(text.removesuffix("\n"), result.text, one_line(path), colour))
    else:
        _print([f"{one_line(path)}:", *explained(result.original(), result.edits, colour)])
    return True


def _files(inputs: list[str], pattern: str) -> Iterator[str]:
    left_out = LeftOut()
    for path in inputs:
        if path != "-" and os.path.isdir(path):
            for found in find(Folder.at(path), None, pattern, left_out):
                yield os.path.join(path, found.path)
        else:
            yield path
    for folder, cause in left_out.unread:
        _warn(folder, cause)
    if left_out.rows:
        _warn("left out", f"{counted(left_out.rows, 'file')} of rows")
    if left_out.endings:
        _warn("", left_out_by_ending(left_out.endings))
    for path, cause in left_out.unsafe:
        _warn(path, f"left out: {cause}")


def _warn(path: str, cause: object) -> None:
    where = f"{path}: " if path else ""
    print(one_line(f"copydesk: {where}{in_options(str(cause))}"), file=sys.stderr)


_OPTIONS = {
    "overwrite=True": "--overwrite",
    "workers=0": "--workers 0",
    "call copydesk.rows.clean_rows": "add --column NAME",
}
"""What messages call parameters, and what these are called here."""


def in_options(message: str) -> str:
    """A message that speaks of options, where it spoke of parameters."""
    for parameter, option in _OPTIONS.items():
        message = message.replace(parameter, option)
    return message


def _text(path: str) -> str:
    """The text of a file or of standard input, whatever its encoding."""
    if path == "-":
        return text_of(whole(sys.stdin.buffer), path)
    with open(path, "rb") as file:
        return text_of(whole(file), path)


def _put(text: str, source: str, output: str | None, overwrite: bool) -> None:
    """Write a clean text to standard output, or to a file that is not its source."""
    if output is None:
        sys.stdout.buffer.write(packed(text, ""))
        sys.stdout.buffer.flush()
        return
    path = Path(output, os.path.basename(source)) if os.path.isdir(output) else Path(output)
    if source != "-" and path.exists() and path.samefile(source):
        raise BadFile(f"{source} cannot be cleaned in place: give another file with -o")
    target, like = Place(str(path)), None if source == "-" else Place(source)
    places.check_free([target.path], overwrite)
    with places.writing(target, like=like, overwrite=overwrite) as file:
        file.write(packed(text, path.name))


def _print(lines: Iterator[str] | list[str]) -> None:
    data = "".join(line + "\n" for line in lines).encode("utf-8", "replace")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
