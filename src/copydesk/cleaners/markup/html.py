"""A page's tree as blocks of text: where words stand, and what stands around them.

lxml parses; a block is the text between two block tags or line breaks. Inline tags neither glue nor
split words. Elements without readable text (scripts, frames, controls) are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias, cast

from copydesk.cleaners.markup.tags import names

if TYPE_CHECKING:
    from lxml.etree import _Element

Attributes: TypeAlias = Mapping[str, str]

_MARKED = """
article main aside nav header footer form figure figcaption table ul ol li blockquote a section dl
td details label h1 h2 h3 h4 h5 h6 p pre em
"""
BIT = {tag: 1 << index for index, tag in enumerate(_MARKED.split())}
HIDDEN = 1 << len(BIT)
BODY = 1 << len(BIT) + 1  # declared as the article's body by itemprop or role
SEVERAL = 1 << len(BIT) + 2  # inside of an article inside of an article, as teasers are

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


def _parsed(html: str) -> _Element | None:
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
    page = Page()
    root = _parsed(html)
    if root is not None:
        _Reader(page).walk(root)
    return page


class _Reader:
    """Goes through a tree once and fills a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.block_tags = names("block") | names("around")
        self.unread_tags = names("unread")
        self.node = Node("", None, 0, ())  # the element we are in
        self.homes = [self.node]  # the block elements we are in
        self.pieces: list[str] = []  # text since the last block ended
        self.linked = 0
        self.words: dict[str, tuple[str, ...]] = {}

    def walk(self, root: _Element) -> None:
        from lxml.etree import iterwalk

        walker = iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if tag in self.unread_tags or not isinstance(tag, str):
                    self._pass_over(tag, element)
                    walker.skip_subtree()
                elif tag == "br":
                    self._end_block()
                else:
                    self._enter(tag, element)
            else:
                if tag not in self.unread_tags and tag != "br":
                    self._leave(tag)
                if element.tail:
                    self._add(element.tail)
        self._end_block()

    def _enter(self, tag: str, element: _Element) -> None:
        self.node = self._node(tag, cast("Attributes", element.attrib), self.node)
        if tag in self.block_tags:
            self._end_block()
            self.homes.append(self.node)
        if element.text:
            self._add(element.text)

    def _leave(self, tag: str) -> None:
        if tag in self.block_tags:
            self._end_block()
            self.homes.pop()
        node, parent = self.node, self.node.parent
        if parent:
            parent.chars += node.chars
            parent.linked += node.linked
            parent.solid += node.solid
            self.node = parent

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        if self.node.flags & BIT["a"]:
            self.linked += len(text)

    def _end_block(self) -> None:
        if not self.pieces:
            return
        node = self.homes[-1]
        text = "".join(self.pieces)
        text = text.strip("\n") if node.flags & BIT["pre"] else " ".join(text.split())
        if text and not text.isspace():
            block = Block(text, node, self.linked)
            self.page.blocks.append(block)
            node.chars += block.chars
            node.linked += block.linked
            node.solid += block.solid
        self.pieces.clear()
        self.linked = 0

    def _node(self, tag: str, attributes: Attributes, parent: Node) -> Node:
        flags = parent.flags
        if tag in BIT:
            if tag == "article" and flags & BIT[tag]:
                flags |= SEVERAL
            flags |= BIT[tag]
        if not attributes:
            return Node(tag, parent, flags, ())
        if _is_hidden(attributes):
            flags |= HIDDEN
        if "articleBody" in attributes.get("itemprop", ""):
            flags |= BODY
        label = _label(attributes)
        if label not in self.words:
            self.words[label] = cue_words(label)
        return Node(tag, parent, flags, self.words[label])

    def _pass_over(self, tag: object, element: _Element) -> None:
        if tag == "head":
            self._read_head(element)
        elif tag == "script":
            if element.text and element.get("type", "").startswith("application/ld"):
                self.page.data.append(element.text)
        elif tag not in ("style", "template", "noscript"):
            self.pieces.append(" ")  # a picture or a control keeps the words beside it apart

    def _read_head(self, head: _Element) -> None:
        for script in head.iter("script"):
            self._pass_over("script", script)
        title = head.find(".//title")
        if title is not None and title.text:
            self.page.title = " ".join(title.text.split())


def _is_hidden(attributes: Attributes) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return "style" in attributes and bool(_INVISIBLE.search(attributes["style"]))


def _label(attributes: Attributes) -> str:
    """What a page's authors call an element."""
    get = attributes.get
    label = f"{get('class', '')} {get('id', '')} {get('data-component', '')}"
    return f"{label} role{attributes['role']}"[:400] if "role" in attributes else label[:400]


def cue_words(label: str) -> tuple[str, ...]:
    """The words of class and id names: "articleBody" is article and body.

    Two neighbours in one name count as a word, too: "article-body".
    """
    found: list[str] = []
    for name in label.split():
        words = [word.lower() for word in _WORD.findall(name)]
        found += words
        found += [f"{a}-{b}" for a, b in pairwise(words)]
    return tuple(dict.fromkeys(found))
