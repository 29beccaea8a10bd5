"""A page as blocks of text: where words stand, and what stands around them.

lxml parses; a block is the text between two block tags or line breaks. Inline tags neither glue nor
split words. Elements without readable text (scripts, frames, controls) are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache
from io import StringIO
from itertools import pairwise
from typing import Any, TypeAlias

from copydesk._text.patterns import eastern
from copydesk.cleaners.markup.tags import names

Attributes: TypeAlias = Mapping[str, str]

_MARKED = """
article main aside nav header footer form figure figcaption table ul ol li blockquote a section dl
td details label h1 h2 h3 h4 h5 h6 p pre em
"""
BIT = {tag: 1 << index for index, tag in enumerate(_MARKED.split())}
HIDDEN = 1 << len(BIT)
BODY = 1 << len(BIT) + 1  # declared as the article's body by itemprop or role
SEVERAL = 1 << len(BIT) + 2  # inside of an article inside of an article, as teasers are
DIALOG = 1 << len(BIT) + 3  # in a window over the page, as the one that asks about cookies

MOST = 20_000
"""Blocks that are judged together, twenty times those of a long page: more are read in parts."""

SUBHEADS = frozenset({"h2", "h3", "h4", "h5", "h6"})
"""Headings within an article."""

LABELS = 5000
"""Different names of elements whose words are remembered; a page that people wrote has fewer."""

AT_ONCE = 10_000
"""Characters of a block whose words are held one by one."""

DEEPEST = 500
"""Levels of elements that are told apart; no page that people wrote has a tenth of them."""

_LINK = BIT["a"]
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WIDE = eastern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_NAME = re.compile(r"<([a-zA-Z][\w.:]*+)(?!-)")  # near-miss: an element of somebody's own, <my-box>
_ROOT = re.compile(rf"[\ufeff\s]*(?:<[?!][^<>]*>\s*)*{_NAME.pattern}")
_DECLARED = re.compile(r"[\ufeff\s]*<\?xml\b[^<>]*>\s*(?:<[!?][^<>]*>\s*)*<article\b")
# A tag with more attributes than people write; its beginning is kept. No "<" stands in one.
_CROWDED = re.compile(
    r"""
    (< (?= [a-zA-Z] [^<]{2000} ) [^\s<>/]*+ )
    (?> (?: \s++ [^\s=<>"']++
            (?>(?: \s*+ = \s*+ (?: "[^"<]*+" | '[^'<]*+' | [^\s<>"']++ ) )?) ){1000,} )
    """,
    re.VERBOSE,
)
_BLANK = re.compile(r"\s")
_WORD = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")


class Node:
    """An element: its place in the tree, and the text in and below it."""

    __slots__ = (
        *("cell", "cells", "chars", "cues", "depth", "flags", "linked", "parent", "solid", "tag"),
    )

    def __init__(self, tag: str, parent: Node | None, flags: int, cues: tuple[str, ...]) -> None:
        self.tag = tag
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.flags = flags
        self.cues = cues
        self.chars = self.linked = self.solid = 0
        self.cell = self.cells = 0  # its number among the cells of its row; those that it has
        if parent and tag in ("td", "th"):
            parent.cells += 1
            self.cell = parent.cells

    def left(self) -> Node:
        """The element around it, to whose text its own is added now that it ends."""
        parent = self.parent
        if parent is None:
            return self
        if self.chars:
            parent.chars += self.chars
            parent.linked += self.linked
            parent.solid += self.solid
        return parent


class Block:
    """A run of text: its innermost block element, its length and how much of it is link text."""

    __slots__ = ("chars", "linked", "node", "solid", "text")

    def __init__(self, text: str, node: Node, linked: int) -> None:
        self.text = text
        self.node = node
        self.chars = len(text)
        if not text.isascii():  # a character of Chinese, Japanese or Korean says as much as three
            wide = 2 * sum(run.end() - run.start() for run in _WIDE.finditer(text))
            linked = linked * (self.chars + wide) // self.chars
            self.chars += wide
        self.linked = min(linked, self.chars)
        self.solid = self.chars if self.chars - self.linked > 80 else 0


class Page:
    """The blocks of a page in order, and what its head says."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.title = ""
        self.description = ""
        self.data: list[str] = []  # the content of JSON-LD scripts
        self.state: list[str] = []  # that of scripts from whose JSON the page is filled
        self.goes_on = False  # whether it is a later part of a page

    def rest(self) -> Page:
        """The page that holds what follows upon this part of one."""
        rest = Page()
        rest.title, rest.description, rest.goes_on = self.title, self.description, True
        return rest


def read(html: str, full: Callable[[Page], object] | None = None) -> Page:
    """The blocks of a page. No network; no tree is built, so that a large page takes little.

    `full` is called with each MOST blocks, and what is returned is the rest behind them.
    """
    from lxml import etree

    reader: Any = _Reader(Page(), _names_of_xml(html), full)
    parser = etree.HTMLParser(target=reader, encoding="utf-8", huge_tree=True, no_network=True)
    html = _CROWDED.sub(r"\1", html.replace("\x00", ""))
    with suppress(etree.XMLSyntaxError):
        etree.fromstring(html.encode("utf-8", "replace"), parser)
    page: Page = reader.close()
    return page


def _names_of_xml(html: str) -> frozenset[str]:
    """The elements of XML that is no HTML: any may be a block, as `<to>` and `<from>` of a note.

    Its root is no element of HTML's, unless it is `<article>` below a declaration, as in JATS.
    """
    root = _ROOT.match(html)
    known = names("block") | names("inline") | names("dropped") | names("frame")
    if root is None or (root[1].lower() in known and not _DECLARED.match(html)):
        return frozenset()
    return frozenset(name.lower() for name in _NAME.findall(html)) - names("inline")


class _Reader:
    """Hears of the tags and texts of a page one after the other, and fills a page."""

    def __init__(
        self, page: Page, names_of_xml: frozenset[str], full: Callable[[Page], object] | None
    ) -> None:
        self.page = page
        self.full = full
        self.block_tags = names("block") | names("around") | names_of_xml
        self.unread_tags = names("unread")
        self.is_xml = bool(names_of_xml)
        self.node = Node("", None, 0, ())  # the element we are in
        self.homes = [self.node]  # the block elements we are in
        self.pieces = StringIO()  # text since the last block ended
        self.latest = ""  # the last of it
        self.linked = 0
        self.words = lru_cache(LABELS)(cue_words)
        self.deeper = 0  # elements that we are in below the deepest node
        self.unread = 0  # how deep we are in what is passed over
        self.in_head = False
        self.caught: list[str] | None = None  # text of what is passed over, if it is to be kept
        self.caught_by = self.page.data  # what keeps the text of the script we are in

    def start(self, tag: str, attributes: Attributes) -> None:
        if self.unread or (tag in self.unread_tags and not self._is_shown(tag, attributes)):
            self._pass_over(tag, attributes)
            self.unread += 1
        elif tag == "br":
            self._end_block()
        else:
            self._enter(tag, attributes)

    def end(self, tag: str) -> None:
        if self.unread:
            self.unread -= 1
            self._keep_caught(tag)
        elif tag != "br":
            self._leave(tag)

    def data(self, text: str) -> None:
        if self.caught is not None:
            self.caught.append(text)
        elif not self.unread:
            self.pieces.write(text)
            self.latest = text
            if self.node.flags & _LINK:
                self.linked += len(text)

    def close(self) -> Page:
        self._end_block()
        return self.page

    def _is_shown(self, tag: str, attributes: Attributes) -> bool:
        """Whether what mostly is not read is: a template that is the inside of its element, a
        section's title in XML."""
        if tag == "template":
            return "shadowrootmode" in attributes
        return self.is_xml and tag == "title" and self.node.depth > 1

    def _enter(self, tag: str, attributes: Attributes) -> None:
        is_block = tag in self.block_tags
        if is_block and self.pieces.tell():
            self._end_block()
        if self.node.depth == DEEPEST:
            self.deeper += 1
            return
        is_title = self.is_xml and tag == "title"
        self.node = self._node("h2" if is_title else tag, attributes, self.node)
        if is_block:
            self.homes.append(self.node)

    def _leave(self, tag: str) -> None:
        is_block = tag in self.block_tags
        if (is_block or self._names_speaker(tag)) and self.pieces.tell():
            self._end_block()
        if self.deeper:
            self.deeper -= 1
            return
        if is_block:
            self.homes.pop()
        self.node = self.node.left()

    def _names_speaker(self, tag: str) -> bool:
        """Whether an element ends that says whom a quotation is of, as forums set it: "Ann wrote:".

        Near-miss: the source behind a quotation, in the same line.
        """
        is_quoted = tag == "cite" and self.node.flags & BIT["blockquote"]
        return bool(is_quoted) and self.latest.rstrip().endswith(":")

    def _end_block(self) -> None:
        node = self.homes[-1]
        text = self.pieces.getvalue()
        text = text.strip("\n") if node.flags & BIT["pre"] else _in_one_line(text)
        if text and not text.isspace():
            block = Block(text, node, self.linked)
            self.page.blocks.append(block)
            node.chars += block.chars
            node.linked += block.linked
            node.solid += block.solid
            if self.full and len(self.page.blocks) == MOST:
                self._begin_anew(self.full)
        self.pieces = StringIO()
        self.linked = 0

    def _begin_anew(self, full: Callable[[Page], object]) -> None:
        """Hand the page over as it is, and go on within new elements like those we are in."""
        chain = [self.node]
        while (node := chain[-1]).parent:
            chain.append(node.left())
        full(self.page)
        self.page = self.page.rest()
        anew: dict[Node | None, Node | None] = {None: None}
        for node in reversed(chain):
            anew[node] = self.node = Node(node.tag, anew[node.parent], node.flags, node.cues)
        self.homes = [new for home in self.homes if (new := anew[home])]

    def _node(self, tag: str, attributes: Attributes, parent: Node) -> Node:
        flags = parent.flags
        if tag == "article" and flags & BIT[tag]:
            flags |= SEVERAL
        flags |= DIALOG if tag == "dialog" else BIT.get(tag, 0)
        if not attributes:
            return Node(tag, parent, flags, ())
        if _is_hidden(attributes):
            flags |= HIDDEN
        if "articleBody" in attributes.get("itemprop", ""):
            flags |= BODY
        cues = self.words(_label(attributes))
        if not _DIALOGS.isdisjoint(cues):
            flags |= DIALOG
        return Node(tag, parent, flags, cues)

    def _pass_over(self, tag: str, attributes: Attributes) -> None:
        """An element whose text is none of the page's; that of some says what the page is."""
        if not self.unread:
            self.in_head = tag == "head"
            if tag not in _SILENT:
                self.pieces.write(" ")  # a picture or a control keeps the words beside it apart
        if tag == "meta":
            self._describe(attributes)
        if tag == "title" and self.in_head and not self.page.title:
            self.caught = []
        if tag == "script" and (kind := attributes.get("type", "")).startswith(_DATA):
            self.caught = []
            self.caught_by = self.page.state if kind.startswith(_DATA[1]) else self.page.data

    def _describe(self, attributes: Attributes) -> None:
        """The longest of what the page's head says that it is about."""
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
        if name and name.lower() in _DESCRIPTIONS:
            text = " ".join(attributes.get("content", "").split())
            self.page.description = max(self.page.description, text, key=len)

    def _keep_caught(self, tag: str) -> None:
        if self.caught is None:
            return
        text, self.caught = "".join(self.caught), None
        if tag == "title":
            self.page.title = " ".join(text.split())
        elif text:
            self.caught_by.append(text)


_DESCRIPTIONS = frozenset({"description", "og:description", "twitter:description"})
_DATA = "application/ld", "application/json"
_DIALOGS = frozenset({"roledialog", "rolealertdialog", "privacy-modal", "cookie-consent",
                      "cookie-banner", "cookie-notice", "consent-banner"})  # fmt: skip
_SILENT = frozenset({"head", "script", "style", "template", "noscript"})


def _in_one_line(text: str) -> str:
    """The words of a text with a blank between them; of a long one not all are held at once."""
    if len(text) <= AT_ONCE:
        return " ".join(text.split())
    parts, at = list[str](), 0
    while at < len(text):
        blank = _BLANK.search(text, at + AT_ONCE)
        end = blank.start() if blank else len(text)
        parts.append(" ".join(text[at:end].split()))
        at = end
    return " ".join(filter(None, parts))


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
        if name.isalpha() and name.islower() and name.isascii():
            found.append(name)
            continue
        words = [word.lower() for word in _WORD.findall(name)]
        found += words
        if len(words) > 1:
            found += [f"{a}-{b}" for a, b in pairwise(words)]
    return tuple(dict.fromkeys(found))
