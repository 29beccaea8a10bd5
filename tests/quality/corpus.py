"""The labelled pages behind the quality gate: read from COPYDESK_DATA, never stored here."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

PARTS = ("aed", "fundus", "readability", "newspaper4k", "trafilatura")

Page = dict[str, Any]
"""A page, with the fields that the README of the data names: id, domain, lang, text, gold ..."""


def folder() -> Path:
    """Where the data is: COPYDESK_DATA, or `shared/data` beside the checkout."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    return Path(os.environ.get("COPYDESK_DATA") or beside)


def present() -> bool:
    return (folder() / "dev.aed.jsonl.gz").exists()


@cache
def pages(split: str = "dev", kind: str | None = "full") -> tuple[Page, ...]:
    """Pages of a split ("train" or "dev"), of a gold kind ("full", "silver" or None for both)."""
    return tuple(
        page
        for part in PARTS
        for page in _rows(f"{split}.{part}.jsonl.gz")
        if kind in (None, page["gold_kind"])
    )


@cache
def html(split: str = "dev") -> dict[str, str]:
    """The raw pages of a split by their id."""
    return {
        row["id"]: row["html"]
        for part in PARTS
        for row in _rows(f"html.{part}.jsonl.gz")
        if row["split"] == split
    }


def _rows(name: str) -> Iterator[Page]:
    with gzip.open(folder() / name, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
