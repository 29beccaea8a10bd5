"""Characters: undo what encodings, escaping and copying did to them."""

from __future__ import annotations

import re
from collections.abc import Callable

from copydesk._alphabets import decode_alphabets
from copydesk._entities import decode_entities
from copydesk._escapes import (
    decode_backslashes,
    decode_bare_escapes,
    decode_percents,
    decode_quoted_printable,
)
from copydesk._invisible import (
    join_surrogates,
    normalize_line_breaks,
    normalize_spaces,
    remove_bidi_marks,
    remove_controls,
    remove_icons,
    remove_invisible,
)
from copydesk._letters import attach_accents, compose_letters, split_ligatures, undecorate_letters
from copydesk._lost import restore_apostrophes, restore_dashes, restore_gaps, restore_quotes
from copydesk._mojibake import fix_mojibake

FIXES: tuple[Callable[[str], str], ...] = (
    decode_entities,
    decode_backslashes,
    decode_bare_escapes,
    decode_percents,
    decode_quoted_printable,
    join_surrogates,
    normalize_line_breaks,
    decode_alphabets,
    fix_mojibake,
    normalize_spaces,
    remove_controls,
    remove_invisible,
    remove_bidi_marks,
    remove_icons,
    restore_apostrophes,
    restore_quotes,
    restore_dashes,
    restore_gaps,
    split_ligatures,
    compose_letters,
    attach_accents,
    undecorate_letters,
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
