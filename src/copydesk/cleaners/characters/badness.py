"""Where mojibake may stand: a sound and fast prefilter for ftfy.

ftfy mends a line only where its `is_bad` finds an unlikely neighbourhood of characters, and tries
some thirty neighbourhoods at every position to find out. The pattern here asks the same questions
from their rarest character, with lookbehinds for what comes before it, so that `re` skips what
cannot matter in one scan for one class. It may hit more than ftfy does, never less.
"""

from __future__ import annotations

import re
from functools import cache

from copydesk._text import data

# What a neighbourhood can begin or end with, chosen so that every one of ftfy's holds at least one
# of these and so that curly quotes and dashes are not among them: "“Yes,” – he said" costs nothing.
TRIGGERS = (
    "{c1}{bad}{law}{currency}{numeric}{upper_accented}{lower_accented}{box}"
    "óÙЂВГРСΒΓΞΟ"
)  # fmt: skip

# A trigger between ASCII letters, as in "über", is beyond suspicion. So most are dismissed before
# the long list is tried.
SUSPICIOUS = r"""
    [{TRIGGERS}]
    (?: (?= [^\x00-\x7F] ) | (?<= [^\x00-\x7F] . ) | (?<= [ÃÂŒœ{c1}] ) )
"""

# The neighbourhoods in ftfy's own order; each looks from its trigger, which stands behind it.
UNLIKELY = r"""
    (?<= [{c1}] )
  | (?<= [{bad}{lower_accented}{upper_accented}{box}{start}{end}{currency}{numeric}{law}] [{bad}] )
  | (?<= [a-zA-Z] [{lower_common}{upper_common}] [{bad}] )
  | (?<= [{bad}] )
    (?= [{lower_accented}{upper_accented}{box}{start}{end}{currency}{numeric}{law}] )
  | (?<= [{lower_accented}{lower_common}{box}{end}{currency}{numeric}] [{upper_accented}] )
  | (?<= [{box}{end}{currency}{numeric}] [{lower_accented}] )
  | (?<= [{lower_accented}{box}{end}] [{currency}] )
  | (?<= \s [{upper_accented}] [{currency}] )
  | (?<= [{upper_accented}{box}] [{numeric}{law}] )
  | (?<= [{lower_accented}{upper_accented}{box}{currency}{end}] [{start}] [{numeric}] )
  | (?<= [{lower_accented}{upper_accented}{currency}{numeric}{box}{law}] ) (?= [{end}] [{start}] )
  | (?<= [{currency}{numeric}{box}] ) (?= [{start}] )
  | (?<= [a-z] [{upper_accented}] ) (?= [{start}{currency}] )
  | (?<= [{box}] ) (?= [{kaomoji}{end}] )
  | (?<= [{lower_accented}{upper_accented}{currency}{numeric}{start}{end}{law}] [{box}] )
  | (?<= [{lower_accented}{upper_accented}] ) (?= [{start}{end}] \w )
  | (?<= [Œœ] ) (?= [^A-Za-z] )
  | (?<= [{upper_accented}] ) (?= ° )
  | (?<= [ÂÃÎÐ] ) (?= [€œŠš¢£Ÿž\xA0\xAD®©°·»{start}{end}–—´] )
  | (?<= × ) (?= [²³] )
  | (?<= [ØÙ] )
    (?= [{arabic}] [ØÙ] [{arabic}] )
  | (?<= à ) (?= [²µ¹¼½¾] )
  | (?<= √ ) (?= [±∂†≠®™´≤≥¥µø] )
  | (?<= ≈ ) (?= [°¢] )
  | (?<= ‚Ä ) (?= [ìîïòôúùû†°¢π] )
  | (?<= ‚ [âó] ) (?= [àä°ê] )
  | (?<= вЂ )
  | (?<= [ВГРС] ) (?= [{c1}{bad}{start}{end}{currency}°µ] [ВГРС] )
  | (?<= Г ) (?= ўВЂВ . [A-Za-z ] )
  | (?<= Ã ) (?= [\xA0¡] )
  | (?: (?<= [a-z] [ÃÂ] ) | (?<= [a-z] \s [ÃÂ] ) | (?<= ^ [ÃÂ] ) ) (?= [ ] )
  | (?<= [a-z.,?!{end}] Â ) (?= [ {start}{end}] )
  | (?<= β€ ) (?= [™\xA0Ά\xAD®°] )
  | (?<= [ΒΓΞΟ] ) (?= [{c1}{bad}{start}{end}{currency}°] [ΒΓΞΟ] )
  | (?<= ā€ )
"""


@cache
def unlikely() -> re.Pattern[str]:
    """The prefilter: hits wherever a line holds what `ftfy.badness.is_bad` finds in it.

    >>> bool(unlikely().search("It’s 20 °C in Ã–rebro"))
    True
    >>> bool(unlikely().search("“Ã is a letter in Portuguese,” said Zoë"))
    False
    """
    kinds = dict(data.toml("characters/badness.toml"))
    kinds["start"], kinds["end"] = kinds["start_punctuation"], kinds["end_punctuation"]
    kinds["arabic"] = "{common}{currency}{bad}{numeric}{start}ŸŠ®°µ»".format(**kinds)
    kinds["TRIGGERS"] = TRIGGERS.format(**kinds)
    pattern = f"{SUSPICIOUS} (?: {UNLIKELY} )"
    return re.compile(pattern.format(**kinds), re.VERBOSE | re.MULTILINE | re.DOTALL)
