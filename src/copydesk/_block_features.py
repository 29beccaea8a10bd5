"""What a block of a page looks like, as numbers for the block model.

The numbers speak of the text itself, of the elements and class names around it, of the container that
holds most of the page's prose, and of the neighbours.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from copydesk._html import BIT, BODY, HIDDEN, SEVERAL, Block, Node, Page

_ENDS = tuple(".!?…。！？:;")
_CLOSERS = "\"'”’»)]›」』 "
_BODY = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*+")')
_WORD = re.compile(r"\w+")
_FUNCTION_WORDS = frozenset(
    "the of and to in that for is was on with as it he said at by are be from his has have not this but "
    "der die und das den von zu mit ist auf für sich im nicht ein eine dem des auch es sie hat "
    "de la le les et des en un une du que est dans pour qui par sur el los las y del se con una su al lo "
    "di il che per non è o da em os van het een dat och att som på av er til det i je na w z się".split()
)
_KINDS = {"p": 0, "li": 1, "h1": 2, "h2": 3, "h3": 4, "h4": 5, "h5": 5, "h6": 5, "td": 6, "th": 6,
          "dd": 6, "dt": 6, "blockquote": 7, "pre": 8, "figcaption": 9, "caption": 9, "section": 10,
          "article": 11, "div": 12}  # fmt: skip
_FLAGS = [BIT[name] for name in
          "article main aside nav header footer form figure figcaption table ul ol blockquote a "
          "section dl details em h2 h3 h4".split()] + [HIDDEN, BODY, SEVERAL]  # fmt: skip

NAMES = (
    "chars linked words word_length ends commas stops capitals function digits quotes lower marks kind depth "
    + " ".join(f"flag{i}" for i in range(len(_FLAGS)))
    + " cue_near cue_low cue_high cue_sum cue_parent node_chars node_linked"
    " up1_solid up1_linked up1_chars up2_solid up2_linked up3_solid same_path"
    " in_main main_steps main_depth in_most"
    " before_chars before_linked before_ends behind_chars behind_linked behind_ends"
    " before2_chars before2_linked behind2_chars behind2_linked near3 near8 near8_linked"
    " place solid_before solid_behind since_h1 since_heading title in_body repeats total_solid blocks"
).split()


def table(page: Page, weights: Mapping[str, float]) -> list[list[float]]:
    """One row of features per block, in the order of NAMES."""
    blocks = page.blocks
    if not blocks:
        return []
    total = sum(block.solid for block in blocks) or 1
    main = _main(blocks)
    most = _most(blocks, total)
    steps = _Steps(main, most)
    cues = _Cues(weights)
    paths = [_path(block.node) for block in blocks]
    by_path: Counter[object] = Counter()
    for path, block in zip(paths, blocks):
        if block.solid:
            by_path[path] += block.chars
    repeats = Counter(block.text for block in blocks)
    title = frozenset(_WORD.findall(page.title.lower()))
    body = article_body(page)
    texts = [_text_features(block) for block in blocks]
    sums, all_sums, link_sums = [0], [0], [0]
    for block in blocks:
        sums.append(sums[-1] + block.solid)
        all_sums.append(all_sums[-1] + block.chars)
        link_sums.append(link_sums[-1] + block.linked)
    count = len(blocks)
    h1 = next((i for i, b in enumerate(blocks) if b.node.tag == "h1"), None)
    nothing = [0.0] * 5
    heading = -99
    rows = []
    for i, block in enumerate(blocks):
        node = block.node
        up1 = node.parent or node
        up2 = up1.parent or up1
        up3 = up2.parent or up2
        before = texts[i - 1] if i else nothing
        behind = texts[i + 1] if i + 1 < count else nothing
        before2 = texts[i - 2] if i > 1 else nothing
        behind2 = texts[i + 2] if i + 2 < count else nothing
        a, z = max(0, i - 3), min(count, i + 4)
        near3 = (sums[z] - sums[a]) / (all_sums[z] - all_sums[a])
        a, z = max(0, i - 8), min(count, i + 9)
        span = all_sums[z] - all_sums[a]
        flags = node.flags
        words = _WORD.findall(block.text.lower()) if block.chars < 200 else ()
        in_title = sum(w in title for w in words) / len(words) if words and title else 0.0
        if body:
            in_body = 1.0 if " ".join(words or _WORD.findall(block.text.lower())) in body else -1.0
        else:
            in_body = 0.0
        if node.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            heading = i
        rows.append([
            *texts[i],
            _KINDS.get(node.tag, 13),
            node.depth,
            *[1.0 if flags & flag else 0.0 for flag in _FLAGS],
            *cues.of(node),
            min(node.chars, 2000), node.linked / (node.chars or 1),
            up1.solid / total, up1.linked / (up1.chars or 1), min(up1.chars, 20000),
            up2.solid / total, up2.linked / (up2.chars or 1), up3.solid / total,
            by_path[paths[i]] / total,
            *steps.of(node),
            before[0], before[1], before[4], behind[0], behind[1], behind[4],
            before2[0], before2[1], behind2[0], behind2[1],
            near3, (sums[z] - sums[a]) / span, (link_sums[z] - link_sums[a]) / span,
            i / count, sums[i] / total, (total - sums[i + 1]) / total,
            -99 if h1 is None else max(-50, min(i - h1, 150)), min(i - heading, 30),
            in_title, in_body, repeats[block.text], min(total, 30000), min(count, 1000),
        ])  # fmt: skip
    return rows


def article_body(page: Page) -> str:
    """The article as the page's own data tells it, words only; empty where it does not."""
    for data in page.data:
        for match in _BODY.finditer(data):
            try:
                text = json.loads(match[1], strict=False)
            except ValueError:
                continue
            if len(text) > 300:
                return " ".join(_WORD.findall(re.sub(r"<[^<>]{0,500}>", " ", text).lower()))
    return ""


def _text_features(block: Block) -> list[float]:
    text = block.text
    words = text.split(None, 30)[:30]
    count = len(words)
    last = text.rstrip(_CLOSERS)[-1:]
    return [
        min(block.chars, 1500),
        block.linked / block.chars,
        text.count(" ") + 1 if block.chars < 3000 else 500,
        sum(map(len, words)) / count,
        2.0 if last in ".!?…。！？" and last else 1.0 if last in ":;" and last else 0.0,
        text.count(", ") + text.count("、") + text.count("，"),
        text.count(". ") + text.count("? ") + text.count("。"),
        sum(word[0].isupper() for word in words) / count,
        sum(word.lower() in _FUNCTION_WORDS for word in words) / count,
        sum(word[0].isdigit() for word in words) / count,
        text.count('"') + text.count("“") + text.count("„") + text.count("«"),
        1.0 if text[0].islower() else 0.0,
        sum(mark in text for mark in ("©", "|", "»", "@", "http", "#", "•", "/")),
    ]


def _path(node: Node) -> object:
    """Blocks of one kind at one kind of place: the article's paragraphs share it."""
    up = node.parent or node
    return node.tag, node.cues, up.tag, up.cues, node.depth


def _main(blocks: list[Block]) -> Node:
    """The element whose own children hold the most prose, those of its children's half."""
    amount: Counter[Node] = Counter()
    for block in blocks:
        if block.solid:
            up = block.node.parent or block.node
            amount[block.node] += block.chars // 3
            amount[up] += block.chars
            if up.parent:
                amount[up.parent] += block.chars // 2
    return max(amount, key=amount.__getitem__) if amount else blocks[0].node


def _most(blocks: list[Block], total: int) -> Node:
    """The deepest element with 70 % of all prose."""
    best = blocks[0].node
    while best.parent:
        best = best.parent
    for block in blocks:
        node: Node | None = block.node
        while node and node.solid < 0.7 * total:
            node = node.parent
        if node and node.depth > best.depth:
            best = node
            break
    return best


class _Steps:
    """How far an element is from the main one: inside or not, steps up to a common ancestor."""

    def __init__(self, main: Node, most: Node) -> None:
        self.main, self.most = main, most
        self.known: dict[Node, tuple[float, float, float, float]] = {}
        self.line: dict[Node, int] = {}
        node: Node | None = main
        while node:
            self.line[node] = len(self.line)
            node = node.parent

    def of(self, node: Node) -> tuple[float, float, float, float]:
        if node not in self.known:
            at: Node | None = node
            down = 0
            while at and at not in self.line:
                at, down = at.parent, down + 1
            steps = self.line[at] if at else 99
            inside = steps == 0
            deep = node.depth - self.main.depth
            most: Node | None = node
            while most and most.depth > self.most.depth:
                most = most.parent
            self.known[node] = (float(inside), steps, deep, float(most is self.most))
        return self.known[node]


class _Cues:
    """The weights of class names, summed up along the way to the root."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self.known: dict[Node, tuple[float, float, float, float, float]] = {}

    def of(self, node: Node) -> tuple[float, float, float, float, float]:
        found = self.known.get(node)
        if found is None:
            found = self.known[node] = self._reckon(node)
        return found

    def _reckon(self, node: Node) -> tuple[float, float, float, float, float]:
        chain = []
        at: Node | None = node
        while at is not None and at not in self.known:
            chain.append(at)
            at = at.parent
        near = low = high = total = parent = 0.0
        if at is not None:
            near, low, high, total, parent = self.known[at]
        for at in reversed(chain):
            own = self._own(at) if at.depth > 2 else 0.0
            parent = near
            if own:
                near, low, high, total = own, min(low, own), max(high, own), total + own
            self.known[at] = (near, low, high, total, parent)
        return self.known[node]

    def _own(self, node: Node) -> float:
        weights = [self.weights[cue] for cue in node.cues if cue in self.weights]
        return min(weights) + max(weights) if weights else 0.0


CONTEXT_NAMES = (
    "s before3 before2 before behind behind2 behind3 up1 up2 path up1_kept up2_kept path_kept"
    " highest_before highest_behind kept_before kept_behind chars linked kind gap_before gap_behind below_top"
).split()


def context(page: Page, scores: list[float]) -> list[list[float]]:
    """One row of features per block that compare its score with those of its neighbours and its like."""
    blocks, count = page.blocks, len(page.blocks)
    weights = [min(block.chars, 400) ** 0.5 for block in blocks]
    parents = [block.node.parent or block.node for block in blocks]
    groups = [parents, [up.parent or up for up in parents], [_path(block.node) for block in blocks]]
    means = [_grouped(keys, scores, weights) for keys in groups]
    kept = [weight if score > 0 else 0.0 for weight, score in zip(weights, scores)]
    total = sum(kept) or 1.0
    gaps = _gaps(blocks, scores)
    gaps_behind = _gaps(blocks[::-1], scores[::-1])[::-1]
    top = max(scores)
    behind = [-9.0] * (count + 1)
    for i in range(count - 1, -1, -1):
        behind[i] = max(behind[i + 1], scores[i])
    around = [-9.0] * 3 + scores + [-9.0] * 3
    highest, so_far = -9.0, 0.0
    rows = []
    for i, block in enumerate(blocks):
        own = [means[k][groups[k][i]] for k in range(3)]
        rows.append([
            scores[i], *around[i : i + 3], *around[i + 4 : i + 7],
            *[a / b for a, b, _ in own], *[c / total for _, _, c in own],
            highest, behind[i + 1], so_far / total, (total - so_far - kept[i]) / total,
            min(block.chars, 1000), block.linked / block.chars, _KINDS.get(block.node.tag, 13),
            min(gaps[i], 5000), min(gaps_behind[i], 5000), scores[i] - top,
        ])  # fmt: skip
        so_far += kept[i]
        highest = max(highest, scores[i])
    return rows


def _grouped(keys: list[Any], scores: list[float], weights: list[float]) -> dict[Any, list[float]]:
    """By key: the weighted sum of the scores, the weight, the weight of what scores above zero."""
    sums: dict[Any, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for key, score, weight in zip(keys, scores, weights):
        own = sums[key]
        own[0] += weight * max(-5.0, min(5.0, score))
        own[1] += weight
        own[2] += weight if score > 0 else 0.0
    return sums


def _gaps(blocks: list[Block], scores: list[float]) -> list[int]:
    """How many characters lie between each block and the last one before it that is sure."""
    gaps, gap = [], 99999
    for block, score in zip(blocks, scores):
        gaps.append(gap)
        gap = 0 if score > 1.5 else gap + block.chars
    return gaps
