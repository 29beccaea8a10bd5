"""What lines learned from a site's pages add, on sites with four pages or more in the data.

Learned and applied as the folder job does it, on raw page text, on the same after `clean`, and on
the gold bodies, where anything removed is harm. All of a site's pages are in one split, so train
and dev are both measured; nothing was learned from either. Archives of other sites are no site.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache

from copydesk import clean
from copydesk.cleaners.site_lines import MINIMUM, SiteLines
from tests.quality import corpus
from tests.quality.corpus import Page
from tests.quality.shingles import lost_characters, score

NO_SITES = ("archive.org", "unknown")


def measure() -> dict[str, float]:
    raw = _score(lambda page: page["text"])
    cleaned = _score(lambda page: _cleaned(page["text"]))
    pages = [page for site in sites() for page in site]
    return {
        "raw: F1 before": raw[0],
        "raw: F1 with site lines": raw[1],
        "cleaned: F1 before": cleaned[0],
        "cleaned: F1 with site lines": cleaned[1],
        "raw: precision of the lines removed": _precision(),
        "gold: characters lost per million": 1e6
        * sum(lost_characters(page["gold"], text) for page, text in _applied(lambda p: p["gold"]))
        / sum(len(page["gold"]) for page in pages),
        "pages": len(pages),
    }


@cache
def sites() -> list[list[Page]]:
    """Pages by site, those with at least as many as a line must repeat on."""
    by_domain = defaultdict[str, list[Page]](list)
    for page in (*corpus.pages("train", None), *corpus.pages("dev", None)):
        if not page["domain"].startswith(NO_SITES):
            by_domain[page["domain"]].append(page)
    return [pages for pages in by_domain.values() if len(pages) >= MINIMUM]


def _applied(text: Callable[[Page], str]) -> Iterable[tuple[Page, str]]:
    """Each page with its text less the lines learned from its site."""
    for pages in sites():
        site = SiteLines.learn(map(text, pages))
        yield from ((page, site(text(page))) for page in pages)


def _score(text: Callable[[Page], str]) -> tuple[float, float]:
    full = [page for pages in sites() for page in pages if page["gold_kind"] == "full"]
    after = [(cut, p["gold"]) for p, cut in _applied(text) if p["gold_kind"] == "full"]
    return score((text(page), page["gold"]) for page in full).f1, score(after).f1


def _precision() -> float:
    """Of the labelled lines that go, the share that is boilerplate."""
    gone = [0, 0]
    for pages in sites():
        site = SiteLines.learn(page["text"] for page in pages)
        for page in pages:
            kept = set(site(page["text"]).split("\n"))
            for line, label in page["lines"]:
                if label is not None and line not in kept:
                    gone[label] += 1
    return gone[0] / max(sum(gone), 1)


@cache
def _cleaned(text: str) -> str:
    return clean(text)
