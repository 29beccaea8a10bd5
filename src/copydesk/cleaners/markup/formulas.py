"""Formulas of MathML as text: what a browser sets in two lines is written in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape

from copydesk._text.edits import Change
from copydesk._text.patterns import lazy

RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
"""What is written as a power, and its characters there."""

APART = "formula"
"""The name of an element that is a formula in a line of its own."""

LONGEST = 10_000
"""Characters of a formula's source; a longer one is no formula that people read."""

_OPEN = lazy(r"<((?:m|mml):)?math\b[^<>]*+(?<!/)>", re.IGNORECASE)
_APART = lazy(r"\bdisplay\s?=\s?[\"']?block\b", re.IGNORECASE)
_PART = lazy(
    r"<(?P<close>/?)(?:\w{1,5}:)?(?P<name>[a-zA-Z]\w*+)[^<>]*?(?P<empty>/?)>|(?P<text>[^<>]++)"
)
# Formulas that a program has set in letters beside the MathML: read, they would be said twice. A
# near-miss is "mjx-assistive-mml", beside which pictures stand.
_DRAWN = lazy(r"katex-mathml|MJX_Assistive")
_NOTE = lazy(r"<!--.*?-->", re.DOTALL)
# Signs that no one sees: f applied to x, a times b.
_UNSEEN = lazy("[\u2061-\u2064]")


def formulas(html: str) -> Iterator[Change]:
    """Each formula as a line of text; where the page shows it drawn as well, none.

    >>> [found] = formulas("<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>")
    >>> found.after
    'a/2'
    """
    if "math>" not in html or _DRAWN.search(html):
        return
    at = 0
    while start := _OPEN.search(html, at):
        closing = f"</{start[1] or ''}math>"
        end = html.find(closing, start.end())
        if end < 0:
            return
        at = end + len(closing)
        source = html[start.end() : end] if at - start.end() < LONGEST else ""
        if text := _written(source):
            if _APART.search(start[0]):
                text = f'<div class="{APART}">{text}</div>'
            yield Change(start.start(), at, text, "formula")


def _written(inner: str) -> str:
    """The elements of a formula put together, from the innermost on."""
    open_elements: list[tuple[str, list[str]]] = [("", [])]
    for part in _PART.finditer(_NOTE.sub("", inner)):
        name = (part["name"] or "").lower()
        if part["text"]:
            open_elements[-1][1].append(_UNSEEN.sub("", " ".join(unescape(part["text"]).split())))
        elif name == "mspace":
            open_elements[-1][1].append(" ")
        elif not part["close"] and not part["empty"]:
            open_elements.append((name, []))
        elif part["close"] and len(open_elements) > 1:
            _close(open_elements)
    while len(open_elements) > 1:
        _close(open_elements)
    return escape(" ".join("".join(open_elements[0][1]).split()), quote=False)


def _close(open_elements: list[tuple[str, list[str]]]) -> None:
    name, children = open_elements.pop()
    open_elements[-1][1].append(_put_together(name, [child for child in children if child]))


def _put_together(name: str, children: Sequence[str]) -> str:
    if name == "annotation":
        return ""  # the formula again, in another language
    if name == "mfrac":
        return "/".join(map(_grouped, children))
    if name == "msqrt":
        return "√" + _grouped("".join(children))
    if name == "msup" and len(children) == 2:
        base, power = children
        return base + (power.translate(RAISED) if _is_plain(power) else "^" + _grouped(power))
    return "".join(children)


def _is_plain(power: str) -> bool:
    return all(ord(character) in RAISED for character in power)


def _grouped(text: str) -> str:
    """In parentheses, if it is more than a number or a name and has none."""
    has_them = text[:1] == "(" and text.find(")") == len(text) - 1
    return text if has_them or text.replace(".", "").isalnum() or len(text) < 2 else f"({text})"
