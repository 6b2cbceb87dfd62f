"""Chinese numerals: what an independent writer writes out is read back; what two readers read differently is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_parse.numerals import NUMERALS, read_numeral

DIGITS = "零一二三四五六七八九"


def group(number: int) -> str:
    """A number below ten thousand, every place written, then the zeros drawn together as one speaks."""
    text = "".join(
        DIGITS[digit] + (power if digit else "")
        for digit, power in zip(map(int, f"{number:04}"), "千百十 ", strict=True)
    ).replace(" ", "")
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.rstrip("零")


def written(number: int) -> str:
    """The numeral of a whole number in the standard spelling, group by group of four digits."""
    if number == 0:
        return "零"
    groups, rest = [], number
    while rest:
        rest, low = divmod(rest, 10**4)
        groups.append(low)
    text = ""
    for place in reversed(range(len(groups))):
        if text and groups[place] < 1000:
            text += "零"
        if groups[place]:
            text += group(groups[place]).removeprefix("零" if text.endswith("零") else "") + ("", "万", "亿")[place]
    text = text.rstrip("零")
    while "零零" in text:
        text = text.replace("零零", "零")
    text = text.removeprefix("零")
    return text[1:] if text.startswith("一十") else text


FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
TRADITIONAL = str.maketrans("万亿", "萬億")
numbers = st.one_of(st.integers(0, 10**4), st.integers(0, 10**12 - 1), st.integers(0, 9).map(lambda n: 10**n + 5))


@settings(derandomize=True, deadline=None, max_examples=400)
@given(numbers)
def test_what_is_written_out_is_read_back(number: int) -> None:
    text = written(number)
    assert read_numeral(text) == number
    assert read_numeral(text.translate(FORMAL)) == number
    assert read_numeral(text.translate(TRADITIONAL).replace("零", "〇")) == number
    assert read_numeral(text.replace("二千", "两千").replace("二百", "两百")) == number


@settings(derandomize=True, deadline=None)
@given(st.integers(1000, 9999))
def test_digit_by_digit_as_years_are_written(year: int) -> None:
    text = "".join(DIGITS[int(digit)] for digit in str(year))
    counts_up = str(year) in "123456789"
    assert read_numeral(text.replace("零", "〇")) == (None if counts_up else year)


@settings(derandomize=True, deadline=None)
@given(numbers, st.integers(0, 999))
def test_decimals(number: int, decimals: int) -> None:
    tail = "".join(DIGITS[int(digit)] for digit in str(decimals))
    assert read_numeral(f"{written(number)}点{tail}") == Decimal(f"{number}.{decimals}")


@settings(derandomize=True, deadline=None, max_examples=400)
@given(st.text(alphabet=NUMERALS + "点几余 12件", max_size=50))
def test_any_text_has_a_number_or_none(text: str) -> None:
    number = read_numeral(text)
    assert number is None or 0 <= number < 10**24


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("两", 2),
        ("十", 10),
        ("一十", 10),
        ("廿三", 23),
        ("卅", 30),
        ("一百十二", 112),
        ("一百一十二", 112),
        ("一万零五百", 10500),
        ("一万五百", 10500),
        ("十万零一十二", 100012),
        ("一亿零三百万", 103000000),
        ("一万二千亿", 1200000000000),
        ("贰拾万零叁佰", 200300),
        ("二○二一", 2021),
        ("一二〇", 120),
    ],
)
def test_other_spellings(text: str, number: int) -> None:
    assert read_numeral(text) == number


@pytest.mark.parametrize(
    "text",
    # A missing power; a range; a list; powers out of order; zeros that pass over nothing; no numeral at all.
    ["三百五", "一万五", "三五", "一两", "二三十", "三四百", "一二三", "一二三四", "十百", "百", "万", "亿万", "零五",
     "三百零", "一百零五十", "十零五", "三十万千", "十两", "二零零零万", "三点", "点五", "三点十", "", "第三", "十几"],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_is_no_number(text: str) -> None:
    assert read_numeral(text) is None
