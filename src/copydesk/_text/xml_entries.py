"""XML whose lines are entries, as the strings of an app: data, and no page."""

from __future__ import annotations

from functools import cache

from copydesk._text import data
from copydesk._text.patterns import lazy

ENTRIES = 2
"""A file of entries has so many."""

_ROOT = lazy(r"<([a-zA-Z][\w.:-]*)(?:\s[^<>]*)?>")
# What an entry's file begins with. A near-miss is the doctype of a page.
_ROOT_LINE = lazy(
    r"\s*+(?>(?:<(?:\?xml|!--)[^\n]*+\n\s*+)*)<[a-zA-Z][\w.:-]*+(?:\s[^<>\n]*+)?>[ \t]*+(?:\n|\Z)"
)
# An entry with something that names it. Near-misses: "<doc>Rain fell.</doc>", '<p class="x">'.
_ENTRY = lazy(r"""<([a-zA-Z][\w.:-]*)(?:\s+[\w.:-]+=(?:"[^"<]*"|'[^'<]*'))+\s*(?:/>|>[^<]*</\1>)""")
_HTML = "block", "inline", "dropped", "frame"


def is_entries(text: str) -> bool:
    r"""Whether a text is XML of a line an entry, none of which is an element of HTML.

    >>> is_entries('<strings>\n <s-s id="a">Share</s-s>\n <s-s id="b">Log in</s-s>\n</strings>')
    True
    >>> is_entries('<ul>\n <li id="a">Share</li>\n <li id="b">Log in</li>\n</ul>')
    False
    """
    if _ROOT_LINE.match(text) is None:
        return False
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    lines = [line for line in lines if not line.startswith(("<?xml", "<!--"))]
    root = _ROOT.fullmatch(lines[0]) if len(lines) >= ENTRIES + 2 else None
    if not root or lines[-1] != f"</{root[1]}>":
        return False
    names = [entry[1] if (entry := _ENTRY.fullmatch(line)) else "" for line in lines[1:-1]]
    return all(names) and _html().isdisjoint(name.lower() for name in (root[1], *names))


@cache
def _html() -> frozenset[str]:
    tags = data.toml("markup/tags.toml")
    return frozenset(name for kind in _HTML for name in tags[kind].split())
