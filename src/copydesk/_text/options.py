"""Options of cleaners, checked where a cleaner is made and not at the first text."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache
from itertools import islice

from copydesk.errors import BadCues, NotText


def texts(option: str, given: object, what: str) -> tuple[str, ...]:
    """A list of texts as a tuple. Raises NotText for anything else, a lone `str` included.

    >>> texts("extra_words", ["Ukraine"], "words")
    ('Ukraine',)
    """
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise NotText(f"{option} is {brief(given)}; give a list of {what}")
    entries = tuple(given)
    for entry in entries:
        if not isinstance(entry, str):
            raise NotText(f"{option} holds {brief(entry)}; give a list of {what}, each a str")
    return entries


def patterns(option: str, given: object) -> tuple[str, ...]:
    """Regular expressions as a tuple. Raises NotText for no list of texts, BadCues for no pattern.

    >>> patterns("keep", ["^Source"])
    ('^Source',)
    """
    found = texts(option, given, "regular expressions")
    for pattern in found:
        try:
            re.compile(pattern)
        except (re.error, RecursionError, OverflowError) as error:
            message = f"{option} holds {brief(pattern)}, no regular expression: {error}"
            raise BadCues(message) from None
    return found


@cache
def compiled(found: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Patterns, each by itself: joined into one, a group of one would be a group of another."""
    return tuple(map(re.compile, found))


def brief(value: object) -> str:
    """A value in a message, its beginning where it is long."""
    return repr(value)[:60]


LONG_LINE = 400
"""Characters from which a line may be a text that has lost its breaks."""


def protected(line: str, keep: tuple[str, ...]) -> list[tuple[int, int]]:
    """The places of a line at which nothing is removed: all of it where a pattern is found, and in
    a long line, which may be a whole text, what the patterns match.

    >>> protected("Source: the ministry", ("^Source",))
    [(0, 20)]
    """
    found = [m.span() for pattern in compiled(keep) for m in pattern.finditer(line)]
    return found if len(line) > LONG_LINE else [(0, len(line))] * bool(found)


SMALL = 32 << 20
"""So many bytes has no file of cues or of site lines: larger is a mistake, or no file at all."""


def small_text(path: str | os.PathLike[str]) -> str:
    """The UTF-8 text of a file that is small by its nature.

    Raises ValueError where it is not, or no UTF-8, and OSError where it cannot be read.
    """
    with open(path, "rb") as file:
        parts = iter(lambda: file.read(1 << 20), b"")  # as many as there are, not room for all
        octets = b"".join(islice(parts, (SMALL >> 20) + 1))
    if len(octets) > SMALL:
        raise ValueError(f"it holds more than {SMALL >> 20} MB")
    return octets.decode("utf-8").replace("\r\n", "\n")
