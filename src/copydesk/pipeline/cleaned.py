"""What cleaning a text brings about: the clean text, and what was changed, by reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from copydesk._text.edits import Edit
from copydesk.pipeline.pipeline import Pipeline

ByReason = list[dict[str, Any]]
"""For each reason the number of edits, and by how many characters they made the text shorter."""


@dataclass(frozen=True)
class Cleaned:
    """A clean text and, where asked for, what was changed in it."""

    text: str
    by_reason: ByReason | None = None
    known: dict[str, Any] | None = None
    """What the page says of itself, where it was one and somebody asked."""


def cleaner_of(pipeline: Pipeline, *, with_reasons: bool) -> Callable[[str], Cleaned]:
    """The pipeline as a function that also tells what was changed, if asked."""
    if not with_reasons:
        return lambda text: Cleaned(pipeline(text))

    def explained(text: str) -> Cleaned:
        explanation = pipeline.explain(text)
        return Cleaned(explanation.text, count_by_reason(explanation.edits))

    return explained


def summed(*parts: ByReason | None) -> ByReason | None:
    """Counts of several passes over a text as one; most edits first."""
    counts: dict[str, dict[str, Any]] = {}
    for count in chain.from_iterable(part or () for part in parts):
        whole = counts.setdefault(count["reason"], {**count, "edits": 0, "characters": 0})
        whole["edits"] += count["edits"]
        whole["characters"] += count["characters"]
    if all(part is None for part in parts):
        return None
    return sorted(counts.values(), key=lambda count: -count["edits"])


def count_by_reason(edits: Iterable[Edit]) -> ByReason:
    """Edits counted by reason; most edits first.

    >>> count_by_reason([Edit(0, 4, "Ad: ", "", "cut", "advert")])
    [{'reason': 'advert', 'edits': 1, 'characters': 4}]
    """
    alone = (
        {"reason": e.reason, "edits": 1, "characters": len(e.before) - len(e.after)} for e in edits
    )
    return summed(list(alone)) or []
