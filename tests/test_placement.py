"""Which figure of a row belongs to which column: what each writer's habits tell, and that nothing is guessed.

Most rows are those of a table of three columns without sums (2021, 第二十条第（一）项), so that arithmetic is silent.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govinfo_parse import Report, parse

from .support.figures import APPLICANTS

HEADER = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
COLUMNS = ("issued", "repealed", "in_force")
REGULATIONS = [f"disclosure.regulations.{column}" for column in COLUMNS]
DOCUMENTS = [f"disclosure.normative_documents.{column}" for column in COLUMNS]


def cells(report: Report, keys: list[str]) -> list[str | None]:
    """What stands in these cells: the text, ``""`` for a blank cell, None where no cell was found."""
    return [report.indicators[key].raw if key in report.indicators else None for key in keys]


def codes(report: Report) -> list[str]:
    return [item.code for item in report.diagnostics]


def unplaced(report: Report) -> dict[str, list[str]]:
    return {item.raw: list(item.candidates) for item in report.unplaced}


def test_the_form_s_own_column_is_not_that_of_the_bodies_below() -> None:
    """统计数 also ends the header of a local column, which is in two lines."""
    text = """政府信息公开情况统计表
┌──────────────────────────┬────┬────────┬──────────┐
│统计                      │单  │        │区直单位  │
│                          │位  │统计数  │统计数    │
│指标                      │    │        │          │
├──────────────────────────┼────┼────────┼──────────┤
│六、举报投诉数量          │件  │3       │9         │
├──────────────────────────┼────┼────────┼──────────┤
│（二）举办各类培训班数    │次  │2       │5         │
├──────────────────────────┼────┼────────┼──────────┤
│（三）接受培训人员数      │人次│6       │7         │
└──────────────────────────┴────┴────────┴──────────┘
"""
    report = parse(text)
    values = {key: item.value for key, item in report.indicators.items()}
    assert values == {"complaints": 3, "training.courses": 2, "training.trainees": 6}
    assert [(extra.labels[1], extra.value) for extra in report.extras] == [("区直单位 统计数", x) for x in (9, 5, 7)]


@pytest.mark.parametrize(
    ("rows", "first", "second"),
    [
        pytest.param(
            "规章 | 11 | | 13 |\n行政规范性文件 | | | 23 |\n",
            ["11", "", "13"],
            ["", "", "23"],
            id="blanks are kept: as many cells as columns",
        ),
        pytest.param(
            "规章 | | | |\n行政规范性文件 | 21 | 22 | 23 |\n",
            ["", "", ""],
            ["21", "22", "23"],
            id="a row of blanks",
        ),
        pytest.param(
            "规章 | 11 | 12 | 13 | | |\n行政规范性文件 | 21 | | | | |\n",
            ["11", "12", "13"],
            ["21", "", ""],
            id="surplus at the right, as the full row shows",
        ),
        pytest.param(
            "规章 | | | 11 | 12 | 13 |\n行政规范性文件 | | | | 22 | |\n",
            ["11", "12", "13"],
            ["", "22", ""],
            id="surplus at the left, as the full row shows",
        ),
        pytest.param(
            "规章 | | 12 | 13 | ||\n行政规范性文件 | 21 | | | ||\n",
            ["", "12", "13"],
            ["21", "", ""],
            id="filler at the right, and blanks are kept as the first row shows",
        ),
        pytest.param(
            "规章 | 无 | — | 0 |\n行政规范性文件 | 若干 | 约22 | 不适用 |\n",
            ["无", "—", "0"],
            ["若干", "约22", "不适用"],
            id="words in the place of figures",
        ),
    ],
)
def test_rows_whose_cells_are_told(rows: str, first: list[str], second: list[str]) -> None:
    text = HEADER + rows
    report = parse(text)
    assert (cells(report, REGULATIONS), cells(report, DOCUMENTS)) == (first, second)
    assert report.unplaced == ()
    for indicator in report.indicators.values():
        assert indicator.span is not None
        assert text[slice(*indicator.span)] == indicator.raw
        assert (indicator.status == "blank") == (indicator.raw == "")


BESIDE = [f"applications.partially_granted.{column}" for column in APPLICANTS]


@pytest.mark.parametrize(
    ("full", "placed"),
    [
        pytest.param("2.其他法律行政法规禁止公开 1 2 1 0 0 0 4 _", False, id="other labels have none before them"),
        pytest.param("（一）予以公开 1 2 1 0 0 0 4 _", True, id="a row with as many labels has none before it"),
        pytest.param("（一）予以公开 _ 1 2 1 0 0 0 4 _", False, id="one has some on both sides"),
    ],
)
def test_a_blank_cell_beside_a_merged_label_may_be_none_of_the_row(full: str, placed: bool) -> None:
    """Nothing tells the rows here, and each ends with an empty cell too many."""
    rows = f"{full}\n（二）部分公开 _ 3 0 _ 2 2 3 _ _\n1.属于国家秘密 1 2 1 0 0 0 4 _\n"
    text = "".join(f"{cell.strip('_')} |\n" for cell in rows.split())
    report = parse(text)
    assert cells(report, BESIDE) == (["", "3", "0", "", "2", "2", "3"] if placed else [None] * 7)


@pytest.mark.parametrize(
    "label",
    [
        pytest.param("一、本年新收政府信息公开申 | 请数量", id="a label"),
        pytest.param("一、本年新收政府信息公开申请数量（含 | 转来的）", id="a note"),
    ],
)
def test_the_rest_of_a_broken_label_is_no_cell(label: str) -> None:
    rows = (
        "| 自然人 | 法人或其他组织 | | | | | 总计 |",
        "| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |",
        f"| {label} | | | 22 | 5 |  | 9 | 10 | 2 | 48 |",
        "| 二、上年结转政府信息公开申请数量 | | | 1 | 2 | 3 | 4 | 5 | 6 | 21 |",
        "| （二）部分公开 | | 1 | 2 | 3 | 4 | 5 | 6 | 21 |",
        "| （七）总计 | | 1 | 2 | 3 | 4 | 5 | 6 | 21 |",
        "| 四、结转下年度继续办理 | | | 1 | 2 | 3 | 4 | 5 | 6 | 21 |",
    )
    report = parse("\n".join(rows))
    new = cells(report, [f"applications.new.{column}" for column in APPLICANTS])
    assert new == ["22", "5", "", "9", "10", "2", "48"]


def test_the_title_of_the_next_section_is_no_cell_of_a_row_without_a_label() -> None:
    outcomes = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
    rows = (
        "政府信息公开行政复议、行政诉讼情况 | 行政复议 | | | | | 行政诉讼 | | | | | | | | | |",
        f"| {outcomes} | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |",
        f"| | | | | | {outcomes} | {outcomes} |",
        "| | | | 3 | 3 | | | | 11 | 11 | | | | | | 五、存在的主要问题及改进情况",
        "存在的问题是更新不够及时。",
    )
    report = parse("\n".join(rows))
    assert (report.review.pending.value, report.review.total.value) == (3, 3)
    assert (report.litigation.direct.pending.value, report.litigation.direct.total.value) == (11, 11)
    assert report.litigation.after_review.total.status == "blank"


def test_the_bar_of_a_frame_behind_the_last_row_moves_no_figure() -> None:
    rows = (
        "| | | | | | | | | | | |",
        "| 一、本年新收政府信息公开申请数量 | | | 1 | 2 | 3 | 4 | 5 | 6 | 21 |",
        "| 二、上年结转政府信息公开申请数量 | | | 1 | 2 | 3 | 4 | 5 | 6 | 21 |",
        "| （七）总计 | | 1 | 2 | 3 | 4 | 5 | 6 | 21 |",
        "| 四、结转下年度继续办理 | | | | | | | | | 3 | |",
        "以上。",
    )
    report = parse("\n".join(rows))
    assert report.applications.new.total.value == 21
    assert report.applications.carried_out.other_organization.status == "absent"


def test_words_in_the_place_of_figures_keep_their_meaning() -> None:
    report = parse(HEADER + "规章 | 无 | — | 0 |\n行政规范性文件 | 若干 | | 3 |\n")
    statuses = [report.indicators[key].status for key in REGULATIONS + DOCUMENTS]
    assert statuses == ["none", "dash", "reported", "unreadable", "blank", "reported"]
    assert codes(report) == ["value-unreadable"]


def test_words_under_a_header_are_no_blank_where_merged_cells_stand_between() -> None:
    rows = (
        "第二十条第（八）项 | | | | ",
        "信息内容 | 上一年项目数量 | | 本年增/减 | ",
        "行政事业性收费 | 2 | | 见附件 | ",
        "第二十条第（九）项 | | | | ",
        "信息内容 | 采购项目数量 | | 采购总金额 | ",
        "政府集中采购 | 3 | | 5元 | ",
    )
    text = "".join(f"| {row} |\n" for row in rows)
    fees = parse(text).disclosure.fees
    assert (fees.items_last_year.value, fees.change.status, fees.change.raw) == (2, "unreadable", "见附件")
    assert parse(text.replace("见附件", "")).disclosure.fees.change.status == "blank"


def test_rows_below_a_header_that_lost_columns_are_not_placed() -> None:
    # The 2019 form has three columns there; the text begins amid their headers.
    report = parse("处理决定数量 |\n|\n行政处罚 |\n361 |\n4 |\n95 |\n|\n行政强制 |\n5 |\n|\n|\n|\n以上。\n")
    assert not report.indicators
    assert [figure.raw for figure in report.unplaced] == ["361", "4", "95", "5"]


def test_words_behind_a_unit_are_the_value() -> None:
    rows = "统计指标 | 单位 | 统计数\n（二）举办各类培训班数 | 次 | {}\n（三）接受培训人员数 | 人次 | 40\n"
    assert parse(rows.format("若干")).training.courses.status == "unreadable"
    assert parse(rows.format("两")).training.courses.value == 2
    assert parse(rows.format("若干")).training.trainees.value == 40


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        pytest.param("行政规范性文件 | 21 | 22 |\n以上。\n", ["21", "22"], id="a blank was dropped somewhere"),
        pytest.param("行政规范性文件 | 21 | 22 | 23 | 24 |\n", ["21", "22", "23", "24"], id="a figure too many"),
        pytest.param("行政规范性文件 | | 22 | | |\n", ["22"], id="two windows, and no row shows which"),
        pytest.param(
            "行政规范性文件 | 21 | | | ||\n行政许可 | 7 | ||||\n", ["21"], id="blanks at the end may be filler"
        ),
    ],
)
def test_figures_whose_column_is_lost_are_not_placed(row: str, figures: list[str]) -> None:
    report = parse(HEADER + "规章 | 11 | 12 | 13 |\n" + row)
    assert cells(report, REGULATIONS) == ["11", "12", "13"]
    assert cells(report, DOCUMENTS) == [None, None, None]
    assert unplaced(report) == dict.fromkeys(figures, DOCUMENTS)
    assert "figures-without-place" in codes(report)


LICENSING = [
    ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
    ["行政许可", "11", "12", "13"],
    ["其他对外管理服务事项", "21", "22", "23"],
]
CUT = [*LICENSING, ["行政处罚", "", "32", "33"], ["行政强制", "41", "42"]]
PENALTIES, COMPULSION = (
    [f"disclosure.{row}.{column}" for column in ("items_last_year", "change", "decisions")]
    for row in ("penalties", "compulsion")
)


def test_the_text_ends_inside_a_row() -> None:
    text = " |\n".join(" | ".join(line) for line in CUT)
    report = parse(text)
    assert cells(report, PENALTIES) == ["", "32", "33"]
    assert cells(report, COMPULSION) == ["41", "42", None]
    label = text.index("行政强制")
    assert [(item.code, item.span) for item in report.diagnostics] == [
        ("figure-at-end", (len(text) - 2, len(text))),
        ("row-cut", (label, label + 4)),
    ]


def test_the_text_ends_between_two_cells_of_a_row() -> None:
    report = parse("".join(f"{cell} |\n" for line in CUT for cell in line))
    assert cells(report, COMPULSION) == ["41", "42", None]
    assert codes(report) == ["row-cut"]


def test_the_text_ends_inside_its_only_row() -> None:
    report = parse(HEADER + "规章 | 11 | 12")
    assert cells(report, REGULATIONS) == [None, None, None]
    assert unplaced(report) == dict.fromkeys(["11", "12"], REGULATIONS)
    assert codes(report)[:2] == ["no-report", "figures-without-place"]


def cut_behind(*row: str) -> Report:
    """A report with a cell and a bar in each line, rows that runs of bars end, and a last one without either."""
    rows = [*LICENSING, ["第二十条第（六）项"], ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]]
    ends = {len(rows): "", **{number: " ||" for number, cells in enumerate(rows)}}
    lines = [" |\n".join(cells) + ends[number] for number, cells in enumerate([*rows, list(row)])]
    return parse("\n".join(lines))


def test_with_the_figure_that_the_text_ends_in_each_column_has_one() -> None:
    report = cut_behind("行政处罚", "31", "32", "3")
    assert cells(report, PENALTIES) == ["31", "32", None]
    assert "row-cut" in codes(report)


def test_a_figure_below_the_line_of_a_row_is_none_of_its_cells() -> None:
    lines = [" | ".join(line) + " ||\n" for line in LICENSING]
    report = parse("".join(lines) + "行政处罚 | 31 | 32 |\n7")
    assert cells(report, PENALTIES) == [None, None, None]


ENDED = pytest.mark.xfail(strict=True, reason="a row at the end of the text is read as cut though its line is whole")


@pytest.mark.parametrize(
    "end", [pytest.param("\n", marks=ENDED), pytest.param("\n\n", marks=ENDED), pytest.param("\n以上。")]
)
def test_a_row_that_ends_is_not_cut(end: str) -> None:
    report = parse("".join(" | ".join(line) + " |\n" for line in LICENSING) + "行政处罚 | 31 | 33 |" + end)
    assert cells(report, PENALTIES) == [None, None, None]
    assert unplaced(report) == dict.fromkeys(["31", "33"], PENALTIES)


@pytest.mark.xfail(strict=True, reason="a short row at the end of the text is read as cut though blanks leave no trace")
@pytest.mark.parametrize("bar", ["", " |"])
def test_where_no_row_shows_that_blanks_are_kept_a_short_row_may_have_lost_some(bar: str) -> None:
    lines = [cell for line in [*LICENSING, ["行政处罚", "31", "33"]] for cell in line]
    report = parse("".join(f"{line}{bar}\n" for line in lines))
    assert cells(report, PENALTIES) == [None, None, None]
    assert unplaced(report) == dict.fromkeys(["31", "33"], PENALTIES)


@pytest.mark.parametrize("end", ["", " |", " | "])
def test_a_row_that_the_end_of_the_text_cuts_proves_nothing(end: str) -> None:
    report = parse("一、本年新收政府信息公开申请数量 | 3 | 0 | 3" + end)
    assert not report.indicators


NO_ROWS = pytest.mark.xfail(
    strict=True, reason="blanks, taken for surplus, bring in the figures of a row without label"
)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param("规章 | | | |\n | 11 | 12 | 13 |\n行政规范性文件 | 21 | 22 | 23 |\n", id="rows"),
        pytest.param(
            "规章 |\n|\n|\n|\n11 |\n12 |\n13 |\n行政规范性文件 |\n21 |\n22 |\n23 |\n",
            id="a cell a line",
            marks=NO_ROWS,
        ),
    ],
)
def test_figures_of_a_row_whose_label_is_lost_are_not_those_of_the_row_above(rows: str) -> None:
    report = parse(HEADER + rows)
    assert "11" not in cells(report, REGULATIONS)
    assert cells(report, DOCUMENTS) == ["21", "22", "23"]


def test_page_numbers_between_rows_are_no_figures() -> None:
    lines = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章", "11", "12", "13", "- 4 -"]
    report = parse("\n".join([*lines, "行政规范性文件", "21", "22", "23", "第 5 页", "以上。"]))
    assert cells(report, REGULATIONS) == ["11", "12", "13"]
    assert cells(report, DOCUMENTS) == ["21", "22", "23"]
    assert report.unplaced == ()


def test_a_row_that_two_forms_have_with_other_columns() -> None:
    report = parse("| 规章 | 11 | 12 | 13 |\n| 行政规范性文件 | 21 | 22 | 23 |\n")
    assert not report.indicators
    of_2019 = [key.rpartition(".")[0] + column for key in REGULATIONS[:1] for column in (".made", ".disclosed")]
    for figure in ("11", "12", "13"):
        assert {*REGULATIONS, *of_2019} < set(unplaced(report)[figure])
    assert codes(report) == ["no-report", "row-of-several-forms", "row-of-several-forms"]


OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
REVIEW = [
    " | ".join(["行政复议", "行政诉讼"]),
    " | ".join([*OUTCOMES, "未经复议直接起诉", "复议后起诉"]),
    " | ".join(OUTCOMES * 2),
]


def test_the_row_without_a_label_stands_below_its_headers() -> None:
    figures = [str(number) for number in range(101, 116)]
    report = parse("\n".join([*REVIEW, " | ".join(figures), ""]))
    assert [report.indicators[key].raw for key in report.indicators] == figures
    assert list(report.indicators)[4:6] == ["review.total", "litigation.direct.upheld"]


def test_the_row_without_a_label_that_lost_cells() -> None:
    figures = [str(number) for number in range(101, 112)]
    report = parse("\n".join([*REVIEW, " | ".join(figures), "以上。"]))
    assert not report.indicators
    assert list(unplaced(report)) == figures
    assert {len(candidates) for candidates in unplaced(report).values()} == {15}


STATISTICS = "统计指标 | 单位 | 统计数 |\n（一）主动公开政府信息数 | 条 | 11 |\n"


@pytest.mark.parametrize(
    ("row", "raw", "unit"),
    [
        pytest.param("制发规范性文件总数 | 件 | 5 |\n", "5", "件", id="unit and value"),
        pytest.param("制发规范性文件总数 | 项 | 5 |\n", "5", "项", id="another unit"),
        pytest.param("制发规范性文件总数 | 5 |\n", "5", "件", id="the unit is lost"),
        pytest.param("制发规范性文件总数 | | 5 |\n", "5", "件", id="the unit is blank"),
        pytest.param("制发规范性文件总数 | 件 | |\n", "", "件", id="the value is blank"),
        pytest.param("制发规范性文件总数 | 件 | —— |\n", "——", "件", id="the value is a dash"),
        pytest.param("制发规范性文件总数 | 件 | 5件 |\n", "5件", "件", id="the unit in the cell"),
    ],
)
def test_a_row_with_a_unit_column(row: str, raw: str, unit: str) -> None:
    report = parse(STATISTICS + row + "（一）回应公众关注热点或重大舆情数 | 次 | 6 |\n")
    indicator = report.indicators["disclosure.normative_documents_issued"]
    assert (indicator.raw, indicator.unit) == (raw, unit)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("二、回应解读情况 | —— | |\n", ("blank", None)),
        ("二、回应解读情况 | | |\n", ("blank", None)),
        ("二、回应解读情况 | —— | —— |\n", ("dash", None)),
        ("二、回应解读情况 | | 9 |\n", ("reported", 9)),
        ("二、回应解读情况 | 次 | 9 |\n", ("reported", 9)),
    ],
)
def test_a_figure_in_a_heading_row_has_no_unit(row: str, expected: tuple[str, int | None]) -> None:
    report = parse(STATISTICS + row + "（一）回应公众关注热点或重大舆情数 | 次 | 6 |\n")
    indicator = report.indicators["response"]
    assert (indicator.status, indicator.value) == expected
    assert indicator.unit is None


def test_two_figures_where_one_is_due() -> None:
    report = parse(STATISTICS + "制发规范性文件总数 | 件 | 5 | 7 |\n（一）回应公众关注热点或重大舆情数 | 次 | 6 |\n")
    key = "disclosure.normative_documents_issued"
    assert key not in report.indicators
    assert unplaced(report) == {"5": [key], "7": [key]}


def test_serial_numbers_before_the_labels_are_no_figures() -> None:
    header = ["序号", "统计指标", "单位", "统计数"]
    rows = [
        "一、主动公开情况",
        "—",
        "（一）主动公开政府信息数",
        "条",
        "5",
        "其中：主动公开规范性文件数",
        "条",
        "制发规范性文件总数",
        "件",
        "3",
    ]
    numbered = [*header, "1", *rows[:2], "2", *rows[2:5], "3", *rows[5:7], "4", *rows[7:]]
    report = parse("\n".join(numbered))
    assert report.indicators["disclosure.total"].value == 5
    assert report.indicators["disclosure.normative_documents_issued"].value == 3
    assert [key for key, found in report.indicators.items() if found.value is not None] == [
        "disclosure.total",
        "disclosure.normative_documents_issued",
    ]
    assert report.unplaced == ()


# Rows of the form of 2014 with their keys: a serial number, a label, a unit, a figure. One label has two paragraphs.
NUMBERED = {
    "disclosure": ("一、主动公开情况", ""),
    "disclosure.total": ("（一）主动公开政府信息数\n\n（不同渠道和方式公开相同信息计1条）", "条"),
    "disclosure.normative_documents": ("其中：主动公开规范性文件数", "条"),
    "disclosure.normative_documents_issued": ("制发规范性文件总数", "件"),
    "disclosure.channels": ("（二）通过不同渠道和方式公开政府信息的情况", ""),
    "disclosure.channels.gazette": ("1.政府公报公开政府信息数", "条"),
    "disclosure.channels.website": ("2.政府网站公开政府信息数", "条"),
    "disclosure.channels.weibo": ("3.政务微博公开政府信息数", "条"),
    "disclosure.channels.wechat": ("4.政务微信公开政府信息数", "条"),
    "disclosure.channels.other": ("5.其他方式公开政府信息数", "条"),
    "response": ("二、回应解读情况", ""),
    "response.total": ("（一）回应公众关注热点或重大舆情数\n\n（不同方式回应同一热点或舆情计1次）", "次"),
    "response.channels": ("（二）通过不同渠道和方式回应解读的情况", ""),
    "response.channels.press_conferences": ("1.参加或举办新闻发布会总次数", "次"),
}
COUNTED = {key: at * 40 + 3 for at, (key, (_, unit)) in enumerate(NUMBERED.items()) if unit}


def numbered(row: str, label: Callable[[str], str]) -> str:
    cells = ((label(text), unit, COUNTED.get(key, "")) for key, (text, unit) in NUMBERED.items())
    return "".join(row.format(number, *own) for number, own in enumerate(cells, 1))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "0  序号  统计指标  单位  统计数\n"
            + numbered("{0}  {0}  {1}  {2}  {3}\n", lambda label: label.replace("\n\n", "")),
            id="beside a program's own numbers of the rows",
        ),
        pytest.param(
            "序号\n\n|\n统计指标\n\n|\n单位\n\n|\n统计数\n\n|\n"
            + numbered("{}\n\n|\n{}\n\n|\n{}\n\n|\n{}\n\n|\n", str),
            id="where a paragraph before a bar hides the rows",
        ),
    ],
)
def test_many_serial_numbers(text: str) -> None:
    report = parse(f"政府信息公开情况统计表\n\n{text}\n以上。\n")
    assert {key: item.value for key, item in report.indicators.items() if item.value is not None} == COUNTED
    assert not report.unplaced
    assert not report.diagnostics


def test_serial_numbers_need_not_begin_with_1_where_there_are_many() -> None:
    labels = ["当面申请数", "传真申请数", "网络申请数", "信函申请数"]  # a cleaner has taken each line of one character
    sections = ["（二）申请办结数", "按时办结数", "延期办结数", "（三）申请答复数", "属于已主动公开范围数"]
    others = ["同意公开答复数", "同意部分公开答复数", "不同意公开答复数", "其中：涉及国家秘密", "涉及商业秘密"]
    lines = ["序号", "统计指标", "单位", "统计数", "三、依申请公开情况", "（一）收到申请数", "69"]
    for number, label in enumerate([*labels, *sections, *others], 10):
        lines += [str(number), label]
    found = {key: item.value for key, item in parse("\n".join(lines)).indicators.items() if item.value is not None}
    assert found == {"applications.received": 69}


def test_serial_numbers_a_space_before_the_labels() -> None:
    lines = [
        "第二十条第（五）项",
        "序号 信息内容 本年处理决定数量",
        "1 行政许可 1",  # the figure before the next text is no serial number
        "第二十条第（六）项",
        "序号 信息内容 本年处理决定数量",
        "2 行政处罚 88",
        "3 行政强制 无",
        "第二十条第（八）项",
        "序号 信息内容 本年收费金额（单位：万元）",
        "4 行政事业性收费 9元",
    ]
    found = {key.removeprefix("disclosure."): item.raw for key, item in parse("\n".join(lines)).indicators.items()}
    expected = {"licensing.decisions": "1", "penalties.decisions": "88", "compulsion.decisions": "无"}
    assert found == {**expected, "fees.amount": "9元"}


def test_a_column_of_serial_numbers_that_goes_on_where_a_label_is_short() -> None:
    rows = ("1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请")
    lines = [f"{number} {label} 2 0 0 0 0 0 2" for number, label in enumerate(rows, 1)]
    report = parse("\n".join(["序号 三、本年度办理结果 申请人情况", *lines]))
    assert {item.raw for item in report.indicators.values()} == {"2", "0"}
    assert len(report.indicators) == 28


def applications(row: str) -> list[str]:
    return [f"applications.{row}.{column}" for column in APPLICANTS]


def padded(width: int, *rows: str) -> str:
    """Rows of a writer with a bar and a line break after each cell, that fills each row up to the table's width."""
    lines: list[str] = []
    for row in rows:
        values = row.split(",")
        lines += [f"{cell} |" if cell else "|" for cell in values]
        lines += ["|" * (width - len(values))] if len(values) < width else []
    return "\n".join(lines) + "\n"


NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLICATIONS = [
    f"{NOTE},申请人情况",
    "自然人,法人或其他组织,总计",
    "商业企业,科研机构,社会公益组织,法律服务机构,其他",
]
DISCLOSURE = [
    "第二十条第（一）项",
    "信息内容,本年新制作数量,本年新公开数量,对外公开总数量",
    "规章,11,12,13",
    "规范性文件,21,22,23",
]


def test_tables_of_several_widths_follow_each_other_directly() -> None:
    text = padded(5, *DISCLOSURE) + padded(
        10,
        *APPLICATIONS,
        "一、本年新收政府信息公开申请数量,4,2,0,1,0,1,8",
        "二、上年结转政府信息公开申请数量,0,0,0,0,0,0,0",
    )
    report = parse(text)
    made = [f"disclosure.regulations.{column}" for column in ("made", "disclosed", "disclosed_total")]
    assert cells(report, made) == ["11", "12", "13"]
    assert cells(report, applications("new")) == ["4", "2", "0", "1", "0", "1", "8"]
    without_headers = parse(
        padded(5, DISCLOSURE[0], *DISCLOSURE[2:])
        + padded(
            10,
            "一、本年新收政府信息公开申请数量,4,2,0,1,0,1,8",
            "二、上年结转政府信息公开申请数量,0,0,0,0,0,0,0",
            "四、结转下年度继续办理,1,0,0,0,0,0,1",
        )
    )
    assert cells(without_headers, applications("new")) == ["4", "2", "0", "1", "0", "1", "8"]


def test_a_blank_cell_apart_from_the_padding_is_none_of_it() -> None:
    report = parse(
        padded(
            10,
            *APPLICATIONS,
            "一、本年新收政府信息公开申请数量,4,2,0,1,0,1,",
            "二、上年结转政府信息公开申请数量,0,0,0,0,0,0,",
            "三、本年度办理结果,（一）予以公开,3,2,0,0,0,1,",
        )
    )
    assert cells(report, applications("new")) == ["4", "2", "0", "1", "0", "1", ""]
    assert cells(report, applications("granted")) == ["3", "2", "0", "0", "0", "1", ""]
    assert report.unplaced == ()


def test_bars_below_a_table_of_lines_take_nothing_from_its_last_row() -> None:
    headers = "行政复议 行政诉讼 未经复议直接起诉 复议后起诉" + " 结果维持 结果纠正 其他结果 尚未审结 总计" * 3
    figures = "0 2 0 0 2 1 3 0 0 4 0 2 0 2 4"
    text = "\n".join([*f"{headers} {figures}".split(), "|" * 200, "五、存在的主要问题及改进情况"])
    report = parse(text)
    after = [f"litigation.after_review.{key}" for key in ("upheld", "pending", "total")]
    assert cells(report, after) == ["0", "2", "4"]
    assert not [item for item in report.diagnostics if item.code == "cells-proved"]


def test_words_without_figures_fill_the_cells_of_a_row() -> None:
    text = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 本局无此项 | 本局无此项 | 本局无此项 |\n"
    report = parse("第二十条第（一）项 |\n" + text + "行政规范性文件 | 4 | 4 | 9 |\n")
    assert cells(report, REGULATIONS) == ["本局无此项"] * 3
    assert {report.indicators[key].status for key in REGULATIONS} == {"unreadable"}
    assert cells(report, DOCUMENTS) == ["4", "4", "9"]


def test_empty_lines_mean_in_a_table_without_a_full_row_what_they_mean_in_the_one_above() -> None:
    above = [*HEADER.rstrip(" |\n").split(" | "), "规章", "0", "0", "0", "行政规范性文件", "21", "0", "21"]
    rows = [
        f"{label}{chr(10) * 8}{total}"
        for label, total in [
            ("一、本年新收政府信息公开申请数量", 6),
            ("二、上年结转政府信息公开申请数量", 0),
            ("（一）予以公开", 6),
        ]
    ]
    report = parse("\n\n".join([*above, NOTE, *rows, "（二）部分公开", ""]))
    assert cells(report, applications("new")) == ["", "", "", "", "", "", "6"]
    assert cells(report, applications("carried_in")) == ["", "", "", "", "", "", "0"]


def test_figures_below_a_title_alone_are_those_of_its_table_if_its_sums_hold() -> None:
    title = "四、政府信息公开行政复议、行政诉讼情况\n行政复议行政诉讼\n"
    report = parse(title + "| 5 | 1 | 0 | 2 | 8 | 3 | 0 | 0 | 0 | 3 | 0 | 1 | 0 | 0 | 1 |\n")
    assert cells(report, ["review.upheld", "review.total", "litigation.after_review.total"]) == ["5", "8", "1"]
    assert {indicator.origin for indicator in report.indicators.values()} == {"inferred"}
    wrong_sum = parse(title + "| 5 | 1 | 0 | 2 | 9 | 3 | 0 | 0 | 0 | 3 | 0 | 1 | 0 | 0 | 1 |\n")
    assert not wrong_sum.indicators
    assert len(wrong_sum.unplaced) == 15


@pytest.mark.parametrize("below", ["2021年度", "2022-01-20", "2021年共12件"])
def test_a_year_or_a_day_below_a_table_is_no_cell_of_it(below: str) -> None:
    header = HEADER.rstrip(" |\n").split(" | ")
    rows = "".join(f"{cell} |\n" for cell in [*header, "规章", "0", "0", "0", "行政规范性文件", "21", "0", "21"])
    report = parse(f"{rows}{below}\n三、收到和处理政府信息公开申请情况\n申请人情况 |\n自然人 |\n")
    assert cells(report, DOCUMENTS) == ["21", "0", "21"]


def test_serial_numbers_before_empty_lines_are_no_figures() -> None:
    rows = ("1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请")
    cells = [f"{number}\n\n{label}\n2\n0\n0\n0\n0\n2" for number, label in enumerate(rows, 1)]
    report = parse("\n".join(["序号", "三、本年度办理结果", "申请人情况", *cells]))
    assert not report.indicators.keys() & {"applications.not_processed.petition.total"}  # six figures for seven cells
    assert "2" not in {item.raw for item in report.indicators.values() if item.key.endswith(".total")}


OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def outcomes(report: Report, part: str) -> list[str | None]:
    return cells(report, [f"{part}.{key}" for key in ("upheld", "corrected", "other", "pending", "total")])


@pytest.mark.parametrize("separator", ["\n\n", " |\n"])
def test_a_part_of_a_split_table_is_told_by_its_heading(separator: str) -> None:
    after = ["行政诉讼", "复议后起诉", *OUTCOMES, "0", "7", "0", "0", "7"]
    report = parse(separator.join(["行政复议", *OUTCOMES, "1", "2", "3", "4", "10", *after, "五、存在的主要问题"]))
    assert outcomes(report, "review") == ["1", "2", "3", "4", "10"]
    assert outcomes(report, "litigation.direct") == [None] * 5
    assert outcomes(report, "litigation.after_review") == ["0", "7", "0", "0", "7"]


@pytest.mark.parametrize("separator", ["\n\n", " |\n"])
def test_a_part_of_a_split_table_without_heading_is_told_by_nothing_unless_all_parts_are_there(separator: str) -> None:
    parts = [["1", "2", "3", "4", "10"], ["0", "1", "0", "0", "1"], ["0", "0", "5", "0", "5"]]
    two, three = (
        parse(separator.join([x for part in parts[:count] for x in (*OUTCOMES, *part)] + ["五、存在的主要问题"]))
        for count in (2, 3)
    )
    assert not two.indicators
    read = [outcomes(three, part) for part in ("review", "litigation.direct", "litigation.after_review")]
    assert read == parts


PARTS = ("review", "litigation.direct", "litigation.after_review")
TITLE_OF_REVIEWS = "云泽县水务局2022年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"


def test_headers_that_are_the_widest_lines_are_not_wrapped() -> None:
    header = " | ".join(OUTCOMES)
    rows = {"行政复议": "1 | 2 | 0 | 0 | 3", "未经复议直接起诉": "4 | 0 | 0 | 1 | 5", "复议后起诉": "0 | 6 | 0 | 0 | 6"}
    report = parse(TITLE_OF_REVIEWS + "".join(f"{name}\n{header}\n{row}\n" for name, row in rows.items()))
    assert [outcomes(report, part) for part in PARTS] == [row.split(" | ") for row in rows.values()]


def test_the_parts_of_a_row_may_be_rows_below_one_header() -> None:
    text = (
        f"|  |  | {' | '.join(OUTCOMES)} | 备注 |\n|---|---|---|---|---|---|---|---|\n"
        "| 行政复议 |  | 1 | 2 | 0 | 0 | 3 |  |\n"
        "| 行政诉讼 | 未经复议直接起诉 |  | 4 | 0 | 1 | 5 |  |\n|  | 复议后起诉 | 0 | 0 | 0 | 6 | 6 | 9 |\n"
    )
    report = parse(TITLE_OF_REVIEWS + text)
    read = [["1", "2", "0", "0", "3"], ["", "4", "0", "1", "5"], ["0", "0", "0", "6", "6"]]
    assert [outcomes(report, part) for part in PARTS] == read
    assert [extra.raw for extra in report.extras] == ["9"]


@pytest.mark.parametrize(
    ("header", "label"),
    [
        (["上年", *OUTCOMES], "行政复议"),
        (OUTCOMES, "行政诉讼"),
        (OUTCOMES, "行政调解"),
    ],
)
def test_rows_of_other_parts_or_below_other_headers_are_none_of_them(header: list[str], label: str) -> None:
    figures = [str(number) for number in range(1, len(header) + 1)]
    report = parse(
        TITLE_OF_REVIEWS + "类别 | " + " | ".join(header) + "\n" + " | ".join([label, *figures]) + "\n以上。\n"
    )
    assert not report.indicators


# --- text of printed pages ------------------------------------------------------------------------------------------

PRINTED = (
    "三、收到和处理政府信息公开申请情况",
    "申请人情况",
    *("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"),
)


def values(report: Report, row: str) -> list[object]:
    found = report.indicators
    return [found[key].value if key in found else None for key in applications(row)]


def test_the_end_of_a_label_below_its_figures_is_no_unit() -> None:
    rows = ["7.属于行政执法案", "3 0 0 0 0 0 3", "卷", "8.属于行政查询事", "96 0 0 0 0 0 96", "项", "以上。"]
    report = parse("\n".join([*PRINTED, *rows]))
    total = report.indicators["applications.denied.inquiry_matters.total"]
    assert (total.value, total.unit, total.raw) == (96, "件", "96")


def test_numbers_of_rows_that_stand_alone_between_those_beside_their_labels() -> None:
    rows = [
        "1 一、本年新收政府信息公开申请数量 16 4 1 1 0 1 23",
        "2 二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0",
        "3",
        "三、本年度",
        "办理结果",
        "（一） 予以公开 2 0 2",
        "4",
        "（二） 部分公开",
        "0 0 0 0 0 0 0",
        "5",
        "（三） 不",
        "予公开",
        "1.属于国家秘密 1 0 0 0 0 0 1",
        "6 2.其他法律行政法规禁止公开 2 0 0 0 0 0 2",
        "7 3.危及“三安全一稳定” 0 0 0 0 0 0 0",
        "8 4.保护第三方合法权益 1 1 0 0 0 0 2",
    ]
    report = parse("\n".join(["序号", *PRINTED, *rows, "以上。"]))
    assert values(report, "new") == [16, 4, 1, 1, 0, 1, 23]
    assert values(report, "denied.state_secret") == [1, 0, 0, 0, 0, 0, 1]
    assert values(report, "granted")[-1] != 4
    assert not {"3", "5"} & {item.raw for item in report.indicators.values()}
    assert not {"3", "4", "5"} & unplaced(report).keys()


def test_a_column_of_labels_is_no_blank_cell_where_a_column_of_values_is_empty() -> None:
    rows = [
        "       4.保护第三方合法权益         20   7   2   1        3   33",
        "       5.属于三类内部事务信息       11                    8   19",
        "       6.属于四类过程性信息         6        3                9",
        "（七）总计                       260  20   6   32       47  365",
        "四、结转下年度继续办理                                   6    6",
    ]
    found = values(parse("\n".join([*PRINTED, *rows, "", "以上。"])), "total")
    own = [260, 20, 6, 32, None, 47, 365]
    assert all(value in (None, right) for value, right in zip(found, own, strict=True))


def test_figures_that_stand_below_each_other_by_chance_are_in_no_columns() -> None:
    rows = ["3.其他               1     1", "（七）总计        49 1  2 8 1  4 65", "四、结转下年度继续办理    2    2 4"]
    report = parse("\n".join([*PRINTED, *rows, "", "以上。"]))
    assert values(report, "carried_out") == [None] * 7


def test_a_row_of_a_print_whose_figures_are_far_apart_is_not_read_against_its_sum() -> None:
    short = ["7.属于行政执法案卷", "176", "35", "21", "0", "0", "232", "0"]
    report = parse("\n\n".join(["- 3 -", *PRINTED, "6.属于四类过程性信息", "186", "0", "186", *short, "2．重复申请"]))
    assert values(report, "denied.enforcement_files") == [None] * 7


def test_a_figure_of_a_print_beside_the_unit_of_another_row_is_not_read() -> None:
    rows = [
        "四、行政复议数量",
        "件 4",
        "五、行政诉讼数量",
        "次 37",
        "（一）维持具体行政行为或者驳回原告诉讼请求数",
        "件 2",
    ]
    report = parse("\n".join(["统计指标 单位 统计数", *rows, "- 3 -", "以上。"]))
    assert "litigation" not in report.indicators
    assert report.indicators["review"].value == 4


def nodes(*rows: str) -> str:
    """Rows as text with a bar around all white space between tags: a blank cell, ``_``, adds one to the usual bars."""
    lines = [line for row in rows for line in ["|", "|", *(f"|{cell}|" for cell in row.split())]]
    return "\n".join("|" if line == "|_|" else line for line in lines)


FULL = [f"{row} 1 2 0 0 0 1 4" for row in ("一、本年新收政府信息公开申请数量", "四、结转下年度继续办理")]
ONE_BLANK = [
    f"{row} 1 _ 0 0 0 1 2"
    for row in ("二、上年结转政府信息公开申请数量", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
]


def test_a_table_with_few_rows_has_its_blanks_counted_as_the_other_tables_show() -> None:
    """One row of the first table alone could not tell what a blank cell leaves; those of the second do."""
    small = ["信息内容 本年制发件数 本年废止件数 现行有效件数", "规章 7 _ _", "行政规范性文件 3 4 5"]
    others = [FULL[0], *ONE_BLANK, FULL[1]]
    report = parse(nodes(*small, "第二十条第（五）项", *others) + "\n|\n|\n|以上。|")
    assert cells(report, REGULATIONS) == ["7", "", ""]
    assert report.applications.carried_in.natural_person.value == 1
    assert report.applications.carried_in.business.status == "blank"


def test_a_table_with_few_rows_stays_open_where_no_other_table_tells() -> None:
    small = ["信息内容 本年制发件数 本年废止件数 现行有效件数", "规章 7 _ _", "行政规范性文件 3 4 5"]
    report = parse(nodes(*small, "第二十条第（五）项", *FULL) + "\n|\n|\n|以上。|")
    assert cells(report, REGULATIONS) == [None, None, None]


# --- columns that the text's own headers name ---------------------------------------------------------------------

OFFICIAL = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
WITHOUT_OTHER = [*OFFICIAL[:5], "总计"]


def new_by_header(header: list[str], figures: list[str], separator: str) -> Report:
    label = "一、本年新收政府信息公开申请数量"
    if separator == "\n":
        return parse("\n".join(["三、收到和处理政府信息公开申请情况", *header, label, *figures, "四、其他"]))
    rows = [["项目", *header], [label, *figures]]
    return parse("".join(separator.join(row) + "\n" for row in rows))


@pytest.mark.parametrize("separator", [" | ", "\t", "\n"])
@pytest.mark.parametrize(
    ("header", "figures", "expected", "local"),
    [
        ([*OFFICIAL[:1], *OFFICIAL[2:0:-1], *OFFICIAL[3:]], "5 1 2 0 0 0 8", "5 2 1 0 0 0 8", []),
        (["合计", *OFFICIAL[:-1]], "10 5 1 1 1 1 1", "5 1 1 1 1 1 10", []),
        ([*WITHOUT_OTHER, "上年总计"], "5 0 0 0 0 5 9", "5 0 0 0 0 - 5", ["9"]),
        ([*WITHOUT_OTHER, "备注"], "5 0 0 0 0 5 9", "5 0 0 0 0 - 5", ["9"]),
        ([*OFFICIAL, "上年总计"], "5 0 0 0 0 0 5 9", "5 0 0 0 0 0 5", ["9"]),
        ([*OFFICIAL, "备注"], "5 0 0 0 0 0 5", "5 0 0 0 0 0 5", []),
        ([*OFFICIAL[:5], "其它", "总计"], "5 0 0 0 0 1 6", "5 0 0 0 0 1 6", []),
        ([*OFFICIAL[:2], *OFFICIAL[1:2], *OFFICIAL[3:]], "5 1 2 0 0 0 8", "5 1 2 0 0 0 8", []),
    ],
    ids=["swapped", "total first", "last year's total", "a note", "one more", "an empty note", "misspelt", "one twice"],
)
def test_columns_are_those_that_the_headers_name(
    header: list[str], figures: str, expected: str, local: list[str], separator: str
) -> None:
    report = new_by_header(header, figures.split(), separator)
    read = cells(report, applications("new"))
    assert read == [None if figure == "-" else figure for figure in expected.split()]
    assert [extra.raw for extra in report.extras] == local


def test_a_row_with_fewer_cells_than_the_headers_in_another_order_is_not_read() -> None:
    report = new_by_header(["合计", *OFFICIAL[:-1], "上年总计"], ["10", "5", "1", "1", "1", "1", "1"], " | ")
    assert not report.indicators
    assert unplaced(report)["10"] == applications("new")


def test_headers_above_labels_are_no_columns() -> None:
    report = new_by_header(["情形", *OFFICIAL], ["5", "0", "0", "0", "0", "0", "5"], " | ")
    assert cells(report, applications("new")) == ["5", "0", "0", "0", "0", "0", "5"]


def test_figures_under_headers_in_another_order_that_stand_in_two_lines_are_not_placed_by_their_sum() -> None:
    label = "一、本年新收政府信息公开申请数量"
    report = parse(
        "| 项目 | 自然人 | 法人或其他组织 | | | | | 总计 |\n"
        "| | | 科研机构 | 商业企业 | 社会公益组织 | 法律服务机构 | 其他 | |\n"
        f"| {label} | 5 | 1 | 2 | 0 | 0 | 0 | 8 |\n"
    )
    assert report.applications.new.business.value in (None, 2)
    assert report.applications.new.research.value in (None, 1)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("上年制发件数 | 本年制发件数 | 现行有效件数", ["2", None, "3"]),
        ("本年制发件数 | 主动公开件数 | 现行有效件数", ["1", None, "3"]),
        ("本年制发件数 | 本年作废件数 | 现行有效件数", ["1", "2", "3"]),
        ("本年制发件数 | 本年制发件数 | 现行有效件数", ["1", "2", "3"]),
        ("制发 | 废止 | 有效", ["1", "2", "3"]),
    ],
)
def test_a_header_that_is_none_of_the_forms_names_a_column_of_the_offices_own(
    header: str, expected: list[str | None]
) -> None:
    report = parse(f"信息内容 | {header}\n规章 | 1 | 2 | 3\n行政规范性文件 | 4 | 5 | 6\n")
    keys = [f"disclosure.regulations.{column}" for column in ("issued", "repealed", "in_force")]
    assert cells(report, keys) == expected


@pytest.mark.parametrize(("separator", "end"), [(" | ", " |\n"), (" |\n", " |\n"), ("\t", "\n"), ("\n\n", "\n\n")])
def test_the_headers_of_another_block_name_none_of_the_form_s_columns(separator: str, end: str) -> None:
    """Above 政府集中采购, the office left those of the block before, and may have filled in either."""
    rows = [
        ["第二十条第（六）项"],
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政处罚", "58", "2", "31"],
        ["行政强制", "4", "0", "12"],
        ["第二十条第（八）项"],
        ["信息内容", "上一年项目数量", "本年增/减"],
        ["行政事业性收费", "7", "1"],
        ["第二十条第（九）项"],
        ["信息内容", "上一年项目数量", "本年增/减"],
        ["政府集中采购", "15", "3"],
    ]
    report = parse("".join(separator.join(row) + end for row in rows))
    assert cells(report, ["disclosure.penalties.decisions", "disclosure.fees.change"]) == ["31", "1"]
    assert cells(report, ["disclosure.procurement.items", "disclosure.procurement.amount"]) == [None, None]
    assert {extra.labels: extra.value for extra in report.extras} == {
        ("政府集中采购", "上一年项目数量"): 15,
        ("政府集中采购", "本年增/减"): 3,
    }


def test_a_number_of_decisions_is_no_amount() -> None:
    fees = "第二十条第（八）项\n信息内容 | 本年处理决定数量 |\n行政事业性收费 | 5 |\n"
    report = parse(f"{HEADER}规章 | 1 | 2 | 3 |\n{fees}")
    assert report.edition == "2021"
    assert "disclosure.fees.amount" not in report.indicators
    assert [(extra.labels, extra.value) for extra in report.extras] == [(("行政事业性收费", "本年处理决定数量"), 5)]
    # Where nothing tells the form, it may be any cell of that row.
    assert set(unplaced(parse(fees))) == {"5"}


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("本年制发件数 | 本年废止件数 | 现行有效件数", "本年制发件数"),
        ("上年制发件数 | 本年废止件数 | 现行有效件数", None),
        ("本年废止件数 | 本年制发件数 | 现行有效件数", None),
        ("2020年 | 2021年 | 2022年", None),
    ],
)
def test_an_extra_figure_is_of_no_column_that_the_headers_do_not_name(header: str, column: str | None) -> None:
    rows = "规章 | 1 | 2 | 3\n行政规范性文件 | 4 | 5 | 6\n其他文件 | 7 | 8 | 9\n"
    text = f"第二十条第（一）项\n信息内容 | {header}\n{rows}以上。"
    labels = [extra.labels for extra in parse(text).extras if extra.value == 7]
    assert labels == [("其他文件", column) if column else ("其他文件",)]


def test_amounts_and_items_stand_under_their_headers() -> None:
    report = parse("信息内容 | 采购总金额（万元） | 项目数\n政府集中采购 | 12.5 | 3\n")
    assert cells(report, ["disclosure.procurement.items", "disclosure.procurement.amount"]) == ["3", "12.5"]


@pytest.mark.parametrize("separator", [" | ", "\n"])
def test_outcomes_stand_under_their_headers(separator: str) -> None:
    heads = separator.join([OUTCOMES[-1], *OUTCOMES[:-1]] * 3)
    figures = separator.join(["5", "3", "2", "0", "0"] * 3)
    report = parse(
        f"四、政府信息公开行政复议、行政诉讼情况\n行政复议{separator}行政诉讼\n"
        f"未经复议直接起诉{separator}复议后起诉\n{heads}\n{figures}\n"
    )
    for part in ("review", "litigation.direct", "litigation.after_review"):
        assert outcomes(report, part) in (["3", "2", "0", "0", "5"], [None] * 5)


def test_reviews_and_lawsuits_with_the_same_rows_are_told_by_the_heading_above() -> None:
    rows = "（一）维持具体行政行为数 | 件 | 4\n（二）被依法纠错数 | 件 | 3\n（三）其他情形数 | 件 | 2\n"
    title = "政府信息公开情况统计表\n统计指标 | 单位 | 统计数\n"
    report = parse(f"{title}四、行政复议数量 | 件 | 0\n五、行政诉讼数量 | 件 | 9\n{rows}")
    keys = ["", ".upheld", ".corrected", ".other"]
    assert cells(report, [f"litigation{key}" for key in keys]) == ["9", "4", "3", "2"]
    assert cells(report, [f"review{key}" for key in keys]) == ["0", None, None, None]


def test_rows_of_reviews_and_of_lawsuits_alike_are_neither_without_a_heading_or_a_row_that_tells() -> None:
    title = "政府信息公开情况统计表\n统计指标 | 单位 | 统计数\n"
    rows = "（二）被依法纠错数 | 件 | 3\n（三）其他情形数 | 件 | 2\n"
    assert not parse(f"{title}{rows}").indicators
    told = parse(f"{title}（一）维持具体行政行为数 | 件 | 4\n{rows}")
    assert cells(told, ["review.upheld", "review.corrected", "review.other"]) == ["4", "3", "2"]


def test_a_row_whose_merged_label_ends_too_early_is_not_read_under_the_headers() -> None:
    """The label lacks a column, so that the row's seven cells stand one to the left of their headers."""
    kinds = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    head = "".join(f"<th>{kind}</th>" for kind in kinds)
    row = "".join(f"<td>{cell}</td>" for cell in ("", "1", "", "", "", "", "1"))
    rows = f'<tr><td colspan="2">二、上年结转政府信息公开申请数量</td>{row}</tr>\n'
    other = "".join(f"<td>{cell}</td>" for cell in (8, 0, 0, 0, 0, 0, 8))
    rows += f'<tr><td>三、本年度办理结果</td><td colspan="2">（一）予以公开</td>{other}</tr>\n'
    found = parse(f'<table>\n<tr><th colspan="3">申请人情况</th>{head}</tr>\n{rows}</table>\n').indicators
    own = [found[f"applications.carried_in.{kind}"].value for kind in ("natural_person", "business", "total")]
    assert own == [None, 1, 1]
    assert found["applications.granted.natural_person"].value == 8


def with_values(header: str, *rows: str) -> Report:
    """A table of 2014 with other columns of values than the form's, a row a line."""
    names = ("1.政府公报", "2.政府网站", "3.政务微博", "4.政务微信")
    lines = [f"| {name}公开政府信息数 | 条 | {row} |" for name, row in zip(names, rows, strict=False)]
    return parse("\n".join([f"| 统计指标 | 单位 | {header} |", *lines, "| 5.其他方式公开政府信息数 | 条 | 9 | 9 |"]))


CHANNELS = [f"disclosure.channels.{name}" for name in ("gazette", "website", "weibo", "wechat")]


@pytest.mark.parametrize("own", ["统计数", "2016年统计数", "本年统计数"])
def test_values_are_those_under_the_form_s_own_header(own: str) -> None:
    """A blank value in front of a figure shows that no blank cell is gone."""
    report = with_values(f"{own} | 上年统计数", "18 | 7", " | 12", "3 | ", " | ")
    assert cells(report, CHANNELS) == ["18", "", "3", ""]
    assert [(extra.labels[1], extra.raw) for extra in report.extras] == [("上年统计数", x) for x in ("7", "12", "9")]
    swapped = with_values(f"乡镇统计数 | {own}", "7 | 18", "12 | ", " | 3", "0 | 无")
    assert cells(swapped, CHANNELS) == ["18", "", "3", "无"]


def test_a_word_under_another_header_is_not_the_value() -> None:
    report = with_values("统计数 | 乡镇统计数", "18 | 7", " | 无", " | /", "3 | 4")
    assert cells(report, CHANNELS) == ["18", "", "", "3"]


def test_where_blank_values_may_be_gone_a_lone_figure_is_under_no_header() -> None:
    report = with_values("统计数 | 上年统计数", "18 | 7", "12 | ", "3 | 4", "5 | 6")
    assert cells(report, CHANNELS) == ["18", None, "3", "5"]
    assert unplaced(report) == {"12": [CHANNELS[1]]}


def test_headers_of_two_years_name_no_value() -> None:
    assert cells(with_values("2016年统计数 | 2015年统计数", "18 | 7", " | 12", "3 | "), CHANNELS) == [None] * 4


# A column of the office's own beside headers of several levels. The column of the companies is blank in all rows.
WIDENED = """三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 | 街道数
自然人 | 法人或其他组织 | 总计
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他
一、本年新收政府信息公开申请数量 | 13 | | 1 | 2 | 5 | 2 | 23 | 262
二、上年结转政府信息公开申请数量 | 1 | | | | | 1 | 2 | 0
（七）总计 | 14 | | 1 | 2 | 4 | 3 | 24 | 11
四、结转下年度继续办理 | | | | | 1 | | 1 | 7
四、政府信息公开行政复议、行政诉讼情况
行政复议 | 行政诉讼 | 街道数
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
 | | | 2 | 2 | | 1 | | | 1 | | | | | 0 | 3
"""
OF_THE_FORM = {
    "applications.new.natural_person": 13,
    "applications.new.research": 1,
    "applications.new.public_welfare": 2,
    "applications.new.legal_service": 5,
    "applications.new.other_organization": 2,
    "applications.new.total": 23,
    "applications.carried_in.natural_person": 1,
    "applications.carried_in.other_organization": 1,
    "applications.carried_in.total": 2,
    "applications.total.natural_person": 14,
    "applications.total.research": 1,
    "applications.total.public_welfare": 2,
    "applications.total.legal_service": 4,
    "applications.total.other_organization": 3,
    "applications.total.total": 24,
    "applications.carried_out.legal_service": 1,
    "applications.carried_out.total": 1,
    "review.pending": 2,
    "review.total": 2,
    "litigation.direct.corrected": 1,
    "litigation.direct.total": 1,
    "litigation.after_review.total": 0,
}


def test_a_column_of_the_office_s_own_shifts_no_figure() -> None:
    report = parse(WIDENED)
    assert {key: indicator.value for key, indicator in report.indicators.items() if indicator.value is not None} == (
        OF_THE_FORM
    )
    assert report.indicators["applications.new.business"].status == "blank"
    assert [extra.raw for extra in report.extras] == ["262", "0", "11", "7", "3"]


def test_where_blank_cells_are_gone_a_column_of_the_office_s_own_leaves_rows_open() -> None:
    """A row of seven figures may lack a cell of the form and have that of the office."""
    lines = WIDENED.replace(" | |", " |").replace(" | |", " |").replace(" | ", "\n")
    assert not any(indicator.value is not None for indicator in parse(lines).indicators.values())


def test_a_header_that_is_written_otherwise_is_no_further_column() -> None:
    report = parse(WIDENED.replace("法律服务机构", "律所").replace(" | 街道数", "").replace(" | 262", ""))
    assert report.applications.new.total.value == 23
    assert report.applications.new.legal_service.value == 5


@pytest.mark.parametrize("gap", ["\n", ""], ids=["rows apart", "rows together"])
def test_a_cell_is_not_blank_where_a_figure_stands_alone_in_the_next_line(gap: str) -> None:
    report = parse(
        f"""序号 | 统计指标 | 单位 | 统计数
{gap}60 | （三）从事政府信息公开工作人员数 | 人 | 5
{gap}61 | （四）政府信息公开专项经费 | 万元 |
4.3863元
{gap}62 | 九、政府信息公开会议和培训情况 | | |
{gap}63 | （一）召开政府信息公开工作会议或专题会议数 | 次 | 3
"""
    )
    assert "organization.budget" not in report.indicators or report.indicators["organization.budget"].value
    assert report.indicators["training.meetings"].value == 3
    assert report.indicators["organization.staff"].value == 5


def test_cells_are_not_blank_where_figures_stand_behind_fillers() -> None:
    report = parse(
        "|\n|第二十条第（一）项\n|\n|序号\n||信息内容\n|本年新制作数量\n||本年新公开数量\n||对外公开总数量\n||备注数\n|\n"
        "|1\n||规章\n||4\n||0\n||51\n||5\n|\n|2\n||规范性文件\n||11\n||47\n||8\n||6\n|\n"
    )
    assert not any(indicator.status == "blank" for indicator in report.indicators.values())
    assert {"4", "51", "11", "47", "8"} <= {item.raw for item in report.unplaced}


def test_rows_of_a_frame_that_was_printed_without_some_columns_have_no_places() -> None:
    report = parse(
        "   信息内容    本年制发件数  ...  现行有效件数\n"
        "0  规章           11  ...        38\n"
        "1  行政规范性文件      4  ...        23\n"
    )
    assert not any(indicator.value is not None for indicator in report.indicators.values())


PARAGRAPH = "全年通过门户网站发布信息，" * 5
PROBLEMS = ["五、存在的主要问题", "一是更新不够及时。", "二是解读形式单一。", "三是培训不够。"]
APART = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章", "0", "行政规范性文件", "32", "247", "195"]


@pytest.mark.parametrize(
    ("above", "below", "placed"),
    [
        pytest.param([PARAGRAPH], ["- 4 -", *PROBLEMS], True, id="a footer left in a page"),
        pytest.param([PARAGRAPH], ["- 1 -", *PROBLEMS], False, id="the first page of a print"),
        pytest.param([PARAGRAPH, "- 3 -"], ["- 4 -", *PROBLEMS], False, id="two pages"),
        pytest.param([PARAGRAPH], ["以上。", "- 4 -"], False, id="a page's end"),
        pytest.param([PARAGRAPH[:20]], ["- 4 -", *PROBLEMS], False, id="lines no longer than a page is wide"),
    ],
)
def test_figures_far_apart_in_a_text_with_page_numbers(above: list[str], below: list[str], placed: bool) -> None:
    """In a print, figures that empty lines part may be of other rows where some row has too few of them."""
    report = parse("\n\n".join([*above, "第二十条第（一）项", *APART, *below]))
    found = {key.rsplit(".", 1)[1]: item.value for key, item in report.indicators.items()}
    assert found == ({"issued": 32, "repealed": 247, "in_force": 195} if placed else {})


@pytest.mark.parametrize("filler", ["", "nan", "□"])
def test_rows_whose_last_figure_is_the_sum_of_the_others_have_lost_blanks_before_it(filler: str) -> None:
    rows = [
        ["一、本年新收政府信息公开申请数量", "18", "4", "2", "1", "3", "1", "29"],
        ["二、上年结转政府信息公开申请数量", "64", "64", filler, filler, filler, filler, filler],
        ["（一）予以公开", "196", "21", "217", filler, filler, filler, filler],
        ["（二）部分公开", "5", filler, filler, filler, filler, filler, filler],
    ]
    report = parse("\n".join(" | ".join(row) + " |" for row in rows))
    assert report.applications.new.total.value == 29
    others = {key: x.value for key, x in report.indicators.items() if x.value is not None and ".new." not in key}
    assert others.items() <= {("applications.granted.total", 217)}  # which has no other place
    assert {figure.raw for figure in report.unplaced} >= {"64", "196", "21", "5"}


EACH_OUTCOME = " 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |"
REVIEWS = f"四、政府信息公开行政复议、行政诉讼情况\n| 行政复议 | | | | | 行政诉讼 {'| ' * 10}|\n|{EACH_OUTCOME * 3}"


@pytest.mark.parametrize(
    "numbers",
    [
        "| " + " | ".join(map(str, range(1, 16))) + " |",
        "| 栏次 | " + " | ".join(map(str, range(2, 16))) + " |",
        "| " + " | ".join(f"({number})" for number in range(1, 16)) + " |",
    ],
)
def test_the_row_that_numbers_the_columns_is_none_of_the_table(numbers: str) -> None:
    report = parse(f"{REVIEWS}\n{numbers}\n| 4 | 1 | 0 | 0 | 5 | 2 | 0 | 0 | 0 | 2 | 0 | 0 | 3 | 0 | 3 |\n")
    assert (report.review.upheld.value, report.review.total.value) == (4, 5)
    assert report.litigation.after_review.total.value == 3
    assert not report.unplaced


def test_numbers_of_columns_among_lines_are_none_of_the_cells() -> None:
    new = ["一、本年新收政府信息公开申请数量", "18", "4", "0", "1", "0", "1", "24"]
    lines = ["栏次", "1", "2", "3", "4", "5", "6", "7", *new, "二、上年结转政府信息公开申请数量"]
    report = parse("\n".join([*lines, "1", "2", "3", "4", "5", "6", "21"]))
    assert report.applications.new.total.value == 24
    assert report.applications.carried_in.natural_person.value == 1  # a row that counts up is a row


def test_a_remark_behind_the_figures_does_not_move_them() -> None:
    new = "| 一、本年新收政府信息公开申请数量 | | | 18 | 4 | 0 | 1 | 0 | 1 | 24 | {} |\n"
    head = "| | | | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 | 备注 |\n"
    for remark in ("含网上申请3件", "/", "", "另有2件结转"):
        report = parse(head + new.format(remark))
        figures = [report.indicators.get(f"applications.new.{name}") for name in APPLICANTS]
        assert [figure and figure.value for figure in figures] in ([18, 4, 0, 1, 0, 1, 24], [None] * 7)


def test_figures_under_another_columns_header_are_none_of_a_heading() -> None:
    report = parse(
        "统计指标 | 单位 | 统计数 | 上年数 |\n一、主动公开情况 | 8 | ||\n（一）主动公开政府信息数 | 条 | 28 | 91 |\n"
        "其中：主动公开规范性文件数 | 条 | 2 | 41 |\n（二）通过不同渠道和方式公开政府信息的情况 | 0 | ||\n"
        "1.政府公报公开政府信息数 | 条 | 135 | 99 |\n"
    )
    assert report.disclosure.total.value == 28
    assert not {"disclosure", "disclosure.channels"} & set(report.indicators)


@pytest.mark.parametrize("mark", ["[7]", " | [7]", " | ①"])
def test_the_mark_of_a_note_behind_a_label_is_none_of_its_cells(mark: str) -> None:
    head = "第二十条第（五）项\n信息内容 | 本年处理决定数量[6]\n"
    report = parse(f"{head}行政许可{mark} | 12\n")
    assert report.disclosure.licensing.decisions.value == 12


def test_a_row_with_a_blank_cell_and_a_figure_of_a_local_column_is_not_full() -> None:
    head = "第二十条第（一）项\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |  |\n"
    rows = "规章 | 11 | 107 | 3 | 42 |\n行政规范性文件 |  | 170 | 177 | 45 |\n"
    report = parse(f"2021年政府信息公开工作年度报告\n{head}{rows}")
    assert "disclosure.normative_documents.issued" not in report.indicators
    assert {figure.raw for figure in report.unplaced} >= {"170", "177", "45"}
