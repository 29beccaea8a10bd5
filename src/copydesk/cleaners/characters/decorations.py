"""Words in letters that are made to look special: full-width, boxed, in circles, struck out."""

from __future__ import annotations

import re

from copydesk._text.patterns import eastern, lazy

_WIDE = eastern("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Words in full-width letters. Near-misses: "Ａ", "ＡＢＣ１２３", a number of a form.
_FULL_PROSE = lazy("[\uff41-\uff5a]{2}|[\uff21-\uff3a]{5}")
_FULL_WIDTH = lazy("[\uff01-\uff5e]+")
# A-Z in boxes and in circles, white on black, and in circles. Near-misses: "🅰", "🆎", blood groups
# and road signs, never three in a row; "ⓐ" and "ⓑ" one by one, the items of a list.
_BOXED = lazy("[\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]{3,}")
_CIRCLED = lazy("[\u24b6-\u24e9]{3,}")
_SMALL = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
# Near-miss: "ɪɴʀ", signs of phonetics without one that has no other use.
_SMALL_CAPITALS = lazy(
    r"(?<!\w)[{0}xsǫq]*[ᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜰꜱ][{0}xsǫq]*(?!\w)".format("".join(_SMALL))
)
# A line through or under each of three letters. Near-miss: "≠", a single one.
_STROKE = "[\u0332\u0333\u0335-\u0338\u0305]"
_STRUCK = lazy(rf"(?:(?<!{_STROKE}){_STROKE}++)?(?:[^\W_]{_STROKE}++(?:[ ]{_STROKE}*+)?){{3,}}")
_STROKES = lazy(_STROKE)
_DECORATED = lazy(
    "[\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\u1d00-\u1d22\u0305\u0332-\u0338]|[\U0001f130-\U0001f189]"
)


def undecorate_words(text: str) -> str:
    """Write decorated words in plain letters; what stands in Chinese, Japanese or Korean stays.

    >>> undecorate_words("Ｔｈｅ ｈａｒｂｏｕｒ, 🅷🅴🅻🅻🅾, ⓝⓔⓦⓢ, ᴛʜᴇ ᴄᴏᴀꜱᴛ, s̶o̶l̶d̶")
    'The harbour, HELLO, news, the coast, sold'
    >>> undecorate_words("日本のＮＨＫ; 🅰 and ⓐ; x ≠ y; ɪɴ")
    '日本のＮＨＫ; 🅰 and ⓐ; x ≠ y; ɪɴ'
    """
    if not _DECORATED.search(text):
        return text
    if _FULL_PROSE.search(text) and not _WIDE.search(text):
        text = _FULL_WIDTH.sub(_narrow, text)
    text = _CIRCLED.sub(_narrow, _BOXED.sub(_unboxed, text))
    text = _STRUCK.sub(lambda m: _STROKES.sub("", m.group()), text)
    return _SMALL_CAPITALS.sub(_grown, text)


def _narrow(match: re.Match[str]) -> str:
    from unicodedata import normalize

    return normalize("NFKC", match.group())


def _unboxed(match: re.Match[str]) -> str:
    return "".join(chr(65 + (ord(letter) - 0x1F130) % 32) for letter in match.group())


def _grown(match: re.Match[str]) -> str:
    letters = match.group().replace("ǫ", "q")
    return "".join(_SMALL.get(letter, letter) for letter in letters)
