"""Places inside a chunk where punctuation, a bracket or a number betrays a lost space.

A chunk is what stands between white space. A joint is only a shape; whether it is split is decided by
the words on both sides of it: SURE by themselves, LIKELY where the text shows other lost spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from copydesk._vocabulary import Vocabulary

SURE, LIKELY = 20.0, 2.0


class Joint(NamedTuple):
    """A place in a chunk, its kind and mark, and the words on both sides: each up to a capital."""

    at: int
    kind: str
    mark: str
    left: str
    right: str
    chunk: str


class Finding(NamedTuple):
    """A place in a chunk where a space was lost, the log-odds of that, and the reason to name."""

    at: int
    odds: float
    reason: str


def shaped(listed: str) -> Iterator[str]:
    """Those of the listed chunks, one a line, with a joint or a capital inside a word: one scan."""
    for match in _patterns().any.finditer(listed):
        end = listed.find("\n", match.end())
        yield listed[listed.rfind("\n", 0, match.start()) + 1 : end if end >= 0 else len(listed)]


def joints(chunk: str) -> Iterator[Joint]:
    """All joints of a chunk, in order."""
    patterns = _patterns()
    for match in patterns.joint.finditer(chunk):
        kind, at = match.lastgroup or "", match.end()
        left = patterns.left.search(chunk[max(0, match.start() - 40) : match.start()])
        right = patterns.right.match(chunk, at)
        yield Joint(at, kind, match[kind], left[0] if left else "", right[1] if right else "", chunk)


def found(chunk: str, known: Vocabulary) -> Iterator[Finding]:
    """The joints of a chunk where a space was lost."""
    for joint in joints(chunk):
        rule, reason = RULES[joint.kind]
        if odds := rule(joint, known):
            yield Finding(joint.at, odds, reason)


def sentences(joint: Joint, known: Vocabulary) -> float:
    """`talks.Then` and `end.”Next`; not `U.S.A.`, `10.30am`, `Node.js` or `Mr.Robot`."""
    left, right = joint.left.lower(), joint.right
    if ".." in joint.mark or right.lower() in known.never_right or left in known.abbreviations or not _wordlike(joint):
        return 0
    frequency = known.zipf(right.lower())
    if right[0].isupper():
        closed = joint.mark != "."
        return SURE if closed or frequency >= 5 else LIKELY if frequency >= 2.5 else 0
    said = right in known.function_words and len(right) > 2 and known.zipf(left) >= 3
    return LIKELY if said and joint.chunk.count(".") == 1 else 0


def clauses(joint: Joint, known: Vocabulary) -> float:
    """`said,he` and `wall;the`; not `1,000`, `N,N-dimethyl`, `Re:Zero` or `about:blank`."""
    left, right = known.zipf(joint.left.lower()), known.zipf(joint.right.lower())
    if len(joint.left) < 2 or len(joint.right) < 2 and joint.right not in "aAI" or right < 3:
        return 0
    if joint.mark[0] == ":":
        return LIKELY if joint.right[0].isupper() and left >= 3 else 0
    plain = left >= 2 and not re.search(r"[()\[\]\d]|,.*,", joint.chunk)
    return SURE if plain else LIKELY


def opening(joint: Joint, known: Vocabulary) -> float:
    """`word(2019)` and `said“we`; not `person(s)`, `f(x)` or `iron(III)`."""
    if known.zipf(joint.left.lower()) < 3 or len(joint.left) < 3:
        return 0
    if joint.chunk[joint.at] == "“":
        return SURE
    inner = joint.chunk[joint.at + 1 :].partition(")")[0]
    if re.fullmatch(r"(?:19|20)\d\d", inner):
        return SURE
    return LIKELY if len(inner) > 3 and known.zipf(joint.right.lower()) >= 4 else 0


def closing(joint: Joint, known: Vocabulary) -> float:
    """`(2019)The` and `pip”cards`; not `(s)he`, `(web)page` or `“and”s`."""
    right = known.zipf(joint.right.lower())
    if right < 3 or len(joint.right) < 2:
        return 0
    if "”" in joint.mark or re.search(r"\[\d+\]\Z", joint.chunk[: joint.at]):
        return SURE
    inner = joint.chunk[: joint.at - 1].rpartition("(")[2]
    if len(inner) < 3 or known.zipf((inner + joint.right).lower()):
        return 0
    return SURE if len(joint.right) > 2 and right >= 4 and joint.mark == ")" else LIKELY


def numbers(joint: Joint, known: Vocabulary) -> float:
    """`March20` and `in2019`; not `Covid19`, `MP3`, `under21s` or `up2date`."""
    left = joint.left
    digits = re.match(r"\d+(?:[.,]\d+)*(?:%|th|st|nd|rd|s|am|pm|[kmb]n?)?(?!\w)", joint.chunk[joint.at :])
    if not digits:
        return 0
    if left.lower() in known.months and left[0].isupper():
        return SURE
    return SURE if left in known.before_numbers and len(digits[0]) > 1 else 0


def words(joint: Joint, known: Vocabulary) -> float:
    """`2023By` and `10Shares`; not `20th`, `10km`, `5pm`, `£38million` or `1Password`."""
    right = joint.right.lower()
    year = re.fullmatch(r"(?:19|20)\d\d", joint.left)
    if joint.right[:1].isupper():
        if joint.right.isupper() and len(right) > 1 or known.zipf(right) < 3:
            return 0
        return SURE if year else LIKELY if len(right) > 3 else 0
    if right not in known.function_words or right in known.never_right:
        return 0
    return SURE if year and known.zipf(right) >= 5 else LIKELY if len(right) > 2 else 0


def _wordlike(joint: Joint) -> bool:
    """A word of two letters or more before the stop, a word of its own case behind it."""
    left, right = joint.left, joint.right
    if not right or right[0].isdigit():
        return False
    if right.isupper() and right not in ("I", "A"):
        return False
    return left.isdigit() or len(left) > 2 or (len(left) == 2 and left.islower())


RULES: dict[str, tuple[Callable[[Joint, Vocabulary], float], str]] = {
    "stop": (sentences, "glued sentences"),
    "comma": (clauses, "glued clauses"),
    "open": (opening, "glued bracket"),
    "close": (closing, "glued bracket"),
    "number": (numbers, "glued number"),
    "word": (words, "glued number"),
}


class _Patterns(NamedTuple):
    joint: re.Pattern[str]
    any: re.Pattern[str]
    left: re.Pattern[str]
    right: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    lower, upper = cased()
    joint = r"""
          (?<=\w) (?P<stop>[.!?]+[”"’)\]]*) (?=[“"‘(\[]?[^\W_])          # talks.Then
        | (?<=[\w”)\]]) (?P<comma>[,;:][”’]?) (?=[“"‘(\[]?[^\W\d_])      # said,he; not 1,000
        | (?<=[^\W_]) (?P<open>) (?=[“(][^\W_])                         # word(2019)
        | (?<=[\w.,!?]) (?P<close>[”)\]]+) (?=[^\W\d_])                  # (2019)The
        | (?<=[^\W\d_]) (?P<number>) (?=\d)                              # March20
        | (?<=\d) (?P<word>) (?=[^\W\d_]{2})                             # 2023By
        """
    segment = f"[{upper}]?[{lower}]+|[{upper}]+"
    possessive = rf"(?:['’][{lower}]+)?"
    return _Patterns(
        re.compile(joint, re.VERBOSE),
        re.compile(
            rf"[{lower}][{upper}]|[^\W_][.!?,;:)\]”’\"]*[.!?,;:)\]”][“‘\"(\[]?[^\W_]"
            r"|[^\W_][“(][^\W_]|\d[^\W\d_]{2}|[^\W\d_]\d"
        ),
        re.compile(rf"(?:(?:{segment}){possessive}|\d+)\Z"),
        re.compile(rf"[“\"‘(\[]?((?:{segment}){possessive}|\d+)"),
    )


def cased() -> tuple[str, str]:
    """Character classes of the lower- and upper-case letters of Latin, Greek and Cyrillic."""
    letters = [chr(code) for code in range(0x530)]
    return "".join(filter(str.islower, letters)), "".join(filter(str.isupper, letters))
