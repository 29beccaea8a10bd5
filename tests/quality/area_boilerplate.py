"""What `remove_boilerplate` makes of page text, of other tools' output and of clean articles."""

from __future__ import annotations

from copydesk.cleaners.boilerplate import remove_boilerplate
from tests.quality import corpus, extractors
from tests.quality.area_harm import loss
from tests.quality.shingles import page_score, score

PAGE_TEXT = ("text", "inscriptis", "html2text", "glued")
EXTRACTED = ("trafilatura", "readability", "newspaper4k")
WORSE = 0.01

Pairs = list[tuple[str, str]]


def measure() -> dict[str, float]:
    """F1 by kind of input, pages made worse, harm to gold articles and stability."""
    figures: dict[str, float] = {}
    unstable = 0
    for kind in ("full", "silver"):
        for view in (*PAGE_TEXT, *EXTRACTED) if kind == "full" else PAGE_TEXT[:1]:
            before = _pairs(view, kind)
            after = [(remove_boilerplate(text), gold) for text, gold in before]
            figures[f"{view} {kind}: F1"] = score(after).f1
            unstable += sum(remove_boilerplate(text) != text for text, _ in after)
            if view in EXTRACTED:
                figures[f"{view} {kind}: pages made worse"] = sum(map(_is_worse, before, after))
    return {**figures, **_harm(), "texts that change again": unstable}


def _pairs(view: str, kind: str) -> Pairs:
    """Texts of the dev pages with their gold articles."""
    if view in ("text", "glued"):
        field = {"text": "text", "glued": "text_glued"}[view]
        return [(page[field], page["gold"]) for page in corpus.pages("dev", kind)]
    texts = extractors.extracted(view, "dev")
    return [
        (texts[page["id"]], page["gold"])
        for page in corpus.pages("dev", kind)
        if texts.get(page["id"], "").strip()
    ]


def _is_worse(before: tuple[str, str], after: tuple[str, str]) -> bool:
    return page_score(*after).f1 < page_score(*before).f1 - WORSE


def _harm() -> dict[str, float]:
    """What clean article bodies lose, but for lines that any editor would delete."""
    bodies = [page["gold"] for page in corpus.pages("dev", "full")]
    lost = [
        sum(loss(body[c.start : c.end], c.after) for c in remove_boilerplate.changes(body))
        for body in bodies
    ]
    return {
        "gold: characters lost per million": sum(lost) * 1e6 / sum(map(len, bodies)),
        "gold: share unchanged": lost.count(0) / len(bodies),
    }
