"""Reports out of workbooks: cells as the sheet shows them, in XLSX and in XLS."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import openpyxl
import pytest
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from govinfo_parse import Report, parse_file

from .support import office_files
from .support.reading import figures_of, misplaced
from .writers.pages import page

LICENSING = "disclosure.licensing.decisions"
HEADER = ("信息内容", "本年处理决定数量")


def read(tmp_path: Path, data: bytes) -> Report:
    path = tmp_path / "report"
    path.write_bytes(data)
    return parse_file(path)


def lines(tmp_path: Path, book: Any) -> list[str]:
    file = io.BytesIO()
    book.save(file)
    text = read(tmp_path, file.getvalue()).text
    assert text is not None
    return text.splitlines()


def workbook(rows: Sequence[Sequence[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def old_workbook(rows: Sequence[Sequence[object]]) -> xlwt.Workbook:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    return book


@pytest.mark.parametrize("write", [office_files.xlsx, office_files.xls], ids=["xlsx", "xls"])
@pytest.mark.parametrize("seed", range(1000, 1009))
def test_every_cell_of_a_report_is_read(seed: int, write: Callable[[str], bytes], tmp_path: Path) -> None:
    source = page(seed)
    report = read(tmp_path, write(source.html))
    assert figures_of(report) == source.figures
    assert not misplaced(report)


@pytest.mark.parametrize("make", [workbook, old_workbook])
def test_a_number_is_a_figure(make: Callable[[Any], Any], tmp_path: Path) -> None:
    assert lines(tmp_path, make([HEADER, ("行政许可", 18.0)])) == [
        "| 信息内容 | 本年处理决定数量 |",
        "| 行政许可 | 18 |",
    ]


def test_numbers_stand_as_the_sheet_shows_them(tmp_path: Path) -> None:
    book = workbook([(5203.47, 0.125, 0)])
    for column, code in enumerate(("#,##0.0", "0.0%", '0;-0;"-"'), 1):
        book.active.cell(1, column).number_format = code
    assert lines(tmp_path, book) == ["| 5,203.5 | 12.5% | - |"]
    old = xlwt.Workbook()
    sheet = old.add_sheet("Sheet1")
    for column, (value, code) in enumerate(((5203.47, "#,##0.00"), (0.125, "0.00%"), (44570, "yyyy/m/d"))):
        sheet.write(0, column, value, xlwt.easyxf(num_format_str=code))
    assert lines(tmp_path, old) == ["| 5,203.47 | 12.50% | 2022/1/9 |"]


def test_all_rows_have_the_columns_of_the_sheet(tmp_path: Path) -> None:
    book = workbook([("第二十条", None, None), (), ("规章", 1, 2)])
    book.active.merge_cells("A1:C1")
    assert lines(tmp_path, book) == ["| 第二十条 |  |  |", "| 规章 | 1 | 2 |"]


def test_a_blank_row_with_lines_is_a_row_of_a_table(tmp_path: Path) -> None:
    thin = openpyxl.styles.Side(style="thin")
    book = workbook([("结果维持", "总计")])
    for column in (1, 2):
        book.active.cell(2, column).border = openpyxl.styles.Border(thin, thin, thin, thin)
    assert lines(tmp_path, book) == ["| 结果维持 | 总计 |", "|  |  |"]


def test_what_is_hidden_is_left_out(tmp_path: Path) -> None:
    book = workbook([("a", "b", "c"), ("d", "e", "f")])
    book.active.row_dimensions[1].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.create_sheet("hidden").append(("g", "h"))
    book["hidden"].sheet_state = "hidden"
    book.create_sheet("shown").append(("i", "j"))
    assert lines(tmp_path, book) == ["| d | f |", "| i | j |"]
    old = xlwt.Workbook()
    for name, visibility in (("one", 0), ("two", 1)):
        sheet = old.add_sheet(name)
        sheet.visibility = visibility
        for column in range(3):
            sheet.write(0, column, f"{name}{column}")
        sheet.col(1).hidden = True
    assert lines(tmp_path, old) == ["| one0 | one2 |"]


def test_a_merged_cell_that_begins_in_a_hidden_row_is_seen_below_it(tmp_path: Path) -> None:
    book = workbook([("申请人", "x"), (None, "自然人"), (None, "总计")])
    book.active.merge_cells("A1:A3")
    book.active.row_dimensions[1].hidden = True
    assert lines(tmp_path, book) == ["| 申请人 | 自然人 |", "|  | 总计 |"]


def test_words_that_are_struck_out_are_not_read(tmp_path: Path) -> None:
    book = workbook([("规章", 17, "")])
    book.active["B1"].font = Font(strike=True)
    book.active["C1"] = CellRichText(
        TextBlock(InlineFont(strike=True), "17"), "18", TextBlock(InlineFont(vertAlign="superscript"), "1")
    )
    assert lines(tmp_path, book) == ["| 规章 |  | 18¹ |"]


def test_a_formula_without_a_stored_value_is_not_blank(tmp_path: Path) -> None:
    book = workbook([("第二十条第（五）项", None), HEADER, ("行政许可", "=SUM(C1:C9)")])
    file = io.BytesIO()
    book.save(file)
    report = read(tmp_path, file.getvalue())
    assert report.indicators[LICENSING].status == "unreadable"
    assert report.indicators[LICENSING].raw == "=SUM(C1:C9)"


def test_a_workbook_without_formulas_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load = Mock(wraps=openpyxl.load_workbook)
    monkeypatch.setattr(openpyxl, "load_workbook", load)
    assert lines(tmp_path, workbook([("规章", 18)])) == ["| 规章 | 18 |"]
    assert load.call_count == 1
    assert lines(tmp_path, workbook([("规章", "=9+9")])) == ["| 规章 | =9+9 |"]
    assert load.call_count == 1 + 2


def test_errors_and_truth_values_stand_as_they_are(tmp_path: Path) -> None:
    assert lines(tmp_path, workbook([("#REF!", True)])) == ["| #REF! | TRUE |"]
    assert lines(tmp_path, old_workbook([("a", True)])) == ["| a | TRUE |"]


def test_line_breaks_in_a_cell_part_no_words(tmp_path: Path) -> None:
    assert lines(tmp_path, workbook([("商业\n企业", "1\n8", "a|b")])) == ["| 商业企业 | 1 8 | a｜b |"]


def test_an_encrypted_workbook_is_not_read(tmp_path: Path) -> None:
    """One that was encrypted as XLS is: the record FILEPASS follows the first one."""
    data = office_files.xls("<p>年报</p>")
    start = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    password = b"\x2f\x00\x06\x00\x00\x00\x59\xb3\x0a\x9a"
    locked = data[: start + 20] + password + data[start + 20 + len(password) :]
    assert [item.code for item in read(tmp_path, locked).diagnostics] == ["file-encrypted"]


@pytest.mark.parametrize(("module", "write"), [("openpyxl", office_files.xlsx), ("xlrd", office_files.xls)])
def test_without_the_library_the_error_names_the_extra(
    module: str, write: Callable[[str], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = write("<p>年报</p>")
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportError, match=r"govinfo-parse\[excel\]"):
        read(tmp_path, data)


@pytest.mark.parametrize("far", ["IV65536", "XFD1048576"])
def test_a_cell_far_off_costs_nothing_and_hides_nothing(far: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["信息内容", "本年处理决定数量"], ["行政许可", 18], ["行政处罚", 3]):
        sheet.append(row)
    sheet[far].number_format = "0.00"
    sheet["XFD3"] = "x"
    book.save(tmp_path / "far.xlsx")
    report = parse_file(tmp_path / "far.xlsx")
    assert report.disclosure.licensing.decisions.value == 18
    assert report.text is not None
    assert len(report.text) < 1000
