"""Lines of a text."""

from __future__ import annotations

from copydesk._kernels import kernel


@kernel
def filled(text: str) -> list[tuple[int, int, str, int]]:
    r"""The lines that are not blank: start, end, what stands between outer white space, its start.

    >>> filled("Rain\n \n  fell. ")
    [(0, 4, 'Rain', 0), (7, 15, 'fell.', 9)]
    """
    found = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if bare := line.strip():
            at = start if line[0] == bare[0] else end - len(line.lstrip())
            found.append((start, end, bare, at))
        start = end + 1
    return found
