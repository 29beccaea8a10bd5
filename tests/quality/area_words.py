"""How well glued words are split and broken ones mended: recall on glued texts, harm on clean ones.

Figures by set, by language and by the kind of place. `tests.quality.cross_words` gives those of the
sets by cross-validation over domains.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from copydesk.cleaners.words import mend_words, split_glued_words
from copydesk.training.words_glue import Glue, Glued, boundaries
from tests.quality import corpus
from tests.quality.glue import glue, score, words

OTHERS = ("de", "fr", "es", "it")
SENTENCE = "On Monday the people of the town had been talking about {} for most of the day."


def measure() -> dict[str, float]:
    sets = {
        "link glue": glue().linked(),
        "page glue": glue().whole(),
        "random glue": glue().random(),
    }
    scores = {name: score(texts, split_glued_words) for name, texts in sets.items()}
    figures = {f"{name}: F1": found.f1 for name, found in scores.items()}
    figures |= recalls_by_kind(text for texts in sets.values() for text in texts)
    right, lost = inside_articles(glue())
    figures["page glue, inside articles: recall"] = 100 * right / lost
    figures["single glue: recall"] = single_recall()
    figures["hard tokens split"] = float(len(split_tokens()))
    return figures | clean_figures() | other_figures() | wild_figures()


def recalls_by_kind(pairs: Iterable[Glued]) -> dict[str, float]:
    """Recall at places of each kind: what stands on their two sides."""
    found, lost = Counter[str](), Counter[str]()
    for text, truth, _ in pairs:
        before, after, wanted = map(boundaries, (text, split_glued_words(text), truth))
        signs = "".join(text.split())
        for at in wanted - before:
            kind = kind_of(signs[at - 1], signs[at])
            lost[kind] += 1
            found[kind] += at in after
    return {f"{kind}: recall": 100 * found[kind] / lost[kind] for kind in sorted(lost)}


def kind_of(left: str, right: str) -> str:
    """What kind of place stands between two characters."""
    if left.isdigit() or right.isdigit():
        return "beside a digit"
    if not (left.isalpha() and right.isalpha()):
        return "beside a mark"
    return "before a capital" if right.isupper() else "between letters"


def inside_articles(texts: Glue) -> tuple[int, int]:
    """The spaces that return, and all: lost in and behind the blocks of pages that are article."""
    right = lost = 0
    golds = {page["domain"]: "" for page in texts.pages}
    for page in texts.pages:
        golds[page["domain"]] += "".join(page["gold"].split())
    for text, truth, site in texts.whole():
        before, after = boundaries(text), boundaries(split_glued_words(text))
        for at in article_places(truth, golds[site]) - before:
            right += at in after
            lost += 1
    return right, lost


def article_places(truth: str, gold: str) -> set[int]:
    """The boundaries in and behind each line of a page that stands in the article."""
    places, start = set[int](), 0
    for line in truth.split("\n"):
        signs = "".join(line.split())
        if len(signs) > 20 and signs in gold:
            places |= {start + at for at in boundaries(line)}
        start += len(signs)
    return places & boundaries(truth)


def single_recall() -> float:
    """Recall over texts with one glued word each, three draws of each text."""
    texts = [pair for seed in (0, 7, 14) for pair in glue().single(seed)]
    return score(texts, split_glued_words).recall


def clean_figures() -> dict[str, float]:
    """False splits per million words of article bodies, glued words of the bodies included."""
    bodies = [pair.text for pair in glue().clean()]
    kinds = Counter(c.reason for body in bodies for c in split_glued_words.changes(body))
    million = words(bodies) / 1e6
    mended = sum(len(mend_words.changes(body)) for body in bodies)
    return {
        "clean English: splits of letters per million words": kinds["glued-words"] / million,
        "clean English: splits per million words": kinds.total() / million,
        "clean English: blanks taken out per million words": mended / million,
    }


def other_figures() -> dict[str, float]:
    """Of other languages: harm on clean bodies, and how many lost spaces return."""
    figures = {}
    for lang in OTHERS:
        bodies = [pair.text for pair in glue(lang).clean()]
        spoiled = sum(len(split_glued_words.changes(text)) for text in bodies)
        figures[f"clean {lang}: splits per million words"] = spoiled / words(bodies) * 1e6
        found = score(glue(lang).random(share=0.03), split_glued_words)
        figures[f"random glue {lang}: recall"] = found.recall
        figures[f"random glue {lang}: precision"] = found.precision
    return figures


def wild_figures() -> dict[str, float]:
    """On scraped texts with marks: lost spaces that return, and false splits in 20,000 words."""
    found = lost = false = total = 0
    for text, marks in wild():
        places = {change.start for change in split_glued_words.changes(text)}
        free = [(a, b) for a, b, *_ in marks["junk"] + marks.get("maybe", [])]
        wanted = set(marks.get("glue", ()))
        found, lost = found + len(places & wanted), lost + len(wanted)
        false += sum(not any(a <= at <= b for a, b in free) for at in places - wanted)
        total += len(text.split())
    return {
        "scraped texts: recall of lost spaces": 100 * found / lost,
        "scraped texts: splits without a mark in 20,000 words": false / total * 20_000,
    }


def wild() -> Iterator[tuple[str, dict[str, list[list[int]]]]]:
    """The scraped texts of the dev split, each with its marks."""
    folder = corpus.folder() / "wild" / "dev"
    for name, marks in json.loads((folder / "gold.json").read_text("utf-8")).items():
        text = (folder / "texts" / f"{name}.txt").read_bytes().decode("utf-8")
        yield text, marks


def hard_tokens() -> dict[str, list[str]]:
    """By kind the tokens that look as if they were glued; a line `# KIND` stands above each."""
    text = (Path(__file__).parent / "hard_tokens.txt").read_text("utf-8")
    kinds = [part.split("\n", 1) for part in text.split("\n# ")[1:]]
    return {kind: tokens.split() for kind, tokens in kinds}


def split_tokens() -> list[str]:
    """The hard tokens that do not survive in a sentence."""
    tokens = [token for kind in hard_tokens().values() for token in kind]
    return [t for t in tokens if t not in split_glued_words(SENTENCE.format(t))]
