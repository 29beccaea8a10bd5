"""`fix_characters`: the cleaner, and a module for each kind of damage."""

from copydesk.cleaners.characters.cleaner import FixCharacters, fix_characters

__all__ = ["FixCharacters", "fix_characters"]
