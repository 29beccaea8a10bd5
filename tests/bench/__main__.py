"""How fast is copydesk? Its two forms, compiled and pure Python, in under four minutes.

    python -m tests.bench [--write]

Each form is measured in a process of its own, on texts that it has never seen (`measure`); figures
are processor time. Read the ratios: "x ftfy" says how many times as fast as `ftfy.fix_text`
copydesk is on the same texts. `--write` puts the tables into docs/speed.md. Needs COPYDESK_DATA and
the packages of the extra `[quality]`.
"""

from __future__ import annotations

import json
import math
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.quality import corpus

PAGE = Path(__file__).parents[2] / "docs" / "speed.md"
MARKS = "<!-- measured -->", "<!-- end -->"

Found = dict[str, Any]


def main(arguments: list[str]) -> int:
    if not corpus.present():
        print(f"no data at {corpus.folder()}: set COPYDESK_DATA", file=sys.stderr)
        return 2
    forms = [_measured("0"), _measured("1")]
    if forms[0]["form"] != "compiled":
        print("no kernels: run python -m copydesk._kernels.build", file=sys.stderr)
        return 2
    report = "\n".join(_report(*forms))
    print(report)
    if "--write" in arguments:
        begin, end = map(re.escape, MARKS)
        text = PAGE.read_text("utf-8")
        tables = f"{MARKS[0]}\n\n{report}\n{MARKS[1]}"
        PAGE.write_text(re.sub(f"(?s){begin}.*{end}", lambda _: tables, text), "utf-8")
    return 0


def _measured(pure: str) -> Found:
    command = [sys.executable, "-m", "tests.bench.measure"]
    env = os.environ | {"COPYDESK_PURE": pure}
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True)
    found: Found = json.loads(done.stdout)
    return found


def _report(compiled: Found, pure: Found) -> Iterator[str]:
    yield "| texts | ns a byte | again | pure | again | x ftfy | pure | x clean-text | pure |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for name in compiled["texts"]:
        both = [form["texts"][name] for form in (compiled, pure)]
        cells = [f"{costs[key]:.0f}" for costs in both for key in ("copydesk", "again")]
        cells += [f"{costs['ftfy'] / costs['copydesk']:.2f}" for costs in both]
        cells += [f"{costs['clean-text'] / costs['copydesk']:.1f}" for costs in both]
        yield f"| {name} | {' | '.join(cells)} |"
    means = [_mean(form) for form in (compiled, pure)]
    yield f"| geometric mean | | | | | | | {means[0]:.1f} | {means[1]:.1f} |"
    yield ""
    yield "Again: the same texts once more, the best of three runs, with what is compiled on first"
    yield "need at hand, as it is in a job of many texts."
    yield ""
    yield from _table(compiled, pure, "part, on gold bodies", "ns a byte", "cleaners", ".0f")
    yield from _table(compiled, pure, "limit, on gold bodies", "ns a byte", "limits", ".1f")
    yield from _table(compiled, pure, "to start with", "ms", "start", ".0f")
    yield from _table(compiled, pure, "memory at the peak", "", "memory", ".0f")
    pages = [f["pages"]["copydesk"] / f["pages"]["trafilatura"] for f in (compiled, pure)]
    yield "| | compiled | pure |"
    yield "| --- | ---: | ---: |"
    yield f"| HTML pages, processor time by trafilatura's | {pages[0]:.2f} | {pages[1]:.2f} |"
    growth = [form["growth"] for form in (compiled, pure)]
    yield f"| a byte of 1 MB, by one of 100 kB | {growth[0]:.2f} | {growth[1]:.2f} |"


def _table(
    compiled: Found, pure: Found, title: str, unit: str, key: str, form: str
) -> Iterator[str]:
    yield f"| {title} | {unit or 'compiled'} | pure |"
    yield "| --- | ---: | ---: |"
    for name, value in compiled[key].items():
        yield f"| {name} | {value:{form}} | {pure[key][name]:{form}} |"
    yield ""


def _mean(form: Found) -> float:
    """How many times as fast as clean-text, over all corpora."""
    ratios = [costs["clean-text"] / costs["copydesk"] for costs in form["texts"].values()]
    return math.exp(statistics.fmean(map(math.log, ratios)))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
