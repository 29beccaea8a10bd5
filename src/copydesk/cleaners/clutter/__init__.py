"""`remove_clutter`: the judge of segments, its frames, what it measures, its verdicts."""

from copydesk.cleaners.clutter.cleaner import RemoveClutter, remove_clutter

__all__ = ["RemoveClutter", "remove_clutter"]
