"""What the reasons of edits stand for: `data/reasons.toml` lists them all."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from copydesk._text import data


@cache
def by_cleaner() -> Mapping[str, Mapping[str, str]]:
    """For each cleaner the reasons that it gives first, with what they stand for."""
    found: dict[str, dict[str, str]] = data.toml("reasons.toml")
    return found


@cache
def meanings() -> Mapping[str, str]:
    """What each reason stands for.

    >>> meanings()["glued-words"]
    'a blank between two words'
    """
    return {name: text for reasons in by_cleaner().values() for name, text in reasons.items()}
