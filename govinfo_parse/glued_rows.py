"""Stage 3, continued: rows whose cells have nothing between them, as far as the text alone tells their cells.

In: the entries of such a row. Out: its cells, or none where the form's arithmetic must tell them. The run beside a row
of one column is that column's figure, and so many pieces as there are columns are one cell each, since blank cells
leave no piece and no piece holds less than a cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from .alignment import GLUED, Chain, Item
from .entries import Entries
from .quantity import read_quantity
from .segments import figures_in

__all__ = ["as_figures", "as_runs", "is_glued", "read_glued"]


def is_glued(entries: Entries) -> bool:
    """Whether some cells of a row stand together with nothing between them."""
    return any(item.role in GLUED for item in entries.cells)


def as_figures(entries: Entries, *, ends_kept: bool) -> Entries | None:
    """The row with its runs cut, in a text where figures side by side run together and every blank cell is counted;
    None where that leaves open where the figures end.

    No run holds less than a cell and none more than its digits, so one of these numbers may tell; the second does not
    unless blank cells at the end of a row are counted too (`ends_kept`).
    """
    texts = entries.texts
    due = len(entries.columns) - (len(entries.cells) - len(texts))
    counts = [figures_in(item.cell.text) for item in texts]
    if entries.last_of_block and entries.gaps[-1] and any(most != 1 for _, most in counts):
        return None  # some of the white space behind it may follow the table
    if due == len(texts) and all(map(_is_one_cell, texts)):
        return _with_roles(entries, entries.cells, "figure")
    if ends_kept and due == sum(most for _, most in counts) and all(item.cell.text.isdecimal() for item in texts):
        return _with_roles(entries, [piece for item in entries.cells for piece in _digits(item)], "figure")
    open_ended = any(item.role == "torn" for item in texts) or not all(most for _, most in counts)
    if open_ended or sum(most for _, most in counts) >= due:
        return None
    return _with_roles(entries, entries.cells, "figure")  # too few cells: not every blank one is counted


def as_runs(entries: Entries) -> Entries:
    """The row with figures of several digits as runs, which may be several cells."""
    cells = tuple(evolve(x, role="glued") if x.role == "figure" and len(x.cell.text) > 1 else x for x in entries.cells)
    return evolve(entries, cells=cells)


def _with_roles(entries: Entries, cells: Sequence[Item], role: str) -> Entries:
    return evolve(entries, cells=tuple(evolve(x, role=role) if x.role in GLUED else x for x in cells))


def _digits(item: Item) -> Sequence[Item]:
    """A run as figures of one digit; an empty cell as it is."""
    cell = item.cell
    if len(cell.text) < 2:
        return (item,)
    return [
        Item(evolve(cell, text=digit, start=place, end=place + 1), item.grid, "figure")
        for place, digit in enumerate(cell.text, cell.start)
    ]


def read_glued(entries: Entries, chain: Chain) -> tuple[tuple[Item, ...], tuple[Item, ...], str | None]:
    """The items of a glued row that are its cells, those without a place, and what its unit cell names."""
    items = [item for item in entries.cells if item.role != "empty"]
    unit = None
    if entries.anchor.has_unit and items[0].role == "unit":
        unit = "".join(items.pop(0).cell.text.split())
    elif entries.anchor.has_unit and not items[0].cell.text.strip("-—–―⸺⸻ "):
        del items[0]  # the unit cell of a heading row
    if entries.at_end or entries.anchor.unsure or entries.anchor.shown is not None:
        # The columns are others than the form's: no arithmetic may take the run for theirs.
        return (), tuple(evolve(item, role="torn") if item.role == "glued" else item for item in items), unit
    whole = len(items) == len(entries.columns) and all(map(_is_one_cell, items))
    if (
        whole
        and len(entries.columns) == 1
        and not (_has_plain_header(entries, chain) and _is_alone(items, entries, chain))
    ):
        whole = False
    return (tuple(items), (), unit) if whole else ((), tuple(items), unit)


def _is_one_cell(item: Item) -> bool:
    """Whether an item can be read as one figure whose ends are known."""
    quantity = read_quantity(item.cell.text)
    parted = len(item.cell.text.split()) > 1
    return item.role != "torn" and not parted and quantity is not None and quantity.status != "unreadable"


def _has_plain_header(entries: Entries, chain: Chain) -> bool:
    """Whether the headers above a row of one column show that column alone: no other text stands among them."""
    block = entries.anchor.label.element.block
    own = [found for found in chain.found if found.element.block == block]
    rows = [found.first for found in own if found.element.row is not None]
    header = [found for found in own if found.first < rows[0] and found.element.kind != "group"]
    if not any(x.element.column for x in header) or header[0].element.kind not in ("title", "block", "corner"):
        return False
    top = max(number for number, found in enumerate(header) if found.element.kind in ("title", "block", "corner"))
    covered = {number for found in chain.found for number in range(found.first, found.last + 1)}
    return covered.issuperset(range(header[top].first, rows[0]))


def _is_alone(items: Sequence[Item], entries: Entries, chain: Chain) -> bool:
    """Whether a run is of its own row only: labels set one below the other in a single cell come before all figures."""
    label = entries.anchor.label
    above = any(found.element.row is not None and found.last == label.first - 1 for found in chain.found)
    return not above or len(items[0].cell.text) == 1
