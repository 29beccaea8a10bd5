"""What a notebook shows: an explanation as a marked text, a report as tables and a plot.

Everything that comes from a text is escaped. Colours are translucent and the text keeps the colour
of the page, so that light and dark themes both read well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from copydesk._extras import need
from copydesk._show.wording import visible
from copydesk._text.edits import Edit, by_reason

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HUES = (4, 212, 36, 276, 150, 330, 186, 60, 240, 100)
"""One hue for each reason, most frequent first; from the eleventh on they repeat."""

_STYLE = """<style>
.copydesk { font: 14px/1.5 system-ui, sans-serif; color: inherit; max-width: 60em }
.copydesk .text { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 36em;
  overflow-y: auto;
  border: 1px solid rgba(128,128,128,.4); border-radius: 6px; padding: .8em 1em; margin: .6em 0 }
.copydesk del, .copydesk ins, .copydesk .chip { border-radius: 3px; padding: 0 .15em;
  background: hsla(var(--hue),80%,50%,.28); color: inherit }
.copydesk del { text-decoration: line-through hsl(var(--hue),75%,50%) 1px }
.copydesk ins { text-decoration: none; border-bottom: 2px solid hsl(var(--hue),75%,50%) }
.copydesk .chip { display: inline-block; padding: 0 .5em; margin: 0 .4em .3em 0 }
.copydesk table { border-collapse: collapse; margin: .3em 0 1em; color: inherit }
.copydesk table th, .copydesk table td { text-align: left !important; vertical-align: top;
  padding: .2em .9em .2em 0; border-bottom: 1px solid rgba(128,128,128,.3); background: none;
  overflow-wrap: anywhere }
.copydesk table td:first-child { min-width: 10em }
.copydesk table .n { text-align: right !important; white-space: nowrap;
  font-variant-numeric: tabular-nums }
.copydesk h4 { margin: 1em 0 .2em; font-size: 1em }
.copydesk .soft { opacity: .7 }
</style>"""


Table = tuple[str, tuple[str, ...], Sequence[tuple[str, ...]]]
"""A title, the heads of columns, rows of texts; heads that begin with `#` are those of numbers."""


def edits_html(original: str, edits: Sequence[Edit]) -> str:
    """The original with what was removed struck through and what was added underlined.

    Each reason has a colour; the legend above counts its edits.
    """
    reasons = by_reason(edits)
    hues = {reason: HUES[i % len(HUES)] for i, reason in enumerate(reasons)}
    chips = "".join(
        f'<span class="chip" style="--hue:{hues[reason]}">{_escaped(reason)} {count:,}</span>'
        for reason, count in reasons.items()
    )
    legend = chips or '<span class="soft">nothing was changed</span>'
    text = "".join(_marked(original, edits, hues))
    return f'<div class="copydesk">{_STYLE}<div>{legend}</div><div class="text">{text}</div></div>'


def _marked(original: str, edits: Iterable[Edit], hues: dict[str, int]) -> Iterator[str]:
    at = 0
    for edit in edits:
        yield _escaped(original[at : edit.start])
        title = _escaped(f"{edit.reason} ({edit.cleaner})")
        for tag, text in (("del", edit.before), ("ins", edit.after)):
            if text:
                hue = hues[edit.reason]
                yield f'<{tag} style="--hue:{hue}" title="{title}">{_shown(text)}</{tag}>'
        at = edit.end
    yield _escaped(original[at:])


def _shown(text: str) -> str:
    """A changed text; where it is nothing but white space, signs stand for it."""
    if text.strip():
        return _escaped(text)
    return _escaped(text.replace(" ", "·").replace("\n", "⏎\n").replace("\t", "⇥"))


def report_html(head: str, hints: Iterable[str], tables: Iterable[Table]) -> str:
    """A report: a line that sums it up (HTML), hints, and those tables that have rows."""
    body = "".join(_table(*table) for table in tables if table[2])
    hint = "".join(f"<p>{_escaped(line)}.</p>" for line in hints)
    return f'<div class="copydesk">{_STYLE}<p>{head}</p>{hint}{body}</div>'


def page(title: str, body: str) -> str:
    """A page that stands alone and follows the reader's theme."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{_escaped(title)}</title><style>:root {{ color-scheme: light dark }} "
        f"body {{ margin: 2em auto; padding: 0 1em; max-width: 62em }}</style></head>"
        f"<body><h1>{_escaped(title)}</h1>{body}</body></html>\n"
    )


def report_plot(removed: Mapping[str, int], lengths: Sequence[tuple[int, int]]) -> Figure:
    """Characters removed by reason, and each file's length before and after."""
    pyplot = need("matplotlib.pyplot", "notebook")
    figure: Figure = pyplot.figure(figsize=(10, 4), layout="constrained")
    pyplot.close(figure)  # the notebook shows what is returned, once
    left, right = figure.subplots(1, 2)
    top = list(removed.items())[:10][::-1]
    # A dollar would begin a formula, and a broken one is an error.
    names = [visible(reason)[:80].replace("$", r"\$") for reason, _ in top]
    left.barh(names, [max(count, 0) for _, count in top])
    left.set(title="Characters removed, by reason", xlabel="characters")
    right.scatter([b for b, _ in lengths], [a for _, a in lengths], s=9, alpha=0.5)
    limit = max((before for before, _ in lengths), default=1)
    right.plot([0, limit], [0, limit], linewidth=1, color="grey")
    right.set(title="Length of each file", xlabel="before (characters)", ylabel="after")
    return figure


def _table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table; the columns whose heads begin with `#` hold numbers."""
    classes = [' class="n"' if head.startswith("#") else "" for head in heads]
    head = "".join(f"<th{c}>{h.lstrip('#')}</th>" for h, c in zip(heads, classes, strict=True))
    body = "".join(
        "<tr>"
        + "".join(f"<td{c}>{_cell(x)}</td>" for x, c in zip(row, classes, strict=True))
        + "</tr>"
        for row in rows
    )
    return f"<h4>{_escaped(title)}</h4><table><tr>{head}</tr>{body}</table>"


def _cell(text: str) -> str:
    return _escaped(text).replace("\n", "<br>")


def _escaped(text: str) -> str:
    return escape(visible(text))
