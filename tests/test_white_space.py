"""White space that stands for blank cells: as much of it as all rows show, and never where one row contradicts."""

from __future__ import annotations

import pytest

from govinfo_parse import Report, parse

from .support.figures import APPLICANTS

TITLE = "三、收到和处理政府信息公开申请情况\n"
HEADER = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
# A row without a blank cell, and rows with some, in the order of the form.
ROWS = {
    "一、本年新收政府信息公开申请数量": "6 1 2 1 1 1 12",
    "（一）予以公开": "1 _ 1 _ _ _ 2",
    "1.属于国家秘密": "_ 2 _ _ _ 1 3",
    "3.危及“三安全一稳定”": "1 2 _ _ _ _ _",
    "8.属于行政查询事项": "_ _ _ _ _ _ 2",
    "2.重复申请": "_ _ 2 _ 1 _ 3",
    "（七）总计": "2 2 3 1 1 1 10",
}
KEYS = (
    "new",
    "granted",
    "denied.state_secret",
    "denied.security_stability",
    "denied.inquiry_matters",
    "not_processed.duplicate",
    "total",
)


def rows(report: Report) -> dict[str, list[str]]:
    """The cells of each row that has some: what stands there, ``_`` for a blank one."""
    found = report.indicators
    return {
        label: [found[f"applications.{key}.{x}"].raw or "_" for x in APPLICANTS]
        for label, key in zip(ROWS, KEYS, strict=True)
        if f"applications.{key}.total" in found
    }


def table(cell: str, blank: str, *, end: str = "") -> str:
    """The rows line by line; `cell` stands between cells, `blank` is what a blank one holds, `end` ends each line."""
    lines = [[label, *(blank if x == "_" else x for x in figures.split())] for label, figures in ROWS.items()]
    return TITLE + "".join(f"{cell.join(line)}{end}\n" for line in [HEADER, *lines])


DISCLOSED = ("issued", "repealed", "in_force")
BLANKS = [label for label, figures in ROWS.items() if "_" in figures]
EXPECTED = {label: figures.split() for label, figures in ROWS.items()}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(table(" ", "\xa0"), id="a no-break space in each blank cell"),
        pytest.param(table(" ", "\xa0").replace("\n", "  "), id="all in one line"),
        pytest.param(table(" ", " ", end="  "), id="a space in each, and two at the end of a line"),
    ],
)
def test_white_space_is_as_many_blank_cells_as_all_rows_show(text: str) -> None:
    assert rows(parse(text)) == EXPECTED


def test_figures_that_touch_are_cut_where_the_number_of_cells_tells_how() -> None:
    """Nothing parts the cells, and a blank one is a no-break space: 12 of two cells are 1 and 2."""
    text = table("", "\xa0")
    found = rows(parse(text))
    assert "1.属于国家秘密\xa02\xa0\xa0\xa013\n" in text
    assert {label: found[label] for label in BLANKS} == {label: EXPECTED[label] for label in BLANKS}


def test_a_run_that_cannot_be_cut_tells_nothing_of_the_blank_cells_of_other_rows() -> None:
    """Where in the last line the count ends and the amount begins is open, and so whether a cell of it is blank."""
    procurement = "  第二十条第（九）项\n  信息内容采购项目数量采购总金额\n  政府集中采购887,743.55元\n\n\n"
    text = procurement + table("", "\xa0").replace("\n", "\n  ") + "\n"
    found = rows(parse(text))
    assert {label: found[label] for label in BLANKS} == {label: EXPECTED[label] for label in BLANKS}


def test_a_run_is_not_cut_where_blank_cells_at_the_ends_of_lines_are_gone() -> None:
    """887 was 8, 87 and a blank cell before a cleaner took away the white space at the ends of lines; what stands below
    the last row of a block hides it as well.
    """
    block = (
        "第二十条第（一）项\n信息内容本年新制作数量本年新公开数量对外公开总数量\n规章\xa011\xa0\n规范性文件887\xa0\n\n"
    )
    text = block + table("", "\xa0")
    stripped = "\n".join(line.rstrip() for line in text.splitlines())
    for each in (text, stripped):
        assert not [key for key in parse(each).indicators if key.startswith("disclosure.normative_documents")]
    for label, key in zip(ROWS, KEYS, strict=True):
        found = [parse(stripped).indicators.get(f"applications.{key}.{x}") for x in APPLICANTS]
        assert all(item is None or item.raw == cell for item, cell in zip(found, EXPECTED[label], strict=True))


def nodes(rows: list[list[str]], blank: list[str]) -> str:
    """Rows in one line, with a bar between any two pieces of a page's text, its white space included; `blank` is what a
    blank cell holds.
    """
    pieces: list[str] = []
    for row in rows:
        for cell in row:
            pieces += [*(blank if cell == "_" else [cell]), ""]
        pieces += ["", ""]
    return " | ".join(pieces)


@pytest.mark.parametrize("blank", [[], [""]], ids=["nothing", "white space"])
def test_bars_at_all_white_space_of_a_page_are_blank_cells_where_there_are_more(blank: list[str]) -> None:
    table = [[TITLE.strip()], [*HEADER], *([label, *figures.split()] for label, figures in ROWS.items())]
    assert rows(parse(nodes(table, blank))) == EXPECTED
    disclosed = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "_", "9", "1"],
        ["行政规范性文件", "_", "_", "2"],
    ]
    found = parse(nodes([["第二十条第（一）项"], *disclosed, *table], blank)).indicators
    keys = [f"disclosure.{row}.{x}" for row in ("regulations", "normative_documents") for x in DISCLOSED]
    assert [found[key].raw or "_" for key in keys] == ["_", "9", "1", "_", "_", "2"]


def test_white_space_tells_nothing_where_one_row_has_too_little_of_it() -> None:
    text = table(" ", "\xa0").replace("（一）予以公开 1 \xa0 1", "（一）予以公开 1 1")
    parts = ("granted.research", "not_processed.duplicate.research")
    assert not parse(text).indicators.keys() & {f"applications.{part}" for part in parts}


def test_bars_before_cells_whose_lines_break_tell_no_rows() -> None:
    """An office's own row behind a figure is none of the cells of the row above."""
    cells = ["信息\n内容", "上一年项目数量", "本年增/减", "处理决定数量", "行政处罚", "行政强制", "12", "行政确认", "3"]
    report = parse("第二十条第（六）项\n" + "".join(f"|{cell}\n" for cell in cells))
    assert not report.indicators
    assert {item.raw for item in report.unplaced} == {"12"}
    assert [(extra.labels, extra.raw) for extra in report.extras] == [(("行政确认",), "3")]


def test_a_figure_above_a_header_is_no_serial_number() -> None:
    """The four licences before the heading of row 4."""
    blocks = (("第二十条第（五）项", "3", "行政许可", "4"), ("第二十条第（六）项", "4", "行政处罚", "88"))
    lines = ["第二十条第（一）项", "序号", "信息内容", "1", "规章", "2", "行政规范性文件"]
    for title, *row in blocks:
        lines += [title, "序号", "信息内容", "本年处理决定数量", *row]
    report = parse("\n".join([*lines, "5", "行政强制", "7"]))
    values = {key.split(".")[1]: item.value for key, item in report.indicators.items()}
    assert values == {"licensing": 4, "penalties": 88, "compulsion": 7}


def test_an_escaped_page_number_is_no_figure() -> None:
    text = "（七）总计 2 2 3 1 1 1 10\n四、结转下年度继续办理 1 2 1 0 0 0 4\n\n\\- 10 -\n\n五、存在的主要问题\n"
    report = parse(f"{TITLE}{' '.join(HEADER)}\n{text}")
    assert report.indicators["applications.carried_out.total"].value == 4
    assert not report.unplaced


def test_rows_whose_blank_cells_break_the_line_between_bars() -> None:
    """A line that goes on shares its first cell, a blank one, with the line above."""
    head = "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n|---|---|---|---|\n"
    rows = "| 规章 | 156 |  |\n|  |  |\n| 行政规范性文件 |  |\n|  | 13 |  |\n|  |\n"
    report = parse(f"第二十条第（一）项\n\n{head}{rows}")
    keys = [f"disclosure.{row}.{x}" for row in ("regulations", "normative_documents") for x in DISCLOSED]
    found = [report.indicators[key].raw if key in report.indicators else None for key in keys]
    assert found == ["156", "", "", "", "13", ""]


@pytest.mark.parametrize("bar", ["|", "\t"])
def test_the_row_below_a_header_may_begin_with_a_blank_cell(bar: str) -> None:
    groups = ("行政复议", "未经复议直接起诉", "复议后起诉")
    outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    header = [groups[:1], [*outcomes, *groups[1:]], [*outcomes, *outcomes]]
    figures = ["", "3", "", "", "3", "", "", "", "", "0", "", "", "2", "", "2"]
    lines = "\n".join(bar.join(row) for row in (*header, figures))
    found = parse(f"四、政府信息公开行政复议、行政诉讼情况\n\n{lines}\n").indicators
    keys = ("review.upheld", "review.corrected", "litigation.direct.total", "litigation.after_review.other")
    assert [found[key].raw for key in keys] == ["", "3", "0", "2"]


def test_merged_columns_are_those_of_their_own_table() -> None:
    """A data frame repeats a merged header in its columns; the next one's cells of those columns are not merged."""
    first = ["信息内容\t采购项目数量\t采购项目数量\t采购总金额（元）\t采购总金额（元）", "政府集中采购\t2\t2\t7.5\t7.5"]
    label = "一、本年新收政府信息公开申请数量"
    second = [f"{label}\t{label}\t{label}\t无\t无\t无\t无\t无\t4\t4"]
    last = "四、结转下年度继续办理"
    second.append(f"{last}\t{last}\t{last}\t无\t无\t1\t1\t1\t1\t4")
    found = parse("\n".join(["第二十条第（九）项", *first, "", *second]) + "\n").indicators
    assert [found[f"applications.new.{x}"].raw for x in APPLICANTS] == ["无", "无", "无", "无", "无", "4", "4"]
    assert [found[f"applications.carried_out.{x}"].raw for x in APPLICANTS] == ["无", "无", "1", "1", "1", "1", "4"]
