"""A progress bar: tqdm's where it is installed, else a line of our own; none without a terminal."""

from __future__ import annotations

import sys
import time
import warnings
from importlib import import_module
from types import TracebackType
from typing import Any, Protocol

WIDTH = 30


class Bar(Protocol):
    def __enter__(self) -> Any: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> Any: ...

    def update(self, n: int = 1) -> Any: ...


def progress_bar(total: int, what: str, wanted: bool) -> Bar:
    """A bar that counts files."""
    if not wanted:
        return Line(total, what, is_shown=False)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a notebook without widgets gets tqdm's plain bar
            tqdm = import_module("tqdm.auto").tqdm
    except ImportError:
        return Line(total, what, is_shown=sys.stderr.isatty())
    is_notebook = tqdm.__module__ == "tqdm.notebook"
    bar: Bar = tqdm(
        total=total, desc=what, unit=" files", disable=None if not is_notebook else False
    )
    return bar


class Line:
    """A bar on one line of the terminal, drawn ten times a second at most."""

    def __init__(self, total: int, what: str, is_shown: bool) -> None:
        self.total, self.what, self.is_shown = total, what, is_shown
        self.done, self.drawn, self.started = 0, 0.0, time.monotonic()

    def __enter__(self) -> Line:
        return self

    def __exit__(self, *_: object) -> None:
        if self.is_shown:
            self._draw()
            sys.stderr.write("\n")

    def update(self, n: int = 1) -> None:
        self.done += n
        if self.is_shown and time.monotonic() - self.drawn > 0.1:
            self.drawn = time.monotonic()
            self._draw()

    def _draw(self) -> None:
        full = WIDTH * self.done // max(self.total, 1)
        rate = self.done / max(time.monotonic() - self.started, 1e-9)
        bar = "#" * full + "." * (WIDTH - full)
        sys.stderr.write(
            f"\r{self.what} |{bar}| {self.done:,}/{self.total:,} files, {rate:,.0f}/s "
        )
        sys.stderr.flush()
