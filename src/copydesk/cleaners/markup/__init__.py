"""`strip_markup`: the cleaner, leftovers in text, fragments, and whole pages."""

from copydesk.cleaners.markup.cleaner import strip_markup

__all__ = ["strip_markup"]
