"""What a page says, read as what it is meant to be: a name, a day, a language, an address.

Each reader takes whatever stood there and gives a short text, or None where it is none of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from copydesk._text.patterns import lazy

LONGEST = 300
"""A title, name or address of more characters is none."""

_DATE = lazy(r"\s*((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_LANGUAGE = lazy(r"\s*([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{2}|[A-Z][a-z]{3}))?(?![\w])")
# What leads to a name: "By", "View all posts by", "Text:". Near-miss: the "von" of a name.
_BYLINE = lazy(
    r"(?:(?:\w{1,20}\s+){0,4}by|von|par|por|door|di)\s+|\w{2,12}:\s+",
    re.IGNORECASE,
)
# A name is words; near-misses are "Sign in", "https://…", "ann-lee" and a whole sentence.
_NO_NAME = lazy(
    r"[@<>{}|:/\\\d]|\A(?-i:[a-z]+(?:-[a-z]+)+)\Z|\w\.[a-z]{2,4}\b"
    r"|\b(?:admin|editor|staff writer|guest|unknown|null)\b"
    r"|\A(?:(?:our|the|own|staff|special|news|web|editorial|der|die|la|de)\s+){0,3}"
    r"(?:staff|team|board|desk|newsroom|correspondents?|reporters?|editors|redaktion|redacción"
    r"|redação|rédaction|redazione|redactie|redakcja|редакция)\Z",
    re.IGNORECASE,
)


# When it was published, behind the name: "Ann Lee, May 3, 2024", "Ann Lee | 9:15".
_STAMP = lazy(r"\s*[,|•·–—]\s[^,|•·–—]*\d.*\Z")


def listed(value: Any) -> list[Any]:
    """A value as a list: itself if it is one, empty for None."""
    return value if isinstance(value, list) else [] if value is None else [value]


def name_of(value: Any) -> Any:
    """The name in an object of structured data; anything else as it is."""
    return value.get("name") if isinstance(value, dict) else value


def _text(value: Any) -> str | None:
    """A short text without markup; None of anything else."""
    if not isinstance(value, str):
        return None
    from html import unescape

    text = " ".join(re.sub(r"<[^<>]{0,200}>", " ", unescape(value)).split())
    return text if 0 < len(text) <= LONGEST else None


def author_of(value: Any) -> str | None:
    """Names of people, in order, without repeats; None where one of them is no name."""
    names: list[str] = []
    for entry in listed(value)[:20]:
        name = _text(name_of(entry))
        if name is None:
            continue
        name = _STAMP.sub("", _without_lead(name)).strip(" ,;|")
        if _NO_NAME.search(name) or not 2 <= len(name) <= 100 or len(name.split()) > 12:
            return None
        names += [name] if name not in names else []
    return ", ".join(names) or None


def _without_lead(name: str) -> str:
    """A name without the words that lead to it.

    >>> _without_lead("Posted by Ann Lee"), _without_lead("Anna von Berg")
    ('Ann Lee', 'Anna von Berg')
    """
    lead = _BYLINE.match(name)
    return name[lead.end() :] if lead else name


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


def _site(value: Any) -> str | None:
    """The name of a site; near-miss: its address."""
    name = _text(value)
    return name if name and "://" not in name and not name.startswith("www.") else None


def _picture(value: Any) -> str | None:
    """The address of a picture; near-miss: a name for it within the page's data."""
    found = _address(value)
    return found if found and "#" not in found.rpartition("/")[2] else None


def _address(value: Any) -> str | None:
    """The address of a picture or a page, also where it stands in an object or a list."""
    for entry in listed(value)[:1]:
        if isinstance(entry, dict):
            found = entry.get("url") or entry.get("contentUrl") or entry.get("@id")
        else:
            found = entry
        found = found[0] if isinstance(found, list) and found else found
        if isinstance(found, str) and 0 < len(found.strip()) <= 2000 and " " not in found.strip():
            return found.strip()
    return None


READERS: dict[str, Callable[[Any], str | None]] = {
    "title": _text, "author": author_of, "date": _day, "site": _site, "language": _tag,
    "url": _address, "canonical": _address, "image": _picture,
}  # fmt: skip
