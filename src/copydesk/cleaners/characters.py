"""Characters: undo what encodings, escaping and copying did to them."""

from __future__ import annotations

from collections.abc import Callable

from copydesk._alphabets import decode_alphabets
from copydesk._entities import decode_entities
from copydesk._escapes import (
    decode_backslashes,
    decode_bare_escapes,
    decode_percents,
    decode_quoted_printable,
)
from copydesk._gaps import restore_gaps
from copydesk._hyphens import join_hyphenated
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
from copydesk._lost import restore_lost
from copydesk._mojibake import fix_mojibake, may_be_misread
from copydesk._patterns import lazy

Fix = Callable[[str], str]

# Each looks for its sign with `in` and costs next to nothing without it.
ESCAPES: tuple[Fix, ...] = (
    decode_entities,
    decode_backslashes,
    decode_bare_escapes,
    decode_percents,
    decode_quoted_printable,
)
ODDITIES: tuple[Fix, ...] = (
    join_surrogates,
    normalize_spaces,
    remove_controls,
    remove_invisible,
    remove_bidi_marks,
    remove_icons,
    split_ligatures,
    compose_letters,
    attach_accents,
    undecorate_letters,
)
LOST: tuple[Fix, ...] = (restore_lost, restore_gaps, join_hyphenated)

# Beyond ASCII and the typography of news: the only texts that decoding and oddities concern.
_BEYOND = lazy("[^\n\t -~“”‘’–—…]")
# What the fixes for oddities look for, in one class; those beyond U+FFFF, of which `re` makes no
# table, from the first mathematical letter on.
_ODD = lazy(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f¨\xad´¸ˆˇ˚˜\u0300-\u036f\u061c\u0653-\u0655\u1100-\u11ff\u1680\u180e"
    "\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\u3099\u309a\ud800-\uf8ff\ufb00-\ufb06"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff]"
)
_ODD_BEYOND = lazy("[\U0001d400-\U0010ffff]")


def fix_characters(text: str) -> str:
    """Undo mojibake and escaping, and remove what cannot be seen.

    >>> fix_characters("It&#8217;s\\xa0the mayorâ€™s plan")
    'It’s the mayor’s plan'
    >>> fix_characters("“Ã is a letter – it’s true…”")
    '“Ã is a letter – it’s true…”'
    """
    while True:
        fixed = _fixed(text)
        if fixed == text:
            return text
        text = fixed


def _fixed(text: str) -> str:
    text = _apply(ESCAPES, text)
    if not _BEYOND.search(text):
        return _apply(LOST, text)
    text = normalize_line_breaks(text)
    if may_be_misread(text):
        text = fix_mojibake(decode_alphabets(text))
    text = _apply(LOST, text.replace("\xa0", " "))
    odd = _ODD.search(text) or _ODD_BEYOND.search(text)
    return _apply(ODDITIES, text) if odd else text


def _apply(fixes: tuple[Fix, ...], text: str) -> str:
    for fix in fixes:
        text = fix(text)
    return text
