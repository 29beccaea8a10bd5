"""Mojibake: text that was written in one encoding and read in another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk._text.patterns import lazy
from copydesk.cleaners.characters.badness import unlikely
from copydesk.cleaners.characters.partial_mojibake import fix_partial, fix_strangest, hint

LONG = 1000
"""Longer lines go to ftfy in parts: one of its decoders is quadratic."""


# Misread text has characters beyond ASCII side by side, or one of these capitals. Near-misses:
# "über", "größer", "café.”".
_SIDE_BY_SIDE = lazy(
    r"""
    [^\x00-\x7F“”‘’–—…]
    (?: (?= [^\x00-\x7Fß] ) | (?<= [^äöü]ß ) (?= ß )
      | (?<= [^\x00-\x7Fäöü]. ) | (?<= [äöü][^ß] ) | (?<= [ÃÂŒœ\x80-\x9F] ) )
    """,
    re.VERBOSE | re.DOTALL,
)


def may_be_misread(text: str) -> bool:
    """Whether a text is worth looking for mojibake at all: one scan instead of several.

    >>> may_be_misread("“Größe,” sagte Zoë."), may_be_misread("ZoÃ«")
    (False, True)
    """
    return _SIDE_BY_SIDE.search(text) is not None


def fix_mojibake(text: str) -> str:
    """Undo wrong decoding, line by line, where it is sure.

    >>> fix_mojibake("â€œDonâ€™t,â€\x9d said ZoÃ« of Ã…land")
    '“Don’t,” said Zoë of Åland'
    >>> fix_mojibake("“Ã is a letter in Portuguese,” MISUTÂ, SÃO PAULO")
    '“Ã is a letter in Portuguese,” MISUTÂ, SÃO PAULO'
    """
    if "ã" in text or "à" in text:
        text = _LOWER.sub("Ã", text)
    return _mend_lines(_mend_lines(text, unlikely()), hint())


def _mend_lines(text: str, suspicious: re.Pattern[str]) -> str:
    pieces, at = list[str](), 0
    while hit := suspicious.search(text, at):
        start = text.rfind("\n", at, hit.start()) + 1 or at
        end = text.find("\n", hit.end())
        end = len(text) if end < 0 else end
        pieces += text[at:start], mend_line(text[start:end])
        at = end
    return "".join([*pieces, text[at:]]) if pieces else text


def mend_line(line: str) -> str:
    """The whole line at once if it can be; else its surest parts, then ftfy, then what is left.

    >>> mend_line("caf√© and KÃ¶ln")
    'café and Köln'
    >>> mend_line("UTF-8 read as Latin-1 turns é into Ã©")
    'UTF-8 read as Latin-1 turns é into Ã©'
    """
    if any(word in line for word in _ABOUT_ENCODINGS):
        return line
    pieces = _CAPITAL.split(line)
    pieces[::2] = map(_mended, pieces[::2])
    return "".join(pieces)


def _mended(line: str) -> str:
    mended = _mended_parts(line)
    if mended == line:
        return line
    return mended[:-TORN] + _TORN.sub("\ufffd", mended[-TORN:])


TORN = 8
"""More characters than what is torn has, with the letter before it."""

# The rest of a character that was cut off behind others that were mended.
_TORN = lazy(
    "(?<=[\u3041-\u9fff\uac00-\ud7af])[ã-í][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]?[ \xa0]?$"
    "|(?<=[а-яё])[ÐÑ]$"
)


def _mended_parts(line: str) -> str:
    line = decode_whole(complete_punctuation(_LADDER.sub("Ã", line)))
    if _CAPITAL.search(line):
        return line  # decoded as far as it was misread
    if hint().search(line):
        line = fix_strangest(line)
    if unlikely().search(line):
        line = fix_encoding(line)
    return fix_partial(line) if hint().search(line) else line


# "Ãƒ" is "Ã", which begins the next "Ãƒ": one pair after another, and none has so many layers.
_LADDER = lazy("Ã[ƒ\x83]{5,}")

# A Portuguese word in capitals and a sign. Near-misses: "AVIÃ£O", "CAFÃ‰".
_CAPITAL = lazy(r"(Ã(?<=[A-Z][A-ZÇ]Ã)[®©»](?!\w))")

# A line that speaks of encodings shows mojibake on purpose.
_ABOUT_ENCODINGS = (
    *("mojibake", "Mojibake", "UTF-8", "utf-8", "Latin-1", "latin-1", "Windows-125", "windows-125"),
    *("ISO-8859", "iso-8859", "charset", "Unicode", "unicode"),
)


def decode_whole(line: str) -> str:
    """Decode a line all of which is UTF-8 read as Latin-1 or Windows-1252: as ftfy, but sooner.

    >>> decode_whole("cafÃƒÂ©")
    'café'
    >>> decode_whole("“café” and KÃ¶ln")
    '“café” and KÃ¶ln'
    """
    while unlikely().search(line) and not _CAPITAL.search(line):
        for encoding in ("latin-1", "cp1252"):
            try:
                line = line.encode(encoding).decode("utf-8")
                break
            except UnicodeError:
                continue
        else:
            return line
    return line


_PUNCTUATION = lazy("[âÂ]€")
# A space in the middle. Near-miss: "â€ “Next", a closing quote and an opening one.
_SPLIT = lazy("â€[ \xa0](?=[™˜œ¦¢\x9d]|[“”](?!\\w))")
_UPPER = lazy("Â€[™˜Œœ“”¦¢]")
# Two layers of which every control character was lost: which mark it was, the words must say.
_HOLLOW = "Ã¢ÂÂ"
# The last byte of ” has no character in Windows-1252 and is the first to be lost.
_CLOSING = lazy(
    r"(?<=[\w.,!?…’%)])â€(?![\x80-\xBF™˜œ“”])(?:[?\ufffd](?!\w))?(?=[\s.,;:!?)—–<]|$)", re.MULTILINE
)
# A dash whose curly last character was straightened.
_RANGE = lazy(r'(?<=\d)â€"(?=\d)')
_DASH = lazy(r'(?<=\w)â€"(?=\w)|(?<=[ \xa0])â€"(?=[ \xa0])')


def complete_punctuation(text: str) -> str:
    """Give mojibake of quotes and dashes the characters that it lost, so that it can be decoded.

    >>> complete_punctuation('donâ€ ™t, â€œnoâ€ she said â€" twice')
    'donâ€™t, â€œnoâ€\\x9d she said â€” twice'
    """
    if _HOLLOW in text:
        text = text.replace(_HOLLOW, "â??")
    if not _PUNCTUATION.search(text):
        return text
    text = _UPPER.sub(lambda m: m.group().lower(), _SPLIT.sub("â€", text))
    if "â€" not in text:
        return text
    text = _DASH.sub("â€”", _RANGE.sub("â€“", text))
    return _CLOSING.sub("â€\x9d", text)


# Lower-cased "Ã©" and "Ã¼"; near-miss: "irmã–", where the letter is followed by a dash.
# So with "à", but for "voilà»", "là°" and "déjà²".
_LOWER = lazy(
    "ã(?:(?<=[a-z]ã)(?=[\xa1-\xbf])|(?=[\xa1-\xbf][a-z]))"
    "|à(?:(?<![^\x00-\x7f]à)(?=[\xa1-\xbf][a-z])"
    "|(?<=[a-zA-Z\xa1\xa9\xaa\xad\xb1\xba\xbc]à)(?=[\xa1\xa9\xaa\xad\xb1\xba\xbc]))"
)


def fix_encoding(line: str) -> str:
    """ftfy's verdict on a line.

    >>> fix_encoding("rÃ©sumÃ©")
    'résumé'
    >>> fix_encoding("The letter Ã is in no way mojibake.")
    'The letter Ã is in no way mojibake.'
    """
    from ftfy import fix_encoding

    return "".join(
        fix_encoding(part) if unlikely().search(part) and not _LETTER_NAMED.match(part) else part
        for part in _parts(line)
    )


# ftfy takes a capital alone for what is left of "à" or of a no-break space. It is a letter where
# the line says so; near-miss: "Ã la carte".
_LETTER_NAMED = lazy(
    r"""
    (?=.* (?<![^\s"'“‘(]) [ÃÂ] (?=[\s"'.,;:!?)] | $) )
    .* \b(?i: letters? | vowels? | voyelles? | vogal | vocale? | Vokal
            | characters? | alphabet | capitals? | tildes? | circumflex | accent\w*
            | letras? | caracteres? | lettres? | Buchstaben? )\b
    """,
    re.VERBOSE,
)


def _parts(line: str) -> Iterator[str]:
    """A line in parts of at most LONG characters, cut after spaces where there are any."""
    at = 0
    while len(line) - at > LONG:
        cut = line.rfind(" ", at + LONG // 2, at + LONG) + 1 or at + LONG
        yield line[at:cut]
        at = cut
    yield line[at:]
