"""Words that ran together are split, and words that blanks broke are mended."""

from copydesk.cleaners.words.cleaner import SplitGluedWords, split_glued_words
from copydesk.cleaners.words.mending import MendWords, mend_words

__all__ = ["MendWords", "SplitGluedWords", "mend_words", "split_glued_words"]
