"""The article that a page's own JSON-LD tells: what a page shows that has nothing else to show.

Pages that a script fills are saved without their article; their data often has the whole of it.
Of a recipe it lists the ingredients and the steps.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from html import escape, unescape
from itertools import islice

from copydesk.cleaners.markup.companions import with_headings
from copydesk.cleaners.markup.html import Page
from copydesk.cleaners.markup.state import prose, strings

SHORTEST = 300
"""Characters below which what the data tells is a summary."""

MOST = 100
"""Places that may tell the article; each that is cut short costs a look at the whole script."""

_BODY = re.compile(r'"articleBody"\s*:\s*(?=")')
_PARTS = frozenset({"recipeIngredient", "recipeInstructions"})
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")


def told_body(page: Page) -> str:
    """The `articleBody` of a page's data as it stands there; empty where there is none."""
    read_at = json.JSONDecoder(strict=False).raw_decode
    for script in page.data:
        for match in islice(_BODY.finditer(script), MOST):
            with suppress(ValueError):
                text, _ = read_at(script, match.end())
                if len(text) > SHORTEST:
                    return str(text)
    return ""


def with_recipe(page: Page, kept: list[int]) -> list[int]:
    """With the ingredients and steps of a recipe that the page's data lists, under their headings:
    short lines as menus have them.

    A page may show them twice; once is enough.
    """
    told = {said for script in page.data for said in _parts(script) if said}
    if not told or not kept:
        return kept
    said = {i: _said(block.text) for i, block in enumerate(page.blocks) if block.chars < SHORTEST}
    missing = told - {said.get(i) for i in kept}
    found = {text: i for i, text in reversed(said.items()) if text in missing}.values()
    return with_headings(page, kept, found)


def _parts(script: str) -> Iterator[str]:
    if any(part in script for part in _PARTS):
        with suppress(ValueError, RecursionError):
            for place, text in strings(json.loads(script, strict=False)):
                if not _PARTS.isdisjoint(place) and place[-1] in ("[]", "text"):
                    yield _said(text)


def _said(text: str) -> str:
    return " ".join(_WORD.findall(unescape(text).lower()))


def told_article(page: Page) -> str | None:
    """The article that a page's data tells as the HTML of a page of its own, under its title."""
    parts = unescape(told_body(page)).splitlines() or prose(page.state)
    if sum(map(len, parts)) <= SHORTEST:
        return None
    body = "\n".join(parts)
    if not _TAG.search(body):
        body = "".join(f"<p>{escape(line)}</p>" for line in body.splitlines())
    title = escape(page.title)
    return f"<title>{title}</title><h1>{title}</h1>{body}"
