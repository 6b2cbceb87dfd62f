"""Stage 3, continued: the columns that the text's own headers of a block show, where they are others than the form's.

In: a stream, a chain of labels and the label index. Out: the form's columns in the text's order, with None for each
column of the office's own; or that the headers leave the columns open, or are those of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .alignment import Chain, Found, Stream
from .forms import Block, Column
from .header_cells import OF_YEAR, HeaderCells, headers_of_values, shown_values
from .headers import columns_in_line, local_headers
from .labels import LabelIndex, split_label
from .quantity import UNIT_HEADERS

__all__ = ["headers_of_others", "shown_columns", "with_local_columns"]

# So far above, the first piece of what stands over the labels is looked for.
_ABOVE: Final = 12
# A piece of what stands over the labels is no longer.
_CORNER: Final = 8
# A header of more cells is none of ours.
_MOST_HEADERS: Final = 60
# A header that is a year, and how many items above the first row may be such.
_YEAR_HEADER: Final = re.compile(r"[(（]?((?:19|20)\d\d)年度?[)）]?")
_MOST_YEARS: Final = 10


def shown_columns(
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
        return shown_values(stream, own, block), False, False
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


def with_local_columns(
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


def headers_of_others(stream: Stream, chain: Chain, number: int, index: LabelIndex) -> tuple[str, ...]:
    """The headers of columns of values where each of them names a body beside the form's own word: 乡镇街道统计数.

    None of them is the form's column then, which of them the office itself may be.
    """
    block = chain.table.blocks[number]
    if not block.unit_column:
        return _headers_of_another_block(stream, chain, number, index)
    if len(block.columns) > 1:
        return ()
    header = headers_of_values(stream, [x for x in chain.found if x.element.block == number], block)
    label = split_label(block.columns[0].label[-1]).full
    texts = ["".join(item.cell.text.split()) for item in header]
    named = [split_label(OF_YEAR.sub("", text)).full for text in texts]
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
    above = (item.cell.text for item in stream.items[max(0, at - _ABOVE) : at] if item.role == "text")
    own = (match.element for piece in above if len(piece) <= _CORNER for match in index.find(f"{piece}{text}"))
    return stream.items[at].cell.row is None and any(x.kind == "corner" and x.table is chain.table for x in own)
