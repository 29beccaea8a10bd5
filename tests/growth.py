"""How time grows with the length of a text: growth is tested, not speed."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

MOST = 8.0
"""Four times the text costs four times as much, n log n below five, quadratic sixteen times."""
MEASURABLE = 0.1
"""A time of fewer seconds says little: the text is made longer."""
LONGEST = 100_000
"""From a million characters on memory itself gets slower, whatever is done with it."""

Make = Callable[[int], str]
"""Makes a text of about so many characters."""


def growth(clean: Callable[[str], object], make: Make, size: int = 50_000) -> float:
    """How many times as long a text of four times the length takes: the least of five tries."""
    clean(make(1000))  # loads what is needed
    gc.collect()
    gc.disable()  # its rounds grow with what other tests have left behind
    try:
        return _growth(clean, make, size)
    finally:
        gc.enable()


def _growth(clean: Callable[[str], object], make: Make, size: int) -> float:
    while size < LONGEST and seconds(clean, make(size)) < MEASURABLE:
        size *= 2
    least = float("inf")
    for _ in range(5):
        short, long = seconds(clean, make(size)), seconds(clean, make(4 * size))
        least = min(least, long / max(short, MEASURABLE / 4))
        if least <= MOST:
            break
    return least


def seconds(clean: Callable[[str], object], text: str) -> float:
    """Processor time of cleaning a text."""
    started = time.process_time()
    clean(text)
    return time.process_time() - started
