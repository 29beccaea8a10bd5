"""Which words of a text stand in another one, in the same order: for labelling pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
FEW = 6


def shares(parts: Sequence[str], gold: str, run: int = 1) -> list[float | None]:
    """For each part of a text the share of its words that gold has in order, None without words.

    In parts of more than a few words, a match counts if so many words in a `run` match: every page
    has "the" and "of" outside of its article.

    >>> shares(["Most read", "The ferry sank.", "***"], "On Monday the ferry sank.")
    [0.0, 0.6666666666666666, None]
    """
    words = [_WORD.findall(part) for part in parts]
    owners = [i for i, part in enumerate(words) for _ in part]
    hits = [0] * len(parts)
    for start, end in _matches([word for part in words for word in part], _WORD.findall(gold)):
        for owner in owners[start:end]:
            hits[owner] += end - start >= run or len(words[owner]) <= FEW
    return [hit / len(part) if part else None for hit, part in zip(hits, words, strict=True)]


def _matches(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches of `a` that the longest common subsequence takes in one piece."""
    from rapidfuzz.distance import LCSseq

    steps = LCSseq.opcodes(a, b)
    return [(step.src_start, step.src_end) for step in steps if step.tag == "equal"]
