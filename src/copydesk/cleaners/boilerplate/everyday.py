"""Heads of links below which an article has a list of its own: "Recommended", or "Read also:"."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk._text.listing import marks
from copydesk._text.patterns import lazy
from copydesk._text.sentences import ends_sentence
from copydesk.cleaners.boilerplate.cues import Cue
from copydesk.cleaners.boilerplate.labels import LABELS
from copydesk.cleaners.boilerplate.structure import heads_links

LEAST, MOST = 35, 160
"""So many characters has a headline. A near-miss is "The Blue Boar, Leith"."""
WIDE, WIDTH = "\u2e80", 3
"""From here on one character of a script says what others say in so many."""
BULLETS = "-*•–— "
BRIEF, FEWEST = 25, 3
"""Below a head such as "Read also:" so short entries are no headlines, where there are so many."""

# How much of a thing there is, at the beginning of an entry: "1 cup (240 ml) whole milk", "½ tsp
# salt". Near-misses are "1 Rain falls", a headline with its number, and "9:40 News", a time.
_AMOUNT = lazy(r"(?:\d{1,3}(?:[/.,]\d{1,2})?[½¼¾]?|[½¼¾⅓⅔])\s?[^\W\d_A-Z]")


def less_own_lists(lines: Sequence[str], found: Sequence[Cue | None]) -> Sequence[Cue | None]:
    """The cues of lines, without the heads below which an article's own list stands."""
    own = {
        i
        for i, cue in enumerate(found)
        if cue is not None
        and heads_links(lines[i], cue)
        and _is_own(lines, found, _list_below(lines, found, i), cue)
    }
    return [None if i in own else cue for i, cue in enumerate(found)] if own else found


def _list_below(lines: Sequence[str], found: Sequence[Cue | None], head: int) -> range:
    """The entries of a list: up to a sentence, or a cue that counts in the middle of a text."""
    end = head + 1
    while end < len(lines) and len(lines[end]) <= MOST and not ends_sentence(lines[end]):
        cue = found[end]
        if cue is not None and cue.where != "edge":
            break
        end += 1
    return range(head + 1, end)


def _is_own(lines: Sequence[str], found: Sequence[Cue | None], entries: range, head: Cue) -> bool:
    """Whether entries are neither headlines nor, for the most part, those of a menu: "News".

    An everyday word needs headlines below it, any other head but no list of short things.
    """
    said = [lines[i] for i in entries]
    of_menu = sum(
        cue is not None and cue.reason in LABELS for cue in found[entries.start : entries.stop]
    )
    if 2 * of_menu > len(entries):
        return False
    return _are_short(said) if head.where != "head_of_headlines" else not are_headlines(said)


def are_headlines(items: Sequence[str]) -> bool:
    """Whether half of the entries of a list are as long as headlines, unless each has the mark of
    a list: a number, a time, a label.

    >>> are_headlines(["Harbour wall to be rebuilt after storms", "Council votes down the road"])
    True
    >>> are_headlines(["The Blue Boar, Leith", "Café Nord"])
    False
    >>> are_headlines(["Best novel: The Long Tide by Ann Lee", "Best play: Fog over the Old Mill"])
    False
    """
    said = [item.lstrip(BULLETS) for item in items]
    if len(said) > 1 and sum(1 for _ in marks(said)) == len(said):
        return False
    return 2 * sum(_size(item) >= LEAST for item in said) >= len(said)


def _are_short(items: Sequence[str]) -> bool:
    """Whether most entries are too short for headlines, or say how much of a thing there is.

    >>> _are_short(["Ann Lee as the Widow", "Jo Moll as the Goose", "With six dancers"])
    True
    >>> _are_short(["2 cloves of garlic, finely chopped", "Butter", "Salt"])
    True
    >>> _are_short(["Ten presses fell silent: why", "Why he left", "Five boats, one port and ice"])
    False
    """
    said = [item.lstrip(BULLETS) for item in items]
    long = sum(_size(item) >= BRIEF and not _AMOUNT.match(item) for item in said)
    return len(said) >= FEWEST and 2 * long < len(said)


def _size(item: str) -> int:
    return len(item) + (WIDTH - 1) * sum(char >= WIDE for char in item)
