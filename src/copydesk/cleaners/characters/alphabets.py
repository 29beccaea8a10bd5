"""Texts in other alphabets that were read as Latin-1 or Windows-1252: Russian, Chinese, Japanese.

They are runs of accented letters and signs that no Latin script has, and they are decoded only
where the result is made of the frequent letters of its language.
"""

from __future__ import annotations

import re
from functools import cache

from copydesk._text import data
from copydesk._text.patterns import lazy
from copydesk.cleaners.characters.partial_mojibake import as_bytes

# Letters in a row, which the UTF-8 that ftfy mends never gives, or the marks of Japanese encodings.
_ALIEN = lazy(
    "[À-ÿ‚\x82¤](?=[\x9f-ÿŸ])(?:(?<=[À-ÿ])(?=[À-ÿ]{2}|[À-ÿ][\xa1-ÿ]{2})"
    "|(?<=[‚\x82])(?=[\x9f-\xf1Ÿ][‚\x82])|(?<=¤)(?=[\xa1-\xf3]¤))"
)

# Signs are read from the first of them alone: "££££".
_CYRILLIC_RUN = lazy(r"(?<!\w)(?:(?<![£¨¸³²º¿¯´ª])[£¨¸³²º¿¯´ª]++)?[À-ÿ][£¨¸³²º¿¯´ªÀ-ÿ]*(?!\w)")
_CYRILLIC_WORDS = lazy(r"[А-ЯЁІЇЄҐ]?[а-яёіїєґ]+|[А-ЯЁІЇЄҐ]+")
_CHINESE_RUN = lazy("(?>(?:[\xa1-\xf7][\xa1-\xfe]){2,})")
_TWO = lazy("[À-ÿ]{2}")
_KANA = lazy("[\u3041-\u30fe]")
_JAPANESE = lazy("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f\x00-\x7f]*")


# Signs inside of words that no word has. Near-misses: "m³", "¿Qué?", "fn¹".
_POLISH = lazy("(?<=[a-zêæñóœ])[³¹¿](?=[a-zêæñóœ])")
# What the letters of Windows-1250 become in Windows-1252, beside a letter. Near-miss: "5 km³".
_POLISH_SIGNS = lazy(
    r"[³¹¿œŸêæñ£¯ŒÊÆÑ¥\x8f](?:(?<!\bm³)(?<!\b[kcd]m³)|(?=\w))"
    r"[³¹¿œŸêæñ£¯ŒÊÆÑ¥\x8f]*+(?:(?=[^\W\d_])|(?<=[^\W\d_][³¹¿œŸêæñ])|(?<=[^\W\d_].[³¹¿œŸêæñ]))",
    re.DOTALL,
)
_POLISH_LETTERS = str.maketrans("³¹¿œŸêæñ£¯ŒÊÆÑ¥\x8f", "łążśźęćńŁŻŚĘĆŃĄŹ")


def decode_polish(text: str) -> str:
    """Undo Windows-1250 that was read as Windows-1252 in a Polish text: several signs tell.

    >>> decode_polish("Mia³ byæ wyraŸnie ¿yczliwy, mówi³ m³ody mê¿czyzna.")
    'Miał być wyraźnie życzliwy, mówił młody mężczyzna.'
    >>> decode_polish("¿Qué? 5 km³, fête, Œuvre; po³owa")
    '¿Qué? 5 km³, fête, Œuvre; po³owa'
    """
    if not ("³" in text or "¿" in text or "¹" in text) or len(_POLISH.findall(text)) < 2:
        return text
    return _POLISH_SIGNS.sub(lambda m: m.group().translate(_POLISH_LETTERS), text)


def decode_alphabets(text: str) -> str:
    """Decode Russian, Chinese and Japanese that were read as Latin-1.

    >>> decode_alphabets("Ïðåçèäåíò ïðèáûë â Ìîñêâó")
    'Президент прибыл в Москву'
    >>> decode_alphabets("ÄãºÃ£¬ÊÀ½ç")
    '你好，世界'
    >>> decode_alphabets("«ÀÉÈÙ», ŻÓŁĆ, ½¼¾¹, Ærøskøbing")
    '«ÀÉÈÙ», ŻÓŁĆ, ½¼¾¹, Ærøskøbing'
    """
    if text.isascii() or not _ALIEN.search(text):
        return text
    return "\n".join(_decoded(x) if _ALIEN.search(x) else x for x in text.split("\n"))


def _decoded(line: str) -> str:
    return _japanese(line) or _russian(line) or _chinese(line) or line


def _russian(line: str) -> str | None:
    """The line with its alien words in Cyrillic, by the encoding that gives the likelier text."""
    runs = _CYRILLIC_RUN.findall(line)
    if not any(_THREE.search(run) for run in runs):
        return None
    best, encoding = max((_likelihood(runs, name), name) for name in ("cp1251", "koi8-r"))
    if best < 0.6:
        return None
    return _CYRILLIC_RUN.sub(lambda m: as_bytes(m.group()).decode(encoding, "replace"), line)


_THREE = lazy("[À-ÿ]{3}")


def _likelihood(runs: list[str], encoding: str) -> float:
    """The share of frequent letters; 0 for a few, for odd case and for an alphabet in order."""
    text = " ".join(as_bytes(run).decode(encoding, "replace") for run in runs)
    letters = text.replace(" ", "").lower()
    if len(letters) < 5 or sorted(letters) == list(letters):
        return 0
    if not all(_CYRILLIC_WORDS.fullmatch(word) for word in text.split()):
        return 0
    return sum(letter in _frequent()["cyrillic"] for letter in letters) / len(letters)


_KANA_BYTES = lazy("(?:[‚\x82][\x9f-\xf1Ÿ]){2}|(?:¤[\xa1-\xf3]){2}")


def _japanese(line: str) -> str | None:
    """The line in Shift-JIS or EUC, which are sure where kana come out."""
    if not _KANA_BYTES.search(line):
        return None
    for encoding in ("cp932", "euc_jp"):
        try:
            text = as_bytes(line).decode(encoding)
        except UnicodeError:
            continue
        if len(_KANA.findall(text)) > 2 and _JAPANESE.fullmatch(text):
            return text
    return None


def _chinese(line: str) -> str | None:
    decoded = _CHINESE_RUN.sub(_chinese_or_run, line)
    return decoded if decoded != line else None


def _chinese_or_run(match: re.Match[str]) -> str:
    if not _TWO.search(match.group()):
        return match.group()  # signs without a letter: "¡¡¡¡"
    octets = as_bytes(match.group())
    try:
        text = octets.decode("gb2312")
    except UnicodeError:
        return match.group()
    letters = [character for character in text if "\u4e00" <= character <= "\u9fff"]
    frequent = sum(letter in _frequent()["chinese"] for letter in letters)
    return text if len(letters) > 1 and 2 * frequent >= len(letters) else match.group()


@cache
def _frequent() -> dict[str, frozenset[str]]:
    lists = data.toml("characters/frequent.toml")
    return {name: frozenset(characters) for name, characters in lists.items()}
