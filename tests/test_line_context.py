"""The second look at the blocks of a page's text."""

from __future__ import annotations

from copydesk.cleaners.boilerplate import line_context, line_features, page_run
from copydesk.cleaners.boilerplate.cues import Cue
from copydesk.cleaners.boilerplate.line_model import FAR
from copydesk.cleaners.boilerplate.lines import Block

SHARE = Cue("share-bar", "anywhere", "share")
SENTENCE = "The harbour was closed to all ships on Monday, after a storm had torn two cranes down."
TEXTS = ["Storm closes harbour", SENTENCE, "Share", "Four boats are still at sea.", "Tram late"]
WORDS = [3, 16, 1, 6, 2]
FIRST = [0.5, 4.0, -3.0, 1.0, FAR]


def rows(asked: list[int]) -> list[dict[str, float]]:
    """The measures of some blocks, by name."""
    blocks = [Block(i, i + 1, text, False) for i, text in enumerate(TEXTS)]
    found = [None, None, SHARE, None, None]
    page = page_run.wording(blocks, WORDS, found, [cue and cue.reason for cue in found], False)
    measures = line_features.measured(blocks, {})
    values, width = line_context.table(measures, FIRST, page, asked), len(line_context.NAMES)
    assert len(values) == width * len(asked)
    starts = range(0, len(values), width)
    return [dict(zip(line_context.NAMES, values[at : at + width], strict=True)) for at in starts]


def test_only_blocks_in_doubt_are_looked_at_again() -> None:
    named = [None, None, "share-bar", None, None]
    page = page_run.Wording(WORDS, named, [None] * 5, False)
    assert line_context.in_doubt(FIRST, page) == [0, 3]


def test_a_block_is_measured_beside_the_others() -> None:
    top, behind = rows([0, 3])
    assert (top["score-1"], top["score"], top["score+1"]) == (-7, 0.5, 4)
    assert (top["highest_before"], top["highest_behind"]) == (-7, 4)
    assert (behind["highest_before"], behind["score-1"]) == (4, -3)
    assert (top["to_around_behind"], behind["to_around_before"]) == (1, 0)
    assert behind["to_head_before"] == behind["to_cue_behind"] == 40
    assert (behind["won_since_before"], behind["won_since_behind"]) == (0, 3000)
    assert (top["in_run"], top["run_words"], top["run_words_left"]) == (1, 0, 19)
    assert (behind["in_run"], behind["run_blocks_left"], behind["around"]) == (0, -1, 1)
    assert behind["words"] == 6
    assert (behind["blocks"], behind["glued"], behind["wording"]) == (5, 0, 0)
