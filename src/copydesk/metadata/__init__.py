"""What a page knows of itself."""

from copydesk.metadata.page import Page, page

__all__ = ["Page", "page"]
