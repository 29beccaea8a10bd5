"""What the names of files tell: what they hold, and what their results are called."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

ARTICLE = re.compile(r"(?is)(.+)\.(txt|md|html|htm)(\.gz)?")
"""A file that holds one text: what comes before its ending, the ending, and how it is packed."""

KINDS = {
    ".parquet": ".parquet",
    ".jsonl": ".jsonl",
    ".ndjson": ".jsonl",
    ".csv": ".csv",
    ".tsv": ".csv",
    ".warc": ".warc",
    ".wet": ".warc",
}
"""Files of rows end in one of these, and `.gz` or `.zst` after it for all but Parquet."""

PACKED_LINES = ".jsonl.gz"
"""What the rows of an archive are written to in a folder."""


class Form(NamedTuple):
    """What the end of a name tells of a file of rows."""

    kind: str
    codec: str | None


def form(path: str) -> Form | None:
    """The format and the packing that a file's name tells of, or None.

    >>> form("articles.ndjson.gz"), form("article.txt")
    (Form(kind='.jsonl', codec='.gz'), None)
    """
    *_, before, last = ["", "", *PurePosixPath(path.lower()).suffixes]
    codec = last if last in (".gz", ".zst") else None
    kind = KINDS.get(before if codec else last)
    return Form(kind, codec) if kind and not (codec and kind == ".parquet") else None


def codec_of(path: str) -> str | None:
    """How the name says that a file of rows is packed."""
    found = form(path)
    return found and found.codec


def holds_rows(path: str | os.PathLike[str]) -> bool:
    """Does the name tell of a file of rows?

    >>> holds_rows("articles.jsonl.gz"), holds_rows("article.txt")
    (True, False)
    """
    return form(os.fspath(path)) is not None


def holds_article(name: str) -> bool:
    """Does the name tell of a file that holds one text?"""
    return ARTICLE.fullmatch(name) is not None


def article_outputs(names: Iterable[str]) -> dict[str, str]:
    """The output's name for each file of one folder: HTML becomes `.txt`, `.gz` stays `.gz`.

    >>> article_outputs(["a.html", "b.html", "b.txt", "c.md.gz"])
    {'a.html': 'a.txt', 'b.html': 'b.html.txt', 'b.txt': 'b.txt', 'c.md.gz': 'c.md.gz'}
    """
    return _distinct(names, _as_text, _with_ending)


def rows_output(name: str) -> str:
    """The name of the result of a file of rows: an archive's rows become JSON Lines."""
    found = form(name)
    return name + PACKED_LINES if found and found.kind == ".warc" else name


def rows_outputs(names: Iterable[str]) -> dict[str, str]:
    """The name of each result, no two the same.

    >>> rows_outputs(["a.csv", "a.wet", "b.wet", "b.wet.jsonl.gz"])["b.wet"]
    'b.wet.jsonl.gz.jsonl.gz'
    """
    return _distinct(names, rows_output, lambda name: name + PACKED_LINES)


def _distinct(
    names: Iterable[str], short: Callable[[str], str], long: Callable[[str], str]
) -> dict[str, str]:
    """A name for each result, so that none takes the place of another.

    A file that keeps its name has it. Where several of the others want one name, each takes the
    longer one, which holds its whole name, and lengthens it until it is free.
    """
    wanted = {name: short(name) for name in names}
    claims = Counter(os.path.normcase(output) for output in wanted.values())
    taken = {os.path.normcase(name) for name, output in wanted.items() if name == output}
    for name, output in wanted.items():
        if name == output:
            continue
        if claims[os.path.normcase(output)] > 1:
            output = long(name)
        while os.path.normcase(output) in taken:
            output = long(output)
        taken.add(os.path.normcase(output))
        wanted[name] = output
    return wanted


def _as_text(name: str) -> str:
    """`a.html.gz` as `a.txt.gz`."""
    match = ARTICLE.fullmatch(name)
    assert match
    stem, suffix, packing = match.groups("")
    return name if suffix.lower() in ("txt", "md") else f"{stem}.txt{packing}"


def _with_ending(name: str) -> str:
    """`a.html.gz` as `a.html.txt.gz`."""
    stem, dot, packing = name.rpartition(".")
    return f"{stem}.txt.{packing}" if dot and packing.lower() == "gz" else f"{name}.txt"
