"""What a block of a page looks like, as numbers for the block model: its text, the elements and
class names around it, the container that holds most of the page's prose, the neighbours."""

from __future__ import annotations

import re
from array import array
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain, islice
from typing import TypeAlias

from copydesk._kernels.looks import look
from copydesk._models import vocabulary
from copydesk.cleaners.markup.html import BIT, BODY, HIDDEN, SEVERAL, Block, Node, Page
from copydesk.cleaners.markup.told import told_body

_TAG = re.compile(r"<[^<>]{0,500}>")
_WORD = re.compile(r"\w+")
KINDS = {"p": 0, "li": 1, "h1": 2, "h2": 3, "h3": 4, "h4": 5, "h5": 5, "h6": 5, "td": 6, "th": 6,
         "dd": 6, "dt": 6, "blockquote": 7, "pre": 8, "figcaption": 9, "caption": 9, "section": 10,
         "article": 11, "div": 12}  # fmt: skip
OTHER = 13
RUN = 4
"""Words in a row by which two texts are held to be the same."""
MOST_TOLD = 100_000
"""Characters of an article in a page's data by which blocks are judged; of a book its beginning."""
_HEADINGS = range(KINDS["h1"], KINDS["h6"] + 1)

_AROUND = (
    "article main aside header footer form figure figcaption table ul blockquote a section h2 h3"
)
_FLAGS = [*(BIT[name] for name in _AROUND.split()), HIDDEN, BODY, SEVERAL]
_TEXT = "chars linked words word_length ends commas stops capitals function digits quotes marks"
_CUES = "cue_near cue_low cue_high cue_sum cue_parent"
_PLACE = """
node_chars node_linked up1_solid up1_linked up1_chars up2_solid up2_linked up3_solid same_path
is_in_main main_steps main_depth
"""
_NEIGHBOURS = """
before_chars before_linked behind_chars behind_linked behind_ends before2_chars before2_linked
behind2_chars behind2_linked near3 near8 near8_linked
"""
_PAGE = """
place solid_before solid_behind since_h1 since_heading title in_body repeats total_solid blocks
"""
_AT = f"kind depth {_AROUND} hidden body nested"
NAMES = tuple(f"{_TEXT} {_AT} {_CUES} {_PLACE} {_NEIGHBOURS} {_PAGE}".split())
_NOTHING = [0.0] * len(_TEXT.split())


def table(page: Page, weights: Mapping[str, float]) -> Iterator[list[float]]:
    """One row of features per block, in the order of NAMES: one at a time, as they are long."""
    if not page.blocks:
        return
    cues = _Cues(weights)
    places = _Places(page.blocks)
    around = _Neighbours(page.blocks)
    whole = _Whole(page)
    within = cache(_within)  # a page has few different flags
    for i, (block, texts) in enumerate(zip(page.blocks, _texts(page.blocks), strict=True)):
        yield [
            *texts[2],
            KINDS.get(block.node.tag, OTHER),
            block.node.depth,
            *within(block.node.flags),
            *cues.of(block.node),
            *places.of(block.node),
            *around.of(i, texts),
            *whole.of(i, block),
        ]


def _within(flags: int) -> list[float]:
    """Which elements a block stands in."""
    return [1.0 if flags & flag else 0.0 for flag in _FLAGS]


Texts: TypeAlias = tuple[list[float], ...]
"""The text features of a block, third, and of the two on either side of it."""


def _texts(blocks: Sequence[Block]) -> Iterator[Texts]:
    function_words = vocabulary.function_words("pages")
    beyond = [_NOTHING, _NOTHING]
    found = chain(beyond, (look(b.text, b.chars, b.linked, function_words) for b in blocks), beyond)
    window = deque(islice(found, 4), maxlen=5)
    for features in found:
        window.append(features)
        yield tuple(window)


def path(node: Node) -> object:
    """Blocks of one kind at one kind of place: an article's paragraphs share it."""
    up = node.parent or node
    return node.tag, node.cues, up.tag, up.cues, node.depth


def article_body(page: Page) -> str:
    """The article as the page's own data tells it, words only; empty where it does not."""
    return " ".join(_WORD.findall(_TAG.sub(" ", told_body(page)[:MOST_TOLD]).lower()))


class _Cues:
    """The weights of class names, summed up along the way from the root."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self.known: dict[Node, tuple[float, ...]] = {}
        self.by_name: dict[tuple[str, ...], float] = {}

    def of(self, node: Node) -> tuple[float, ...]:
        chain = []
        at: Node | None = node
        while at is not None and at not in self.known:
            chain.append(at)
            at = at.parent
        known = self.known[at] if at is not None else (0.0,) * 5
        for at in reversed(chain):
            known = self.known[at] = self._below(at, known)
        return known

    def _below(self, node: Node, above: tuple[float, ...]) -> tuple[float, ...]:
        near, low, high, total, _ = above
        own = self._own(node.cues) if node.cues and node.depth > 2 else 0.0  # not html and body
        if not own:
            return near, low, high, total, near
        return own, min(low, own), max(high, own), total + own, near

    def _own(self, cues: tuple[str, ...]) -> float:
        if cues not in self.by_name:
            found = [self.weights[cue] for cue in cues if cue in self.weights]
            self.by_name[cues] = min(found) + max(found) if found else 0.0
        return self.by_name[cues]


class _Places:
    """How much of the page's prose stands around a block, and how far its main container is."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.total = sum(block.solid for block in blocks) or 1
        self.by_path: Counter[object] = Counter()
        for block in blocks:
            if block.solid:
                self.by_path[path(block.node)] += block.solid
        self.main = _main(blocks)
        self.joints: dict[Node, Node] = {}
        self.line: dict[Node, int] = {}
        node: Node | None = self.main
        while node:
            self.line[node] = len(self.line)
            node = node.parent

    def of(self, node: Node) -> list[float]:
        up1 = node.parent or node
        up2 = up1.parent or up1
        up3 = up2.parent or up2
        total = self.total
        return [
            min(node.chars, 2000),
            node.linked / (node.chars or 1),
            up1.solid / total,
            up1.linked / (up1.chars or 1),
            min(up1.chars, 20000),
            up2.solid / total,
            up2.linked / (up2.chars or 1),
            up3.solid / total,
            self.by_path[path(node)] / total,
            *self._from_main(node),
        ]

    def _from_main(self, node: Node) -> tuple[float, float, float]:
        """Inside or not, steps from the main container up to a common ancestor, levels below it."""
        steps = self.line[self._joint(node)]
        return float(steps == 0), steps, node.depth - self.main.depth

    def _joint(self, node: Node) -> Node:
        """The innermost element around both this one and the main container."""
        chain = []
        at = node
        while at not in self.line and at not in self.joints and at.parent:
            chain.append(at)
            at = at.parent
        joint = self.joints.get(at, at)
        self.joints.update(dict.fromkeys(chain, joint))
        return joint


def _main(blocks: Sequence[Block]) -> Node:
    """The element whose own children hold the most prose, that of their children counted half."""
    amount: Counter[Node] = Counter()
    for block in blocks:
        if block.solid:
            up = block.node.parent or block.node
            amount[block.node] += block.solid // 3
            amount[up] += block.solid
            if up.parent:
                amount[up.parent] += block.solid // 2
    return max(amount, key=amount.__getitem__) if amount else blocks[0].node


class _Neighbours:
    """The text features of the blocks beside one, and the share of prose and of links around it."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.count = len(blocks)
        self.solid = _sums(block.solid for block in blocks)
        self.chars = _sums(block.chars for block in blocks)
        self.linked = _sums(block.linked for block in blocks)

    def of(self, index: int, texts: Texts) -> list[float]:
        before2, before, _, behind, behind2 = texts
        start, end = max(0, index - 3), min(self.count, index + 4)
        near = (self.solid[end] - self.solid[start]) / (self.chars[end] - self.chars[start])
        start, end = max(0, index - 8), min(self.count, index + 9)
        chars = self.chars[end] - self.chars[start]
        return [
            before[0], before[1], behind[0], behind[1], behind[4],
            before2[0], before2[1], behind2[0], behind2[1],
            near, (self.solid[end] - self.solid[start]) / chars,
            (self.linked[end] - self.linked[start]) / chars,
        ]  # fmt: skip


class _Whole:
    """What a block is to the page: its place, its title, its data, its repetitions."""

    def __init__(self, page: Page) -> None:
        blocks = page.blocks
        self.count = len(blocks)
        self.solid = _sums(block.solid for block in blocks)
        self.repeats = Counter(block.text for block in blocks)
        self.title = frozenset(_WORD.findall(page.title.lower()))
        self.body = _runs(article_body(page).split())
        self.h1 = next((i for i, block in enumerate(blocks) if block.node.tag == "h1"), None)
        own = (i if KINDS.get(b.node.tag) in _HEADINGS else -99 for i, b in enumerate(blocks))
        self.headings = array("q", accumulate(own, max))

    def of(self, index: int, block: Block) -> list[float]:
        total = self.solid[-1] or 1
        return [
            index / self.count,
            self.solid[index] / total,
            (total - self.solid[index + 1]) / total,
            -99 if self.h1 is None else max(-50, min(index - self.h1, 150)),
            min(index - self.headings[index], 30),
            *self._said_elsewhere(block),
            self.repeats[block.text],
            min(total, 30000),
            min(self.count, 1000),
        ]

    def _said_elsewhere(self, block: Block) -> tuple[float, float]:
        """The share of a short block's words in the title; in the page's own data or not."""
        words = _WORD.findall(block.text.lower()) if self.body or block.chars < 200 else ()
        title = 0.0
        if words and self.title and block.chars < 200:
            title = sum([word in self.title for word in words]) / len(words)
        if not self.body:
            return title, 0.0
        return title, 1.0 if _runs(words, whole=True) <= self.body else -1.0


def _sums(numbers: Iterable[int]) -> Sequence[int]:
    """The sums of the first none, one, two ... numbers, in little memory."""
    return array("q", accumulate(numbers, initial=0))


def _runs(words: Sequence[str], whole: bool = False) -> set[str]:
    """Each run of RUN words, by which a block is found in a body; of a body shorter ones, too."""
    least = min(RUN, len(words)) if whole else 1
    return {
        " ".join(words[at : at + size])
        for size in range(least, RUN + 1)
        for at in range(len(words) - size + 1)
    }
