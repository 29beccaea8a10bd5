"""datatrove: the formatter in its pipelines."""

from __future__ import annotations

import pickle
from pathlib import Path

from tests.engines.crawl import CLEAN, DIRTY, PROMO, need

need("datatrove", "datatrove")

from datatrove.data import Document  # noqa: E402 (after the skip)
from datatrove.executor import LocalPipelineExecutor  # noqa: E402
from datatrove.pipeline.readers import JsonlReader  # noqa: E402
from datatrove.pipeline.writers import JsonlWriter  # noqa: E402

from copydesk.engines.datatrove import CleanText  # noqa: E402


def test_in_a_pipeline(tmp_path: Path) -> None:
    documents = [Document(text=DIRTY, id="1", metadata={"url": "https://example.org"})]
    steps = [documents, CleanText(PROMO), JsonlWriter(str(tmp_path / "out"), compression=None)]
    LocalPipelineExecutor(pipeline=steps, logging_dir=str(tmp_path / "logs")).run()
    [document] = JsonlReader(str(tmp_path / "out")).run()
    assert document.text == CLEAN
    assert document.metadata["url"] == "https://example.org"


def test_the_step_pickles_for_executors() -> None:
    assert pickle.loads(pickle.dumps(CleanText(PROMO))).format(DIRTY) == CLEAN
