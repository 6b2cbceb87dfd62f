"""Numbers and dates are what the sheet shows."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_parse.files.number_formats import is_date_format, shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (18.0, "General", "18"),
        (18, "G/通用格式", "18"),
        (0.1 + 0.2, "General", "0.3"),
        (5203.47, "General", "5203.47"),
        (1234567890123, "General", "1234567890123"),
        (-3, "General", "-3"),
        (18, "0", "18"),
        (17.6, "0", "18"),
        (2.5, "0", "3"),
        (-2.5, "0", "-3"),
        (-0.001, "0.00", "0.00"),
        (5203.4, "0.00", "5203.40"),
        (5203.47, "#,##0.00", "5,203.47"),
        (1234567, "#,##0", "1,234,567"),
        (7, "#,##0", "7"),
        (0, "#", ""),
        (0.5, "#.##", ".5"),
        (7, "000", "007"),
        (0.125, "0.0%", "12.5%"),
        (0.98, "0%", "98%"),
        (12345, '0!.0,"万"', "1.2万"),
        (123456, '0"."0000"万"', "12.3456万"),
        (1234567, "#,##0,", "1,235"),
        (18, '0"件"', "18件"),
        (18, '[Red]0_ ;[Blue]-0"件"', "18"),
        (-18, "0;(0)", "(18)"),
        (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "-"),
        (1208, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "1,208"),
        (0, "0;-0;;@", ""),
        (12000, '[>=10000]0.0,"千";0', "12.0千"),
        (900, '[>=10000]0.0,"千";0', "900"),
        (5.5, "[$¥-804]#,##0.00", "¥5.50"),
        (18, "[DBNum1]General", "18"),
        # Not known, so as it is stored.
        (0.5, "# ?/?", "0.5"),
        (1200, "0.0E+00", "1200"),
        (18, "yyyy/m/d", "18"),
    ],
)
def test_a_number(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (date(2022, 1, 9), "yyyy-mm-dd", "2022-01-09"),
        (datetime(2022, 1, 9, 8, 5), 'yyyy"年"m"月"d"日"', "2022年1月9日"),
        (datetime(2022, 1, 9, 8, 5), "[$-F800]yyyy/m/d h:mm", "2022/1/9 8:05"),
        (time(8, 5, 9), "hh:mm:ss", "08:05:09"),
        (date(2022, 1, 9), "General", "2022-01-09"),
        (date(2022, 1, 9), "[$-404]e年", "2022-01-09"),
        (time(8, 5), "yyyy", "08:05:00"),
    ],
)
def test_a_date(value: date | time, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(("code", "is_date"), [("m/d/yy", True), ("[h]:mm", True), ("0.00", False), ('0"d"', False)])
def test_which_formats_are_those_of_dates(code: str, is_date: bool) -> None:
    assert is_date_format(code) is is_date


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_keep_their_digits(number: int) -> None:
    assert shown(number, "0") == shown(float(number), "General") == str(number)
    assert shown(number, "#,##0") == f"{number:,}"


@given(st.floats(allow_nan=True, allow_infinity=True), st.text(max_size=20))
def test_no_format_is_an_error(number: float, code: str) -> None:
    assert isinstance(shown(number, code), str)
