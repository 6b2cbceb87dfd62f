"""The text of a cell to a quantity: a number with its unit, or one of the ways to say that there is none.

In: a cell's text. Out: a `Quantity`, or None where the text is no quantity at all (a label, a sentence). Zero, blank,
无 and a dash stay four different facts. Money is exact: a number with decimals is a `Decimal`.

There are two readers. `read_quantity` asks what a text is that stands anywhere: it knows digits and what real reports
have around them, a unit (``12件``), a sign or a word for it (``+3``, ``--253``, ``减少45``), thousand separators, a
multiplier (``2.3万件``), a note in brackets (``22（其中修订16件）``). `read_cell` reads what stands where a figure is
due: there ``三`` is a number and not that of an item, 约12 is inexact, a note may be a part of the number
(``12（万）``), and only a change has a sign.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal
from functools import lru_cache
from typing import Final

from attrs import frozen

from .indicator import Approximation, Number
from .numerals import NUMERALS

__all__ = [
    "ABSENT_MARK",
    "BLANK_MARK",
    "MEASURES",
    "UNITS",
    "UNIT_HEADERS",
    "Quantity",
    "number_in",
    "read_cell",
    "read_quantity",
    "unit_in",
    "units_of_money",
]

MONEY: Final = ("元", "万元", "亿元")
# Words that make the figure after them a change.
CHANGES: Final = ("增加", "增", "减少", "减", "減少", "上升", "下降")
COUNTS: Final = ("件", "条", "项", "次", "篇", "个", "人", "人次")
UNITS: Final = frozenset(MONEY + COUNTS)
# What stands above a column of units.
UNIT_HEADERS: Final = frozenset(("单位", "计量单位", "计算单位", "單位", "計量單位"))
# Other words that offices count with, and the units of the forms that they stand for: 5宗 are 5件, and 5家 are not.
MEASURES: Final = {
    **dict.fromkeys(("宗", "起", "例"), ("件", "项", "次")),
    "份": ("件", "条", "项", "篇", "个"),
    **dict.fromkeys(("部", "件次"), ("件",)),
    "条次": ("条",),
    **dict.fromkeys(("场", "期"), ("次",)),
    **dict.fromkeys(("处", "家"), ("个",)),
    "名": ("人", "人次"),
}

# What stands in a cell of a report that was written back where the source had no such cell. No office writes it.
ABSENT_MARK: Final = "∅"
# What stands in a blank cell there, where one that is empty would leave open which cells of its row are blank.
BLANK_MARK: Final = "␣"
_NONE: Final = frozenset(("无", "無", "没有", "沒有", "暂无", "暫無", "均无", "無數據", "无数据"))
_DASH: Final = re.compile(
    r"[-\u2010-\u2015\u2212\u2215\u2500\u2501\u2e3a\u2e3b/\\\u2571~_]{1,8}|n/?a|不适用|不適用", re.IGNORECASE
)
_MULTIPLIER: Final = {"": 1, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
MINUS: Final = frozenset("-‐‑‒–—―−↓减減下降")
# The backslash that Markdown may have before any sign: \-8, 12\.5.
_ESCAPE: Final = re.compile(r"\\(?=[!-/:-@\[\]^-`{}~])")
# Exact whatever decimal context the caller has set.
_EXACT: Final = Context(prec=60, traps=[])
# More digits than any public body counts: a run of cells, an identifier, a telephone number.
_MAX_DIGITS: Final = 18
_NUMBER: Final = re.compile(
    r"""(?P<sign>[+]{0,2}|[\-−–—]{1,2}|[↑↓]|增加?|减少?|減少?|上升|下降)
        \s?(?:人民币|¥)?[ ]?
        (?P<whole>\d{1,3}(?:[ ]?,[ ]?\d{3})+|\d{1,3}(?:[ ]\d{3})+|\d+)(?P<decimals>\.\d+)?
        \s?(?P<multiplier>[万萬亿億]?)\s?(?P<unit>元|件|条|條|项|項|次|篇|个|個|人次|人)?
        \s?(?P<note>[(][^()]*[)]?)?[。]?""",
    re.VERBOSE | re.DOTALL,
)
_SIMPLIFIED: Final = str.maketrans("條項個萬億", "条项个万亿")
_UNIT_OF_MONEY: Final = re.compile(r"[十百千万萬亿億]{0,2}(?:美|港|欧)?元")
_NAMED_UNIT: Final = re.compile(r"\A单\s*位\s*[:：]?\s*")
# A unit of many, as it stands in brackets or a list of units.
_SCALED: Final = re.compile(
    r"[(:、,/](?:[十百千万萬亿億]{1,2}(?:件|条|條|项|項|人?次|人|篇|个|個)|[千万萬亿億])(?=[)、,/]|\Z)"
)
_MANY: Final = "十百千万萬亿億"
# A word for a change in front of a figure, and a sign too.
_WORDED: Final = re.compile(r"\s*[↑↓增减減上下]")
_SIGNED: Final = re.compile(r"\s*[-+＋－\u2010-\u2015\u2212↑↓增减減上下]")
# What a change is one to.
COMPARED: Final = r"(?:同比|环比|[较比与和][上去前]一?年度?(?:同期)?(?:相比)?)?,?"
# A longer text is a sentence.
_LONGEST_WORDED: Final = 40
# How a figure begins that is none to us, and how a numbered label begins.
_MEANT: Final = re.compile(r"[约約近超逾共达達第]?[-+]?[0-9０-９.]")
# How offices write a change of none: in words, or as what was added and what was taken away (0/0, 增0减0).
UNCHANGED: Final = (
    rf"{COMPARED}(?:持平|(?:保持)?不变|没有变[化动]|[无未](?:变[化动]?|调整|增[无未]?减(?:变[化动])?))"
    r"|[较比与和][上去前]一?年度?(?:同期)?(?:相同|一致)|0/0|[增+]0[/、,]?[减-]0"
)
# What is a figure and no item number, though it stands in characters, or before two of them (31批次).
_SPELT: Final = re.compile(
    rf"[{NUMERALS}]+点[{NUMERALS}]+"
    rf"|[约近逾超]?[{NUMERALS}]+[余多]?(?:[件条條项項次篇个個人宗起例份]|人次|[万亿]?元)|(?=.*[百千万]).{{0,2}}[{NUMERALS}]{{3,}}[余多]?"
    rf"|.{{0,6}}(?:持平|[无未]变化|[无未]增减)|{UNCHANGED}"
    rf"|{COMPARED}(?:增加|新增|增长|减少|下降|上升)了?\d+[件条项]?(?:[(（].*)?"
    r"|\d+(?:[批件条條项項篇场場户家台例宗]次|台套)"
)
_SIGN: Final = r"[\u2e80-\u2fdf\u4e00-\u9fff]"  # prints have radicals for characters
_ITEM_NUMBER: Final = re.compile(r"\d{1,2}[.、．)）]")
_ITEM: Final = re.compile(rf"\d{{1,2}}(?:[.、．)）]{_SIGN}|{_SIGN}{{2}}|[.、．)）]\Z)")
# A year, as a line below a table begins, or a day.
_DATE: Final = re.compile(r"(?:19|20)\d\d(?:年|[-./]\d{1,2}(?:[-./]\d{1,2})?\Z)")
_LONGEST_QUANTITY: Final = 24
_MOST_OTHERS: Final = 5
# A page number in a footer, as in "- 4 -" or "第4页".
_PAGE: Final = re.compile(
    r"[-—–−]\s*\d{1,3}\s*[-—–−]|第\s*\d{1,3}\s*[页頁](?:.{0,3}共\s*\d{1,3}\s*[页頁])?|(?!0)\d{1,3}\s*/\s*\d{1,3}"
)


@frozen
class Quantity:
    """What a cell says: `status`, the `value` if it is ``reported``, and the `unit` if the cell names one.

    An inexact number is ``unreadable``; it stands in `approximate`.
    """

    status: str
    value: Number | None = None
    unit: str | None = None
    approximate: Approximation | None = None


# Longer texts seldom come again.
_SHORT: Final = 32
_BLANK: Final = Quantity("blank")
_NIL: Final = Quantity("none")
_DASHED: Final = Quantity("dash")
UNREADABLE: Final = Quantity("unreadable")


def read_quantity(text: str, *, money: bool = False) -> Quantity | None:
    """Reads a cell. `money` tells that the cell holds an amount, where a bare ``万`` means 万元.

    >>> read_quantity("减少45").value, read_quantity("68949.08元").value
    (-45, Decimal('68949.08'))
    >>> read_quantity("2.3万件").value, read_quantity("2601.953875万", money=True).unit
    (23000, '万元')
    >>> [read_quantity(text).status for text in ("", "无", "——", "0")]
    ['blank', 'none', 'dash', 'reported']
    >>> read_quantity("行政许可") is None
    True
    """
    return _read(text, money) if len(text) > _SHORT else _read_short(text, money)


def _read(text: str, money: bool) -> Quantity | None:
    if text.isascii() and text.isdigit():
        return _plain(text)
    folded = unicodedata.normalize("NFKC", _unescaped(text)).strip()
    if not folded:
        return _BLANK
    compact = "".join(folded.split())
    if compact.rstrip("。") in _NONE:
        return _NIL
    if _DASH.fullmatch(compact):
        return _DASHED
    if compact == BLANK_MARK:
        return _BLANK
    if compact == ABSENT_MARK:
        return Quantity("absent")
    if compact.rstrip("。") in ("零", "〇"):
        return Quantity("reported", 0)
    if any(char.isdigit() and not char.isdecimal() for char in text):
        return UNREADABLE  # a footnote mark such as ① or ² is no digit of the figure
    match = _NUMBER.fullmatch(folded)
    return _from_match(match, money) if match else None


# The same few figures and words stand in most cells.
_read_short = lru_cache(maxsize=4096)(_read)


def _unescaped(text: str) -> str:
    """The text without the backslashes that Markdown writers set before signs."""
    return _ESCAPE.sub("", text) if "\\" in text else text


def _plain(digits: str) -> Quantity:
    """Digits alone. Zeros in front are several cells run together, not one number."""
    if len(digits) > _MAX_DIGITS or (len(digits) > 1 and digits[0] == "0"):
        return UNREADABLE
    return Quantity("reported", int(digits))


def _from_match(match: re.Match[str], money: bool) -> Quantity | None:
    if _PAGE.fullmatch(match[0]):
        return None
    whole = match["whole"].replace(",", "").replace(" ", "")
    decimals = match["decimals"] or ""
    if len(whole) + len(decimals.lstrip(".")) > _MAX_DIGITS or (len(whole) > 1 and whole[0] == "0"):
        return UNREADABLE
    unit: str | None = match["unit"]
    multiplier = match["multiplier"]
    unit = unit.translate(_SIMPLIFIED) if unit else None
    if match["note"]:
        noted = unit_in(_NAMED_UNIT.sub("", match["note"].strip("() ")))
        if noted is None:
            from .worded import without_brackets  # few figures have a note

            if without_brackets(match[0]) is not None:
                return None
        unit = unit or noted
    if multiplier and (unit == "元" or (unit is None and money)):
        unit = {10**4: "万元", 10**8: "亿元"}[_MULTIPLIER[multiplier]]
        multiplier = ""
    value: Number = Decimal(whole + decimals) if decimals else int(whole)
    if factor := _MULTIPLIER[multiplier] if multiplier else 0:
        scaled = _EXACT.multiply(Decimal(value), factor)
        value = int(scaled) if scaled == int(scaled) else scaled
    if match["sign"] and match["sign"][0] in MINUS:
        value = negative(value)
    return Quantity("reported", value, unit)


def read_cell(text: str, *, money: bool = False, change: bool = False, unit: str | None = None) -> Quantity:
    """Reads what stands where a figure is due: also numerals, inexact numbers, and words for a change.

    `change` tells that the cell holds the difference to another year. No other figure has a sign, but that an amount
    of money which was paid back may be below zero. `unit` is what the form counts in there; offices have other
    words for it too.

    >>> read_cell("三百零五").value, read_cell("减少45", change=True).value, read_cell("持平", change=True).value
    (305, -45, 0)
    >>> read_cell("约12件").status, read_cell("约12件").approximate
    ('unreadable', Approximation(value=12, bound='about'))
    >>> [read_cell(text).status for text in ("减少45", "-8", "若干")]
    ['unreadable', 'unreadable', 'unreadable']
    >>> read_cell("5宗", unit="件").value, read_cell("5家", unit="件").status
    (5, 'unreadable')
    """
    quantity = read_quantity(text, money=money)
    signed = _WORDED if money else _SIGNED
    text = _unescaped(text)
    if quantity is not None and (quantity.value is None or change or not signed.match(text)):
        return quantity
    if len(text) > _LONGEST_WORDED:
        return UNREADABLE
    from .worded import read_worded  # few texts have such a cell

    return read_worded(text, money=money, change=change, unit=unit)


def number_in(text: str) -> Number | None:
    """The exact number of a figure whose place is not known: it may be a change as well as anything else.

    >>> number_in("三百零五"), number_in("减少45"), number_in("约12"), number_in("无")
    (305, -45, None, None)
    """
    quantity = read_quantity(text)
    return quantity.value if quantity is not None else read_cell(text, change=True).value


def negative(value: Number) -> Number:
    """The number below zero; a zero stays one."""
    return value.copy_negate() if isinstance(value, Decimal) and value else -value


def looks_like_quantity(text: str) -> bool:
    """Whether a text that cannot be read as a quantity is meant as one: ``约12``, ``5宗``, but no label and no date."""
    return len(text) <= _SHORT and _looks_like_quantity(text)


@lru_cache(maxsize=4096)
def _looks_like_quantity(text: str) -> bool:
    compact = "".join(_unescaped(text).split())
    if _SPELT.fullmatch(compact):
        return True
    others = sum(1 for char in compact.partition("(")[0].partition("（")[0] if not char.isdecimal())
    return (
        len(compact) <= _LONGEST_QUANTITY
        and others <= _MOST_OTHERS
        and _MEANT.match(compact) is not None
        and not _ITEM.match(compact)
        and not _DATE.match(compact)
    )


def is_item_number(text: str) -> bool:
    """Whether a text is the number of an item and nothing else.

    >>> is_item_number("1."), is_item_number("1"), is_item_number("1.5")
    (True, False, False)
    """
    return len(text) < 5 and _ITEM_NUMBER.fullmatch(_unescaped(text)) is not None


def unit_in(text: str) -> str | None:
    """The unit, in simplified characters, of a cell that holds nothing else, as in the unit column of the 2014 form."""
    unit = "".join(text.split()).translate(_SIMPLIFIED)
    return unit if unit in UNITS else None


def is_page_number(text: str) -> bool:
    """Whether a line is a page's footer, which may stand in the middle of a table."""
    return len(text) < 16 and any(map(str.isdigit, text)) and _PAGE.fullmatch(_unescaped(text)) is not None


def units_of_money(text: str) -> frozenset[str]:
    """The units of money that a header or label names, as in ``本年收费金额（单位：万元）``.

    >>> units_of_money("采购总金额(元)"), units_of_money("行政事业性收费")
    (frozenset({'元'}), frozenset())
    """
    compact = "".join(unicodedata.normalize("NFKC", text).split())
    return frozenset(match.replace("萬", "万").replace("億", "亿") for match in _UNIT_OF_MONEY.findall(compact))


def is_scaled(text: str) -> bool:
    """Whether a header or caption counts by many, as ``本年处理决定数量（万件）`` and ``单位：万件`` do.

    >>> is_scaled("本年处理决定数量（万件）"), is_scaled("本年收费金额（单位：万元）")
    (True, False)
    """
    if not any(sign in text for sign in _MANY):
        return False
    return _SCALED.search("".join(unicodedata.normalize("NFKC", text).split())) is not None
