"""Apostrophes, dashes and quotes of which only a mark is left: don?t, China�s.

Only where the words around say what it was. A question mark has more honest uses than U+FFFD, so it
needs more to be sure of.
"""

from __future__ import annotations

import re
from functools import partial

from copydesk._text.patterns import lazy
from copydesk.cleaners.characters.english import (
    WINDOW,
    around,
    contracted,
    is_english,
    is_surely_english,
    words,
)


def _marks(behind: str = "", others: str = "") -> str:
    """U+FFFD, also one for each of three bytes; a question mark, or three; what is left of â€™ when
    its last bytes were lost. `behind` looks back over the first of them: an expression that begins
    with characters is found fastest."""
    return (
        rf"(?: \ufffd{behind}\ufffd{{0,2}} | \?{behind}(?:\?\?)?"
        rf" | â{behind}(?:€[?\ufffd]?|\?\?)? {others} )"
    )


# Beside them the accents that are typed for an apostrophe.
_INSIDE = lazy(rf"{_marks(others='| ´ | `')} (?= [A-Za-zÀ-ÿ] )", re.VERBOSE)
# "the ?90s"
_DECADE = lazy(r"[?\ufffd](?<=[ (].)(?=\d0s\b)")
_LAST_WORD = lazy(r"[A-Za-zÀ-ÿ]+\Z")
_FIRST_WORD = lazy(r"[A-Za-zÀ-ÿ]+")
_OF_URL = lazy(r"[/=&@:_]|\.\w")


def restore_punctuation(text: str) -> str:
    """Put back what left a mark: apostrophes, quotes, dashes.

    >>> restore_punctuation("?I don\\ufffdt know,? he said ? twice.")
    '“I don’t know,” he said — twice.'
    >>> restore_punctuation("Why? Because. See x.org/watch?v=3")
    'Why? Because. See x.org/watch?v=3'
    """
    if not (
        any(mark in text for mark in "\ufffd´`")
        or _ASKED.search(text)
        or ("â" in text and _HAT.search(text))
    ):
        return text
    mended = restore_quotes(restore_apostrophes(text))
    lossy = "\ufffd" in text or mended.count("?") < text.count("?")
    return restore_dashes(mended, lossy, sure=mended != text)


# A question mark where a sentence goes on: in a word, before one, between spaces. Near-misses:
# "Why?", "watch?v=3". It begins with a literal, for which `re` searches fastest.
_ASKED = lazy(
    r"""
    \? (?: (?= [A-Za-z] ) (?<= [A-Za-zÀ-ÿ]. ) (?! \w+= ) | (?= [ ][\w“‘(] ) (?<= [ ]. )
        | (?= [\w“‘’] ) (?<! [^\s(\[—–-]. ) | (?= \?\? ) )
    """,
    re.VERBOSE | re.DOTALL,
)
_HAT = lazy("â(?![a-z]{2})")
# Letters of Romanian and Turkish, in which "câine" and "lâik" are words.
_HATTED = lazy("[ăĂșȘțȚşŞţŢğĞıİ]")


def restore_apostrophes(text: str) -> str:
    """Put back apostrophes inside words.

    >>> restore_apostrophes("They don?t say; China\\ufffds plan; it´s so; O?Brien")
    'They don’t say; China’s plan; it’s so; O’Brien'
    >>> restore_apostrophes("l?homme est là, qu\\ufffdil aime")
    'l’homme est là, qu’il aime'
    >>> restore_apostrophes("Why? she said. What? s up? x.org/a?s=1 caf\\ufffds portugu?s")
    'Why? she said. What? s up? x.org/a?s=1 caf�s portugu?s'
    """
    return _DECADE.sub("’", _INSIDE.sub(_apostrophe_or_mark, text))


def _apostrophe_or_mark(match: re.Match[str]) -> str:
    return "’" if _is_apostrophe(match) else match.group()


def _is_apostrophe(match: re.Match[str]) -> bool:
    text, mark = match.string, match.group()
    before = _LAST_WORD.search(text, max(match.start() - 40, 0), match.start())
    after = _FIRST_WORD.match(text, match.end(), match.end() + 40)
    if not before or not after or (mark[0] == "?" and _in_url(match)):
        return False
    word, ending = before.group(), after.group().partition("â")[0]
    if not ending:
        return False
    if contracted(word.lower(), ending):
        return True
    if mark in "´`" and ending == "s":  # near-misses: "geht´s", as it was written, "crudite´s"
        return word[-1] != "e" and is_surely_english(around(match))
    if ending == "s":
        accented = word.lower() in words()["possessive"]["accented"]
        return len(word) > 1 and not accented and is_english(around(match))
    if word in ("O", "D") and ending[0].isupper() and len(ending) > 2:  # near-miss: "DâM"
        return True
    return word.lower() in words()["elided"]["words"] and _elides(ending, match)


def _elides(ending: str, match: re.Match[str]) -> bool:
    """Near-misses: "d?a", which is a Spanish day, and "câine", a Romanian dog."""
    vowel = ending[0] in "aeiouyhàâéèêëîïôùAEIOUYHÀÂÉÈÊ"
    if not vowel or len(ending) == 1 or ending in ("as", "os"):
        return False
    beside = around(match)
    return not is_surely_english(beside) and not (match[0] == "â" and _HATTED.search(beside))


def _in_url(match: re.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    left = text[max(start - 80, 0) : start].split()[-1]
    right = text[end : end + 80].split()[0]
    return bool(_OF_URL.search(left) or _OF_URL.search(right.rstrip(".,;:")))


_APART = _marks(r"(?<=[\w,”’)%][ ].)")
_DASH = lazy(rf"{_APART} (?= [ ][\w“‘(] )", re.VERBOSE)
_RANGE = lazy(r"[\ufffdâ](?<=\d.)(?:\ufffd{0,2}|€[?\ufffd]?|\?\?)(?=\d)(?!\d{3}\b)")
_WORD = lazy(r"[^\W\d_]+")
# A question mark that asks, behind a word or at the end of a line; and the lower case of chats, in
# which people put a space before theirs.
_ASKING = lazy(
    r"""
    \? (?: (?<= [\w)”’]. ) (?= [\s”’)] | \Z ) | (?<= [ ]. ) (?= [ ]* $ ) )
  | ^ [a-z] [^\n?]* [ ]\?[ ]
    """,
    re.VERBOSE | re.MULTILINE,
)
# The second of two: "The minister ? John Smith ? said".
_PARTNER = lazy(r"[^.!?\n]{1,120} \? [a-z]")
_SENTENCE_END = lazy(r"[.!?]\s|\n")


def restore_dashes(text: str, lossy: bool = False, sure: bool = False) -> str:
    """Put back dashes between words and in ranges of numbers.

    Question marks are dashes only in a text that lost other marks, or in one that asks nothing.
    U+FFFD alone in a text may be half an emoji, unless other marks were lost as well.

    >>> restore_dashes("The city ? once a port \\ufffd grew; pages 10\\ufffd12")
    'The city — once a port — grew; pages 10–12'
    >>> restore_dashes("And what is it ? they asked.\\nComment ? demanda-t-il.")
    'And what is it ? they asked.\\nComment ? demanda-t-il.'
    >>> restore_dashes("So happy \\ufffd today.")
    'So happy \ufffd today.'
    """
    asks = not lossy and _asks(text)
    sure = sure or text.count(" \ufffd ") + text.count(" ? ") > 1
    return _RANGE.sub("–", _DASH.sub(partial(_dash_or_mark, asks, sure), text))


def _asks(text: str) -> bool:
    """Whether a text has a question mark that is one."""
    if " ?" not in text:
        return False
    spaced = (match for match in _DASH.finditer(text) if match.group() == "?")
    return bool(_ASKING.search(text)) or any(map(_ends_question, spaced))


def _dash_or_mark(asks: bool, sure: bool, match: re.Match[str]) -> str:
    mark = match.group()
    if mark[0] == "?" and (asks or not _is_dash(match)):
        return mark
    if mark == "\ufffd" and not sure:
        return mark
    return "—" if is_english(around(match)) else "–"


def _is_dash(match: re.Match[str]) -> bool:
    """A question mark is a dash where an English sentence goes on, and asks nothing."""
    text = match.string
    goes_on = text[match.end() + 1].islower() or _PARTNER.match(text, match.end())
    return bool(goes_on) and not _ends_question(match) and is_surely_english(around(match))


def _ends_question(match: re.Match[str]) -> bool:
    before = match.string[max(match.start() - WINDOW, 0) : match.start()]
    spoken = _WORD.findall(_SENTENCE_END.split(before)[-1].lower())
    return bool(spoken) and (
        spoken[0] in words()["language"]["questions"]
        or any(word.startswith("wh") or word == "how" for word in spoken)
    )


# An opening mark before a word and a closing one after, with no other between them. Near-misses:
# "�sterreich ... caf�", lost letters; "¿Qué?", where only the first was lost.
_OPENING = _marks(r"(?<![^\s(\[—–-].)")
_QUOTED = lazy(
    rf"""
    (?P<mark> {_OPENING} )
    (?P<quote> (?=[A-Za-z0-9“‘’]) [^?\ufffdâ\n]{{1,600}} \?? (?<=[\w.,!?…’]) )
    (?P=mark) (?= [\s.,;:!?)—–] | $ )
    """,
    re.VERBOSE | re.MULTILINE,
)


def restore_quotes(text: str) -> str:
    """Put back quotes, where both of a pair are lost in the same way.

    >>> restore_quotes("\ufffdWe are ready,\ufffd he said.")
    '“We are ready,” he said.'
    >>> restore_quotes("Kommt aus \\ufffdsterreich und ist im Caf\\ufffd.")
    'Kommt aus �sterreich und ist im Caf�.'
    """
    return _QUOTED.sub(_quoted_or_marks, text)


_GOES_ON = lazy(r"[,;:)]| [a-z]")


def _quoted_or_marks(match: re.Match[str]) -> str:
    quote = match["quote"]
    spoken = quote[0].isupper() and (quote[-1] in ".,!…" or match["mark"][0] == "\ufffd")
    if match["mark"] == "?" and not spoken and not _GOES_ON.match(match.string, match.end()):
        return match.group()  # an honest end: "What is the ?x operator?"
    english = is_english if spoken else is_surely_english
    return f"“{quote}”" if english(around(match)) else match.group()
