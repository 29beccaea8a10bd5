"""Whether a space was lost behind a sentence or a clause: see `joint_rules`."""

from __future__ import annotations

from copydesk._models.vocabulary import Vocabulary
from copydesk._text.patterns import lazy
from copydesk.cleaners.words.joints import LIKELY, SURE, YEAR, Joint, lower

OPENED, CLOSED = frozenset('“"'), frozenset('”"')
"""Marks with which a quotation begins, and with which one ends."""


def sentences(joint: Joint, known: Vocabulary) -> float:
    """`talks.Then` and `end.”Next`; not `U.S.A.`, `10.30am`, `Node.js` or `Mr.Robot`."""
    left, right = lower(joint.left), joint.right
    if not right or ".." in joint.mark:
        return ellipses(joint, known)
    if left in known.months and joint.left[0].isupper() and _DAY.match(joint.after):
        return SURE
    if abbreviated(joint, known):
        return after_abbreviation(joint, known)
    if right[0].isdigit():
        return listed(joint, known)
    frequency, function_word = known.zipf(lower(right)), lower(right) in known.function_words
    if right[0].islower():
        return in_small_letters(joint, known) if joint.after[0] != "…" else 0
    if lower(right) in known.never_right and not function_word:
        least = 2 if joint.left.islower() else 3  # Amazon.Com, but: the Yellow Jacket.Tech
        word = known.zipf(left) >= 3 and len(left) > least
        long = len(right) > least or joint.after[len(right) :][:1] == "-"  # Co-founder
        return LIKELY if word and (long or right.isupper()) else 0
    if right.isupper() and right not in ("I", "A"):
        shouted = len(right) > 2 and frequency >= 3 and (len(left) > 1 or left.isdigit())
        word, initials = joint.left.islower() and len(left) > 3, _INITIAL.match(joint.after)
        name = joint.left.istitle() and len(left) > 3 and initials and initials[0][2:]
        return LIKELY if shouted or name or (word and (right[1:] or initials)) else 0
    if right == "Mc" and joint.bent:
        return SURE if joint.left.islower() and known.zipf(left) >= 2.5 else LIKELY
    if joint.bent and (_PACKAGE.match(joint.before) or _MEMBER.search(joint.after)):
        return 0  # java.util.ArrayList, pandas.DataFrame.merge
    if frequency < 2.5:
        word = joint.left.islower() and known.zipf(left) >= 3
        return LIKELY if len(right) > (2 if word else 3) else 0
    prose = joint.left.islower() and known.zipf(left) >= 2.5 and not joint.bent
    closed = joint.mark != "." and not joint.left.isupper()
    return SURE if closed or not left or function_word or prose else LIKELY


def listed(joint: Joint, known: Vocabulary) -> float:
    """`the candies.2 large`, `(in active form).7.`, `Virol.2006;37:237`; not `v.2` or `4.13`."""
    left = lower(joint.left)
    if _VOLUME.match(joint.after):
        return LIKELY
    if YEAR.fullmatch(left) and _ENTRY.match(joint.after):  # 2016.9.Moore
        return LIKELY
    if left.isalpha():
        name = joint.left.istitle() and len(left) > 3 and _ITEM.match(joint.after)
        said = name or known.zipf(left) >= 2
        return LIKELY if said and _PLAIN_NUMBER.match(joint.after) else 0
    behind = not left and (_ITEM.match(joint.after) or joint.before[-2:-1] == ")")
    return LIKELY if behind else 0


def in_small_letters(joint: Joint, known: Vocabulary) -> float:
    """`the rain.however` and `the top 10.eBay`; not `site.it`, `Node.js` or `list.indexOf`."""
    left, right = lower(joint.left), lower(joint.right)
    if (joint.before + joint.after).count(".") > 1:
        return 0
    if _CAMEL.match(joint.after):
        return LIKELY if joint.left.islower() and len(left) > 3 and known.zipf(left) >= 3 else 0
    long = len(right) > 2 or joint.mark[-1] in '”"'
    long = long or (len(left) > 4 and right not in known.never_right)  # not ban.do
    said = right in known.function_words and long and len(right) > 1
    return LIKELY if said and (known.zipf(left) >= 3 or not left) else 0


_PACKAGE = lazy(r"[a-z]+\.(?!com|org|net)[a-z]+\.\Z")
_MEMBER = lazy(r"\A\w+\.[a-z]")
_VERSION = lazy(r"\d{1,2}\.\d")
_ENTRY = lazy(r"\d{1,3}\.[A-Z]")
_VOLUME = lazy(r"(?:19|20)\d\d;\d")
_DAY = lazy(r"[0-3]?\d(?!\d)")
_ITEM = lazy(r"\d{1,3}\.?(?:\Z|[A-Z])")
_CAMEL = lazy(r"[a-z]{1,2}[A-Z][a-z]{2}")
_INITIAL = lazy(r"[A-Z]\.(?:\Z|[A-Z]\.)")


def abbreviated(joint: Joint, known: Vocabulary) -> bool:
    """Does the full stop end an abbreviation, or initials?"""
    left = joint.left
    if joint.mark[-1] in CLOSED and joint.before.removesuffix(left + joint.mark)[-1:] in OPENED:
        return False  # “No.”Then
    initial = left.isalpha() and joint.alone and joint.mark[0] == "."
    initial = initial and (len(left) < 2 or (len(left) == 2 and not left.islower()))
    return lower(left) in known.abbreviations or initial


def after_abbreviation(joint: Joint, known: Vocabulary) -> float:
    """`11 p.m.Authorities` and `the U.S.The`; not `U.S.A.`, `J.R.R.Tolkien` or `Acme.Inc`."""
    right, frequency = lower(joint.right), known.zipf(lower(joint.right))
    if joint.right.islower() and _INITIALS.search(joint.before):  # the U.S.history
        word = right in known.function_words or right not in known.never_right
        said = frequency >= 4 and len(right) > 1 and word
        return LIKELY if said else 0
    if not (joint.right[:1].isupper() and joint.right[1:].islower()) or joint.bent:
        return 0
    if len(joint.left) == 2 and lower(joint.left) not in known.abbreviations:  # the US.The
        small = right in known.function_words and joint.left.isupper()
        return SURE if small else LIKELY if frequency >= 3 and len(right) > 2 else 0
    if left_title(joint, known):
        return LIKELY
    ends = _ABBREVIATION.search(joint.before)
    if not ends or lower(ends[0]).strip('.”"’)') not in known.closing_abbreviations:
        return 0
    if right in known.function_words or (joint.mark[-1] != "." and frequency >= 3):
        return SURE
    return SURE if frequency >= 3.5 and len(right) > 3 and "." in ends[0][:-1] else LIKELY


def left_title(joint: Joint, known: Vocabulary) -> bool:
    """`Rep.Steve` and `vs.Rafael`; not `Mr.Robot` or `Dr.Dre`."""
    return lower(joint.left) in known.titles and len(joint.right) > 2


_ABBREVIATION = lazy(r"(?:(?<![^\W_])(?:[^\W\d_]{1,2}\.)+|(?<![^\W_])[^\W\d_]{2,5}\.)[”\"’)]*\Z")
_INITIALS = lazy(r"(?<![^\W_])(?:[A-Z]\.){2,}\Z")
_PLAIN_NUMBER = lazy(r"[$£€]?\d+(?:\W|\Z)")


def begun(joint: Joint, known: Vocabulary) -> float:
    """`.The`, where a full stop went to the next sentence; not `.NET`, `.Trash` or code."""
    right = lower(joint.right)
    frequent = len(right) > 2 and known.zipf(right) >= 3.5 and right not in known.never_right
    if not frequent or joint.bent or joint.text_words.code:
        return 0
    return SURE if right in known.function_words and joint.after == joint.right else LIKELY


def noted(joint: Joint, known: Vocabulary) -> float:
    """`^Bogue` and `^"Mozilla`, where an encyclopedia leads back from a note; not `^foo`."""
    return LIKELY if joint.right[:1].isupper() and not joint.text_words.code else 0


def ellipses(joint: Joint, known: Vocabulary) -> float:
    """`the law…The` and `the rain...Please`; not `well…maybe`."""
    long = len(joint.right) > 1 or joint.after[0] == "“"
    title = long and joint.right.istitle() and not joint.bent
    return LIKELY if title and known.zipf(lower(joint.right)) >= 3.5 else 0


def clauses(joint: Joint, known: Vocabulary) -> float:
    """`said,he` and `wall;the`; not `1,000`, `N,N-dimethyl`, `Re:Zero` or `about:blank`."""
    left, right = known.zipf(lower(joint.left)), known.zipf(lower(joint.right))
    capital = joint.right[:1].isupper()
    if (joint.left.isalpha() and len(joint.left) < 2) or _ENTITY.search(joint.before):
        return 0
    if joint.right.isdigit():
        if not joint.alone or _VERSION.match(joint.after):  # arXiv:1907.05600, python:3.7
            return 0
        if lower(joint.left) in known.number_labels:
            return LIKELY
        return LIKELY if left >= 3 and len(joint.left) > 2 else 0
    if joint.mark[0] == ":":
        return announced(joint, known)
    if len(joint.right) < 2 and joint.right not in ("a", "A", "I"):
        return 0
    if right < 3:
        rare = right >= 2 and (left >= 3 or joint.left.isdigit()) and len(joint.right) > 3
        return LIKELY if (capital and len(joint.right) > 2) or rare else 0
    name = joint.left.istitle() and len(joint.left) > 3
    prose = (left >= 2 or name or not joint.left) and not _LISTED.search(joint.before + joint.after)
    return SURE if prose else LIKELY


def announced(joint: Joint, known: Vocabulary) -> float:
    """`Last fight:May`, `two ways:by`, `said:“No`; not `Re:Zero`, `Dry:Soon`, `about:blank`."""
    left, right, function_words = lower(joint.left), joint.right, known.function_words
    if joint.after[0] == "“":
        return SURE if len(left) > 2 else 0
    if right.islower():
        said = right in function_words and len(right) > 1 and joint.left.islower()
        prose = len(left) > 3 and known.zipf(left) >= 4 and not joint.text_words.code
        return LIKELY if said and prose else 0
    name = joint.left[:1].isupper() and joint.text_words.repeated(joint.chunk)
    small = lower(right) in function_words and right.istitle()
    if (len(right) < 2 and right not in ("A", "I")) or (name and not small):
        return 0
    named = small and joint.left.istitle() and len(left) > 3
    bracket = joint.before[-2:-1] == ")" and right.istitle()
    named = named or (bracket and not joint.text_words.code)
    return LIKELY if named or known.zipf(left) >= 2.5 or YEAR.fullmatch(left) else 0


_ENTITY = lazy(r"&\w+;\Z")
_LISTED = lazy(r"[()\[\]\d]|,[^,]*,")
