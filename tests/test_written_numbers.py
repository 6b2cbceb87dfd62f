"""Numbers in prose: the value, the unit, whether it is exact, and the place; a part of something longer is none."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_parse.written_numbers import number_at, numbers_in


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("12件", 12, "件"),
        ("１２ 件", 12, "件"),
        ("1,234条", 1234, "条"),
        ("1，234條", 1234, "条"),
        ("1 234人次", 1234, "人次"),
        ("2.3万件", 23000, "件"),
        ("12万3千件", 123000, "件"),
        ("1亿2345万次", 123450000, "次"),
        ("两件", 2, "件"),
        ("三百零五条", 305, "条"),
        ("十二个", 12, "个"),
        ("一万二千篇", 12000, "篇"),
        ("二〇二一年", 2021, "年"),
        ("96.2%", Decimal("96.2"), "%"),
        ("2.3个百分点", Decimal("2.3"), "个百分点"),
        ("68949.08元", Decimal("68949.08"), "元"),
        ("人民币5万元", 5, "万元"),
        ("¥12.50元", Decimal("12.50"), "元"),
        ("1.5亿元", Decimal("1.5"), "亿元"),
        ("三千五百万元", 3500, "万元"),
        ("一亿二千万元", 120000000, "元"),
        ("1亿2345万元", 123450000, "元"),
        ("5千元", 5000, "元"),
        ("3百万元", 3000000, "元"),
        ("5元整", 5, "元"),
        ("100美元", 100, "美元"),
    ],
)
def test_an_exact_number(text: str, value: int | Decimal, unit: str) -> None:
    found = number_at(f"共{text}。", 1)
    assert found is not None
    assert (found.value, found.unit, found.bound, found.start, found.end) == (value, unit, None, 1, 1 + len(text))
    assert type(found.value) is type(value)


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("约12件", 12, "件", "about"),
        ("12件左右", 12, "件", "about"),
        ("约12件左右", 12, "件", "about"),
        ("十来件", 10, "件", "about"),
        ("12余件", 12, "件", "above"),
        ("逾1200余件", 1200, "件", "above"),
        ("三百多条", 300, "条", "above"),
        ("十几件", 10, "件", "above"),
        ("12件以上", 12, "件", "above"),
        ("不少于三次", 3, "次", "above"),
        ("2千余万元", 20000000, "元", "above"),
        ("500多万元", 500, "万元", "above"),
        ("近2万件", 20000, "件", "below"),
        ("不足12件", 12, "件", "below"),
        ("不超过12件", 12, "件", "below"),
        ("近12余件", 12, "件", "about"),
    ],
)
def test_an_inexact_number_says_so(text: str, value: int, unit: str, bound: str) -> None:
    found = number_at(text)
    assert found is not None
    assert (found.value, found.unit, found.bound, found.end) == (value, unit, bound, len(text))


def test_words_before_the_place_are_seen() -> None:
    text = "全年收到申请约 12件"
    for place in (text.index("约"), text.index("约") + 1, text.index("12")):
        found = number_at(text, place)
        assert found is not None
        assert found.bound == "about"
    assert number_at("约12件", 1) == number_at("约12件", 0)


@pytest.mark.parametrize(
    "text",
    ["3-5件", "3—5件", "3至5件", "三至五件", "三五件", "2021-01-31", "12:30", "0571-88886666", "007", "1/2", "A", "件",
     "3D", "5千克", "5元3角", "12万3", "2018〕32号", "1234567890123456789件", "三百五", "1.5亿2345万", "", "  "],
)  # fmt: skip
def test_a_part_of_something_longer_is_no_number(text: str) -> None:
    assert number_at(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第12条规定", []),
        ("〔2018〕32号", []),
        ("3-5件", []),
        ("12件至15件", []),
        ("统一答复，进一步规范，数十件", []),
        ("2021-01-31，电话0571-88886666", []),
        ("予以公开12件、部分公开3件，占96.2%", [(12, "件"), (3, "件"), (Decimal("96.2"), "%")]),
        ("收到申请15件（含上年结转两件）", [(15, "件"), (2, "件")]),
        ("12个项目，12项目", [(12, "个"), (12, None)]),
    ],
)
def test_all_numbers_of_a_text(text: str, found: list[tuple[object, object]]) -> None:
    assert [(number.value, number.unit) for number in numbers_in(text)] == found


def test_only_a_stretch() -> None:
    text = "1件2件3件4件"
    assert [number.value for number in numbers_in(text, 2, 6)] == [2, 3]


def test_the_callers_decimal_context_changes_nothing() -> None:
    expected = [number_at("123456.789万件"), number_at("一万二千三百四十五点六七八九元")]
    with localcontext() as context:
        context.prec = 2
        assert [number_at("123456.789万件"), number_at("一万二千三百四十五点六七八九元")] == expected


@settings(derandomize=True, deadline=None, max_examples=400)
@given(st.text(alphabet="0129,，.．-—/:第约近余多左右万亿千百十一二两〇点件条元人次年%¥ \n①²A〔", max_size=20))
def test_any_text_has_numbers_in_their_places(text: str) -> None:
    end = 0
    for number in numbers_in(text):
        assert end <= number.start < number.end <= len(text)
        assert number.value >= 0
        end = number.end
    for place in range(len(text) + 1):
        found = number_at(text, place)
        assert found is None or found.end > found.start


def test_a_long_text_takes_time_in_proportion_to_its_length() -> None:
    assert len(list(numbers_in("1," * 100_000 + "一" * 100_000 + " " * 100_000))) == 1
