"""Writes a document in a dialect, with the place of every figure: the inverse of the parser.

The dialects are those that extractors leave behind:

- ``bar line``: each cell's text on a line, then a bar alone on a line; rows do not end.
- ``cell bar``: each cell on a line that ends in a bar; each row but the last is filled up to full width with bars.
- ``paragraph``: each cell a paragraph; a cell of one Chinese character is dropped, a blank cell leaves a line break.
- ``lines``: each cell on a line; a blank cell leaves nothing.
- ``grid rows``: a row a line between outer bars, with an empty cell wherever a merged cell goes on; ``markdown`` has a
  ruler below the first row as well.
- ``padded rows``: a row a line, a bar after each cell, each row but the last filled up to the table's width with bars.
- ``bare rows``: a row a line, bars between the cells only; ``tabs``: the same with tabs. Merged cells stand once.

`write` refuses what a dialect cannot say, such as a blank value cell in ``lines``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from attrs import frozen

from .document import Cell, Document, Figure, Heading, Prose, layout


@frozen
class Placed:
    """A figure at its place: `start` and `end` of its raw text; `within` is where a blank cell may stand."""

    figure: Figure
    label: str
    start: int
    end: int
    within: tuple[int, int]


@frozen
class Written:
    """A document's text and the places of its figures in reading order; `lost` are blank cells that left no trace."""

    document: Document
    text: str
    figures: tuple[Placed, ...]
    lost: tuple[str, ...]

    def expected(self) -> dict[str, Any]:
        """What a parser has to find, as JSON data (`tests/cases/README.md`)."""
        document = self.document
        return {
            "edition": document.edition,
            "indicators": {x.figure.key: _indicator(x) for x in self.figures if x.figure.key is not None},
            "optional": list(self.lost),
            "extras": [
                {"label": x.label, "raw": x.figure.value.raw, "value": _number(x), "span": [x.start, x.end]}
                for x in self.figures
                if x.figure.key is None
            ],
            "checks": dict(document.checks),
        }


def _indicator(placed: Placed) -> dict[str, Any]:
    figure = placed.figure
    result: dict[str, Any] = {
        "value": _number(placed),
        "unit": figure.value.unit or figure.unit,
        "status": figure.value.status,
        "raw": figure.value.raw,
    }
    if figure.value.raw:
        return {**result, "span": [placed.start, placed.end]}
    return {**result, "within": list(placed.within)}


def _number(placed: Placed) -> float | str | None:
    """A decimal as JSON has it: a number where a float writes it exactly, else a string."""
    value = placed.figure.value.value
    if not isinstance(value, Decimal):
        return value
    return float(value) if Decimal(repr(float(value))) == value else str(value)


def write(document: Document) -> Written:
    """The document's text in its dialect, and where its figures stand."""
    sheet = _Sheet(document)
    end = "\n\n" if document.dialect == "paragraph" else "\n"
    for part in document.parts:
        if isinstance(part, (Prose, Heading)):
            sheet.mark(part.text)
            sheet.put(end)
        else:
            _WRITERS[document.dialect](sheet, layout(part), part.width)
    return sheet.written()


class _Sheet:
    """Text under way, with a mark for everything on it that is not a separator."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.pieces = ["\ufeff"] if document.bom else []
        self.length = len(self.pieces)
        self.marks: list[tuple[Cell | None, int, int]] = []
        self.lost: list[str] = []

    def put(self, text: str) -> None:
        text = text.replace("\n", self.document.newline)
        self.pieces.append(text)
        self.length += len(text)

    def mark(self, text: str, cell: Cell | None = None) -> None:
        start = self.length
        self.put(text)
        self.marks.append((cell, start, self.length))

    def cell(self, cell: Cell, joint: str = " ") -> bool:
        """Writes the cell's text and says whether there was any."""
        if cell.figure is None:
            text = joint.join(cell.lines)
            if text:
                self.mark(text)
            return bool(text)
        value = cell.figure.value
        self.put(value.before)
        self.mark(value.raw, cell)
        self.put(value.after)
        return bool(value.raw or value.before or value.after)

    def written(self) -> Written:
        text = "".join(self.pieces)
        placed = []
        for number, (cell, start, end) in enumerate(self.marks):
            if cell is None or cell.figure is None:
                continue
            assert text[start:end] == cell.figure.value.raw
            low = next((mark[2] for mark in reversed(self.marks[:number]) if mark[1] < mark[2]), 0)
            high = next((mark[1] for mark in self.marks[number + 1 :] if mark[1] < mark[2]), len(text))
            placed.append(Placed(cell.figure, cell.label, start, end, (low, high)))
        return Written(self.document, text, tuple(placed), tuple(self.lost))


def _bar_line(sheet: _Sheet, rows: list[list[Cell]], _width: int) -> None:
    for cell in (cell for row in rows for cell in row):
        sheet.put("\n|\n" if sheet.cell(cell, "\n") else "|\n")


def _cell_bar(sheet: _Sheet, rows: list[list[Cell]], width: int) -> None:
    for number, row in enumerate(rows):
        for cell in row:
            sheet.put(" |\n" if sheet.cell(cell) else "|\n")
        if len(row) < width and number < len(rows) - 1:
            sheet.put("|" * (width - len(row)) + "\n")


def _paragraph(sheet: _Sheet, rows: list[list[Cell]], _width: int) -> None:
    for cell in (cell for row in rows for cell in row):
        text = cell.figure.value.raw if cell.figure else "".join(cell.lines)
        if len(text.strip()) == 1 and "一" <= text.strip() <= "鿿":
            assert cell.figure is None, f"{text} would be dropped"
        else:
            sheet.put("\n\n" if sheet.cell(cell, "\n\n") else "\n")


def _lines(sheet: _Sheet, rows: list[list[Cell]], _width: int) -> None:
    for cell in (cell for row in rows for cell in row):
        if cell.figure is not None and not cell.figure.value.raw:
            assert cell.figure.heading, "a blank value cell leaves no trace"
            sheet.lost.append(str(cell.figure.key))
        elif sheet.cell(cell, "\n"):
            sheet.put("\n")


def _padded_rows(sheet: _Sheet, rows: list[list[Cell]], width: int) -> None:
    for number, row in enumerate(rows):
        for position, cell in enumerate(row):
            sheet.put(" " if position else "")
            sheet.cell(cell)
            sheet.put(" |")
        pads = width - len(row)
        sheet.put(" " + "|" * pads + "\n" if pads and number < len(rows) - 1 else "\n")


def _separated(separator: str) -> Callable[[_Sheet, list[list[Cell]], int], None]:
    def rows_of_cells(sheet: _Sheet, rows: list[list[Cell]], _width: int) -> None:
        for row in rows:
            for number, cell in enumerate(row):
                sheet.put(separator if number else "")
                sheet.cell(cell)
            sheet.put("\n")

    return rows_of_cells


def _grid_rows(sheet: _Sheet, rows: list[list[Cell]], width: int, ruler: bool = False) -> None:
    for number, row in enumerate(_filled(rows, width)):
        sheet.put("|")
        for cell in row:
            sheet.put(" ")
            sheet.cell(cell)
            sheet.put(" |")
        sheet.put("\n")
        if ruler and not number:
            sheet.put("|" + " --- |" * width + "\n")


def _filled(rows: list[list[Cell]], width: int) -> Iterator[list[Cell]]:
    """The rows on the grid: an empty cell stands wherever a merged cell goes on."""
    below = [0] * width  # for each column, how many rows more the merged cell above takes up
    for row in rows:
        line: list[Cell] = []
        cells = iter(row)
        while len(line) < width:
            if below[len(line)]:
                below[len(line)] -= 1
                line.append(Cell())
                continue
            cell = next(cells)
            for column in range(len(line), len(line) + cell.columns):
                below[column] = cell.rows - 1
            line.extend([cell] + [Cell()] * (cell.columns - 1))
        yield line


_WRITERS: dict[str, Callable[[_Sheet, list[list[Cell]], int], None]] = {
    "bar line": _bar_line,
    "cell bar": _cell_bar,
    "paragraph": _paragraph,
    "lines": _lines,
    "grid rows": _grid_rows,
    "markdown": lambda sheet, rows, width: _grid_rows(sheet, rows, width, ruler=True),
    "padded rows": _padded_rows,
    "bare rows": _separated(" | "),
    "tabs": _separated("\t"),
}
