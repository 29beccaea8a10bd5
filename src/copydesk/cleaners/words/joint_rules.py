"""Whether a space was lost at a joint: SURE by itself, LIKELY where the text lost other spaces."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from copydesk._models.vocabulary import Vocabulary
from copydesk._text.patterns import lazy
from copydesk.cleaners.words.joints import ADDRESS, LIKELY, SURE, YEAR, Joint, joints, lower
from copydesk.cleaners.words.number_rules import (
    clocks,
    closed,
    dates,
    labels,
    money,
    numbers,
    ordinals,
    percents,
    prices,
    two_words,
    words,
)
from copydesk.cleaners.words.sentence_rules import begun, clauses, ellipses, noted, sentences
from copydesk.cleaners.words.text_words import CLOSERS, OPENERS, TextWords


class Finding(NamedTuple):
    """A place in a chunk where a space was lost, the log-odds of that, and the reason to name."""

    at: int
    odds: float
    reason: str


def found(chunk: str, text_words: TextWords, known: Vocabulary) -> list[Finding]:
    """The joints of a chunk where a space was lost."""
    likely = [(joint, odds) for joint in joints(chunk, text_words) if (odds := judge(joint, known))]
    doubled = {worse(a, b, known) for (a, _), (b, _) in pairwise(likely) if b.at == a.at + 1}
    return [Finding(j.at, odds, RULES[j.kind][1]) for j, odds in likely if j.at not in doubled]


def judge(joint: Joint, known: Vocabulary) -> float:
    """The log-odds that a space was lost at a joint; 0 where it was not."""
    return RULES[joint.kind][0](joint, known)


def worse(first: Joint, second: Joint, known: Vocabulary) -> int:
    """Of two neighbouring places in `MOREThe` the one whose words are the less likely."""

    def likely(joint: Joint) -> tuple[bool, float]:
        left, right = known.zipf(lower(joint.left)), known.zipf(lower(joint.right))
        return left > 0 or joint.text_words.says(lower(joint.left)), right

    return second.at if likely(first) >= likely(second) else first.at


def opening(joint: Joint, known: Vocabulary) -> float:
    """`word(2019)` and `said“we`; not `person(s)`, `f(x)`, `iron(III)` or code."""
    left, frequency = joint.left, known.zipf(lower(joint.left))
    if joint.after[0] == "“" and frequency >= 3 and len(left) > 2:
        return SURE
    if ")" not in joint.after and lower(joint.right) in known.function_words:
        if len(left) < 4 or joint.text_words.code:
            return 0
        return SURE if left.islower() and frequency >= 3.5 and len(joint.right) > 2 else LIKELY
    acronym = _ACRONYM.match(joint.after[1:]) and left.istitle()
    if (frequency < 3 and not acronym) or len(left) < 3:
        return 0
    return bracketed(joint, known)


def bracketed(joint: Joint, known: Vocabulary) -> float:
    """What the bracket behind a word tells: a year, an age, a share, an acronym, words."""
    inner, closed, _ = joint.after[1:].partition(")")
    if YEAR.fullmatch(inner):
        return SURE
    if closed and (_SHARE if joint.left.islower() else _AGE).fullmatch(inner):
        return LIKELY
    if joint.text_words.code:
        return 0
    if closed and _ACRONYM.fullmatch(inner) and not _ROMAN.fullmatch(inner):
        return LIKELY
    long = len(inner) > (3 if closed else 1)
    return LIKELY if long and known.zipf(lower(joint.right)) >= 3 else 0


_ACRONYM = lazy(r"[A-Z][A-Z0-9]{1,5}")
_ROMAN = lazy(r"[IVX]+")
_SHARE = lazy(r"\d+(?:\.\d+)?(?:%|k?g|ml|oz|lbs?|[cmk]m)")  # cup(160g)
_AGE = lazy(r"\d\d|\d+(?:\.\d+)?%")


def closing(joint: Joint, known: Vocabulary) -> float:
    """`(2019)The` and `[40]in`; not `(s)he`, `(web)page` or `“and”s`."""
    right, reference = known.zipf(lower(joint.right)), _REFERENCE.search(joint.before)
    if right < 3 or len(joint.right) < 2:
        long = len(joint.right) > 3 or (joint.right == "I" and not joint.bent)
        begins = joint.right[:1].isupper() or (reference and not joint.text_words.code)
        return LIKELY if begins and long else 0
    if reference:
        return SURE
    if "”" in joint.mark:
        return SURE if len(joint.right) > 2 or right >= 6 else LIKELY
    inner = joint.before[:-1].rpartition("(")[2]
    small = lower(joint.right) in known.function_words
    part_of_word = joint.right.islower() and right < 5 and not small and not _COUNTED.match(inner)
    if len(inner) < 3 or part_of_word or known.zipf(lower(inner + joint.right)):
        return 0
    return SURE if len(joint.right) > 2 and right >= 4 and joint.mark == ")" else LIKELY


_REFERENCE = lazy(r"\[\d+\]\Z")
_COUNTED = lazy(r"\d+[a-z]{1,2}\Z|[A-Z]{2,}\d+\Z")  # (160g)creamy; not (2-methyl)propane


def domains(joint: Joint, known: Vocabulary) -> float:
    """`example.comThe` and `example.comsaid`; not `example.comPany` or `example.com/The`."""
    if joint.right.islower():
        said = joint.right in known.function_words or joint.right in known.after_names
        return LIKELY if said and joint.after.rstrip(CLOSERS) == joint.right else 0
    if "/" in joint.chunk or joint.bent or len(joint.right) < 2:
        return 0
    frequent = known.zipf(lower(joint.right)) >= 3
    return SURE if frequent else LIKELY if len(joint.right) > 3 else 0


def files(joint: Joint, known: Vocabulary) -> float:
    """`notes.txtfor` and `foo()is`; not `notes.htmlsolo` or `list.pyin`."""
    rest = joint.after.rstrip(CLOSERS)
    return LIKELY if rest in known.function_words or rest in known.after_names else 0


def tags(joint: Joint, known: Vocabulary) -> float:
    """`with@handle`, `atwww.example.com`; not `name@example`, `awww.example` or `C#`."""
    return LIKELY if lower(joint.left) in known.function_words else 0


def addresses(joint: Joint, known: Vocabulary) -> float:
    """`at https://` and `pic.twitter.com` behind a word; not `web/2010/http://`."""
    return SURE


def bullets(joint: Joint, known: Vocabulary) -> float:
    """`rain.• Snow`, where items of a list met."""
    return LIKELY if joint.before[-1].isalnum() else SURE


def items(joint: Joint, known: Vocabulary) -> float:
    """`bugs fixed* Faster start* New levels`; not `Disney+`, nor a footnote's star."""
    word = not joint.left or known.zipf(joint.left) >= 2
    entry = joint.text_words.after(joint.chunk)[:1].isupper()
    return LIKELY if word and entry and joint.text_words.lists_with(joint.after) else 0


def quotations(joint: Joint, known: Vocabulary) -> float:
    """`called"Marble"` and `Marble"allowed`: which side of the quote, the text must tell."""
    left, right = known.zipf(lower(joint.left)), known.zipf(lower(joint.right))
    return LIKELY if min(left, right) >= 3 and min(len(joint.left), len(joint.right)) > 1 else 0


def quoted(joint: Joint, known: Vocabulary) -> float:
    """`the ‘cowardly act’The`; not `Hallowe’En`, `rock’N’roll` or `qu’Il`."""
    left, right = lower(joint.left), lower(joint.right)
    frequent = known.zipf(left) >= 3 and known.zipf(right) >= 3.5 and len(right) > 1
    return LIKELY if frequent and left not in known.elided and "letters" in known.models else 0


def dashes(joint: Joint, known: Vocabulary) -> float:
    """`here– and` and `—The`: one side of a dash that is set apart on the other.

    Not `—Ann Example`, who is named so behind what she said, and not where speech begins so.
    """
    if joint.kind == "dash":
        if joint.text_words.lists_with(joint.after):  # a style of the text
            return 0
        ended = not joint.left.isalpha()
        name = joint.left.istitle() and len(joint.left) > 3
        return LIKELY if ended or name or known.zipf(lower(joint.left)) >= 3 else 0
    small = lower(joint.right) in known.function_words and joint.right.istitle()
    return LIKELY if small and "letters" in known.models else 0


def acronyms(joint: Joint, known: Vocabulary) -> float:
    """`VPNindustry`, `FBIsaid` and `ADVERTISEMENTDion`; not `CEOs`, `OKed`, `XMLHttp`."""
    left, right = joint.left, lower(joint.right)
    if joint.right[0].isupper():
        word = len(left) > 3 and known.zipf(lower(left)) >= 4
        small = right in known.function_words and len(right) > 2
        if word and small and joint.alone and not known.zipf(lower(left + joint.right)):
            return SURE
        shouted = (len(left) > 5 or word) and len(right) > 2
        frequent = known.zipf(lower(left)) >= 3 or joint.text_words.says_exactly(left)
        likely = shouted or (frequent and known.zipf(right) >= 4 and len(right) > 2)
        likely = likely and joint.chunk.strip(OPENERS + CLOSERS) not in known.camel_names
        return LIKELY if likely and not joint.text_words.repeated(joint.chunk) else 0
    small = right in known.function_words or right in known.after_names
    least = 2.5 if joint.text_words.says_exactly(left) or _ROMAN.fullmatch(left) else 4
    frequent = known.zipf(right) >= least or two_words(right, known)
    said = small or (len(right) > 3 and frequent)
    whole = known.zipf(lower(left + joint.right))
    if not said or whole >= (3 if small else 1) or joint.text_words.repeated(joint.chunk):
        return 0
    word = lower(left) in known.function_words or not joint.alone
    return SURE if small and len(right) > 1 and not word else LIKELY


def possessives(joint: Joint, known: Vocabulary) -> float:
    """`user’sbehalf` and `don’tknow`; not `D’sa`, `shi’ites`, `O’Reilly` or German `Koch’sche`."""
    left, right = lower(joint.left), lower(joint.right)
    noun, _, end = left.replace("n't", " 't").rpartition("'")
    real = known.zipf(left) > 0 or (end == "s" and known.zipf(noun) >= 2 and len(noun) > 1)
    frequency = known.zipf(right)
    if (
        not real
        or "letters" not in known.models
        or frequency < 2.5
        or len(right) < 3
        or known.zipf(left + right)
    ):
        return 0
    return SURE if frequency >= 3 else LIKELY


Rule = Callable[[Joint, Vocabulary], float]
RULES: dict[str, tuple[Rule, str]] = {
    "stop": (sentences, "glued-sentences"),
    "stop2": (ellipses, "glued-sentences"),
    "comma": (clauses, "glued-clauses"),
    "comma2": (clauses, "glued-clauses"),
    "colon": (clauses, "glued-clauses"),
    "open": (opening, "glued-bracket"),
    "begun": (begun, "glued-sentences"),
    "noted": (noted, "glued-list"),
    "close": (closing, "glued-bracket"),
    "closing": (quoted, "glued-quotation"),
    "closed": (closed, "glued-number"),
    "money": (money, "glued-number"),
    "domain": (domains, ADDRESS),
    "address": (addresses, ADDRESS),
    "address2": (addresses, ADDRESS),
    "file": (files, ADDRESS),
    "call": (files, ADDRESS),
    "web": (tags, ADDRESS),
    "tag": (tags, ADDRESS),
    "bullet": (bullets, "glued-list"),
    "item": (items, "glued-list"),
    "number": (numbers, "glued-number"),
    "word": (words, "glued-number"),
    "ordinal": (ordinals, "glued-number"),
    "dash": (dashes, "glued-dash"),
    "label": (labels, "glued-number"),
    "dash2": (dashes, "glued-dash"),
    "percent": (percents, "glued-number"),
    "date": (dates, "glued-number"),
    "clock": (clocks, "glued-number"),
    "price": (prices, "glued-number"),
    "quote": (quotations, "glued-quotation"),
    "acronym": (acronyms, "glued-words"),
    "possessive": (possessives, "glued-words"),
}
