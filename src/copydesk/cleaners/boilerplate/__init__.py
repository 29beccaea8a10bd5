"""`remove_boilerplate`: the cleaner, its cues, its lines and blocks, and its line model."""

from copydesk.cleaners.boilerplate.cleaner import RemoveBoilerplate, remove_boilerplate

__all__ = ["RemoveBoilerplate", "remove_boilerplate"]
