"""Where the text of a page stands in its source: what a reader sees, character by character."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from html import unescape

from copydesk.cleaners.markup.tags import names

Span = tuple[int, int]

# A comment's beginning, a tag, a character written as an entity, and what is read as it is.
_PART = re.compile(
    r"""
    <!-- | < (?P<name> [a-zA-Z][\w-]*+ ) [^<>]*+ (?<!/) > | < [a-zA-Z/!?] [^<>]*+ >
  | (?P<entity> &[^\s<>&;]{1,32};? ) | (?P<ink> [^\s\x00<&]+ | [<&] )
    """,
    re.VERBOSE,
)
_FAR, _MISSES = 100_000, 500
"""How far on a text is looked for, in characters, and how many in a row may be missing."""


def spans(html: str, texts: Sequence[str]) -> Iterator[Span | None]:
    """Where each of the texts stands, which come in the source's order; None of one that does not.

    >>> html = "<p>Bread &amp; <b>butter</b></p><p>Salt</p>"
    >>> [html[start:end] for start, end in filter(None, spans(html, ["Bread & butter", "Salt"]))]
    ['Bread &amp; <b>butter', 'Salt']
    """
    ink, starts = _seen(html)
    at = missed = 0
    for text in texts:
        sought = "".join(text.replace("\x00", "").split())
        found = ink.find(sought, at, at + _FAR + len(sought)) if missed < _MISSES else -1
        missed = missed + 1 if found < 0 else 0
        if found < 0:
            yield None
            continue
        at = found + len(sought)
        last = starts[at - 1]
        part = _PART.match(html, last)
        yield starts[found], part.end() if part and part["entity"] else last + 1


def _seen(html: str) -> tuple[str, Sequence[int]]:
    """All that is read of a page but white space, and where each character of it stands."""
    pieces, starts = list[str](), array("I")
    unread, unclosed = names("unread") - names("void") - {"head"}, set[str]()
    at = 0
    while part := _PART.search(html, at):
        at = part.end()
        if part["ink"]:
            pieces.append(part["ink"])
            starts.extend(range(part.start(), at))
        elif part["entity"]:
            text = "".join(unescape(part["entity"]).split())
            pieces.append(text)
            starts.extend([part.start()] * len(text))
        elif part[0] == "<!--":
            at = _next(html, "-->", at, unclosed)
        elif part["name"] and part["name"].lower() in unread and "shadowroot" not in part[0]:
            at = _next(html, f"</{part['name']}", at, unclosed)
    return "".join(pieces), starts


def _next(html: str, mark: str, at: int, missing: set[str]) -> int:
    """Where the next such mark stands, the end of a comment left behind; here, if there is none."""
    end = html.find(mark, at) if mark not in missing else -1
    if end < 0:
        missing.add(mark)
        return at
    return end + 3 if mark == "-->" else end
