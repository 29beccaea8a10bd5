"""Where frames decide alone: in scripts of which the lexicon knows few words.

There the words of a segment tell nothing, neither for junk nor against it; what a sure frame names
goes where it is a line, a sentence or the rest of one, and no sentence of the article runs on in
it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from copydesk._kernels.rows import Piece
from copydesk._models.run_ons import is_glued
from copydesk._text import data
from copydesk._text.patterns import eastern, lazy
from copydesk._text.sentences import ends_sentence
from copydesk._text.tongues import is_unspaced
from copydesk.cleaners.clutter import frames

SCORE = 2600
"""The score of such a segment: what is asked for with `careful` is more."""
LONGEST = 90
"""It has so many characters at most."""
REST, RUN = 2, 3
"""A sentence that runs on has so many words, where blanks part them, and so many characters."""

LABELS = frozenset(
    {"ad", "author-bio", "comments", "credit", "navigation", "source", "stamp", "tags"}
)
"""Groups of what is no sentence: a label, with or without a name."""

STOPS = frozenset("。.۔")
"""What ends a sentence that neither asks nor cries."""

SIGNS = "clutter/signs.txt"
"""What stands for needs of one letter, or of three Arabic ones, which most texts have."""

# Arabic, kana, Han characters, Hangul. The lexicon knows the words of Hindi.
SCRIPTS = eastern("[\u0621-\u064a\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")

# A label and what it announces. A near-miss is "请关注本站。", a plea.
_LABEL = lazy(r"[:：]\s*\S")


@cache
def signs() -> re.Pattern[str]:
    """What sure frames need, in these scripts: without any of it hardly one is found."""
    last = len(frames.groups()) - len(frames.AGAINST)
    needs = (
        needs
        for group, level, _, needs in data.parsed(frames.FILE)["frames"]
        if level == 2 and group < last
    )
    words = {word for some in needs for words in some.values() for word in words}
    words = {word for word in words if len(word) > (3 if word[0] < "\u0700" else 1)}
    least = defaultdict[str, list[str]](list)  # those that hold no other, by their first letter
    for word in sorted(
        {*filter(SCRIPTS.search, words), *data.lines(SIGNS)}, key=lambda x: (len(x), x)
    ):
        if not any(part in word for letter in word if letter in least for part in least[letter]):
            least[word[0]].append(word)
    # a choice by its first letter: most of a text is passed over by that
    ends = {first: "|".join(re.escape(word[1:]) for word in of) for first, of in least.items()}
    return re.compile("|".join(f"{re.escape(a)}(?:{rest})" for a, rest in ends.items()))


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
    group = frames.group(piece.levels)
    if group and group.reason in LABELS and ends_sentence(piece.text):
        return False
    if not SCRIPTS.search(piece.text) or 2 in piece.levels[-len(frames.AGAINST) :]:
        return False
    if ends_sentence(piece.text) and (_runs_on(piece.text) or _may_hold_more(piece.text)):
        return False
    return not _is_led_to(piece.text)


def _is_led_to(text: str) -> bool:
    """Whether some words lead to what is junk by itself: "كتب على الباب: جميع الحقوق محفوظة."."""
    lead, _, said = text.replace("：", ":").partition(":")
    return lead.count(" ") > 0 and frames.is_sure(said.strip()) and not frames.is_sure(lead)


def _may_hold_more(text: str) -> bool:
    """Whether a headline behind a label ends with a full stop: it has none, a sentence has one."""
    return _LABEL.search(text) is not None and text[-1] in STOPS


def _runs_on(text: str) -> bool:
    """Whether a sentence may run on in a segment behind the junk that begins it."""
    if is_glued(text, frames.is_sure):
        return True
    words = text.split(" ")
    for i in range(1, len(words)):
        rest = " ".join(words[i:])
        least = REST if not is_unspaced(rest) else 1
        if len(words) - i >= least and len(rest) >= RUN and frames.is_sure(" ".join(words[:i])):
            return True
    return False
