"""What a text is about is no boilerplate in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from copydesk._models.quoting import PARAGRAPH
from copydesk._text.edits import Span
from copydesk._text.guides import steps
from copydesk._text.inside import listed
from copydesk._text.legal import is_numbered
from copydesk._text.listing import answers, belonging, list_entries
from copydesk._text.sentences import ends_sentence, is_sentence
from copydesk.cleaners.boilerplate.cue_spans import sentence_ends
from copydesk.cleaners.boilerplate.structure import DATED, Reasons

FEW = 1 / 3
"""A text that is a list is one of links where a larger share of its entries are cues."""
HELP, SECTIONS = frozenset({"legal-links", "login"}), 2
"""Reasons whose labels head parts of a guide, too, and how many others do in one."""
MATTERS = frozenset({"comments", "copyright", "related-links"})
"""Reasons whose labels of one word name matters of which an article may have a section."""
HEAD, PART = 7, 25
"""Words that such a label has at most, and characters of what stands below it."""
BRIEFLY, BRIEF = frozenset({"login", "media-player", "navigation", "share-bar"}), 4
"""Reasons of labels that may be a sentence, and how many words that has."""
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
    kept.update(_sections(lines, reasons))
    for i in kept:
        reasons[i] = None


def _sections(lines: Sequence[str], reasons: Reasons) -> Iterator[int]:
    """Labels that head a part of a guide, as others do: "Forgot password" above how to find it; or
    of an article, between other subheads: "Copyright" above a paragraph on the law; or of a law,
    above its clause: "(1) …"."""
    heads = [
        i
        for i in range(len(lines) - 1)
        if lines[i].count(" ") < HEAD
        and not lines[i].endswith((".", "!", ":"))
        and reasons[i + 1] is None
        and len(lines[i + 1]) >= PART
        and ends_sentence(lines[i + 1])
    ]
    yield from (i for i in heads if reasons[i] in MATTERS and is_numbered(lines[i + 1]))
    stay = [i for i in heads if reasons[i] is None]
    if len(stay) >= SECTIONS:
        yield from (i for i in heads if i and reasons[i] in HELP and " " in lines[i])
        yield from (
            i
            for i in heads
            if reasons[i] in MATTERS
            and " " not in lines[i]
            and stay[0] < i < stay[-1]
            and len(lines[i + 1]) >= PARAGRAPH
        )


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
    answered = answers(said, went) if not went[-1] else ()
    for i in (*answered, *steps(said, went), *_brief(said, reasons)):
        reasons[i] = None
    edges = [place for some in listed(line) for place in some]
    return [
        span
        for span in cut
        if reasons[bisect_right(ends, span[0])] and bisect_right(edges, span[0]) % 2 == 0
    ]


def _brief(said: Sequence[str], reasons: Reasons) -> Iterator[int]:
    """A label between others that stay, each a sentence: "New: Fog. Share by mail. Large type."."""
    for i in range(1, len(said) - 1):
        around = [one.rpartition(": ")[2] for one in said[i - 1 : i + 2]]
        is_brief = all(one.count(" ") < BRIEF and ends_sentence(one) for one in around)
        if is_brief and reasons[i] in BRIEFLY and reasons[i - 1] is reasons[i + 1] is None:
            yield i
