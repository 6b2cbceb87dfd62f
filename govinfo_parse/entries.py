"""Stage 3, continued: the cells that stand beside each row's label, before it is known which column each is of.

In: a stream, its chains of labels, and the label index. Out: `Entries`, one for each row of each chain. Where the
text's own headers show more columns than the form has, or another order, the entries say so.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final, NamedTuple

from attrs import evolve, frozen

from .alignment import Chain, Found, Item, Stream
from .codes import CODE, unit_of_cell
from .forms import Block, Column, FormTable, Row
from .grid import Grid, GridCell
from .headers import columns_in_line, local_headers, outcomes_in_order
from .labels import LONGEST_LABEL, LabelIndex, split_label
from .quantity import CHANGES, COUNTS, MONEY, UNIT_HEADERS, read_quantity, unit_in

__all__ = ["Anchor", "Entries", "read_entries"]

# How far below its headers the cells of a row without label may begin, and the longest piece of a header on the way.
_REACH: Final = 40
_HEADER: Final = 20
# So many cells above the first header of a part its heading may stand.
_HEADINGS: Final = 12
# What may be cut off the beginning of a unit.
_UNIT_BEGINNINGS: Final = ("万", "亿", "人")
# What stands for columns that a printed frame has left out.
_LEFT_OUT: Final = ("...", "…")
# What stands within a figure.
_POINTS: Final = (",", "，", ".", "．")
# More characters between two cells are more than white space.
_MOST_SPACES: Final = 100
_GROUPED: Final = re.compile(r"\d{1,3}(?: \d{3})+")
# The number of a row as forms print it.
_CODE: Final = re.compile(r"\d\d")
# The year of a column of values.
_OF_YEAR: Final = re.compile(r"\s*(?:20\d\d|本)\s*年度?\s*")
# So far around a figure a unit of one character is looked for.
_MOST_NEAR: Final = 200
# A longer text in a row is no cell's content but what follows the table.
_LONGEST_CELL: Final = 16
# How the title of a section begins.
_SECTION: Final = re.compile("[一二三四五六七八九十]{1,3}、")
# So many rows with a dash behind the label show a writer's habit.
_FEWEST_DASHES: Final = 4
_LED: Final = 0.8
# A piece of what stands over the labels is no longer.
_CORNER: Final = 8
# A header of more cells is none of ours.
_MOST_HEADERS: Final = 60
# A header has no more rows above those in which the form's columns stand.
_LEVELS: Final = 4
# A header that is a year, and how many items above the first row may be such.
_YEAR_HEADER: Final = re.compile(r"[(（]?((?:19|20)\d\d)年度?[)）]?")
_MOST_YEARS: Final = 10


class HeaderCells(NamedTuple):
    """The header of a block in a grid: which column of the form each header cell names, None for a local one.

    `names` and `texts` are by the first column of the grid that the header cell stands in. `width` is the number of
    cells of each row of the header, where only that tells the columns of the grid; None where the grid tells them.
    `of_labels` are the columns under which the rows' labels stand. `repeated` are pairs of columns beside each other in
    which one merged header stands.
    """

    names: Mapping[int, Column | None]
    texts: Mapping[int, str]
    of_labels: Set[int]
    width: int | None
    repeated: Sequence[tuple[int, int]] = ()

    def name(self, column: int) -> Column | None:
        """The form's column at a column of the grid: that of the nearest header cell which begins there or before."""
        return self.names[self._start(column)]

    def is_over_labels(self, column: int) -> bool:
        """Whether labels stand in a column, so that a figure there shows a row that is shifted."""
        return column < min(self.names) or self._start(column) in self.of_labels

    def is_over_units(self, column: int) -> bool:
        """Whether a column is that of the units, so that a figure there shows a row that is shifted."""
        return "".join(self.text(column).split()) in UNIT_HEADERS

    def is_beyond(self, column: int) -> bool:
        """Whether a column is further right than the last header cell reaches, so that a figure there shows that the
        header is shifted.
        """
        last = max(self.names)
        header = self.names[last]
        return column >= last + (header.span if header is not None else 1)

    def is_contradicted(self, cells: Sequence[Item]) -> bool:
        """Whether a header that stands in every column it covers has other cells below it in each: the row's cells are
        not merged as its headers are.
        """
        if not self.repeated:
            return False
        texts = {}
        for item in cells:
            start = self._start(item.cell.column or 0)
            texts[start] = "".join(item.cell.text.split())
        return any(texts.get(left) != texts.get(right) for left, right in self.repeated)

    @property
    def has_local(self) -> bool:
        """Whether a header cell is neither the form's nor over the labels."""
        first = min(start for start, column in self.names.items() if column is not None)
        return any(column is None and start > first for start, column in self.names.items())

    def text(self, column: int) -> str:
        """What that header cell says."""
        return self.texts.get(self._start(column), "")

    def _start(self, column: int) -> int:
        return max((start for start in self.names if start <= column), default=min(self.names))


class Anchor(NamedTuple):
    """A label after which a row's cells stand.

    - `columns`: the columns that the cells are of, as the form has them.
    - `shown`: the columns as the text's own headers show them, None for a local one; None altogether where the headers
      say nothing else than the form.
    - `above`: the header cells as they stand in the grid, None where the text does not tell.
    - `unsure`: headers are missing, or contradict the form in a way that leaves the order open: places are to be
      proved.
    - `unclear`: headers do not follow the form and do not tell the columns, so that no order proves anything.
    - `of_others`: the headers of the row's columns where all of them are those of bodies below the office, or of
      another block of the table.
    """

    label: Found
    row: Row
    columns: tuple[Column, ...]
    shown: tuple[Column | None, ...] | None = None
    has_unit: bool = False
    unsure: bool = False
    unclear: bool = False
    above: HeaderCells | None = None
    of_others: tuple[str, ...] = ()


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
    read: list[list[Entries]] = []
    for chain in chains:
        anchors = sorted(_anchors(stream, chain, index), key=lambda anchor: anchor.label.last)
        last = len(anchors) - 1
        lead = _separators_lead(stream, chain)
        beside = _columns_of_labels(stream, chain)
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


# --- anchors --------------------------------------------------------------------------------------------------------


def _anchors(stream: Stream, chain: Chain, index: LabelIndex) -> Iterator[Anchor]:
    """The labels of all rows; a row without a label stands after the last of its column headers."""
    shown = [_shown_columns(stream, chain, number, index) for number in range(len(chain.table.blocks))]
    above = [_header_in_grid(stream, chain, number) for number in range(len(chain.table.blocks))]
    of_others = [_headers_of_others(stream, chain, number, index) for number in range(len(chain.table.blocks))]
    own_columns = [_with_local_columns(stream, chain, number, header, index) for number, header in enumerate(above)]
    merged_blocks = {
        found.element.block
        for found in chain.found
        if found.element.row is not None
        and (header := above[found.element.block]) is not None
        and _is_merged_up_to(stream.items[found.last], header)
    }
    for found in chain.found:
        if found.element.row is not None:
            block = chain.table.blocks[found.element.block]
            columns, unsure, unclear = shown[found.element.block]
            has_unit = block.unit_column is not None
            header = above[found.element.block]
            merged = found.element.block in merged_blocks
            if header is not None and _ends_before(stream.items[found.last], header, merged=merged):
                unsure = True
            others = of_others[found.element.block]
            if columns is None and (local := own_columns[found.element.block]) is not None:
                columns, unsure, unclear = local or None, unsure or not local, unclear or not local
            yield Anchor(found, found.element.row, block.columns, columns, has_unit, unsure, unclear, header, others)
    for number, block in enumerate(chain.table.blocks):
        for row in block.rows:
            if not row.label:
                headers = [x for x in chain.found if x.element.block == number and x.element.column is not None]
                if beside := list(_anchors_beside(stream, headers, row, block, index)):
                    yield from beside
                    continue
                if headers and len(headers) < len(block.columns):
                    other = outcomes_in_order(stream, chain.first, block, chain.table, index)
                    if other is not None:
                        yield Anchor(chain.found[-1], row, block.columns, other, unsure=True, unclear=True)
                        continue
                anchors = list(_anchors_below(stream, headers, row, block, above[number], index))
                local = own_columns[number]
                if local is not None:
                    is_whole = len(anchors) == 1 and len(anchors[0].columns) == len(block.columns)
                    shown_here = local if is_whole and local else None
                    anchors = [
                        x._replace(shown=shown_here, unsure=shown_here is None, unclear=shown_here is None)
                        for x in anchors
                    ]
                yield from anchors or [Anchor(chain.found[-1], row, block.columns, unsure=True)]


def _ends_before(label: Item, header: HeaderCells, *, merged: bool) -> bool:
    """Whether a label ends before the columns of values begin, so that its row lacks a cell and is shifted; `merged`:
    others are merged up to there.
    """
    end, span = _end(label), label.cell.column_span or 1
    return end is not None and end < _first_of_values(header) and (merged or span > 1)


def _is_merged_up_to(label: Item, header: HeaderCells) -> bool:
    """Whether a label covers several columns, the last of them right before the columns of values."""
    return (label.cell.column_span or 1) > 1 and _end(label) == _first_of_values(header)


def _end(label: Item) -> int | None:
    """The column behind a label."""
    return None if label.cell.column is None else label.cell.column + (label.cell.column_span or 1)


def _first_of_values(header: HeaderCells) -> int:
    return min(start for start, name in header.names.items() if name is not None)


def _anchors_below(
    stream: Stream, headers: Sequence[Found], row: Row, block: Block, above: HeaderCells | None, index: LabelIndex
) -> Iterator[Anchor]:
    """The headers below which the cells of a row without label stand: one, or one for each part of a split table.

    The same headers stand in each part: which it is tells its heading, or the order if all parts are there.
    """
    ends = [len(stream.items), *(found.first for found in headers[:0:-1])][::-1]
    parts: list[list[Found]] = [[]]
    for found, end in zip(headers, ends, strict=False):
        parts[-1].append(found)
        if any(item.role == "figure" for item in stream.items[found.last + 1 : min(end, found.last + 1 + _REACH)]):
            parts.append([])
    parts = [part for part in parts if part]
    start = max(0, headers[0].first - _HEADINGS) if headers else 0
    whole = len(parts) == 1 and 2 * len(headers) > len(block.columns)
    for part in parts:
        columns = tuple(found.element.column for found in part if found.element.column is not None)
        named = _columns_named(stream, range(start, part[-1].last), block, part[0].element.table, index)
        start = part[-1].last + 1
        groups = {column.label[:-1] for column in columns}
        in_order = columns == tuple(column for column in block.columns if column.label[:-1] in groups)
        if named and tuple(x.label[-1] for x in named) == tuple(x.label[-1] for x in columns):
            columns = named
        elif whole or named or not in_order or len(headers) != len(block.columns):
            continue
        if len(columns) == len(block.columns) or _figures_below(stream, part[-1].last) <= len(columns):
            yield Anchor(part[-1], row, columns, above=above if whole else None)
            whole = False
    if whole:
        yield Anchor(headers[-1], row, block.columns, above=above)


def _anchors_beside(
    stream: Stream, headers: Sequence[Found], row: Row, block: Block, index: LabelIndex
) -> Iterator[Anchor]:
    """The headings that stand as labels of rows, below headers that each of them has on the form."""
    names = [found.element.column.label[-1] for found in headers if found.element.column is not None]
    top = stream.items[headers[0].first].cell if headers else None
    last = stream.items[headers[-1].last].cell if headers else None
    if top is None or last is None or top.row is None or last.row != top.row or not top.column:
        return
    header = stream.grids[stream.items[headers[0].first].grid].between(top.row, top.row)
    places = [cell.column for cell in header if cell.text and (cell.column or 0) >= top.column]
    own = [stream.items[found.first].cell.column for found in headers]
    if places != list(range(top.column, top.column + len(places))):
        return
    for at in range(headers[-1].last + 1, min(headers[-1].last + 1 + _REACH, len(stream.items))):
        item = stream.items[at]
        if item.grid != stream.items[headers[0].first].grid or item.cell.row is None or item.role != "text":
            continue
        named = _columns_named(stream, range(at, at + 1), block, headers[0].element.table, index)
        end = at + top.column - (item.cell.column or 0) - 1
        between = stream.items[at + 1 : end + 1]
        if not at <= end < len(stream.items) or any(x.role != "empty" or x.cell.row != item.cell.row for x in between):
            continue  # the label of a group of rows
        if [column.label[-1] for column in named] == names:
            label = Found(at, end, headers[-1].element, 1.0)
            shown = tuple(named[own.index(place)] if place in own else None for place in places)
            local = shown if len(places) > len(named) else None
            yield Anchor(label, evolve(row, label=named[0].label[:-1]), named, local)


def _figures_below(stream: Stream, header: int) -> int:
    """How many figures stand between a header and the next text."""
    count = 0
    for item in stream.items[header + 1 : header + 1 + _REACH]:
        if item.role == "text" and count:
            break
        count += item.role == "figure"
    return count


def _columns_named(
    stream: Stream, places: range, block: Block, table: FormTable, index: LabelIndex
) -> tuple[Column, ...]:
    """The columns whose headings stand in these places; a heading above several groups names those that it shows."""
    seen: set[str] = set()
    for at in places:
        text = stream.items[at].cell.text
        matches = index.find(text) if text and len(text) <= LONGEST_LABEL else ()
        own = [match for match in matches if match.element.table is table and match.element.kind == "heading"]
        best = max((match.quality for match in own), default=0.0)
        seen.update(match.element.label.full for match in own if match.quality == best)
    named = [
        column for column in block.columns if any(split_label(heading).full in seen for heading in column.label[:-1])
    ]
    close = [column for column in named if split_label(column.label[-2]).full in seen]
    return tuple(close or named)


def _header_in_grid(stream: Stream, chain: Chain, number: int) -> HeaderCells | None:
    """The header cells of a block, if each column of the form has one, in a column of the grid of its own."""
    block = chain.table.blocks[number]
    own = [x for x in chain.found if x.element.block == number]
    found = {x.element.column: stream.items[x.first] for x in own if x.element.column is not None}
    if block.unit_column and len(block.columns) == 1 and (shown := _shown_values(stream, own, block)) is not None:
        # Beside others, the header of the form's column may say of which year it is.
        beside = zip(shown, _headers_of_values(stream, own, block), strict=True)
        found = {column: item for column, item in beside if column is not None}
    if len(found) != len(block.columns):
        return None
    cells = [found[column].cell for column in block.columns]
    grids = {item.grid for item in found.values()}
    rows = [cell.row for cell in cells if cell.row is not None]
    columns = [cell.column for cell in cells if cell.column is not None]
    if len(grids) != 1 or len(columns) < len(cells) or len(set(columns)) < len(cells):
        return None
    grid, top, bottom = stream.grids[grids.pop()], min(rows), max(rows)
    header = grid.between(top, bottom)
    widths = set(Counter(cell.row for cell in header).values())
    drawn = cells[0].column_span is not None
    if not drawn and len(widths) != 1:
        return None  # merged cells stand once: the text counts the cells of a row, not the columns of the table
    if drawn and len(set(rows)) > 1 and columns != sorted(columns):
        return None  # the header is merged otherwise than it should be: over several rows, none has another order
    taken = {cell.column for cell in header if cell.text}
    above = _header_above(grid, top)
    header = [*(x for x in above if _reaches(x, top) or _is_alone(x, taken, min(columns))), *header]
    names: dict[int, Column | None] = {cell.column: None for cell in header if cell.text and cell.column is not None}
    names.update(zip(columns, block.columns, strict=True))
    texts = {cell.column: " ".join(cell.text.split()) for cell in header if cell.text and cell.column is not None}
    repeated = []
    for left, right in itertools.pairwise(sorted(names)):
        if names[right] is None and names[left] is not None and texts.get(left) == texts.get(right):
            names[right] = names[left]
            repeated.append((left, right))
    corners = (stream.items[x.first].cell for x in own if not x.element.column)
    of_labels = {
        cell.column
        for cell in corners
        if cell.column is not None and cell.column < min(columns) and _reaches(cell, top) and (cell.row or 0) <= bottom
    }
    return HeaderCells(names, texts, of_labels, None if drawn else widths.pop(), repeated)


def _header_above(grid: Grid, top: int) -> list[GridCell]:
    """The cells of a header in the rows above those in which the form's columns stand."""
    found: list[GridCell] = []
    for row in range(top - 1, max(top - _LEVELS, 0) - 1, -1):
        cells = grid.between(row, row)
        if any(cell.text and read_quantity(cell.text) is not None for cell in cells):
            break
        found += cells
    return found


def _is_alone(cell: GridCell, taken: Set[int | None], first: int) -> bool:
    """Whether a header cell stands right of the first column with nothing below it, as where merged cells are empty."""
    return cell.column is not None and cell.column > first and cell.column not in taken


def _reaches(cell: GridCell, row: int) -> bool:
    """Whether a cell begins in a row or below it, or goes on as far as that."""
    return cell.row is not None and cell.row + (cell.row_span or 1) > row


def _shown_columns(
    stream: Stream, chain: Chain, number: int, index: LabelIndex
) -> tuple[tuple[Column | None, ...] | None, bool, bool]:
    """What the text's headers of a block show where the form has something else, whether places stay open, and whether
    the headers contradict the form without telling more.
    """
    block = chain.table.blocks[number]
    own = [found for found in chain.found if found.element.block == number]
    rows = [found.first for found in own if found.element.row is not None]
    if rows and _name_years(stream, rows[0]):
        return None, True, True
    if block.unit_column and len(block.columns) == 1:
        return _shown_values(stream, own, block), False, False
    if block.unit_column and _name_others(stream, own, block, index):
        return None, True, True
    # A line of prose may stand above the first header cell, but not between two of them.
    above = max((at for at, found in enumerate(own) if found.element.kind in ("title", "block", "corner")), default=-1)
    header = [found for found in own[above + 1 :] if found.element.row is None and found.element.kind != "group"]
    if not rows or not header or rows[0] - header[0].first > _MOST_HEADERS:
        return None, False, False
    first_row = next(found for found in own if found.element.row is not None)
    named, unclear = columns_in_line(stream, header, first_row, number, index)
    if named is not None or unclear:
        return named, unclear, unclear
    corner = own[above] if above >= 0 and own[above].element.kind == "corner" else None
    # A local column may stand between the corner and the form's first one.
    beside = corner is not None and stream.items[corner.last].cell.row == stream.items[header[0].first].cell.row
    start = corner.last + 1 if corner is not None and beside else header[0].first
    shown = list(_header_cells(stream, chain, number, header, range(start, rows[0]), index))
    lines = {stream.items[found.first].cell.row for found in header if found.element.column is not None}
    if len(lines) > 1 and None in shown:
        # A header of several lines: what is unknown in it may be a piece of a label.
        local = bool(local_headers(stream, header, range(start, rows[0]), block, chain.table, index))
        return None, local, local
    columns = block.columns
    if any(len(column.label) > 1 for column in columns):
        # Headers of several levels: their order in the text is not that of the columns.
        known = [column for column in shown if column is not None]
        usual = (sorted(columns, key=lambda column: len(column.label)), list(columns))
        unsure = len(known) == len(set(known)) == len(columns) and known not in usual
        # Where lines tell no rows, the order of the text may be that of a printed page: sums still prove.
        return None, unsure, unsure and None not in lines
    if len(shown) == len(columns) and all(
        x is None or x == columns[at] or x in shown[:at] for at, x in enumerate(shown)
    ):
        return None, False, False
    if set(columns) <= set(shown) and len([x for x in shown if x is not None]) == len(columns):
        return tuple(shown), False, False
    in_order = [column for column in shown if column is not None]
    return None, in_order != sorted(in_order, key=columns.index), False


def _with_local_columns(
    stream: Stream, chain: Chain, number: int, above: HeaderCells | None, index: LabelIndex
) -> tuple[Column | None, ...] | None:
    """The columns of a block below headers of several levels, with those of the office behind them; nothing where these
    stand elsewhere, and None where there are none.
    """
    block = chain.table.blocks[number]
    if block.unit_column or all(len(column.label) == 1 for column in block.columns):
        return None
    own = [
        found for found in chain.found if found.element.block == number and found.element.kind not in ("title", "block")
    ]
    header = [found for found in own if found.element.row is None and found.element.kind != "group"]
    below = next((found.first for found in own if found.element.row is not None), None)
    if not header:
        return None
    if below is None:
        below = next((at for at in range(header[-1].last, len(stream.items)) if stream.items[at].role == "figure"), 0)
    if not 0 < below - header[0].first <= _MOST_HEADERS:
        return None
    local = local_headers(stream, header, range(header[0].first, below), block, chain.table, index)
    if not local:
        return None
    rows = {stream.items[at].cell.row for at in local}
    beside = [
        stream.items[found.last].cell.column or 0 for found in header if stream.items[found.first].cell.row in rows
    ]
    is_behind = rows == {stream.items[header[0].first].cell.row} and None not in rows
    is_behind = is_behind and all((stream.items[at].cell.column or 0) > max(beside, default=0) for at in local)
    return (*block.columns, *[None] * len(local)) if is_behind else ()


def _name_years(stream: Stream, first_row: int) -> bool:
    """Whether the headers right above the first row name several years: a table of a series, as no form has one."""
    above = stream.items[max(0, first_row - _MOST_YEARS) : first_row]
    years = {found[1] for item in above if (found := _YEAR_HEADER.fullmatch("".join(item.cell.text.split())))}
    return len(years) > 1


def _name_others(stream: Stream, own: Sequence[Found], block: Block, index: LabelIndex) -> bool:
    """Whether there is a header behind that of the unit that is none of the form's: 上年同期 for 本年累计."""
    below = next((x.first for x in own if x.element.kind in ("row", "group")), 0)
    above = stream.items[max(0, below - _MOST_HEADERS) : below]
    units = [at for at, item in enumerate(above) if "".join(item.cell.text.split()) in UNIT_HEADERS]
    if not units:
        return False
    texts = ["".join(item.cell.text.split()) for item in above[units[-1] + 1 :] if item.role == "text"]
    if "".join(texts).removeprefix(block.code_column or "") == "".join(x.label[-1] for x in block.columns):
        return False  # perhaps broken over lines
    known = (any(x.element.column or x.element.kind == "heading" for x in index.find(text)) for text in texts)
    return not all(known)


def _shown_values(stream: Stream, own: Sequence[Found], block: Block) -> tuple[Column | None, ...] | None:
    """The columns of values behind the unit column, where the header shows others than the form's."""
    header = _headers_of_values(stream, own, block)
    names = {split_label(column.label[-1]).body: column for column in block.columns}
    shown = tuple(names.get(split_label(_OF_YEAR.sub("", item.cell.text)).body) for item in header)
    return shown if len(shown) - shown.count(None) == 1 else None


def _headers_of_values(stream: Stream, own: Sequence[Found], block: Block) -> list[Item]:
    """The headers behind that of the unit, if there are several, and nothing else stands among them."""
    heading = split_label(block.unit_column or "")
    unit = next((x for x in own if x.element.kind == "heading" and x.element.label == heading), None)
    below = next((x for x in own if x.element.kind in ("row", "group")), None)
    if unit is None or below is None or not unit.last < below.first:
        return []
    header = [item for item in stream.items[unit.last + 1 : below.first] if item.role != "serial"]
    plain = not any(item.role == "empty" or len(item.cell.text) > _HEADER for item in header)
    return header if len(header) > 1 and plain else []


def _headers_of_others(stream: Stream, chain: Chain, number: int, index: LabelIndex) -> tuple[str, ...]:
    """The headers of columns of values where each of them names a body beside the form's own word: 乡镇街道统计数.

    None of them is the form's column then, which of them the office itself may be.
    """
    block = chain.table.blocks[number]
    if not block.unit_column:
        return _headers_of_another_block(stream, chain, number, index)
    if len(block.columns) > 1:
        return ()
    header = _headers_of_values(stream, [x for x in chain.found if x.element.block == number], block)
    label = split_label(block.columns[0].label[-1]).full
    texts = ["".join(item.cell.text.split()) for item in header]
    named = [split_label(_OF_YEAR.sub("", text)).full for text in texts]
    return tuple(texts) if all(text.endswith(label) and text != label for text in named) else ()


def _headers_of_another_block(stream: Stream, chain: Chain, number: int, index: LabelIndex) -> tuple[str, ...]:
    """The headers right above a block's first row where all are those of another: 上一年项目数量 for 采购项目数量.

    An office that took them over by mistake may have filled in either.
    """
    first = next((x.first for x in chain.found if x.element.block == number and x.element.row is not None), None)
    if first is None or len(chain.table.blocks) == 1:
        return ()
    headers: list[str] = []
    for item in reversed(stream.items[max(0, first - _MOST_HEADERS) : first]):
        if item.role in ("empty", "serial"):
            continue
        own = [x.element for x in index.find(item.cell.text) if x.element.table is chain.table]
        blocks = {element.block for element in own if element.column is not None}
        if number in blocks:
            return ()
        if item.role != "text" or not blocks:
            break
        headers.append("".join(item.cell.text.split()))
    return tuple(reversed(headers))


def _header_cells(
    stream: Stream, chain: Chain, number: int, header: Sequence[Found], places: range, index: LabelIndex
) -> Iterator[Column | None]:
    """The header cells of a block from left to right: a column of the form, or None for one that it does not have."""
    covered = {at: found for found in header for at in range(found.first, found.last + 1)}
    for at in places:
        item = stream.items[at]
        found = covered.get(at)
        if found is not None:
            here = [x for x in header if x.first == at]
            yield from (x.element.column for x in here if x.element.column is not None)
        elif item.role == "text":
            matches = [x.element for x in index.find(item.cell.text) if x.element.table is chain.table]
            named = next((x.column for x in matches if x.column is not None and x.block == number), None)
            if named is not None or not (matches or _ends_corner(stream, at, chain, index)):
                yield named


def _ends_corner(stream: Stream, at: int, chain: Chain, index: LabelIndex) -> bool:
    """Whether a text below the headers is the rest of what stands over the labels: 信息, the headers, 内容."""
    text = stream.items[at].cell.text
    above = (item.cell.text for item in stream.items[max(0, at - _HEADINGS) : at] if item.role == "text")
    own = (match.element for piece in above if len(piece) <= _CORNER for match in index.find(f"{piece}{text}"))
    return stream.items[at].cell.row is None and any(x.kind == "corner" and x.table is chain.table for x in own)


# --- entries --------------------------------------------------------------------------------------------------------


def _separators_lead(stream: Stream, chain: Chain) -> bool:
    """Whether separators stand before cells: then one closes what stands above the table, and none its last cell.

    What stands above may be the table's title; where it is, the table may as well have a row for it. Where it is known
    what each cell spans, it is known where it ends.
    """
    first = next((found for found in chain.found if found.element.kind != "title"), chain.found[0])
    above = stream.grids[stream.items[first.first].grid].cells[0]
    return above is not stream.items[first.first].cell and bool(above.text) and above.column_span is None


def _columns_of_labels(stream: Stream, chain: Chain) -> Mapping[int, int]:
    """By grid, the last column of those kept by white space in which texts stand and no row's first figure.

    A row whose label stands further left has nothing there; an empty column of values may leave no column at all.
    """
    last: dict[int, int] = {}
    rows = (found for found in chain.found if found.element.row is not None)
    for number in dict.fromkeys(stream.items[found.last].grid for found in rows):
        grid = stream.grids[number]
        if grid.separator == " ":
            figures = [cell.column or 0 for cell in grid.cells if cell.text and read_quantity(cell.text) is not None]
            texts = [cell.column or 0 for cell in grid.cells if cell.text and read_quantity(cell.text) is None]
            first = min(figures, default=0)
            last[number] = max((column for column in texts if column < first), default=-1)
    return last


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
        text_row += 1
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
        if text_row is None and (pieces := _pieces_of_figure(items, position, at)) > 1:
            if items[position + pieces - 1].role != "unit" and _may_lack_unit(items, position, at):
                break
            joined = _joined(items[position : position + pieces], separator)
            if joined is None:
                break
            cells.append(joined)
            position += pieces
            continue
        if item.cell.text in _POINTS and cells and cells[-1].role == "figure":
            # A piece of a figure the rest of which is elsewhere.
            cells.pop()
            break
        if item.role == "unit" and not at.has_unit and _ends_label(item, items, at):
            break
        if item.role == "unit" and not at.has_unit and cells and cells[-1].role == "figure":
            # The figure before it has its unit in another cell: it is not read without.
            cells.pop()
            break
        if item.role == "text" and position == at.label.last + 1 and _goes_on_with_label(item, items, at):
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
        items[below:],
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
    most = len(at.columns) + (at.has_unit and bool(cells) and cells[0].role == "unit")
    if len(cells) < most and (cells or at.row.label):
        return True
    row, grid = stream.items[position].cell.row, stream.items[position].grid
    rest = itertools.takewhile(lambda item: item.cell.row == row and item.grid == grid, stream.items[position:])
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


def _pieces_of_figure(items: Sequence[Item], position: int, at: Anchor) -> int:
    """How many items from a position on are pieces of one figure that only line breaks part.

    A word of change may stand before it (减少), a comma or point within it, a unit after it. In a form with a unit
    column, a unit behind a figure is a piece of a broken one.
    """
    end = position
    if items[end].cell.text in CHANGES and _joins(items, end, "figure"):
        end += 1
    if items[end].role != "figure":
        return 1
    while _joins(items, end, "text") and items[end + 1].cell.text in _POINTS and _joins(items, end + 1, "figure"):
        if read_quantity("".join(item.cell.text for item in items[position : end + 3])) is None:
            break
        end += 2
    if not at.has_unit and _joins(items, end, "unit") and not _ends_label(items[end + 1], items, at):
        end += 1
    return end + 1 - position


def _may_lack_unit(items: Sequence[Item], position: int, at: Anchor) -> bool:
    """Whether the unit of an amount may be gone: where figures are in pieces, a unit is a line of one character, and
    there is none near.
    """
    if not any(column.unit is None or column.unit in MONEY for column in at.columns):
        return False
    near = items[max(0, position - _MOST_NEAR) : position + _MOST_NEAR]
    return not any(len(item.cell.text) == 1 and item.cell.text.isalpha() for item in near)


def _ends_label(item: Item, items: Sequence[Item], at: Anchor) -> bool:
    """Whether what looks like a unit is the end of a label that is broken around its row: 行政查询事 … 项."""
    label = at.label.element.label.body
    written = "".join(piece.cell.text for piece in items[at.label.first : at.label.last + 1])
    return at.label.quality < 1 and label.endswith(item.cell.text) and not written.endswith(item.cell.text)


def _goes_on_with_label(item: Item, items: Sequence[Item], at: Anchor) -> bool:
    """Whether a text right behind a label is the rest of it, or of the note in brackets at its end."""
    written = "".join(piece.cell.text for piece in items[at.label.first : at.label.last + 1])
    is_open = max(map(written.rfind, "(（")) > max(map(written.rfind, ")）"))
    return _ends_label(item, items, at) or (is_open and item.cell.text.endswith((")", "）")))


def _joins(items: Sequence[Item], number: int, role: str) -> bool:
    """Whether only a line break parts an item from the next one, which has this role."""
    return items[number].cell.joins_next and number + 1 < len(items) and items[number + 1].role == role


def _joined(pieces: Sequence[Item], separator: str) -> Item | None:
    """The pieces of a figure as one cell; None where they are none in the text.

    A bar between them is no white space. Then a unit of counts, which says no more than the form, is left out.
    """
    first, last = pieces[0].cell, pieces[-1].cell
    if separator == "|":
        return pieces[0] if len(pieces) == 2 and unit_in(last.text) in COUNTS else None
    text = "".join(item.cell.text for item in pieces)
    return Item(evolve(first, text=text, end=last.end, joins_next=last.joins_next), pieces[0].grid, "figure")


def _first_figure(items: Sequence[Item], position: int) -> int:
    """The first figure after what may be the rest of a header, or the end of the items if prose comes before it."""
    for number in range(position, min(position + _REACH, len(items))):
        if items[number].role == "figure":
            return number
        if len("".join(items[number].cell.text.split())) > _HEADER:  # a line of a print holds pieces of many headers
            break
    return len(items)
