"""Marked texts found again by their hashes: marks are kept without the texts they speak of."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from copydesk.training import silver

CLOSELY = 3.0
"""How much more the texts in `dev/` count than other marked texts: they were read most closely."""
PARTS = ("aed", "fundus", "trafilatura", "readability", "newspaper4k")


def sha1(text: str) -> str:
    """The hash by which a text is known."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def read(path: Path) -> list[dict[str, Any]]:
    """The marks of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def of_gold(wild: Path) -> list[dict[str, Any]]:
    """The marks of the texts in `dev/`."""
    gold = json.loads((wild / "dev/gold.json").read_text("utf-8"))
    sources = json.loads((wild / "dev/sources.json").read_text("utf-8"))
    return [
        {
            "id": key, "sha1": found["sha1"], "junk": found["junk"], "maybe": found["maybe"],
            "group": silver.group(sources[key]["publisher"], sources[key]["repo"]),
            "weight": CLOSELY,
        }
        for key, found in sorted(gold.items())
    ]  # fmt: skip


def texts(wild: Path) -> dict[str, str]:
    """All texts of a folder, by their hash."""
    paths = sorted((wild / "dev/texts").glob("*.txt"))
    found = [path.read_bytes().decode("utf-8") for path in paths]
    for path in sorted((wild / "articles").glob("*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            found += [json.loads(line)["text"] for line in file]
    return {sha1(text): text for text in found}


def pages(folder: Path) -> Iterator[dict[str, Any]]:
    """The labelled pages, train and dev."""
    for part in PARTS:
        for split in ("train", "dev"):
            path = folder / f"{split}.{part}.jsonl.gz"
            if path.exists():
                with gzip.open(path, "rt", encoding="utf-8") as file:
                    yield from map(json.loads, file)
