"""Heads that are everyday words: an article has lists of its own under "Recommended"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from copydesk._text.listing import marks
from copydesk._text.patterns import lazy
from copydesk._text.sentences import ends_sentence
from copydesk.cleaners.boilerplate.cues import Cue
from copydesk.cleaners.boilerplate.labels import LABELS

LEAST, MOST = 35, 160
"""So many characters has a headline. A near-miss is "The Blue Boar, Leith"."""
WIDE, WIDTH = "\u2e80", 3
"""From here on one character of a script says what others say in so many."""
BULLETS = "-*•–— "
THING = 28
"""So many characters has a thing in a list with its number or label."""

# How much of a thing there is: "200 g butter", "½ cup", "1/2 litre". Near-misses are a headline's
# number in a list, "1. Rain", a time, "9:40 News", and "1,200 boats".
_AMOUNT = lazy(r"(?:\d{1,3}(?:[/.]\d)?[½¼¾]?|[½¼¾])\s?[^\W\d_][^:]*\Z")
_COUNT = lazy(r"\d{1,3}(?=\s)")
# Who made a part of something: "Director: Ann Lee", "Music by Jo Moll". Near-misses are "Fog: Rain
# falls", where a word is small, and "Fog: Three Boats Are Lost", of too many.
_CREDITS = lazy(r"[^\W\d_]+(?:\s?:|\s(?:by|von|par|di|por|door|av|af))\s(\S+(?:\s\S+){1,2})\Z")


def less_own_lists(lines: Sequence[str], found: Sequence[Cue | None]) -> Sequence[Cue | None]:
    """The cues of lines, without the everyday heads below which an article's own list stands."""
    own = {
        i
        for i, cue in enumerate(found)
        if cue is not None
        and cue.where == "head_of_headlines"
        and _is_own(lines, found, _list_below(lines, found, i))
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


def _is_own(lines: Sequence[str], found: Sequence[Cue | None], entries: range) -> bool:
    """Whether entries are neither headlines nor, for the most part, those of a menu: "News"."""
    of_menu = sum(
        cue is not None and cue.reason in LABELS for cue in found[entries.start : entries.stop]
    )
    return 2 * of_menu <= len(entries) and not are_headlines([lines[i] for i in entries])


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


def are_things(lines: Iterable[str]) -> bool:
    """Whether most lines are things in a list, no headlines: they begin with a small letter, or
    with how much of it there is, or name who made it; or their labels head times or words.

    >>> are_things(["200 g butter", "3 eggs"]), are_things(["Film: Ann Lee", "Music by Jo Moll"])
    (True, True)
    >>> are_things(["1 Rain falls", "2 Fog ahead"]), are_things(["Video: Ann Lee wins", "Live"])
    (False, False)
    """
    said = [line.lstrip(BULLETS) for line in lines]
    counts = [found[0] for one in said if (found := _COUNT.match(one))]
    is_ranked = bool(counts) and counts == [str(i + 1) for i in range(len(counts))]
    things = (_is_thing(one, is_ranked=is_ranked) for one in said)
    return 2 * sum(things) > len(said)


def _is_thing(said: str, *, is_ranked: bool) -> bool:
    if said[:1].islower():
        return True
    if len(said) > THING:
        return False
    if found := _CREDITS.match(said):
        return found[1].istitle()
    _, label, rest = said.partition(": ")
    if label and rest:
        return rest[0].islower() or rest[0].isdigit()
    return not is_ranked and _AMOUNT.match(said) is not None


def _size(item: str) -> int:
    return len(item) + (WIDTH - 1) * sum(char >= WIDE for char in item)
