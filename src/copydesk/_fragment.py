"""HTML without the frame of a page as text: a feed's description, the body of a post.

Beautiful Soup with lxml's parser reads it. Nothing is judged: all of its text stays, except what is
no text (scripts, styles, forms) or not the article's (navigation, asides, footers).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk._tags import names, real_tags

if TYPE_CHECKING:
    from bs4 import Tag

DEEPEST = 200
"""How deep the tags of a fragment may be nested; deeper ones a parser loses, and no one writes."""

_BLOCK = re.compile(
    r"</(?:p|div|ul|ol|li|table|h[1-6]|blockquote|section|article|figure|pre|dl)\s*>", re.IGNORECASE
)
_UNPARSED = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")  # the parser stops at these
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile(r"[ \t]*\n\s*")
_ITEMS = frozenset({"li", "dd", "dt", "tr", "caption"})


def is_fragment(text: str) -> bool:
    """Begins and ends with a tag and has a closed block in it.

    Near-miss: a text in which some tags were left, which keeps its line breaks.
    """
    bare = text.strip()
    if not (bare.startswith("<") and bare.endswith(">") and _BLOCK.search(bare)):
        return False
    return not _UNPARSED.search(text) and _depth(text) < DEEPEST


def fragment_text(text: str) -> str:
    """The text of a fragment: blocks a blank line apart, items and rows a line, cells by bars."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(_guarded(text), "lxml")
    for string in soup.find_all(string=True):
        if not string.find_parent("pre"):
            string.replace_with(_SPACES.sub(" ", string))
    for element in soup.find_all(["br", *names("block")]):
        _set_apart(element)
    return _BREAKS.sub(_break, soup.get_text()).strip()


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


def _break(match: re.Match[str]) -> str:
    """A line break or a blank line, with the indentation of a line of code."""
    breaks = "\n\n" if match[0].count("\n") > 1 else "\n"
    return breaks + match[0].rpartition("\n")[2]


def _depth(text: str) -> int:
    """How deep tags are nested, each that is never closed counted too."""
    depth = deepest = 0
    for tag, end in real_tags(text):
        if end is None and tag.name not in names("void"):
            depth += -1 if tag.closing else 1
            deepest = max(deepest, depth)
    return deepest


def _guarded(text: str) -> str:
    """What the parser shall see: the tags of blocks and words, and all else as the text it is.

    Each "&" and each "<" that begins no real tag is escaped, so that both stay as they are.
    """
    seen = (names("block") | names("inline") | {"br"}) - names("frame")
    pieces, at = list[str](), 0
    for tag, end in real_tags(text):
        pieces.append(_escaped(text[at : tag.start]))
        if end is None and tag.name in seen:
            pieces.append(text[tag.start : tag.end])
        at = end or tag.end
    pieces.append(_escaped(text[at:]))
    return "".join(pieces)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
