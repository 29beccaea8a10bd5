"""The model of lines on sites that it has not seen: cross-validated by domain over the train pages.

    python -m tests.quality.cross_lines

Three models, each trained as the shipped one (see `copydesk.training.views`) without a third of the
domains, clean the texts of that third. They are kept in COPYDESK_CACHE, as they take a minute each.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from copydesk.cleaners.boilerplate import RemoveBoilerplate
from tests.quality import corpus, extractors
from tests.quality.area_boilerplate import EXTRACTED, PAGE_TEXT, WORSE
from tests.quality.shingles import page_score, score

FOLDS = 3


def main() -> None:
    """Print F1 before and after, precision, recall and pages made worse, by kind of text."""
    print("| text | F1 before | precision | recall | F1 | pages | worse |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    cleaners = [RemoveBoilerplate(model=str(_model(fold))) for fold in range(FOLDS)]
    for view in (*PAGE_TEXT, *EXTRACTED):
        before = [(_fold(page["domain"]), text, page["gold"]) for page, text in _texts(view)]
        after = [(cleaners[fold](text), gold) for fold, text, gold in before]
        raw = score((text, gold) for _, text, gold in before).f1
        worse = sum(
            page_score(new, gold).f1 < page_score(old, gold).f1 - WORSE
            for (_, old, _), (new, gold) in zip(before, after, strict=True)
        )
        figures = " | ".join(f"{value:.4f}"[1:] for value in (raw, *score(after)))
        print(f"| {view} | {figures} | {len(after)} | {worse} |", flush=True)


def _texts(view: str) -> list[tuple[corpus.Page, str]]:
    """The train pages whose article came from its source, each with its text."""
    pages = corpus.pages("train", "full")
    field = {"text": "text", "glued": "text_glued"}.get(view)
    texts = {} if field else extractors.extracted(view, "train")
    pairs = [(page, page[field] if field else texts.get(page["id"], "")) for page in pages]
    return [(page, text) for page, text in pairs if text.strip()]


def _fold(domain: str) -> int:
    return sum(domain.encode()) % FOLDS


def _model(fold: int) -> Path:
    """The file of the model that has not seen a fold."""
    from copydesk.training import lines
    from copydesk.training.boosting import model_bytes

    path = extractors.folder() / f"lines-without-{fold}-of-{FOLDS}.json"
    if not path.exists():
        model = lines.train(row for row in _rows() if _fold(row["group"]) != fold)
        path.write_bytes(model_bytes(model))
    return path


@cache
def _rows() -> list[dict[str, Any]]:
    from copydesk.training import views

    extractors.prepare("train")
    return list(views.rows(corpus.folder(), extractors.folder()))


if __name__ == "__main__":
    main()
