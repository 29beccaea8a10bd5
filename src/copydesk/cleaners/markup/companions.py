"""What stays or goes with other blocks: summaries with details, contents with headings, and the
lists of a recipe."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from copydesk.cleaners.markup.headline import words_of
from copydesk.cleaners.markup.html import BIT, SUBHEADS, Block, Node, Page

_LEVELS = 3
"""Elements between a heading and the summary around it at most."""
_LABEL = 30
"""Characters of what stands above a table of contents at most."""
_SEVERAL = 2
"""So many links that say headings are a table of contents, so many ingredients a recipe."""
_AROUND = 3
"""Elements around an item of a recipe, itself among them, whose names may say what it is."""
_INGREDIENTS = frozenset({"ingredient", "ingredients", "recipeingredient", "recipeingredients"})
_STEPS = frozenset({"directions", "instruction", "instructions", "method", "preparation", "steps"})


def with_summaries(page: Page, kept: Sequence[int]) -> list[int]:
    """With the summaries of details of which something is kept: the questions of a list of them."""
    opened = {node for i in kept for node in _details(page.blocks[i])}
    if not opened:
        return list(kept)
    found = (i for i, block in enumerate(page.blocks) if _summed_up(block) in opened)
    return sorted({*kept, *found})


def _details(block: Block) -> Iterator[Node]:
    """The elements that open when one asks for details, around a block that they hide."""
    node: Node | None = block.node if block.node.flags & BIT["details"] else None
    while node is not None and node.tag != "summary":
        if node.tag == "details":
            yield node
        node = node.parent


def _summed_up(block: Block) -> Node | None:
    """The details of which a block is the summary."""
    node: Node | None = block.node if block.node.flags & BIT["details"] else None
    for _ in range(_LEVELS):
        if node is not None and node.tag != "summary":
            node = node.parent
    return node.parent if node is not None and node.tag == "summary" else None


def with_recipe_lists(page: Page, kept: Sequence[int]) -> list[int]:
    """With the items of lists that a page's authors call ingredients or steps, and their headings:
    short lines as menus have them.

    Steps are known beside ingredients alone: each product comes with instructions. What a page
    shows twice, on paper and on a telephone, stays once.
    """
    blocks, said = page.blocks, {page.blocks[i].text for i in kept}
    items = [i for i, block in enumerate(blocks) if block.node.tag == "li"]
    ingredients = [i for i in items if _is_called(blocks[i], _INGREDIENTS)]
    if not kept or len(ingredients) < _SEVERAL:
        return list(kept)
    steps = [i for i in items if _is_called(blocks[i], _STEPS)]
    missing = {blocks[i].text: i for i in reversed(ingredients + steps)}.items()
    found = {i for text, i in missing if text not in said}
    return with_headings(page, kept, found)


def with_headings(page: Page, kept: Iterable[int], found: Collection[int]) -> list[int]:
    """With blocks that were found besides, and the headings right above them."""
    heads = {i - 1 for i in found if i and page.blocks[i - 1].node.tag in SUBHEADS}
    return sorted({*kept, *found, *heads})


def _is_called(block: Block, names: frozenset[str]) -> bool:
    """Whether an item that is no link as a whole, or a list around it, bears one of these names."""
    node: Node | None = block.node
    for _ in range(_AROUND if 2 * block.linked <= block.chars else 0):
        if node is not None and not names.isdisjoint(node.cues):
            return True
        node = node.parent if node is not None else None
    return False


def without_contents(page: Page, kept: Sequence[int]) -> list[int]:
    """Without links in a row that say what the headings below them say.

    Near-misses: a list of links to other pages, links between headings that lead on.
    """
    blocks = page.blocks
    heads = {frozenset(words_of(blocks[i].text)): i for i in kept if blocks[i].node.tag in SUBHEADS}

    def leads_on(i: int) -> bool:
        block = blocks[i]
        whole = block.node.tag not in SUBHEADS and block.linked >= block.chars
        return whole and heads.get(frozenset(words_of(block.text)), -1) > i

    gone = set[int]()
    for is_link, run in groupby(kept, leads_on):
        links = list(run) if is_link else []
        if len(links) >= _SEVERAL:
            above = range(max(0, links[0] - 1), links[0])
            gone.update(links, (i for i in above if _is_label(blocks[i])))
    return [i for i in kept if i not in gone]


def _is_label(block: Block) -> bool:
    """Whether a block reads as what stands above a table of contents: "In this article"."""
    return block.chars <= _LABEL and not block.solid
