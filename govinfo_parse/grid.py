"""Stage 2: cells to grids, without knowledge of the forms.

What comes in are the cells of stage 1; what goes out are `Grid`s that together hold every cell in reading order. A
run of cells closed by bars or tabs is one grid; the lines between such runs are another, of unknown shape.

Where rows end is taken from evidence, strongest first:

1. *Padding.* Some writers fill each row with bars up to the table's width. If exactly one width exists at whose
   multiples every run of padding ends, it is the table's, and every row but the last has that many cells.
2. *Lines.* Where lines hold several cells, a line is a row. A line that begins with a bar goes on with the row above
   when the rows of the grid do not begin with one.

Where the text gives neither, rows and columns are None. A grid never invents a cell, with one exception that the text
does tell: more line breaks between two lines than the others have stand for empty cells of no width.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import Final, Literal

from attrs import evolve, frozen

from .quantity import looks_like_quantity, read_quantity
from .tokenizer import Cell

__all__ = ["Grid", "GridCell", "reconstruct"]

# What parts the cells of a grid; a space stands for columns that white space keeps.
Separator = Literal["|", "\t", ",", " ", "\n"]

# Lines are whole rows if this share of them has as many cells as the next one, and some have more than a few.
_EVEN: Final = 0.8
_WIDE: Final = 3
# A writer doubles separators if at least this share of at least so many neighbouring texts have empty cells between.
_FEWEST_GAPS: Final = 6
_DOUBLED: Final = 0.9
_MOSTLY: Final = 0.6
_FEW: Final = 3
# A longer text may be a label, and so the beginning of a row.
_SHORT_CELL: Final = 2
# No row has more labels before its figures.
_ROW_LABELS: Final = 5
# The widest table that is looked for; a longer run of padding is noise.
_MAX_WIDTH: Final = 64
# Lines hold whole rows when at least this share of the lines with text has more than one cell.
_ROW_LINES: Final = 0.25
# Lines up to this length may be cells of a table; longer ones are prose.
_SHORT_LINE: Final = 60
# A width is a table's if rows end by chance where it says with no more than this probability.
_BY_CHANCE: Final = 1e-4
# The share of the short lines that makes a number of line breaks a common one.
_COMMON_BREAKS: Final = 0.2
# More empty lines in a row than this are the layout of a page, not cells of a table.
_MAX_EMPTY_LINES: Final = 40


@frozen
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
    return [
        _box(region)
        if _is_drawn(region[0])
        else _marked(region)
        if region[0].spans
        else _lines(region)
        if separator == "\n"
        else _table(region, separator)
        for region, separator in _regions(cells)
    ]


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
    if (usual := _separators_of_nodes(region)) is not None:
        return _nodes(region, usual)
    cells = _without_doubles(region, separator)
    width = _padded_width(cells)
    starts: Sequence[int] | None
    if width is not None and all(cells[start].starts_line for start in range(0, len(cells), width)):
        rows = _split(cells, range(0, len(cells), width))
    elif (groups := _rows_between_empty_lines(cells)) is not None:
        rows = groups
    elif (starts := _whole_lines(cells)) is not None:
        rows = _split(cells, starts)
    elif (starts := _even_rows(cells)) is not None:
        rows = _split(cells, starts)
        width = starts[-1] - starts[-2]
    elif (starts := _line_rows(cells)) is not None:
        rows = _split(cells, starts)
    else:
        # In one line without empty cells, separators may part the pieces of a cell as well as cells.
        whole = all(cell.text for cell in cells)
        ends = [below.starts_line for below in cells[1:]] + [True]
        return Grid(
            tuple(_placed(cell, joins_next=whole and not end) for cell, end in zip(cells, ends, strict=True)),
            (None, None),
            separator,
        )
    if all(_opens_row(row[0]) for row in rows) and any(len(row) > 1 for row in rows):
        rows = [row[1:] for row in rows]
        width = width and width - 1
    if _is_even(rows) and any(map(_repeats_a_label, rows)):
        return Grid(tuple(_without_repeats(rows)), (len(rows), max(map(len, rows))), separator)
    grid_cells = tuple(
        _placed(cell, number, column) for number, row in enumerate(rows) for column, cell in enumerate(row)
    )
    return Grid(grid_cells, (len(rows), width or _common_length(rows)), separator)


def _is_even(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether every row but the last is as long as one next to it, and none is padded: merged cells stand in each."""
    lengths = [len(row) for row in rows]
    beside = zip(lengths, [0, *lengths], [*lengths[1:], 0], strict=False)
    is_even = all(own in (above, below) for own, above, below in list(beside)[:-1])
    return is_even and not any(cell.padding for row in rows for cell in row)


def _repeats_a_label(row: Sequence[Cell]) -> bool:
    """Whether the same text stands in neighbouring columns, as a merged cell does in the tables of data frames."""
    return any(
        len(labels := list(run)) >= _WIDE and _is_label(labels[0])
        for _, run in itertools.groupby(row, key=lambda cell: cell.text)
    )


def _is_label(cell: Cell) -> bool:
    return bool(cell.text) and read_quantity(cell.text) is None and not looks_like_quantity(cell.text)


def _without_repeats(rows: Sequence[Sequence[Cell]]) -> Iterator[GridCell]:
    """The cells of a table that repeats merged cells in all their columns, each once with the columns that it spans.

    Two equal figures next to each other may be two cells: they are one where the header above them is one, and where
    they reach into a part of a merged header's columns, which then are not merged in this row.
    """
    merged: Set[int] = frozenset()  # the columns that go on with the header cell at their left
    for number, row in enumerate(rows):
        repeated = {column for column in range(1, len(row)) if row[column].text == row[column - 1].text}
        labels = {column for column in repeated if _is_label(row[column])}
        if all(_is_label(cell) or not cell.text for cell in row):
            merged = frozenset(labels)
        broken = {column - 1 for column in merged if column < len(row) and column not in repeated}
        joined = labels | (repeated & merged) | (repeated & broken - merged)
        start = 0
        for column in range(1, len(row) + 1):
            if column == len(row) or column not in joined:
                yield _placed(row[start], number, start, 1, column - start)
                start = column


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


def _opens_row(cell: Cell) -> bool:
    """An empty cell at the start of a line: the bar that opens a row in some writers' tables."""
    return not cell.text and cell.starts_line and cell.padding is not True


def _without_doubles(cells: list[Cell], separator: str) -> list[Cell]:
    """The cells without what writers add that set a separator before and one after each cell.

    Texts then never stand next to each other. If the number of separators between them is always even, one of each pair
    is dropped. If not, their number tells nothing of blank cells, and all empty cells are dropped.
    """
    texts = [number for number, cell in enumerate(cells) if cell.text]
    pairs = [(a, b) for a, b in itertools.pairwise(texts) if separator == "|" or not _parted_by_line(cells, a, b)]
    gaps = [b - a for a, b in pairs]
    doubled = sum(1 for gap in gaps if gap > 1)
    few = sum(1 for gap in gaps if 1 < gap <= _FEW)
    if len(gaps) < 2 or (any(cell.padding for cell in cells) and few < _MOSTLY * len(gaps)):
        return cells  # bars that touch are padding, unless most texts have two or three between them and the next
    # What stands above a table may be parted from it in another way than its cells are.
    inner = gaps[1:] if len(gaps) > _FEWEST_GAPS else gaps
    if any(gap % 2 for gap in inner):
        # A blank cell between doubled separators would make a gap of more than two.
        share = _DOUBLED if max(gaps) > 2 else _MOSTLY
        tells_nothing = len(gaps) >= _FEWEST_GAPS and doubled >= share * len(gaps)
        return [cell for cell in cells if cell.text] if tells_nothing else cells
    if separator == "|":
        apart = gaps[0] % 2
        return [*cells[texts[0] : texts[0] + apart], *_second_of_each(cells, texts[1] if apart else texts[0] % 2)]
    lines = _lines_of(cells)
    if all(number % 2 == 0 for line in lines for number, cell in enumerate(line) if cell.text):
        return [cell for line in lines for cell in line[::2]]
    kept: list[Cell] = []
    place = 0
    for cell in cells:
        place = 0 if cell.starts_line and cell.text else place + 1
        if cell.text or place % 2 == 0:
            kept.append(cell)
    return kept


def _second_of_each(cells: Sequence[Cell], first: int) -> Iterator[Cell]:
    """Every second cell; those left out may begin a line, and that two bars touched there shows no padding."""
    for number in range(first, len(cells), 2):
        cell = cells[number]
        starts_line = cell.starts_line or (number > 0 and cells[number - 1].starts_line)
        if cell.padding or starts_line != cell.starts_line:
            cell = evolve(cell, padding=None if cell.padding else cell.padding, starts_line=starts_line)
        yield cell


def _parted_by_line(cells: list[Cell], first: int, last: int) -> bool:
    return any(cell.starts_line for cell in cells[first + 1 : last + 1])


def _separators_of_nodes(cells: Sequence[Cell]) -> int | None:
    """How many separators stand between two cells if a writer sets one at every piece of the page's own white space.

    Two figures then never stand on one line, and never with a single separator between them; else None.
    """
    texts = [number for number, cell in enumerate(cells) if cell.text]
    pairs = list(itertools.pairwise(texts[1:]))
    if not any((below - above) % 2 for above, below in pairs) and any(
        below - above <= 2 and _is_label(cells[below]) and not _is_label(cells[above]) for above, below in pairs
    ):
        return None  # a separator before and one after each cell, and no more of them at a row's end
    gaps: Counter[int] = Counter()
    lines = empty = 0
    last: Cell | None = None
    for cell in cells:
        lines += cell.starts_line
        if not cell.text:
            empty += 1
            continue
        if last is not None and not (_is_label(last) or _is_label(cell)):
            gaps[empty if lines else 0] += 1
        last, empty, lines = cell, 0, 0
    if gaps.total() < _FEWEST_GAPS or gaps[0] > (1 - _DOUBLED) * gaps.total():
        return None
    return min(gap for gap, count in gaps.items() if gap > 0 and count >= _COMMON_BREAKS * gaps.total())


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


def _padded_width(cells: list[Cell]) -> int | None:
    """The only width at whose multiples every run of padding ends, or None."""
    common, longest, run = 0, 0, 0
    for number, cell in enumerate(cells):
        if cell.padding:
            run += 1
            if number + 1 < len(cells) and cells[number + 1].padding and not cells[number + 1].starts_line:
                continue
            common = math.gcd(common, number + 1)
            longest = max(longest, run)
        run = 0
    widths = [width for width in range(longest + 1, min(common, _MAX_WIDTH) + 1) if common % width == 0]
    return widths[0] if len(widths) == 1 else None


def _even_rows(cells: list[Cell]) -> Sequence[int] | None:
    """Where rows start in a table whose rows all have as many cells, also where merged cells cover several; else None.

    A row has its labels before its figures. So one ends somewhere between a figure and the label that follows, and if
    a width has a multiple in each of these places, in more of them than chance would have it, it is the table's. Where
    bars stand before cells, the first one closes what stands above the table, and none its last cell.
    """
    ends: list[tuple[int, int]] = []
    figure: int | None = None
    for number, cell in enumerate(cells):
        if not cell.text:
            continue
        if not _is_label(cell):
            figure = number
        elif figure is not None:
            ends.append((figure, number))
            figure = None
    for width, above in itertools.product(range(_MAX_WIDTH, _WIDE, -1), (0, 1)):
        if len(cells) % width or any((below - above) // width == (figure - above) // width for figure, below in ends):
            continue
        chance = math.prod((min(1.0, (below - figure) / width) for figure, below in ends), start=1 / width)
        starts = range(above, len(cells), width)
        return None if chance > _BY_CHANCE or len(starts) < 2 else [0, *starts] if above else starts
    return None


def _split(cells: list[Cell], starts: Sequence[int]) -> list[list[Cell]]:
    return [cells[start:stop] for start, stop in zip(starts, [*starts[1:], len(cells)], strict=True)]


def _lines_of(cells: list[Cell]) -> list[list[Cell]]:
    return _split(cells, _line_starts(cells))


def _rows_between_empty_lines(cells: list[Cell]) -> list[list[Cell]] | None:
    """The rows if empty lines part them and some row takes several lines, each of which a bar opens; else None."""
    lines = _lines_of(cells)
    groups: list[list[list[Cell]]] = [[lines[0]]]
    for above, line in itertools.pairwise(lines):
        if above[-1].breaks > 1:
            groups.append([])
        groups[-1].append(line)
    if len(groups) < _EVEN * len(lines) or len(groups) == len(lines) or not all(_opens_row(line[0]) for line in lines):
        return None
    # The bar that opens a line within a row parts two cells, and stands for none.
    return [[*group[0], *(cell for line in group[1:] for cell in line[1:])] for group in groups]


def _whole_lines(cells: list[Cell]) -> list[int] | None:
    """Where rows start if every line is a whole row, also one whose first cell is empty; else None."""
    if cells[0].edges:
        return _line_starts(cells)  # what begins further right on its line begins with empty cells
    lines = _lines_of(cells)
    if max(map(len, lines)) > _MAX_WIDTH:
        return None  # the line breaks of the whole table are gone
    # Tables of several widths may follow each other.
    lengths = [0, *(len(line) for line in lines if any(cell.text for cell in line)), 0]
    even = sum(1 for above, own, below in zip(lengths, lengths[1:], lengths[2:], strict=False) if own in (above, below))
    if max(lengths) < _WIDE or even < _EVEN * (len(lengths) - 2):
        return None
    return _row_starts(lines)


def _row_starts(lines: Sequence[Sequence[Cell]]) -> list[int]:
    """Where rows start if lines are rows, but for a line whose row was broken behind its first cell.

    Together the two have as many cells as most rows, and no label, which would be the beginning of a row.
    """
    width = Counter(map(len, lines)).most_common(1)[0][0]
    starts = [0, *itertools.accumulate(map(len, lines[:-1]))]
    goes_on = [
        len(above) == 1 and len(line) + 1 == width and bool(above[0].text) and len(line[0].text) <= _SHORT_CELL
        for above, line in itertools.pairwise(lines)
    ]
    return [start for start, is_rest in zip(starts, [False, *goes_on], strict=True) if not is_rest]


def _line_rows(cells: list[Cell]) -> list[int] | None:
    """Where rows start if lines hold several cells, or None where lines are cells."""
    lines = _lines_of(cells)
    if max(map(len, lines)) > _MAX_WIDTH or (len(lines) == 1 and _is_table(cells)):
        return None
    texts = [sum(1 for cell in line if cell.text) for line in lines]
    if sum(1 for count in texts if count > 1) < max(1, sum(map(bool, texts)) * _ROW_LINES):
        return None
    starts = _row_starts(lines)
    if all(_opens_row(line[0]) for line, count in zip(lines, texts, strict=True) if count):
        return starts
    # Rows begin with text here, so a line that begins with a bar continues the row above.
    return [start for start in starts if cells[start].text or start == 0]


def _is_table(cells: Sequence[Cell]) -> bool:
    """Whether cells are more than a row: a label follows a figure, or more labels than a row has come before them."""
    labels = [_is_label(cell) for cell in cells if cell.text]
    first = labels.index(False) if False in labels else len(labels)
    return any(labels[first:]) or _ROW_LABELS < first < len(labels)


def _line_starts(cells: list[Cell]) -> list[int]:
    return [number for number, cell in enumerate(cells) if cell.starts_line or number == 0]


def _common_length(rows: list[list[Cell]]) -> int | None:
    """The number of columns, where all rows but perhaps the last have the same number of cells."""
    lengths = {len(row) for row in rows[:-1]} or {len(rows[-1])}
    width = max(lengths)
    return width if len(lengths) == 1 and len(rows[-1]) <= width else None


# --- boxes ----------------------------------------------------------------------------------------------------------


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
    return Grid(tuple(cells), (len(rows), len(columns)), "|")


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
    return Grid(tuple(cells), (row + 1, width), "|")


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
        common = [breaks for breaks, count in counts.items() if count >= _COMMON_BREAKS * counts.total()]
        if common:
            return min(common)
    return 1
