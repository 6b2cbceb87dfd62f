"""Stage 2, amended: labels that were broken over the lines of their row are put together again.

In: grids in which lines are rows. Out: the same grids, but lines that are pieces of one row are one: where the texts
below each other in a column make a label of the forms, and nothing else stands below anything in those lines.

Where white space keeps the columns of a table, every line of the text is a row of the grid, but a cell of several lines
is not; only the forms tell that ``信息`` above ``内容`` is one header, and 规章 above 行政规范性文件 are two rows.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from .grid import Grid, GridCell
from .labels import LONGEST_LABEL, LabelIndex
from .quantity import looks_like_quantity, read_quantity

__all__ = ["stacked"]

# A cell has so many lines at most, and a piece of a label so many characters.
_MOST_LINES: Final = 6

Line = Sequence[GridCell]


def stacked(grids: Sequence[Grid], index: LabelIndex) -> list[Grid]:
    """The grids with the lines of a row joined, where the pieces of a label in them tell that they are one."""
    return [_joined(grid, index) if grid.separator in (" ", "\t") and grid.shape[0] else grid for grid in grids]


def _joined(grid: Grid, index: LabelIndex) -> Grid:
    lines = [list(cells) for _, cells in itertools.groupby(grid.cells, key=lambda cell: cell.row)]
    rows = [lines[at : at + count] for at, count in _rows(lines, index)]
    if len(rows) == len(lines):
        return grid
    cells = [evolve(cell, row=number) for number, own in enumerate(rows) for cell in _one_line(own)]
    return Grid(tuple(cells), (len(rows), grid.shape[1]), grid.separator)


def _rows(lines: Sequence[Line], index: LabelIndex) -> Iterator[tuple[int, int]]:
    """Where each row begins, and how many lines it has."""
    at = 0
    while at < len(lines):
        most = min(_MOST_LINES, len(lines) - at)
        count = next((count for count in range(2, most + 1) if _are_one(lines[at : at + count], index)), 1)
        yield at, count
        at += count


def _are_one(lines: Sequence[Line], index: LabelIndex) -> bool:
    """Whether lines are one row: what stands below each other in any column is a label in pieces, and some is."""
    columns: dict[int | None, list[str]] = {}
    for line in lines:
        for cell in line:
            if cell.text:
                columns.setdefault(cell.column, []).append(cell.text)
    stacks = [texts for texts in columns.values() if len(texts) > 1]
    if not stacks or not any(cell.text for cell in lines[-1]):
        return False
    return all(_is_label(texts, index) for texts in stacks)


def _is_label(texts: Sequence[str], index: LabelIndex) -> bool:
    """Whether texts below each other are one label; an official label below another text is one of its own."""
    if any(read_quantity(text) is not None or looks_like_quantity(text) for text in texts):
        return False
    text = "".join(texts)
    own = (match.quality for piece in texts[1:] for match in index.find_whole(piece))
    return len(text) <= LONGEST_LABEL and bool(index.find(text)) and max(own, default=0) < 1


def _one_line(lines: Sequence[Line]) -> Line:
    """The cells of several lines as those of one, column by column."""
    if len(lines) == 1:
        return lines[0]
    columns: dict[int, GridCell] = {}
    for cell in itertools.chain.from_iterable(lines):
        column = cell.column or 0
        own = columns.get(column)
        if own is None or not own.text:
            columns[column] = cell
        elif cell.text:
            columns[column] = evolve(own, text=f"{own.text}\n{cell.text}")
    return [columns[column] for column in sorted(columns)]
