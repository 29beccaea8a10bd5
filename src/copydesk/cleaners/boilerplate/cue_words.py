"""The words by which lines and cues are looked up."""

from __future__ import annotations

from copydesk._kernels.keys import AFTER, folded, word_key
from copydesk._text.patterns import lazy

_FIRST = lazy(r"[^\w#©@]*([#©@]|\w+)(?:[^\w\n]{1,4}(\w+))?")
_NUMBER = lazy(r"\d+(?:[.,]\d+)*")


def phrase_key(line: str) -> str:
    """The form in which phrases are compared: no case, marks around, or value of numbers."""
    key = " ".join(folded(line.replace("’", "'")).split()).strip(AFTER)
    return key if key.isalpha() else _NUMBER.sub("0", key)


def first_words(line: str) -> tuple[str, str]:
    """The first two words of a line: the first as it is looked up, the second as it stands."""
    found = _FIRST.match(line)
    return (word_key(found[1]), found[2] or "") if found else ("", "")
