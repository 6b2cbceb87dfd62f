"""What prints do to a text, undone: pages put together again.

In: the lines and the ruled tables of each page. Out: the lines of the text, and where the cells of the tables stand. A
number at the foot of a page is no line of it. A table at the head of a page that is as wide as the one at the foot of
the page before goes on with it, without the headers that are printed once more; a row or a merged cell that the end of
a page breaks is one. Where tables are ruled, a line up to the right margin goes on in the next one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from attrs import evolve, frozen

from ..quantity import is_page_number, looks_like_quantity, read_quantity
from ..text_rows import RowCell, RowsOfTable, WrittenLines, cell_text

__all__ = ["Cell", "Line", "Part", "Table", "written"]

# The beginning of an item: 三、 （二） 3. ①
_ITEM: Final = re.compile(r"[（(]?(?:[一二三四五六七八九十]+|\d{1,2})[）)、.．]|[①-⑳]|其中")
# Lines of two pages are the same if they differ by so little, in points.
_SAME: Final = 3.0
# A line goes up to the margin if less than so many of its heights are left.
_FULL: Final = 1.6


@frozen
class _Piece:
    """A text, and its box on the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@frozen
class Line(_Piece):
    """A line outside of tables, and where it stands on its page."""


@frozen
class Cell(_Piece):
    """A cell of a table, its box on the page where it begins, and how many rows of the table it covers."""

    rows: int = 1


@frozen
class Table:
    """A table or a piece of one: its cells row by row, a merged one where it begins, and its box on the page."""

    rows: tuple[tuple[Cell, ...], ...]
    left: float
    top: float
    right: float
    bottom: float


Part = Line | Table


def written(pages: Sequence[Sequence[Part]]) -> WrittenLines:
    """The lines of a text that was printed on these pages."""
    lines = WrittenLines()
    parts: list[Part] = []
    for page in map(_without_number, pages):
        joint = _joint(parts[-1], page[0]) if parts and page else None
        parts[-1:] = parts[-1:] if joint is None else [joint]
        parts += page if joint is None else page[1:]
    for part in _with_whole_lines(parts) if any(isinstance(part, Table) for part in parts) else parts:
        if isinstance(part, Line):
            lines.add(part.text)
        else:
            _write_table(part, lines)
    return lines


def _write_table(table: Table, lines: WrittenLines) -> None:
    """Writes a line for each row; the columns are those of the lines that begin a cell in some row."""
    columns: list[float] = []
    for left in sorted(cell.left for row in table.rows for cell in row):
        if not columns or left > columns[-1] + _SAME:
            columns.append(left)
    rows = RowsOfTable()
    for row in table.rows:
        places = [(_column(columns, cell.left), _column(columns, cell.right)) for cell in row]
        cells = [
            RowCell(cell.text, max(right - left, 1), cell.rows) for cell, (left, right) in zip(row, places, strict=True)
        ]
        lines.add_row(rows, cells, places[0][0])


def _column(columns: Sequence[float], place: float) -> int:
    """How many columns begin left of a place."""
    return bisect_left(columns, place - _SAME)


def _without_number(page: Sequence[Part]) -> list[Part]:
    last = page[-1] if page else None
    if isinstance(last, Line) and is_page_number(last.text.strip()):
        return list(page[:-1])
    return list(page)


# Tables over several pages


def _joint(above: Part, below: Part) -> Table | None:
    """The table that goes on on the next page; None for two tables, and for lines."""
    if isinstance(above, Line) or isinstance(below, Line):
        return None
    if abs(above.left - below.left) > _SAME or abs(above.right - below.right) > _SAME:
        return None
    rows = below.rows[_repeated(above, below) :]
    first = rows[0] if rows else ()
    going_on = first if _is_rest_of_row(above, first) else _going_on(first)
    places = ((cell, _place_of_beginning(above, cell)) for cell in going_on)
    joined = {cell: place for cell, place in places if place is not None}
    rest = tuple(cell for cell in first if cell not in joined)
    kept = list(above.rows)
    for cell, (row, column) in joined.items():
        begun = kept[row][column]
        # Without a rest, the row at the head of the page is none of its own.
        rows_below = cell.rows if rest else cell.rows - 1
        whole = evolve(begun, text=cell_text([begun.text, cell.text]), rows=begun.rows + rows_below)
        kept[row] = (*kept[row][:column], whole, *kept[row][column + 1 :])
    return evolve(below, rows=(*kept, *((rest,) if rest else ()), *rows[1:]))


def _place_of_beginning(above: Table, cell: Cell) -> tuple[int, int] | None:
    """Where the cell is that goes on with a cell at the head of the next page."""
    return None if _ITEM.match(cell.text) else _reaching_foot(above, cell)


def _repeated(above: Table, below: Table) -> int:
    """How many rows at the head of a page are headers that stand at the beginning of the table."""
    count = 0
    for row, other in zip(above.rows, below.rows, strict=False):
        if [cell.text for cell in row] != [cell.text for cell in other]:
            break
        count += 1
    return count if count < len(below.rows) else 0


def _is_rest_of_row(above: Table, row: Sequence[Cell]) -> bool:
    """Whether a row at the head of a page is the rest of the row at the foot of the page before, without figures.

    Words of several cells go on then, each just below the beginning of its own; or there are none.
    """
    words = [cell for cell in row if cell.text]
    places = [_reaching_foot(above, cell) for cell in words]
    return len(words) != 1 and all(
        place is not None and _is_label(cell.text) and _is_label(above.rows[place[0]][place[1]].text)
        for cell, place in zip(words, places, strict=True)
    )


def _is_label(text: str) -> bool:
    return bool(text) and not (_ITEM.match(text) and text[0] != "其") and not _is_figure(text)


def _is_figure(text: str) -> bool:
    return read_quantity(text) is not None or looks_like_quantity(text)


def _going_on(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row that go on in the row below it."""
    foot = min(cell.bottom for cell in row)
    return [cell for cell in row if cell.bottom > foot + _SAME]


def _reaching_foot(table: Table, below: Cell) -> tuple[int, int] | None:
    """Where the cell is that reaches the foot of its page just above a cell."""
    for number in range(len(table.rows) - 1, -1, -1):
        for column, cell in enumerate(table.rows[number]):
            if abs(cell.left - below.left) < _SAME and abs(cell.right - below.right) < _SAME:
                return (number, column) if abs(cell.bottom - table.bottom) < _SAME else None
    return None


# Lines


def _with_whole_lines(parts: Sequence[Part]) -> list[Part]:
    """The parts with lines that go on put together."""
    lines = [part for part in parts if isinstance(part, Line)]
    left, right = min((line.left for line in lines), default=0.0), max((line.right for line in lines), default=0.0)
    whole: list[Part] = []
    full = False
    for part in parts:
        height = part.bottom - part.top
        last = whole[-1] if whole else None
        if isinstance(part, Line) and isinstance(last, Line) and full and part.left < left + height:
            whole[-1] = evolve(part, text=cell_text([last.text, part.text]))
        else:
            whole.append(part)
        full = isinstance(part, Line) and part.right > right - _FULL * height
    return whole
