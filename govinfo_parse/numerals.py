"""Chinese numerals to numbers: ``十二``, ``三百零五``, ``二〇二一``, ``壹佰贰拾``, ``一亿零三百万``, ``三点五``.

In: a text that should be one numeral. Out: its number, or None where it is no numeral or can be read in two ways:
``三百五`` is 350 to one reader and 305 to another, ``三五`` is three to five, ``二三十`` twenty to thirty.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Final

__all__ = ["NUMERALS", "read_numeral"]

# What a numeral is made of, for a character class.
NUMERALS: Final = "零〇○一二三四五六七八九十百千万亿两廿卅卌壹壱贰貳弐叁參叄参肆伍陆陸柒捌玖拾佰仟兩萬億"
# The plain form of the characters that contracts, older texts and traditional ones have. 两 keeps its own, as it stands
# in fewer places than 二.
_PLAIN: Final = str.maketrans(
    "〇○壹壱贰貳弐叁參叄参肆伍陆陸柒捌玖拾佰仟兩萬億點",
    "零零一一二二二三三三三四五六六七八九十百千两万亿点",
)
_TENS: Final = (("廿", "二十"), ("卅", "三十"), ("卌", "四十"))
_DIGIT: Final = {**{char: number for number, char in enumerate("零一二三四五六七八九")}, "两": 2}
_POWER: Final = {"十": 10, "百": 100, "千": 1000}
# A longer one has more digits than any public body counts.
_LONGEST: Final = 40
# With fewer digits it may be a range.
_FEWEST_SPELT: Final = 4


def read_numeral(text: str) -> int | Decimal | None:
    """The number that a Chinese numeral says, None where it says none or not which.

    >>> read_numeral("十二"), read_numeral("三百零五"), read_numeral("二〇二一"), read_numeral("一万两千")
    (12, 305, 2021, 12000)
    >>> read_numeral("三点五"), read_numeral("三百五"), read_numeral("三五"), read_numeral("规章")
    (Decimal('3.5'), None, None, None)
    """
    if not text or len(text) > _LONGEST:
        return None
    plain = text.translate(_PLAIN)
    for sign, tens in _TENS:
        plain = plain.replace(sign, tens)
    whole, point, decimals = plain.partition("点")
    number = _whole(whole)
    if number is None or not point:
        return number
    digits = [_DIGIT.get(char) for char in decimals if char != "两"]
    if not decimals or None in digits or len(digits) < len(decimals):
        return None
    return Decimal(f"{number}.{''.join(map(str, digits))}")


def _whole(plain: str) -> int | None:
    if plain == "零":
        return 0
    if len(plain) > 1 and all(char in _DIGIT and char != "两" for char in plain):
        return _spelt(plain)
    head, many, rest = plain.rpartition("亿")
    if not many:
        return _below_yi(plain, leads=True)
    above, below = _below_yi(head, leads=True), _below_yi(rest, leads=False) if rest else 0
    return None if above is None or below is None else above * 10**8 + below


def _spelt(plain: str) -> int | None:
    """Digit by digit, as years are written. Two may be a range (三五), those that count up a list (一二三四)."""
    digits = [_DIGIT[char] for char in plain]
    counts_up = all(after == before + 1 for before, after in pairwise(digits))
    if digits[0] == 0 or counts_up or (0 not in digits and len(digits) < _FEWEST_SPELT):
        return None
    return int("".join(map(str, digits)))


def _below_yi(plain: str, *, leads: bool) -> int | None:
    """A numeral below 亿, which `leads` the whole or follows on 亿."""
    head, many, rest = plain.rpartition("万")
    if not many:
        return _below_wan(plain, leads=leads)
    above, below = _below_wan(head, leads=leads), _below_wan(rest, leads=False) if rest else 0
    return None if above is None or below is None else above * 10**4 + below


def _below_wan(plain: str, *, leads: bool) -> int | None:
    """A numeral below 万, which `leads` the whole or follows on a greater part.

    零 stands for places that are passed over. A last digit without its power says which it is only behind 十 or 零.
    """
    value = 0
    last_power: int | None = None
    digit: int | None = None
    zero = False
    for char in plain:
        if char == "零":
            if zero or digit is not None or (leads and last_power is None):
                return None
            zero = True
        elif char in _DIGIT:
            if digit is not None:
                return None
            digit = _DIGIT[char]
        elif power := _POWER.get(char):
            if digit is None and power == 10:
                digit = 1  # 十二, and 一百十二 as some write
            in_order = last_power is None or (power < last_power and not (zero and power * 10 == last_power))
            if digit is None or not in_order:
                return None
            value += digit * power
            last_power, digit, zero = power, None, False
        else:
            return None
    if digit is None:
        return None if zero or not value else value
    clear = (leads and last_power is None) or (zero != (last_power == 10) and plain[-1] != "两")
    return value + digit if clear else None
