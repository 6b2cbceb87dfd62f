"""Reports as a workbook: read back cell by cell, and by `parse_file`."""

from __future__ import annotations

import sys
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from govinfo_parse import Indicator, Metadata, Report, parse, parse_file, write_xlsx
from govinfo_parse.forms import IndicatorSpec, known_form, known_forms
from govinfo_parse.indicator import Number, Status

from .test_writing import BY_DEFAULT, FORMS, MIXED, drawn

ROOT = Path(__file__).parent.parent
CASES = sorted((ROOT / "tests" / "cases" / "synthetic").glob("*.txt"))
EXAMPLE = parse((ROOT / "docs" / "examples" / "lincheng-2021.txt").read_bytes().decode("utf-8"), source="a.txt")
PENALTIES = "disclosure.penalties.decisions"
FEES = "disclosure.fees.amount"


def workbook(*reports: Report) -> Any:
    file = BytesIO()
    write_xlsx(reports, file)
    return load_workbook(file)


def cells(sheet: Any) -> dict[tuple[int, int], Any]:
    """What each cell says, merged ones in all that they cover."""
    found = {(cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row}
    for area in sheet.merged_cells.ranges:
        for row, column in area.cells:
            found[row, column] = found[area.min_row, area.min_col]
    return found


def at(sheet: Any, value: object) -> Any:
    """The only cell with a value."""
    [cell] = [cell for row in sheet.iter_rows() for cell in row if cell.value == value]
    return cell


def report_of(name: str, **cells: tuple[str, Number | None, str | None, str]) -> Report:
    """A report with these cells: status, value, unit and text."""
    specs = known_form(name).indicators
    made = {
        key: Indicator(key, specs[key].label, value, unit, Status(status), raw, None, "table")
        for key, (status, value, unit, raw) in ((key.replace("__", "."), cell) for key, cell in cells.items())
    }
    return Report(edition=name, edition_candidates=(name,), indicators=made)


def filled(name: str) -> Report:
    """A report with another number in each cell of the form."""
    specs = known_form(name).indicators
    numbers = {key: number for number, key in enumerate(specs, 1001)}
    made = {
        key: Indicator(key, spec.label, numbers[key], spec.unit, "reported", str(numbers[key]), None, "table")
        for key, spec in specs.items()
    }
    return Report(edition=name, edition_candidates=(name,), indicators=made)


# --- the layout -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", known_forms())
def test_every_figure_stands_where_the_form_says(name: str) -> None:
    report = filled(name)
    sheet = workbook(report).worksheets[0]
    grid = cells(sheet)
    forms = known_form(name)
    titles = [at(sheet, table.title).row for table in forms.tables]
    for key, spec in forms.indicators.items():
        cell = at(sheet, report.indicators[key].value)
        assert cell.data_type == "n"
        beside = [grid.get((cell.row, column)) for column in range(1, cell.column)]
        table = max(row for row in titles if row < cell.row)
        above = [grid.get((row, cell.column)) for row in range(table, cell.row)]
        title = forms.tables[titles.index(table)].blocks[spec.block].title
        assert [text for text in _labels(spec, title) if text not in beside] == []
        assert [text for text in (*spec.column, *([title] if title else [])) if text not in above] == []


def _labels(spec: IndicatorSpec, title: str | None) -> tuple[str, ...]:
    """What stands beside a figure: its label and those of its groups, but for labels that are rows themselves."""
    row = spec.row[1:] if title else spec.row
    form = next(form for form in map(known_form, known_forms()) if form.indicators.get(spec.key) == spec)
    rows = {other.row[1:] if title else other.row for other in form.indicators.values()}
    return tuple(text for depth, text in enumerate(row, 1) if depth == len(row) or row[:depth] not in rows)


def test_merged_cells_are_those_of_the_form() -> None:
    sheet = workbook(filled("2021")).worksheets[0]

    def spans(text: str) -> list[tuple[int, int]]:
        areas = [area for area in sheet.merged_cells.ranges if area.start_cell.value == text]
        return [(area.max_row - area.min_row + 1, area.max_col - area.min_col + 1) for area in areas]

    assert [rows for rows, _ in spans("三、本年度办理结果")] == [22]
    assert [rows for rows, _ in spans("（三）不予公开")] == [8]
    assert [columns for _, columns in spans("申请人情况")] == [7]
    assert [columns for _, columns in spans("法人或其他组织")] == [5]
    assert [columns for _, columns in spans("行政诉讼")] == [10]
    assert [columns for _, columns in spans("本年收费金额（单位：万元）")] == [3]
    assert all(area.size != {"rows": 1, "columns": 1} for area in sheet.merged_cells.ranges)


def test_figures_of_the_form_of_2019_are_merged_otherwise_than_their_headers() -> None:
    """As it was issued: 上一年项目数量 and 本年增/减 take one column and two, the figures below them two and one."""
    report = filled("2019")
    sheet = workbook(report).worksheets[0]
    columns = {area.start_cell.value: area.max_col - area.min_col + 1 for area in sheet.merged_cells.ranges}
    penalties = report.disclosure.penalties
    last_year, change, decisions = penalties.items_last_year.value, penalties.change.value, penalties.decisions.value
    [header] = [cell for cell in sheet[at(sheet, last_year).row - 1] if cell.value == "本年增/减"]
    assert header.column == at(sheet, last_year).column + 1
    assert [columns.get(value, 1) for value in ("本年增/减", last_year, change, decisions)] == [2, 2, 1, 1]


def test_the_sheet_is_set_up_for_print_and_no_label_is_cut() -> None:
    sheet = workbook(EXAMPLE).worksheets[0]
    assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    label = at(sheet, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请")
    area = next(area for area in sheet.merged_cells.ranges if label.coordinate in area)
    width = sum(sheet.column_dimensions[chr(64 + column)].width for column in range(area.min_col, area.max_col + 1))
    lines = -(-2 * len(label.value) // int(width))
    assert lines > 1
    assert sheet.row_dimensions[label.row].height >= 12 * lines
    assert label.alignment.wrap_text


def test_where_there_is_room_the_innermost_labels_have_it() -> None:
    """Also where tables with one column of labels and with three stand below each other."""
    rows = "行政处罚 | 18 | 2 | 7\n一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1\n以上。"
    sheet = workbook(parse(f"信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量\n{rows}", forms=["2019"])).worksheets[
        0
    ]
    widths = {column: sheet.column_dimensions[column].width for column in "ABCDEFGHIJ"}
    assert at(sheet, "1.属于国家秘密").column_letter == max(widths, key=lambda column: widths[column]) == "C"


# --- what the cells say ---------------------------------------------------------------------------------------------


def test_what_is_no_number_is_as_it_was() -> None:
    report = report_of(
        "2021",
        disclosure__regulations__issued=("none", None, "件", "没有"),
        disclosure__regulations__repealed=("dash", None, "件", "——"),
        disclosure__regulations__in_force=("blank", None, "件", ""),
        disclosure__normative_documents__issued=("unreadable", None, "件", '=HYPERLINK("//a.example")'),
        disclosure__licensing__decisions=("reported", 7, "件", "7"),
    )
    sheet = workbook(report).worksheets[0]
    row = at(sheet, "规章").row
    assert [
        sheet.cell(row, at(sheet, head).column).value for head in ("本年制发件数", "本年废止件数", "现行有效件数")
    ] == [
        "没有",
        "——",
        None,
    ]
    assert at(sheet, '=HYPERLINK("//a.example")').data_type == "s"
    absent = [cell for row in sheet.iter_rows() for cell in row if cell.value == "∅"]
    # The first table has 10 cells, and the other two, of which none was found, are not there.
    assert len(absent) == 10 - len(report.indicators)


@pytest.mark.parametrize(
    ("value", "unit", "raw", "written", "number_format"),
    [
        (Decimal("5203.40"), "万元", "5203.40", 5203.4, "0.00"),
        (-3, "万元", "-3", -3, "0"),
        (1234567, "万元", "1,234,567", 1234567, "0"),
        (123456789012345, "万元", "123456789012345", 123456789012345, "0"),
        # A spreadsheet would round it.
        (Decimal("12345678901234.56"), "万元", "12345678901234.56", "12345678901234.56", "General"),
        # Beside the others it would be another amount.
        (12000, "元", "12000元", "12000元", "General"),
    ],
)
def test_a_figure_is_a_number_unless_that_would_change_it(
    value: Number, unit: str, raw: str, written: object, number_format: str
) -> None:
    sheet = workbook(report_of("2021", disclosure__fees__amount=("reported", value, unit, raw))).worksheets[0]
    cell = at(sheet, written)
    assert (cell.data_type, cell.number_format) == ("s" if isinstance(written, str) else "n", number_format)


def test_counts_with_a_unit_are_numbers_and_those_in_another_are_as_they_were() -> None:
    report = report_of(
        "2021",
        disclosure__penalties__decisions=("reported", 23000, "件", "2.3万件"),
        disclosure__compulsion__decisions=("reported", 12, "条", "12条"),
    )
    sheet = workbook(report).worksheets[0]
    assert at(sheet, 23000).data_type == "n"
    assert at(sheet, "12条").data_type == "s"


def test_amounts_in_another_unit_have_it_above_them() -> None:
    sheet = workbook(report_of("2021", disclosure__fees__amount=("reported", 12000, "元", "12000"))).worksheets[0]
    assert at(sheet, "本年收费金额（单位：元）").column == at(sheet, 12000).column


# --- and back -------------------------------------------------------------------------------------------------------


def figures(report: Report) -> dict[str, tuple[Number | None, str, str | None]]:
    return {key: (x.value, str(x.status), x.unit) for key, x in report.indicators.items()}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_workbook_of_a_report_is_the_report_again(path: Path, tmp_path: Path) -> None:
    report = parse(path.read_bytes().decode("utf-8"))
    report.to_xlsx(tmp_path / "report.xlsx")
    again = parse_file(tmp_path / "report.xlsx")
    assert figures(again) == figures(report)
    assert again.edition == report.edition
    if report.metadata.year:
        assert again.metadata.year == report.metadata.year


def test_the_workbook_of_mixed_forms_is_the_report_again(tmp_path: Path) -> None:
    report = parse(MIXED)
    report.to_xlsx(tmp_path / "report.xlsx")
    assert figures(parse_file(tmp_path / "report.xlsx")) == figures(report)


@pytest.mark.parametrize("name", FORMS)
@given(seed=st.integers(0, 10**9), share=st.sampled_from([0.0, 0.05, 0.3]), kinds=st.integers(2, 4))
@settings(max_examples=2)
def test_no_figure_of_a_workbook_is_read_as_another(name: str, seed: int, share: float, kinds: int) -> None:
    report = drawn(FORMS[name], seed, share, kinds)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        report.to_xlsx(path)
        again = parse_file(path, forms=None if name in BY_DEFAULT else [FORMS[name]])
    assert share or figures(again) == figures(report)
    expected = figures(report)
    wrong = {key: (said, expected.get(key)) for key, said in figures(again).items() if said != expected.get(key)}
    assert wrong == {}


# --- several reports, and what does not add up ----------------------------------------------------------------------


def test_each_report_has_a_sheet_of_its_own() -> None:
    def named(agency: str | None, year: int | None, source: str | None = None) -> Report:
        cell = Indicator(PENALTIES, "", 1, "件", "reported", "1", None, "table")
        about = Metadata(agency=agency, year=year)
        return Report(source=source, edition="2021", metadata=about, indicators={PENALTIES: cell})

    reports = [
        *(named("云泽县水务局", 2021), named("云泽县水务局", 2022), named("云泽县水务局", 2022)),
        *(named(None, None, "pages/2023.txt"), named(None, None), named("核对", None)),
        *(named("[甲]:乙/丙*", None), named("长" * 40, 2021), named("长" * 40, 2022)),
    ]
    assert workbook(*reports).sheetnames == [
        *("云泽县水务局2021", "云泽县水务局2022", "云泽县水务局2022 (2)", "2023", "报告", "核对 (2)"),
        *("甲乙丙", "长" * 31, f"{'长' * 26} (2)", "核对"),
    ]


def test_the_last_sheet_says_what_does_not_add_up() -> None:
    [check] = EXAMPLE.checks.failed
    book = workbook(EXAMPLE)
    rows = list(book["核对"].iter_rows(values_only=True))
    assert rows[0] == ("报告", "类别", "位置", "内容", "说明")
    assert rows[1][1:4] == ("勾稽关系", None, "成立41条，不成立1条，无法判断0条")
    assert check.hint is not None
    assert rows[2] == (
        *(book.sheetnames[0], "不成立（硬性）", "行政复议 > 总计"),
        *(check.describe("zh"), check.hint.describe("zh")),
    )
    sheet = book.worksheets[0]
    coloured = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == "00F8CBAD"}
    row = at(sheet, "注：空白处原文空白，∅ 处原文无此格。").row - 1
    assert coloured == {f"{column}{row}" for column in "ABCDE"}


def test_figures_without_a_cell_are_listed() -> None:
    text = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 11 | 12 |\n镇级文件 | 1 | 2 | 3 |\n以上。"
    report = parse(text)
    assert report.unplaced
    assert report.extras
    rows = list(workbook(report)["核对"].iter_rows(values_only=True))
    assert [(row[1], row[3]) for row in rows[2:]] == [
        *(("位置不明的数字", figure.raw) for figure in report.unplaced),
        *(("表外数字", extra.raw) for extra in report.extras),
    ]
    assert rows[2][2] == "\n".join(known_form("2021").indicators[key].label for key in report.unplaced[0].candidates)


def test_a_report_of_nothing_has_a_sheet_too() -> None:
    book = workbook(parse("本市昨日召开政务公开工作会议。"))
    assert book.sheetnames == ["报告", "核对"]


def test_what_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TypeError, match="a workbook is made of a list of reports, not Report; put it in brackets"):
        write_xlsx(EXAMPLE, tmp_path / "a.xlsx")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="a workbook without a report"):
        write_xlsx([], tmp_path / "a.xlsx")
    with pytest.raises(FileNotFoundError):
        EXAMPLE.to_xlsx(tmp_path / "no folder" / "a.xlsx")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ImportError, match=r"pip install 'govinfo-parse\[xlsx\]'"):
        EXAMPLE.to_xlsx(tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_characters_that_no_workbook_can_hold_are_left_out() -> None:
    report = report_of("2021", disclosure__regulations__issued=("unreadable", None, "件", "a\x00\x0b\ud800b\ufffe"))
    assert at(workbook(report).worksheets[0], "ab").data_type == "s"
