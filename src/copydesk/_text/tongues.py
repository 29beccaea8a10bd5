"""In which language a sentence is, and what that language calls things, by its small words.

The words are data: `data/languages/*/reporting.toml`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from copydesk._text import data
from copydesk._text.patterns import eastern, lazy

FILE = "reporting.toml"
SURE = 2
"""So many small words tell the language of a sentence."""
TURNS = 6
"""A phrase book has so many sentences."""
REACH = 300
"""Characters of a sentence that are looked at."""
# With the vowel signs of Indian scripts, which are no letters.
WORDS = lazy(r"[\w\u0900-\u0963\u0970-\u0dff]+(?:-[\w\u0900-\u0963\u0970-\u0dff]+)*")
# Writing without blanks between words: kana and Han characters.
_UNSPACED = eastern("[\u3041-\u30ff\u3400-\u9fff]")


class Language(NamedTuple):
    """The words of a language: small ones, and those that tell of what is quoted."""

    common: frozenset[str]
    verbs: frozenset[str]
    opens: frozenset[str]
    signs: frozenset[str]
    answers: frozenset[str]
    speaker: frozenset[str]
    thus: frozenset[str]
    site: frozenset[str]
    may: frozenset[str]
    back: frozenset[str]
    being: frozenset[str]
    subject: frozenset[str]
    asks: frozenset[str]
    joins: frozenset[str]
    address: frozenset[str]


@cache
def languages() -> tuple[Language, ...]:
    """All languages whose words are known."""
    tables = (data.toml(f"languages/{name}/{FILE}") for name in data.languages(FILE))
    return tuple(
        Language(*(frozenset(t.get(k, "").split()) for k in Language._fields)) for t in tables
    )


@cache
def any_of(kind: str) -> frozenset[str]:
    """The words of a kind, of all languages: most sentences have none, and are told so at once."""
    return frozenset().union(*(getattr(language, kind) for language in languages()))


def spoken(words: Sequence[str]) -> list[Language]:
    """The language of a sentence, that of most of its small words; where it has few, all."""
    counts = _counts(words)
    most = max(counts)
    found = zip(languages(), counts, strict=True)
    return [language for language, count in found if count == most or most < SURE]


def is_small(word: str) -> bool:
    """Whether a word is a small one of some language."""
    return word in _speak()


def _counts(words: Sequence[str]) -> list[int]:
    """How many small words of each language are among some."""
    counts = [0] * len(languages())
    speak = _speak()
    for word in speak.keys() & words:
        for number in speak[word]:
            counts[number] += 1
    return counts


@cache
def _speak() -> Mapping[str, Sequence[int]]:
    """The languages, by number, that have a small word."""
    found = defaultdict[str, list[int]](list)
    for number, language in enumerate(languages()):
        for word in language.common:
            found[word].append(number)
    return dict(found)


def is_unspaced(sentence: str) -> bool:
    """Whether a sentence is written without blanks between words.

    >>> is_unspaced("雨が降った。"), is_unspaced("비가 왔다.")
    (True, False)
    """
    return _UNSPACED.search(sentence) is not None


def words_of(sentence: str) -> list[str]:
    """The words of a sentence; of one that is written without blanks those that are known."""
    pattern = known_words() if is_unspaced(sentence) else WORDS
    return pattern.findall(sentence[:REACH].lower())


@cache
def known_words() -> re.Pattern[str]:
    """A word of a language that is written without blanks, the longest first, or any other word."""
    words = {word for each in languages() for some in each for word in some if is_unspaced(word)}
    known = "|".join(sorted(sorted(map(re.escape, words)), key=len, reverse=True))
    return re.compile(rf"{known}|[^\W\u3041-\u30ff\u3400-\u9fff]+")


def is_one_of(word: str, known: frozenset[str]) -> bool:
    """Whether a word is known, by its beginning ("poster*") or its end ("-aba") as well."""
    begins, ends = _affixes(known)
    return word in known or word[:-1].startswith(begins) or word[1:].endswith(ends)


@cache
def _affixes(known: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The beginnings and the ends by which words are known."""
    begins = tuple(word[:-1] for word in known if word.endswith("*"))
    return begins, tuple(word[1:] for word in known if word.startswith("-"))


def alternates(sentences: Sequence[str]) -> bool:
    """Whether sentences of two languages stand in turn, as in a phrase book.

    >>> said = ["Where is the station?", "Wo ist der Bahnhof?", "Do it.", "Tun Sie es."]
    >>> alternates([*said, "It is for you.", "Das ist für Sie."]), alternates(said)
    (True, False)
    """
    if len(sentences) < TURNS:
        return False
    tongues = [_tongues(one) for one in sentences[:TURNS]]
    if frozenset(range(len(languages()))).intersection(*filter(None, tongues)):
        return False  # one language is enough for them all
    tongues += [_tongues(one) for one in sentences[TURNS:]]
    ours, theirs = (Counter(x for some in tongues[i::2] for x in some) for i in (0, 1))
    least = len(sentences) // 4
    sure = [
        {x for x, count in some.items() if count >= max(2, least) and count > 3 * other[x]}
        for some, other in ((ours, theirs), (theirs, ours))
    ]
    return all(sure)


def _tongues(sentence: str) -> list[int]:
    """The languages, by number, of whose small words a sentence has most, if any."""
    counts = _counts(words_of(sentence))
    most = max(counts)
    return [number for number, count in enumerate(counts) if count == most > 0]
