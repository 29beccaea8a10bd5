"""Data comes back as it came: each cleaner but that of characters asks the one rule."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copydesk import DEFAULT
from copydesk._text.kind import is_data
from copydesk.pipeline import Cleaner, name_of
from tests.awkward import needs_data
from tests.quality import corpus

CASES = json.loads((Path(__file__).parent / "cases" / "data.json").read_text("utf-8"))
DATA = [case["in"] for case in CASES if not case["why"].startswith("near-miss")]
NEAR_MISSES = [case["in"] for case in CASES if case["why"].startswith("near-miss")]
CLEANERS = [c for c in DEFAULT if name_of(c) != "fix_characters"]


@pytest.mark.parametrize("cleaner", CLEANERS, ids=name_of)
def test_every_cleaner_leaves_data_alone(cleaner: Cleaner) -> None:
    assert [text for text in DATA if cleaner(text) != text] == []


def test_data_and_near_misses_are_told_apart() -> None:
    assert [text for text in DATA if not is_data(text)] == []
    assert [text for text in NEAR_MISSES if is_data(text)] == []


@needs_data
@pytest.mark.parametrize("form", ["text", "text_glued", "gold"])
def test_no_article_and_no_page_is_data(form: str) -> None:
    assert [page["id"] for page in corpus.pages("dev", None) if is_data(page[form])] == []
