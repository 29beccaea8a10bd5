"""Why the blocks of a page went: found when somebody asks, cleaning itself does not pay for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from copydesk._text import data
from copydesk._text.diffs import changes_between
from copydesk._text.edits import Change
from copydesk.cleaners.markup.headline import headline
from copydesk.cleaners.markup.html import BIT, Block, Node
from copydesk.cleaners.markup.page import chosen

Spot = tuple[int, int, str]
"""Where the words of a block stand in the page's source, and why they went."""

_WORDS, _FAR, _MISSES = 5, 100_000, 50
"""Words by which a block is found, how far on, and how many in a row may be missing."""
_BETWEEN = r"(?:\s|&nbsp;|<[^<>]{0,500}>){1,9}"
_MARKED = (("nav", "navigation"), ("footer", "footer"), ("aside", "related-links"))


def page_reasons(html: str, after: str, *, keep_headline: bool = False) -> list[Change]:
    """What changed between a page and its article, each block that went with its reason."""
    changes = changes_between(html, after, "markup")
    return list(_split(changes, list(_spots(html, keep_headline))))


def _spots(html: str, keep_headline: bool) -> Iterator[Spot]:
    page, kept = chosen(html)
    known, at, missed, top = set(kept), 0, 0, headline(page, kept)
    if keep_headline and top is not None:
        known.add(top)
    for index, block in enumerate(page.blocks):
        words = block.text.split(None, _WORDS)[:_WORDS]
        found = re.compile(_BETWEEN.join(map(_source, words))).search(html, at, at + _FAR)
        missed = 0 if found else missed + 1
        if missed > _MISSES:
            return
        if not found:
            continue
        at = found.end()
        if index not in known:
            end = html.find("<", at)
            reason = "headline" if index == top else reason_of(block)
            yield found.start(), end if end >= 0 else len(html), reason


def _source(word: str) -> str:
    """A word as the source of a page may write it."""
    return re.escape(word[:40]).replace("&", "&(?:amp;)?")


def reason_of(block: Block) -> str:
    """Navigation, headline, byline and so on; page furniture where nothing tells."""
    if block.node.tag == "h1":
        return "headline"
    node: Node | None = block.node
    while node is not None and node.depth > 2:
        for cue in node.cues:
            if cue in _by_cue():
                return _by_cue()[cue]
        node = node.parent
    for tag, reason in _MARKED:
        if block.node.flags & BIT[tag]:
            return reason
    return "navigation" if 2 * block.linked > block.chars else "page-furniture"


@cache
def _by_cue() -> dict[str, str]:
    table = data.toml("markup/reasons.toml")
    return {cue: reason for reason, cues in table.items() for cue in cues.split()}


def _split(changes: Iterable[Change], spots: list[Spot]) -> Iterator[Change]:
    """Each change cut where the words of a block that went begin and end."""
    index = 0
    for change in changes:
        at, after = change.start, change.after
        while index < len(spots) and spots[index][1] <= change.start:
            index += 1
        while index < len(spots) and spots[index][1] <= change.end:
            start, end, reason = spots[index]
            start, index = max(start, at), index + 1
            if at < start:
                yield Change(at, start, after, change.reason)
                after = ""
            if start < end:
                yield Change(start, end, after, reason)
                at, after = end, ""
        if at < change.end or after:
            yield Change(at, change.end, after, change.reason)
