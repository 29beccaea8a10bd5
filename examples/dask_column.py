"""Dask: a column of a frame in many partitions.

pip install 'copydesk[dask]'
"""

import dask.dataframe as dd
import pandas as pd

from copydesk import clean

SCRAPED = "The ferry runs again from Monday.\n\nThe cafÃ© on the pier opens with it.\n\nShare this:"
CLEAN = "The ferry runs again from Monday.\n\nThe café on the pier opens with it."

frame = dd.from_pandas(
    pd.DataFrame({"id": range(4), "text": [SCRAPED] * 3 + [None]}), npartitions=2
)

frame["text"] = frame["text"].map(clean, na_action="ignore", meta=frame["text"])

result = frame.compute()
assert result["text"].tolist()[:3] == [CLEAN] * 3
assert pd.isna(result["text"].iloc[3])
