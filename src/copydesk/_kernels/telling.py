"""Where some words and signs stand in a text."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from copydesk._kernels import kernel


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
