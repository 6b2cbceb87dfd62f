"""What two readings of one text agree in.

In: the reports of a text in one reading, and in another, which takes other line ends for those of rows. Out: the first
ones, with the figures only that both have in one place of the form and of the text. What one of them has alone has no
place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from attrs import evolve

from .diagnostics import diagnostic
from .indicator import Indicator
from .report import Report, Unplaced

__all__ = ["with_agreed"]


def with_agreed(reports: Iterable[Report], others: Sequence[Report]) -> list[Report]:
    """The reports with those of their figures that the others have too."""
    told: set[object] = set()
    keys: dict[tuple[int, int] | None, list[str]] = defaultdict(list)
    for indicator in (indicator for other in others for indicator in other.indicators.values()):
        told.add(_told(indicator))
        keys[indicator.span].append(indicator.key)
    return [_agreed(report, told, keys) for report in reports]


def _agreed(report: Report, told: set[object], keys: dict[tuple[int, int] | None, list[str]]) -> Report:
    kept = {key: indicator for key, indicator in report.indicators.items() if _told(indicator) in told}
    if len(kept) == len(report.indicators):
        return report
    lost = [
        Unplaced(item.raw, item.value, item.span, tuple(dict.fromkeys((key, *keys[item.span]))))
        for key, item in report.indicators.items()
        if key not in kept and item.raw and item.span is not None
    ]
    said = (diagnostic("lines-cut", None, count=len(lost)),) if lost else ()
    unplaced = sorted((*report.unplaced, *lost), key=_start)
    return evolve(report, indicators=kept, unplaced=tuple(unplaced), diagnostics=(*said, *report.diagnostics))


def _told(indicator: Indicator) -> object:
    """What has to be the same: of a blank cell, that it is there."""
    if indicator.status == "blank":
        return indicator.key, "blank"
    return indicator.key, indicator.status, indicator.value, indicator.unit, indicator.span


def _start(figure: Unplaced) -> int:
    return figure.span[0]
