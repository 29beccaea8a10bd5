"""What a notebook shows: an explanation as a marked text, a report as tables and a plot.

Everything that comes from a text is escaped. Colours are translucent and the text keeps the colour
of the page, so that light and dark themes both read well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from copydesk._extras import need
from copydesk._show.wording import visible
from copydesk._text.edits import Edit, by_reason

if TYPE_CHECKING:
    from matplotlib.figure import Figure

GREY = "#808080"
BARS, ROWS = 8, 9
"""How many reasons the plot shows, and how many rows a table does before the others open."""
UNCHANGED = 400
"""How many characters of a stretch that stays are shown in a list of texts."""
HUES = (4, 212, 36, 276, 150, 330, 186, 60, 240, 100)
"""One hue for each reason, most frequent first; from the eleventh on they repeat."""

_STYLE = """<style>
.copydesk { font: 14px/1.45 system-ui, sans-serif; color: inherit; max-width: 60em }
.copydesk p { margin: .4em 0 }
.copydesk .text { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 36em;
  overflow-y: auto;
  border: 1px solid rgba(128,128,128,.4); border-radius: 6px; padding: .8em 1em; margin: .6em 0 }
.copydesk del, .copydesk ins, .copydesk .chip { border-radius: 3px; padding: 0 .15em;
  background: hsla(var(--hue),80%,50%,.28); color: inherit }
.copydesk del { text-decoration: line-through hsl(var(--hue),75%,50%) 1px }
.copydesk ins { text-decoration: none; border-bottom: 2px solid hsl(var(--hue),75%,50%) }
.copydesk .chip { display: inline-block; padding: 0 .5em; margin: 0 .4em .3em 0 }
.copydesk table { border-collapse: collapse; margin: .2em 0; color: inherit;
  table-layout: fixed; width: 100% }
.copydesk table th, .copydesk table td { text-align: left !important; vertical-align: top;
  padding: .1em .9em .1em 0; border-bottom: 1px solid rgba(128,128,128,.3); background: none;
  white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
.copydesk table th:first-child { width: 14em }
.copydesk table th.n { width: 6em }
.copydesk summary { cursor: pointer; overflow-wrap: anywhere; padding: .1em 0 }
.copydesk table .n { text-align: right !important;
  font-variant-numeric: tabular-nums }
.copydesk h4 { margin: .8em 0 .2em; font-size: 1em }
.copydesk .soft { opacity: .7 }
@media (max-width: 40em) { .copydesk table th:first-child { width: auto }
  .copydesk table th.n { width: 7.2em }
  .copydesk table th:nth-child(4), .copydesk table td:nth-child(4) { display: none } }
</style>"""


Table = tuple[str, tuple[str, ...], Sequence[tuple[str, ...]]]
"""A title, the heads of columns, rows of texts; heads that begin with `#` are those of numbers."""


def edits_html(original: str, edits: Sequence[Edit]) -> str:
    """The original with what was removed struck through and what was added underlined.

    Each reason has a colour; the legend above counts its edits.
    """
    legend, text = _difference(original, edits)
    return f'<div class="copydesk">{_STYLE}<div>{legend}</div><div class="text">{text}</div></div>'


def _difference(
    original: str, edits: Sequence[Edit], unchanged: int | None = None
) -> tuple[str, str]:
    """The legend, and the text with its changes marked."""
    reasons = by_reason(edits)
    hues = {reason: HUES[i % len(HUES)] for i, reason in enumerate(reasons)}
    chips = "".join(
        f'<span class="chip" style="--hue:{hues[reason]}">{_escaped(reason)} {count:,}</span>'
        for reason, count in reasons.items()
    )
    legend = chips or '<span class="soft">nothing was changed</span>'
    return legend, "".join(_marked(original, edits, hues, unchanged))


def _marked(
    original: str, edits: Iterable[Edit], hues: dict[str, int], unchanged: int | None
) -> Iterator[str]:
    at = 0
    for edit in edits:
        yield _stretch(original[at : edit.start], unchanged)
        title = _escaped(f"{edit.reason} ({edit.cleaner})")
        for tag, text in (("del", edit.before), ("ins", edit.after)):
            if text:
                hue = hues[edit.reason]
                yield f'<{tag} style="--hue:{hue}" title="{title}">{_shown(text)}</{tag}>'
        at = edit.end
    yield _stretch(original[at:], unchanged)


def _stretch(text: str, most: int | None) -> str:
    """What stays; where it is longer than that, its two ends."""
    if most is None or len(text) <= most:
        return _escaped(text)
    half = most // 2
    left_out = f'<span class="soft"> … {len(text) - most:,} characters … </span>'
    return f"{_escaped(text[:half])}{left_out}{_escaped(text[-half:])}"


def _shown(text: str) -> str:
    """A changed text; where it is nothing but white space, signs stand for it."""
    if text.strip():
        return _escaped(text)
    return _escaped(text.replace(" ", "·").replace("\n", "⏎\n").replace("\t", "⇥"))


class Difference(NamedTuple):
    """A text that a reader may open: its name, a word on it, and what was changed in it."""

    name: str
    note: str
    original: str
    edits: Sequence[Edit]


def differences_html(texts: Iterable[Difference]) -> str:
    """Some texts, each of which opens in place."""
    return f'<div class="copydesk">{_STYLE}{"".join(map(_folded, texts))}</div>'


def _folded(text: Difference) -> str:
    """A name that opens to the difference; a longer stretch that stays is shown by its ends."""
    legend, marked = _difference(text.original, text.edits, UNCHANGED)
    return (
        f"<details><summary>{_escaped(text.name)} "
        f'<span class="soft">{_escaped(text.note)}</span></summary>'
        f'<div>{legend}</div><div class="text">{marked}</div></details>'
    )


def report_html(
    head: str, hints: Iterable[str], tables: Iterable[Table], most_cut: Iterable[Difference]
) -> str:
    """A report, at most a screen high: a line that sums it up (HTML), hints, those tables that have
    rows, and the texts that were cut most."""
    body = "".join(_table(*table) for table in tables if table[2])
    hint = "".join(f"<p>{_escaped(line)}.</p>" for line in hints)
    texts = "".join(map(_folded, most_cut))
    cuts = f"<h4>Most cut: look at these</h4>{texts}" if texts else ""
    return f'<div class="copydesk">{_STYLE}<p>{head}</p>{hint}{body}{cuts}</div>'


def page(title: str, body: str) -> str:
    """A page that stands alone and follows the reader's theme."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{_escaped(title)}</title><style>:root {{ color-scheme: light dark }} "
        "body { margin: 2em auto; padding: 0 1em; max-width: 62em; "
        "font-family: system-ui, sans-serif } h1 { font-size: 1.4em }</style></head>"
        f"<body><h1>{_escaped(title)}</h1>{body}</body></html>\n"
    )


def report_plot(removed: Mapping[str, int], lengths: Sequence[tuple[int, int]]) -> Figure:
    """Characters removed by reason, and each file's length before and after.

    The ground is transparent and all lines are grey, which light and dark themes both show.
    """
    pyplot, ticker = need("matplotlib.pyplot", "notebook"), need("matplotlib.ticker", "notebook")
    grey = dict.fromkeys(("text.color", "axes.labelcolor", "xtick.color", "ytick.color"), GREY)
    with pyplot.rc_context(grey | {"axes.edgecolor": GREY, "axes.titlesize": "medium"}):
        figure: Figure = pyplot.figure(figsize=(10, 3.6), layout="constrained", facecolor="none")
        pyplot.close(figure)  # the notebook shows what is returned, once
        left, right = figure.subplots(1, 2)
        _draw_reasons(left, removed)
        _draw_lengths(right, lengths)
        for axes in (left, right):
            axes.set_facecolor("none")
            axes.spines[["top", "right"]].set_visible(False)
        for axis in (left.xaxis, right.xaxis, right.yaxis):
            axis.set_major_locator(ticker.MaxNLocator(4, integer=True))
            axis.set_major_formatter(ticker.StrMethodFormatter("{x:,.0f}"))
    return figure


def _draw_reasons(axes: Any, removed: Mapping[str, int]) -> None:
    most = sorted(removed.items(), key=lambda pair: -pair[1])[:BARS]
    top = [(reason, count) for reason, count in most if count > 0][::-1]
    # A dollar would begin a formula, and a broken one is an error.
    names = [visible(reason)[:40].replace("$", r"\$") for reason, _ in top]
    axes.barh(range(len(top)), [count for _, count in top])
    axes.set_yticks(range(len(top)), names)
    axes.set(title="Characters removed, by reason", xlabel="characters")


def _draw_lengths(axes: Any, lengths: Sequence[tuple[int, int]]) -> None:
    axes.scatter([b for b, _ in lengths], [a for _, a in lengths], s=9, alpha=0.5)
    limit = max((before for before, _ in lengths), default=1)
    axes.plot([0, limit], [0, limit], linewidth=1, color=GREY)
    axes.set(title="Length of each file, in characters", xlabel="before", ylabel="after")


def _table(title: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table whose rows are a line each; the first of many are shown, the others open."""
    classes = ["n" if head.startswith("#") else "" for head in heads]
    head = "".join(
        f'<th class="{c}">{h.lstrip("#")}</th>' for h, c in zip(heads, classes, strict=True)
    )
    first, others = (
        "".join(_row(row, classes) for row in part) for part in (rows[:ROWS], rows[ROWS:])
    )
    shown = f"<h4>{_escaped(title)}</h4><table><tr>{head}</tr>{first}</table>"
    if not others:
        return shown
    more = f"<summary>{len(rows) - ROWS:,} more</summary>"
    return f"{shown}<details>{more}<table><tr>{head}</tr>{others}</table></details>"


def _row(row: Iterable[str], classes: Iterable[str]) -> str:
    cells = (
        f'<td class="{c}" title="{_escaped(x)}">{_escaped(x)}</td>'
        for x, c in zip(row, classes, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _escaped(text: str) -> str:
    return escape(visible(text))
