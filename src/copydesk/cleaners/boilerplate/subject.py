"""What a text is about is no boilerplate in it: terms of use speak of copyright in earnest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from copydesk._text import data
from copydesk._text.sentences import ends_sentence
from copydesk.cleaners.boilerplate.structure import Reasons

TITLES, TITLE = 3, 80
"""The first lines, if no longer than this, may be the title of a contract or policy."""
CLAUSES, SHARE, UNTITLED = 3, 0.3, 0.6
"""So many of a legal text's sentences, and such a share of them, say what only clauses say."""
FIRST = 10
"""So many sentences tell of most texts that they are no legal ones."""
CUES, MIDDLE = 3, 0.25
"""So many sentences between those of an article are cues, where cues are its subject."""
WORDS = 3
"""A sentence has so many words."""


def is_legal(lines: Sequence[str]) -> bool:
    """Whether a text is a contract, a licence, terms of use or a policy.

    >>> is_legal(["Lease", "The tenant shall pay the rent.", "The landlord shall see to repairs.",
    ...           "All notices shall be sent by post."])
    True
    >>> is_legal(["Two unions reach an agreement", "The strike is over.", "Trains run again."])
    False
    """
    share = SHARE if any(map(_is_title, lines[:TITLES])) else UNTITLED
    sentences = [line for line in lines if _is_sentence(line)]
    return all(_has_clauses(some, share) for some in (sentences[:FIRST], sentences))


def _has_clauses(sentences: Sequence[str], share: float) -> bool:
    clauses = sum(_clause().search(line) is not None for line in sentences)
    return clauses >= max(CLAUSES, share * len(sentences))


def keep_subject(lines: Sequence[str], reasons: Reasons) -> None:
    """Cues between the first and the last sentence of a text stay where they are many of these."""
    if sum(map(bool, reasons)) < CUES:
        return
    kept = [i for i, line in enumerate(lines) if reasons[i] is None and _is_sentence(line)]
    if not kept:
        return
    middle = range(kept[0], kept[-1])
    cues = {lines[i] for i in middle if reasons[i] and _is_sentence(lines[i])}
    if len(cues) >= CUES and len(cues) >= MIDDLE * (len(cues) + len(kept)):
        for i in middle:
            reasons[i] = None


def _is_sentence(line: str) -> bool:
    return ends_sentence(line) and line.count(" ") >= WORDS - 1


def _is_title(line: str) -> bool:
    return len(line) <= TITLE and not ends_sentence(line) and _title().search(line) is not None


@cache
def _title() -> re.Pattern[str]:
    titles = _phrases("titles")
    return re.compile(rf"\A\W*(?:{titles})\b|\b(?:{titles})\W*\Z", re.IGNORECASE)


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_phrases('clauses')})\b", re.IGNORECASE)


def _phrases(name: str) -> str:
    """The phrases of all languages, as alternatives."""
    found = (data.toml(f"languages/{x}/legal.toml") for x in data.languages("legal.toml"))
    return "|".join(sorted({re.escape(phrase) for table in found for phrase in table[name]}))
