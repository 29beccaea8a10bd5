"""Dask: a pipeline maps over a column in threads and in processes."""

from __future__ import annotations

import pytest

from tests.engines.crawl import CLEAN, DIRTY, PROMO, need

dd = need("dask.dataframe", "dask")
pd = need("pandas", "dask")


@pytest.mark.parametrize("scheduler", ["synchronous", "threads", "processes"])
def test_map(scheduler: str) -> None:
    texts = [DIRTY, None, ""] * 4
    frame = dd.from_pandas(pd.DataFrame({"id": range(12), "text": texts}), npartitions=3)
    frame["text"] = frame["text"].map(PROMO, na_action="ignore", meta=frame["text"])
    result = frame.compute(scheduler=scheduler, num_workers=2)
    assert (
        result["text"].where(result["text"].notna(), "missing").tolist()
        == [
            CLEAN,
            "missing",
            "",
        ]
        * 4
    )
    assert result["id"].tolist() == list(range(12))
