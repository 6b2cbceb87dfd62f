"""Stage 2: cells to grids, without knowledge of the forms.

What comes in are the cells of stage 1; what goes out are `Grid`s that together hold every cell in reading order. A
run of cells closed by bars or tabs is one grid; the lines between such runs are another, of unknown shape.

Rows come from evidence (`rows.py`): padding, whole lines, one width that fits every row; or from lines that are drawn
and tags that are written around cells.

Where the text tells nothing, rows and columns are None. A grid never invents a cell, with one exception that the text
does tell: more line breaks between two lines than the others have stand for empty cells of no width.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import Final, Literal

from attrs import evolve, frozen

from .drawn import OPEN
from .quantity import read_quantity
from .rows import COMMON, is_words, opens_row, rows_of, separators_of_nodes, without_doubles
from .tokenizer import Cell

__all__ = ["Grid", "GridCell", "reconstruct"]

# What parts the cells of a grid; a space stands for columns that white space keeps.
Separator = Literal["|", "\t", ",", " ", "\n"]

# A number of a row has fewer digits.
_NUMBERS: Final = 5
_WORD: Final = re.compile("[\u4e00-\u9fff]{2}")
# So many equal texts side by side are one merged cell.
_WIDE: Final = 3
# Lines up to this length may be cells of a table; longer ones are prose.
_SHORT_LINE: Final = 60
# So many breaks at most stand between two lines of a box: a line across may be between them.
_WITHIN: Final = 2
# More empty lines in a row than this are the layout of a page, not cells of a table.
_MAX_EMPTY_LINES: Final = 40


@frozen(weakref_slot=False)  # there are many
class GridCell:
    """A cell with its place in a grid; `row`, `column` and the spans are None where the text does not tell.

    `row` and `column` count from 0. In a grid whose rows are padded at their ends, `column` is the cell's position in
    the text's row, which is the official column only where nothing is merged. `padding` is as in `Cell`; `joins_next`
    tells that what parts the cell from the next, a line break for one, may part the pieces of a cell as well.
    """

    text: str
    start: int
    end: int
    row: int | None = None
    column: int | None = None
    row_span: int | None = None
    column_span: int | None = None
    padding: bool | None = False
    joins_next: bool = False


@frozen
class Grid:
    r"""Cells that belong together, in reading order.

    `shape` is the number of rows and of columns, each None where the text does not tell. `separator` is what parts the
    cells: ``|``, ``\t``, a comma, a space where white space keeps the columns, or ``\n`` for lines and gaps.
    """

    cells: tuple[GridCell, ...]
    shape: tuple[int | None, int | None]
    separator: Separator

    def between(self, top: int, bottom: int) -> Sequence[GridCell]:
        """The cells of the rows from `top` to `bottom`; the grid's rows must be known."""
        first = bisect_left(self.cells, top, key=_row)
        return self.cells[first : bisect_right(self.cells, bottom, lo=first, key=_row)]


def reconstruct(cells: Sequence[Cell]) -> Sequence[Grid]:
    r"""Rebuilds rows and columns from cells.

    >>> from govinfo_parse import tokenize
    >>> grid, = reconstruct(tokenize("规章 | 0 | 0 |\n行政许可 | 7 | |\n"))
    >>> grid.shape, [(cell.row, cell.column) for cell in grid.cells[-3:]]
    ((2, 3), [(1, 0), (1, 1), (1, 2)])
    """
    return [grid for region, separator in _regions(cells) for grid in _grids(region, separator)]


def _grids(region: list[Cell], separator: Separator) -> Iterator[Grid]:
    if _is_drawn(region[0]):
        yield from map(_box, _boxes(region))
    elif region[0].spans:
        yield _marked(region)
    elif separator == "\n":
        yield _lines(region)
    else:
        yield _table(region, separator)


def _is_apart(above: Cell, cell: Cell) -> bool:
    """Whether two cells with the same separator are of different tables."""
    return _is_drawn(above) != _is_drawn(cell) or (above.spans is None) != (cell.spans is None)


def _is_drawn(cell: Cell) -> bool:
    """Whether a cell is of a drawn box, or of columns that a line of dashes marks."""
    return cell.edges is not None and cell.closed_by == "|"


def _row(cell: GridCell) -> int:
    return -1 if cell.row is None else cell.row


def _regions(cells: Sequence[Cell]) -> Iterator[tuple[list[Cell], Separator]]:
    """Runs of cells parted by the same kind of separator."""
    region: list[Cell] = []
    kind: Separator = "\n"
    for cell in cells:
        if cell.closed_by == "|":
            own: Separator = "|"
        elif cell.closed_by in ("\t", ","):
            own = cell.closed_by
        elif cell.closed_by == " " and cell.edges:
            own = " "
        elif kind != "\n" and not cell.starts_line and (cell.text or cell.closed_by):
            own = kind  # the last cell of a line of a table whose rows end without a separator
        else:
            own = "\n"
        if region and (own != kind or _is_apart(region[-1], cell)):
            yield region, kind
            region = []
        kind = own
        region.append(cell)
    if region:
        yield region, kind


# --- tables ---------------------------------------------------------------------------------------------------------


def _table(region: list[Cell], separator: Separator) -> Grid:
    if (usual := separators_of_nodes(region)) is not None:
        return _nodes(region, usual)
    cells = without_doubles(region, separator)
    found = rows_of(cells)
    if found is None:
        # In one line without empty cells, separators may part the pieces of a cell as well as cells.
        whole = all(cell.text for cell in cells)
        ends = [below.starts_line for below in cells[1:]] + [True]
        return Grid(
            tuple(_placed(cell, joins_next=whole and not end) for cell, end in zip(cells, ends, strict=True)),
            (None, None),
            separator,
        )
    rows, width = found
    if all(opens_row(row[0]) for row in rows if any(cell.text for cell in row)) and any(len(row) > 1 for row in rows):
        rows = [row[1:] for row in rows]
        width = width and width - 1
    if separator == " " or _is_even(rows):
        placed = [[_placed(cell, number, column) for column, cell in enumerate(row)] for number, row in enumerate(rows)]
        if any(map(_repeats_a_label, placed)):
            return Grid(tuple(_without_repeats(placed)), (len(rows), max(map(len, rows))), separator)
    grid_cells = tuple(
        _placed(cell, number, column) for number, row in enumerate(rows) for column, cell in enumerate(row)
    )
    return Grid(grid_cells, (len(rows), width or _common_length(rows)), separator)


def _is_even(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether every row but the last is as long as one next to it, and none is padded: merged cells stand in each.

    Rows may also lack the blank cells at their end, where other blank cells are kept.
    """
    if any(cell.padding for row in rows for cell in row):
        return False
    if _have_even_lengths(rows):
        return True
    return all(row and row[-1].text for row in rows) and any(not cell.text for row in rows for cell in row)


def _have_even_lengths(rows: Sequence[Sequence[object]]) -> bool:
    """Whether every row but the last is as long as one next to it."""
    lengths = [len(row) for row in rows]
    beside = zip(lengths, [0, *lengths], [*lengths[1:], 0], strict=False)
    return all(own in (above, below) for own, above, below in list(beside)[:-1])


def _repeats_a_label(row: Sequence[GridCell]) -> bool:
    """Whether the same text stands in neighbouring columns, as a merged cell does in the tables of data frames."""
    return any(
        len(labels := list(run)) >= _WIDE and _is_merged_label(labels[0].text)
        for _, run in itertools.groupby(row, key=lambda cell: cell.text)
    )


def _is_merged_label(text: str) -> bool:
    """Whether a text is a label: what stands for a blank cell (空, ×, …) may stand in neighbouring cells too."""
    return _WORD.search("".join(text.split())) is not None and is_words(text)


def _without_repeats(rows: Sequence[Sequence[GridCell]]) -> Iterator[GridCell]:
    """The cells of a table that repeats merged cells in all their columns, each once with the columns that it spans.

    Two equal figures next to each other may be two cells: they are one where the header above them is one, and where
    they reach into a part of a merged header's columns, which then are not merged in this row.
    """
    merged: Set[int] = frozenset()  # the columns that go on with the header cell at their left
    numbered = _are_numbered(rows)
    even = _have_even_lengths(rows)
    for number, row in enumerate(rows):
        if even and number and len(row) != len(rows[number - 1]):
            merged = frozenset()  # another table, with headers of its own
        repeated = {column for column in range(1, len(row)) if row[column].text == row[column - 1].text}
        labels = {column for column in repeated if _is_merged_label(row[column].text)}
        if all(is_words(cell.text) or not cell.text for cell in row[numbered:]):
            merged = frozenset(labels)
        broken = {column - 1 for column in merged if column < len(row) and column not in repeated}
        joined = labels | (repeated & merged) | (repeated & broken - merged)
        start = 0
        for column in range(1, len(row) + 1):
            if column == len(row) or column not in joined:
                yield evolve(row[start], row_span=1, column_span=column - start)
                start = column


def _merged(cells: list[GridCell], width: int) -> tuple[GridCell, ...]:
    """The cells of a grid whose columns are known; where merged cells stand in each of their columns, each once.

    Tables that follow each other may have columns of their own, where no cell spans several.
    """
    rows = [list(row) for _, row in itertools.groupby(cells, key=_row)]
    plain = all(cell.row_span == cell.column_span == 1 for cell in cells)
    whole = all(len(row) == width for row in rows) or (plain and _have_even_lengths(rows))
    if not whole or not any(map(_repeats_a_label, rows)):
        return tuple(cells)
    return tuple(_without_repeats(rows))


def _are_numbered(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Whether the rows of a table begin with numbers that count up by one, as those of a data frame do; several frames
    may stand below each other, and the header of each has no number.
    """
    texts = [row[0].text for row in rows if row and row[0].text]
    if len(texts) < 2 or not all(text.isdecimal() and len(text) < _NUMBERS for text in texts):
        return False
    numbers = list(map(int, texts))
    again = [below for above, below in itertools.pairwise(numbers) if below != above + 1]
    return set(again) <= {0, 1} and len(again) + 1 >= len(rows) - len(numbers)


def _placed(
    cell: Cell,
    row: int | None = None,
    column: int | None = None,
    row_span: int | None = None,
    column_span: int | None = None,
    *,
    joins_next: bool = False,
) -> GridCell:
    return GridCell(cell.text, cell.start, cell.end, row, column, row_span, column_span, cell.padding, joins_next)


def _nodes(cells: Sequence[Cell], usual: int) -> Grid:
    """Cells parted by the usual number of separators; more of them stand for empty cells."""
    placed: list[GridCell] = []
    empty: list[Cell] = []
    for cell in cells:
        if not cell.text:
            empty.append(cell)
            continue
        if placed:
            placed[-1] = evolve(placed[-1], joins_next=len(empty) <= usual)
            placed += map(_placed, empty[usual:])
        placed.append(_placed(cell))
        empty = []
    return Grid((*placed, *map(_placed, empty[usual:])), (None, None), "\n")


def _common_length(rows: list[list[Cell]]) -> int | None:
    """The number of columns, where all rows but perhaps the last have the same number of cells."""
    lengths = {len(row) for row in rows[:-1]} or {len(rows[-1])}
    width = max(lengths)
    return width if len(lengths) == 1 and len(rows[-1]) <= width else None


# --- boxes ----------------------------------------------------------------------------------------------------------


def _boxes(region: list[Cell]) -> Iterator[list[Cell]]:
    """The boxes that stand below each other, with more than a line across between them: each ends in its own column."""
    box: list[Cell] = []
    right = OPEN
    for line in _lines_of(region):
        _, own = line[-1].edges or (0, OPEN)
        if box and box[-1].breaks > _WITHIN and OPEN not in (own, right) and own != right:
            yield box
            box, right = [], OPEN
        box += line
        right = own if right == OPEN else right
    if box:
        yield box


def _lines_of(region: Sequence[Cell]) -> Iterator[list[Cell]]:
    line: list[Cell] = []
    for cell in region:
        if cell.starts_line and line:
            yield line
            line = []
        line.append(cell)
    if line:
        yield line


def _box(region: list[Cell]) -> Grid:
    """A box drawn with characters: pieces below each other without a line between them are one cell."""
    pieces: list[list[Cell]] = []
    tops: list[int] = []
    bottoms: list[int] = []
    above: dict[tuple[int, int], int] = {}
    here: dict[tuple[int, int], int] = {}
    line = 0
    for cell in region:
        if cell.starts_line and pieces:
            above, here = here, {}
            line += 1
        edges = cell.edges or (0, 0)
        number = above.get(edges)
        if number is None or cell.ruled:
            number = len(pieces)
            pieces.append([])
            tops.append(line)
            bottoms.append(line)
        pieces[number].append(cell)
        bottoms[number] = line
        here[edges] = number
    if _have_lost_rules(pieces, tops, bottoms):
        return Grid(tuple(map(_placed, region)), (None, None), "|")
    rows = sorted(set(tops))
    columns = sorted({cell.edges[0] for cell in region if cell.edges})
    cells: list[GridCell] = []
    for own, top, bottom in zip(pieces, tops, bottoms, strict=True):
        left, right = own[0].edges or (0, 0)
        row, column = rows.index(top), columns.index(left)
        cells.append(
            evolve(
                _joined(own),
                row=row,
                column=column,
                row_span=bisect_right(rows, bottom) - row,
                column_span=bisect_left(columns, right) - column,
            )
        )
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(_merged(cells, len(columns)), (len(rows), len(columns)), "|")


def _have_lost_rules(pieces: Sequence[Sequence[Cell]], tops: Sequence[int], bottoms: Sequence[int]) -> bool:
    """Whether figures of one row stand in different lines, so that a line across the box is gone between two rows."""
    lines: dict[tuple[int, int], set[int]] = {}
    for own, top, bottom in zip(pieces, tops, bottoms, strict=True):
        filled = [number for number, piece in enumerate(own) if piece.text]
        if top < bottom and len(filled) == 1 and read_quantity(own[filled[0]].text) is not None:
            lines.setdefault((top, bottom), set()).add(filled[0])
    return any(len(found) > 1 for found in lines.values())


def _joined(pieces: Sequence[Cell]) -> GridCell:
    filled = [piece for piece in pieces if piece.text] or pieces[:1]
    text = "\n".join(piece.text for piece in filled)
    return GridCell(text, filled[0].start, filled[-1].end, padding=None if not text else False)


# --- tables with tags -----------------------------------------------------------------------------------------------


def _marked(region: list[Cell]) -> Grid:
    """A table whose tags tell its rows and what each cell spans."""
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    row, column, width = -1, 0, 0
    for cell in region:
        if cell.starts_line:
            row, column = row + 1, 0
        while (row, column) in taken:
            column += 1
        rows, columns = cell.spans or (1, 1)
        taken.update((row + down, column + right) for down in range(rows) for right in range(columns))
        cells.append(_placed(cell, row, column, rows, columns))
        column += columns
        width = max(width, column)
    return Grid(_merged(cells, width), (row + 1, width), "|")


# --- lines ----------------------------------------------------------------------------------------------------------


def _lines(region: list[Cell]) -> Grid:
    """Cells that only line breaks or gaps part; line breaks beyond the usual number stand for empty cells."""
    usual = _usual_breaks(region)
    cells: list[GridCell] = []
    for number, cell in enumerate(region):
        empty = cell.breaks - usual if number + 1 < len(region) else 0
        cells.append(_placed(cell, joins_next=empty <= 0))
        if 0 < empty <= _MAX_EMPTY_LINES:
            first = cell.end + usual
            cells += [GridCell("", place, place, padding=None) for place in range(first, first + empty)]
    return Grid(tuple(cells), (None, None), "\n")


def _usual_breaks(region: list[Cell]) -> int:
    """The smallest number of line breaks that commonly stands between short lines.

    Fewer stand inside a wrapped label, more where cells are empty, which may be most of them. Prose may be set in
    another way than the table, so only short lines count.
    """
    for longest in (_SHORT_LINE, None):
        counts = Counter(cell.breaks for cell in region if cell.breaks and len(cell.text[:longest]) == len(cell.text))
        common = [breaks for breaks, count in counts.items() if count >= COMMON * counts.total()]
        if common:
            return min(common)
    return 1
