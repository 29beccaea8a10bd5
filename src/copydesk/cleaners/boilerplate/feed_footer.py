"""What blog systems put behind each entry of a feed: "The post TITLE appeared first on SITE.", and
the button behind an excerpt: "It rained. [Read more...]"; and the agency behind the last sentence.

Their words are so much their own that they are known wherever they are glued to, within a quotation
that breaks off too; but only where they end a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from copydesk._kernels.guards import holds_any
from copydesk._text import data
from copydesk._text.patterns import lazy

FILE = "feeds.toml"
REACH = 600
"""So many characters from the end of a text it begins at most."""
TITLE, SAYS, SITE = 250, 40, 100
"""So many characters have the title, what is said of it, and the site at most."""

# A sentence that ends before another begins: a footer holds none in its site, where prose goes on.
_STOP = lazy(r"[.!?][\"”’»]?\s+\S")
_STOPS, _DOTS = (".", "!", "?", '"', "”", "“"), "..."
"""With these most texts end; no button does, but with dots."""


class Footer(NamedTuple):
    """Where what a feed puts behind an entry begins, and why the last of it goes."""

    start: int
    reason: str


def feed_footer(text: str) -> Footer | None:
    """The footers that end a text; None where there are none.

    >>> feed_footer("It rained in the nightThe post Who pays? appeared first on 24/7 Quay St..")
    Footer(start=22, reason='appeared-first')
    >>> feed_footer("It rained. [read more...]")
    Footer(start=10, reason='promo')
    >>> feed_footer("How the sea rose Read more »")
    Footer(start=16, reason='promo')
    >>> feed_footer("It rained. ... [ More ]")
    Footer(start=10, reason='promo')
    >>> feed_footer("It rained. (PTI)")
    Footer(start=10, reason='credit')
    >>> feed_footer("The post on the quay appeared first on a chart.")
    """
    found, end = None, len(text)
    while footer := _appeared(text, end) or _button(text, end) or _agency(text, end):
        found, end = footer, footer.start
    return found


def _appeared(text: str, end: int) -> Footer | None:
    """The footer that ends at a place, or at the blanks before it."""
    least = max(0, end - REACH)
    tail = text[least:end].rstrip()
    start = max(0, len(tail) - SITE - SAYS)
    may_say = holds_any(tail[start:], _says())
    said = _last(_patterns().says.finditer(tail, start)) if may_say else None
    if said is None or not _is_site(tail[said.end() :]):
        return None
    begun = _last(_patterns().opens.finditer(tail, max(0, said.start() - TITLE), said.start()))
    if begun is None or "\n" in tail[begun.start() :]:
        return None
    title = tail[begun.end() : said.start()].strip()
    is_title = any(map(str.isalpha, title)) and not title[0].islower()
    return Footer(least + begun.start(), "appeared-first") if is_title else None


def _button(text: str, end: int) -> Footer | None:
    """A button; none where its arrow may close a quotation or go on with a path."""
    least = max(0, end - SITE)
    tail = text[least:end].rstrip()
    if tail.endswith(_STOPS) and not tail.endswith(_DOTS):
        return None
    found = _patterns().more.search(tail)
    if found is None:
        return None
    start = least + found.start()
    line = text[max(text.rfind("\n", 0, start) + 1, start - REACH) : start]
    arrows = [mark for mark in "«»>" if mark in line]
    return None if arrows and found[0][-1] in "»>" else Footer(start, "promo")


def _agency(text: str, end: int) -> Footer | None:
    """An agency behind the last sentence: "It rained. (PTI)", not "by the wire (PTI)"."""
    least = max(0, end - SITE)
    found = _patterns().agency.search(text[least:end].rstrip())
    return Footer(least + found.start(), "credit") if found else None


def _last(found: Iterator[re.Match[str]]) -> re.Match[str] | None:
    *_, last = (None, *found)
    return last


def _is_site(said: str) -> bool:
    """Whether that names a site: neither a day nor a year."""
    name = said.strip()
    if not 1 < len(name) <= SITE or name[0].islower() or _STOP.search(name):
        return False
    return any(map(str.isalpha, name)) and name.rstrip(".").casefold() not in _days()


def names_day(said: str) -> bool:
    """Whether a day or a month ends what is said: "… first appeared on Sunday", not "The Mail on
    Sunday"."""
    *_, verb, small, day = ("", "", *said.rstrip(". ").split())
    return day.casefold() in _days() and verb.islower() and small.islower()


@cache
def _days() -> frozenset[str]:
    return frozenset(_words("days"))


class _Patterns(NamedTuple):
    """What opens a footer, before its title; what stands between title and site; a button and an
    agency behind the end of a sentence."""

    opens: re.Pattern[str]
    says: re.Pattern[str]
    more: re.Pattern[str]
    agency: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    opens, says, more, bracketed = map(_any, ("opens", "says", "more", "bracketed"))
    return _Patterns(
        re.compile(rf"{opens}(?=\s)"),
        re.compile(rf"(?<=\s){says}(?=\s)"),
        re.compile(
            rf"""
            (?: (?<=[.!?…\"”’»)\]।]) (?: \s++ (?:\.\.\.|…) (?=\s) )? \s*+
              | (?= \s [^»→>]{{1,40}} [»→>] \s*+ \Z ) \s )
            (?: [\[(]? \s?+ {more} \s?+ (?>(?:\.\.\.|…)?) [\])]? | \[ \s?+ {bracketed} \s?+ \] )
            [\s»→>]*+ \Z
            """,
            re.IGNORECASE | re.VERBOSE,
        ),
        re.compile(rf"(?<=[.!?”\"’»])\s?\({_any('agencies')}\)\Z"),
    )


@cache
def _says() -> tuple[str, ...]:
    """What is said of a title, in any language."""
    return tuple(sorted(_words("says")))


def _any(key: str) -> str:
    """A pattern for the words that any language has under a key."""
    return f"(?:{'|'.join(map(re.escape, sorted(_words(key))))})"


def _words(key: str) -> set[str]:
    return {word for language in data.toml(FILE).values() for word in language.get(key, ())}
