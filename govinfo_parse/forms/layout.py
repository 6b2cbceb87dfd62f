"""The official tables as they are printed: every cell with the rows and columns that it covers.

In: a table of a form. Out: its cells row by row. A `Cell` is a label, a unit or the cell of an indicator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import frozen

from . import Block, FormTable

__all__ = ["PrintedCell", "printed_rows"]


@frozen
class PrintedCell:
    """A cell of a printed table: `text` is a label or a unit, `key` that of its indicator; one of both is there.

    `row`, `column`: its place on the grid; `row_span`, `column_span`: what it covers. `is_unit`: it is its row's unit.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str = ""
    key: str | None = None
    is_unit: bool = False


def printed_rows(table: FormTable) -> tuple[tuple[PrintedCell, ...], ...]:
    """The cells of a table, row by row, those of headers and titles included.

    >>> from . import national_forms
    >>> rows = printed_rows(national_forms()[-1].tables[0])
    >>> [(cell.text, cell.column_span) for cell in rows[0]]
    [('第二十条第（一）项', 4)]
    >>> [cell.text or cell.key for cell in rows[2]][:2]
    ['规章', 'disclosure.regulations.issued']
    """
    rows: list[tuple[PrintedCell, ...]] = []
    for block in table.blocks:
        groups = set(block.groups)
        depth = max(sum(label in groups for label in row.label[:-1]) + bool(row.label) for row in block.rows)
        for line in (*_header(table, block, depth), *_body(table, block, depth, groups)):
            rows.append(tuple(_moved(cell, len(rows)) for cell in line))
    return tuple(rows)


def _moved(cell: PrintedCell, row: int) -> PrintedCell:
    return PrintedCell(row, cell.column, cell.row_span, cell.column_span, cell.text, cell.key, cell.is_unit)


def _header(table: FormTable, block: Block, depth: int) -> Iterator[list[PrintedCell]]:
    """The title of a block and the rows of its headers."""
    if block.title:
        yield [PrintedCell(0, 0, 1, table.width, block.title)]
    paths = [((block.heading,) if block.heading else ()) + column.label for column in block.columns]
    height = max(map(len, paths))
    first = depth + bool(block.unit_column)
    starts = [first]
    for column in block.columns:
        starts.append(starts[-1] + column.header_span)
    for level in range(height):
        line = []
        if level == 0 and block.corner:
            line.append(PrintedCell(0, 0, height, depth, block.corner))
        if level == 0 and block.unit_column:
            line.append(PrintedCell(0, depth, height, 1, block.unit_column))
        for path, places in groupby(range(len(paths)), key=lambda at: paths[at][: level + 1]):
            own = list(places)
            if len(path) == level + 1:
                rows = height - level if len(paths[own[0]]) == level + 1 else 1
                line.append(PrintedCell(0, starts[own[0]], rows, starts[own[-1] + 1] - starts[own[0]], path[-1]))
        yield line


def _body(table: FormTable, block: Block, depth: int, groups: set[str]) -> Iterator[list[PrintedCell]]:
    """The rows of a block's figures."""
    paths = [tuple(label for label in row.label[:-1] if label in groups) for row in block.rows]
    for number, row in enumerate(block.rows):
        line = []
        for level, label in enumerate(paths[number]):
            if number == 0 or paths[number - 1][: level + 1] != paths[number][: level + 1]:
                line.append(PrintedCell(0, level, _covered(paths, number, level), 1, label))
        level = len(paths[number])
        if row.label:
            line.append(PrintedCell(0, level, 1, depth - level, row.label[-1]))
        column = depth
        if block.unit_column:
            line.append(PrintedCell(0, depth, 1, 1, "" if row.heading else row.unit or "", is_unit=True))
            column += 1
        for each in block.columns:
            line.append(PrintedCell(0, column, 1, each.span, key=table.key(row, each)))
            column += each.span
        yield line


def _covered(paths: Sequence[tuple[str, ...]], number: int, level: int) -> int:
    """How many rows a group's label covers."""
    path = paths[number][: level + 1]
    below = len(paths) - number
    return next((at for at in range(1, below) if paths[number + at][: level + 1] != path), below)
