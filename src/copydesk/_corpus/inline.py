"""Pieces of long lines that a site repeats: which of them go, and how they are cut.

That a piece recurs is evidence and no verdict: an article's own sentence may recur too. So a piece
goes at an edge of the text unless it reads like prose, and elsewhere only if it looks like junk, or
in a run of such.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from copydesk._corpus.pieces import LOOKS_JUNK, Piece
from copydesk._text.edits import Change
from copydesk._text.patterns import lazy
from copydesk._text.segments import LINE

REASON = "site-line"
SURE, PROSE = 100, -600
"""Hundredths of log-odds that a piece is junk, by its words: where it looks so wherever it stands,
and below which it reads like prose, even at the end of a text. At its beginning less is taken."""
RUN = 3
"""So many pieces in a row that a site repeats stand or fall together."""
_BESIDE = " \t\u00a0|•·»›▶►→"
_MARK = lazy(r'["“”„«»]')


def removals(text: str, pieces: Sequence[Piece], known: Set[bytes]) -> list[Change]:
    """Cuts of the known pieces, of runs of them, and of what looks like junk between them and an
    edge of the text.

    >>> from copydesk._corpus.lines import key_of, lines_of
    >>> from copydesk._corpus.pieces import pieces_of
    >>> from copydesk._text.edits import splice
    >>> rain = "Rain fell on the coast all night, the harbour master said."
    >>> text = f"{rain} Get The Daily Beacon in your inbox."
    >>> known = {key_of("Get The Daily Beacon in your inbox")}
    >>> splice(text, removals(text, pieces_of(text, lines_of(text)), known)) == rain
    True
    """
    often = [p.is_inline and p.can_be_site and not p.is_short and p.key in known for p in pieces]
    seldom = [(p.is_inline or p.is_short) and p.form in known for p in pieces]
    either = [o or s for o, s in zip(often, seldom, strict=True)]
    if not any(either):
        return []
    quoted = _quoted(text, pieces)
    free = [f and not q for f, q in zip(either, quoted, strict=True)]
    gone = [
        f and not p.is_short and p.lex >= SURE and (o or not p.is_prose)
        for f, o, p in zip(free, often, pieces, strict=True)
    ]
    for first, last in runs(free):
        if _are_junk(pieces[first:last]):
            gone[first:last] = [True] * (last - first)
    between = [
        p.is_inline and not p.is_kept and p.looks_junk and not q
        for p, q in zip(pieces, quoted, strict=True)
    ]
    for least, order in (
        (LOOKS_JUNK, range(len(pieces))),
        (PROSE, range(len(pieces) - 1, -1, -1)),
    ):
        going = [
            f and (p.looks_junk or (o and p.lex >= least))
            for f, o, p in zip(free, often, pieces, strict=True)
        ]
        for i in _from_edge(order, going, between):
            gone[i] = True
    return [] if all(gone) else [_cut(text, pieces, *run) for run in runs(gone)]


def _are_junk(run: Sequence[Piece]) -> bool:
    """Whether pieces in a row that a site repeats are junk: several, one of them surely, the others
    whole sentences or such too. Labels of a form are none."""
    alike = all(piece.looks_junk or piece.is_prose for piece in run)
    return len(run) >= RUN and alike and any(piece.lex >= SURE for piece in run)


def _quoted(text: str, pieces: Sequence[Piece]) -> list[bool]:
    """Whether each piece begins inside quotation marks, or is little but such a mark."""
    found, line, at, deep = list[bool](), -1, 0, False
    for piece in pieces:
        start, end = piece.segment.start, piece.segment.end
        if piece.segment.line != line:
            line, at, deep = piece.segment.line, start, False
        before = _opened(text, at, start, deep)
        found.append(before or (piece.is_short and _MARK.search(text, start, end) is not None))
        at, deep = end, _opened(text, start, end, before)
    return found


def _opened(text: str, start: int, end: int, deep: bool) -> bool:
    """Whether a quotation is open at the end of a stretch, if one was (or not) at its start.

    A mark opens one where a blank or a bracket stands before it, whatever it looks like: what
    opens in one language closes in another.
    """
    for mark in _MARK.finditer(text, start, end):
        before = text[mark.start() - 1 : mark.start()]
        deep = mark[0] not in "”" and (not before or before.isspace() or before in "([")
        if deep and mark[0] == "»" and not text[mark.end() : mark.end() + 1].isalnum():
            deep = False  # as in French, which parts its marks from the words
    return deep


def _from_edge(order: range, known: Sequence[bool], short: Sequence[bool]) -> Iterator[int]:
    """The run of known pieces that begins at an edge, with the short ones before another known."""
    waiting = list[int]()
    for i in order:
        if known[i]:
            yield from (*waiting, i)
            waiting = []
        elif short[i]:
            waiting.append(i)
        else:
            return


def runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """First and last + 1 of each run of true ones.

    >>> runs([True, False, True, True])
    [(0, 1), (2, 4)]
    """
    bounds = [False, *flags, False]
    edges = [i for i in range(len(flags) + 1) if bounds[i] != bounds[i + 1]]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _cut(text: str, pieces: Sequence[Piece], first: int, last: int) -> Change:
    """The cut of a run, with the gap that parts it from what stays."""
    start, end = pieces[first].segment.start, pieces[last - 1].segment.end
    if last == len(pieces):
        return Change(pieces[first - 1].segment.end if first else 0, len(text), "", REASON)
    after = pieces[last].segment.start
    begins = first == 0 or pieces[first - 1].segment.right == LINE
    if pieces[last - 1].segment.right == LINE and not begins:
        low = pieces[first - 1].segment.end
        while start > low and text[start - 1] in _BESIDE:
            start -= 1
        return Change(start, end, "", REASON)
    parted = begins or text[start - 1].isspace()
    return Change(start, after, "" if parted else " ", REASON)
