"""Where the text of a page stands in its source: what a reader sees, character by character."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from io import StringIO

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


class Source:
    """Finds texts in a page's source, which come in its order.

    >>> html = "<p>Bread &amp; <b>butter</b></p><p>Salt</p>"
    >>> [html[start:end] for start, end in Source(html).spans(["Bread & butter", "Salt"])]
    ['Bread &amp; <b>butter', 'Salt']
    """

    def __init__(self, html: str) -> None:
        self.html = html
        self.ink, self.runs, self.starts = _seen(html)
        self.at = self.missed = 0
        self.end = 0  # of the last that was found

    def spans(self, texts: Iterable[str]) -> Iterator[Span | None]:
        """Where each of the texts stands; None of one that does not."""
        for text in texts:
            sought = "".join(text.replace("\x00", "").split())
            limit = self.at + _FAR + len(sought)
            found = self.ink.find(sought, self.at, limit) if self.missed < _MISSES else -1
            self.missed = self.missed + 1 if found < 0 else 0
            if found < 0:
                yield None
                continue
            self.at = found + len(sought)
            last = self._place(self.at - 1)
            part = _PART.match(self.html, last)
            self.end = part.end() if part and part["entity"] else last + 1
            yield self._place(found), self.end

    def _place(self, at: int) -> int:
        """Where a character of what is read stands in the source."""
        run = bisect_right(self.runs, at) - 1
        return self.starts[run] + at - self.runs[run]


def _seen(html: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """All that is read of a page but white space, where in it a run begins of what stands together
    in the source, and where it stands there."""
    ink, runs, starts = StringIO(), array("I"), array("I")
    unread, unclosed = names("unread") - names("void") - {"head"}, set[str]()
    at = 0
    while part := _PART.search(html, at):
        at = part.end()
        if part["ink"]:
            runs.append(ink.tell())
            starts.append(part.start())
            ink.write(part["ink"])
        elif part["entity"]:
            text = "".join(unescape(part["entity"]).split())
            runs.extend(range(ink.tell(), ink.tell() + len(text)))
            starts.extend([part.start()] * len(text))
            ink.write(text)
        elif part[0] == "<!--":
            at = _next(html, "-->", at, unclosed)
        elif part["name"] and part["name"].lower() in unread and "shadowroot" not in part[0]:
            at = _next(html, f"</{part['name']}", at, unclosed)
    return ink.getvalue(), runs, starts


def _next(html: str, mark: str, at: int, missing: set[str]) -> int:
    """Where the next such mark stands, the end of a comment left behind; here, if there is none."""
    end = html.find(mark, at) if mark not in missing else -1
    if end < 0:
        missing.add(mark)
        return at
    return end + 3 if mark == "-->" else end
