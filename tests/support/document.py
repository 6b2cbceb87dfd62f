"""A report as a person sees it: prose, headings and official tables, before any extractor touched it.

Tables are kept by meaning (blocks of rows with labels and figures); `layout` turns them into rows of cells with spans,
as a page has them, so that a mutation may leave out or add rows and the cells still come out right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from attrs import evolve, frozen


@frozen
class Value:
    """What stands in a value cell and what it says. `unit` is the one written in the cell itself; `before` and `after`
    are white space around it."""

    raw: str = ""
    value: int | Decimal | None = None
    status: str = "blank"
    unit: str | None = None
    before: str = ""
    after: str = ""


@frozen
class Figure:
    """A value cell. `key` is None where the row is not in the form; `unit` is what holds where the cell has none."""

    key: str | None
    unit: str | None
    value: Value
    heading: bool = False


@frozen
class Cell:
    """A cell of a page's table; `lines` is its text, `columns` and `rows` what it spans."""

    lines: tuple[str, ...] = ()
    columns: int = 1
    rows: int = 1
    figure: Figure | None = None
    label: str = ""


@frozen
class Row:
    """A body row. `labels` are the groups it stands under and its own label; `unit` is the text of its unit cell, None
    where the table has no unit column."""

    labels: tuple[str, ...]
    figures: tuple[Figure, ...]
    note: str = ""
    unit: str | None = None


@frozen
class Block:
    """Rows under one set of headers; `spans` are the columns that each value cell covers."""

    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[Row, ...]
    label_columns: int
    spans: tuple[int, ...]
    title: str = ""


@frozen
class Table:
    """An official table, `width` grid columns wide."""

    name: str
    width: int
    blocks: tuple[Block, ...]


@frozen
class Prose:
    """A paragraph."""

    text: str


@frozen
class Heading:
    """A heading of a section."""

    text: str


Part = Prose | Heading | Table


@frozen
class Document:
    """A report: its parts from top to bottom, and how it is written down. `checks` says which rules it must pass or
    fail."""

    name: str
    edition: str | None
    dialect: str
    parts: tuple[Part, ...]
    checks: Mapping[str, str]
    newline: str = "\n"
    bom: bool = False

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(part for part in self.parts if isinstance(part, Table))


def layout(table: Table) -> list[list[Cell]]:
    """The table's rows of cells from top to bottom; merged cells stand once, where they begin."""
    rows: list[list[Cell]] = []
    for block in table.blocks:
        if block.title:
            rows.append([Cell((block.title,), columns=table.width)])
        rows.extend(list(header) for header in block.header)
        rows.extend(_body(block))
    return rows


def _body(block: Block) -> Iterator[list[Cell]]:
    for number, row in enumerate(block.rows):
        groups = row.labels[:-1]
        above = block.rows[number - 1].labels[:-1] if number else ()
        cells = [
            Cell((group,), rows=_run(block.rows[number:], groups[:depth]))
            for depth, group in enumerate(groups, 1)
            if above[:depth] != groups[:depth]
        ]
        if row.labels:
            lines = (row.labels[-1], row.note) if row.note else (row.labels[-1],)
            cells.append(Cell(lines, columns=block.label_columns - len(groups)))
        if row.unit is not None:
            cells.append(Cell((row.unit,) if row.unit else ()))
        label = row.labels[-1] if row.labels else ""
        for figure, columns in zip(row.figures, block.spans, strict=True):
            cells.append(Cell(columns=columns, figure=figure, label=label))
        yield cells


def _run(rows: tuple[Row, ...], prefix: tuple[str, ...]) -> int:
    """How many rows from the first on stand under these groups."""
    count = 0
    for row in rows:
        if row.labels[:-1][: len(prefix)] != prefix:
            break
        count += 1
    return count


def change_tables(document: Document, change: Callable[[Table], Table]) -> Document:
    """The document with each table changed."""
    return evolve(document, parts=tuple(change(part) if isinstance(part, Table) else part for part in document.parts))


def change_blocks(document: Document, change: Callable[[Block], Block]) -> Document:
    """The document with each block of each table changed."""
    return change_tables(document, lambda table: evolve(table, blocks=tuple(change(block) for block in table.blocks)))


def change_figures(document: Document, change: Callable[[Figure], Value]) -> Document:
    """The document with new values, in reading order."""

    def changed(row: Row) -> Row:
        return evolve(row, figures=tuple(evolve(figure, value=change(figure)) for figure in row.figures))

    return change_blocks(document, lambda block: evolve(block, rows=tuple(changed(row) for row in block.rows)))


def relabel(document: Document, change: Callable[[str], str]) -> Document:
    """The document with each label of its tables changed, the same label always in the same way."""
    known: dict[str, str] = {}

    def new(label: str) -> str:
        if label not in known:
            known[label] = change(label)
        return known[label]

    def changed(block: Block) -> Block:
        return evolve(
            block,
            title=new(block.title) if block.title else "",
            header=tuple(
                tuple(evolve(cell, lines=tuple(map(new, cell.lines))) for cell in row) for row in block.header
            ),
            rows=tuple(
                evolve(row, labels=tuple(map(new, row.labels)), note=new(row.note) if row.note else "")
                for row in block.rows
            ),
        )

    return change_blocks(document, changed)
