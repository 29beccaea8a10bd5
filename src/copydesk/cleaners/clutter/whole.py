"""Cuts that would leave half of something: they take the other half along, or nothing.

What is left of a word, an address without the words that led to it or "More at" without the
address, a headline's second sentence, a sentence from its second comma on, a quotation without its
end, "Updated:" without the date: each reads worse than the junk. What names a study by its DOI
stays.
"""

from __future__ import annotations

import re
from itertools import groupby

from copydesk._models.run_ons import is_glued
from copydesk._text.patterns import has_capitals, lazy
from copydesk._text.segments import DATE, HEAD, JOINT, LABEL, LINE, LINK, SENTENCE, SYMBOL
from copydesk._text.sentences import ends_sentence
from copydesk._text.tongues import is_unspaced
from copydesk._text.voices import names_site
from copydesk.cleaners.clutter import frames
from copydesk.cleaners.clutter.measures import PLAIN, Measures, frame

# An address and nothing else, even one that blanks have broken: "http://www. example. org .". A
# near-miss is "www.example.org has the tables.", which is a sentence.
_ADDRESS = lazy(r"(?:https?://|www\.)\s?\S*?(?:\.\s?[\w/-]+){1,5}\s?[.)]?\Z")
# Words that end with an address: "For more information visit". A near-miss is "Photo: Ann Example".
_LEADS = lazy(r"[^.!?:;]\Z")
# What stands before a date, and behind its time: "Updated: May 3, 2020 10:30 AM". A near-miss is
# "They meet on".
_STAMP = lazy(r"\w+(?:\s\w+)?\s?:\Z")
_CLOCK = lazy(r"[A-Z]{2,4}\Z")
# A headline after a head, which may go on after its first sentence: "SEE: Who pays? The mayor",
# "Read also: Diesel. Prices go up". A near-miss is "Read also: The ferry that stayed.".
_PROMO = lazy(r"[^\W\d_]+(?:\s[^\W\d_]+){0,3}\s?:\s(?:.*[?!]|\S+(?:\s\S+)?\.)\Z", re.DOTALL)


# What names a study: "doi:10.1000/182". A near-miss is "DOI: unknown".
_STUDY = lazy(r"\bdoi\s?:\s?10\.\d{4}|\bdoi\.org/10\.", re.IGNORECASE)


# An address that is a line, with or without its protocol. A near-miss is "Harbour News.".
_REFERENCE = lazy(r"(?:https?://|www\.)\S+\Z|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}(?:/\S*)?\Z")
# When a source was looked at: "Retrieved 2012-08-18", before a border too. A near-miss is "He
# retrieved the boat.". Its first letter is a class, as what begins with one is found faster.
_RETRIEVED = lazy(
    r"[RrAaCcGg](?<!\w.)(?:(?<=[Rr])etrieved|(?<=[Aa])(?:ccessed|bgerufen)|(?<=[Cc])onsult(?:é|ado)"
    r"|(?<=[Gg])eraadpleegd)"
    r"(?:\s(?:on|am|le|el|em|op))?(?:\s[A-Z]\w+)?\s?(?:\d|\Z)"
)
ENTRIES, STAMP = 3, "stamp"
"""So many entries have a time for their head, and the group of frames that knows times."""
INSIDE, HEADS = 200, (STAMP, "author-bio")
"""With so many words of prose before and behind, lines of these groups head a part of a text."""
BEFORE, BEHIND = PLAIN.index("prose_before"), PLAIN.index("prose_after")
CLOSING = ('"', "”")
"""Marks that end a quotation."""
LIST = 3
"""So many addresses, each a line, one after the other, are an article's list of references; so are
so many sources with the day on which they were looked at, and what stands between them."""


def mend(measures: Measures, junk: list[bool]) -> None:
    """Change the verdicts where a cut would end within a word, an address or a headline."""
    _keep_references(measures, junk)
    _keep_retrieved(measures, junk)
    _keep_stamps(measures, junk)
    _keep_heads(measures, junk)
    pieces, segments = measures.pieces, measures.segments
    for i in range(len(junk)):
        if junk[i] and (_STUDY.search(pieces[i].text) or _holds_sentence(measures, i)):
            _keep_from(measures, junk, i)
        if i and junk[i] and not junk[i - 1] and _closes(measures, i):
            junk[i] = False
        if junk[i] and _is_in_sentence(measures, junk, i):
            junk[i] = False
        if junk[i] and i + 1 < len(junk) and not junk[i + 1] and _is_half(measures, i):
            junk[i] = False
    for i in range(len(junk) - 2, -1, -1):
        if segments[i].right == DATE and junk[i + 1] and _STAMP.match(pieces[i].text):
            junk[i] = True
        if not junk[i] and segments[i].right == LINK and _LEADS.search(pieces[i].text):
            junk[i + 1] = False
        if not junk[i] or junk[i + 1] or segments[i].right == LINE:
            continue
        text, rest, border = pieces[i].text, pieces[i + 1].text, segments[i].right
        ends = segments[i + 1].right == LINE
        if text.endswith(","):
            junk[i] = False
        elif ends and (_CLOCK.match(rest) or (border == JOINT and rest.isalpha())):
            junk[i + 1] = True
        elif border == LINK and _LEADS.search(text) and not _ADDRESS.match(text):
            junk[i] = junk[i + 1] = _ADDRESS.match(rest) is not None
        elif border == SENTENCE and _PROMO.match(text):
            junk[i] = False


def _holds_sentence(measures: Measures, i: int) -> bool:
    """Whether what ends as a sentence in a script without capitals is a promo, or where blanks part
    no words other junk and more: where its headline ends nothing tells."""
    said = measures.pieces[i].text
    if not ends_sentence(said) or has_capitals(said):
        return False
    found = frames.group(measures.pieces[i].levels)
    is_promo = found is not None and found.reason == "promo" and not names_site(said)
    return is_promo or (found is not None and is_glued(said, frames.is_sure))


def _is_in_sentence(measures: Measures, junk: list[bool], i: int) -> bool:
    """Whether a label stands between two halves of a sentence: "He ran Related Companies.". One in
    capitals is none of its words: "ADVERTISEMENT"."""
    here, is_shouted = measures.segments[i], measures.pieces[i].text.isupper()
    within = here.left == HEAD and here.right == LABEL and not is_shouted
    return within and not junk[i - 1] and not junk[i + 1]


def _keep_from(measures: Measures, junk: list[bool], i: int) -> None:
    """Keep a segment, and what was junk behind it in its line for its place alone."""
    line = measures.segments[i].line
    junk[i] = False
    for j in range(i + 1, len(junk)):
        if not junk[j] or measures.segments[j].line != line or frame(measures.pieces[j]):
            return
        junk[j] = False


def _is_half(measures: Measures, i: int) -> bool:
    """Whether a headline may go on behind a blank, where blanks part no words: "原标题：… …"."""
    here, rest = measures.segments[i], measures.segments[i + 1]
    gap, said = measures.text[here.end : rest.start], measures.pieces[i + 1].text
    return here.right == SYMBOL and gap.isspace() and is_unspaced(said) and not ends_sentence(said)


def _closes(measures: Measures, i: int) -> bool:
    """Whether a segment ends a quotation that one before it in its line begins: the one before, or
    any, where a mark is its last sign."""
    before, here = measures.segments[i - 1], measures.segments[i]
    said, text = measures.pieces[i - 1].text, measures.pieces[i].text
    opened = _is_torn(said) or text.endswith(CLOSING)
    return before.line == here.line and opened and _is_torn(text)


def _is_torn(said: str) -> bool:
    """Whether a quotation has one mark of two."""
    return said.count('"') % 2 == 1 or said.count("“") != said.count("”")


def _keep_references(measures: Measures, junk: list[bool]) -> None:
    run = list[int]()
    for i, segment in enumerate(measures.segments):
        line = segment.left == LINE and segment.right == LINE
        if line and _REFERENCE.match(measures.pieces[i].text):
            run.append(i)
        else:
            run = []
        if len(run) >= LIST:
            for j in run:
                junk[j] = False


def _keep_retrieved(measures: Measures, junk: list[bool]) -> None:
    told = [i for i, piece in enumerate(measures.pieces) if _RETRIEVED.search(piece.text)]
    if len(told) < LIST:
        return
    lines = {measures.segments[i].line for i in told}
    for i in range(max(0, told[0] - 2), min(len(junk), told[-1] + 2)):
        if measures.segments[i].line in lines:
            junk[i] = False


def _keep_stamps(measures: Measures, junk: list[bool]) -> None:
    """Lines that are times stay where they head entries that stay, as those of a live blog.

    Then so does an entry that no frame names, as the last one.
    """
    numbers = range(len(junk))
    lines = [list(some) for _, some in groupby(numbers, lambda i: measures.segments[i].line)]
    stamps = [all(_is_stamp(measures, i) for i in line) for line in lines]
    heads = [n for n in range(len(lines) - 1) if stamps[n] and not stamps[n + 1]]
    if sum(not all(junk[i] for i in lines[n + 1]) for n in heads) < ENTRIES:
        return
    for n in heads:
        if not any(frame(measures.pieces[i]) for i in lines[n + 1]):
            for i in (*lines[n], *lines[n + 1]):
                junk[i] = False


def _keep_heads(measures: Measures, junk: list[bool]) -> None:
    """Bylines and stamps of an issue's parts stay: at a line's edge, far from both ends."""
    for i, (goes, segment) in enumerate(zip(junk, measures.segments, strict=True)):
        if goes and LINE in (segment.left, segment.right):
            found = frames.group(measures.pieces[i].levels)
            row = measures.row(i) if found and found.reason in HEADS else None
            if row and min(row[BEFORE], row[BEHIND]) >= INSIDE:
                junk[i] = False


def _is_stamp(measures: Measures, i: int) -> bool:
    found = frames.group(measures.pieces[i].levels)
    return found is not None and found.reason == STAMP
