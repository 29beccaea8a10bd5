"""What `clean` makes of texts as people have them: extracted, scraped, half without line breaks.

Junk that goes is counted in characters of the marked texts, article that goes with it likewise; a
cleaner's result is laid beside the text by `score.py` of the data.
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from copydesk._text import data
from copydesk.cleaners.clutter import RemoveClutter
from copydesk.cleaners.clutter.verdicts import STRENGTHS
from copydesk.pipeline import Pipeline
from copydesk.training import record
from tests.quality import area_harm, corpus

HERE = Path(__file__).parent

ENOUGH = 400
"""Characters of junk of a kind or in a language from which its share says something."""


class Text(NamedTuple):
    """A marked text, its language, and whether it has lost its line breaks."""

    text: str
    gold: dict[str, Any]
    language: str
    one_line: bool


def measure() -> dict[str, float]:
    """For each strength junk gone and article lost; for the default by kind of text and of junk."""
    figures: dict[str, float] = {}
    for strength in STRENGTHS:
        clean = Pipeline.default(strength=strength)
        results = [(t, scorer().Result(t.text, t.gold, clean(t.text))) for t in texts()]
        figures |= shares(strength, [r for _, r in results])
        if strength == "normal":
            figures |= shares("normal, one line", [r for t, r in results if t.one_line])
            figures |= _by_kind([r for _, r in results]) | _by_language(results)
    return figures | {"gold: characters lost per million": _harm()} | _fresh()


def shares(name: str, results: Sequence[Any]) -> dict[str, float]:
    """Junk gone, article lost, and texts that lose much of it."""
    article, lost = sum(r.article for r in results), sum(r.harmed for r in results)
    gone, junk = _junk(results)
    return {
        f"{name}: share of junk gone": gone / junk,
        f"{name}: article lost per 10,000": 1e4 * lost / article,
        f"{name}: texts that lose over 20 characters": sum(r.harmed > 20 for r in results),
    }


def _junk(results: Iterable[Any]) -> tuple[int, int]:
    rows = [row for result in results for row in result.junk.values()]
    return sum(row[0] for row in rows), sum(row[1] for row in rows)


def _by_kind(results: Sequence[Any]) -> dict[str, float]:
    gone, junk = Counter[str](), Counter[str]()
    for result in results:
        for kind, (some, all_, _, _) in result.junk.items():
            gone[kind] += some
            junk[kind] += all_
    return {
        f"normal, {kind}: share of junk gone": gone[kind] / count
        for kind, count in junk.most_common()
        if count >= ENOUGH
    }


def _by_language(results: Sequence[tuple[Text, Any]]) -> dict[str, float]:
    figures = {}
    for language in sorted({t.language for t, _ in results}):
        some = [r for t, r in results if t.language == language]
        gone, junk = _junk(some)
        if junk >= ENOUGH:
            lost, article = sum(r.harmed for r in some), sum(r.article for r in some)
            figures[f"normal, in {language}: share of junk gone"] = gone / junk
            figures[f"normal, in {language}: article lost per 10,000"] = 1e4 * lost / article
    return figures


def _harm() -> float:
    """What clean article bodies lose by this cleaner alone that no editor would delete."""
    cleaner, lost, size = RemoveClutter(), 0, 0
    for page in corpus.pages("dev", "full"):
        gold = page["gold"]
        lost += sum(area_harm.loss(gold[c.start : c.end], c.after) for c in cleaner.changes(gold))
        size += len(gold)
    return lost * 1e6 / size


def _fresh() -> dict[str, float]:
    """1 for each kind of input that is still what the shipped judge was trained from, else 0."""
    written = json.loads(data.read_text("clutter/trained.json"))
    cases = [*(HERE.parent / "cases").glob("clutter*.json"), HERE.parent / "cases/guides.json"]
    now = record.inputs(HERE / "marks.jsonl", cases)
    return {
        f"trained with today's {name}": same for name, same in record.fresh(written, now).items()
    }


@cache
def scorer() -> ModuleType:
    """The module that comes with the data and lays a result beside its text."""
    spec = importlib.util.spec_from_file_location("score", corpus.folder() / "wild/score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def texts() -> tuple[Text, ...]:
    """The marked texts of the dev set."""
    wild = corpus.folder() / "wild/dev"
    sources = json.loads((wild / "sources.json").read_text("utf-8"))
    return tuple(
        Text(text, gold, sources[key]["lang"], "\n" not in text.strip())
        for key, text, gold in scorer().load(wild / "texts", wild / "gold.json")
    )
