"""Why the blocks of a page went: found when somebody asks, cleaning itself does not pay for it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cache

from copydesk._text import data
from copydesk._text.diffs import Gap, changes_between
from copydesk._text.edits import Change, compose
from copydesk.cleaners.markup.frames import octets_in, saved_changes, saved_page
from copydesk.cleaners.markup.headline import headline
from copydesk.cleaners.markup.html import BIT, Block, Node, Page
from copydesk.cleaners.markup.page import by_part
from copydesk.cleaners.markup.sources import Source, Span

Spot = tuple[int, int, str]
"""Where the words of a block stand in the page's source, and why they went."""

FINEST, WIDTH = 20_000, 200
"""Changes that are told apart, and from there on the characters over which neighbours are one."""
LONGEST = 100_000
"""Characters of a stretch without a block that stayed, in which words are compared."""

_FAR = 10_000
"""How far on in the article a block that stayed is looked for."""
_MARKED = {"nav": "navigation", "footer": "footer", "aside": "related-links"}
_OTHERS = frozenset({"comments", "related-links", "navigation"})
_HEADLINE, _WORDS = 35, 5
"""Characters and words of a link that is the headline of another article."""


def page_reasons(html: str, after: str, *, keep_headline: bool = False) -> list[Change]:
    """What changed between a page and its article, each block that went with its reason."""
    differences = _Differences(html, after, keep_headline)
    by_part(html, differences.hear)
    differences.end(len(html), len(after))
    return differences.changes


def saved_reasons(text: str, after: str, *, keep_headline: bool = False) -> list[Change]:
    """What changed between a page saved with its mail headers and its article."""
    page = saved_page(text)
    if place := octets_in(text, page):
        changes = page_reasons(page, after, keep_headline=keep_headline)
        return list(_unpacked(text, page, changes, place))
    unpacking = saved_changes(text)
    edits = compose(text, text, [], unpacking, "")
    edits = compose(text, page, edits, page_reasons(page, after, keep_headline=keep_headline), "")
    return [Change(edit.start, edit.end, edit.after, edit.reason) for edit in edits]


def _unpacked(
    text: str, page: str, changes: Iterable[Change], place: Callable[[int], int]
) -> Iterator[Change]:
    """Changes of a page that stands in a text in base64, and what becomes of all between them."""
    at = octet = reach = 0
    for change in (*changes, Change(len(page), len(page), "", "markup")):
        for end, after, reason in (
            (change.start, page[at : change.start], "markup"),
            (change.end, change.after, change.reason),
        ):
            octet += len(page[at:end].encode("utf-8", "replace"))
            spot = place(octet)
            if spot > reach or after:
                yield Change(reach, spot, after, reason)
            at, reach = end, spot
    yield Change(reach, len(text), "", "markup")


class _Differences:
    """What changed between a page and its article, found part by part as the page is read."""

    def __init__(self, html: str, after: str, keep_headline: bool) -> None:
        self.html, self.after, self.keep_headline = html, after, keep_headline
        self.source = Source(html)
        self.at = self.other = 0  # where the last block that stayed ends, in both
        self.gone: list[Spot] = []
        self.changes: list[Change] = []

    def hear(self, page: Page, kept: list[int]) -> None:
        """Add what changed up to the last block of a part that stayed."""
        if page.goes_on:
            self.end(max(self.at, self.source.end), self.other)
        known, top = set(kept), headline(page, kept)
        if self.keep_headline and top is not None:
            known.add(top)
        places = list(self.source.spans(block.text for block in page.blocks))
        around = _around(page.blocks[i] for i in kept)
        self.gone = [
            (*place, "headline" if i == top else reason_of(page.blocks[i], around))
            for i, place in enumerate(places)
            if place is not None and i not in known
        ]
        stayed = [(place, page.blocks[i].text) for i, place in enumerate(places) if i in known]
        self._add(self._until(stayed))

    def end(self, at: int, other: int) -> None:
        """Add what changed from there on up to a place in both."""
        self._add(_between(self.html, self.after, (self.at, at, self.other, other)))
        self.at, self.other = at, other

    def _until(self, stayed: Iterable[tuple[Span | None, str]]) -> Iterator[Change]:
        """What changed in and between blocks that stayed, if they are found on both sides."""
        html, after = self.html, self.after
        for place, text in stayed:
            at, other = self.at, self.other
            found = after.find(text, other, other + _FAR + len(text)) if place else -1
            if place is not None and found >= 0:
                yield from _between(html, after, (at, place[0], other, found))
                self.at, self.other = place[1], found + len(text)
                yield from _between(html, after, (place[0], self.at, found, self.other))

    def _add(self, changes: Iterable[Change]) -> None:
        """Add changes; beyond FINEST of them neighbours become one, with what stands between."""
        for change in _split(changes, self.gone):
            last = self.changes[-1] if len(self.changes) > FINEST else None
            if last and change.end - last.start <= WIDTH:
                after = last.after + self.html[last.end : change.start] + change.after
                self.changes[-1] = Change(last.start, change.end, after, last.reason)
            else:
                self.changes.append(change)


def _between(html: str, after: str, gap: Gap) -> Iterator[Change]:
    """What changed in a stretch of both; all of it, where only white space was put in its place."""
    start, end, other, other_end = gap
    before, put = html[start:end], after[other:other_end]
    if put.isspace() or not put or len(before) > LONGEST:
        yield from (Change(start, end, put, "markup"),) if before != put else ()
    else:
        for change in changes_between(before, put, "markup"):
            yield change._replace(start=change.start + start, end=change.end + start)


def _around(blocks: Iterable[Block]) -> set[Node]:
    """The elements around blocks."""
    found = set[Node]()
    for block in blocks:
        node: Node | None = block.node.parent
        while node is not None and node not in found:
            found.add(node)
            node = node.parent
    return found


def reason_of(block: Block, around: Container[Node]) -> str:
    """Navigation, headline, byline and so on; page furniture where nothing tells.

    `around`: the elements that have text of the article in them, which say nothing of what went.
    """
    if block.node.tag == "h1" and block.linked < block.chars:
        return "headline"
    told = list(_told(block.node, around))
    first = told[0] if told else _looks(block)
    if first == "navigation" and block.solid:
        return "page-furniture"
    if first == "byline":  # of the article, unless it is that of a comment or of a link to another
        return next((reason for reason in told if reason in _OTHERS), first)
    if first == "footer" and block.node.flags & BIT["figure"]:
        return _looks(block)
    return first


def _told(node: Node | None, around: Container[Node]) -> Iterator[str]:
    """What an element and those around it are called, from the innermost on."""
    while node is not None and node.depth > 2 and node not in around:
        if (reason := _of_names(node.cues)) is not None:
            yield reason
        elif node.tag in _MARKED and (node.tag != "aside" or 2 * node.linked > node.chars):
            yield _MARKED[node.tag]
        node = node.parent


def _of_names(cues: tuple[str, ...]) -> str | None:
    """What the first of an element's names says that says anything, pairs of its words first."""
    table = _by_cue()
    return next((table[cue] for cue in sorted(cues, key=_is_word) if cue in table), None)


def _is_word(cue: str) -> bool:
    return "-" not in cue


def _looks(block: Block) -> str:
    """What a block without a name is: a headline that is a link leads to another article."""
    if 2 * block.linked <= block.chars:
        return "page-furniture"
    is_headline = block.chars >= _HEADLINE and len(block.text.split()) >= _WORDS
    return "related-links" if is_headline else "navigation"


@cache
def _by_cue() -> dict[str, str]:
    table = data.toml("markup/reasons.toml")
    return {cue: reason for reason, cues in table.items() for cue in cues.split()}


def _split(changes: Iterable[Change], spots: Sequence[Spot]) -> Iterator[Change]:
    """Each change cut where the words of a block that went begin and end."""
    index = 0
    for change in changes:
        at, after = change.start, change.after
        while index < len(spots) and spots[index][0] < change.end:
            start, end, reason = spots[index]
            start, end = max(start, at), min(end, change.end)
            if at < start < end:
                yield Change(at, start, after, change.reason)
                at, after = start, ""
            if start < end:
                yield Change(start, end, after, reason)
                at, after = end, ""
            if spots[index][1] > change.end:
                break
            index += 1
        if at < change.end or after:
            yield Change(at, change.end, after, change.reason)
