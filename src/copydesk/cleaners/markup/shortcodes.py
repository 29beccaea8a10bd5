"""Shortcodes of blogs and BBCode of forums: `[caption id="a"]`, `[b]`, `[/b]`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from copydesk._text import data
from copydesk._text.edits import Change
from copydesk._text.patterns import lazy

TOLD = 200
"""So many characters before a code the word for it is looked for."""

# `[name attr="value"]`, `[/name]`. Near-misses: `[sic]`, `[1]`, `items[i]`, `[the president]`.
_SHORTCODE = lazy(
    r"""
    \[ (?: (?P<close> / ) | (?<! [\w`\\\[] \[ ) )
    (?P<name> [a-z] [a-z0-9]*+ (?>(?: [_-] [a-z0-9]++ )*) )
    (?P<rest> (?: [\s=/] (?>(?: [^\[\]"']++ | "[^"\[\]]*+" | '[^'\[\]]*+' | ["'] )*) )? )
    \] (?! [(`:] )
    """,
    re.VERBOSE,
)

# What makes a name a code: a value given to it, or an address. Near-miss: `[the president]`.
_ASSIGNED = lazy(r"(?:^=|\s[\w-]{1,40}\s?=\s?[\"'“”‘’«»″\\\w&#])|^[ ](?:https?:)?//\S")

# A line that names what it shows. Near-miss: "[b]Forum rules[/b]".
_TOLD = lazy(r"\b(?:BBCode|[Ss]hortcodes?)\b")


def shortcodes(text: str) -> Iterator[Change]:
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


@cache
def _shortcode_names() -> tuple[frozenset[str], tuple[str, ...], dict[str, frozenset[str]]]:
    table = {key: value.split() for key, value in data.toml("markup/shortcodes.toml").items()}
    sure = frozenset(name for name in table["sure"] if not name.endswith("*"))
    stems = tuple(name[:-1] for name in table["sure"] if name.endswith("*"))
    return sure, stems, {key: frozenset(value) for key, value in table.items()}
