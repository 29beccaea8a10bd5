"""Harm: what clean article bodies lose by all cleaners together, that a reader would call article.

Bodies hold a few lines that any editor would delete: credits of photos, buttons, pleas, notes on
rights. `editors_cuts.txt` lists them by their hashes, each with the reason for which it goes; they
are no harm. What mends a character is none either: texts are compared in their composed form.

A body that says a part of itself twice loses the second copy, which no reader misses: what is said
nowhere else any more is told apart.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import cache
from pathlib import Path
from unicodedata import normalize

from copydesk import explain
from tests.quality import corpus

LIST = Path(__file__).parent / "editors_cuts.txt"
_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile(
    "[\\s\u00ad\u200b-\u200f\u2060\ufeff]+"
    r"|\[(?:\d{1,3}|edit|citation needed)\]"  # an encyclopedia's marks
)


def measure() -> dict[str, float]:
    figures: dict[str, float] = {}
    for split in ("dev", "train"):
        bodies = [page["gold"] for page in corpus.pages(split, "full")]
        found = [explain(body) for body in bodies]
        edits = [[e for e in one.edits if e.cleaner != "fix_characters"] for one in found]
        lost = [sum(loss(e.before, e.after) for e in some) for some in edits]
        gone = [
            sum(loss(_less(e.before, one.text), e.after) for e in some)
            for one, some in zip(found, edits, strict=True)
        ]
        million = sum(map(len, bodies)) / 1e6
        figures[f"{split}: characters of article lost per million"] = sum(lost) / million
        figures[f"{split}: those that stand nowhere else"] = sum(gone) / million
        figures[f"{split}: share of bodies unchanged"] = lost.count(0) / len(bodies)
    return figures


def loss(before: str, after: str) -> int:
    """How many characters of article an edit takes away."""
    if after.strip():
        return _lost(before, after)
    return sum(len(_seen(line)) for line in before.split("\n") if key(line) not in cuts())


def _less(removed: str, text: str) -> str:
    """The lines of what is removed whose words do not stand in what stays."""
    stays = _words(text)
    return "\n".join(line for line in removed.split("\n") if _words(line) not in stays)


def _words(text: str) -> str:
    return " ".join(["", *_WORD.findall(text.casefold()), ""])


def key(line: str) -> str:
    """The hash by which a line is listed."""
    return hashlib.sha256(" ".join(line.split()).encode()).hexdigest()[:16]


@cache
def cuts() -> frozenset[str]:
    lines = LIST.read_text("utf-8").splitlines()
    return frozenset(line.split()[0] for line in lines if line and not line.startswith("#"))


def _lost(before: str, after: str) -> int:
    return (Counter(_seen(before)) - Counter(_seen(after))).total()


def _seen(text: str) -> str:
    return _UNSEEN.sub("", normalize("NFC", text))
