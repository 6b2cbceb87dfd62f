"""The statistical tables of the years before 2014: two columns of figures behind units and codes."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_parse import Report, parse
from govinfo_parse import forms as forms_module
from govinfo_parse.forms import Form, forms_shown_by, known_form

NAMES = ("pre2014-A", "pre2014-B")
LAYOUTS = {
    "bars": (" | ", ""),
    "a cell a line": (" |\n", " |"),
    "tabs": ("\t", ""),
    "lines": ("\n", ""),
    "paragraphs": ("\n\n", ""),
    "markdown": (" | ", " |"),
}


def written(
    form: Form,
    figures: dict[str, str],
    layout: str,
    *,
    codes: bool = True,
    units: bool = True,
    letters: bool = True,
    rows: slice = slice(None),
) -> str:
    """The table of a form as text; `figures` by key, blank where there is none."""
    separator, end = LAYOUTS[layout]
    [table] = form.tables
    [block] = table.blocks
    heads = [block.corner or "", block.unit_column or "", block.code_column or ""]
    lines = [[*heads, *(column.label[-1] for column in block.columns)]]
    lines += [list(block.letters)] if letters else []
    for row in block.rows[rows]:
        cells = [figures.get(table.key(row, column), "") for column in block.columns]
        lines.append([row.label[-1], row.unit or "", row.code or "", *cells])
    kept = [0, *([1] if units else []), *([2] if codes else []), 3, 4]
    body = ["| " * (layout == "markdown") + separator.join(line[at] for at in kept) + end for line in lines]
    joint = "\n\n" if layout == "paragraphs" else "\n"
    return joint.join(["平陵市政府信息公开情况统计报表（2010年度）", *body, "填表人：王某"])


def drawn(form: Form, seed: int) -> dict[str, str]:
    draw = random.Random(seed)  # noqa: S311 - figures of a test
    return {key: str(draw.randrange(400)) for key in form.indicators}


def raws(report: Report) -> dict[str, str]:
    return {key: indicator.raw for key, indicator in report.indicators.items()}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_read(name: str, layout: str) -> None:
    form = known_form(name)
    figures = drawn(form, seed=1)
    report = parse(written(form, figures, layout))
    assert report.edition == name
    assert raws(report) == figures
    assert {key: x.unit for key, x in report.indicators.items()} == {
        key: spec.unit for key, spec in form.indicators.items()
    }
    assert not report.unplaced
    assert not report.extras


@given(
    st.sampled_from(NAMES),
    st.sampled_from(sorted(LAYOUTS)),
    st.tuples(*[st.booleans()] * 3),
    st.sampled_from([0.0, 0.1, 0.5]),
    st.tuples(st.integers(0, 40), st.integers(6, 60)),
    st.integers(0, 10**6),
)
@settings(max_examples=60, deadline=None)
def test_no_code_is_a_figure_and_none_is_of_another_cell(
    name: str, layout: str, shown: tuple[bool, bool, bool], blank: float, part: tuple[int, int], seed: int
) -> None:
    form = known_form(name)
    draw = random.Random(seed)  # noqa: S311 - figures of a test
    figures = {key: text if draw.random() >= blank else "" for key, text in drawn(form, seed).items()}
    codes, units, letters = shown
    rows = slice(part[0], sum(part))
    text = written(form, figures, layout, codes=codes, units=units, letters=letters, rows=rows)
    report = parse(text)
    keys = [table.key(row, x) for table in form.tables for b in table.blocks for row in b.rows[rows] for x in b.columns]
    expected = {key: figures[key] for key in keys}
    assert {key: raw for key, raw in raws(report).items() if raw != expected.get(key)} == {}


def test_a_signature_line_is_no_cell() -> None:
    check = test_no_code_is_a_figure_and_none_is_of_another_cell.hypothesis.inner_test  # type: ignore[attr-defined]
    check(name="pre2014-A", layout="bars", shown=(False, False, False), blank=0.1, part=(3, 15), seed=0)


def test_fees_are_in_yuan_and_funds_in_ten_thousands() -> None:
    form = known_form("pre2014-A")
    text = written(form, {"fees.cumulative": "1,250.5", "organization.budget.cumulative": "3.6"}, "bars")
    report = parse(text)
    fees, budget = (report.indicators[key] for key in ("fees.cumulative", "organization.budget.cumulative"))
    assert (fees.value, fees.unit) == (Decimal("1250.5"), "元")
    assert (budget.value, budget.unit) == (Decimal("3.6"), "万元")


def test_a_fee_in_another_unit_says_so() -> None:
    text = written(known_form("pre2014-A"), {"fees.cumulative": "3"}, "bars").replace("总数 | 元", "总数 | 万元", 1)
    fees = parse(text).indicators["fees.cumulative"]
    assert (fees.value, fees.unit) == (3, "万元")


def test_the_rules_of_the_form_are_held() -> None:
    form = known_form("pre2014-B")
    figures = dict.fromkeys(form.indicators, "0") | {"applications.received.cumulative": "5"}
    failed = [check.rule for check in parse(written(form, figures, "bars")).checks if check.status == "fail"]
    assert failed == ["applications.received.ways.cumulative"]


def test_a_value_that_equals_the_code_of_its_row_is_a_value() -> None:
    form = known_form("pre2014-A")
    [block] = form.tables[0].blocks
    codes = {f"{row.key}.period": (row.code or "").rstrip("*").lstrip("0") for row in block.rows}
    figures = drawn(form, seed=3) | codes
    assert raws(parse(written(form, figures, "bars"))) == figures


def test_codes_of_a_printing_error_are_still_no_values() -> None:
    form = known_form("pre2014-A")
    text = written(form, drawn(form, seed=2), "lines").replace("\n56**\n", "\n48**\n")
    assert raws(parse(text)) == drawn(form, seed=2)


def test_a_national_form_does_not_read_the_other_files(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(forms_module.files, "known_form", asked.append)
    assert forms_shown_by("统计指标 | 单位 | 统计数\n一、主动公开情况 | 件 | 3") == ()
    assert asked == []


HEADERS = "指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计\n"
ROWS = "申请总次数 | 条 | 10 | 3 | 21\n1.当面申请数 | 条 | 11 | 3 | 20\n"


@pytest.mark.parametrize("headers", [HEADERS, ""])
def test_a_few_rows_are_read(headers: str) -> None:
    # Without headers, nothing but the caller tells that these are rows of that form.
    report = parse(headers + ROWS, forms=None if headers else ["pre2014-A"])
    assert raws(report) == {
        "applications.received.period": "3",
        "applications.received.cumulative": "21",
        "applications.received.in_person.period": "3",
        "applications.received.in_person.cumulative": "20",
    }


def test_what_may_be_a_code_is_no_figure() -> None:
    form = ["pre2014-A"]
    assert raws(parse(f"{HEADERS}申请总次数 | 条 | 10 | 3 | 21\n", forms=form)) == {
        "applications.received.period": "3",
        "applications.received.cumulative": "21",
    }
    assert not parse("申请总次数 | 条 | 10 | 3\n1.当面申请数 | 条 | 11 | 3\n", forms=form).indicators


@pytest.mark.parametrize(
    "headers",
    [
        "指标名称 | 计量单位 | 2009年 | 2010年",
        "指标名称 | 单位 | 本年累计 | 上年同期",
        "指标名称 | 计量单位 | 本期实际 | 上期实际",
        "项目 | 单位 | 市本级 | 区县",
        "指标名称 | 计量单位 | 代码 | 上半年 | 全年",
    ],
)
def test_columns_with_other_headers_are_none_of_the_form(headers: str) -> None:
    rows = "网站专栏页面访问量 | 人次 | 3 | 21\n咨询电话接听数 | 人次 | 3 | 20\n"
    report = parse(f"{headers}\n{rows}")
    assert not report.indicators
    assert len(report.unplaced) + len(report.extras) == 4


@pytest.mark.parametrize(
    ("heading", "title", "agency"),
    [
        ("平陵市政府信息公开情况统计报表（2010年度）", "平陵市政府信息公开情况统计报表（2010年度）", "平陵市"),
        ("平陵市水务局政府信息公开情况统计报表\n2010年", "平陵市水务局政府信息公开情况统计报表", "平陵市水务局"),
        ("2010年政府信息公开情况统计报表", "2010年政府信息公开情况统计报表", None),
        ("政府信息公开情况统计报表\n（2010年12月）", "政府信息公开情况统计报表", None),
    ],
)
def test_the_heading_of_the_table_is_the_title(heading: str, title: str, agency: str | None) -> None:
    metadata = parse(f"{heading}\n{HEADERS}{ROWS}").metadata
    assert (metadata.title, metadata.agency, metadata.year) == (title, agency, 2010)
