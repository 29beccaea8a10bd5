"""Write the pages that the shipped line model is trained on.

    python -m tests.quality.training_pages OUT.jsonl.gz
    python -m copydesk.training OUT.jsonl.gz -o src/copydesk/data/lines.json

The train split only: as page text by several converters, as extractors leave it, and as the gold
article itself, in which every line is to be kept.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from typing import Any

from tests.quality import corpus, extractors
from tests.quality.shingles import page_score

CONVERTERS = {"text": 1.0, "glued": 0.3, "inscriptis": 1.0}
EXTRACTORS = (
    "trafilatura", "readability", "readability_lines", "newspaper4k", "justext", "resiliparse",
)  # fmt: skip
LONGEST = 150_000
CREDIBLE = 0.7
"""Gold with which no extractor agrees better (F1) is wrong, cut short or behind a wall."""


def rows(split: str = "train") -> Iterator[dict[str, Any]]:
    """Training rows: see `copydesk.training`."""
    for page in corpus.pages(split, None):
        if not _is_credible(page, split):
            continue
        common = {
            "id": page["id"],
            "gold": page["gold"],
            "group": page["domain"],
            "unsure": [line for line, label in page["lines"] if label is None and len(line) > 12],
        }
        for name, text, weight in _views(page, split):
            if text.strip() and len(text) < LONGEST:
                kind = "page" if name in CONVERTERS else "article"
                yield {**common, "view": name, "kind": kind, "text": text, "weight": weight}


def _is_credible(page: corpus.Page, split: str) -> bool:
    texts = [extractors.extracted(tool, split).get(page["id"], "") for tool in EXTRACTORS[:2]]
    scores = [page_score(text, page["gold"]).f1 for text in texts if text.strip()]
    return not scores or max(scores) >= CREDIBLE


def _views(page: corpus.Page, split: str) -> Iterator[tuple[str, str, float]]:
    """Texts of a page. Silver gold is an extractor's own output: it cannot judge extractors."""
    full = page["gold_kind"] == "full"
    yield "text", page["text"], CONVERTERS["text"]
    yield "gold", page["gold"], 2.0 if full else 1.0
    if full:
        yield "glued", page["text_glued"], CONVERTERS["glued"]
        for tool in ("inscriptis", *EXTRACTORS):
            yield (
                tool,
                extractors.extracted(tool, split).get(page["id"], ""),
                CONVERTERS.get(tool, 1.0),
            )


def main(path: str) -> None:
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=4) as file:
        for row in rows():
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
