"""The default pipeline: what `clean` does, in order."""

from __future__ import annotations

from copydesk.cleaners.boilerplate import remove_boilerplate
from copydesk.cleaners.characters import fix_characters
from copydesk.cleaners.markup import strip_markup
from copydesk.cleaners.repeats import remove_repeats
from copydesk.cleaners.whitespace import normalize_whitespace
from copydesk.cleaners.words import split_glued_words
from copydesk.explanation import Explanation
from copydesk.pipeline import Pipeline

DEFAULT = Pipeline(
    strip_markup,
    fix_characters,
    remove_boilerplate,
    remove_repeats,
    split_glued_words,
    normalize_whitespace,
)


def clean(text: str) -> str:
    """Return the article in a scraped text, and nothing else.

    >>> clean("Rain fell on the coast all night.\\n\\nShare this:")
    'Rain fell on the coast all night.'

    Raises NotText, a TypeError, for anything but `str`.
    """
    return DEFAULT(text)


def explain(text: str) -> Explanation:
    """Clean a text, and tell what was changed, where, by which cleaner and why.

    >>> [edit.before for edit in explain("Rain fell on the coast all night.\\n\\nShare this:").edits]
    ['\\n\\nShare this:']

    Raises NotText, a TypeError, for anything but `str`.
    """
    return DEFAULT.explain(text)
