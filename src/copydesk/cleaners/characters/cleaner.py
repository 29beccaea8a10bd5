"""Characters: undo what encodings, escaping and copying did to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import ClassVar

from copydesk._kernels.guards import is_plain
from copydesk._text.edits import Change
from copydesk._text.kind import is_json
from copydesk._text.patterns import lazy
from copydesk.cleaners.characters.alphabets import decode_alphabets, decode_polish
from copydesk.cleaners.characters.blanked import restore_dashes
from copydesk.cleaners.characters.decorations import undecorate_words
from copydesk.cleaners.characters.entities import decode_entities
from copydesk.cleaners.characters.escapes import (
    decode_backslashes,
    decode_bare_escapes,
    decode_percents,
    decode_quoted_printable,
)
from copydesk.cleaners.characters.hyphens import join_hyphenated
from copydesk.cleaners.characters.invisible import (
    join_soft_hyphenated,
    join_surrogates,
    normalize_line_breaks,
    normalize_spaces,
    remove_bidi_marks,
    remove_controls,
    remove_icons,
    remove_invisible,
    replace_no_break_spaces,
)
from copydesk.cleaners.characters.letters import (
    attach_accents,
    compose_letters,
    split_ligatures,
    undecorate_letters,
)
from copydesk.cleaners.characters.lost_apostrophes import restore_apostrophes
from copydesk.cleaners.characters.lost_punctuation import restore_punctuation
from copydesk.cleaners.characters.macroman import fix_macroman, fix_trade_marks
from copydesk.cleaners.characters.mojibake import fix_mojibake, may_be_misread

Fixes = dict[str, Callable[[str], str]]
"""Fixes by the reason that each stands for."""

# Each looks for its sign with `in` and costs next to nothing without it.
ESCAPED: Fixes = {
    "entity": decode_entities,
    "escape": decode_backslashes,
    "escape-without-backslash": decode_bare_escapes,
    "percent-escape": decode_percents,
    "quoted-printable": decode_quoted_printable,
}
BROKEN: Fixes = {"line-break": normalize_line_breaks}
MISREAD: Fixes = {"another-alphabet": decode_alphabets, "mojibake": fix_mojibake}
TRADE_MARKS: Fixes = {"mojibake": fix_trade_marks}
POLISH: Fixes = {"another-alphabet": decode_polish}
MACROMAN: Fixes = {"mojibake": fix_macroman}
SPACED: Fixes = {"no-break-space": replace_no_break_spaces}
LOST: Fixes = {
    "lost-dash": restore_dashes,  # before the apostrophes, whose lack speaks for it
    "lost-character": restore_punctuation,
    "lost-apostrophe": restore_apostrophes,
    "hyphenated-word": join_hyphenated,
}
ODD: Fixes = {
    "surrogate": join_surrogates,
    "soft-hyphen": join_soft_hyphenated,
    "space": normalize_spaces,
    "control-character": remove_controls,
    "invisible-character": remove_invisible,
    "direction-mark": remove_bidi_marks,
    "icon": remove_icons,
    "ligature": split_ligatures,
    "decomposed-letter": compose_letters,
    "stray-accent": attach_accents,
    "mathematical-letter": undecorate_letters,
    "decorated-word": undecorate_words,
}

# Beyond printable ASCII and the typography of news: no other text can be misread or odd.
_BEYOND = lazy("[^\n\t -~“”‘’–—…]")
# What the fixes for oddities look for, in one class; those beyond U+FFFF, of which `re` makes no
# table, from the first mathematical letter on.
_ODD = lazy(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f¨\xad´¸ˆˇ˚˜\u0300-\u036f\u061c\u0653-\u0655\u1100-\u11ff\u1680\u180e"
    "\u1d00-\u1d22\u24b6-\u24e9\uff21-\uff3a\uff41-\uff5a"
    "\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\u3099\u309a\ud800-\uf8ff\ufb00-\ufb06"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff]"
)
_ODD_BEYOND = lazy("[\U0001d400-\U0010ffff]")

Log = list[tuple[str, str, str]]
"""Reason, text before and text after of each fix that changed something."""


@dataclass(frozen=True)
class FixCharacters:
    """Undo mojibake and escaping, put back lost marks, remove what cannot be seen.

    News typography stays: curly quotes, dashes, ellipses, accents, full-width punctuation.

    >>> fix_characters("It&#8217;s\\xa0the mayorâ€™s plan")
    'It’s the mayor’s plan'
    >>> fix_characters("“Ã is a letter – it’s true…”")
    '“Ã is a letter – it’s true…”'
    """

    __name__: ClassVar[str] = "fix_characters"
    settles: ClassVar[bool] = True

    def __call__(self, text: str) -> str:
        if is_plain(text):
            return text
        fixed = _settled(text, None)
        return text if _is_broken(text, fixed) else fixed

    def reasons(self, text: str) -> list[Change]:
        """What changes and why, found when somebody asks: cleaning itself does not pay for it.

        >>> [change.reason for change in fix_characters.reasons("It&#8217;s the mayorâ€™s plan")]
        ['entity', 'mojibake']
        """
        from copydesk._text.diffs import changes_between
        from copydesk._text.edits import Edit, compose

        log, edits = Log(), list[Edit]()
        if _is_broken(text, _settled(text, log)):
            return []
        for reason, before, after in log:
            changes = changes_between(before, after, reason)
            edits = compose(text, before, edits, changes, self.__name__)
        return [Change(edit.start, edit.end, edit.after, edit.reason) for edit in edits]


fix_characters = FixCharacters()


def _is_broken(text: str, fixed: str) -> bool:
    """Whether JSON is none any longer: a quote that was escaped in it is a bare one now."""
    return text != fixed and is_json(text) and not is_json(fixed)


ROUNDS = 8
"""How often one fix may uncover what another looks for. Real text needs three; more is a trap."""


def _settled(text: str, log: Log | None) -> str:
    """The text once no fix changes it: one may uncover what another looks for."""
    for rounds in count():
        fixed = _fixed(text, log)
        if fixed == text:
            break
        text = fixed
        if is_plain(text):
            break
        if rounds >= ROUNDS:
            text = _disarmed(text, rounds > 2 * ROUNDS)
            if log is not None and text != fixed:
                log.append(("escape", fixed, text))
    return text


_SIGNS = lazy(r"[^\n -~]|[&\\%=?`]|(?<=u)[02]+|-+(?=\n)")


def _disarmed(text: str, wholly: bool) -> str:
    """A text without what the fixes look for, in the lines that still change: it was built so.

    >>> _disarmed("It&#8217;s.\\nIt’s late.", False)
    'It#8217;s.\\nIt’s late.'
    """
    fixed = _fixed(text, None).split("\n")
    lines = text.split("\n")
    if wholly or len(lines) != len(fixed):
        return _SIGNS.sub("", text)
    pairs = zip(lines, fixed, strict=True)
    return "\n".join(x if x == y else _SIGNS.sub("", x) for x, y in pairs)


def _fixed(text: str, log: Log | None) -> str:
    text = _apply(ESCAPED, text, log)
    if not _BEYOND.search(text):
        return _apply(LOST, text, log)
    text = _apply(BROKEN, text, log)
    text = _apply(TRADE_MARKS, text, log)
    read = _apply(MISREAD, text, log) if may_be_misread(text) else text
    # Not between two layers of mojibake, which has the same letters.
    text = _apply(POLISH | MACROMAN, text, log) if read == text else read
    text = _apply(LOST, _apply(SPACED, text, log), log)
    odd = _ODD.search(text) or _ODD_BEYOND.search(text)
    return _apply(ODD, text, log) if odd else text


def _apply(fixes: Fixes, text: str, log: Log | None) -> str:
    for reason, fix in fixes.items():
        fixed = fix(text)
        if log is not None and fixed != text:
            log.append((reason, text, fixed))
        text = fixed
    return text
