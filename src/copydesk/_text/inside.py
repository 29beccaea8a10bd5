"""Lists that stand inside a line: entries that are counted, hours, sections of a by-law, talk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from copydesk._text.legal import section_begins, sections
from copydesk._text.listing import BEHIND, ENTRIES, PAIRS, marks, spoken
from copydesk._text.patterns import found_at, lazy
from copydesk._text.segments import split
from copydesk._text.sentences import ends_sentence
from copydesk._text.tabular import rows_within
from copydesk._text.tongues import alternates

ENTRY = 300
"""Characters of an entry inside a line."""

# What heads an entry inside a line, behind a sentence: an hour, a version. Near-misses: "at 9.30",
# "in version 2.1.0".
_HEADED = lazy(
    r"""
    (?: \A | (?<= [.!?:…»”)] [ ] ) | (?<= [a-z] [ ] ) (?= \d+\.\d+\.\d ) )
    (?: (?P<hour> \d{1,2} (?: [.:h]\d\d | [ ]? (?: h | Uhr | [AaPp]\.?[Mm]\.? ) ) )
      | (?P<version> (?: v\d{1,3}\.\d{1,3} | \d{1,3}\.\d{1,3}\.\d ) (?: \.?\d{1,4} )? :? ) )
    (?= [ ] [^\W\d_] )
    """,
    re.VERBOSE,
)
# The number of an entry inside a line. Near-misses: "in 2014. Rain", "1.5 metres".
_DIGIT = lazy(r"\d")
_HEADS = lazy(r"[\dv]")
_NUMBER = lazy(r"(?<!\S)(\d{1,2})[.)]\s(?=[^\W\d_])")


def listed(line: str) -> Iterator[tuple[int, int]]:
    """Where lists stand inside a line: they count from 1 on. Of the last entry a sentence is one.

    >>> line = "Rules: 1. Keep it short. 2. Share. 3. Read more books. Read more: Fog"
    >>> [line[a:b] for a, b in listed(line)]
    ['1. Keep it short. 2. Share. 3. Read more books.']
    >>> line = "1. Boats 2. Ropes 3. Sails Read more: Fog"
    >>> [line[a:b] for a, b in listed(line)]
    ['1. Boats 2. Ropes 3']

    A line is a list itself where most of its sentences begin with the same label:

    >>> line = "A kite. Photo: Ann Lee Men mend a net. Photo: Bob Hart A lamp. Photo: Jo Moll"
    >>> [line[a:b] for a, b in listed(line)] == [line]
    True
    """
    pieces = [line[piece.start : piece.end] for piece in split(line)]
    labels = Counter(mark["label"] for _, mark in marks(pieces) if mark["label"])
    is_labelled = max(labels.values(), default=0) >= max(ENTRIES, len(pieces) / 2)
    if is_labelled or _is_talk(line) or alternates(BEHIND.split(line)):
        yield 0, len(line)
    else:
        found = _sections(line) or list(_counted(line)) or sorted(_headed(line))
        yield from found or rows_within(line)


def _is_talk(line: str) -> bool:
    """Whether most sentences of a line are turns of a conversation."""
    said = BEHIND.split(line)
    return 2 * len(spoken(said)) >= len(said)


def _headed(line: str) -> Iterator[tuple[int, int]]:
    """From the first hour or version of several, each of which heads an entry, to the last entry.

    >>> line = "Rain: 9.00 Doors open. 9.30 Share! A talk. 11 Uhr Print. It is free."
    >>> [line[a:b] for a, b in _headed(line)]
    ['9.00 Doors open. 9.30 Share! A talk. 11 Uhr Print.']
    """
    for kind, least in (("hour", ENTRIES), ("version", PAIRS)):
        run = list[re.Match[str]]()
        for mark in [*(m for m in found_at(_HEADS, _HEADED, line) if m[kind]), None]:
            if mark and (not run or mark.start() - run[-1].end() <= ENTRY):
                run.append(mark)
                continue
            if len({one[kind] for one in run}) >= least:
                yield run[0].start(), _sentence_end(line, run[-1].end())
            run = [mark] if mark else []


def _counted(line: str) -> Iterator[tuple[int, int]]:
    run = list[int]()
    for mark in [*found_at(_DIGIT, _NUMBER, line), None]:
        if mark and int(mark[1]) == len(run) + 1:
            run.append(mark.end(1))
        else:
            if len(run) >= ENTRIES:
                start, last = line.rfind("1", 0, run[0]), run[-1]
                said = ends_sentence(line[start : line.rfind(" ", 0, last)].rstrip())
                yield start, (_sentence_end(line, last + 1) if said else last)
            run = [mark.end(1)] if mark and mark[1] == "1" else []


def _sections(line: str) -> list[tuple[int, int]]:
    """From the first section of a by-law to the end of the last one's first sentence.

    >>> line = "Rules. Article 1. It is cold. Article 2. All rights reserved. Article 3. No. Bye."
    >>> [line[a:b] for a, b in _sections(line)]
    ['Article 1. It is cold. Article 2. All rights reserved. Article 3. No.']
    """
    found = found_at(section_begins(), sections(), line)
    heads = [(head, _numeral(head[1] or head[2] or head[3])) for head in found]
    count = [head for head, number in heads if number <= len(heads)]
    if len({number for _, number in heads}) < ENTRIES or heads[0][1] != 1:
        return []
    return [(count[0].start(), _sentence_end(line, count[-1].end()))]


def _numeral(said: str) -> int:
    """What number is written in figures, in Chinese or in words, of which only the first counts."""
    return int(said) if said.isdecimal() else max("〇一二三四五六七八九十".find(said[-1]), 1)


def _sentence_end(line: str, start: int) -> int:
    """Where the first sentence behind a place ends."""
    ends = (line.find(stop, start) for stop in ".!?।。")
    return min((end + 1 for end in ends if end >= 0), default=len(line))
