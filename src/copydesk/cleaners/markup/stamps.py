"""Stamps of a page's article: who wrote it, and when, in elements that are named for it, and what
posts are signed with.

Above the article other cleaners know them by their words; a thread has one above each post, beside
the post's title and what the forum tells of its author.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from copydesk._kernels.blocks import ends_sentence
from copydesk.cleaners.markup.headline import words_of
from copydesk.cleaners.markup.html import Block, Node, Page

LONGEST = 120
SIGNED = 200
"""Characters of what a post is signed with at most."""
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
STAMPS = frozenset({"author", "byline", "date", "dateline", "datetime", "meta", "published", "time",
                    "timestamp"})  # fmt: skip
"""Words of class names of an element that says who or when."""
PROFILES = frozenset({"postprofile", "userinfo", "user-details", "author-statistics"})
"""Those that forums have for what they tell of a post's author."""
BIOS = frozenset({"author-bio", "author-box", "author-card", "author-description",
                  "author-profile", "authorbox", "authorbio"})  # fmt: skip
"""Those of a box that tells of an article's author."""

# A year, or an hour. Near-misses: "1,200", "5:1", "20245".
_WHEN = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?!\d|[,.]\d)|(?<!\d)[0-2]?\d[:.h時]\s?[0-5]\d(?!\d)")
_STROKES = re.compile(r"--|_{3,}")
_ANSWER = re.compile(r"(?:re|aw|antw|sv|odp)(?:\[\d+\])?\s?:")  # near-miss: "Re-opening"


def without_stamps(page: Page, kept: Sequence[int]) -> list[int]:
    """What is kept of a page without stamps, authors' profiles and titles of answers."""
    left = [i for i in kept if not _is_stamp(page, page.blocks[i])]
    return _without_bios(page, _without_signatures(page, left)) or list(kept)


def _without_bios(page: Page, kept: list[int]) -> list[int]:
    """Without the box below an article that tells of its author, however long its sentences."""
    end = len(kept)
    while end and _is_named(page.blocks[kept[end - 1]].node, 4, BIOS):
        end -= 1
    return kept[:end]


def _without_signatures(page: Page, kept: list[int]) -> list[int]:
    """Without what stands below a line of strokes in two posts or more, and the line.

    Near-miss: one text with such a line, below which it goes on.
    """
    signatures = list[list[int]]()
    for node, run in groupby(kept, key=lambda i: page.blocks[i].node):
        post = list(run)
        cut = next((k for k, i in enumerate(post) if _STROKES.fullmatch(page.blocks[i].text)), 0)
        size = sum(page.blocks[i].chars for i in post[cut + 1 :])
        if cut and 0 < size <= min(SIGNED, node.chars // 2):
            signatures.append(post[cut:])
    gone = {i for found in signatures for i in found} if len(signatures) > 1 else set[int]()
    return [i for i in kept if i not in gone]


def _is_stamp(page: Page, block: Block) -> bool:
    """Whether a block is short, no sentence, and what its element's name or its words say it is.

    Near-misses: a line with a date in a paragraph of its own, a section that is about an author.
    """
    if block.chars > LONGEST or ends_sentence(block.text):
        return False
    if block.node.tag in _HEADS:
        answer = _ANSWER.match(block.text.lower())
        return answer is not None and words_of(block.text[answer.end() :]) <= words_of(page.title)
    return (_is_named(block.node, 2, STAMPS) and bool(_WHEN.search(block.text))) or (
        _is_named(block.node, 4, PROFILES)
    )


def _is_named(node: Node | None, levels: int, names: frozenset[str]) -> bool:
    """Whether an element, or one so many levels above it at most, has such a word in its name."""
    while node is not None and levels:
        if not names.isdisjoint(node.cues):
            return True
        node, levels = node.parent, levels - 1
    return False
