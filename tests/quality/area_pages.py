"""Whole pages: how well the article of an HTML page is found, beside the time that it takes."""

from __future__ import annotations

from copydesk import clean
from copydesk._text.edits import splice
from copydesk.cleaners.markup import remains, strip_markup
from tests.quality import corpus
from tests.quality.shingles import score


def measure() -> dict[str, float]:
    """Precision, recall and F1 on the dev pages; `full`: their article came from its source."""
    html = corpus.html("dev")
    figures: dict[str, float] = {}
    texts = {key: strip_markup(page) for key, page in html.items()}
    for kind in ("full", "silver"):
        pages = [page for page in corpus.pages("dev", kind) if page["id"] in html]
        found = score((texts[page["id"]], page["gold"]) for page in pages)
        figures |= {f"{kind}: {name} of markup": value for name, value in found._asdict().items()}
        done = score((clean(html[page["id"]]), page["gold"]) for page in pages)
        figures |= {f"{kind}: {name} of clean": value for name, value in done._asdict().items()}
    figures["pages that change when stripped again"] = sum(
        strip_markup(text) != text for text in texts.values()
    )
    figures["pages left empty"] = sum(not text.strip() for text in texts.values())
    golds = [page["gold"] for split in ("train", "dev") for page in corpus.pages(split, None)]
    plain = [_without_marks(gold) for gold in golds]
    touched = sum(strip_markup(gold) != gold for gold in plain)
    return figures | {"articles in which markup was found": touched}


def _without_marks(gold: str) -> str:
    """An article without what its source left in it: footnote marks, addresses of tweets."""
    for rule in (remains.wiki_marks, remains.tweets):
        gold = splice(gold, list(rule(gold)))
    return gold
