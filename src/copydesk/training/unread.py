"""Texts that nobody read, labelled in part: by what recurs over a site, by the article of a page.

An extractor leaves junk in; what the page's own article does not hold is such. Where a label would
be a guess there is none.
"""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from copydesk._text.segments import Segment, split
from copydesk.training import silver
from copydesk.training.marked import Marked, fold_of, spread

TOOLS = ("newspaper4k", "trafilatura")
OF_SITE, SHORTEST, LONGEST = 12, 300, 12_000
"""So many texts of a site, of so many characters, are enough."""
NEAR = 3
"""Between what recurs and what is called article stand so many segments that are neither."""
_WORD = re.compile(r"\w+")


def recurring(articles: Iterable[Mapping[str, Any]]) -> Iterator[Marked]:
    """Articles of sites, with what recurs over a site as junk."""
    for of_site in silver.by_site(articles):
        found = list[Marked]()
        for article, segments, labels in silver.labelled(of_site):
            text = article["text"][: silver.LONGEST]
            junk = sum(s.end - s.start for s, label in zip(segments, labels, strict=True) if label)
            if junk and SHORTEST <= len(text) <= LONGEST and junk <= 0.4 * len(text):
                spans = list(_sure(segments, labels))
                fold = fold_of(silver.group(article["site"], article["repo"]))
                marks = spread(text, "-", spans, "aj")
                found.append(Marked(article["id"], "recurring", text, marks, fold))
        yield from found[:OF_SITE]


def _sure(
    segments: Sequence[Segment], labels: Sequence[bool | None]
) -> Iterator[tuple[int, int, int]]:
    """Spans of junk; and of article, far from junk, between the head and the tail."""
    junk, n = [i for i, label in enumerate(labels) if label], len(segments)
    head = max((i for i in junk if i < min(10, n / 4)), default=-1)
    tail = min((i for i in junk if i >= n / 2), default=n)
    near = {i + d for i in junk for d in range(-NEAR, NEAR + 1)} | {0, 1, n - 3, n - 2, n - 1}
    for i, (s, label) in enumerate(zip(segments, labels, strict=True)):
        if label or (label is False and head < i < tail and i not in near):
            yield s.start, s.end, int(label)


def outputs(folder: Path) -> Iterator[tuple[str, str]]:
    """The page and the text of each output: files as `views` reads them, of some tools."""
    for tool in TOOLS:
        for path in sorted(folder.glob(f"*.{tool}-*.json.gz")):
            with gzip.open(path, "rt", encoding="utf-8") as file:
                yield from sorted(json.load(file).items())


def extracted(
    pages: Mapping[str, Mapping[str, Any]], found: Iterable[tuple[str, str]]
) -> Iterator[Marked]:
    """What extractors made of pages, with what is no part of the page's article as junk."""
    for key, text in found:
        page = pages.get(key)
        if page and page["gold_kind"] == "full" and SHORTEST <= len(text) <= LONGEST:
            spans = list(_beside(text, page["gold"]))
            if sum(junk == 0 for _, _, junk in spans) >= 3:
                fold = fold_of(silver.publisher(page["domain"] or ""))
                yield Marked(key, "extracted", text, spread(text, "-", spans, "aj"), fold)


def _beside(text: str, gold: str) -> Iterator[tuple[int, int, int]]:
    """Spans of article, and of what stands beside it; what stands before it may be its head."""
    segments = split(text)
    shares = list(_shares(text, segments, gold))
    first = next((i for i, share in enumerate(shares) if share and share > 0.8), len(segments))
    for i, (s, share) in enumerate(zip(segments, shares, strict=True)):
        if share is not None and i >= first and not 0.2 <= share <= 0.8:
            yield s.start, s.end, int(share < 0.2)


def _shares(text: str, segments: Sequence[Segment], gold: str) -> Iterator[float | None]:
    """For each segment the share of its words that stand in the article, two or more in a row."""
    words = list(_WORD.finditer(text))
    said, starts = [word[0].lower() for word in words], [word.start() for word in words]
    hit = [False] * len(words)
    told = [word.lower() for word in _WORD.findall(gold)]
    for at, _, n in SequenceMatcher(None, said, told, autojunk=False).get_matching_blocks():
        if n >= 2:
            hit[at : at + n] = [True] * n
    for s in segments:
        a, b = bisect_left(starts, s.start), bisect_left(starts, s.end)
        yield sum(hit[a:b]) / (b - a) if b > a else None
