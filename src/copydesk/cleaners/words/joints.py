"""Places inside a chunk where punctuation, a bracket or a number betrays a lost space.

A chunk is what stands between white space. A joint is only a shape; whether it is split is decided
by the words on both sides: SURE by themselves, LIKELY where the text shows other lost spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from copydesk._models.vocabulary import Vocabulary
from copydesk._text.patterns import lazy

SURE, LIKELY = 20.0, 1.0


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


def joints(chunk: str) -> Iterator[Joint]:
    """All joints of a chunk, in order."""
    patterns = _patterns()
    for match in patterns.joint.finditer(chunk):
        kind, at = match.lastgroup or "", match.end()
        before = patterns.left.search(chunk[max(0, match.start() - 40) : match.start()])
        after = patterns.right.match(chunk, at)
        left, right = before[0] if before else "", after[1] if after else ""
        yield Joint(at, kind, match[kind], left, right, chunk)


_MARK = lazy(r"[^\W\d]\d|\d[^\W\d]|[^\w'’–—/-]")
_ACRONYM = lazy(r"[A-Z]{2}[A-Z]?[a-z]{2}")


def possible(chunk: str, word: str) -> bool:
    """May a chunk have a joint, seen from the word in it? A quick look that spares the long one."""
    marked = not word.isalpha() and _MARK.search(word)
    return bool(marked or _ACRONYM.search(chunk))


def found(chunk: str, known: Vocabulary) -> Iterator[Finding]:
    """The joints of a chunk where a space was lost."""
    for joint in joints(chunk):
        rule, reason = RULES[joint.kind]
        if odds := rule(joint, known):
            yield Finding(joint.at, odds, reason)


def sentences(joint: Joint, known: Vocabulary) -> float:
    """`talks.Then` and `end.”Next`; not `U.S.A.`, `10.30am`, `Node.js` or `Mr.Robot`."""
    left, right = joint.left.lower(), joint.right
    if ".." in joint.mark or left in known.abbreviations or not right or _initial(joint):
        return 0
    if right[0].isdigit():
        plain_number = re.match(r"\d+(?:\W|\Z)", joint.chunk[joint.at :])
        return LIKELY if plain_number and left.isalpha() and known.zipf(left) >= 2 else 0
    frequency, function_word = known.zipf(right.lower()), right.lower() in known.function_words
    if right[0].islower():
        said = function_word and len(right) > 2 and known.zipf(left) >= 3
        return LIKELY if said and joint.chunk.count(".") == 1 else 0
    if right.lower() in known.never_right and not function_word:
        return 0
    if right.isupper() and right not in ("I", "A"):
        return LIKELY if joint.left.islower() and len(left) > 3 and len(right) > 1 else 0
    if frequency < 2.5:
        return LIKELY if len(right) > 3 else 0
    prose = joint.left.islower() and known.zipf(left) >= 2.5 and not _bent(joint)
    closed = joint.mark != "." and not joint.left.isupper()
    return SURE if closed or not left or function_word or prose else LIKELY


def _bent(joint: Joint) -> bool:
    """Does the word behind the joint go on after a capital? `pandas.DataFrame` is code."""
    return joint.chunk[joint.at + len(joint.right) :][:1].isupper()


def _initial(joint: Joint) -> bool:
    """Is the word before the stop a single letter, or an abbreviation of capitals?"""
    left = joint.left
    return left.isalpha() and (len(left) < 2 or (len(left) == 2 and not left.islower()))


def clauses(joint: Joint, known: Vocabulary) -> float:
    """`said,he` and `wall;the`; not `1,000`, `N,N-dimethyl`, `Re:Zero` or `about:blank`."""
    left, right = known.zipf(joint.left.lower()), known.zipf(joint.right.lower())
    capital = joint.right[:1].isupper()
    if joint.left.isalpha() and len(joint.left) < 2:
        return 0
    if joint.mark[0] == ":":
        number = joint.right.isdigit() and len(joint.left) > 3
        return LIKELY if (number or (capital and len(joint.right) > 1)) and left >= 3 else 0
    if len(joint.right) < 2 and joint.right not in ("a", "A", "I"):
        return 0
    if right < 3:
        return LIKELY if capital and len(joint.right) > 2 else 0
    plain = (left >= 2 or not joint.left) and not re.search(r"[()\[\]\d]|,.*,", joint.chunk)
    return SURE if plain else LIKELY


def opening(joint: Joint, known: Vocabulary) -> float:
    """`word(2019)` and `said“we`; not `person(s)`, `f(x)` or `iron(III)`."""
    if known.zipf(joint.left.lower()) < 3 or len(joint.left) < 3:
        return 0
    if joint.chunk[joint.at] == "“":
        return SURE
    inner, closed, _ = joint.chunk[joint.at + 1 :].partition(")")
    if re.fullmatch(r"(?:19|20)\d\d", inner):
        return SURE
    long = len(inner) > (3 if closed else 1)
    return LIKELY if long and known.zipf(joint.right.lower()) >= 3 else 0


def closing(joint: Joint, known: Vocabulary) -> float:
    """`(2019)The` and `[40]in`; not `(s)he`, `(web)page` or `“and”s`."""
    right = known.zipf(joint.right.lower())
    if right < 3 or len(joint.right) < 2:
        return LIKELY if joint.right[:1].isupper() and len(joint.right) > 3 else 0
    if re.search(r"\[\d+\]\Z", joint.chunk[: joint.at]):
        return SURE
    if "”" in joint.mark:
        return SURE if len(joint.right) > 2 or right >= 6 else LIKELY
    inner = joint.chunk[: joint.at - 1].rpartition("(")[2]
    part_of_word = joint.right.islower() and right < 5 and joint.right not in known.function_words
    if len(inner) < 3 or part_of_word or known.zipf((inner + joint.right).lower()):
        return 0
    return SURE if len(joint.right) > 2 and right >= 4 and joint.mark == ")" else LIKELY


def numbers(joint: Joint, known: Vocabulary) -> float:
    """`March20` and `in2019`; not `Covid19`, `MP3`, `under21s` or `up2date`."""
    left, rest = joint.left, joint.chunk[joint.at :]
    number = re.match(r"\d+(?:[.,]\d+)*(?:%|th|st|nd|rd|s|am|pm|[kmb]n?)?(?!\w)", rest)
    if not number:
        return 0
    if left.lower() in known.months and left[0].isupper():
        return SURE
    if left in known.before_numbers and len(number[0]) > 1:
        return SURE
    if left.islower() and len(number[0]) > 1 and known.zipf(left) >= 4.5:
        return LIKELY
    dated = re.match(r"(?:19|20)\d\d-\d\d-\d\d|\d+-\w+-old", rest)
    return LIKELY if dated and known.zipf(left.lower()) >= 3 else 0


def prices(joint: Joint, known: Vocabulary) -> float:
    """`contributed$1.45`; not `US$100` or `Ke$ha`."""
    if not joint.left.islower() or known.zipf(joint.left) < 3:
        return 0
    return SURE if joint.left in known.function_words else LIKELY


def quotations(joint: Joint, known: Vocabulary) -> float:
    """`called"Marble"` and `Marble"allowed`: which side of the quote, the text must tell."""
    left, right = known.zipf(joint.left.lower()), known.zipf(joint.right.lower())
    return LIKELY if min(left, right) >= 3 and min(len(joint.left), len(joint.right)) > 1 else 0


def words(joint: Joint, known: Vocabulary) -> float:
    """`2023By` and `10Shares`; not `20th`, `10km`, `5pm`, `£38million` or `1Password`."""
    right, frequency = joint.right.lower(), known.zipf(joint.right.lower())
    year = re.fullmatch(r"(?:19|20)\d\d", joint.left)
    if joint.right[:1].isupper():
        if joint.right.isupper() and len(right) > 1:
            return 0
        return SURE if year and frequency >= 3 else LIKELY if len(right) > 3 else 0
    if right in known.after_numbers or re.search(r"[£€¥₹]", joint.chunk):
        return 0
    if right in known.function_words:
        return SURE if year and frequency >= 5 else LIKELY if len(right) > 2 or year else 0
    return LIKELY if len(right) > 4 and frequency >= 4 else 0


def acronyms(joint: Joint, known: Vocabulary) -> float:
    """`VPNindustry` and `ADVERTISEMENTDion`; not `CEOs`, `NBCUniversal` or `XMLHttp`."""
    left, right = joint.left, joint.right.lower()
    if joint.right[0].isupper():
        shouted = len(left) > 5 and len(right) > 2
        frequent = known.zipf(left.lower()) >= 3 and known.zipf(right) >= 4.5
        return LIKELY if shouted or frequent else 0
    said = right in known.function_words or (len(right) > 3 and known.zipf(right) >= 4)
    return LIKELY if said and known.zipf((left + joint.right).lower()) == 0 else 0


RULES: dict[str, tuple[Callable[[Joint, Vocabulary], float], str]] = {
    "stop": (sentences, "glued sentences"),
    "comma": (clauses, "glued clauses"),
    "colon": (clauses, "glued clauses"),
    "open": (opening, "glued bracket"),
    "close": (closing, "glued bracket"),
    "number": (numbers, "glued number"),
    "word": (words, "glued number"),
    "price": (prices, "glued number"),
    "quote": (quotations, "glued quotation"),
    "acronym": (acronyms, "glued words"),
}


class _Patterns(NamedTuple):
    joint: re.Pattern[str]
    left: re.Pattern[str]
    right: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    lower, upper = cased()
    joint = r"""
          (?<=[\w”"’)\]]) (?P<stop>[.!?]+[”"’)\]]*) (?=[“"‘(\[]?[^\W_])    # talks.Then
        | (?<=[\w”"’)\]]) (?P<comma>[,;:][”"’]?) (?=[“"‘(\[]?[^\W\d_])     # said,he; not 1,000
        | (?<=[^\W\d_]) (?P<colon>:) (?=\d)                               # Record:24; not 10:30
        | (?<=[^\W_]) (?P<open>) (?=[“(][^\W_])                           # word(2019)
        | (?<=[\w.,!?]) (?P<close>[”)\]]+) (?=[^\W\d_])                    # (2019)The
        | (?<=[^\W\d_]) (?P<number>) (?=\d)                               # March20
        | (?<=[^\W\d_]) (?P<price>) (?=[$£€]\d)                            # contributed$1.45
        | (?<=[^\W\d_]) (?P<quote>") (?=[^\W\d_])                         # called"Marble"
        | (?<=\d) (?P<word>) (?=[^\W\d_]{2})                              # 2023By
        | (?<=[A-Z]{2}) (?P<acronym>) (?=[A-Z]?[a-z]{2})                  # VPNindustry
        """
    segment = f"[{upper}]?[{lower}]+|[{upper}]+"
    possessive = rf"(?:['’][{lower}]+)?"
    return _Patterns(
        re.compile(joint, re.VERBOSE),
        re.compile(rf"(?:(?:{segment}){possessive}|\d+)\Z"),
        re.compile(rf"[“\"‘(\[]?((?:{segment}){possessive}|\d+)"),
    )


def cased() -> tuple[str, str]:
    """Character classes of the lower- and upper-case letters of Latin, Greek and Cyrillic."""
    letters = [chr(code) for code in range(0x530)]
    return "".join(filter(str.islower, letters)), "".join(filter(str.isupper, letters))
