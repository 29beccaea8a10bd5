"""pandas takes `clean`, or any pipeline, as it is."""

from __future__ import annotations

import pickle

import pytest

from tests.engines.crawl import CLEAN, DIRTY, PROMO, need

pd = need("pandas", "engines")


@pytest.mark.parametrize("dtype", ["object", "str", "string"])
def test_map(dtype: str) -> None:
    frame = pd.DataFrame({"text": pd.Series([DIRTY, None, ""], dtype=dtype)})
    result = frame["text"].map(PROMO, na_action="ignore")
    assert result.iloc[0] == CLEAN
    assert pd.isna(result.iloc[1])
    assert result.iloc[2] == ""


def test_a_missing_value_says_what_to_do() -> None:
    with pytest.raises(TypeError, match="missing value"):
        pd.Series([DIRTY, None], dtype="object").map(PROMO)


def test_clean_batch_takes_a_frame_as_a_table() -> None:
    pa = need("pyarrow", "arrow")
    from copydesk.tables import clean_batch

    frame = pd.DataFrame({"id": [7, 8], "text": [DIRTY, None]}, index=["a", "b"])
    result = clean_batch(pa.Table.from_pandas(frame), pipeline=PROMO).to_pandas()
    assert result["text"].iloc[0] == CLEAN
    assert result.index.tolist() == ["a", "b"]
    assert result["id"].tolist() == [7, 8]


def test_pipelines_pickle_for_joblib_and_the_like() -> None:
    assert pickle.loads(pickle.dumps(PROMO))(DIRTY) == CLEAN
