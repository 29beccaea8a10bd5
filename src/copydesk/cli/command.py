"""What the command does: clean texts, a folder or files of rows, or show what would change."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from copydesk._jobs import places
from copydesk._show.wording import cause_of
from copydesk.cleaners.site_lines import SiteLines
from copydesk.cli.completion import complete
from copydesk.cli.options import kind_of, parser, refuse_unfit
from copydesk.cli.output import (
    FAILED,
    USAGE,
    each,
    in_options,
    outputs_of,
    print_lines,
    put_text,
    read_text,
    refuse_page,
    warn,
)
from copydesk.cli.outputs import COMMANDS
from copydesk.cli.show import show
from copydesk.cues import read as read_cues
from copydesk.errors import BadCues, BadFile, CopydeskError
from copydesk.pipeline.pipeline import Pipeline

EVERYTHING = "**/*"
"""The files of a folder that are cleaned unless a pattern chooses."""

INTERRUPTED = 130
"""The exit code after Ctrl-C."""


def main(arguments: list[str] | None = None) -> int:
    complete()
    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments and sys.stdin.isatty():
        parser().print_help()
        return 0
    command = COMMANDS.get("".join(arguments[:1]))  # a file of such a name is ./compare
    syntax, run = (command.parser(), command.run) if command else (parser(), _run)
    options = syntax.parse_intermixed_args(arguments[1:] if command else arguments)
    try:
        with _stopped_by_signals():
            return run(options)
    except (CopydeskError, OSError) as error:
        if isinstance(error, BrokenPipeError):  # the reader, such as `head`, has had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        warn("", cause_of(error))
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


def _run(options: argparse.Namespace) -> int:
    inputs = options.inputs or ["-"]
    kind = kind_of(options, inputs)
    refuse_unfit(options, kind, inputs)
    pipeline = _pipeline(options)
    if options.check or options.diff or options.explain:
        return show(options, pipeline, inputs, options.pattern or EVERYTHING)
    if kind == "rows":
        return _clean_rows(options, pipeline, inputs[0])
    if kind == "folder":
        return _clean_folder(options, pipeline, inputs[0])
    return _clean_texts(options, pipeline, inputs)


def _pipeline(options: argparse.Namespace) -> Pipeline:
    """The default pipeline with what the options teach it."""
    cues = [group for path in options.cues for group in read_cues(Path(path))]
    words = list[str]()
    if options.words:
        try:
            words = read_text(options.words).split()
        except OSError as error:
            raise BadFile(f"--words {options.words}: {cause_of(error, options.words)}") from error
    try:
        pipeline = Pipeline.default(
            strength=options.strength,
            extra_cues=cues,
            keep=options.keep,
            extra_words=words,
            keep_headline=options.keep_headline,
        )
    except BadCues as error:
        raise BadCues(f"--{error}") from error
    pipeline = pipeline.without(*options.without)
    return Pipeline(*pipeline, _site(options.site_lines)) if options.site_lines else pipeline


def _site(path: str) -> SiteLines:
    """What `copydesk learn` has saved. Raises BadFile."""
    try:
        return SiteLines.load(path)
    except OSError as error:
        raise BadFile(f"--site-lines {path}: {cause_of(error, path)}") from error


def _clean_texts(options: argparse.Namespace, pipeline: Pipeline, inputs: list[str]) -> int:
    outputs = outputs_of(inputs, options.output)

    def put(path: str) -> int:
        put_text(pipeline(read_text(path)), path, outputs[path], options.overwrite)
        return 0

    return each(inputs, put)


def _clean_folder(options: argparse.Namespace, pipeline: Pipeline, source: str) -> int:
    from copydesk.folder import clean_folder

    if options.output is None:
        raise BadFile(f"{source} is a folder: say with -o where its clean texts go")
    _refuse_pages(options, source)
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
        metadata=options.metadata,
    )
    if options.html:
        report.to_html(options.html)
    if options.review:
        report.save(options.review)
    if not options.quiet:
        print_lines(in_options(str(report)).split("\n"))
    else:
        for path, error in report.errors:
            warn(path, error)
    return FAILED if report.errors else 0


def _refuse_pages(options: argparse.Namespace, source: str) -> None:
    """Before the work, not after it. Raises BadFile."""
    pages = [path for path in (options.html, options.review) if path]
    if pages[1:] and places.same_place(*pages):
        raise BadFile(f"--html and --review name one file, {pages[0]}")
    for path in pages:
        refuse_page(path, source)


def _clean_rows(options: argparse.Namespace, pipeline: Pipeline, source: str) -> int:
    if options.output is None:
        raise BadFile(f"{source} holds rows: say with -o which file they go to")
    if options.review:
        refuse_page(options.review, source if os.path.isdir(source) else None)
    from copydesk.rows import clean_rows

    report = clean_rows(
        source,
        options.output,
        column=options.column or "text",
        pipeline=pipeline,
        workers=options.workers,
        progress=not options.quiet,
        site=options.site,
        overwrite=options.overwrite,
        metadata="page" if options.metadata else None,
    )
    if options.review:
        report.save(options.review)
    if not options.quiet:
        print_lines(in_options(str(report)).split("\n"))
    return FAILED if report.failed or report.bad_rows else 0
