"""Which articles a folder holds, and where their clean texts go."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from copydesk._jobs import places
from copydesk._jobs.folders import Folder
from copydesk._jobs.names import article_outputs, holds_article, holds_rows
from copydesk._jobs.search import LeftOut, search
from copydesk.errors import BadFolder


class Found(NamedTuple):
    """A file to clean: both paths are relative, to the source and to the target."""

    path: str
    output: str
    size: int


def find(source: Folder, but: Folder | None, pattern: str, left_out: LeftOut) -> Iterator[Found]:
    """The text and HTML files below a folder, folder by folder, each in order of name.

    Hidden files and folders, the folder `but`, links to folders and links that lead out of the
    source are left out. A folder that cannot be read is noted, and the others are searched.
    """
    fits = _glob(pattern)
    for folder, sizes, others in search(source, but, (".",), _is_input, left_out):
        chosen = [name for name in sorted(sizes) if fits(os.path.join(folder, name))]
        left_out.rows += sum(map(holds_rows, chosen))
        strange = [name for name in others if fits(os.path.join(folder, name))]
        left_out.endings.update(os.path.splitext(name)[1].lower() for name in strange)
        for name, output in article_outputs(filter(holds_article, chosen)).items():
            yield Found(os.path.join(folder, name), os.path.join(folder, output), sizes[name])


def _is_input(name: str) -> bool:
    return holds_article(name) or holds_rows(name)


def check_apart(source: Path, target: Path) -> None:
    """Refuse a job that would write among its own inputs. Raises BadFolder."""
    if not source.is_dir():
        if source.exists():
            raise BadFolder(
                f"{source} is a file: copydesk.clean takes the text of one, and "
                "copydesk.rows.clean_rows a file of rows"
            )
        raise BadFolder(f"no such folder: {source}")
    if os.path.lexists(target) and not target.is_dir():
        raise BadFolder(f"{target} is a file, or leads nowhere: give a folder as the target")
    places.check_apart(str(source), str(target), BadFolder)


def _glob(pattern: str) -> Callable[[str], object]:
    """A test for relative paths: `**` stands for any folders, `*` and `?` stay within a name.

    >>> fits = _glob("2024/**/*.txt")
    >>> bool(fits("2024/a.txt")), bool(fits("2024/may/b.txt")), bool(fits("2023/a.txt"))
    (True, True, False)
    """
    marks = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern if "/" in pattern else f"**/{pattern}")
    fits = re.compile("(?s)" + "".join(marks.get(part) or re.escape(part) for part in parts))
    return lambda path: fits.fullmatch(path.replace(os.sep, "/"))
