"""Written back: what a report says as Markdown and HTML, and that parsing the Markdown gives the report again."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_parse import Form, Indicator, Metadata, Report, load_form, parse, parse_html
from govinfo_parse.forms import IndicatorSpec, known_form, known_forms
from govinfo_parse.indicator import Number, Status
from govinfo_parse.quantity import MONEY

DOCS = Path(__file__).parent.parent / "docs"
OWN = load_form(DOCS / "examples" / "jiangyuan-supplement.json")
FORMS = {**{name: known_form(name) for name in known_forms()}, OWN.name: OWN}
# The forms that are looked for unless others are asked for.
BY_DEFAULT = ("2014", "2019", "2021", "pre2014-A", "pre2014-B")
NATIONAL = (DOCS / "examples" / "lincheng-2021.txt").read_bytes().decode("utf-8")

OTHERS: list[tuple[str, str]] = [
    ("blank", ""),
    ("absent", ""),
    *(("none", raw) for raw in ("无", "没有", "暂无")),
    *(("dash", raw) for raw in ("—", "——", "-", "/", "不适用")),
    ("unreadable", "另见说明"),
]


def figures(report: Report) -> dict[str, tuple[Number | None, Status, str | None, str]]:
    return {key: (x.value, x.status, x.unit, x.raw) for key, x in report.indicators.items()}


def drawn(form: Form, seed: int, share: float, kinds: int) -> Report:
    """A report of a form with a figure in each of its cells, but in a share of them one of some other kinds."""
    draw = random.Random(seed)  # noqa: S311 - figures of a test
    others = draw.sample(OTHERS, kinds)
    unit = draw.choice(("元", "万元"))
    indicators = {}
    for key, spec in form.indicators.items():
        indicator = _drawn(spec, draw, others if draw.random() < share else [], unit)
        if indicator.status != "absent":
            indicators[key] = indicator
    title = f"平陵市{draw.choice((2008, 2017, 2022))}年政府信息公开工作年度报告"
    return Report(
        edition=form.name,
        edition_candidates=(form.name,),
        metadata=Metadata(title=title),
        indicators=indicators,
        own_forms=(form,) if form is OWN else (),
    )


def _drawn(spec: IndicatorSpec, draw: random.Random, others: list[tuple[str, str]], unit: str) -> Indicator:
    money = spec.unit is None or spec.unit in MONEY
    blank = Indicator(spec.key, spec.label, None, unit if money else spec.unit, "blank", "", None, "table")
    if spec.heading:
        return evolve(blank, unit=None)
    if others:
        status, raw = draw.choice(others)
        # The same text in cells beside each other is that of a merged cell.
        return evolve(
            blank, status=Status(status), raw=f"{raw}{draw.randrange(10**6)}" if status == "unreadable" else raw
        )
    if money and draw.random() < 0.5:
        amount = Decimal(draw.randrange(10**8)) / 100
        stated = draw.choice(("", "元", "万元"))
        return evolve(blank, value=amount, status=Status.REPORTED, raw=f"{amount}{stated}", unit=stated or unit)
    number = draw.randrange(draw.choice((10, 4000)))
    return evolve(blank, value=number, status=Status.REPORTED, raw=str(number))


@pytest.mark.parametrize("name", FORMS)
@given(seed=st.integers(0, 10**9), share=st.sampled_from([0.0, 0.05, 0.3, 0.7, 1.0]), kinds=st.integers(2, 4))
@settings(max_examples=20, deadline=None)
def test_the_markdown_of_a_report_is_the_report_again(name: str, seed: int, share: float, kinds: int) -> None:
    report = drawn(FORMS[name], seed, share, kinds)
    assert_same(parse(report.to_markdown(), forms=None if name in BY_DEFAULT else [FORMS[name]]), report)


@pytest.mark.parametrize("name", FORMS)
@given(seed=st.integers(0, 10**9), share=st.sampled_from([0.0, 0.3, 1.0]), kinds=st.integers(2, 4))
@settings(max_examples=5, deadline=None)
def test_the_html_of_a_report_is_the_report_again(name: str, seed: int, share: float, kinds: int) -> None:
    pytest.importorskip("lxml")
    report = drawn(FORMS[name], seed, share, kinds)
    assert_same(parse_html(report.to_html(), forms=None if name in BY_DEFAULT else [FORMS[name]]), report)


@pytest.mark.parametrize(("name", "seed", "share", "kinds"), [("2019", 479001600, 1.0, 2), ("pre2014-B", 183, 0.7, 4)])
def test_texts_beside_blank_cells_are_written_back(name: str, seed: int, share: float, kinds: int) -> None:
    check = test_the_markdown_of_a_report_is_the_report_again.hypothesis.inner_test
    check(name, seed, share, kinds)


def assert_same(again: Report, report: Report) -> None:
    """Edition, figures and title are those of the report that was written."""
    assert figures(again) == figures(report)
    assert not again.unplaced
    assert not again.extras
    if report.indicators:
        assert again.edition == report.edition
        assert again.metadata.title == report.metadata.title


def test_a_report_read_from_a_page_is_kept() -> None:
    report = parse(NATIONAL)
    again = parse(report.to_markdown())
    assert figures(again) == figures(report)
    assert [check.status for check in again.checks] == [check.status for check in report.checks]


def test_an_absent_cell_is_none_and_a_blank_one_stays() -> None:
    report = parse("信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 11 | | 12 |\n以上。")
    written = report.to_markdown()
    assert "| 规章 | 11 |  | 12 |" in written
    assert "| 行政规范性文件 | ∅ | ∅ | ∅ |" in written
    assert figures(parse(written)) == figures(report)


def test_a_blank_cell_is_marked_where_a_text_stands_in_its_table() -> None:
    report = parse(
        "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 另见说明 | | 12 |\n"
        "行政规范性文件 | 1 | | 3 |\n以上。"
    )
    written = report.to_markdown()
    assert "| 规章 | 另见说明 | ␣ | 12 |" in written
    again = parse(written)
    assert figures(again) == figures(report)
    blank = again.disclosure.regulations.repealed
    at = written.index("␣")
    assert (blank.status, blank.raw, blank.span) == ("blank", "", (at, at))


def test_of_several_editions_that_fit_only_the_rows_that_were_found_are_written() -> None:
    report = parse("一、本年新收政府信息公开申请数量 | 18 | 4 | 0 | 1 | 0 | 1 | 24 |")
    again = parse(report.to_markdown())
    assert again.edition_candidates == report.edition_candidates == ("2019", "2021")
    assert figures(again) == figures(report)


MIXED = """云泽县水务局2021年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（五）项
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | 12 | -3 | 45
其他对外管理服务事项 | 1 | 2 | 0
第二十条第（八）项
信息内容 | 本年收费金额（单位：万元）
行政事业性收费 | 5203.47
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量 | 18 | 4 | 0 | 1 | 0 | 1 | 24
（六）其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | 5 | 0 | 0 | 0 | 0 | 0 | 5
3.其他 | 6 | 0 | 0 | 0 | 0 | 0 | 6
（七）总计 | 11 | 0 | 0 | 0 | 0 | 0 | 11
"""


def test_where_forms_are_mixed_each_block_and_row_stands_where_the_office_has_it() -> None:
    report = parse(MIXED)
    assert report.edition == "2019"
    assert {"disclosure.fees.amount", "applications.other_handling.other.total"} <= set(report.indicators)
    written = report.to_markdown()
    assert [line for line in written.splitlines() if line.startswith("## ")] == [
        "## 二、主动公开政府信息情况",
        "## 三、收到和处理政府信息公开申请情况",
    ]
    blocks = [line.split("|")[1].strip() for line in written.splitlines() if "第二十条" in line]
    assert blocks == [f"第二十条第（{number}）项" for number in "一五六八九"]
    # What the office replaced is gone: the block of fees on the form of 2019, and its row of other handling.
    assert written.count("行政事业性收费") == 1
    assert written.count("（六）其他处理") == 1
    assert figures(parse(written)) == figures(parse_html(report.to_html())) == figures(report)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_where_forms_are_mixed_all_rows_of_a_table_are_as_wide(edition: str) -> None:
    article = ElementTree.fromstring(evolve(parse(MIXED), edition=edition).to_html())  # noqa: S314 - our own text
    disclosure = next(article.iter("table"))
    assert {sum(int(cell.get("colspan", 1)) for cell in row) for row in disclosure.iter("tr")} == {5}


def test_what_has_figures_gives_way_to_nothing() -> None:
    """Of two blocks of one title, on two forms, both have figures."""
    fees = "信息内容 | 上一年项目数量 | 本年增/减\n行政事业性收费 | 7 | 1\n"
    both = parse(MIXED.replace("信息内容 | 本年收费", f"{fees}信息内容 | 本年收费"))
    assert {"disclosure.fees.amount", "disclosure.fees.items_last_year"} <= set(both.indicators)
    assert both.to_markdown().count("行政事业性收费") == 2


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("信息内容 | 本年收费金额（单位：元）\n行政事业性收费 | 1200.5", "本年收费金额（单位：元）"),
        (
            "第二十条第（九）项\n信息内容 | 采购项目数量 | 采购总金额（万元）\n政府集中采购 | 3 | 160.5",
            "采购总金额（单位：万元）",
        ),
        (
            "统计指标 | 单位 | 统计数\n七、依申请公开信息收取的费用 | 元 | 30",
            "| 七、依申请公开信息收取的费用 | 元 | 30 |",
        ),
    ],
)
def test_a_unit_that_is_not_the_forms_stands_where_the_form_has_one(text: str, cell: str) -> None:
    report = parse(text)
    written = report.to_markdown()
    assert cell in written
    assert figures(parse(written)) == figures(report)


def test_bars_and_line_breaks_cannot_break_a_row() -> None:
    indicator = Indicator("complaints", "", None, "件", "unreadable", "见|附\n件", None, "table")
    written = Report(edition="2014", indicators={"complaints": indicator}).to_markdown()
    assert "| 六、举报投诉数量 | 件 | 见\\|附 件 |" in written
    assert parse(written).indicators["complaints"].raw == "见\\|附 件"


def test_a_row_of_rules_is_no_line_below_headers() -> None:
    keys = [key for key in FORMS["2021"].indicators if key.startswith(("review.", "litigation."))]
    indicators = {key: Indicator(key, "", None, "件", "dash", "---", None, "table") for key in keys}
    again = parse(Report(edition="2021", indicators=indicators).to_markdown())
    assert {key: x.status for key, x in again.indicators.items()} == dict.fromkeys(keys, "dash")


def test_a_report_without_figures_is_written_as_its_title() -> None:
    assert parse("平陵市2021年政府信息公开工作年度报告").to_markdown() == "# 平陵市2021年政府信息公开工作年度报告\n"
    assert Report().to_markdown() == "\n"
    assert Report(metadata=Metadata(agency="平陵市", year=2021)).to_markdown().startswith("# 平陵市2021年政府信息公开")


@pytest.mark.parametrize("name", FORMS)
def test_the_html_is_well_formed_and_has_every_figure_in_its_place(name: str) -> None:
    report = drawn(FORMS[name], 7, 0.3, 3)
    article = ElementTree.fromstring(report.to_html())  # noqa: S314 - our own text
    cells = {cell.get("data-key"): cell for cell in article.iter("td") if cell.get("data-key")}
    found = {table.name for table in report.tables}
    expected = [key for key, spec in FORMS[name].indicators.items() if spec.table in found]
    assert list(cells) == expected
    for key, cell in cells.items():
        indicator = report.indicators.get(str(key))
        assert cell.get("class") == (indicator.status if indicator else "absent")
        assert (cell.text or "") == (indicator.raw if indicator else "∅")


@pytest.mark.parametrize("name", FORMS)
def test_the_rows_of_the_html_are_as_wide_as_the_form(name: str) -> None:
    form = FORMS[name]
    report = drawn(form, 1, 0.0, 2)
    article = ElementTree.fromstring(report.to_html())  # noqa: S314 - our own text
    for table, written in zip(form.tables, article.iter("table"), strict=True):
        covered: dict[int, int] = {}
        for row in written.iter("tr"):
            width = sum(1 for left in covered.values() if left)
            below = {at: left - 1 for at, left in covered.items() if left > 1}
            free = (at for at in range(table.width) if not covered.get(at))
            for cell in row:
                for _ in range(int(cell.get("colspan", 1))):
                    place = next(free)
                    width += 1
                    if (rows := int(cell.get("rowspan", 1))) > 1:
                        below[place] = rows - 1
            assert width == table.width
            covered = below


def test_markup_in_a_cell_is_text() -> None:
    indicator = Indicator("complaints", "", None, "件", "unreadable", '<b a="1">&\x00', None, "table")
    html = Report(edition="2014", indicators={"complaints": indicator}, metadata=Metadata(title="<i>")).to_html()
    article = ElementTree.fromstring(html)  # noqa: S314 - our own text
    assert article.findtext("h1") == "<i>"
    assert [cell.text for cell in article.iter("td") if cell.get("class") == "unreadable"] == ['<b a="1">&']
