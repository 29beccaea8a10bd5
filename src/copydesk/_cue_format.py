"""The format of a cue file: groups of phrases and frames that name boilerplate lines.

A *phrase* is a whole line, compared without regard to case, white space, surrounding marks and the
value of numbers. A *frame* is a regular expression for a whole line that begins with known words,
so that a line is tried against it only after one dictionary look-up. *Heads* and *tails* are frames
for junk that hangs on the beginning or on the end of a line. See docs/cues.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from copydesk.errors import BadCues

WHERE = ("anywhere", "edge", "head_of_run")

SLOTS: Mapping[str, str] = {
    "rest": r".*",
    "title": r"\S.{2,180}",
    "name": r"(?-i:[^\W\d_a-zß-öø-ÿ][\w.'’-]*(?:\s[^\W\d_a-zß-öø-ÿ][\w.'’-]*){1,3})",
    "words": r"[^\s.!?]+(?:\s[^\s.!?]+){0,5}",
    "site": r"\S+(?:\s\S+){0,6}",
    "sep": r"\s*(?:[:|»>›→►▶]+|[-–—]+(?=\s))\s*",
    "number": r"\d[\d.,]*",
    "year": r"(?:19|20)\d\d",
    "date": r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}",
    "time": r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?|\s?Uhr|\s?h)?(?:\s(?-i:[A-Z]{2,4}))?",
    "url": r"(?:https?://|www\.)\S+",
    "handle": r"@\w{2,30}",
    "email": r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
}
"""Pieces for frames, written `{name}`; a file's own `[words]` lists join them."""


NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


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
    removes: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()


_LISTS = ("phrases", "frames", "endings", "heads", "tails", "removes", "keeps")
_PATTERNS = ("frames", "heads", "tails")


def parse_cue_file(source: str | Path) -> tuple[CueGroup, ...]:
    """Read a user's cue file, given by its path or by its TOML text, and check all of it.

    >>> parse_cue_file('''
    ... [[group]]
    ... name = "our app"
    ... reason = "app-promo"
    ... phrases = ["Get the Gazette app"]
    ... ''')[0].phrases
    ('Get the Gazette app',)

    Raises BadCues, which names file, group and key, and says what to do.
    """
    name, text = _read(source)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadCues(f"{name}: not valid TOML: {error}") from error
    groups = parse_groups(table, name)
    for group in groups:
        _check_patterns(group, name)
    return groups


def parse_groups(table: Mapping[str, Any], name: str) -> tuple[CueGroup, ...]:
    """The groups of a parsed cue file. Raises BadCues; does not compile the frames."""
    _only(table, {"language", "words", "group"}, name)
    words = {key: _alternatives(key, value, name) for key, value in table.get("words", {}).items()}
    groups = table.get("group")
    if not isinstance(groups, list) or not groups:
        raise BadCues(f"{name}: no groups; begin one with [[group]]")
    return tuple(_group(fields, {**SLOTS, **words}, name) for fields in groups)


def first_words(frame: str) -> frozenset[str]:
    """The words a line must begin with to be tried against a frame. Raises ValueError if unclear.

    >>> sorted(first_words("(?:read|see) (?:next|more): {title}"))
    ['read', 'see']
    """
    return frozenset(_first_words(frame))


def _read(source: str | Path) -> tuple[str, str]:
    if isinstance(source, str) and ("\n" in source or "=" in source):
        return "cues", source
    try:
        return str(source), Path(source).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadCues(f"{source}: cannot be read as UTF-8 text: {error}") from error


def _group(fields: Any, slots: Mapping[str, str], name: str) -> CueGroup:
    if not isinstance(fields, dict) or not isinstance(fields.get("name"), str):
        raise BadCues(f"{name}: a group has no name; add name = \"...\" under its [[group]]")
    at = f"{name}: group {fields['name']!r}"
    _only(fields, set(CueGroup._fields), at)
    if not isinstance(fields.get("reason"), str) or not fields["reason"].strip():
        raise BadCues(f'{at}: reason is missing; say why such a line goes, e.g. reason = "promo"')
    if fields.get("where", "anywhere") not in WHERE:
        raise BadCues(f"{at}: where = {fields['where']!r}; it is one of {', '.join(WHERE)}")
    longest = fields.get("longest", 150)
    if not isinstance(longest, int) or not 0 < longest <= 2000:
        raise BadCues(f"{at}: longest = {longest!r}; it is a number of characters up to 2000")
    lists = {key: _strings(fields.get(key, []), f"{at}: {key}") for key in _LISTS}
    if not any(lists[key] for key in ("phrases", "endings", *_PATTERNS)):
        raise BadCues(f"{at}: has no cues; add phrases, frames, endings, heads or tails")
    for key in _PATTERNS:
        lists[key] = tuple(_filled(frame, slots, f"{at}: {key}") for frame in lists[key])
    return CueGroup(**{**fields, **lists})


def _only(table: Mapping[str, Any], known: set[str], at: str) -> None:
    if unknown := sorted(table.keys() - known):
        raise BadCues(f"{at}: unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")


def _strings(value: Any, at: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(x, str) and x.strip() for x in value):
        raise BadCues(f'{at}: must be a list of texts, e.g. ["Read more"], got {value!r}')
    return tuple(value)


def _alternatives(key: str, value: Any, name: str) -> str:
    return f"(?:{'|'.join(map(_plain, _strings(value, f'{name}: words.{key}')))})"


def _plain(frame: str) -> str:
    """A frame as one regular expression: layout goes, a blank is any space, ' either apostrophe."""
    return re.sub(r"\n\s*|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]| [?*]?|'", _piece, frame)


def _piece(match: re.Match[str]) -> str:
    piece = match[0]
    if piece[0] == "[":
        return piece.replace(" ", r"\s").replace("'", "'’")
    return {"'": "['’]", " ": r"\s+", " ?": r"\s*", " *": r"\s*"}.get(piece, piece.lstrip("\n "))


def _filled(frame: str, slots: Mapping[str, str], at: str) -> str:
    def slot(match: re.Match[str]) -> str:
        if match[1] not in slots:
            raise BadCues(f"{at}: {frame!r}: no slot {{{match[1]}}}; known are {', '.join(slots)}")
        return slots[match[1]]

    return re.sub(r"\{([a-z_]+)\}", slot, _plain(frame))


def _check_patterns(group: CueGroup, name: str) -> None:
    for key in _PATTERNS:
        for frame in getattr(group, key):
            try:
                re.compile(frame)
                first_words(frame)
            except (re.error, ValueError) as error:
                raise BadCues(f"{name}: group {group.name!r}: {key}: {frame!r}: {error}") from error


_LITERAL = re.compile(r"((?:\w|\\d[+*]?(?:\{\d+(?:,\d*)?\})?)+|[#©@])(\?)?")
_OPENER = re.compile(r"\\[(\[]|\[[^\]]*\]|\\s[?*+]?")
_GROUP = re.compile(r"\(\?(?:-?i)?:")


def _first_words(frame: str) -> Iterator[str]:
    while opener := _OPENER.match(frame):
        frame = frame[opener.end() :]
    if group := _GROUP.match(frame):
        end = _closing(frame)
        rest = frame[end + 1 :]
        for choice in _choices(frame[group.end() : end]):
            yield from _first_words(choice)
        if rest.startswith("?"):
            yield from _first_words(rest[1:])
    elif word := _LITERAL.match(frame):
        yield from _readings(word, frame)
    else:
        raise ValueError("a frame begins with a word, or with a choice of words (?:this|that)")


def _readings(word: re.Match[str], frame: str) -> Iterator[str]:
    """The words that `views?` stands for, and what follows a mark that may be missing: `©?`."""
    yield first_key(re.sub(r"(?:\\d(?:[+*]|\{[\d,]+\})?)+", "0", word[1]))
    if word[2] and len(word[1]) > 1:
        yield first_key(word[1][:-1])
    elif word[2]:
        yield from _first_words(frame[word.end() :])


def first_key(word: str) -> str:
    """The form under which a first word is looked up: caseless, all numbers alike."""
    return word.casefold() if word.isalpha() else NUMBER.sub("0", word).casefold()


def _closing(frame: str) -> int:
    """Where the group that opens a frame closes."""
    depth = 0
    for match in re.finditer(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]", frame):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if depth == 0:
            return match.start()
    raise ValueError("a parenthesis is not closed")


def _choices(inside: str) -> list[str]:
    """The alternatives of a group, split at its own `|` only."""
    choices, depth = [""], 0
    for piece in re.findall(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]|[^\\\[()|]+", inside):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if piece == "|" and depth == 0:
            choices.append("")
        else:
            choices[-1] += piece
    return choices
