"""How a story tells that it quotes: by a clause that says who says so, and by what it says of it.

`Follow us on Facebook, the church sign says. Follow Him, someone has painted below.` The words are
data: `data/languages/*/reporting.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from copydesk._text.patterns import lazy
from copydesk._text.sentences import ends_sentence
from copydesk._text.tongues import (
    REACH,
    WORDS,
    Language,
    any_of,
    is_one_of,
    is_unspaced,
    known_words,
    languages,
    spoken,
    words_of,
)

CLAUSE = 14
"""A clause that says who says so has so many words at most."""
SOON = 6
"""The verb is one of so many first words where a sentence says that something is said so."""
SUBJECT, SUBJECT_SIGNS = (2, 6), (2, 12)
"""A notice that is the subject of a sentence has so many words at least and at most; so many
characters where blanks part no words."""
BACK = 3
"""So many first words of a sentence point back at most."""
LEADS, CRIES = (":", ";", "–", "—", ","), ("!", "?")
"""Marks behind which a sentence may say what a notice is, or go on with a small letter."""
# Where a clause begins. A near-miss is "10,000".
_MARK = lazy(r"[,;:!?،؛](?!\S)|[—–]|(?<=\s)-(?=\s)|[”\"»“]|[、，：；！？」』]")


def reports(sentence: str) -> bool:
    """Whether a clause behind the first says who says so.

    >>> reports("Follow us on Facebook, the church sign says.")
    True
    >>> reports("Follow us on Facebook, Twitter and Instagram.")
    False
    """
    clauses = _clauses(sentence)
    return bool(clauses) and any(
        _says(clause, language) for language in spoken(words_of(sentence)) for clause in clauses
    )


def quoted(sentence: str) -> str:
    """What stands before the first mark of a sentence: what somebody says.

    >>> quoted("Follow us on Facebook, the church sign says.")
    'Follow us on Facebook'
    """
    return _MARK.split(sentence, maxsplit=1)[0]


def shows(sentence: str) -> bool:
    """Whether such a clause also names what bears the words, as that of a headline does not.

    >>> shows("© 2011 David Slater, read the caption."), shows("Read also: It rains, says Ann.")
    (True, False)
    """
    clauses = _clauses(sentence.partition(": ")[2] or sentence)  # a headline is no clause
    return bool(clauses) and any(
        _says(clause, language) and _has_sign(clause, language)
        for language in spoken(words_of(sentence))
        for clause in clauses
    )


class Subject(NamedTuple):
    """What may be a notice with which a sentence begins, and how it goes on.

    That is with what word or mark, and whether this tells that the sentence is the story's.
    """

    notice: str
    rest: str
    word: str
    is_told: bool


def subjects(sentence: str) -> Iterator[Subject]:
    """What may be a notice of which a sentence says what it is.

    >>> found = subjects("Follow us on Facebook became a sticker.")
    >>> [x.notice for x in found if x.is_told]
    ['Follow us on Facebook']
    >>> [x.word for x in subjects("Follow us, it became a sticker.")]
    [',']
    """
    if not ends_sentence(sentence):
        return
    unspaced = is_unspaced(sentence)
    least, most = SUBJECT_SIGNS if unspaced else SUBJECT
    end, size = _first_mark(sentence), 0
    begin = sentence[:end]
    for number, found in enumerate((known_words() if unspaced else WORDS).finditer(begin)):
        word, size = found[0], found.start() if unspaced else number
        is_told = word in any_of("being")
        if least <= size <= most and (is_told or (word[0].islower() and not unspaced)):
            notice = begin[: found.start()].rstrip(" \"'“”„«»")
            yield Subject(notice, sentence[found.start() :], word, is_told)
    mark, rest = sentence[end : end + 1], sentence[end + 1 :].lstrip()
    if least <= size + 1 <= most and (mark in LEADS or mark in CRIES):
        is_told = mark in CRIES and rest[:1].islower()
        if is_told or (mark in LEADS and (mark == ":" or rest[:1].islower())):
            yield Subject(begin.rstrip(), rest, mark, is_told)


def names_sign(sentence: str) -> bool:
    """Whether a sentence speaks of a sign, or of words and commands.

    >>> names_sign("The commands are everywhere."), names_sign("The mayor said no.")
    (True, False)
    """
    words = words_of(sentence)
    return any(_has_sign(words, language) for language in spoken(words))


def tells(sentence: str) -> bool:
    """Whether a sentence says of a sign what it says, or that something is said so.

    >>> tells("The sign says so."), tells("So says the rector."), tells("The sign was blue.")
    (True, True, False)
    """
    words = words_of(sentence)
    return not any_of("verbs").isdisjoint(words) and any(
        not language.verbs.isdisjoint(words)
        and (_says_so(words, language) or _has_sign(words, language))
        for language in spoken(words)
    )


def leads(sentence: str) -> bool:
    """Whether a sentence leads to what a sign says.

    >>> leads("It may say:"), leads("Say:"), leads("Share with:")
    (True, False, False)
    """
    words = words_of(sentence)
    if not sentence.endswith((":", "：")) or len(words) > CLAUSE:
        return False
    return any(
        not (language.verbs | language.may).isdisjoint(words[1:]) for language in spoken(words)
    )


def points_back(sentence: str) -> bool:
    """Whether a sentence begins by pointing back to what was said before it.

    >>> points_back("That is what the door said."), points_back("It rained that day.")
    (True, False)
    """
    words = words_of(sentence)
    begins = {"_".join(words[:n]) for n in range(1, BACK + 1)}
    return any(not begins.isdisjoint(language.back) for language in spoken(words))


def answers(sentence: str) -> bool:
    """Whether a sentence is the one word that begins an answer.

    >>> answers("Yes."), answers("Yes, we do.")
    (True, False)
    """
    words = words_of(sentence)
    return len(words) == 1 and any(words[0] in language.answers for language in languages())


def _first_mark(sentence: str) -> int:
    found = _MARK.search(sentence, 0, REACH)
    return found.start() if found else REACH


def _clauses(sentence: str) -> list[list[str]]:
    """The words of each short clause behind a mark that may say who says so."""
    clauses = map(words_of, _MARK.split(sentence[:REACH])[1:])
    return [words for words in clauses if 0 < len(words) <= CLAUSE and _may_say(words)]


def _may_say(clause: Sequence[str]) -> bool:
    return not any_of("verbs").isdisjoint(clause) or is_one_of(clause[0], any_of("opens"))


def _says(clause: Sequence[str], language: Language) -> bool:
    """Whether a clause says who says so: by a word of saying, or by how it opens."""
    return not language.verbs.isdisjoint(clause) or is_one_of(clause[0], language.opens)


def _says_so(words: Sequence[str], language: Language) -> bool:
    """Whether something is said so: "So runs the advert", "The screen had said so"."""
    begins = words[0] in language.thus and not language.verbs.isdisjoint(words[1:SOON])
    return begins or any(
        (a in language.verbs and b in language.thus) or (b in language.verbs and a in language.thus)
        for a, b in pairwise(words)
    )


def _has_sign(words: Iterable[str], language: Language) -> bool:
    return any(is_one_of(word, language.signs) for word in words)
