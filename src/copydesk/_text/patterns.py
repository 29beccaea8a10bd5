"""Regular expressions that are compiled on first need, so that importing copydesk stays light."""

from __future__ import annotations

import re
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
