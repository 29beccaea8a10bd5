"""What a page knows of itself: title, author, date, site, language, addresses, picture.

Each field is taken from the first place that says it plainly, in this order: the page's structured
data (JSON-LD, schema.org's articles), OpenGraph, `<meta>`, `<time>`, and what a reader sees: the
one headline, the byline. Where none is sure, it stays None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from copydesk._text.patterns import TITLE_PARTS, lazy
from copydesk.cleaners.markup.frames import is_saved, saved_from, saved_page
from copydesk.metadata.readers import READERS
from copydesk.metadata.statements import parsed, statements
from copydesk.pipeline.default import DEFAULT
from copydesk.pipeline.pipeline import Pipeline

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Page", "known", "page"]

_WORD = lazy(r"\w+")
FIELDS = ("title", "author", "date", "site", "language", "url", "canonical", "image")


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


def page(html: str, *, url: str | None = None, pipeline: Pipeline = DEFAULT) -> Page:
    """The article of an HTML page, and what the page knows of itself. `url`: where it came from,
    which a page saved with its parts says itself.

    >>> found = page(
    ...     '<html lang="en"><head><title>Ferry sinks | The Beacon</title>'
    ...     '<meta property="og:site_name" content="The Beacon"></head>'
    ...     "<body><h1>Ferry sinks</h1><p>The ferry sank on Monday.</p></body></html>"
    ... )
    >>> found.title, found.sources["title"], found.site, found.language, found.date
    ('Ferry sinks', 'h1', 'The Beacon', 'en', None)

    Raises NotText, a TypeError, for anything but `str`.
    """
    return Page(pipeline(html), **known(html, url))


def known(html: str, url: str | None = None) -> dict[str, Any]:
    """What a page knows of itself, without its text: the fields of `Page` in order, as for JSON.

    >>> found = known("<html><head><title>Ferry sinks</title></head><body>All saved.</body></html>")
    >>> found["title"], found["date"], found["sources"]
    ('Ferry sinks', None, {'title': 'title'})
    """
    if is_saved(html):
        url = url or next(filter(_absolute, [saved_from(html)]), None)
        html = saved_page(html)
    tree = parsed(html)
    values, sources = ({}, {}) if tree is None else _read(tree, url)
    return {**dict.fromkeys(FIELDS), **values, "sources": sources}


def _read(tree: _Element, url: str | None) -> tuple[dict[str, str], dict[str, str]]:
    """Each field that somebody states, and where."""
    said: dict[str, dict[str, str]] = {name: {} for name in FIELDS}
    for name, where, value in statements(tree, url):
        if (read := READERS[name](value)) is not None:
            said[name].setdefault(read.encode("utf-8", "replace").decode(), where)
    values = {name: next(iter(found)) for name, found in said.items() if found}
    _finish(values, said, url)
    return values, {name: said[name].get(value, "given") for name, value in values.items()}


def _finish(values: dict[str, str], said: dict[str, dict[str, str]], url: str | None) -> None:
    """Title and author are not the site's name; addresses are absolute, those that are none go."""
    site = values.get("site", "")
    titles = [title for title in said["title"] if _words(title) != _words(site)]
    if titles:
        values["title"] = _without_site(titles[0], site)
        said["title"].setdefault(values["title"], said["title"][titles[0]])
    author = next((name for name in said["author"] if _words(name) != _words(site)), None)
    if author:
        values["author"] = author
    else:
        values.pop("author", None)
    base = url or next(filter(_absolute, map(values.get, ("url", "canonical"))), None)
    for name in ("url", "canonical", "image"):
        if name in values:
            address = urljoin(base, values[name]) if base else values[name]
            if name != "image" and "#!" not in address:
                address = address.partition("#")[0]
            said[name].setdefault(address, said[name][values.pop(name)])
            if _absolute(address):
                values[name] = address
    if url:
        values["url"] = url
    elif "url" not in values and "canonical" in values:
        values["url"] = values["canonical"]
        said["url"][values["url"]] = said["canonical"][values["url"]]


def _words(name: str) -> list[str]:
    """A name's words, however they are joined: Coast+Harbour, Coast & Harbour, coast-harbour."""
    return _WORD.findall(name.casefold())


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
    parts = TITLE_PARTS.split(title)
    for side in (-1, 0):
        if len(parts) > 1 and parts[side].casefold() == site.casefold():
            cut = title.rfind(parts[side]) if side else len(parts[side])
            rest = title[:cut] if side else title[cut:]
            return rest.strip(" |–—·»-")
    return title
