"""HTML without the frame of a page as text: a feed's description, the body of a post.

Beautiful Soup with lxml's parser reads it; nothing is judged, all of its text stays except what is no
text (scripts, styles, forms) or not the article's (navigation, asides, footers).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk._tags import names, real_tags

if TYPE_CHECKING:
    from bs4 import Tag

_BLOCK = re.compile(
    r"</(?:p|div|ul|ol|li|table|h[1-6]|blockquote|section|article|figure|pre|dl)\s*>", re.I
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
DEEPEST = 200
_ITEMS = frozenset("li dd dt tr caption".split())


def is_fragment(text: str) -> bool:
    """Begins and ends with a tag and has a closed block in it.

    Near-misses: a text in which some tags were left, which keeps its line breaks; and tags nested so
    deep that no one wrote them, of which a parser would lose the content.
    """
    bare = text.strip()
    whole = bare.startswith("<") and bare.endswith(">") and bool(_BLOCK.search(bare))
    return whole and _depth(bare) < DEEPEST


def fragment_text(text: str) -> str:
    """The text of a fragment: blocks a blank line apart, items and rows a line, cells by bars."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(_guarded(text), "lxml")
    for element in soup.find_all(list(names("dropped") - {"head"})):
        if not element.decomposed:
            element.decompose()
    for string in soup.find_all(string=True):
        if not string.find_parent("pre"):
            string.replace_with(_SPACES.sub(" ", string))
    for element in soup.find_all(["br", *names("block")]):
        _set_apart(element)
    return _tidied(soup.get_text())


def _set_apart(element: Tag) -> None:
    """Put line breaks around a block, bars between cells."""
    if element.name == "br":
        element.replace_with("\n")
    elif element.name in ("td", "th"):
        if element.find_next_sibling(["td", "th"]):
            element.append(" | ")
    else:
        breaks = "\n" if element.name in _ITEMS else "\n\n"
        element.insert_before(breaks)
        element.insert_after(breaks)


def _tidied(text: str) -> str:
    text = (
        re.sub(r"[ \t]*\n[ \t]*(?=\n|\S)", "\n", text) if "\n " in text or " \n" in text else text
    )
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _depth(text: str) -> int:
    """How deep tags are nested, each that is never closed counted too."""
    depth = deepest = 0
    for tag, end in real_tags(text):
        if end is None and tag.name not in names("void"):
            depth += -1 if tag.closing else 1
            deepest = max(deepest, depth)
    return deepest


def _guarded(text: str) -> str:
    """The text with every "&" and each "<" that is no real tag's escaped, so that both stay."""
    pieces, at = [], 0
    for tag, _ in real_tags(text):
        pieces += (
            text[at : tag.start].replace("&", "&amp;").replace("<", "&lt;"),
            text[tag.start : tag.end],
        )
        at = tag.end
    pieces.append(text[at:].replace("&", "&amp;").replace("<", "&lt;"))
    return "".join(pieces)
