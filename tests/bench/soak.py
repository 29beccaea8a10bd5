"""A million calls in one process: does memory stay flat?

    python -m tests.bench.soak [CALLS]

No two texts are alike: each has words of its own, so that a cache without bound would show. Memory
is what the system has given to the process; the first tenth of the calls fills the bounded caches.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from itertools import islice
from pathlib import Path

from copydesk import clean

CALLS = 1_000_000
STEPS = 10
ALLOWED = 8.0
"""Megabytes that memory may grow after the first step, for what the allocator holds in reserve."""

LINES = (
    "The ferry to {} runs again from Monday, as {} said on the pier.",
    "Café {} opened its doors to {} guests.",
    "<p>Rain &amp; wind from {} to {}</p>",
    "It was late.When {} came home the {} had gone.",
    "Share this: {} {}",
    "Source link {} {}",
    "Donâ€™t tell {} of the {}",
    "Read more about {} in {}",
)


def main(calls: int) -> int:
    rounds, began, memory = calls // STEPS, time.perf_counter(), list[float]()
    dice = random.Random(7)
    print(f"{'calls':>10}{'MB':>9}{'calls/s':>9}")
    for step in range(1, STEPS + 1):
        for text in islice(_texts(dice), rounds):
            clean(text)
        gc.collect()
        memory.append(_megabytes())
        rate = step * rounds / (time.perf_counter() - began)
        print(f"{step * rounds:>10,}{memory[-1]:>9.1f}{rate:>9,.0f}", flush=True)
    growth = max(memory[1:]) - memory[0]
    print(f"grew by {growth:.1f} MB after the first {rounds:,} calls; {ALLOWED} are allowed")
    return int(growth > ALLOWED)


def _texts(dice: random.Random):  # type: ignore[no-untyped-def]
    while True:
        lines = dice.sample(LINES, 3)
        yield "\n\n".join(line.format(_word(dice), _word(dice)) for line in lines)


def _word(dice: random.Random) -> str:
    return "".join(dice.choices("abdeghiklmnoprstu", k=dice.randint(3, 9)))


def _megabytes() -> float:
    """Resident memory (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else CALLS))
