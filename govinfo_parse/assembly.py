"""Stage 3, concluded: from the readings of all tables and forms to the indicators of one report.

In: the chains found in a stream, with the readings of their rows. Out: what a `Report` holds of the tables: indicators,
figures without a place, figures beyond the form, the edition, and diagnostics.

The forms resemble each other, so a table is often found as that of two forms. Rows are settled one by one: readings
that give the same keys are one; of readings that differ, the one whose column headers the text has. A report whose
tables follow different forms keeps each cell under the key of the form whose shape it has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from attrs import field, frozen

from .alignment import Chain, Found, Item, Stream
from .diagnostics import Diagnostic, diagnostic
from .forms import IndicatorSpec
from .indicator import Indicator
from .labels import LabelIndex
from .placement import PlacedCell, RowReading
from .quantity import MONEY, Quantity, read_quantity, unit_in_header
from .report import Extra, Unplaced

__all__ = ["Tables", "assemble"]

# Header evidence for one form over another that is less than about a third of one label decides nothing.
_CLEAR: Final = 0.3
# An earlier instance of a table is kept if it has at least this share of the cells of the fullest one.
_COMPLETE: Final = 0.8


@frozen
class Tables:
    """What the tables of a text say."""

    edition: str | None
    candidates: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    unplaced: tuple[Unplaced, ...]
    extras: tuple[Extra, ...]
    diagnostics: tuple[Diagnostic, ...]


class _Option(NamedTuple):
    """One reading of a row, by one form."""

    chain: Chain
    reading: RowReading

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.chain.table.key(self.reading.row, cell.column) for cell in self.reading.cells)

    @property
    def all_keys(self) -> tuple[str, ...]:
        return tuple(self.chain.table.key(self.reading.row, column) for column in self.reading.columns)

    @property
    def headers(self) -> float:
        """How much of the row's block title and column headers was found."""
        block = self.reading.label.element.block
        kinds = ("block", "column")
        return sum(x.weight for x in self.chain.found if x.element.block == block and x.element.kind in kinds)


@frozen
class _Row:
    """A row of the text as settled: the readings that agree on it, one a form."""

    options: tuple[_Option, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(option.chain.form.name for option in self.options))

    @property
    def cells(self) -> int:
        return len(self.options[0].reading.cells)

    def for_edition(self, edition: str | None) -> _Option:
        """The reading by the report's own form if that is among them: labels and units are taken from there."""
        return next((option for option in self.options if option.chain.form.name == edition), self.options[0])


@frozen
class _Instance:
    """One appearance of a table in the text: the chains of all forms that found it there, and its settled rows."""

    name: str
    chains: tuple[Chain, ...]
    rows: tuple[_Row, ...]
    open_rows: tuple[tuple[_Option, ...], ...] = ()

    @property
    def first(self) -> int:
        return min(chain.first for chain in self.chains)

    @property
    def cells(self) -> int:
        return sum(row.cells for row in self.rows)

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that most of the rows follow."""
        return _most(name for row in self.rows for name in row.forms)


@frozen
class _Findings:
    """Collects what will be in the report, each figure once."""

    stream: Stream
    index: LabelIndex
    length: int
    indicators: dict[str, Indicator] = field(factory=dict)
    unplaced: list[Unplaced] = field(factory=list)
    extras: list[Extra] = field(factory=list)
    diagnostics: list[Diagnostic] = field(factory=list)
    used: set[int] = field(factory=set)


def assemble(
    stream: Stream, index: LabelIndex, chains: Sequence[Chain], readings: Sequence[Sequence[RowReading]], length: int
) -> Tables:
    """Settles the readings of all chains. `length` is that of the text."""
    instances = list(_instances(chains, readings))
    kept = _kept(instances)
    edition, candidates = _edition(kept)
    findings = _Findings(stream, index, length)
    for instance in kept:
        for row in instance.rows:
            _take_row(row, edition, findings)
        for options in instance.open_rows:
            _take_open_row(options, findings)
        findings.diagnostics.extend(_about_forms(instance, edition))
    for instance, following in zip(kept, [*kept[1:], None], strict=False):
        _take_leftovers(instance, following.first if following else len(stream.items), findings)
    for instance in instances:
        if instance not in kept and instance.cells:
            span = _span(stream, instance.chains[0])
            title = instance.chains[0].table.title
            findings.diagnostics.append(diagnostic("cell-repeated", span, label=title))
    if edition is None and candidates:
        findings.diagnostics.append(diagnostic("edition-open", None, editions=", ".join(candidates)))
    return Tables(
        edition,
        candidates,
        tuple(_in_form_order(findings.indicators, kept, edition)),
        tuple(findings.unplaced),
        tuple(findings.extras),
        tuple(findings.diagnostics),
    )


# --- instances of tables --------------------------------------------------------------------------------------------


def _instances(chains: Sequence[Chain], readings: Sequence[Sequence[RowReading]]) -> Iterator[_Instance]:
    """Groups the chains by table and place, and settles the rows of each group."""
    by_table: dict[str, list[tuple[Chain, Sequence[RowReading]]]] = defaultdict(list)
    for chain, own in zip(chains, readings, strict=True):
        by_table[chain.table.name].append((chain, own))
    for name, members in by_table.items():
        group: list[tuple[Chain, Sequence[RowReading]]] = []
        orders: dict[str, int] = {}
        last = -1
        for chain, own in members:
            # A chain belongs to the group if it overlaps with it, or goes on where the same form's chain stopped.
            goes_on = chain.found[0].element.order > orders.get(chain.form.name, len(chain.found) + 10**6)
            if group and chain.first > last and not goes_on:
                yield _settled(name, group)
                group, orders = [], {}
            group.append((chain, own))
            last = max(last, chain.last)
            orders[chain.form.name] = max(orders.get(chain.form.name, -1), chain.found[-1].element.order)
        yield _settled(name, group)


def _settled(name: str, group: Sequence[tuple[Chain, Sequence[RowReading]]]) -> _Instance:
    options: dict[int, list[_Option]] = defaultdict(list)
    for chain, own in group:
        for reading in own:
            if reading.cells or reading.lost:
                options[reading.label.last].append(_Option(chain, reading))
    rows: list[_Row] = []
    open_rows: list[tuple[_Option, ...]] = []
    for _, choice in sorted(options.items()):
        best = _best(choice)
        if best is None:
            open_rows.append(tuple(choice))
        else:
            rows.append(_Row(tuple(x for x in choice if x.keys == best.keys and x.all_keys == best.all_keys)))
    return _Instance(name, tuple(chain for chain, _ in group), tuple(rows), tuple(open_rows))


def _best(choice: Sequence[_Option]) -> _Option | None:
    """The reading to follow, or None where forms differ and nothing tells which the row belongs to."""
    if all(option.all_keys == choice[0].all_keys for option in choice):
        return max(choice, key=lambda option: len(option.reading.cells))
    for evidence in (
        lambda option: option.headers,
        lambda option: float(len(option.reading.cells) == len(option.reading.columns)) - float(bool(option.reading.lost)),
        lambda option: option.chain.weight,
    ):
        ranked = sorted(choice, key=evidence, reverse=True)
        rival = next((x for x in ranked if x.all_keys != ranked[0].all_keys), None)
        if rival is not None and evidence(ranked[0]) - evidence(rival) > _CLEAR:
            return ranked[0]
    return None


def _kept(instances: Sequence[_Instance]) -> list[_Instance]:
    """One instance of each table: the first that is about as full as the fullest."""
    fullest: Counter[str] = Counter()
    for instance in instances:
        fullest[instance.name] = max(fullest[instance.name], instance.cells)
    kept: dict[str, _Instance] = {}
    for instance in sorted(instances, key=lambda instance: instance.first):
        if (instance.rows or instance.open_rows) and instance.cells >= _COMPLETE * fullest[instance.name]:
            kept.setdefault(instance.name, instance)
    return sorted(kept.values(), key=lambda instance: instance.first)


def _edition(instances: Sequence[_Instance]) -> tuple[str | None, tuple[str, ...]]:
    """The form that most of the tables follow, and all that fit as well."""
    candidates = _most(name for instance in instances for name in instance.forms)
    return (candidates[0] if len(candidates) == 1 else None), candidates


def _most(names: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(names)
    return tuple(sorted(name for name, count in counts.items() if count == max(counts.values())))


def _about_forms(instance: _Instance, edition: str | None) -> Iterator[Diagnostic]:
    if edition is None or not instance.rows:
        return
    others = {row.forms[0] for row in instance.rows if edition not in row.forms}
    for other in sorted(others):
        title = instance.chains[0].table.title
        yield diagnostic("forms-mixed", None, table=title, edition=other)


# --- taking over rows -----------------------------------------------------------------------------------------------


def _take_row(row: _Row, edition: str | None, findings: _Findings) -> None:
    option = row.for_edition(edition)
    reading = option.reading
    spec_of = option.chain.form.indicators
    label = reading.row.label[-1] if reading.row.label else option.chain.table.title
    start = findings.stream.items[reading.label.first].cell.start
    span = (start, findings.stream.items[reading.label.last].cell.end)
    if reading.label.quality <= 0.5:
        written = findings.stream.items[reading.label.first].cell.text
        findings.diagnostics.append(diagnostic("label-approximate", span, raw=written, label=label))
    for key, cell in zip(option.keys, reading.cells, strict=True):
        if key not in findings.indicators:
            findings.indicators[key] = _indicator(spec_of[key], cell, option, findings)
        if cell.item is not None:
            findings.used.add(cell.item.cell.start)
    if reading.lost:
        # Figures beside placed cells are surplus; without placed cells, each may belong to any column of the row.
        _take_lost(reading.lost, () if reading.cells else option.all_keys, findings)
        if not reading.cells:
            findings.diagnostics.append(
                diagnostic(
                    "figures-without-place", span, label=label, found=len(reading.lost), expected=len(reading.columns)
                )
            )
    if reading.cut:
        findings.diagnostics.append(
            diagnostic("row-cut", span, label=label, found=len(reading.cells), expected=len(reading.columns))
        )


def _take_open_row(options: Sequence[_Option], findings: _Findings) -> None:
    """A row that several forms claim for different keys: its figures are kept with all of them."""
    reading = options[0].reading
    items = [cell.item for cell in reading.cells if cell.item is not None] or list(reading.lost)
    keys = tuple(dict.fromkeys(key for option in options for key in option.all_keys))
    _take_lost(items, keys, findings)
    first = findings.stream.items[reading.label.first].cell
    label = reading.row.label[-1] if reading.row.label else options[0].chain.table.title
    editions = ", ".join(sorted({option.chain.form.name for option in options}))
    findings.diagnostics.append(
        diagnostic("row-of-several-forms", (first.start, first.end), label=label, editions=editions)
    )


def _take_lost(items: Iterable[Item], keys: tuple[str, ...], findings: _Findings) -> None:
    for item in items:
        quantity = read_quantity(item.cell.text)
        if quantity is None or quantity.status != "reported" or item.cell.start in findings.used:
            continue
        span = (item.cell.start, item.cell.end)
        findings.used.add(item.cell.start)
        if keys:
            findings.unplaced.append(Unplaced(item.cell.text, quantity.value, span, keys))
        else:
            findings.diagnostics.append(diagnostic("figure-left-over", span, raw=item.cell.text))


def _indicator(spec: IndicatorSpec, cell: PlacedCell, option: _Option, findings: _Findings) -> Indicator:
    header_unit = _header_unit(cell, option, findings.stream)
    money = not spec.heading and (spec.unit is None or spec.unit in MONEY)
    stated = option.reading.unit or (header_unit if money else None) or spec.unit
    unit = None if spec.heading else stated
    if cell.item is None:
        return Indicator(spec.key, spec.label, None, unit, "blank", "", (cell.place, cell.place), "table")
    source = cell.item.cell
    quantity = read_quantity(source.text, money=money) or Quantity("unreadable")
    span = (source.start, source.end)
    label = spec.label
    if quantity.status == "unreadable":
        findings.diagnostics.append(diagnostic("value-unreadable", span, label=label, raw=source.text))
    elif source.end == findings.length and quantity.status == "reported":
        findings.diagnostics.append(diagnostic("figure-at-end", span, label=label, raw=source.text))
    return Indicator(
        spec.key, label, quantity.value, quantity.unit or unit, quantity.status, source.text, span, "table"
    )


def _header_unit(cell: PlacedCell, option: _Option, stream: Stream) -> str | None:
    """The unit that the text's own column header names, such as 万元 in ``采购总金额（万元）``."""
    block = option.reading.label.element.block
    for found in option.chain.found:
        if found.element.column is cell.column and found.element.block == block:
            return unit_in_header("".join(item.cell.text for item in stream.items[found.first : found.last + 1]))
    return None


# --- what the form does not have ------------------------------------------------------------------------------------


def _take_leftovers(instance: _Instance, limit: int, findings: _Findings) -> None:
    """The figures of a table that no row took: of local rows, with their labels, or of rows whose label is lost.

    The next table begins at the item `limit`.
    """
    items = findings.stream.items
    founds = {found.last: (chain, found) for chain in instance.chains for found in chain.found}
    known = {number for chain in instance.chains for x in chain.found for number in range(x.first, x.last + 1)}
    above = founds[min(founds)]
    label: Item | None = None
    figures: list[Item] = []
    for number in range(instance.first, min(limit, _end(instance, findings.stream))):
        item = items[number]
        if number in known or item.role == "text":
            _take_extra(label, figures, _Gap(*above, founds.get(number, (None, None))[1]), findings)
            above = founds.get(number, above)
            label, figures = (None if number in known else item), []
        elif item.role == "figure" and item.cell.start not in findings.used:
            figures.append(item)
    _take_extra(label, figures, _Gap(*above, None), findings)


class _Gap(NamedTuple):
    """A place in the text between two labels of a chain."""

    chain: Chain
    above: Found
    below: Found | None

    @property
    def columns(self) -> tuple[str, ...]:
        block = self.chain.table.blocks[self.above.element.block]
        return tuple(column.label[-1] for column in block.columns)

    def keys(self, index: LabelIndex) -> tuple[str, ...]:
        """The keys of the rows that the form has between the two labels and the text has not."""
        if self.below is None:
            return ()
        table = self.chain.table
        return tuple(
            table.key(element.row, column)
            for element in index.elements[self.chain.form.name, table.name]
            if element.row is not None and self.above.element.order < element.order < self.below.element.order
            for column in table.blocks[element.block].columns
        )


def _end(instance: _Instance, stream: Stream) -> int:
    """Where a table ends: with its grid if bars or tabs mark the cells, else with the last row of figures.

    Below the last row that is known, a local one is a short text with as many figures as the table has columns.
    """
    chain = max(instance.chains, key=lambda chain: chain.last)
    items = stream.items
    grid = items[chain.last].grid
    end = chain.last + 1
    hard = stream.grids[grid].separator != "\n"
    columns = len(chain.table.blocks[chain.found[-1].element.block].columns)
    while end < len(items) and items[end].grid == grid:
        if not hard and items[end].role == "text":
            row = items[end + 1 : end + 1 + columns]
            if columns == 1 or len(row) < columns or any(item.role != "figure" for item in row):
                break
        end += 1
    return end


def _take_extra(label: Item | None, figures: Sequence[Item], gap: _Gap, findings: _Findings) -> None:
    if label is None:
        _take_lost(figures, gap.keys(findings.index), findings)
        return
    text = " ".join(label.cell.text.split())
    named = gap.columns if len(gap.columns) == len(figures) > 1 else [None] * len(figures)
    for item, column in zip(figures, named, strict=True):
        quantity = read_quantity(item.cell.text)
        if quantity is not None and quantity.status == "reported":
            span = (item.cell.start, item.cell.end)
            findings.used.add(item.cell.start)
            findings.extras.append(Extra((text, column) if column else (text,), item.cell.text, quantity.value, span))
    if figures:
        span = (label.cell.start, label.cell.end)
        findings.diagnostics.append(diagnostic("row-extra", span, raw=text))


def _span(stream: Stream, chain: Chain) -> tuple[int, int]:
    return stream.items[chain.first].cell.start, stream.items[chain.last].cell.end


def _in_form_order(
    indicators: dict[str, Indicator], instances: Sequence[_Instance], edition: str | None
) -> Iterator[Indicator]:
    """The indicators as the form has them, table after table; those of another form come last."""
    forms = {chain.form.name: chain.form for instance in instances for chain in instance.chains}
    names = sorted(forms, key=lambda name: (name != edition, name))
    rank = {key: number for number, key in enumerate(dict.fromkeys(key for x in names for key in forms[x].indicators))}
    return iter(sorted(indicators.values(), key=lambda indicator: rank[indicator.key]))
