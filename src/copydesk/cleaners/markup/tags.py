"""Where a tag really stands in a text, and what takes its place.

A tag is real where its name is known and the text does not speak about it. `5 < 6`, `<3`, `a<b>c`,
`List<int>` and `<john@example.com>` are text, and so is `<div>` in "the <div> element".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from sys import intern
from typing import NamedTuple

from copydesk._text import data
from copydesk._text.edits import Change
from copydesk._text.shown import Span, within
from copydesk.cleaners.markup.samples import samples

# One tag, quoted values included, in which ">" may stand but never "<": so each attempt ends at the
# next "<" and many attempts together read the text once. Near-misses: "<3", "<john@example.com>"
# (no space, slash or ">" behind the name). The look ahead is for Python 3.11.2, where a possessive
# group keeps what its last round had read before it failed: "<http://…>" was a tag.
_TAG = r"""
    < (?P<close> /? )
    (?P<name> [a-zA-Z] [a-zA-Z0-9]*+ (?>(?: (?= [-:][a-zA-Z0-9] ) [-:] [a-zA-Z0-9]++ )*) )
    (?P<rest> (?= [\s/>] ) (?>(?: [^<>=]++ | = \s*+ (?: "[^"<]*+" | '[^'<]*+' ) | = )*) ) >
"""
_QUOTES = "`\"'“”‘’„«»‹›"


class Tag(NamedTuple):
    start: int
    end: int
    name: str
    closing: bool
    rest: str


@cache
def names(kind: str) -> frozenset[str]:
    """The tag names, or other words, listed under a heading of `tags.toml`."""
    table = data.toml("markup/tags.toml")
    return frozenset((table.get(kind) or table["mentions"][kind]).split())


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_TAG, re.VERBOSE)


def real_tags(text: str) -> list[tuple[Tag, int | None]]:
    """Each tag that really stands in the text; a dropped element is one with its content.

    The second item is the end of that content, or None where the tag stands for itself.
    """
    tags = list(_candidates(text))
    partner = _partners(tags)
    kept = _mentioned(text, tags, partner)
    found: list[tuple[Tag, int | None]] = []
    at = 0
    while at < len(tags):
        tag = tags[at]
        if tag.name in names("dropped") and at in partner and at not in kept:
            found.append((tag, tags[partner[at]].end))
            at = partner[at]
        elif at not in kept:
            found.append((tag, None))
        at += 1
    return found


def tag_changes(text: str) -> Iterator[Change]:
    """Take real tags out: a block or a line break leaves a line break, an inline tag nothing.

    `N<b>o</b>one<br>came` becomes `Noone` and `came`; `a<b>c` and `5 < 6` stay.
    """
    if "<" not in text or ">" not in text:
        return
    begun, tail, at = (
        False,
        0,
        0,
    )  # how many line breaks end the result so far; where the last tag ended
    for tag, end in real_tags(text):
        end = end or tag.end
        between = text[at : tag.start]
        bare = between.rstrip("\n")
        tail = len(between) - len(bare) + (0 if bare else tail)
        begun = begun or bool(bare)
        wanted = 2 if tag.name == "p" else 1 if tag.name in names("block") else 0
        ahead = len(text[end : end + 2]) - len(text[end : end + 2].lstrip("\n"))
        missing = max(0, wanted - tail - ahead)
        if tag.name == "br":
            missing = 0 if ahead else 1
        if end == len(text) or not begun:
            missing = 0
        tail, at = tail + missing, end
        yield Change(tag.start, end, "\n" * missing, _reason(tag.name))


@lru_cache(1000)  # one string for all tags of a name
def _reason(name: str) -> str:
    return f"{name} tag"


def _candidates(text: str) -> Iterator[Tag]:
    """What has the form of a tag and a name that is known, or at home in markup alone."""
    known = names("block") | names("inline") | names("dropped") | {"br"}
    shown: list[Span] | None = None
    for match in _pattern().finditer(text):
        shown = samples(text) if shown is None else shown
        if within(match.start(), shown):
            continue
        name, closing, rest = match["name"].lower(), bool(match["close"]), match["rest"]
        custom = "-" in name and (closing or "=" in rest or rest.endswith("/"))
        if (name in known and _has_form(rest, closing)) or custom or ":" in name:
            yield Tag(*match.span(), intern(name), closing, rest)


def _has_form(rest: str, closing: bool) -> bool:
    """Nothing, a slash or attributes: `<b and c>` has none of these."""
    words = rest.replace("/", " ").split()
    return not words or (not closing and ("=" in rest or words[0].lower() in names("flags")))


def _partners(tags: list[Tag]) -> dict[int, int]:
    """For each opening tag that is closed, the index of the tag that closes it."""
    waiting: dict[str, list[int]] = defaultdict(list)
    partner: dict[int, int] = {}
    for index, tag in enumerate(tags):
        if not tag.closing:
            waiting[tag.name].append(index)
        elif waiting[tag.name]:
            partner[waiting[tag.name].pop()] = index
    return partner


def _mentioned(text: str, tags: list[Tag], partner: dict[int, int]) -> set[int]:
    """The tags that the text speaks about; from the end, for a list of them shares its noun."""
    kept: set[int] = set()
    paired = partner.keys() | set(partner.values())
    for index in range(len(tags) - 1, -1, -1):
        tag = tags[index]
        if tag.rest.strip(" /"):
            kept |= _shown_with_attributes(text, tags, index, partner, paired)
            continue
        linked = index + 1 in kept and re.fullmatch(
            r"\s*(?:[,/]|,?\s*\w{1,4})\s*", text[tag.end : tags[index + 1].start][:12]
        )
        if linked or _is_mention(text, tag) or (index not in paired and _is_text(text, tag)):
            kept.add(index)
    return kept


def _shown_with_attributes(
    text: str, tags: list[Tag], index: int, partner: dict[int, int], paired: AbstractSet[int]
) -> set[int]:
    """A tag that encloses nothing, where the sentence would lack its object without it.

    "Use <img src="a.png"> for pictures"; near-miss: "Add <a href="/oil">oil</a> to the pan".
    """
    tag, end = tags[index], tags[index].end
    shown = {index}
    if index in paired:
        last = partner.get(index)
        if last is None or tags[last].start != tag.end:
            return set()
        shown, end = {index, last}, tags[last].end
    before = re.search(r"(\w+) \Z", text[max(0, tag.start - 24) : tag.start])
    behind = re.match(r"[.,;:)]| ([^\W\d_]+)", text[end : end + 24])
    if not before or not behind:
        return set()
    word, follower = before[1].lower(), behind[1] or ""
    if word in names("verbs"):
        return set() if follower[:1].isupper() else shown
    sure = word in names("before") and tag.name not in names("void")
    named = not follower or follower in names("purposes") | names("after")
    return shown if sure and named else set()


def _is_mention(text: str, tag: Tag) -> bool:
    """Quoted on both sides, or followed by what it is: `<b>`, "<p> tags", "<div>-Element"."""
    before, behind = text[tag.start - 1 : tag.start], text[tag.end : tag.end + 1]
    if before and behind and before in _QUOTES and behind in _QUOTES:
        return True
    word = re.match(r"[ -]?(\w+)", text[tag.end : tag.end + 24])
    return word is not None and word[1].lower() in names("after")


def _is_text(text: str, tag: Tag) -> bool:
    """An unpaired, bare tag that reads as part of a sentence or of code: `before </head>.`"""
    if tag.rest or (tag.closing and tag.name not in names("frame")):
        return False
    line = text[max(0, tag.start - 24) : tag.start].rpartition("\n")[2]
    glued = re.search(r"(\w+)\Z", line)
    if glued:
        return tag.name in names("inline") - names("void") or glued[0] in names("generics")
    if not re.match(r"[ ,.;:)]", text[tag.end : tag.end + 1]) or tag.name == "br":
        return False
    word = re.search(r"(\w+) \Z", line)
    if word is None or tag.closing:
        return word is not None and word[1].lower() in names("places")
    return word[1].lower() in names("before") or len(word[1]) == 1
