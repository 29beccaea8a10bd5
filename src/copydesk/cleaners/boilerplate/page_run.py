"""The article of a page's text: its best run of blocks, and in it what is junk."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk._kernels.blocks import Measures
from copydesk.cleaners.boilerplate import line_model
from copydesk.cleaners.boilerplate.cue_index import Cue
from copydesk.cleaners.boilerplate.lines import Block
from copydesk.cleaners.boilerplate.structure import Reasons

LENIENT = 0.6
"""Added to a score on a page: what is as likely article as not stays."""
DOUBTFUL = -0.5
"""Inside the article on a page, a line with a lower score goes."""
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


def best_run(
    words: Sequence[int], scores: Sequence[float], named: Reasons, cued: Sequence[Cue | None]
) -> tuple[int, int]:
    """The article of a page: its best run of blocks; all of them where none holds enough.

    >>> share = Cue("share-bar", "anywhere", "share")
    >>> best_run([60, 2, 15, 9], [3, -3, 3, -3], [None, "share-bar", None, None], [None] * 4)
    (0, 3)
    >>> best_run([60, 2, 15, 9], [3, -3, 3, -3], [None] * 4, [None, share, None, None])
    (0, 1)
    >>> best_run([30, 60, 30, 60, 30], [3, -3, 3, -3, 3], [None] * 5, [None] * 5)
    (0, 5)
    """
    found = line_model.gains(_lenient(scores, named), words)
    gains = [0 if name in WITHIN else gain for gain, name in zip(found, named, strict=True)]
    around = (cue is not None and cue.reason in AROUND for cue in cued)
    start, end = line_model.best_run(
        [gain - BEYOND * is_around for gain, is_around in zip(gains, around, strict=True)]
    )
    is_enough = sum(gains[start:end]) >= ENOUGH * sum(gain for gain in gains if gain > 0)
    return (start, end) if is_enough else (0, len(gains))


def _lenient(scores: Sequence[float], named: Reasons) -> list[float]:
    return [JUNK if name else score + LENIENT for score, name in zip(scores, named, strict=True)]


def of_page(
    measures: Measures, scores: Sequence[float], named: Reasons, start: int, end: int
) -> Reasons:
    """Why what stands around the article goes, and in it what is probably junk."""
    return [
        None if start <= i < end and score > DOUBTFUL + LENIENT else _name(measures, i)
        for i, score in enumerate(_lenient(scores, named))
    ]


def _name(measures: Measures, i: int) -> str:
    """What to call a block that no cue names."""
    if measures.sentences[i]:
        return "page-furniture"
    return "navigation" if measures.words[i] <= 6 else "related-links"
