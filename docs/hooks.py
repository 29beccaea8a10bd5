"""What the documentation makes of the library's own data, so that the two cannot drift apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Any

from mkdocs.structure.files import File, Files

from copydesk._show.reasons import by_cleaner
from copydesk.cleaners.boilerplate.cues import CueGroup, shipped

_OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./([^)]+)\)")
EXAMPLES = 3


def on_files(files: Files, config: Any) -> Files:
    """Add the lists of all reasons and of all cues."""
    files.append(File.generated(config, "reasons.md", content="\n".join(_reasons())))
    files.append(File.generated(config, "cue-list.md", content="\n".join(_cue_list())))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """A link to a file of the repository that is no page becomes its path."""
    return _OUTSIDE.sub(r"`\2`", markdown)


def _reasons() -> Iterator[str]:
    yield "# Every reason\n"
    yield (
        "Each edit bears one of these, by the cleaner that gives it first; other cleaners may give "
        "it too. A cleaner of your own that names no reason gives its own name, hyphenated; cues "
        "of your own give the reason that they name. Reasons of cues lead to their examples.\n"
    )
    known = {group.reason for group in shipped()}
    for cleaner, reasons in by_cleaner().items():
        yield f"## {cleaner}\n"
        yield "| reason | what went, or came |\n| --- | --- |"
        for name, meaning in reasons.items():
            shown = f"[`{name}`](cue-list.md#{name})" if name in known else f"`{name}`"
            yield f"| {shown} | {meaning} |"
        yield ""


def _cue_list() -> Iterator[str]:
    yield "# Every cue\n"
    yield (
        "Made from the cue files themselves. Each group of cues is tested with the examples given "
        "here: lines that it removes, and near-misses that it keeps.\n"
    )
    groups = sorted(shipped(), key=lambda group: (group.reason, group.name))
    for reason, members in groupby(groups, key=lambda group: group.reason):
        yield f"## {reason}\n"
        yield "| group | removes, for example | keeps | where |\n| --- | --- | --- | --- |"
        yield from map(_row, members)
        yield ""


def _row(group: CueGroup) -> str:
    removes, keeps = _examples(group.removes), _examples(group.keeps)
    return f"| {_cell(group.name)} | {removes} | {keeps} | {group.where.replace('_', ' ')} |"


def _examples(lines: tuple[str, ...]) -> str:
    return "<br>".join(_cell(line[:120]) for line in lines[:EXAMPLES])


def _cell(text: str) -> str:
    """A text that Markdown leaves as it is."""
    return re.sub(r"[\\`*_{}\[\]#|~<>]", lambda m: f"&#{ord(m[0])};", escape(text, quote=False))
