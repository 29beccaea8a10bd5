"""Where a page speaks of itself, the most trustworthy places first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from copydesk._text.patterns import lazy
from copydesk.metadata.readers import listed, name_of
from copydesk.metadata.seen import Witness, inner, seen

if TYPE_CHECKING:
    from lxml.etree import _Element

ATTRIBUTES = frozenset({
    "class", "content", "datetime", "href", "http-equiv", "id", "itemprop", "itemtype", "lang",
    "name", "property", "pubdate", "rel", "title", "type",
})  # fmt: skip
"""What is asked of elements."""

_ARTICLE = lazy(r"(?:Article|BlogPosting|Report|Review|Recipe|LiveBlog\w*|NewsArticle)\Z")
_IN_ADDRESS = lazy(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-])")


def parsed(html: str) -> _Element | None:
    """The tree of a page; None of what is none. No network."""
    if "<" not in html:
        return None
    from lxml import etree

    builder: Any = _Builder(etree.TreeBuilder())
    parser = etree.HTMLParser(target=builder, encoding="utf-8", no_network=True, huge_tree=True)
    try:
        tree: _Element = etree.fromstring(
            html.replace("\x00", "").encode("utf-8", "replace"), parser
        )
    except (etree.XMLSyntaxError, AssertionError):  # no element at all
        return None
    return tree


class _Builder:
    """Builds the tree, of each element what is asked for: lxml's own compares each attribute with
    all others, and an element may have a million."""

    def __init__(self, builder: Any) -> None:
        self.builder = builder
        self.data, self.close = builder.data, builder.close

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        asked = {name: value for name, value in attributes.items() if name in ATTRIBUTES}
        if "xml:lang" in attributes:  # lxml takes no name with a colon
            asked.setdefault("lang", attributes["xml:lang"])
        self.builder.start(_plain(tag), asked)

    def end(self, tag: str) -> None:
        self.builder.end(_plain(tag))


@lru_cache(1000)
def _plain(tag: str) -> str:
    """The name of an element; of one that is none of HTML's no name of its own."""
    return tag if tag.isalnum() and tag.isascii() and tag[0].isalpha() else "span"


def statements(tree: _Element, url: str | None) -> Witness:
    items = _structured(tree)
    by_id = {str(item["@id"]): item for item in items if "@id" in item and len(item) > 1}
    for item in items:
        yield from _of_item(item, by_id)
    metas = _metas(tree)
    yield from _named(metas, _OPEN_GRAPH)
    yield from _named(metas, _META)
    yield from _linked(tree)
    yield from (("canonical", "JSON-LD", item.get("url")) for item in items if _is_article(item))
    yield from seen(tree)
    for item in items:  # of a page that is no article
        if "WebPage" in listed(item.get("@type")):
            yield "date", "JSON-LD", item.get("datePublished")
    canonical = (str(value) for name, _, value in _linked(tree) if name == "canonical")
    for address in (url, metas.get("og:url"), *canonical):
        if address and (found := _IN_ADDRESS.search(address)):
            yield "date", "address", "-".join(found.groups())


def _structured(tree: _Element) -> list[Mapping[str, Any]]:
    """The objects of JSON-LD: articles, the site, persons that they name."""
    return [
        item
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "").lower()
        for item in _items(_loaded(inner(script)))
    ]


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


def _resolved(value: Any, by_id: Mapping[str, Any]) -> Any:
    """A value, or what it names by its `@id`, as where a graph has persons and pictures apart."""
    if isinstance(value, list):
        return [_resolved(part, by_id) for part in value[:20]]
    is_name = isinstance(value, dict) and value.keys() <= {"@id", "@type"}
    return by_id.get(str(value.get("@id")), value) if is_name else value


def _of_item(item: Mapping[str, Any], by_id: Mapping[str, Any]) -> Witness:
    if not _is_article(item):
        if "WebSite" in listed(item.get("@type")):
            yield "site", "JSON-LD", item.get("name")
        return
    yield "title", "JSON-LD", item.get("headline") or item.get("name")
    yield "author", "JSON-LD", _resolved(item.get("author") or item.get("creator"), by_id)
    yield "date", "JSON-LD", item.get("datePublished") or item.get("dateCreated")
    yield "site", "JSON-LD", name_of(_resolved(item.get("publisher"), by_id))
    yield "language", "JSON-LD", item.get("inLanguage")
    yield "image", "JSON-LD", _resolved(item.get("image"), by_id)
    main = item.get("mainEntityOfPage")
    yield "canonical", "JSON-LD", main.get("@id") if isinstance(main, dict) else main


def _is_article(item: Mapping[str, Any]) -> bool:
    return any(_ARTICLE.search(str(kind)) for kind in listed(item.get("@type")))


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
        yield "language", "html lang", html.get("lang")
