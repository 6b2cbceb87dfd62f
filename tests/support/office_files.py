"""Files that office programs write, made of a page: the same paragraphs, the same tables with the same merged cells.

`parts` reads a page as it is written (`tests.writers.render`); the others write the file's bytes.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from attrs import frozen
from lxml import html

Row = Sequence["Box"]
# A picture of one white point.
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==")


@frozen
class Box:
    """A cell of a table: its text, with line breaks, and what it spans."""

    text: str
    columns: int = 1
    rows: int = 1


def parts(page: str) -> list[str | list[Row]]:
    """The paragraphs of a page and its tables, from top to bottom."""
    found: list[str | list[Row]] = []
    for element in html.fromstring(page).iter("h1", "p", "div", "table"):
        if element.tag == "table":
            if element.find(".//table") is None:
                found.append([_row(row) for row in element.iter("tr")])
        elif _is_paragraph(element):
            found.append(" ".join(element.text_content().split()))
    return found


def _is_paragraph(element: Any) -> bool:
    """Whether it has neither blocks in it nor a place in a cell of a table that is no layout."""
    inside = next(element.iterdescendants("p", "div", "table"), None)
    return inside is None and all(table.find(".//table") is not None for table in element.iterancestors("table"))


def _row(row: Any) -> Row:
    return [Box(_text(cell), int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))) for cell in row]


def _text(cell: Any) -> str:
    for end in cell.iter("br", "p", "div"):
        end.tail = "\n" + (end.tail or "")
    return "\n".join(line.strip() for line in cell.text_content().splitlines() if line.strip())


def placed(rows: Sequence[Row]) -> Iterator[tuple[int, int, Box]]:
    """Each cell with the row and the column that it begins in."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for box in row:
            while (number, column) in taken:
                column += 1
            yield number, column, box
            taken.update((number + down, column + right) for down in range(box.rows) for right in range(box.columns))


def width(rows: Sequence[Row]) -> int:
    return max(column + box.columns for _, column, box in placed(rows))


def docx(page: str) -> bytes:
    """A Word document."""
    import docx as library

    document = library.Document()
    for part in parts(page):
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        grid = document.add_table(len(part), width(part))._cells  # looking up each cell takes long
        for row, column, box in placed(part):
            cell = grid[row * width(part) + column]
            if box.rows * box.columns > 1:
                cell = cell.merge(grid[(row + box.rows - 1) * width(part) + column + box.columns - 1])
            cell.text = box.text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def docx_with_picture(text: str) -> bytes:
    """A Word document with a line of text and a picture."""
    import docx as library

    document = library.Document()
    document.add_paragraph(text)
    document.add_picture(io.BytesIO(PNG))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def xlsx(page: str, numbers: bool = True) -> bytes:
    """An Excel workbook with all on one sheet, figures as numbers."""
    from openpyxl import Workbook
    from openpyxl.styles import Border, Side

    line = Side(style="thin")
    lines = Border(line, line, line, line)
    book = Workbook()
    sheet = book.active
    at = 1
    for part in parts(page):
        rows = [[Box(part)]] if isinstance(part, str) else part
        for row, column, box in placed(rows):
            cell = sheet.cell(at + row, 1 + column, _value(box.text) if numbers else box.text)
            if rows is part:
                cell.border = lines
            if box.rows * box.columns > 1:
                last = (at + row + box.rows - 1, column + box.columns)
                sheet.merge_cells(None, at + row, 1 + column, *last)
        at += len(rows)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xls(page: str, numbers: bool = True) -> bytes:
    """The same in the older format."""
    import xlwt

    lines = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin")
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    at = 0
    for part in parts(page):
        rows = [[Box(part)]] if isinstance(part, str) else part
        for row, column, box in placed(rows):
            value = _value(box.text) if numbers else box.text
            last = (at + row + box.rows - 1, column + box.columns - 1)
            style = lines if rows is part else xlwt.XFStyle()
            sheet.write_merge(at + row, last[0], column, last[1], value, style)
        at += len(rows)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def pdf(page: str) -> bytes:
    """A PDF document with ruled tables, on long pages: reportlab breaks no merged cell."""
    from reportlab.lib import colors
    from reportlab.platypus import Paragraph, Table

    style = print_style()
    story: list[Any] = []
    for part in parts(page):
        if isinstance(part, str):
            story.append(Paragraph(_escaped(part), style))
            continue
        grid: list[list[Any]] = [[""] * width(part) for _ in part]
        commands: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        for row, column, box in placed(part):
            grid[row][column] = Paragraph(_escaped(box.text), style)
            commands.append(("SPAN", (column, row), (column + box.columns - 1, row + box.rows - 1)))
        sizes = [max(500 / width(part), 24)] * width(part)
        story.append(Table(grid, sizes, style=commands))
    return pdf_of(story, pagesize=(595, 1400))


def pdf_of(story: list[Any], **options: Any) -> bytes:
    """A PDF document with these parts, and the number of each page at its foot; `options` are those of the document."""
    from reportlab.platypus import SimpleDocTemplate

    def number(canvas: Any, document: Any) -> None:
        canvas.drawCentredString(300, 30, f"- {document.page} -")

    file = io.BytesIO()
    SimpleDocTemplate(file, leftMargin=40, rightMargin=40, **options).build(story, number, number)
    return file.getvalue()


def print_style() -> Any:
    """A paragraph of small type in a font that every reader of PDF has."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return ParagraphStyle("text", fontName="STSong-Light", fontSize=8, leading=10, wordWrap="CJK")


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br/>")


def csv(page: str, separator: str = ",") -> str:
    """Separated values as a spreadsheet program saves them: every row as wide as the sheet, and nothing of merges."""
    import csv as library

    every = [[[Box(part)]] if isinstance(part, str) else part for part in parts(page)]
    columns = max(width(rows) for rows in every)
    file = io.StringIO(newline="")
    writer = library.writer(file, delimiter=separator)
    for rows in every:
        grid = [[""] * columns for _ in rows]
        for row, column, box in placed(rows):
            grid[row][column] = box.text
        writer.writerows(grid)
    return file.getvalue()


def _value(text: str) -> str | int | float:
    """What a spreadsheet program takes a typed text for."""
    if not re.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", text):
        return text
    return float(text) if "." in text else int(text)
