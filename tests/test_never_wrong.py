"""Texts from which a figure was once read under a wrong key, or with a wrong unit: what may be read, and nothing else.

Each case is a text, the figures that it states beyond doubt (all of them must be read), and so no others may be.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_parse import Report, parse

from .support.figures import APPLICANTS

NEW = "一、本年新收政府信息公开申请数量"
CARRIED = "二、上年结转政府信息公开申请数量"

HEADERS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def applicants(row: str, *figures: int) -> dict[str, int]:
    return {f"applications.{row}.{name}": figure for name, figure in zip(APPLICANTS, figures, strict=True)}


def reported(report: Report) -> dict[str, object]:
    return {key: indicator.value for key, indicator in report.indicators.items() if indicator.value is not None}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        pytest.param(
            f"| 行政事业性收费 | 42072.19 |  |  |\n| {NEW} |  |  |  |  |  |  |  | 0 |  |\n",
            {"disclosure.fees.amount": Decimal("42072.19")},
            id="the surplus of one table says nothing of another's",
        ),
        pytest.param(
            f"| {NEW} |  |  | 1 | 2 | 3 | 4 | 5 | 6 | 21 |\n| {CARRIED} |  |  | 7 | 8 | 9 | 10 |",
            applicants("new", 1, 2, 3, 4, 5, 6, 21),
            id="a cut row beside a merged label",
        ),
        pytest.param(
            "第二十条第（一）项\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 | 备注\n"
            "规章 | 1 | 3 | 4 | 无\n行政规范性文件 | | 6 | 7 | 2",
            {
                "disclosure.regulations.issued": 1,
                "disclosure.regulations.repealed": 3,
                "disclosure.regulations.in_force": 4,
                "disclosure.normative_documents.repealed": 6,
                "disclosure.normative_documents.in_force": 7,
            },
            id="a local column and a blank first cell",
        ),
        pytest.param(
            f"申请人情况 | 总计 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他\n"
            f"{NEW} | 10 | 1 | 2 | 3 | 4 | 0 | 0\n",
            applicants("new", 1, 2, 3, 4, 0, 0, 10),
            id="columns in another order",
        ),
        pytest.param(
            f"{NEW} |\n0 |\n0 |\n16048 |\n|||\n|\n{CARRIED} |\n1 |\n",
            {},
            id="the bar that opens the next row is no blank cell",
        ),
        pytest.param(
            "第二十条第（五）项\n| 信息内容 | 本年处理决定数量 | 本年处理决定数量 | 本年处理决定数量 |\n"
            "| 行政许可 | 40 | 40 | 40 |\n",
            {"disclosure.licensing.decisions": 40},
            id="a merged cell written three times makes no other edition",
        ),
        pytest.param(
            "第二十条第（六）项\n信息内容 上一年项目数量 本年增/减 处理决定数量\n行政处罚 3 4 5\n行政强制 82517\n",
            {
                "disclosure.penalties.items_last_year": 3,
                "disclosure.penalties.change": 4,
                "disclosure.penalties.decisions": 5,
            },
            id="headers in one line",
        ),
        pytest.param(
            "(七)总计\n1\n0\n0\n0\n0\n0\n1\n四、结转下年度继续办理\n1\n0\n0\n0\n0\n0\n\n2022\n某县人民政府",
            applicants("total", 1, 0, 0, 0, 0, 0, 1),
            id="a year below the table is not the last column",
        ),
        pytest.param(
            "第二十条第（六）项\n信息内容 | 本年处理决定数量\n行政处分 | 9\n行政强执 | 8\n行政强制 | 2\n",
            {"disclosure.compulsion.decisions": 2},
            id="a short label with a wrong character is another word",
        ),
        pytest.param(
            f"{NEW}\n\n1\n\n2\n\n3\n\n4\n\n5\n\n6\n\n21\n\n{CARRIED}\n\n0\n\n0\n\n\xa0\n\n174\n\n\xa0\n\n"
            "(一)予以公开\n\n1\n\n2\n\n3\n\n4\n\n5\n\n6\n\n21\n\n",
            applicants("new", 1, 2, 3, 4, 5, 6, 21) | applicants("granted", 1, 2, 3, 4, 5, 6, 21),
            id="how many lines a blank cell takes is not known from one row",
        ),
        pytest.param(
            "\n".join(("行政复议", "行政诉讼", *HEADERS, "未经复议直接起诉", "复议后起诉", *HEADERS, *HEADERS))
            + "\n\n61\n\n\n0\n353\n2182\n\n1359\n2486\n\n0\n0\n0\n2171",
            {},
            id="empty lines before a row without label",
        ),
        pytest.param(
            "第二十条第(五)项 |||||信息内容 |上一年项目数量 |本年增/减 |处理决定数量 ||行政许可 |103 |253 |14 ||"
            "其他对外管理服务事项 |246 |9 |||第二十条第(六)项 |||||",
            {
                "disclosure.licensing.items_last_year": 103,
                "disclosure.licensing.change": 253,
                "disclosure.licensing.decisions": 14,
            },
            id="padding without line breaks",
        ),
        pytest.param(
            "第二十条第（五）项\n行政许可 | 3 5 |\n第二十条第（六）项\n行政处罚 | 12² |\n"
            "信息内容 | 本年处理决定数量 |\n",
            {},
            id="figures are not glued together",
        ),
        pytest.param(
            "一、主动公开情况\n（一）主动公开政府信息数\n（不同渠道和方式公开相同信息计\n1\n条）\n条\n545\n"
            "制发规范性文件总数\n件\n24\n（二）通过不同渠道和方式公开政府信息的情况\n",
            {"disclosure.total": 545, "disclosure.normative_documents_issued": 24},
            id="a figure in a label's note that is in pieces",
        ),
        pytest.param(
            f"{NEW}\n1\n2\n3\n4\n5\n6\n21\n(三)不予公开\n7\n.属于行政执法案卷\n24\n2\n8\n3\n1\n38\n8\n.属于行政查询事项\n",
            applicants("new", 1, 2, 3, 4, 5, 6, 21) | {"applications.denied.enforcement_files.total": 38},
            id="an item number parted from its label is no total",
        ),
        pytest.param(
            "第二十条第（八）项\n信息内容\n本年收费金额\n行政事业性收费\n55\n，\n716.25\n"
            f"三、收到和处理政府信息公开申请情况\n{NEW}\n1\n件\n2\n3\n4\n5\n6\n1\n，\n021\n{CARRIED}\n",
            {"disclosure.fees.amount": Decimal("55716.25"), **applicants("new", 1, 2, 3, 4, 5, 6, 1021)},
            id="a figure in pieces",
        ),
        pytest.param(
            "第二十条第（八）项|信息内容|本年收费金额|行政事业性收费|55|，|716.25|三、收到和处理政府信息公开申请情况|",
            {},
            id="a figure in pieces between bars",
        ),
        pytest.param(
            f"{NEW} 1 2 3 4 5 6 21 {CARRIED} 1 1 0 0 0 0 2 （一）予以公开 1 2 3 4 5 6 21 "
            "四、结转下年度继续办理 0 8 10 18 - 6 - 四、政府信息公开行政复议、行政诉讼情况",
            applicants("new", 1, 2, 3, 4, 5, 6, 21)
            | applicants("carried_in", 1, 1, 0, 0, 0, 0, 2)
            | applicants("granted", 1, 2, 3, 4, 5, 6, 21)
            | {"applications.carried_out.total": 18},
            id="a page number in words",
        ),
        pytest.param(
            "首页|"
            * 70
            + "统计指标|单位|统计数|上年统计数|1.政府公报公开政府信息数|条|41|8|2.政府网站公开政府信息数|条|98|850|"
            "3.政务微博公开政府信息数|条|272|4.政务微信公开政府信息数|条|0|5.其他方式公开政府信息数|条|47|3|二、回应解读情况|",
            {
                "disclosure.channels.gazette": 41,
                "disclosure.channels.website": 98,
                "disclosure.channels.other": 47,
            },
            id="the only figure of a row may be of a local column",
        ),
        pytest.param(
            "序号\n统计指标\n单位\n2018年统计数\n区直单位统计数\n1\n（一）主动公开政府信息数\n条\n41\n8\n2\n制发规范性文件总数\n件\n"
            "98\n850\n3\n1.政府公报公开政府信息数\n条\n272\n4\n2.政府网站公开政府信息数\n条\n0\n3\n5\n二、回应解读情况\n",
            {"disclosure.total": 41, "disclosure.normative_documents_issued": 98, "disclosure.channels.website": 0},
            id="a local column beside serial numbers",
        ),
        pytest.param(
            f"{NEW}\n1\n2\n3\n4\n5\n6\n21\n{CARRIED}\n5\n/\n5\n（一）予以公开\n1\n2\n3\n4\n5\n6\n21\n",
            applicants("new", 1, 2, 3, 4, 5, 6, 21)
            | applicants("granted", 1, 2, 3, 4, 5, 6, 21)
            | {"applications.carried_in.total": 5},
            id="two figures and a slash are no page number",
        ),
        pytest.param(
            "第二十条第（一）项\n信息内容\n本 年 新\n制作数量\n本 年 新\n公开数量（2020年1月1日至12月31日）\n"
            "对外公开总数量\n规章\n251\n20\n7\n规范性文件\n1\n2\n3\n第二十条第（五）项\n",
            {
                "disclosure.regulations.made": 251,
                "disclosure.regulations.disclosed": 20,
                "disclosure.regulations.disclosed_total": 7,
                "disclosure.normative_documents.made": 1,
                "disclosure.normative_documents.disclosed": 2,
                "disclosure.normative_documents.disclosed_total": 3,
            },
            id="a header in pieces with a note",
        ),
        pytest.param(
            "第二十条第\n(\n)\n信息内容\n本年收费金额\n(\n单位\n:\n万元\n)\n行政事业性收费\n5\n，\n733.9077\n"
            "三、收到和处理政府信息公开申请情况\n",
            {},
            id="an amount in pieces whose unit may have been a line of one character",
        ),
        pytest.param(
            "统计指标\n单位\n统计数\n（一）主动公开政府信息数\n条\n41\n8\n制发规范性文件总数\n件\n98\n850\n"
            "1.政府公报公开政府信息数\n条\n272\n2.政府网站公开政府信息数\n条\n0\n二、回应解读情况\n",
            {},
            id="a local column that the header does not show",
        ),
    ],
)
def test_nothing_but_what_the_text_tells(text: str, figures: dict[str, object]) -> None:
    assert reported(parse(text)) == figures


@pytest.mark.parametrize(
    ("header", "label", "unit"),
    [
        ("本年收费金额单位:元", "行政事业性收费", "元"),
        ("本年收费金额（单位：人民币 元）", "行政事业性收费", "元"),
        ("本年收费金额（千元）", "行政事业性收费", "千元"),
        ("本年收费金额", "行政事业性收费（元）", "元"),
        ("本年收费金额", "行政事业性收费", "万元"),
    ],
)
def test_the_unit_of_money_is_the_one_that_the_table_names(header: str, label: str, unit: str) -> None:
    amount = parse(f"第二十条第（八）项 |\n信息内容 | {header} |\n{label} | 1500 |\n").disclosure.fees.amount
    assert (amount.value, amount.unit) == (1500, unit)


def test_an_amount_whose_unit_may_be_gone_has_no_place() -> None:
    table = "第二十条第({})项\n信息内容\n本年收费金额（单位：万元）\n行政事业性收费\n5733.9077\n"
    assert parse(table.format("八")).disclosure.fees.amount.unit == "万元"
    report = parse(table.format(""))  # a writer that drops texts of one character drops 元 as well
    assert not reported(report)
    assert [figure.raw for figure in report.unplaced] == ["5733.9077"]


@pytest.mark.parametrize(
    ("caption", "header", "cell", "amount"),
    [
        ("单位：元\n", "本年收费金额", "685000", (685000, "元")),
        ("", "本年收费金额（单位：万元）", "12.5（单位：元）", (Decimal("12.5"), "元")),
        ("", "本年收费金额（单位：元）", "¥5000.00", (Decimal("5000.00"), "元")),
        ("单位：元\n", "本年收费金额（单位：万元）", "685000", None),
        ("", "本年收费金额（单位：万元）", "￥685,000.00", None),
        ("", "本年收费金额", "¥5000", None),
        ("", "本年收费金额（单位：万元）", "5件", None),
    ],
)
def test_an_amount_in_contradicting_units_has_no_place(
    caption: str, header: str, cell: str, amount: tuple[object, str] | None
) -> None:
    report = parse(f"第二十条第（八）项\n{caption}信息内容 | {header}\n行政事业性收费 | {cell}\n三、收到和处理\n")
    assert [(item.value, item.unit) for item in report.indicators.values()] == ([amount] if amount else [])
    assert [item.raw for item in report.unplaced] == ([] if amount else [cell])


@pytest.mark.parametrize(
    ("caption", "header", "figures"),
    [
        ("", "本年处理决定数量", {"penalties": 25000, "compulsion": 3}),
        ("", "本年处理决定数量（万件）", {"penalties": 25000}),
        ("（单位：万件）\n", "本年处理决定数量", {"penalties": 25000}),
    ],
)
def test_counts_are_whole_and_of_what_the_form_counts(caption: str, header: str, figures: dict[str, int]) -> None:
    report = parse(f"{caption}信息内容 | {header}\n行政许可 | 1.5\n行政处罚 | 2.5万件\n行政强制 | 3\n三、收到和处理\n")
    assert reported(report) == {f"disclosure.{row}.decisions": figure for row, figure in figures.items()}
    people = parse(f"{caption}信息内容 | 本年处理决定数量\n行政许可 | 5人\n行政处罚 | 3元\n三、收到和处理\n")
    assert [item.raw for item in people.unplaced] == ["5人", "3元"]


@pytest.mark.parametrize("day", ["2023\n年\n", "2023\n年\n3\n月\n1\n日\n", "2023\n年3月1日\n"])
def test_a_day_in_pieces_below_a_table_fills_no_blank_cell(day: str) -> None:
    rows = "信息内容\n本年处理决定数量\n行政许可\n3\n信息内容\n本年收费金额（单位：万元）\n行政事业性收费\n"
    assert reported(parse(rows + day)) == {"disclosure.licensing.decisions": 3}


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        ("5 0 0 0 0 5 3", {}),  # a blank cell is gone, and 3 is the number of the page
        ("5 0 0 0 0 5 2023", {}),
        ("5 0 0 0 0 0 6", applicants("new", 5, 0, 0, 0, 0, 0, 6)),  # an office that cannot add
    ],
)
def test_the_number_of_a_page_in_the_place_of_a_cell_that_is_gone(row: str, figures: dict[str, int]) -> None:
    text = f"{NEW} {row} {CARRIED} 1 0 0 0 0 0 1 三、本年度办理结果".replace(" ", "\n")
    assert reported(parse(text)) == figures | applicants("carried_in", 1, 0, 0, 0, 0, 0, 1)


def test_a_sentence_that_tags_break_is_no_table() -> None:
    prose = "全年共办理\n行政许可\n35\n件、\n行政处罚\n7\n件、行政强制\n1\n件，收取\n行政事业性收费\n12\n万元。\n"
    assert not reported(parse(prose))
    table = "信息内容\n本年处理决定数量\n行政许可\n40\n信息内容\n本年处理决定数量\n行政处罚\n2\n三、收到\n"
    report = parse(prose + table)
    assert reported(report) == {"disclosure.licensing.decisions": 40, "disclosure.penalties.decisions": 2}
    assert "more-reports" not in {item.code for item in report.diagnostics}


@pytest.mark.parametrize("unit", ["（元）", "\n元", "（单位：\n元）"])
def test_the_unit_of_money_in_pieces_of_the_header(unit: str) -> None:
    text = f"第二十条第（九）项\n信息内容\n采购项目数量\n采购总金额{unit}\n政府集中采购\n3\n8150\n"
    amount = parse(f"{text}三、收到和处理政府信息公开申请情况\n").disclosure.procurement.amount
    assert (amount.value, amount.unit) in ((8150, "元"), (None, None))


def test_the_figures_of_two_reports_are_never_mixed() -> None:
    first = "第二十条第（五）项\n信息内容 | 本年处理决定数量\n行政许可 | 5\n"
    second = first.replace("5\n", "9\n") + "第二十条第（六）项\n信息内容 | 本年处理决定数量\n行政处罚 | 7\n"
    report = parse(f"甲县2021年政府信息公开工作年度报告\n{first}乙县2022年政府信息公开工作年度报告\n{second}")
    assert reported(report) in (
        {"disclosure.licensing.decisions": 5},
        {"disclosure.licensing.decisions": 9, "disclosure.penalties.decisions": 7},
    )
    assert "more-reports" in {item.code for item in report.diagnostics}


# The rows of the 2014 form from 主动公开 to 回应解读 that have figures.
COUNTED = (
    "（一）主动公开政府信息数",
    "其中：主动公开规范性文件数",
    "制发规范性文件总数",
    "1.政府公报公开政府信息数",
    "2.政府网站公开政府信息数",
    "3.政务微博公开政府信息数",
    "4.政务微信公开政府信息数",
    "5.其他方式公开政府信息数",
    "（一）回应公众关注热点或重大舆情数",
    "1.参加或举办新闻发布会总次数",
    "其中：主要负责同志参加新闻发布会次数",
    "2.政府网站在线访谈次数",
    "其中：主要负责同志参加政府网站在线访谈次数",
    "3.政策解读稿件发布数",
    "4.微博微信回应事件数",
    "5.其他方式回应事件数",
    "（一）收到申请数",
    "1.当面申请数",
    "2.传真申请数",
    "3.网络申请数",
)


@pytest.mark.parametrize("separator", [" | ", "\t", "\n"])
def test_figures_that_count_up_are_no_numbers_of_rows(separator: str) -> None:
    units = "条条件条条条条条次次次次次篇次次件件件件"
    rows = [
        separator.join((label, unit, str(number)))
        for number, (label, unit) in enumerate(zip(COUNTED, units, strict=True), 501)
    ]
    report = parse("\n".join([separator.join(("统计指标", "单位", "统计数")), *rows]))
    assert [item.value for item in report.indicators.values()] == list(range(501, 501 + len(COUNTED)))


def test_the_column_of_another_year_is_not_taken_where_figures_count_up() -> None:
    rows = [f"{label} | {500 + number} | {600 + number}" for number, label in enumerate(COUNTED)]
    report = parse("\n".join(["甲县2016年政府信息公开工作年度报告", "统计指标 | 2015年 | 2016年", *rows]))
    assert not report.indicators
    assert len(report.unplaced) == 2 * len(COUNTED)
