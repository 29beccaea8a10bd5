"""Segments that a story quotes: a notice, and the sentence that says who says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk._kernels.rows import Piece
from copydesk._models import quoting
from copydesk._models.run_ons import RIGHTS, is_told_of
from copydesk._models.vocabulary import function_words
from copydesk._text import reporting, voices
from copydesk._text.legal import is_numbered
from copydesk._text.patterns import has_capitals, lazy
from copydesk._text.segments import GLUE, HEAD, JOINT
from copydesk._text.sentences import ends_sentence
from copydesk.cleaners.clutter import frames
from copydesk.cleaners.clutter.measures import Measures, frame

# A head with which a sentence goes on. A near-miss is "Read also: Fog, rain and wind".
_COMMA = lazy(r"[^\s,:：]+(?:\s[^\s,:：]+){0,3}[,،、，]")

PLEAS_SAID = frozenset({"newsletter", "share-bar"})
"""Groups of pleas that no site puts as a question: behind one the article answers."""

# A label, and what it heads. A near-miss is "Click here, he said".
_LABEL = lazy(r"[:：]")

PLEAS_TOLD, NOTES_TOLD = {"newsletter", "share-bar"}, {"disclaimer", "navigation", "rights"}
"""Groups of which an article tells what others do, "Readers share the stories by email.", and what
is so for all: "Cookies are stored in your browser.". So does what may be a plea: "Cookies follow
you from site to site."."""

NOTICES = frozenset(
    {
        "ad", "comments", "contact", "disclaimer", "navigation", "newsletter", "rights",
        "share-bar", "tags",
    }
)  # fmt: skip
"""Groups of frames whose wording is all their own. That of the others holds a headline, a name."""
PLEAS = frozenset({"comments", "contact"})
"""Groups with which an author may speak of himself, and go on."""


VERSE = 7
"""A refrain's sentences have so many words and marks at most."""


def quoted(measures: Measures) -> set[int]:
    """The segments that the text quotes, of those that frames name.

    >>> from copydesk._text.segments import split
    >>> text = "Follow us on Facebook, the church sign says. Rain fell. Follow us on Facebook."
    >>> sorted(quoted(Measures(text, split(text))))
    [0]
    """
    found = set[int]()
    for start, end in _runs(measures):
        if _is_quoted(measures, start, end):
            found.update(range(start, end))
    return found


def torn(measures: Measures) -> Iterator[int]:
    """The parts of a sentence that was cut at a head that it says: "Lesen Sie die | Anzeige.".

    A small word stands before the one word, or, in a script without capitals, no sentence ends
    there and the next goes on.
    """
    segments, pieces = measures.segments, measures.pieces
    for i in range(len(pieces) - 1):
        if segments[i].right == HEAD and _leads_on(pieces[i], pieces[i + 1]):
            yield from (i, i + 1)


def _leads_on(before: Piece, head: Piece) -> bool:
    if not has_capitals(before.text):
        return not ends_sentence(before.text) and _COMMA.match(head.text) is not None
    is_word = ends_sentence(head.text) and head.text[:-1].isalpha()
    return is_word and before.words[-1:] != [] and before.words[-1] in function_words("lines")


def of_others(measures: Measures) -> Iterator[int]:
    """Sentences in the words of a notice that tell of others; one that was cut at a head is whole.

    >>> from copydesk._text.segments import split
    >>> text = "Readers subscribe to a newsletter. Subscribe to the newsletter of the week."
    >>> list(of_others(Measures(text, split(text))))
    [0]
    """
    segments, pieces = measures.segments, measures.pieces
    for i, piece in enumerate(pieces):
        group = _group(piece)
        of_all = group in NOTES_TOLD or (group in PLEAS_TOLD and frame(piece) == 1)
        if not of_all and group not in PLEAS_TOLD:
            continue
        is_torn = i > 0 and segments[i - 1].right == HEAD and not ends_sentence(pieces[i - 1].text)
        start = i - 1 if is_torn else i
        said = measures.text[segments[start].start : segments[i].end]
        told = group in PLEAS_TOLD and voices.tells_of_others(said)
        if told or (of_all and voices.tells_of_others(said, of_all=True)):
            yield from range(start, i + 1)


def within(measures: Measures, junk: Sequence[bool]) -> Iterator[int]:
    """Junk that is a sentence, before prose in its paragraph, where a text has kept paragraphs."""
    segments, pieces = measures.segments, measures.pieces
    if not any(junk) or _paragraphs(measures) < quoting.PARAGRAPHS:
        return
    stays = False
    for i in range(len(junk) - 1, -1, -1):
        goes_on = i + 1 < len(junk) and segments[i].line == segments[i + 1].line
        if not junk[i]:
            stays = ends_sentence(pieces[i].text) and pieces[i].lex < quoting.PROSE
        else:
            stays = stays and goes_on and ends_sentence(pieces[i].text)
            if stays:
                yield i


def refrains(measures: Measures, junk: Sequence[bool]) -> Iterator[int]:
    """Junk that begins as the sentence before it, which stays: "Give an hour. Give a brick."."""
    segments, pieces = measures.segments, measures.pieces
    stays = False
    for i in range(1, len(junk)):
        stays = junk[i] and (stays or not junk[i - 1])
        if stays:
            one, other = pieces[i - 1 : i + 1]
            stays = segments[i - 1].line == segments[i].line and one.words[:1] == other.words[:1]
            stays = stays and all(
                ends_sentence(piece.text) and len(piece.words) <= VERSE for piece in (one, other)
            )
        if stays:
            yield i


def _paragraphs(measures: Measures) -> int:
    """How many lines are sentences, and long."""
    starts = {segment.line: segment.start for segment in reversed(measures.segments)}
    last = {segment.line: (segment.end, i) for i, segment in enumerate(measures.segments)}
    return sum(
        end - starts[line] >= quoting.PARAGRAPH and ends_sentence(measures.pieces[i].text)
        for line, (end, i) in last.items()
    )


def _runs(measures: Measures) -> Iterator[tuple[int, int]]:
    """First and last + 1 of each run of segments, in one line, that frames name."""
    start, size = 0, len(measures.pieces)
    while start < size:
        end = start
        while end < size and _goes_on(measures, start, end):
            end += 1
        if end > start:
            yield start, end
        start = max(end, start + 1)


def _goes_on(measures: Measures, start: int, i: int) -> bool:
    """Whether a run that starts there goes on with a segment: a notice, or the rest of one."""
    segments = measures.segments
    if segments[i].line != segments[start].line:
        return False
    return frame(measures.pieces[i]) > 0 or (i > start and _is_torn(measures, i))


def _is_torn(measures: Measures, i: int) -> bool:
    """Whether a segment goes on with the sentence of the one before, behind a blank."""
    here = measures.segments[i]
    return here.left in (GLUE, JOINT) and measures.segments[i - 1].end < here.start


def _sentences(measures: Measures, start: int, end: int) -> Iterator[str]:
    """The segments of a run, and the sentences that they were before they were torn."""
    first = start
    for i in range(start, end):
        first = first if i > start and _is_torn(measures, i) else i
        yield measures.pieces[i].text
        if first < i and ends_sentence(measures.pieces[i].text):
            yield measures.text[measures.segments[first].start : measures.segments[i].end]


def _is_quoted(measures: Measures, start: int, end: int) -> bool:
    segments, pieces = measures.segments, measures.pieces
    groups = {_group(piece) for piece in pieces[start:end]}
    said = list(_sentences(measures, start, end))
    reason = _group(pieces[start])
    if any(is_told_of(one, frames.is_sure, reason=reason) for one in said):
        return True
    if not groups & NOTICES:
        return any(map(_is_reported, said))
    near = range(max(0, start - 1), min(end + quoting.AFTER, len(pieces)))
    same = [i for i in near if segments[i].line == segments[start].line]
    before = "".join(pieces[i].text for i in same if i < start)
    after = [pieces[i].text for i in same if i >= end]
    answers = after and frame(pieces[end]) == 0 and quoting.may_be_prose(after[0])
    if (
        groups <= PLEAS_SAID
        and start + 1 == end
        and said[-1][0].isupper()
        and said[-1][-1] == "?"
        and answers
    ):
        return True
    below = pieces[end].text if not after and end < len(pieces) else ""
    if reason in RIGHTS and is_numbered(" ".join([*said, *after[:1]])):
        return True
    if below and (quoting.takes_up(said[-1], below) or quoting.looks_back(below)):
        return True
    above = pieces[start - 1].text if not before and start else ""
    if not has_capitals(said[-1]) and any(map(reporting.names_sign, (above, below))):
        return True
    return quoting.is_quoted(said, before, after, plea=_group(pieces[end - 1]) in PLEAS)


def _is_reported(said: str) -> bool:
    """Whether a clause says who says so: behind a plea, as a headline may end so, and a label
    heads it."""
    is_plea = not has_capitals(said) and not _LABEL.search(said)
    return reporting.shows(said) or (is_plea and reporting.reports(said))


def _group(piece: Piece) -> str:
    """What frames call a segment; "" where they do not."""
    group = frames.group(piece.levels)
    return group.reason if group else ""
