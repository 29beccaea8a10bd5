"""The article in the data from which a script fills a page (`__NEXT_DATA__`), where the page shows
none: it was saved before the script ran.

The data has no common form. What is taken is prose: the texts at one kind of place (`body[].text`)
that has more of it than any other.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from html import escape
from itertools import islice
from typing import Any

from copydesk._text.sentences import ends_sentence

PARAGRAPH = 60
"""Characters of a text that may be a paragraph."""
DEEPEST = 60
"""Levels of data; what is nested deeper is passed over."""

MOST = 20
"""Scripts that are asked: each that is no JSON costs a look at the whole page."""

_TAG = re.compile(r"<[^<>]{0,500}>")

_ASSIGNED = re.compile(
    r"<script\b[^<>]*>\s*(?:(?:var|let|const)\s+)?(?:window|self|globalThis)?\.?__?\w{1,60}\s*=\s*(?=\{)"
)

Place = tuple[str, ...]


def assigned(html: str) -> Iterator[str]:
    """The data that scripts of a page give a name, from which others fill it.

    >>> list(assigned("<script>window.__STATE__ = {'a': 1};</script>"))
    []
    >>> list(assigned('<script>window.__STATE__ = {"a": "b"}; run()</script>'))
    ['{"a": "b"}']
    """
    for match in islice(_ASSIGNED.finditer(html), MOST):
        with suppress(ValueError, RecursionError):
            _, end = json.JSONDecoder(strict=False).raw_decode(html, match.end())
            yield html[match.end() : end]


def prose(scripts: Sequence[str]) -> list[str]:
    """The texts, each once, of the kind of place that holds the most prose, as paragraphs.

    >>> rain = "Rain fell on the coast all night, and the boats stayed in the harbour."
    >>> prose(['{"menu": [{"text": "Home"}], "body": [{"text": "%s"}, {"text": "Fog."}]}' % rain])
    ['<p>Rain fell on the coast all night, and the boats stayed in the harbour.</p>', '<p>Fog.</p>']
    """
    texts: dict[Place, dict[str, None]] = defaultdict(dict)
    for script in scripts:
        with suppress(ValueError, RecursionError):
            for place, text in strings(json.loads(script, strict=False)):
                texts[place][text] = None
    best = max(texts.values(), key=_amount, default={})
    if not _amount(best):
        return []
    return [text if _TAG.search(text) else f"<p>{escape(text)}</p>" for text in best]


def _amount(texts: dict[str, None]) -> int:
    return sum(map(len, filter(_is_prose, texts)))


def _is_prose(text: str) -> bool:
    bare = _TAG.sub("", text).strip()
    return len(bare) >= PARAGRAPH and ends_sentence(bare) and " " in bare


def strings(found: Any) -> Iterator[tuple[Place, str]]:
    """The strings of data in their order, each with the names that lead to it."""
    waiting: list[tuple[Place, Any]] = [((), found)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, str):
            yield place, value
        elif len(place) < DEEPEST:
            parts = list(value.items()) if isinstance(value, dict) else []
            parts += (("[]", item) for item in value) if isinstance(value, list) else ()
            waiting += (((*place, name), part) for name, part in reversed(parts))
