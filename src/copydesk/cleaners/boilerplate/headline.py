"""The headline in a page's text: the line above the article that says what its title says."""

from __future__ import annotations

from collections.abc import Sequence, Set

from copydesk._text.patterns import lazy
from copydesk.cleaners.boilerplate.lines import Block

TITLES = 2
"""A page's title is one of its first blocks."""
FEW, MANY = 2, 40
"""Words of a headline, at least and at most."""
ALIKE = 0.5
"""The share of words that title and headline have in common, of those that either has."""
NEAR, PLAIN = 12, 3
"""Where no title tells: how far above the article a headline stands, and its fewest words."""
TAKEN_UP, LONG = 0.6, 5
"""The share of its words of so many letters that the article takes up."""

_WORD = lazy(r"\w+")
_MARK = lazy(r"# +\S")
# Near-misses of a headline: an item of a menu, a day, a byline with its time, an address.
_NO_HEADLINE = lazy(r"[*+•{<]|.*(?:\b\d?\d:\d\d|\b(?:19|20)\d\d\b.{0,12}$|https?:|@\w)")


def headline(
    blocks: Sequence[Block], named: Sequence[object], words: Sequence[int], start: int, end: int
) -> int | None:
    """The block that is the headline of the article from `start` to `end`; None without one.

    It says what the title says, or is marked as one, or is the first line shortly above the article
    whose words this takes up. What has a name is boilerplate by its wording, and no headline.
    """
    above = [
        i
        for i in range(start)
        if not named[i] and FEW <= words[i] <= MANY and not _NO_HEADLINE.match(blocks[i].text)
    ]
    if twice := _said_twice(blocks, above):
        return twice[-1]
    long = [i for i in above if words[i] >= PLAIN]
    if marked := [i for i in long if _MARK.match(blocks[i].text)]:
        return marked[-1]
    said = {word for block in blocks[start:end] for word in _long_words(block.text)}
    near = (i for i in long if start - i <= NEAR and _is_taken_up(blocks[i], said))
    return next(near, 0 if start == 1 and above else None)


def _is_taken_up(block: Block, said: Set[str]) -> bool:
    words = _long_words(block.text)
    return bool(words) and len(words & said) >= TAKEN_UP * len(words)


def _long_words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.lower()) if len(word) >= LONG)


def _said_twice(blocks: Sequence[Block], above: Sequence[int]) -> list[int]:
    """The blocks most like the title, if any is like it."""
    titles = [title for title in above if title < TITLES]
    words = {i: frozenset(_WORD.findall(blocks[i].text.lower())) for i in above} if titles else {}
    ranked = [(_alike(words[i], words[title]), i) for title in titles for i in above if i > title]
    best = max((alike for alike, _ in ranked), default=0.0)
    return sorted(i for alike, i in ranked if alike == best) if best >= ALIKE else []


def _alike(one: Set[str], other: Set[str]) -> float:
    return len(one & other) / (len(one | other) or 1)
