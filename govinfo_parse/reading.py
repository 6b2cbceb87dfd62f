"""The whole way: text, cells, grids, indicators, reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, TypeVar

from attrs import evolve, frozen

from .agreement import with_agreed, with_lost, without_pieces
from .alignment import Stream, align
from .assembly import Tables, assemble
from .beginnings import has_one_title
from .broken_boxes import figures_in, rows_in_pieces
from .codes import mark_codes
from .damage import Damage, find_damage, keep_certain
from .diagnostics import Diagnostic, diagnostic
from .dividing import COMPLETE, Part, divide, first_complete
from .doubts import without_doubtful_rows
from .forms import Form, national_forms, own_forms
from .glued import unglue
from .grid import reconstruct
from .indicator import Indicator
from .labels import LabelIndex, label_index
from .literals import as_meant
from .markup import MarkedTable, tables_within
from .metadata import Metadata, read_metadata
from .numbering import without_numbering
from .overlaps import with_columns_of_prints
from .placement import read_rows
from .report import Extra, Report, Unplaced
from .serials import mark_serials
from .settling import Instance, find_instances, without_rivals
from .stacked import stacked
from .tokenizer import cells_of
from .wrapping import Unwrapped, unwrapped

__all__ = ["metadata_alone", "read_all", "read_whole"]

# How often a part of a text is divided once more.
_DEPTH: Final = 3


def read_whole(text: str, source: str | None, forms: tuple[Form, ...], tables: Sequence[MarkedTable] = ()) -> Report:
    """The report of a text, the whole way: the first that is about as full as any.

    `tables` are those of which it is known where each cell stands; without any, the text tells.
    """
    reports = _reports(text, source, forms, tables)
    filled = [report for report in reports if _has_figures(report)]
    if len(filled) <= 1:
        return (filled or reports)[0]
    shares = [_fullness(report) for report in filled]
    number = next(number for number, share in enumerate(shares) if share >= COMPLETE * max(shares))
    more = diagnostic("more-reports", None, count=len(filled), number=number + 1)
    return evolve(filled[number], diagnostics=(more, *filled[number].diagnostics))


def read_all(text: str, source: str | None, forms: tuple[Form, ...]) -> list[Report]:
    """Every report in a text that has figures."""
    return [report for report in _reports(text, source, forms) if _has_figures(report)]


def metadata_alone(text: str) -> Metadata | None:
    """What a text says of its report, if nothing in it can part it in several."""
    return read_metadata(text) if has_one_title(text) else None


@frozen
class _Reading:
    """A text as it was read, up to the tables of its reports."""

    text: str
    stream: Stream
    index: LabelIndex
    damage: Damage | None
    instances: tuple[Instance, ...]
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, text: str, forms: tuple[Form, ...], tables: Sequence[MarkedTable]) -> _Reading:
        """Reads a text as far as it takes to tell its reports."""
        index = label_index(forms)
        stream = without_numbering(Stream.of(stacked(reconstruct(cells_of(text, tables)), index)))
        stream = mark_serials(stream, index)
        stream = unglue(mark_codes(stream, index), index)
        found, damage = _tables(text, stream, index)
        if forms != national_forms():  # the tables of the national forms are no rivals unless they have the same name
            found = list(without_rivals(found))
        instances = tuple(without_doubtful_rows(found, stream, index, text))
        return cls(text, stream, index, damage, instances, tuple(divide(text, stream, instances)))

    @property
    def is_one(self) -> bool:
        """Whether there is one report at most, and it stands there once."""
        return len(self.parts) <= 1 and not any(part.copies for part in self.parts)

    def _start(self, instance: Instance) -> int:
        """Where a table begins in the text."""
        return self.stream.items[instance.first].cell.start

    def report(self, source: str | None, whole: str) -> Report:
        """The report, the first complete one of several, or one without indicators where there are none.

        `whole` is the text as it was given, which the report keeps.
        """
        part = self.parts[first_complete(self.parts)] if self.parts else None
        extent = (part.start, part.end) if part else (0, len(self.text))
        kept = part.tables if part else ()
        own = set(map(id, kept))
        rest = [x for x in self.instances if id(x) not in own]
        others = [x for x in rest if x.rows or x.open_rows]
        bare = [x for x in rest if not (x.rows or x.open_rows) and extent[0] <= self._start(x) < extent[1]]
        is_damaged = self.damage is not None
        tables = assemble(self.stream, self.index, kept, others, bare, len(self.text), is_damaged=is_damaged)
        diagnostics = list(tables.diagnostics)
        if self.damage:
            diagnostics.insert(0, diagnostic("lines-removed", None, sign=self.damage.sign))
        return Report(
            source=source,
            edition=tables.edition,
            edition_candidates=tables.candidates,
            own_forms=own_forms(self.index.forms),
            metadata=read_metadata(self.text[slice(*extent)]),
            indicators={indicator.key: indicator for indicator in tables.indicators},
            extras=tables.extras,
            unplaced=tables.unplaced,
            diagnostics=(*_about_nothing(tables, others=others, any_labels=bool(self.instances)), *diagnostics),
            text=whole,
            extent=extent,
        )


def _tables(text: str, stream: Stream, index: LabelIndex) -> tuple[list[Instance], Damage | None]:
    """The tables of all forms, each with one reading of its rows, and whether lines of them are gone."""
    chains = align(stream, index)
    readings = read_rows(stream, chains, index, text)
    if damage := find_damage(text, stream, chains, readings):
        readings = keep_certain(chains, readings, index)
    else:
        readings = with_columns_of_prints(stream, chains, readings, text)
    return list(find_instances(chains, readings)), damage


def _reports(
    text: str, source: str | None, forms: tuple[Form, ...], tables: Sequence[MarkedTable] = ()
) -> list[Report]:
    """The reports of a text whose lines may be wrapped, unless its tables are known."""
    if tables:
        return _read_reports(text, source, forms, text, tables)
    text = as_meant(text)
    whole = unwrapped(text)
    if whole is None:
        return _read_whole_rows(text, source, forms, text)
    reports = _read_unwrapped(whole, source, forms, text)
    if whole.certain is None:
        return reports
    return with_agreed(reports, _read_unwrapped(whole.certain, source, forms, text))


def _read_unwrapped(whole: Unwrapped, source: str | None, forms: tuple[Form, ...], given: str) -> list[Report]:
    return [_moved_report(report, whole.original) for report in _read_whole_rows(whole.text, source, forms, given)]


def _read_whole_rows(text: str, source: str | None, forms: tuple[Form, ...], given: str) -> list[Report]:
    """The reports of a text, read as if the rows with figures were not there that are in pieces."""
    rows = rows_in_pieces(text)
    lost: list[tuple[int, int]] = []
    parts: list[str] = []
    at = 0
    for start, stop in rows:
        if figures := list(figures_in(text, start, stop)):
            lost += figures
            parts += (text[at:start], " " * (stop - start))
            at = stop
    hidden = "".join((*parts, text[at:]))
    reports = [without_pieces(report, rows) for report in _read_reports(hidden, source, forms, given)]
    return with_lost(reports, text, lost) if lost else reports


def _read_reports(
    text: str,
    source: str | None,
    forms: tuple[Form, ...],
    given: str,
    tables: Sequence[MarkedTable] = (),
    depth: int = 0,
) -> list[Report]:
    """The reports of a text, at least one, which may be without figures. They keep the text that was given.

    Each is read as if there were no more text. By itself, a part may turn out to be several: a table is found across
    the place where two reports meet, or is not seen for what a writer of other habits left behind.
    """
    reading = _Reading.of(text, forms, tables)
    if reading.is_one or depth == _DEPTH:
        return [reading.report(source, given)]
    parts = [(part.start, part.end, part.copies) for part in reading.parts]
    del reading  # as large as the whole text, which is read part by part now
    reports: list[Report] = []
    for start, end, copies in parts:
        said = [diagnostic("report-repeated", None, count=copies + 1)] if copies else []
        for report in _read_reports(
            text[start:end], source, forms, given, tables_within(tables, start, end), depth + 1
        ):
            own = evolve(report, diagnostics=(*report.diagnostics, *said))
            reports.append(_moved_report(own, partial(_later, start)))
    return reports


def _has_figures(report: Report) -> bool:
    return bool(report.indicators or report.unplaced or (report.edition_candidates and report.extras))


def _fullness(report: Report) -> float:
    """The share of the cells of its form that a report has."""
    sizes = [len(form.indicators) for form in report.forms if form.name in report.edition_candidates]
    return len(report.indicators) / max(sizes, default=1)


Move = Callable[[int, int], tuple[int, int]]


def _later(by: int, start: int, end: int) -> tuple[int, int]:
    """The place so many characters later."""
    return start + by, end + by


def _moved_report(report: Report, move: Move) -> Report:
    """The report with its places in another text."""
    return evolve(
        report,
        indicators={key: _moved(indicator, move) for key, indicator in report.indicators.items()},
        extras=tuple(_moved(extra, move) for extra in report.extras),
        unplaced=tuple(_moved(figure, move) for figure in report.unplaced),
        diagnostics=tuple(_moved(item, move) for item in report.diagnostics),
        extent=report._extent and move(*report._extent),
    )


_Placed = TypeVar("_Placed", Indicator, Extra, Unplaced, Diagnostic)


def _moved(item: _Placed, move: Move) -> _Placed:
    """The item with its place in another text."""
    return item if item.span is None else evolve(item, span=move(*item.span))


def _about_nothing(tables: Tables, *, others: Sequence[Instance], any_labels: bool) -> list[Diagnostic]:
    """Why there are no indicators, where there are none."""
    if tables.indicators:
        return []
    if tables.unplaced:
        reason = "there are figures of one, but the text does not tell their places"
    elif others:
        reason = "the figures in its tables are those of another year"
    elif tables.extras:
        reason = "the figures in its tables are on no known form"
    elif any_labels:
        reason = "its labels are there, but no figures beside them"
    else:
        reason = "the text has none of its labels in order"
    return [diagnostic("no-report", None, reason=reason)]
