"""The text of a cell, read as a quantity: five facts that never turn into one another, exact numbers, units, signs."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_parse.indicator import Number
from govinfo_parse.quantity import Quantity, read_quantity, unit_in, units_of_money


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
    assert [(text, read_quantity(text)) for text in texts] == [(text, Quantity(status)) for text in texts]  # type: ignore[arg-type]


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
