"""Whether a space was lost beside a number: see `joint_rules`."""

from __future__ import annotations

from copydesk._models.vocabulary import Vocabulary
from copydesk._text.patterns import lazy
from copydesk.cleaners.words.joints import LIKELY, LONGEST, SURE, YEAR, Joint, lower


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


def numbers(joint: Joint, known: Vocabulary) -> float:
    """`March20`, `in2019`, `Retrieved27 May`, `Phone1-855-555`; not `Covid19`, `MP3`, `up2date`."""
    left, number = joint.left, _NUMBER.match(joint.after)
    if lower(left) in known.number_labels and _TELEPHONE.match(joint.after):
        return SURE
    if not number and not _COUNT.match(joint.after):
        return 0
    if number and lower(left) in known.months and left[0].isupper():
        return SURE
    if number and left in known.before_numbers and len(number[0]) > 1:
        return SURE
    if joint.before[: -len(left)].endswith(":"):  # 6:a360
        return 0
    if number and left.islower() and len(number[0]) > 1 and known.zipf(left) >= 4.5:
        return LIKELY
    if number and joint.at + number.end() == len(joint.chunk) and before_month(joint, known):
        return LIKELY
    if number and (measured(joint, known) or entry(joint)):
        return LIKELY
    if _FRACTION.match(joint.after) and left.islower() and known.zipf(left) >= 2.5:
        return LIKELY if len(left) > 2 else 0
    if joint.text_words.repeated(joint.chunk):
        return LIKELY if dated(joint, known) else 0
    common = left.istitle() and number and known.capital(lower(left)) < 0.3
    if (common or (left.islower() and _COUNT.match(joint.after))) and len(left) > 3:
        return LIKELY if known.zipf(lower(left)) >= 3 else 0
    return LIKELY if dated(joint, known) else 0


def measured(joint: Joint, known: Vocabulary) -> bool:
    """A word before `3 teaspoons` or `50 per cent`, which are glued to it."""
    after = lower(joint.text_words.after(joint.chunk))
    measure = after in known.measures or after == "per"
    word = joint.alone or joint.left.istitle()  # styles|Myer50 per cent
    return measure and word and len(joint.left) > 3 and not joint.left.isupper()


def entry(joint: Joint) -> bool:
    """`Scholar4. Moore`, where a text has many numbers of entries behind words; not `PS4. It`."""
    ended = joint.after[-1:] == "." and joint.after[:-1].isdigit() and len(joint.after) < 5
    return ended and len(joint.left) > 3 and joint.text_words.numbered


def before_month(joint: Joint, known: Vocabulary) -> bool:
    """The word before `27 May`, as far as it is one."""
    month = lower(joint.text_words.after(joint.chunk)).strip(".,")
    return month in known.months and known.zipf(lower(joint.left)) >= 3


def dated(joint: Joint, known: Vocabulary) -> bool:
    """`Updated2020-05-01`, `Published12:30` and `a65-year-old`; not `CO2-neutral`."""
    measured = joint.left.islower() and _MEASURED.match(joint.after)
    return bool(measured or _DATED.match(joint.after)) and known.zipf(lower(joint.left)) >= 3


_NUMBER = lazy(r"\d+(?:[.,]\d+)*(?:%|th|st|nd|rd|s|am|pm|[kmb]n?)?(?!\w)")
_COUNT = lazy(r"\d+(?:[/⁄.,]\d+)*(?:\.?\Z|\w{3,}\Z)")
_DATED = lazy(r"(?:19|20)\d\d-\d\d-\d\d|\d\d?:\d\d(?!\d)")
_MEASURED = lazy(r"\d{1,3}-[a-z]{3,}")
_FRACTION = lazy(r"\d\d?[/⁄]\d\d?\Z")  # sugar1/4, connections24/7
_TELEPHONE = lazy(r"\d[\d().–-]*\d\d")


def prices(joint: Joint, known: Vocabulary) -> float:
    """`contributed$1.45`; not `US$100` or `Ke$ha`."""
    if not joint.left.islower() or known.zipf(joint.left) < 3:
        return 0
    return SURE if joint.left in known.function_words else LIKELY


def words(joint: Joint, known: Vocabulary) -> float:
    """`2023By` and `$10Shares`; not `20th`, `10km`, `5pm`, `£38million` or `1Password`."""
    right, frequency = lower(joint.right), known.zipf(lower(joint.right))
    year, price = YEAR.fullmatch(joint.left), _PRICE.search(joint.before)
    if joint.right[:1].isupper():
        between = joint.left in ("2", "4") and not joint.alone  # Tensor2Tensor, Work4Labs
        unit = right in known.after_numbers and joint.alone  # 10Gbps
        if between or unit or (joint.right.isupper() and len(right) > 1):
            return 0
        if year and frequency >= 3:
            return SURE
        priced = price and frequency >= 3 and joint.right[1:].islower()
        small = right in known.function_words and len(right) > 2
        return SURE if priced else LIKELY if len(right) > 3 or small else 0
    if price and len(right) > 1 and joint.after == right in known.function_words:
        return LIKELY
    if right in known.measures and not price:
        return SURE if joint.alone and not joint.text_words.repeated(joint.chunk) else LIKELY
    if right in known.after_numbers or price or joint.text_words.repeated(joint.chunk):
        return 0
    if right == joint.after == "in":  # Gate 3in August; not a 3in pipe
        return LIKELY if joint.text_words.after(joint.chunk)[:1].isupper() else 0
    if right in known.function_words:
        small = len(right) > 2 or (frequency >= 6.5 and joint.after == right != "in")  # 6is
        return SURE if year and frequency >= 5 else LIKELY if small or year else 0
    return LIKELY if len(right) > 4 and (frequency >= 4 or two_words(right, known)) else 0


_PRICE = lazy(r"[£€¥₹$]\d[\d.,]*\Z")


def ordinals(joint: Joint, known: Vocabulary) -> float:
    """`19thcentury`, `10thKey` and `30swas`; not `4theater` or `5thing`."""
    right, frequency = lower(joint.right), known.zipf(lower(joint.right))
    plain_title = joint.right.istitle() and not joint.bent
    least = 3 if plain_title or right in known.function_words else 4
    if len(right) < least or frequency < 3.5 or known.zipf(lower(joint.left + joint.right)):
        return 0
    return SURE


def labels(joint: Joint, known: Vocabulary) -> float:
    """`the newPS5` and `supportHTML5`; not `iOS17`, `eMMC5` or `ffmpegH264`."""
    left = joint.left
    frequent = left.islower() and len(left) > 1 and known.zipf(left) >= 4
    small = left in known.function_words or len(left) > 3
    return LIKELY if frequent and small and not joint.text_words.repeated(joint.chunk) else 0


def two_words(word: str, known: Vocabulary) -> bool:
    """Is what stands on the right glued itself: the rulesthat of `EUrulesthat`, or cupsalted?"""
    if known.zipf(word) or len(word) > LONGEST:
        return False
    splits = ((word[:at], word[at:]) for at in range(3, len(word) - 1))
    return any(
        (b in known.function_words and known.zipf(a) >= 4)
        or (a in known.measures and known.zipf(b) >= 2 and len(b) > 3)
        for a, b in splits
    )


def percents(joint: Joint, known: Vocabulary) -> float:
    """`5%on` and `35%No`; not `5%ige`."""
    right, frequency = lower(joint.right), known.zipf(lower(joint.right))
    small = right in known.function_words
    return SURE if small or (frequency >= 4 and len(right) > 3) else 0


def dates(joint: Joint, known: Vocabulary) -> float:
    """`May 24,2018`; not `24,2018` by itself, which is a number elsewhere."""
    day = int(joint.left) < 32
    before = joint.before[: -len(joint.left) - 1] or joint.text_words.before(joint.chunk)
    return SURE if day and lower(before).strip(".(") in known.months else 0


def clocks(joint: Joint, known: Vocabulary) -> float:
    """A year and a time: `4, 20268:29 AM`; not `120268:29`."""
    return SURE if _CLOCK.search(joint.before) else 0


_CLOCK = lazy(r"(?<!\d)(?:19|20)\d\d\Z")
