"""Chunks in which no space can have been lost, whatever is known of their words: the reference.

What is `settled` here has nothing that the rules of joints, the candidates of glued words or what
recurs could find. What is not may have something: these are quick looks, and no rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

_BETWEEN = ".!?…'\"”’)]“‘([©$£€\u200c"
"""May stand between a mark and the sentence behind it."""
_NAMES = (
    "com", "org", "net", "edu", "gov", "txt", "pdf", "php", "yml", "css", "csv", "xml", "exe",
    "html", "json", "py",
)  # fmt: skip
"""Ends of names to which a word may be glued."""
OPENERS, CLOSERS = "“\"‘'(", ".,;:!?)”\"’'…"
LONGEST = 120
"""A longer chunk is no word, and is not looked at."""
LETTERS, COMMON, LONG = 60, 2.5, 7
"""In a word of so many letters others may have met; one of several that have is so frequent, or so
long."""
COINED = 4
"""A word of so many letters that no list has may be one of two that have met."""
STEM = 2.0
"""Zipf value from which a word with one more ending is one as well: upbringings."""
SETTLED, LEAST, GAIN = 2.5, -1.0, 1.5
"""Log-odds from which a model is asked no more; those that no text finds enough below; what they
gain at most from what the model does not know."""
MANY = 5
"""A word of so many parts may gain it, or one of two with a capital."""
FREQUENT = 3.0
"""Zipf value from which a word before a number may be one of a date."""


Weighed = tuple[tuple[str, ...], list[tuple[float, ...]]]


class Lists(NamedTuple):
    """What a language has words of a part of their own for, in lower case."""

    units: Collection[str]
    """What stands behind a number as part of it: `38million`."""
    words: Collection[str]
    """What stands behind a number as a word of its own: function words, and what is counted."""
    labels: Collection[str]
    """What stands before a number that is a word of its own: months, labels, prepositions."""
    months: Collection[str]
    names: Collection[str]
    """Names that look like two words."""
    never: Collection[str]
    """What is always two words, though it looks like one."""
    endings: Collection[str]
    """What makes a word of a known one."""
    small: Collection[str]
    """Function words."""
    beside: Collection[str]
    """Function words to which others are glued."""
    glue: Callable[[], Glue | None]
    """Read when it is first asked for; a language may have none."""


class Glue(NamedTuple):
    """How a run of letters is weighed that may be two words: tables of a language, and a model.

    Frequencies of words side by side, how readily words begin and end longer ones, how often the
    letters around a split stand inside words, how often words have a capital; function words; what
    gives the log-odds of some evidence.
    """

    pairs: Mapping[str, float]
    beginnings: Mapping[str, float]
    endings: Mapping[str, float]
    seams: Mapping[str, float]
    capitals: Mapping[str, float]
    small: Collection[str]
    score: Callable[[Sequence[float], float], float]


class Text(NamedTuple):
    """What a text, and what is known of its language, say about its words."""

    known: Mapping[str, float]
    said: Collection[str]
    """Words that the list lacks."""
    elided: Collection[str]
    """What is written to a word."""
    things: Collection[str]
    """What has a mark or a digit inside, or only capitals, in its case."""
    after: Callable[[str], str]
    """What stands behind a chunk."""
    splits: Callable[[str, bool, bool, bool, Glue], Weighed]
    """The parts that a run of letters falls into, and the evidence for it."""


@cache
def free_words() -> re.Pattern[str]:
    """Words that stand free: no digit, slash or inner full stop beside them."""
    return re.compile(r"(?<![\w.’'&/+])[^\W\d_]+(?:['’][^\W\d_]+)*(?![\w’'&+(]|/(?![a-z]{4})|\.\w)")


@cache
def _initials() -> re.Pattern[str]:
    return re.compile(r"(?<![\w’'])[A-Z]?[A-Za-z]\.[A-Za-z](?![\w’'])")


@cache
def _small() -> re.Pattern[str]:
    return re.compile(r"[a-z]+")


@cache
def _capital() -> re.Pattern[str]:
    return re.compile(r"[A-Z][a-z]*")


@cache
def _capitals() -> re.Pattern[str]:
    return re.compile(r"[A-Z]{3}")


@cache
def _capitals_before() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W\d_])[A-Z]+\Z")


@cache
def _telling() -> re.Pattern[str]:
    """Characters that may stand at a joint: no letters but behind a digit, and two capitals."""
    return re.compile(r"[\W\d_]|[^\W\d_](?<=\d.)|[A-Z](?=[A-Z][a-z]{2})", re.DOTALL)


def as_said(chunk: str) -> str:
    """A chunk in its case, without the punctuation around it: `foo()` of `(foo(),`."""
    bare = chunk.lstrip(OPENERS).rstrip(CLOSERS).strip("-–—")
    return f"{bare})" if bare.endswith("(") and f"{bare})" in chunk else bare


def is_thing(core: str) -> bool:
    """Is it more than a word: `notes.txt`, `PS5`, `NASA`?"""
    return len(core) > 2 and (core.isupper() or not core.isalpha())


def is_settled(chunk: str, word: str, text: Text, lists: Lists) -> bool:
    """Can no space have been lost in a chunk, which holds a word?"""
    if len(chunk) > LONGEST or may_join(chunk, text, lists):
        return False
    if any(
        [_may_have_met(chunk, *free.span(), text, lists) for free in free_words().finditer(chunk)]
    ):
        return False
    return (word.isalpha() and not _capitals().search(chunk)) or not may_recur(chunk, text.things)


def _may_have_met(chunk: str, start: int, end: int, text: Text, lists: Lists) -> bool:
    """May a free word of a chunk be two or more?"""
    word = chunk[start:end]
    whole = word.lower().replace("’", "'")
    base = whole.removesuffix("'s")
    if len(whole) > LETTERS or ("'" in base and text.elided):
        return True
    if any(map(str.istitle, word[1:])):
        return any(a.islower() and b.isupper() for a, b in pairwise(word))
    if "'" in base:
        return True
    if whole in text.known or text.known.get(base, 0.0) > (1 if base != whole else 0):
        return False
    if not has_met(base, text) and (base == whole or not has_met(whole, text)):
        return False
    if whole in lists.never:
        return True
    if word[0].isupper() and whole in lists.names:
        return False
    if any([_ends(whole, ending, text.known) for ending in lists.endings]):
        return False
    hyphens = chunk[start - 1 : start] == "-", chunk[end : end + 1] == "-"
    glue = lists.glue()
    if glue is None:
        return not any(hyphens) and _has_small(whole, text.known, lists)
    return _may_split(whole, word[0].isupper(), hyphens, text, glue)


def _has_small(whole: str, known: Mapping[str, float], lists: Lists) -> bool:
    """Without a model: is a word two known ones, of which a function word is one?"""
    small, beside = lists.small, lists.beside
    return any(
        whole[:at] in known
        and whole[at:] in known
        and (
            whole[:at] in beside
            or whole[at:] in beside
            or (whole[:at] in small and whole[at:] in small)
        )
        for at in range(2, len(whole) - 1)
    )


def _may_split(
    whole: str, capital: bool, hyphens: tuple[bool, bool], text: Text, glue: Glue
) -> bool:
    """May some text find the odds enough that a word is two?"""
    parts, found = text.splits(whole, capital, *hyphens, glue)
    gain = GAIN if len(parts) >= MANY or (capital and len(parts) == 2) else 0.0
    return any([glue.score(evidence, SETTLED) + gain >= LEAST for evidence in found])


def _ends(word: str, ending: str, known: Mapping[str, float]) -> bool:
    """Does an ending make the word of a known one?"""
    stem = word[: len(word) - len(ending)]
    if not word.endswith(ending) or len(stem) <= (3 if ending == "s" else 4):
        return False
    return known.get(stem, 0.0) >= STEM


def has_met(word: str, text: Text) -> bool:
    """Is a word two words, in the list or said by the text, or a chain of frequent ones?"""
    known, said = text.known, text.said
    heads = [at for at in range(1, len(word)) if word[:at] in known or word[:at] in said]
    if any([word[at:] in known or word[at:] in said for at in heads]):
        return True
    return bool(heads) and _is_chain(word, known)


def _is_chain(word: str, known: Mapping[str, float]) -> bool:
    """Do frequent or long words of the list make up a whole word, one after the other?"""
    ends = {0}
    for start in range(len(word)):
        for end in range(start + 1, len(word) + 1) if start in ends else ():
            if known.get(word[start:end], 0.0) > (COMMON if end - start < LONG else 0):
                ends.add(end)
    return len(word) in ends


def may_recur(chunk: str, things: Collection[str]) -> bool:
    """May one of the things of the text stand in a chunk, beside what looks like words?"""
    core = as_said(chunk)
    size = len(core)
    if not 3 < size <= LETTERS:
        return False
    head = next((i for i, char in enumerate(core) if not char.isalpha()), size)
    tail = size
    while tail and core[tail - 1].isalpha() and not core[tail - 1].istitle():
        tail -= 1
    return any(
        core[begin:end] in things
        for begin in range(min(head, size - 3) + 1)
        for end in [*range(max(tail, begin + 3), size - 1), *[size] * (begin > 0)]
    )


def may_join(chunk: str, text: Text, lists: Lists) -> bool:
    """May the chunk have one of the joints that are split, or is it none for sure?"""
    if chunk[0] in ".^" or chunk[-1] in "–—+*" or chunk.endswith("--"):
        return True
    if chunk[0] in "–—" and _may_begin(chunk, lists):
        return True
    places = [place.start() for place in _telling().finditer(chunk)]
    return any([_joins(chunk, i, chunk[i], text, lists) for i in places])


def _joins(chunk: str, i: int, char: str, text: Text, lists: Lists) -> bool:
    """Does a character look like one at a joint?"""
    left, right = chunk[i - 1] if i else " ", chunk[i + 1] if i + 1 < len(chunk) else " "
    if _is_letter(char):
        if left.isdecimal() and _is_letter(right):  # 10km
            return not _is_unit(chunk, i, lists)
        return _is_bent(chunk[i : i + 4])
    if char.isdecimal():  # PS5
        return _is_letter(left) and not _is_label(chunk, i, text, lists)
    if char in ".!?…":
        behind = chunk[i + 1 :].lstrip(_BETWEEN)[:1]
        return (
            behind.isalnum()
            and not _is_inside(chunk, i, char)
            and not _goes_on(chunk, i, char, left, right, lists)
        )
    if char in ",;:":
        return any(map(_is_letter, chunk[i + 1 : i + 4])) or _is_beside_number(chunk, i, char)
    if char in "(“":
        return left.isalnum() and right.isalnum()
    if char in ")]”":
        price = char == ")" and (right.isdecimal() or right in "$£€")
        return i > 0 and (price or _is_letter(right))
    if char in "'’":
        if "A" <= right <= "Z" and i > 2 and all("a" <= x <= "z" for x in chunk[i - 3 : i]):
            return True
        ending = right in "stm"
        size = 4 if ending else 5 if chunk[i + 1 : i + 3] in ("re", "ve", "ll") else 0
        return 0 < size < len(chunk) - i and all(map(_is_letter, chunk[i + 1 : i + 1 + size]))
    if char in "$£€":
        before = left.isdecimal() or (_is_letter(left) and not "A" <= left <= "Z")
        return before and right.isdecimal()
    if char == "%":
        return left.isdecimal() and _is_letter(right)
    if char == '"':
        return _is_letter(left) and _is_letter(right)
    return (i > 0 and char in "@#•▪●■◦©") or char == right == "/"


def _may_begin(chunk: str, lists: Lists) -> bool:
    """Does a word of its own stand behind a dash: `—The`, and not `—Ann` or `—and`?"""
    if not _is_letter(chunk[1:2]) or "a" <= chunk[1] <= "z":
        return False
    run = _capital().match(chunk, 1)
    behind = chunk[run.end() : run.end() + 1] if run else "’"
    if behind and (behind in "'’" or (_is_letter(behind) and not "A" <= behind <= "Z")):
        return True
    return run is not None and run[0].lower() in lists.words


def _goes_on(chunk: str, i: int, mark: str, left: str, right: str, lists: Lists) -> bool:
    """Does no sentence begin behind a mark: `over.[58]`, `example.com`, `well…maybe`?"""
    if right == "[":
        return left != ")" and chunk[i + 2 : i + 3].isdecimal()
    run = _small().match(chunk, i + 1)
    if not run or "A" <= left <= "Z" or chunk[max(0, i - 3) : i] in ("pic", "www"):
        return False
    behind = chunk[run.end() : run.end() + 1]
    if behind and (behind in "'’" or _is_letter(behind)):
        return False
    if any([run[0].startswith(name) and run[0] != name for name in _NAMES]):
        return False
    return mark == "…" or left == "." or run[0] not in lists.words


def _is_letter(char: str) -> bool:
    """Is it a letter, as far as a pattern can tell?"""
    return char.isalnum() and not char.isdecimal()


def _is_bent(chars: str) -> bool:
    """The `VPin` of `VPNindustry`."""
    return (
        len(chars) == 4
        and all("A" <= x <= "Z" for x in chars[:2])
        and all("a" <= x <= "z" for x in chars[2:])
    )


def _is_unit(chunk: str, i: int, lists: Lists) -> bool:
    """Do only letters of a unit, or capitals, stand behind a number: `16th`, `120mm`, `23XI`?"""
    end = i
    while end < len(chunk) and _is_letter(chunk[end]):
        end += 1
    run, behind = chunk[i:end], chunk[end : end + 1] or " "
    if behind in "'’":
        return False
    if all("A" <= x <= "Z" for x in run):
        return True
    if run == "in" or not all("a" <= x <= "z" for x in run):
        return False
    if run[:2] in ("st", "nd", "rd", "th") and len(run) > 4:  # 19thcentury
        return False
    if chunk[i - 1] == "0" and run[0] == "s" and len(run) > 3:  # 30swas
        return False
    return run not in lists.words and (len(run) < 5 or run in lists.units)


def _is_label(chunk: str, i: int, text: Text, lists: Lists) -> bool:
    """Do only capitals stand before a number that are no word of their own: `PS5`, `B6`?"""
    run = _capitals_before().search(chunk, 0, i)
    if not run or len(run[0]) > LETTERS // 2:
        return False
    word, rest = run[0].lower(), chunk[i:]
    if word in lists.labels or (len(word) > 3 and "." in rest):
        return False
    if text.known.get(word, 0.0) < FREQUENT:
        return True
    after = text.after(chunk).lower().replace("’", "'").strip(".,")
    return not ("-" in rest or ":" in rest or after in lists.months)


def _is_inside(chunk: str, i: int, char: str) -> bool:
    """Does a full stop stand between initials or digits: `U.S.`, `a.m.`, `1.3`?"""
    if char != "." or i == 0:
        return False
    if chunk[i - 1].isdecimal() and chunk[i + 1].isdecimal():
        return True
    return _initials().match(chunk, i - 1) is not None or (
        i > 1 and _initials().match(chunk, i - 2) is not None
    )


def _is_beside_number(chunk: str, i: int, mark: str) -> bool:
    """Is it the mark of `average,65`, `May 24,2018`, `Record:24`, `20268:29` or `2006;37`?"""
    left, behind = chunk[i - 1] if i else " ", chunk[i + 1 : i + 5]
    if mark == ",":
        year = len(behind) == 4 and behind.isdecimal() and behind[0] in "12"
        return (left.isdecimal() and year) or (
            _is_letter(left) and behind[:1] != "" and (behind[0].isdecimal() or behind[0] in "$£€")
        )
    if not behind[:1].isdecimal():
        return False
    return mark == ";" or _is_letter(left) or (i > 4 and chunk[i - 5 : i].isdecimal())
