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


@kernel
def is_tidy(text: str) -> bool:
    r"""Whether a text has no tab, no blank beside another or beside a line break, and no line break
    beside two others or at an end.

    >>> is_tidy("Rain\n\nfell."), is_tidy("Rain \nfell."), is_tidy("Rain  fell."), is_tidy("\nRain")
    (True, False, False, False)
    """
    lines = text.split("\n")
    return not (
        "\t" in text
        or "\n\n\n" in text
        or "  " in text
        or (text and not (lines[0] and lines[-1]))
        or any([line[:1] == " " or line[-1:] == " " for line in lines])
    )
