"""What a text is about is no boilerplate in it."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk._text.listing import belonging
from copydesk._text.sentences import is_sentence
from copydesk.cleaners.boilerplate.structure import Reasons

CUES, MIDDLE = 3, 0.25
"""So many sentences between those of an article are cues, where cues are its subject."""


def keep_entries(lines: Sequence[str], reasons: Reasons) -> None:
    """A cue among the entries of a list, or the answers to questions, is one of them."""
    if any(reasons):
        for i in belonging(lines, [reason is not None for reason in reasons]):
            reasons[i] = None


def keep_subject(lines: Sequence[str], reasons: Reasons) -> None:
    """Cues between the first and the last sentence of a text stay where they are many of these."""
    if sum(map(bool, reasons)) < CUES:
        return
    kept = [i for i, line in enumerate(lines) if reasons[i] is None and is_sentence(line)]
    if not kept:
        return
    middle = range(kept[0], kept[-1])
    cues = {lines[i] for i in middle if reasons[i] and is_sentence(lines[i])}
    if len(cues) >= CUES and len(cues) >= MIDDLE * (len(cues) + len(kept)):
        for i in middle:
            reasons[i] = None
