"""HTML without the frame of a page as text: a feed's description, the body of a post.

Beautiful Soup with lxml's parser reads it. Nothing is judged: all of its text stays, except what is
no text (scripts, styles, forms) or not the article's (navigation, asides, footers).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from copydesk.cleaners.markup.tags import names, real_tags

if TYPE_CHECKING:
    from bs4 import Tag

DEEPEST = 200
"""How deep the tags of a fragment may be nested; deeper ones a parser loses, and no one writes."""

_BLOCK = re.compile(
    r"</(?:p|div|ul|ol|li|table|h[1-6]|blockquote|section|article|figure|pre|dl)\s*>", re.IGNORECASE
)
_UNPARSED = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")  # the parser stops at these
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BAR = "\x1f"  # stands for the bar between two cells until the rows are known
# Each run of spaces is tried from its first alone: a long one costs once.
_BREAKS = re.compile(rf"(?<![ \t])[ \t]*+(?:\n\s*+|\A){_BAR}?")
_ITEMS = frozenset({"li", "dd", "dt", "tr", "caption"})
_INNER = frozenset({"td", "th", "thead", "tbody", "tfoot", "col", "colgroup"})


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

    pieces: list[str] = []
    preformatted, fresh = 0, True
    for name, string, opening in _events(BeautifulSoup(_guarded(text), "lxml")):
        if name == "pre":
            preformatted += 1 if opening else -1
        if string is not None:
            if not preformatted:
                string = _SPACES.sub(" ", string.lstrip() if fresh else string)
            pieces.append(string)
            fresh = fresh and not string
        elif name in ("td", "th"):
            pieces.append(_BAR if opening else "")
        elif name in _ITEMS:
            pieces.append("" if fresh else "\n")  # one break between two items
            fresh = True
        elif name == "br":
            pieces.append("\n" if opening else "")
            fresh = True
        elif name in names("block"):
            pieces.append("\n\n")
            fresh = True
    return _BREAKS.sub(_break, "".join(pieces)).replace(_BAR, " | ").strip()


def _events(soup: Tag) -> Iterator[tuple[str, str | None, bool]]:
    """Tags as they open and close, and the strings between them, in the order of the text."""
    from bs4 import Tag

    open_tags = [(soup.name, iter(soup.contents))]
    while open_tags:
        name, rest = open_tags[-1]
        child = next(rest, None)
        if child is None:
            open_tags.pop()
            yield name, None, False
        elif isinstance(child, Tag):
            yield child.name, None, True
            open_tags.append((child.name, iter(child.contents)))
        else:
            yield "", str(child), True


def _break(match: re.Match[str]) -> str:
    """A line break or a blank line, with the indentation of a line of code; no bar at its side."""
    breaks = "\n\n" if match[0].count("\n") > 1 else "\n"
    return breaks + match[0].rpartition("\n")[2].replace(_BAR, "")


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
    opened: Counter[str] = Counter()
    pieces, at = list[str](), 0
    for tag, end in real_tags(text):
        pieces.append(_escaped(text[at : tag.start]))
        if end is None and tag.name in seen:
            pieces.append(text[tag.start : tag.end])
            opened[tag.name] += -1 if tag.closing else 1
            if tag.closing and tag.name in names("block") and _is_lost(tag.name, opened):
                pieces.append("<br>")
        at = end or tag.end
    pieces.append(_escaped(text[at:]))
    return "".join(pieces)


def _is_lost(name: str, opened: Counter[str]) -> bool:
    """A closing tag that the parser may pass over: it closes nothing, or what is closed already.

    It separates all the same: `One</p>Two`, `<p>One<div>Two</p>Three`.
    """
    if opened[name] < 0:
        opened[name] = 0
        return True
    return name not in _ITEMS | _INNER


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
