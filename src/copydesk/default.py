"""The default pipeline: what `clean` does, in order."""

from __future__ import annotations

from typing import Any

from copydesk.cleaners.boilerplate import RemoveBoilerplate, remove_boilerplate
from copydesk.cleaners.characters import fix_characters
from copydesk.cleaners.markup import strip_markup
from copydesk.cleaners.repeats import remove_repeats
from copydesk.cleaners.whitespace import normalize_whitespace
from copydesk.cleaners.words import SplitGluedWords, split_glued_words
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

    >>> explanation = explain("Rain fell on the coast all night.\\n\\nShare this:")
    >>> [edit.reason for edit in explanation.edits]
    ['share-bar']

    Raises NotText, a TypeError, for anything but `str`.
    """
    return DEFAULT.explain(text)


def with_options(
    extra_cues: tuple[Any, ...], keep: tuple[str, ...], extra_words: frozenset[str]
) -> Pipeline:
    """DEFAULT with the options of `Pipeline.default`."""
    return DEFAULT.replace(
        "remove_boilerplate", RemoveBoilerplate(extra_cues=extra_cues, keep=keep)
    ).replace("split_glued_words", SplitGluedWords(extra_words=extra_words))
