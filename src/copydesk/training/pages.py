"""Labelled pages: read from files of JSON lines, and written to them.

A folder of labelled pages holds `train.*.jsonl.gz` (id, domain, lang, gold, gold_kind, text ...)
and `html.*.jsonl.gz` (id, split, html).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

Page: TypeAlias = dict[str, Any]


def read_pages(paths: Iterable[Path]) -> Iterator[Page]:
    """The pages of JSON-lines files, gzipped or not."""
    for path in paths:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as file:
            yield from map(json.loads, file)


def write_pages(path: Path, pages: Iterable[Mapping[str, Any]]) -> None:
    """A gzipped file of JSON lines, whose bytes do not tell when it was written."""
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 4, raw, mtime=0) as file:
        for page in pages:
            file.write((json.dumps(page, ensure_ascii=False) + "\n").encode())


def labelled(folder: Path, split: str = "train") -> list[Page]:
    """The labelled pages of a folder."""
    return list(read_pages(sorted(folder.glob(f"{split}.*.jsonl.gz"))))


def html(folder: Path, split: str = "train") -> Iterator[tuple[str, str]]:
    """The raw pages of a folder, each with its id before it."""
    for row in read_pages(sorted(folder.glob("html.*.jsonl.gz"))):
        if row["split"] == split:
            yield row["id"], row["html"]
