"""Characters: undo what encodings, escaping and copying did to them."""

from __future__ import annotations

from collections.abc import Callable

from copydesk._entities import decode_entities
from copydesk._invisible import (
    join_surrogates,
    normalize_line_breaks,
    normalize_spaces,
    remove_bidi_marks,
    remove_controls,
    remove_icons,
    remove_invisible,
)
from copydesk._mojibake import fix_mojibake

FIXES: tuple[Callable[[str], str], ...] = (
    decode_entities,
    join_surrogates,
    normalize_line_breaks,
    fix_mojibake,
    normalize_spaces,
    remove_controls,
    remove_invisible,
    remove_bidi_marks,
    remove_icons,
)


def fix_characters(text: str) -> str:
    """Undo mojibake and escaping, and remove what cannot be seen.

    >>> fix_characters("It&#8217;s\\xa0the mayorâ€™s plan")
    'It’s the mayor’s plan'
    >>> fix_characters("“Ã is a letter – it’s true…”")
    '“Ã is a letter – it’s true…”'
    """
    while True:
        before = text
        for fix in FIXES:
            text = fix(text)
        if text == before:
            return text
