"""Texts of labelled pages, as the model of lines is trained on them.

As page text by several converters, as extractors leave it, and as the gold article itself, in which
every line is to be kept. What other tools make of a page is read from files
`SPLIT.TOOL-VERSION.json.gz`, each the texts by page id.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from copydesk.training.pages import Page, labelled

CONVERTERS = {"text": 1.0, "glued": 0.3, "inscriptis": 1.0}
EXTRACTORS = (
    "trafilatura", "readability", "readability_lines", "newspaper4k", "justext", "resiliparse",
)  # fmt: skip
LONGEST = 150_000
CREDIBLE = 0.7
"""Gold with which no extractor agrees better (F1) is wrong, cut short or behind a wall."""


_WORD = re.compile(r"\w+")
Texts: TypeAlias = Mapping[str, Mapping[str, str]]
"""By tool and by page id."""


def rows(folder: Path, texts: Path, split: str = "train") -> Iterator[dict[str, Any]]:
    """Pages as `copydesk.training.lines` takes them."""
    found = {tool: _texts(texts, split, tool) for tool in ("inscriptis", *EXTRACTORS)}
    for page in labelled(folder, split):
        if not _is_credible(page, found):
            continue
        common = {
            "id": page["id"],
            "gold": page["gold"],
            "group": page["domain"],
            "unsure": [line for line, label in page["lines"] if label is None and len(line) > 12],
        }
        for name, text, weight in _views(page, found):
            if text.strip() and len(text) < LONGEST:
                kind = "page" if name in CONVERTERS else "article"
                yield {**common, "view": name, "kind": kind, "text": text, "weight": weight}


def _texts(folder: Path, split: str, tool: str) -> dict[str, str]:
    paths = sorted(folder.glob(f"{split}.{tool}-*.json.gz"))
    if not paths:
        raise FileNotFoundError(f"{folder} has no {split}.{tool}-VERSION.json.gz")
    with gzip.open(paths[-1], "rt", encoding="utf-8") as file:
        texts: dict[str, str] = json.load(file)
    return texts


def _is_credible(page: Page, found: Texts) -> bool:
    texts = [found[tool].get(page["id"], "") for tool in EXTRACTORS[:2]]
    scores = [_agreement(text, page["gold"]) for text in texts if text.strip()]
    return not scores or max(scores) >= CREDIBLE


def _agreement(text: str, gold: str) -> float:
    """F1 of the runs of four words of two texts."""
    both = [_runs(text), _runs(gold)]
    hits = (both[0] & both[1]).total()
    return 2 * hits / max(both[0].total() + both[1].total(), 1)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(zip(*(words[i:] for i in range(4)), strict=False))


def _views(page: Page, found: Texts) -> Iterator[tuple[str, str, float]]:
    """Texts of a page. Silver gold is an extractor's own output: it cannot judge extractors."""
    full = page["gold_kind"] == "full"
    yield "text", page["text"], CONVERTERS["text"]
    yield "gold", page["gold"], 2.0 if full else 1.0
    if full:
        yield "glued", page["text_glued"], CONVERTERS["glued"]
        for tool, texts in found.items():
            yield tool, texts.get(page["id"], ""), CONVERTERS.get(tool, 1.0)
