"""What lines learned from a site's articles add to `clean`, on marked texts of the same sites.

Learned as a job does it: from the clean texts of the site, among them the one that is scored. Only
sites with some other articles count; of large ones a sample is enough.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TypeVar

from copydesk.cleaners.site_lines import SiteLines
from copydesk.pipeline import Pipeline
from copydesk.training import silver
from tests.quality import corpus
from tests.quality.area_wild import scorer, shares

T = TypeVar("T")

OTHERS, MOST = 7, 150
"""How many other articles a site must have, and how many of them are learned from."""


def measure() -> dict[str, float]:
    clean, alone, together = Pipeline.default(), list[Any](), list[Any]()
    for articles, marked in sites(_marked()):
        cleaned = {key: clean(text) for key, text in articles}
        known = Pipeline(*clean, SiteLines.learn(cleaned.values()))
        for text, gold in marked:
            alone.append(scorer().Result(text, gold, clean(text)))
            together.append(scorer().Result(text, gold, known(text)))
    return {
        **shares("alone", alone),
        **shares("with the site's texts", together),
        "texts": len(alone),
    }


def sites(
    texts: Iterable[tuple[str, T, str]],
) -> Iterator[tuple[list[tuple[str, str]], list[tuple[str, T]]]]:
    """The articles of each site that has some of the texts, and these, with what belongs to them.

    A text's publisher is named last; it is of the largest site whose articles hold it.
    """
    marked = defaultdict[str, list[tuple[str, T]]](list)
    of_text, of_publisher = _holders()
    for text, own, publisher in texts:
        found = of_text.get(_key(text)) or of_publisher.get(silver.publisher(publisher))
        if found:
            marked[max(found, key=lambda site: (len(_articles()[site]), site))].append((text, own))
    for site, some in sorted(marked.items()):
        known = {_key(text): text for text, _ in some}
        others = sorted(pair for pair in _articles()[site].items() if pair[0] not in known)
        if len(others) >= OTHERS - (len(known) - 1):
            yield [*others[:MOST], *known.items()], some


@cache
def _holders() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The sites whose articles hold a text, and those of a publisher."""
    of_text, of_publisher = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for site, articles in _articles().items():
        of_publisher[silver.publisher(site)].add(site)
        for key in articles:
            of_text[key].add(site)
    return of_text, of_publisher


def _marked() -> Iterator[tuple[str, dict[str, Any], str]]:
    """The marked texts of the dev set, and their publishers."""
    wild = corpus.folder() / "wild/dev"
    sources = json.loads((wild / "sources.json").read_text("utf-8"))
    for name, text, gold in scorer().load(wild / "texts", wild / "gold.json"):
        yield text, gold, sources[name]["publisher"]


@cache
def _articles() -> dict[str, dict[str, str]]:
    """The articles of each site by their keys."""
    found = defaultdict[str, dict[str, str]](dict)
    for path in sorted((corpus.folder() / "wild/articles").glob("*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for article in map(json.loads, file):
                site = article["site"]
                name = f"?{article['repo']}{site[1:]}" if site.startswith("?") else site
                found[name][_key(article["text"])] = article["text"]
    return found


def _key(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
