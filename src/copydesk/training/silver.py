"""Labels that nobody had to give: what recurs over a site's articles is junk, what does not is not.

An article is a JSON object on a line of its own: `id`, `site`, `text`, and `repo` where the site is
not known (then `site` begins with "?").
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from copydesk._text.segments import LINE, Segment, split

MOST, LONGEST = 250, 20_000
"""So many articles of a site, so many characters of each are enough."""
FEW = 6
"""A site with fewer articles shows nothing."""
_WORD, _DIGITS = re.compile(r"\w+"), re.compile(r"\d+")
_SECOND_LEVEL = {"co", "com", "org", "net", "gov", "go", "ac", "gob", "edu", "or", "nic"}
ODD = (
    "RYD1E", "fhamborg", "neo4j", "fabiogiglietto", "gpw", "selimfirat", "Softcatala",
)  # fmt: skip
"""Collections whose texts recur for other reasons: versions, forms, translations."""
ODD_SITES = ("archive", "cdc", "who", "leadstories", "google")


class Example(NamedTuple):
    """A segment's text, whether it is junk, how much it weighs, its group and where it is from."""

    text: str
    junk: bool
    weight: float
    group: str
    source: str


def publisher(site: str) -> str:
    """A site's name without what differs between its addresses.

    >>> publisher("https://www.example.co.uk/news"), publisher("The Example")
    ('example', 'theexample')
    """
    name = re.sub(r"^https?://", "", site.strip().lower()).split("/")[0]
    if "." in name and " " not in name:
        parts = name.split(".")
        name = parts[-3] if len(parts) >= 3 and parts[-2] in _SECOND_LEVEL else parts[-2]
    return re.sub(r"\W", "", name)


def group(site: str, repo: str) -> str:
    """What must not stand on both sides of a split: a publisher, or a collection."""
    if not site or site.startswith("?"):
        return "repo:" + repo.split("/")[-1].split("+")[-1].lower()
    return publisher(site)


def articles(folder: Path) -> Iterator[dict[str, Any]]:
    """The articles of a folder of gzipped JSON lines, each text once."""
    met = set()
    for path in sorted(folder.glob("*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for article in map(json.loads, file):
                key = _digest(article["text"][:300])
                odd = article["repo"].startswith(ODD) or publisher(article["site"]) in ODD_SITES
                if key not in met and not odd:
                    met.add(key)
                    yield article


def examples(found: Iterable[Mapping[str, Any]]) -> Iterator[Example]:
    """Segments of articles with labels by recurrence over each site."""
    for of_site in by_site(found):
        for article, segments, labels in labelled(of_site):
            yield from _of_article(article, article["text"][:LONGEST], segments, labels)


def by_site(found: Iterable[Mapping[str, Any]]) -> Iterator[Sequence[Mapping[str, Any]]]:
    """The articles of each site, in an order that tells nothing, not too many."""
    sites = defaultdict(list)
    for article in found:
        known = not article["site"].startswith("?")
        sites[article["site"] if known else f"?{article['repo']}{article['site'][1:]}"].append(
            article
        )
    for _, of_site in sorted(sites.items()):
        yield sorted(of_site, key=lambda a: _digest(a["id"]))[:MOST]


Labelled = tuple[Mapping[str, Any], Sequence[Segment], Sequence[bool | None]]
"""An article, its segments, and of each whether it is junk; None where that is unsure."""


def labelled(found: Sequence[Mapping[str, Any]]) -> Iterator[Labelled]:
    """The articles of a site with labels by what recurs."""
    texts = [article["text"][:LONGEST] for article in found]
    cut = [split(text) for text in texts]
    keys = [
        [_key(t[s.start : s.end]) for s in segments] for t, segments in zip(texts, cut, strict=True)
    ]
    counts = Counter(key for of_text in keys for key in set(of_text))
    near: dict[str, list[bool]] = defaultdict(list)
    for of_text in keys:
        for i, key in enumerate(of_text):
            near[key].append(i <= 4 or len(of_text) - 1 - i <= 12)
    for article, segments, of_text in zip(found, cut, keys, strict=True):
        labels = [
            _label(s, key, counts[key], sum(near[key]) / len(near[key]), len(found))
            for s, key in zip(segments, of_text, strict=True)
        ]
        yield article, segments, labels


def _label(segment: Segment, key: str, count: int, at_ends: float, articles: int) -> bool | None:
    """Junk, article or unsure: by how often, how long, how steady in its place."""
    words = key.count(" ") + 1 if key else 0
    whole = segment.left == segment.right == LINE
    if articles >= FEW and count >= 3:
        often = words >= 4 and count >= 4 and (at_ends >= 0.5 or count >= 0.05 * articles)
        share, least = (0.04, 4) if words >= 2 else (0.08, 5)
        line = words >= 1 and whole and count >= max(least, share * articles) and at_ends >= 0.5
        return True if words >= 10 or often or line else None
    return False if count == 1 else None


def _of_article(
    article: Mapping[str, Any],
    text: str,
    segments: Sequence[Segment],
    labels: Sequence[bool | None],
) -> Iterator[Example]:
    """All that is junk, and some of what is not, more of it near the ends."""
    junk = sum(s.end - s.start for s, label in zip(segments, labels, strict=True) if label)
    if junk > 0.6 * len(text):
        return
    chance, n = random.Random(article["id"]), len(labels)
    near = {i + d for i, label in enumerate(labels) if label for d in range(-3, 5)}
    of = group(article["site"], article["repo"])
    for i, (s, label) in enumerate(zip(segments, labels, strict=True)):
        if label:
            yield Example(text[s.start : s.end], True, 1, of, "silver")
        elif label is False and i not in near:
            share = 0.4 if i < 2 else 0.3 if i >= n - 3 else 0.1
            if chance.random() < share:
                yield Example(text[s.start : s.end], False, 1, of, "silver")


def _key(text: str) -> str:
    return " ".join(_DIGITS.sub("0", word.lower()) for word in _WORD.findall(text))


def _digest(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
