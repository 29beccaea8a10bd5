"""What is missing here is said, and where it is asked for, it is a failure and not a skip.

COPYDESK_REQUIRE names, with commas between them, what no test may be skipped for: `data`, the
labelled pages; `locales`; a `browser`; `kernels`, compiled ones.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from tests.quality import corpus

settings.register_profile("untimed", deadline=None)  # growth is tested, not speed
settings.load_profile("untimed")

NEEDS = {
    "data": "needs the labelled pages",
    "locales": "needs a locale",
    "browser": "needs a browser",
    "kernels": "needs compiled kernels",
}
"""How the reason of a skip begins."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: Any = yield
    required = [NEEDS[name] for name in os.environ.get("COPYDESK_REQUIRE", "").split(",") if name]
    if report.skipped and isinstance(report.longrepr, tuple):
        reason = report.longrepr[2].removeprefix("Skipped: ")
        if reason.startswith(tuple(required)):
            report.outcome = "failed"
            report.longrepr = f"skipped, though it is required: {reason}"
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say in a quiet run too how many tests were skipped for want of the labelled pages."""
    skipped = sum(NEEDS["data"] in str(x.longrepr) for x in terminalreporter.getreports("skipped"))
    if skipped:
        terminalreporter.write_line(
            f"{skipped} tests were skipped: the labelled pages they need are not at "
            f"{corpus.folder()} (COPYDESK_DATA)"
        )


@pytest.fixture
def heeds_interrupts() -> Iterator[None]:
    """Run in the background or by nohup, tests ignore Ctrl-C or a hang-up, and so would their
    processes, which inherit that."""
    if sys.platform == "win32":
        yield
        return
    usual = {signal.SIGINT: signal.default_int_handler, signal.SIGHUP: signal.SIG_DFL}
    before = {number: signal.signal(number, handler) for number, handler in usual.items()}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
