"""Executes the example notebook: `python -m tests.notebook` writes its outputs into it."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

EXAMPLE = Path(__file__).parents[1] / "examples" / "clean_a_folder.ipynb"
BAR = "application/vnd.jupyter.widget-view+json"


def executed(folder: Path) -> Any:
    """The notebook with its outputs, run in a folder; bars and warnings left out."""
    import nbformat
    from nbclient import NotebookClient

    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    book = nbformat.read(EXAMPLE, as_version=4)
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    for cell in book.cells:
        cell.metadata.pop("execution", None)  # when it was run
        if cell.cell_type == "code":
            cell.outputs = [x for x in cell.outputs if not _is_bar(x)]
    book.metadata.pop("widgets", None)
    book.metadata.language_info = {"name": "python"}
    return book


def _is_bar(output: Any) -> bool:
    return BAR in output.get("data", ()) or output.get("name") == "stderr"


def texts(book: Any) -> list[str]:
    """What each cell shows as text, but for seconds, places in memory and pictures."""
    found = [
        x.get("text") or x.data.get("text/html") or x.data.get("text/plain", "")
        for cell in book.cells
        if cell.cell_type == "code"
        for x in cell.outputs
    ]
    return [re.sub(r"\d+\.\d s|0x[0-9a-f]+", "…", text) for text in found]


if __name__ == "__main__":
    import nbformat

    with tempfile.TemporaryDirectory() as folder:
        nbformat.write(executed(Path(folder)), EXAMPLE)
