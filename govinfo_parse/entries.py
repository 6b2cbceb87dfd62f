"""Stage 3, continued: the cells that stand beside each row's label, before it is known which column each is of.

In: a stream, its chains of labels, and the label index. Out: `Entries`, one for each row of each chain.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final

from attrs import evolve, frozen

from .alignment import Chain, Item, Stream
from .anchors import REACH, Anchor, find_anchors
from .codes import CODE, unit_of_cell
from .forms import Column
from .grid import Grid, GridCell
from .header_cells import LONGEST_HEADER
from .labels import LabelIndex
from .pieces import POINTS, ends_label, goes_on_with_label, joined_pieces, may_lack_unit, pieces_of_figure
from .quantity import MONEY, read_quantity, unit_in

__all__ = ["Anchor", "Entries", "read_entries"]

# What may be cut off the beginning of a unit.
_UNIT_BEGINNINGS: Final = ("万", "亿", "人")
# What stands for columns that a printed frame has left out.
_LEFT_OUT: Final = ("...", "…")
# More characters between two cells are more than white space.
_MOST_SPACES: Final = 100
_GROUPED: Final = re.compile(r"\d{1,3}(?: \d{3})+")
# The number of a row as forms print it.
_CODE: Final = re.compile(r"\d\d")
# A longer text in a row is no cell's content but what follows the table.
_LONGEST_CELL: Final = 16
# How the title of a section begins.
_SECTION: Final = re.compile("[一二三四五六七八九十]{1,3}、")
# So many rows with a dash behind the label show a writer's habit.
_FEWEST_DASHES: Final = 4
_LED: Final = 0.8


@frozen
class Entries:
    """The cells beside a row's label, up to the first filler, and how many fillers follow.

    `gaps` are the numbers of empty cells before each text and after the last one. `width` is the number of cells in the
    row as a whole. `known_row`: the text tells where the row ends. `at_end`: it may not be all of the row, since the
    text ends with it, or a figure follows that no separator closes. `one_more`: that figure is the row's next cell.
    `last_row`: it is the last of its chain; `last_of_block`: the last of its block, which may be followed by more empty
    lines. `goes_on`: a figure without a label follows the row, and may be of it. `unit_above`: the first piece of a
    broken unit, which stands in line with the label or above it. `begin` is where the label ends in the text, `end`
    where what follows the row begins. `has_code`: a code of the row stands among the cells. `unit`: what the unit cell
    says that stood before the cells of several columns.
    """

    anchor: Anchor
    cells: tuple[Item, ...]
    padding: tuple[Item, ...]
    separator: str
    width: int | None
    known_row: bool
    at_end: bool
    last_row: bool
    last_of_block: bool
    unit_above: str
    begin: int
    end: int
    has_code: bool = False
    unit: str | None = None
    goes_on: bool = False
    one_more: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns as the form has them."""
        return self.anchor.columns

    @property
    def block(self) -> tuple[str, int, str, int]:
        """What tells the rows apart that are laid out alike: separator, number of columns, table and block."""
        element = self.anchor.label.element
        return self.separator, len(self.columns), element.table.name, element.block

    @property
    def has_more(self) -> bool:
        """Whether a row has more figures than its block has columns; among lines, percentages are soon told apart."""
        figures = [item for item in self.cells if item.role == "figure"]
        if self.separator == "\n":
            figures = [item for item in figures if not item.cell.text.endswith(("%", "％"))]
        return not self.anchor.has_unit and len(figures) > len(self.columns)

    @property
    def texts(self) -> tuple[Item, ...]:
        """The cells that hold text."""
        return tuple(item for item in self.cells if item.role != "empty")

    @property
    def gaps(self) -> tuple[int, ...]:
        """The number of empty cells before each text, and after the last."""
        gaps = [0]
        for item in self.cells:
            if item.role == "empty":
                gaps[-1] += 1
            else:
                gaps.append(0)
        return tuple(gaps)

    @property
    def misfit(self) -> int:
        """How far the number of cells is from the number of columns."""
        return abs(len(self.cells) - len(self.columns))

    def in_spaces(self) -> Entries:
        """The same row with an empty cell for each character of white space around its texts.

        What may be one figure with a space between thousands is two here.
        """
        cells: list[Item] = []
        place = self.begin
        for item in (word for text in self.texts for word in _words(text)):
            cells += _blanks(place, item)
            cells.append(item)
            place = item.cell.end
        if not self.anchor.row.label:
            # What stands between a header and the row below it is not known.
            first = next((number for number, item in enumerate(cells) if item.role != "empty"), 0)
            cells = cells[first:]
        elif self.texts:
            cells += _blanks(place, evolve(cells[-1], cell=evolve(cells[-1].cell, start=self.end)))
        return evolve(self, cells=tuple(cells) or self.cells)

    def less(self, before: int, after: int) -> Entries:
        """The same row without so many of its first and its last cells.

        More white space may follow the last row of a block: none of it is a cell where the others are enough.
        """
        cells = self.cells[before : len(self.cells) - after]
        if self.last_of_block and len(cells) - (self.gaps[-1] - after) == len(self.columns):
            cells = cells[: len(self.columns)]
        return evolve(self, cells=cells)

    def windows(self, columns: int) -> list[int]:
        """Where a window of so many cells may begin that leaves out no text."""
        filled = [number for number, item in enumerate(self.cells) if item.role != "empty"]
        return [
            start
            for start in range(len(self.cells) - columns + 1)
            if not filled or (start <= filled[0] and filled[-1] < start + columns)
        ]


def _words(item: Item) -> Iterator[Item]:
    """A figure whose digits are parted by spaces as several; any other item as it is."""
    if not _GROUPED.fullmatch(item.cell.text):
        yield item
        return
    for word in re.finditer(r"\d+", item.cell.text):
        start = item.cell.start + word.start()
        yield evolve(item, cell=evolve(item.cell, text=word[0], start=start, end=start + len(word[0])))


def _blanks(start: int, below: Item) -> Iterator[Item]:
    """Empty cells from a place of the text up to an item; none where that is too far for white space."""
    if below.cell.start - start <= _MOST_SPACES:
        for at in range(start, below.cell.start):
            yield Item(GridCell("", at, at), below.grid, "empty")


def read_entries(stream: Stream, chains: Sequence[Chain], index: LabelIndex) -> list[list[Entries]]:
    """The entries of the rows of each chain, in the order of the text."""
    labels = {found.first for chain in chains for found in chain.found}
    columns = {number: _column_of_labels(grid) for number, grid in enumerate(stream.grids) if grid.separator == " "}
    read: list[list[Entries]] = []
    for chain in chains:
        anchors = sorted(find_anchors(stream, chain, index), key=lambda anchor: anchor.label.last)
        last = len(anchors) - 1
        lead = _separators_lead(stream, chain)
        grids = {stream.items[found.last].grid for found in chain.found if found.element.row is not None}
        beside = {number: columns[number] for number in grids if number in columns}
        rows = [_collect(stream, at, labels, number == last, lead, beside) for number, at in enumerate(anchors)]
        if any(at.has_unit and len(at.columns) > 1 for at in anchors):
            units = sum(any(item.role == "unit" for item in row.texts[:1]) for row in rows)
            rows = [_without_unit(row, known=2 * units > len(rows)) for row in _with_codes(rows)]
        blocks = [at.label.element.block for at in anchors]
        read.append(
            [
                evolve(row, last_of_block=own != below)
                for row, own, below in zip(rows, blocks, [*blocks[1:], None], strict=False)
            ]
        )
    return _without_leading_dashes(read)


def _without_leading_dashes(read: list[list[Entries]]) -> list[list[Entries]]:
    """The entries without the dash between each label and its figures, where this writer sets one.

    It is none of the cells: nearly every row begins with one, and there is none behind.
    """
    rows = [row for chain in read for row in chain if row.separator == "\n" and row.anchor.row.label and row.texts]
    led = [row for row in rows if _is_dash(row.texts[0])]
    if len(led) < max(_FEWEST_DASHES, _LED * len(rows)) or any(_is_dash(x) for row in rows for x in row.texts[1:]):
        return read
    own = {id(row) for row in led}
    return [
        [evolve(row, cells=row.cells[row.cells.index(row.texts[0]) + 1 :]) if id(row) in own else row for row in chain]
        for chain in read
    ]


def _is_dash(item: Item) -> bool:
    return not item.cell.text.strip("-—–―")


def _separators_lead(stream: Stream, chain: Chain) -> bool:
    """Whether separators stand before cells: then one closes what stands above the table, and none its last cell.

    What stands above may be the table's title; where it is, the table may as well have a row for it. Where it is known
    what each cell spans, it is known where it ends.
    """
    first = next((found for found in chain.found if found.element.kind != "title"), chain.found[0])
    above = stream.grids[stream.items[first.first].grid].cells[0]
    return above is not stream.items[first.first].cell and bool(above.text) and above.column_span is None


def _column_of_labels(grid: Grid) -> int:
    """The last column of a grid that white space keeps in which texts stand and no row's first figure; -1 if none is.

    A row whose label stands further left has nothing there; an empty column of values may leave no column at all.
    """
    figures = [cell.column or 0 for cell in grid.cells if cell.text and read_quantity(cell.text) is not None]
    texts = [cell.column or 0 for cell in grid.cells if cell.text and read_quantity(cell.text) is None]
    first = min(figures, default=0)
    return max((column for column in texts if column < first), default=-1)


def _collect(
    stream: Stream,
    at: Anchor,
    labels: Set[int],
    last_row: bool,
    separators_lead: bool,
    columns_of_labels: Mapping[int, int],
) -> Entries:
    items = stream.items
    anchor = items[at.label.last]
    separator = stream.grids[anchor.grid].separator
    position = at.label.last + 1
    text_row = anchor.cell.row
    width = stream.grids[anchor.grid].shape[1]
    if text_row is not None and at.row.label and width is not None and width <= len(at.columns):
        text_row = None  # these rows are too narrow to be the table's own: tables of several widths stand in one grid
    if not at.row.label and at.columns and text_row is not None:
        # The cells of a row without label stand in the row after the header's.
        while position < len(items) and items[position].grid == anchor.grid and items[position].cell.row == text_row:
            position += 1
        is_below = position < len(items) and items[position].grid == anchor.grid
        text_row = items[position].cell.row if is_below else text_row + 1
        position += position < len(items) and items[position].role == "serial"  # the number of the row
    if at.unsure and not at.row.label:
        position = _first_figure(items, position)
        anchor = items[min(position, len(items) - 1)]
        separator = stream.grids[anchor.grid].separator
        text_row = anchor.cell.row
    cells: list[Item] = []
    has_code, begin = False, items[at.label.last].cell.end
    while position < len(items) and (items[position].grid == anchor.grid or not (cells or at.row.label)):
        item = items[position]
        if position in labels or (text_row is not None and item.cell.row != text_row) or item.role == "serial":
            break
        if item.role == CODE:
            has_code, begin = True, item.cell.end
            position += 1
            continue
        if text_row is None and (pieces := pieces_of_figure(items, position, at)) > 1:
            if items[position + pieces - 1].role != "unit" and may_lack_unit(items, position, at):
                break
            joined = joined_pieces(items[position : position + pieces], separator)
            if joined is None:
                break
            cells.append(joined)
            position += pieces
            continue
        if item.cell.text in POINTS and cells and cells[-1].role == "figure":
            # A piece of a figure the rest of which is elsewhere.
            cells.pop()
            break
        if item.role == "unit" and not at.has_unit and ends_label(item, items, at):
            break
        if item.role == "unit" and not at.has_unit and cells and cells[-1].role == "figure":
            # The figure before it has its unit in another cell: it is not read without.
            cells.pop()
            break
        if item.role == "text" and position == at.label.last + 1 and goes_on_with_label(item, items, at):
            begin = item.cell.end
            position += 1
            continue
        if item.role == "text" or (item.role == "unit" and not at.has_unit):
            # In a known row a short text is an unreadable cell if it stands where a figure is due.
            due = text_row is not None and (
                _is_due(cells, position, at, stream) or (at.row.label and _is_under_header(item, cells, at))
            )
            if not due or len(item.cell.text) > _LONGEST_CELL or _SECTION.match(item.cell.text):
                break
            cells.append(item)
        elif item.role == "empty" and (item.cell.column or 0) <= columns_of_labels.get(item.grid, -1):
            pass
        elif item.role != "footer" or text_row is not None:
            cells.append(item)
        position += 1
    if any(item.cell.text in _LEFT_OUT for item in cells):
        at = at._replace(unsure=True, unclear=True)
    rest = [] if text_row is None or not at.row.label else _rest_of_row(items, position, labels, text_row)
    if rest and _has_unread_figure(cells, rest, len(at.columns)):
        at = at._replace(unsure=True)
    # Where bars stand before cells, none closes the last one of the table.
    short = separators_lead and last_row and text_row is not None and width == _cells_in(stream, anchor, text_row) + 1
    beside = items[position] if position < len(items) and (text_row is None or short) else None
    among_lines = separator == "\n"
    unclosed = beside is not None and beside.role == "figure" and beside.grid != anchor.grid
    unclosed = unclosed and (among_lines or bool(cells))
    most = len(at.columns) + at.has_unit
    is_last = len(cells) + 1 == most if among_lines else short or (separators_lead and len(cells) < most)
    if beside is not None and unclosed and is_last and last_row:
        cells.append(beside)
        unclosed = False
    elif short:
        at = at._replace(unsure=True)
    fillers = next((number for number, item in enumerate(cells) if item.cell.padding and number), len(cells))
    if cells and cells[0].cell.padding:
        # Fillers of the row above, or a row of nothing else.
        first = next((number for number, item in enumerate(cells) if not item.cell.padding), len(cells))
        if first == len(cells):
            fillers = 0
        elif at.row.label:
            at = at._replace(unsure=True)  # figures behind fillers, which stand at the end of a row
        else:
            del cells[:first]
            fillers = next((number for number, item in enumerate(cells) if item.cell.padding), len(cells))
    return Entries(
        at,
        tuple(cells[:fillers]),
        tuple(item for item in cells[fillers:] if item.cell.padding),
        separator,
        None if text_row is None else _cells_in(stream, anchor, text_row) + short,
        known_row=text_row is not None,
        at_end=position == len(items) or unclosed,
        last_row=last_row,
        last_of_block=last_row,
        unit_above=_unit_above(items, at) if at.has_unit else "",
        begin=begin,
        end=items[position].cell.start if position < len(items) else items[-1].cell.end,
        has_code=has_code,
        goes_on=text_row is not None and _goes_on(items, position, labels),
    )


def _goes_on(items: Sequence[Item], position: int, labels: Set[int]) -> bool:
    """Whether the next text behind a row is a figure, and no label follows in its line."""
    below = next((number for number in range(position, len(items)) if items[number].role != "empty"), len(items))
    if below == len(items) or below in labels or items[below].role != "figure":
        return False
    first = items[below]
    if "\n" in first.cell.text:
        return True  # the number of the next row is below it
    line = itertools.takewhile(
        lambda item: item.grid == first.grid and item.cell.row is not None and item.cell.row == first.cell.row,
        map(items.__getitem__, range(below, len(items))),
    )
    return all(item.role != "text" for item in line)


def _rest_of_row(items: Sequence[Item], position: int, labels: Set[int], row: int) -> list[Item]:
    """What stands in a row behind its cells and before the next label."""
    end = position
    while end < len(items) and end not in labels and items[end].cell.row == row:
        end += 1
    return list(items[position:end])


def _has_unread_figure(cells: Sequence[Item], rest: Sequence[Item], columns: int) -> bool:
    """Whether a text among the cells of a row, or right behind them, may be a figure that cannot be read, so that the
    others do not tell their columns by their number.
    """
    if any(item.role == "text" for item in cells):
        return any(item.role == "figure" for item in rest)
    filled = sum(item.role != "empty" for item in cells)
    if rest[0].role != "text" or not 0 < filled < columns:
        return False
    # A remark may follow the form's columns.
    is_remark = not any(map(str.isdecimal, rest[0].cell.text)) or cells[0].role != "empty"
    return len(cells) != columns or not is_remark


def _with_codes(rows: Sequence[Entries]) -> Iterator[Entries]:
    """The rows; where others have a code, one without has another one before its figures, or may have lost more."""
    coded = sum(row.has_code for row in rows)
    for row in rows:
        if 2 * coded <= len(rows) or row.has_code or row.anchor.above is not None:
            yield row
            continue
        figures = [item for item in row.cells if item.role == "figure"]
        if len(figures) == len(row.columns) + 1 and _CODE.fullmatch(figures[0].cell.text):
            cells = tuple(item for item in row.cells if item is not figures[0])
            yield evolve(row, cells=cells, has_code=True, begin=figures[0].cell.end)
        else:
            yield evolve(row, anchor=row.anchor._replace(unsure=True, unclear=True))


def _without_unit(row: Entries, *, known: bool) -> Entries:
    """A row of several columns behind a unit column: the cells of the columns alone, and what the unit cell says.

    `known`: most rows have a unit, so that one may be blank.
    """
    if not row.anchor.has_unit or len(row.columns) == 1:
        return row
    cells = list(row.cells)
    anchor = row.anchor._replace(has_unit=False)
    unit: str | None = None
    begin = row.begin
    first = next((number for number, item in enumerate(cells) if item.role != "empty"), len(cells))
    if first < len(cells) and cells[first].role == "unit":
        unit = unit_of_cell(cells[first])
        begin = max(begin, cells[first].cell.end)
        del cells[: first + 1]
        while cells and cells[0].role == "unit" and (joined := unit_in(unit + cells[0].cell.text)):
            unit = joined
            del cells[0]
        unit = unit_in(row.unit_above + unit) or unit
        due = row.anchor.row.unit
        if unit and due and (unit in MONEY) != (due in MONEY):
            anchor = anchor._replace(unsure=True, unclear=True)  # the unit of another row
    elif known and len(cells) > len(row.columns) and not cells[0].cell.text.strip("-—–― "):
        del cells[0]  # a unit cell that is blank, or a dash
    return evolve(row, anchor=anchor, cells=tuple(cells), unit=unit, begin=begin)


def _is_due(cells: Sequence[Item], position: int, at: Anchor, stream: Stream) -> bool:
    """Whether a figure is due in a cell of a known row: it has cells enough behind it, without the empty ones that
    stand before the first figure for a merged label.
    """
    most = len(at.shown or at.columns) + (at.has_unit and bool(cells) and cells[0].role == "unit")
    if len(cells) < most and (cells or at.row.label):
        return True
    row, grid = stream.items[position].cell.row, stream.items[position].grid
    below = map(stream.items.__getitem__, range(position, len(stream.items)))
    rest = itertools.takewhile(lambda item: item.cell.row == row and item.grid == grid, below)
    if not cells:  # a row without label begins with it, if it is one
        return any(item.role == "figure" for item in rest)
    surplus = len(cells) + sum(1 for _ in rest) - most
    leading = sum(1 for _ in itertools.takewhile(lambda item: item.role == "empty", cells))
    return len(cells) - min(leading, surplus) < most


def _is_under_header(item: Item, cells: Sequence[Item], at: Anchor) -> bool:
    """Whether a text stands under the header of a column of the form that has nothing else in this row."""
    if at.above is None or item.cell.column is None or at.above.is_over_labels(item.cell.column):
        return False
    column = at.above.name(item.cell.column)
    others = (at.above.name(other.cell.column or 0) for other in cells if other.role != "empty")
    return column is not None and column not in others


def _cells_in(stream: Stream, anchor: Item, row: int) -> int:
    """How many cells a row of the anchor's grid has."""
    return len(stream.grids[anchor.grid].between(row, row))


def _unit_above(items: Sequence[Item], at: Anchor) -> str:
    """The 万 of 万元, or the 人 of 人次, where the rest of the unit stands a line below."""
    beside = (items[number].cell.text[-1:] for number in (at.label.last, at.label.first - 1) if number >= 0)
    return next((piece for piece in beside if piece in _UNIT_BEGINNINGS), "")


def _first_figure(items: Sequence[Item], position: int) -> int:
    """The first figure after what may be the rest of a header, or the end of the items if prose comes before it."""
    for number in range(position, min(position + REACH, len(items))):
        if items[number].role == "figure":
            return number
        # A line of a print holds pieces of many headers.
        if len("".join(items[number].cell.text.split())) > LONGEST_HEADER:
            break
    return len(items)
