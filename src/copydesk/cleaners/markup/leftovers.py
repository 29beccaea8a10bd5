"""Markup that scrapers and extractors leave in text: each rule finds it and says what replaces it.

A rule is a function from a text to disjoint, ordered changes. It costs next to nothing where the
characters that it needs are missing, reads a text at most a few times, and leaves prose about code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, TypeAlias

from copydesk._text import data
from copydesk._text.edits import Change, splice
from copydesk._text.patterns import lazy
from copydesk._text.shown import announced, fences, within
from copydesk.cleaners.markup import remains
from copydesk.cleaners.markup.code import code_changes, hidden_scripts
from copydesk.cleaners.markup.samples import around, lines_with, samples
from copydesk.cleaners.markup.tags import names, tag_changes

ROUNDS = 8
"""How often removing markup may expose more of it. Real text needs two; more is a trap."""

TOLD = 200
"""So many characters before a code the word for it is looked for."""

# A document's own declarations and instructions. Near-miss: "<!" and "<?" before anything else.
_DECLARATION = lazy(
    r"<!(?:doctype|entity|element|attlist|notation)\b[^<>]*>|<!\[(?:if|endif)\b[^<>]*>"
    r"|<\?(?:xml|php)\b[^<>]*\?>",
    re.IGNORECASE,
)

# What a cut at "<" leaves of a tag's attributes, up to its ">". Near-miss: `add target="_blank" to
# your links`, which no ">" follows.
_HALF_ATTRIBUTES = lazy(
    r"""
    (?<![\w<="'-])
    (?: (?: action|align|alt|aria-[a-z]{1,20}|border|class|content|data-[a-z-]{1,40}|height|href|id
          | lang|loading|name|on[a-z]{4,12}|property|rel|sizes|src|srcset|style|target|title|type
          | width
        ) = (?: "[^"<>\n]{0,2000}" | '[^'<>\n]{0,2000}' ) \s* )++
    (?P<end> /? > )?+
    """,
    re.VERBOSE,
)

# The beginning of a tag that was left as it is: `<User `, `<img src="a.png" `.
_IN_TAG = lazy(r"<[a-zA-Z][\w.:-]*+(?:=>|[^<>])*+\Z")

# A tag cut off by the end of its line: `<a href="https://exam`, `</p`. Near-miss: `5 <b`.
_HALF_TAG = lazy(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*+)(?P<rest>(?:[ \t/][^<>\n]*+)?)$", re.MULTILINE
)

# A link or picture of Markdown; its text may hold one pair of brackets, its address one of
# parentheses. Near-misses: `[sic](see below)` and `items[i](value)`, where the target is no
# address, and anything behind a backtick.
_MARKDOWN = lazy(
    r"""
    (?<! [`\\] ) (?P<image> !? )
    \[ (?P<text> (?: [^\[\]] | \[ [^\[\]]{0,200}+ \] ){0,1000}+ ) \]
    \( \s{0,3} <?
    (?: https?://|ftp://|mailto:|tel:|data:|javascript:|www\.|//?\w|/(?=\))|\#[\w-]|\.{1,2}/|[\w%.-]{1,80}/[\w%.-]{1,80}
      | [\w-]{1,80}\.(?:html?|php|aspx?|jpe?g|png|gif|webp|svg|pdf)\b )
    (?: [^\s()] | \( [^\s()]{0,300}+ \) ){0,4000}+
    (?: \s{1,3} (?: "[^"\n]{0,500}+" | '[^'\n]{0,500}+' ) )? \s{0,3} \) (?! ` )
    """,
    re.VERBOSE,
)

# `[name attr="value"]`, `[/name]`. Near-misses: `[sic]`, `[1]`, `items[i]`, `[the president]`.
_SHORTCODE = lazy(
    r"""
    \[ (?: (?P<close> / ) | (?<! [\w`\\\[] \[ ) )
    (?P<name> [a-z] [a-z0-9]*+ (?: [_-] [a-z0-9]++ )*+ )
    (?P<rest> (?: [\s=/] (?: [^\[\]"']++ | "[^"\[\]]*+" | '[^'\[\]]*+' | ["'] )*+ )? )
    \] (?! [(`:] )
    """,
    re.VERBOSE,
)
Rule: TypeAlias = Callable[[str], Iterable[Change]]

_ASSIGNED = lazy(r"(?:^=|\s[\w-]{1,40}\s?=\s?[\"'“”‘’«»″\\\w&#])|^[ ](?:https?:)?//\S")


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


_OPEN_REFERENCE = lazy(r"&(?P<name>#?\w{0,31})\Z")
_REFERENCE_END = lazy(r"[\w#]{0,31};?")


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


def _half_attributes(text: str) -> Iterator[Change]:
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


def _half_tags(text: str) -> Iterator[Change]:
    if "<" not in text:
        return
    for match in _HALF_TAG.finditer(text):
        name, rest = match["name"].lower(), match["rest"]
        known = name in names("block") | names("inline") | names("dropped") | {"br"}
        cut_off = match.end() == len(text) and len(name) > 1
        if known and (match["close"] or "=" in rest or cut_off or name in names("void")):
            yield Change(*match.span(), "", "half a tag")


def _markdown(text: str) -> Iterator[Change]:
    """A link's text stays, its target goes; a picture goes. Emphasis and headings are text."""
    if "](" in text:
        for match in _MARKDOWN.finditer(text):
            kept = "" if match["image"] else match["text"]
            yield Change(
                *match.span(), kept, "Markdown picture" if match["image"] else "Markdown link"
            )


@cache
def _shortcode_names() -> tuple[frozenset[str], tuple[str, ...], dict[str, frozenset[str]]]:
    table = {key: value.split() for key, value in data.toml("markup/shortcodes.toml").items()}
    sure = frozenset(name for name in table["sure"] if not name.endswith("*"))
    stems = tuple(name[:-1] for name in table["sure"] if name.endswith("*"))
    return sure, stems, {key: frozenset(value) for key, value in table.items()}


def _shortcodes(text: str) -> Iterator[Change]:
    """Shortcodes and BBCode go, what they enclose stays, except captions and embedded addresses."""
    if "[" not in text or "]" not in text:
        return
    found = [match for match in _SHORTCODE.finditer(text) if not _is_told(text, match.start())]
    closers = {m["name"]: m.start() for m in found if m["close"]}
    dropped = _shortcode_names()[2]["dropped"]
    opened: dict[str, int] = {}
    reach = 0
    ends = _ends(found)
    for index, match in enumerate(found):
        name, start, end = match["name"], *match.span()
        if start < reach:
            continue
        paired = name in opened if match["close"] else closers.get(name, -1) > start
        if not _is_shortcode(text, match, paired):
            continue
        opened.setdefault(name, start)
        if (
            name in dropped
            and index in ends
            and "\n\n" not in text[end : end + 500][: ends[index] - end]
        ):
            end = ends[index] if ends[index] - start < 1500 else end
        reach = end
        yield Change(start, end, "", f"[{name}] shortcode")


# A line that names what it shows. Near-miss: "[b]Forum rules[/b]".
_TOLD = lazy(r"\b(?:BBCode|[Ss]hortcodes?)\b")


def _is_told(text: str, at: int) -> bool:
    """Whether the line names such codes, TOLD characters before at most: "In BBCode, [b]"."""
    start = text.rfind("\n", max(0, at - TOLD), at) + 1 or max(0, at - TOLD)
    return _TOLD.search(text, start, at) is not None


def _ends(found: list[re.Match[str]]) -> dict[int, int]:
    """Where the next closing shortcode of the same name ends, by the index of the opening one."""
    following: dict[str, int] = {}
    ends: dict[int, int] = {}
    for index in range(len(found) - 1, -1, -1):
        match = found[index]
        if match["close"]:
            following[match["name"]] = match.end()
        elif match["name"] in following:
            ends[index] = following[match["name"]]
    return ends


def _is_shortcode(text: str, match: re.Match[str], paired: bool) -> bool:
    name, rest = match["name"], match["rest"]
    sure, stems, table = _shortcode_names()
    assigned = not match["close"] and bool(_ASSIGNED.search(rest[:200]))
    if name in sure or name.startswith(stems):
        return not rest.strip("/ ") or assigned
    if match["close"] or not rest.strip("/ "):
        technical = "_" in name or ("-" in name and set(name.split("-")) & table["parts"])
        alone = (technical or name in table["alone"]) and _fills_line(text, *match.span())
        return bool(alone) or (paired and (name in table["words"] or "_" in name))
    if assigned and "-" in name and set(name.split("-")) & table["parts"]:
        return True
    quoted = assigned and "=" in rest and ('"' in rest or "'" in rest)
    return quoted or (assigned and (name in table["words"] or name in table["dropped"]))


def _fills_line(text: str, start: int, end: int) -> bool:
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    return before in ("", "\n") and behind in ("", "\n")


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


def _notices(text: str) -> Iterator[Change]:
    """What stands in the place of a film, a sound or a frame: "Your browser does not support …"."""
    if any(sign in text for sign in _notice_signs()):
        for start, end in lines_with(_notice_sign(), text):
            for match in _notice_pattern().finditer(text, start, end):
                yield Change(*match.span(), "", "player notice")


TAG_RULES = (
    hidden_scripts,
    _comments,
    _declarations,
    _sections,
    remains.superscripts,
    tag_changes,
    _half_tags,
    _half_attributes,
)
RULES = (
    *TAG_RULES,
    _shortcodes,
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
