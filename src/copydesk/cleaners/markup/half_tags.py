"""What cuts leave of tags: attributes up to their ">", a tag without its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk._text.edits import Change
from copydesk._text.patterns import lazy
from copydesk.cleaners.markup.tags import names

# What a cut at "<" leaves of a tag's attributes, up to its ">". Near-miss: `add target="_blank" to
# your links`, which no ">" follows.
_HALF_ATTRIBUTES = lazy(
    r"""
    (?<![\w<="'-])
    (?>(?: (?: action|align|alt|aria-[a-z]{1,20}|border|class|content|data-[a-z-]{1,40}|height
          | href|id|lang|loading|name|on[a-z]{4,12}|property|rel|sizes|src|srcset|style|target
          | title|type|width
        ) = (?: "[^"<>\n]{0,2000}" | '[^'<>\n]{0,2000}' ) \s* )+)
    (?>(?P<end> /? > )?)
    """,
    re.VERBOSE,
)

# The beginning of a tag that was left as it is: `<User `, `<img src="a.png" `.
_IN_TAG = lazy(r"<[a-zA-Z][\w.:-]*+(?>(?:=>|[^<>])*)\Z")

# A tag cut off by the end of its line: `<a href="https://exam`, `</p`. Near-miss: `5 <b`.
_HALF_TAG = lazy(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*+)(?P<rest>(?:[ \t/][^<>\n]*+)?)$", re.MULTILINE
)


def half_attributes(text: str) -> Iterator[Change]:
    """Attributes up to a ">" that no "<" opens, with the tail of an address before them."""
    if ">" in text and ('="' in text or "='" in text):
        at = 0
        for match in _HALF_ATTRIBUTES.finditer(text):
            if not match["end"] or _IN_TAG.search(
                text, max(at, match.start() - 500), match.start()
            ):
                continue
            yield Change(_address_start(text, at, match.start()), match.end(), "", "half a tag")
            at = match.end()


def _address_start(text: str, least: int, end: int) -> int:
    """Where the tail of an address begins that ends, with its quote, before half a tag."""
    before = text[max(least, end - 500) : end]
    bare = before.rstrip()
    tail = re.split(r"[\s<>\"]", bare[:-1])[-1]
    if not bare.endswith('"') or len(bare) == len(before) or not re.search(r"[/.]\w", tail):
        return end
    return end - (len(before) - len(bare)) - len(tail) - 1


def half_tags(text: str) -> Iterator[Change]:
    """Tags without their ">": closing ones, those with attributes, and what ends the text."""
    if "<" not in text:
        return
    for match in _HALF_TAG.finditer(text):
        name, rest = match["name"].lower(), match["rest"]
        known = name in names("block") | names("inline") | names("dropped") | {"br"}
        cut_off = match.end() == len(text) and len(name) > 1
        if known and (match["close"] or "=" in rest or cut_off or name in names("void")):
            yield Change(*match.span(), "", "half a tag")
