"""What a report will hold of its tables, collected figure by figure, so that each stands in one place only.

In: settled rows, and the stream they were found in. Out: in `Findings`, the indicators, the figures without a place,
and diagnostics. Figures whose row or column is lost are placed only by proof: when the form has exactly as many cells
there and its rules hold for them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from attrs import evolve, field, frozen

from .alignment import GLUED, Item, Stream
from .checks import run_checks
from .diagnostics import Diagnostic, diagnostic
from .doubts import may_be_cut
from .forms import Form, IndicatorSpec
from .indicator import Indicator, Origin
from .labels import LabelIndex
from .placement import PlacedCell, RowReading
from .quantity import is_scaled, number_in, read_quantity
from .report import Extra, Unplaced
from .settling import Instance, Option, SettledRow
from .signatures import is_signature
from .terms import NIL
from .units import contradicts_unit, counts_by_many, is_in_yuan, may_lack_unit, quantity_of, unit_of

__all__ = ["Findings", "holds_figure", "inferred", "is_glued", "take_lost", "take_open_row", "take_proved", "take_row"]

# Pieces of figures in the lines of a cell, or the first of them.
_BROKEN: Final = re.compile(r"[+-]?[\d,，.．]+(?:\s*\n[\d,，.．]+)+(?:[万亿]?元)?|[+-]?\d[\d,，.．]*[,，.．]")

# What a sum can be made of: numbers, and cells that say that there is none.
_COUNTED: Final = NIL | {"reported"}


class LostRow(NamedTuple):
    """A row whose figures have no place yet. `span` is its label's; `keys` are all that they may belong to."""

    option: Option
    span: tuple[int, int]
    keys: tuple[str, ...]


@frozen
class Findings:
    """Collects what will be in the report, each figure once. `lost` are the rows whose figures have no place yet.

    `is_damaged`: lines of the text are gone, so that nothing is proved, and a row's label may be that of another.
    """

    stream: Stream
    index: LabelIndex
    length: int
    is_damaged: bool = False
    indicators: dict[str, Indicator] = field(factory=dict)
    unplaced: list[Unplaced] = field(factory=list)
    extras: list[Extra] = field(factory=list)
    diagnostics: list[Diagnostic] = field(factory=list)
    used: set[int] = field(factory=set)
    lost: list[LostRow] = field(factory=list)
    names_scale: bool = field(init=False)

    @names_scale.default
    def _whether_names_scale(self) -> bool:
        """Whether any text may say that counts are in thousands or more: looked for once, as hardly any does."""
        return any(item.role == "text" and is_scaled(item.cell.text) for item in self.stream.items)


def take_row(
    row: SettledRow,
    around: tuple[SettledRow | None, SettledRow | None],
    instance: Instance,
    edition: str | None,
    findings: Findings,
) -> None:
    """Takes over a settled row: its placed cells, and its figures without a place.

    `around` are the rows of the same table above and below it that have figures in the text.
    """
    below = around[1]
    option = row.for_edition(edition)
    reading = option.reading
    spec_of = option.chain.form.indicators
    label = reading.row.label[-1] if reading.row.label else option.chain.table.title
    start = findings.stream.items[reading.label.first].cell.start
    span = (start, findings.stream.items[reading.label.last].cell.end)
    if reading.label.quality <= 0.5:
        written = findings.stream.items[reading.label.first].cell.text
        findings.diagnostics.append(diagnostic("label-approximate", span, raw=written, label=label))
    by_many = findings.names_scale and counts_by_many(option, findings.stream)
    for key, cell in zip(option.keys, reading.cells, strict=True):
        if cell.item is not None and cell.item.role == "text" and is_signature(cell.item.cell.text):
            continue  # It stands below the table, whose last cell is blank or gone.
        # A figure that a narrow column broke may as well be two in one cell.
        broken = cell.item is not None and _BROKEN.fullmatch(cell.item.cell.text) is not None
        lacks_unit = cell.item is not None and may_lack_unit(spec_of[key], cell.item, option, findings.stream)
        if cell.item is not None and (broken or lacks_unit):
            take_lost([cell.item], (key,), findings)
            continue
        if cell.item is not None and contradicts_unit(
            spec_of[key], cell.item, option, findings.stream, by_many=by_many
        ):
            place = (cell.item.cell.start, cell.item.cell.end)
            findings.diagnostics.append(
                diagnostic("unit-contradicted", place, label=spec_of[key].label, raw=cell.item.cell.text)
            )
            # What contradicts its unit is a number, also where it would be none elsewhere (三点五).
            take_lost([evolve(cell.item, role="figure")], (key,), findings)
            continue
        if cell.item is not None:
            findings.used.add(cell.item.cell.start)
        if key in findings.indicators:
            place = (cell.place, cell.item.cell.end if cell.item is not None else cell.place)
            findings.diagnostics.append(diagnostic("cell-repeated", place, label=spec_of[key].label))
        elif (indicator := _indicator(spec_of[key], cell, option, findings)).status != "absent":
            findings.indicators[key] = indicator
    for item, header in reading.local:
        _take_local(item, (label, header), findings)
    if reading.lost and reading.cells:
        take_lost(reading.lost, (), findings)
    elif reading.lost and (findings.is_damaged or reading.unclear):
        runs = _runs_of_rows(row, below, instance, to_end=True) if findings.is_damaged else iter(())
        keys = dict.fromkeys((*option.all_keys, *(key for _, run in runs for key in run)))
        take_lost(reading.lost, tuple(keys), findings)
        found, expected = len(reading.lost), len(reading.columns)
        findings.diagnostics.append(
            diagnostic("figures-without-place", span, label=label, found=found, expected=expected)
        )
    elif reading.lost:
        # Below labels without figures of their own, figures may be those of the rows above as well.
        several = len(reading.lost) > len(reading.columns)
        witnesses = 2 if (several and _is_below_bare_label(option, findings)) or reading.contradicted else 1
        if not take_proved(reading.lost, _runs_of_rows(row, below, instance), findings, witnesses=witnesses):
            findings.lost.append(LostRow(option, span, _candidates(option, row, around, instance, findings)))
    if reading.cut and reading.cells:
        findings.diagnostics.append(
            diagnostic("row-cut", span, label=label, found=len(reading.cells), expected=len(reading.columns))
        )


def _is_below_bare_label(option: Option, findings: Findings) -> bool:
    """Whether the label above a row's own on the form stands in the text without any figure beside it."""
    label = option.reading.label
    above = [found for found in option.chain.found if found.element.row is not None and found.first < label.first]
    between = findings.stream.items[above[-1].last + 1 : label.first] if above else ()
    return bool(above) and not any(item.role == "figure" for item in between)


def _take_local(item: Item, labels: tuple[str, ...], findings: Findings) -> None:
    """Keeps the figure of a column that is not in the form."""
    if holds_figure(item) and item.cell.start not in findings.used:
        findings.used.add(item.cell.start)
        span, value = (item.cell.start, item.cell.end), number_in(item.cell.text)
        findings.extras.append(Extra(tuple(filter(None, labels)), item.cell.text, value, span))


def inferred(spec: IndicatorSpec, item: Item, unit: str | None) -> Indicator:
    """The indicator of a figure that was placed by proof; `unit` is that of its place, if its cell names none."""
    return _of_cell(spec, item, unit, "inferred")


def _of_cell(spec: IndicatorSpec, item: Item, unit: str | None, origin: Origin) -> Indicator:
    text, span = item.cell.text, (item.cell.start, item.cell.end)
    found = quantity_of(spec, text)
    unit = found.unit or unit or ("元" if found.status == "reported" and is_in_yuan(text) else None)
    value, status, approximate = found.value, found.status, found.approximate
    if status == "blank":  # It stands there as a mark.
        text, span = "", (span[0], span[0])
    return Indicator(spec.key, spec.label, value, unit, status, text, span, origin, approximate, spec.english)


def take_open_row(options: Sequence[Option], findings: Findings) -> None:
    """A row that several forms claim for different keys: its figures are kept with all of them."""
    reading = options[0].reading
    items = next((items for option in options if (items := _items_of(option.reading))), [])
    keys = tuple(dict.fromkeys(key for option in options for key in option.all_keys))
    take_lost(items, keys, findings)
    first = findings.stream.items[reading.label.first].cell
    label = reading.row.label[-1] if reading.row.label else options[0].chain.table.title
    editions = ", ".join(sorted({option.chain.form.name for option in options}))
    findings.diagnostics.append(
        diagnostic("row-of-several-forms", (first.start, first.end), label=label, editions=editions)
    )


def _items_of(reading: RowReading) -> list[Item]:
    """What stands beside a row's label: in cells of the form, else without a place, else in columns of others."""
    placed = [cell.item for cell in reading.cells if cell.item is not None]
    return placed or list(reading.lost) or [item for item, _ in reading.local]


def _candidates(
    option: Option,
    row: SettledRow,
    around: tuple[SettledRow | None, SettledRow | None],
    instance: Instance,
    findings: Findings,
) -> tuple[str, ...]:
    """The keys that the figures of a row may belong to.

    Its own, and those of another form's row if that has room for them, or if no headers tell the forms apart; where its
    label may be cut, those of the rows whose labels end with it. If the text does not tell its rows, those of the rows
    below whose labels it has not, and of too many figures those of rows above without figures.
    """
    above, below = around
    reading, table = option.reading, option.chain.table
    block = table.blocks[reading.label.element.block]
    own = option.all_keys if reading.row.label else [table.key(reading.row, column) for column in block.columns]
    keys = dict.fromkeys(own)
    overfull = len(reading.lost) > len(reading.columns)
    headless = not option.headers and len(instance.chains) > 1
    known_row = findings.stream.items[reading.label.last].cell.row is not None
    runs = [
        run
        for form, run in _runs_of_rows(row, None if known_row else below, instance, to_end=overfull and not known_row)
        if form is option.chain.form or headless or reading.contradicted or (overfull and len(reading.lost) <= len(run))
    ]
    if overfull and not known_row and above is not None:
        runs += [run for _, run in _runs_of_rows(above, row, instance)]
    if may_be_cut(reading.label, findings.stream, findings.index):
        runs += findings.index.keys_ending_with(reading.label.element)
    keys.update((key, None) for run in runs for key in run if key not in findings.indicators)
    return tuple(keys)


def _runs_of_rows(
    row: SettledRow, below: SettledRow | None, instance: Instance, *, to_end: bool = False
) -> Iterator[tuple[Form, tuple[str, ...]]]:
    """For each form, the keys from a row up to the next one that the text has: rows whose labels stand elsewhere.

    Below the last row they are its own, or those of all that are on the form.
    """
    for chain in instance.chains:
        keys_of_rows = chain.table.keys_of_rows()
        order = list(keys_of_rows)
        if row.key in order and (below is None or below.key in order):
            start = order.index(row.key)
            stop = order.index(below.key) if below is not None else len(order) if to_end else start + 1
            yield chain.form, tuple(key for name in order[start:stop] for key in keys_of_rows[name])


def take_proved(
    items: Sequence[Item], runs: Iterable[tuple[Form, tuple[str, ...]]], findings: Findings, *, witnesses: int = 1
) -> bool:
    """Places figures in the order of the form if it has exactly one cell for each, and all rules that touch them hold.

    Each figure must be in as many rules that can be held as there are `witnesses`; `runs` are the keys that they may be
    of, form by form.
    """
    if any(item.role in GLUED for item in items):
        return False
    figures = [(item, read_quantity(item.cell.text)) for item in items]
    if all(quantity is None or quantity.status != "reported" for _, quantity in figures):
        return False  # cells that say there is nothing hold in any sum
    for form, keys in () if findings.is_damaged else runs:
        if not keys or len(keys) != len(figures) or not findings.indicators.keys().isdisjoint(keys):
            continue
        placed = {}
        for key, (item, quantity) in zip(keys, figures, strict=True):
            if quantity is None or quantity.status not in _COUNTED:
                return False
            # No rule is about money, the unit of which the text may tell: what is placed here has that of the form.
            placed[key] = inferred(form.indicators[key], item, form.indicators[key].unit)
        touching = [rule for rule in form.rules if not placed.keys().isdisjoint(rule.left + rule.right)]
        held = [check for check in run_checks(touching, {**findings.indicators, **placed}) if check.status != "unknown"]
        # What holds for nearly any figures, or only usually, contradicts but does not prove.
        seen = Counter(
            key for check in held if check.relation == "=" and check.severity == "hard" for key in check.keys
        )
        if any(check.status == "fail" for check in held) or any(seen[key] < witnesses for key in placed):
            continue
        findings.indicators.update(placed)
        findings.used.update(item.cell.start for item in items)
        span = (items[0].cell.start, items[-1].cell.end)
        rules = ", ".join(check.rule for check in held)
        findings.diagnostics.append(diagnostic("cells-inferred", span, count=len(placed), rules=rules))
        return True
    return False


def is_glued(item: Item) -> bool:
    """Whether an item is figures that nothing parts: nobody knows how many they are."""
    return item.role in GLUED and any(map(str.isdigit, item.cell.text))


def holds_figure(item: Item) -> bool:
    """Whether a number stands in a cell, be it one that cannot be read or is inexact: it is not to be lost."""
    quantity = read_quantity(item.cell.text)
    return quantity.status == "reported" if quantity else item.role == "figure"


def take_lost(items: Iterable[Item], keys: tuple[str, ...], findings: Findings) -> None:
    """Keeps figures with the keys that they may belong to, or if there is none, in a diagnostic."""
    for item in items:
        if not (is_glued(item) or holds_figure(item)) or item.cell.start in findings.used:
            continue
        span = (item.cell.start, item.cell.end)
        findings.used.add(item.cell.start)
        if keys:
            value = None if is_glued(item) else number_in(item.cell.text)
            findings.unplaced.append(Unplaced(item.cell.text, value, span, keys))
        else:
            findings.diagnostics.append(diagnostic("figure-left-over", span, raw=item.cell.text))


def _indicator(spec: IndicatorSpec, cell: PlacedCell, option: Option, findings: Findings) -> Indicator:
    unit = unit_of(spec, option, findings.stream)
    if cell.item is None:
        place = (cell.place, cell.place)
        return Indicator(spec.key, spec.label, None, unit, "blank", "", place, "table", english=spec.english)
    found = _of_cell(spec, cell.item, unit, "table")
    if found.approximate is not None:
        findings.diagnostics.append(diagnostic("value-approximate", found.span, label=spec.label, raw=found.raw))
    elif found.status == "unreadable":
        findings.diagnostics.append(diagnostic("value-unreadable", found.span, label=spec.label, raw=found.raw))
    elif cell.item.cell.end == findings.length and found.status == "reported":
        findings.diagnostics.append(diagnostic("figure-at-end", found.span, label=spec.label, raw=found.raw))
    return found
