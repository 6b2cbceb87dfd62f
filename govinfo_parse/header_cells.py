"""Stage 3, continued: the header cells of a block in a grid that tells its columns.

In: a stream and a chain of labels. Out: `HeaderCells`, which tell for each column of the grid the form's column whose
header stands above it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Final, NamedTuple

from .alignment import Chain, Found, Item, Stream
from .forms import Block, Column
from .grid import Grid, GridCell
from .labels import split_label
from .quantity import UNIT_HEADERS, read_quantity

__all__ = ["LONGEST_HEADER", "OF_YEAR", "HeaderCells", "header_in_grid", "headers_of_values", "shown_values"]

# A piece of a header is no longer.
LONGEST_HEADER: Final = 20
# The year of a column of values.
OF_YEAR: Final = re.compile(r"\s*(?:20\d\d|本)\s*年度?\s*")
# A header has no more rows above those in which the form's columns stand.
_LEVELS: Final = 4


class HeaderCells(NamedTuple):
    """The header of a block in a grid: which column of the form each header cell names, None for a local one.

    `names` and `texts` are by the first column of the grid that the header cell stands in. `width` is the number of
    cells of each row of the header, where only that tells the columns of the grid; None where the grid tells them.
    `of_labels` are the columns under which the rows' labels stand. `repeated` are pairs of columns beside each other in
    which one merged header stands.
    """

    names: Mapping[int, Column | None]
    texts: Mapping[int, str]
    of_labels: Set[int]
    width: int | None
    repeated: Sequence[tuple[int, int]] = ()

    def name(self, column: int) -> Column | None:
        """The form's column at a column of the grid: that of the nearest header cell which begins there or before."""
        return self.names[self._start(column)]

    def is_over_labels(self, column: int) -> bool:
        """Whether labels stand in a column, so that a figure there shows a row that is shifted."""
        return column < min(self.names) or self._start(column) in self.of_labels

    def is_over_units(self, column: int) -> bool:
        """Whether a column is that of the units, so that a figure there shows a row that is shifted."""
        return "".join(self.text(column).split()) in UNIT_HEADERS

    def is_beyond(self, column: int) -> bool:
        """Whether a column is further right than the last header cell reaches, so that a figure there shows that the
        header is shifted.
        """
        last = max(self.names)
        header = self.names[last]
        return column >= last + (header.span if header is not None else 1)

    def is_contradicted(self, cells: Sequence[Item]) -> bool:
        """Whether a header that stands in every column it covers has other cells below it in each: the row's cells are
        not merged as its headers are.
        """
        if not self.repeated:
            return False
        texts = {}
        for item in cells:
            start = self._start(item.cell.column or 0)
            texts[start] = "".join(item.cell.text.split())
        return any(texts.get(left) != texts.get(right) for left, right in self.repeated)

    @property
    def has_local(self) -> bool:
        """Whether a header cell is neither the form's nor over the labels."""
        first = min(start for start, column in self.names.items() if column is not None)
        return any(column is None and start > first for start, column in self.names.items())

    def text(self, column: int) -> str:
        """What that header cell says."""
        return self.texts.get(self._start(column), "")

    def _start(self, column: int) -> int:
        return max((start for start in self.names if start <= column), default=min(self.names))


def header_in_grid(stream: Stream, chain: Chain, number: int) -> HeaderCells | None:
    """The header cells of a block, if each column of the form has one, in a column of the grid of its own."""
    block = chain.table.blocks[number]
    own = [x for x in chain.found if x.element.block == number]
    found = {x.element.column: stream.items[x.first] for x in own if x.element.column is not None}
    if block.unit_column and len(block.columns) == 1 and (shown := shown_values(stream, own, block)) is not None:
        # Beside others, the header of the form's column may say of which year it is.
        beside = zip(shown, headers_of_values(stream, own, block), strict=True)
        found = {column: item for column, item in beside if column is not None}
    if len(found) != len(block.columns):
        return None
    cells = [found[column].cell for column in block.columns]
    grids = {item.grid for item in found.values()}
    rows = [cell.row for cell in cells if cell.row is not None]
    columns = [cell.column for cell in cells if cell.column is not None]
    if len(grids) != 1 or len(columns) < len(cells) or len(set(columns)) < len(cells):
        return None
    grid, top, bottom = stream.grids[grids.pop()], min(rows), max(rows)
    header = grid.between(top, bottom)
    widths = set(Counter(cell.row for cell in header).values())
    drawn = cells[0].column_span is not None
    if not drawn and len(widths) != 1:
        return None  # merged cells stand once: the text counts the cells of a row, not the columns of the table
    if drawn and len(set(rows)) > 1 and columns != sorted(columns):
        return None  # the header is merged otherwise than it should be: over several rows, none has another order
    taken = {cell.column for cell in header if cell.text}
    above = _header_above(grid, top)
    header = [*(x for x in above if _reaches(x, top) or _is_alone(x, taken, min(columns))), *header]
    names: dict[int, Column | None] = {cell.column: None for cell in header if cell.text and cell.column is not None}
    names.update(zip(columns, block.columns, strict=True))
    texts = {cell.column: " ".join(cell.text.split()) for cell in header if cell.text and cell.column is not None}
    repeated = []
    for left, right in itertools.pairwise(sorted(names)):
        if names[right] is None and names[left] is not None and texts.get(left) == texts.get(right):
            names[right] = names[left]
            repeated.append((left, right))
    corners = (stream.items[x.first].cell for x in own if not x.element.column)
    of_labels = {
        cell.column
        for cell in corners
        if cell.column is not None and cell.column < min(columns) and _reaches(cell, top) and (cell.row or 0) <= bottom
    }
    return HeaderCells(names, texts, of_labels, None if drawn else widths.pop(), repeated)


def _header_above(grid: Grid, top: int) -> list[GridCell]:
    """The cells of a header in the rows above those in which the form's columns stand."""
    found: list[GridCell] = []
    for row in range(top - 1, max(top - _LEVELS, 0) - 1, -1):
        cells = grid.between(row, row)
        if any(cell.text and read_quantity(cell.text) is not None for cell in cells):
            break
        found += cells
    return found


def _is_alone(cell: GridCell, taken: Set[int | None], first: int) -> bool:
    """Whether a header cell stands right of the first column with nothing below it, as where merged cells are empty."""
    return cell.column is not None and cell.column > first and cell.column not in taken


def _reaches(cell: GridCell, row: int) -> bool:
    """Whether a cell begins in a row or below it, or goes on as far as that."""
    return cell.row is not None and cell.row + (cell.row_span or 1) > row


def shown_values(stream: Stream, own: Sequence[Found], block: Block) -> tuple[Column | None, ...] | None:
    """The columns of values behind the unit column, where the header shows others than the form's."""
    header = headers_of_values(stream, own, block)
    names = {split_label(column.label[-1]).body: column for column in block.columns}
    shown = tuple(names.get(split_label(OF_YEAR.sub("", item.cell.text)).body) for item in header)
    return shown if len(shown) - shown.count(None) == 1 else None


def headers_of_values(stream: Stream, own: Sequence[Found], block: Block) -> list[Item]:
    """The headers behind that of the unit, if there are several, and nothing else stands among them."""
    heading = split_label(block.unit_column or "")
    unit = next((x for x in own if x.element.kind == "heading" and x.element.label == heading), None)
    below = next((x for x in own if x.element.kind in ("row", "group")), None)
    if unit is None or below is None or not unit.last < below.first:
        return []
    header = [item for item in stream.items[unit.last + 1 : below.first] if item.role != "serial"]
    plain = not any(item.role == "empty" or len(item.cell.text) > LONGEST_HEADER for item in header)
    return header if len(header) > 1 and plain else []
