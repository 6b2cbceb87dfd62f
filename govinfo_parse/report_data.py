"""A report as plain data, and back: JSON that stays the same until `SCHEMA_VERSION` changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import asdict

from .claims import Claim
from .diagnostics import FAULTS, SEVERITIES, Diagnostic
from .fields import Field, encoded
from .forms import Form, chosen_forms, form_with_key, forms_with, known_forms, own_forms
from .indicator import BOUNDS, ORIGINS, Approximation, Indicator, Number, Status
from .metadata import Metadata
from .report import Extra, Report, Restored, Unplaced, place_of
from .sections import Section

__all__ = ["from_data", "to_data"]

SCHEMA_VERSION: Final = 1

# The fields of the metadata that are signature lines.
_SIGNATURES: Final = ("reporting_unit", "head", "reviewer", "preparer", "telephone", "filed")

# The states of a cell that was found; one that was not found is in no data.
_STATUSES: Final = tuple(status for status in Status if status is not Status.ABSENT)


def to_data(report: Report) -> dict[str, Any]:
    """The data of a report; see `Report.to_dict`."""
    return {
        "schema_version": SCHEMA_VERSION,
        "library_version": report.library_version,
        "source": report.source,
        "edition": report.edition,
        "edition_candidates": list(report.edition_candidates),
        "metadata": {**asdict(report.metadata), "period": _listed(report.metadata.period)},
        "indicators": {
            key: {
                "value": encoded(indicator.value),
                "unit": indicator.unit,
                "status": str(indicator.status),
                "raw": indicator.raw,
                "origin": indicator.origin,
                "span": _listed(indicator.span),
                **_inexact(indicator.approximate),
            }
            for key, indicator in report.indicators.items()
        },
        "extras": [
            {
                "labels": list(x.labels),
                "raw": x.raw,
                "value": encoded(x.value),
                "span": list(x.span),
                **({"unit": x.unit} if x.unit is not None else {}),
            }
            for x in report.extras
        ],
        "unplaced": [
            {"raw": x.raw, "value": encoded(x.value), "span": list(x.span), "candidates": list(x.candidates)}
            for x in report.unplaced
        ],
        "claims": [claim.to_dict() for claim in report.claims],
        "sections": [section.to_dict() for section in report.sections],
        "checks": [check.to_dict() for check in report.checks],
        "diagnostics": [
            {
                "code": item.code,
                "severity": item.severity,
                "fault": item.fault,
                "message": item.message,
                "hint": item.hint,
                "span": _listed(item.span),
            }
            for item in report.diagnostics
        ],
    }


def from_data(data: Mapping[str, Any], forms: Iterable[Form | str]) -> Report:
    """The report that has this data; see `Report.from_dict`."""
    report = Field("report", data)
    version = report["schema_version"].whole()
    if version != SCHEMA_VERSION:
        raise ValueError(
            f"report.schema_version: {version} is not {SCHEMA_VERSION}; "
            "parse the text again, or use the library version that wrote the data"
        )
    own = own_forms(chosen_forms(forms)) if forms else ()
    names = (*known_forms(), *(form.name for form in own))
    edition = report["edition"].optional(lambda name: _form_name(name, names))
    candidates = tuple(_form_name(name, names) for name in report["edition_candidates"].items())
    known = forms_with((edition, *candidates), own)
    return Report(
        source=report["source"].optional(Field.text),
        edition=edition,
        edition_candidates=candidates,
        metadata=_metadata(report["metadata"]),
        indicators={key: _indicator(key, item, known) for key, item in report["indicators"].members()},
        extras=tuple(
            Extra(
                tuple(label.text() for label in x["labels"].items()),
                *_figure(x),
                unit=x["unit"].text() if "unit" in x else None,
            )
            for x in report["extras"].items()
        ),
        unplaced=tuple(
            Unplaced(*_figure(x), tuple(_key(key, known) for key in x["candidates"].items()))
            for x in report["unplaced"].items()
        ),
        diagnostics=tuple(_diagnostic(x) for x in report["diagnostics"].items()),
        library_version=report["library_version"].text(),
        own_forms=own,
        restored=Restored(
            sections=tuple(Section.from_data(x) for x in report["sections"].items()),
            claims=tuple(Claim.from_data(x, _key(x["key"], known)) for x in report["claims"].items()),
        ),
    )


def _inexact(number: Approximation | None) -> dict[str, Any]:
    """Stands in the data only where a cell gives an inexact number."""
    return {"approximate": {"value": encoded(number.value), "bound": number.bound}} if number else {}


def _listed(pair: tuple[Any, Any] | None) -> list[Any] | None:
    return None if pair is None else list(pair)


# From data


def _metadata(data: Field) -> Metadata:
    period = data["period"].optional(Field.pair)
    return Metadata(
        title=data["title"].optional(Field.text),
        agency=data["agency"].optional(Field.text),
        year=data["year"].optional(Field.whole),
        document_number=data["document_number"].optional(Field.text),
        published=data["published"].optional(Field.text),
        period=period and (period[0].text(), period[1].text()),
        **{name: data[name].optional(Field.text) for name in _SIGNATURES},
    )


def _indicator(key: str, data: Field, forms: tuple[Form, ...]) -> Indicator:
    status = data["status"].one_of(_STATUSES)
    value = data["value"].optional(Field.number)
    if (value is not None) != (status is Status.REPORTED):
        raise data["value"].wrong("a number" if status is Status.REPORTED else f"null where the status is {status}")
    key = _key(Field(data.path, key), forms)
    spec = place_of(key, forms)[1]
    return Indicator(
        key=key,
        label=spec.label,
        value=value,
        unit=data["unit"].optional(Field.text),
        status=status,
        raw=data["raw"].text(),
        span=data["span"].optional(Field.span),
        origin=data["origin"].one_of(ORIGINS),
        approximate=_approximation(data["approximate"]) if "approximate" in data else None,
        english=spec.english,
    )


def _form_name(data: Field, names: tuple[str, ...]) -> str:
    if data.value not in names:
        raise data.wrong("the name of a built-in form, or of one given as forms=[…]")
    return data.text()


def _approximation(data: Field) -> Approximation:
    return Approximation(data["value"].number(), data["bound"].one_of(BOUNDS))


def _key(data: Field, forms: tuple[Form, ...]) -> str:
    key = data.text()
    if form_with_key(key, forms) is None:
        raise data.wrong("a key of a known form (docs/schema.md lists them)")
    return key


def _figure(data: Field) -> tuple[str, Number | None, tuple[int, int]]:
    return data["raw"].text(), data["value"].optional(Field.number), data["span"].span()


def _diagnostic(data: Field) -> Diagnostic:
    return Diagnostic(
        code=data["code"].text(),
        severity=data["severity"].one_of(SEVERITIES),
        fault=data["fault"].one_of(FAULTS),
        message=data["message"].text(),
        hint=data["hint"].text(),
        span=data["span"].optional(Field.span),
    )
