"""The models of blocks on sites that they have not seen: cross-validated by domain over all pages.

    python -m tests.quality.cross_blocks

Five sets of models, each trained as the shipped one (see `copydesk.training.blocks`) but on the
pages of both parts without a fifth of the domains, find the articles of that fifth. They are kept
in COPYDESK_CACHE, as they take some minutes each. Beside the figures the pages are named that lose
most, so that somebody can look at them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from copydesk import clean
from copydesk._models import trees
from copydesk._text import data
from copydesk.cleaners.markup import strip_markup
from copydesk.training import blocks
from tests.quality import corpus, extractors
from tests.quality.shingles import page_score, score

FOLDS = 5
SPLITS = "train", "dev"
WORST = 30
"""So many of the pages that lose most are named."""


class Found(NamedTuple):
    """A page's article, what the models find, and what all of `clean` makes of the page."""

    page: corpus.Page
    markup: str
    clean: str


def main() -> None:
    """Print precision, recall and F1 by models that have not seen a page's site."""
    rows = [row for fold in range(FOLDS) for row in _found(fold)]
    print("| | precision | recall | F1 | pages |\n| --- | --- | --- | --- | --- |")
    for name in ("markup", "clean"):
        figures = score((getattr(row, name), row.page["gold"]) for row in rows)
        told = " | ".join(f"{value:.4f}"[1:] for value in figures)
        print(f"| {name} | {told} | {len(rows)} |")
    scored = [(page_score(row.clean, row.page["gold"]), row.page["id"]) for row in rows]
    for figures, name in sorted(scored, key=lambda one: one[0].f1)[:WORST]:
        print(f"{name}: precision {figures.precision:.3f}, recall {figures.recall:.3f}")


def _found(fold: int) -> Iterator[Found]:
    """The pages of a fold whose article came from its source, read by models without it."""
    with _shipped(_models(fold)):
        for split in SPLITS:
            html = corpus.html(split)
            for page in corpus.pages(split, "full"):
                if _fold(page["domain"]) == fold and page["id"] in html:
                    text = html[page["id"]]
                    yield Found(page, strip_markup(text), clean(text))


@contextmanager
def _shipped(models: Mapping[str, Any]) -> Iterator[None]:
    """As if these models of blocks were those that are shipped."""
    loaded = {name: trees.parse(models[name]) for name in ("blocks.json", "blocks_context.json")}
    others, parsed = trees.load, data.parsed
    with (
        mock.patch.object(trees, "load", lambda name: loaded.get(name) or others(name)),
        mock.patch.object(data, "parsed", lambda name: models.get(name) or parsed(name)),
    ):
        yield


def _models(fold: int) -> dict[str, Any]:
    """The content of the model files, learned without a fold."""
    folder = extractors.folder() / f"blocks-without-{fold}-of-{FOLDS}"
    if not folder.exists():
        seen = [page for page in _examples() if _fold(page.domain) != fold]
        _write(folder, blocks.trained(seen))
    return {path.name: json.loads(path.read_bytes()) for path in sorted(folder.iterdir())}


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    part = folder.with_suffix(".part")
    part.mkdir(exist_ok=True)
    for name, content in files.items():
        (part / name).write_bytes(content)
    part.rename(folder)


@cache
def _examples() -> list[blocks.Example]:
    return [page for split in SPLITS for page in blocks.examples(corpus.folder(), split)]


def _fold(domain: str) -> int:
    return sum(domain.encode()) % FOLDS


if __name__ == "__main__":
    main()
