"""Figures in arithmetic: exact, never a blank taken for 0, never 元 and 万元 in one sum."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_parse import Amount, Indicator, NotReportedError, UnitError
from govinfo_parse.indicator import Node, Number


def figure(value: Number | None, unit: str | None = "件", status: str | None = None) -> Any:
    return Indicator("a.b", "甲", value, unit, status or ("blank" if value is None else "reported"))


def money(value: int | str, unit: str | None = "万元") -> Any:
    return figure(Decimal(value) if isinstance(value, str) else value, unit)


# Units


@pytest.mark.parametrize(
    ("value", "unit", "into", "result"),
    [
        (12, "元", "元", "12"),
        (8040, "元", "万元", "0.804"),
        ("68949.08", "元", "万元", "6.894908"),
        ("2601.953875", "万元", "元", "26019538.75"),
        ("103.3879", "万元", "元", "1033879"),
        ("1.5", "亿元", "万元", "15000"),
        (1, "元", "亿元", "0.00000001"),
        (123456789012345678, "元", "亿元", "1234567890.12345678"),
        (5, "万元", "千元", "50"),
        ("12.50", "万元", "万元", "12.50"),
    ],
)
def test_money_is_converted_exactly(value: int | str, unit: str, into: str, result: str) -> None:
    with localcontext() as context:
        context.prec = 2
        found = money(value, unit).as_unit(into)
    assert found == Decimal(result)
    assert "E" not in str(found) or found < 1


@pytest.mark.parametrize(
    ("value", "unit", "into", "result"),
    [
        (23000, "件", "万件", "2.3"),
        (23000, "件", "件", "23000"),
        (12, "人次", "千人次", "0.012"),
        (5, "条", "百条", "0.05"),
    ],
)
def test_counts_are_converted_too(value: int, unit: str, into: str, result: str) -> None:
    assert figure(value, unit).as_unit(into) == Decimal(result)


@pytest.mark.parametrize(
    ("unit", "into"), [("件", "万元"), ("万元", "件"), ("件", "条"), ("人", "人次"), ("万元", "美元")]
)
def test_other_units_are_refused(unit: str, into: str) -> None:
    with pytest.raises(UnitError, match=f"a.b: 12 {unit} cannot be said in '{into}'; ask for a unit such as '{unit}'"):
        figure(12, unit).as_unit(into)


def test_a_unit_that_is_not_stated_is_asked_for() -> None:
    amount = money(8040, None)
    with pytest.raises(TypeError, match="a unit is text"):
        amount.as_unit(None)
    with pytest.raises(UnitError, match=r"does not state the unit of 8040; .* as_unit\('万元', assume='元'\)"):
        amount.as_unit("万元")
    assert amount.as_unit("万元", assume="元") == Decimal("0.804")
    assert amount.as_unit("元", assume="万元") == 80400000
    with pytest.raises(UnitError):
        amount.as_unit("万元", assume="件")


def test_a_stated_unit_is_not_overruled() -> None:
    assert money(5, "万元").as_unit("元", assume="元") == 50000


@pytest.mark.parametrize("status", ["blank", "none", "dash", "unreadable", "absent"])
def test_no_number_is_no_zero(status: str) -> None:
    nothing = figure(None, status=status)
    uses: list[Callable[[], Any]] = [
        lambda: nothing.as_unit("万件"),
        lambda: int(nothing),
        lambda: float(nothing),
        lambda: round(nothing),
        lambda: -nothing,
        lambda: nothing + 1,
        lambda: 1 + nothing,
        lambda: figure(3) - nothing,
        lambda: nothing * 2,
        lambda: nothing / 2,
        lambda: nothing < 3,
        lambda: sum([figure(3), nothing]),
    ]
    for use in uses:
        with pytest.raises(NotReportedError, match=rf"a\.b: .*\(status: {status}\)") as caught:
            use()
        assert (caught.value.key, caught.value.status) == ("a.b", status)
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301


# Counts are plain numbers


def test_counts() -> None:
    a, b = figure(12), figure(5)
    assert [a + b, a - b, b - a, a * b, a + 1, 1 + a, 1 - a, 2 * a, -a, +a, abs(-a)] == [
        17, 7, -7, 60, 13, 13, -11, 24, -12, 12, 12,
    ]  # fmt: skip
    assert type(a + b) is type(sum([a, b])) is type(-a) is int
    assert sum([a, b, figure(1)]) == 18
    assert (a / b, a / 5, 60 / a, a * 0.5) == (2.4, 2.4, 5.0, 6.0)
    assert (int(a), float(a), round(a)) == (12, 12.0, 12)
    assert a > b >= 5 > figure(4)
    assert sorted([a, b], key=int) == [b, a]
    assert max(a, b) is a
    with pytest.raises(ZeroDivisionError):
        a / figure(0)


def test_a_node_of_the_tree_counts_as_its_own_figure() -> None:
    node = Node({"review": Indicator("review", "四、行政复议数量", 3, "件", "reported")}, "review")
    assert (node + 1, node > 2, int(node), node.as_unit("百件")) == (4, True, 3, Decimal("0.03"))


def test_offices_write_cases_in_several_words_but_people_are_none() -> None:
    assert figure(12, "件") + figure(5, "条") == 17
    with pytest.raises(UnitError, match=r"a.b \(12 件\) and a.b \(5 人\) do not go together"):
        figure(12, "件") + figure(5, "人")


@pytest.mark.parametrize("other", ["5", None, [5], 5j])
def test_other_things_are_no_numbers(other: Any) -> None:
    uses: list[Callable[[], Any]] = [lambda: figure(12) + other, lambda: other + figure(12), lambda: figure(12) < other]
    for use in uses:
        with pytest.raises(TypeError):
            use()


# Money keeps its unit


def test_a_sum_of_money() -> None:
    total: Any = sum([money("1.1"), money("2.2"), money(3)])
    assert total == Decimal("6.3")
    assert isinstance(total, Amount)
    assert (total.unit, total.as_unit("元"), total - money("0.3"), 2 * total, total / 3) == (
        "万元", 63000, Decimal(6), Decimal("12.6"), Decimal("2.1"),
    )  # fmt: skip
    assert money(6) / money(3) == 2
    assert type(money(6) / money(3)) is Decimal
    assert -money(5) == abs(money(-5)) * -1 == Amount(-5, "万元")
    assert money(5) > money(3) > 0
    for twin in (pickle.loads(pickle.dumps(total)), copy.copy(total), copy.deepcopy(total)):  # noqa: S301
        assert (twin, twin.unit) == (total, "万元")
    assert (repr(total), str(total), f"{total:.2f}") == ("Amount('6.3', '万元')", "6.3", "6.30")
    assert hash(total) == hash(Decimal("6.3"))


@pytest.mark.parametrize(
    "use",
    [
        lambda: money(1, "元") + money(1),
        lambda: sum([money(1), money(1), money(1, "元")]),
        lambda: sum([money(1), money(1)]) + money(1, "元"),
        lambda: money(1, "元") < money(1),
        lambda: money(1, "元") / money(1),
        lambda: money(1) + 5,
        lambda: 5 - money(1),
        lambda: money(1) > 5,
        lambda: sum([figure(12), money(1)]),
        lambda: figure(12) + money(1),
        lambda: money(1, None) + money(1, None),
        lambda: sum([money(1, None), money(1)]),
        lambda: money(1, None) > 5,
        lambda: money(1) * money(1),
        lambda: 5 / money(1),
        lambda: Amount(5, None).as_unit("元"),
    ],
)
def test_money_goes_with_money_in_the_same_unit_alone(use: Callable[[], Any]) -> None:
    with pytest.raises(UnitError, match=r"as_unit\(|no product|assume="):
        use()


def test_no_float_touches_money() -> None:
    uses: list[Callable[[], Any]] = [lambda: money("0.1") * 0.1, lambda: money(1) / 3.0, lambda: money(1) * 0.5]
    for use in uses:
        with pytest.raises(TypeError, match="no float"):
            use()


@settings(derandomize=True, deadline=None)
@given(st.lists(st.decimals(0, 10**12, places=6), min_size=1, max_size=20))
def test_sums_of_money_are_exact_whatever_the_decimal_context(values: list[Decimal]) -> None:
    with localcontext() as context:
        context.prec = 3
        total: Any = sum(figure(value, "万元") for value in values)
        backwards = total
        for value in values:
            backwards = backwards - figure(value, "万元")
    micro = sum(int(value.scaleb(6)) for value in values)
    assert total == Decimal(micro).scaleb(-6)
    assert backwards == 0


# The value class stays one


def test_equality_and_hash_are_those_of_the_whole_value() -> None:
    a, b = figure(12), figure(12)
    assert a == b
    assert hash(a) == hash(b)
    assert a != figure(12, "条")
    assert a != 12
    assert len({a, b, figure(5)}) == 2
