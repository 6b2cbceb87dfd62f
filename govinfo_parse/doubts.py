"""Rows whose figures may be those of other rows: they are kept only where the form's arithmetic confirms them.

In: the settled tables of a text. Out: the same, with the doubtful rows' figures lost. Where bars or tabs tell the
cells, a row's figures are its own. Where only lines do, the figures after a label are taken for its row's, and that is
as sound as the order of the text. Text of PDF pages runs down columns and across page breaks, and tells so:

- *Disordered*: a row has more figures than columns, or figures stand between the header and the first label.
- *Printed*: page numbers stand within the table; or they stand anywhere in the text, figures are set far apart, and
  some row has too few of them or too many.

Where several rows have as many figures too many, the text has a column of its own, and blank cells left nothing: the
only figure of a row may be that column's. Then a rule must see it, which it does not where the figure is 0.

Where figures stand behind the last cell of a row, one of those before may be the number of a page: a sum that sees them
must not fail. Where a row does not add up, but would with a blank cell in it and without its last figure, that figure
may be the number of a page, in the place of a cell that is gone. And the label with which a text begins may be the end
of another row's.

Figures far apart were collected from all over the page, and blank cells leave nothing: their order proves nothing.

In columns kept by white space, a row with blanks is as sound as the alignment is; there its own sum must not fail.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import Final

from attrs import evolve

from .alignment import Found, Stream
from .forms import Rule
from .indicator import Number
from .labels import LabelIndex, split_label
from .placement import RowReading
from .quantity import CHANGES, MONEY, read_quantity
from .settling import Instance, Option, SettledRow

__all__ = ["may_be_cut", "without_doubtful_rows"]

# In a disordered table, a row is kept whose cells are in so many rules that hold: its own sum, and one of its columns'.
_WITNESSES: Final = 2
# So many rows with the same number of figures too many have a local column.
_OF_LOCAL_COLUMN: Final = 2
# A piece of a group's label in a narrow column has so many characters.
_PIECE: Final = 2
# A row of fewer cells has no sum of its own.
_FEWEST_FILLED: Final = 3
# A last figure that makes its sum wrong may be the year in the line below a table.
_YEARS: Final = range(1990, 2100)
# So many pages at the beginning may have no number, and so much text stands at least behind one in a page.
_WITHOUT_NUMBER: Final = 2
_FEWEST_BEHIND: Final = 4
_DIGITS: Final = re.compile(r"\d+")
# So many columns, of which a wide character takes two, has the longest line of a print.
_WIDE: Final = re.compile("[\u2e80-\uffee]")
_LONGEST_OF_PRINT: Final = 100
# So many rows, or items, around a row tell whether it is whole.
_NEAR: Final = 2


def without_doubtful_rows(
    instances: Sequence[Instance], stream: Stream, index: LabelIndex, text: str
) -> list[Instance]:
    """The tables, with the cells of doubtful rows taken away: their figures have no place."""
    printed = _is_print(instances, stream, text)
    # Where a row has too few figures or too many, others may have them.
    loose = printed and any(row.options[0].reading.lost and not row.cells for x in instances for row in x.rows)
    return [_sifted(instance, stream, index, text, printed=printed, loose=loose) for instance in instances]


def _is_print(instances: Sequence[Instance], stream: Stream, text: str) -> bool:
    """Whether numbers of pages stand in the text as in a print.

    A single one between two stretches of text, outside of the tables, is what a word processor's footer leaves in a
    page of the web: in a print the pages before it have numbers too, but for the first ones, and a part of a print ends
    with one. And no line of a print is so long.
    """
    footers = [at for at, item in enumerate(stream.items) if item.role == "footer"]
    numbers = {number for at in footers for number in _DIGITS.findall(stream.items[at].cell.text)}
    if len(footers) != 1 or len(numbers) != 1 or int(numbers.pop()) <= _WITHOUT_NUMBER:
        return bool(footers)
    (footer,) = footers
    within = any(instance.first <= footer <= instance.last for instance in instances)
    above = any(instance.last < footer for instance in instances)
    behind = sum(item.role != "empty" for item in stream.items[footer + 1 :])
    if within or not above or behind < _FEWEST_BEHIND:
        return True
    return all(len(line) + len(_WIDE.findall(line)) <= _LONGEST_OF_PRINT for line in text.splitlines())


def may_be_cut(label: Found, stream: Stream, index: LabelIndex) -> bool:
    """Whether a row's label stands at the very beginning of the text, and is the end of another row's label.

    ``同意公开答复数`` may be all that is left of ``不同意公开答复数``. An item number shows that the label is whole.
    """
    if any(stream.items[at].role != "empty" for at in range(label.first)):
        return False
    return not split_label(stream.items[label.first].cell.text).number and bool(index.keys_ending_with(label.element))


def _has_surplus(row: SettledRow) -> bool:
    """Whether figures stand behind the last cell of a row: one of those before may be none of its own, but a page's."""
    return bool(row.options[0].reading.cells and row.options[0].reading.lost)


def _may_be_filled(row: SettledRow, rules: Iterable[Rule]) -> bool:
    """Whether a row does not add up, but would with a blank cell somewhere in it, and without its last figure."""
    option = row.options[0]
    if len(option.columns) < _FEWEST_FILLED or _has_blanks(option):
        return False
    values = dict(_values_of(option))
    own = [rule for rule in rules if values.keys() >= {*rule.left, *rule.right}]
    if len(values) < len(option.keys) or all(_holds(rule, values) for rule in own):
        return False
    figures = list(values.values())
    if figures[-1] in _YEARS:
        return True
    for gap in range(len(figures)):
        shifted = dict(zip(values, (*figures[:gap], 0, *figures[gap:-1]), strict=True))
        if all(_holds(rule, shifted) for rule in own):
            return True
    return False


def _holds(rule: Rule, values: Mapping[str, Number]) -> bool:
    return _sum(rule.left, values) == _sum(rule.right, values)


def _sifted(
    instance: Instance, stream: Stream, index: LabelIndex, text: str, *, printed: bool, loose: bool
) -> Instance:
    separators = {id(row): _separator(row, stream) for row in instance.rows}
    lines = "\n" in separators.values()
    disordered = _is_disordered(instance, stream)
    footers = {number for number in range(instance.first, instance.last + 1) if stream.items[number].role == "footer"}
    is_printed = lines and (printed or disordered)
    surplus = {id(row) for row in instance.rows if _has_surplus(row)}
    rules = {rule.id: rule for chain in instance.chains for rule in chain.form.rules if rule.relation == "="}
    filled = {id(row) for row in instance.rows if separators[id(row)] == "\n" and _may_be_filled(row, rules.values())}
    cut = {id(row) for row in instance.rows[:1] if may_be_cut(row.options[0].reading.label, stream, index)}
    spaced = " " in separators.values() or any(row.options[0].reading.in_line for row in instance.rows)
    if not (spaced or is_printed or surplus or cut or filled):
        return instance
    values = dict(_values(instance.rows))
    held = {
        rule: _sum(rule.left, values) == _sum(rule.right, values)
        for rule in rules.values()
        if all(key in values for key in rule.left + rule.right)
    }
    local = disordered and _has_local_column(instance, stream)
    regular = _regular_labels(instance) if disordered and not local else frozenset()
    rows: list[SettledRow] = []
    for number, row in enumerate(instance.rows):
        option = row.options[0]
        apart = _lines_between(option, text)
        keys = frozenset(option.keys)
        own = [verdict for rule, verdict in held.items() if not keys.isdisjoint(rule.left + rule.right)]
        if id(row) in cut or id(row) in filled or (id(row) in surplus and not all(own)):
            doubtful = True
        elif separators[id(row)] == " " or option.reading.in_line:
            doubtful = _has_blanks(option) and (not all(own) or _has_unreadable(option))
            doubtful = doubtful or (printed and _fills_heading(option))
        elif separators[id(row)] != "\n" or not is_printed:
            doubtful = False
        elif (
            _fills_heading(option)
            or (loose and _is_all_blank(option))
            or (printed and _is_of_another_unit(option))
            or (local and not _sees_figures(option))
            or (printed and _may_be_of_label_above(option, stream, text))
        ):
            doubtful = True
        elif disordered:
            regular_label = option.reading.label.last in regular
            doubtful = not all(own) or not (regular_label or _is_witnessed(option, held))
        elif loose and _is_uneven(apart):
            doubtful = not all(own) or not _is_witnessed(option, held)
        elif footers or (loose and _is_far_apart(apart)):
            sound = (
                all(own) if own else _is_whole(option, apart, footers) and not _is_beside_short(instance.rows, number)
            )
            doubtful = len(option.columns) > 1 and not sound
        else:
            doubtful = False
        if not row.cells:
            doubtful = separators[id(row)] == "\n" and (disordered or (loose and _is_far_apart(apart)))
        contradicted = _is_uneven(apart) or (disordered and not all(own))
        rows.append(_lost(row, contradicted=contradicted) if doubtful else row)
    return evolve(instance, rows=tuple(rows))


def _lost(row: SettledRow, *, contradicted: bool) -> SettledRow:
    """The row with its figures lost: nobody knows which of them are its own, so nothing can be proved of them."""
    options = (option._replace(reading=_without_cells(option.reading, contradicted)) for option in row.options)
    return evolve(row, options=tuple(options))


def _without_cells(reading: RowReading, contradicted: bool) -> RowReading:
    figures = tuple(cell.item for cell in reading.cells if cell.item is not None)
    return evolve(reading, cells=(), lost=figures + reading.lost, cut=True, contradicted=contradicted)


def _separator(row: SettledRow, stream: Stream) -> str:
    """What parts the cells of a row; separators that part pieces as well as cells tell no more than line breaks do."""
    label = stream.items[row.options[0].reading.label.last]
    return "\n" if label.cell.joins_next else stream.grids[label.grid].separator


def _is_disordered(instance: Instance, stream: Stream) -> bool:
    """Whether some row has too many figures, or some header figures below it and above its first row's label."""
    rows = [row.options[0].reading for row in instance.rows[:-1] if _separator(row, stream) == "\n"]
    overfull = any(len(reading.lost) > len(reading.columns) for reading in rows)
    return bool(rows) and (
        overfull
        or any(_has_orphans(chain.found, stream) for chain in instance.chains[:1])
        or _has_figures_beside_groups(instance, stream)
    )


def _has_figures_beside_groups(instance: Instance, stream: Stream) -> bool:
    """Whether a piece of a group's label, which runs down beside other rows, stands between figures that no row has."""
    readings = [option.reading for row in instance.rows for option in row.options]
    taken = {cell.item.cell.start for reading in readings for cell in reading.cells if cell.item is not None}
    taken.update(item.cell.start for reading in readings for item in reading.lost)
    taken.update(item.cell.start for reading in readings for item, _ in reading.local)
    beside = figure_above = False
    for item in stream.items[instance.first : instance.last]:
        if item.role == "text":
            beside = figure_above and len(item.cell.text) <= _PIECE and item.cell.text not in CHANGES
        elif beside and item.role == "figure" and item.cell.start not in taken:
            return True
        figure_above = item.role == "figure" or (item.role == "empty" and figure_above)
    return False


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


def _is_all_blank(option: Option) -> bool:
    """Whether a row has nothing but blank cells where the form has figures: the empty lines of a print are none."""
    nothing = all(cell.item is None for cell in option.reading.cells)
    return nothing and not all(option.chain.form.indicators[key].heading for key in option.keys)


def _is_of_another_unit(option: Option) -> bool:
    """Whether the unit beside a figure is not the form's, as where both stand in columns far from their labels.

    Money has one unit or another; 次 may be what a broken line left of 人次.
    """
    unit = option.reading.unit
    specs = [option.chain.form.indicators[key] for key in option.keys]
    return unit is not None and any(spec.unit not in (unit, *MONEY, None) for spec in specs)


def _may_be_of_label_above(option: Option, stream: Stream, text: str) -> bool:
    """Whether empty lines part a row's figures from two labels above them, each of which may be theirs."""
    reading, items = option.reading, stream.items
    first = next((cell.item for cell in reading.cells if cell.item is not None), None)
    end = items[reading.label.last].cell.end
    if first is None or reading.unit is not None or text.count("\n", end, first.cell.start) <= 1:
        return False
    rows = [x for x in option.chain.found if x.element.row is not None and x.first < reading.label.first]
    if not rows or rows[-1].element.block != reading.label.element.block:
        return False
    between = items[rows[-1].last + 1 : reading.label.first]
    keys = option.chain.table.keys_of_rows()[rows[-1].element.row.key]  # type: ignore[union-attr]  # rows only
    heading = all(option.chain.form.indicators[key].heading for key in keys)
    return not heading and not any(item.role in ("figure", "empty") for item in between)


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


def _is_witnessed(option: Option, rules: Iterable[Rule]) -> bool:
    """Whether sums along the row and across rows see each of a row's figures; where one is 0, others are seen."""
    keys = frozenset(option.keys)
    own = [rule for rule in rules if not keys.isdisjoint(rule.left + rule.right)]
    seen = Counter(key for rule in own for key in rule.left + rule.right)
    figures = [seen[key] for key, value in _values_of(option) if value]
    return len(own) >= _WITNESSES and all(count >= _WITNESSES for count in figures)


def _lines_between(option: Option, text: str) -> list[int]:
    """How many lines further each figure of a row stands than the one before it."""
    reading = option.reading
    items = [cell.item for cell in reading.cells if cell.item is not None] or list(reading.lost)
    return [text.count("\n", above.cell.end, below.cell.start) for above, below in pairwise(items)]


def _is_far_apart(lines: Sequence[int]) -> bool:
    """Whether empty lines stand between any two figures of a row."""
    return min(lines, default=0) > 1


def _is_uneven(lines: Sequence[int]) -> bool:
    """Whether some figures of a row stand near each other and others far apart, as those of several rows do."""
    return min(lines, default=1) <= 1 < max(lines, default=1)


def _has_unreadable(option: Option) -> bool:
    """Whether what stands in some cell is no quantity, as where two columns touch each other."""
    items = (cell.item for cell in option.reading.cells if cell.item is not None)
    return any((read := read_quantity(item.cell.text)) is None or read.status == "unreadable" for item in items)


def _is_beside_short(rows: Sequence[SettledRow], number: int) -> bool:
    """Whether the row above or below has too few figures, or too many: one of them may be this row's."""
    near = [rows[at] for at in (number - 1, number + 1) if 0 <= at < len(rows)]
    block = rows[number].options[0].reading.label.element.block
    return any(row.options[0].reading.label.element.block == block and not row.cells for row in near)


def _is_whole(option: Option, lines: Sequence[int], footers: Set[int]) -> bool:
    """Whether a row's lines are as near to each other as lines are, or all as far apart and not at the end of a page.

    What is set far apart was collected column by column: what stands together may be of one column and of two rows.
    """
    label, cells = option.reading.label, option.reading.cells
    if max(lines, default=1) <= 1:
        return True
    near = any(label.first - _NEAR <= number <= label.last + len(cells) + _NEAR for number in footers)
    return not near and min(lines) > 1
