"""What a page knows of itself: title, author, date, site, language, addresses, picture.

Each field is taken from the first place that says it plainly, in this order: the page's structured
data (JSON-LD, schema.org's articles), OpenGraph, `<meta>`, `<time>`, and what a reader sees: the
one headline, the byline. Where none is sure, it stays None.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from copydesk._text.patterns import lazy
from copydesk.pipeline.default import DEFAULT
from copydesk.pipeline.pipeline import Pipeline

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Page", "page"]

FIELDS = ("title", "author", "date", "site", "language", "url", "canonical", "image")
LONGEST = 300
"""A title, name or address of more characters is none."""

_ARTICLE = lazy(r"(?:Article|BlogPosting|Report|Review|Recipe|LiveBlog\w*|NewsArticle)\Z")
_DATE = lazy(r"\s*((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_IN_ADDRESS = lazy(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-])")
_LANGUAGE = lazy(r"\s*([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{2}|[A-Z][a-z]{3}))?(?![\w])")
_BYLINE = lazy(r"(?:^|(?<=\s))(?:by|von|par|por|door|di)\s+", re.IGNORECASE)
# A name is words; near-misses are "Sign in", "https://…" and a whole sentence.
_NO_NAME = lazy(
    r"[@<>{}|:/\\\d]|\w\.[a-z]{2,4}\b|\b(?:admin|editor|staff writer|guest|unknown|null)\b",
    re.IGNORECASE,
)
_SEPARATOR = lazy(r"\s+[|–—·»-]\s+|\s*[|»]\s*")


@dataclass(frozen=True)
class Page:
    """The article of a page, and what the page says of it.

    `date` is the day of publication as `YYYY-MM-DD`, `language` a tag such as `en` or `pt-BR`;
    addresses are absolute where the page's own address is known. `sources` tells for each field
    that is not None where it stood, such as `JSON-LD` or `meta author`.
    """

    text: str
    title: str | None = None
    author: str | None = None
    date: str | None = None
    site: str | None = None
    language: str | None = None
    url: str | None = None
    canonical: str | None = None
    image: str | None = None
    sources: Mapping[str, str] = field(default_factory=dict)


Witness = Iterator[tuple[str, str, Any]]
"""Statements as (field, where it stands, value), the most trustworthy first."""


def page(html: str, *, url: str | None = None, pipeline: Pipeline = DEFAULT) -> Page:
    """The article of an HTML page, and what the page knows of itself. `url`: where it came from.

    >>> found = page(
    ...     '<html lang="en"><head><title>Ferry sinks | The Beacon</title>'
    ...     '<meta property="og:site_name" content="The Beacon"></head>'
    ...     "<body><h1>Ferry sinks</h1><p>The ferry sank on Monday.</p></body></html>"
    ... )
    >>> found.title, found.sources["title"], found.site, found.language, found.date
    ('Ferry sinks', 'h1', 'The Beacon', 'en', None)

    Raises NotText, a TypeError, for anything but `str`.
    """
    text = pipeline(html)
    tree = _parsed(html)
    if tree is None:
        return Page(text)
    said: dict[str, dict[str, str]] = {name: {} for name in FIELDS}
    for name, where, value in _statements(tree, url):
        if (read := _READERS[name](value)) is not None:
            said[name].setdefault(read, where)
    values = {name: next(iter(found)) for name, found in said.items() if found}
    _finish(values, said, url)
    return Page(text, **values, sources={n: said[n].get(v, "given") for n, v in values.items()})


def _parsed(html: str) -> _Element | None:
    """The tree of a page; None of what is none. No network."""
    if "<" not in html:
        return None
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, huge_tree=True
    )
    try:
        return etree.fromstring(html.replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def _statements(tree: _Element, url: str | None) -> Witness:
    yield from _structured(tree)
    metas = _metas(tree)
    yield from _named(metas, _OPEN_GRAPH)
    yield from _named(metas, _META)
    yield from _linked(tree)
    yield from _seen(tree)
    if url and (found := _IN_ADDRESS.search(url)):
        yield "date", "address", "-".join(found.groups())


def _structured(tree: _Element) -> Witness:
    """JSON-LD of articles, and of the site."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for item in _items(_loaded(_inner(script))):
                yield from _of_item(item)


def _loaded(text: str) -> Any:
    """The content of a script, also where somebody escaped it or put it into a comment."""
    try:
        return json.loads(text.strip().strip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _items(found: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a script, those of a graph and of lists among them."""
    waiting = [found]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting[:0] = item[:100]
        elif isinstance(item, dict):
            yield item
            waiting[:0] = [item.get("@graph"), item.get("mainEntity")]


def _of_item(item: Mapping[str, Any]) -> Witness:
    kinds = [str(kind) for kind in _listed(item.get("@type"))]
    if not any(map(_ARTICLE.search, kinds)):
        if "WebSite" in kinds:
            yield "site", "JSON-LD", item.get("name")
        return
    yield "title", "JSON-LD", item.get("headline") or item.get("name")
    yield "author", "JSON-LD", item.get("author") or item.get("creator")
    yield "date", "JSON-LD", item.get("datePublished") or item.get("dateCreated")
    yield "site", "JSON-LD", _name(item.get("publisher"))
    yield "language", "JSON-LD", item.get("inLanguage")
    yield "image", "JSON-LD", item.get("image")
    main = item.get("mainEntityOfPage")
    yield "canonical", "JSON-LD", main.get("@id") if isinstance(main, dict) else main


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: Any) -> Any:
    return value.get("name") if isinstance(value, dict) else value


_OPEN_GRAPH = {
    "title": ("og:title",),
    "author": ("article:author", "og:article:author"),
    "date": ("article:published_time", "og:article:published_time", "og:published_time"),
    "site": ("og:site_name",),
    "language": ("og:locale",),
    "url": ("og:url",),
    "image": ("og:image", "og:image:url", "og:image:secure_url"),
}
_META = {
    "title": ("dc.title", "dcterms.title", "twitter:title", "headline"),
    "author": (
        "author",
        "dc.creator",
        "dcterms.creator",
        "byl",
        "parsely-author",
        "sailthru.author",
    ),
    "date": (
        *("date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "pubdate"),
        *("publishdate", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date"),
        *("datepublished", "date.issued", "last-modified-date"),
    ),
    "site": ("application-name", "publisher", "dc.publisher"),
    "language": ("content-language", "dc.language", "language"),
    "image": ("twitter:image", "twitter:image:src", "thumbnail"),
}


def _metas(tree: _Element) -> dict[str, str]:
    """The page's `<meta>` elements; of several with one name the first."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := (meta.get(attribute) or "").strip().lower()):
                found.setdefault(name, content)
    return found


def _named(metas: Mapping[str, str], names: Mapping[str, Iterable[str]]) -> Witness:
    for name, keys in names.items():
        for key in keys:
            if key in metas:
                yield name, f"meta {key}", metas[key]


def _linked(tree: _Element) -> Witness:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield "canonical", "link", link.get("href")
    html = next(tree.iter("html"), None)
    if html is not None:
        yield "language", "html lang", html.get("lang") or html.get("xml:lang")


def _seen(tree: _Element) -> Witness:
    """What a reader sees: times, the byline, the one headline, the title."""
    for time in tree.iter("time"):
        mark = (time.get("itemprop") or "").lower(), time.get("pubdate") is not None
        if mark[0] == "datepublished" or mark[1]:
            yield "date", "time", time.get("datetime")
    headlines = [_inner(h) for h in tree.iter("h1")]
    title = next(map(_inner, tree.iter("title")), "")
    if len(set(filter(None, headlines))) == 1:
        yield "title", "h1", headlines[0]
    yield "title", "title", _SEPARATOR.split(title)[0]
    for element in tree.iter("a", "span", "div", "p", "address"):
        if _marks_author(element):
            yield "author", "byline", _BYLINE.sub("", _inner(element))
    times = [time.get("datetime") for time in tree.iter("time") if time.get("datetime")]
    if len({(value or "")[:10] for value in times}) == 1:
        yield "date", "time", times[0]


def _inner(element: _Element) -> str:
    """The text in an element, its white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())


def _marks_author(element: _Element) -> bool:
    if (element.get("rel") or "").lower() == "author":
        return True
    if (element.get("itemprop") or "").lower() == "author":
        return True
    classes = (element.get("class") or "").lower().split()
    return any(name in ("byline", "author-name", "author__name", "byline-name") for name in classes)


def _text(value: Any) -> str | None:
    """A short text without markup; None of anything else."""
    if not isinstance(value, str):
        return None
    from html import unescape

    text = " ".join(re.sub(r"<[^<>]{0,200}>", " ", unescape(value)).split())
    return text if 0 < len(text) <= LONGEST else None


def _author(value: Any) -> str | None:
    """Names of people, in order, without repeats; None where one of them is no name."""
    names: list[str] = []
    for entry in _listed(value)[:20]:
        name = _text(_name(entry))
        if name is None:
            continue
        name = _BYLINE.sub("", name, count=1).strip(" ,;|")
        if _NO_NAME.search(name) or not 2 <= len(name) <= 100 or len(name.split()) > 12:
            return None
        names += [name] if name not in names else []
    return ", ".join(names) or None


def _day(value: Any) -> str | None:
    """`YYYY-MM-DD` of an ISO 8601 date or time that is a day of the calendar.

    >>> _day("2024-05-03T10:00:00+02:00"), _day("20240503"), _day("2024-02-31"), _day("May 3")
    ('2024-05-03', '2024-05-03', None, None)
    """
    match = _DATE.match(value) if isinstance(value, str) else None
    if not match:
        return None
    try:
        return date(*(int(part) for part in match.groups())).isoformat()
    except ValueError:
        return None


def _tag(value: Any) -> str | None:
    """A language tag in its usual form.

    >>> _tag("en_us"), _tag("DE"), _tag("english, please")
    ('en-US', 'de', None)
    """
    match = _LANGUAGE.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        return None
    language, region = match[1].lower(), match[2]
    if not region:
        return language
    return f"{language}-{region.upper() if len(region) == 2 else region.title()}"


def _address(value: Any) -> str | None:
    """The address of a picture or a page, also where it stands in an object or a list."""
    for entry in _listed(value)[:1]:
        found = entry.get("url") or entry.get("@id") if isinstance(entry, dict) else entry
        found = found[0] if isinstance(found, list) and found else found
        if isinstance(found, str) and 0 < len(found.strip()) <= 2000 and " " not in found.strip():
            return found.strip()
    return None


_READERS: dict[str, Callable[[Any], str | None]] = {
    "title": _text, "author": _author, "date": _day, "site": _text, "language": _tag,
    "url": _address, "canonical": _address, "image": _address,
}  # fmt: skip


def _finish(values: dict[str, str], said: dict[str, dict[str, str]], url: str | None) -> None:
    """A title is not the site's name; addresses are absolute, and those that are none go."""
    site = values.get("site", "")
    titles = [title for title in said["title"] if title.casefold() != site.casefold()]
    if titles:
        values["title"] = _without_site(titles[0], site)
        said["title"].setdefault(values["title"], said["title"][titles[0]])
    base = url or next(filter(_absolute, map(values.get, ("url", "canonical"))), None)
    for name in ("url", "canonical", "image"):
        if name in values:
            address = urljoin(base, values[name]) if base else values[name]
            said[name].setdefault(address, said[name][values.pop(name)])
            if _absolute(address):
                values[name] = address
    if url:
        values["url"] = url
    elif "url" not in values and "canonical" in values:
        values["url"] = values["canonical"]
        said["url"][values["url"]] = said["canonical"][values["url"]]


def _absolute(address: str | None) -> bool:
    try:
        return bool(address) and urlsplit(address or "").scheme in ("http", "https")
    except ValueError:
        return False


def _without_site(title: str, site: str) -> str:
    """The title less the site's name at its end or beginning.

    >>> _without_site("Ferry sinks - The Beacon", "The Beacon")
    'Ferry sinks'
    >>> _without_site("Ferry - a ship - sinks", "The Beacon")
    'Ferry - a ship - sinks'
    """
    parts = _SEPARATOR.split(title)
    for side in (-1, 0):
        if len(parts) > 1 and parts[side].casefold() == site.casefold():
            cut = title.rfind(parts[side]) if side else len(parts[side])
            rest = title[:cut] if side else title[cut:]
            return rest.strip(" |–—·»-")
    return title
