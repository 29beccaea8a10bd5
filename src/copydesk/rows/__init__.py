"""Files of rows, cleaned in a stream: Parquet, JSON Lines, CSV, web archives."""

from copydesk._extras import need

need("pyarrow", "rows")

from copydesk.folder.files import holds_rows  # noqa: E402
from copydesk.rows.job import clean_rows  # noqa: E402 (says first what is missing)
from copydesk.rows.report import BadRow, FailedFile, RowsReport  # noqa: E402

__all__ = ["BadRow", "FailedFile", "RowsReport", "clean_rows", "holds_rows"]
