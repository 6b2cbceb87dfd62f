"""The terms of rules: indicators, and the exact arithmetic of their values, in one unit of money.

In: values with their units. Out: sums that are exact whatever decimal context the caller has set. What a rule between
several reports adds up is a `Term`: an indicator, and whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Context, Decimal
from functools import lru_cache
from typing import Final, overload

from attrs import asdict, frozen

from .indicator import Indicator, Number, absent

__all__ = ["MONEY", "NIL", "Term", "absent_term", "digits", "in_unit", "minus", "money_of", "plus", "simple", "total"]

# Exact, and without errors, whatever the caller has set as decimal context or its default.
_EXACT: Final = Context(prec=60, traps=[])
# The units of money, each as a power of ten of 元.
MONEY: Final = {"元": 0, "万元": 4, "亿元": 8}

# Cells that an office may have left without a number because there was nothing to report.
NIL: Final = frozenset({"blank", "none", "dash"})

absent_term: Final = lru_cache(maxsize=4096)(absent)


@frozen(order=False)
class Term(Indicator):
    """An indicator of one of several reports; `whose` names the report by its year or its body.

    >>> Term.of("2020", Indicator("review.total", "行政复议 > 总计")).whose
    '2020'
    """

    whose: str = ""

    @classmethod
    def of(cls, whose: str, indicator: Indicator) -> Term:
        """The indicator as a term."""
        return cls(**asdict(indicator, recurse=False), whose=whose)


def money_of(terms: Iterable[Indicator]) -> str | None:
    """The unit of the first amount of money among the terms, None where there is none."""
    return next((term.unit for term in terms if term.unit in MONEY), None)


def total(terms: Iterable[Indicator], unit: str | None, nil: int | None = None) -> Number | None:
    """The sum of these terms in `unit`, None where one has no number; `nil` is what a nil cell counts as.

    Where a unit of money is given, an amount that states none has no known size, unless it is 0.
    """
    result: Number = 0
    for value in _values(terms, unit, nil):
        if value is None:
            return None
        result = plus(result, value)
    return result


def _values(terms: Iterable[Indicator], unit: str | None, nil: int | None) -> Iterator[Number | None]:
    for term in terms:
        value = nil if term.status in NIL else term.value
        yield value if unit is None or not value else in_unit(value, term.unit, unit)


def in_unit(value: Number, unit: str | None, wanted: str) -> Number | None:
    """An amount in another unit of money, exactly; None where its own unit is none of money.

    >>> in_unit(15000, "元", "万元"), in_unit(3, None, "元")
    (Decimal('1.5'), None)
    """
    if unit == wanted:
        return value
    if unit not in MONEY or wanted not in MONEY:
        return None
    return simple(_EXACT.scaleb(Decimal(value), MONEY[unit] - MONEY[wanted]))


def simple(value: Number) -> Number:
    """The value without zeros at its end: an `int` where it is whole.

    >>> simple(Decimal("321.00")), simple(Decimal("3.210"))
    (321, Decimal('3.21'))
    """
    return int(value) if value == int(value) else _EXACT.normalize(Decimal(value))


def plus(a: Number, b: Number) -> Number:
    """The exact sum."""
    return a + b if isinstance(a, int) and isinstance(b, int) else _EXACT.add(Decimal(a), Decimal(b))


@overload
def minus(a: Number, b: Number) -> Number: ...
@overload
def minus(a: Number | None, b: Number | None) -> Number | None: ...
def minus(a: Number | None, b: Number | None) -> Number | None:
    """The exact difference, None where a side is not known."""
    if a is None or b is None:
        return None
    return a - b if isinstance(a, int) and isinstance(b, int) else _EXACT.subtract(Decimal(a), Decimal(b))


def digits(value: Number) -> str:
    """The digits of a value, never with an exponent.

    >>> digits(23000)
    '23000'
    """
    return f"{value:f}" if not isinstance(value, int) else str(value)
