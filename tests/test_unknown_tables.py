"""Statistical tables on no form: their rows come back as extras, and never as indicators."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_parse import Report, parse

NATIONAL = (Path(__file__).parent.parent / "docs" / "examples" / "lincheng-2021.txt").read_bytes().decode("utf-8")
TABLE = """江源省政务公开补充统计表
指标 | 单位 | 数值
一、政府开放日活动次数 | 次 | 12
其中：参加人数 | 人次 | 480
二、公园开放数 | 座 | 7
三、政务公开工作经费 | 万元 | 35.5
以上数据截至十二月底。
"""
ROWS = [
    (("一、政府开放日活动次数", "数值"), 12, "次"),
    (("其中：参加人数", "数值"), 480, "人次"),
    (("二、公园开放数", "数值"), 7, "座"),
    (("三、政务公开工作经费", "数值"), Decimal("35.5"), "万元"),
]


def rows(report: Report) -> list[tuple[tuple[str, ...], int | Decimal | None, str | None]]:
    return [(extra.labels, extra.value, extra.unit) for extra in report.extras]


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        TABLE.replace(" | ", "\t"),
        TABLE.replace(" | ", "\n"),
        TABLE.replace(" | ", " |\n"),
        TABLE.replace("\n", "\n\n").replace(" | ", "\n\n"),
        TABLE.replace("指标 | 单位", "项 目 | 计量单位"),
    ],
    ids=["bars", "tabs", "lines", "a cell a line", "paragraphs", "other headers"],
)
def test_rows_of_a_table_that_no_form_has_are_extras(text: str) -> None:
    report = parse(text)
    assert rows(report) == ROWS
    assert not report.indicators
    assert [item.code for item in report.diagnostics] == ["no-report", "table-unknown"]
    assert all(text[slice(*extra.span)] == extra.raw for extra in report.extras)


@pytest.mark.parametrize("text", [f"{NATIONAL}\n{TABLE}", f"{TABLE}\n{NATIONAL}"], ids=["below", "above"])
def test_beside_the_tables_of_a_report_nothing_else_changes(text: str) -> None:
    report = parse(text)
    alone = parse(NATIONAL)
    assert {key: x.raw for key, x in report.indicators.items()} == {key: x.raw for key, x in alone.indicators.items()}
    assert rows(report) == ROWS


def test_below_a_statistical_table_of_a_form_its_rows_are_not_taken_for_the_forms() -> None:
    known = "统计指标 | 单位 | 统计数\n四、行政复议数量 | 件 | 3\n（一）维持具体行政行为数 | 件 | 2\n"
    report = parse(f"{known}\n{TABLE}")
    assert {key: x.value for key, x in report.indicators.items()} == {"review": 3, "review.upheld": 2}
    assert rows(report) == ROWS


def test_figures_stand_under_the_headers_of_their_columns() -> None:
    report = parse("指标 | 代码 | 单位 | 本年 | 上年\n公园数 | 01 | 座 | 7 | 5\n游客数 | 02 | 万人次 | | 31\n")
    assert rows(report) == [
        (("公园数", "本年"), 7, "座"),
        (("公园数", "上年"), 5, "座"),
        (("游客数", "上年"), 31, "万人次"),
    ]


def test_among_lines_a_row_that_lost_a_cell_names_no_column() -> None:
    report = parse("指标\n单位\n本年\n上年\n公园数\n座\n7\n5\n游客数\n次\n31\n以上。")
    assert rows(report)[2:] == [(("游客数",), 31, "次")]


def test_the_unit_goes_to_json_and_back() -> None:
    data = json.loads(json.dumps(parse(TABLE).to_dict()))
    assert data["extras"][0]["unit"] == "次"
    assert Report.from_dict(data).to_dict() == data
    del data["extras"][0]["unit"]
    assert Report.from_dict(data).extras[0].unit is None


def test_prose_and_other_tables_are_none() -> None:
    for text in (
        "指标、单位、数值均已核对，共12项。",
        "项目 | 行次 | 金额\n拨款收入 | 1 | 1326.40\n",
        "单位 | 数值\n某局 | 3\n",
    ):
        assert parse(text).extras == ()


@given(st.text(alphabet="指标单位数值座次12| \n\t", max_size=200))
def test_no_text_is_an_error_and_no_figure_stands_twice(text: str) -> None:
    report = parse(text)
    spans = [extra.span for extra in report.extras]
    assert len(spans) == len(set(spans))
    assert all(text[slice(*extra.span)] == extra.raw for extra in report.extras)


def test_headers_without_end_take_no_time_without_end() -> None:
    assert parse("指标 | 单位 | 数值\n" * 3000).extras == ()
