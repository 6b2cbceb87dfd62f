"""The text of a cell, read as a quantity: five facts that never turn into one another, exact numbers, units, signs.

What `read_quantity` takes for a number it takes so wherever it stands; more is a number where a figure is due
(`read_cell`).
"""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_parse import parse
from govinfo_parse.indicator import Approximation, Bound, Number
from govinfo_parse.quantity import Quantity, read_cell, read_quantity, unit_in, units_of_money


def decimal(text: str) -> Decimal:
    return Decimal(text)


NUMBERS: list[tuple[str, Number, str | None]] = [
    # digits
    ("0", 0, None),
    ("12", 12, None),
    ("１２", 12, None),
    ("\u300012\xa0", 12, None),
    ("零", 0, None),
    ("〇", 0, None),
    # thousands
    ("1,234", 1234, None),
    ("1，234，567", 1234567, None),
    ("1 234", 1234, None),
    # decimals
    ("0.5", decimal("0.5"), None),
    ("６．５", decimal("6.5"), None),
    ("1,234,567.89", decimal("1234567.89"), None),
    ("12.50", decimal("12.50"), None),
    # signs and words for them
    ("-8", -8, None),
    ("－8", -8, None),
    ("−8", -8, None),
    ("+3", 3, None),
    ("--253", -253, None),
    ("减少45", -45, None),
    ("減少 45件", -45, "件"),
    ("增加3", 3, None),
    ("↓8", -8, None),
    # units
    ("12件", 12, "件"),
    ("12 件", 12, "件"),
    ("5 ， 733.9077 元", decimal("5733.9077"), "元"),
    ("12\n件", 12, "件"),
    ("12人次", 12, "人次"),
    ("3項", 3, "项"),
    ("68949.08元", decimal("68949.08"), "元"),
    ("103.3879万元", decimal("103.3879"), "万元"),
    ("1.5億元", decimal("1.5"), "亿元"),
    ("人民币5元", 5, "元"),
    ("¥12", 12, None),
    # multipliers
    ("2.3万件", 23000, "件"),
    ("1亿", 100000000, None),
    # notes
    ("22（其中修订16件）", 22, None),
    ("12（万元）", 12, "万元"),
    ("12件。", 12, "件"),
]


@pytest.mark.parametrize(("text", "value", "unit"), NUMBERS)
def test_a_number(text: str, value: Number, unit: str | None) -> None:
    found = read_quantity(text)
    assert found == Quantity("reported", value, unit)
    assert found is not None
    assert type(found.value) is type(value)
    assert str(found.value) == str(value)  # 12.50 keeps its zero


@pytest.mark.parametrize(
    ("status", "texts"),
    [
        ("blank", ["", " ", "\u3000\xa0", "\n"]),
        ("none", ["无", "無", "没有", "暂无", "均无", "无。", " 无 ", "没 有"]),
        ("dash", ["-", "--", "—", "——", "–", "－", "/", "／", "\\", "N/A", "n/a", "不适用", "~"]),
        ("unreadable", ["007", "00", "012件", "1234567890123456789", "1234567890123456.789"]),
    ],
)
def test_no_number(status: str, texts: list[str]) -> None:
    assert [(text, read_quantity(text)) for text in texts] == [(text, Quantity(status)) for text in texts]


@pytest.mark.parametrize(
    "text", ["规章", "三", "约12", "12余件", "5宗", "2021年", "第4页", "- 4 -", "-4-", "(5)", "*", "…"]
)
def test_words_around_a_number_make_it_no_quantity(text: str) -> None:
    assert read_quantity(text) is None


@pytest.mark.parametrize(
    "text", ["12,34", "1.234.567", ".5", "5.", "1、", "12%", "12:30", "1/2", "3-5", "1e5", "12万3千"]
)
def test_other_ways_with_digits_are_no_quantity(text: str) -> None:
    assert read_quantity(text) is None


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("2.3万", decimal("2.3"), "万元"), ("5亿", 5, "亿元"), ("2601.953875万", decimal("2601.953875"), "万元")],
)
def test_a_bare_multiplier_in_a_cell_of_money_is_its_unit(text: str, value: Number, unit: str) -> None:
    assert read_quantity(text, money=True) == Quantity("reported", value, unit)
    assert read_quantity("2.3万件", money=True) == Quantity("reported", 23000, "件")


def test_eighteen_digits_are_the_most() -> None:
    assert read_quantity("9" * 18) == Quantity("reported", 10**18 - 1)
    assert read_quantity("9" * 19) == Quantity("unreadable")
    assert read_quantity("9" * 17 + ".99") == Quantity("unreadable")


def test_eighteen_digits_are_the_most_with_decimals() -> None:
    assert read_quantity("9" * 16 + ".99") == Quantity("reported", decimal("9" * 16 + ".99"))


def test_the_callers_decimal_context_changes_nothing() -> None:
    texts = ["123456789.123456789", "-123456.789元", "减少0.5", "1234.56789万件", "12.3456789012亿件"]
    expected = [read_quantity(text) for text in texts]
    assert expected[1] == Quantity("reported", decimal("-123456.789"), "元")
    assert expected[3] == Quantity("reported", decimal("12345678.9"), "件")
    with localcontext() as context:
        context.prec = 2
        context.Emax = 3
        assert [read_quantity(text) for text in texts] == expected


SIGNS = {"": 1, "+": 1, "-": -1, "减少": -1, "增加": 1}


@settings(derandomize=True, deadline=None)
@given(
    st.integers(0, 10**12),
    st.integers(0, 9999).map(str),
    st.sampled_from(list(SIGNS)),
    st.sampled_from(["", "件", "万元", " 元", "（全年）"]),
    st.booleans(),
)
def test_what_is_written_is_what_is_read(whole: int, decimals: str, sign: str, tail: str, grouped: bool) -> None:
    digits = f"{whole:,}" if grouped else str(whole)
    found = read_quantity(f"{sign}{digits}.{decimals}{tail}")
    assert found is not None
    assert found.value == SIGNS[sign] * Decimal(f"{whole}.{decimals}")
    assert found.unit == (tail.strip() if tail and tail[0] != "（" else None)
    found = read_quantity(f"{sign}{digits}{tail}")
    assert found is not None
    assert found.value == SIGNS[sign] * whole
    assert type(found.value) is int


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet="01289,.，．-+－—/万亿件元无减增加(（)） \n\u3000约第页年①²A", max_size=12))
def test_any_text_is_read_as_one_of_the_facts(text: str) -> None:
    for money in (False, True):
        found = read_quantity(text, money=money)
        if found is not None:
            assert found.status in ("reported", "blank", "none", "dash", "unreadable")
            assert (found.value is None) == (found.status != "reported")
            assert found.unit is None or found.unit.removesuffix("元" if money else "") in text


@pytest.mark.parametrize(("text", "value"), [(r"\-8", -8), (r"\+3", 3), (r"12\.5", Decimal("12.5")), (r"3\(件\)", 3)])
def test_a_backslash_before_a_sign_is_none_of_it(text: str, value: Number) -> None:
    quantity = read_quantity(text)
    assert quantity is not None
    assert quantity.value == value


@pytest.mark.parametrize("text", ["1 2", "12 3", "1\n2", "1\n234", "3 0 0"])
def test_two_numbers_are_not_one(text: str) -> None:
    assert read_quantity(text) in (None, Quantity("unreadable"))


@pytest.mark.parametrize("text", ["18①", "24²"])
def test_a_footnotes_mark_is_no_digit(text: str) -> None:
    found = read_quantity(text)
    assert found is None or found.value in (None, int(text[:2]))


@pytest.mark.parametrize("text", ["12（含转载）34", "0(0)1"])
def test_a_note_ends_the_cell(text: str) -> None:
    assert read_quantity(text) in (None, Quantity("unreadable"))


@pytest.mark.parametrize("text", ["+-3", "-+3"])
def test_signs_that_contradict_each_other(text: str) -> None:
    assert read_quantity(text) in (None, Quantity("unreadable"))


def test_units() -> None:
    texts = ("件", "人次", "万 元", "萬元", "條", "公里", "", "12件")
    assert [unit_in(text) for text in texts] == ["件", "人次", "万元", "万元", "条", None, None, None]


@pytest.mark.parametrize(
    ("header", "units"),
    [
        ("本年收费金额（单位：万元）", {"万元"}),
        ("采购总金额(元)", {"元"}),
        ("采購總金額（萬元）", {"万元"}),
        ("采购总金额（单位：亿 元，不含区级）", {"亿元"}),
        ("采购总金额（千元）", {"千元"}),
        ("采购总金额（元、万元）", {"元", "万元"}),
        ("采购总金额", set()),
        ("采购项目数量（项）", set()),
    ],
)
def test_the_units_of_money_in_a_header(header: str, units: set[str]) -> None:
    assert units_of_money(header) == units


# Where a figure is due


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("12(万)", 120000, None),
        ("12（万件）", 120000, "件"),
        ("12（单位：万件）", 120000, "件"),
        ("12（百）", 1200, None),
        ("3(千)", 3000, None),
        ("2.3(万", 23000, None),
        ("12（件）", 12, "件"),
        ("22（其中修订16件）", 22, None),
        ("10（十）", 10, None),
    ],
)
def test_a_note_that_multiplies_is_a_part_of_the_number(text: str, value: Number, unit: str | None) -> None:
    assert read_cell(text) == Quantity("reported", value, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"), [("5(万)", 5, "万元"), ("5（千元）", 5000, "元"), ("5（亿）", 5, "亿元")]
)
def test_a_note_that_multiplies_money(text: str, value: Number, unit: str) -> None:
    assert read_cell(text, money=True) == Quantity("reported", value, unit)


@pytest.mark.parametrize(
    ("text", "bound"), [("12（余）", "above"), ("12（多）", "above"), ("12（近）", "below"), ("12（约）", "about")]
)
def test_a_note_that_makes_a_number_inexact(text: str, bound: Bound) -> None:
    assert read_cell(text) == Quantity("unreadable", approximate=Approximation(12, bound))


@pytest.mark.parametrize("text", ["12（十）", "12（%）", "12（美元）", "12（家）"])
def test_a_note_that_cannot_be_counted_leaves_no_number(text: str) -> None:
    assert read_cell(text, unit="件").value is None


DOCUMENTS = "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量\n规章 | {} | 5 | 6\n规范性文件 | 1 | 2 | 3\n"


@pytest.mark.parametrize("text", ["3.", "12．", "3、", "三点五"])
def test_a_figure_that_cannot_be_one_of_its_cell_is_kept_without_a_place(text: str) -> None:
    for written in (DOCUMENTS, DOCUMENTS.replace("\n", " | ").replace(" | ", " |\n")):
        report = parse(written.format(text))
        key = "disclosure.regulations.made"
        assert [(figure.raw, figure.candidates) for figure in report.unplaced] == [(text, (key,))] or (
            report.indicators[key].status == "unreadable"
        )
        row = report.disclosure.regulations
        assert (row.made.value, row.disclosed.value, row.disclosed_total.value) == (None, 5, 6)


def test_a_number_with_a_dot_at_the_end_of_its_row_is_kept() -> None:
    report = parse("指标名称 | 单位 | 统计数\n当面申请数 | 件 | 4.\n传真申请数 | 件 | 3\n")
    assert [figure.raw for figure in report.unplaced] == ["4."]
    assert report.indicators["applications.received.fax"].value == 3


def test_a_number_with_a_dot_before_a_text_is_that_of_an_item() -> None:
    report = parse("指标名称 | 单位 | 统计数\n1. | 当面申请数 | 件 | 4\n2. | 传真申请数 | 件 | 3\n")
    assert (report.unplaced, [own.value for own in report.indicators.values()]) == ((), [4, 3])


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("12", 12, None),
        ("三", 3, None),
        ("十二", 12, None),
        ("十二件", 12, "件"),
        ("三百零五", 305, None),
        ("二〇二一", 2021, None),
        ("壹佰贰拾叁", 123, None),
        ("一万两千条", 12000, "条"),
        ("12万3千", 123000, None),
        ("1亿2345万元", 123450000, "元"),
        ("人民币68949.08元", decimal("68949.08"), "元"),
        ("人民币十二万元", 12, "万元"),
    ],
)
def test_a_cell_in_more_ways(text: str, value: Number, unit: str | None) -> None:
    assert read_cell(text) == Quantity("reported", value, unit)
    assert read_cell(f" {text}。") == Quantity("reported", value, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("约12", 12, None, "about"),
        ("约 12 件", 12, "件", "about"),
        ("12件左右", 12, "件", "about"),
        ("12（约）", 12, None, "about"),
        ("12余件", 12, "件", "above"),
        ("12多", 12, None, "above"),
        ("超12件", 12, "件", "above"),
        ("逾三百件", 300, "件", "above"),
        ("12件以上", 12, "件", "above"),
        ("近2万件", 20000, "件", "below"),
        ("约12.5万元", decimal("12.5"), "万元", "about"),
    ],
)
def test_an_inexact_number_is_kept_and_never_the_value(text: str, value: Number, unit: str | None, bound: str) -> None:
    found = read_cell(text)
    assert found == Quantity("unreadable", None, unit, Approximation(value, bound))  # type: ignore[arg-type]


CHANGES: list[tuple[str, Number]] = [
    ("5", 5),
    ("+3", 3),
    ("-8", -8),
    ("－8", -8),
    ("--253", -253),
    ("减少45", -45),
    ("减少45件", -45),
    ("减38", -38),
    ("下降8", -8),
    ("增加3", 3),
    ("增长 3", 3),
    ("增加三", 3),
    ("减少十二件", -12),
    ("较上年减少45件", -45),
    ("同比增加3", 3),
    ("↑3", 3),
    ("↓8", -8),
    ("8↓", -8),
    ("减少0.5", decimal("-0.5")),
    ("减少0", 0),
    ("持平", 0),
    ("与上年持平", 0),
    ("无变化", 0),
    ("不变", 0),
    ("未增未减", 0),
    ("无增减变化", 0),
    ("没有变动", 0),
    ("保持不变", 0),
    ("未调整", 0),
    ("与上年相同", 0),
    ("0/0", 0),
    ("增0/减0", 0),
    ("+0-0", 0),
    ("新增3项", 3),
]


@pytest.mark.parametrize(("text", "value"), CHANGES)
def test_a_change(text: str, value: Number) -> None:
    found = read_cell(text, change=True)
    assert (found.status, found.value) == ("reported", value)
    assert str(found.value) == str(value)


@pytest.mark.parametrize("text", [text for text, _ in CHANGES if not text[0].isdigit()])
def test_only_a_change_has_a_sign(text: str) -> None:
    assert read_cell(text) == Quantity("unreadable")


def test_money_that_was_paid_back_is_below_zero() -> None:
    assert read_cell("-12.5万元", money=True) == Quantity("reported", decimal("-12.5"), "万元")
    assert read_cell("减少12.5万元", money=True) == Quantity("unreadable")


def test_only_a_change_has_an_arrow_behind_it() -> None:
    assert read_cell("8↓") == Quantity("unreadable")


def test_an_inexact_decrease_lies_on_the_other_side() -> None:
    assert read_cell("减少45余", change=True).approximate == Approximation(-45, "below")
    assert read_cell("增加45余", change=True).approximate == Approximation(45, "above")
    assert read_cell("减少约45件", change=True).approximate == Approximation(-45, "about")


@pytest.mark.parametrize(
    "text", ["增加", "减少-8", "增3减5", "5/3", "0/5", "增加3↓", "减少45%", "基本持平", "若干", "数十件", "几件",
             "三五件", "3-5", "第三", "一、", "12%", "5宗", "007", "①", "5元3角", "见附件", "三百五", "1 2", "十 二十",
             "下载量30"]
)  # fmt: skip
def test_what_is_no_clear_number_stays_unreadable(text: str) -> None:
    for change in (False, True):
        assert read_cell(text, change=change) == Quantity("unreadable")


@pytest.mark.parametrize(
    ("text", "unit", "value", "measure"),
    [
        ("5宗", "件", 5, "宗"),
        ("5 起", "件", 5, "起"),
        ("三宗", "件", 3, "宗"),
        ("1,204份", "条", 1204, "份"),
        ("2场", "次", 2, "场"),
        ("2处", "个", 2, "处"),
        ("4名", "人", 4, "名"),
        ("4件次", "件", 4, "件次"),
    ],
)
def test_measure_words_that_stand_for_the_unit_of_the_form(text: str, unit: str, value: int, measure: str) -> None:
    assert read_cell(text, unit=unit) == Quantity("reported", value, measure)
    assert read_cell(text) == Quantity("unreadable")


@pytest.mark.parametrize(
    ("text", "unit"), [("5家", "件"), ("7户", "件"), ("2场", "件"), ("4名", "件"), ("5宗", "人"), ("5宗", None)]
)
def test_measure_words_that_do_not(text: str, unit: str | None) -> None:
    assert read_cell(text, unit=unit) == Quantity("unreadable")


@pytest.mark.parametrize(("separator", "end"), [(" | ", " |\n"), (" |\n", " |\n"), ("\n", "\n"), ("\n\n", "\n\n")])
@pytest.mark.parametrize("change", ["未增未减", "0/0", "无变动", "新增0项"])
def test_a_figure_in_words_takes_its_place_in_the_row(change: str, separator: str, end: str) -> None:
    rows = [
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政许可", "12", change, "18"],
        ["其他对外管理服务事项", "4", change, "55"],
        ["信息内容", "采购项目数量", "采购总金额"],
        ["政府集中采购", "31批次", "709455.9元"],
    ]
    report = parse("".join(separator.join(row) + end for row in rows) + "三、收到和处理政府信息公开申请情况\n")
    licensing = report.as_2019().disclosure.licensing
    assert (licensing.items_last_year.value, licensing.change.value, licensing.decisions.value) == (12, 0, 18)
    procurement = report.as_2019().disclosure.procurement
    assert (procurement.items.status, procurement.items.raw) == ("unreadable", "31批次")
    assert (procurement.amount.value, procurement.amount.unit) == (Decimal("709455.9"), "元")


@pytest.mark.parametrize("text", ["见政府采购网", "3个标段"])
def test_a_figure_behind_words_is_kept(text: str) -> None:
    """Where each cell has a line, the words may be the label of a row too."""
    report = parse(
        "信息内容\n上一年项目数量\n本年增/减\n行政事业性收费\n7\n1\n"
        f"信息内容\n采购项目数量\n采购总金额\n政府集中采购\n{text}\n709455.9元\n三、收到申请情况\n"
    )
    assert [extra.raw for extra in report.extras] == ["709455.9元"]


@pytest.mark.parametrize("text", ["五、其他", "（一）问题", "附件："])
def test_a_figure_below_a_heading_is_none_of_the_table(text: str) -> None:
    report = parse(
        "信息内容\n上一年项目数量\n本年增/减\n行政事业性收费\n7\n1\n"
        f"信息内容\n采购项目数量\n采购总金额\n政府集中采购\n{text}\n3\n以上。\n"
    )
    assert not report.extras


def test_a_measure_word_in_a_report() -> None:
    rows = "统计指标 | 单位 | 统计数\n（一）收到申请数 | 件 | 5宗\n1.当面申请数 | 件 | 5\n2.传真申请数 | 件 | 0\n"
    received = parse(rows).applications.received
    assert (received.value, received.unit, received.raw) == (5, "宗", "5宗")
    assert received - received.in_person == 0


@pytest.mark.parametrize(("status", "text"), [("blank", " "), ("none", "无"), ("dash", "——"), ("dash", "-")])
def test_the_other_facts_are_the_same_where_a_figure_is_due(status: str, text: str) -> None:
    for change in (False, True):
        assert read_cell(text, change=change) == Quantity(status)


def test_a_bare_multiplier_where_money_is_due() -> None:
    assert read_cell("十二万", money=True) == Quantity("reported", 12, "万元")
    assert read_cell("约2.3万", money=True).approximate == Approximation(decimal("2.3"), "about")
    assert read_cell("约2.3万", money=True).unit == "万元"


@settings(derandomize=True, deadline=None, max_examples=400)
@given(
    st.text(alphabet="0189,.，-+－—↑↓/万亿件元无减少增加持平约余左右十二百点零(（)） \n①²%同比上年", max_size=12),
    st.booleans(),
)
def test_any_cell_is_one_of_the_facts(text: str, change: bool) -> None:
    for money in (False, True):
        found = read_cell(text, money=money, change=change)
        assert (found.value is None) == (found.status != "reported")
        assert found.approximate is None or found.status == "unreadable"
        assert change or money or (found.value or 0) >= 0


DOCUMENTS_2019 = (
    "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量\n规章 | {} | {} | {}\n规范性文件 | 1 | 2 | 3\n"
)
MATTERS_2019 = "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量\n行政许可 | {} | {} | {}\n"
PURCHASES_2019 = "信息内容 | 采购项目数量 | 采购总金额{}\n政府集中采购 | 3 | {}\n以上。"


def test_numerals_in_a_table() -> None:
    regulations = parse(DOCUMENTS_2019.format("十二", "三百零五", "两件")).disclosure.regulations
    assert [x.value for x in (regulations.made, regulations.disclosed, regulations.disclosed_total)] == [12, 305, 2]


def test_an_inexact_figure_in_a_table() -> None:
    report = parse(DOCUMENTS_2019.format("约12件", 4, 5))
    made = report.disclosure.regulations.made
    assert (made.value, made.status, made.unit, made.raw) == (None, "unreadable", "件", "约12件")
    assert made.approximate == Approximation(12, "about")
    data = report.to_dict()
    assert data["indicators"][made.key]["approximate"] == {"value": 12, "bound": "about"}
    assert "approximate" not in data["indicators"]["disclosure.regulations.disclosed"]
    assert type(report).from_dict(data).to_dict() == data
    assert type(report).from_dict(data).indicators == report.indicators


@pytest.mark.parametrize(("text", "value"), [("减少45", -45), ("持平", 0), ("+3", 3), ("↓8", -8)])
def test_a_change_in_a_table(text: str, value: int) -> None:
    licensing = parse(MATTERS_2019.format(12, text, 15)).disclosure.licensing
    assert (licensing.change.value, licensing.decisions.value) == (value, 15)
    misplaced = parse(MATTERS_2019.format(text, 3, 15)).disclosure.licensing.items_last_year
    assert (misplaced.value, misplaced.status, misplaced.raw) == (None, "unreadable", text)


@pytest.mark.parametrize(
    ("header", "cell", "value", "unit"),
    [
        ("", "8040", 8040, None),
        ("", "68949.08元", decimal("68949.08"), "元"),
        ("", "人民币5万元", 5, "万元"),
        ("", "十二万元", 12, "万元"),
        ("", "1亿2345万元", 123450000, "元"),
        ("", "￥5000.00", decimal("5000.00"), "元"),
        ("（元）", "￥5000.00", decimal("5000.00"), "元"),
        ("（万元）", "8040", 8040, "万元"),
    ],
)
def test_an_amount_in_a_table(header: str, cell: str, value: Number, unit: str | None) -> None:
    amount = parse(PURCHASES_2019.format(header, cell)).disclosure.procurement.amount
    assert (amount.value, amount.unit, amount.status) == (value, unit, "reported")


@pytest.mark.parametrize(("header", "cell"), [("（万元）", "￥5000.00"), ("", "约12件"), ("", "12件")])
def test_an_amount_in_a_unit_that_it_cannot_have(header: str, cell: str) -> None:
    report = parse(PURCHASES_2019.format(header, cell))
    assert report.disclosure.procurement.amount.status == "absent"
    assert [x.raw for x in report.unplaced] == [cell]


def test_a_figure_without_a_place_is_kept_however_it_is_written() -> None:
    header = "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量\n"
    report = parse(header + "规章 | 1 | 2 | 3\n镇级文件 | 三百零五 | 约12 | 4\n")
    assert [(x.raw, x.value) for x in report.extras] == [("三百零五", 305), ("约12", None), ("4", 4)]
    report = parse(header + "规章 | 1 | 2 | 3\n规范性文件 | 三百零五 | 约12\n以上。\n")
    assert [(x.raw, x.value) for x in report.unplaced] == [("三百零五", 305), ("约12", None)]
