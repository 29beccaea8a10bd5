"""A second look at the blocks of a page, beside what the first one found all over it.

The first trees judge a block by itself and a few neighbours. Where an article begins and ends shows
in the scores of all: whether a block stands in the run that wins most, how far the next line is
that stands around articles, what was won since. Only what the first look leaves in doubt is looked
at again.
"""

from __future__ import annotations

from collections.abc import Sequence

from copydesk._kernels.blocks import Measures
from copydesk._kernels.context import AROUND, CUE, HEAD, context
from copydesk._models import trees
from copydesk.cleaners.boilerplate import line_features, page_run
from copydesk.cleaners.boilerplate.cue_index import Cue
from copydesk.cleaners.boilerplate.line_model import FAR
from copydesk.cleaners.boilerplate.page_run import Wording
from copydesk.cleaners.boilerplate.structure import OF_RUN

NAMES = (
    *line_features.NAMES,
    "score-1", "score", "score+1", "won-3", "won+3",
    "in_run", "run_words", "run_words_left", "run_blocks", "run_blocks_left", "around", "wording",
    *(
        f"{name}_{side}"
        for side in ("before", "behind")
        for name in ("highest", "to_cue", "to_around", "to_head", "won_since")
    ),
    "won", "blocks", "run_share", "glued",
)  # fmt: skip
SURE = 3.0
"""A block with a higher score stays after one look; one far from every sentence, or with a lower
score than such a one, goes."""


def scores(
    measures: Measures, first: Sequence[float], page: Wording, model: trees.Model
) -> list[float]:
    """The log-odds of each block that it is article, after the second look."""
    asked = in_doubt(first, page)
    found = list(first)
    rows = table(measures, first, page, asked)
    for i, score in zip(asked, model.scores(rows, len(NAMES)), strict=True):
        found[i] = score
    return found


def in_doubt(first: Sequence[float], page: Wording) -> list[int]:
    """The blocks that are looked at again: no cue tells why they go, and no first look was sure."""
    return [
        i
        for i, (score, name) in enumerate(zip(first, page.named, strict=True))
        if FAR < score < SURE and not name
    ]


def table(
    measures: Measures, first: Sequence[float], page: Wording, asked: Sequence[int]
) -> Sequence[float]:
    """The rows of some blocks, one after the other, in the order of `NAMES`."""
    gains = page_run.gains(first, page)
    run = page_run.best_run(gains, page.cued)
    marks, own = list(map(_mark, page.cued)), measures.table(asked)
    return context(own, asked, first, page.words, gains, marks, run, page.is_glued)


def _mark(cue: Cue | None) -> int:
    if cue is None:
        return 0
    return CUE + AROUND * (cue.reason in page_run.AROUND) + HEAD * (cue.where in OF_RUN)
