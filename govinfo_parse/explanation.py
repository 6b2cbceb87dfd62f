"""How a figure came to be, in words: from which cell, by which label, with which proof; or why it is not there.

In: a report, a key, and the text that the report was parsed from, where it is at hand. Out: lines of English with the
labels of the form. Nothing is recorded for this while a text is parsed: how it was read follows from the result, its
diagnostics and the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from .alignment import edit_distance
from .forms import Block, Form, FormTable, IndicatorSpec, Row
from .indicator import Indicator
from .labels import folded_char, reworded, split_label, without_pinyin
from .report import Report
from .show import Lines
from .terms import digits

__all__ = ["explanation"]

# So far before a figure the label of its row is looked for; a row with its notes is not longer.
_REACH: Final = 2000
_STATUS: Final = {
    "blank": "the cell is there, and blank",
    "none": "the cell says that there is none",
    "dash": "the cell holds a dash",
    "unreadable": "the cell holds no exact quantity",
}
_VERDICT: Final = {"pass": "Rules that hold with it", "fail": "Rules that fail with it", "unknown": "Rules left open"}
# Figures and rows beyond these are counted.
_MOST: Final = 3
# Diagnostics that begin with the label of a row, and tell how its figures were placed, or why they were not.
_OF_PROOF: Final = frozenset({"cells-proved", "figures-cut"})
_OF_LOSS: Final = frozenset(
    {"figures-without-place", "figures-glued", "row-cut", "row-of-several-forms", "unit-contradicted"}
)


@frozen
class _Place:
    """Where a cell stands on its form."""

    form: Form
    table: FormTable
    block: Block
    row: Row
    spec: IndicatorSpec

    @classmethod
    def of(cls, key: str, form: Form) -> _Place | None:
        """The place of the cell, if the form has it."""
        spec = form.indicators.get(key)
        if spec is None:
            return None
        table = next(table for table in form.tables if table.name == spec.table)
        block = table.blocks[spec.block]
        row = next(row for row in block.rows if any(table.key(row, column) == key for column in block.columns))
        return cls(form, table, block, row, spec)

    @property
    def label(self) -> str:
        """What diagnostics call the row: its own label, or the table's title where it has none."""
        return self.row.label[-1] if self.row.label else self.table.title

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the row."""
        return tuple(self.table.key(self.row, column) for column in self.block.columns)


@frozen
class _Source:
    """What there is to tell from."""

    report: Report
    place: _Place
    forms: str
    lines: Lines | None

    @property
    def text(self) -> str | None:
        """What the report was parsed from, where it is at hand."""
        return self.lines.text if self.lines else None

    def at(self, span: tuple[int, int]) -> str:
        """A place in the text, in words."""
        start, end = span
        said = f"characters {start} to {end}" if start < end else f"character {start}"
        return said if self.lines is None else "line {}, column {} ({})".format(*self.lines.at(start), said)

    def about_row(self, codes: frozenset[str]) -> list[str]:
        """What the diagnostics with these codes say of the row."""
        found = (item for item in self.report.diagnostics if item.code in codes)
        labels = (f"{self.place.label}:", f"{self.place.spec.label}:", f"{self.place.label} stands on")
        return [f"{item.message} [{item.code}]" for item in found if item.message.startswith(labels)]


def explanation(report: Report, key: str, forms: Sequence[Form], lines: Lines | None) -> str:
    """How the figure of `key` came to be, or why there is none; `KeyError` where none of the `forms` has the key.

    Of the forms, those that fit the report best stand first. Without the text's `lines`, places are told in characters
    alone.
    """
    places = [place for form in forms if (place := _Place.of(key, form))]
    if not places:
        raise KeyError(f"{key!r} is on no known form (docs/schema.md lists the keys)")
    names = [report.edition] if report.edition else report.edition_candidates
    fitting = [place.form.name for place in places if place.form.name in names]
    source = _Source(report, places[0], " or ".join(fitting or [places[0].form.name]), lines)
    indicator = report.indicators.get(key)
    return "\n".join(_missing(source) if indicator is None else _found(source, indicator))


# --- a figure that was found -----------------------------------------------------------------------------------------


def _found(source: _Source, indicator: Indicator) -> Iterator[str]:
    place = source.place
    yield f"{indicator.label}: {_value(indicator)}."
    yield f"Form: {source.forms}, {place.table.title}."
    if indicator.span:
        written = f"it says {indicator.raw!r}" if indicator.raw else "it is empty"
        yield f"Cell: {source.at(indicator.span)}; {written}."
        yield f"Row: {_row(source, indicator.span[0])}."
    if len(place.block.columns) > 1:
        number = place.keys.index(indicator.key) + 1
        yield f"Column: {' > '.join(place.spec.column)}, number {number} of the {len(place.keys)} of its row."
    if indicator.value is not None and indicator.unit:
        yield f"Unit: {indicator.unit}, {_unit(indicator, place)}."
    if indicator.origin == "inferred":
        yield f"Proof: {_proof(source, indicator)}"
    for status, words in _VERDICT.items():
        rules = [check.rule for check in source.report.checks if check.status == status and indicator.key in check.keys]
        if rules:
            yield f"{words}: {', '.join(rules)}."
    for item in source.report.diagnostics:
        if item.span is not None and item.span == indicator.span:
            yield f"Note: {item.message} [{item.code}]"


def _value(indicator: Indicator) -> str:
    if indicator.value is None:
        return _STATUS[indicator.status]
    return f"{digits(indicator.value)} {indicator.unit or '(no unit is stated)'}"


def _unit(indicator: Indicator, place: _Place) -> str:
    if indicator.unit and indicator.unit in indicator.raw:
        return "as the cell itself says"
    return "as on the form" if indicator.unit == place.spec.unit else "as the text says beside or above it"


def _row(source: _Source, figure: int) -> str:
    """By what the row was told."""
    label = source.place.label
    if not source.place.row.label:
        return "without a label of its own; the headers above it and the order of its cells tell it"
    found = _label_before(source, figure)
    for item in reversed(source.report.diagnostics):
        if item.code == "label-approximate" and item.span and item.message.endswith(f" was read as {label}."):
            start = item.span[0]
            if figure - _REACH < start <= figure and (found is None or found[0][0] < start):
                written = item.message.removesuffix(f" was read as {label}.")
                return f"{label}, by likeness: {written} {_likeness(written, label)}, at {source.at(item.span)}"
    if found:
        return f"{label}, {found[1]}, at {source.at(found[0])}"
    return label if source.text is None else f"{label}, which does not stand in one piece before the cell"


def _likeness(written: str, label: str) -> str:
    own, official = split_label(written).body, split_label(label).body
    if official.startswith(own):
        return "is its beginning"
    return f"differs in {edit_distance(own, official, len(own) + len(official))} of {len(official)} characters"


def _label_before(source: _Source, figure: int) -> tuple[tuple[int, int], str] | None:
    """The label of the row that ends last before the figure: its place, and what it is to the official one."""
    if source.text is None:
        return None
    first = max(0, figure - _REACH)
    window = without_pinyin(source.text[first:figure])
    folded = [(char, place) for place, written in enumerate(window, first) for char in folded_char(written)]
    body = reworded("".join(char for char, _ in folded))
    label = source.place.label
    variants = source.place.table.variants.get(label, ())
    best: tuple[int, int, str] | None = None
    for name in (label, *variants):
        for wanted in (split_label(name).full, split_label(name).body):
            at = body.rfind(wanted) if wanted else -1
            # Of labels that end in the same place the longest is the one.
            if at >= 0 and (best is None or (at + len(wanted), -at) > (best[1], -best[0])):
                best = (at, at + len(wanted), name)
    if best is None:
        return None
    start, end = folded[best[0]][1], folded[best[1] - 1][1] + 1
    written = source.text[start:end]
    if best[2] != label:
        return (start, end), f"as it is also called ({written})"
    return (start, end), "by its label" if written in label else f"by its label ({' '.join(written.split())})"


def _proof(source: _Source, indicator: Indicator) -> str:
    """The diagnostic that tells how the figure was placed."""
    start, end = indicator.span or (0, 0)
    for item in source.report.diagnostics:
        if item.code == "cells-inferred" and item.span and item.span[0] <= start and end <= item.span[1]:
            return f"{item.message} [{item.code}]"
    return next(iter(source.about_row(_OF_PROOF)), "the rules of the form leave this value and this place alone.")


# --- a figure that was not found -------------------------------------------------------------------------------------


def _missing(source: _Source) -> Iterator[str]:
    report, place = source.report, source.place
    yield f"{place.spec.label}: no such cell was found."
    yield f"Form: {source.forms}, {place.table.title}."
    others = [x for x in report.diagnostics if x.code in ("no-report", "lines-removed")]
    yield from (f"{item.message} [{item.code}]" for item in others)
    elsewhere = bool(report.edition) and report.edition != place.form.name
    if elsewhere:
        yield f"The report is on form {report.edition}, which has no such cell."
    own = [figure for figure in report.unplaced if place.spec.key in figure.candidates]
    for figure in own[:_MOST]:
        yield f"It may be {figure.raw!r} at {source.at(figure.span)}: this was read, and nothing tells its cell."
    if len(own) > _MOST:
        yield f"It may also be one of {len(own) - _MOST} more figures under `unplaced`."
    said = source.about_row(_OF_LOSS)
    yield from said
    if not (others or own or said or elsewhere):
        yield from _what_is_there(source)


def _what_is_there(source: _Source) -> Iterator[str]:
    """What was found near a cell of which nothing is known."""
    report, place = source.report, source.place
    beside = sum(1 for key in place.keys if key in report.indicators)
    if beside:
        yield f"Of its row, cells that were found: {beside} of {len(place.keys)}."
    elif any(table.name == place.table.name for table in report.tables):
        yield f"No figures were read beside the label {place.label}, or it does not stand in the text."
    else:
        yield f"No cell of {place.table.title} was found."
