"""One table out of those of several forms that an office mixed: with the blocks of one and rows of another.

In: tables of one title, each with the rows in which a cell was found. Out: a table whose blocks and rows stand where
the office has them, and which of its rows to show. What a form has and the office replaced is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from .forms import Block, FormTable, Row
from .layout import width_of

__all__ = ["Part", "joined"]


@frozen
class Part:
    """A table of a form. `found` are, block by block, the keys of the rows in which a cell was found; `whole` tells
    whether its other rows are shown as well.
    """

    table: FormTable
    found: tuple[frozenset[str], ...]
    whole: bool


def joined(parts: Sequence[Part]) -> tuple[FormTable, list[frozenset[str]]]:
    """The table, and the keys of the rows to show, block by block. The first part is the one that others come into."""
    first = parts[0]
    blocks = list(zip(first.table.blocks, first.found, strict=True))
    for part in parts[1:]:
        for block, found in zip(part.table.blocks, part.found, strict=True):
            if found:
                _take_in(block, found, blocks)
    shown = [frozenset(row.key for row in block.rows) if first.whole else found for block, found in blocks]
    width = max(width_of(block) for block, _ in blocks)
    wide = [_widened(block, width) for block, _ in blocks] if parts[1:] else first.table.blocks
    return evolve(first.table, blocks=tuple(wide)), shown


def _widened(block: Block, width: int) -> Block:
    """A block that is as wide as the table: the grids of the forms are not."""
    *columns, last = block.columns
    more = width - width_of(block)
    wide = evolve(last, span=last.span + more, header_span=last.header_span + more)
    return evolve(block, columns=(*columns, wide))


def _take_in(block: Block, found: frozenset[str], blocks: list[tuple[Block, frozenset[str]]]) -> None:
    """Puts the rows that were found in a block among the others': into its like, or in place of it or behind it."""
    own = evolve(block, rows=tuple(row for row in block.rows if row.key in found)), found
    place = next((number for number, (other, _) in enumerate(blocks) if other.title == block.title), None)
    if place is None:
        blocks.append(own)
        return
    like, there = blocks[place]
    if like.columns == block.columns:
        blocks[place] = evolve(like, rows=_rows(like, there, block, found)), there | found
    elif there:
        blocks.insert(place + 1, own)
    else:
        blocks[place] = own


def _rows(like: Block, there: frozenset[str], block: Block, found: frozenset[str]) -> tuple[Row, ...]:
    """The rows of a block with those of another, each behind the row that it follows on its own form.

    A row without a figure gives way to one with figures that is a group of it, or a part.
    """
    rows = list(like.rows)
    for number, row in enumerate(block.rows):
        if row.key not in found or any(row.key == other.key for other in rows):
            continue
        above = [other.label for other in block.rows[:number]]
        place = max((at + 1 for at, other in enumerate(rows) if other.label in above), default=0)
        rows.insert(place, row)
        rows = [other for other in rows if other is row or other.key in there | found or not _compete(other, row)]
    return tuple(rows)


def _compete(one: Row, other: Row) -> bool:
    shorter, longer = sorted((one.label, other.label), key=len)
    return bool(shorter) and longer[: len(shorter)] == shorter
