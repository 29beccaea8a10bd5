"""The result of `explain`: the clean text and all that was changed on the way to it."""

from __future__ import annotations

from typing import NamedTuple

from copydesk._show.wording import counted, one_line
from copydesk._text.edits import Edit, by_reason, restore


class Explanation(NamedTuple):
    """A clean text and the edits that lead to it from the original."""

    text: str
    edits: tuple[Edit, ...]

    def original(self) -> str:
        """The original, rebuilt from the text and the edits alone."""
        return restore(self.text, self.edits)

    def reasons(self) -> dict[str, int]:
        """How many edits each reason stands for, most frequent first."""
        return by_reason(self.edits)

    def __str__(self) -> str:
        """The lines that were changed, marked, the reason beside each change: for `print`.

        >>> print(Explanation("No rain.", (Edit(8, 12, " Ad.", "", "drop_ads", "ad"),)))
        1: No rain.[- Ad.-](ad)
        1 edit:
             1  ad (drop_ads)
        """
        from copydesk._show.terminal import explained

        return "\n".join(explained(self.original(), self.edits))

    def _repr_html_(self) -> str:
        from copydesk._show.html import edits_html

        return edits_html(self.original(), self.edits)


class Explanations(dict[str, Explanation]):
    """Explanations of some texts by name, for `print` and for notebooks."""

    def __str__(self) -> str:
        return "\n\n".join(f"{one_line(name)}\n{text}" for name, text in self.items())

    def _repr_html_(self) -> str:
        from copydesk._show.html import Difference, differences_html

        shown = [
            Difference(name, counted(len(text.edits), "edit"), text.original(), text.edits)
            for name, text in self.items()
        ]
        return differences_html(shown)
