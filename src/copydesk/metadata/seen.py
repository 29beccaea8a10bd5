"""What a reader sees of a page: its headline, its byline, when it was published."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from copydesk._text import data
from copydesk._text.patterns import TITLE_PARTS, lazy
from copydesk.metadata.readers import LONGEST, author_of

if TYPE_CHECKING:
    from lxml.etree import _Element

Witness = Iterator[tuple[str, str, Any]]
"""Statements as (field, where it stands, value), the most trustworthy first."""

MOST, LINKS, DEEPEST = 50, 10, 40
"""Elements that are asked, links of one, levels around it: a page may have any number."""
_PARTS = frozenset({"div", "li", "ol", "p", "section", "span", "table", "td", "ul"})
_AUTHOR = frozenset({
    "article-author", "article__author", "author", "author-name", "author__name", "authors",
    "byline", "byline-name", "byline__author", "byline__name", "entry-author", "post-author",
})  # fmt: skip
_DATES = frozenset({
    "article-date", "article__date", "date", "datetime", "entry-date", "post-date", "pubdate",
    "publish-date", "published", "timestamp",
})  # fmt: skip
_WITH_DOTS = lazy(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)(?!\d)")
_WORD = lazy(r"\d+|[^\W\d_]+")
_YEAR = lazy(r"(?:19|20)\d\d")
_WITHIN_DATES = frozenset({"de", "of", "st", "nd", "rd", "th", "er"})
_TO_AUTHOR = lazy(
    r"/(?:authors?|autor(?:en|es|i)?|auteurs?|by|contributors?|people|profiles?|staff|users?)/",
    re.IGNORECASE,
)
_BESIDE = lazy(
    r"(?<![\w-])(?:\w+[_-]+)??(?<!has-)(?<!no-)(?<!with-)"
    r"(?:comment|reply|related|recommend|teaser|sidebar|widget|popular)",
    re.IGNORECASE,
)


def seen(tree: _Element) -> Witness:
    """What a reader sees: times, the byline, the one headline, the title."""
    yield from (("date", "time", day) for day in _days(tree))
    headlines = [inner(h) for h in tree.iter("h1")]
    title = next(map(inner, tree.iter("title")), "")
    if len(set(filter(None, headlines))) == 1:
        yield "title", "h1", headlines[0]
    yield "title", "title", TITLE_PARTS.split(title)[0]
    yield from (("author", "byline", name) for name in _bylines(tree))
    times = [time.get("datetime") for time in _marked(tree, ("datetime",), _is_time)]
    if len({(value or "")[:10] for value in times}) == 1:
        yield "date", "time", times[0]
    written = {
        day for element in _marked(tree, ("class",), _names_day) if (day := _written(element))
    }
    if len(written) == 1:
        yield "date", "stamp", written.pop()


def _days(tree: _Element) -> Iterator[str | None]:
    """When elements say that the page was published, of whatever kind they are."""
    for element in _marked(tree, ("itemprop", "class", "pubdate"), _is_day):
        yield element.get("datetime") or element.get("content") or element.get("title")


def _is_day(element: _Element) -> bool:
    if "datepublished" in (element.get("itemprop") or "").lower().split():
        return True
    if element.tag == "time" and element.get("pubdate") is not None:
        return True
    names = (element.get("class") or "").lower().split()
    return element.tag in ("time", "abbr") and "published" in names


def _is_time(element: _Element) -> bool:
    return element.tag == "time"


def _names_day(element: _Element) -> bool:
    return not _DATES.isdisjoint((element.get("class") or "").lower().split())


def _written(element: _Element) -> str | None:
    """The day in a stamp's text, written as is read everywhere alike: 3.5.2024, 3 May 2024.

    Near-miss: 3/5/2024, which is in March or in May.
    """
    text = _short(element)
    found = [*(match.groups() for match in _WITH_DOTS.finditer(text)), *_with_name(text)]
    days = {tuple(map(int, day)) for day in found}
    return "{2}-{1:02}-{0:02}".format(*days.pop()) if len(days) == 1 else None


def _with_name(text: str) -> Iterator[tuple[str, str, str]]:
    """Day, month and year, where the month has a name and stands between or before both.

    >>> list(_with_name("3 de mayo de 2024, 9.15")), list(_with_name("May 3rd, 2024"))
    ([('3', '5', '2024')], [('3', '5', '2024')])
    """
    months = _months()
    words = [word for word in _WORD.findall(text.lower()) if word not in _WITHIN_DATES]
    for first, second, year in zip(words, words[1:], words[2:], strict=False):
        if _YEAR.fullmatch(year):
            for day, month in (first, second), (second, first):
                if month in months and day.isdecimal() and len(day) <= 2:
                    yield day, months[month], year


@cache
def _months() -> dict[str, str]:
    table = data.toml("months.toml")
    return {name: number for number, names in table.items() for name in names.split()}


def _bylines(tree: _Element) -> Iterator[Any]:
    """Who wrote it, as elements say that are named for it; by a class name only if all agree."""
    sure, named = list[list[str]](), set[str]()
    for element in _marked(tree, ("itemprop", "class", "rel"), _names_author):
        names = _names(element)
        if "author" in f"{element.get('rel')} {element.get('itemprop')}".lower().split():
            sure.append(names)
        elif (author := author_of(names)) is not None:
            named.add(author)
    yield from sure
    yield from named if len(named) == 1 else ()


def _names_author(element: _Element) -> bool:
    marks = f"{element.get('rel') or ''} {element.get('itemprop') or ''}".lower().split()
    return "author" in marks or not _AUTHOR.isdisjoint((element.get("class") or "").lower().split())


def _names(element: _Element) -> list[str]:
    """The names in a byline: the texts of its links to authors, else all of it."""
    links = [element] if element.tag == "a" else list(islice(element.iter("a"), LINKS))
    found = [_short(a) for a in links if _TO_AUTHOR.search(a.get("href") or "")]
    return list(filter(None, found)) or [_short(element)]


def _marked(
    tree: _Element, attributes: tuple[str, ...], fits: Callable[[_Element], bool]
) -> Iterator[_Element]:
    """Elements that fit, those of comments and teasers passed over; not more than `MOST`."""
    elements = (
        element
        for element in tree.iter("a", "abbr", "address", "div", "li", "meta", "p", "span", "time")
        if any(map(element.get, attributes)) and fits(element) and not _is_beside(element)
    )
    return islice(elements, MOST)


def _is_beside(element: _Element) -> bool:
    """Whether an element is part of comments, of teasers or of what stands at the page's side."""
    around = islice((e for e in (element, *element.iterancestors())), DEEPEST)
    return any(
        e.tag in ("aside", "nav") or (e.tag in _PARTS and _BESIDE.search(_label(e))) for e in around
    )


def _label(element: _Element) -> str:
    get = element.get
    return f"{get('class') or ''} {get('id') or ''} {get('itemtype') or ''}"[:LONGEST]


def _short(element: _Element) -> str:
    """The text in an element, its white space folded; empty where it is too long for a name."""
    text = ""
    for piece in element.itertext():
        text += str(piece) + " "
        if len(text) > LONGEST:
            return ""
    return " ".join(text.split())


def inner(element: _Element) -> str:
    """The text in an element, its white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())
