"""Texts out of which lines were taken: they look whole, and are not.

In: the text with the readings of its rows. Out: the same readings, or where lines are gone, only what is certain all
the same, and how that is known. Corpora drop lines that stood before (each 0 but the first), lines equal to the one
above, and lines of one or two characters (each 0 altogether).

Strategy: where each cell has a line of its own, a whole table of some size has what it cannot be without: a line twice,
two equal cells in a row, a cell of one character. A table that has not may be whole by chance; then it loses little.
Of a table that has lost lines, a row is certain if it has a figure for each of its cells, and no other row of the form
stands between its label and the next one of the text: its cells can have become fewer, but none has come in. An empty
cell may have had a figure, and a figure of a row with fewer may be that of any cell of the row, or of a row below whose
label is gone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from attrs import evolve, frozen

from .alignment import Chain, Item, Stream
from .labels import LabelIndex
from .placement import RowReading
from .quantity import MONEY, read_quantity

__all__ = ["Damage", "find_damage", "keep_certain"]

# A table of fewer cells may be whole without a figure twice or a cell of one character.
_CELLS: Final = 20
# If so many cells stand beside each other, and so many rows are short of cells, some of the cells would be equal.
_PAIRS: Final = 20
_SHORT_ROWS: Final = 5
# So many rows that are the sum of so many figures and more show that no figure is gone.
_SUMS: Final = 5
_TERMS: Final = 2
# The share of the figures that have a line to themselves where each cell has.
_ALONE: Final = 0.9
# Where lines hold several cells, so many lines without a label are looked at.
_PIECES: Final = 8
# Longer lines are prose, which is said once.
_LINE: Final = 24
_AROUND: Final = " \t\xa0\u3000|"
# What stands between two of the characters at which `str.splitlines` ends a line.
_TEXT_OF_LINE: Final = re.compile(r"[^\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029]+")
_SEPARATORS: Final = re.compile(r"[|\s]+")
_FIGURE: Final = re.compile(r"[^0-9０-９]{0,2}[0-9０-９][0-9０-９,，.]*[万亿]?[元件条]?")


@frozen
class Damage:
    """What shows that lines are gone, in words."""

    sign: str


def find_damage(
    text: str, stream: Stream, chains: Sequence[Chain], readings: Sequence[Sequence[RowReading]]
) -> Damage | None:
    """The sign that lines of the tables in a text are gone, or None."""
    sign = _sign(text, stream, readings)
    return None if sign is None or _add_up(chains, readings) else Damage(sign)


def _sign(text: str, stream: Stream, readings: Sequence[Sequence[RowReading]]) -> str | None:
    rows: dict[int, RowReading] = {}
    for row in (row for own in readings for row in own):
        known = rows.get(row.label.last)
        if known is None or _misfit(row) < _misfit(known):
            rows[row.label.last] = row
    if sum(len(row.columns) for row in rows.values()) < _CELLS:
        return None
    entries = {item.cell.text for row in rows.values() for item in _entries_of(row)}
    figures = sum(1 for row in rows.values() for item in _entries_of(row) if _FIGURE.fullmatch(item.cell.text))
    # Lines come again and again, in many reports above all: each is split and kept once.
    times = Counter(_lines(text, stream, rows))
    words = {line: _SEPARATORS.split(own) for line in times if (own := line.strip(_AROUND))}
    filled = {line: pieces for line, pieces in words.items() if entries.issuperset(pieces)}
    found = sum(times[line] for line, pieces in filled.items() for piece in pieces if _FIGURE.fullmatch(piece))
    is_apart = 0 < found >= _ALONE * figures and all(len(pieces) == 1 for pieces in filled.values())
    if not is_apart and sum(times[line] for line in filled) < _PIECES:
        return None
    if all(times[line] == 1 for line in words if line in filled or len(line) <= _LINE):
        return "no cell stands there twice"
    if not is_apart:
        return None
    if min(len(line.strip(_AROUND)) for line in words) > 1:
        return "no cell has one character alone"
    # A writer that leaves out blank cells leaves rows short as well, but also equal figures beside each other.
    pairs = pairwise(_lines(text, stream, rows))
    are_equal = [one == other for one, other in pairs if one in filled and other in filled]
    wanting = sum(1 for row in rows.values() if len(_entries_of(row)) < len(row.columns) > 1)
    if len(are_equal) >= _PAIRS and wanting >= _SHORT_ROWS and not any(are_equal):
        return "no cell stands there twice in a row"
    return None


def _add_up(chains: Sequence[Chain], readings: Sequence[Sequence[RowReading]]) -> bool:
    """Whether what is left of each row adds up to its last figure, in many rows: then only nil cells are gone.

    If some of them are written as 0, a cleaner has taken the others; else the office may leave them blank.
    """
    telling = set()
    for chain, own in zip(chains, readings, strict=True):
        sums = {frozenset(rule.left + rule.right): rule for rule in chain.form.rules if rule.relation == "="}
        for row in own:
            keys = tuple(chain.table.key(row.row, column) for column in row.columns)
            rule = sums.get(frozenset(keys))
            if rule is None or rule.left != keys[-1:]:
                continue
            quantities = [read_quantity(item.cell.text) for item in _entries_of(row)]
            values = [quantity.value for quantity in quantities if quantity is not None and quantity.value is not None]
            if values and (not all(values) or values[-1] != sum(values[:-1])):
                return False
            if len(values) > _TERMS:
                telling.add(row.label.last)
    return len(telling) >= _SUMS


def _entries_of(row: RowReading) -> list[Item]:
    """All that stands in a row's cells, with a place or without."""
    return [*(cell.item for cell in row.cells if cell.item is not None), *row.lost]


def _misfit(row: RowReading) -> int:
    """How far what stands in a row is from what the form has there: a row may be on several forms."""
    return abs(len(row.columns) - len(_entries_of(row)))


def _lines(text: str, stream: Stream, rows: Mapping[int, RowReading]) -> Iterator[str]:
    """The lines with anything on them from the first row's label to the last row's figures."""
    start = stream.items[min(row.label.first for row in rows.values())].cell.start
    last = max(rows)
    end = max((item.cell.end for item in _entries_of(rows[last])), default=stream.items[last].cell.end)
    return (line for match in _TEXT_OF_LINE.finditer(text, start, end) if (line := match[0].strip()))


def keep_certain(
    chains: Sequence[Chain], readings: Sequence[Sequence[RowReading]], index: LabelIndex
) -> list[list[RowReading]]:
    """What is certain of the readings where lines are gone: the other figures have no place, and nothing is blank.

    Where a row of a block has more figures than the form has columns, the block has local columns, and the figures that
    are left of a row may be theirs.
    """
    kept = []
    for chain, own in zip(chains, readings, strict=True):
        wide = {row.label.element.block for row in own if row.local or len(row.lost) > len(row.columns)}
        kept.append(
            [
                row if row.label.element.block not in wide and _is_certain(row, chain, index) else _without_places(row)
                for row in own
            ]
        )
    return kept


def _without_places(row: RowReading) -> RowReading:
    return evolve(row, cells=(), lost=tuple(_entries_of(row)), cut=True)


def _is_certain(row: RowReading, chain: Chain, index: LabelIndex) -> bool:
    figures = [cell.item for cell in row.cells if cell.item is not None]
    block = chain.table.blocks[row.label.element.block]
    if row.lost or not len(figures) == len(row.cells) == len(row.columns) == len(block.columns):
        return False
    if block.unit_column and row.unit is None and row.row.unit in MONEY:
        return False  # the line of the unit may be among those that are gone
    elements = index.elements[chain.form.name, chain.table.name]
    if not row.row.label:
        headers = [found for found in chain.found if found.element.block == row.label.element.block]
        return sum(1 for found in headers if found.element.column is not None) >= len(block.columns)
    rows = [element for element in elements if element.row is not None]
    own = next(number for number, element in enumerate(rows) if element.order == row.label.element.order)
    found = [found.element for found in chain.found]
    at = next(number for number, element in enumerate(found) if element.order == row.label.element.order)
    below = rows[own + 1] if own + 1 < len(rows) else None
    # Where the next label is beyond the next row, that row's label is gone, and its figures stand here.
    if below is not None and (at + 1 == len(found) or found[at + 1].order > below.order):
        return False
    # Of labels that are on the form twice, the second is gone where the first stands.
    twins = [element for element in rows if element.label.body == rows[own].label.body]
    return len(twins) == 1 or (own > 0 and rows[own - 1] in found)
