"""Whether a text is worth a look: most clean articles show it by their words alone.

A text in which no telling word stands is not doubtful. Nor is one in whose telling sentences
nothing else speaks for clutter.
"""

from __future__ import annotations

from functools import cache

from copydesk._kernels.telling import Telling
from copydesk._models import lexical
from copydesk._text import data
from copydesk._text.segments import split
from copydesk.cleaners.clutter import alone, frames
from copydesk.cleaners.clutter.measures import WORDS

AROUND = 250
"""A sentence is looked for so far to both sides of a telling word."""
NEAR = 1500
"""Clutter stands within so many characters of an end; in the middle only what speaks clearly."""
SPEAKS, MAY_SPEAK, SPEAKS_ALONE, SPEAKS_FAR = 50, -150, 150, 150
"""Hundredths of log-odds from which a sentence's words speak for clutter: near an end, near an end
where a sure frame is found as well, those of a part of it, and in the middle."""
FIRST = 200
"""By so many characters a script is known in which words are not told apart by blanks or capitals:
there frames are looked for at once, as the lexicon knows few of its words."""
_BEHIND = "", ".", ",", ":", "!", "?", ")", "”", '"', "…"
_BEFORE = "(", "[", '"', "“"
_SIGNS = ("©", "[…]", "http", "www.", "/getty", "@", "→", ">>", " | ")


def is_doubtful(text: str) -> bool:
    """Whether something in a text looks like clutter.

    >>> rain = "Rain fell on the coast all night."
    >>> is_doubtful(rain), is_doubtful(rain + " Read more: Fog ahead")
    (False, True)
    """
    if alone.SCRIPTS.search(text[:FIRST]) and alone.signs().search(text):
        parts = (text[start:end] for start, end, *_ in split(text))
        if any(alone.signs().search(part) and frames.is_sure(part) for part in parts):
            return True
    near, far = NEAR, len(text) - NEAR
    return any(
        _speaks(text[start:end].strip(), start < near or end > far)
        for start, end in _telling().sentences(text, AROUND)
    )


def _speaks(sentence: str, is_near: bool) -> bool:
    """Whether a sentence's words speak for clutter, near an end of the text or far from both.

    Near an end that of a part of it is enough, to which prose runs on: "It rained […]".
    """
    if not sentence:
        return False
    score = lexical.load(WORDS).score_of
    lex = score(sentence)
    if not is_near:
        return lex > SPEAKS_FAR
    if lex > SPEAKS or (lex > MAY_SPEAK and frames.is_sure(sentence)):
        return True
    parts = split(sentence)
    return len(parts) > 1 and any(score(sentence[a:b]) > SPEAKS_ALONE for a, b, *_ in parts)


@cache
def _telling() -> Telling:
    """The telling words, with the marks that may stand beside them, and signs."""
    words = data.lines("clutter/gate.txt")
    found = {word + mark for mark in _BEHIND for word in words}
    found.update(mark + word for mark in _BEFORE for word in words)
    return Telling(found, _SIGNS)
