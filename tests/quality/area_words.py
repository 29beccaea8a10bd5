"""How well glued words are split: F1 of boundaries on glued texts, harm on clean ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from copydesk.cleaners.words import split_glued_words
from tests.quality.glue import glue, score, words

OTHERS = ("de", "fr", "es", "it", "nl")
SENTENCE = "On Monday the people of the town had been talking about {} for most of the day."


def measure() -> dict[str, float]:
    sets = {
        "link glue": glue().linked(),
        "page glue": glue().whole(),
        "random glue": glue().random(),
    }
    scores = {name: score(texts, split_glued_words) for name, texts in sets.items()}
    figures = {f"{name}: F1": found.f1 for name, found in scores.items()}
    figures["single glue: recall"] = single_recall()
    figures["hard tokens split"] = float(len(split_tokens()))
    return figures | clean_figures()


def single_recall() -> float:
    """Recall over texts with one glued word each, three draws of each text."""
    texts = [pair for seed in (0, 7, 14) for pair in glue().single(seed)]
    return score(texts, split_glued_words).recall


def clean_figures() -> dict[str, float]:
    """False splits per million words of article bodies, glued words of the bodies included."""
    bodies = [pair.text for pair in glue().clean()]
    kinds = Counter(c.reason for body in bodies for c in split_glued_words.changes(body))
    million = words(bodies) / 1e6
    others = [pair.text for lang in OTHERS for pair in glue(lang).clean()]
    spoiled = sum(len(split_glued_words.changes(text)) for text in others)
    return {
        "clean English: splits of letters per million words": kinds["glued words"] / million,
        "clean English: splits per million words": kinds.total() / million,
        "other languages: splits per million words": spoiled / words(others) * 1e6,
    }


def hard_tokens() -> dict[str, list[str]]:
    """By kind the tokens that look as if they were glued; a line `# KIND` stands above each."""
    text = (Path(__file__).parent / "hard_tokens.txt").read_text("utf-8")
    kinds = [part.split("\n", 1) for part in text.split("\n# ")[1:]]
    return {kind: tokens.split() for kind, tokens in kinds}


def split_tokens() -> list[str]:
    """The hard tokens that do not survive in a sentence."""
    tokens = [token for kind in hard_tokens().values() for token in kind]
    return [t for t in tokens if t not in split_glued_words(SENTENCE.format(t))]
