"""How fast is copydesk? One table, in under three minutes.

    python -m tests.bench

All contenders run in one process, corpus by corpus and in turn, so that the machine's ups and downs
meet each of them; figures are medians of processor time. Read the ratios: "x ftfy" says how many
times as fast as `ftfy.fix_text` copydesk is on the same texts. Needs COPYDESK_DATA and the packages
of the extra `[bench]`.
"""

from __future__ import annotations

import math
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable

import ftfy

import copydesk
from tests.bench.corpora import CORPORA, Texts
from tests.quality import corpus

ROUNDS = 5

GOALS = {
    "gold bodies": 8,
    "extractor output": 6,
    "raw page text": 4,
    "ASCII only": 5,
    "glued words on every page": 3,
    "mojibake on every line": 2,
}
"""Times as fast as ftfy.fix_text."""


def main() -> int:
    if not corpus.present():
        print(f"no data at {corpus.folder()}: set COPYDESK_DATA", file=sys.stderr)
        return 2
    warnings.simplefilter("ignore")  # contenders' own
    print(f"{'corpus':<28}{'MB/s':>7}{'x ftfy':>9}{'goal':>6}{'x clean-text':>14}{'x copy':>10}")
    against_clean_text = []
    for name, make in CORPORA.items():
        texts = make()
        if name == "HTML pages":
            _pages_row(name, texts)
            continue
        seconds = _measure(texts, _text_contenders())
        ours = seconds["copydesk"]
        against_clean_text.append(seconds["clean-text"] / ours)
        print(
            f"{name:<28}{_megabytes(texts) / ours:>7.1f}{seconds['ftfy'] / ours:>9.2f}"
            f"{GOALS.get(name, ''):>6}{seconds['clean-text'] / ours:>14.1f}"
            f"{seconds['copy'] / ours:>10.5f}",
            flush=True,
        )
    mean = math.exp(statistics.fmean(map(math.log, against_clean_text)))
    print(f"{'geometric mean over text':<50}{mean:>14.1f}  (goal 18)")
    _starting()
    return 0


def _text_contenders() -> dict[str, Callable[[str], object]]:
    from cleantext import clean as clean_text

    return {
        "copydesk": copydesk.clean,
        "ftfy": ftfy.fix_text,
        "clean-text": lambda text: clean_text(text, lower=False),
        "copy": lambda text: text[:1] + text[1:],
    }


def _pages_row(name: str, texts: Texts) -> None:
    from trafilatura import extract

    seconds = _measure(texts, {"copydesk": copydesk.clean, "trafilatura": extract})
    ours = seconds["copydesk"]
    print(
        f"{name:<28}{_megabytes(texts) / ours:>7.1f}   {ours / seconds['trafilatura']:.2f} x "
        "trafilatura's processor time (goal <= 1)",
        flush=True,
    )


def _measure(texts: Texts, contenders: dict[str, Callable[[str], object]]) -> dict[str, float]:
    """Median processor seconds of each contender for all texts."""
    runs: dict[str, list[float]] = {name: [] for name in contenders}
    for round_ in range(ROUNDS + 1):
        for name, run in contenders.items():
            started = time.process_time()
            for text in texts:
                run(text)
            if round_:  # the first round warms up
                runs[name].append(time.process_time() - started)
    return {name: statistics.median(seconds) for name, seconds in runs.items()}


def _megabytes(texts: Texts) -> float:
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6


STARTING = {
    "import copydesk": "import copydesk",
    "and the first clean": "import copydesk; copydesk.clean({text!r})",
}


PEAK = (
    "print(next(int(line.split()[1]) / 1024 for line in open('/proc/self/status') "
    "if line.startswith('VmHWM')))"
)
"""Prints the peak of a Linux process in megabytes; `getrusage` would count its parent's, too."""


def _starting() -> None:
    """Milliseconds and peak megabytes of new interpreters, less those of an empty one."""
    text = "“It’s in Ukrainewhich,” he said.\n\nThe harbour was closed on Monday.\n\nShare this:\n"
    empty_ms, empty_mb = _fresh("pass")
    before = 0.0
    for name, code in STARTING.items():
        ms, mb = _fresh(code.format(text=text))
        print(f"{name:<28}{ms - empty_ms - before:>7.0f} ms {mb - empty_mb:>7.1f} MB at the peak")
        before = ms - empty_ms


def _fresh(code: str) -> tuple[float, float]:
    tail = f"; {PEAK}"
    times, peaks = [], []
    for _ in range(7):
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", code + tail], capture_output=True, text=True, check=True
        )
        times.append((time.perf_counter() - started) * 1000)
        peaks.append(float(done.stdout))
    return statistics.median(times), statistics.median(peaks)


if __name__ == "__main__":
    raise SystemExit(main())
