"""How time grows with the length of a text: growth is tested, not speed."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

TIMES = 16
"""How many times as long the longer of two texts is: nearly all of the time goes to that one."""
MOST = 2.0 * TIMES
"""What is linear takes sixteen times as long, n log n about twenty times, quadratic 256 times."""
MEASURABLE = 0.0125
"""A time of fewer seconds for the shorter text says little: both are made longer."""
LONGEST = 230_000
"""From a million characters on memory itself gets slower, whatever is done with it."""

Make = Callable[[int], str]
"""Makes a text of about so many characters."""


def growth(clean: Callable[[str], object], make: Make, size: int = 120_000) -> float:
    """How many times as long a text of so many characters takes, or one of twice or four times as
    many, as one of a sixteenth: the least of five tries."""
    clean(make(1000))  # loads what is needed
    gc.disable()  # its rounds grow with what other tests have left behind
    try:
        return _growth(clean, make, size)
    finally:
        gc.enable()


def _growth(clean: Callable[[str], object], make: Make, size: int) -> float:
    while size < LONGEST and seconds(clean, make(size // TIMES)) < MEASURABLE:
        size *= 2
    least = float("inf")
    for _ in range(5):
        short, long = seconds(clean, make(size // TIMES)), seconds(clean, make(size))
        least = min(least, long / max(short, MEASURABLE / 5))
        if least <= MOST:
            break
    return least


def seconds(clean: Callable[[str], object], text: str) -> float:
    """Processor time of cleaning a text."""
    started = time.process_time()
    clean(text)
    return time.process_time() - started
