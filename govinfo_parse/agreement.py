"""What of a reading stands, where lines were broken anew.

In: the reports of a text in one reading, and in another, which takes other line ends for those of rows. Out: the first
ones, with the figures only that both have in one place of the form and of the text. What one of them has alone has no
place. Nor has what stands in rows that are in pieces.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from .diagnostics import diagnostic
from .indicator import Indicator
from .quantity import number_in
from .report import Report, Unplaced, forms_of

__all__ = ["with_agreed", "with_lost", "without_pieces"]


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
    return _without_others(report, kept, keys)


def without_pieces(report: Report, rows: Sequence[tuple[int, int]]) -> Report:
    """The report without the cells that stand in these stretches of its text, where nothing tells a figure's place."""
    if not rows:
        return report
    starts = [start for start, _ in rows]

    def is_in_pieces(span: tuple[int, int] | None) -> bool:
        number = -1 if span is None else bisect_right(starts, span[0]) - 1
        return span is not None and number >= 0 and span[0] < rows[number][1]

    kept = {key: indicator for key, indicator in report.indicators.items() if not is_in_pieces(indicator.span)}
    return _without_others(report, kept, {})


def with_lost(reports: Sequence[Report], text: str, spans: Iterable[tuple[int, int]]) -> list[Report]:
    """The reports with the figures that stand in these places of the text, and were not read."""
    lost: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for span in spans:
        own = (n for n, report in enumerate(reports) if (extent := report.extent) and extent[0] <= span[0] < extent[1])
        lost[next(own, 0)].append(span)
    return [_with_lost(report, text, lost[number]) for number, report in enumerate(reports)]


def _with_lost(report: Report, text: str, spans: Sequence[tuple[int, int]]) -> Report:
    if not spans:
        return report
    keys = tuple(key for form in forms_of(report) for key in form.indicators if key not in report.indicators)
    figures = [Unplaced(raw, number_in(raw), span, keys) for span in spans if (raw := text[slice(*span)])]
    return evolve(
        report,
        unplaced=tuple(sorted((*report.unplaced, *figures), key=_start)),
        diagnostics=(diagnostic("lines-cut", None, count=len(figures)), *report.diagnostics),
    )


def _without_others(
    report: Report, kept: Mapping[str, Indicator], keys: Mapping[tuple[int, int] | None, Sequence[str]]
) -> Report:
    """The report with these of its indicators; the figures of the others have no place, and may be of `keys` too."""
    if len(kept) == len(report.indicators):
        return report
    lost = [
        Unplaced(item.raw, item.value, item.span, tuple(dict.fromkeys((key, *keys.get(item.span, ())))))
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
