"""Where the article goes on behind junk that lost its mark: "Follow us on Facebook Bakers heat …".

In a text that lost its line breaks, what was a line of its own runs on into the next sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from copydesk._models.quoting import is_prose, score
from copydesk._models.vocabulary import function_words
from copydesk._text import data, reporting, tongues, voices
from copydesk._text.credits import ends_with_agency
from copydesk._text.patterns import has_capitals, lazy
from copydesk._text.sentences import ends_sentence

PROSE, ASKED, SAID, FEW = -150, -100, 0, 2
"""Hundredths of log-odds under which the words behind a place speak for prose, under which those of
a question do, those of a quotation, those that a number begins, or so few words of which the first
opens sentences, and how many they are at least."""
JUNK, MOST = 150, 8
"""The score from which the words before a place speak for junk, and how many they are: a plea."""
UNKNOWN = -100
"""The score of words of which none is known is above this."""
FEWEST = 4
"""So many words has a sentence that goes on behind a notice."""
NAME = 30
"""So many characters has a part of a name at most."""
REACH, GLUED = 90, 7
"""So many characters may have junk to which a sentence is glued, and so many the sentence has."""
PARTICLES = "的了着们們和与與并並及或をにではがともへの"
"""Signs with which no sentence begins where blanks part no words: junk goes on, and a sentence
that is glued to it is longer by so much."""
OPENING = "“‘「『《"
"""Marks with which a quotation begins there."""
ANNOUNCES = frozenset({"promo", "related-links", "appeared-first"})
"""Reasons of junk that names an article: a headline is a sentence, too, and nothing runs on."""

PLEAS = frozenset(
    {
        "app-promo", "donation", "follow-us", "login", "newsletter", "share-bar",
    }
)  # fmt: skip
"""Reasons of what is a plea by itself, and no head of something, as "Read also:" is."""

RIGHTS = frozenset({"copyright", "rights"})
"""The same of what has clauses behind any other mark: "…, in whole or in part"."""

# A word or number behind a blank, where no mark stands before it, or a quotation without one. Near-
# misses are "in 2024 boats", a year, and "(Mon)day".
_WORD = lazy(
    r"""
    (?: (?<= [\w)%\]/.+»›→] ) \s+ | (?<= \w ) (?= [“„«][^\W_] ) )
    (?P<quote> [\"“”„«»‘] (?: \s (?=\w) )? )?
    (?P<word> [^\W\d_][\w’'-]*+ | \d{1,3}+ (?>(?:[.,]\d{3})*) (?= \s [^\W\d_]{2} ) ) (?! [,:] )
    """,
    re.VERBOSE,
)

# A word with which an Arabic plea goes on: "and", "so that".
_JOINED = lazy("[ول][ء-ي]{3}")
# A blank, but not behind a comma, where a sentence goes on.
_BLANK = lazy(r"(?<![,،;\s])\s+(?=\S)")
_CAPITAL, _SMALL = (
    "".join(filter(is_kind, map(chr, range(0x530)))) for is_kind in (str.isupper, str.islower)
)
# A word to which one or a number is glued that lost its blank, or a short one to which a word is
# glued that opens sentences: "LtdThe". Near-misses are "iPhone", "YouTube".
_GLUED = lazy(
    rf"""
    (?= [{_CAPITAL}0-9] ) (?<= [{_SMALL}]{{2}} )
    (?: (?<= [{_SMALL}]{{4}} ) (?= \D[{_SMALL}]*+\s | \d{{1,3}}\s[{_SMALL}]{{2}} )
      | (?= (?P<word> [{_CAPITAL}][{_SMALL}]*+ ) \s )
    )
    """,
    re.VERBOSE,
)


class RunOn(NamedTuple):
    """Where a sentence may begin, and how surely: a quotation, a word that opens sentences or one
    behind an agency's name is part of no name; the word before may be one. A word that is glued to
    it may be the end of a brand's name. `counts`: it is a number."""

    at: int
    is_quote: bool
    opens: bool
    after_name: bool
    is_glued: bool = False
    counts: bool = False


def run_ons(line: str, begin: int, end: int) -> Iterator[RunOn]:
    """The places between `begin` and `end` where a line's sentence may begin without a mark before.

    That is at a quotation, a number, or a capital: of a word that opens sentences, or before a
    small word. In a script without capitals it is at any word, and never sure.

    >>> line = "Follow us on Facebook Bakers next door will heat the water."
    >>> [line[found.at :] for found in run_ons(line, 0, len(line))]
    ['Bakers next door will heat the water.']
    """
    if not has_capitals(line[begin:end]):
        yield from (RunOn(at.end(), True, False, True) for at in _BLANK.finditer(line, begin, end))
        return
    for glued in _GLUED.finditer(line, begin, end):
        if glued["word"] and glued["word"].lower() not in _opening():
            continue
        yield RunOn(glued.start(), is_quote=False, opens=False, after_name=False, is_glued=True)
    before, words = "", list(_WORD.finditer(line, begin, end))
    for found, after in zip_longest(words, words[1:]):
        quote, word = found["quote"], found["word"]
        if word in _name_beginnings() and _is_within_name(line, found):
            before = word
            continue
        counts = word[0].isdecimal()
        if quote:
            yield RunOn(found.start("quote"), True, True, False)
        # No sentence ends with a preposition.
        elif (counts or word[0].isupper()) and before.lower() not in _opening():
            opens = word.lower() in _opening() or ends_with_agency(line, found.start())
            before_small = after is None or (not after["quote"] and after["word"][0].islower())
            is_word = word == word.capitalize() or word.istitle() or word.isupper()  # not "WebGL"
            if counts or opens or (before_small and is_word):
                yield RunOn(found.start("word"), False, opens, before.istitle(), counts=counts)
        before = word


def _is_within_name(line: str, found: re.Match[str]) -> bool:
    """Whether a word stands between two of a name: "Abigail Van Buren"."""
    *_, before = ("", *line[max(0, found.start() - NAME) : found.start()].split())
    return before.istitle() and line[found.end() + 1 : found.end() + 2].isupper()


def is_article(said: str, place: RunOn) -> bool:
    """Whether the words from a place to the end of the sentence speak for prose."""
    if not ends_sentence(said) or said.count(" ") + 1 < FEW:
        return False
    if place.counts and said.count(" ") + 1 < FEWEST:
        return False
    if voices.tells_of_others(said, of_all=True):
        return True
    few = place.opens and said[-1] == "." and said.count(" ") < FEW
    if few or place.is_quote or place.counts:
        return score(said) < SAID
    return score(said) < (ASKED if said[-1] == "?" else PROSE)


def is_junk_before(said: str) -> bool:
    """Whether words that are a cue speak for junk, or nobody knows: few words without capitals are
    known."""
    return score(said) > (0 if has_capitals(said) else UNKNOWN)


def is_joined(rest: str) -> bool:
    """Whether a plea goes on, in a script without capitals."""
    return _JOINED.match(rest) is not None


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


def is_told_of(sentence: str, is_junk: Callable[[str], object], *, reason: str) -> bool:
    """Whether a sentence says of junk what it is, and nothing runs on between.

    >>> known = {"Follow us", "Follow us Two boats"}
    >>> is_told_of("Follow us became a sticker.", known.__contains__, reason="follow-us")
    True
    >>> is_told_of("Follow us Two boats would not sell.", known.__contains__, reason="follow-us")
    False
    """
    return any(
        (found.is_told or _may_go_on(found, reason))
        and not _goes_on(found.notice)
        and is_junk(found.notice)
        and not any(map(is_junk, _beginnings(found.notice)))
        for found in reporting.subjects(sentence)
    )


def _goes_on(notice: str) -> bool:
    """Whether a notice ends with a small word, as "Sign up. You" before "will receive"."""
    return notice.rpartition(" ")[2].lower() in _opening()


def _may_go_on(found: reporting.Subject, reason: str) -> bool:
    """Whether prose goes on behind a plea, and neither with a small word, as that of a site does,
    nor with one that speaks for junk: "seems odd to me", not "to see what is new"."""
    word, rest = found.word, found.rest
    few = rest[-1] != "." or rest.count(" ") + 1 < FEWEST
    if few or not is_prose(rest) or voices.names_site(rest):
        return False
    if reason not in PLEAS:
        return word == ":" and reason in RIGHTS
    if not word.isalpha():
        return True
    if word in _opening() or tongues.is_small(word):
        return False
    return score(word) < min(JUNK, score(found.notice.split()[-1]))


def is_glued(sentence: str, is_junk: Callable[[str], object]) -> bool:
    """Whether a sentence of the article is glued to the junk before it, where blanks part no words.

    >>> known = {"分享到微博", "版权所有"}
    >>> is_glued("分享到微博她的外婆在小教堂后面养蜂。", known.__contains__)
    True
    >>> is_glued("版权所有，未经许可不得转载。", known.__contains__)
    False
    """
    if not tongues.is_unspaced(sentence) or not ends_sentence(sentence):
        return False
    for i in range(2, min(len(sentence), REACH) - FEWEST + 1):
        if is_junk(sentence[:i]):
            rest = voices.behind_site(sentence[i:].lstrip(" ©0123456789-"))
            begins = len(rest) >= _least(rest) and (rest[0].isalnum() or rest[0] in OPENING)
            return begins and not voices.names_site(rest)
    return False


def _least(rest: str) -> int:
    """How many signs a sentence has that is glued to junk and begins so."""
    if rest[:1] == voices.OF:
        return FEWEST
    return 2 * GLUED if rest[:1] in PARTICLES else GLUED


def _beginnings(notice: str) -> Iterator[str]:
    """What of a notice stands before a place where a sentence may begin, but a word alone."""
    found = (notice[: place.at].rstrip() for place in run_ons(notice, 0, len(notice)))
    return (said for said in found if " " in said)


@cache
def _name_beginnings() -> frozenset[str]:
    return frozenset(data.toml("segments.toml")["words"]["name_beginnings"])


@cache
def _opening() -> frozenset[str]:
    return function_words("lines")
