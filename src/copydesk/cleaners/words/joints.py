"""Places inside a chunk where punctuation, a bracket or a number betrays a lost space.

A chunk is what stands between white space. A joint is only a shape; whether it is split is decided
by the words on both sides, in `joint_rules`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from copydesk._text.patterns import lazy
from copydesk.cleaners.words.text_words import TextWords, plain

NEAR = 40
"""So many characters on either side of a joint are looked at: enough for any word."""

LONGEST = 60
"""So many letters a glued word has at most: in a longer one no two words are looked for."""

SURE, LIKELY = 20.0, 1.0
"""The log-odds of rules: enough by itself, enough where the text lost other spaces."""

ADDRESS = "glued-address"
OPENING = "“\"‘'([©$£€…"
YEAR = lazy(r"(?:19|20)\d\d")


class Joint(NamedTuple):
    """A place in a chunk, its kind and mark, and the words on both sides: each up to a capital."""

    at: int
    kind: str
    mark: str
    left: str
    right: str
    chunk: str
    text_words: TextWords

    @property
    def before(self) -> str:
        """What stands before the place, as far as it matters."""
        return self.chunk[max(0, self.at - NEAR) : self.at]

    @property
    def after(self) -> str:
        """What stands behind the place, as far as it matters."""
        return self.chunk[self.at : self.at + NEAR]

    @property
    def bent(self) -> bool:
        """Does the word behind the joint go on after a capital? `pandas.DataFrame` is code."""
        return self.after.lstrip(OPENING)[len(self.right) :][:1].isupper()

    @property
    def alone(self) -> bool:
        """Does the word on the left begin where letters and digits begin? Not the j of `Neo4j`."""
        start = self.at - len(self.mark) - len(self.left)
        return start <= 0 or not self.chunk[start - 1].isalnum()


def joints(chunk: str, text_words: TextWords) -> Iterator[Joint]:
    """All joints of a chunk, in order."""
    patterns = _patterns()
    for match in _matches(chunk, patterns.joint):
        kind, at = match.lastgroup or "", match.end()
        before = patterns.left.search(chunk[max(0, match.start() - NEAR) : match.start()])
        after = patterns.right.match(chunk, at)
        left, right = before[0] if before else "", after[1] if after else ""
        yield Joint(at, kind, match[kind], left, right, chunk, text_words)


def _matches(chunk: str, joint: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Joints, asked only where one may begin: most characters of a chunk are passed over."""
    if chunk[0] in ".^–—":
        yield from joint.finditer(chunk)
        return
    free = 0
    for place in _PLACE.finditer(chunk):
        at = place.start()
        if at >= free and (match := joint.match(chunk, at)):
            yield match
            free = max(match.end(), at + 1)


# Each alternative begins with a class or a character: what begins so is passed over fast.
_PLACE = lazy(
    r"""
      [.!?,;:](?<=[\w”"’')\]%].) | …(?<=[^\W_].) | [”)\]](?<=[\w.,!?’].) | [’'](?<=[a-z].)
    | "(?<=[^\W\d_].) | [“(](?<=[^\W_].) | [$£€](?<=[^\W_].|\).) | \d(?<=[^\W\d_].|\).)
    | \d(?<=\d{4}.) | [–—](?=\Z) | -(?=-\Z) | [+*](?=\Z) | [@\#](?<=[a-z].) | [•▪●■◦©]
    | [A-Z](?<=[a-zA-Z].) | [^\W\d_](?<=[\d%)].) | [a-z](?<=[A-Z]{2}.)
    | p(?=ic\.) | h(?=ttps?:) | w(?=ww\.)
    | [^\W\d_](?<=\.(?:com|org|net|edu|gov).) | [^\W\d_](?<=['’](?:re|ve|ll).|.['’][smt].)
    | [a-z](?<=\.(?:txt|pdf|php|yml|css|csv|xml|exe).) | [a-z](?<=\.(?:html|json).)
    | [a-z](?<=\.py.) | [^\W\d_](?<=\d(?:st|nd|rd|th|0s).)
    """,
    re.VERBOSE,
)
_MARK = lazy(r"[^\W\d]\d|\d[^\W\d]|\d:\d|[^\w'’–—/-]|['’](?:[stm]|re|ve|ll)[^\W\d_]{3}")
_ACRONYM = lazy(r"[A-Z]{2}[A-Z]?[a-z]{2}|[a-z][’'][A-Z][A-Za-z]")


def possible(chunk: str, word: str) -> bool:
    """May a chunk have a joint, seen from the word in it? A quick look that spares the long one."""
    marked = not word.isalpha() and _MARK.search(word)
    return bool(marked or _ACRONYM.search(chunk) or chunk[-1] in "–—-+*" or chunk[0] in "–—")


def lower(word: str) -> str:
    """A word as the vocabulary has it.

    >>> lower("I’m")
    "i'm"
    """
    return plain(word)


class _Patterns(NamedTuple):
    joint: re.Pattern[str]
    left: re.Pattern[str]
    right: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    lower, upper = cased()
    joint = r"""
          (?<=[\w”"’')\]%]) (?P<stop>[.!?]+(?:'["”])?[”"’)\]]*)
              (?=[“"‘(\[©$£€…\u200c]*'?[^\W_])                            # rain.The
        | (?<=[^\W_]) (?P<stop2>…[”"’)]*) (?=[“"‘]?[^\W\d_])               # the law…The
        | (?<=[\w”"’)\]%]) (?P<comma>[,;:][”"’]?) (?=[“"‘(\[]?[^\W\d_])    # said,he; not 1,000
        | (?<=[^\W\d_]{3}) (?P<comma2>,) (?=[$£€]?\d)                     # average,65
        | (?<=\A\.) (?P<begun>) (?=[“"‘]?[A-Z][a-z])                       # .The
        | (?:(?<=\A\^)|(?<=\A\^ab)|(?<=\A\^abc)) (?P<noted>) (?=[“"‘']*[^\W_])  # ^"The, ^abBogue
        | (?<=\d) (?P<date>,) (?=(?:19|20)\d\d(?!\d))                      # May 24,2018
        | (?<=[^\W\d_]) (?P<colon>:) (?=\d)                               # Record:24; not 10:30
        | (?<=[^\W_]) (?P<open>) (?=[“(][^\W_])                           # word(2019)
        | (?<=[\w.,!?’]) (?P<close>[”)\]]+) (?=[^\W\d_])                    # (2019)The
        | (?<=[a-z]{3}) (?P<closing>[’']) (?=[A-Z][A-Za-z])                   # an ‘act’The
        | (?<=[^\W_]\)) (?P<closed>) (?=[$£€]?\d)                          # (from $9)47
        | (?<=\d) (?P<money>) (?=[$£€]\d)                                 # $9$47
        | (?<=\.(?:com|org|net|edu|gov)) (?P<domain>) (?=[A-Z][a-z]|[a-z]{3})  # example.comThe
        | (?<=[^\W_]) (?P<address>) (?=pic\.twitter\.com/)               # a taxpic.twitter.com/
        | (?<=[a-z.,;!?)”]) (?P<address2>) (?=https?://\w)                # athttps://; not =http://
        | (?<=\w\.(?:txt|pdf|php|yml|css|csv|xml|exe)|\.html|\.json|\w\w\.py)
          (?P<file>) (?=[a-z]{2})                                         # notes.txtfor
        | (?<=\w\(\)) (?P<call>) (?=[a-z]{2})                            # foo()is
        | (?<=[a-z]{2}) (?P<web>) (?=www\.\w)                             # atwww.example.com
        | (?<=[a-z]{2}) (?P<tag>) (?=[@\#][^\W\d_]\w+(?:['’]s)?[.,;:!?)…”’]*\Z)  # with@handle
        | (?<=[\w.!?;:)”]) (?P<bullet>) (?=[•▪●■◦]|(?<=[.!?”)])©)           # rain.• Snow
        | (?<=[^\W\d_]) (?P<number>) (?=\d)                               # March20
        | (?<=[^\W\d_]) (?P<price>) (?=[$£€]\d)                            # contributed$1.45
        | (?<=[^\W\d_]) (?P<quote>") (?=[^\W\d_])                         # called"Marble"
        | (?<=\d) (?P<word>) (?=[^\W\d_]{2})                              # 2023By
        | (?<=\d(?:st|nd|rd|th|0s)) (?P<ordinal>) (?=[^\W\d_]{3})           # 19thcentury
        | (?<=[^\W\d_]{2}|\w[.!?)”]) (?P<dash>) (?=(?:[–—]|--)\Z)          # here– and, end.– Ann
        | (?<=[a-z]{2}|\w[.!?)]) (?P<item>) (?=[+*]\Z)                     # bugs fixed* Faster
        | (?<=\A[–—]) (?P<dash2>) (?=[^\W\d_]{2})                         # AP) —The
        | (?<=[a-z]) (?P<label>) (?=[A-Z]{1,5}\d{1,3}\b)                  # supportHTML5
        | (?<=\d%) (?P<percent>) (?=[^\W\d_]{2})                          # 5%on
        | (?<=\d{4}) (?P<clock>) (?=\d\d?:\d\d(?!\d))                      # 20268:29
        | (?<=[A-Z]{2}) (?P<acronym>) (?=[A-Z]?[a-z]{2})                  # VPNindustry
        | (?<=[^\W\d_]['’]s|n['’]t|['’]re|['’]ve|['’]ll|I['’]m)
          (?P<possessive>) (?=[^\W\d_]{3})                               # user’sbehalf
        """
    segment = f"[{upper}]?[{lower}]+|[{upper}]+(?![{lower}])"
    possessive = rf"(?:['’][{lower}]+)?"
    return _Patterns(
        re.compile(joint, re.VERBOSE),
        re.compile(rf"(?:(?:{segment}){possessive}|\d+)\Z"),
        re.compile(rf"[“\"‘(\[©$£€…\u200c]*'?((?:{segment}){possessive}|\d+)"),
    )


@cache
def cased() -> tuple[str, str]:
    """Character classes of the lower- and upper-case letters of Latin, Greek and Cyrillic."""
    letters = [chr(code) for code in range(0x530)]
    return "".join(filter(str.islower, letters)), "".join(filter(str.isupper, letters))
