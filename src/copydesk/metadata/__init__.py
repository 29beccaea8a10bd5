"""What a page knows of itself."""

from copydesk.metadata.page import FIELDS, Page, known, page

__all__ = ["FIELDS", "Page", "known", "page"]
