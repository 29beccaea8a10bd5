"""Guides and notes on products: their steps and their features look like a page's buttons.

The words are data: `data/guides.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from copydesk._text import data
from copydesk._text.patterns import lazy
from copydesk._text.sentences import ends_sentence
from copydesk._text.voices import gives_address, names_site

STEPS, STEP = 2, 100
"""So many steps stand beside one that looks like a button, or one where steps are counted or a line
leads to them: "How to vote"; so many characters has one at most."""
BRIEF = 3
"""Words of a brief sentence."""
FEATURE, HEAD, SHARE = 5, 12, 3
"""A feature has so many words at most, and so many a line that names a product's features; of its
list one line in so many looks like no button."""
INTRO = 4
"""A line that leads to a list, and ends with a colon, has so many words."""

# What stands before the words of an entry. A near-miss is "2014 was dry".
_MARK = lazy(r"(?:[-*+•‣◦–—✓✔] ?|\(?\d{1,2}[.):] ?|\(?[a-z]\) )?")
_WORD = lazy(r"[^\W\d_](?:[\w'’-]*\w)?")
_VERSION = lazy(r"\b[vV]?\d{1,3}\.\d{1,3}(?:\.\d+)?\b(?!\s?[%€$£])")


def steps(lines: Sequence[str], gone: Sequence[bool]) -> Iterator[int]:
    """Lines that look like junk and are steps of a guide: others, that do not, stand beside them.

    >>> guide = ["Open the form.", "Enter your email address.", "Press Send.", "Wait."]
    >>> list(steps(guide, [False, True, False, False]))
    [1]
    >>> list(steps([*guide[2:], "Subscribe to our newsletter."], [False, False, True]))
    []
    """
    run = list[int]()
    for i, line in enumerate([*lines, ""]):
        if line and len(line) <= STEP and (gone[i] or _is_step(line) or _is_brief(line)):
            run.append(i)
            continue
        sure = [j for j in run if not gone[j] and _is_step(lines[j])]
        least = 1 if run and _is_led_to(lines, run[0]) else STEPS
        if least <= len(sure) < len(run):
            within = range(sure[0], sure[-1])
            yield from (j for j in run if gone[j] and (j in within or _asks_step(lines[j])))
        run = []


def features(lines: Sequence[str], gone: Sequence[bool]) -> Iterator[int]:
    """Entries of a list below a line that names what a product can do, or leads to a list.

    >>> notes = ["New in version 4", "Dark mode", "Share to WhatsApp", "Larger type", "It is free."]
    >>> list(features(notes, [False, True, True, False, False]))
    [1, 2, 3]
    >>> list(features(["Rain fell.", *notes[1:]], [False, True, True, False, False]))
    []
    """
    for i, line in enumerate(lines):
        if gone[i] or not _heads(line):
            continue
        end = i + 1
        while (
            end < len(lines) and _is_feature(lines[end]) and (gone[end] or not _heads(lines[end]))
        ):
            end += 1
        entries = range(i + 1, end)
        stay = sum(not gone[j] for j in entries)
        if entries and (SHARE * stay >= len(entries) or _VERSION.search(line)):
            yield from entries


def _is_step(line: str) -> bool:
    word = _WORD.match(line, _MARK.match(line).end())  # type: ignore[union-attr]  # it matches nothing, too
    return word is not None and word[0].lower() in _words("steps")


def _asks_step(line: str) -> bool:
    """Whether a line is a step, and no site speaks in it: "Follow us on Facebook"."""
    return _is_step(line) and not names_site(line)


def _is_led_to(lines: Sequence[str], first: int) -> bool:
    """Whether steps are counted, or a line leads to them: "How to vote", "The steps are:"."""
    if lines[first][0].isdecimal() or lines[first][0] == "(":
        return True
    above = lines[first - 1] if first else ""
    word = _WORD.match(above)
    return above.endswith(":") or (word is not None and word[0].lower() in _words("heads"))


def _is_brief(line: str) -> bool:
    """Whether a line is a sentence of few words, as some steps are: "Confirm."."""
    return line[-1] == "." and line.count(" ") < BRIEF


def _is_feature(line: str) -> bool:
    if line.count(" ") > FEATURE or line.endswith((".", "?", ":", "…")):
        return False
    return not gives_address(line)


def _heads(line: str) -> bool:
    """Whether a line names what a product can do, or leads to a list."""
    spaces = line.count(" ")
    if line.endswith(":") and spaces >= INTRO - 1:
        return True
    if spaces >= HEAD or ends_sentence(line):
        return False
    if _VERSION.match(line, _MARK.match(line).end()):  # type: ignore[union-attr]
        return True
    return any(word.lower() in _words("features") for word in _WORD.findall(line))


@cache
def _words(kind: str) -> frozenset[str]:
    """Those of all languages."""
    return frozenset(
        word for some in data.toml("guides.toml")[kind].values() for word in some.split()
    )
