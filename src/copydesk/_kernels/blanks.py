"""Blanks that may be stray, and numbers that may be glued: one scan tells which a text has."""

from __future__ import annotations

import re

from copydesk._kernels import kernel

STRAY, HELD, LIGATURE, DROP, NOTE = (1 << bit for bit in range(5))
"""A blank before a mark; behind what opens; behind two letters of a lost ligature; behind or below
a letter that begins a line; a digit behind the end of a sentence, quoted or not."""

_DROP = re.compile(r"(?:\A|\n)[“\"‘]?[^\W\d_][\n ]")
_NOTE = re.compile(r"[.!?][”\"]?\d")


@kernel
def stray_blanks(text: str) -> int:
    """Which of them a text may have, as bits.

    >>> stray_blanks("The vote , held on Monday") == STRAY, stray_blanks("T he vote") == DROP
    (True, True)
    >>> stray_blanks("A vote; no. 5 of them (they said).")
    8
    """
    found = STRAY * any(f" {mark}" in text for mark in ",.;:!?")
    found |= HELD * ("( " in text or "“ " in text)
    found |= LIGATURE * any(letters in text for letters in ("ff ", "fi ", "fl ", "Th "))
    found |= DROP * (_DROP.search(text) is not None)
    return found | NOTE * (_NOTE.search(text) is not None)
