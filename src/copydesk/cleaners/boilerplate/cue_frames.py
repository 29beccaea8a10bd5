"""Frames: the regular expressions of cue files, and the words by which they are looked up.

A frame is written for a reader: a blank is any white space, `'` either apostrophe, a line break is
layout, and `{name}` is a slot such as `{title}`. Case never matters, except inside `(?-i:...)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from copydesk._kernels.keys import WORD, folded, word_key
from copydesk._text.patterns import lazy

# Small letters, which cannot begin a name: Latin, Greek, Cyrillic.
LOWER = "a-zß-öø-ÿα-ώа-џ" + "".join(filter(str.islower, map(chr, range(0x100, 0x180))))
_CAPITAL = rf"[^\W\d_{LOWER}]"

# What a title is made of: no full stop of a script that has one of its own.
_ANY = "[^。।]"
# A title's end: no full stop stands before or behind it.
_OPEN_END = r"(?<!\.)(?<!\.[”\"])(?![.。।])"

SLOTS: Mapping[str, str] = {
    "title": rf"\S{_ANY}{{2,180}}",
    # A title after a promo's head. A sentence is none: it ends with a full stop, and is long or
    # begins with a small letter, as in "Related: the ferry, which was sold, will not return."
    "headline": (
        rf"(?:\S{_ANY}{{2,180}}{_OPEN_END}|(?!(?-i:[{LOWER}]))\S{_ANY}{{2,100}}(?![。।]))"
    ),
    # The same inside a line, where a sentence of the article may follow at once.
    "brief": (rf"(?:\S{_ANY}{{2,180}}{_OPEN_END}|(?!(?-i:[{LOWER}]))\S++(?:\s\S++){{0,8}}(?<=\.))"),
    "unended": rf"\S{_ANY}{{2,180}}{_OPEN_END}",
    "words": r"[^\s.!?]+(?:\s[^\s.!?]+){0,5}",
    "site": r"\S+(?:\s\S+){0,6}",
    # The same after a colon, where "Via: the same road that they took before." is a sentence.
    "origin": (
        rf"(?!(?-i:[{LOWER}])\S*+(?>(?:\s\S++){{1,6}})(?<=[^\W\d_]{{3}}\.)\Z)\S+(?:\s\S+){{0,6}}"
    ),
    # Two to four words with capitals.
    "name": rf"(?-i:{_CAPITAL}[\w.'’-]*(?:\s{_CAPITAL}[\w.'’-]*){{1,3}})",
    # Who took a picture: words with capitals, agencies, slashes, and small words between names.
    "credit": (
        rf"(?-i:(?:{_CAPITAL}[\w.'’-]*+|(?:via|for|of|the|by|and|von|van|vom|der|de|di|da|du|des|la"
        r"|und|et|y|e|dpa|epd|kna|sda|apa|imago)\b|[/&+©|-])[\s/,|]*+){1,12}"
    ),
    "number": r"\d[\d.,]*",
    "year": r"(?:19|20)\d\d",
    "date": r"(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2}(?:\d\d)?)",
    "time": r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?|\s?Uhr|\s?h)?(?:\s(?-i:[A-Z]{2,4}))?",
    "url": r"(?:https?://|www\.)\S+",
    "handle": r"@\w{2,30}",
    "email": r"(?<![\w.+-])[\w.+-]{1,64}+@[\w-]{1,64}+(?>(?:\.[\w-]{1,64}+)+)",
}
"""Pieces for frames, written `{name}`; a file's own `[words]` lists join them."""

_CLASS = r"\[\^?\]?(?:\\.|[^\]\\])*\]"
# A blank takes few and gives none back, so that a run of blanks cannot be cut in many ways.
_PLAIN = {"'": "['’]", " ": r"\s{1,4}+", " ?": r"\s{0,4}", " *": r"\s{0,4}"}
_PLAIN_PIECE = lazy(rf"\n\s*|\\.|{_CLASS}| [?*]?|'", re.DOTALL)
_SLOT = lazy(r"\{([a-z_]+)\}")


def expanded(frame: str, slots: Mapping[str, str]) -> str:
    """The regular expression that a frame stands for. Raises ValueError for an unknown slot.

    >>> expanded("don't (?:miss|lose) {what}", {"what": "it"})
    "don['’]t\\\\s{1,4}+(?:miss|lose)\\\\s{1,4}+it"
    """

    def filled(slot: re.Match[str]) -> str:
        if slot[1] not in slots:
            known = ", ".join(f"{{{name}}}" for name in slots)
            raise ValueError(f"no slot {slot[0]}; known are {known}")
        return slots[slot[1]]

    return _SLOT.sub(filled, _PLAIN_PIECE.sub(_plain, frame))


def _plain(match: re.Match[str]) -> str:
    piece = match[0]
    if piece[0] == "[":
        return piece.replace(" ", r"\s").replace("'", "'’")
    return _PLAIN.get(piece, piece.lstrip("\n "))


_EITHER_CASE = lazy(r"(?<!\\)\[(\w)(\w)\]")


def caseless(frame: str) -> str:
    """A frame for analysis, as case does not matter there.

    >>> caseless("(?:[Rr]ead|READ) [ab]")
    '(?:read|READ) [ab]'
    """

    def either(choice: re.Match[str]) -> str:
        one, other = folded(choice[1]), folded(choice[2])
        return one if one == other else choice[0]

    return _EITHER_CASE.sub(either, frame)


MANY = 1000
"""So many second words are as good as any: a frame is looked up by its first."""


def openings(frame: str) -> frozenset[str]:
    """How a line that fits a frame begins: its first two words, or the first where more is open.

    >>> sorted(openings(expanded("(?:read|see) (?:next|more):", {})))
    ['read more', 'read next', 'see more', 'see next']
    >>> sorted(openings(expanded("via:? .{2,80}", {})))
    ['via']

    A word of which the frame says a part is open, too:

    >>> sorted(openings(expanded(r"read stor\\w+ (?:here|now)", {})))
    ['read']

    Raises ValueError for a frame that does not begin with words.
    """
    return frozenset(_openings(caseless(frame)))


def _openings(frame: str) -> Iterator[str]:
    beginnings = cache(_beginnings)  # the choices of a group share what follows it
    for first, rest in beginnings(frame, beginnings):
        seconds = _seconds(rest, beginnings)
        if seconds and len(seconds) <= MANY:
            yield from (f"{first} {second}" for second in seconds)
        else:
            yield first


def _seconds(rest: str | None, beginnings: Beginnings) -> set[str] | None:
    """The words that may come next; None where any may."""
    blank = _BLANK.match(rest) if rest else None
    if rest is None or not blank:
        return None
    try:
        return {word for word, _ in beginnings(rest[blank.end() :], beginnings)}
    except ValueError:
        return None


_BLANK = lazy(r"(?:[:,]\??)?\\s\{1,4\}\+")
_GROUP = lazy(r"\(\?(?:-?i)?:")
_DIGIT = r"\\d(?:[+*]\+?|\{[\d,]+\})?"
# A word that goes on is none: "(?:s|es)", "[sz]", "\w+" behind it.
_WORD = lazy(
    rf"((?>(?:{_DIGIT})+)(?![{WORD}])|(?>(?:[{WORD}]|{_DIGIT})+)(?!\(\?:[{WORD}]|\[[{WORD}]|\\w)|[#©@])(?>(\?)?)"
)
_MARKS = lazy(r"\\[(\[]\??|\\s(?:[?*+]|\{\d,\d\})?\+?|\(\?<=[^)]*\)|\[(?:\\\W|[^\]\\\w])*\]\??")
_QUANTIFIER = lazy(r"\?\+?|[*+]\+?|\{[\d,]+\}\+?")

Beginning = tuple[str, str | None]
Beginnings = Callable[[str, "Beginnings"], frozenset[Beginning]]
"""`_beginnings`, remembered: what follows an optional group is looked at once, not twice."""


def _beginnings(frame: str, again: Beginnings) -> frozenset[Beginning]:
    """Each word that a frame may begin with, and the rest of the frame, None where unclear."""
    while marks := _MARKS.match(frame):
        frame = frame[marks.end() :]
    if _GROUP.match(frame):
        return frozenset(_of_group(frame, again))
    if word := _WORD.match(frame):
        return frozenset(_readings(word, frame[word.end() :], again))
    raise ValueError("a frame begins with whole words, or a choice of words: (?:this|that)")


def _of_group(frame: str, again: Beginnings) -> Iterator[Beginning]:
    """The beginnings of a frame that begins with a group."""
    begin, end = _GROUP.match(frame).end(), _closing(frame)  # type: ignore[union-attr]  # it does
    quantifier = _QUANTIFIER.match(frame, end + 1)
    rest = frame[quantifier.end() if quantifier else end + 1 :]
    repeated = quantifier is not None and quantifier[0] != "?"
    for choice in _choices(frame[begin:end]):
        for first, more in again(choice + ("" if repeated else rest), again):
            yield first, None if repeated else more
    if quantifier and quantifier[0][0] in "?*":
        yield from again(rest, again)


def _readings(word: re.Match[str], rest: str, again: Beginnings) -> Iterator[Beginning]:
    """The words that `views?` stands for, and what follows a mark that may be missing: `©?`."""
    text = re.sub(f"(?:{_DIGIT})+", "0", word[1])
    yield word_key(text), rest
    if word[2] and len(text) > 1:
        yield word_key(text[:-1]), rest
    elif word[2]:
        yield from again(rest, again)


def _closing(frame: str) -> int:
    """Where the group that opens a frame closes."""
    depth = 0
    for piece in re.finditer(rf"\\.|{_CLASS}|[()]", frame):
        depth += {"(": 1, ")": -1}.get(piece[0], 0)
        if depth == 0:
            return piece.start()
    raise ValueError("a parenthesis is not closed")


def _choices(inside: str) -> list[str]:
    """The alternatives of a group, split at its own `|` only."""
    choices, depth = [""], 0
    for piece in re.findall(rf"\\.|{_CLASS}|[()|]|[^\\\[()|]+", inside):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if piece == "|" and depth == 0:
            choices.append("")
        else:
            choices[-1] += piece
    return choices
