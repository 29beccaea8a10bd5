"""What one form of copydesk costs, compiled or pure, as JSON: the benchmark asks each in turn.

    COPYDESK_PURE=1 python -m tests.bench.measure

Each text is cleaned once in the process, and right after it each contender has it, so that the
machine's ups and downs meet all of them. Cleaned again, the same texts cost what they do in a
process that has met the like of them: what is compiled on first need is there.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from typing import Any

import ftfy

import copydesk
from copydesk import DEFAULT, _kernels
from copydesk._models.vocabulary import vocabulary
from copydesk.pipeline import name_of
from tests.bench.corpora import CORPORA, OF_A_SOURCE, Texts, gold_bodies, scraped_texts

Contenders = dict[str, Callable[[str], object]]

WARM = 5
"""The first texts of a corpus, which are not counted."""
OTHERS = 3
"""Texts of each collection that are cleaned first and in no corpus: what is read, or compiled, on
first need is there, as in any process that has worked for a second."""
STARTS = 7


def main() -> int:
    warnings.simplefilter("ignore")  # contenders' own
    found: dict[str, Any] = {"form": _kernels.form(), "texts": {}}
    for text in sorted({*scraped_texts(OF_A_SOURCE + OTHERS)} - {*scraped_texts(OF_A_SOURCE)})[
        :300
    ]:
        copydesk.clean(text)
    for name, make in CORPORA.items():
        if name != "HTML pages":
            texts = make()
            found["texts"][name] = _costs(texts, _contenders())
            again = _costs(texts, {"again": copydesk.clean}, in_turn=False)
            found["texts"][name].update(again)
    found["pages"] = _costs(CORPORA["HTML pages"](), _page_contenders())
    bodies = gold_bodies()
    found["cleaners"] = _costs(bodies, {name_of(c): c for c in DEFAULT}, in_turn=False)
    found["limits"] = _costs(bodies, _limits(), in_turn=False)
    found["start"] = _starts(bodies)
    found["growth"] = _growth("\n\n".join(bodies))
    found["memory"] = _memory()
    json.dump(found, sys.stdout)
    return 0


def _contenders() -> Contenders:
    from cleantext import clean as clean_text

    return {
        "copydesk": copydesk.clean,
        "ftfy": ftfy.fix_text,
        "clean-text": lambda text: clean_text(text, lower=False),
    }


def _page_contenders() -> Contenders:
    from trafilatura import extract

    return {"copydesk": copydesk.clean, "trafilatura": extract}


def _limits() -> Contenders:
    """What nobody can do without who looks at every character, or at every word."""
    words = frozenset(vocabulary("en").words)
    return {
        "copy as UTF-8": lambda text: text.encode("utf-8", "surrogatepass"),
        "split into words": str.split,
        "and look each up": lambda text: set(text.split()).difference(words),
    }


def _costs(texts: Texts, contenders: Contenders, in_turn: bool = True) -> dict[str, float]:
    """Nanoseconds of processor time a byte."""
    seconds = dict.fromkeys(contenders, 0.0)
    warm, texts = texts[:WARM], texts[WARM:]
    for text in warm:
        for run in contenders.values():
            run(text)
    if in_turn:
        for text in texts:
            for name, run in contenders.items():
                seconds[name] += _seconds(run, [text])
    else:
        for name, run in contenders.items():
            seconds[name] = min(_seconds(run, texts) for _ in range(3))
    size = sum(map(_size, texts))
    return {name: 1e9 * value / size for name, value in seconds.items()}


def _seconds(run: Callable[[str], object], texts: Iterable[str]) -> float:
    started = time.process_time()
    for text in texts:
        run(text)
    return time.process_time() - started


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


SHORT = "“It’s in Ukrainewhich,” he said.\n\nThe harbour was closed on Monday.\n\nShare this:\n"


def _starts(bodies: Texts) -> dict[str, float]:
    """Milliseconds of new interpreters over an empty one, and of the first text in each."""
    article = next(body for body in bodies if 3000 < len(body) < 5000)
    empty = _fresh("pass", "")
    imported = _fresh("import copydesk", "") - empty
    first = "import copydesk, sys; copydesk.clean(sys.stdin.buffer.read().decode())"
    return {
        "import copydesk": imported,
        "and clean a short text": _fresh(first, SHORT) - empty - imported,
        "or an article": _fresh(first, article) - empty - imported,
    }


def _fresh(code: str, text: str) -> float:
    """The least milliseconds of processor time of several new interpreters."""
    times = []
    env = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}  # what is imported again is compiled once
    for _ in range(STARTS):
        before = os.times()
        command = [sys.executable, "-c", code]
        subprocess.run(command, input=text.encode(), capture_output=True, check=True, env=env)
        after = os.times()
        times.append(sum(after[2:4]) - sum(before[2:4]))
    return 1000 * min(times)


def _growth(text: str) -> float:
    """How much more a byte of a long text costs than one of a text a tenth as long."""
    long, short = text[:1_000_000], text[:100_000]
    each = [_seconds(copydesk.clean, [x]) / len(x) for x in (short, long)]
    return each[1] / each[0]


PEAK = """
def peak():
    with open('/proc/self/status') as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith('VmHWM'))
"""
"""The peak of a Linux process in megabytes; `getrusage` would count its parent's, too."""
ARTICLES = (
    PEAK
    + """
import sys
from itertools import islice
from copydesk import clean
from tests.bench.corpora import scraped_texts
for text in islice(scraped_texts(10), 2000):
    clean(text)
print(peak())
"""
)
LONG = (
    PEAK
    + """
import sys
from copydesk import clean
from tests.bench.corpora import gold_bodies
lines = chr(10).join(gold_bodies()).split(chr(10))
if "prose" in sys.argv:
    lines = [line for line in lines if len(line) > 60 and clean(line) == line]
body = chr(10).join(lines)
clean(body[:5000])
text = (body * (10_000_000 // len(body) + 1))[:10_000_000]
before = peak()
clean(text)
print((peak() - before) / (len(text.encode()) / 1e6))
"""
)


def _memory() -> dict[str, float]:
    return {
        "2,000 articles, MB": _printed(ARTICLES),
        "10 MB of paragraphs, times its size": _printed(LONG, "prose"),
        "10 MB of everything, code too": _printed(LONG),
    }


def _printed(code: str, *arguments: str) -> float:
    command = [sys.executable, "-c", code, *arguments]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    raise SystemExit(main())
