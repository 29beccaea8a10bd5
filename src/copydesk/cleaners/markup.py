"""Leftover markup in text, HTML fragments and whole pages."""

from __future__ import annotations

from copydesk._leftovers import strip_leftovers

_SIGNS = ("<", "[", "{", '">', "'>", ");", "rowser", "ROWSER", "avigat", "avegad")


def strip_markup(text: str) -> str:
    if not any(sign in text for sign in _SIGNS):
        return text
    return strip_leftovers(text)
