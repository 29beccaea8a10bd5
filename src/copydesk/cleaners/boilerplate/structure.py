"""Where a cue must stand to be sure: anywhere, at the head of a run, or at an end of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from copydesk._text.patterns import has_capitals, lazy
from copydesk._text.sentences import ends_sentence
from copydesk.cleaners.boilerplate.cue_index import ANYWHERE, Cue
from copydesk.cleaners.boilerplate.labels import BARS, LABELS, is_said
from copydesk.cleaners.boilerplate.lines import Line

Reasons = list[str | None]
"""Why each line goes; None where it stays."""

BUTTONS = frozenset({"share-bar"})
"""Labels that no article has for its title: `Share`, `Print`."""

DATED = frozenset({"timestamp", "byline"})
"""Reasons whose cues may be a date alone."""

SERIES = 3
"""So many different dates, written the same way, are what a text lists."""

PROMOS = frozenset({"promo", "related-links"})
"""Reasons of labels that head a list where they end with a colon: "Read more:"."""

OF_RUN = frozenset({"head_of_run", "head_of_headlines"})
OF_END = frozenset({"head_of_end", "over_end"})

NOTE, NOTE_SHARE, BYLINE = 1300, 3, 60
"""A note on the author has so many characters at most, with its head, and so many times as many
has the text; a byline above it has so many."""

HEADLINE, HEADLINES = 160, 40
"""So many characters has a headline in a list at most, so many headlines the list."""

WORDS = 3
"""A headline in a list has so many blanks at least, or says much in few signs."""

FULL_STOPS, ENTRIES_A_STOP = (".", "。", "।", "۔"), 3
"""A headline may be a sentence, but of three in a list no more than one."""

BEFORE = 120
"""So many characters of sentences at least stand above a list or a note that ends a text."""

DOTS = "…", "..."
TEASERS, TEASER = 3, 40
"""So many lines in a row that break off are teasers; so many characters has one at least."""

# A number or a time: "9" and "9:40", "18" before "Uhr" and "18.45", "1er" and "2". A near-miss is
# "1.10.2013", which is written as "30.9.2013".
_DIGITS = lazy(
    r"\d+ (?: :\d\d | [.h]\d\d (?= \s+ [^\W\d] ) | (?: er | h ) \b | [º°] )?", re.VERBOSE
)
_LETTERS = lazy(r"[^\W\d_]+\.?")
# Somebody's last name behind a first one. A near-miss is the first word of a sentence.
_NAME = lazy(
    r"(?<!\S)[A-ZÀ-ÞΑ-ΩА-Я][\w’'-]*\.?\s(?:(?:[A-Z]\.|[a-z]{2,3})\s)?([A-ZÀ-ÞΑ-ΩА-Я][\w’'-]+)"
)


def less_at_edges(lines: Sequence[Line], found: Sequence[Cue | None]) -> Sequence[Cue | None]:
    """The cues of lines, without those that count between two sentences only and stand before the
    first or behind the last of them: there an excerpt breaks off."""
    if not any(cue is not None and cue.where == "between" for cue in found):
        return found
    told = [i for i, line in enumerate(lines) if line.ends_sentence] or [0]
    inside = range(told[0], told[-1])
    return [
        None if cue is not None and cue.where == "between" and i not in inside else cue
        for i, cue in enumerate(found)
    ]


def heads_run(found: Iterable[Cue | None]) -> bool:
    """Whether a cue takes the list below it along."""
    return any(cue is not None and cue.where in OF_RUN for cue in found)


def by_cue(
    lines: Sequence[str], found: Sequence[Cue | None], whole: Sequence[str] | None = None
) -> Reasons:
    """What goes by its wording, wherever it stands; a head like "Related" takes its list along.

    `whole` has for each line the paragraph that it is a part of: links tear paragraphs apart, and a
    part is no item of a list.
    """
    reasons: Reasons = [
        cue.reason if cue and cue.where in ANYWHERE and not is_said(line, cue, BARS) else None
        for line, cue in zip(lines, found, strict=True)
    ]
    below = whole or lines
    listed, noted = _list_at_end(below, found), _note_at_end(lines, found)
    end = 0
    for i, cue in enumerate(found):
        if i < end or not cue or not _heads(lines[i], cue) or is_said(lines[i], cue, ()):
            continue
        if i in (listed, noted):
            end = len(lines)
        elif cue.where in OF_RUN:
            end = _end_of_run(below, found, i + 1)
            if _are_things(below[j] for j in range(i + 1, end) if not found[j]):
                continue
        for j in range(i, end):
            reasons[j] = reasons[j] or cue.reason
    return reasons


def heads_links(line: str, cue: Cue) -> bool:
    """Whether a cue may head a list of links: "Related", or "Read more:" with its colon."""
    return cue.where in OF_RUN or (cue.reason in PROMOS and line.endswith(":"))


def _heads(line: str, cue: Cue) -> bool:
    """Whether a cue may head what stands below it: links, or a note, as "About the author" does."""
    return cue.where in OF_END or heads_links(line, cue)


def _note_at_end(lines: Sequence[str], found: Sequence[Cue | None]) -> int:
    """The first head such as "About the author" with a note below it, sentences that are short
    beside those above it, that ends the text. Where there is none it is the number of lines."""
    head, whole, size, says = len(lines), sum(map(len, lines)), 0, False
    for i in range(len(lines) - 1, -1, -1):
        cue = found[i]
        if cue is not None and cue.where in OF_END and says:
            head = i
        size += len(lines[i])
        says = says or ends_sentence(lines[i])
        if size > NOTE or NOTE_SHARE * size > whole:
            break
    if head == len(lines) or _told(lines[:head]) < BEFORE:
        return len(lines)
    return head if _is_of_author(lines, head) else len(lines)


def _is_of_author(lines: Sequence[str], head: int) -> bool:
    """Whether a note is one on who wrote the text: not on a writer whom the text speaks of, nor a
    part of it beside "About the book", a guide to how such notes are written, or a question."""
    note, (first, *_) = " ".join(lines[head + 1 :]), lines[head].split()
    if "?" in note or any(
        line.startswith(first + " ") and len(line) <= BYLINE for line in lines[:head]
    ):
        return False
    if not has_capitals(note):
        return True
    name = _NAME.search(lines[head + 1])
    return name is not None and not any(
        name[1] in line and len(line) > BYLINE for line in lines[:head]
    )


def _are_things(lines: Iterable[str]) -> bool:
    """Whether most lines begin with a small letter: things in a list, no headlines."""
    begun = [line.lstrip("-*•–— ")[:1] for line in lines]
    return 2 * sum(map(str.islower, begun)) > len(begun)


def _told(lines: Sequence[str]) -> int:
    """The characters of sentences."""
    return sum(len(line) for line in lines if ends_sentence(line))


def _list_at_end(lines: Sequence[str], found: Sequence[Cue | None]) -> int:
    """The first head below which nothing but a list of headlines stands, under sentences above it.

    A headline may ask, exclaim or be a sentence; the last one is none, and most have several words.
    Where there is no such head it is the number of lines.
    """
    head, headlines, stops, long = len(lines), 0, 0, 0
    for i in range(len(lines) - 1, -1, -1):
        line, cue = lines[i], found[i]
        if cue is None:
            if len(line) > HEADLINE or headlines == HEADLINES:
                break
            if not headlines and ends_sentence(line):
                break
            headlines += 1
            stops += line.endswith(FULL_STOPS)
            long += not line[:1].islower() and (line.count(" ") >= WORDS or not line.isascii())
        elif _heads(line, cue) and max(ENTRIES_A_STOP * stops, 1) <= headlines < 2 * long:
            head = i
    is_listed = head < len(lines) and _told(lines[:head]) >= BEFORE
    return head if is_listed else len(lines)


def _end_of_run(lines: Sequence[str], found: Sequence[Cue | None], start: int) -> int:
    """Where the short lines without a sentence's end stop that follow a head such as "Related".

    The last of several is left where prose follows: it may be a subhead. What stands under a head
    of its own, such as "list 1 of 3", may be a question, and is no subhead.
    """
    end = start
    while end < len(lines) and len(lines[end]) < 120 and _goes_on(lines[end], found, end):
        end += 1
    subhead = end - start > 1 and end < len(lines) and not _headed(found, end - 1)
    return end - 1 if subhead else end


def _goes_on(line: str, found: Sequence[Cue | None], i: int) -> bool:
    return not ends_sentence(line) or (line[-1] == "?" and _headed(found, i))


def _headed(found: Sequence[Cue | None], i: int) -> bool:
    """Whether a line is a cue, or stands right under a head."""
    above = found[i - 1]
    return found[i] is not None or (above is not None and above.where in OF_RUN)


def peel_ends(lines: Sequence[str], found: Sequence[Cue | None], reasons: Reasons) -> None:
    """From both ends of the text on, cues count that are sure only there, until a line stays.

    A label that ends as a sentence is one, one word above an article is its title, and dates that
    head its entries stay, the first and the last as those between.
    """
    peeled = list[int]()
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        for i in order:
            cue = found[i]
            if reasons[i] is None and cue and not is_said(lines[i], cue, LABELS):
                reasons[i] = cue.reason
                peeled.append(i)
            if reasons[i] is None:
                break
    above = len(lines) > 1 and reasons[0] is not None and reasons[1] is None
    if above and _is_title(lines[0], lines[1], found[0], by_place=peeled[:1] == [0]):
        reasons[0] = None
    _keep_series(lines, found, peeled, reasons)


def cut_short(lines: Sequence[str], reasons: Reasons) -> None:
    """Teasers at the end, each broken off with dots, go: several in a row after whole sentences.

    One alone, or dots after a few words, may be how the author ends.
    """
    start = len(lines)
    while start > 0 and (reasons[start - 1] or _is_cut_short(lines[start - 1])):
        start -= 1
    found = [i for i in range(start, len(lines)) if reasons[i] is None]
    if len(found) < TEASERS:
        return
    whole = sum(len(line) >= TEASER and ends_sentence(line) for line in lines[:start])
    for i in found if whole >= TEASERS else ():
        reasons[i] = "related-links"


def breaks_off(text: str) -> bool:
    """Whether a text ends with the dots of a line that is cut short."""
    return text.rstrip().endswith(DOTS)


def _is_cut_short(line: str) -> bool:
    """Whether a line is a sentence that breaks off: longer than a sigh, and no speech."""
    return len(line) >= TEASER and line.endswith(DOTS) and line[0].isalnum()


def _is_title(line: str, below: str, cue: Cue | None, *, by_place: bool) -> bool:
    """Whether a label alone above an article may be its title: it goes for its place alone, or the
    article says the word: "Source", where "the source never fails". Of some words, the last one."""
    word = line.strip("# ")
    if cue is None or cue.reason in BUTTONS:
        return False
    if not word.isalpha():
        *_, last = word.split() or ("",)
        return len(last) > 3 and last.istitle() and last in _LETTERS.findall(below)
    if by_place and cue.reason in LABELS:
        return True
    return word.lower() in (said.rstrip(".").lower() for said in _LETTERS.findall(below))


def _keep_series(
    lines: Sequence[str], found: Sequence[Cue | None], peeled: Sequence[int], reasons: Reasons
) -> None:
    """Dates at an end stay where others, written the same way, head the entries of the article.

    So do "Today" and "Monday" above a forecast, and a list of dates; a near-miss is "Last updated".
    """
    dates = [i for i in peeled if reasons[i] in DATED and _is_date(lines[i])]
    if dates:
        within = (i for i, cue in enumerate(found) if cue and cue.reason in DATED)
        shapes = {_shape(lines[i]) for i in within if reasons[i] is None}
        listed = Counter(_shape(date) for date in {lines[i] for i in dates})
        shapes.update(shape for shape, count in listed.items() if count >= SERIES)
        for i in dates:
            if _shape(lines[i]) in shapes:
                reasons[i] = None


def _is_date(stamp: str) -> bool:
    return stamp.isalpha() or _DIGITS.search(stamp) is not None


def _shape(date: str) -> str:
    """How a date is written.

    >>> _shape("March 5, 2013") == _shape("April 16, 2013") != _shape("5 March 2013")
    True
    >>> _shape("Feb. 5, 2013") == _shape("March 5, 2013"), _shape("9 Uhr") == _shape("9.40 Uhr")
    (True, True)
    """
    return _LETTERS.sub("a", _DIGITS.sub("0", date))
