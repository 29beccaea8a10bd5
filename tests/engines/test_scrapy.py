"""Scrapy: the item pipeline, with items of every kind, and in a crawl."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.engines.crawl import CLEAN, DIRTY, PROMO, need

scrapy = need("scrapy", "scrapy")

from copydesk.engines.scrapy import CleanText  # noqa: E402 (after the skip)

EXAMPLE = Path(__file__).parents[2] / "examples" / "scrapy_pipeline.py"


@dataclass
class Article:
    text: str | None = None


class Item(scrapy.Item):
    text = scrapy.Field()


class OwnPipeline(CleanText):
    pipeline = PROMO


def test_items_of_every_kind() -> None:
    clean = OwnPipeline()
    assert clean.process_item({"text": DIRTY, "id": 1}) == {"text": CLEAN, "id": 1}
    assert clean.process_item(Article(DIRTY)) == Article(CLEAN)
    assert clean.process_item(Item(text=DIRTY)) == Item(text=CLEAN)


def test_items_without_text_pass() -> None:
    clean = OwnPipeline()
    items: list[Any] = [{}, {"text": None}, {"text": 7}, Article(), Item()]
    assert [clean.process_item(item) for item in items] == items


def test_the_setting_names_the_field() -> None:
    from scrapy.settings import Settings

    crawler = SimpleNamespace(settings=Settings({"COPYDESK_FIELD": "body"}))
    clean = OwnPipeline.from_crawler(crawler)
    assert clean.process_item({"body": DIRTY, "text": DIRTY}) == {"body": CLEAN, "text": DIRTY}


def test_in_a_crawl() -> None:
    """In a process of its own, since a reactor cannot be started twice."""
    done = subprocess.run([sys.executable, str(EXAMPLE)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
