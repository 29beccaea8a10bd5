"""What the tests of files of rows have in common: cleaners with a visible effect, and folders."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from copydesk import Pipeline
from copydesk.rows import RowsReport, clean_rows


def drop_promo(text: str) -> str:
    """A cleaner with a visible effect that has nothing to do with the built-in ones."""
    return text.replace(" Read more!", "")


def fail_on_storms(text: str) -> str:
    """A cleaner with a fault."""
    if "storm" in text:
        raise KeyError("storm")
    return text


def die_of_storms(text: str) -> str:
    """A cleaner that takes its process with it."""
    if "storm" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    return text


class Stillborn:
    """A cleaner that no other process can load."""

    def __call__(self, text: str) -> str:
        return text

    def __reduce__(self) -> tuple[object, ...]:
        return int, ("not a number",)


PROMO = Pipeline(drop_promo)


def run(source: Path, target: Path, **options: Any) -> RowsReport:
    options = {"pipeline": PROMO, "progress": False, **options}
    return clean_rows(source, target, **options)


def listing(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def many_rows(path: Path, rows: int = 60_000) -> None:
    texts = (f"Row {i} of the harbour log. Read more! The tide turned." for i in range(rows))
    path.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in enumerate(texts)))


def write_parquet(path: Path, rows: int = 100, **options: Any) -> Any:
    pa = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'copydesk[rows]'")
    from pyarrow import parquet

    texts = [None if i % 10 == 3 else f"Row {i}." + " Read more!" * (i % 2) for i in range(rows)]
    table = pa.table(
        {"id": range(rows), "text": pa.array(texts, pa.large_string()), "tags": [["a"]] * rows}
    ).replace_schema_metadata({"made by": "a test"})
    parquet.write_table(table, path, **options)
    return table


def write_texts(path: Path, texts: list[str]) -> None:
    """A file with a row for each text, of the format that its name tells of."""
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    elif path.suffix == ".csv":
        path.write_text("text\n" + "".join(f"{text}\n" for text in texts))
    elif path.suffix == ".warc":
        pytest.importorskip("fastwarc", reason="needs fastwarc: pip install 'copydesk[rows]'")
        path.write_bytes(b"".join(_conversion(text) for text in texts))
    else:
        pa = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'copydesk[rows]'")
        from pyarrow import parquet

        parquet.write_table(pa.table({"text": texts}), path)


def _conversion(text: str) -> bytes:
    head = (
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://example.org/\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {len(text)}\r\n\r\n"
    )
    return f"{head}{text}\r\n\r\n".encode()
