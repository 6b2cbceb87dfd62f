"""Workbooks as text, XLSX and XLS: the sheets that are not hidden, a line for each row.

In: the bytes of the file. Out: its lines as `text_rows` writes them. A merged cell stands once, where it begins, and
all rows have the columns of the sheet, so that each stays below its header. Cells are as the sheet shows them
(`number_formats`): formulas by the values that were stored with them, nothing of hidden rows and columns. A formula
without a stored value stands as it is written, for a blank would say too much. A blank row is one of a table where
lines are drawn around its cells.

openpyxl reads XLSX, xlrd XLS, the extra ``excel``: both tell merged cells, formats and what is hidden.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from attrs import frozen

from ..diagnostics import diagnostic
from ..elsewhere import report_elsewhere
from ..text_rows import CUT, RAISED, RowCell, RowsOfTable, WrittenLines, cell_text, is_label
from .extract import Extract, NotReadError
from .number_formats import is_date_format, shown

__all__ = ["read_xls", "read_xlsx"]

# So many blank columns may stand between two with text.
_WIDEST_GAP: Final = 64
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")
_NO_EXCEL: Final = "reading Excel files needs openpyxl and xlrd; install them with: pip install 'govinfo-parse[excel]'"


@frozen
class _Sheet:
    """A sheet: the texts of the cells that are not blank, by row and column, and what is merged, ruled and hidden.

    A merged area is its first row and column and its last row and column.
    """

    texts: Mapping[tuple[int, int], str]
    merged: tuple[tuple[int, int, int, int], ...]
    ruled_rows: frozenset[int]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]

    def write(self, lines: WrittenLines) -> None:
        """Adds a line for each row with text or ruled lines, from the first column with text to the last."""
        if not self.texts:
            return
        # The last row of a table may be blank.
        first, last = min(self.texts)[0], max(self.texts)[0] + 1
        ruled = {row for row in self.ruled_rows if first <= row <= last}
        rows = sorted(({row for row, _ in self.texts} | ruled) - self.hidden_rows)
        every = sorted({column for _, column in self.texts})
        columns = [column for column in _with_short_gaps(every) if column not in self.hidden_columns]
        covered = self._covered(frozenset(rows), frozenset(columns))
        table = RowsOfTable()
        for row in rows:
            cells = [covered.get((row, column), self.texts.get((row, column), "")) for column in columns]
            if any(cells) or row in self.ruled_rows:
                lines.add_row(table, list(map(RowCell, cells)))

    def _covered(self, rows: frozenset[int], columns: frozenset[int]) -> dict[tuple[int, int], str]:
        """What stands in the cells of merged areas: the text in the first one that is seen, nothing in the others. A
        figure beside the labels of several rows is none of theirs, and stands in each of them.
        """
        covered: dict[tuple[int, int], str] = {}
        for area in self.merged:
            top, left, bottom, right = area
            text = self.texts.get((top, left), "")
            is_open = bool(text) and not is_label(text) and self._goes_below_label(area)
            for row in sorted(rows.intersection(range(top, bottom + 1))):
                said = text + CUT if is_open else text
                for column in sorted(columns.intersection(range(left, right + 1))):
                    covered[row, column] = said
                    said = ""
                text = text if is_open else ""
        return covered

    def _goes_below_label(self, area: tuple[int, int, int, int]) -> bool:
        """Whether a merged area ends below the label that stands before it in its first row."""
        top, left, bottom, _ = area
        for column in range(left - 1, max(left - _WIDEST_GAP, 0) - 1, -1):
            beside = next((x for x in self.merged if x[0] <= top <= x[2] and x[1] <= column <= x[3]), None)
            first, _, last, _ = beside or (top, column, top, column)
            if is_label(self.texts.get((first, beside[1] if beside else column), "")):
                return bottom > last
        return False


def _with_short_gaps(numbers: Sequence[int]) -> Iterator[int]:
    """The numbers and those between them, but for wide gaps: a cell far off is no part of a table."""
    for above, number in pairwise([numbers[0], *numbers]):
        yield from range(above + 1, number) if number - above <= _WIDEST_GAP else ()
        yield number


def _text_of(sheets: Sequence[_Sheet], pictures: int = 0) -> Extract:
    lines = WrittenLines()
    for sheet in sheets:
        sheet.write(lines)
    return Extract(lines, (), report_elsewhere(pictures, ()))


# XLSX


def read_xlsx(data: bytes) -> Extract:
    """The text of an XLSX file.

    Raises `ImportError` where openpyxl is not installed, and whatever that raises for a file that is damaged.
    """
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise ImportError(_NO_EXCEL) from error
    book = load_workbook(io.BytesIO(data), data_only=True, rich_text=True)
    # What a formula without a stored value says, a second reading tells; few workbooks have formulas at all.
    formulas = load_workbook(io.BytesIO(data)) if _has_formulas(data) else book
    sheets = [_xlsx_sheet(sheet, formulas[sheet.title]) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return _text_of(sheets, sum(len(sheet._images) for sheet in book.worksheets))


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = (archive.read(name) for name in archive.namelist() if "/worksheets/" in name.replace("\\", "/"))
        return any(_FORMULA.search(part) for part in parts)


def _xlsx_sheet(sheet: Any, formulas: Any) -> _Sheet:
    # The cells that the file has: those of the whole area, as `iter_rows` makes them, may be millions.
    cells = sheet._cells.values()
    texts = {(cell.row, cell.column): text for cell in cells if (text := _xlsx_text(cell))}
    for place, cell in formulas._cells.items():
        if cell.data_type == "f" and (place not in sheet._cells or sheet._cells[place].value is None):
            texts[place] = str(getattr(cell.value, "text", cell.value))
    columns = sheet.column_dimensions.values()
    return _Sheet(
        texts,
        tuple((area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges),
        frozenset(cell.row for cell in cells if cell.has_style and _is_ruled(cell.border)),
        frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden),
        frozenset(number for each in columns if each.hidden for number in range(each.min, each.max + 1)),
    )


def _is_ruled(border: Any) -> bool:
    return any(side is not None and side.style for side in (border.left, border.right, border.bottom))


def _xlsx_text(cell: Any) -> str:
    value = cell.value
    if value is None or (cell.font is not None and cell.font.strike):
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (str, list)):
        return _in_one_line("".join(_seen(part) for part in value) if isinstance(value, list) else value)
    return shown(value, cell.number_format)


def _seen(part: Any) -> str:
    """A piece of a text with fonts of its own, without what is struck out."""
    font = getattr(part, "font", None)
    if font is None:
        return str(part)
    if font.strike:
        return ""
    return str(part.text).translate(RAISED) if font.vertAlign in ("superscript", "subscript") else str(part.text)


def _in_one_line(text: str) -> str:
    return cell_text(line.strip() for line in text.replace("\t", " ").splitlines())


# XLS


def read_xls(data: bytes) -> Extract:
    """The text of an XLS file.

    Raises `ImportError` where xlrd is not installed, and whatever that raises for a file that is damaged.
    """
    try:
        import xlrd
    except ImportError as error:
        raise ImportError(_NO_EXCEL) from error
    try:
        # What it has to say of odd files would go to standard output.
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise NotReadError(diagnostic("file-encrypted", kind="an Excel workbook (XLS)")) from error
        raise
    return _text_of([_xls_sheet(book, sheet) for sheet in book.sheets() if not sheet.visibility])


def _xls_sheet(book: Any, sheet: Any) -> _Sheet:
    texts = {
        (row, column): text
        for row in range(sheet.nrows)
        for column in range(sheet.row_len(row))
        if (text := _xls_text(book, sheet.cell(row, column)))
    }
    return _Sheet(
        texts,
        tuple((top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells),
        frozenset(
            row
            for row in range(sheet.nrows)
            for column in range(sheet.row_len(row))
            if _is_ruled_xls(book.xf_list[sheet.cell_xf_index(row, column)].border)
        ),
        frozenset(number for number, row in sheet.rowinfo_map.items() if row.hidden),
        frozenset(number for number, column in sheet.colinfo_map.items() if column.hidden),
    )


def _is_ruled_xls(border: Any) -> bool:
    return any((border.left_line_style, border.right_line_style, border.bottom_line_style))


def _xls_text(book: Any, cell: Any) -> str:
    import xlrd

    style = book.xf_list[cell.xf_index]
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or book.font_list[style.font_index].struck_out:
        return ""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return _in_one_line(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return str(bool(cell.value)).upper()
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERROR!"))
    code = book.format_map[style.format_key].format_str
    if cell.ctype == xlrd.XL_CELL_DATE and is_date_format(code):
        return shown(xlrd.xldate_as_datetime(cell.value, book.datemode), code)
    return shown(cell.value, code)
