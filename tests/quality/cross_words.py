"""How well glued words are split on sites that the models have not seen: cross-validation.

    pip install wordfreq lightgbm
    COPYDESK_DATA=... python -m tests.quality.cross_words

Train and dev pages together, in three parts by domain; the models of each part are trained on the
other two. Prints the figures of each kind of text over all parts, for train and dev pages apart
and together: they differ much. Takes some minutes.
"""

from __future__ import annotations

import json
from collections import Counter
from zlib import crc32

from copydesk._models.trees import parse
from copydesk._models.vocabulary import vocabulary
from copydesk.cleaners.words import split_glued_words
from copydesk.training import words_models
from copydesk.training.pages import Page
from copydesk.training.words_glue import Glue, Glued, boundaries
from tests.quality import corpus
from tests.quality.area_words import inside_articles

PARTS, SPLITS = 3, ("train", "dev")
Counts = Counter[str]


def main() -> None:
    pages = {name: [p for p in corpus.pages(name, None) if p["lang"] == "en"] for name in SPLITS}
    raw = corpus.html("train") | corpus.html("dev")
    counts = {name: Counts() for name in SPLITS}
    for part in range(PARTS):
        rest = [p for name in SPLITS for p in pages[name] if part_of(p) != part]
        found = words_models.trained("en", ("letters", "case"), Glue(rest, raw))
        known = vocabulary("en")
        known.__dict__["models"] = {kind: parse(json.loads(x)) for kind, x in found.items()}
        for name in SPLITS:
            held = [p for p in pages[name] if part_of(p) == part]
            counts[name] += measure(Glue(held, raw))
        print(part, counts, flush=True)
    for name in SPLITS:
        report(name, counts[name])
    report("all", counts["train"] + counts["dev"])


def part_of(page: Page) -> int:
    return crc32(page["domain"].encode()) % PARTS


def report(name: str, counts: Counts) -> None:
    for kind in ("link", "page", "random"):
        right, false, lost = (counts[f"{kind} {what}"] for what in ("right", "false", "lost"))
        print(f"{name}: {kind} glue: F1 {200 * right / (2 * right + false + lost):.1f}")
    inside = 100 * counts["inside right"] / counts["inside"]
    print(f"{name}: page glue, inside articles: recall {inside:.1f}")
    million = counts["words"] / 1e6
    print(f"{name}: clean: {counts['clean letters'] / million:.0f} letter splits per million words")


def measure(glue: Glue) -> Counts:
    """What is right, false and lost in each kind of text."""
    counts = Counts()
    sets = {"link": glue.linked(), "page": glue.whole(), "random": glue.random()}
    for kind, texts in sets.items():
        for pair in texts:
            counts += counted(kind, pair)
    right, lost = inside_articles(glue)
    counts += Counts({"inside right": right, "inside": lost})
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
