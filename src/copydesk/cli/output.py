"""What the command line reads and says: texts in any encoding, messages that speak of options."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from copydesk._jobs import places
from copydesk._jobs.folders import whole
from copydesk._jobs.names import article_outputs, holds_article
from copydesk._jobs.places import Place
from copydesk._jobs.texts import packed, text_of
from copydesk._show.wording import cause_of, one_line
from copydesk.errors import BadFile, CopydeskError

FAILED, USAGE = 1, 2
"""Exit codes: a file failed or would change, the command was wrong."""


def warn(path: str, cause: object) -> None:
    where = f"{path}: " if path else ""
    print(one_line(f"copydesk: {where}{in_options(str(cause))}"), file=sys.stderr)


_OPTIONS = {
    "overwrite=True": "--overwrite",
    "workers=0": "--workers 0",
    "keep_edits=True": "--keep-edits",
    "column=NAME": "--column NAME",
    "site=NAME": "--site NAME",
    "call copydesk.rows.clean_rows": "add --column NAME",
}
"""What messages call parameters, and what these are called here."""


def in_options(message: str) -> str:
    """A message that speaks of options, where it spoke of parameters."""
    for parameter, option in _OPTIONS.items():
        message = message.replace(parameter, option)
    return message


def read_text(path: str) -> str:
    """The text of a file or of standard input, whatever its encoding."""
    if path == "-":
        if sys.stdin.isatty():
            warn("", "the text is read from this terminal; Ctrl-D on a line of its own ends it")
        return text_of(whole(sys.stdin.buffer), path)
    if "://" in path and not os.path.lexists(path):
        raise BadFile("copydesk fetches nothing: save the page and name its file")
    with open(path, "rb") as file:
        return text_of(whole(file), path)


def outputs_of(inputs: list[str], output: str | None) -> dict[str, str | None]:
    """Where the clean text of each input goes. In a folder HTML becomes `.txt`. Raises BadFile."""
    if output is None or not (inputs[1:] or os.path.isdir(output) or output.endswith(os.sep)):
        return dict.fromkeys(inputs, output)
    if os.path.lexists(output) and not os.path.isdir(output):
        raise BadFile(f"{output} is a file: several texts go into a folder, name one with -o")
    names = list(map(os.path.basename, inputs))
    if "-" in names:
        raise BadFile("standard input has no name to get in a folder: name a file with -o")
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise BadFile(
            f"two inputs are named {twice[0]}: in one folder there is room for one of them"
        )
    texts = article_outputs(filter(holds_article, names))
    places = (os.path.join(output, texts.get(name, name)) for name in names)
    return dict(zip(inputs, places, strict=True))


def put_text(text: str, source: str, output: str | None, overwrite: bool) -> None:
    """Write a clean text to standard output, or to a file that is not its source."""
    if output is None:
        sys.stdout.buffer.write(packed(text, ""))
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    if source != "-" and path.exists() and path.samefile(source):
        raise BadFile(f"{source} cannot be cleaned in place: give another file with -o")
    target, like = Place(str(path)), None if source == "-" else Place(source)
    places.check_free([target.path], overwrite)
    with places.writing(target, like=like, overwrite=overwrite) as file:
        file.write(packed(text, path.name))


PAGE_HEAD = 1000
"""The title of a page of copydesk's stands within so many bytes."""


def refuse_page(path: str, source: str | None = None) -> None:
    """Refuse to write a page where it would hit something. Raises BadFile.

    An earlier page of copydesk's is replaced; among the articles, it would be taken for one.
    """
    if os.path.isdir(path) or not os.path.isdir(os.path.dirname(path) or "."):
        raise BadFile(f"{path} cannot be a page: it is a folder, or its folder is not there")
    if source is not None and places.is_inside(path, source):
        raise BadFile(f"{path} lies in {source}, which is only read: name another place")
    if os.path.isfile(path) and not _is_page(path):
        raise BadFile(f"there is a file {path} already, and it is no page of copydesk's")


def _is_page(path: str) -> bool:
    with open(path, "rb") as file:
        return b"<title>copydesk: " in file.read(PAGE_HEAD)


def print_lines(lines: Iterable[str]) -> None:
    data = "".join(line + "\n" for line in lines).encode("utf-8", "replace")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def each(paths: Iterable[str], do: Callable[[str], int]) -> int:
    """Do it for each file, and say of one that fails why; the worst exit code."""
    code = 0
    for path in paths:
        try:
            code = max(code, do(path))
        except BrokenPipeError:
            raise
        except OSError as error:
            warn(path, cause_of(error, path))
            code = max(code, FAILED)
        except CopydeskError as error:
            warn(path, error)
            code = USAGE
    return code
