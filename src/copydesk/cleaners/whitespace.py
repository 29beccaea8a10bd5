"""White space: spaces, indentation and blank lines in one canonical form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copydesk._kernels.lines import is_tidy
from copydesk._text.kind import is_data
from copydesk._text.patterns import lazy

_RUN = lazy(r" [ \t]+|\t[ \t]*")
_GAP = lazy(r"\n\n\n+")


def normalize_whitespace(text: str) -> str:
    r"""Fold runs of spaces, trim lines, leave at most one blank line between paragraphs.

    The paragraph style, single or double line breaks, is kept, and so is how far the lines of code
    or verse stand in under the line above them.

    >>> normalize_whitespace("One  word. \n\n\n\n  Two.\n")
    'One word.\n\nTwo.'
    >>> normalize_whitespace("if rain:\n    stay()")
    'if rain:\n    stay()'
    """
    if is_tidy(text) or is_data(text):
        return text
    return _GAP.sub("\n\n", "\n".join(_tidied(text.split("\n")))).strip("\n")


def _tidied(lines: Iterable[str]) -> Iterator[str]:
    """Lines without stray space, less the indentation that the first line of their block has."""
    block, base = "", 0  # the line above in this block, and the indentation counted from
    for line in lines:
        words = line.strip(" \t")
        if "  " in words or "\t" in words:
            words = _RUN.sub(" ", words)
        if words:
            indent = _indent(line)
            if not block:
                base = indent
            deeper = indent - base
            block = " " * deeper + words if deeper >= 2 else words
            yield block
        else:
            block = block if _goes_on(block) else ""
            yield ""


def _indent(line: str) -> int:
    """Width of the leading space, a tab reaching to the next multiple of four."""
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4))


def _goes_on(line: str) -> bool:
    """Whether a block goes on beyond a blank line: inside indented code, or where it opens."""
    return line.startswith(" ") or line.endswith((":", "{"))
