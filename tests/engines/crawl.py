"""A small crawl, and the cleaners for it, which workers import."""

from __future__ import annotations

import os
import random
import signal
import warnings
from typing import Any

import pytest

from copydesk import Pipeline

SITES = ("harbour.example.org", "island.example.org", "hill.example.org")


def need(module: str, extra: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what an engine says of itself while it loads
        return pytest.importorskip(
            module, reason=f"needs {module}: pip install 'copydesk[{extra}]'"
        )


def drop_promo(text: str) -> str:
    """A cleaner with a visible effect that has nothing to do with the built-in ones."""
    return text.replace(" Read more!", "")


PROMO = Pipeline(drop_promo)
KEEP = Pipeline(drop_promo, *Pipeline.default(keep=["at harbour"]))
"""Keeps the line that one of the sites has on all its pages."""
DIRTY, CLEAN = "The tide turned. Read more!", "The tide turned."


def rows(count: int = 300) -> list[dict[str, Any]]:
    """Rows of `id`, `site` and `text`: some null, each site with a line on all its pages."""
    dice = random.Random(7)
    words = [
        "the",
        "boat",
        "came",
        "in",
        "at",
        "noon",
        "while",
        "rain",
        "fell",
        "over",
        "every",
        "roof",
        "and",
        "pier",
        "of",
        "this",
        "old",
        "town",
    ]
    made = []
    for number in range(count):
        site = dice.choice(SITES)
        prose = " ".join(dice.choices(words, k=25)) + f" on day {number}. Read more!"
        text = f"{prose}\n\nGood morning from all of us at {site}"
        made.append({"id": number, "site": site, "text": None if number % 17 == 5 else text})
    return made


def sites_with_line(found: list[dict[str, Any]]) -> set[str]:
    """The sites of which some pages still have the line of all their pages."""
    return {row["site"] for row in found if "Good morning" in (row["text"] or "")}


class DieOnce:
    """Kills its process at the first text that asks for it; the marker file tells that it did."""

    __name__ = "die_once"

    def __init__(self, marker: str) -> None:
        self.marker = marker

    def __call__(self, text: str) -> str:
        if " on day 150." in text:
            try:
                os.close(os.open(self.marker, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                return text
            os.kill(os.getpid(), signal.SIGKILL)
        return text
