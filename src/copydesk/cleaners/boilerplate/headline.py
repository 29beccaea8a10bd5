"""The headline in a page's text: the line above the article that says what its title says."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk._text.credits import names_source
from copydesk._text.patterns import TITLE_PARTS, eastern, lazy
from copydesk.cleaners.boilerplate.cues import Cue
from copydesk.cleaners.boilerplate.lines import Block
from copydesk.cleaners.boilerplate.structure import OF_RUN

TITLES = 2
"""A page's title is one of its first blocks."""
FEW, MANY = 2, 40
"""Words of a headline, at least and at most."""
ALIKE, SECOND = 0.5, 0.8
"""The share of words that title and headline have in common, of those that either has, and where
the title is no page's first line."""
PLAIN, MARKED = 4, 3
"""Where no title tells: the fewest words of a headline, and of one that is marked as such."""
NEAR = 40
"""How many blocks above the article it stands at most; a page's first block may be its title."""
TAKEN_UP = 0.35
"""The share of its long words that the article takes up, two at least."""
STEM, PAIR = 5, 2
"""Letters by which a long word is known, and signs of a script without spaces."""
WORD, MOST, AGAIN, LONG, TOO_LONG = 0.1, 5, 0.5, 22, 0.5
"""What speaks for a headline beside that share: each word, so many at most; that the page says the
line again. What speaks against it: more words than it mostly has, as a standfirst."""

_WORD = lazy(r"\w+")
_WIDE = eastern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MARK = lazy(r"# +\S")
_BULLETS = tuple("*+•{<")
# Near-misses of a headline: a day, a byline with its time, an address.
_NO_HEADLINE = lazy(r".*(?:\b\d?\d:\d\d|\b(?:19|20)\d\d\b.{0,12}$|https?:|@\w)")
_ENDS = tuple(".。,:;")


def headline(
    blocks: Sequence[Block],
    cued: Sequence[Cue | None],
    words: Sequence[int],
    start: int,
    end: int,
) -> int | None:
    """The block that is the headline of the article from `start` to `end`; None without one.

    It says what the title says, or is marked as one, or is the line above the article whose words
    this takes up most. What is boilerplate by its wording is no headline, and what stands right
    below "Related" only if the title says it, too.
    """
    above = [
        i
        for i in range(start)
        if not cued[i] and FEW <= words[i] <= MANY and not blocks[i].text.startswith(_BULLETS)
    ]
    if (twice := _said_twice(blocks, above)) is not None:
        return twice
    plain = [i for i in above if not _is_headed(cued, i) and not _NO_HEADLINE.match(blocks[i].text)]
    marked = [i for i in plain if words[i] >= MARKED and _MARK.match(blocks[i].text)]
    if marked:
        return marked[-1]
    near = [i for i in plain if words[i] >= PLAIN and (start - i <= NEAR or not i)]
    found = _taken_up(blocks, near, words, start, end)
    return 0 if found is None and start == 1 and plain else found


def _is_headed(cued: Sequence[Cue | None], i: int) -> bool:
    head = cued[i - 1] if i else None
    return head is not None and head.where in OF_RUN


def _taken_up(
    blocks: Sequence[Block], above: Sequence[int], words: Sequence[int], start: int, end: int
) -> int | None:
    """The block whose words the article takes up most; the first of several."""
    said = {stem for block in blocks[start:end] for stem in _stems(block.text)} if above else set()
    page = "\n".join(block.text for block in blocks)
    ranked = list[tuple[float, int]]()
    for i in above:
        text = blocks[i].text
        stems = _stems(text)
        taken = len(stems & said)
        is_said = taken > 1 and taken >= TAKEN_UP * len(stems)
        if is_said and not text.endswith(_ENDS) and not names_source(text):
            for_it = taken / len(stems) + WORD * min(taken, MOST) + AGAIN * (page.count(text) > 1)
            ranked.append((for_it - TOO_LONG * (words[i] > LONG), -i))
    return -max(ranked)[1] if ranked else None


def _stems(text: str) -> frozenset[str]:
    """The beginnings of long words; of a script without spaces each pair of signs.

    >>> sorted(_stems("The harbours close")), sorted(_stems("港が閉鎖"))
    (['close', 'harbo'], ['が閉', '港が', '閉鎖'])
    """
    found = set[str]()
    for word in _WORD.findall(text.lower()):
        if _WIDE.search(word):
            found.update(word[at : at + PAIR] for at in range(len(word) - PAIR + 1))
        elif len(word) >= STEM:
            found.add(word[:STEM])
    return frozenset(found)


def _said_twice(blocks: Sequence[Block], above: Sequence[int]) -> int | None:
    """The block most like the title, the last of several; None where no title is."""
    titles = [i for i in above[:TITLES] if i < TITLES]
    said = {i: _words(blocks[i].text) for i in above} if titles else {}
    for title in titles:
        names = _names(blocks[title].text)
        ranked = [(_likeness(said[i], names), i) for i in above if i > title]
        likeness, best = max(ranked, default=(0.0, 0))
        if likeness >= (SECOND if title else ALIKE) and len(said[title]) >= MARKED:
            return best
    return None


def led_by(lines: Sequence[str], title: str) -> int:
    """How many lines of a headline's block stand above it: they say nothing that the title does.

    >>> led_by(["Stream on", "Storm shuts port"], "Storm shuts port - The Coast")
    1
    """
    if _likeness(_words(lines[-1]), _names(title)) < ALIKE:
        return 0
    said = _words(title)
    return next(i for i, line in enumerate(lines) if _words(line) & said)


def _names(title: str) -> set[frozenset[str]]:
    """The words of a title, and of the longest part of it: a site's name ends it."""
    return {_words(title), max(map(_words, TITLE_PARTS.split(title)), key=len)}


def _likeness(words: frozenset[str], names: set[frozenset[str]]) -> float:
    """How like words are to those of a title, or of a part of it."""
    return max(len(words & name) / (len(words | name) or 1) for name in names)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
