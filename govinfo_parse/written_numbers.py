"""A number as people write it, at a place of a text: ``1,234件``, ``近2万件``, ``三百余条``, ``人民币1.5亿元``.

In: a text and a place. Out: a `WrittenNumber` with its value, its unit, its place, and whether it is exact; None where
no number stands there, or not a clear one. Cells and prose are both read with it.

Digits that are a part of something longer are no number: a range (3-5件), a day (2021-01-31), a time, a telephone
number, the number of a document (〔2018〕32号) or of an item (第12). A numeral in prose is one only with a unit behind
it: 统一 and 进一步 count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Context, Decimal
from functools import cache
from typing import Final

from attrs import frozen

from .indicator import Bound
from .numerals import NUMERALS, read_numeral

__all__ = ["WrittenNumber", "number_at", "numbers_in"]

# What makes a number inexact, before it and behind it.
_BEFORE: Final[dict[str, Bound]] = {
    **dict.fromkeys(("约", "約", "大约", "大約", "大概"), "about"),
    **dict.fromkeys(("逾", "超", "超过", "超過", "突破", "不少于", "不低于", "至少"), "above"),
    **dict.fromkeys(("近", "将近", "將近", "接近", "不足", "不到", "不超过", "不超過", "至多", "最多"), "below"),
}
_BEHIND: Final[dict[str, Bound]] = {
    **dict.fromkeys(("左右", "上下", "来", "來"), "about"),
    **dict.fromkeys(("余", "餘", "多", "几", "幾", "有余", "以上"), "above"),
    **dict.fromkeys(("以下", "以内", "以內"), "below"),
}
_LONGEST_BEFORE: Final = 3
_FACTOR: Final = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SIMPLIFIED: Final = str.maketrans("條項個場戶類處冊萬億", "条项个场户类处册万亿")
# More digits than any public body counts.
_MAX_DIGITS: Final = 18
# Exact whatever decimal context the caller has set.
_EXACT: Final = Context(prec=60, traps=[])


def _one_of(words: dict[str, Bound]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def _number() -> re.Pattern[str]:
    """Compiled when the first number is read: it takes longer than all else that this module does when it is loaded."""
    return re.compile(
        rf"""(?P<before>{_one_of(_BEFORE)})?\s?(?:人民币|人民幣|[¥￥])?\s?
            (?: (?P<whole>\d{{1,3}}(?:[ ]?[,，][ ]?\d{{3}})+(?!\d)|\d{{1,3}}(?:[ \xa0\u2009\u202f]\d{{3}})+(?!\d)|\d+)
                (?P<decimals>[.．]\d+)?
              | (?P<numeral>[{NUMERALS}]+(?:点[{NUMERALS}]+)?) )
            \s?(?P<tens>百(?!分)|千(?![米克瓦])|十(?=[余餘多]?[万萬亿億]))?
            (?P<some>(?(numeral)[余餘多几幾来來]|[余餘多]))?(?P<factor>[万萬]?[亿億]|[万萬])?
            (?P<rest>(?<=[万萬亿億])(?P<less>\d+)(?P<by>[万萬千百])?)?
            (?P<more>[余餘多])?
            \s?(?P<unit>元(?![旦月素])(?:人民币|人民幣|整)?|[美港欧日]元|[人件条條]次|个?百分点|[%％‰]
                |[件篇次份宗起场場期批例名户戶册冊类類处處人条條项項个個部家年月日号號届级歲岁]
                (?![民例目门門次數数级位理]|(?<=[人户戶])均))?
            (?P<behind>{_one_of(_BEHIND)})?""",
        re.VERBOSE,
    )


# What digits and numerals are a part of that are no number, before them and behind them.
_PART_BEFORE: Final = re.compile(
    r"[\dA-Za-z第〔〕\[\]#№_~～–—−-]\Z|\d[,，.．:：/]\Z|[\d件条条项项次人个個元%％万亿年月日][至到]\Z"
)
_NUMERAL_BEFORE: Final = re.compile(rf"[{NUMERALS}第数數几幾每\dA-Za-z]\Z|[{NUMERALS}][至到]\Z")
_PART_BEHIND: Final = re.compile(
    rf"[A-Za-z_〕\]]|千[米克瓦]|\s?[~～–—/:：.．-]\s?\d|[至到][\d{NUMERALS}]|(?:\d+|[{NUMERALS}]+)?[角分]"
)
_FIRST: Final = re.compile(rf"[\d{NUMERALS}]")
# All that a run of digits or of a numeral may be mixed with, so that no piece of it is taken for a number.
_RUN: Final = re.compile(rf"\d[\d,，.．:：/_~～–—-]*|[{NUMERALS}]+")


@frozen
class WrittenNumber:
    """A number in a text.

    - `value`: an `int`, or an exact `Decimal`, in the unit beside it: 20000 for ``2万件``, 1.5 for ``1.5亿元``.
    - `unit`: the measure word behind it, simplified (``件``, ``万元``, ``%``, ``年``), None where none is known.
    - `bound`: None where the number is exact; ``about`` (约), ``above`` (余, 多, 逾, 以上) or ``below`` (近, 不足).
    - `start`, `end`: its place, with the words that make it inexact, its unit and a sign of money.
    """

    value: int | Decimal
    unit: str | None
    bound: Bound | None
    start: int
    end: int


def number_at(text: str, place: int = 0, *, money: bool = False) -> WrittenNumber | None:
    """The number that begins at a place, or behind white space there; words before it that make it inexact are seen.

    `money` tells that it is an amount, where a bare ``万`` means 万元.

    >>> text = "全年收到申请约1,200件，其中网络申请三百余件。"
    >>> found = number_at(text, 7)
    >>> found.value, found.unit, found.bound, text[found.start : found.end]
    (1200, '件', 'about', '约1,200件')
    >>> number_at("十二件").value, number_at("2021-01-31"), number_at("三五件")
    (12, None, None)
    """
    while place < len(text) and text[place].isspace():
        place += 1
    start = place
    behind = place - (text[place - 1 : place].isspace())
    for length in range(_LONGEST_BEFORE, 0, -1):
        if text[max(0, behind - length) : behind] in _BEFORE:
            start = behind - length
            break
    match = _number().match(text, start)
    return None if match is None or _is_part(match) else _written(match, money)


def numbers_in(text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenNumber]:
    """All numbers of a stretch of text, in their order; numerals only with a unit.

    >>> [(found.value, found.unit) for found in numbers_in("2021年新收15件，上年结转两件，统一答复，占96.2%")]
    [(2021, '年'), (15, '件'), (2, '件'), (Decimal('96.2'), '%')]
    """
    end = len(text) if end is None else end
    while (first := _FIRST.search(text, start, end)) is not None:
        found = number_at(text, first.start())
        run = _RUN.match(text, first.start(), end)
        start = run.end() if run else first.end()
        if found is not None and found.end <= end:
            start = found.end
            if found.unit is not None or first[0].isdecimal():
                yield found


def _is_part(match: re.Match[str]) -> bool:
    """Whether what was found is only a part of something longer."""
    first = match.start("whole" if match["whole"] else "numeral")
    before = _PART_BEFORE if match["whole"] else _NUMERAL_BEFORE
    is_part = before.search(match.string, max(0, first - 2), first) is not None
    return is_part or _PART_BEHIND.match(match.string, match.end()) is not None


def _written(match: re.Match[str], money: bool) -> WrittenNumber | None:
    number = _digits(match) if match["whole"] else None
    factor = _plain(match["tens"]) + _plain(match["factor"])
    unit = _plain(match["unit"]).removesuffix("人民币").removesuffix("人民幣").removesuffix("整") or None
    if unit == "％":
        unit = "%"
    is_amount = unit == "元" or (money and unit is None)
    if match["numeral"]:
        numeral = _plain(match["numeral"])
        # 三千五百万元 is 3500 in 万元.
        if is_amount and not factor and numeral[-1] in "万亿" and not any(sign in numeral[:-1] for sign in "万亿"):
            numeral, factor = numeral[:-1], numeral[-1]
        number = read_numeral(numeral)
    if number is not None and is_amount and factor in ("万", "亿") and not match["rest"]:
        unit, factor = f"{factor}元", ""
    value = None if number is None else _scaled(number, factor, match)
    if value is None:
        return None
    found = {words[match[name]] for words, name in _WORDS if match[name]}
    # Two words say the same (约12件左右), or leave open which way.
    bound: Bound | None = found.pop() if len(found) == 1 else "about" if found else None
    return WrittenNumber(value, unit, bound, match.start(), match.end())


_WORDS: Final = ((_BEFORE, "before"), (_BEHIND, "some"), (_BEHIND, "more"), (_BEHIND, "behind"))


def _plain(text: str | None) -> str:
    return text.translate(_SIMPLIFIED) if text else ""


def _digits(match: re.Match[str]) -> int | Decimal | None:
    """The number of some digits; None where they are too many, or several numbers run together (007)."""
    whole = "".join(char for char in match["whole"] if char.isdecimal())
    decimals = match["decimals"] or ""
    if len(whole) + len(decimals) > _MAX_DIGITS + bool(decimals) or (len(whole) > 1 and int(whole[0]) == 0):
        return None
    return Decimal(f"{whole}.{decimals[1:]}") if decimals else int(whole)


def _scaled(number: int | Decimal, factor: str, match: re.Match[str]) -> int | Decimal | None:
    """The number times its multiplier, exactly, and what follows on it: 2345万 in ``1亿2345万``."""
    by = 1
    for sign in factor:
        by *= _FACTOR[sign]
    if by > 1:
        scaled = _EXACT.multiply(Decimal(number), by)
        number = int(scaled) if scaled == int(scaled) else scaled
    if not match["rest"]:
        return number
    # Without a multiplier of its own, what follows has all the digits that the multiplier before it leaves.
    rest = int(match["less"]) * _FACTOR[_plain(match["by"])]
    is_clear = bool(match["by"]) or len(match["less"]) == len(str(by)) - 1
    return number + rest if is_clear and rest < by and isinstance(number, int) and not match["decimals"] else None
