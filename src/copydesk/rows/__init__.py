"""Files of rows, cleaned in a stream: Parquet, JSON Lines, CSV, web archives."""

from copydesk._jobs.names import holds_rows
from copydesk.rows.job import clean_rows
from copydesk.rows.report import BadRow, FailedFile, RowsReport

__all__ = ["BadRow", "FailedFile", "RowsReport", "clean_rows", "holds_rows"]
