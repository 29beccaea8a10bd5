"""Lines that belong together: a list's entries, what speakers say, answers, a poem.

What stands among such lines is one of them, whatever its words: "3. Share" is a song in a list of
songs, "Photo: Ann Example" one of a film's crew, "Sign up for the newsletter." how to hear of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from copydesk._text.guides import features, steps
from copydesk._text.legal import sections
from copydesk._text.patterns import lazy
from copydesk._text.sentences import ends_sentence
from copydesk._text.tongues import alternates

ENTRIES = 3
"""A list has so many entries, a conversation so many turns."""
LIST, MOST, LONGEST = 4, 0.6, 60
"""A text of so many lines at most is a list where so many are entries, and such a share of all."""
VERSES, VERSE = 4, 60
"""A poem has so many lines, of so many characters at most; of so many one ends with a comma."""
PAIRS = 2
"""So many questions that are answered make a list of questions."""
ANNOUNCING, NAMED = 3, 30
"""A sentence that ends with a colon, of so many blanks, announces entries of so many characters."""

_ASKING = ("?", "？", "か。")
# What begins an entry. Near-misses: "1990. That year", "(c) 2024", "Note: it rained." once.
_MARK = lazy(
    r"""
    (?P<bullet> [-*+•‣◦–—] ) [ \t]
  | (?P<time> \d{1,2} (?: [.:h] \d\d | [ ]? h ) (?: [ ]? [AaPp]\.?[Mm]\.? )? ) [ \t]
  | (?! \([Cc]\) [ ]? \d{4} )
    \(? (?: (?P<number> \d{1,3} ) | (?P<letter> [A-Za-z] ) ) (?P<stop> [.)] ) [ \t]
  | (?P<label> [^\W\d_] [\w.'’-]{0,20}+ (?>(?: [ ] [\w.'’-]{1,20}+ ){0,3}) ) (?: [ ]?: [ \t] | ： )
    """,
    re.VERBOSE,
)
# A turn of a conversation, with its time in a chat. Near-misses: "10:30 Doors open", "Note that: ".
_TURN = lazy(
    r"""
    (?P<time> \[? (?: \d{1,4}[./-]\d{1,2}[./-]\d{1,4} ,? [ ] )? \d{1,2}:\d\d (?: :\d\d )?
      (?: [ ]? [AaPp][Mm] )? \]? (?: [ ] [-–] )? [ ] )?
    (?: < (?P<nick> [^<>\s] [^<>\n]{0,20} ) >
      | (?P<name> [^\W\d_] [\w.'’-]{0,20}+ (?>(?: [ ] [\w.'’-]{1,20}+ ){0,3}) ) (?: ： | : [ \t] ) )
    """,
    re.VERBOSE,
)
# A word or some beside what they mean. Near-misses: "Home – Sport – News", "Rain – fog.".
LONGEST_PAIR = 85
_PAIR = lazy(r"([^\W\d_][\w '’?!]{1,40}) [–—=-] ([^\W\d_][\w '’?!]{1,40})")
# So much of something. A near-miss is "1990.".
_MEASURE = lazy(r"(?<!\S)\d{1,3} ([^\W\d_]{1,12})\b")
# A time that is a line. Near-misses: "20:00 News", "20:00:15".
_TIME = lazy(r"\d{1,2}[:.]\d\d(?:\s?[AaPp][Mm])?\Z")
# Behind a sentence. A near-miss is "10.30".
BEHIND = lazy(r"(?<=[.!?…”\"»]) (?=\S)")


def belonging(lines: Sequence[str], gone: Sequence[bool]) -> frozenset[int]:
    """Which lines stay as one of their kind, though they look like junk; `gone` says which do.

    >>> songs = ["1. Rain", "2. The Long Road", "3. Share"]
    >>> sorted(belonging(songs, [False, False, True]))
    [2]

    Where most entries look like it, the list is junk:

    >>> sorted(belonging(["- Share", "- Print", "- Boats"], [True, True, False]))
    []
    """
    found = {*_entries(lines, gone), *answers(lines, gone), *_asked(lines, gone), *_timed(lines)}
    found.update(_counted(lines, gone))
    found |= {*steps(lines, gone), *features(lines, gone), *_paired(lines)}
    found.update((*_measured(lines, gone), *_sung(lines, gone), *_articles(lines)))
    found.update(_announced(lines, gone))
    if any(gone) and len(lines) <= LONGEST and alternates(lines):
        return frozenset(range(len(lines)))
    return frozenset(i for i in found if gone[i])


def list_entries(lines: Sequence[str]) -> frozenset[int]:
    """The entries of a text that is a list: a changelog, terms, a timetable, speeches with dashes.

    >>> day = ["Saturday", "9.00 Welcome", "9.30 Print", "10.00 Share", "12.00 Close"]
    >>> sorted(list_entries(day)), sorted(list_entries([*day, *["Rain fell."] * 4]))
    ([1, 2, 3, 4], [])
    """
    found = frozenset(i for i, mark in marks(lines) if not mark["label"])
    is_list = len(found) >= LIST and len(found) >= MOST * len(lines)
    return found if is_list and len(lines) <= LONGEST else frozenset()


def spoken(lines: Sequence[str]) -> frozenset[int]:
    """Which lines are turns of a conversation: "HOST: Where can people find you?"

    >>> talk = ["HOST: Who are you?", "GUEST: A pilot.", "HOST: Of what?"]
    >>> sorted(spoken(talk)), sorted(spoken(["Note: it rained.", "Read more: Fog ahead"]))
    ([0, 1, 2], [])
    >>> sorted(spoken(["[9:40] ann: read more!!", "[9:41] tom: no", "[9:41] ann: ok"]))
    [0, 1, 2]
    """
    found = {i: turn for i, line in enumerate(lines) if (turn := _TURN.match(line))}
    speakers = {i: turn["nick"] or turn["name"] for i, turn in found.items()}
    is_chat = all(turn["time"] or turn["nick"] for turn in found.values())
    turns = Counter(speakers.values())
    if len(speakers) < ENTRIES or len(turns) < 2 or max(turns.values()) < 2:
        return frozenset()
    asked = any(lines[i].endswith(_ASKING) for i in speakers)
    return frozenset(speakers) if asked or is_chat else frozenset()


def _asked(lines: Sequence[str], gone: Sequence[bool]) -> Iterator[int]:
    """Questions above an answer that stays, where others are answered so: "Lost your password?"."""
    asked = [
        i
        for i in range(len(lines) - 1)
        if lines[i].endswith("?") and ends_sentence(lines[i + 1]) and not gone[i + 1]
    ]
    if sum(not gone[i] for i in asked) >= PAIRS:
        yield from asked


def _timed(lines: Sequence[str]) -> Iterator[int]:
    """What stands under times of a day, each a line, as in a television guide."""
    times = [i for i in range(len(lines) - 1) if _TIME.match(lines[i])]
    if len(times) >= ENTRIES:
        yield from (i + 1 for i in times)


def _measured(lines: Sequence[str], gone: Sequence[bool]) -> Iterator[int]:
    """Entries that give so much of the same each, of which most stay.

    >>> plan = ["20 minutes of reading", "10 minutes of song", "5 minutes of rest"]
    >>> list(_measured(plan, [True, False, False])), list(_measured(plan, [True, True, False]))
    ([0, 1, 2], [])
    """
    run, unit = list[int](), ""
    for i, line in enumerate([*lines, ""]):
        found = _MEASURE.search(line) if len(line) <= VERSE else None
        if found and (not run or found[1] == unit):
            unit = found[1]
            run.append(i)
            continue
        yield from _of_list(run, gone, counted=True)
        run, unit = ([i], found[1]) if found else ([], "")


def _sung(lines: Sequence[str], gone: Sequence[bool]) -> Iterator[int]:
    """Lines of a song that begin as one that stays: "Share", below "Share this bread with me".

    >>> song = ["Share this bread with me", "Share", "All I have is bread", "Share"]
    >>> list(_sung(song, [False, True, False, True]))
    [1, 3]
    """
    if len(lines) < VERSES or max(map(len, lines)) > VERSE:
        return
    first = [line.partition(" ")[0].rstrip(".,;:!?").casefold() for line in lines]
    said = {
        word
        for word, line, goes in zip(first, lines, gone, strict=True)
        if not goes and " " in line
    }
    yield from (i for i, word in enumerate(first) if gone[i] and word in said)


def _announced(lines: Sequence[str], gone: Sequence[bool]) -> Iterator[int]:
    """Entries of a few words below a sentence that stays and ends with a colon.

    >>> apps = ["The apps that people use most here are:", "Facebook", "WhatsApp", "Email"]
    >>> list(_announced(apps, [False, True, False, True]))
    [1, 2, 3]
    """
    run = list[int]()
    for i, line in enumerate([*lines, ""]):
        if run and line and len(line) <= NAMED and line[-1] not in ".:":
            run.append(i)
            continue
        if len(run) > ENTRIES:
            yield from run[1:]
        announces = line.endswith(":") and line.count(" ") >= ANNOUNCING and not gone[i]
        run = [i] if announces else []


def _articles(lines: Sequence[str]) -> Sequence[int]:
    """The sections of a by-law, a line each: "Artikel 2. Alle rechten voorbehouden."."""
    found = [i for i, line in enumerate(lines) if sections().match(line)]
    return found if len(found) >= ENTRIES else ()


def _paired(lines: Sequence[str]) -> Iterator[int]:
    """Words beside what they mean, a line each: "Share – teilen"."""
    run = list[int]()
    for i, line in enumerate([*lines, ""]):
        pair = _PAIR.fullmatch(line) if len(line) <= LONGEST_PAIR else None
        if pair and pair[1] != pair[2]:
            run.append(i)
            continue
        if len(run) >= ENTRIES and len(
            {line.rpartition(" ")[2] for line in lines[run[0] : i]}
        ) == len(run):
            yield from run
        run = []


def captions(lines: Sequence[str]) -> frozenset[int]:
    """Lines that end with the same label, where most do: "A man mends a net. Photo: Ann Lee".

    >>> week = ["Week", "A net. Photo: Ann Lee", "A lamp. Photo: Jo Moll", "Fog. Photo: Jo Moll"]
    >>> sorted(captions(week)), sorted(captions([*week, *["Rain fell."] * 3]))
    ([1, 2, 3], [])
    """
    ends = {i: said[-1] for i, line in enumerate(lines) if len(said := BEHIND.split(line)) > 1}
    labels = {i: mark["label"] for i, end in ends.items() if (mark := _MARK.match(end))}
    common = Counter(filter(None, labels.values())).most_common(1)
    if not common or common[0][1] < max(ENTRIES, len(lines) / 2):
        return frozenset()
    return frozenset(i for i, label in labels.items() if label == common[0][0])


def is_verse(lines: Sequence[str]) -> bool:
    """Whether the lines behind the first are those of a poem, of which it is the title.

    >>> is_verse(["Share", "I had the bread and you the knife,", "you had the house, I the key;",
    ...           "I never asked you for your life,", "and you asked nothing back of me."])
    True
    """
    verses = lines[1:]
    if len(verses) < VERSES or max(map(len, verses)) > VERSE or not ends_sentence(verses[-1]):
        return False
    return VERSES * sum(line.endswith((",", ";")) for line in verses) >= len(verses)


def marks(lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    for i, line in enumerate(lines):
        if mark := _MARK.match(line):
            yield i, mark


def _entries(lines: Sequence[str], gone: Sequence[bool]) -> Iterator[int]:
    """Entries of lists of which most stay; of one without numbers those that stand within."""
    run, kind = list[int](), ""
    for i, mark in [*marks(lines), (-1, None)]:
        now = _kind(mark)
        if run and (i != run[-1] + 1 or now != kind):
            yield from _of_list(run, gone, counted=kind not in ("bullet", "label"))
            run = []
        run.append(i)
        kind = now


def _kind(mark: re.Match[str] | None) -> str:
    if mark is None:
        return ""
    return f"{mark.lastgroup}" if mark["label"] or mark["bullet"] else f"counted {mark['stop']}"


def _counted(lines: Sequence[str], gone: Sequence[bool]) -> Iterator[int]:
    """Heads that count the parts of a text, each with a sentence below it, if most stay.

    >>> guide = ["1. Boats", "Buy one.", "2. Share", "Lend it out.", "3. Ropes", "They rot."]
    >>> list(_counted(guide, [False, False, True, False, False, False]))
    [0, 2, 4]
    """
    heads = list[int]()
    for i, mark in marks(lines[:-1]):
        is_next = mark["number"] and int(mark["number"]) == len(heads) + 1
        if is_next and not ends_sentence(lines[i]) and ends_sentence(lines[i + 1]):
            heads.append(i)
    if len(heads) >= ENTRIES and 2 * sum(gone[i] for i in heads) < len(heads):
        yield from heads


def _of_list(run: Sequence[int], gone: Sequence[bool], *, counted: bool) -> Sequence[int]:
    stay = [i for i in run if not gone[i]]
    if len(run) < ENTRIES or 2 * len(stay) <= len(run):
        return ()
    return run if counted else range(stay[0], stay[-1])


def answers(lines: Sequence[str], gone: Sequence[bool]) -> Iterator[int]:
    """Lines right behind a question, where others that stay answer such questions."""
    asked = [
        i
        for i in range(len(lines) - 1)
        if lines[i].endswith("?") and not gone[i] and ends_sentence(lines[i + 1])
    ]
    if sum(not gone[i + 1] for i in asked) >= PAIRS:
        yield from (i + 1 for i in asked)
