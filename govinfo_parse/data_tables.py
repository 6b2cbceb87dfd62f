"""Reports as tables of data: one row a figure, or one row a report.

In: reports. Out: a `DataTable`, whose columns have one kind of value each: text, whole numbers, or exact decimals. It
is a sequence of plain rows, and becomes a data frame (`frames.py`) or CSV (`comma_separated.py`) from there. Nothing is
rounded and nothing is filled in: a figure that is not reported is None, and its status says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from os import PathLike
from typing import TYPE_CHECKING, Any, Final, Literal, SupportsIndex, overload

from attrs import evolve, field, frozen

from .arithmetic import CASES
from .errors import UnitError
from .fields import encoded
from .forms import Form, IndicatorSpec, form_with_key
from .harmonized import Concept, HarmonizedFigure, crosswalk
from .indicator import Indicator, Number, Status
from .report import Report, checked_reports, forms_of
from .terms import MONEY, in_unit
from .units import is_money

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["DataColumn", "DataTable", "harmonized_table", "long_rows", "long_table", "wide_table"]

Kind = Literal["text", "integer", "decimal"]
Content = Literal["value", "status", "unit", "raw"]
Value = str | int | Decimal | None

_MOST_WHOLE: Final = 2**63 - 1


@frozen
class DataColumn:
    """A column of a `DataTable`.

    - `name`: an indicator's key, or what the report or the figure is asked for: ``year``, ``status``.
    - `kind`: what its values are: ``text`` (`str`), ``integer`` (`int`) or ``decimal`` (`Decimal`); any may be None.
    - `label`, `english`: the indicator's label, in Chinese and in English.
    - `unit`: what all values of the column count in; None where each has its own, or none.
    """

    name: str
    kind: Kind = "text"
    label: str = ""
    english: str = ""
    unit: str | None = None


@frozen(eq=False, repr=False)
class DataTable(Sequence[dict[str, Any]]):
    """Rows of figures, each a plain `dict` from column name to a value that `json.dumps` takes.

    - `columns`: the columns from left to right, as `DataColumn`s.

    A decimal is, as in `Report.to_dict`, a float where that writes it exactly, else a string. `to_pandas`, `to_polars`
    and `to_arrow` keep decimals as such.

    >>> from govinfo_parse import long_table, parse
    >>> table = long_table([parse("二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1")])
    >>> len(table), table[0]["label_en"], table[0]["value"]
    (7, '2. Applications carried over from last year > Natural persons', 1)
    """

    columns: tuple[DataColumn, ...]
    _values: Mapping[str, Sequence[Value]]
    _length: int = field()

    def values(self, name: str) -> Sequence[Value]:
        """The values of a column from top to bottom: `str`, `int`, `Decimal` or None. `KeyError` for no such column."""
        return self._values[name]

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: SupportsIndex) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, index: slice) -> list[dict[str, Any]]: ...
    def __getitem__(self, index: SupportsIndex | slice) -> dict[str, Any] | list[dict[str, Any]]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = range(self._length)[index]
        return {name: _plain(values[number]) for name, values in self._values.items()}

    def __repr__(self) -> str:
        return f"<DataTable: {self._length} rows, {len(self.columns)} columns>"

    def to_pandas(self) -> pandas.DataFrame:
        """The table as a pandas data frame (extra ``pandas``).

        Text is ``string``, whole numbers are ``Int64``, decimals exact (``decimal128[pyarrow]``); all can be missing.
        Raises `ImportError`, which names the extra, where pandas or pyarrow is not installed.
        """
        from .frames import to_pandas

        return to_pandas(self)

    def to_polars(self) -> polars.DataFrame:
        """The table as a Polars data frame (extra ``polars``): ``String``, ``Int64`` and exact ``Decimal`` columns.

        Raises `ImportError`, which names the extra, where Polars is not installed.
        """
        from .frames import to_polars

        return to_polars(self)

    def to_arrow(self) -> pyarrow.Table:
        """The table as an Arrow table (extra ``arrow``): ``string``, ``int64`` and ``decimal128`` columns.

        What `columns` say of unit and labels stands in the metadata of the fields. Raises `ImportError`, which names
        the extra, where pyarrow is not installed.
        """
        from .frames import to_arrow

        return to_arrow(self)

    @overload
    def to_csv(self, path: None = None, *, bom: bool = False, formulas: bool = False) -> str: ...
    @overload
    def to_csv(self, path: str | PathLike[str], *, bom: bool = False, formulas: bool = False) -> None: ...
    def to_csv(
        self, path: str | PathLike[str] | None = None, *, bom: bool = False, formulas: bool = False
    ) -> str | None:
        r"""The table as CSV in UTF-8: written to `path`, or without one the text itself.

        `bom` sets a byte order mark in front, without which Excel takes the text for another encoding. A text that a
        spreadsheet program would take for a formula has an apostrophe in front of it, unless `formulas` are to stay
        as the source has them.

        >>> from govinfo_parse import parse, wide_table
        >>> report = parse("二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1", source="=cmd")
        >>> wide_table([report], keys=["applications.carried_in.total"]).to_csv()
        "source,edition,year,agency,applications.carried_in.total\n'=cmd,,,,1\n"
        """
        from .comma_separated import csv_lines

        names = [column.name for column in self.columns]
        rows = zip(*(self._values[name] for name in names), strict=True)
        lines = csv_lines(names, rows, bom=bom, formulas=formulas)
        if path is None:
            return "".join(lines)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
        return None


def _plain(value: Value) -> str | int | float | None:
    return encoded(value) if isinstance(value, Decimal) else value


# --- one row a figure -----------------------------------------------------------------------------------------------

_OF_REPORT: Final = (DataColumn("source"), DataColumn("edition"), DataColumn("year", "integer"), DataColumn("agency"))
_LONG: Final = (
    *_OF_REPORT,
    DataColumn("key"),
    DataColumn("label"),
    DataColumn("value", "decimal"),
    DataColumn("unit"),
    DataColumn("status"),
    DataColumn("raw"),
    DataColumn("start", "integer"),
    DataColumn("end", "integer"),
    DataColumn("label_en"),
    DataColumn("origin"),
)


def long_table(reports: Iterable[Report]) -> DataTable:
    r"""One row for each figure of the reports, in the order of the reports and of their forms.

    The columns are `source`, `edition`, `year` and `agency` of the report, then of the figure `key`, `label`, `value`,
    `unit`, `status`, `raw`, `start` and `end` (its place in the source), `label_en` (the label in English) and
    `origin`, each as in `Indicator`. Cells that were not found have no row. Amounts keep the unit of their report,
    which may be 元 in one and 万元 in the next.

    >>> from govinfo_parse import parse
    >>> row = long_table([parse("信息内容 | 本年处理决定数量\n行政处罚 | 18\n以上。", source="2021.txt")])[0]
    >>> row["source"], row["key"], row["value"], row["unit"], row["status"]
    ('2021.txt', 'disclosure.penalties.decisions', 18, '件', 'reported')

    Raises `TypeError` for anything but reports.
    """
    columns: list[list[Value]] = [[] for _ in _LONG]
    shared: dict[str, str] = {}  # the same labels and units in each report
    for row in long_rows(reports):
        for values, value in zip(columns, row, strict=True):
            values.append(shared.setdefault(value, value) if type(value) is str else value)
    return DataTable(_LONG, {c.name: values for c, values in zip(_LONG, columns, strict=True)}, len(columns[0]))


def long_rows(reports: Iterable[Report]) -> Iterator[tuple[Value, ...]]:
    """The rows of `long_table`, one by one as the reports come."""
    for report in checked_reports(reports, "a table"):
        about = _about(report)
        for item in report.indicators.values():
            start, end = item.span or (None, None)
            said = (item.key, item.label, item.value, item.unit, str(item.status), item.raw)
            yield (*about, *said, start, end, item.english, item.origin)


def long_names() -> list[str]:
    """The names of the columns of `long_table`."""
    return [column.name for column in _LONG]


def _about(report: Report) -> tuple[str | None, str | None, int | None, str | None]:
    return report.source, report.edition, report.metadata.year, report.metadata.agency


# --- one row a report -----------------------------------------------------------------------------------------------


def wide_table(
    reports: Iterable[Report],
    *,
    of: Content = "value",
    keys: Iterable[str] | None = None,
    money: str = "万元",
) -> DataTable:
    r"""One row for each report, one column for each key, after `source`, `edition`, `year` and `agency`.

    - `of`: what stands in the cells: the ``value``, the ``status``, the ``unit`` or the ``raw`` text of each figure.
    - `keys`: the columns. Without it they are all cells of the forms that the reports are of, in the forms' order.
    - `money`: the unit of all amounts, 元, 万元 or 亿元, so that a column never mixes units. An amount is converted
      exactly; one of which nobody knows the unit has no value here (`long_table` has it as it is).

    A figure that is not reported has no value; `wide_table(reports, of="status")` has the same rows and columns and
    says why.

    >>> from govinfo_parse import parse
    >>> text = "信息内容 | 本年收费金额（单位：万元）\n行政事业性收费 | {}\n以上。"
    >>> reports = [parse(text.format(fees)) for fees in ("3.5", "12000元")]
    >>> key = "disclosure.fees.amount"
    >>> [row[key] for row in wide_table(reports, keys=[key])]
    [3.5, 1.2]
    >>> [row["review.total"] for row in wide_table(reports, of="status")]
    ['absent', 'absent']

    Raises `TypeError` for anything but reports, `KeyError` for a key that no form has, and `ValueError` for another
    content or unit.
    """
    cell = _cell(of, money, ("value", "status", "unit", "raw"))
    given = None if keys is None else _names(keys)
    columns: dict[str, DataColumn] = {}
    rows: list[tuple[Report, dict[str, Value]]] = []
    for report in checked_reports(reports, "a table"):
        for spec in _specs(report):
            if spec.key not in columns:
                columns[spec.key] = _column(spec, money)
        rows.append((report, {key: cell(item, columns[key].unit) for key, item in report.indicators.items()}))
    if given is not None:
        columns = {key: columns.get(key) or _column(_spec(key, ()), money) for key in given}
    return _wide(columns.values(), rows, of)


def harmonized_table(
    reports: Iterable[Report], *, of: Literal["value", "status", "unit"] = "value", money: str = "万元"
) -> DataTable:
    r"""One row for each report, one column for each concept that the editions have in common (docs/crosswalk.md).

    So the years before and after a form changed stand in the same columns. `of` and `money` are those of `wide_table`;
    a status is ``reported``, ``unknown`` (a cell that it needs gives no number) or ``absent``.

    >>> from govinfo_parse import parse
    >>> old = parse("统计指标 | 单位 | 统计数\n（一）收到申请数 | 件 | 7\n1.当面申请数 | 件 | 7\n以上。")
    >>> new = parse("一、本年新收政府信息公开申请数量 | 9 | 0 | 0 | 0 | 0 | 0 | 9\n以上。")
    >>> [row["received"] for row in harmonized_table([old, new])]
    [7, 9]

    Raises `TypeError` for anything but reports, and `ValueError` for another content or unit.
    """
    cell = _cell(of, money, ("value", "status", "unit"))
    columns = {concept.name: _concept_column(concept, money) for concept in crosswalk().concepts}
    rows: list[tuple[Report, dict[str, Value]]] = [
        (report, {name: cell(item, columns[name].unit) for name, item in report.harmonized.items()})
        for report in checked_reports(reports, "a table")
    ]
    return _wide(columns.values(), rows, of)


def _wide(columns: Iterable[DataColumn], rows: Sequence[tuple[Report, Mapping[str, Value]]], of: str) -> DataTable:
    about = [_about(report) for report, _ in rows]
    values: dict[str, Sequence[Value]] = {
        column.name: [row[number] for row in about] for number, column in enumerate(_OF_REPORT)
    }
    none = Status.ABSENT.value if of == "status" else None
    made = list(_OF_REPORT)
    for column in columns:
        if column.name in values:
            raise ValueError(f"{column.name!r} is the name of two columns; give `keys` without it")
        own = values[column.name] = [row.get(column.name, none) for _, row in rows]
        if of != "value":
            made.append(evolve(column, kind="text", unit=None))
        elif column.kind == "integer" and not _are_whole(own):
            made.append(evolve(column, kind="decimal"))
        else:
            made.append(column)
    return DataTable(tuple(made), values, len(rows))


def _cell(of: str, money: str, known: Sequence[str]) -> Callable[[Any, str | None], Value]:
    """What stands in a cell of a wide table, of a figure and the unit of its column."""
    if of not in known:
        raise ValueError(f"of={of!r}: a table is of {', '.join(map(repr, known))}")
    if money not in MONEY:
        raise ValueError(f"money={money!r}: amounts are in {', '.join(MONEY)}")
    if of == "value":
        return _value
    if of == "unit":
        return lambda item, unit: unit if unit in MONEY and _value(item, unit) is not None else item.unit
    return lambda item, unit: str(getattr(item, of))


def _value(item: Indicator | HarmonizedFigure, unit: str | None) -> Number | None:
    """The value of a figure in the unit of its column; None where it cannot be said in that."""
    if item.value is None or item.value == 0 or item.unit == unit:
        return item.value
    if unit in MONEY:
        return in_unit(item.value, item.unit, unit)
    if unit is None or item.unit is None or {unit, item.unit} <= CASES:
        return None if item.unit in MONEY else item.value
    try:
        return item.as_unit(unit)
    except UnitError:
        return None


def _are_whole(values: Iterable[Value]) -> bool:
    """Whether all numbers are whole, and so small that 64 bits hold them."""
    return all(
        value is None or (not isinstance(value, str) and value == int(value) and -_MOST_WHOLE <= value <= _MOST_WHOLE)
        for value in values
    )


def _specs(report: Report) -> Iterator[IndicatorSpec]:
    """The cells of the forms that a report is of, and those of its own that are of others."""
    beside = [form for form in report.own_forms if form.indicators.keys() & report.indicators.keys()]
    for form in dict.fromkeys((*forms_of(report), *beside)):
        yield from form.indicators.values()
    for key in report.indicators:
        yield _spec(key, report.forms)


def _spec(key: str, forms: Sequence[Form]) -> IndicatorSpec:
    form = form_with_key(key, forms)
    if form is None:
        raise KeyError(f"{key!r}: no form of these reports has this key (docs/schema.md lists them)")
    return form.indicators[key]


def _names(keys: Iterable[str]) -> list[str]:
    if isinstance(keys, str):
        raise TypeError("keys is a list of keys; put it in brackets")
    return list(dict.fromkeys(keys))


def _column(spec: IndicatorSpec, money: str) -> DataColumn:
    if is_money(spec):
        return DataColumn(spec.key, "decimal", spec.label, spec.english, money)
    return DataColumn(spec.key, "integer", spec.label, spec.english, spec.unit)


def _concept_column(concept: Concept, money: str) -> DataColumn:
    if concept.unit in MONEY:
        return DataColumn(concept.name, "decimal", concept.label, concept.meaning, money)
    return DataColumn(concept.name, "integer", concept.label, concept.meaning, concept.unit)
