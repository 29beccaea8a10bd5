"""Where the article goes on behind junk that lost its mark: "Follow us on Facebook Bakers heat …".

In a text that lost its line breaks, what was a line of its own runs on into the next sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from copydesk._models.quoting import score
from copydesk._models.vocabulary import function_words
from copydesk._text.credits import ends_with_agency
from copydesk._text.patterns import has_capitals, lazy
from copydesk._text.sentences import ends_sentence

PROSE, SAID, FEWEST = -150, 0, 2
"""Hundredths of log-odds under which the words behind a place speak for prose, under which those of
a quotation do, and how many they are at least."""
JUNK, MOST = 150, 8
"""The score from which the words before a place speak for junk, and how many they are: a plea."""
ANNOUNCES = frozenset({"promo", "related-links", "appeared-first"})
"""Reasons of junk that names an article: a headline is a sentence, too, and nothing runs on."""

# A word behind a blank, where no mark stands before it.
_WORD = lazy(
    r"(?<=[\w)%\]/.+])\s+(?P<quote>[\"“„«»‘](?:\s(?=\w))?)?(?P<word>[^\W\d_][\w’'-]*+)(?![,:])"
)

_BLANK = lazy(r"\s+(?=\S)")


class RunOn(NamedTuple):
    """Where a sentence may begin, and how surely: a quotation, a word that opens sentences or one
    behind an agency's name is part of no name; the word before may be one."""

    at: int
    is_quote: bool
    opens: bool
    after_name: bool


def run_ons(line: str, begin: int, end: int) -> Iterator[RunOn]:
    """The places between `begin` and `end` where a line's sentence may begin without a mark before.

    That is at a quotation, or at a capital: of a word that opens sentences, or before a small word.
    In a script without capitals it is at any word, and never sure.

    >>> line = "Follow us on Facebook Bakers next door will heat the water."
    >>> [line[found.at :] for found in run_ons(line, 0, len(line))]
    ['Bakers next door will heat the water.']
    """
    if not has_capitals(line[begin:end]):
        yield from (RunOn(at.end(), True, False, True) for at in _BLANK.finditer(line, begin, end))
        return
    before, words = "", list(_WORD.finditer(line, begin, end))
    for found, after in zip_longest(words, words[1:]):
        quote, word = found["quote"], found["word"]
        opens = word.lower() in _opening() or ends_with_agency(line, found.start())
        before_small = after is None or (not after["quote"] and after["word"][0].islower())
        goes_on = before.lower() in _opening()  # no sentence ends with a preposition
        if quote:
            yield RunOn(found.start("quote"), True, True, False)
        elif word[0].isupper() and (opens or before_small) and not goes_on:
            yield RunOn(found.start("word"), False, opens, before.istitle())
        before = word


def is_article(said: str, place: RunOn) -> bool:
    """Whether the words from a place to the end of the sentence speak for prose."""
    if said.count(" ") + 1 < FEWEST or not ends_sentence(said):
        return False
    return score(said) < (SAID if place.is_quote else PROSE)


def article_behind(junk: str) -> int | None:
    """Where the article goes on in a sentence that was taken for junk, by its words alone.

    >>> junk = "Newsletter abonnieren Die Arbeiten dauern neun Wochen."
    >>> junk[article_behind(junk) :]
    'Die Arbeiten dauern neun Wochen.'
    >>> article_behind("Subscribe to our newsletter and never miss a story.")
    """
    found = [
        place
        for place in run_ons(junk, 0, len(junk))
        if 1 < len(junk[: place.at].split()) <= MOST and is_article(junk[place.at :], place)
    ]
    best = max(found, key=lambda x: score(junk[: x.at]) - score(junk[x.at :]), default=None)
    return best.at if best and score(junk[: best.at]) > JUNK else None


@cache
def _opening() -> frozenset[str]:
    return function_words("lines")
