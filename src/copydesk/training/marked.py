"""Texts with a letter for each character: what of it is junk, what article, what may go or stay.

From marks of someone who read them, from articles that are clean as a whole, from test cases.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from copydesk._models.lexical import Lexicon
from copydesk._models.trees import Model
from copydesk._text.segments import split
from copydesk._text.sentences import ends_sentence
from copydesk.cleaners.clutter import ends
from copydesk.cleaners.clutter.measures import PLAIN, Measures, frame
from copydesk.training import silver

FOLDS = range(5)
UNREAD = ("recurring", "extracted")
"""Kinds of texts that nobody read: their labels err."""
CONTRADICTS, CONTRADICTS_ARTICLE = -300, 150
"""Hundredths of log-odds by its words from which a segment's label is not believed."""

TOLD = ("promo",)
"""Kinds of junk whose sentences are prose like the article's own, of another article."""
PROSE, LIKE_PROSE = 9, -100
"""Words of a sentence of prose at least, and its score at most."""
END = PLAIN.index("end")

Label = tuple[int | None, int, int]
"""1 junk, 0 article, None mixed or unsure; and how many characters of each."""


@dataclass
class Marked:
    """A text with a letter for each character: j junk, t junk that may be prose, m maybe, a
    article, - not judged."""

    id: str
    kind: str
    text: str
    marks: str
    fold: int
    weight: float = 1.0
    """How much it counts, against others of its kind."""
    measures: Measures | None = None
    rows: list[list[int]] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    scores: list[int] = field(default_factory=list)
    beyond: dict[bool, list[tuple[int, list[int]]]] = field(default_factory=dict)
    """What stands beyond each place, towards the end (True) and towards the beginning."""

    def measure(self, by: Lexicon) -> None:
        """Measure the segments; label each by what most of it is."""
        segments = split(self.text)
        self.measures = Measures(self.text, segments, by)
        self.rows = self.measures.rows()
        self.labels = [label_of(self.text, self.marks, s.start, s.end) for s in segments]
        if self.kind in UNREAD:
            self._doubt(self.measures)

    def score(self, by: Model) -> None:
        """Score the segments, and measure what stands beyond each."""
        assert self.measures
        self.scores = [int(by.score(row)) for row in self.rows]
        for tail in (True, False):
            rows = ends.rows(self.measures, self.rows, self.scores, tail)
            self.beyond[tail] = list(rows)

    def _doubt(self, measures: Measures) -> None:
        """Believe no label that a segment's words contradict, nor that of a sentence inside."""
        last = max((i for i, label in enumerate(self.labels) if label[0] == 0), default=-1)
        pieces = zip(self.labels, measures.pieces, self.rows, strict=True)
        for i, ((label, junk, article), piece, row) in enumerate(pieces):
            sentence = len(piece.words) >= PROSE and piece.lex < LIKE_PROSE and row[END] == 0
            inside = self.kind == "extracted" and i < last and (sentence or not frame(piece))
            if (label == 1 and (inside or piece.lex < CONTRADICTS)) or (
                label == 0 and piece.lex > CONTRADICTS_ARTICLE and self.kind == "recurring"
            ):
                self.labels[i] = None, junk, article


def fold_of(group: str) -> int:
    """The fold of a publisher."""
    return int(hashlib.md5(group.encode(), usedforsecurity=False).hexdigest(), 16) % len(FOLDS)


def marked_texts(
    found: Iterable[Mapping[str, Any]], texts: Mapping[str, str], clean: Callable[[str], str]
) -> Iterator[Marked]:
    """Each marked text as it is met: cleaned so far, raw, and with its line breaks lost."""
    for mark in found:
        text = texts.get(mark["sha1"])
        if text is None:
            continue
        fold = fold_of(mark["group"])
        if "segments" in mark:
            yield Marked(mark["id"], "some", text, spread(text, "-", mark["segments"], "aj"), fold)
            continue
        raw, weight = lettered(text, mark), mark.get("weight", 1.0)
        cleaned = clean(text)
        moved = carried(text, raw, cleaned)
        yield Marked(mark["id"], "cleaned", cleaned, moved, fold, weight)
        if cleaned != text:
            yield Marked(mark["id"], "raw", text, raw, fold, weight)
        if "\n" in cleaned:
            yield Marked(mark["id"], "flat", cleaned.replace("\n", " "), moved, fold, weight)


def lettered(text: str, mark: Mapping[str, Any]) -> str:
    """The letters of a text that was read as a whole."""
    found = list("a" * len(text))
    maybe = [(*m, "m") for m in mark["maybe"]]
    junk = [(start, end, "t" if kind in TOLD else "j") for start, end, kind in mark["junk"]]
    for start, end, letter in maybe + junk:
        found[start:end] = letter * (end - start)
    return "".join(found)


def bodies(pages: Iterable[Mapping[str, Any]], clean: Callable[[str], str]) -> Iterator[Marked]:
    """Articles that are clean as a whole: nothing of them may go."""
    for page in pages:
        if page["gold_kind"] == "full" and len(page["gold"]) >= 300:
            text = clean(page["gold"])
            if text.count("\n") < 250:
                fold = fold_of(silver.publisher(page["domain"] or ""))
                yield Marked(page["id"], "body", text, "a" * len(text), fold)


def cases(paths: Iterable[Path]) -> Iterator[Marked]:
    """Test cases: what has to go and what has to stay, in small texts made for it."""
    for path in paths:
        for i, case in enumerate(json.loads(path.read_text("utf-8"))):
            text, out = case["in"], case["out"]
            marks = list("j" * len(text))
            for at, _, n in SequenceMatcher(None, text, out, autojunk=False).get_matching_blocks():
                marks[at : at + n] = "a" * n
            yield Marked(f"{path.stem} {i}", "case", text, "".join(marks), i % len(FOLDS))


def carried(text: str, marks: str, cleaned: str) -> str:
    """The letters of a text on what a cleaner made of it."""
    found = ["a"] * len(cleaned)
    old, new = text.split(" "), cleaned.split(" ")
    starts_old, starts_new = _starts(old), _starts(new)
    for i, j, n in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for k in range(n):
            a, b, size = starts_old[i + k], starts_new[j + k], len(new[j + k])
            found[b : b + size] = marks[a : a + size]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, i, i2, j, j2 in blocks:
        if tag == "replace":
            a, b = starts_old[i], starts_new[j]
            before, after = text[a : starts_old[i2]], cleaned[b : starts_new[j2]]
            for x, y, n in SequenceMatcher(
                None, before, after, autojunk=False
            ).get_matching_blocks():
                found[b + y : b + y + n] = marks[a + x : a + x + n]
    return "".join(found)


def _starts(words: Sequence[str]) -> list[int]:
    found = [0]
    for word in words:
        found.append(found[-1] + len(word) + 1)
    return found


def spread(text: str, empty: str, spans: Iterable[Sequence[int]], letters: str) -> str:
    """A letter for each character: that of the span in which it stands, else the empty one."""
    found = list(empty * len(text))
    for start, end, value in spans:
        found[start:end] = letters[value] * (end - start)
    return "".join(found)


def label_of(text: str, marks: str, start: int, end: int) -> Label:
    """What most of a segment is, and how many characters are junk and article."""
    letters = [m for m, c in zip(marks[start:end], text[start:end], strict=True) if not c.isspace()]
    junk, article = letters.count("j") + letters.count("t"), letters.count("a")
    bar = 0.7 * len(letters)
    return (1 if junk > bar else 0 if article > bar else None), junk, article


def is_told(said: str, marks: str) -> bool:
    """Whether a segment is a sentence of a teaser: junk for its place, in words of an article.

    >>> said = "Nine harbours of the coast are closed until the storm has gone."
    >>> is_told(said, "t" * len(said)), is_told("Read also: Nine harbours", "t" * 24)
    (True, False)
    """
    told = marks.count("t") > 0.7 * len(marks)
    return told and len(said.split()) >= PROSE and ends_sentence(said)
