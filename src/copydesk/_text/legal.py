"""What a contract, a licence, terms of use or a policy looks like: cleaners leave it whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from copydesk._kernels.keys import folded
from copydesk._text import data
from copydesk._text.patterns import lazy
from copydesk._text.segments import split
from copydesk._text.sentences import MARKS, ends_sentence, is_sentence

TITLES, TITLE = 3, 80
"""The first lines, if no longer than this, may be the title of a contract or policy."""
CLAUSES, SHARE, UNTITLED = 3, 0.3, 0.6
"""So many of a legal text's sentences, and such a share of them, say what only clauses say."""
BRIEF = 3
"""From so many sentences on, to FIRST, a text under such a title needs one clause alone."""
_WORD = lazy(r"\w+")
RUN_IN = 2
"""Where line breaks are lost, and the title runs into the text, it needs so many clauses."""
FIRST = 10
"""So many sentences tell of most texts that they are no legal ones."""


def is_legal(lines: Sequence[str]) -> bool:
    """Whether a text is a contract, a licence, terms of use or a policy.

    >>> is_legal(["Lease", "The tenant shall pay the rent.", "The landlord shall see to repairs.",
    ...           "All notices shall be sent by post."])
    True
    >>> is_legal(["Two unions reach an agreement", "The strike is over.", "Trains run again."])
    False

    Where line breaks are lost, sentences are what lines are elsewhere:

    >>> is_legal(["Terms of Use You agree to these terms. You may not copy them. We may change."])
    True
    """
    is_titled = any(map(_is_title, lines[:TITLES]))
    sentences = [line for line in lines if is_sentence(line)]
    if len(sentences) < CLAUSES:
        return _is_run_together("\n".join(lines), is_titled)
    is_brief = BRIEF <= len(sentences) <= FIRST and 2 * len(sentences) >= len(lines) - 1
    if is_titled and is_brief:  # not a page, whose lines are links
        return any(map(_is_clause, sentences))
    share = SHARE if is_titled else UNTITLED
    return all(_has_clauses(some, share) for some in (sentences[:FIRST], sentences))


def _is_run_together(text: str, is_titled: bool) -> bool:
    """The same of a text of few long lines, by its sentences."""
    is_titled = is_titled or _runs_into(text)
    share, least = (SHARE, RUN_IN) if is_titled else (UNTITLED, CLAUSES)
    if sum(map(text.count, MARKS)) < least:
        return False
    pieces = (text[piece.start : piece.end] for piece in split(text))
    sentences = [piece for piece in pieces if is_sentence(piece)]
    return all(_has_clauses(some, share, least) for some in (sentences[:FIRST], sentences))


def _has_clauses(sentences: Sequence[str], share: float, least: int = CLAUSES) -> bool:
    """Whether so many sentences are clauses; told as soon as too few are left to be so many."""
    needed = max(least, share * len(sentences))
    found = 0
    for left, line in zip(range(len(sentences), 0, -1), sentences, strict=True):
        if found + left < needed:
            return False
        found += _is_clause(line)
    return found >= needed


def _is_clause(line: str) -> bool:
    """Whether a sentence says what only clauses say."""
    return _says(line, "clauses") and _clause().search(line) is not None


def _is_title(line: str) -> bool:
    if len(line) > TITLE or ends_sentence(line):
        return False
    return _says(line, "titles") and _title().search(line) is not None


def _runs_into(text: str) -> bool:
    """Whether a text begins with a title that runs into it."""
    first = _WORD.search(text)
    if not first or not _says(text[first.start() : first.start() + TITLE], "titles"):
        return False
    title = _runs_in().match(text)
    return title is not None and not text[title.end()].islower()


def _says(text: str, name: str) -> bool:
    """Whether the words of a phrase stand in a text: looked up, before the pattern is asked."""
    words, begin = _WORD.findall(folded(text)), _by_word(name)
    if begin.keys().isdisjoint(words):  # so it is with most
        return False
    return any(
        words[i : i + len(phrase)] == phrase
        for i, word in enumerate(words)
        if word in begin
        for phrase in begin[word]
    )


@cache
def _title() -> re.Pattern[str]:
    titles = _phrases("titles")
    return re.compile(rf"\A\W*(?:{titles})\b|\b(?:{titles})\W*\Z", re.IGNORECASE)


@cache
def _runs_in() -> re.Pattern[str]:
    """A title that runs into the text: "Terms of Use By using this site". Near-miss: "Leases"."""
    return re.compile(rf"\W*(?:{_phrases('titles')})\s(?=\w)", re.IGNORECASE)


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_phrases('clauses')})\b", re.IGNORECASE)


@cache
def _by_word(name: str) -> dict[str, list[list[str]]]:
    """The words of each phrase, by the first of them."""
    found: dict[str, list[list[str]]] = {}
    for words in (_WORD.findall(folded(phrase)) for phrase in sorted(_all(name))):
        found.setdefault(words[0], []).append(words)
    return found


def _phrases(name: str) -> str:
    """The phrases of all languages, as alternatives."""
    return "|".join(sorted(map(re.escape, _all(name))))


def _all(name: str) -> set[str]:
    found = (data.toml(f"languages/{x}/legal.toml") for x in data.languages("legal.toml"))
    return {phrase for table in found for phrase in table.get(name, ())}


@cache
def sections() -> re.Pattern[str]:
    """What heads a section of a by-law: "Article 2.", "§ 3". Near-miss: "an article of 1990"."""
    return re.compile(
        r"(?:(?<=[\s。])|\A)[第제]([\d一二三四五六七八九十]{1,3})[条條조]"
        rf"|(?<!\S)(?:(?:{_phrases('sections')})\.?|§{{1,2}})(?:\s?(\d{{1,2}})|\s([^\W\d_]{{5,8}}))"
        r"\.?(?:er|re|st|º|°)?[.):]?(?=\s)"
    )


@cache
def section_begins() -> re.Pattern[str]:
    """What such a head may begin with."""
    return re.compile(f"[第제§{''.join(sorted({phrase[0] for phrase in _all('sections')}))}]")


# A clause's number in brackets, alone or behind its heading: "(2) All", "Copyright (1) All". Near-
# misses are "Copyright (c) 2020", "Comments (3)".
_NUMBERED = lazy(r"\W{0,2}(?:[^\W\d_]+\s){0,3}\(\d{1,2}[a-z]?\)\s[^\W\d_]")


def is_numbered(sentence: str) -> bool:
    """Whether a sentence is numbered as a clause of a law is.

    >>> is_numbered("(2) All rights are reserved."), is_numbered("Section 4. No copies.")
    (True, True)
    >>> is_numbered("All rights reserved (2)."), is_numbered("Comments (3) Share")
    (False, False)
    """
    if not ends_sentence(sentence):
        return False
    return _NUMBERED.match(sentence) is not None or sections().match(sentence) is not None
