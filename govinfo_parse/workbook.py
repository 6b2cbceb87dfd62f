"""Reports as an XLSX workbook: the official tables as the form prints them, and a sheet of what does not add up.

In: reports. Out: a file with a sheet for each report and one more, 核对, with the rules that fail and the figures that
have no cell. Figures are numbers in their cells, and every other cell says what it said in the source, as in
`writing.py`. A number that a spreadsheet cannot hold exactly, or whose cell names another unit than its header, is left
as text.

The tables of a report stand below each other on one grid: each column of figures takes one column of the sheet, and
the labels share what is left. Needs openpyxl, the extra ``xlsx``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from os import PathLike, fspath
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from attrs import frozen

from .layout import LayoutBlock, LayoutCell, filled
from .quantity import ABSENT_MARK
from .report import Report, checked_reports, place_of
from .terms import digits
from .units import is_money, quantity_of
from .writing import cell_text, notes, report_title, shown_tables

if TYPE_CHECKING:
    from .forms import FormTable

__all__ = ["write_xlsx"]

_NO_XLSX: Final = "writing XLSX files needs openpyxl; install it with: pip install 'govinfo-parse[xlsx]'"
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# So many digits of a number a spreadsheet keeps.
_DIGITS: Final = 15

# How wide the columns of a sheet are, in digits; on one with few columns, how wide they are and together should be.
_WIDTH: Final = 8.0
_WIDE: Final = 12.0
_FEW: Final = 8
_TOGETHER: Final = 110.0
# The height of a line and what is around it, in points.
_LINE: Final = 14.0
_MARGIN: Final = 6.0

_FONT: Final = "宋体"
_HEAD: Final = "F2F2F2"
_WRONG: Final = "F8CBAD"
_PALE: Final = "808080"

_FINDINGS: Final = "核对"
_FINDINGS_HEAD: Final = ("报告", "类别", "位置", "内容", "说明")
_FINDINGS_WIDTHS: Final = (22, 14, 36, 46, 46)
# What the name of a sheet cannot have, and how long it may be.
_NOT_IN_NAMES: Final = re.compile(r"[\\/*?:\[\]]|^'|'$")
_LONGEST_NAME: Final = 31
_LONGEST_TEXT: Final = 32767


def write_xlsx(reports: Iterable[Report], path: str | PathLike[str] | IO[bytes]) -> None:
    r"""Writes reports to a workbook: a sheet for each in the official layout, and the sheet 核对 (docs/tables.md).

    `path` is a file's name, or a file that is open for bytes. The cells of a hard rule that fails are coloured; 核对
    says of every rule that fails what does not hold and what may have happened, and lists the figures whose cell the
    text no longer tells (`Report.unplaced`) and those of no cell of the form (`Report.extras`).

    >>> from io import BytesIO
    >>> from govinfo_parse import parse
    >>> file = BytesIO()
    >>> write_xlsx([parse("信息内容 | 本年处理决定数量\n行政处罚 | 18\n以上。")], file)
    >>> file.getvalue()[:2]
    b'PK'

    Raises `TypeError` for anything but reports, `ValueError` for none, `OSError` where the file cannot be written, and
    `ImportError`, which names the extra, where openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise ImportError(_NO_XLSX) from error
    known = list(checked_reports(reports, "a workbook"))
    if not known:
        raise ValueError("a workbook without a report; give it one at least")
    book = Workbook()
    book.remove(book.active)
    names = _sheet_names(known)
    for name, report in zip(names, known, strict=True):
        _Sheet(book.create_sheet(name), report).write()
    _write_findings(book.create_sheet(_FINDINGS), names, known)
    book.save(path if hasattr(path, "write") else fspath(path))


def _sheet_names(reports: Sequence[Report]) -> list[str]:
    """A name for each sheet: body and year, or that of the source."""
    names: list[str] = []
    taken = {_FINDINGS}
    for report in reports:
        about = report.metadata
        name = f"{about.agency or ''}{about.year or ''}" or Path(report.source or "").stem
        name = _NOT_IN_NAMES.sub("", _clean(name))[:_LONGEST_NAME].strip() or "报告"
        number = 1
        own = name
        while own.casefold() in taken:
            number += 1
            own = f"{name[: _LONGEST_NAME - 5]} ({number})"
        taken.add(own.casefold())
        names.append(own)
    return names


def _text(sheet: Any, row: int, column: int, text: str) -> Any:
    """A cell with a text, which is none of a formula whatever it begins with."""
    cell = sheet.cell(row, column, _clean(text))
    cell.data_type = "s"
    return cell


def _clean(text: str) -> str:
    """The text without what XML has no character for, and no longer than a cell may be."""
    return _NO_XML.sub("", text)[:_LONGEST_TEXT]


# --- the tables -----------------------------------------------------------------------------------------------------


@frozen
class _Place:
    """What a cell covers on the sheet: its first and last row and column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


class _Sheet:
    """Writes the tables of a report to a sheet, from top to bottom."""

    def __init__(self, sheet: Any, report: Report) -> None:
        self.sheet = sheet
        self.report = report
        self.tables = list(shown_tables(report, merged=True))
        rows = (line for _, blocks in self.tables for block in blocks for line in filled(block.rows))
        self.width = max(map(len, rows), default=1)
        self.wrong = {key for check in report.checks.failed.hard for key in check.keys}
        self.widths = _widths(self.tables, self.width)
        self.row = 0

    def write(self) -> None:
        """The title, the tables and the note below them."""
        for title in report_title(self.report):
            self._line(title, size=16, bold=True, height=2 * _LINE)
        for table, blocks in self.tables:
            self.row += 1
            self._line(table.title, size=12, bold=True, height=_LINE + _MARGIN)
            for block in blocks:
                self._block(table, block)
        for note in notes(self.report):
            self._line(note, size=9, bold=False, height=_LINE)
        for column, width in enumerate(self.widths, 1):
            self.sheet.column_dimensions[_letter(column)].width = width
        _set_up(self.sheet, landscape=False)

    def _line(self, text: str, *, size: int, bold: bool, height: float) -> None:
        """A line of text across the sheet."""
        from openpyxl.styles import Alignment, Font

        self.row += 1
        cell = _text(self.sheet, self.row, 1, text)
        cell.font = Font(name=_FONT, size=size, bold=bold)
        cell.alignment = Alignment(horizontal="center" if bold else "left", vertical="center", wrap_text=True)
        self.sheet.merge_cells(start_row=self.row, start_column=1, end_row=self.row, end_column=self.width)
        self.sheet.row_dimensions[self.row].height = height * _lines(text, sum(self.widths) * 10 / size)

    def _block(self, table: FormTable, block: LayoutBlock) -> None:
        edges = _edges(block, self.width)
        first = self.row + 1
        heights = [_LINE + _MARGIN] * len(block.rows)
        tall: list[tuple[_Place, float]] = []
        for number, line in enumerate(filled(block.rows)):
            for column, cell in enumerate(line):
                if cell is None:
                    continue
                right = self.width if cell.role == "title" else edges[column + cell.columns] - 1
                place = _Place(first + number, edges[column], first + number + cell.rows - 1, right)
                text = self._cell(cell, place, table, block)
                height = _lines(text, sum(self.widths[place.left - 1 : place.right])) * _LINE + _MARGIN
                if cell.rows == 1:
                    heights[number] = max(heights[number], height)
                else:
                    tall.append((place, height))
        for place, height in tall:
            own = slice(place.top - first, place.bottom - first + 1)
            heights[own.stop - 1] += max(0.0, height - sum(heights[own]))
        for number, height in enumerate(heights):
            self.sheet.row_dimensions[first + number].height = height
        self.row += len(block.rows)

    def _cell(self, cell: LayoutCell, place: _Place, table: FormTable, block: LayoutBlock) -> str:
        """Writes a cell of a table, and gives the text that stands in it."""
        text = cell_text(cell, block.block, table, self.report)
        number = _number(cell.key, self.report) if cell.key else None
        if number is None:
            _text(self.sheet, place.top, place.left, text)
        else:
            written = self.sheet.cell(place.top, place.left, number)
            text = digits(number)
            decimals = text.partition(".")[2]
            written.number_format = f"0.{'0' * len(decimals)}" if decimals else "0"
        self._style(cell, place, text)
        if (place.top, place.left) != (place.bottom, place.right):
            self.sheet.merge_cells(None, place.top, place.left, place.bottom, place.right)
        return text

    def _style(self, cell: LayoutCell, place: _Place, text: str) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        line = Side(style="thin")
        figure = cell.role == "figure"
        alignment = Alignment(
            horizontal="left" if cell.role == "label" and cell.row is not None else "center",
            vertical="center",
            wrap_text=not figure,
            shrink_to_fit=figure,
        )
        head = cell.role in ("title", "corner", "header", "letter")
        colour = _WRONG if cell.key in self.wrong else _HEAD if head else None
        for row in self.sheet.iter_rows(place.top, place.bottom, place.left, place.right):
            for each in row:
                each.border = Border(left=line, right=line, top=line, bottom=line)
                each.alignment = alignment
                each.font = Font(name=_FONT, size=10, bold=head, color=_PALE if text == ABSENT_MARK else None)
                if colour:
                    each.fill = PatternFill("solid", colour)


def _number(key: str, report: Report) -> int | Decimal | None:
    """The number that stands in a cell of figures; None where its text says it better than a bare number would."""
    indicator = report.indicators.get(key)
    if indicator is None or indicator.value is None or sum(map(str.isdigit, digits(indicator.value))) > _DIGITS:
        return None
    spec = place_of(key, report.forms)[1]
    own = quantity_of(spec, indicator.raw).unit if indicator.raw else None
    return indicator.value if own is None or (own == spec.unit and not is_money(spec)) else None


def _edges(block: LayoutBlock, width: int) -> list[int]:
    """Where on the sheet each column of a block begins, counted from 1, and behind the last of them where it ends.

    Columns of figures take one each, as the others beside the labels do; outer labels are narrower than the innermost.
    """
    labels, others = _label_columns(block), _other_columns(block)
    if not labels:
        shares = [width // others + (number >= others - width % others) for number in range(others)]
    else:
        outer = max(1, (width - others) // (labels + 1))
        shares = [*[outer] * (labels - 1), width - others - outer * (labels - 1), *[1] * others]
    edges = [1]
    for share in shares:
        edges.append(edges[-1] + share)
    return edges


def _label_columns(block: LayoutBlock) -> int:
    return next((cell.columns for row in block.head for cell in row if cell.role == "corner"), 0)


def _other_columns(block: LayoutBlock) -> int:
    return max(len(line) for line in filled(block.body)) - _label_columns(block)


def _widths(tables: Iterable[tuple[FormTable, Iterable[LayoutBlock]]], columns: int) -> list[float]:
    """The widths of the columns; where there are few, one of labels in all blocks gets what is left.

    In the block with most columns beside its labels, it is the innermost of them.
    """
    widths = [_WIDTH if columns > _FEW else _WIDE] * columns
    ends = [columns - _other_columns(block) for _, blocks in tables for block in blocks if _label_columns(block)]
    if ends:
        widths[min(ends) - 1] += max(0.0, (_TOGETHER - sum(widths)) / 2)
    return widths


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a cell of a width in digits; a Chinese character is as wide as two."""
    room = max(1.0, width - 1)
    return sum(max(1, -int(-sum(1 if char < "\u2000" else 2 for char in line) // room)) for line in text.split("\n"))


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    letter: str = get_column_letter(column)
    return letter


def _set_up(sheet: Any, *, landscape: bool) -> None:
    """How the sheet is printed: on A4, as wide as the page, with the numbers of the pages."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE if landscape else sheet.ORIENTATION_PORTRAIT
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "&P / &N"
    sheet.sheet_view.showGridLines = False


# --- what does not add up -------------------------------------------------------------------------------------------


def _write_findings(sheet: Any, names: Sequence[str], reports: Sequence[Report]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    rows = [_FINDINGS_HEAD, *((name, *row) for name, own in zip(names, reports, strict=True) for row in _findings(own))]
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = _text(sheet, number, column, text)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.font = Font(name=_FONT, size=10, bold=number == 1)
            if number == 1:
                cell.fill = PatternFill("solid", _HEAD)
        lines = max(_lines(text, width) for text, width in zip(row, _FINDINGS_WIDTHS, strict=True))
        sheet.row_dimensions[number].height = lines * _LINE + _MARGIN
    for column, width in enumerate(_FINDINGS_WIDTHS, 1):
        sheet.column_dimensions[_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    _set_up(sheet, landscape=True)


def _findings(report: Report) -> Iterator[tuple[str, str, str, str]]:
    """What is to be looked at in a report: kind, place, what it is, and what may have happened."""
    checks = report.checks
    counts = (len(checks.passed), len(checks.failed), len(checks.unknown))
    yield "勾稽关系", "", "成立{}条，不成立{}条，无法判断{}条".format(*counts), ""
    for check in checks.failed:
        kind = "不成立（硬性）" if check.severity == "hard" else "不成立（一般）"
        place = "；".join(dict.fromkeys(term.label for term in check.left_terms))
        yield kind, place, check.describe("zh"), check.hint.describe("zh") if check.hint else ""
    for figure in report.unplaced:
        labels = (place_of(key, report.forms)[1].label for key in figure.candidates)
        yield "位置不明的数字", "\n".join(labels), figure.raw, "原文不再显示其所在单元格，可能属于左列各格之一"
    for extra in report.extras:
        yield "表外数字", " > ".join(extra.labels), extra.raw, "格式中没有这一行或列"
