"""Statistical tables that are on no form: rows of a label, a unit and figures under headers that say so.

In: what is collected of a report's tables, when all of them are read. Out, in `Findings`: an `Extra` for each figure of
such a table, with its labels and its unit, and one diagnostic for the table. Nothing is made an indicator of.

Strategy: the kind is known by its headers alone (指标 or 项目, then 单位, then those of the values), and its rows by
their units. Where the text tells its rows, a figure belongs to the header of its column. Where it does not, a row is a
text, a unit and as many figures as the table has headers of values; of any other number, only the row is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Final

from attrs import frozen

from .alignment import Item
from .diagnostics import diagnostic
from .findings import Findings, holds_figure
from .quantity import UNIT_HEADERS, read_quantity, unit_in
from .report import Extra

__all__ = ["take_unknown_tables"]

_LABELS: Final = frozenset(
    ("指标", "指标名称", "统计指标", "统计项目", "项目", "项目名称", "名称", "内容", "指標", "指標名稱", "項目")
)
# Columns beside the unit that hold no figures.
_NUMBERS: Final = frozenset(("代码", "编码", "序号", "行次", "编号", "代碼", "序號"))
_LONGEST_HEADER: Final = 12
_MOST_VALUES: Final = 8
_LONGEST_LABEL: Final = 60
_LONGEST_UNIT: Final = 8
# Among lines, a longer text may as well be a label.
_SHORTEST_UNIT: Final = 3
# Below rows that lines tell no more of, so many items are looked at for the next one.
_ROW: Final = 12


@frozen
class _Header:
    """The headers of a table: the items of the labels', the unit's and those of the values."""

    label: int
    unit: int
    values: tuple[int, ...]

    @property
    def last(self) -> int:
        """The last item of the headers."""
        return self.values[-1]


def take_unknown_tables(findings: Findings, known: Set[int]) -> None:
    """Takes the figures of tables that no form has; `known` are the labels of rows that a form has."""
    items = findings.stream.items
    at = 0
    while at < len(items):
        if _is_header_of_units(items[at]):
            header = _header(items, at)
            if header is not None:
                at = max(at, _take(header, findings, known))
        at += 1


def _is_header_of_units(item: Item) -> bool:
    text = item.cell.text  # asked of every cell
    return ("位" in text or "單" in text) and len(text) < _LONGEST_HEADER and _folded(item) in UNIT_HEADERS


def _folded(item: Item) -> str:
    return "".join(item.cell.text.split())


def _header(items: Sequence[Item], unit: int) -> _Header | None:
    """The headers around that of the unit, if they are those of such a table."""
    label = unit - 1
    while label >= 0 and (items[label].role in ("empty", "serial") or _folded(items[label]) in _NUMBERS):
        label -= 1
    # The cell over the labels may have taken in the lines above the table.
    above = items[label].cell.text.rpartition("\n")[2] if label >= 0 else ""
    if "".join(above.split()) not in _LABELS or items[label].cell.row != items[unit].cell.row:
        return None
    row = items[unit].cell.row
    values: list[int] = []
    for number in range(unit + 1, min(unit + 1 + _MOST_VALUES, len(items))):
        item = items[number]
        in_row = row is not None and item.grid == items[unit].grid and item.cell.row == row
        if row is not None and not in_row:
            break
        if item.role not in ("text", "empty") or len(item.cell.text) > _LONGEST_HEADER:
            break
        # Among lines, the text before the first unit is the label of the first row.
        if row is None and values and number + 2 < len(items) and _begins_row(items[number + 1], items[number + 2]):
            break
        if item.role == "text" and _folded(item) not in _NUMBERS:
            values.append(number)
    return _Header(label, unit, tuple(values)) if values else None


def _take(header: _Header, findings: Findings, known: Set[int]) -> int:
    """Takes the rows below the headers; returns the last item that belongs to the table."""
    items = findings.stream.items
    grid = items[header.unit]
    rows = _rows_of_grid if grid.cell.row is not None and grid.cell.column is not None else _rows_of_lines
    count, last = 0, header.last
    for label, unit, figures in rows(items, header, known):
        name = " ".join(items[label].cell.text.split())
        for number, column in figures:
            item = items[number]
            last = max(last, number)
            if item.cell.start in findings.used or not holds_figure(item):
                continue
            quantity = read_quantity(item.cell.text)
            labels = (name,) if column is None else (name, " ".join(items[column].cell.text.split()))
            own = quantity.unit if quantity else None
            findings.used.add(item.cell.start)
            findings.extras.append(
                Extra(
                    labels,
                    item.cell.text,
                    quantity.value if quantity else None,
                    (item.cell.start, item.cell.end),
                    own or unit,
                )
            )
            count += 1
    if count:
        span = (items[header.label].cell.start, items[last].cell.end)
        findings.diagnostics.append(diagnostic("table-unknown", span, count=count))
    return last


# A row: the items of its label and its figures, each figure with the header of its column, and its unit.
_Row = tuple[int, str | None, list[tuple[int, int | None]]]


def _rows_of_grid(items: Sequence[Item], header: _Header, known: Set[int]) -> Iterator[_Row]:
    """The rows below headers in a grid whose rows the text tells."""
    columns = {items[number].cell.column: number for number in header.values}
    label, unit = items[header.label].cell.column, items[header.unit].cell.column
    own: dict[int, dict[int | None, int]] = {}
    top = items[header.unit]
    for number in range(header.last + 1, len(items)):
        item = items[number]
        if item.grid != top.grid or number in known or _is_header_of_units(item):
            break
        if item.cell.row is not None and item.role != "empty":
            own.setdefault(item.cell.row, {})[item.cell.column] = number
    for cells in own.values():
        if label not in cells or items[cells[label]].role != "text":
            continue
        if len(items[cells[label]].cell.text) > _LONGEST_LABEL:
            return
        stated = _folded(items[cells[unit]]) if unit in cells else ""
        if len(stated) > _LONGEST_UNIT or any(map(str.isdecimal, stated)):
            continue
        yield (
            cells[label],
            unit_in(stated) or stated or None,
            [(cells[column], head) for column, head in columns.items() if column in cells],
        )


def _rows_of_lines(items: Sequence[Item], header: _Header, known: Set[int]) -> Iterator[_Row]:
    """The rows below headers where only their order tells them: a text, a unit, and figures up to the next text."""
    at = header.last + 1
    while at < len(items):
        filled = [number for number in range(at, min(at + _ROW, len(items))) if items[number].role != "empty"]
        if len(filled) < 3 or filled[0] in known or items[filled[0]].role != "text" or not _is_unit(items[filled[1]]):
            return
        figures: list[int] = []
        for number in filled[2:]:
            if items[number].role != "figure":
                break
            figures.append(number)
        if len(items[filled[0]].cell.text) > _LONGEST_LABEL or len(figures) == len(filled) - 2 == _ROW - 2:
            return
        heads: Sequence[int | None] = [None] * len(figures)
        if len(figures) == len(header.values):
            heads = header.values
        unit = _folded(items[filled[1]])
        yield filled[0], unit_in(unit) or unit, list(zip(figures, heads, strict=True))
        at = (figures[-1] if figures else filled[1]) + 1


def _begins_row(unit: Item, figure: Item) -> bool:
    """Whether two cells behind a text are the unit and the first figure of its row."""
    return unit.role == "unit" or (_is_unit(unit) and figure.role == "figure")


def _is_unit(item: Item) -> bool:
    """Whether a cell may be a unit: one that the parser knows, or a word as short."""
    return item.role == "unit" or (item.role == "text" and len(_folded(item)) <= _SHORTEST_UNIT)
