"""The format of a cue file: groups of phrases and frames that name boilerplate, with a reason.

A *phrase* is a whole line, compared without regard to case, white space, surrounding marks and the
value of numbers. A *frame* is a regular expression for a whole line that begins with known words.
*Endings* are the last words of a line; *heads* and *tails* are frames for junk that hangs on the
beginning or on the end of a line. See docs/cues.md.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from copydesk._text.options import brief, small_text
from copydesk.cleaners.boilerplate.cue_frames import SLOTS, expanded, openings
from copydesk.errors import BadCues

WHERE = (
    "anywhere", "between", "edge", "head_of_run", "head_of_headlines", "head_of_end", "over_end",
)  # fmt: skip
LONGEST = 2000


class CueGroup(NamedTuple):
    """Cues that share a reason: what a table `[[group]]` of a cue file says."""

    name: str
    reason: str
    where: str = "anywhere"
    longest: int = 150
    phrases: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    takes_line: bool = False
    unless: tuple[str, ...] = ()
    weighed: bool = False
    ends: bool = False
    asks: bool = False
    removes: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """All its regular expressions."""
        return (*self.frames, *self.heads, *self.tails)


def groups_of(option: str, given: object) -> tuple[CueGroup, ...]:
    """A list of cue groups as a tuple. Raises BadCues for anything else, a lone group included."""
    if isinstance(given, CueGroup | str | bytes) or not isinstance(given, Iterable):
        raise BadCues(
            f"{option} is {brief(given)}; give a list of cue groups, as copydesk.cues.read(path) "
            "returns"
        )
    groups = tuple(given)
    for group in groups:
        if not isinstance(group, CueGroup):
            raise BadCues(
                f"{option} holds {brief(group)}, no group of cues: copydesk.cues.read(path) "
                "returns those of a file"
            )
    return groups


_FRAMES = ("frames", "heads", "tails")
_CUES = ("phrases", "endings", *_FRAMES)
_LISTS = (*_CUES, "unless", "removes", "keeps")


def parse_cue_file(source: str | os.PathLike[str]) -> tuple[CueGroup, ...]:
    """Read a user's cue file, given by its path or as TOML text, and check all of it.

    >>> parse_cue_file('''
    ... [[group]]
    ... name = "our app"
    ... reason = "app-promo"
    ... phrases = ["Get the Gazette app"]
    ... ''')[0].phrases
    ('Get the Gazette app',)

    Raises BadCues, which names file, group and key, and says what to do.
    """
    import tomllib

    name, text = _read(source)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadCues(f"{name}: not valid TOML: {error}") from error
    except RecursionError:
        raise BadCues(f"{name}: not valid TOML: brackets in brackets, too deep to read") from None
    return parse_groups(table, name, compiled=True)


def parse_groups(
    table: Mapping[str, Any], name: str, *, compiled: bool = False
) -> tuple[CueGroup, ...]:
    """The groups of a parsed cue file. Raises BadCues. To compile all frames at once is slow."""
    _only(table, ("language", "words", "group"), name)
    words = table.get("words", {})
    if not isinstance(words, dict):
        raise BadCues(f'{name}: words is a table: [words], then lines like day = ["monday"]')
    slots = {**SLOTS, **{key: _choice(key, words[key], name) for key in words}}
    groups = table.get("group")
    if not isinstance(groups, list) or not groups:
        raise BadCues(f"{name}: no groups; begin one with [[group]]")
    return tuple(_group(fields, slots, name, compiled) for fields in groups)


def _read(source: str | os.PathLike[str]) -> tuple[str, str]:
    if isinstance(source, str) and "\n" in source:
        return "cues", source
    try:
        return str(source), small_text(source)
    except OSError as error:
        from copydesk._show.wording import cause_of

        raise BadCues(f"cues {source}: {cause_of(error, os.fspath(source))}") from error
    except UnicodeDecodeError as error:
        raise BadCues(f"cues {source}: save the file as UTF-8: {error}") from error
    except ValueError as error:
        raise BadCues(f"cues {source}: {error}") from error


def _choice(key: str, value: Any, name: str) -> str:
    """A list of words as a choice: `{day}` fits each of them."""
    words = _strings(value, f"{name}: words: {key}")
    return f"(?:{'|'.join(expanded(word, {}) for word in words)})"


def _group(fields: Any, slots: Mapping[str, str], name: str, compiled: bool) -> CueGroup:
    if not isinstance(fields, dict) or not _said(fields.get("name")):
        raise BadCues(f'{name}: a group has no name; write name = "..." under its [[group]]')
    at = f"{name}: group {fields['name']!r}"
    _only(fields, CueGroup._fields, at)
    if not _said(fields.get("reason")):
        raise BadCues(f'{at}: reason is missing; say why its lines go, e.g. reason = "promo"')
    if fields.get("where", "anywhere") not in WHERE:
        raise BadCues(f"{at}: where is {fields['where']!r}; it is one of {', '.join(WHERE)}")
    longest = fields.get("longest", 150)
    if type(longest) is not int or not 0 < longest <= LONGEST:
        raise BadCues(f"{at}: longest is {longest!r}; it is a number of characters up to {LONGEST}")
    for key in ("takes_line", "weighed", "ends", "asks"):
        if type(fields.get(key, False)) is not bool:
            raise BadCues(f"{at}: {key} is {fields[key]!r}; it is true or false")
    lists = {key: _strings(fields.get(key, []), f"{at}: {key}") for key in _LISTS}
    if not any(lists[key] for key in _CUES):
        raise BadCues(f"{at}: has no cues; add one of {', '.join(_CUES)}")
    for key in _FRAMES:
        lists[key] = tuple(_frame(f, slots, f"{at}: {key}", compiled) for f in lists[key])
    return CueGroup(**{**fields, **lists})


def _said(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _only(table: Mapping[str, Any], known: tuple[str, ...], at: str) -> None:
    if unknown := sorted(table.keys() - set(known)):
        raise BadCues(f"{at}: unknown key {unknown[0]!r}; known are {', '.join(known)}")


def _strings(value: Any, at: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(map(_said, value)):
        raise BadCues(f'{at}: must be a list of texts, e.g. ["Read more"]; got {value!r}')
    return tuple(value)


def _frame(frame: str, slots: Mapping[str, str], at: str, compiled: bool) -> str:
    try:
        source = expanded(frame, slots)
        if compiled:
            re.compile(source)
            openings(source)
    except (re.error, ValueError, RecursionError, OverflowError) as error:
        raise BadCues(f"{at}: {brief(frame)}: {_what(error)}") from error
    return source


def _what(error: Exception) -> object:
    if isinstance(error, RecursionError):
        return "groups in groups, too deep to read"
    return error.msg if isinstance(error, re.error) else error  # its position is another's
