"""The article of a whole HTML page: which of its blocks belong to it, and how they read as text."""

from __future__ import annotations

import re

from copydesk._models import trees
from copydesk._text import data
from copydesk.cleaners.markup.block_context import context
from copydesk.cleaners.markup.block_features import table
from copydesk.cleaners.markup.html import BIT, HIDDEN, Block, Page, read
from copydesk.cleaners.markup.leftovers import with_tags_escaped

ENOUGH = 140
"""Characters below which what was kept is no article; then the page's whole text is given."""

_FRAME = re.compile(r"<(?:!doctype\s+html|html|head|body)\b[^<>]*>", re.IGNORECASE)
_MARKS = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_PARTS = (
    "<nav",
    "<header",
    "<footer",
    "<main",
    "<aside",
    "<article",
    "<section",
    "<script",
    "<form",
)
_LINES = frozenset({"li", "dd", "dt", "td", "th", "tr"})  # no blank line between two of these


def is_page(text: str) -> bool:
    """A document's frame, or several of the large parts that a page is made of.

    Near-misses: an RSS description, the body of a post, and an article about the tag `<html>`.
    """
    frame = _FRAME.search(text, 0, 5000)
    if frame:
        before = _MARKS.sub("", text[: frame.start()])
        return (
            "</" in text if not before.strip("\ufeff \t\r\n") else "</body>" in text[-2000:].lower()
        )
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return False
    folded = text[:200_000].lower()
    return sum(part in folded for part in _PARTS) >= 4


def page_text(html: str) -> str:
    """The text of a page's article; of a page without one, of a list or a front page, all of it.

    The headline is the page's title and no part of the article's text: it goes.
    """
    page = read(html)
    kept = article(page)
    if sum(page.blocks[i].chars for i in kept) < ENOUGH:
        kept = [i for i, block in enumerate(page.blocks) if not block.node.flags & HIDDEN]
        kept = kept or list(range(len(page.blocks)))
    return with_tags_escaped(_joined([page.blocks[i] for i in kept]))


def article(page: Page) -> list[int]:
    """The blocks that belong to the article: each judged alone, then beside its like."""
    if not page.blocks:
        return []
    first, second = trees.load("blocks.json"), trees.load("blocks_context.json")
    rows = table(page, data.parsed("block_cues.json"))
    scores = [first.score(row) for row in rows]
    kept = [i for i, row in enumerate(context(page, scores)) if second.score(row) > 0]
    kept = _shown(page, kept)
    start = next((k for k, i in enumerate(kept) if page.blocks[i].node.tag != "h1"), len(kept))
    return kept[start:]


def _shown(page: Page, kept: list[int]) -> list[int]:
    """Without what is hidden, unless most is: some pages show their article by a script."""
    shown = [i for i in kept if not page.blocks[i].node.flags & HIDDEN]
    size = sum(page.blocks[i].chars for i in shown)
    return shown if size * 2 > sum(page.blocks[i].chars for i in kept) else kept


def _joined(blocks: list[Block]) -> str:
    """Blocks as text: paragraphs a blank line apart, items and rows a line, cells by bars."""
    pieces: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before:
            pieces.append(_between(before, block))
        pieces.append(block.text)
        before = block
    return "".join(pieces)


def _between(before: Block, block: Block) -> str:
    if block.node is before.node:
        return "\n"  # a line break within one element
    tags = {before.node.tag, block.node.tag}
    if tags <= {"td", "th"} and before.node.parent is block.node.parent:
        return " | "
    if tags <= _LINES or (block.node.flags & before.node.flags & BIT["pre"]):
        return "\n"
    return "\n\n"
