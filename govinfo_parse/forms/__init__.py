"""The standard forms as data: tables, labels, units and reconciliation rules of each edition.

A form is one JSON file under ``data/``; nothing about an edition stands in code. This module reads the files into
immutable values and derives from them what the later stages ask for: the indicators by key, and the rules written out
for each row or column.

What comes in is a file of the package (or, for tests, any mapping of the same shape); what goes out is a `Form`. A file
that is not a form raises `FormError`, which names the place and the mend.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attrs import field, frozen

__all__ = [
    "PREVIOUS",
    "Block",
    "Column",
    "Form",
    "FormError",
    "FormTable",
    "IndicatorSpec",
    "Row",
    "Rule",
    "national_forms",
]

_DATA = Path(__file__).parent / "data"
_RELATIONS = ("<=", ">=", "=")
# Marks a term of a rule between years as a cell of the year before.
PREVIOUS = "previous:"


class FormError(ValueError):
    """A form's data is not usable; the message names the place and what is expected there."""


@frozen
class Column:
    """A value column of a block. `label` is the header path from the outermost heading down."""

    key: str
    label: tuple[str, ...]
    unit: str | None = None
    span: int = 1
    header_span: int = 1


@frozen
class Row:
    """A row of a block. `label` is the path of labels from the outermost group down; `heading` rows carry no unit."""

    key: str
    label: tuple[str, ...]
    unit: str | None = None
    heading: bool = False


@frozen
class Block:
    """Rows under one set of column headers. `corner` is the text above the row labels, if the form prints one."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str | None = None
    corner: str | None = None
    heading: str | None = None
    unit_column: str | None = None

    @property
    def groups(self) -> tuple[str, ...]:
        """The labels that stand above rows without being rows: ``三、本年度办理结果``, ``（三）不予公开``, …"""
        own = {row.label for row in self.rows}
        paths = (row.label[:depth] for row in self.rows for depth in range(1, len(row.label)))
        return tuple(dict.fromkeys(path[-1] for path in paths if path not in own))


@frozen(eq=False)
class FormTable:
    """One official table: its blocks from top to bottom, its width in grid columns, and what its labels are also
    called.
    """

    name: str
    title: str
    width: int
    prefix: str
    blocks: tuple[Block, ...]
    variants: Mapping[str, tuple[str, ...]]
    _keys: dict[tuple[str, str], str] = field(factory=dict, init=False, repr=False)

    def key(self, row: Row, column: Column) -> str:
        """The indicator key of a cell, such as ``applications.new.total``."""
        own = (row.key, column.key)
        known = self._keys.get(own)
        if known is None:  # asked for many times for each text
            known = self._keys[own] = ".".join(part for part in (self.prefix, *own) if part)
        return known

    def keys_of_rows(self) -> dict[str, tuple[str, ...]]:
        """The indicator keys of each row, by the row's key, from top to bottom."""
        return {
            row.key: tuple(self.key(row, column) for column in block.columns)
            for block in self.blocks
            for row in block.rows
        }


@frozen
class IndicatorSpec:
    """What the form says of one indicator: its key, where it stands, and the unit printed there (None where none)."""

    key: str
    table: str
    block: int
    row: tuple[str, ...]
    column: tuple[str, ...]
    unit: str | None
    heading: bool
    span: int

    @property
    def label(self) -> str:
        """Row and column path in one line, outermost first: ``一、本年新收政府信息公开申请数量 > 总计``."""
        return " > ".join((*self.row, *self.column))


@frozen
class Rule:
    """A reconciliation rule (勾稽关系): the sum of the `left` indicators stands in `relation` to the sum of the
    `right` ones. An empty side is 0.
    """

    id: str
    left: tuple[str, ...]
    relation: str
    right: tuple[str, ...]
    severity: str
    source: str


@frozen(eq=False)
class Form:
    """One edition of the form. `marks` are pieces of its labels, too short to be broken by most writers; a text that
    holds the form holds several of them. Each of the `signs` is some characters of one table, all of which few other
    texts have. `between_years` are rules between a report on this form and that of the year
    before, whatever form that is on: terms that begin with `PREVIOUS` are keys of the latter.
    """

    name: str
    title: str
    source: str
    years: tuple[int, int | None]
    tables: tuple[FormTable, ...]
    rules: tuple[Rule, ...]
    between_years: tuple[Rule, ...] = ()
    marks: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    indicators: Mapping[str, IndicatorSpec] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "indicators", {spec.key: spec for spec in self._specs()})

    def _specs(self) -> Iterator[IndicatorSpec]:
        for table in self.tables:
            for number, block in enumerate(table.blocks):
                for row in block.rows:
                    for column in block.columns:
                        yield IndicatorSpec(
                            key=table.key(row, column),
                            table=table.name,
                            block=number,
                            row=(block.title, *row.label) if block.title else row.label,
                            # A form with a single value column repeats its header (统计数) in no label.
                            column=column.label if column.key else (),
                            unit=None if row.heading else row.unit or column.unit,
                            heading=row.heading,
                            span=column.span,
                        )

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Form:
        """Builds a form from the content of a form file; raises `FormError` where it is not one."""
        name = data.get("name", "?")
        try:
            tables = tuple(_table(table) for table in data["tables"])
            years = data["years"]
            form = cls(
                name=data["name"],
                title=data["title"],
                source=data["source"],
                years=(years[0], years[1]),
                tables=tables,
                rules=tuple(rule for item in data.get("rules", ()) for rule in _rules(item, tables)),
                between_years=tuple(rule for item in data.get("between_years", ()) for rule in _rules(item, tables)),
                marks=_strings("marks", data.get("marks", ())),
                signs=_strings("signs", data.get("signs", ())),
            )
            _check_keys(form)
        except FormError as error:
            raise FormError(f"form {name!r}: {error}") from None
        except (KeyError, TypeError, IndexError, AttributeError) as error:
            raise FormError(f"form {name!r}: missing or misplaced {error}; compare a built-in form file") from error
        return form


def _check_keys(form: Form) -> None:
    """Every cell has a key of its own, and every term of a rule is the key of a cell."""
    keys = Counter(spec.key for spec in form._specs())
    for key, count in keys.items():
        if count > 1:
            raise FormError(f"{count} cells have the key {key!r}; give each row of a table, and each column, its own")
    for rule in form.rules:
        if any(key.startswith(PREVIOUS) for key in rule.left + rule.right):
            raise FormError(f"rule {rule.id!r}: terms of the year before belong in between_years")
    for rule in form.rules + form.between_years:
        for key in rule.left + rule.right:
            if key.removeprefix(PREVIOUS) not in keys:
                raise FormError(f"rule {rule.id!r}: its term {key!r} is the key of no cell of the form")


def _strings(name: str, data: Any) -> tuple[str, ...]:
    """A list of strings; a lone string, which Python would take for a list of its characters, is refused."""
    if not isinstance(data, (list, tuple)) or not all(isinstance(item, str) for item in data):
        raise FormError(f'{name} is a list of strings, not {data!r}; write ["…"]')
    return tuple(data)


def _table(data: Mapping[str, Any]) -> FormTable:
    variants = data.get("variants", {})
    return FormTable(
        name=data["name"],
        title=data["title"],
        width=data["width"],
        prefix=data["prefix"],
        blocks=tuple(_block(block) for block in data["blocks"]),
        variants={label: _strings(f"variants of {label!r}", names) for label, names in variants.items()},
    )


def _block(data: Mapping[str, Any]) -> Block:
    columns = (
        Column(**{"header_span": item.get("span", 1), **item, "label": _strings("label", item["label"])})
        for item in data["columns"]
    )
    rows = (Row(**{**item, "label": _strings("label", item["label"])}) for item in data["rows"])
    return Block(**{**data, "columns": tuple(columns), "rows": tuple(rows)})


def _rules(data: Mapping[str, Any], tables: tuple[FormTable, ...]) -> Iterator[Rule]:
    """One rule, or where it says ``each``, one for each row or column of the first block of that table."""
    template = (data["id"], data["equation"])
    fillings: list[tuple[str, str]] = [("", "")]
    if "each" in data:
        name, _, what = data["each"].partition(".")
        block = next((table.blocks[0] for table in tables if table.name == name), None)
        if block is None or what not in ("rows", "columns"):
            known = ", ".join(f"{table.name}.rows, {table.name}.columns" for table in tables)
            raise FormError(f"rule {data['id']!r}: each {data['each']!r} is none of {known}")
        members: tuple[Row | Column, ...] = block.rows if what == "rows" else block.columns
        fillings = [("{" + what.rstrip("s") + "}", member.key) for member in members]
    for placeholder, key in fillings:
        identifier, equation = (text.replace(placeholder, key) if placeholder else text for text in template)
        relation = next((sign for sign in _RELATIONS if f" {sign} " in equation), None)
        if relation is None:
            raise FormError(f"rule {identifier!r}: the equation needs one of {_RELATIONS} between spaces")
        left, right = equation.split(f" {relation} ", 1)
        yield Rule(identifier, _terms(left), relation, _terms(right), data["severity"], data["source"])


def _terms(side: str) -> tuple[str, ...]:
    return () if side == "0" else tuple(side.split(" + "))


@cache
def national_forms() -> tuple[Form, ...]:
    """The built-in national forms, oldest first.

    >>> [form.name for form in national_forms()]
    ['2014', '2019', '2021']
    >>> len(national_forms()[-1].indicators)
    200
    """
    return tuple(Form.from_data(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(_DATA.glob("*.json")))
