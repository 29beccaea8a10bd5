"""What a judge brings at which harm: junk gone against article lost, by models that have not seen a
text's publisher, and the bars that bring most at no more than a stated harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from copydesk.cleaners.clutter import verdicts
from copydesk.cleaners.clutter.verdicts import Bars, Scores
from copydesk.training.marked import FOLDS, Marked

GRID = tuple(
    Bars(*bars)
    for bars in product(
        (1500, 1700, 1900, 2050, 2200, 2400, 2700), (1500, 1800, 2100, 2400), (2500,), (1600,)
    )
)
MUCH = 20
"""A text that loses more characters of article than that is counted."""


class Figures(NamedTuple):
    """Characters of junk in all, gone, of article, lost; texts that lose much; clean bodies."""

    junk: int = 0
    gone: int = 0
    article: int = 0
    lost: int = 0
    much: int = 0
    body: int = 0
    harmed: int = 0

    def __str__(self) -> str:
        return (
            f"{100 * self.gone / (self.junk or 1):.1f} % of the junk gone, "
            f"{1e4 * self.lost / (self.article or 1):.2f} of 10,000 characters of article lost, "
            f"{self.much} texts lose over {MUCH}; "
            f"clean bodies lose {1e6 * self.harmed / (self.body or 1):.0f} per million"
        )


def total(found: Iterable[Figures]) -> Figures:
    """The sum of some figures."""
    return Figures(*map(sum, zip(*found, strict=True)))


def by_fold(texts: Sequence[Marked], found: Mapping[str, Scores], bars: Bars) -> dict[int, Figures]:
    """What goes of each fold's texts, with what the cleaners before this one took."""
    before = {t.id: sum(x[1] for x in t.labels) for t in texts if t.kind == "raw"}
    figures = {fold: Figures() for fold in FOLDS}
    for t in texts:
        scores = found.get(f"{t.kind} {t.id}")
        if scores is not None and t.measures:
            here = _of_text(t, scores, bars, before.get(t.id, 0))
            figures[t.fold] = total((figures[t.fold], here))
    return figures


def _of_text(t: Marked, scores: Scores, bars: Bars, before: int) -> Figures:
    assert t.measures
    flags = verdicts.verdicts(t.measures, scores, bars)
    gone = [label for label, flag in zip(t.labels, flags, strict=True) if flag]
    lost = sum(article for _, _, article in gone)
    if t.kind == "body":
        return Figures(body=len(t.text), harmed=lost)
    left, article = sum(x[1] for x in t.labels), sum(x[2] for x in t.labels)
    junk = max(before, left)
    taken = junk - left + sum(x[1] for x in gone)
    return Figures(junk, taken, article, lost, int(lost > MUCH))


def nested(texts: Sequence[Marked], found: Mapping[str, Scores], most: float) -> Figures:
    """What goes where so much article per 10,000 may; each fold by bars that the others chose."""
    table = {bars: by_fold(texts, found, bars) for bars in GRID}
    return total(
        table[best([(bars, _without(of, fold)) for bars, of in table.items()], most)][fold]
        for fold in FOLDS
    )


def best(found: Iterable[tuple[Bars, Figures]], most: float) -> Bars:
    """The bars by which most junk goes where no more article is lost; the strictest otherwise."""
    fit = [(f.gone, bars) for bars, f in found if 1e4 * f.lost <= most * f.article]
    return max(fit)[1] if fit else max(GRID)


def _without(of: Mapping[int, Figures], fold: int) -> Figures:
    return total(figures for other, figures in of.items() if other != fold)


def report(texts: Sequence[Marked], found: Mapping[str, Scores]) -> str:
    """The figures of each strength, and what goes at some harms by bars that others chose."""
    lines = [
        f"{strength}: {total(by_fold(texts, found, bars).values())}"
        for strength, bars in verdicts.STRENGTHS.items()
    ]
    lines += [f"at {most} by 10,000, nested: {nested(texts, found, most)}" for most in (1, 2, 3)]
    return "\n".join(lines)
