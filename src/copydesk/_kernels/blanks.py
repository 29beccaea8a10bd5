"""Blanks that may be stray, and numbers that may be glued: one scan tells which a text has."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from copydesk._kernels import kernel

LONGEST = 40
STRAY, CLITIC, HELD, NOTE = (1 << bit for bit in range(4))
"""A blank before a mark that ends something; before a clitic, where one is before a mark as well;
behind what opens; one or two digits between the end of a sentence, quoted or not, and a word."""

_MARK = r" (?:[,.!?](?=[\s”\"’)]|\Z)|[;:](?=\s|\Z))"
_BEFORE_MARK = r"[\w)”’%]"
_CLITIC = r" (?:n['’]t|['’](?:s|re|ve|ll|m|d))(?! ?['’]|\w)"
_NOTE = r"[.!?][”\"]?\d\d? ?[A-Z][a-z]"
_LIGATURE = r"(?:f[fil]|Th) (?=[^\W\d_])"
_DROP = r"(?:\A|(?<=\n))[“\"‘]?([^\W\d_])(?:\n\n?| )(?=[^\W\d_])"
_pattern = cache(re.compile)  # on first need


@kernel
def stray_blanks(text: str, ordinary: Collection[str]) -> tuple[int, list[int], list[int]]:
    """Which of them a text has, as bits; blanks behind lost ligatures; lines behind drop caps.

    Before such a blank stand two letters of a ligature, and the chunk that they end is no
    `ordinary` one; behind it stands a letter. Such a line is told by its place: its first letter,
    quoted or not, is a capital by itself, with a word behind it in the line, in the next one, or in
    the one after an empty one.

    >>> stray_blanks("The vote , held on Monday", ()) == (STRAY, [], [])
    True
    >>> stray_blanks("I do n't .\\nT he fi rst staff of 1.5 million.2In", ("staff",)) == (
    ...     STRAY | CLITIC | NOTE, [18], [0, 11])
    True
    """
    found = 0
    mark, clitic, drop = map(_pattern, (_MARK, _CLITIC, _DROP))
    if any(f" {sign}" in text for sign in ",.;:!?"):
        found |= STRAY * any(_is_stray(text, at.start()) for at in mark.finditer(text))
        found |= CLITIC * any(_is_letter(text, at.start() - 1) for at in clitic.finditer(text))
    found |= HELD * ("( " in text or "“ " in text)
    found |= NOTE * (_pattern(_NOTE).search(text) is not None)
    has_some = any(letters in text for letters in ("ff ", "fi ", "fl ", "Th "))
    blanks = [at.end() - 1 for at in _pattern(_LIGATURE).finditer(text)] if has_some else []
    ligatures = [at for at in blanks if _chunk_before(text, at) not in ordinary]
    return found, ligatures, [at.start() for at in drop.finditer(text) if at[1].isupper()]


def _chunk_before(text: str, blank: int) -> str:
    return text[max(0, blank - LONGEST) : blank].split()[-1]


def _is_stray(text: str, blank: int) -> bool:
    """Do the blanks that end here stand behind a word, or what closes one?"""
    while blank and text[blank - 1] == " ":
        blank -= 1
    return blank > 0 and _pattern(_BEFORE_MARK).match(text[blank - 1]) is not None


def _is_letter(text: str, at: int) -> bool:
    """Does a letter stand at a place, as far as a pattern can tell?"""
    return at >= 0 and text[at].isalnum() and not text[at].isdecimal()
