"""`split_glued_words`: the cleaner, the evidence for a split, and the joints."""

from copydesk.cleaners.words.cleaner import SplitGluedWords, split_glued_words

__all__ = ["SplitGluedWords", "split_glued_words"]
