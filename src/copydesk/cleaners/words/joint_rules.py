"""Whether a space was lost at a joint: SURE by itself, LIKELY where the text lost other spaces."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from copydesk._models.vocabulary import Vocabulary
from copydesk._text.patterns import lazy
from copydesk.cleaners.words.joints import Joint, joints, lower
from copydesk.cleaners.words.text_words import TextWords

SURE, LIKELY = 20.0, 1.0


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


def sentences(joint: Joint, known: Vocabulary) -> float:
    """`talks.Then` and `end.”Next`; not `U.S.A.`, `10.30am`, `Node.js` or `Mr.Robot`."""
    left, right = lower(joint.left), joint.right
    if not right or ".." in joint.mark:
        return ellipses(joint, known)
    if abbreviated(joint, known):
        return after_abbreviation(joint, known)
    if right[0].isdigit():
        plain_number = _PLAIN_NUMBER.match(joint.after)
        return LIKELY if plain_number and left.isalpha() and known.zipf(left) >= 2 else 0
    frequency, function_word = known.zipf(lower(right)), lower(right) in known.function_words
    if right[0].islower():
        long = len(right) > 2 or joint.mark[-1] in '”"'
        said = function_word and long and (known.zipf(left) >= 3 or not left)
        return LIKELY if said and joint.chunk.count(".") == 1 else 0
    if lower(right) in known.never_right and not function_word:
        word = joint.left.islower() and known.zipf(left) >= 3 and right.istitle()
        return LIKELY if word and len(right) > 2 else 0
    if right.isupper() and right not in ("I", "A"):
        shouted = len(right) > 2 and frequency >= 3 and len(left) > 1
        word = joint.left.islower() and len(left) > 3 and len(right) > 1
        return LIKELY if shouted or word else 0
    if right == "Mc" and _bent(joint):
        return SURE if joint.left.islower() and known.zipf(left) >= 2.5 else LIKELY
    if frequency < 2.5:
        return LIKELY if len(right) > 3 else 0
    prose = joint.left.islower() and known.zipf(left) >= 2.5 and not _bent(joint)
    closed = joint.mark != "." and not joint.left.isupper()
    return SURE if closed or not left or function_word or prose else LIKELY


def abbreviated(joint: Joint, known: Vocabulary) -> bool:
    """Does the full stop end an abbreviation, or initials?"""
    left = joint.left
    initial = left.isalpha() and joint.alone and joint.mark[0] == "."
    initial = initial and (len(left) < 2 or (len(left) == 2 and not left.islower()))
    return lower(left) in known.abbreviations or initial


def after_abbreviation(joint: Joint, known: Vocabulary) -> float:
    """`11 p.m.Authorities` and `the U.S.The`; not `U.S.A.`, `J.R.R.Tolkien` or `Acme.Inc`."""
    right, frequency = lower(joint.right), known.zipf(lower(joint.right))
    if not (joint.right[:1].isupper() and joint.right[1:].islower()) or _bent(joint):
        return 0
    if len(joint.left) == 2 and lower(joint.left) not in known.abbreviations:  # the US.The
        small = right in known.function_words and joint.left.isupper()
        return SURE if small else LIKELY if frequency >= 3 and len(right) > 2 else 0
    ends = _ABBREVIATION.search(joint.before)
    if not ends or lower(ends[0]).strip('.”"’)') not in known.closing_abbreviations:
        return 0
    if right in known.function_words or (joint.mark[-1] != "." and frequency >= 3):
        return SURE
    return SURE if frequency >= 3.5 and len(right) > 3 and "." in ends[0][:-1] else LIKELY


_ABBREVIATION = lazy(r"(?:(?<![^\W_])(?:[^\W\d_]{1,2}\.)+|(?<![^\W_])[^\W\d_]{2,5}\.)[”\"’)]*\Z")
_PLAIN_NUMBER = lazy(r"[$£€]?\d+(?:\W|\Z)")


def _bent(joint: Joint) -> bool:
    """Does the word behind the joint go on after a capital? `pandas.DataFrame` is code."""
    return joint.after[len(joint.right) :][:1].isupper()


def ellipses(joint: Joint, known: Vocabulary) -> float:
    """`the law…The` and `the rain...Please`; not `well…maybe`."""
    title = len(joint.right) > 1 and joint.right.istitle() and not _bent(joint)
    return LIKELY if title and known.zipf(lower(joint.right)) >= 3.5 else 0


def clauses(joint: Joint, known: Vocabulary) -> float:
    """`said,he` and `wall;the`; not `1,000`, `N,N-dimethyl`, `Re:Zero` or `about:blank`."""
    left, right = known.zipf(lower(joint.left)), known.zipf(lower(joint.right))
    capital = joint.right[:1].isupper()
    if (joint.left.isalpha() and len(joint.left) < 2) or _ENTITY.search(joint.before):
        return 0
    if joint.right.isdigit():
        return LIKELY if left >= 3 and len(joint.left) > 2 else 0
    if joint.mark[0] == ":":
        number = joint.right.isdigit() and len(joint.left) > 3
        name = joint.text_words.repeated(joint.chunk)
        name = name and lower(joint.right) not in known.function_words
        likely = (number or (capital and len(joint.right) > 1)) and left >= 3 and not name
        return LIKELY if likely else 0
    if len(joint.right) < 2 and joint.right not in ("a", "A", "I"):
        return 0
    if right < 3:
        rare = right >= 2 and left >= 3 and len(joint.right) > 3
        return LIKELY if (capital and len(joint.right) > 2) or rare else 0
    prose = (left >= 2 or not joint.left) and not _LISTED.search(joint.before + joint.after)
    return SURE if prose else LIKELY


_ENTITY = lazy(r"&\w+;\Z")
_LISTED = lazy(r"[()\[\]\d]|,[^,]*,")


def opening(joint: Joint, known: Vocabulary) -> float:
    """`word(2019)` and `said“we`; not `person(s)`, `f(x)`, `iron(III)` or code."""
    if ")" not in joint.after and lower(joint.right) in known.function_words:
        return LIKELY if len(joint.left) > 3 and not joint.text_words.code else 0
    if known.zipf(lower(joint.left)) < 3 or len(joint.left) < 3:
        return 0
    if joint.after[0] == "“":
        return SURE
    inner, closed, _ = joint.after[1:].partition(")")
    if _YEAR.fullmatch(inner):
        return SURE
    long = len(inner) > (3 if closed else 1) and not joint.text_words.code
    return LIKELY if long and known.zipf(lower(joint.right)) >= 3 else 0


_YEAR = lazy(r"(?:19|20)\d\d")


def closing(joint: Joint, known: Vocabulary) -> float:
    """`(2019)The` and `[40]in`; not `(s)he`, `(web)page` or `“and”s`."""
    right = known.zipf(lower(joint.right))
    if right < 3 or len(joint.right) < 2:
        return LIKELY if joint.right[:1].isupper() and len(joint.right) > 3 else 0
    if _REFERENCE.search(joint.before):
        return SURE
    if "”" in joint.mark:
        return SURE if len(joint.right) > 2 or right >= 6 else LIKELY
    inner = joint.before[:-1].rpartition("(")[2]
    small = lower(joint.right) in known.function_words
    part_of_word = joint.right.islower() and right < 5 and not small
    if len(inner) < 3 or part_of_word or known.zipf(lower(inner + joint.right)):
        return 0
    return SURE if len(joint.right) > 2 and right >= 4 and joint.mark == ")" else LIKELY


_REFERENCE = lazy(r"\[\d+\]\Z")


def closed(joint: Joint, known: Vocabulary) -> float:
    """`(down from $9)47`; not `(02)9555`, `f(x)2` or `H(a)3`."""
    inner = joint.before[:-1].rpartition("(")[2]
    if len(inner) < 3 or joint.text_words.code or joint.text_words.repeated(joint.chunk):
        return 0
    telephone = inner.isdigit() and len(inner) < 5
    return 0 if telephone and joint.after[0].isdigit() else LIKELY


def money(joint: Joint, known: Vocabulary) -> float:
    """`$9$47`: two prices."""
    return LIKELY


def domains(joint: Joint, known: Vocabulary) -> float:
    """`example.comThe`; not `example.comPany` or `example.com/The`."""
    word = known.zipf(lower(joint.right)) >= 3 and len(joint.right) > 1
    return SURE if word and "/" not in joint.chunk else 0


def bullets(joint: Joint, known: Vocabulary) -> float:
    """`rain.• Snow`, where items of a list met."""
    return LIKELY if joint.before[-1].isalnum() else SURE


def numbers(joint: Joint, known: Vocabulary) -> float:
    """`March20`, `in2019` and `Phone1-855-555`; not `Covid19`, `MP3`, `under21s` or `up2date`."""
    left, number = joint.left, _NUMBER.match(joint.after)
    if lower(left) in known.number_labels and _TELEPHONE.match(joint.after):
        return SURE
    if not number and not _COUNT.match(joint.after):
        return 0
    if number and lower(left) in known.months and left[0].isupper():
        return SURE
    if number and left in known.before_numbers and len(number[0]) > 1:
        return SURE
    if number and left.islower() and len(number[0]) > 1 and known.zipf(left) >= 4.5:
        return LIKELY
    listed = left.islower() and len(left) > 3 and known.zipf(left) >= 3.5
    if listed and _COUNT.match(joint.after) and not joint.text_words.repeated(joint.chunk):
        return LIKELY
    return LIKELY if _DATED.match(joint.after) and known.zipf(lower(left)) >= 3 else 0


_NUMBER = lazy(r"\d+(?:[.,]\d+)*(?:%|th|st|nd|rd|s|am|pm|[kmb]n?)?(?!\w)")
_COUNT = lazy(r"\d+(?:[/⁄.,]\d+)*(?:\.?\Z|\w{3,}\Z)")
_DATED = lazy(r"(?:19|20)\d\d-\d\d-\d\d|\d+-\w+-old|\d\d?:\d\d(?!\d)")
_TELEPHONE = lazy(r"\d[\d().–-]*\d\d")


def prices(joint: Joint, known: Vocabulary) -> float:
    """`contributed$1.45`; not `US$100` or `Ke$ha`."""
    if not joint.left.islower() or known.zipf(joint.left) < 3:
        return 0
    return SURE if joint.left in known.function_words else LIKELY


def quotations(joint: Joint, known: Vocabulary) -> float:
    """`called"Marble"` and `Marble"allowed`: which side of the quote, the text must tell."""
    left, right = known.zipf(lower(joint.left)), known.zipf(lower(joint.right))
    return LIKELY if min(left, right) >= 3 and min(len(joint.left), len(joint.right)) > 1 else 0


def words(joint: Joint, known: Vocabulary) -> float:
    """`2023By` and `$10Shares`; not `20th`, `10km`, `5pm`, `£38million` or `1Password`."""
    right, frequency = lower(joint.right), known.zipf(lower(joint.right))
    year, price = _YEAR.fullmatch(joint.left), _PRICE.search(joint.before)
    if joint.right[:1].isupper():
        if joint.right.isupper() and len(right) > 1:
            return 0
        if year and frequency >= 3:
            return SURE
        priced = price and frequency >= 3 and joint.right[1:].islower()
        small = right in known.function_words and len(right) > 2
        return SURE if priced else LIKELY if len(right) > 3 or small else 0
    if right in known.measures and not price:
        return LIKELY
    if right in known.after_numbers or price or joint.text_words.repeated(joint.chunk):
        return 0
    if right in known.function_words:
        return SURE if year and frequency >= 5 else LIKELY if len(right) > 2 or year else 0
    return LIKELY if len(right) > 4 and (frequency >= 4 or two_words(right, known)) else 0


_PRICE = lazy(r"[£€¥₹$]\d[\d.,]*\Z")


def ordinals(joint: Joint, known: Vocabulary) -> float:
    """`19thcentury`; not `4theater` or `5thing`."""
    right, frequency = lower(joint.right), known.zipf(lower(joint.right))
    if len(right) < 4 or frequency < 3.5 or known.zipf(lower(joint.left + joint.right)):
        return 0
    return SURE


def dashes(joint: Joint, known: Vocabulary) -> float:
    """`here– and` and `—The`: one side of a dash that is set apart on the other.

    Not `—Ann Example`, who is named so behind what she said, and not where speech begins so.
    """
    if joint.kind == "dash":
        return LIKELY if known.zipf(lower(joint.left)) >= 3 else 0
    small = lower(joint.right) in known.function_words and joint.right.istitle()
    return LIKELY if small and "letters" in known.models else 0


def two_words(word: str, known: Vocabulary) -> bool:
    """Is what stands on the right glued itself: the rulesthat of `EUrulesthat`?"""
    if known.zipf(word):
        return False
    splits = ((word[:at], word[at:]) for at in range(3, len(word) - 1))
    return any(b in known.function_words and known.zipf(a) >= 4 for a, b in splits)


def percents(joint: Joint, known: Vocabulary) -> float:
    """`5%on` and `35%No`; not `5%ige`."""
    right, frequency = lower(joint.right), known.zipf(lower(joint.right))
    small = right in known.function_words
    return SURE if small or (frequency >= 4 and len(right) > 3) else 0


def clocks(joint: Joint, known: Vocabulary) -> float:
    """A year and a time: `4, 20268:29 AM`; not `120268:29`."""
    return SURE if _CLOCK.search(joint.before) else 0


_CLOCK = lazy(r"(?<!\d)(?:19|20)\d\d\Z")


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
        likely = shouted or (frequent and known.zipf(right) >= 4.5)
        return LIKELY if likely and not joint.text_words.repeated(joint.chunk) else 0
    small = right in known.function_words or right in known.after_names
    said = small or (len(right) > 3 and (known.zipf(right) >= 4 or two_words(right, known)))
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
    "close": (closing, "glued-bracket"),
    "closed": (closed, "glued-number"),
    "money": (money, "glued-number"),
    "domain": (domains, "glued-address"),
    "bullet": (bullets, "glued-list"),
    "number": (numbers, "glued-number"),
    "word": (words, "glued-number"),
    "ordinal": (ordinals, "glued-number"),
    "dash": (dashes, "glued-dash"),
    "dash2": (dashes, "glued-dash"),
    "percent": (percents, "glued-number"),
    "clock": (clocks, "glued-number"),
    "price": (prices, "glued-number"),
    "quote": (quotations, "glued-quotation"),
    "acronym": (acronyms, "glued-words"),
    "possessive": (possessives, "glued-words"),
}
