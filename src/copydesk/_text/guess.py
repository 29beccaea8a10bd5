"""The encoding of bytes that say nothing of it: the one in which they read most like a language.

Each language is tried in the code pages it is written in. A reading is scored by how likely its
letters follow each other, the plain ASCII words of the text included: they tell the language.
Signs have a score of their own, and a byte that a code page leaves undefined costs the same in all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice

from copydesk._text import data
from copydesk._text.patterns import lazy

EDGE = " "
SCALE = 8
FLOOR = 9.0
"""Nats: what a pair of letters costs at most, and SCALE units of them are one."""

WIDE = {"cp932": "ja", "euc_jp": "ja", "gb18030": "zh", "big5hkscs": "zh-Hant", "cp949": "ko"}

UNKNOWN_LETTER = 10.0
UNDEFINED = 9.0
MOST = 4.0
ODD_CASE = 2.0
INSIDE_WORD, MIXED = 3.0, 20.0
RARER = 2.0
"""What any other code page costs more than the commonest."""
FOREIGN_TEXT, FOREIGN_WORD = 4.0, 0.15
"""What English words cost a text in another script: some, for it may quote them, or be a page."""

_SIGNS = {
    3.0: "’“”–—‘…«»„‚\xa0€", 4.5: "£©®°§·•½¼¾×±²³´™¿¡ªº¹µ¢†‰‹›¥¶\xad", 6.0: "¨¸¤¦¬¯ˆ˜‡÷№",
}  # fmt: skip
_ASCII_SIGN, _OTHER_SIGN = 3.0, 8.0
_NEVER_INSIDE = frozenset("¿¡ªº¹²³½¼¾×±£¥¶°§©®µ¢€¨¸¤¦¬¯")
_WIDE_TEXT = 8.0
"""What two bytes a character cost a text at first: a few accents may pass for some."""

SAMPLE = 1 << 16
_MOST_WORDS, _MOST_BYTES = 1500, 8000

_HIGH = lazy(rb"[\x80-\xff]")
# With the ASCII that the second bytes of Chinese and Japanese hold.
_RUN = lazy(rb"[@-~\x80-\xff]{1,2000}")
_ASCII_WORD = lazy(rb"(?<![A-Za-z\x80-\xff])[A-Za-z]{2,30}(?![A-Za-z\x80-\xff])")
# With the tones of Vietnamese, whose code page has them apart.
_LETTERS = lazy(r"(?:[^\W\d_ªµº¹²³¼½¾]|[\u0300\u0301\u0303\u0309\u0323])+")
# A word of two scripts, with a frame's line or what is no sign in it. A near-miss is "Škoda".
_MIXED = lazy("[\u0370-\u1dff\u2500-\u259f][A-Za-z]|[A-Za-z][\u0370-\u1dff\u2500-\u259f]")
_CASE = lazy(r"[a-zß-öø-ÿа-яё][A-ZÀ-ÖØ-ÞА-ЯЁ]")


def guess(octets: bytes) -> str:
    """The encoding in which the bytes are most like text.

    >>> guess("Bjørn sa at det er på høy tid å bygge havnen.".encode("cp1252"))
    'cp1252'
    >>> guess("Rada města v pondělí rozhodla o stavbě.".encode("cp1250"))
    'cp1250'
    """
    sample = _sample(octets)
    words = Counter(x.decode("ascii").lower() for x in islice(_words(sample), _MOST_WORDS))
    runs = Counter(_runs(sample))
    own, other_scripts = _costs_of_words(words), _table()["other_scripts"]
    english = own["en"] + FOREIGN_TEXT + FOREIGN_WORD * min(sum(words.values()), 40)
    costs = {
        (encoding, name): (english if name in other_scripts else own[name])
        + (RARER if encoding != "cp1252" else 0.0)
        + sum(_cost_of_run(run, encoding, name) * count for run, count in runs.items())
        for name, encodings in code_pages().items()
        for encoding in encodings
    }
    wide = {
        (encoding, name): (english + _WIDE_TEXT)
        + sum(_cost_of_wide(run, encoding, name) * count for run, count in runs.items())
        for encoding, name in WIDE.items()
    }
    thai = english + _WIDE_TEXT + sum(_cost_of_thai(run) * count for run, count in runs.items())
    return min((costs | wide | {("cp874", "th"): thai}).items(), key=lambda item: item[1])[0][0]


def is_wide(text: str) -> bool:
    """Whether most characters are frequent ones of Chinese, Japanese or Korean.

    >>> is_wide("海港关闭了三天"), is_wide("瑨獩椠⁳桴⁥慷⁹")
    (True, False)
    """
    known = sum(x in _frequent() or "\u3000" <= x <= "\u30ff" for x in text)
    return known > _KNOWN * len(text)


_KNOWN = 0.4


@cache
def _frequent() -> frozenset[str]:
    return frozenset().union(*map(_ranks, WIDE.values()))


@cache
def code_pages() -> dict[str, list[str]]:
    """The languages that letters are known of, and the code pages that each is written in."""
    table = _table()
    return table["latin"] | table["other_scripts"]


def _table() -> dict[str, dict[str, list[str]]]:
    return data.toml("decoding/code_pages.toml")


def _sample(octets: bytes) -> bytes:
    """The beginning, or where the first byte beyond ASCII stands."""
    high = _HIGH.search(octets)
    start = max(high.start() - SAMPLE // 2, 0) if high and high.start() > SAMPLE // 2 else 0
    return octets[start : start + SAMPLE]


def _words(sample: bytes) -> Iterator[bytes]:
    return (match.group() for match in _ASCII_WORD.finditer(sample))


def _runs(sample: bytes) -> Iterator[bytes]:
    """Words that hold bytes beyond ASCII, as many as tell."""
    size = 0
    for match in _RUN.finditer(sample):
        if not match.group().isascii():
            yield match.group()
            size += len(match.group())
            if size > _MOST_BYTES:
                return


def _costs_of_words(words: Mapping[str, int]) -> dict[str, float]:
    """What the plain words cost each language; no word more than MOST beyond its best language.

    So names, addresses and attributes of tags say little.
    """
    costs = dict.fromkeys(code_pages(), 0.0)
    for word, count in words.items():
        each = {name: _cost_of_word(name, word) for name in code_pages()}
        most = min(each.values()) + MOST
        for name, cost in each.items():
            costs[name] += min(cost, most) * count
    return costs


def _cost_of_word(language: str, word: str) -> float:
    pairs = _pairs(language)
    if len(word) == 1 and word.isascii():
        return _LETTER
    padded = EDGE + word + EDGE
    units = 0
    for at in range(len(padded) - 1):
        units += pairs.get(padded[at : at + 2], _UNKNOWN)
    return units / SCALE


_LETTER = 4.0
_UNKNOWN = round(UNKNOWN_LETTER * SCALE)


def _cost_of_run(run: bytes, encoding: str, language: str) -> float:
    text = run.decode(encoding, "replace")
    cost = ODD_CASE * len(_CASE.findall(text)) + MIXED * len(_MIXED.findall(text))
    at = 0
    for match in _LETTERS.finditer(text):
        cost += _cost_of_signs(text, at, match.start())
        cost += _cost_of_word(language, match.group().replace("İ", "i").lower())
        at = match.end()
    return cost + _cost_of_signs(text, at, len(text))


def _cost_of_signs(text: str, start: int, end: int) -> float:
    cost = 0.0
    inside = start > 0 and end < len(text)
    for sign in text[start:end]:
        if sign.isascii():
            cost += _ASCII_SIGN
        elif sign == "\ufffd" or "\x80" <= sign < "\xa0":
            cost += UNDEFINED
        else:
            cost += _signs().get(sign, _OTHER_SIGN)
            cost += INSIDE_WORD if inside and sign in _NEVER_INSIDE else 0.0
    return cost


@cache
def _signs() -> dict[str, float]:
    return {sign: cost for cost, signs in _SIGNS.items() for sign in signs}


_RANKS = ((30, 4.0), (100, 5.0), (300, 6.0), (800, 7.5))
_KANA, _WIDE_SIGN, _HALF_WIDTH, _RARE = 4.0, 4.0, 9.0, 12.0


# An accented letter and its neighbour in a Western word, taken for one character: in it, or at its
# beginning. A near-miss is "iPhone" behind a Japanese word of more characters.
_AMID_LETTERS = lazy(
    r"[A-Za-z][^\x00-\x7f]{1,2}(?=[A-Za-z])"
    r"|(?<![A-Za-z\x80-\U0010ffff])[^\x00-\x7f]{1,2}(?=[a-z])"
)
_AMID = 8.0


def _cost_of_wide(run: bytes, encoding: str, language: str) -> float:
    text, ranks = run.decode(encoding, "replace"), _ranks(language)
    amid = _AMID * len(_AMID_LETTERS.findall(text))
    return amid + sum(_cost_of_character(x, ranks) for x in text)


def _cost_of_character(character: str, ranks: Mapping[str, float]) -> float:
    if character in ranks:
        return ranks[character]
    if character.isascii():
        return 3.0
    if "\u3041" <= character <= "\u30ff":
        return _KANA
    if character in "、。，．・：；？！「」『』（）《》“”‘’…—":
        return _WIDE_SIGN
    if "\uff61" <= character <= "\uff9f":
        return _HALF_WIDTH
    return _RARE


# A syllable: a vowel that is written first, a consonant, what stands above and below it, a vowel.
_SYLLABLE = lazy(
    "[\u0e40-\u0e44]?[\u0e01-\u0e2e][\u0e31\u0e34-\u0e3a\u0e47]?[\u0e48-\u0e4e]?"
    "[\u0e30\u0e32\u0e33\u0e45\u0e46]?|[\u0e2f\u0e3f\u0e50-\u0e59]"
)
_OFTEN, _SOMETIMES = frozenset("ารนกอเงมยลวดทสต่้ัีิ"), frozenset("ะปบคหแจพชขใไโ็์ืุู")
_STRAY = 10.0


def _cost_of_thai(run: bytes) -> float:
    """Thai by how its letters are put together, as no list of its words is at hand."""
    text = run.decode("cp874", "replace")
    rest = _SYLLABLE.sub("", text)
    stray = sum(_ASCII_SIGN if x.isascii() else _STRAY for x in rest)
    stray += MIXED * len(_MIXED.findall(text))
    letters = sum(2.8 if x in _OFTEN else 4.0 if x in _SOMETIMES else 5.5 for x in text)
    return letters + stray


@cache
def _ranks(language: str) -> dict[str, float]:
    characters = data.parsed("decoding/letters.json")["frequent"][language]
    return {
        character: next(cost for least, cost in _RANKS if rank < least)
        for rank, character in enumerate(characters)
    }


@cache
def _pairs(language: str) -> dict[str, int]:
    table = data.parsed("decoding/letters.json")["alphabets"][language]
    letters: Iterable[str] = table["letters"]
    pairs = (first + second for first in letters for second in letters)
    return {pair: ord(unit) - 33 for pair, unit in zip(pairs, table["pairs"], strict=True)}
