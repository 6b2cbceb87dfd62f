"""What was read of a page, to be held against its truth."""

from __future__ import annotations

from govinfo_parse import Report


def figures_of(report: Report) -> dict[str, tuple[object, object]]:
    """The status and the value of each cell that was read."""
    return {key: (each.status, each.value) for key, each in report.indicators.items()}


def misplaced(report: Report) -> list[str]:
    """The cells whose text does not stand where the report says."""
    text = report.text or ""
    return [key for key, each in report.indicators.items() if not each.span or text[slice(*each.span)] != each.raw]
