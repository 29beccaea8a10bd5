"""The old name of `copydesk.engines.spark`, for site lines."""

from copydesk.engines.spark import remove_site_lines

__all__ = ["remove_site_lines"]
