"""The default pipeline: what `clean` does, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from copydesk._boilerplate.cue_format import CueGroup
from copydesk.cleaners.boilerplate import RemoveBoilerplate, remove_boilerplate
from copydesk.cleaners.characters import fix_characters
from copydesk.cleaners.markup import strip_markup
from copydesk.cleaners.repeats import remove_repeats
from copydesk.cleaners.whitespace import normalize_whitespace
from copydesk.cleaners.words import SplitGluedWords, split_glued_words
from copydesk.errors import BadCues, NotText
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


def with_options(extra_cues: object, keep: object, extra_words: object) -> Pipeline:
    """DEFAULT with the options of `Pipeline.default`. Raises BadCues or NotText for what they hold.

    They are looked at here, so that a mistake shows where it is made and not at the first text.
    """
    if isinstance(extra_cues, CueGroup | str | bytes) or not isinstance(extra_cues, Iterable):
        raise BadCues(
            f"extra_cues is {_brief(extra_cues)}; give a list of cue groups, as "
            "copydesk.cues.read(path) returns"
        )
    groups = tuple(extra_cues)
    for group in groups:
        if not isinstance(group, CueGroup):
            raise BadCues(
                f"extra_cues holds {_brief(group)}, no group of cues: copydesk.cues.read(path) "
                "returns those of a file"
            )
    patterns = _texts("keep", keep, "regular expressions")
    for pattern in patterns:
        _check(pattern)
    words = frozenset(_texts("extra_words", extra_words, "words"))
    cleaner = RemoveBoilerplate(extra_cues=groups, keep=patterns)
    return DEFAULT.replace("remove_boilerplate", cleaner).replace(
        "split_glued_words", SplitGluedWords(extra_words=words)
    )


def _texts(option: str, given: object, what: str) -> tuple[str, ...]:
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise NotText(f"{option} is {_brief(given)}; give a list of {what}")
    entries = tuple(given)
    for entry in entries:
        if not isinstance(entry, str):
            raise NotText(f"{option} holds {_brief(entry)}; give a list of {what}, each a str")
    return entries


def _check(pattern: str) -> None:
    try:
        re.compile(f"(?:{pattern})")  # several are joined into one
    except re.error as error:
        hint = "; write flags as in (?i:word)" if pattern.startswith("(?") else ""
        raise BadCues(f"keep holds {pattern!r}, no regular expression: {error}{hint}") from None


def _brief(value: object) -> str:
    return repr(value)[:60]
