"""What other tools make of the raw pages: converters that keep everything, extractors that choose.

    python -m tests.quality.extractors [SPLIT ...]

Results are cached by tool, versions and split in COPYDESK_CACHE, else in a folder under the
system's temporary one. The tools are needed for measuring and training only. A tool that is not
there whole, or fails on a page otherwise than it is known to, is an error: a page less would change
the figures unseen.
"""

from __future__ import annotations

import gzip
import importlib.metadata
import json
import logging
import os
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from tests.quality import corpus

PROCESSES = 2


def trafilatura(html: str) -> str:
    from trafilatura import extract

    return extract(html) or ""


def _readable(html: str) -> str:
    from readability import Document

    return Document(html).summary()


def readability(html: str) -> str:
    return inscriptis(_readable(html))


def readability_lines(html: str) -> str:
    """Readability's choice with each inline link on a line of its own."""
    from bs4 import BeautifulSoup

    return _folded(BeautifulSoup(_readable(html), "lxml").get_text("\n"))


def newspaper4k(html: str) -> str:
    from newspaper import Article

    article = Article("https://example.org/", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return article.text


def justext(html: str) -> str:
    import justext as tool

    stop_words = tool.get_stoplist(_stop_list(html))
    return "\n".join(p.text for p in tool.justext(html, stop_words) if not p.is_boilerplate)


def _stop_list(html: str) -> str:
    names = {"de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pl": "Polish"}
    declared = re.search(r"<html[^>]*\slang=[\"']?([a-z]{2})", html[:5000], re.IGNORECASE)
    return names.get(declared[1].lower() if declared else "en", "English")


def resiliparse(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(html, main_content=True, alt_texts=False)


def inscriptis(html: str) -> str:
    from inscriptis import get_text

    return get_text(html) if html.strip() else ""


def html2text(html: str) -> str:
    """Without link targets, images and wrapping, as for reading."""
    from html2text import HTML2Text

    tool = HTML2Text(bodywidth=0)
    tool.ignore_links = tool.ignore_images = tool.ignore_emphasis = True
    return tool.handle(html)


def html2text_default(html: str) -> str:
    """Markdown with links and images, wrapped: what the tool does when nothing is said."""
    from html2text import HTML2Text

    return HTML2Text().handle(html)


def _folded(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


PACKAGES = {
    trafilatura: ("trafilatura",),
    readability: ("readability-lxml", "inscriptis"),
    readability_lines: ("readability-lxml", "beautifulsoup4"),
    newspaper4k: ("newspaper4k", "nltk", "tinysegmenter"),  # does with less, and finds less
    justext: ("jusText",),
    resiliparse: ("Resiliparse",),
    inscriptis: ("inscriptis",),
    html2text: ("html2text",),
    html2text_default: ("html2text",),
}
"""The packages of each tool, its own first: without one of them it does not run."""

GIVES_UP = {
    # Korean takes data from the network; Chinese, Thai and Hindi take large packages
    newspaper4k: ("punkt", "jieba", "pythainlp", "indic", "XML compatible"),
}
"""Words of the errors by which a tool gives up on a page: its text is empty then."""

TOOLS: dict[str, Callable[[str], str]] = {tool.__name__: tool for tool in PACKAGES}


def folder() -> Path:
    """Where results are kept."""
    path = Path(os.environ.get("COPYDESK_CACHE") or Path(tempfile.gettempdir()) / "copydesk-cache")
    path.mkdir(parents=True, exist_ok=True)
    return path


@cache
def extracted(tool: str, split: str = "dev") -> dict[str, str]:
    """The text that a tool makes of each raw page of a split, by page id."""
    path = _path(tool, split)
    if not path.exists():
        prepare(split, (tool,))
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def prepare(split: str, tools: Sequence[str] = tuple(TOOLS)) -> None:
    """Run every tool that has no cached result over the raw pages of a split."""
    missing = [tool for tool in tools if not _path(tool, split).exists()]
    if not missing:
        return
    ids, pages = zip(*sorted(corpus.html(split).items()), strict=True)
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        for tool in missing:
            texts = pool.map(_run, [tool] * len(pages), ids, pages, chunksize=4)
            _write(_path(tool, split), dict(zip(ids, texts, strict=True)))


def _run(tool: str, page: str, html: str) -> str:
    """A tool's text, empty where the tool finds none. Raises RuntimeError where it fails."""
    logging.disable(logging.CRITICAL)
    try:
        return TOOLS[tool](html) or ""
    except Exception as error:
        if any(word in str(error) for word in GIVES_UP.get(TOOLS[tool], ())):
            return ""
        raise RuntimeError(f"{tool} failed on the page {page}: {error!r:.500}") from error


def _write(path: Path, texts: dict[str, str]) -> None:
    part = path.with_suffix(f".{os.getpid()}")
    with gzip.open(part, "wt", encoding="utf-8", compresslevel=4) as file:
        json.dump(texts, file)
    part.replace(path)


def _path(tool: str, split: str) -> Path:
    versions = "-".join(map(importlib.metadata.version, PACKAGES[TOOLS[tool]]))
    return folder() / f"{split}.{tool}-{versions}.json.gz"


if __name__ == "__main__":
    for name in sys.argv[1:] or ("dev", "train"):
        prepare(name)
