"""What repeats across the texts of a site: templates that no single text can give away.

Whole lines, and in long lines the pieces between their joints.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

from copydesk._corpus import counts as sketch
from copydesk._corpus import inline
from copydesk._corpus.counts import LineCounts
from copydesk._corpus.inline import REASON
from copydesk._corpus.keys import both_keys, keys_in, line_keys, prose_keys
from copydesk._corpus.lines import KEY, Line, key_of, lines_of, split_keys
from copydesk._corpus.pieces import pieces_of
from copydesk._corpus.site_rule import MINIMUM, SHARE, site_keys, threshold
from copydesk._text.edits import Change, Edit, compose, splice
from copydesk._text.options import patterns, small_text
from copydesk.errors import BadFile, CopydeskError

__all__ = ["KEY", "MINIMUM", "REASON", "SHARE", "LineCounts", "RemoveLines", "SiteLines"]
__all__ += ["both_keys", "line_keys", "prose_keys", "site_keys"]

ROUNDS = 20
"""How often a result is looked at again; two rounds are the rule."""


@dataclass(frozen=True)
class RemoveLines:
    """Remove lines known by their keys, unless they stand inside dense prose.

    A run of such lines with a paragraph of prose on both sides stays, so that a subhead or a
    refrain of the article is safe: site lines go where they stand at an edge or beside other short
    lines.

    >>> RemoveLines(line_keys("Stay up to date with us"))("Rain fell.\\nStay up to date with us!")
    'Rain fell.'
    """

    keys: bytes
    keep: tuple[str, ...] = ()
    """Patterns; a line in which one of them is found stays."""
    __name__: ClassVar[str] = "site_lines"

    def __post_init__(self) -> None:
        object.__setattr__(self, "keep", patterns("keep", self.keep))

    def keeping(self, keep: tuple[str, ...]) -> RemoveLines:
        """The same, and what the other cleaners of its pipeline were told to keep stays too."""
        return replace(self, keep=tuple(dict.fromkeys((*self.keep, *keep))))

    def changes(self, text: str) -> list[Change]:
        known = frozenset(split_keys(self.keys))
        return _settled(text, lambda current: _removals(current, known, self.keep))

    def __call__(self, text: str) -> str:
        return splice(text, self.changes(text))


@dataclass(frozen=True)
class SiteLines:
    """Remove lines that stand in many texts of the same site.

    A line is the site's when it stands, once in each, in at least `minimum` of its texts and in at
    least the share `share` of them. Never removed: lines of fewer than three words, lines that
    stand twice in one text, quotes, datelines, what has a paragraph of prose on both sides, and
    anything from a text of which half the prose repeats, which is a second copy and not a template.

    Pieces of long lines count like lines. At the end of a text they go unless they read like prose,
    elsewhere only if they look like junk. Lines and pieces that do go at half the count, whatever
    names and numbers stand in them.

    >>> box = "Stay up to date with The Daily Beacon"
    >>> texts = [f"Story {n} tells what was said and done in town that long and rainy day.\\n{box}"
    ...          for n in ("one", "two", "three", "four")]
    >>> site = SiteLines.learn(texts)
    >>> site(texts[0])
    'Story one tells what was said and done in town that long and rainy day.'
    >>> site("Stay up to date with the weather")
    'Stay up to date with the weather'
    """

    texts: int = 0
    counts: bytes = field(default=b"", repr=False)
    minimum: int = MINIMUM
    share: float = SHARE
    keep: tuple[str, ...] = ()
    """Patterns; a line in which one of them is found stays."""
    __name__: ClassVar[str] = "site_lines"

    def __post_init__(self) -> None:
        object.__setattr__(self, "keep", patterns("keep", self.keep))

    @classmethod
    def learn(
        cls,
        texts: Iterable[str],
        *,
        minimum: int = MINIMUM,
        share: float = SHARE,
        keep: Iterable[str] = (),
    ) -> SiteLines:
        """Count the lines of a site's texts, clean ones by preference."""
        keep = patterns("keep", keep)
        counts = LineCounts()
        for text in texts:
            counts.add(line_keys(text))
        return cls(counts.texts, sketch.packed(counts.table), minimum, share, keep)

    def __add__(self, other: SiteLines) -> SiteLines:
        """What both have learned, as if it had been learned at once."""
        if not isinstance(other, SiteLines):
            return NotImplemented
        counts = sketch.total(self.counts, other.counts)
        return replace(self, texts=self.texts + other.texts, counts=counts)

    def count(self, line: str) -> int:
        """In how many texts a line stood.

        >>> SiteLines.learn(["One line here", "one  line here!"]).count("One line here")
        2
        """
        return sketch.count(sketch.unpacked(self.counts), key_of(line))

    def keeping(self, keep: tuple[str, ...]) -> SiteLines:
        """The same, and what the other cleaners of its pipeline were told to keep stays too."""
        return replace(self, keep=tuple(dict.fromkeys((*self.keep, *keep))))

    def changes(self, text: str) -> list[Change]:
        return _settled(text, lambda current: _removals(current, self._known(current), self.keep))

    def _known(self, text: str) -> frozenset[bytes]:
        """The keys of what is the site's in a text."""
        lines = lines_of(text, self.keep)
        candidates, prose = keys_in(lines, pieces_of(text, lines, self.keep))
        repeated = sketch.repeated(sketch.unpacked(self.counts), candidates + prose, self.threshold)
        return frozenset(split_keys(site_keys(candidates, prose, repeated)))

    def __call__(self, text: str) -> str:
        return splice(text, self.changes(text))

    @property
    def threshold(self) -> float:
        """In how many texts a line must stand to count as the site's."""
        return threshold(self.texts, self.minimum, self.share)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write what was learned to a JSON file."""
        values = {
            "texts": self.texts,
            "minimum": self.minimum,
            "share": self.share,
            "keep": list(self.keep),
            "counts": b64encode(self.counts).decode(),
        }
        Path(path).write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> SiteLines:
        """Read what was saved. Raises BadFile for anything else, an OSError where it cannot."""
        try:
            values = json.loads(small_text(path))
            _check(values)
            counts = b64decode(values.pop("counts"), validate=True)
            sketch.unpacked(counts)
            return cls(counts=counts, **values)
        except (ValueError, KeyError, TypeError, RecursionError, CopydeskError) as error:
            raise BadFile(f"{path} holds no site lines: {error}") from error


_SAVED = {"texts": int, "minimum": int, "share": float, "keep": list, "counts": str}


def _check(values: Any) -> None:
    """Raises TypeError or ValueError where a saved value is not what its name says."""
    if not isinstance(values, dict) or values.keys() != _SAVED.keys():
        raise TypeError(f"it should hold {', '.join(_SAVED)}, and nothing else")
    for name, kind in _SAVED.items():
        value = values[name]
        fits = isinstance(value, (int, float) if kind is float else kind)
        if not fits or isinstance(value, bool):
            raise TypeError(f"{name} is {value!r:.60}")
        if isinstance(value, int | float) and not 0 <= value < 1e15:  # NaN is not either
            raise ValueError(f"{name} is {value!r:.60}")


def _settled(text: str, once: Callable[[str], list[Change]]) -> list[Change]:
    """The changes of a text that is looked at again until nothing more goes."""
    current, edits = text, list[Edit]()
    for _ in range(ROUNDS):
        found = once(current)
        if not found:
            return [Change(e.start, e.end, e.after, e.reason) for e in edits]
        edits = compose(text, current, edits, found, SiteLines.__name__)
        current = splice(current, found)
    return []


def _removals(text: str, known: frozenset[bytes], keep: tuple[str, ...]) -> list[Change]:
    """Cuts of the known lines or, where there are none, of the known pieces of lines."""
    if not known:
        return []
    lines = lines_of(text, keep)
    pieces = pieces_of(text, lines, keep)
    junk = {
        text.rfind("\n", 0, p.segment.start) + 1
        for p in pieces
        if not p.is_inline and not p.is_short and p.form in known
    }
    return _cut_lines(text, lines, known, junk) or inline.removals(text, pieces, known)


def _cut_lines(
    text: str, lines: list[Line], known: frozenset[bytes], junk: set[int]
) -> list[Change]:
    """Cuts of the known lines, each with the white space that parts it from what stays.

    `junk` are the beginnings of those that are known by their form.
    """
    changes = list[Change]()
    before, run = None, list[Line]()
    for line in [*lines, None]:
        if line and line.can_be_site and (line.key in known or line.start in junk):
            run.append(line)
            continue
        if run and not (before and before.is_prose and line and line.is_prose):
            changes.append(_cut(text, before, run, line))
        before, run = line, []
    return changes


def _cut(text: str, before: Line | None, run: list[Line], after: Line | None) -> Change:
    """The cut of a run, up to the text after it or, at the end, from the text before it."""
    if after is not None:
        return Change(run[0].start, after.start, "", REASON)
    return Change(before.end if before else 0, len(text), "", REASON)
