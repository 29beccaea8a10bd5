"""Where frames decide alone: in scripts of which the lexicon knows few words.

There the words of a segment tell nothing, neither for junk nor against it; what a sure frame names
goes where it is a line, a sentence or the rest of one, and no sentence of the article runs on in
it.
"""

from __future__ import annotations

from copydesk._kernels.rows import Piece
from copydesk._text.patterns import lazy
from copydesk._text.reporting import is_unspaced
from copydesk._text.sentences import ends_sentence
from copydesk.cleaners.clutter import frames

SCORE = 2600
"""The score of such a segment: what is asked for with `careful` is more."""
LONGEST = 90
"""It has so many characters at most."""
REST, RUN = 2, 3
"""A sentence that runs on has so many words, where blanks part them, and so many characters."""

# Arabic, kana, Han characters, Hangul. The lexicon knows the words of Hindi.
SCRIPTS = lazy("[\u0621-\u064a\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def decides(piece: Piece) -> bool:
    """Whether a segment is junk by its frames alone.

    >>> from copydesk._models import lexical
    >>> from copydesk.cleaners.clutter.measures import WORDS, pieces
    >>> said = ["下一篇：大雪将至", "下一篇小说写的是海。", "Next article: Snow"]
    >>> [decides(piece) for piece in pieces(said, lexical.load(WORDS))]
    [True, False, False]
    """
    if 2 not in piece.levels[: -len(frames.AGAINST)] or len(piece.text) > LONGEST:
        return False
    if not SCRIPTS.search(piece.text) or 2 in piece.levels[-len(frames.AGAINST) :]:
        return False
    return not (ends_sentence(piece.text) and _runs_on(piece.text))


def _runs_on(text: str) -> bool:
    """Whether a sentence may run on in a segment behind the junk that begins it."""
    words = text.split(" ")
    for i in range(1, len(words)):
        rest = " ".join(words[i:])
        least = REST if not is_unspaced(rest) else 1
        if len(words) - i >= least and len(rest) >= RUN and frames.is_sure(" ".join(words[:i])):
            return True
    return False
