"""Stage 3, continued: the labels beside which, or below which, the cells of each row stand.

In: a stream, a chain of labels and the label index. Out: an `Anchor` for each row, with what the text's own headers say
of its columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from attrs import evolve

from .alignment import Chain, Found, Item, Stream
from .forms import Block, Column, FormTable, Row
from .header_cells import HeaderCells, header_in_grid
from .headers import outcomes_in_order
from .labels import LONGEST_LABEL, LabelIndex, split_label
from .shown_columns import headers_of_others, shown_columns, with_local_columns

__all__ = ["REACH", "Anchor", "find_anchors"]

# How far below its headers the cells of a row without label may begin.
REACH: Final = 40
# So many cells above the first header of a part its heading may stand.
_HEADINGS: Final = 12


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


def find_anchors(stream: Stream, chain: Chain, index: LabelIndex) -> Iterator[Anchor]:
    """The labels of all rows; a row without a label stands after the last of its column headers."""
    shown = [shown_columns(stream, chain, number, index) for number in range(len(chain.table.blocks))]
    above = [header_in_grid(stream, chain, number) for number in range(len(chain.table.blocks))]
    of_others = [headers_of_others(stream, chain, number, index) for number in range(len(chain.table.blocks))]
    own_columns = [with_local_columns(stream, chain, number, header, index) for number, header in enumerate(above)]
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
                if (local := own_columns[number]) is not None:
                    anchors = [_beside_local(anchor, local if len(anchors) == 1 else (), block) for anchor in anchors]
                yield from anchors or [Anchor(chain.found[-1], row, block.columns, unsure=True)]


def _beside_local(anchor: Anchor, shown: tuple[Column | None, ...], block: Block) -> Anchor:
    """The anchor of a row without label below headers of the office's own: the columns are told only if they are those
    of the whole block, and it is known where the office's own stand.
    """
    if shown and len(anchor.columns) == len(block.columns):
        return anchor._replace(shown=shown, unsure=False, unclear=False)
    return anchor._replace(shown=None, unsure=True, unclear=True)


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
        if any(item.role == "figure" for item in stream.items[found.last + 1 : min(end, found.last + 1 + REACH)]):
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
    for at in range(headers[-1].last + 1, min(headers[-1].last + 1 + REACH, len(stream.items))):
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
    for item in stream.items[header + 1 : header + 1 + REACH]:
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
