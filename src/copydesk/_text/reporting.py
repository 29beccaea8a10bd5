"""How a story tells that it quotes: by a clause that says who says so, and by what it says of it.

`Follow us on Facebook, the church sign says. Follow Him, someone has painted below.` The words are
data: `data/languages/*/reporting.toml`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from copydesk._text import data
from copydesk._text.patterns import eastern, lazy
from copydesk._text.sentences import ends_sentence

FILE = "reporting.toml"
CLAUSE = 14
"""A clause that says who says so has so many words at most."""
SOON = 6
"""The verb is one of so many first words where a sentence says that something is said so."""
SURE = 2
"""So many small words tell the language of a sentence."""
SUBJECT, SUBJECT_SIGNS = (2, 6), (2, 12)
"""A notice that is the subject of a sentence has so many words at least and at most; so many
characters where blanks part no words."""
OTHERS = 5
"""A sentence that tells of others has so many words."""
LEAST = 6
"""A plea of fewer words may be a site's, whatever they are."""
FIRST = 2
"""Who speaks for himself says so in so many first words."""
BACK = 3
"""So many first words of a sentence point back at most."""
LEADS, CRIES = (":", ";", "–", "—", ","), ("!", "?")
"""Marks behind which a sentence may say what a notice is, or go on with a small letter."""
TURNS = 6
"""A phrase book has so many sentences."""
REACH = 300
"""Characters of a sentence that are looked at."""
# With the vowel signs of Indian scripts, which are no letters.
_WORDS = lazy(r"[\w\u0900-\u0963\u0970-\u0dff]+(?:-[\w\u0900-\u0963\u0970-\u0dff]+)*")
# Where a clause begins. A near-miss is "10,000".
_MARK = lazy(r"[,;:!?،؛](?!\S)|[—–]|(?<=\s)-(?=\s)|[”\"»“]|[、，：；！？」』]")
# Writing without blanks between words: kana and Han characters.
_UNSPACED = eastern("[\u3041-\u30ff\u3400-\u9fff]")


def reports(sentence: str) -> bool:
    """Whether a clause behind the first says who says so.

    >>> reports("Follow us on Facebook, the church sign says.")
    True
    >>> reports("Follow us on Facebook, Twitter and Instagram.")
    False
    """
    clauses = _clauses(sentence)
    return bool(clauses) and any(
        _says(clause, language) for language in _spoken(_words(sentence)) for clause in clauses
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
        for language in _spoken(_words(sentence))
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
    for number, found in enumerate((_known_words() if unspaced else _WORDS).finditer(begin)):
        word, size = found[0], found.start() if unspaced else number
        is_told = word in _being()
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
    words = _words(sentence)
    return any(_has_sign(words, language) for language in _spoken(words))


def tells(sentence: str) -> bool:
    """Whether a sentence says of a sign what it says, or that something is said so.

    >>> tells("The sign says so."), tells("So says the rector."), tells("The sign was blue.")
    (True, True, False)
    """
    words = _words(sentence)
    return not _verbs().isdisjoint(words) and any(
        not language.verbs.isdisjoint(words)
        and (_says_so(words, language) or _has_sign(words, language))
        for language in _spoken(words)
    )


def leads(sentence: str) -> bool:
    """Whether a sentence leads to what a sign says.

    >>> leads("It may say:"), leads("Say:"), leads("Share with:")
    (True, False, False)
    """
    words = _words(sentence)
    if not sentence.endswith((":", "：")) or len(words) > CLAUSE:
        return False
    return any(not (spoken.verbs | spoken.may).isdisjoint(words[1:]) for spoken in _spoken(words))


def points_back(sentence: str) -> bool:
    """Whether a sentence begins by pointing back to what was said before it.

    >>> points_back("That is what the door said."), points_back("It rained that day.")
    (True, False)
    """
    words = _words(sentence)
    begins = {"_".join(words[:n]) for n in range(1, BACK + 1)}
    return any(not begins.isdisjoint(language.back) for language in _spoken(words))


def answers(sentence: str) -> bool:
    """Whether a sentence is the one word that begins an answer.

    >>> answers("Yes."), answers("Yes, we do.")
    (True, False)
    """
    words = _words(sentence)
    return len(words) == 1 and any(words[0] in language.answers for language in _languages())


def speaks(sentence: str) -> bool:
    """Whether somebody speaks for himself.

    >>> speaks("I would have bought her a dog."), speaks("It rained.")
    (True, False)
    """
    return _names(_words(sentence), FIRST)


def names_self(sentence: str) -> bool:
    """Whether a sentence names who speaks: "Let me know."."""
    return _names(_words(sentence), REACH)


def names_no_site(sentence: str) -> bool:
    """Whether a sentence of some words has none by which a site speaks of itself: "our", "here"."""
    words = _words(sentence)
    return len(words) >= LEAST and not names_site(sentence)


def tells_of_others(sentence: str, *, of_all: bool = False) -> bool:
    """Whether a sentence has somebody for its subject, asks nobody, and no site speaks in it.

    `of_all`: "your" may be everybody's, as in "your browser".

    >>> tells_of_others("The newsletter asked readers to subscribe.")
    True
    >>> tells_of_others("Subscribe to the newsletter of the week.")
    False
    >>> tells_of_others("Cookies are stored in your browser by every site.")
    False
    >>> tells_of_others("Cookies are stored in your browser by every site.", of_all=True)
    True
    """
    words = _words(sentence)
    if len(words) < OTHERS or sentence[-1] != ".":
        return False
    if names_site(sentence) if of_all else gives_address(sentence) or ":" in sentence:
        return False
    is_glued = sentence.partition(" ")[2][:1].isupper()  # "Newsletters Sign up"
    return any(
        (words[0] in language.subject or (not is_glued and _is_one_of(words[0], language.subject)))
        and (of_all or language.address.isdisjoint(words))
        for language in _spoken(words)
    )


def is_small(word: str) -> bool:
    """Whether a word is a small one of some language."""
    return word in _speak()


def names_site(sentence: str) -> bool:
    """Whether a sentence has a word by which a site speaks of itself, or an address."""
    return not _sites().isdisjoint(_words(sentence)) or gives_address(sentence)


def behind_site(sentence: str) -> str:
    """What stands behind the words by which a site speaks of itself, where blanks part no words.

    >>> behind_site("的官方微博，每天推送"), behind_site("的孩子")
    ('，每天推送', '的孩子')
    """
    at = end = 0
    while found := _known_words().match(sentence, at):
        at = found.end()
        if found[0] in _sites():
            end = at
        elif found[0] not in _speak():
            break
    return sentence[end:]


def gives_address(sentence: str) -> bool:
    """Whether an address stands in a sentence, of a mailbox or a page."""
    return any(mark in sentence for mark in ("@", "://", "www."))


def _names(words: Sequence[str], first: int) -> bool:
    """Whether one of the first words names the speaker, in a sentence whose language is known."""
    spoken = _spoken(words)
    known = len(spoken) < len(_languages())
    return known and any(not language.speaker.isdisjoint(words[:first]) for language in spoken)


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
    address: frozenset[str]


@cache
def _languages() -> tuple[Language, ...]:
    tables = (data.toml(f"languages/{name}/{FILE}") for name in data.languages(FILE))
    return tuple(
        Language(*(frozenset(t.get(k, "").split()) for k in Language._fields)) for t in tables
    )


@cache
def _verbs() -> frozenset[str]:
    """Those of all languages: of most sentences they tell that nobody is quoted."""
    return frozenset().union(*(language.verbs for language in _languages()))


@cache
def _being() -> frozenset[str]:
    return frozenset().union(*(language.being for language in _languages()))


@cache
def _sites() -> frozenset[str]:
    return frozenset().union(*(language.site for language in _languages()))


@cache
def _opens() -> frozenset[str]:
    return frozenset().union(*(language.opens for language in _languages()))


def alternates(sentences: Sequence[str]) -> bool:
    """Whether sentences of two languages stand in turn, as in a phrase book.

    >>> said = ["Where is the station?", "Wo ist der Bahnhof?", "Do it.", "Tun Sie es."]
    >>> alternates([*said, "It is for you.", "Das ist für Sie."]), alternates(said)
    (True, False)
    """
    if len(sentences) < TURNS:
        return False
    spoken = [_tongues(one) for one in sentences[:TURNS]]
    if frozenset(range(len(_languages()))).intersection(*filter(None, spoken)):
        return False  # one language is enough for them all
    spoken += [_tongues(one) for one in sentences[TURNS:]]
    ours, theirs = (Counter(x for some in spoken[i::2] for x in some) for i in (0, 1))
    least = len(sentences) // 4
    sure = [
        {x for x, count in some.items() if count >= max(2, least) and count > 3 * other[x]}
        for some, other in ((ours, theirs), (theirs, ours))
    ]
    return all(sure)


def _tongues(sentence: str) -> list[int]:
    """The languages, by number, of whose small words a sentence has most, if any."""
    counts = _counts(_words(sentence))
    most = max(counts)
    return [number for number, count in enumerate(counts) if count == most > 0]


def _spoken(words: Sequence[str]) -> list[Language]:
    """The language of a sentence, that of most of its small words; where it has few, all."""
    counts = _counts(words)
    most = max(counts)
    found = zip(_languages(), counts, strict=True)
    return [language for language, count in found if count == most or most < SURE]


def _counts(words: Sequence[str]) -> list[int]:
    """How many small words of each language are among some."""
    counts = [0] * len(_languages())
    speak = _speak()
    for word in speak.keys() & words:
        for number in speak[word]:
            counts[number] += 1
    return counts


@cache
def _speak() -> Mapping[str, Sequence[int]]:
    """The languages, by number, that have a small word."""
    found = defaultdict[str, list[int]](list)
    for number, language in enumerate(_languages()):
        for word in language.common:
            found[word].append(number)
    return dict(found)


def is_unspaced(sentence: str) -> bool:
    """Whether a sentence is written without blanks between words.

    >>> is_unspaced("雨が降った。"), is_unspaced("비가 왔다.")
    (True, False)
    """
    return _UNSPACED.search(sentence) is not None


def _words(sentence: str) -> list[str]:
    """The words of a sentence; of one that is written without blanks those that are known."""
    pattern = _known_words() if is_unspaced(sentence) else _WORDS
    return pattern.findall(sentence[:REACH].lower())


@cache
def _known_words() -> re.Pattern[str]:
    """A word of a language that is written without blanks, the longest first, or any other word."""
    words = {word for each in _languages() for some in each for word in some if is_unspaced(word)}
    known = "|".join(sorted(sorted(map(re.escape, words)), key=len, reverse=True))
    return re.compile(rf"{known}|[^\W\u3041-\u30ff\u3400-\u9fff]+")


def _first_mark(sentence: str) -> int:
    found = _MARK.search(sentence, 0, REACH)
    return found.start() if found else REACH


def _clauses(sentence: str) -> list[list[str]]:
    """The words of each short clause behind a mark that may say who says so."""
    clauses = map(_words, _MARK.split(sentence[:REACH])[1:])
    return [words for words in clauses if 0 < len(words) <= CLAUSE and _may_say(words)]


def _may_say(clause: Sequence[str]) -> bool:
    return not _verbs().isdisjoint(clause) or _is_one_of(clause[0], _opens())


def _says(clause: Sequence[str], language: Language) -> bool:
    """Whether a clause says who says so: by a word of saying, or by how it opens."""
    return not language.verbs.isdisjoint(clause) or _is_one_of(clause[0], language.opens)


def _says_so(words: Sequence[str], language: Language) -> bool:
    """Whether something is said so: "So runs the advert", "The screen had said so"."""
    begins = words[0] in language.thus and not language.verbs.isdisjoint(words[1:SOON])
    return begins or any(
        (a in language.verbs and b in language.thus) or (b in language.verbs and a in language.thus)
        for a, b in pairwise(words)
    )


def _has_sign(words: Iterable[str], language: Language) -> bool:
    return any(_is_one_of(word, language.signs) for word in words)


def _is_one_of(word: str, known: frozenset[str]) -> bool:
    """Whether a word is known, by its beginning ("poster*") or its end ("-aba") as well."""
    begins, ends = _affixes(known)
    return word in known or word[:-1].startswith(begins) or word[1:].endswith(ends)


@cache
def _affixes(known: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The beginnings and the ends by which words are known."""
    begins = tuple(word[:-1] for word in known if word.endswith("*"))
    return begins, tuple(word[1:] for word in known if word.startswith("-"))
