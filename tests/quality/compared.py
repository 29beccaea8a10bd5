"""What other extractors make of the labelled pages beside `clean`: precision, recall and F1.

    python -m tests.quality.compared [SPLIT]

A page that a tool gives up on counts as empty. Figures of whole articles by their sources alone.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from copydesk import clean
from tests.quality import corpus, extractors
from tests.quality.shingles import Score, score

TOOLS = ("newspaper4k", "readability", "resiliparse", "justext")


def main(split: str = "dev") -> None:
    html = corpus.html(split)
    rows = {"clean": {name: clean(page) for name, page in html.items()}}
    for name, precise in (("trafilatura", False), ("trafilatura, favour precision", True)):
        rows[name] = {key: _without_comments(page, precise) for key, page in html.items()}
    rows |= {tool: extractors.extracted(tool, split) for tool in TOOLS}
    print("| | precision | recall | F1 |\n| --- | --- | --- | --- |")
    found = {tool: measured(texts, split) for tool, texts in rows.items()}
    for tool, figures in sorted(found.items(), key=lambda row: -row[1].f1):
        print(f"| {tool} | " + " | ".join(f"{value:.3f}"[1:] for value in figures) + " |")


def measured(texts: Mapping[str, str], split: str) -> Score:
    """The score of texts by page id."""
    pages = [page for page in corpus.pages(split, "full") if page["id"] in corpus.html(split)]
    return score((texts.get(page["id"], ""), page["gold"]) for page in pages)


def _without_comments(html: str, precise: bool) -> str:
    """As trafilatura is used for articles: what readers say apart."""
    from trafilatura import extract

    return extract(html, include_comments=False, favor_precision=precise) or ""


if __name__ == "__main__":
    main(*sys.argv[1:])
