"""Stage 3, continued: rows that lean to one side, since blank cells were dropped and others set behind the rest.

In: the entries of all rows of a table and their readings. Out: the same readings, less those that cannot be trusted.

A writer that drops blank cells may fill up its rows with cells that look blank. Where it never keeps one before a
figure, or where a row has more cells than columns, the sums along the rows tell: a row without a total whose last
figure is the sum of the others has its total in that figure, and so stands one side of its place. The rows of its block
that lack their total as well may have lost cells too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve

from .entries import Entries
from .forms import Form
from .indicator import Number
from .quantity import number_in
from .segments import totals_in_row

if TYPE_CHECKING:
    from .placement import RowReading

__all__ = ["without_leaning"]


def without_leaning(rows: Sequence[Entries], readings: Sequence[RowReading], keeps: Sequence[bool]) -> list[RowReading]:
    """The readings of a table's rows; `keeps` tells of each row whether its writer is known to keep blank cells."""
    open_blocks: dict[object, list[int]] = defaultdict(list)
    for number, (row, reading) in enumerate(zip(rows, readings, strict=True)):
        has_surplus = len(row.cells) > len(row.columns)
        if reading.cells and row.known_row and (has_surplus or not keeps[number]) and not _is_exact(row):
            open_blocks[row.block].append(number)
    # Among lines, a row of a table with local columns may look whole that has lost a blank cell.
    crowded = {row.block for row in rows if row.separator == "\n" and row.has_more and not row.last_row}
    found = list(readings)
    for numbers in open_blocks.values():
        if any(_leans(found[number]) for number in numbers):
            for number in numbers:
                if _lacks_total(found[number]):
                    found[number] = _refused(found[number])
    return [
        _refused(reading) if row.block in crowded and _fails(reading) else reading
        for row, reading in zip(rows, found, strict=True)
    ]


def _is_exact(row: Entries) -> bool:
    """Whether tags, or lines around the cells, say in which columns a row's cells stand."""
    return row.anchor.above is not None and row.anchor.above.width is None


def _lacks_total(reading: RowReading) -> bool:
    """Whether a row has figures, and none in a column for their sum."""
    figures, totals = _figures(reading), _totals(reading)
    return any(total not in figures and not figures.keys().isdisjoint(parts) for total, parts in totals.items())


def _leans(reading: RowReading) -> bool:
    """Whether the last figure of a row without a total is the sum of those before it."""
    figures = _figures(reading)
    for total, parts in _totals(reading).items():
        *others, last = [figures[key] for key in figures if key in parts] or [0]
        if total not in figures and others and last and last == sum(others):
            return True
    return False


def _fails(reading: RowReading) -> bool:
    """Whether a row has a total, and it is not the sum of the others."""
    figures = _figures(reading)
    table = reading.label.element.table
    filled = {table.key(reading.row, cell.column) for cell in reading.cells if cell.item is not None}
    return any(
        total in filled and figures.get(total) != sum(figures.get(key, 0) for key in parts)
        for total, parts in _totals(reading).items()
    )


def _figures(reading: RowReading) -> dict[str, Number]:
    """The numbers of a row by key, in the order of their columns."""
    table = reading.label.element.table
    placed = {
        table.key(reading.row, cell.column): number_in(cell.item.cell.text)
        for cell in reading.cells
        if cell.item is not None
    }
    return {key: number for key, number in placed.items() if number is not None}


def _totals(reading: RowReading) -> Mapping[str, frozenset[str]]:
    """The cells of a row that hold the sum of others, and of which."""
    element = reading.label.element
    return _totals_of(element.form, tuple(element.table.key(reading.row, column) for column in reading.columns))


@lru_cache(maxsize=1024)  # of forms of a caller's own there may be any number in time
def _totals_of(form: Form, keys: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    return {keys[at]: frozenset(keys[part] for part in parts) for at, parts in totals_in_row(keys, form.rules)}


def _refused(reading: RowReading) -> RowReading:
    """The row with its figures, but without their places."""
    lost = tuple(cell.item for cell in reading.cells if cell.item is not None)
    return evolve(reading, cells=(), lost=(*lost, *reading.lost), contradicted=True)
