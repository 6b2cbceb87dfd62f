"""Arithmetic of figures: they count as their numbers where the report gives one, and money keeps its unit.

In: anything with a `key`, a `value`, a `unit` and a `status` (an `Indicator`, a `Node`). Out: an `int`, a `float` or an
exact `Decimal`. A figure that is not reported raises `NotReportedError`; what does not go together raises `UnitError`.
元 and 万元 are never added: a sum of money is an `Amount`, a decimal that knows its unit, so that `sum` sees it too,
and money meets no bare number but 0.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Context, Decimal, DivisionByZero, InvalidOperation
from typing import Any, Final, NamedTuple, Protocol

from .errors import NotReportedError, UnitError

__all__ = ["CASES", "Amount", "Arithmetic"]

Number = int | Decimal

# Offices write these for each other.
CASES: Final = frozenset("件条项次篇个宗起例份部")
_POWERS: Final = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_UNIT: Final = re.compile(r"(?P<many>[十百千万亿]*)(?P<base>元|[件条项次篇个宗起例份部场期处家]|人次|人|名)")
# Sums are exact, and quotients the same, whatever the caller has set as decimal context.
_EXACT: Final = Context(prec=60, traps=[DivisionByZero, InvalidOperation])
_QUOTIENT: Final = Context(prec=28, traps=[DivisionByZero, InvalidOperation])


class Figure(Protocol):
    """What has a number in a unit, or says by its status why it has none."""

    @property
    def key(self) -> str:
        """The name of the figure."""

    @property
    def value(self) -> Number | None:
        """Its number, None where none is reported."""

    @property
    def unit(self) -> str | None:
        """What the number counts in."""

    @property
    def status(self) -> str:
        """What the cell says."""


class Operators:
    """The operators of figures and amounts, whichever side of them these stand on."""

    __slots__ = ()

    def __neg__(self) -> Any:
        return _product(self, -1)

    def __pos__(self) -> Any:
        return _product(self, 1)

    def __abs__(self) -> Any:
        return -self if self < 0 else +self

    def __add__(self, other: object) -> Any:
        return _sum(self, other, operator.add, _EXACT.add)

    def __radd__(self, other: object) -> Any:
        return _sum(other, self, operator.add, _EXACT.add)

    def __sub__(self, other: object) -> Any:
        return _sum(self, other, operator.sub, _EXACT.subtract)

    def __rsub__(self, other: object) -> Any:
        return _sum(other, self, operator.sub, _EXACT.subtract)

    def __mul__(self, other: object) -> Any:
        return _product(self, other)

    def __rmul__(self, other: object) -> Any:
        return _product(other, self)

    def __truediv__(self, other: object) -> Any:
        return _quotient(self, other)

    def __rtruediv__(self, other: object) -> Any:
        return _quotient(other, self)

    def __lt__(self, other: object) -> Any:
        return _compared(self, other, operator.lt)

    def __le__(self, other: object) -> Any:
        return _compared(self, other, operator.le)

    def __gt__(self, other: object) -> Any:
        return _compared(self, other, operator.gt)

    def __ge__(self, other: object) -> Any:
        return _compared(self, other, operator.ge)


class Arithmetic(Operators):
    """What a figure can be calculated with. `==` is no part of it: figures are equal that agree in everything.

    >>> from govinfo_parse import parse
    >>> report = parse("二、上年结转政府信息公开申请数量 | 7 | 2 | 0 | 0 | 0 | 0 | 9")
    >>> carried_in = report.applications.carried_in
    >>> carried_in.natural_person + carried_in.business, carried_in.natural_person / carried_in.total
    (9, 0.7777777777777778)
    >>> sum([carried_in.natural_person, carried_in.business]), carried_in.total > 8, int(carried_in.total)
    (9, True, 9)
    """

    __slots__ = ()

    def as_unit(self: Figure, unit: str, *, assume: str | None = None) -> Number:
        r"""The figure in another unit, exactly: 元, 万元 and 亿元 for money, and 件, 万件 and the like for counts.

        `assume` is the unit to take where the report states none. Raises `NotReportedError` where there is no number,
        and `UnitError` where the unit is not known or is none that can be converted into the one that is asked for.

        >>> from govinfo_parse import parse
        >>> text = "信息内容 | 采购项目数量 | 采购总金额\n政府集中采购 | 3 | {}\n以上。"
        >>> parse(text.format("68949.08元")).disclosure.procurement.amount.as_unit("万元")
        Decimal('6.894908')
        >>> amount = parse(text.format("8040")).disclosure.procurement.amount  # the form prints no unit there
        >>> amount.as_unit("万元", assume="元")
        Decimal('0.804')
        >>> amount.as_unit("万元")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        govinfo_parse.errors.UnitError: disclosure.procurement.amount: the report does not state the unit of 8040; ...
        """
        if not isinstance(unit, str) or not isinstance(assume, (str, type(None))):
            raise TypeError(f"a unit is text, as in as_unit('万元'), not {unit!r}, {assume!r}")
        number, own = _number(self), self.unit or assume
        if own is None:
            known = _UNIT.fullmatch(unit)
            raise UnitError(
                f"{self.key}: the report does not state the unit of {number}; if you know it, say so: "
                f"as_unit({unit!r}, assume={known['base'] if known else unit!r})"
            )
        return _converted(self.key, number, own, unit)

    def __format__(self: Figure, spec: str) -> str:
        """Formats the number: ``f"{indicator:,.2f}"``; without a format it is the whole figure, as `str` has it."""
        return format(_number(self), spec) if spec else str(self)

    def __int__(self: Figure) -> int:
        return int(_number(self))

    def __float__(self: Figure) -> float:
        return float(_number(self))

    def __round__(self: Figure, digits: int | None = None) -> Number:
        return round(_number(self), digits)


class Amount(Operators, Decimal):
    r"""A sum of money: a `Decimal` that knows its unit, so that nothing in another unit is added to it.

    >>> from govinfo_parse import parse
    >>> text = "信息内容 | 本年收费金额（单位：万元）\n行政事业性收费 | {}\n以上。"
    >>> fees = parse(text.format("5203.47")).disclosure.fees.amount
    >>> fees + fees, (fees + fees).as_unit("亿元"), fees + fees == Decimal("10406.94")
    (Amount('10406.94', '万元'), Decimal('1.040694'), True)
    >>> fees + parse(text.format("12元")).disclosure.fees.amount  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    govinfo_parse.errors.UnitError: disclosure.fees.amount (5203.47 万元) and disclosure.fees.amount (12 元) do not ...
    """

    __slots__ = ("unit",)
    unit: str | None

    def __new__(cls, value: Number | str, unit: str | None) -> Amount:
        """The number `value` in `unit`, which is None where it is not known."""
        own = super().__new__(cls, value)
        own.unit = unit
        return own

    def as_unit(self, unit: str) -> Number:
        """The amount in another unit, exactly, as `Indicator.as_unit`."""
        if self.unit is None:
            raise UnitError(f"the unit of {self} is not known; convert what it is the sum of, each with assume=")
        return _converted("the amount", Decimal(self), self.unit, unit)

    def __repr__(self) -> str:
        return f"Amount({str(self)!r}, {self.unit!r})"

    def __reduce__(self) -> Any:
        return Amount, (str(self), self.unit)

    def __copy__(self) -> Amount:
        return self

    def __deepcopy__(self, memo: object) -> Amount:
        return self


# --- conversion -----------------------------------------------------------------------------------------------------


def _number(figure: Figure) -> Number:
    if figure.value is None:
        raise NotReportedError(figure.key, figure.status)
    return figure.value


def _converted(name: str, number: Number, own: str, unit: str) -> Number:
    """The number in `unit` instead of its `own`: powers of ten, so that nothing is rounded."""
    if own == unit:
        return number
    source, target = _UNIT.fullmatch(own), _UNIT.fullmatch(unit)
    if source is None or target is None or source["base"] != target["base"]:
        raise UnitError(f"{name}: {number} {own} cannot be said in {unit!r}; ask for a unit such as {own!r}")
    shift = sum(_POWERS[sign] for sign in source["many"]) - sum(_POWERS[sign] for sign in target["many"])
    shifted = Decimal(number).scaleb(shift, context=_EXACT)
    return int(shifted) if shifted == shifted.to_integral_value() else shifted.normalize(_EXACT)


# --- operands -------------------------------------------------------------------------------------------------------


class _Operand(NamedTuple):
    """A term: its number, its unit, and the name of its figure. A `bare` number is none of a report."""

    number: Any
    unit: str | None = None
    name: str = ""
    bare: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is a count, and so goes with bare numbers. A unit that nobody states may be one of money."""
        return self.unit is not None and not self.unit.endswith("元")

    @property
    def exact(self) -> Decimal:
        if isinstance(self.number, float):
            raise TypeError("money is not rounded, so no float goes with it; write Decimal('…') instead")
        return Decimal(self.number)

    def __str__(self) -> str:
        if self.bare:
            return f"{self.number}, which has no unit,"
        return f"{self.name} ({self.number} {self.unit or 'in a unit that is not stated'})"


def _operands(*terms: object) -> list[_Operand] | None:
    """The terms of an operation; None where one is no number."""
    found = []
    for term in terms:
        if isinstance(term, Amount):
            found.append(_Operand(Decimal(term), term.unit, "a sum"))
        elif isinstance(term, Arithmetic):
            figure: Any = term
            found.append(_Operand(_number(figure), figure.unit, figure.key))
        elif isinstance(term, (int, float, Decimal)):
            found.append(_Operand(term, bare=True))
        else:
            return None
    return found


def _is_plain(left: _Operand, right: _Operand) -> bool:
    """Whether a sum or comparison is one of plain numbers, and not one of money; `UnitError` if it is none at all."""
    figures = [term for term in (left, right) if not term.bare]
    if all(term.counts for term in figures):
        units = {term.unit for term in figures}
        if len(units) == 1 or units <= CASES:
            return True
    elif len(figures) == 1:
        if (right if left is figures[0] else left).number == 0:
            return False
    elif left.unit == right.unit and left.unit is not None:
        return False
    raise UnitError(f"{left} and {right} do not go together; convert {_advice(figures)}")


def _advice(figures: list[_Operand]) -> str:
    unit = next((term.unit for term in figures if term.unit), "元")
    unknown = f", assume={unit!r}" if any(term.unit is None for term in figures) else ""
    return f"{'both' if len(figures) > 1 else 'it'} first, as in x.as_unit({unit!r}{unknown})"


# --- operations -----------------------------------------------------------------------------------------------------


def _sum(first: object, second: object, plain: Callable[[Any, Any], Any], exact: Callable[[Any, Any], Decimal]) -> Any:
    terms = _operands(first, second)
    if terms is None:
        return NotImplemented
    left, right = terms
    if not _is_plain(left, right):
        unit = left.unit if right.bare else right.unit
        return Amount(exact(left.exact, right.exact), unit)
    return _plainly(left, right, plain, exact)


def _product(first: object, second: object) -> Any:
    terms = _operands(first, second)
    if terms is None:
        return NotImplemented
    left, right = terms
    money = [term for term in terms if not term.bare and not term.counts]
    if len(money) > 1:
        raise UnitError(f"{left} and {right} have no product")
    if money:
        return Amount(_EXACT.multiply(left.exact, right.exact), money[0].unit)
    return _plainly(left, right, operator.mul, _EXACT.multiply)


def _quotient(first: object, second: object) -> Any:
    """A share is a plain number: a float of counts, a decimal of amounts. An amount by a number is an amount."""
    terms = _operands(first, second)
    if terms is None:
        return NotImplemented
    left, right = terms
    if all(term.bare or term.counts for term in terms):
        return _plainly(left, right, operator.truediv, _QUOTIENT.divide)
    quotient = _QUOTIENT.divide(left.exact, right.exact)
    if right.bare or right.counts:
        return Amount(quotient, left.unit)
    if left.bare or left.counts or left.unit != right.unit or left.unit is None:
        raise UnitError(f"{left} and {right} do not go together; convert {_advice([x for x in terms if not x.bare])}")
    return quotient


def _compared(first: object, second: object, comparison: Callable[[Any, Any], bool]) -> Any:
    terms = _operands(first, second)
    if terms is None:
        return NotImplemented
    left, right = terms
    _is_plain(left, right)
    return comparison(left.number, right.number)


def _plainly(
    left: _Operand, right: _Operand, plain: Callable[[Any, Any], Any], exact: Callable[[Any, Any], Any]
) -> Any:
    """An operation on plain numbers, which is exact where one of them is a decimal."""
    if any(isinstance(term.number, float) for term in (left, right)):
        return plain(float(left.number), float(right.number))
    if any(isinstance(term.number, Decimal) for term in (left, right)):
        return exact(left.exact, right.exact)
    return plain(left.number, right.number)
