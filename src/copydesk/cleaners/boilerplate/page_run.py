"""The article of a page's text: the run of blocks in which it lies, and what of them is junk."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from copydesk._kernels.blocks import Measures
from copydesk.cleaners.boilerplate import line_model
from copydesk.cleaners.boilerplate.cue_index import Cue
from copydesk.cleaners.boilerplate.lines import Block
from copydesk.cleaners.boilerplate.structure import Reasons

LENIENT = 0.6
"""Added to a score where the article is looked for: what is as likely article as not belongs to it.
"""
INSIDE, OUTSIDE = -0.3, 1.2
"""A block whose score is no higher after the second look goes, in the best run and beside it."""
JUNK = -9.0
WITHIN = frozenset({"ad-marker", "advertisement", "caption", "credit", "media-player"})
"""Reasons that stand within articles as well as around them: they do not tell where one ends."""
AROUND = frozenset(
    {
        "appeared-first", "comments", "copyright", "disclaimer", "feedback", "follow-us",
        "legal-links", "login", "share-bar", "tags", "wire-foot", "wordpress-tail",
    }
)  # fmt: skip
"""Reasons that stand around articles rather than in them."""
BEYOND = 20
"""So many words have to lie beyond what stands around articles before one goes on there."""
ENOUGH = 0.5
"""The share of what speaks for article on a page that its best run holds; else it is no article."""
MOST_WORDS = 600
"""So many words of a block count where line breaks were lost."""
MANY_MARKS = 8
"""So many marks of advertisement stand between the paragraphs of a page, not around them."""


def without_marks(blocks: Sequence[Block], found: Sequence[Cue | None]) -> Sequence[Block]:
    """Without the marks of places for advertisement, where they stand all through a page.

    Between its paragraphs they are no neighbours that tell; a few, around it, do tell.
    """
    marks = [cue is not None and cue.reason == "advertisement" for cue in found]
    if sum(marks[block.first] for block in blocks) < MANY_MARKS:
        return blocks
    return [block for block in blocks if not marks[block.first]]


def weights(blocks: Sequence[Block], counted: Sequence[int]) -> list[int]:
    """The words of blocks where line breaks were lost: an article is a few long ones there."""
    return [
        max(words, min(block.text.count(" "), MOST_WORDS))
        for block, words in zip(blocks, counted, strict=True)
    ]


class Wording(NamedTuple):
    """What a page's blocks say: words that count, why each goes by its wording, its cue."""

    words: Sequence[int]
    named: Reasons
    cued: Sequence[Cue | None]
    is_glued: bool
    """Whether line breaks were lost."""


def wording(
    blocks: Sequence[Block],
    words: Sequence[int],
    found: Sequence[Cue | None],
    reasons: Reasons,
    is_glued: bool,
) -> Wording:
    """What blocks say, from the cues of the lines and why these go."""
    return Wording(
        weights(blocks, words) if is_glued else words,
        [reasons[block.first] for block in blocks],
        [found[block.first] for block in blocks],
        is_glued,
    )


def gains(scores: Sequence[float], page: Wording) -> list[float]:
    """What is won by keeping each block; nothing where it may stand within articles as well."""
    lenient = [
        JUNK if name else score + LENIENT for score, name in zip(scores, page.named, strict=True)
    ]
    found = line_model.gains(lenient, page.words)
    return [0 if name in WITHIN else gain for gain, name in zip(found, page.named, strict=True)]


def best_run(gained: Sequence[float], cued: Sequence[Cue | None]) -> tuple[int, int]:
    """The article of a page: its best run of blocks; all of them where none holds enough.

    >>> best_run([50, -2, 14, -9], [None] * 4)
    (0, 3)
    >>> best_run([50, -2, 14, -9], [None, Cue("share-bar", "anywhere", "share"), None, None])
    (0, 1)
    >>> best_run([30, -60, 30, -60, 30], [None] * 5)
    (0, 5)
    """
    around = (cue is not None and cue.reason in AROUND for cue in cued)
    start, end = line_model.best_run(
        [gain - BEYOND * is_around for gain, is_around in zip(gained, around, strict=True)]
    )
    is_enough = fsum(gained[start:end]) >= ENOUGH * fsum(gain for gain in gained if gain > 0)
    return (start, end) if is_enough else (0, len(gained))


def of_page(
    measures: Measures, scores: Sequence[float], named: Reasons, run: tuple[int, int]
) -> Reasons:
    """Why what is probably no article goes; None for what stays."""
    start, end = run
    return [
        None
        if score > (INSIDE if start <= i < end else OUTSIDE) and not name
        else _name(measures, i)
        for i, (score, name) in enumerate(zip(scores, named, strict=True))
    ]


def _name(measures: Measures, i: int) -> str:
    """What to call a block that no cue names."""
    if measures.sentences[i]:
        return "page-furniture"
    return "navigation" if measures.words[i] <= 6 else "related-links"
