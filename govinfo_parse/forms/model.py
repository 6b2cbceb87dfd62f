"""What a form is: tables of blocks of rows and columns, and rules. Immutable values that know no file.

A form derives from its data what the later stages ask for: the indicators by key, the keys of a row, the labels of
groups.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from attrs import field, frozen
from attrs.validators import ge, instance_of, optional

__all__ = ["PREVIOUS", "Block", "Column", "Form", "FormError", "FormTable", "IndicatorSpec", "Row", "Rule", "in_words"]

# Marks a term of a rule between years as a cell of the year before.
PREVIOUS: Final = "previous:"
_TEXT: Final = instance_of(str)
_COUNT: Final = (instance_of(int), ge(1))


class FormError(ValueError):
    """A form's data is not usable; the message names the place and what is expected there."""


@frozen
class Column:
    """A value column of a block. `label` is the header path from the outermost heading down."""

    key: str = field(validator=_TEXT)
    label: tuple[str, ...]
    unit: str | None = field(default=None, validator=optional(_TEXT))
    span: int = field(default=1, validator=_COUNT)
    header_span: int = field(default=1, validator=_COUNT)


@frozen
class Row:
    """A row of a block. `label` is the path of labels from the outermost group down; `heading` rows carry no unit.

    `code` is the row's number in the code column, such as ``07``, with the marks that the form prints behind it.
    """

    key: str = field(validator=_TEXT)
    label: tuple[str, ...]
    unit: str | None = field(default=None, validator=optional(_TEXT))
    heading: bool = field(default=False, validator=instance_of(bool))
    code: str | None = field(default=None, validator=optional(_TEXT))


@frozen
class Block:
    """Rows under one set of column headers. `corner` is the text above the row labels, if the form prints one.

    `unit_column` and `code_column` are the headers of the columns between the labels and the figures that hold each
    row's unit and code; `letters` is the row that names the columns below the headers, such as 甲 乙 丙 1 2.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str | None = field(default=None, validator=optional(_TEXT))
    corner: str | None = field(default=None, validator=optional(_TEXT))
    heading: str | None = field(default=None, validator=optional(_TEXT))
    unit_column: str | None = field(default=None, validator=optional(_TEXT))
    code_column: str | None = field(default=None, validator=optional(_TEXT))
    letters: tuple[str, ...] = ()

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

    def keys_of_rows(self) -> Mapping[str, tuple[str, ...]]:
        """The indicator keys of each row, by the row's key, from top to bottom."""
        return self._keys_of_rows

    @cached_property
    def _keys_of_rows(self) -> Mapping[str, tuple[str, ...]]:
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
    _meanings: Mapping[str, str] = field(eq=False, repr=False)

    @property
    def label(self) -> str:
        """Row and column path in one line, outermost first: ``一、本年新收政府信息公开申请数量 > 总计``."""
        return " > ".join((*self.row, *self.column))

    @cached_property
    def english(self) -> str:
        """The label in English: row and column path as in `label`, or the key in words where the form has no English
        for some part of the path.
        """
        path = (*self.row, *self.column)
        if all(text in self._meanings for text in path):
            return " > ".join(self._meanings[text] for text in path)
        return in_words(self.key)


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
    texts have. `between_years` are rules between a report on this form and that of the year before, whatever form that
    is on: terms that begin with `PREVIOUS` are keys of the latter. `english` says what the texts that are printed on
    the form mean: title, headers, labels.
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
    english: Mapping[str, str] = field(factory=dict, repr=False)
    indicators: Mapping[str, IndicatorSpec] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "indicators", {spec.key: spec for spec in self._specs()})

    def _specs(self) -> Iterator[IndicatorSpec]:
        for table in self.tables:
            for number, block in enumerate(table.blocks):
                for row in block.rows:
                    for column in block.columns:
                        key = table.key(row, column)
                        rows = (block.title, *row.label) if block.title else row.label
                        # A form with a single value column repeats its header (统计数) in no label.
                        columns = column.label if column.key else ()
                        yield IndicatorSpec(
                            key=key,
                            table=table.name,
                            block=number,
                            row=rows,
                            column=columns,
                            unit=None if row.heading else row.unit or column.unit,
                            heading=row.heading,
                            span=column.span,
                            meanings=self.english,
                        )

    def in_english(self, text: str) -> str:
        """What a text printed on the form means: its title, a table's, a header or a part of a label.

        A text that the form has no English for stays as it is.

        >>> from govinfo_parse.forms import known_form
        >>> known_form("2021").in_english("（一）予以公开"), known_form("2021").in_english("（八）其他")
        ('(1) Granted', '（八）其他')
        """
        return self.english.get(text, text)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Form:
        """Builds a form from the content of a form file; raises `FormError` where it is not one.

        Data that `extends` a built-in form (docs/forms.md) is that form with changes.
        """
        from .reading import form_from_data  # it makes what this module defines

        return form_from_data(data)


def in_words(key: str) -> str:
    """A key as a path of words, what the label is in English where the form has no English for it.

    >>> in_words("applications.carried_in.total")
    'Applications > Carried in > Total'
    """
    return " > ".join(part.replace("_", " ").capitalize() for part in key.split("."))
