"""Lines that repeat across the texts of a site: templates that no single text can give away.

Learned by counting and kept as a count-min sketch (Cormode and Muthukrishnan, 2005): a table of one
megabyte however many texts there are, which adds up in any order. A sketch never counts too little,
and too much only where a line shares all four of its cells with frequent lines.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from array import array
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import ClassVar, NamedTuple

from copydesk._text.edits import Change, splice
from copydesk.errors import BadFile

MINIMUM = 4
"""How many texts a line must stand in, at least, before it counts as the site's."""
SHARE = 0.02
"""The same as a share of the site's texts."""
REASON = "site-line"

_ROWS, _WIDTH = 4, 1 << 16
KEY = 8  # bytes: a cell of 16 bits in each row
_WORDS = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2}")  # two Chinese or Japanese signs: a word
_STOPS = (".", "!", "?", "…", "。", "！", "？")
_CLOSING = "\"'”’»)] "
_MARKS = " .,:;!?…。|·•*-–—>»<«()[]\"'"
_QUOTED = tuple("\"'“‘„«»‹「『—–-")
# "BERLIN (Reuters)", "PARIS, May 3 —": a place in capitals opens the story that follows. Near-miss:
# "SUBSCRIBE TO THE DAILY BEACON", capitals without agency, date or dash.
_DATELINE = re.compile(r"^[^a-z]{3,40}(?:\(\w[\w ]{1,20}\)|,[^,]{1,30}|\s[—–-])\s*[—–-]?$")


class Line(NamedTuple):
    """A line that is not blank: its place, without the line break, and its key."""

    start: int
    end: int
    key: bytes
    is_prose: bool
    can_be_site: bool


@dataclass(frozen=True)
class RemoveLines:
    """Remove lines known by their keys, unless they stand inside dense prose.

    A run of such lines with a paragraph of prose on both sides stays, so that a subhead or a
    refrain of the article is safe: site lines go where they stand at an edge or beside other short
    lines.
    """

    keys: bytes
    keep: tuple[str, ...] = ()
    """Patterns; a line in which one of them is found stays."""
    __name__: ClassVar[str] = "site_lines"

    def changes(self, text: str) -> list[Change]:
        return _removals(text, _lines(text, self.keep), frozenset(_split(self.keys)))

    def __call__(self, text: str) -> str:
        return splice(text, self.changes(text))


@dataclass(frozen=True)
class SiteLines:
    """Remove lines that stand in many texts of the same site.

    A line is the site's when it stands, once in each, in at least `minimum` of its texts and in at
    least the share `share` of them. Never removed: lines of fewer than three words, lines that
    stand twice in one text, quotes, datelines, what has a paragraph of prose on both sides, and
    anything from a text of which half the prose repeats, which is a second copy and not a template.

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
        counts = LineCounts()
        for text in texts:
            counts.add(line_keys(text))
        return counts.site_lines(minimum=minimum, share=share, keep=tuple(keep))

    def __add__(self, other: SiteLines) -> SiteLines:
        """What both have learned, as if it had been learned at once."""
        if not isinstance(other, SiteLines):
            return NotImplemented
        table = array("I", map(int.__add__, _table(self.counts), _table(other.counts)))
        return replace(self, texts=self.texts + other.texts, counts=_zipped(table))

    def count(self, line: str) -> int:
        """In how many texts a line stood.

        >>> SiteLines.learn(["One line here", "one  line here!"]).count("One line here")
        2
        """
        return _count(_table(self.counts), _key(line))

    def changes(self, text: str) -> list[Change]:
        lines = _lines(text, self.keep)
        table = _table(self.counts)
        repeated = {line.key for line in lines if _count(table, line.key) >= self.threshold}
        keys = site_keys(
            b"".join(line.key for line in lines if line.can_be_site),
            b"".join(line.key for line in lines if line.is_prose),
            repeated,
        )
        return _removals(text, lines, frozenset(_split(keys)))

    def __call__(self, text: str) -> str:
        return splice(text, self.changes(text))

    @property
    def threshold(self) -> float:
        """In how many texts a line must stand to count as the site's."""
        return max(self.minimum, self.share * self.texts)

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
        """Read what was saved. Raises BadFile."""
        try:
            values = json.loads(Path(path).read_text("utf-8"))
            counts = b64decode(values.pop("counts"), validate=True)
            site = cls(counts=counts, **{**values, "keep": tuple(values["keep"])})
            _table(site.counts)
        except (ValueError, KeyError, TypeError, zlib.error) as error:
            raise BadFile(f"{path} holds no site lines: {error}") from error
        return site


class LineCounts:
    """A sketch that counts, in how many texts each line stands; grows by keys, not by text."""

    def __init__(self) -> None:
        self.texts = 0
        self.table = array("I", bytes(4 * _ROWS * _WIDTH))

    def add(self, keys: bytes) -> None:
        """Take in one text, given as `line_keys(text)`."""
        self.texts += 1
        for key in _split(keys):
            for cell in _cells(key):
                self.table[cell] += 1

    def repeated(self, keys: bytes, threshold: float) -> set[bytes]:
        """Those of the keys that stand in at least so many texts."""
        return {key for key in _split(keys) if _count(self.table, key) >= threshold}

    def site_lines(self, minimum: int, share: float, keep: tuple[str, ...]) -> SiteLines:
        return SiteLines(self.texts, _zipped(self.table), minimum, share, keep)


def line_keys(text: str) -> bytes:
    """The keys, eight bytes each, of the lines in a text that could be the site's."""
    return both_keys(text)[0]


def prose_keys(text: str) -> bytes:
    """The keys of a text's paragraphs of prose."""
    return both_keys(text)[1]


def both_keys(text: str) -> tuple[bytes, bytes]:
    """`line_keys` and `prose_keys` in one go."""
    lines = _lines(text)
    return (
        b"".join(line.key for line in lines if line.can_be_site),
        b"".join(line.key for line in lines if line.is_prose),
    )


def site_keys(lines: bytes, prose: bytes, repeated: set[bytes]) -> bytes:
    """The keys of a text's site lines: those repeated, unless half of its prose is so too."""
    paragraphs = list(_split(prose))
    if 2 * sum(key in repeated for key in paragraphs) >= len(paragraphs):
        return b""
    return b"".join(key for key in _split(lines) if key in repeated)


def _removals(text: str, lines: list[Line], known: frozenset[bytes]) -> list[Change]:
    """Cuts of the known lines, each with the white space that parts it from what stays."""
    changes = list[Change]()
    before, run = None, list[Line]()
    for line in [*lines, None]:
        if line is not None and line.can_be_site and line.key in known:
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


def _lines(text: str, keep: tuple[str, ...] = ()) -> list[Line]:
    """The lines of a text that are not blank."""
    found = [
        (m.start(), m.end(), _normal(m[0]))
        for m in re.finditer(r"[^\n]+", text)
        if not m[0].isspace()
    ]
    seen = Counter(normal for _, _, normal in found)
    kept = re.compile("|".join(f"(?:{pattern})" for pattern in keep) or r"(?!)")
    lines = list[Line]()
    for start, end, normal in found:
        line = text[start:end].strip()
        can = seen[normal] == 1 and _can(line, normal) and not kept.search(line)
        lines.append(Line(start, end, _hash(normal), _is_prose(line, normal), can))
    return lines


def _normal(line: str) -> str:
    """A line so that case, spaces and the punctuation around it do not matter; digits do."""
    return " ".join(line.casefold().split()).strip(_MARKS)


def _can(line: str, normal: str) -> bool:
    """Could it be a template: three words at least, no quote, no dateline?"""
    return (
        _size(normal[:100]) >= 3
        and not line.startswith(_QUOTED)
        and not (len(line) < 90 and _DATELINE.match(line))
    )


def _is_prose(line: str, normal: str) -> bool:
    """Is it a paragraph: twelve words at least, and a full stop or its like at the end?"""
    if not line.rstrip(_CLOSING).endswith(_STOPS):
        return False
    return normal.count(" ") >= 11 or (not normal.isascii() and _size(normal) >= 12)


def _size(normal: str) -> int:
    """How many words of letters a line has."""
    return len(_WORDS.findall(normal)) + (0 if normal.isascii() else len(_UNSPACED.findall(normal)))


def _key(line: str) -> bytes:
    return _hash(_normal(line))


def _hash(normal: str) -> bytes:
    return blake2b(normal.encode("utf-8", "surrogatepass"), digest_size=KEY).digest()


def _split(keys: bytes) -> Iterator[bytes]:
    return (keys[at : at + KEY] for at in range(0, len(keys), KEY))


def _cells(key: bytes) -> Iterator[int]:
    """A key's cell in each row of the table: its first two bytes, the next two, and so on."""
    return (row * _WIDTH + int.from_bytes(key[2 * row : 2 * row + 2]) for row in range(_ROWS))


def _count(table: array[int], key: bytes) -> int:
    return min(table[cell] for cell in _cells(key))


@lru_cache(maxsize=64)
def _table(counts: bytes) -> array[int]:
    return array("I", zlib.decompress(counts) if counts else bytes(4 * _ROWS * _WIDTH))


def _zipped(table: array[int]) -> bytes:
    return zlib.compress(table.tobytes(), 6)
