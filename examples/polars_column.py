"""Polars: a column of scraped articles, by a plain function or as a whole table.

pip install 'copydesk[polars]'
"""

import polars as pl

from copydesk import clean
from copydesk.tables import clean_batch

SCRAPED = "The ferry runs again from Monday.\n\nThe cafÃ© on the pier opens with it.\n\nShare this:"
CLEAN = "The ferry runs again from Monday.\n\nThe café on the pier opens with it."

frame = pl.DataFrame({"id": [1, 2], "text": [SCRAPED, None]})

# In an expression: nulls stay null.
by_row = frame.with_columns(pl.col("text").map_elements(clean, return_dtype=pl.String))
assert by_row["text"].to_list() == [CLEAN, None]

# As a table, with what was removed beside it.
table = pl.from_arrow(clean_batch(frame.to_arrow(), reasons="removed"))
assert table["text"].to_list() == [CLEAN, None]
assert "share-bar" in {cut["reason"] for cut in table["removed"][0]}
