"""Stage 3, continued: which figure of a row belongs to which column.

In: a stream and a chain of labels. Out: a `RowReading` for every row that has cells: the cell of each column where
the text tells it, or the figures whose column is lost. Nothing is guessed: a row has one reading, or its figures are
lost.

The cells between a row's label and the next label are its entries. Some writers keep a blank cell as an empty entry,
some drop it; some fill up the row with padding that looks the same. So a row of *m* entries for *n* columns is read
as a window of *n* entries with nothing but empty ones outside. Where several windows are possible, the rows with only
one show on which side this writer leaves the surplus; where even that is silent, the figures are lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Final, NamedTuple

from attrs import evolve, frozen

from .alignment import Chain, Found, Item, Stream
from .forms import Block, Column, Row
from .quantity import read_quantity

__all__ = ["PlacedCell", "RowReading", "read_rows"]

# How far below its headers the cells of a row without label may begin, and the longest piece of a header on the way.
_REACH: Final = 40
_HEADER: Final = 20


@frozen
class PlacedCell:
    """The cell of a column. `item` is None for a blank that no cell of its own stands for; `place` is where it is."""

    column: Column
    item: Item | None
    place: int


@frozen
class RowReading:
    """What a row holds. `cells` are placed, `lost` are figures without a place; `unit` is what its unit cell names.

    `columns` are those that the row has cells for; `cut` tells that the text ends inside the row.
    """

    label: Found
    row: Row
    columns: tuple[Column, ...]
    cells: tuple[PlacedCell, ...] = ()
    lost: tuple[Item, ...] = ()
    unit: str | None = None
    cut: bool = False


class _Anchor(NamedTuple):
    """A label after which a row's cells stand, with the columns that they are of.

    `unsure`: most of the columns' headers were not found, so the cells' places are to be proved.
    """

    label: Found
    row: Row
    columns: tuple[Column, ...]
    has_unit: bool = False
    unsure: bool = False


@frozen
class _Entries:
    """The cells beside a row's label: `cells`, then `padding` fillers; `at_end`: the text ends with them."""

    anchor: _Anchor
    cells: tuple[Item, ...]
    padding: tuple[Item, ...]
    separator: str
    at_end: bool
    last_row: bool

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.anchor.columns

    @property
    def texts(self) -> int:
        return sum(1 for item in self.cells if item.role != "empty")

    @property
    def misfit(self) -> int:
        """How far the number of cells is from the number of columns."""
        return abs(len(self.cells) - len(self.columns))

    def windows(self) -> list[int]:
        """Where a window of as many cells as there are columns may begin."""
        columns = len(self.columns)
        filled = [number for number, item in enumerate(self.cells) if item.role != "empty"]
        return [
            start
            for start in range(len(self.cells) - columns + 1)
            if not filled or (start <= filled[0] and filled[-1] < start + columns)
        ]


@frozen
class _Habits:
    """What a writer does with blank cells and surplus, as far as its rows show.

    - `keeps`: some blank cell stands in front of a figure, so blanks are kept.
    - `drops`: some row has too few cells, so blanks are dropped.
    - `pads`: rows are filled up with padding.
    - `full`: some row has a cell for each column.
    - `left`, `right`: some row has its surplus only after, or only before, its figures.
    """

    keeps: bool = False
    drops: bool = False
    pads: bool = False
    full: bool = False
    left: bool = False
    right: bool = False


def read_rows(stream: Stream, chains: Sequence[Chain]) -> list[list[RowReading]]:
    """The readings of the rows of each chain. The habits of the writer are learned from all of them."""
    labels = {found.first for chain in chains for found in chain.found}
    entries = [list(_entries(stream, chain, labels)) for chain in chains]
    by_separator: dict[str, list[_Entries]] = defaultdict(list)
    by_width: dict[tuple[str, int], list[_Entries]] = defaultdict(list)
    for row in _best_fitting(row for rows in entries for row in rows):
        by_separator[row.separator].append(row)
        by_width[row.separator, len(row.columns)].append(row)
    whole = {separator: _habits(rows) for separator, rows in by_separator.items()}
    # On which side the surplus stands depends on how the table's labels are merged, so on the table.
    sides = {key: _habits(rows) for key, rows in by_width.items()}
    return [
        [
            _read(row, evolve(whole[row.separator], left=side.left, right=side.right))
            for row in rows
            for side in (sides.get((row.separator, len(row.columns)), _Habits()),)
        ]
        for rows in entries
    ]


# --- entries --------------------------------------------------------------------------------------------------------


def _entries(stream: Stream, chain: Chain, labels: Set[int]) -> Iterator[_Entries]:
    """The entries of each row of a chain, in the order of the text. `labels` are the items that are labels."""
    anchors = sorted(_anchors(stream, chain), key=lambda anchor: anchor.label.last)
    for number, anchor in enumerate(anchors):
        yield _collect(stream, anchor, labels, last_row=number == len(anchors) - 1)


def _anchors(stream: Stream, chain: Chain) -> Iterator[_Anchor]:
    """The labels of all rows; a row without a label stands after the last of its column headers."""
    for found in chain.found:
        if found.element.row is not None:
            block = chain.table.blocks[found.element.block]
            yield _Anchor(found, found.element.row, block.columns, block.unit_column is not None)
    for number, block in enumerate(chain.table.blocks):
        for row in block.rows:
            if not row.label:
                headers = [x for x in chain.found if x.element.block == number and x.element.column is not None]
                anchors = list(_anchors_below(stream, headers, row, block))
                yield from anchors or [_Anchor(chain.found[-1], row, block.columns, unsure=True)]


def _anchors_below(stream: Stream, headers: Sequence[Found], row: Row, block: Block) -> Iterator[_Anchor]:
    """The headers below which the cells of a row without label stand: one, or one for each part of a split table."""
    ends = [len(stream.items), *(found.first for found in headers[:0:-1])][::-1]
    parts: list[list[Found]] = [[]]
    for found, end in zip(headers, ends, strict=False):
        parts[-1].append(found)
        if any(item.role == "figure" for item in stream.items[found.last + 1 : min(end, found.last + 1 + _REACH)]):
            parts.append([])
    parts = [part for part in parts if part]
    if len(parts) == 1 and 2 * len(headers) > len(block.columns):
        yield _Anchor(headers[-1], row, block.columns)
        return
    for part in parts:
        columns = tuple(found.element.column for found in part if found.element.column is not None)
        groups = {column.label[:-1] for column in columns}
        if columns == tuple(column for column in block.columns if column.label[:-1] in groups):
            yield _Anchor(part[-1], row, columns)


def _collect(stream: Stream, at: _Anchor, labels: Set[int], *, last_row: bool) -> _Entries:
    label, row, columns, has_unit, unsure = at
    items = stream.items
    anchor = items[label.last]
    separator = stream.grids[anchor.grid].separator
    position = label.last + 1
    text_row = anchor.cell.row
    if not row.label and text_row is not None:
        # The cells of a row without label stand in the row after the header's.
        while position < len(items) and items[position].grid == anchor.grid and items[position].cell.row == text_row:
            position += 1
        text_row += 1
    if unsure:
        position = _first_figure(items, position)
        text_row = items[position].cell.row if position < len(items) else None
    cells: list[Item] = []
    while position < len(items) and items[position].grid == anchor.grid:
        item = items[position]
        if position in labels or (text_row is not None and item.cell.row != text_row):
            break
        if item.role == "text" or (item.role == "unit" and not has_unit):
            # In a known row a text is an unreadable cell if it stands where a figure is due, else the next label.
            if text_row is None or not row.label or len(cells) >= len(columns):
                break
            cells.append(item)
        elif item.role != "footer" or text_row is not None:
            cells.append(item)
        position += 1
    at_end = position == len(items)
    if not row.label and text_row is None:
        while cells and cells[0].cell.padding:
            del cells[0]
    due = len(columns) + has_unit
    if separator == "\n" and sum(1 for item in cells if item.role != "empty") >= due:
        # Every column has its line: further empty lines are the layout of the page.
        cells = [item for item in cells if item.role != "empty"]
    stop = len(cells)
    while stop and cells[stop - 1].cell.padding:
        stop -= 1
    if unsure and stop != len(columns):
        return _Entries(at, (), (), separator, at_end, last_row)
    return _Entries(at, tuple(cells[:stop]), tuple(cells[stop:]), separator, at_end, last_row)


def _first_figure(items: Sequence[Item], position: int) -> int:
    """The first figure after what may be the rest of a header, or the end of the items if prose comes before it."""
    for number in range(position, min(position + _REACH, len(items))):
        if items[number].role == "figure":
            return number
        if len(items[number].cell.text) > _HEADER:
            break
    return len(items)


# --- habits ---------------------------------------------------------------------------------------------------------


def _best_fitting(rows: Iterable[_Entries]) -> Iterator[_Entries]:
    """For each row of the text, its entries as the form sees them whose columns they fit best.

    A row of one column misread as one of three would look as if two of its cells had been dropped.
    """
    by_label: dict[int, _Entries] = {}
    for row in rows:
        known = by_label.get(row.anchor.label.last)
        if known is None or row.misfit < known.misfit:
            by_label[row.anchor.label.last] = row
    return iter(by_label.values())


def _habits(rows: Iterable[_Entries]) -> _Habits:
    keeps = drops = pads = full = left = right = False
    for row in rows:
        columns = len(row.columns)
        pads = pads or bool(row.padding)
        if row.anchor.has_unit or not row.texts:
            continue
        if row.texts == columns:
            full = True
        windows = row.windows()
        if len(windows) == 1:
            start = windows[0]
            surplus = len(row.cells) - columns
            left = left or (surplus > 0 and start == 0)
            right = right or (surplus > 0 and start == surplus)
            window = row.cells[start : start + columns]
            filled = [number for number, item in enumerate(window) if item.role != "empty"]
            keeps = keeps or filled[-1] + 1 > len(filled)
        elif not windows and len(row.cells) < columns and not row.at_end:
            drops = True
    return _Habits(keeps, drops, pads, full, left, right)


# --- reading a row --------------------------------------------------------------------------------------------------


def _read(entries: _Entries, habits: _Habits) -> RowReading:
    if entries.anchor.has_unit:
        return _read_with_unit(entries)
    if not entries.texts:
        return _blank_row(entries)
    if entries.anchor.unsure:
        return _reading(entries, (), lost=entries.cells)
    columns = len(entries.columns)
    windows = entries.windows()
    start: int | None
    if len(windows) == 1:
        start = windows[0]
    elif windows:
        start = _usual_window(windows, habits)
    elif len(entries.cells) < columns:
        start = 0 if entries.at_end and habits.full and not (habits.drops or habits.right) else None
    else:
        # Figures that follow a table's last row line by line may be no cells of it.
        whole_rows = habits.full and not habits.drops and entries.separator == "\n"
        start = 0 if whole_rows and entries.last_row else None
    if start is None or _may_be_shifted(entries, start, habits):
        return _reading(entries, (), lost=entries.cells)
    window = entries.cells[start : start + columns]
    outside = (*entries.cells[:start], *entries.cells[start + columns :])
    return _reading(entries, _cells(entries.columns, window), lost=outside, cut=len(window) < columns)


def _usual_window(windows: list[int], habits: _Habits) -> int | None:
    """The window on the side where this writer's other rows have it."""
    if habits.left != habits.right:
        return windows[0] if habits.left else windows[-1]
    # Padding is only ever set at a row's end.
    return windows[0] if habits.pads and not habits.right else None


def _may_be_shifted(entries: _Entries, start: int, habits: _Habits) -> bool:
    """Whether empty cells at the end of the window may be padding for blanks dropped before them.

    A single bar of padding looks like a blank cell. Where a writer pads, and no blank in front of a figure proves
    that it keeps blanks, a row that ends in empty cells may have lost some anywhere.
    """
    window = entries.cells[start : start + len(entries.columns)]
    filled = [number for number, item in enumerate(window) if item.role != "empty"]
    ends_empty = filled[-1] + 1 < len(window)
    inner_blank = filled[-1] + 1 > len(filled)
    return ends_empty and not inner_blank and (habits.pads or habits.drops) and (habits.drops or not habits.keeps)


def _read_with_unit(entries: _Entries) -> RowReading:
    """A row of a form with a unit column: the unit if it is there, then the value."""
    cells = list(entries.cells)
    unit: str | None = None
    if cells and cells[0].role == "unit":
        unit = "".join(cells.pop(0).cell.text.split())
    elif cells and (entries.anchor.row.heading or len(cells) > 1) and _is_filler(cells[0]):
        del cells[0]  # the unit cell of a heading row, blank or a dash
    texts = [item for item in cells if item.role != "empty"]
    column = entries.columns[0]
    if texts and len(cells) > 1 and entries.separator != "\n":
        return _reading(entries, (), lost=texts, unit=unit)  # more value columns than the form's own
    if len(texts) == 1 or (texts and entries.last_row and entries.separator == "\n"):
        placed = (PlacedCell(column, texts[0], texts[0].cell.start),)
        return _reading(entries, placed, lost=texts[1:], unit=unit)
    if texts:
        return _reading(entries, (), lost=texts, unit=unit)
    empty = [*cells, *entries.padding]
    if empty or (len(entries.cells) > len(texts) + (unit is not None)):
        place = empty[0].cell.start if empty else entries.cells[-1].cell.start
        return _reading(entries, (PlacedCell(column, None, place),), unit=unit)
    return _reading(entries, (), unit=unit)


def _is_filler(item: Item) -> bool:
    quantity = read_quantity(item.cell.text)
    return quantity is not None and quantity.status in ("blank", "dash")


def _blank_row(entries: _Entries) -> RowReading:
    """A row without any text: blank in all columns if the text has that many empty cells, whichever they are."""
    empty = (*entries.cells, *entries.padding)
    columns = entries.columns
    if len(empty) < len(columns):
        return _reading(entries, ())
    return _reading(entries, _cells(columns, empty[: len(columns)]))


def _cells(columns: Sequence[Column], items: Sequence[Item]) -> tuple[PlacedCell, ...]:
    return tuple(
        PlacedCell(column, item if item.role != "empty" else None, item.cell.start)
        for column, item in zip(columns, items, strict=False)
    )


def _reading(
    entries: _Entries,
    cells: tuple[PlacedCell, ...],
    *,
    lost: Iterable[Item] = (),
    unit: str | None = None,
    cut: bool = False,
) -> RowReading:
    figures = tuple(item for item in lost if item.role != "empty")
    return RowReading(entries.anchor.label, entries.anchor.row, entries.columns, cells, figures, unit, cut)
