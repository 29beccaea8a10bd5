"""How well glued words are split on sites that the models have not seen: cross-validation.

    pip install wordfreq lightgbm
    COPYDESK_DATA=... python -m tests.quality.cross_words

Train and dev pages together, in three parts by domain; the models of each part are trained on the
other two. Prints the figures of each kind of text over all parts. Takes some minutes.
"""

from __future__ import annotations

import json
from collections import Counter
from zlib import crc32

from copydesk._models.trees import parse
from copydesk._models.vocabulary import vocabulary
from copydesk.cleaners.words import split_glued_words
from copydesk.training import words_models
from copydesk.training.words_glue import Glue, Glued, boundaries
from tests.quality import corpus

PARTS = 3
Counts = Counter[str]


def main() -> None:
    pages = [p for split in ("train", "dev") for p in corpus.pages(split, None)]
    pages = [page for page in pages if page["lang"] == "en"]
    raw = corpus.html("train") | corpus.html("dev")
    counts = Counts()
    for part in range(PARTS):
        held = [p for p in pages if crc32(p["domain"].encode()) % PARTS == part]
        rest = [p for p in pages if crc32(p["domain"].encode()) % PARTS != part]
        found = words_models.trained("en", ("letters", "case"), Glue(rest, raw))
        known = vocabulary("en")
        known.__dict__["models"] = {kind: parse(json.loads(x)) for kind, x in found.items()}
        counts += measure(Glue(held, raw))
        print(part, dict(counts), flush=True)
    for kind in ("link", "page", "random"):
        right, false, lost = (counts[f"{kind} {what}"] for what in ("right", "false", "lost"))
        print(f"{kind} glue: F1 {200 * right / (2 * right + false + lost):.1f}")
    million = counts["words"] / 1e6
    print(f"clean: {counts['clean letters'] / million:.0f} letter splits per million words")


def measure(glue: Glue) -> Counts:
    """What is right, false and lost in each kind of text."""
    counts = Counts()
    sets = {"link": glue.linked(), "page": glue.whole(), "random": glue.random()}
    for kind, texts in sets.items():
        for pair in texts:
            counts += counted(kind, pair)
    for text, _, _ in glue.clean():
        changes = split_glued_words.changes(text)
        counts["clean letters"] += sum(c.reason == "glued-words" for c in changes)
        counts["words"] += len(text.split())
    return counts


def counted(kind: str, pair: Glued) -> Counts:
    before, after, wanted = map(boundaries, (pair.text, split_glued_words(pair.text), pair.truth))
    return Counts({
        f"{kind} right": len((after - before) & wanted),
        f"{kind} false": len(after - before - wanted),
        f"{kind} lost": len(wanted - after),
    })  # fmt: skip


if __name__ == "__main__":
    main()
