"""Places in a text at which a border between segments may stand."""

from __future__ import annotations

import re
from collections.abc import Collection

from copydesk._kernels import kernel


@kernel
class Borders:
    r"""A border begins at a mark, or with a blank, two signs of a run, or a capital in mid-word.

    A blank is one only before a blank, a mark of `opening`, a digit, a letter of a script that
    parts no words, or one of `beginnings`, which are of two or three characters; a capital is one
    of `capitals` behind one of `before`.

    >>> borders = Borders("!", "*", "#", {"Al", "Rea"}, "ART", "abc")
    >>> text = "ab. Read Al ab Re ** abTo #1! x9 9  a"
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
        after = rf"(?=[ \t\xa0\d\u3041-\u9fff{re.escape(opening)}]|(?=[{first}])(?:{words}))"
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
