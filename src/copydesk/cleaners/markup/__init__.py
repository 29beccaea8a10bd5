"""`strip_markup`: the cleaner, leftovers in text, fragments, and whole pages."""

from copydesk.cleaners.markup.cleaner import StripMarkup, strip_markup

__all__ = ["StripMarkup", "strip_markup"]
