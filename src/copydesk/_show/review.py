"""The review page: what a job has cut, text by text, in one file that needs no server.

It takes plain data and gives HTML. The texts travel as JSON and reach the page as text only, so
nothing in them can act; the page's own style and script lie in `data/review/`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from html import escape
from itertools import chain
from typing import Any, NamedTuple

from copydesk._show.reasons import meanings
from copydesk._show.wording import counted, visible
from copydesk._text import data
from copydesk._text.edits import Edit
from copydesk._text.patterns import lazy

_PART = lazy(r"\{\{(\w+)\}\}")

LARGEST = 4_000_000
"""How many characters the texts of a page may have together: a browser opens it at once."""
FRAME = 500
"""What a text takes on the page beside its characters."""
OF_EACH_KIND = 300
"""How many texts are shown of those most cut, the longest, the failed ones and others at random."""
UNCHANGED = 4_000
"""A longer stretch that stays is shown by its two ends."""


class Measured(NamedTuple):
    """A text of which only the measures are known yet: by them it is chosen."""

    name: str
    before: int
    after: int
    cut: int
    """How many characters went, markup and blanks apart."""
    error: str | None = None

    @property
    def share(self) -> float:
        """Which part of the text was cut."""
        return self.cut / ((self.cut + self.after) or 1)


class Reviewed(NamedTuple):
    """A text with what was changed in it; with neither where it failed."""

    measured: Measured
    original: str = ""
    edits: Sequence[Edit] = ()


class Reason(NamedTuple):
    """What a reason has done over all texts."""

    name: str
    edits: int
    characters: int
    examples: Sequence[str]


def chosen(texts: Sequence[Measured], most: int = OF_EACH_KIND) -> list[Measured]:
    """The texts that a page shows, in their own order: all where they fit, or the most telling.

    >>> texts = [Measured(str(n), 10**6, 10**6 - n, n) for n in range(10)]
    >>> {"9"} < {text.name for text in chosen(texts, most=1)} < {text.name for text in texts}
    True
    """
    if sum(text.before + FRAME for text in texts) <= LARGEST:
        return list(texts)
    kinds = (
        [text for text in texts if text.error is not None],
        sorted(texts, key=lambda text: (-text.share, text.name)),
        sorted(texts, key=lambda text: (-text.before, text.name)),
        sorted(texts, key=lambda text: _chance(text.name)),
    )
    names = {text.name for text in chain.from_iterable(kind[:most] for kind in kinds)}
    return [text for text in texts if text.name in names]


def review_html(
    title: str,
    texts: Iterable[Reviewed],
    total: int,
    reasons: Sequence[Reason],
    before: int,
    runs: tuple[str, str] | None = None,
) -> str:
    """The page. `total` texts there are, of `before` characters, `texts` are those it may show.

    With `runs` it compares the results of two: an original is then the first one's result.
    """
    names = {reason.name: at for at, reason in enumerate(reasons)}
    cleaners: dict[str, int] = {}
    shown = list(_fitting(_entry(text, names, cleaners) for text in texts))
    known = {reason.name: reason for reason in reasons}
    table = [_reason(known.get(name, Reason(name, 0, 0, ()))) for name in names]
    differ = f" of {runs[0]} and {runs[1]} that differ" if runs else ""
    summary = f"{counted(total, 'text')}{differ}, {counted(before, 'character')}"
    if len(shown) < total:
        summary += f"; here are {len(shown):,}: the most cut, the longest, failed ones, others"
    return _page(
        {
            "title": visible(title), "summary": summary + ".", "before": before, "reasons": table,
            "cleaners": list(cleaners), "texts": shown, "runs": runs and list(map(visible, runs)),
        }
    )  # fmt: skip


def _page(content: Mapping[str, Any]) -> str:
    """The template with its parts; no `<` of a text can end the script that holds it."""
    packed = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    parts = {
        "style": data.read_text("review/style.css"),
        "script": data.read_text("review/script.js"),
        "data": packed.replace("<", "\\u003c"),
        "title": escape(str(content["title"])),
    }
    return _PART.sub(lambda part: parts[part[1]], data.read_text("review/page.html"))


def _fitting(entries: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """As many as the page takes."""
    room = LARGEST
    for entry in entries:
        room -= sum(map(_size, entry["pieces"]))
        if room < 0:
            return
        yield entry


def _size(piece: str | list[Any]) -> int:
    return len(piece) if isinstance(piece, str) else len(piece[0]) + len(piece[1]) + 20


def _entry(text: Reviewed, names: dict[str, int], cleaners: dict[str, int]) -> dict[str, Any]:
    name, before, after, cut, error = text.measured
    return {
        "name": visible(name), "before": before, "after": after, "cut": cut,
        "error": None if error is None else visible(error), "random": _chance(name),
        "pieces": list(_pieces(text.original, text.edits, names, cleaners)),
    }  # fmt: skip


def _pieces(
    original: str, edits: Sequence[Edit], names: dict[str, int], cleaners: dict[str, int]
) -> Iterator[str | list[Any]]:
    """The text in order: a str for what stays, [before, after, reason, cleaner] for an edit."""
    at = 0
    for edit in edits:
        if edit.start > at:
            yield _abridged(visible(original[at : edit.start]))
        reason = names.setdefault(edit.reason, len(names))
        cleaner = cleaners.setdefault(edit.cleaner, len(cleaners))
        yield [visible(edit.before), visible(edit.after), reason, cleaner]
        at = edit.end
    if at < len(original):
        yield _abridged(visible(original[at:]))


def _abridged(text: str) -> str:
    """A stretch that stays, by its two ends where it is long."""
    if len(text) <= UNCHANGED:
        return text
    half = UNCHANGED // 2
    return f"{text[:half]}\n[{len(text) - UNCHANGED:,} characters that stay]\n{text[-half:]}"


def _reason(reason: Reason) -> dict[str, Any]:
    examples = [visible(" ".join(example.split())[:200]) for example in reason.examples]
    meaning = meanings().get(reason.name, "").replace("`", "")
    return {
        **reason._asdict(), "name": visible(reason.name), "examples": examples, "meaning": meaning
    }  # fmt: skip


def _chance(name: str) -> int:
    """A place in an order that has nothing to do with the texts, the same every time."""
    digest = blake2b(name.encode("utf-8", "surrogateescape"), digest_size=4).digest()
    return int.from_bytes(digest, "big")
