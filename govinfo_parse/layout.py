"""An official table as rows of cells with spans, as the form prints it; knows no report.

In: a table of a form. Out: rows of `LayoutCell`s from top to bottom, each merged cell once, where it begins. What is
printed follows from the form's data: the headers level by level, the groups of rows beside them, units and codes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import frozen

from .forms import Block, Column, FormTable, Row

__all__ = ["LayoutBlock", "LayoutCell", "filled", "header_paths", "layout", "width_of"]


@frozen
class LayoutCell:
    """A cell of the table: its printed `text`, or for a cell of figures its `key`; `rows` and `columns` it spans.

    `role` is ``title``, ``corner``, ``header``, ``label``, ``unit``, ``code``, ``letter`` or ``figure``. `column` is
    that of a header's or figure's own.
    """

    text: str
    role: str
    rows: int = 1
    columns: int = 1
    key: str | None = None
    row: Row | None = None
    column: Column | None = None


@frozen
class LayoutBlock:
    """A block: the rows of its title and headers, and those of its body."""

    block: Block
    head: tuple[tuple[LayoutCell, ...], ...]
    body: tuple[tuple[LayoutCell, ...], ...]

    @property
    def rows(self) -> tuple[tuple[LayoutCell, ...], ...]:
        """All rows, from top to bottom."""
        return (*self.head, *self.body)


def layout(table: FormTable, rows: Sequence[frozenset[str]] | None = None, *, merged: bool = True) -> list[LayoutBlock]:
    """The blocks of a table, from top to bottom.

    `rows` are, block by block, the keys of the rows to show, all by default; a block without any is left out. Unless
    `merged`, each header and figure takes one column of the grid, so that they stand below each other.

    >>> from govinfo_parse.forms import known_form
    >>> [head, *_], *_ = (block.rows for block in layout(known_form("2019").tables[1]))
    >>> [(cell.text, cell.rows, cell.columns) for cell in head]
    [('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', 3, 3), ('申请人情况', 1, 7)]
    """
    shown = rows or [frozenset(row.key for row in block.rows) for block in table.blocks]
    kept = [
        (block, [row for row in block.rows if row.key in own])
        for block, own in zip(table.blocks, shown, strict=True)
        if own
    ]
    widths = [width_of(block, merged=merged) for block, _ in kept]
    return [
        LayoutBlock(
            block,
            tuple(_head(block, max(widths), merged=merged)),
            tuple(_body(table, block, own, merged=merged)),
        )
        for block, own in kept
    ]


def filled(rows: Sequence[Sequence[LayoutCell]]) -> list[list[LayoutCell | None]]:
    """The rows with every column of the grid filled: None where a cell that begins elsewhere covers it."""
    grid: list[list[LayoutCell | None]] = []
    below: dict[tuple[int, int], None] = {}
    for number, row in enumerate(rows):
        line: list[LayoutCell | None] = []
        for cell in row:
            while (number, len(line)) in below:
                line.append(None)
            for depth in range(1, cell.rows):
                below.update(dict.fromkeys((number + depth, len(line) + at) for at in range(cell.columns)))
            line += [cell, *[None] * (cell.columns - 1)]
        while (number, len(line)) in below:
            line.append(None)
        grid.append(line)
    return grid


def header_paths(block: Block) -> tuple[tuple[str, ...], ...]:
    """The headers above each column of figures, from the outermost in."""
    heading = (block.heading,) if block.heading else ()
    return tuple(heading + column.label for column in block.columns)


def _groups(block: Block, row: Row) -> tuple[tuple[str, ...], ...]:
    """The label paths of the groups that a row stands in: those that have no row of their own."""
    own = {other.label for other in block.rows}
    return tuple(row.label[:depth] for depth in range(1, len(row.label)) if row.label[:depth] not in own)


def _label_columns(block: Block) -> int:
    return max(len(_groups(block, row)) + bool(row.label) for row in block.rows)


def _beside(block: Block) -> list[tuple[str, str]]:
    """The columns between labels and figures: role and header."""
    return [(role, text) for role, text in (("unit", block.unit_column), ("code", block.code_column)) if text]


def width_of(block: Block, *, merged: bool = True) -> int:
    """How many columns of the grid a block takes."""
    spans = sum(column.span if merged else 1 for column in block.columns)
    return _label_columns(block) + len(_beside(block)) + spans


def _head(block: Block, width: int, *, merged: bool) -> Iterator[tuple[LayoutCell, ...]]:
    if block.title:
        yield (LayoutCell(block.title, "title", columns=width),)
    paths = header_paths(block)
    spans = [column.header_span if merged else 1 for column in block.columns]
    depth = max(map(len, paths))
    labels = _label_columns(block)
    for level in range(depth):
        cells: list[LayoutCell] = []
        if level == 0:
            cells += [LayoutCell(block.corner or "", "corner", depth, labels)] if labels else []
            cells += [LayoutCell(text, "header", depth) for _, text in _beside(block)]
        for path, members in groupby(range(len(paths)), key=lambda at: paths[at][: level + 1]):
            own = list(members)
            if len(path) <= level:
                continue
            leaf = len(paths[own[0]]) == level + 1
            columns = sum(spans[at] for at in own)
            column = block.columns[own[0]] if leaf else None
            cells.append(LayoutCell(path[-1], "header", depth - level if leaf else 1, columns, column=column))
        yield tuple(cells)
    if block.letters and len(block.letters) == labels + len(_beside(block)) + len(paths):
        yield tuple(LayoutCell(letter, "letter") for letter in block.letters)


def _body(table: FormTable, block: Block, rows: Sequence[Row], *, merged: bool) -> Iterator[tuple[LayoutCell, ...]]:
    labels = _label_columns(block)
    above: tuple[tuple[str, ...], ...] = ()
    for number, row in enumerate(rows):
        groups = _groups(block, row)
        cells = [
            LayoutCell(group[-1], "label", _run(block, rows[number:], group)) for group in groups if group not in above
        ]
        if row.label:
            cells.append(LayoutCell(row.label[-1], "label", columns=labels - len(groups), row=row))
        elif labels:
            cells.append(LayoutCell("", "label", columns=labels, row=row))
        texts = {"unit": row.unit or "", "code": row.code or ""}
        cells += [LayoutCell(texts[role], role, row=row) for role, _ in _beside(block)]
        for column in block.columns:
            span = column.span if merged else 1
            cells.append(LayoutCell("", "figure", 1, span, table.key(row, column), row, column))
        yield tuple(cells)
        above = groups


def _run(block: Block, rows: Sequence[Row], group: tuple[str, ...]) -> int:
    """How many rows from the first on stand in a group."""
    count = 0
    for row in rows:
        if group not in _groups(block, row):
            break
        count += 1
    return count
