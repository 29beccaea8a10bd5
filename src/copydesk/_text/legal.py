"""What a contract, a licence, terms of use or a policy looks like: cleaners leave it whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from copydesk._text import data
from copydesk._text.sentences import ends_sentence, is_sentence

TITLES, TITLE = 3, 80
"""The first lines, if no longer than this, may be the title of a contract or policy."""
CLAUSES, SHARE, UNTITLED = 3, 0.3, 0.6
"""So many of a legal text's sentences, and such a share of them, say what only clauses say."""
FIRST = 10
"""So many sentences tell of most texts that they are no legal ones."""


def is_legal(lines: Sequence[str]) -> bool:
    """Whether a text is a contract, a licence, terms of use or a policy.

    >>> is_legal(["Lease", "The tenant shall pay the rent.", "The landlord shall see to repairs.",
    ...           "All notices shall be sent by post."])
    True
    >>> is_legal(["Two unions reach an agreement", "The strike is over.", "Trains run again."])
    False
    """
    share = SHARE if any(map(_is_title, lines[:TITLES])) else UNTITLED
    sentences = [line for line in lines if is_sentence(line)]
    return all(_has_clauses(some, share) for some in (sentences[:FIRST], sentences))


def _has_clauses(sentences: Sequence[str], share: float) -> bool:
    clauses = sum(_clause().search(line) is not None for line in sentences)
    return clauses >= max(CLAUSES, share * len(sentences))


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
