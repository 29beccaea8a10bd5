"""What `clean` makes of texts as people have them: extracted, scraped, half without line breaks.

Junk that goes is counted in characters of the marked texts, article that goes with it likewise; a
cleaner's result is laid beside the text by `score.py` of the data.
"""

from __future__ import annotations

import importlib.util
from collections import Counter
from functools import cache
from types import ModuleType
from typing import Any

from copydesk.cleaners.clutter import RemoveClutter
from copydesk.cleaners.clutter.verdicts import STRENGTHS
from copydesk.pipeline import Pipeline
from tests.quality import corpus


def measure() -> dict[str, float]:
    """For each strength junk gone and article lost; for the default by kind of text."""
    figures: dict[str, float] = {}
    for strength in STRENGTHS:
        clean = Pipeline.default(strength=strength)
        results = [(one, _scorer().Result(text, gold, clean(text))) for text, gold, one in _texts()]
        figures |= _shares(strength, [r for _, r in results])
        if strength == "normal":
            figures |= _shares("normal, one line", [r for one, r in results if one])
    return figures | {"gold: characters lost per million": _harm()}


def _shares(name: str, results: list[Any]) -> dict[str, float]:
    junk: Counter[str] = Counter()
    for result in results:
        for gone, all_, _, _ in result.junk.values():
            junk.update(gone=gone, all=all_)
    article, lost = sum(r.article for r in results), sum(r.harmed for r in results)
    return {
        f"{name}: share of junk gone": junk["gone"] / junk["all"],
        f"{name}: article lost per 10,000": 1e4 * lost / article,
        f"{name}: texts that lose over 20 characters": sum(r.harmed > 20 for r in results),
    }


def _harm() -> float:
    """What clean article bodies lose by this cleaner alone."""
    cleaner, lost, size = RemoveClutter(), 0, 0
    for page in corpus.pages("dev", "full"):
        lost += sum(c.end - c.start - len(c.after) for c in cleaner.changes(page["gold"]))
        size += len(page["gold"])
    return lost * 1e6 / size


@cache
def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", corpus.folder() / "wild/score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _texts() -> list[tuple[str, dict[str, Any], bool]]:
    wild = corpus.folder() / "wild/dev"
    found = _scorer().load(wild / "texts", wild / "gold.json")
    return [(text, gold, "\n" not in text.strip()) for _, text, gold in found]
