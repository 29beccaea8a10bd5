"""Scrapy: the item pipeline, at work on one page.

pip install 'copydesk[scrapy]'
"""

import json
import tempfile
from pathlib import Path

import scrapy
from scrapy.crawler import CrawlerProcess

PAGE = """<html><body><p>The ferry runs again from Monday.</p>
<p>The cafÃ© on the pier opens with it.</p><p>Share this:</p></body></html>"""
CLEAN = "The ferry runs again from Monday.\n\nThe café on the pier opens with it."


class Articles(scrapy.Spider):
    """Reads one page from a file, in place of a site."""

    name = "articles"

    async def start(self):
        yield scrapy.Request(self.page)

    def parse(self, response):
        yield {"url": response.url, "text": "\n\n".join(response.css("p::text").getall())}


def crawl(page: str, feed: Path) -> None:
    settings = {
        "ITEM_PIPELINES": {"copydesk.engines.scrapy.CleanText": 300},
        "FEEDS": {feed: {"format": "jsonlines"}},
        "LOG_LEVEL": "ERROR",
    }
    process = CrawlerProcess(settings)
    process.crawl(Articles, page=page)
    process.start()


with tempfile.TemporaryDirectory() as folder:
    page, feed = Path(folder, "ferry.html"), Path(folder, "articles.jsonl")
    page.write_text(PAGE, encoding="utf-8")
    crawl(page.as_uri(), feed)
    [line] = feed.read_text(encoding="utf-8").splitlines()

assert json.loads(line)["text"] == CLEAN
