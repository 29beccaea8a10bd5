"""Who speaks in a sentence, and to whom: somebody for himself, a site, or an author of others.

The words are data: `data/languages/*/reporting.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence

from copydesk._text.tongues import (
    REACH,
    Language,
    any_of,
    is_one_of,
    is_small,
    known_words,
    languages,
    spoken,
    words_of,
)

OTHERS = 5
"""A sentence that tells of others has so many words."""
LEAST = 6
"""A plea of fewer words may be a site's, whatever they are."""
OF = "的"
"""The sign that joins what somebody has to him."""
FIRST = 2
"""Who speaks for himself says so in so many first words."""


def speaks(sentence: str) -> bool:
    """Whether somebody speaks for himself.

    >>> speaks("I would have bought her a dog."), speaks("It rained.")
    (True, False)
    """
    return _names(words_of(sentence), FIRST)


def names_self(sentence: str) -> bool:
    """Whether a sentence names who speaks: "Let me know."."""
    return _names(words_of(sentence), REACH)


def _names(words: Sequence[str], first: int) -> bool:
    """Whether one of the first words names the speaker, in a sentence whose language is known."""
    found = spoken(words)
    known = len(found) < len(languages())
    return known and any(not language.speaker.isdisjoint(words[:first]) for language in found)


def names_site(sentence: str) -> bool:
    """Whether a sentence has a word by which a site speaks of itself, or an address.

    Where blanks part no words, what somebody has tells nothing: "我们的孩子", our children.

    >>> names_site("关注我们的微信"), names_site("关注我们的孩子")
    (True, False)
    """
    found = any_of("site").intersection(words_of(sentence))
    return any(word + OF not in sentence for word in found) or gives_address(sentence)


def names_no_site(sentence: str) -> bool:
    """Whether a sentence of some words has none by which a site speaks of itself: "our", "here"."""
    words = words_of(sentence)
    return len(words) >= LEAST and not names_site(sentence)


def gives_address(sentence: str) -> bool:
    """Whether an address stands in a sentence, of a mailbox or a page."""
    return any(mark in sentence for mark in ("@", "://", "www."))


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
    words = words_of(sentence)
    if len(words) < OTHERS or sentence[-1] != ".":
        return False
    if names_site(sentence) if of_all else gives_address(sentence) or ":" in sentence:
        return False
    is_glued = sentence.partition(" ")[2][:1].isupper()  # "Newsletters Sign up"
    main = words_of(sentence.partition(", ")[2]) or words
    return any(
        (words[0] in language.subject or (not is_glued and _has_subject(words, language)))
        or (words[0] in language.joins and _has_subject(main, language))
        for language in spoken(words)
        if of_all or language.address.isdisjoint(words)
    )


def _has_subject(words: Sequence[str], language: Language) -> bool:
    """Whether a sentence begins with a subject of a word, or of two: "Data brokers know"."""
    if is_one_of(words[0], language.subject):
        return True
    pair = language.asks and words[0] not in language.asks | language.address
    return bool(pair) and is_one_of(words[1], language.subject) and words[1] not in language.subject


def behind_site(sentence: str) -> str:
    """What stands behind the words by which a site speaks of itself, where blanks part no words.

    >>> behind_site("的官方微博，每天推送"), behind_site("的孩子")
    ('，每天推送', '的孩子')
    """
    at = end = 0
    while found := known_words().match(sentence, at):
        at = found.end()
        if found[0] in any_of("site"):
            end = at
        elif not is_small(found[0]):
            break
    return sentence[end:]
