"""Places in a text at which a border between segments may stand, or words have run together."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import islice

from copydesk._kernels import kernel


@kernel
class Borders:
    r"""A border begins at a mark, or with a blank, two signs of a run, or a capital in mid-word.

    A blank is one only before a blank, a mark of `opening`, a digit, a letter of a script that
    parts no words, or a word of `beginnings`; a capital is one of `capitals` behind one of
    `before`.

    >>> borders = Borders("!", "*", "#", {"Al", "Read"}, "ART", "abc")
    >>> text = "ab. Read Al ab Reads ** abTo #1! x9 9  a"
    >>> [text[i : i + 2] for i in borders.places(text, 0, len(text))]
    [' R', ' A', '**', 'bT', ' #', '! ', ' 9', '  ']
    """

    def __init__(
        self,
        marks: str,
        runs: str,
        opening: str,
        beginnings: Collection[str],
        capitals: str,
        before: str,
    ) -> None:
        mark, run, big = (f"[{re.escape(chars)}]" for chars in (marks, runs, capitals))
        first = re.escape("".join(sorted({word[0] for word in beginnings})))
        words = "|".join(map(re.escape, sorted(beginnings)))
        after = rf"(?=[ \t\xa0\d\u3041-\u9fff{re.escape(opening)}]|(?=[{first}])(?:{words})(?!\w))"
        self._find = re.compile(
            rf"[ \t\xa0h{re.escape(marks + runs + capitals)}]"
            rf"(?:(?<=[ \t\xa0]){after}|(?<={mark})|(?<=[{re.escape(before)}]{big})"
            rf"|(?<={run})(?={run})|(?<=[a-z.)]h)(?=ttp))"
        ).finditer
        self._behind = frozenset(capitals + "h") - frozenset(marks + runs)

    def places(self, text: str, start: int, end: int) -> list[int]:
        """Where a border may begin between two places, in order."""
        behind = self._behind
        found = [m.start() - (m[0] in behind) for m in self._find(text, start, end)]
        return sorted({place for place in found if place >= start})


@kernel
class RunTogether:
    """Words that may have run together: a capital where one of "glue" and "joint" may end (see
    `segments`), a symbol, the fourth sign of a run and each after it. Letters are given as they
    stand in a class.

    >>> RunTogether("A-Z", "a-z", "|", "*").times("HomeSport | shuts portThe harbour", 9)
    3
    >>> RunTogether("A-Z", "a-z", "|", "*").times("The U.S. and NATO met. (They said so.)", 9)
    0
    """

    def __init__(self, capitals: str, small: str, symbols: str, runs: str) -> None:
        symbols, runs = re.escape(symbols), re.escape(runs)
        self._find = re.compile(
            rf"""
            [{capitals}{symbols}{runs}]
            (?: (?<= [{symbols}] ) | (?<= [{runs}]{{4}} ) | (?<= [{capitals}] )
              (?: (?<= [{small}0-9] . ) | (?<= [{small}0-9%)][.!?…] . ) | (?<= [{small}][)”] . )
                | (?<= [.!?…]["”’»(\[“‘«] . ) | (?<= [.!?…]["”’»]["“‘«(\[] . ) | (?<= ,["”’»] . )
                | (?<= \.\.\. . ) | (?<= [A-Z][A-Z] . ) (?= [a-z]{{3}} ) ) )
            """,
            re.VERBOSE,
        ).finditer

    def times(self, text: str, most: int) -> int:
        """How often a text has that, or `most` where it has more."""
        return sum(1 for _ in islice(self._find(text), most))
