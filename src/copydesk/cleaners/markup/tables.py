"""What stands in rows and lines of its own in an article: the cells of a table, formulas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from copydesk.cleaners.markup.formulas import APART
from copydesk.cleaners.markup.html import BIT, HIDDEN, Block, Node, Page

ENOUGH = 0.5
"""The share of a table's cells of which the others are as good as kept."""
LONGEST = 200
"""Characters of a cell; with a longer one a table lays a page out."""


def cell_of(block: Block) -> Node:
    """The cell of a table of which a block is all the text, else the block's own element."""
    node: Node | None = block.node
    while node is not None and node.chars == block.chars and block.node.flags & BIT["table"]:
        if node.tag in ("td", "th"):
            return node
        node = node.parent
    return block.node


def is_column(cell: Node, block: Block) -> bool:
    """Whether a cell holds prose and more beside it, as where a table lays a page out."""
    return cell.solid > 0 and cell.chars > block.chars


def with_tables(page: Page, kept: Sequence[int]) -> list[int]:
    """With all cells of a table of which most are kept: a number alone looks like none of the text.

    Near-misses: a table that lays a page out, one of links.
    """
    known = set(kept)
    if not any(page.blocks[i].node.flags & BIT["table"] for i in known):
        return list(kept)
    tables = defaultdict[Node, list[int]](list)
    for i, block in enumerate(page.blocks):
        if block.node.flags & BIT["table"] and (table := _table(cell_of(block))) is not None:
            tables[table].append(i)
    for cells in tables.values():
        if _is_data([page.blocks[i] for i in cells]):
            there = sum(i in known for i in cells)
            known.update(cells if there >= ENOUGH * len(cells) else ())
    return sorted(known)


def _table(cell: Node) -> Node | None:
    """The table around a cell: of rows, of a part of it or its own."""
    if cell.tag not in ("td", "th"):
        return None
    node = cell.parent
    while node is not None and node.tag in ("tr", "tbody", "thead", "tfoot"):
        node = node.parent
    return node if node is not None and node.tag == "table" else None


def _is_data(cells: Sequence[Block]) -> bool:
    if any(cell_of(cell).chars > LONGEST or cell.node.flags & HIDDEN for cell in cells):
        return False
    return 2 * sum(cell.linked for cell in cells) <= sum(cell.chars for cell in cells)


def with_formulas(page: Page, kept: Sequence[int]) -> list[int]:
    """With the formulas that stand in lines of their own between blocks that are kept."""
    known = set(kept)
    if kept:
        between = range(kept[0], kept[-1])
        known.update(i for i in between if APART in page.blocks[i].node.cues)
    return sorted(known)
