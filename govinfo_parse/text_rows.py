"""How pages and files are written as text: a line for each row of a table with bars between its cells.

In: the cells of a row as they stand in a page or a file, merged cells once, where they begin; the lines of a cell. Out:
the line that `parse` reads. One way of writing for all sources, so that a table is read alike whatever it came from.

What a line does not say, which columns of the table its cells stand in, `WrittenLines` keeps beside the lines.

A figure in a cell that goes on beside the labels of other rows is none of theirs: it stands in each of them with `…`
behind it, as a figure does that a print cuts, and is unreadable there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from .markup import MarkedCell, MarkedTable
from .quantity import read_quantity, unit_in

__all__ = ["CUT", "OBJECT", "RAISED", "RowCell", "RowsOfTable", "WrittenLines", "cell_text", "is_label", "row_line"]

# Behind what is seen of a figure that is not certain to be all of it, or to be of this cell.
CUT: Final = "…"
# What stands in a cell for a picture and the like, so that the cell is not blank.
OBJECT: Final = "\ufffc"

# Marks of notes and powers are no digits of the figure before them.
RAISED: Final = {ord(digit): raised for digit, raised in zip("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾", strict=True)}


def cell_text(lines: Iterable[str]) -> str:
    """The text of a cell in one line: words that markup breaks are put together, figures are kept apart.

    >>> cell_text(["商业", "企业"]), cell_text(["1", "8"])
    ('商业企业', '1 8')
    """
    text = ""
    for line in lines:
        joint = " " if text and line and not (_is_wide(text[-1]) or _is_wide(line[0])) else ""
        text += joint + line
    return text.replace("|", "｜").strip()


def row_line(cells: Sequence[str]) -> str:
    """The line of a row; a cell that is alone in its row is a line of text, and may be empty, as one with a picture is.

    >>> row_line(["规章", "", "12"]), row_line(["第二十条第（一）项"])
    ('| 规章 |  | 12 |', '第二十条第（一）项')
    """
    return f"| {' | '.join(cells)} |" if len(cells) > 1 else "".join(cell for cell in cells if cell != OBJECT)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


class RowCell(NamedTuple):
    """A cell where it begins: its text, and how many columns and rows of the table it covers."""

    text: str
    columns: int = 1
    rows: int = 1


class RowsOfTable:
    """The rows of one table, given from top to bottom.

    >>> rows = RowsOfTable()
    >>> [cell.text for cell in rows.written([RowCell("行政许可"), RowCell("18", rows=2)])]
    ['行政许可', '18…']
    >>> [cell.text for cell in rows.written([RowCell("行政处罚")])]
    ['行政处罚', '18…']
    """

    def __init__(self) -> None:
        # By column, the cells that go on below: what they say there, None for nothing, and for how many rows yet.
        self._below: dict[int, tuple[str | None, RowCell]] = {}

    def written(self, cells: Sequence[RowCell], column: int = 0) -> Sequence[RowCell]:
        """The cells of the next row, which begins in this column, as they are to be written."""
        if not self._below and all(cell.rows == 1 for cell in cells):
            return cells
        above, self._below = self._below, {}
        found: list[RowCell] = []
        label_rows = 0  # how many rows the label has that stands before a cell
        for cell in (*cells, None):
            while column in above or (cell is None and above):
                column = column if column in above else min(above)
                said, going_on = above.pop(column)
                if said is not None:
                    found.append(RowCell(said, going_on.columns))
                elif is_label(going_on.text):
                    label_rows = going_on.rows
                column = self._pass(column, said, going_on)
            if cell is not None:
                if is_label(cell.text):
                    label_rows = cell.rows
                is_open = cell.rows > label_rows > 0 and not unit_in(cell.text)
                said = cell.text and cell.text + CUT if is_open else None
                found.append(cell if said is None else RowCell(said, cell.columns))
                column = self._pass(column, said, cell)
        return found

    def _pass(self, column: int, said: str | None, cell: RowCell) -> int:
        """The column behind a cell, of which it is kept whether it goes on below."""
        if cell.rows > 1:
            self._below[column] = said, cell._replace(rows=cell.rows - 1)
        return column + cell.columns


def is_label(text: str) -> bool:
    """Whether a cell's text is neither a figure nor a unit.

    >>> is_label("行政许可"), is_label("18"), is_label("件"), is_label("")
    (True, False, False, False)
    """
    return bool(text) and read_quantity(text) is None and not unit_in(text)


class WrittenLines:
    """The lines of a page or a file, and where the cells of its tables stand in them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        # By table, the number of each row's line, None for a row without one, and its cells.
        self._rows: dict[RowsOfTable, list[tuple[int | None, Sequence[RowCell]]]] = {}

    def add(self, line: str) -> None:
        """Adds a line that is no row."""
        self.lines.append(line)

    def add_row(self, table: RowsOfTable, cells: Sequence[RowCell], column: int = 0) -> None:
        """Adds the next row of a table, which begins in this column."""
        cells = table.written(cells, column)
        line = row_line([cell.text for cell in cells])
        self._rows.setdefault(table, []).append((len(self.lines) if line else None, cells))
        if line:
            self.lines.append(line)

    @property
    def text(self) -> str:
        """The text of the lines."""
        return "\n".join(self.lines)

    def tables(self) -> list[MarkedTable]:
        """The tables whose rows are all as wide, so that what the cells span is to be believed, and where their cells
        stand in the text; a table in parts where other lines stand between its rows.
        """
        starts = [0, *accumulate(len(line) + 1 for line in self.lines)]
        parts = (part for rows in self._rows.values() for part in _parts(rows))
        found = (_placed(part, starts) for part in parts)
        return sorted(table for table in found if any(len(row) > 1 for row in table.rows) and _is_even(table))


_Rows = Sequence[tuple[int | None, Sequence[RowCell]]]


def _parts(rows: _Rows) -> Iterator[_Rows]:
    """The rows of a table whose lines follow each other."""
    first, below = 0, None
    for number, (line, _) in enumerate(rows):
        if line is not None:
            if below is not None and line != below:
                yield rows[first:number]
                first = number
            below = line + 1
    yield rows[first:]


def _is_even(table: MarkedTable) -> bool:
    """Whether the cells of a table fill its rows, all to the same width, and none stands over another."""
    below: list[int] = []  # for how many rows the cells of each column go on
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while column < len(below) and below[column]:
                column += 1
            if number == 0:
                below += [0] * cell.columns
            if any(below[column : column + cell.columns]) or column + cell.columns > len(below):
                return False
            below[column : column + cell.columns] = [cell.rows] * cell.columns
            column += cell.columns
        if not all(below):
            return False
        below = [rows - 1 for rows in below]
    return True


def _placed(rows: _Rows, starts: Sequence[int]) -> MarkedTable:
    placed = []
    for number, (line, cells) in enumerate(rows):
        if line is None:
            continue
        at = starts[line] + (len("| ") if len(cells) > 1 else 0)
        row = []
        for cell in cells:
            height = sum(each is not None for each, _ in rows[number : number + cell.rows])
            row.append(MarkedCell(at, at + len(cell.text), height, cell.columns))
            at += len(cell.text) + len(" | ")
        placed.append(tuple(row))
    lines = [line for line, _ in rows if line is not None]
    return MarkedTable(starts[lines[0]], starts[lines[-1] + 1] - 1, tuple(placed)) if lines else MarkedTable(0, 0, ())
