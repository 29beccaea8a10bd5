"""Site lines on any engine that sums: count a batch, sum by site and key, remove by the keys.

Spark and Ray Data do it by themselves, see `remove_site_lines` there.
"""

from copydesk._jobs.site_tables import (
    COUNTED,
    COUNTS,
    TEXTS,
    count_lines,
    keys_by_site,
    without_lines,
)

__all__ = ["COUNTED", "COUNTS", "TEXTS", "count_lines", "keys_by_site", "without_lines"]
