"""Lines that repeat across the texts of a site, as tables that any engine can sum.

Each text gives rows of `site`, `key` and `n`, which an engine sums as it sums anything, with the
same result however the rows were parted. Lines that are in enough texts of their site are then
removed by their keys.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from struct import Struct
from typing import TYPE_CHECKING, Any

from copydesk._corpus.keys import line_keys
from copydesk._corpus.site_rule import threshold
from copydesk._extras import need
from copydesk._jobs.site_lines import without_repeated
from copydesk.pipeline.default import DEFAULT
from copydesk.pipeline.pipeline import Pipeline
from copydesk.tables import Batch, column_at, texts_of

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = need("pyarrow", "arrow")

COUNTS: pa.Schema = pa.schema([("site", pa.string()), ("key", pa.int64()), ("n", pa.int64())])

COUNTED = "site string, key long, n long"
"""The same in SQL's words."""

_KEY = Struct(">q")

TEXTS = 0
"""The key under which the texts of a site are counted."""


def count_lines(batch: Batch, site: str, column: str = "text") -> Batch:
    """How many texts of the batch hold each line that could be its site's, as `COUNTS`.

    `site` is the column that tells what belongs together, such as a domain; rows that have null in
    it, or no text, do not count.
    """
    counts = Counter[tuple[str, int]]()
    for where, text in zip(batch.column(site).to_pylist(), _texts(batch, column), strict=True):
        if where is not None and text is not None:
            counts[where, TEXTS] += 1
            counts.update((where, key) for (key,) in _KEY.iter_unpack(line_keys(text)))
    columns = [[where for where, _ in counts], [key for _, key in counts], list(counts.values())]
    arrays = [pa.array(c, f.type) for c, f in zip(columns, COUNTS, strict=True)]
    return type(batch).from_arrays(arrays, schema=COUNTS)


def least_counts(batch: Batch) -> Batch:
    """For rows of `COUNTS` that count texts: how many of them a line of the site is in at least."""
    least = [threshold(texts) for texts in batch.column("n").to_pylist()]
    columns = [batch.column("site"), pa.array(least, pa.float64())]
    return type(batch).from_arrays(columns, names=["site", "least"])


def keys_by_site(counts: Iterable[Mapping[str, Any]]) -> dict[str, list[int]]:
    """The keys of each site's lines, from rows of `COUNTS` that were summed by site and key."""
    sums = defaultdict[str, dict[int, int]](dict)
    for row in counts:
        sums[row["site"]][row["key"]] = row["n"]
    return {
        site: sorted(k for k, n in lines.items() if k != TEXTS and n >= threshold(lines[TEXTS]))
        for site, lines in sums.items()
    }


def without_lines(
    batch: Batch, keys: Sequence[Sequence[int] | None], column: str = "text",
    *, pipeline: Pipeline = DEFAULT,
) -> Batch:  # fmt: skip
    """The batch of clean texts without the lines that have these keys, given for each row.

    Where lines go, the pipeline looks at the text again; what it keeps stays.
    """
    field = batch.schema.field(column_at(batch.schema, column))
    cleaned = [
        without_repeated(text, {_KEY.pack(key) for key in known}, pipeline)
        if text and known
        else text
        for text, known in zip(_texts(batch, column), keys, strict=True)
    ]
    at = batch.schema.get_field_index(column)
    return batch.set_column(at, field, pa.array(cleaned, field.type))


def _texts(batch: Batch, column: str) -> list[str | None]:
    texts = batch.column(column_at(batch.schema, column))
    chunks = texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]
    return [text for chunk in chunks for text in texts_of(chunk)]
