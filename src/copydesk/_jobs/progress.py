"""A progress bar: tqdm's where it is installed, else a line of our own; none without a terminal."""

from __future__ import annotations

import sys
import time
import warnings
from importlib import import_module
from typing import Any, Protocol

WIDTH = 30


class Bar(Protocol):
    total: Any
    """How much there is to do, or None where nobody knows."""
    n: Any
    """How much is done."""

    def __enter__(self) -> Any: ...

    def __exit__(self, *_: Any) -> Any: ...

    def update(self, n: int = 1, /) -> Any: ...


def progress_bar(wanted: bool, unit: str, total: int | None = None, what: str = "cleaning") -> Bar:
    """A bar that counts files or rows."""
    if not wanted:
        return LineBar(unit, total, what, is_shown=False)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a notebook without widgets gets tqdm's plain bar
            tqdm = import_module("tqdm.auto").tqdm
    except ImportError:
        return LineBar(unit, total, what, is_shown=sys.stderr.isatty())
    is_notebook = tqdm.__module__ == "tqdm.notebook"
    bar: Bar = tqdm(
        total=total,
        desc=what,
        unit=f" {unit}",
        unit_scale=unit == "rows",  # of which there are millions
        disable=None if not is_notebook else False,
    )
    return bar


class LineBar:
    """A bar on one line of the terminal, drawn ten times a second at most."""

    def __init__(self, unit: str, total: int | None, what: str, is_shown: bool) -> None:
        self.unit, self.total, self.what, self.is_shown = unit, total, what, is_shown
        self.n, self.drawn, self.started = 0, 0.0, time.monotonic()

    def __enter__(self) -> LineBar:
        return self

    def __exit__(self, *_: object) -> None:
        if self.is_shown:
            self._draw()
            sys.stderr.write("\n")

    def update(self, n: int = 1, /) -> None:
        self.n += n
        if self.is_shown and time.monotonic() - self.drawn > 0.1:
            self.drawn = time.monotonic()
            self._draw()

    def _draw(self) -> None:
        rate = self.n / max(time.monotonic() - self.started, 1e-9)
        sys.stderr.write(f"\r{self.what} {self._done()} {self.unit}, {rate:,.0f}/s ")
        sys.stderr.flush()

    def _done(self) -> str:
        if self.total is None:
            return f"{self.n:,}"
        full = WIDTH * self.n // max(self.total, 1)
        return f"|{'#' * full + '.' * (WIDTH - full)}| {self.n:,}/{self.total:,}"
