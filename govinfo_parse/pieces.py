"""Stage 3, continued: figures, and the ends of labels, that only line breaks part from the rest of them.

In: the items of a stream from a place on. Out: how many of them are one figure, and that figure as one item.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from .alignment import Item
from .anchors import Anchor
from .quantity import CHANGES, COUNTS, MONEY, read_quantity, unit_in

__all__ = ["POINTS", "ends_label", "goes_on_with_label", "joined_pieces", "may_lack_unit", "pieces_of_figure"]

# What stands within a figure.
POINTS: Final = (",", "，", ".", "．")
# So far around a figure a unit of one character is looked for.
_MOST_NEAR: Final = 200


def pieces_of_figure(items: Sequence[Item], position: int, at: Anchor) -> int:
    """How many items from a position on are pieces of one figure that only line breaks part.

    A word of change may stand before it (减少), a comma or point within it, a unit after it. In a form with a unit
    column, a unit behind a figure is a piece of a broken one.
    """
    end = position
    if items[end].cell.text in CHANGES and _joins(items, end, "figure"):
        end += 1
    if items[end].role != "figure":
        return 1
    while _joins(items, end, "text") and items[end + 1].cell.text in POINTS and _joins(items, end + 1, "figure"):
        if read_quantity("".join(item.cell.text for item in items[position : end + 3])) is None:
            break
        end += 2
    if not at.has_unit and _joins(items, end, "unit") and not ends_label(items[end + 1], items, at):
        end += 1
    return end + 1 - position


def may_lack_unit(items: Sequence[Item], position: int, at: Anchor) -> bool:
    """Whether the unit of an amount may be gone: where figures are in pieces, a unit is a line of one character, and
    there is none near.
    """
    if not any(column.unit is None or column.unit in MONEY for column in at.columns):
        return False
    near = items[max(0, position - _MOST_NEAR) : position + _MOST_NEAR]
    return not any(len(item.cell.text) == 1 and item.cell.text.isalpha() for item in near)


def ends_label(item: Item, items: Sequence[Item], at: Anchor) -> bool:
    """Whether what looks like a unit is the end of a label that is broken around its row: 行政查询事 … 项."""
    label = at.label.element.label.body
    written = "".join(piece.cell.text for piece in items[at.label.first : at.label.last + 1])
    return at.label.quality < 1 and label.endswith(item.cell.text) and not written.endswith(item.cell.text)


def goes_on_with_label(item: Item, items: Sequence[Item], at: Anchor) -> bool:
    """Whether a text right behind a label is the rest of it, or of the note in brackets at its end."""
    written = "".join(piece.cell.text for piece in items[at.label.first : at.label.last + 1])
    is_open = max(map(written.rfind, "(（")) > max(map(written.rfind, ")）"))
    return ends_label(item, items, at) or (is_open and item.cell.text.endswith((")", "）")))


def _joins(items: Sequence[Item], number: int, role: str) -> bool:
    """Whether only a line break parts an item from the next one, which has this role."""
    return items[number].cell.joins_next and number + 1 < len(items) and items[number + 1].role == role


def joined_pieces(pieces: Sequence[Item], separator: str) -> Item | None:
    """The pieces of a figure as one cell; None where they are none in the text.

    A bar between them is no white space. Then a unit of counts, which says no more than the form, is left out.
    """
    first, last = pieces[0].cell, pieces[-1].cell
    if separator == "|":
        return pieces[0] if len(pieces) == 2 and unit_in(last.text) in COUNTS else None
    text = "".join(item.cell.text for item in pieces)
    return Item(evolve(first, text=text, end=last.end, joins_next=last.joins_next), pieces[0].grid, "figure")
