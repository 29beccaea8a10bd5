"""The list of reasons: it holds what the cleaners say, in one style, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from copydesk import Pipeline, explain
from copydesk._corpus.inline import REASON as SITE_LINE
from copydesk._show.reasons import meanings
from copydesk._text import data
from copydesk.cleaners.boilerplate.cues import shipped
from copydesk.cleaners.characters import cleaner as characters
from copydesk.cleaners.clutter import frames
from copydesk.cleaners.words.joint_rules import RULES

CASES = Path(__file__).parent / "cases"
SEEDS = Path(__file__).parents[1] / "seeds"
SENTENCE = "The ferry sank on Monday in the harbour, and nobody was hurt, the harbour master said. "
PAGE = f"""<html><body><h1>Ferry sinks</h1><div class="box">Ask us anything at all here.</div>
<article><p>{SENTENCE}</p><p>{SENTENCE * 3}</p></article><div>Ours since 1990.</div>
</body></html>"""
"""A page with a headline, and with blocks of which nothing tells what they are."""


def declared() -> Iterator[str]:
    """The reasons that data files and tables name."""
    yield from (group.reason for group in shipped())
    yield from (g.called for g in frames.groups() if g.reason not in frames.AGAINST)
    yield from (reason for _, reason in RULES.values())
    yield from data.toml("markup/reasons.toml")
    for name in ("ESCAPED", "BROKEN", "MISREAD", "TRADE_MARKS", "POLISH", "SPACED", "LOST", "ODD"):
        yield from getattr(characters, name)
    yield SITE_LINE


def texts() -> Iterator[str]:
    for path in CASES.glob("*.json"):
        for entry in json.loads(path.read_text("utf-8")):
            yield entry["in"] if isinstance(entry, dict) else entry
    yield from (path.read_text("utf-8") for path in SEEDS.glob("*.txt"))
    yield PAGE


def given() -> set[str]:
    """The reasons of all changes to the cases."""
    return {edit.reason for text in texts() for edit in explain(text).edits}


def test_the_list_holds_all_reasons_and_no_other() -> None:
    assert set(declared()) | given() == set(meanings())


def test_reasons_are_small_letters_and_hyphens() -> None:
    for reason, meaning in meanings().items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", reason)
        assert meaning


def test_a_cleaner_of_ones_own_is_named_in_the_same_style() -> None:
    def drop_results(text: str) -> str:
        return text.replace(" 2:1", "")

    assert Pipeline(drop_results).explain("They won 2:1.").reasons() == {"drop-results": 1}
