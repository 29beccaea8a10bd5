"""Markup that scrapers and extractors leave in text: each rule finds it and says what replaces it.

A rule is a function from a text to disjoint, ordered changes. It costs next to nothing where the
characters that it needs are missing, reads a text at most a few times, and leaves prose about code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, TypeAlias

from copydesk._models.open_ends import OpenEnd
from copydesk._text import data
from copydesk._text.edits import Change, splice
from copydesk._text.patterns import lazy
from copydesk._text.shown import announced, fences, within
from copydesk.cleaners.markup import remains
from copydesk.cleaners.markup.code import code_changes, hidden_scripts
from copydesk.cleaners.markup.half_tags import half_attributes, half_tags
from copydesk.cleaners.markup.samples import around, lines_with, samples
from copydesk.cleaners.markup.shortcodes import shortcodes
from copydesk.cleaners.markup.tags import tag_changes

ROUNDS = 8
"""How often removing markup may expose more of it. Real text needs two; more is a trap."""

# A document's own declarations and instructions. Near-miss: "<!" and "<?" before anything else.
_DECLARATION = lazy(
    r"<!(?:doctype|entity|element|attlist|notation)\b[^<>]*>|<!\[(?:if|endif)\b[^<>]*>"
    r"|<\?(?:xml|php)\b[^<>]*\?>",
    re.IGNORECASE,
)

# A link or picture of Markdown; its text may hold one pair of brackets, its address one of
# parentheses. Near-misses: `[sic](see below)` and `items[i](value)`, where the target is no
# address, and anything behind a backtick.
_MARKDOWN = lazy(
    r"""
    (?<! [`\\] ) (?P<image> !? )
    \[ (?P<text> (?>(?: [^\[\]] | \[ [^\[\]]{0,200}+ \] ){0,1000}) ) \]
    \( \s{0,3} <?
    (?: https?://|ftp://|mailto:|tel:|data:|javascript:|www\.|//?\w|/(?=\))|\#[\w-]|\.{1,2}/|[\w%.-]{1,80}/[\w%.-]{1,80}
      | [\w-]{1,80}\.(?:html?|php|aspx?|jpe?g|png|gif|webp|svg|pdf)\b )
    (?>(?: [^\s()] | \( [^\s()]{0,300}+ \) ){0,4000})
    (?: \s{1,3} (?: "[^"\n]{0,500}+" | '[^'\n]{0,500}+' ) )? \s{0,3} \) (?! ` )
    """,
    re.VERBOSE,
)

# The two parts of an entity that something keeps apart: `&l<!-- -->t;`.
_OPEN_REFERENCE = lazy(r"&(?P<name>#?\w{0,31})\Z")
_REFERENCE_END = lazy(r"[\w#]{0,31};?")

Rule: TypeAlias = Callable[[str], Iterable[Change]]


@cache
def signs() -> tuple[str, ...]:
    """Without any of these there is nothing to find."""
    return ("<", ">", "[", "{", ");", *remains.SIGNS, remains.UNFILLED, *_notice_signs())


def without_leftovers(text: str) -> str:
    """The text after each rule in turn; what that exposes is left for another round."""
    for rule in RULES:
        changes = list(_found(rule, text))
        text = _sealed(splice(text, changes), changes) if changes else text
    return text


def _sealed(text: str, changes: list[Change]) -> str:
    """The text without each "&" that what was taken out kept apart from the rest of an entity.

    `&l<!-- -->t;` would become a "<" later on, and so another tag, round after round.
    """
    if "&" not in text:
        return text
    moved, traps = 0, list[Change]()
    for change in changes:
        at = change.start + moved
        moved += len(change.after) - (change.end - change.start)
        opening = None if change.after else _OPEN_REFERENCE.search(text, max(at - 33, 0), at)
        end = _REFERENCE_END.match(text, at) if opening else None
        if opening and end and end[0] and _is_reference(opening["name"] + end[0]):
            traps.append(Change(opening.start(), opening.start() + 1, "", ""))
    return splice(text, list(dict.fromkeys(traps))) if traps else text


def _is_reference(name: str) -> bool:
    from html.entities import html5

    return name in html5 or re.fullmatch(r"#(?:\d+|[xX][0-9a-fA-F]+);?", name) is not None


def without_signs(text: str) -> str:
    """The text without what markup is made of, so that no rule finds any more.

    For text that exposes new markup round after round: it was built to do so.
    """
    text = _without_all(remains.SIGNS, text.translate(dict.fromkeys(map(ord, '<>[]{}()="'))))
    for rule in (remains.templates, _notices):  # what they take out is a whole line or sentence
        text = splice(text, list(rule(text)))
    return text


def _without_all(signs: tuple[str, ...], text: str) -> str:
    """The text without the signs, those included that come about as others go.

    >>> _without_all(("ab",), "aabbab c")
    ' c'
    """
    kept: list[str] = []
    for char in text:
        kept.append(char)
        for sign in signs:
            if char == sign[-1] and kept[-len(sign) :] == list(sign):
                del kept[-len(sign) :]
                break
    return "".join(kept)


def with_tags_escaped(text: str) -> str:
    """The text with `&lt;` and `&gt;` around each thing that would be taken for markup.

    For text that was decoded from a page: there, `<b>` is what an article says and no leftover.
    """
    for _ in range(ROUNDS):
        spans = [c for rule in TAG_RULES for c in _found(rule, text) if text[c.start] == "<"]
        if not spans:
            return text
        marks = {span.end - 1: "&gt;" for span in spans if text[span.end - 1] == ">"}
        marks |= {span.start: "&lt;" for span in spans}
        text = splice(text, [Change(at, at + 1, marks[at], "") for at in sorted(marks)])
    return text.replace("<", "&lt;")


def _found(rule: Rule, text: str) -> Iterable[Change]:
    """What a rule finds outside of the code that the text shows to its readers.

    Lines of code outside of a fence keep their tags; a script of the page is code, too, and goes.
    """
    changes = list(rule(text))
    if not changes:
        return changes
    told = announced(text)
    if told:  # a script that is shown is none of the page, however well it is known
        changes = [change for change in changes if not within(change.start, told)]
    return around(changes, samples(text) if rule in TAG_RULES else [*fences(text), *told])


def _comments(text: str) -> Iterator[Change]:
    """`<!-- ... -->`; of one that never ends only the mark goes, for what follows is text."""
    start = text.find("<!--")
    end = 0
    while start >= 0:
        end = text.find("-->", start + 4) if end >= 0 else -1
        stop = end + 3 if end >= 0 else start + 4
        yield Change(start, stop, "", "HTML comment")
        start = text.find("<!--", stop)


def _declarations(text: str) -> Iterator[Change]:
    """Doctype, entity and XML declarations, conditional comments, processing instructions."""
    if "<" not in text or ("<!" not in text and "<?" not in text):
        return
    for match in _DECLARATION.finditer(text):
        yield Change(*match.span(), "", "declaration")


def _sections(text: str) -> Iterator[Change]:
    """The marks of a CDATA section; its text stays."""
    if "<" in text and "<![CDATA[" in text:
        for match in re.finditer(r"<!\[CDATA\[|\]\]>", text):
            yield Change(*match.span(), "", "CDATA mark")


def _markdown(text: str) -> Iterator[Change]:
    """A link's text stays, its target goes; a picture goes. Emphasis and headings are text."""
    if "](" in text:
        for match in _MARKDOWN.finditer(text):
            kept = "" if match["image"] else match["text"]
            yield Change(
                *match.span(), kept, "Markdown picture" if match["image"] else "Markdown link"
            )


def _notice_tables() -> list[dict[str, Any]]:
    names = data.languages("notices.toml")
    return [data.toml(f"languages/{name}/notices.toml") for name in names]


@cache
def _notice_signs() -> tuple[str, ...]:
    return tuple(sorted({table["sign"] for table in _notice_tables()}))


@cache
def _notice_sign() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _notice_signs())))


@cache
def _notice_pattern() -> re.Pattern[str]:
    patterns = "|".join(pattern for table in _notice_tables() for pattern in table["patterns"])
    return re.compile(rf"(?:^|(?<=[.!?] ))[ \t]*(?:{patterns})(?:[.!](?=\s|\Z)|$)", re.I | re.M)


SURE = -480
"""Hundredths of log-odds under which a player's notice goes on as prose, whatever its language."""


@cache
def _notice_ends() -> tuple[OpenEnd, ...]:
    patterns = (pattern for table in _notice_tables() for pattern in table["patterns"])
    return tuple(OpenEnd(pattern, r"[.!]?\Z", SURE) for pattern in patterns)


def _notices(text: str) -> Iterator[Change]:
    """What stands in the place of a film, a sound or a frame: "Your browser does not support …"."""
    if any(sign in text for sign in _notice_signs()):
        for start, end in lines_with(_notice_sign(), text):
            for match in _notice_pattern().finditer(text, start, end):
                if not any(end.goes_on(match[0]) for end in _notice_ends()):
                    yield Change(*match.span(), "", "player notice")


TAG_RULES = (
    hidden_scripts,
    _comments,
    _declarations,
    _sections,
    remains.superscripts,
    tag_changes,
    half_tags,
    half_attributes,
)
RULES = (
    *TAG_RULES,
    shortcodes,
    _markdown,
    remains.reference_links,
    remains.wiki_marks,
    remains.templates,
    remains.data_addresses,
    remains.office,
    remains.tweets,
    code_changes,
    _notices,
)
