"""What can be measured about the blocks of a text: each by itself, its neighbours, its place.

The order of the measures is that of `NAMES`; a model knows them by it. A block is measured only
when somebody asks for its row: of the others, the number of words and whether they end as a
sentence are enough.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from copydesk._kernels.blocks import Measures
from copydesk.cleaners.boilerplate.lines import Block, function_words

WINDOWS = (4, 12, 30)
NAMES = (
    "words", "characters", "sentence", "lower", "function", "begins", "ends", "commas", "copies",
    "symbols", "digits", "bullet", "capitals", "gap", "weight", "mean_weight",
    "blocks", "mean_words", "in_sentences",
    "place", "words_before", "words_after", "blocks_before", "blocks_after",
    *(f"{name}{at:+}" for at in (-1, 1) for name in ("words", "sentence", "lower", "weight")),
    *(f"{name}{at:+}" for at in (-2, 2) for name in ("words", "sentence")),
    *(
        f"{name}_to{side}{size}"
        for size in WINDOWS for side in "-+" for name in ("words", "sentences")
    ),
)  # fmt: skip


def measured(blocks: Sequence[Block], weights: Mapping[str, float]) -> Measures:
    """What can be measured about blocks, by the weights of words."""
    texts, gaps = [block.text for block in blocks], [block.gap for block in blocks]
    return Measures(texts, gaps, weights, function_words())
