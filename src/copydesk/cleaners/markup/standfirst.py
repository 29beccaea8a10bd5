"""The standfirst of a page's article: the lines under the headline that the page's head says, too.

It stands apart from the article's paragraphs, in a header or beside a picture, so that little tells
it from a teaser but that the page's own description begins as it does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.cleaners.markup.html import BIT, HIDDEN, Block, Page

SURE = -2.0
"""A score below which a block is none, whatever the page's head says."""
ALIKE = 0.8
"""The share of the shorter of both texts with which both begin."""
SHORTEST, LONGEST = 40, 1500
FEWEST = 5

_WORD = re.compile(r"\w+")
_OUTSIDE = HIDDEN | BIT["nav"] | BIT["footer"] | BIT["figcaption"] | BIT["aside"]


def standfirst(page: Page, kept: Sequence[int], scores: Sequence[float]) -> int | None:
    """The block above the first paragraph of what is kept that is the standfirst; None without."""
    blocks, description = page.blocks, _words(page.description)
    if not kept or len(description) < FEWEST:
        return None
    known = set(kept)
    for i in range(next((i for i in kept if blocks[i].solid), kept[0])):
        if scores[i] > SURE and i not in known and _is_said(blocks[i], description):
            return i
    return None


def _is_said(block: Block, description: Sequence[str]) -> bool:
    """Whether a block and the description begin alike, and the block is not much the shorter.

    Near-misses: a headline, a link to the story, a caption, a teaser of two words.
    """
    if block.linked or block.node.tag == "h1" or block.node.flags & _OUTSIDE:
        return False
    if not SHORTEST <= block.chars <= LONGEST:
        return False
    words = _words(block.text)
    shorter = min(len(words), len(description))
    pairs = zip(words, description, strict=False)
    same = next((i for i, (a, b) in enumerate(pairs) if a != b), shorter)
    return shorter >= FEWEST and same >= ALIKE * shorter and len(words) >= 0.6 * len(description)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
