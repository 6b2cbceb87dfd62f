"""Stage 2, continued: where the rows of cells start that bars, tabs or commas part.

In: the cells of one run, in reading order. Out: the same cells in rows, and the table's width where that is what tells
them; or nothing. What is told apart first is how many separators a cell takes: some writers set one before and one
after each cell, or one at every piece of white space between the page's tags. Where rows end is taken from evidence,
strongest first:

1. *Padding.* Some writers fill each row with bars up to the table's width. If exactly one width exists at whose
   multiples every run of padding ends, it is the table's, and every row but the last has that many cells.
2. *Whole lines.* Where the lines have as many cells as their neighbours, each is a row.
3. *One width.* A row ends between a figure and the label that follows it. If a width has a multiple in each of these
   places, and not by chance, it is the table's.
4. *Lines.* Where lines hold several cells, a line is a row. A line that begins with a bar goes on with the row above
   when the rows of the grid do not begin with one, unless it has a label and figures of its own.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from attrs import evolve

from .quantity import looks_like_quantity, read_quantity
from .tokenizer import Cell

__all__ = ["COMMON", "Rows", "is_label", "is_words", "opens_row", "rows_of", "separators_of_nodes", "without_doubles"]

# The share of all gaps between cells that makes one a common one.
COMMON: Final = 0.2
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
# A width is a table's if rows end by chance where it says with no more than this probability.
_BY_CHANCE: Final = 1e-4


class Rows(NamedTuple):
    """Cells in rows; `width` is the number of cells in each, None where nothing but the rows tells it."""

    rows: list[list[Cell]]
    width: int | None


def rows_of(cells: list[Cell]) -> Rows | None:
    """The rows of cells, by the strongest evidence there is, or None where the text does not tell them."""
    width = _padded_width(cells)
    starts: Sequence[int] | None
    if width is not None and all(cells[start].starts_line for start in range(0, len(cells), width)):
        return Rows(_split(cells, range(0, len(cells), width)), width)
    if (groups := _rows_between_empty_lines(cells)) is not None:
        return Rows(groups, width)
    if (broken := _rows_broken_at_blanks(cells)) is not None:
        return Rows(broken, width)
    if (starts := _whole_lines(cells)) is not None:
        return Rows(_split(cells, starts), width)
    if (starts := _even_rows(cells)) is not None:
        return Rows(_split(cells, starts), starts[-1] - starts[-2])
    if (starts := _line_rows(cells)) is not None:
        return Rows([_without_bars_between(row) for row in _split(cells, starts)], width)
    return None


def separators_of_nodes(cells: Sequence[Cell]) -> int | None:
    """How many separators stand between two cells if a writer sets one at every piece of the page's own white space.

    Two figures then never stand on one line, unless all of the text does, and never with a single separator between
    them; else None.
    """
    texts = [number for number, cell in enumerate(cells) if cell.text]
    pairs = list(itertools.pairwise(texts[1:]))
    if 2 * sum(below - above == 1 for above, below in pairs) > len(pairs):
        return None  # most cells have a single separator between them
    if not any((below - above) % 2 for above, below in pairs) and any(
        below - above <= 2 and is_label(cells[below]) and not is_label(cells[above]) for above, below in pairs
    ):
        return None  # a separator before and one after each cell, and no more of them at a row's end
    gaps: Counter[int] = Counter()
    one_line = not any(cell.starts_line for cell in cells[1:])
    lines = empty = 0
    last: Cell | None = None
    for cell in cells:
        lines += cell.starts_line
        if not cell.text:
            empty += 1
            continue
        if last is not None and not (is_label(last) or is_label(cell)):
            gaps[empty if lines or one_line else 0] += 1
        last, empty, lines = cell, 0, 0
    if gaps.total() < _FEWEST_GAPS or gaps[0] > (1 - _DOUBLED) * gaps.total():
        return None
    return min(gap for gap, count in gaps.items() if gap > 0 and count >= COMMON * gaps.total())


def without_doubles(cells: list[Cell], separator: str) -> list[Cell]:
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


def _rows_between_empty_lines(cells: list[Cell]) -> list[list[Cell]] | None:
    """The rows if empty lines part them and some row takes several lines, each of which a bar opens; else None."""
    lines = _lines_of(cells)
    groups: list[list[list[Cell]]] = [[lines[0]]]
    for above, line in itertools.pairwise(lines):
        if above[-1].breaks > 1:
            groups.append([])
        groups[-1].append(line)
    if len(groups) < _EVEN * len(lines) or len(groups) == len(lines) or not all(opens_row(line[0]) for line in lines):
        return None
    # The bar that opens a line within a row parts two cells, and stands for none.
    return [[*group[0], *(cell for line in group[1:] for cell in line[1:])] for group in groups]


def _rows_broken_at_blanks(cells: list[Cell]) -> list[list[Cell]] | None:
    """The rows if blank cells hold a line break that ends the row's line, and bars stand around each line; else None.

    The end of such a line and the beginning of the next are one blank cell, so no line that goes on is as long as rows.
    """
    lines = _lines_of(cells)
    if not all(opens_row(line[0]) and len(line) > 1 for line in lines):
        return None
    goes_on = [False, *(not (above[-1].text or line[1].text) for above, line in itertools.pairwise(lines))]
    longest = max(map(len, lines))
    rests = [line for line, is_rest in zip(lines, goes_on, strict=True) if is_rest]
    alone = any(not line[1].text for line, is_rest in zip(lines, goes_on, strict=True) if not is_rest)
    if len(rests) < _FEW or alone or any(len(line) == longest for line in rests):
        return None
    rows: list[list[Cell]] = []
    for line, is_rest in zip(lines, goes_on, strict=True):
        if is_rest:
            rows[-1] += line[2:]
        else:
            rows.append([*line])
    return rows


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
        if not is_label(cell):
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


def _line_rows(cells: list[Cell]) -> list[int] | None:
    """Where rows start if lines hold several cells, or None where lines are cells."""
    lines = _lines_of(cells)
    if max(map(len, lines)) > _MAX_WIDTH or (len(lines) == 1 and _is_table(cells)):
        return None
    texts = [sum(1 for cell in line if cell.text) for line in lines]
    if sum(1 for count in texts if count > 1) < max(1, sum(map(bool, texts)) * _ROW_LINES):
        return None
    starts = _row_starts(lines)
    firsts = _line_starts(cells)
    opened = [opens_row(line[0]) for line, count in zip(lines, texts, strict=True) if count]
    if sum(opened) >= _EVEN * len(opened):
        # A bar opens each row here, so a line without one goes on with the row above.
        starts = [start for start in starts if start == 0 or not cells[start].text]
    else:
        # Rows begin with text here, so a line that begins with a bar goes on with the row above, unless that is a
        # header, or has its figures and another label follows. No tab opens a row: one before a label stands behind a
        # blank cell, as below a merged label.
        own = {number for number, line in zip(firsts, lines, strict=True) if _begins_blank(line)}
        own |= {
            number
            for number, (above, line) in zip(firsts[1:], itertools.pairwise(lines), strict=True)
            if (len(above) > _ROW_LABELS and all(map(is_label, above))) or _follows(line, above)
        }
        starts = [start for start in starts if cells[start].text or start == 0 or start in own]
    longest = max(stop - start for start, stop in itertools.pairwise([*starts, len(cells)]))
    return starts if longest <= _MAX_WIDTH else None


def _without_bars_between(row: list[Cell]) -> list[Cell]:
    """A row of one or more lines, without the bars that open a line and close the last cell of the line above."""
    kept = row[:1]
    for above, cell in itertools.pairwise(row):
        if not (cell.starts_line and not cell.text and above.closed_by == "\n"):
            kept.append(cell)
    return kept


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


def _begins_blank(line: Sequence[Cell]) -> bool:
    """Whether tabs stand before the first text of a line, and that is a label."""
    first = next((cell for cell in line if cell.text), None)
    return line[0].closed_by == "\t" and first is not None and is_label(first)


def _follows(line: Sequence[Cell], above: Sequence[Cell]) -> bool:
    """Whether a line behind a bar is a row of its own: labels and figures, below a figure that a bar closes."""
    texts = [cell for cell in line if cell.text]
    is_row = len(texts) > 1 and is_label(texts[0]) and not is_label(texts[-1])
    return is_row and bool(above[-1].text) and above[-1].closed_by == "|" and not is_label(above[-1])


def _is_table(cells: Sequence[Cell]) -> bool:
    """Whether cells are more than a row: a label follows a figure, or more labels than a row has come before them."""
    labels = [is_label(cell) for cell in cells if cell.text]
    first = labels.index(False) if False in labels else len(labels)
    return any(labels[first:]) or _ROW_LABELS < first < len(labels)


def _split(cells: list[Cell], starts: Sequence[int]) -> list[list[Cell]]:
    return [cells[start:stop] for start, stop in zip(starts, [*starts[1:], len(cells)], strict=True)]


def _lines_of(cells: list[Cell]) -> list[list[Cell]]:
    return _split(cells, _line_starts(cells))


def _line_starts(cells: list[Cell]) -> list[int]:
    return [number for number, cell in enumerate(cells) if cell.starts_line or number == 0]


def opens_row(cell: Cell) -> bool:
    """An empty cell at the start of a line: the bar that opens a row in some writers' tables."""
    return not cell.text and cell.starts_line and cell.padding is not True


def is_label(cell: Cell) -> bool:
    """Whether a cell holds a text that is no figure, nor meant as one."""
    return is_words(cell.text)


def is_words(text: str) -> bool:
    """Whether a text is no figure, nor meant as one."""
    return bool(text) and read_quantity(text) is None and not looks_like_quantity(text)
