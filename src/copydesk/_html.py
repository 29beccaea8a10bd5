"""A page's tree as blocks of text: where words stand, and what stands around them.

lxml parses; a block is the text between two block tags or line breaks. Inline tags neither glue nor
split words. Elements without readable text (scripts, frames, controls) are passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk._tags import names

if TYPE_CHECKING:
    from lxml.etree import _Element

PASSED_OVER = frozenset(
    "script style noscript template svg math iframe frame object embed applet audio video canvas map "
    "select option optgroup datalist textarea button input head noembed noframes title".split()
)
MARKED = (
    "article main aside nav header footer form figure figcaption table ul ol li blockquote a section "
    "dl td details label h1 h2 h3 h4 h5 h6 p pre em"
).split()
BIT = {tag: 1 << index for index, tag in enumerate(MARKED)}
HIDDEN = 1 << len(MARKED)
BODY = 1 << len(MARKED) + 1  # declared as the article's body by itemprop or role
SEVERAL = 1 << len(MARKED) + 2  # inside of an article inside of an article, as teasers are

_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")


class Node:
    """An element: its place in the tree, and the text in and below it."""

    __slots__ = ("chars", "cues", "depth", "flags", "linked", "parent", "solid", "tag")

    def __init__(self, tag: str, parent: Node | None, flags: int, cues: tuple[str, ...]) -> None:
        self.tag = tag
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.flags = flags
        self.cues = cues
        self.chars = self.linked = self.solid = 0


class Block:
    """A run of text: its innermost block element, its length and how much of it is link text."""

    __slots__ = ("chars", "linked", "node", "solid", "text")

    def __init__(self, text: str, node: Node, linked: int) -> None:
        self.text = text
        self.node = node
        self.chars = len(text)
        if not text.isascii():  # a character of Chinese, Japanese or Korean says as much as three
            wide = 2 * len(_WIDE.findall(text))
            linked = linked * (self.chars + wide) // self.chars
            self.chars += wide
        self.linked = min(linked, self.chars)
        self.solid = self.chars if self.chars - self.linked > 80 else 0


class Page:
    """The blocks of a page in order, and what its head says."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.title = ""
        self.data: list[str] = []  # the content of JSON-LD scripts


def parsed(html: str) -> _Element | None:
    """The tree of a page; None where there is none or it is nested too deep. No network."""
    from lxml import etree

    data = html.replace("\x00", "").encode("utf-8", "replace")
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    too_deep = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    return None if too_deep else root


def read(html: str) -> Page:
    """The blocks of a page."""
    root = parsed(html)
    page = Page()
    if root is not None:
        _Reader(page).walk(root)
    return page


class _Reader:
    """Goes through a tree once and fills a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pieces: list[str] = []
        self.linked = 0
        self.block = names("block")

    def walk(self, root: _Element) -> None:
        from lxml.etree import iterwalk

        walker = iterwalk(root, events=("start", "end"))
        node = Node("", None, 0, ())  # the element we are in
        home = node  # the innermost block element
        homes = []
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if tag in PASSED_OVER or not isinstance(tag, str):
                    self._pass_over(tag, element)
                    walker.skip_subtree()
                    continue
                if tag == "br":
                    self._end_block(home)
                    continue
                node = self._enter(tag, element, node)
                if tag in self.block:
                    self._end_block(home)
                    homes.append(home)
                    home = node
                self._add(element.text, node)
                continue
            if tag not in PASSED_OVER and tag != "br":
                if tag in self.block:
                    self._end_block(home)
                    home = homes.pop()
                parent = node.parent
                parent.chars += node.chars
                parent.linked += node.linked
                parent.solid += node.solid
                node = parent
            elif tag in self.block:
                self._end_block(home)
            self._add(element.tail, node)
        self._end_block(home)

    def _add(self, text: str | None, node: Node) -> None:
        if text:
            self.pieces.append(text)
            if node.flags & BIT["a"]:
                self.linked += len(text)

    def _end_block(self, node: Node) -> None:
        if not self.pieces:
            return
        text = "".join(self.pieces)
        text = text.strip("\n") if node.flags & BIT["pre"] else " ".join(text.split())
        if text:
            block = Block(text, node, self.linked)
            self.page.blocks.append(block)
            node.chars += block.chars
            node.linked += block.linked
            node.solid += block.solid
        self.pieces.clear()
        self.linked = 0

    def _enter(self, tag: str, element: _Element, parent: Node) -> Node:
        flags = parent.flags
        bit = BIT.get(tag, 0)
        if tag == "article" and flags & bit:
            flags |= SEVERAL
        flags |= bit
        attributes = element.attrib
        if not attributes:
            return Node(tag, parent, flags, ())
        get = attributes.get
        if (
            "hidden" in attributes
            or get("aria-hidden") == "true"
            or ("style" in attributes and _INVISIBLE.search(get("style")))
        ):
            flags |= HIDDEN
        if "articleBody" in get("itemprop", "") or get("property", "") == "content:encoded":
            flags |= BODY
        label = f"{get('class', '')} {get('id', '')}"
        if "data-component" in attributes:
            label += " " + get("data-component")
        if "role" in attributes:
            label += " role" + get("role")
        return Node(tag, parent, flags, cue_words(label[:400]) if len(label) > 1 else ())

    def _pass_over(self, tag: object, element: _Element) -> None:
        if (
            tag == "script"
            and element.get("type", "").startswith("application/ld")
            and element.text
        ):
            self.page.data.append(element.text)
        elif tag == "head":
            for script in element.iter("script"):
                self._pass_over("script", script)
            title = element.find(".//title")
            if title is not None and title.text:
                self.page.title = " ".join(title.text.split())


def cue_words(label: str) -> tuple[str, ...]:
    """The words of class and id names: "articleBody entry-content" -> article, body, entry, content.

    Two neighbours count as a word, too: "article-body".
    """
    found: list[str] = []
    for name in label.split():
        words = [word.lower() for word in _WORD.findall(name)]
        found += words
        found += [f"{a}-{b}" for a, b in zip(words, words[1:])]
    return tuple(dict.fromkeys(found))
