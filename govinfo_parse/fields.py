"""JSON data read back with care: each value is checked, and what is wrong with it is said with its path.

In: what `json.loads` gives, from any source. Out: the values that a report is made of; nothing here knows a report.
All that can be wrong raises `ValueError`, whose message begins with the path: ``report.unplaced[0].span: expected …``.
"""

from __future__ import annotations

import reprlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import TypeVar

from attrs import frozen

from .indicator import Number

__all__ = ["Field", "encoded"]

T = TypeVar("T")


def encoded(value: Number | None) -> int | float | str | None:
    """A number for JSON: a decimal is a float where that writes it exactly, else a string.

    >>> from decimal import Decimal
    >>> encoded(Decimal("68949.08")), encoded(Decimal("123456789012345.678"))
    (68949.08, '123456789012345.678')
    """
    if not isinstance(value, Decimal):
        return value
    number = float(value)
    return number if Decimal(repr(number)) == value else str(value)


@frozen
class Field:
    """A value of JSON data and where it stands. Each method reads it as one kind of thing, or raises `ValueError`.

    >>> report = Field("report", {"unplaced": [{"span": [3, "5"]}]})
    >>> [figure] = report["unplaced"].items()
    >>> figure["span"].span()
    Traceback (most recent call last):
    ValueError: report.unplaced[0].span[1]: expected a whole number, not '5'
    """

    path: str
    value: object

    def wrong(self, expected: str) -> ValueError:
        """The error that says what was expected here."""
        return ValueError(f"{self.path}: expected {expected}, not {reprlib.repr(self.value)}")

    def __getitem__(self, name: str) -> Field:
        data = self._object()
        if name not in data:
            raise ValueError(f"{self.path}.{name}: the field is missing")
        return Field(f"{self.path}.{name}", data[name])

    def __contains__(self, name: str) -> bool:
        return name in self._object()

    def members(self) -> Iterator[tuple[str, Field]]:
        """The members of an object whose names are data: name and value."""
        for name, value in self._object().items():
            if not isinstance(name, str):
                raise self.wrong("an object whose names are text")
            yield name, Field(f"{self.path}[{name!r}]", value)

    def _object(self) -> Mapping[object, object]:
        if not isinstance(self.value, Mapping):
            raise self.wrong("an object")
        return self.value

    def items(self) -> list[Field]:
        """The items of a list."""
        if not isinstance(self.value, (list, tuple)):
            raise self.wrong("a list")
        return [Field(f"{self.path}[{place}]", item) for place, item in enumerate(self.value)]

    def optional(self, read: Callable[[Field], T]) -> T | None:
        """None where the value is null, else what `read` makes of it."""
        return None if self.value is None else read(self)

    def text(self) -> str:
        """A string."""
        if not isinstance(self.value, str):
            raise self.wrong("text")
        return self.value

    def one_of(self, known: Sequence[T]) -> T:
        """One of the known values."""
        for item in known:
            if item == self.value:
                return item
        raise self.wrong(" or ".join(map(repr, known)))

    def whole(self) -> int:
        """An integer; true and false are none."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.wrong("a whole number")
        return self.value

    def truth(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self.wrong("true or false")
        return self.value

    def number(self) -> Number:
        """A number as `encoded` writes it: finite, and a decimal in a string only where a float would not do."""
        value = self.value
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, float) and isfinite(value):
            return Decimal(repr(value))
        if isinstance(value, Decimal) and value.is_finite():  # from `json.loads(…, parse_float=Decimal)`
            return value
        if isinstance(value, str):
            try:
                number = Decimal(value)
            except InvalidOperation:
                raise self.wrong("a number") from None
            if number.is_finite() and encoded(number) == value:
                return number
        raise self.wrong("a number")

    def pair(self) -> tuple[Field, Field]:
        """A list of two items."""
        items = self.items()
        if len(items) != 2:
            raise self.wrong("a list of two items")
        return items[0], items[1]

    def span(self) -> tuple[int, int]:
        """Start and end of a piece of text."""
        first, last = self.pair()
        start, end = first.whole(), last.whole()
        if not 0 <= start <= end:
            raise self.wrong("a span [start, end] with 0 <= start <= end")
        return start, end
