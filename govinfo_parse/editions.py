"""The cells of one edition, out of a report of it: what the accessors of that edition alone are made of."""

from __future__ import annotations

from .accessors import ReportAccessors
from .errors import EditionError
from .forms import national_forms
from .indicator import Indicators

__all__ = ["indicators_of"]


def indicators_of(report: ReportAccessors, edition: str) -> Indicators:
    """The indicators of a report that are on the form of an edition.

    Raises `EditionError` where the report is of another edition, or of none that is known. A piece of a report that
    fits several forms is taken for one of each.
    """
    fits = (report.edition,) if report.edition else report.edition_candidates
    if edition not in fits:
        raise EditionError(f"as_{edition}(): {_instead(fits)}")
    [form] = (form for form in national_forms() if form.name == edition)
    return Indicators({key: found for key, found in report.indicators.items() if key in form.indicators})


def _instead(fits: tuple[str, ...]) -> str:
    if not fits:
        return "no report of a known edition was found in the text; `report.diagnostics` says why"
    known = [form.name for form in national_forms()]
    ways = " or ".join(f"as_{name}()" for name in fits if name in known)
    return (
        f"the report is of the form {' or '.join(fits)}; use {ways + ', or ' if ways else ''}the report itself, "
        "which has the cells of all forms"
    )
