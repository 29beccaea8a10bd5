"""Text of MacRoman that was read as Windows-1252: ItÕs, cafŽ, the pier Ñ the old one Ñ.

The letters are honest in their own languages, so a line needs a sign that is sure: a capital where
no word has one, or a pair of them where no sentence has them. Only then the others are mended, too.
"""

from __future__ import annotations

import re

from copydesk._text.patterns import lazy
from copydesk.cleaners.characters.english import around, is_surely_english

SIGNS = "ÕŽŸÒÑÐŠ"
"""Without any of these there is nothing to find."""

# Near-misses: "CAMÕES", "Õhtuleht", "João", "Žižek", "BLAŽ", "El Niño"; "eŽ", after one letter.
_SURE = lazy(
    r"""
    Õ (?<= [a-z]. ) (?= (?: s | t | re | ve | ll | d | m )\b )
  | Õ (?<= \b[cdjlmnstCDJLMNST]. ) (?= [aeiouyhŽŽ][a-zŽˆ] ) | Õ (?<= \b[Qq]u. ) (?= [aeiou] )
  | Ž (?<= [a-z]{2}. ) (?= [a-z]* (?![\wŽ]) ) | Ÿ (?<= [A-Za-z]. ) (?= [bcfghkmrstz] | n[cfg] )
  | Ò (?<! [^\s(\[]. ) (?= [A-Za-z0-9](?: [^ÒÓ\n]{0,600}[\w.,!?…] )?Ó (?!\w) )
  | Š (?<= [A-Za-z]. ) (?= [a-z] )
    """,
    re.VERBOSE,
)
# Between words, twice in a sentence. Near-misses: "La letra Ñ", "the letters Ñ and Ð are".
_DASHES = lazy(r"(?<=[\w,.)”] )([ÑÐ])(?= \w[^.!?\nÑÐ]{2,200} \1 \w)")
_NAMED = lazy(r"\b(?i:letters?|letras?|lettres?|alphabet|characters?|capitals?)\b")

# What the rest of a line is where one of its signs was sure.
_REST = lazy(
    r"""
    (?P<apostrophe> (?<= [A-Za-zŽ] ) Õ (?= [a-zA-Z] | [ ,.;:!?)] | $ ) | (?<! \w ) Õ (?= \d0s\b ) )
  | (?P<opening> (?<! [^\s(\[—–] ) Ò (?= \w ) ) | (?P<closing> (?<= [\w.,!?…] ) Ó (?! \w ) )
  | (?P<single> (?<! [^\s(\[“] ) Ô (?= \w ) )
  | (?P<long> (?<= [\w,.)”ÓŽ][ ] ) Ñ (?= [ ][\w“ÒÔ] ) | (?<= [a-z] ) Ñ (?= [a-z] ) )
  | (?P<short> (?<= [\w,.)”ÓŽ][ ] ) Ð (?= [ ][\w“ÒÔ] ) | (?<= \d ) Ð (?= \d ) )
  | (?P<dots> (?<= [a-z0-9] ) É (?= [\s.,Ó] | $ ) )
  | (?P<e> (?<= [a-z] ) Ž | Ž (?= [a-z] ) ) | (?P<u> Ÿ (?= [a-z] ) )
  | (?P<auml> (?<= [A-Za-z] ) Š (?= [a-z] ) ) | (?P<ouml> (?<= [A-Za-z] ) š (?= [a-z] ) )
  | (?P<eszett> (?<= [a-z] ) § (?= [ .,a-z] ) ) | (?P<a> (?<= [a-z] ) ‡ (?= [a-z] ) )
  | (?P<grave> (?<= [a-z] ) ˆ (?= [ ,.a-z] | $ ) )
    """,
    re.VERBOSE | re.MULTILINE,
)
_MEANT = {
    "apostrophe": "’", "opening": "“", "closing": "”", "single": "‘", "long": "—", "short": "–",
    "dots": "…", "e": "é", "u": "ü", "auml": "ä", "ouml": "ö", "eszett": "ß", "a": "á",
    "grave": "à",
}  # fmt: skip
_TRADE_MARK = lazy('â["“”]¢')


def fix_macroman(text: str) -> str:
    """Undo MacRoman that was read as Windows-1252, in lines where it is sure.

    >>> fix_macroman("ItÕs the mayorÕs, ÒsheÓ said Ñ in the cafŽ.")
    'It’s the mayor’s, “she” said — in the café.'
    >>> fix_macroman("CAMÕES and Žižek: the letter Ñ, Ò in Ò la carte")
    'CAMÕES and Žižek: the letter Ñ, Ò in Ò la carte'
    """
    if not any(sign in text for sign in SIGNS):
        return text
    return "\n".join(_mended(x) if _is_sure(x) else x for x in text.split("\n"))


def fix_trade_marks(text: str) -> str:
    """Undo mojibake of a trade mark whose middle became a quote.

    >>> fix_trade_marks('Brandâ"¢ and 5 ¢')
    'Brand™ and 5 ¢'
    """
    return _TRADE_MARK.sub("™", text) if "¢" in text else text


def _is_sure(line: str) -> bool:
    if line.isascii() or any(sign in line for sign in "³¹¿œæê"):  # Windows-1250
        return False
    if _SURE.search(line):
        return True
    dash = _DASHES.search(line)
    if dash is None or _NAMED.search(line):
        return False
    return is_surely_english(around(dash))


def _mended(line: str) -> str:
    return _REST.sub(lambda match: _MEANT[str(match.lastgroup)], line)
