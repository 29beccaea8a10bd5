"""The old name of `copydesk.engines.ray`, for site lines."""

from copydesk.engines.ray import remove_site_lines

__all__ = ["remove_site_lines"]
