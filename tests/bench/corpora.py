"""The corpora of the benchmark, made from the labelled pages: lists of texts, about SIZE each.

No page is in two of them, so that a process that measures one after the other meets no text twice.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from tests.quality import corpus

SIZE = 400_000
"""Characters a corpus: enough texts to be typical, few enough for a benchmark of four minutes."""

PAGES_SIZE = 6 * SIZE
"""Pages are many times as long as the texts in them."""

PARTS = 7
"""Corpora that are made of the English pages, each of every seventh."""

OF_A_SOURCE = 2
"""Scraped texts that are taken from each source."""

Texts = list[str]


def gold_bodies() -> Texts:
    return _some(page["gold"] for page in _pages(0))


def raw_page_text() -> Texts:
    return _some(page["text"] for page in _pages(1))


def extractor_output() -> Texts:
    from trafilatura import extract

    return _some(text for html in _html(2) if (text := extract(html)))


def scraped_articles() -> Texts:
    """Texts of many collections, as their owners published them."""
    return _some(scraped_texts(OF_A_SOURCE))


def scraped_texts(of_a_source: int) -> Iterator[str]:
    """The first texts of each collection, in order."""
    for file in sorted((corpus.folder() / "wild" / "articles").glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in islice(lines, of_a_source))


def other_languages() -> Texts:
    return _some(p["gold"] for p in corpus.pages("dev", None) if p["lang"] not in ("en", "de"))


def ascii_only() -> Texts:
    table = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "…": "..."})
    texts = (page["gold"].translate(table) for page in _pages(3))
    return _some(text.encode("ascii", "ignore").decode() for text in texts)


def curly_quotes() -> Texts:
    return _some(page["gold"].replace('"', "”").replace("'", "’") for page in _pages(4))


def mojibake_on_every_line() -> Texts:
    return _some(
        "\n".join(_misread(f"{line} “so”") if line else line for line in page["gold"].split("\n"))
        for page in _pages(5)
    )


def glued_words_on_every_page() -> Texts:
    return _some(_glued(page["gold"]) for page in _pages(6))


def html_pages() -> Texts:
    return _some(_html(0), PAGES_SIZE)


CORPORA: dict[str, Callable[[], Texts]] = {
    "gold bodies": gold_bodies,
    "raw page text": raw_page_text,
    "extractor output": extractor_output,
    "scraped articles": scraped_articles,
    "other languages": other_languages,
    "ASCII only": ascii_only,
    "curly quotes": curly_quotes,
    "mojibake on every line": mojibake_on_every_line,
    "glued words on every page": glued_words_on_every_page,
    "HTML pages": html_pages,
}


def _pages(part: int) -> Iterator[corpus.Page]:
    """One part of the English pages whose whole article is known."""
    pages = [p for split in ("dev", "train") for p in corpus.pages(split) if p["lang"] == "en"]
    yield from pages[part::PARTS]


def _html(part: int) -> Iterator[str]:
    """The raw pages of those that have one."""
    pages = corpus.html("dev") | corpus.html("train")
    return (pages[page["id"]] for page in _pages(part) if page["id"] in pages)


def _some(texts: Iterable[str], size: int = SIZE) -> Texts:
    chosen: Texts = []
    total = 0
    for text in texts:
        if total >= size:
            break
        chosen.append(text[:SIZE])
        total += len(text)
    return chosen


def _misread(line: str) -> str:
    return line.encode("utf-8").decode("cp1252", "replace")


def _glued(text: str) -> str:
    """Every fiftieth space between two words of letters is gone."""
    words = text.split(" ")
    return "".join(
        word + ("" if n % 50 == 49 and word.isalpha() and after.isalpha() else " ")
        for n, (word, after) in enumerate(zip(words, [*words[1:], ""], strict=True))
    )
