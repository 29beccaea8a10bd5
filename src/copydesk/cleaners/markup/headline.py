"""The headline of a page among its blocks: what its title says again, or its `<h1>`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.cleaners.markup.html import BIT, HIDDEN, Block, Page

ALIKE = 0.5
"""The share of words that the title and a headline have in common, of those that either has."""
LONGEST = 300

_WORD = re.compile(r"\w+")


def headline(page: Page, kept: Sequence[int]) -> int | None:
    """The block that is the headline, above the first paragraph of what is kept; None without one.

    What the title says comes before an `<h1>`, which may be the site's name; that is a link.
    """
    if page.goes_on:
        return None
    blocks, title = page.blocks, words_of(page.title)
    ranked = [
        (alike if (alike := _alike(words_of(blocks[i].text), title)) >= ALIKE else 0.0, is_h1, i)
        for i in range(_beginning(blocks, kept))
        if _may_be(blocks[i])
        for is_h1 in [bool(blocks[i].node.flags & BIT["h1"])]
    ]
    found = max(ranked, default=None)
    if found is None or not (found[0] or (found[1] and not _is_link(blocks[found[2]]))):
        return None
    return found[2]


def _beginning(blocks: Sequence[Block], kept: Sequence[int]) -> int:
    """Where the first paragraph that is kept stands."""
    return next((i for i in kept if blocks[i].solid), kept[0] if kept else len(blocks))


def _may_be(block: Block) -> bool:
    return block.chars <= LONGEST and not block.node.flags & HIDDEN


def _is_link(block: Block) -> bool:
    return block.linked == block.chars


def _alike(words: frozenset[str], title: frozenset[str]) -> float:
    return len(words & title) / (len(words | title) or 1)


def words_of(text: str) -> frozenset[str]:
    """The different words of a text, in lower case."""
    return frozenset(words_in(text))


def words_in(text: str) -> list[str]:
    """The words of a text in order, in lower case."""
    return _WORD.findall(text.lower())
