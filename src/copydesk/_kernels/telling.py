"""Where some words and signs stand in a text."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from copydesk._kernels import kernel

_MARKS = (". ", "! ", "? ", "\n")
"""Where a sentence ends."""


@kernel
class Telling:
    """Words between blanks, and signs anywhere, given in small letters and found in any.

    >>> Telling({"share", "via:"}, ["@"]).places("Shares via: Share a@b")
    [7, 12, 19]
    """

    def __init__(self, words: Collection[str], signs: Collection[str]) -> None:
        self._words, self._signs = frozenset(words), tuple(signs)

    def places(self, text: str) -> list[int]:
        """Where each of them stands, in order."""
        low = _lowered(text)
        found = {
            at
            for word in self._words.intersection(low.split())
            for at in _each(low, word)
            if _ends(low, at - 1) and _ends(low, at + len(word))
        }
        found.update(at for sign in self._signs for at in _each(low, sign))
        return sorted(found)

    def sentences(self, text: str, around: int) -> list[tuple[int, int]]:
        """Where the sentences begin and end in which they stand, each but once.

        A sentence is looked for so many characters to both sides of a place.

        >>> Telling({"share"}, ()).sentences("It rained. Share this! Share", 9)
        [(10, 21), (22, 33)]
        """
        found, end = list[tuple[int, int]](), 0
        for at in self.places(text):
            if at >= end:
                start, end = _around(text, at, around)
                found.append((start, end))
        return found


def _around(text: str, at: int, around: int) -> tuple[int, int]:
    low, high = max(0, at - around), at + around
    start = max(low, *(text.rfind(mark, low, at) + 1 for mark in _MARKS))
    stops = [end for mark in _MARKS if (end := text.find(mark, at, high)) >= 0]
    return start, min(stops, default=high) + 1


def _lowered(text: str) -> str:
    """The text in small letters, each where it was: what is one letter there stays one."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _each(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _ends(text: str, at: int) -> bool:
    return not 0 <= at < len(text) or text[at].isspace()
