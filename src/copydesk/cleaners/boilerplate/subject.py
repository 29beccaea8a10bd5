"""What a text is about is no boilerplate in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from copydesk._text.edits import Span
from copydesk._text.listing import answers, belonging, list_entries, listed
from copydesk._text.sentences import is_sentence
from copydesk.cleaners.boilerplate.cue_spans import sentence_ends
from copydesk.cleaners.boilerplate.structure import DATED, Reasons

FEW = 1 / 3
"""A text that is a list is one of links where a larger share of its entries are cues."""
CUES, MIDDLE = 3, 0.25
"""So many sentences between those of an article are cues, where cues are its subject."""


def keep_entries(lines: Sequence[str], reasons: Reasons) -> None:
    """A cue among the entries of a list, or the answers to questions, is one of them.

    In a text that is a list, so are all that most others are not, and the dates that head it.
    """
    if not any(reasons):
        return
    kept = set(belonging(lines, [reason is not None for reason in reasons]))
    entries = list_entries(lines)
    if sum(reasons[i] is not None for i in entries) <= FEW * len(entries):
        kept.update(entries)
        kept.update(i for i, why in enumerate(reasons) if entries and why in DATED)
    for i in kept:
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


def less_subject(line: str, cut: Sequence[Span]) -> Sequence[Span]:
    """The junk that hangs on a line, but not its subject, nor entries and answers in it.

    >>> line = "How to use it? Read more. How to stop? Press here. How to start? By hand."
    >>> less_subject(line, [(14, 25, "promo")])
    []
    """
    if not cut:
        return cut
    ends = [*sentence_ends(line), len(line)]
    said = [line[a:b].strip() for a, b in pairwise([0, *ends])]
    reasons: Reasons = [None] * len(said)
    for start, end, why in cut:
        for i in range(bisect_right(ends, start), min(bisect_left(ends, end) + 1, len(said))):
            reasons[i] = why
    went = list(map(bool, reasons))
    keep_subject(said, reasons)
    for i in answers(said, went) if not went[-1] else ():
        reasons[i] = None
    edges = [place for some in listed(line) for place in some]
    return [
        span
        for span in cut
        if reasons[bisect_right(ends, span[0])] and bisect_right(edges, span[0]) % 2 == 0
    ]
