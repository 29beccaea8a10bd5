"""Changes for a terminal: the lines that differ, what went and what came, and why."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
from typing import TextIO

from copydesk._show.wording import counted, visible
from copydesk._text.edits import Edit

_RED, _GREEN, _DIM, _CYAN, _PLAIN = "\x1b[31;9m", "\x1b[32m", "\x1b[2m", "\x1b[36m", "\x1b[0m"


def wants_colour(stream: TextIO) -> bool:
    """Colour on a terminal only, and never where NO_COLOR is set (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def explained(original: str, edits: Sequence[Edit], colour: bool = False) -> Iterator[str]:
    """The changed lines of the original with their numbers, the reason beside each change.

    Without colour `[-this-]` was removed and `{+that+}` added.
    """
    for group in _by_line(original, edits):
        start = original.rfind("\n", 0, group[0].start) + 1
        end = original.find("\n", group[-1].end)
        end = len(original) if end < 0 else end
        number = original.count("\n", 0, start) + 1
        text = _marked(original, start, end, group, colour)
        yield _tint(f"{number}:", _CYAN, colour) + f" {text}"
    yield counted(len(edits), "edit") + (":" if edits else "")
    for (reason, cleaner), count in Counter((e.reason, e.cleaner) for e in edits).most_common():
        yield f"{count:>6,}  {reason} " + _tint(f"({cleaner})", _DIM, colour)


def diff(before: str, after: str, name: str, colour: bool = False) -> Iterator[str]:
    """A unified diff, as `diff -u` would print it."""
    lines = unified_diff(
        before.split("\n"), after.split("\n"), f"{name} (as it is)", f"{name} (clean)", lineterm=""
    )
    for line in lines:
        code = {"+": _GREEN, "-": "\x1b[31m", "@": _CYAN}.get(line[:1], "")
        yield _tint(visible(line), code, colour and bool(code))


def _by_line(original: str, edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    """Edits in groups that share a line."""
    group = list[Edit]()
    for edit in edits:
        if group and "\n" in original[group[-1].end : edit.start]:
            yield group
            group = []
        group.append(edit)
    if group:
        yield group


def _marked(original: str, start: int, end: int, edits: list[Edit], colour: bool) -> str:
    pieces, at = list[str](), start
    for edit in edits:
        pieces.append(visible(original[at : edit.start]))
        for text, code, left, right in (
            (edit.before, _RED, "[-", "-]"),
            (edit.after, _GREEN, "{+", "+}"),
        ):
            if text:
                shown = visible(text).replace("\n", "⏎\n")
                pieces.append(_tint(shown, code, colour) if colour else f"{left}{shown}{right}")
        pieces.append(_tint(f"({edit.reason})", _DIM, colour))
        at = edit.end
    return "".join(pieces) + visible(original[at:end])


def _tint(text: str, code: str, colour: bool) -> str:
    """Coloured text; each line by itself, as pagers want it."""
    if not colour:
        return text
    return "\n".join(f"{code}{line}{_PLAIN}" if line else "" for line in text.split("\n"))
