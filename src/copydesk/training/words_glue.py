"""Texts whose words ran together, beside the truth: built from labelled pages.

Three ways in which scrapers lose spaces, each rebuilt from raw pages:

* link glue: the spaces beside inline tags (`<a>`, `<em>` ...) of the article's blocks are gone;
* page glue: plain `get_text()` of whole pages, block ends included (adjacent links are apart);
* random glue: a share of all spaces of the article is gone.

A boundary is a place between two non-white characters where the truth has white space. Places are
counted in non-white characters, so that other cleaning of white space does not disturb the count.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from lxml import etree, html

from copydesk.training.pages import Page

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q s samp small "
    "span strike strong sub sup time tt u var".split()
)
BLOCK_END, APART = "\n\n", "\n"  # told apart from text nodes by identity
DROPPED = frozenset("script style noscript template iframe svg head".split())


class Glued(NamedTuple):
    """A text with lost spaces and the same text with all of them."""

    text: str
    truth: str
    site: str = ""


class Glue:
    """Labelled pages of a language, as scrapers lose their spaces."""

    def __init__(self, pages: Sequence[Page], raw: Mapping[str, str]) -> None:
        self.pages = pages
        self._read = [page for page in pages if page["id"] in raw]
        self._raw = raw

    def linked(self) -> list[Glued]:
        """Articles whose inline tags lost the spaces beside them."""
        return [
            Glued("\n".join(b.text for b in blocks), "\n".join(b.truth for b in blocks), site)
            for site, blocks in self._articles
        ]

    def single(self, seed: int = 0) -> list[Glued]:
        """The same articles, each with one single link boundary glued."""
        return [g for g in map(_one_glued, self.linked(), _dice(seed)) if g.text != g.truth]

    def whole(self) -> list[Glued]:
        """Whole pages as plain `get_text()` gives them, beside their text block by block."""
        return [
            Glued("".join(b.glued for b in x), "\n".join(b.truth for b in x), page["domain"])
            for page, x in zip(self._read, self._blocks, strict=True)
        ]

    def random(self, share: float = 0.01, seed: int = 1) -> list[Glued]:
        """Articles that lost a share of their spaces, anywhere inside lines."""
        return [
            Glued(_without_spaces(text, share, dice), text, site)
            for (text, _, site), dice in zip(self.clean(), _dice(seed), strict=False)
        ]

    def clean(self) -> list[Glued]:
        """Article bodies as they are, and as they should stay."""
        return [Glued(page["gold"], page["gold"], page["domain"]) for page in self.pages]

    @cached_property
    def _articles(self) -> list[tuple[str, list[_Block]]]:
        """The blocks of each page that stand in its gold, where an inline tag lost a space."""
        found = []
        for page, blocks in zip(self._read, self._blocks, strict=True):
            gold = "".join(page["gold"].split())
            kept = [b for b in blocks if len(b.truth) > 20 and "".join(b.truth.split()) in gold]
            if any(b.text != b.truth for b in kept):
                found.append((page["domain"], kept))
        return found

    @cached_property
    def _blocks(self) -> list[list[_Block]]:
        return [list(_blocks(self._raw[page["id"]])) for page in self._read]


def boundaries(text: str) -> set[int]:
    """How many non-white characters stand before each run of white space."""
    return set(accumulate(map(len, text.split())))


def _without_spaces(text: str, share: float, dice: random.Random) -> str:
    return re.sub(" ", lambda _: "" if dice.random() < share else " ", text)


def _dice(seed: int) -> Iterator[random.Random]:
    while True:
        yield random.Random(seed)
        seed += 1000


def _one_glued(glued: Glued, dice: random.Random) -> Glued:
    """The truth with one boundary less: one that the glued text lacks, between word characters."""
    spaces = list(re.finditer(r"(?<=[\w.,!?)”’]) (?=[\w(“])", glued.truth))
    lost = boundaries(glued.truth) - boundaries(glued.text)
    at = dict(zip((m.start() for m in spaces), _counts(glued.truth, spaces), strict=True))
    places = [place for place, count in at.items() if count in lost]
    if not places:
        return glued._replace(text=glued.truth)
    place = dice.choice(places)
    return glued._replace(text=glued.truth[:place] + glued.truth[place + 1 :])


def _counts(text: str, spaces: list[re.Match[str]]) -> Iterator[int]:
    count = at = 0
    for match in spaces:
        count += len("".join(text[at : match.start()].split()))
        at = match.start()
        yield count


class _Block(NamedTuple):
    """The text nodes between two block ends: as they are, each stripped, and as they should be."""

    glued: str
    text: str
    truth: str


def _blocks(page: str) -> Iterator[_Block]:
    nodes: list[str] = []
    for node in _nodes(html.document_fromstring(page.encode("utf-8", "replace"), _parser())):
        if node is BLOCK_END:
            if nodes:
                yield _block(nodes)
            nodes = []
        else:
            nodes.append(node)
    if nodes:
        yield _block(nodes)


def _parser() -> Any:
    return html.HTMLParser(encoding="utf-8", huge_tree=True)


def _block(nodes: list[str]) -> _Block:
    shown = [" " if node is APART else node for node in nodes]
    real = [node for node in nodes if node is not APART]
    text = "".join(" ".join(node.split()) for node in real)
    return _Block("".join(real), text, " ".join("".join(shown).split()))


def _nodes(root: Any) -> Iterator[str]:
    """The text nodes in order, BLOCK_END at each block's end, APART between adjacent links."""
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    ended = ""
    for event, element in walker:
        name = element.tag if isinstance(element.tag, str) else ""
        block = bool(name) and name not in INLINE
        if event == "start":
            if block:
                yield BLOCK_END
            elif ended == name and name in ("a", "span"):
                yield APART
            ended = ""
            if name in DROPPED:
                walker.skip_subtree()
            elif name == "pre":  # code: its tags colour it, and part no words
                yield "".join(element.itertext())
                walker.skip_subtree()
            elif element.text and name:
                yield element.text
        else:
            if block:
                yield BLOCK_END
            ended = "" if element.tail else name
            if element.tail:
                yield element.tail
