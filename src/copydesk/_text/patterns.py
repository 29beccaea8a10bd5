"""Regular expressions that are compiled on first need, so that importing copydesk stays light."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, AnyStr, cast


class _Lazy:
    """Stands for a pattern; the first use of a method compiles it and keeps the method."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._source), name)
        setattr(self, name, value)
        return value


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern, not compiled yet.

    >>> lazy("[aeiou]").sub("*", "lazy")
    'l*zy'
    """
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))


class _Eastern(_Lazy):
    """One that is compiled, and from then on asked at once, when a text first `may_be_eastern`."""

    def search(self, text: str) -> Any:
        return self._asked("search", text, None)

    def findall(self, text: str) -> Any:
        return self._asked("findall", text, [])

    def finditer(self, text: str) -> Any:
        return self._asked("finditer", text, iter(()))

    def _asked(self, method: str, text: str, nothing: Any) -> Any:
        return self.__getattr__(method)(text) if may_be_eastern(text) else nothing


def eastern(pattern: str) -> re.Pattern[str]:
    """A pattern that finds nothing without a letter of Arabic, of India, of farther east: a class
    of Han characters takes milliseconds to compile, which other texts save. It is asked of whole
    texts.

    >>> eastern("[぀-ヿ]").findall("Rain, アメ")
    ['ア', 'メ']
    """
    return cast("re.Pattern[str]", _Eastern(pattern, 0))


# The first bytes, in UTF-8, of Arabic, of U+0800 to U+1FFF and of U+3000 to U+DFFF.
_FIRST_BYTES = re.compile(rb"[\xd8-\xdb\xe0\xe1\xe3-\xed]")


def may_be_eastern(text: str) -> bool:
    """Whether a text has a character of Arabic, of India, of farther east.

    >>> may_be_eastern("雨"), may_be_eastern("비"), may_be_eastern("“Дождь”")
    (True, True, False)
    """
    return (
        not text.isascii()
        and _FIRST_BYTES.search(text.encode("utf-8", "surrogatepass")) is not None
    )


def found_at(
    first: re.Pattern[str], pattern: re.Pattern[str], text: str
) -> Iterator[re.Match[str]]:
    """All that a pattern finds in a text, asked where it may begin alone, at characters of a class.

    A pattern that looks back before its first character is asked at each place of a text else.

    >>> [found[0] for found in found_at(lazy(r"\\d"), lazy(r"(?<!\\S)\\d+[.)]"), "1. Rain 2) v3.")]
    ['1.', '2)']
    """
    end = 0
    for place in first.finditer(text):
        if place.start() >= end and (found := pattern.match(text, place.start())):
            yield found
            end = found.end()


# What parts a page's title from the site's name. A near-miss is "well-known".
TITLE_PARTS = lazy(r"\s+[|–—·»-]\s+|\s*[|»]\s*")

# A letter that has a capital, or is one. A near-miss is "ก".
_CASED = lazy(r"[A-Za-zÀ-ÖØ-öø-ʯͰ-ϿЀ-ԯԱ-Ֆա-և]")


def has_capitals(text: str) -> bool:
    """Whether a text is in a script that has capitals.

    >>> has_capitals("Rain"), has_capitals("rain"), has_capitals("雨")
    (True, True, False)
    """
    return _CASED.search(text) is not None
