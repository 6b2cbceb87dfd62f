"""One indicator of a report: the value of a cell of the form, beside everything that vouches for it.

`Indicator` is what users hold in the end; `Node` is the base of the generated accessors (`accessors.py`), which lead to
indicators by attribute: ``report.applications.new.natural_person``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence, ValuesView
from enum import Enum
from itertools import repeat
from typing import TYPE_CHECKING, Final, Literal, Protocol

from attrs import field, fields, frozen

from .arithmetic import Arithmetic, Number
from .forms import national_forms

__all__ = [
    "BOUNDS",
    "ORIGINS",
    "Approximation",
    "Edition",
    "Indicator",
    "Indicators",
    "Node",
    "Number",
    "Origin",
    "Status",
]

Origin = Literal["table", "inferred"]
Bound = Literal["about", "above", "below"]
ORIGINS: Final[tuple[Origin, ...]] = ("table", "inferred")
BOUNDS: Final[tuple[Bound, ...]] = ("about", "above", "below")


class Status(str, Enum):
    """What a cell says: a number, or one of five ways to give none, which never turn into one another or into 0.

    Each is a `str` as well, so that it compares with plain text, is a key among such, and is written to JSON as one.

    >>> from govinfo_parse import Status
    >>> Status.BLANK == "blank", Status("dash") is Status.DASH, f"{Status.NONE}", Status.ABSENT
    (True, True, 'none', 'absent')
    """

    REPORTED = "reported"
    BLANK = "blank"
    NONE = "none"
    DASH = "dash"
    UNREADABLE = "unreadable"
    ABSENT = "absent"

    # Python versions differ in what they show of such a member; here it is always its text.
    __str__ = str.__str__
    __repr__ = str.__repr__


class Edition(str, Enum):
    r"""The national forms, by the first year that each is for: 2014-2018, 2019-2020, and from 2021 on.

    Each is a `str` as well: it compares with `Report.edition`, which may also name another form.

    >>> from govinfo_parse import Edition, parse
    >>> parse("信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | 1 | 0 | 3").edition == Edition.FROM_2021
    True
    """

    FROM_2014 = "2014"
    FROM_2019 = "2019"
    FROM_2021 = "2021"

    __str__ = str.__str__
    __repr__ = str.__repr__


@frozen
class Approximation:
    """A number that the source itself calls inexact: ``约12件``, ``12余件``, ``近2万件``.

    `bound` says how the true figure lies to `value`: ``about`` it (约, 左右), ``above`` it (余, 多, 逾, 超, 以上) or
    ``below`` it (近, 不足).

    >>> from govinfo_parse import parse
    >>> report = parse("二、上年结转政府信息公开申请数量 | 约12件 | 0 | 0 | 0 | 0 | 0 | 12")
    >>> report.applications.carried_in.natural_person.approximate
    Approximation(value=12, bound='about')
    """

    value: Number
    bound: Bound


def _status(name: str) -> Status:
    member = _STATUSES.get(name)
    return Status(name) if member is None else member


# Faster than `Status(…)`, which the many cells of a report would feel.
_STATUSES: Final[Mapping[str, Status]] = {member.value: member for member in Status}


class _ReadLater:
    """Where an indicator that is made with its value alone has the rest: `Cells`, and its number among them."""

    __slots__ = ("_cell",)
    _cell: tuple[Cells, int]


@frozen(order=False)
class Indicator(Arithmetic, _ReadLater):
    """A figure of the form, as the report gives it.

    - `key`: the indicator's name, the same in every report: ``applications.new.natural_person``.
    - `label`: the form's own labels, row path then column path, joined by ``>``.
    - `value`: an `int`, an exact `Decimal` where decimals are written, or None unless `status` is ``reported``.
    - `unit`: the unit that `value` counts in (``件``, ``万元``, …), or None where neither text nor form states one.
    - `status`: ``reported`` (a number stands there), ``blank`` (the cell is there and empty), ``none`` (无), ``dash``
      (—, /, 不适用), ``unreadable`` (text that is no quantity, kept in `raw`), or ``absent`` (no such cell was found;
      only typed accessors give it).
    - `raw`: the cell's text as it stands in the source.
    - `span`: start and end of the cell in the source, in characters; a blank cell's span has no width.
    - `origin`: ``table`` (read from a cell) or ``inferred`` (the only solution that the form's arithmetic allows).
    - `approximate`: the number of a cell that gives none exactly, whose status is therefore ``unreadable``; else None.
    - `english`: the label in English: ``2. Applications carried over from last year > Natural persons``.

    >>> from govinfo_parse import parse
    >>> report = parse("二、上年结转政府信息公开申请数量 | 1 | | 0 | 无 | 0 | 0 | 1")
    >>> carried_in = report.applications.carried_in
    >>> carried_in.natural_person.value, carried_in.natural_person.unit, carried_in.natural_person.span
    (1, '件', (19, 20))
    >>> carried_in.business.status, carried_in.public_welfare.status
    ('blank', 'none')
    """

    key: str
    label: str
    value: Number | None = None
    unit: str | None = None
    status: Status = field(default=Status.ABSENT, converter=_status)
    raw: str = ""
    span: tuple[int, int] | None = None
    origin: Origin | None = None
    approximate: Approximation | None = None
    # It follows from key and form; who makes an indicator by hand may leave it out.
    english: str = field(default="", eq=False)
    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Called for a field that was not set: reads all that the cell says."""
            if name not in _LATER:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            cells, number = self._cell
            for field_name, value in zip(_LATER, cells.read(number), strict=True):
                object.__setattr__(self, field_name, value)
            return getattr(self, name)

        def __reduce__(self) -> tuple[object, ...]:
            return type(self), tuple(getattr(self, each.name) for each in fields(type(self)) if each.init)


# The fields of an indicator that is made without them.
_LATER: Final = ("key", "label", "unit", "status", "raw", "span", "origin", "approximate", "english")


class Cells(Protocol):
    """The cells of a report that are read one by one when they are asked for."""

    def read(self, number: int) -> tuple[object, ...]:
        """The fields `_LATER` of the cell with this number."""


def read_later(cells: Cells, values: Sequence[Number | None]) -> list[Indicator]:
    """Indicators of which only the values are known so far, those of the cells 0, 1, 2, …

    To make an object of all that is known of a figure costs more than to read it, and most of it is seldom asked for.
    So no Python code runs for each of them here.
    """
    made = list(map(object.__new__, repeat(Indicator, len(values))))
    deque(map(_SET_VALUE, made, values), 0)
    deque(map(_SET_CELL, made, zip(repeat(cells), range(len(values)), strict=False)), 0)
    return made


_SET_VALUE: Final[Callable[[Indicator, Number | None], None]] = Indicator.__dict__["value"].__set__
_SET_CELL: Final[Callable[[Indicator, tuple[Cells, int]], None]] = _ReadLater.__dict__["_cell"].__set__


def absent(key: str) -> Indicator:
    """The indicator of a cell that was not found; its label is that of the newest form that has the cell."""
    for form in reversed(national_forms()):
        if key in form.indicators:
            spec = form.indicators[key]
            return Indicator(key, spec.label, english=spec.english)
    return Indicator(key, "")


class Indicators(Mapping[str, Indicator]):
    """An immutable mapping from key to `Indicator`, in the order of the form.

    >>> from govinfo_parse import parse
    >>> indicators = parse("二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1").indicators
    >>> list(indicators)[-1], indicators["applications.carried_in.total"].value
    ('applications.carried_in.total', 1)
    """

    __slots__ = ("_items",)
    _items: dict[str, Indicator]

    def __init__(self, items: Mapping[str, Indicator] | None = None) -> None:
        object.__setattr__(self, "_items", dict(items or {}))

    def __getitem__(self, key: str) -> Indicator:
        try:
            return self._items[key]
        except KeyError:
            raise KeyError(f"{key}: no such cell was found in this report (docs/schema.md lists the keys)") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    # Those of `Mapping` look each key up once more.

    def values(self) -> ValuesView[Indicator]:
        """The indicators, in the order of the form."""
        return self._items.values()

    def items(self) -> ItemsView[str, Indicator]:
        """The keys with their indicators, in the order of the form."""
        return self._items.items()

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("the indicators of a report cannot be changed")

    def __reduce__(self) -> tuple[type[Indicators], tuple[dict[str, Indicator]]]:
        return Indicators, (self._items,)

    def __repr__(self) -> str:
        return f"Indicators({self._items!r})"


@frozen(repr=False, order=False)
class Branch:
    """A place in the tree of indicators that leads to others and has no figure of its own."""

    _indicators: Mapping[str, Indicator] = field()
    _key: str = field()

    def _leaf(self, name: str) -> Indicator:
        key = f"{self._key}.{name}"
        return self._indicators.get(key) or absent(key)

    @property
    def key(self) -> str:
        """What the keys below this place begin with."""
        return self._key

    def __repr__(self) -> str:
        return f"<{self._key}>"


@frozen(repr=False, order=False)
class Node(Branch, Arithmetic):
    r"""A place in the tree of indicators: it has children, and on some forms a figure of its own.

    >>> from govinfo_parse import parse
    >>> text = "统计指标 | 单位 | 统计数\n四、行政复议数量 | 件 | 3\n（一）维持具体行政行为数 | 件 | 2\n"
    >>> review = parse(text).review
    >>> review.label, review.value, review.upheld.value
    ('四、行政复议数量', 3, 2)
    """

    @property
    def indicator(self) -> Indicator:
        """The node's own figure; its status is ``absent`` where the form or the report has none."""
        return self._indicators.get(self._key) or absent(self._key)

    @property
    def label(self) -> str:
        """The label of the node's own figure, as `Indicator.label`."""
        return self.indicator.label

    @property
    def english(self) -> str:
        """The label of the node's own figure in English, as `Indicator.english`."""
        return self.indicator.english

    @property
    def value(self) -> Number | None:
        """The value of the node's own figure, as `Indicator.value`."""
        return self.indicator.value

    @property
    def unit(self) -> str | None:
        """The unit of the node's own figure, as `Indicator.unit`."""
        return self.indicator.unit

    @property
    def status(self) -> Status:
        """The status of the node's own figure, as `Indicator.status`."""
        return self.indicator.status

    @property
    def raw(self) -> str:
        """The text of the node's own figure, as `Indicator.raw`."""
        return self.indicator.raw

    @property
    def span(self) -> tuple[int, int] | None:
        """The place of the node's own figure, as `Indicator.span`."""
        return self.indicator.span

    @property
    def origin(self) -> Origin | None:
        """The origin of the node's own figure, as `Indicator.origin`."""
        return self.indicator.origin

    @property
    def approximate(self) -> Approximation | None:
        """The inexact number of the node's own cell, as `Indicator.approximate`."""
        return self.indicator.approximate

    def __repr__(self) -> str:
        return f"<{self._key}: {self.status} {self.value}>"
