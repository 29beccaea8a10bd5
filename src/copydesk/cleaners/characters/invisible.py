"""What a reader cannot see: line breaks of all kinds, spaces, invisible and control characters."""

from __future__ import annotations

import re

from copydesk._text.patterns import lazy

_PAIR = lazy("[\ud800-\udbff][\udc00-\udfff]")
_LONE = lazy("[\ud800-\udfff]")


# Between words, where a half alone is no dash that was lost.
_SPACED_HALF = lazy("[ ]+[\ud800-\udfff](?=[ ])")


def join_surrogates(text: str) -> str:
    """Join the halves of characters that were split for UTF-16; a half alone becomes U+FFFD.

    Of several halves between words nothing is left: two U+FFFD would be dashes.

    >>> join_surrogates("\\ud83d\\ude00 and \\ud83d")
    '😀 and \ufffd'
    >>> join_surrogates("Thanks \\ud83d to all \\ud83d of you")
    'Thanks to all of you'
    """
    if not _LONE.search(text):
        return text
    joined = _PAIR.sub(
        lambda m: m.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text
    )
    if joined.count(" \ufffd ") + len(_SPACED_HALF.findall(joined)) > 1:
        joined = _SPACED_HALF.sub("", joined)
    return _LONE.sub("\ufffd", joined)


_BREAKS = ("\r\n", "\r", "\v", "\f", "\u2028", "\u2029")
# NEL is a line break where a new line follows at once. Before anything else it is left of an
# ellipsis of Windows-1252: "Wait\x85 what".
_NEXT_LINE = lazy(r"\x85(?=[A-Z\n])")


def normalize_line_breaks(text: str) -> str:
    """Make every line break a line feed; tabs and spaces stay.

    >>> normalize_line_breaks("One\\r\\ntwo\\rthree\\u2028four\\x85Five\\x0c")
    'One\\ntwo\\nthree\\nfour\\nFive\\n'
    >>> normalize_line_breaks("tab\\tand \\x85 space")
    'tab\\tand \\x85 space'
    """
    for line_break in _BREAKS:
        if line_break in text:
            text = text.replace(line_break, "\n")
    return _NEXT_LINE.sub("\n", text) if "\x85" in text else text


def replace_no_break_spaces(text: str) -> str:
    """Make no-break spaces ordinary ones: the commonest oddity by far, so it has a fix of its own.

    >>> replace_no_break_spaces("20\xa0km")
    '20 km'
    """
    return text.replace("\xa0", " ") if "\xa0" in text else text


_SPACES = lazy("[\u1680\u2000-\u200a\u202f\u205f]")
# The ideographic space indents Japanese and Chinese paragraphs; elsewhere it is one more space.
_WIDE = "\u2e80-\u303f\u3041-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_STRAY_IDEOGRAPHIC = lazy(f"\u3000(?<![{_WIDE}].)(?![{_WIDE}])")


def normalize_spaces(text: str) -> str:
    """Make thin and other spaces ordinary ones; the ideographic space of CJK text stays.

    >>> normalize_spaces("20\u2009000\u202f€ in\u2003all")
    '20 000 € in all'
    >>> normalize_spaces("　東京　大阪")
    '　東京　大阪'
    """
    return _STRAY_IDEOGRAPHIC.sub(" ", _SPACES.sub(" ", text))


_ANSI = lazy(
    r"""
    \x1b\[ [0-9;?]{0,64} [ -/]? [@-~]              # colours and cursor: ESC [ 1 ; 31 m
  | \x1b\] [^\x07\x1b\n]{0,512} (?:\x07|\x1b\\)    # window titles and links: ESC ] ... BEL
    """,
    re.VERBOSE,
)
_CONTROLS = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def remove_controls(text: str) -> str:
    """Remove ASCII control characters and the terminal's colour codes; tabs and line feeds stay.

    >>> remove_controls("\\x1b[1mBold\\x1b[0m\\x00 move\\x07")
    'Bold move'
    >>> remove_controls("one\\ttwo\\n")
    'one\\ttwo\\n'
    """
    if "\x1b" in text:
        text = _ANSI.sub("", text)
    return _CONTROLS.sub("", text)


# A word that was broken after a soft hyphen; the hyphen may stand on a line of its own.
# Near-misses: "Immo\xad\nBilien", two words; a blank line, behind which a paragraph begins.
_BROKEN_WORD = lazy(
    r"(?<=[^\W\d_])(?:[ \t]*\n)?\xad[ \t]*\n[ \t]*(?=[^\W\d_])"
    r"(?:(?=[a-zß-öø-ÿа-я])|(?<=[A-ZÀ-ÞА-Я]\xad\n)(?=[A-ZÀ-ÞА-Я]))"
)


def join_soft_hyphenated(text: str) -> str:
    """Join a word over a line end that a soft hyphen marks.

    >>> join_soft_hyphenated("the govern\\xad\\nment of the Steuer\\xad \\nrecht")
    'the government of the Steuerrecht'
    >>> join_soft_hyphenated("Immo\\xad\\nBilien") == "Immo\\xad\\nBilien"
    True
    """
    return _BROKEN_WORD.sub("", text) if "\xad" in text else text


# Soft hyphen, Mongolian vowel separator, word joiner and invisible operators, deprecated format
# characters, BOM, interlinear annotation, object replacement, noncharacters.
_INVISIBLE = lazy(
    "[\xad\u180e\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff\ufdd0-\ufdef]"
)
# Thai, Lao, Burmese and Khmer write no spaces; there U+200B says where a line may break.
_ZERO_WIDTH_SPACE = lazy(
    "\u200b(?!(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff].)[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])"
)
# Joiners shape words in Arabic script, Syriac, N'Ko, the scripts of India, Mongolian.
_JOINING = "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufeff"
_NON_JOINER = lazy(f"\u200c(?<![{_JOINING}].)")
# ZWJ stays in emoji as well: woman + ZWJ + laptop; before it a skin tone or variation selector.
_EMOJI = "\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff\U000e007f"
_JOINER = lazy(f"\u200d(?!(?<=[{_EMOJI}].)[{_EMOJI}])(?<![{_JOINING}].)")
# Tag characters spell the flags of England, Scotland and Wales after a black flag; elsewhere they
# hide text.
_TAGS = lazy("(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0001\U000e0020-\U000e007f]+")


def remove_invisible(text: str) -> str:
    """Remove soft hyphens, byte order marks, zero-width spaces and joiners that join nothing.

    Joiners stay where they shape what is read: in emoji, in Persian, in the scripts of India.

    >>> remove_invisible("Zero\\u200bwidth, soft\\xadhyphen, \\ufeffmark, joi\\u200dner")
    'Zerowidth, softhyphen, mark, joiner'
    >>> remove_invisible("👩\\u200d💻 می\\u200cخواهم") == "👩\\u200d💻 می\\u200cخواهم"
    True
    """
    text = _INVISIBLE.sub("", text)
    for character, useless in _GUARDED.items():
        if character in text:
            text = useless.sub("", text)
    return _TAGS.sub("", text) if _TAG.search(text) else text


_GUARDED = {"\u200b": _ZERO_WIDTH_SPACE, "\u200c": _NON_JOINER, "\u200d": _JOINER}
_TAG = lazy("[\U000e0001\U000e0020-\U000e007f]")

_BIDI = lazy("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = lazy(
    "[\u0590-\u05ff\u0600-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def remove_bidi_marks(text: str) -> str:
    """Remove direction marks from lines that hold no right-to-left letter.

    >>> remove_bidi_marks("Price\\u200e: 5 \\u202a€\\u202c")
    'Price: 5 €'
    >>> remove_bidi_marks("שלום\\u200f!") == "שלום\\u200f!"
    True
    """
    if not _BIDI.search(text):
        return text
    if not _RIGHT_TO_LEFT.search(text):
        return _BIDI.sub("", text)
    lines = text.split("\n")
    return "\n".join(x if _RIGHT_TO_LEFT.search(x) else _BIDI.sub("", x) for x in lines)


_WIDE_LETTER = "[\u3041-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
_ICONS = lazy(f"[\ue000-\uf8ff\U000f0000-\U0010ffff](?!(?<={_WIDE_LETTER}.){_WIDE_LETTER})")


def remove_icons(text: str) -> str:
    """Remove private-use characters: the glyphs of icon fonts. Between Han letters they stay.

    >>> remove_icons("\\uf09a Share \\uf105")
    ' Share '
    """
    return _ICONS.sub("", text)
