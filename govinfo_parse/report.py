"""The result of parsing: a `Report` and its parts, all immutable, and their way to JSON data and back.

The parts hold what was read; what follows from them by the forms alone (the checks, the official tables) is worked out
when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from attrs import asdict, field, frozen

from ._version import __version__
from .accessors import ReportAccessors
from .checks import Check, run_checks
from .diagnostics import Diagnostic
from .forms import Form, IndicatorSpec, national_forms
from .indicator import Indicator, Indicators, Number
from .metadata import Metadata

__all__ = ["Extra", "Report", "Table", "TableCell", "Unplaced"]

SCHEMA_VERSION: Final = 1


@frozen
class Unplaced:
    """A figure that was read but whose cell the text no longer tells; `candidates` are the keys it may belong to."""

    raw: str
    value: Number | None
    span: tuple[int, int]
    candidates: tuple[str, ...]


@frozen
class Extra:
    """A figure of a row or column that is not in the form; `labels` are those beside and above it."""

    labels: tuple[str, ...]
    raw: str
    value: Number | None
    span: tuple[int, int]


@frozen
class TableCell:
    """A value cell of an official table.

    `row` and `column` are the label paths, outermost first; `row_span` and `column_span` what the cell covers on the
    official form; `start` and `end` its place in the source (None where the source has no place for it).
    """

    key: str
    row: tuple[str, ...]
    column: tuple[str, ...]
    row_span: int
    column_span: int
    text: str
    start: int | None
    end: int | None
    indicator: Indicator


@frozen
class Table:
    """An official table with the cells that were found, in the order of the form."""

    name: str
    title: str
    form: str
    cells: tuple[TableCell, ...]


@frozen
class Report(ReportAccessors):
    """A parsed report. Made by `govinfo_parse.parse`; `from_dict` restores one from its JSON data.

    - `source`: the name that the caller gave the text.
    - `edition`: ``"2014"``, ``"2019"``, ``"2021"``, or None where no form fits, or several fit equally.
    - `edition_candidates`: all forms that fit.
    - `indicators`: key to `Indicator`, in the order of the form. A cell that was not found is not in it.
    - `unplaced`, `extras`: figures that were read and belong to no known cell, so that nothing is lost.
    - `metadata`, `diagnostics`: what the text says of itself, and what the parser says of the text.
    """

    source: str | None = None
    edition: str | None = None
    edition_candidates: tuple[str, ...] = ()
    metadata: Metadata = field(factory=Metadata)
    indicators: Indicators = field(factory=Indicators, converter=Indicators)
    extras: tuple[Extra, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    library_version: str = __version__

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """Every reconciliation rule of the edition, held against the figures.

        Where several editions fit, the rules that all of them have.
        """
        forms = _forms_named((self.edition,) if self.edition else self.edition_candidates)
        rules = [rule for rule in forms[0].rules if all(rule in form.rules for form in forms)] if forms else []
        return run_checks(rules, self.indicators)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The official tables with the cells that were found, each under the form that its key belongs to."""
        forms = self._forms()
        cells: dict[tuple[str, str], list[TableCell]] = {}
        for indicator in self.indicators.values():
            form, spec = _place(indicator.key, forms)
            start, end = indicator.span or (None, None)
            cells.setdefault((form.name, spec.table), []).append(
                TableCell(spec.key, spec.row, spec.column, 1, spec.span, indicator.raw, start, end, indicator)
            )
        return tuple(
            Table(table.name, table.title, form.name, tuple(cells[form.name, table.name]))
            for form in forms
            for table in form.tables
            if (form.name, table.name) in cells
        )

    def _forms(self) -> tuple[Form, ...]:
        """All forms, those that fit this report best first."""
        first = _forms_named((self.edition, *self.edition_candidates) if self.edition else self.edition_candidates)
        return tuple(dict.fromkeys((*first, *reversed(national_forms()))))

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data that `json.dumps` takes; `from_dict` is the way back.

        >>> Report(edition="2021").to_dict()["edition"]
        '2021'
        """
        return {
            "schema_version": SCHEMA_VERSION,
            "library_version": self.library_version,
            "source": self.source,
            "edition": self.edition,
            "edition_candidates": list(self.edition_candidates),
            "metadata": {**asdict(self.metadata), "period": _listed(self.metadata.period)},
            "indicators": {
                key: {
                    "value": _encoded(indicator.value),
                    "unit": indicator.unit,
                    "status": indicator.status,
                    "raw": indicator.raw,
                    "origin": indicator.origin,
                    "span": _listed(indicator.span),
                }
                for key, indicator in self.indicators.items()
            },
            "extras": [
                {"labels": list(x.labels), "raw": x.raw, "value": _encoded(x.value), "span": list(x.span)}
                for x in self.extras
            ],
            "unplaced": [
                {"raw": x.raw, "value": _encoded(x.value), "span": list(x.span), "candidates": list(x.candidates)}
                for x in self.unplaced
            ],
            "checks": [
                {
                    "rule": check.rule,
                    "severity": check.severity,
                    "relation": check.relation,
                    "status": check.status,
                    "if_blank_is_zero": check.if_blank_is_zero,
                    "left": _encoded(check.left),
                    "right": _encoded(check.right),
                    "difference": _encoded(check.difference),
                    "keys": list(check.keys),
                }
                for check in self.checks
            ],
            "diagnostics": [
                {
                    "code": item.code,
                    "severity": item.severity,
                    "fault": item.fault,
                    "message": item.message,
                    "hint": item.hint,
                    "span": _listed(item.span),
                }
                for item in self.diagnostics
            ],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Report:
        """Restores a report from the data of `to_dict`, also after a trip through JSON text.

        The checks are worked out anew from the figures. Raises `ValueError` for data of another schema version and
        `KeyError` where a field is missing.

        >>> report = Report(edition="2021", indicators={"complaints": Indicator("complaints", "六、举报投诉数量")})
        >>> Report.from_dict(report.to_dict()).to_dict() == report.to_dict()
        True
        """
        if data["schema_version"] != SCHEMA_VERSION:
            raise ValueError(
                f"schema_version {data['schema_version']!r} is not {SCHEMA_VERSION}; "
                "parse the text again, or use the library version that wrote the data"
            )
        metadata = dict(data["metadata"])
        metadata["period"] = _paired(metadata["period"])
        blank = cls(edition=data["edition"], edition_candidates=tuple(data["edition_candidates"]))
        forms = blank._forms()
        return cls(
            source=data["source"],
            edition=blank.edition,
            edition_candidates=blank.edition_candidates,
            metadata=Metadata(**metadata),
            indicators={key: _indicator(key, item, forms) for key, item in data["indicators"].items()},
            extras=tuple(
                Extra(tuple(x["labels"]), x["raw"], _decoded(x["value"]), (x["span"][0], x["span"][1]))
                for x in data["extras"]
            ),
            unplaced=tuple(
                Unplaced(x["raw"], _decoded(x["value"]), (x["span"][0], x["span"][1]), tuple(x["candidates"]))
                for x in data["unplaced"]
            ),
            diagnostics=tuple(Diagnostic(**{**x, "span": _paired(x["span"])}) for x in data["diagnostics"]),
            library_version=data["library_version"],
        )


def _forms_named(names: tuple[str, ...]) -> tuple[Form, ...]:
    by_name = {form.name: form for form in national_forms()}
    return tuple(by_name[name] for name in dict.fromkeys(names) if name in by_name)


def _place(key: str, forms: tuple[Form, ...]) -> tuple[Form, IndicatorSpec]:
    """The first form that has the key, and what it says of it; `KeyError` names a key that no form has."""
    for form in forms:
        if key in form.indicators:
            return form, form.indicators[key]
    raise KeyError(f"{key!r} is on no known form")


def _indicator(key: str, item: Mapping[str, Any], forms: tuple[Form, ...]) -> Indicator:
    return Indicator(
        key=key,
        label=_place(key, forms)[1].label,
        value=_decoded(item["value"]),
        unit=item["unit"],
        status=item["status"],
        raw=item["raw"],
        span=_paired(item["span"]),
        origin=item["origin"],
    )


def _encoded(value: Number | None) -> int | float | str | None:
    """A number for JSON: a decimal is a float where that writes it exactly, else a string."""
    if not isinstance(value, Decimal):
        return value
    number = float(value)
    return number if Decimal(repr(number)) == value else str(value)


def _decoded(value: float | str | None) -> Number | None:
    return value if value is None or isinstance(value, int) else Decimal(str(value))


def _listed(pair: tuple[Any, Any] | None) -> list[Any] | None:
    return None if pair is None else list(pair)


def _paired(pair: list[Any] | None) -> tuple[Any, Any] | None:
    return None if pair is None else (pair[0], pair[1])
