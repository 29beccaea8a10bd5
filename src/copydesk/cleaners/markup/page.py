"""The article of a whole HTML page: which of its blocks belong to it, and how they read as text."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable
from itertools import pairwise

from copydesk._models import trees
from copydesk._text import data
from copydesk.cleaners.markup.block_context import context
from copydesk.cleaners.markup.block_features import table
from copydesk.cleaners.markup.companions import with_recipe_lists, with_summaries, without_contents
from copydesk.cleaners.markup.frames import is_feed
from copydesk.cleaners.markup.headline import LONGEST, headline, words_in, words_of
from copydesk.cleaners.markup.html import BIT, DIALOG, HIDDEN, SUBHEADS, Block, Page, read
from copydesk.cleaners.markup.leftovers import with_tags_escaped
from copydesk.cleaners.markup.stamps import without_stamps
from copydesk.cleaners.markup.standfirst import standfirst
from copydesk.cleaners.markup.state import assigned
from copydesk.cleaners.markup.tables import cell_of, is_column, with_formulas, with_tables
from copydesk.cleaners.markup.told import told_article, with_recipe

ENOUGH = 140
"""Characters below which what was kept is no article; then the page's whole text is given."""

_FRAME = re.compile(r"<(?:!doctype\s+html|html|head|body)\b[^<>]*>", re.IGNORECASE)
_MARKS = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_XML_ROOT = re.compile(
    r"\ufeff?\s*<\?xml\b[^<>]*>(?:\s|<[?!][^<>]*>)*<([A-Za-z][\w.:-]{0,80})(?=[\s>])"
)
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
_MANY = 50  # so many tags, none closed, are a page that somebody cut short
_LINES = frozenset({"li", "dd", "dt", "td", "th", "tr"})  # no blank line between two of these


def is_page(text: str) -> bool:
    """A document's frame, or several of the large parts that a page is made of, or XML.

    Near-misses: an RSS description, the body of a post, and an article about the tag `<html>`.
    """
    if _is_xml(text):
        return True
    frame = _FRAME.search(text, 0, 5000)
    if frame:
        before = _MARKS.sub("", text[: frame.start()])
        if before.strip("\ufeff \t\r\n"):
            return "</body>" in text[-2000:].lower()
        return "</" in text or text.count("<") > _MANY
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return False
    folded = text[:200_000].lower()
    return sum(part in folded for part in _PARTS) >= 4


def _is_xml(text: str) -> bool:
    """A document of XML, from its declaration to the end of its root. Near-misses: feeds, drawings.

    >>> _is_xml("<?xml version='1.0'?><note><to>Ann</to></note>")
    True
    """
    root = _XML_ROOT.match(text)
    if root is None or root[1] == "svg" or is_feed(text):
        return False
    return text.rstrip().endswith(f"</{root[1]}>")


def page_text(html: str, *, keep_headline: bool = False) -> str:
    """The text of a page's article; of a page without one, of a list or a front page, all of it.

    The headline is the page's title and no part of the article's text: it goes, unless it is asked
    for. Then it comes first.
    """
    texts: list[str] = []

    def hear(page: Page, kept: list[int]) -> None:
        if keep_headline and (first := headline(page, kept)) is not None:
            kept = [first, *(i for i in kept if i != first)]
        texts.append(_joined([page.blocks[i] for i in kept]))

    by_part(html, hear)
    return with_tags_escaped("\n\n".join(texts))


def by_part(html: str, hear: Callable[[Page, list[int]], None]) -> None:
    """Tell of a page's blocks, and of those that are given, the headline apart.

    A page of very many blocks is read in parts, each of which is judged as a page: so the memory
    that it takes does not grow with their number.
    """

    def full(part: Page) -> None:
        kept = article(part)
        hear(part, kept if _size(part, kept) >= ENOUGH else _visible(part))

    page = _whole(html, full)
    chosen = _chosen(html, page, full) if page else None
    if chosen:
        hear(*chosen)


def _whole(html: str, full: Callable[[Page], None]) -> Page | None:
    """A page; None of one that is so long that it was told in parts."""
    page = read(html, full)
    if page.goes_on and page.blocks:
        full(page)
    return None if page.goes_on else page


def _chosen(html: str, page: Page, full: Callable[[Page], None]) -> tuple[Page, list[int]] | None:
    """The blocks of a page, or of what else it has, and which of them are given.

    None where what else it has is so long that it was told in parts.
    """
    kept = article(page)
    if _size(page, kept) >= ENOUGH:
        return page, kept
    if _NO_FRAMES.search(html):
        other = _whole(_NO_FRAMES.sub(r"<\1div", html), full)
        if other is None:
            return None
        found = article(other)
        if _size(other, found) >= ENOUGH:
            return other, found
        page = page if page.blocks else other
    page.state += assigned(html)
    told = told_article(page)
    if told is None:
        return page, _visible(page)
    other = _whole(told, full)
    if other is None:
        return None
    return other, _without_headline(other, list(range(len(other.blocks))))


def _size(page: Page, kept: Iterable[int]) -> int:
    return sum(page.blocks[i].chars for i in kept)


# What browsers without frames or scripts show, where a page has nothing else.
_NO_FRAMES = re.compile(r"<(/?)(?:frameset|noframes|noscript)\b", re.IGNORECASE)
_OUTSIDE = BIT["nav"] | BIT["footer"] | BIT["aside"]
_INSIDE = BIT["article"] | BIT["main"]
_SHORT_PAGE = 3000


def _visible(page: Page) -> list[int]:
    """What a page shows; of one with a short article that and no navigation, footer or aside."""
    blocks = page.blocks
    kept = [i for i, block in enumerate(blocks) if not block.node.flags & HIDDEN]
    if _size(page, kept) < _SHORT_PAGE:
        inner = [i for i in kept if not blocks[i].node.flags & _OUTSIDE]
        marked = [i for i in inner if blocks[i].node.flags & _INSIDE]
        kept = _without_headline(page, marked) or inner or kept
    return kept or list(range(len(blocks)))


def _without_headline(page: Page, kept: list[int]) -> list[int]:
    """Without an `<h1>` at the top, or a lesser heading there that the title says too.

    What stands above it goes with it: a date, a section's name.
    """
    start = 0
    for k, i in enumerate(kept[:_TOP]):
        block = page.blocks[i]
        if block.node.tag == "h1" or _is_title(page, block):
            start = k + 1
        elif block.solid:
            break
    return kept[start:]


_TOP = 4
"""How far from the top of what is kept a headline is looked for."""


def _is_title(page: Page, block: Block) -> bool:
    """Whether a heading's words are all of the page's title: some pages set the site as `<h1>`.

    Where no heading is, a line that is half of the title or more: so do views for printing.
    """
    if block.node.tag in SUBHEADS:
        words = words_of(block.text)
        return len(words) > 1 and words <= words_of(page.title)
    text, title = (" ".join(words_in(x)) for x in (block.text[:LONGEST], page.title))
    return 2 * len(text) >= len(title) and " " in text and f" {text} " in f" {title} "


def article(page: Page) -> list[int]:
    """The blocks that belong to the article: each judged alone, then beside its like."""
    if not page.blocks:
        return []
    first, second = trees.load("blocks.json"), trees.load("blocks_context.json")
    rows = table(page, data.parsed("block_cues.json"))
    scores = array("d", map(first.score, rows))
    scores = array("d", map(second.score, context(page, scores)))
    kept = [i for i, score in enumerate(scores) if score > 0]
    kept = _without_frame(page, _shown(page, _without_dialogs(page, kept)))
    kept = without_stamps(page, kept)
    kept = _without_headline(page, kept)
    if (above := standfirst(page, kept, scores)) is not None:
        kept = sorted((above, *kept))
    kept = with_formulas(page, with_tables(page, _with_lists(page, kept)))
    kept = with_recipe_lists(page, with_recipe(page, kept))
    kept = without_contents(page, with_summaries(page, kept))
    return _without_empty_heads(page, _without_last_heads(page, kept))


def _without_last_heads(page: Page, kept: list[int]) -> list[int]:
    """Without a heading or two at the end, of which what stood below them is gone.

    More of them than that are no headings: some pages set their text so.
    """
    end = len(kept)
    while end and page.blocks[kept[end - 1]].node.tag in SUBHEADS:
        end -= 1
    return kept[:end] if 0 < len(kept) - end <= 2 else kept


def _without_empty_heads(page: Page, kept: list[int]) -> list[int]:
    """Without headings of which only links stood below, which are gone: "Contents"."""
    blocks = page.blocks
    empty = {
        head
        for head, behind in pairwise(kept)
        if blocks[behind].node.tag in SUBHEADS
        and blocks[head].node.tag in SUBHEADS
        and blocks[head].node.tag >= blocks[behind].node.tag
        and _are_links(blocks[head + 1 : behind])
    }
    return [i for i in kept if i not in empty]


def _are_links(blocks: list[Block]) -> bool:
    return 2 * sum(block.linked for block in blocks) > sum(block.chars for block in blocks)


def _without_frame(page: Page, kept: list[int]) -> list[int]:
    """Without navigation and footer around what is marked as the article, some of it kept."""
    flags = {i: page.blocks[i].node.flags for i in kept}
    if not any(flags[i] & _INSIDE for i in kept):
        return kept
    return [i for i in kept if flags[i] & _INSIDE or not flags[i] & _FRAME_PARTS]


_FRAME_PARTS = BIT["nav"] | BIT["footer"]
_PROMISED = re.compile(r"\w{3,}[^:]*:\s*$")


def _with_lists(page: Page, kept: list[int]) -> list[int]:
    """With all items of a list of which one was kept, or that a kept line announces with a colon.

    Such a list is the article's own: "The ports of call are:". It stands between two kept blocks.
    """
    blocks, known = page.blocks, set(kept)
    found = list[int]()
    for before, behind in pairwise(kept):
        between = range(before + 1, behind)
        if 0 < len(between) <= _LONGEST_LIST:
            items = [i for i in between if blocks[i].node.tag == "li"]
            if len(items) == len(between) and _is_announced(blocks, before, behind):
                found += items
    return sorted(known | set(found))


_LONGEST_LIST = 40


def _is_announced(blocks: list[Block], before: int, behind: int) -> bool:
    """Whether what stands before is the line or an item of it, whose last item may be kept."""
    first, item = blocks[before], blocks[before + 1]
    if first.node.tag == "li":
        return first.node.parent is item.node.parent
    return (
        bool(_PROMISED.search(first.text))
        and first.chars > 15
        and not first.linked
        and not first.node.flags & _OUTSIDE
        and _is_inside(first, blocks[behind], item)
    )


def _is_inside(first: Block, last: Block, item: Block) -> bool:
    """Whether a list is the neighbour of its announcement, or ends with an item that is kept."""
    home = item.node.parent
    same = home is not None and home.parent is first.node.parent
    return same and (last.node.parent in (home, first.node.parent))


def _without_dialogs(page: Page, kept: list[int]) -> list[int]:
    """Without windows over the page, however long their texts, unless nothing else is an article.

    Near-miss: a page that shows its one post in such a window.
    """
    beside = [i for i in kept if not page.blocks[i].node.flags & DIALOG]
    return beside if _size(page, beside) >= ENOUGH else kept


def _shown(page: Page, kept: list[int]) -> list[int]:
    """Without what is hidden or beside the page's matter, unless most of what is kept is.

    Some pages show their article by a script.
    """
    shown = [i for i in kept if not page.blocks[i].node.flags & (HIDDEN | BIT["aside"])]
    return shown if _size(page, shown) * 2 > _size(page, kept) else kept


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
    first, second = cell_of(before), cell_of(block)
    tags = {first.tag, second.tag}
    if tags <= {"td", "th"} and first.parent is second.parent:
        if is_column(first, before) or is_column(second, block):
            return "\n\n"
        return " |" * max(1, second.cell - first.cell) + " "  # empty cells have their place
    if tags <= _LINES or (block.node.flags & before.node.flags & BIT["pre"]):
        return "\n"
    return "\n\n"
