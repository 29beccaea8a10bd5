"""Of what the credit of a picture is made besides names: small words, and agencies.

The words are data: `data/credits.toml`.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from copydesk._text import data
from copydesk._text.patterns import lazy

FILE = "credits.toml"
LONGEST = 40
"""Characters of an agency's name."""
# What begins a credit. A near-miss is "It rained.".
_LABEL = lazy(r"[^:：]{0,60}[:：]|\W*[Ff]ot\.\s")
_WORDS = lazy(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def has_label(credit: str) -> bool:
    """Whether a label begins a line: "Photo: none exists."."""
    return _LABEL.match(credit) is not None


def says_more(credit: str) -> bool:
    """Whether words of a credit are written small that no credit has: then it is a sentence.

    >>> says_more("Photo: courtesy of Ann Lee."), says_more("Photo: none exists.")
    (False, True)
    """
    label = _LABEL.match(credit)
    said = credit[label.end() :] if label else credit
    return any(word[0].islower() and word not in _small() for word in _WORDS.findall(said))


def ends_with_agency(line: str, end: int) -> bool:
    """Whether an agency's name ends at a place of a line.

    >>> line = "Foto: Getty Images Zwei Boote sanken."
    >>> ends_with_agency(line, line.index(" Zwei")), ends_with_agency(line, line.index(" Boote"))
    (True, False)
    """
    words = _WORDS.findall(line[max(0, end - LONGEST) : end].casefold())
    return " ".join(words[-1:]) in _agencies() or " ".join(words[-2:]) in _agencies()


def names_source(line: str) -> bool:
    """Whether a line says anywhere what only credits say: an agency's name, "Photo", "©".

    >>> names_source("The quay on Monday. Photo: A. Lee"), names_source("The quay on Monday")
    (True, False)
    """
    words = _WORDS.findall(line.casefold())
    pairs = map(" ".join, pairwise(words))
    return "©" in line or not (_agencies() | _labels()).isdisjoint([*words, *pairs])


@cache
def _labels() -> frozenset[str]:
    return frozenset(data.toml(FILE)["labels"].split())


@cache
def _small() -> frozenset[str]:
    return frozenset(data.toml(FILE)["words"].split())


@cache
def _agencies() -> frozenset[str]:
    return frozenset(map(str.casefold, data.toml(FILE)["agencies"]))
