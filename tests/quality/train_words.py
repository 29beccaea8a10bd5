"""Trains the weights of the evidence for glued words: `src/copydesk/data/languages/en/*.json`.

    pip install wordfreq lightgbm
    COPYDESK_DATA=... python -m tests.quality.train_words

Examples are the candidates that the splitter itself finds in the glued training texts and in clean
ones, each with the truth. Clean text has few words that tempt, so rare English words and words of
other languages are set into it as well: they are unknown to the vocabulary, and one word each.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import accumulate
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from copydesk._models.vocabulary import Vocabulary, vocabulary
from copydesk.cleaners.words import _address
from copydesk.cleaners.words.glue import EVIDENCE, Evidence
from copydesk.cleaners.words.spoken import Spoken
from copydesk.training import exported, model_bytes
from tests.quality import glue
from tests.quality.build_words import DATA, LEAST_PART

KINDS = ("letters", "case")
GLUED_INDEED = frozenset(
    "al|weendo and|fireman and|elshina and|galvani and|halloran and|jena and|lemieux and|ryan "
    "and|vanderwerf body|may body|used building|generally business|at cosmic|need dressed|in "
    "famishing|for favorite|drinks hall|all imperilling|although in|fact instance|of "
    "madrigal|reports myself|in prudent|to researchers|the resolved|upon restart|required "
    "testing|cheats there|make willing|to with|credentials".split()
)
"""Glued words of the training articles themselves: no examples of words that are one."""

PUNCTUATION = ".,;:!?()[]“”‘’\"'"
FOREIGN = ("de", "fr", "es", "it", "nl", "pl", "sv", "pt", "fi", "id")


class Example(NamedTuple):
    kind: str
    evidence: tuple[float, ...]
    lost: bool
    weight: float
    fold: int
    source: str
    chunk: str


def main() -> None:
    examples = list(gather(*held_out(vocabulary("en"))))
    for kind in KINDS:
        model = fit([example for example in examples if example.kind == kind])
        found = exported(model.booster_, EVIDENCE[kind])
        (DATA / "en" / f"{kind}.json").write_bytes(model_bytes(found))


def lone_glue(split: str, seed: int) -> list[glue.Glued]:
    """Clean articles with one single space lost, at a link's edge and anywhere."""
    anywhere = glue.random_glue(split, share=0.001, seed=seed)
    return glue.single_glue(split, seed=seed) + anywhere


def held_out(known: Vocabulary) -> tuple[Vocabulary, list[str]]:
    """The vocabulary less half of its rare words, and those: what is unknown looks like them."""
    rare = [word for word, value in sorted(known.words.items()) if value < LEAST_PART]
    held = [word for word in rare if crc32(word.encode()) % 2]
    words = {w: z for w, z in known.words.items() if z >= LEAST_PART or not crc32(w.encode()) % 2}
    return replace(known, words=words), held


def gather(known: Vocabulary, held: list[str], split: str = "train") -> Iterator[Example]:
    sources = [
        ("link", 1.0, glue.link_glue(split)),
        ("single", 0.5, [pair for seed in range(6) for pair in lone_glue(split, seed)]),
        ("page", 0.3, glue.page_glue(split)),
        ("random", 0.3, glue.random_glue(split, share=0.08)),
        ("clean", 1.0, glue.clean(split)),
        ("block", 0.5, [g._replace(text=g.truth) for g in glue.page_glue(split)]),
    ]
    if split == "train":
        sources.append(
            (
                "rare",
                0.1,
                strange_texts(held, partial(camel, Evidence(Spoken([], known), known)), split),
            )
        )
        sources.append(("foreign", 0.1, strange_texts(foreign_words(known), str, split)))
    for name, weight, texts in sources:
        for pair in texts:
            yield from examples(pair, known, name, weight)


def examples(pair: glue.Glued, known: Vocabulary, source: str, weight: float) -> Iterator[Example]:
    """The candidates of a text, each with whether the truth has a space there."""
    fold = crc32(pair.site.encode()) % 4
    chunks = pair.text.split()
    spoken, wanted = Spoken(chunks, known), glue.boundaries(pair.truth)
    evidence = Evidence(spoken, known)
    suspects = {chunk for chunk in spoken.unknown if not _address().search(chunk)}
    for chunk, end in zip(chunks, accumulate(map(len, chunks)), strict=True):
        if chunk in suspects:
            for at, kind, _, found in evidence.candidates(chunk):
                lost = end - len(chunk) + at in wanted
                shown = f"{chunk[:at]}|{chunk[at:]}"
                if lost or shown.strip(PUNCTUATION).lower() not in GLUED_INDEED:
                    yield Example(kind, tuple(map(float, found)), lost, weight, fold, source, shown)


def strange_texts(words: list[str], camel: Callable[[str], str], split: str) -> list[glue.Glued]:
    """The clean texts with one in ten words replaced by a strange one."""
    dice = random.Random(3)

    def change(match: re.Match[str]) -> str:
        if dice.random() > 0.1:
            return match[0]
        word = dice.choice(words)
        return dice.choice([str, str.capitalize, camel])(word)

    changed = (
        (re.sub(r"\b[a-z]{4,}\b", change, pair.text), pair.site) for pair in glue.clean(split)
    )
    return [glue.Glued(text, text, site) for text, site in changed]


def camel(evidence: Evidence, word: str) -> str:
    """A compound as a name is written: ServiceNow. Such names are one word each."""
    return "".join(map(str.capitalize, evidence.best_split(word))) or word


def foreign_words(known: Vocabulary) -> list[str]:
    import wordfreq

    listed = {word for language in FOREIGN for word in wordfreq.top_n_list(language, 20000)}
    return sorted(w for w in listed if re.fullmatch(r"[^\W\d_]{5,}", w) and not known.zipf(w))


def fit(examples: list[Example], trees: int = 300) -> Any:
    """Small boosted trees: the log-odds that a candidate is a lost space."""
    import lightgbm

    model = lightgbm.LGBMClassifier(
        n_estimators=trees, num_leaves=6, learning_rate=0.07, min_child_samples=20,
        subsample=0.8, subsample_freq=1, colsample_bytree=0.7,
        verbose=-1, n_jobs=1, random_state=1, deterministic=True, force_row_wise=True,
    )  # fmt: skip
    evidence = np.array([e.evidence for e in examples])
    lost = np.array([e.lost for e in examples])
    return model.fit(evidence, lost, [e.weight for e in examples])


if __name__ == "__main__":
    sys.exit(main())
