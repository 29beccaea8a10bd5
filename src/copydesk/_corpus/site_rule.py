"""The rule by which a line is the site's, for whoever counts: a cleaner, a job, an engine."""

from __future__ import annotations

from collections.abc import Set
from math import inf

from copydesk._corpus.lines import split_keys

MINIMUM = 4
"""How many texts a line must stand in, at least, before it counts as the site's."""
SHARE = 0.02
"""The same as a share of the site's texts."""


def threshold(texts: int, minimum: float = MINIMUM, share: float = SHARE) -> float:
    """In how many of its texts a line must stand to count as the site's.

    >>> threshold(10), threshold(1_000)
    (4, 20.0)

    Few texts teach nothing:

    >>> threshold(3)
    inf
    """
    return max(minimum, share * texts) if texts >= minimum else inf


def site_keys(lines: bytes, prose: bytes, repeated: Set[bytes]) -> bytes:
    """The keys of a text's site lines: those repeated, unless half of its prose is so too.

    A text of which the prose repeats is a second copy of an article, and not a template.
    """
    paragraphs = list(split_keys(prose))
    if 2 * sum(key in repeated for key in paragraphs) >= len(paragraphs):
        return b""
    return b"".join(key for key in dict.fromkeys(split_keys(lines)) if key in repeated)
