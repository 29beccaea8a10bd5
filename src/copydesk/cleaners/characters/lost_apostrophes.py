"""Apostrophes of which only a gap is left: they re, China s plan."""

from __future__ import annotations

import re

from copydesk._text.patterns import lazy
from copydesk.cleaners.characters.english import (
    WINDOW,
    around,
    contracted,
    is_english,
    is_surely_english,
    words,
)

_LAST_WORD = lazy(r"[A-Za-zÀ-ÿ]+\Z")
# Written so that `re` looks for a space and one of seven letters first.
_GAP = lazy(
    r"""
    [ ][tsdmrvl] (?: (?<= [tsdm] ) | (?<= [rv] )e | (?<= l )l ) (?= [ ,.;!?\n] | \Z ) (?! \.\w )
    """,
    re.VERBOSE,
)
_WRITTEN = ("’s ", "’t ", "'s ", "'t ", "’re ", "'re ")
# "don’ t", tokenized. Near-miss: "the boys’ school".
_SPLIT = lazy(r"’ (?=(?:s|t|re|ve|ll)(?:[ ,.;!?]|$))(?<=[A-Za-z]’ )")
_NEXT_WORD = lazy(r" ([a-zA-Z]+)\b(?![’'])")


def restore_apostrophes(text: str) -> str:
    """Put back apostrophes that became spaces, in a text that has none left in its words.

    >>> restore_apostrophes("They don t know; it s China s plan and they re late.")
    'They don’t know; it’s China’s plan and they’re late.'
    >>> restore_apostrophes("Press s to save. Don T. Smith ran. What? s up? They re-elected him.")
    'Press s to save. Don T. Smith ran. What? s up? They re-elected him.'
    """
    if "’ " in text:
        text = _SPLIT.sub("’", text)
    if _is_foreign(text) or any(apostrophe in text for apostrophe in _WRITTEN):
        return text
    return _GAP.sub(lambda m: "’" + m.group()[1:] if _is_gap(m) else m.group(), text)


def _is_foreign(text: str) -> bool:
    """English of some length has "the": a quick way out for other languages."""
    return len(text) > WINDOW and " the " not in text


def _is_gap(match: re.Match[str]) -> bool:
    text, ending = match.string, match.group()[1:]
    before = _LAST_WORD.search(text, max(match.start() - 40, 0), match.start())
    after = _NEXT_WORD.match(text, match.end())
    if not before:
        return False
    word, following = before.group(), after[1] if after else ""
    if contracted(word.lower(), ending):
        return not _is_unit(ending, following) and is_english(around(match))
    return ending == "s" and _is_possessive(word, following) and is_surely_english(around(match))


def _is_unit(ending: str, following: str) -> bool:
    """Near-misses: "it d.", "that s is a letter"; but "that s." and "it s the end" are no units."""
    if not following:
        return ending in "dm"
    never = words()["possessive"]["never_before"] - {"the", "in", "to"}
    return ending in "sdm" and following in never


def _is_possessive(word: str, following: str) -> bool:
    """Near-misses: "press s to", "the s in", "vitamin s"."""
    lists = words()["possessive"]
    noun = len(word) > 2 and word.lower() not in lists["never_after"]
    return noun and len(following) > 2 and following not in lists["never_before"]
