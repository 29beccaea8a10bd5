"""The article that a page's own JSON-LD tells: what a page shows that has nothing else to show.

Pages that a script fills are saved without their article; their data often has the whole of it.
"""

from __future__ import annotations

import json
import re
from html import escape, unescape

from copydesk.cleaners.markup.html import Page, read

SHORTEST = 300
"""Characters below which what the data tells is a summary."""

_BODY = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*+")')
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")


def told_body(page: Page) -> str:
    """The `articleBody` of a page's data as it stands there; empty where there is none."""
    for script in page.data:
        for match in _BODY.finditer(script):
            try:
                text = json.loads(match[1], strict=False)
            except ValueError:
                continue
            if len(text) > SHORTEST:
                return str(text)
    return ""


def told_page(page: Page) -> Page | None:
    """The article that a page's data tells as a page of its own, under its title."""
    body = unescape(told_body(page))
    if not body:
        return None
    if not _TAG.search(body):
        body = "".join(f"<p>{escape(line)}</p>" for line in body.splitlines())
    return read(f"<title>{escape(page.title)}</title><h1>{escape(page.title)}</h1>{body}")
