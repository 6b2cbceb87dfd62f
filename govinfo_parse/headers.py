"""Stage 3, continued: the columns that the text's own headers name, where they are others than the form's.

In: a stream, the headers of a block as they were found, and the label index. Out: for each header of the text the
form's column, or None for one that the form does not have. Headers that are merely cut, misspelt, broken or repeated
name what stands there on the form, so that the row is read by position.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from .alignment import Found, Item, Stream
from .forms import Block, Column, FormTable
from .labels import LONGEST_LABEL, LabelIndex, split_label

__all__ = ["columns_in_line", "is_local", "local_headers", "outcomes_in_order"]

# Words of headers that no column of the forms has, but columns beside them.
_LOCAL: Final = ("上年", "上一年", "去年", "往年", "同比", "同期", "备注", "说明", "序号", "代码", "小计", "累计")
# Columns of these headers hold no figures.
_NOTES: Final = ("备注", "说明")
# So far below the first header of a table without row labels its figures may begin.
_REACH: Final = 60
# A header of so many characters may be named by a single one of them: 其它 for 其他.
_SHORT: Final = 2

# A header is no longer, and says nothing of this kind.
_LONGEST_LOCAL: Final = 12
_CAPTION: Final = re.compile("序号|行次|单位|[,，。;；:：]|附[件表]|第.{1,3}页")

Shown = tuple[Column | None, ...]


def columns_in_line(
    stream: Stream, header: Sequence[Found], label: Found, number: int, index: LabelIndex
) -> tuple[Shown | None, bool]:
    """What the headers in one line above a row's label name where the form has others, and whether that stays unclear.

    None where the headers are the form's, stand in several lines, or say nothing against it.
    """
    table = label.element.table
    columns = table.blocks[number].columns
    leaves = [found for found in header if found.element.column is not None]
    if not leaves or len({stream.items[found.first].cell.row for found in leaves}) > 1:
        return None, False
    line = _line(stream, leaves, label, index)
    if line is None:
        return None, False
    while line and _is_corner(line[0][1].cell.text, table.blocks[number]):
        del line[0]
    if len(line) < len(columns):
        return None, False
    if len(line) == len(leaves) and all(found.quality > 0.5 for found in leaves):
        return None, False  # chains go forward on the form
    named = _named(line, leaves, table, number, index)
    if named is None:
        return None, False
    among_lines = stream.items[leaves[0].first].cell.row is None
    named = _without_outer(named, len(columns), notes=among_lines)
    # Among lines, what is left of the headers may be a piece of one.
    names = tuple(column for _, column in named) if among_lines else _with_likely(named, columns)
    if names == columns:
        return None, False
    known = [column for column in names if column is not None]
    if len(set(known)) < len(known):
        return None, False
    strange = [(at, text) for at, (name, (text, _)) in enumerate(zip(names, named, strict=True)) if name is None]
    if len(names) == len(columns):
        in_place = all(name in (None, columns[at]) for at, name in enumerate(names))
        if in_place and all(_may_mean(text, columns[at], alone=len(columns) == 1) for at, text in strange):
            return None, False
    elif len(known) < len(columns):
        return None, False
    free = [column for column in columns if column not in known]
    if among_lines and not all(is_local(text, "") for _, text in strange):
        return None, False  # among lines it may be a piece of a header
    if any(_is_like(text, column) for _, text in strange for column in free):
        return None, True
    return names, False


def local_headers(
    stream: Stream, found: Sequence[Found], places: range, block: Block, table: FormTable, index: LabelIndex
) -> list[int]:
    """The items among a block's headers, all of which were `found`, that are headers of columns of an office's own."""
    own = {element.label.full for element in (x.element for x in found) if element.row is None}
    labels = {split_label(part).full for column in block.columns for part in (*column.label, block.corner) if part}
    covered = {at for x in found for at in range(x.first, x.last + 1)}
    firsts: dict[tuple[int, int | None], int] = {}  # where the form's own begin in each line
    for item in (stream.items[at] for at in sorted(covered)):
        firsts.setdefault((item.grid, item.cell.row), item.cell.column or 0)
    strange = []
    for at in places:
        item = stream.items[at]
        first = firsts.get((item.grid, item.cell.row))
        if first is None or (item.cell.column or 0) < first:
            continue  # another line, or what stands over labels
        full = split_label(item.cell.text).full
        if (
            at in covered
            or item.role != "text"
            or not 1 < len(full) <= _LONGEST_LOCAL
            or _CAPTION.search(item.cell.text)
        ):
            continue
        if not any(x.element.table is table for x in index.find(item.cell.text)) and not any(full in x for x in labels):
            strange.append(at)  # no piece of a label either
    # A header that was not found may be the one that is written otherwise.
    return strange if len(strange) > len(labels - own) else []


def outcomes_in_order(stream: Stream, first: int, block: Block, table: FormTable, index: LabelIndex) -> Shown | None:
    """The columns of a block that repeats its headers group by group, in the order in which each group of the text
    has them; None where that is the form's order, or no order of whole groups.
    """
    labels = [split_label(column.label[-1]).full for column in block.columns]
    size = len(set(labels))
    names: list[str] = []
    for item in stream.items[first : first + _REACH]:
        if item.role == "figure" and names:
            break
        if item.role != "text" or len(item.cell.text) > LONGEST_LABEL:
            continue
        own = [x.element for x in index.find(item.cell.text) if x.element.table is table and x.element.column]
        if own:
            names.append(own[0].label.full)
    groups = [names[at : at + size] for at in range(0, len(names), size)]
    if not names or any(sorted(group) != sorted(set(labels)) for group in groups) or names == labels[: len(names)]:
        return None
    columns = [block.columns[at : at + size] for at in range(0, len(labels), size)]
    return tuple(
        column
        for group, own in zip(groups, columns, strict=False)
        for name in group
        for column in own
        if split_label(column.label[-1]).full == name
    )


def _line(stream: Stream, leaves: Sequence[Found], label: Found, index: LabelIndex) -> list[tuple[int, Item]] | None:
    """The header cells over a row's figures; None where the headers go on in another line."""
    items = stream.items
    first, row = leaves[0].first, items[leaves[0].first].cell.row
    start = first
    while start and items[start - 1].grid == items[first].grid and items[start - 1].cell.row == row:
        if row is None and not _is_header(items[start - 1], label, index):
            break
        start -= 1
    cells = [(at, items[at]) for at in range(start, label.first) if items[at].role not in ("empty", "serial")]
    if row is None:
        return cells
    if any(item.cell.row != row for _, item in cells):
        return None
    over = items[label.first].cell.column
    if items[label.first].grid != items[first].grid or over is None:
        return None
    shifted = (items[first].cell.column or 0) <= over
    return [(at, item) for at, item in cells if shifted or (item.cell.column or 0) > over]


def _is_corner(text: str, block: Block) -> bool:
    """Whether a cell is the one over the labels, which may have taken in the title above it."""
    own = split_label(text).full
    return any(own.endswith(split_label(part).full) for part in (block.corner, block.title) if part)


def _is_header(item: Item, label: Found, index: LabelIndex) -> bool:
    """Whether a cell is the header of a column of this row's block, or of several."""
    table, number = label.element.table, label.element.block
    own = [x.element for x in index.find(item.cell.text) if x.element.table is table and x.element.block == number]
    return item.role == "text" and any(x.column is not None or x.kind == "heading" for x in own)


def _named(
    line: Sequence[tuple[int, Item]], leaves: Sequence[Found], table: FormTable, number: int, index: LabelIndex
) -> list[tuple[str, Column | None]] | None:
    """Each header's text with the column of the form that it names; None where one says something else altogether."""
    found = {leaf.first: leaf for leaf in leaves}
    named: list[tuple[str, Column | None]] = []
    for at, item in line:
        text = item.cell.text
        if item.role != "text" or len(text) > LONGEST_LABEL:
            return None
        leaf = found.get(at)
        if leaf is not None and leaf.first != leaf.last:
            return None
        matches = [x.element for x in index.find(text) if x.element.table is table]
        own = {x.column for x in matches if x.block == number and x.column is not None}
        if len(own) > 1 or (matches and not own):
            return None
        guessed = leaf.element.column if leaf is not None and not is_local(text, leaf.element.label.full) else None
        named.append((text, own.pop() if own else guessed))
    return named


def _without_outer(
    named: list[tuple[str, Column | None]], size: int, *, notes: bool
) -> list[tuple[str, Column | None]]:
    """The headers without those before them that may stand over labels, where there are more than columns; without
    `notes` behind them, the cells of which may be left out.
    """
    start, stop = 0, len(named)
    while stop - start > size and named[start][1] is None and not is_local(named[start][0], ""):
        start += 1
    while notes and stop - start > size and split_label(named[stop - 1][0]).full in _NOTES:
        stop -= 1
    return named[start:stop]


def _with_likely(named: Sequence[tuple[str, Column | None]], columns: Sequence[Column]) -> Shown:
    """The columns named; where one header and one column are left that are alike, it names that."""
    known = {column for _, column in named}
    free = [column for column in columns if column not in known]
    strange = [text for text, column in named if column is None]
    likely = free[0] if len(free) == len(strange) == 1 and _is_like(strange[0], free[0]) else None
    return tuple(likely if column is None else column for _, column in named)


def _may_mean(text: str, column: Column, *, alone: bool) -> bool:
    """Whether a header may be a way to write that of the column in whose place it stands."""
    label = split_label(column.label[-1]).full
    return not is_local(text, label) and (alone or _is_like(text, column) or len(split_label(text).body) < _SHORT)


def _is_like(text: str, column: Column) -> bool:
    """Whether a header may be a column's label cut, misspelt, or with something beside it."""
    own, label = split_label(text).body, split_label(column.label[-1]).body
    if not own or is_local(text, label):
        return False
    shared = (Counter(own) & Counter(label)).total()
    enough = 1 if len(label) <= _SHORT else min(len(own), len(label)) // 2 + 1
    return own in label or label in own or shared >= enough


def is_local(text: str, label: str) -> bool:
    """Whether a header says of its column what the form's label does not."""
    own = split_label(text).full
    return any(word in own and word not in label for word in _LOCAL)
