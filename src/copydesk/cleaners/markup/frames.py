"""Files that hold a page and are none: feeds, and pages saved with their mail headers (MHTML)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate

from copydesk._text.diffs import changes_between
from copydesk._text.edits import Change, splice
from copydesk._text.patterns import lazy

_FEED = lazy(
    r"""
    \s* (?: <\?xml\b[^<>]*> \s* )? (?: <!--(?:[^-]|-(?!->)){0,500}--> \s* | <\?xml-[^<>]*> \s* )*
    < (?: rss | feed | rdf:RDF | channel | item | entry | description | content:encoded ) \b
    [^<>]* >
    """,
    re.VERBOSE,
)
# What a feed says of itself and of its items, beside their titles and texts.
_ASIDE = lazy(
    r"""
    < (?P<name> link | guid | pubDate | lastBuildDate | generator | language | ttl | docs | id
        | managingEditor | webMaster | category | author | updated | published | image | cloud
        | rights | copyright | logo | icon | subtitle | comments | source | skipHours | skipDays
        | (?: dc | sy | media | wfw | slash | atom | atom10 | georss | itunes | feedburner ):\w+ )
    \b (?: [^<>]* />
      | [^<>]* > (?: [^<] | <!\[CDATA\[ | <(?! /?(?P=name)\b ) ){0,5000}? </ (?P=name) > )
    """,
    re.VERBOSE,
)
_SECTION = lazy(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ELEMENT = lazy(
    r"</?(?:rss|feed|rdf:RDF|channel|item|entry|title|description|summary"
    r"|content(?::encoded)?)\b[^<>]*>|<\?xml[^<>]*>"
)
_ITEM = lazy(r"<(?:item|entry)\b")
_ENCODED = lazy(
    r"<description\b[^<>]*>(?:[^<]|<!\[CDATA\[|<(?!/?description\b)){0,20000}?</description>"
    r"(?=\s*<content:encoded)"
)
# Octets as mails write them, and line breaks that they put in.
_QUOTED = lazy(r"(?>(?:=[0-9A-Fa-f]{2}|=\r?\n)+)")
_BODY = lazy(
    r"^Content-Type:[ \t]*text/html\b[^\n]*\n(?>(?:[ \t]*+[^\s][^\n]*\n){0,30})\r?\n",
    re.MULTILINE | re.IGNORECASE,
)
_LINE = lazy(r"\S+")
_HEADERS = lazy(r"\s*(?:[A-Z][\w-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*)+")


def is_feed(text: str) -> bool:
    """An RSS or Atom file, or an element of one. Near-miss: a page that speaks of feeds."""
    return "<" in text[:200] and _FEED.match(text) is not None


def feed_text(text: str) -> str:
    """The titles and texts of a feed's items, as the markup that they hold.

    >>> feed_text("<rss><channel><item><title>Storm</title><link>x</link></item></channel></rss>")
    'Storm'
    """
    item = _ITEM.search(text)
    text = _ENCODED.sub("", text[item.start() :] if item else text)
    text = _ASIDE.sub("", text)
    text = _ELEMENT.sub("\n\n", _without_sections(text))
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    return re.sub(r"\s*\n\s*\n\s*", "\n\n", text).strip()


def _without_sections(text: str) -> str:
    """Without the marks of CDATA sections; behind the last end of one none is looked for."""
    before, end, after = text.rpartition("]]>")
    return _SECTION.sub(r"\1", before + end) + after


def is_saved(text: str) -> bool:
    """A page as browsers save it whole, its parts one after another as in a mail."""
    head = text[:3000]
    return "MIME-Version:" in head and "multipart/related" in head and bool(_HEADERS.match(text))


def saved_page(text: str) -> str:
    """The page within: its first part that is HTML; the text as it is where there is none."""
    from email import message_from_string

    for part in message_from_string(text.lstrip()).walk():
        if part.get_content_type() == "text/html":
            octets = part.get_payload(decode=True)
            if isinstance(octets, bytes):
                return _decoded(octets, part.get_content_charset())
    return text


def saved_from(text: str) -> str | None:
    """The address that a page was saved from, as its mail headers have it."""
    from email.parser import HeaderParser

    address = HeaderParser().parsestr(text.lstrip())["Snapshot-Content-Location"]
    return "".join(str(address).split()) if address else None


def saved_changes(text: str) -> list[Change]:
    """What changes between a page saved with its mail headers and the page within.

    Exactly where it is written as mails write it, else as a comparison of both tells.
    """
    page, found = saved_page(text), list(_unquoted(text))
    return found if splice(text, found) == page else changes_between(text, page, "markup")


def octets_in(text: str, page: str) -> Callable[[int], int] | None:
    """Where in a saved page's text an octet of the page within stands, as base64 has it.

    None where it is not written so.
    """
    from base64 import b64decode

    lines = [line.span() for line in _LINE.finditer(text, *(_body(text) or (0, 0)))]
    try:
        octets = b64decode("".join(text[start:end] for start, end in lines), validate=True)
    except ValueError:
        return None
    if not lines or octets != page.encode("utf-8", "replace"):
        return None
    firsts = list(accumulate((end - start for start, end in lines), initial=0))[:-1]

    def place(octet: int) -> int:
        at = octet * 4 // 3
        line = bisect_right(firsts, at) - 1
        return lines[line][0] + at - firsts[line]

    return place


def _body(text: str) -> tuple[int, int] | None:
    """Where the page within begins and ends, as it is written in a mail."""
    body = _BODY.search(text)
    if body is None:
        return None
    end = text.find("\n--", body.end())
    return body.end(), end if end >= 0 else len(text)


def _unquoted(text: str) -> Iterator[Change]:
    body = _body(text)
    if body is None:
        return
    start, end = body
    yield Change(0, start, "", "markup")
    for match in _QUOTED.finditer(text, start, end):
        octets = bytes.fromhex(match[0].replace("=", " "))
        yield Change(*match.span(), octets.decode("utf-8", "replace"), "markup")
    yield Change(end, len(text), "", "markup")


def _decoded(octets: bytes, charset: str | None) -> str:
    from copydesk._text.decoding import decode

    return decode(octets, charset)
