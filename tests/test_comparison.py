"""Two reports side by side: what counts as the same, and how differences are told."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve

from govinfo_parse import Indicator, Report, Status, compare, parse

KEY, LABEL = "disclosure.fees.amount", "第二十条第（八）项 > 行政事业性收费 > 本年收费金额（单位：万元）"


def cell(
    raw: str, value: int | Decimal | None = None, unit: str | None = None, status: Status = Status.REPORTED
) -> Indicator:
    return Indicator(KEY, LABEL, value, unit, status, raw, (0, len(raw)), "table")


def report(*indicators: Indicator, edition: str | None = "2021") -> Report:
    return Report(edition=edition, indicators={indicator.key: indicator for indicator in indicators})


BLANK, NONE, DASH = cell("", status=Status.BLANK), cell("无", status=Status.NONE), cell("—", status=Status.DASH)


def test_iteration_gives_every_cell_that_is_not_the_same() -> None:
    other = evolve(cell("5", 5), key="disclosure.licensing.decisions", label="x")
    comparison = compare(report(cell("1", 1)), report(cell("2", 2), other))
    assert [(x.key, x.first.value, x.second.value, x.first.status) for x in comparison] == [
        (KEY, 1, 2, "reported"),
        (other.key, None, 5, "absent"),
    ]
    assert len(comparison) == 2
    same = compare(report(other), report(other))
    assert (list(same), len(same), bool(same), same.is_same) == ([], 0, True, True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (cell("1.5", Decimal("1.5"), "万元"), cell("15,000元", 15000, "元")),
        (cell("5", 5, "件"), cell("５件", Decimal("5.0"), "件")),
        (cell("0", 0), cell("0.00", Decimal(0), "万元")),
        (cell("5", 5), cell("5", 5)),
        (NONE, cell("没有", status=Status.NONE)),
        (cell("约 5", status=Status.UNREADABLE), cell("约\n5", status=Status.UNREADABLE)),
        (cell("5", 5, "件"), evolve(cell("5", 5, "件"), span=(7, 8), origin="inferred")),
    ],
)
def test_cells_that_say_the_same(first: Indicator, second: Indicator) -> None:
    comparison = compare(report(first), report(second))
    assert comparison.is_same
    assert comparison.same == 1
    assert str(comparison) == ""


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (cell("1.5", Decimal("1.5"), "万元"), cell("1.5元", Decimal("1.5"), "元"), "1.5万元 / 1.5元"),
        (cell("5", 5, "万元"), cell("5", 5), "5万元 / 5"),
        (cell("5", 5), cell("5", 5, "元"), "5 / 5元"),
        (cell("5", 5, "件"), cell("5", 5, "条"), "5件 / 5条"),
        (cell("5", 5, "件"), cell("6", 6, "件"), "5件 / 6件"),
        (cell("0", 0), BLANK, "0 / blank"),
        (BLANK, NONE, "blank / none"),
        (NONE, DASH, "none / dash"),
        (cell("约5", status=Status.UNREADABLE), cell("约6", status=Status.UNREADABLE), "约5 / 约6"),
    ],
)
def test_cells_that_differ(first: Indicator, second: Indicator, said: str) -> None:
    comparison = compare(report(first), report(second))
    [difference] = comparison.differing
    assert (difference.key, difference.first, difference.second) == (KEY, first, second)
    assert str(difference) == str(comparison) == f"{LABEL}: {said}"
    assert not comparison.is_same


def test_cells_of_one_report_alone_and_editions_are_told() -> None:
    rows = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 1 | 0 | 3 |\n以上。"
    other = "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n规章 | 1 | 1 | 3 |\n以上。"
    comparison = compare(parse(rows), parse(other))
    assert [x.key for x in comparison.only_first] == list(parse(rows).indicators)
    assert [x.key for x in comparison.only_second] == list(parse(other).indicators)
    assert (comparison.editions, comparison.same_edition, comparison.same) == (("2021", "2019"), False, 0)
    assert str(comparison).splitlines()[:2] == [
        "editions: 2021 / 2019",
        "第二十条第（一）项 > 规章 > 本年制发件数: 1件 / not there",
    ]
    assert compare(parse(rows), Report()).same_edition is None
    assert compare(parse(rows), parse(rows)).same_edition is True


def test_only_reports_are_compared() -> None:
    with pytest.raises(TypeError, match="takes two reports, not str"):
        compare(report(), "text")  # type: ignore[arg-type]
