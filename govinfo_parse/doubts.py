"""Rows whose figures may be those of other rows: they are kept only where the form's arithmetic confirms them.

In: the settled tables of a text. Out: the same, with the doubtful rows' figures lost. Where bars or tabs tell the
cells, a row's figures are its own. Where only lines do, the figures after a label are taken for its row's, and that is
as sound as the order of the text. Text of PDF pages runs down columns and across page breaks, and tells so:

- *Disordered*: a row has more figures than columns, or figures stand between the header and the first label.
- *Printed*: page numbers stand within the table.

Where several rows have as many figures too many, the text has a column of its own, and blank cells left nothing: the
only figure of a row may be that column's. Then a rule must see it, which it does not where the figure is 0.

Where figures stand behind the last cell of a row, one of those before may be the number of a page: a sum that sees them
must not fail. And the label with which a text begins may be the end of another row's.

In columns kept by white space, a row with blanks is as sound as the alignment is; there its own sum must not fail.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import Final

from attrs import evolve

from .alignment import Found, Stream
from .indicator import Number
from .labels import LabelIndex, split_label
from .placement import RowReading
from .quantity import read_quantity
from .settling import Instance, Option, SettledRow

__all__ = ["may_be_cut", "without_doubtful_rows"]

# In a disordered table, a row is kept whose cells are in so many rules that hold: its own sum, and one of its columns'.
_WITNESSES: Final = 2
# So many rows with the same number of figures too many have a local column.
_OF_LOCAL_COLUMN: Final = 2
# So many rows, or items, around a row tell whether it is whole.
_NEAR: Final = 2


def without_doubtful_rows(instances: Sequence[Instance], stream: Stream, index: LabelIndex) -> list[Instance]:
    """The tables, with the cells of doubtful rows taken away: their figures have no place."""
    return [_sifted(instance, stream, index) for instance in instances]


def may_be_cut(label: Found, stream: Stream, index: LabelIndex) -> bool:
    """Whether a row's label stands at the very beginning of the text, and is the end of another row's label.

    ``同意公开答复数`` may be all that is left of ``不同意公开答复数``. An item number shows that the label is whole.
    """
    if any(item.role != "empty" for item in stream.items[: label.first]):
        return False
    return not split_label(stream.items[label.first].cell.text).number and bool(index.keys_ending_with(label.element))


def _has_surplus(row: SettledRow) -> bool:
    """Whether figures stand behind the last cell of a row: one of those before may be none of its own, but a page's."""
    return bool(row.options[0].reading.cells and row.options[0].reading.lost)


def _sifted(instance: Instance, stream: Stream, index: LabelIndex) -> Instance:
    separators = {id(row): _separator(row, stream) for row in instance.rows}
    lines = "\n" in separators.values()
    disordered = _is_disordered(instance, stream)
    footers = {number for number in range(instance.first, instance.last + 1) if stream.items[number].role == "footer"}
    is_printed = lines and bool(footers or disordered)
    surplus = {id(row) for row in instance.rows if _has_surplus(row)}
    cut = {id(row) for row in instance.rows[:1] if may_be_cut(row.options[0].reading.label, stream, index)}
    if " " not in separators.values() and not (is_printed or surplus or cut):
        return instance
    values = dict(_values(instance.rows))
    rules = {rule.id: rule for chain in instance.chains for rule in chain.form.rules if rule.relation == "="}
    held = {
        rule: _sum(rule.left, values) == _sum(rule.right, values)
        for rule in rules.values()
        if all(key in values for key in rule.left + rule.right)
    }
    local = disordered and _has_local_column(instance, stream)
    regular = _regular_labels(instance) if disordered and not local else frozenset()
    rows: list[SettledRow] = []
    for row in instance.rows:
        option = row.options[0]
        own = [verdict for rule, verdict in held.items() if not set(option.keys).isdisjoint(rule.left + rule.right)]
        if id(row) in cut or (id(row) in surplus and not all(own)):
            doubtful = True
        elif separators[id(row)] == " ":
            doubtful = _has_blanks(option) and not all(own)
        elif separators[id(row)] != "\n" or not is_printed:
            doubtful = False
        elif _fills_heading(option) or (local and not _sees_figures(option)):
            doubtful = True
        elif disordered:
            doubtful = not all(own) or (sum(own) < _WITNESSES and option.reading.label.last not in regular)
        else:
            doubtful = len(option.columns) > 1 and not (all(own) if own else _is_whole(option, footers))
        rows.append(_lost(row) if doubtful and row.cells else row)
    return evolve(instance, rows=tuple(rows))


def _lost(row: SettledRow) -> SettledRow:
    """The row with its figures lost: nobody knows which of them are its own, so nothing can be proved of them."""
    return evolve(row, options=tuple(option._replace(reading=_without_cells(option.reading)) for option in row.options))


def _without_cells(reading: RowReading) -> RowReading:
    figures = tuple(cell.item for cell in reading.cells if cell.item is not None)
    return evolve(reading, cells=(), lost=figures + reading.lost, cut=True)


def _separator(row: SettledRow, stream: Stream) -> str:
    """What parts the cells of a row; separators that part pieces as well as cells tell no more than line breaks do."""
    label = stream.items[row.options[0].reading.label.last]
    return "\n" if label.cell.joins_next else stream.grids[label.grid].separator


def _is_disordered(instance: Instance, stream: Stream) -> bool:
    """Whether some row has too many figures, or some header figures below it and above its first row's label."""
    rows = [row.options[0].reading for row in instance.rows[:-1] if _separator(row, stream) == "\n"]
    overfull = any(len(reading.lost) > len(reading.columns) for reading in rows)
    return bool(rows) and (overfull or any(_has_orphans(chain.found, stream) for chain in instance.chains[:1]))


def _has_local_column(instance: Instance, stream: Stream) -> bool:
    """Whether several rows have the same number of figures too many."""
    rows = [row.options[0].reading for row in instance.rows if _separator(row, stream) == "\n"]
    surplus = Counter(len(row.lost) - len(row.columns) for row in rows if len(row.lost) > len(row.columns))
    most = max(surplus.values(), default=0)
    return most >= _OF_LOCAL_COLUMN and 2 * most > surplus.total()


def _sees_figures(option: Option) -> bool:
    """Whether sums would not be the same without some figure of a row."""
    return all(value for _, value in _values_of(option))


def _has_orphans(found: Sequence[Found], stream: Stream) -> bool:
    for above, below in pairwise(found):
        labelled = bool(above.element.table.blocks[above.element.block].rows[0].label)
        if labelled and above.element.column is not None and below.element.row is not None:
            between = stream.items[above.last + 1 : below.first]
            if any(item.role == "figure" for item in between):
                return True
    return False


def _values(rows: Iterable[SettledRow]) -> Iterator[tuple[str, Number]]:
    """The figures by key, nil cells as 0."""
    for row in rows:
        yield from _values_of(row.options[0])


def _values_of(option: Option) -> Iterator[tuple[str, Number]]:
    for key, cell in zip(option.keys, option.reading.cells, strict=True):
        quantity = read_quantity(cell.item.cell.text) if cell.item is not None else None
        if cell.item is None:
            yield key, 0
        elif quantity is not None and (quantity.value is not None or quantity.status != "unreadable"):
            yield key, quantity.value or 0


def _sum(keys: Iterable[str], values: Mapping[str, Number]) -> Number:
    return sum((values[key] for key in keys), start=0)


def _has_blanks(option: Option) -> bool:
    return any(cell.item is None for cell in option.reading.cells)


def _fills_heading(option: Option) -> bool:
    """Whether a figure stands in a row that is only a heading on the form, as one of another row's may."""
    specs = (option.chain.form.indicators[key] for key in option.keys)
    return any(spec.heading for spec in specs) and not _has_blanks(option)


def _regular_labels(instance: Instance) -> frozenset[int]:
    """The labels of rows of one cell that have one figure each, as all rows near them have."""
    figures = {
        row.options[0].reading.label.last: len(row.options[0].reading.lost)
        + sum(cell.item is not None for cell in row.options[0].reading.cells)
        for row in instance.rows
    }
    chain = max(instance.chains, key=lambda chain: chain.weight)
    labels = [found for found in chain.found if found.element.row is not None]
    whole = [
        figures.get(found.last, 0) == len(chain.table.blocks[found.element.block].columns)
        or chain.form.indicators[
            chain.table.key(found.element.row, chain.table.blocks[found.element.block].columns[0])
        ].heading
        for found in labels
        if found.element.row is not None
    ]
    return frozenset(
        found.last
        for number, found in enumerate(labels)
        if len(chain.table.blocks[found.element.block].columns) == 1
        and all(whole[max(number - _NEAR, 0) : number + _NEAR + 1])
    )


def _is_whole(option: Option, footers: Set[int]) -> bool:
    """Whether a row's lines are as near to each other as lines are, or all as far apart and not at the end of a page.

    What is set far apart was collected column by column: what stands together may be of one column and of two rows.
    """
    label, cells = option.reading.label, option.reading.cells
    places = [(cell.item.cell.start, cell.item.cell.end) for cell in cells if cell.item is not None]
    gaps = [after[0] - before[1] for before, after in pairwise(places)]
    if max(gaps, default=1) == 1:
        return True
    near = any(label.first - _NEAR <= number <= label.last + len(cells) + _NEAR for number in footers)
    return not near and min(gaps) > 1
