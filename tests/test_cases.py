"""Cases as data: each entry of `cases/NAME.json` is one text, what becomes of it, and why.

`cases/CLEANER.json` is run through the cleaner that it is named for (see CLEANERS), `begins.json`
(sentences that begin as junk does, or right behind it), `clean.json`, `data.json`, `guides.json`,
`pages.json` and `shown.json` through `clean`. Files of `known-failures` hold what is not right yet,
under a strict xfail.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copydesk import clean
from copydesk.cleaners.clutter import remove_clutter
from copydesk.cleaners.repeats import remove_repeats
from copydesk.cleaners.whitespace import normalize_whitespace
from copydesk.pipeline import Cleaner

HERE = Path(__file__).parent / "cases"
CLEANERS: dict[str, Cleaner] = {
    "begins": clean,
    "clean": clean,
    "data": clean,
    "guides": clean,
    "pages": clean,
    "whitespace": normalize_whitespace,
    "clutter": remove_clutter,
    "clutter_negative": remove_clutter,
    "quoted": clean,
    "shown": clean,
    "repeats": remove_repeats,
}


def entries(folder: Path) -> list:
    return [
        pytest.param(CLEANERS[path.stem], entry, id=f"{path.stem}: {entry['why']}")
        for path in sorted(folder.glob("*.json"))
        if path.stem in CLEANERS
        for entry in json.loads(path.read_text("utf-8"))
    ]


@pytest.mark.parametrize(("cleaner", "entry"), entries(HERE))
def test_case(cleaner: Cleaner, entry: dict[str, str]) -> None:
    assert cleaner(entry["in"]) == entry["out"]
    assert cleaner(entry["out"]) == entry["out"]


@pytest.mark.parametrize(("cleaner", "entry"), entries(HERE / "known-failures"))
@pytest.mark.xfail(strict=True, reason="known failure: remove the entry once it comes out right")
def test_known_failure(cleaner: Cleaner, entry: dict[str, str]) -> None:
    assert cleaner(entry["in"]) == entry["out"]
