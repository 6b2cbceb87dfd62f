"""Stage 3, concluded: one reading out of those of all forms.

In: the chains found in a stream, with the readings of their rows. Out: the `Instance`s of tables in the text, each
with its rows settled, and the edition that they follow.

The forms resemble each other, so a table is often found as that of two forms. Rows are settled one by one: readings
that give the same keys are one; of readings that differ, the one whose column headers the text has. A report whose
tables follow different forms keeps each cell under the key of the form whose shape it has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from attrs import evolve, frozen

from .alignment import Chain
from .forms import Column, own_forms
from .placement import RowReading

__all__ = ["Instance", "Option", "SettledRow", "edition_of", "find_instances", "without_rivals"]

# Header evidence for one form over another that is less than about a third of one label decides nothing.
_CLEAR: Final = 0.3


class Option(NamedTuple):
    """One reading of a row, by one form."""

    chain: Chain
    reading: RowReading

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the cells that have a place."""
        return tuple(self.chain.table.key(self.reading.row, cell.column) for cell in self.reading.cells)

    @property
    def all_keys(self) -> tuple[str, ...]:
        """The keys of all cells of the row."""
        return tuple(self.chain.table.key(self.reading.row, column) for column in self.reading.columns)

    @property
    def headers(self) -> float:
        """How much of the column headers above the row was found."""
        block = self.reading.label.element.block
        found = (x for x in self.chain.found if x.element.block == block and x.element.column is not None)
        return sum(x.quality for x in found)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the row's block."""
        return self.chain.table.blocks[self.reading.label.element.block].columns


@frozen
class SettledRow:
    """A row of the text as settled: the readings that agree on it, and the forms that have this very row."""

    options: tuple[Option, ...]
    forms: tuple[str, ...]

    @property
    def key(self) -> str:
        """The row's key on the form."""
        return self.options[0].reading.row.key

    @property
    def cells(self) -> int:
        """The number of cells that have a place."""
        return len(self.options[0].reading.cells)

    def for_edition(self, edition: str | None) -> Option:
        """The reading by the report's own form if that is among them: labels and units are taken from there."""
        return next((option for option in self.options if option.chain.form.name == edition), self.options[0])


@frozen
class Instance:
    """One appearance of a table in the text: the chains of all forms that found it there, and its settled rows."""

    name: str
    chains: tuple[Chain, ...]
    rows: tuple[SettledRow, ...]
    open_rows: tuple[tuple[Option, ...], ...] = ()

    @property
    def first(self) -> int:
        """The first item of the table."""
        return min(chain.first for chain in self.chains)

    @property
    def last(self) -> int:
        """The last label of the table."""
        return max(chain.last for chain in self.chains)

    @property
    def rank(self) -> int:
        """The table's position on its form."""
        chain = self.chains[0]
        return chain.form.tables.index(chain.table)

    @property
    def cells(self) -> int:
        """The number of cells that have a place."""
        return sum(row.cells for row in self.rows)

    @property
    def weight(self) -> float:
        """How much of the table was recognised, by the form that knows it best."""
        return max(chain.weight for chain in self.chains)

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that most of the rows follow."""
        return _most(name for row in self.rows for name in row.forms)


def find_instances(chains: Sequence[Chain], readings: Sequence[Sequence[RowReading]]) -> Iterator[Instance]:
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


def without_rivals(instances: Sequence[Instance]) -> Iterator[Instance]:
    """The instances, each row of the text in one of them only: of tables of different names that claim the same label,
    as those of a caller's own form may, the one of which most was recognised has its row.
    """
    best: dict[int, Instance] = {}
    for instance in instances:
        for label in _labels(instance):
            rival = best.setdefault(label, instance)
            if rival is not instance and instance.weight > rival.weight:
                best[label] = instance
    for instance in instances:
        rows = tuple(row for row in instance.rows if best[_label(row.options)] is instance)
        open_rows = tuple(options for options in instance.open_rows if best[_label(options)] is instance)
        if rows or open_rows or not (instance.rows or instance.open_rows):
            yield evolve(instance, rows=rows, open_rows=open_rows)


def _labels(instance: Instance) -> list[int]:
    return [_label(options) for options in (*(row.options for row in instance.rows), *instance.open_rows)]


def _label(options: Sequence[Option]) -> int:
    return options[0].reading.label.last


def _settled(name: str, group: Sequence[tuple[Chain, Sequence[RowReading]]]) -> Instance:
    options: dict[int, list[Option]] = defaultdict(list)
    chains = [chain for chain, _ in group]
    groups = _group_labels(chains)
    for chain, own in group:
        # A row's label may be that of a group of rows on another form, which the table clearly follows.
        limit = chain.weight + _CLEAR
        for reading in own:
            if groups.get(reading.label.last, 0.0) <= limit:
                options[reading.label.last].append(Option(chain, reading))
    keys_of_rows = {chain.form.name: chain.table.keys_of_rows() for chain, _ in group}
    rows: list[SettledRow] = []
    open_rows: list[tuple[Option, ...]] = []
    for _, choice in sorted(options.items()):
        if not any(option.reading.cells or option.reading.lost or option.reading.local for option in choice):
            continue
        best = _best(choice)
        if best is None:
            open_rows.append(tuple(choice))
        else:
            keys, all_keys = best.keys, best.all_keys
            agreeing = tuple(x for x in choice if x is best or (x.keys == keys and x.all_keys == all_keys))
            # A form that did not find the row here may have it all the same.
            row = best.reading.row
            forms = [name for name, keys in keys_of_rows.items() if _same_row(keys.get(row.key, ()), best)]
            rows.append(SettledRow(agreeing, tuple(forms)))
    return Instance(name, tuple(chains), tuple(rows), tuple(open_rows))


def _same_row(keys: Sequence[str], option: Option) -> bool:
    """Whether a form's row has the cells of a reading: all and no others, or of a row in parts those that it has."""
    return tuple(keys) == option.all_keys or (
        option.reading.label.element.row is None and set(keys) >= set(option.all_keys)
    )


def _group_labels(chains: Sequence[Chain]) -> dict[int, float]:
    """The items that are labels of groups of rows, with the weight of the heaviest chain that says so."""
    labels: dict[int, float] = {}
    for chain in chains:
        weight = chain.weight
        for found in chain.found:
            if found.element.kind == "group":
                labels[found.last] = max(weight, labels.get(found.last, 0.0))
    return labels


def _best(choice: Sequence[Option]) -> Option | None:
    """The reading to follow, or None where forms differ and nothing tells which the row belongs to."""
    first = choice[0].all_keys
    if all(option.all_keys == first for option in choice[1:]):
        return max(choice, key=lambda option: len(option.reading.cells))
    for evidence in (
        lambda option: option.headers / len(option.columns),
        lambda option: option.headers,
        lambda option: option.chain.weight,
        lambda option: float(option.keys == option.all_keys) - float(bool(option.reading.lost)),
    ):
        ranked = sorted(choice, key=evidence, reverse=True)
        rival = next((x for x in ranked if x.all_keys != ranked[0].all_keys), None)
        if rival is not None and evidence(ranked[0]) - evidence(rival) > _CLEAR:
            return ranked[0]
    return None


def _without_supplements(candidates: tuple[str, ...], instances: Sequence[Instance]) -> tuple[str, ...]:
    """The candidates without the caller's own forms, where these have other tables than the built-in ones."""
    forms = {chain.form.name: chain.form for instance in instances for chain in instance.chains}
    own = {form.name for form in own_forms([forms[name] for name in candidates])}
    together = any(0 < len(own.intersection(instance.forms)) < len(instance.forms) for instance in instances)
    return candidates if together or len(own) == len(candidates) else tuple(x for x in candidates if x not in own)


def _by_headers(candidates: tuple[str, ...], instances: Sequence[Instance]) -> tuple[str, ...]:
    """The candidates whose column headers the text has, where forms have the same rows and other headers."""
    found = dict.fromkeys(candidates, 0.0)
    for instance in instances:
        best = dict.fromkeys(candidates, 0.0)
        for chain in instance.chains:
            headers = sum(x.quality for x in chain.found if x.element.column is not None)
            best[chain.form.name] = max(headers, best.get(chain.form.name, 0.0))
        found = {name: found[name] + best[name] for name in candidates}
    most = max(found.values())
    return tuple(name for name in candidates if most - found[name] <= _CLEAR)


def edition_of(instances: Sequence[Instance]) -> tuple[str | None, tuple[str, ...]]:
    """The form that most of the tables follow, and all that fit as well."""
    candidates = _most(name for instance in instances for name in instance.forms)
    if len(candidates) > 1:
        candidates = _by_headers(_without_supplements(candidates, instances), instances)
    return (candidates[0] if len(candidates) == 1 else None), candidates


def _most(names: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(names)
    return tuple(sorted(name for name, count in counts.items() if count == max(counts.values())))
