"""Which unit a cell's figure is in, and whether what the text says of it leaves that open.

In: a cell, its row and the stream. A unit is stated in the cell itself, in the row's unit column, in its label, in the
header above it, in the caption above the table (``单位：元``), or by the form. Where these cannot all be true, nobody
knows what the figure counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from .forms import IndicatorSpec
from .labels import LONGEST_LABEL, split_label
from .quantity import COUNTS, MEASURES, MONEY, Quantity, is_scaled, read_cell, read_quantity, units_of_money

if TYPE_CHECKING:
    from .alignment import Item, Stream
    from .settling import Option

__all__ = ["contradicts_unit", "counts_by_many", "is_in_yuan", "may_lack_unit", "quantity_of", "unit_of"]

# How many cells above a block's first row may belong to its header, and how many above that to its caption.
_HEADER_ITEMS: Final = 16
_CAPTION_ITEMS: Final = 4
# So many empty lines at most stand between a figure and the piece of its cell that is below it.
_EMPTY_LINES: Final = 3
_CAPTION: Final = re.compile(r"(?:计量)?单\s*位\s*[:：]")
_PEOPLE: Final = ("人", "人次")
# Times may be those that people came.
_TIMES: Final = "次"
# What the headers of changes say, the only counts that may be below zero: 本年增/减.
_CHANGE: Final = "增"


def is_money(spec: IndicatorSpec) -> bool:
    """Whether a cell holds an amount of money."""
    return not spec.heading and (spec.unit is None or spec.unit in MONEY)


def quantity_of(spec: IndicatorSpec, text: str) -> Quantity:
    """What the text of an indicator's cell says. A change to another year (``本年增/减``) may have a sign."""
    label = spec.column[-1] if spec.column else ""
    return read_cell(text, money=is_money(spec), change="增" in label and "减" in label, unit=spec.unit)


def unit_of(spec: IndicatorSpec, option: Option, stream: Stream) -> str | None:
    """The unit of a row's cell: that of its unit cell, one that the text states above or beside it, or the form's."""
    if spec.heading:
        return None
    if option.reading.unit is None and is_money(spec) and (stated := _stated_units(option, stream)):
        return next(iter(stated)) if len(stated) == 1 else None
    return option.reading.unit or spec.unit


def may_lack_unit(spec: IndicatorSpec, item: Item, option: Option, stream: Stream) -> bool:
    """Whether the unit of an amount may be gone: brackets in its table are empty, as where texts of one character are
    dropped, or the text behind it begins with one.
    """
    if not is_money(spec) or item.role != "figure":
        return False
    quantity = read_quantity(item.cell.text, money=True)
    if quantity is None or quantity.unit is not None or quantity.status != "reported":
        return False
    behind = bisect_right(stream.items, item.cell.start, key=lambda other: other.cell.start)
    beside = stream.items[behind : behind + _EMPTY_LINES]
    if stream.grids[item.grid].separator in ("\n", " "):
        # A print may set them far apart, with what a label ends with in the same line.
        own = option.reading.label.element.label.full
        beside = tuple(x for x in beside if x.role != "empty" and split_label(x.cell.text).full not in own)
    if beside and beside[0].cell.text.startswith(tuple(MONEY)):
        return True
    table = stream.items[max(0, option.chain.first - _HEADER_ITEMS) : option.chain.last + 1]
    text = "".join(cell.cell.text for cell in table if cell.role == "text")
    return any(brackets in text for brackets in ("()", "（）"))


def counts_by_many(option: Option, stream: Stream) -> bool:
    """Whether a row's counts are in thousands or more, as under ``本年处理决定数量（万件）``."""
    return any(map(is_scaled, _texts_above(option, stream)))


def contradicts_unit(spec: IndicatorSpec, item: Item, option: Option, stream: Stream, *, by_many: bool) -> bool:
    """Whether a figure cannot be in the unit of its cell: 件 in an amount, a part of a case, ``¥5000.00`` under 万元,
    a count below zero (the cell before it may have held that dash).

    `by_many`: nor can a figure without a multiplier of its own, as no form counts by many.
    """
    quantity = quantity_of(spec, item.cell.text)
    number = quantity.approximate.value if quantity.approximate else quantity.value
    if spec.heading or number is None:
        return False
    if is_money(spec):
        if quantity.unit is not None:
            return quantity.unit not in MONEY
        unsaid = option.reading.unit is None and len(_stated_units(option, stream)) > 1 and bool(number)
        return unsaid or (is_in_yuan(item.cell.text) and unit_of(spec, option, stream) not in (None, "元"))
    in_parts = isinstance(number, Decimal) and number != number.to_integral_value()
    if is_in_yuan(item.cell.text) or (in_parts and spec.unit in COUNTS):
        return True
    if quantity.value is not None and quantity.value < 0 and _CHANGE not in "".join(spec.column):
        return True
    if quantity.unit is not None and not _may_count_in(quantity.unit, spec.unit):
        return True
    by_many = by_many and spec.unit in COUNTS
    return by_many and bool(number) and not any(char in item.cell.text for char in "万萬亿億")


def is_in_yuan(text: str) -> bool:
    """Whether a cell writes the sign of money, which counts yuan where nothing else names a unit."""
    return "¥" in text or "￥" in text


def _may_count_in(unit: str, of_form: str | None) -> bool:
    """Whether a count may be in a unit: offices write 件, 条, 项 for each other, but neither people nor money."""
    if of_form in MEASURES.get(unit, ()):
        return True
    if of_form in _PEOPLE:
        return unit in (*_PEOPLE, _TIMES)
    return unit not in (*_PEOPLE, *MONEY)


def _stated_units(option: Option, stream: Stream) -> frozenset[str]:
    """The units of money that the text itself names for a row: in the headers above it, in its label, or above both."""
    return units_of_money(" ".join(_texts_above(option, stream)))


def _texts_above(option: Option, stream: Stream) -> Iterator[str]:
    """What the text says of a row's unit: its caption, its headers and its own label."""
    label = option.reading.label
    own = [found for found in option.chain.found if found.element.block == label.element.block]
    first_row = next((found.first for found in own if found.element.row is not None), label.first)
    top = max(own[0].first, first_row - _HEADER_ITEMS)
    for first in dict.fromkeys((option.chain.first, top)):
        for item in stream.items[max(0, first - _CAPTION_ITEMS) : first]:
            if (
                item.role == "text"
                and len(item.cell.text) <= LONGEST_LABEL
                and (caption := _CAPTION.search(item.cell.text))
            ):
                yield item.cell.text[caption.start() :]
    headers = stream.items[top:first_row]
    if all(found.element.row is not None for found in own):
        above = [found for found in option.chain.found if found.element.row is None and found.first < top]
        headers += tuple(stream.items[above[-1].first : above[-1].last + 1]) if above else ()
    for item in (*headers, *stream.items[label.first : label.last + 1]):
        if item.role in ("text", "unit") and len(item.cell.text) <= LONGEST_LABEL:
            yield item.cell.text
