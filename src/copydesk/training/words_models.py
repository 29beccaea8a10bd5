"""The weights of the evidence for glued words.

Examples are the candidates that the splitter itself finds in the glued training texts and in clean
ones, each with the truth. Clean text has few words that tempt, so rare English words and words of
other languages are set into it as well: they are unknown to the vocabulary, and one word each.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple
from zlib import crc32

from copydesk._models.vocabulary import Vocabulary, vocabulary
from copydesk.cleaners.words.cleaner import _address
from copydesk.cleaners.words.glue import EVIDENCE, Evidence
from copydesk.cleaners.words.text_words import TextWords
from copydesk.training.boosting import boosted, exported, model_bytes
from copydesk.training.words_glue import Glue, Glued, boundaries
from copydesk.training.words_tables import LEAST_PART

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


def trained(language: str, kinds: Sequence[str], glue: Glue) -> dict[str, bytes]:
    """The content of the model file of each kind."""
    examples = list(gather(*held_out(vocabulary(language)), glue))
    by_kind = {kind: [x for x in examples if x.kind == kind] for kind in kinds}
    return {kind: fit(found, EVIDENCE[kind]) for kind, found in by_kind.items()}


def lone_glue(glue: Glue, seed: int) -> list[Glued]:
    """Clean articles with one single space lost, at a link's edge and anywhere."""
    return glue.single(seed) + glue.random(share=0.001, seed=seed)


def held_out(known: Vocabulary) -> tuple[Vocabulary, list[str]]:
    """The vocabulary less half of its rare words, and those: what is unknown looks like them."""
    rare = [word for word, value in sorted(known.words.items()) if value < LEAST_PART]
    held = [word for word in rare if crc32(word.encode()) % 2]
    words = {w: z for w, z in known.words.items() if z >= LEAST_PART or not crc32(w.encode()) % 2}
    return known.with_words(words), held


def gather(known: Vocabulary, held: list[str], glue: Glue) -> Iterator[Example]:
    """The examples of all kinds of glue and of clean texts, each kind with its weight."""
    as_name = partial(camel, Evidence(TextWords("", known), known))
    sources = [
        (1.0, glue.linked()),
        (0.5, [pair for seed in range(6) for pair in lone_glue(glue, seed)]),
        (0.3, glue.whole()),
        (0.3, glue.random(share=0.08)),
        (1.0, glue.clean()),
        (0.5, [pair._replace(text=pair.truth) for pair in glue.whole()]),
        (0.1, strange_texts(held, as_name, glue)),
        (0.1, strange_texts(foreign_words(known), str, glue)),
    ]
    for weight, texts in sources:
        for pair in texts:
            yield from examples(pair, known, weight)


def examples(pair: Glued, known: Vocabulary, weight: float) -> Iterator[Example]:
    """The candidates of a text, each with whether the truth has a space there."""
    chunks = pair.text.split()
    text_words, wanted = TextWords(pair.text, known), boundaries(pair.truth)
    evidence = Evidence(text_words, known)
    suspects = {chunk for chunk in text_words.unknown if not _address().search(chunk)}
    for chunk, end in zip(chunks, accumulate(map(len, chunks)), strict=True):
        for at, kind, _, found in evidence.candidates(chunk) if chunk in suspects else ():
            lost = end - len(chunk) + at in wanted
            shown = f"{chunk[:at]}|{chunk[at:]}"
            if lost or shown.strip(PUNCTUATION).lower() not in GLUED_INDEED:
                yield Example(kind, tuple(map(float, found)), lost, weight)


def strange_texts(words: list[str], camel: Callable[[str], str], glue: Glue) -> list[Glued]:
    """The clean texts with one in ten words replaced by a strange one."""
    dice = random.Random(3)
    cases: list[Callable[[str], str]] = [str, str.capitalize, camel]

    def strange(match: re.Match[str]) -> str:
        if dice.random() > 0.1:
            return match[0]
        word = dice.choice(words)
        return dice.choice(cases)(word)

    changed = (re.sub(r"\b[a-z]{4,}\b", strange, pair.text) for pair in glue.clean())
    return [Glued(text, text) for text in changed]


def camel(evidence: Evidence, word: str) -> str:
    """A compound as a name is written: ServiceNow. Such names are one word each."""
    return "".join(map(str.capitalize, evidence.best_split(word))) or word


def foreign_words(known: Vocabulary) -> list[str]:
    """Frequent words of other languages that the vocabulary lacks."""
    import wordfreq

    listed = {word for language in FOREIGN for word in wordfreq.top_n_list(language, 20000)}
    return sorted(w for w in listed if re.fullmatch(r"[^\W\d_]{5,}", w) and not known.zipf(w))


def fit(examples: list[Example], names: Sequence[str], trees: int = 300) -> bytes:
    """Small boosted trees: the log-odds that a candidate is a lost space."""
    import numpy

    evidence = numpy.array([e.evidence for e in examples])
    model = boosted(
        evidence, [e.lost for e in examples], [e.weight for e in examples], trees=trees,
        num_leaves=6, min_data_in_leaf=20, bagging_fraction=0.8, feature_fraction=0.7, seed=1,
    )  # fmt: skip
    return model_bytes(exported(model, names))
