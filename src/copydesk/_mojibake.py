"""Mojibake: text that was written in one encoding and read in another."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk._badness import suspicious_lines

LONG = 4000
"""Longer lines go to ftfy in parts: one of its decoders is quadratic."""


def fix_mojibake(text: str) -> str:
    """Undo wrong decoding, line by line, where ftfy is sure of it.

    >>> fix_mojibake("â€œDonâ€™t,â€\\x9d said ZoÃ«")
    '“Don’t,” said Zoë'
    >>> fix_mojibake("“Ã is a letter in Portuguese,” MISUTÂ, SÃO PAULO")
    '“Ã is a letter in Portuguese,” MISUTÂ, SÃO PAULO'
    """
    if text.isascii():
        return text
    pieces, at = list[str](), 0
    for start, end in suspicious_lines(text):
        pieces += text[at:start], fix_line(text[start:end])
        at = end
    return "".join([*pieces, text[at:]])


def fix_line(line: str) -> str:
    from ftfy import fix_encoding

    return "".join(fix_encoding(part) for part in parts(line))


def parts(line: str) -> Iterator[str]:
    """A line in parts of at most LONG characters, cut after spaces where there are any."""
    at = 0
    while len(line) - at > LONG:
        cut = line.rfind(" ", at + LONG // 2, at + LONG) + 1 or at + LONG
        yield line[at:cut]
        at = cut
    yield line[at:]
