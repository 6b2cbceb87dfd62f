"""Documents that were cut or spoilt give no other values than the whole ones, and no candidates without the true one.

The documents are those of `cases`, what real writers wrote included. The draw depends on the names alone, so a failure
comes back on every run.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from govinfo_parse import Report, parse

from .support.damaged import Case, damaged

FOLDER = Path(__file__).parent / "cases"
CASES = [Case.read(path) for folder in ("writers", "synthetic") for path in sorted((FOLDER / folder).glob("*.txt"))]
ROUNDS = 2

STATISTICS = [
    ("（一）主动公开政府信息数", "条", "41"),
    ("其中：主动公开规范性文件数", "条", "5"),
    ("制发规范性文件总数", "件", "6"),
    ("1.政府公报公开政府信息数", "条", "7"),
    ("2.政府网站公开政府信息数", "条", "98"),
    ("3.政务微博公开政府信息数", "条", "27"),
    ("4.政务微信公开政府信息数", "条", "13"),
    ("5.其他方式公开政府信息数", "条", "47"),
    ("（一）回应公众关注热点或重大舆情数", "次", "3"),
]
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
WEIBO, WECHAT = "disclosure.channels.weibo", "disclosure.channels.wechat"


def lines(rows: Sequence[tuple[str, ...]]) -> str:
    return "\n".join(cell for row in rows for cell in ("", *row)).strip() + "\n"


def reported(report: Report) -> dict[str, object]:
    return {key: item.value for key, item in report.indicators.items() if item.status == "reported"}


def candidates(report: Report, raw: str) -> tuple[str, ...]:
    return next(figure.candidates for figure in report.unplaced if figure.raw == raw)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_damage_brings_no_wrong_value(case: Case) -> None:
    rng = Random(case.name)  # noqa: S311 - draws test data
    every = [each for _ in range(ROUNDS) for each in damaged(case, rng)]
    assert not [problem for each in every for problem in each.problems(parse(each.text))]


def test_the_figure_of_a_row_whose_label_is_gone_may_be_its_own() -> None:
    rows = [*STATISTICS[:6], STATISTICS[6][1:], *STATISTICS[7:]]
    report = parse(lines(rows))
    assert WEIBO not in report.indicators
    assert WECHAT not in report.indicators
    assert {WEIBO, WECHAT} <= set(candidates(report, "13"))
    assert reported(report)["disclosure.total"] == 41


def test_a_label_among_the_cells_of_the_row_above() -> None:
    rows = [*STATISTICS[:5], ("3.政务微博公开政府信息数", "条", "4.政务微信公开政府信息数", "27"), ("条", "13")]
    report = parse(lines([*rows, *STATISTICS[7:]]))
    assert {WEIBO, WECHAT} <= set(candidates(report, "27"))
    assert {WEIBO, WECHAT}.isdisjoint(reported(report))


def test_where_units_stand_a_row_without_one_has_lost_more_than_that() -> None:
    rows = [*STATISTICS, ("（二）收到申请数", "8")]
    whole = [*STATISTICS, ("（一）收到申请数", "件", "8")]
    assert "applications.received" in reported(parse(lines(whole)))
    assert "applications.received" not in reported(parse(lines(rows)))


def test_a_unit_of_money_beside_a_row_of_people_is_that_of_another_row() -> None:
    label = "1.专职人员数(不包括政府公报及政府政府信息公开专项经费(不包括用于政府公报编辑管理等方面的经费)"
    report = parse(lines([*STATISTICS, ("（三）从事政府信息公开工作人员数", "人", "9"), (label, "万元", "12.8")]))
    assert "organization.staff.full_time" not in reported(report)


def test_a_number_in_front_of_the_last_row_is_seen_by_its_sum() -> None:
    rows = "一、本年新收政府信息公开申请数量\n1\n2\n3\n4\n5\n6\n21\n四、结转下年度继续办理\n{}3\n0\n0\n0\n1\n0\n4\n"
    assert parse(rows.format("")).applications.carried_out.natural_person.value == 3
    assert not [key for key in reported(parse(rows.format("4\n"))) if key.startswith("applications.carried_out")]


def test_a_cell_written_twice_is_seen_by_the_sums_of_the_last_row() -> None:
    headers = " |\n".join(("行政复议", "行政诉讼", *OUTCOMES, "未经复议直接起诉", "复议后起诉", *OUTCOMES, *OUTCOMES))
    figures = ["6", "4", "4", "6", "20", "8", "7", "0", "0", "15", "9", "7", "8", "11", "35"]
    whole = parse(f"{headers} |\n" + " |\n".join(figures) + " |\n五、存在的主要问题\n")
    assert whole.review.total.value == 20
    twice = parse(f"{headers} |\n" + " |\n".join([*figures[:3], "4", *figures[3:]]) + " |\n五、存在的主要问题\n")
    assert not reported(twice)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "同意公开答复数\n件\n8\n其中：涉及国家秘密\n件\n2\n涉及商业秘密\n件\n3\n",
            {"applications.answered.granted", "applications.answered.denied"},
        ),
        (
            "政府网站在线访谈次数 | 次 | 8 |\n3.政策解读稿件发布数 | 篇 | 2 |\n4.微博微信回应事件数 | 次 | 3 |\n",
            {"response.channels.online_interviews", "response.channels.online_interviews_by_leaders"},
        ),
    ],
)
def test_the_label_at_the_beginning_of_a_text_may_be_the_end_of_another(text: str, keys: set[str]) -> None:
    report = parse(text)
    assert keys <= set(candidates(report, "8"))
    assert sorted(map(str, reported(report).values())) == ["2", "3"]
    numbered = parse(f"2.{text}")
    assert 8 in reported(numbered).values()


def test_figures_that_no_headers_place_may_be_of_every_form_that_has_their_row() -> None:
    report = parse("行政许可 | 214 | 12 | 6630 |\n其他对外管理服务事项 | 3 | 4 | 5 |\n")
    for raw, key in (("214", "items_last_year"), ("6630", "decisions")):
        key = f"disclosure.licensing.{key}"
        assert reported(report).get(key) is not None or key in candidates(report, raw)


def test_an_item_number_with_the_beginning_of_its_label_is_no_figure() -> None:
    report = parse(lines([*STATISTICS[:3], ("（二）通过不同渠道和方式公开政府信息的情况",), ("1.政",)]))
    assert "unreadable" not in {item.status for item in report.indicators.values()}


def test_empty_cells_beside_a_merged_label_are_no_blanks_of_a_cut_row() -> None:
    text = "一、本年新收政府信息公开申请数量 |  |  | 57 | 9 | 1 | 2 |"
    assert not parse(text).indicators
