"""The default pipeline as a value, and its two verbs."""

from __future__ import annotations

from copydesk.pipeline.explanation import Explanation
from copydesk.pipeline.pipeline import Pipeline

DEFAULT = Pipeline.default()


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
