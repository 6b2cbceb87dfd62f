"""Stage 3, continued: which figure of a row belongs to which column.

In: the entries of all rows. Out: a `RowReading` for every row: the cell of each column where the text tells it, or the
figures whose column is lost. Nothing is guessed: a row has one reading, or its figures are lost.

Some writers keep a blank cell as an empty entry, some drop it; some fill up the row with padding that looks the same.
So a row of *m* entries for *n* columns is read as a window of *n* entries with nothing but empty ones outside. Where
several windows are possible, the rows with only one show on which side this writer leaves the surplus; where even that
is silent, the figures are lost. Where only line breaks part the cells, full rows show how many breaks a cell takes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from attrs import evolve, field, frozen

from .alignment import GLUED, Chain, Found, Item, Stream
from .codes import unit_of_cell
from .cut_rows import with_cut_rows
from .entries import Entries, read_entries
from .forms import Column, Row
from .glued_rows import is_glued, read_glued
from .labels import LabelIndex
from .leaning import without_leaning
from .measures import best_fitting, counted_blanks, extra, measured, with_counted_spaces, without_merged_blanks
from .quantity import MONEY, unit_in
from .serials import SERIAL

__all__ = ["PlacedCell", "RowReading", "read_rows"]

# A row that the text's end cuts is read from its beginning if so many rows above it were full.
_ENOUGH_FULL: Final = 2
# So many rows of more figures than columns show that there are further columns, and so many among lines.
_ENOUGH_CROWDED: Final = 2
_CROWDED_LINES: Final = 3
# A share, as in a column of an office's own.
_PERCENT: Final = re.compile(r"[-+]?[0-9０-９.．]+\s?[%％‰]")
# A row without a unit is no whole row where so many others have one.
_ENOUGH_UNITS: Final = 8


@frozen(weakref_slot=False)  # there are many
class PlacedCell:
    """The cell of a column. `item` is None for a blank that no cell of its own stands for; `place` is where it is."""

    column: Column
    item: Item | None
    place: int


@frozen
class RowReading:
    """What a row holds. `cells` are placed, `lost` are figures without a place; `unit` is what its unit cell names.

    `columns` are those that the row has cells for; `cut` tells that the text ends inside the row. `local` are the cells
    of columns that are not the form's, each with what its header says. `contradicted`: other rows, or the figures'
    places in the text, speak against them, so that their own sum proves nothing. `unclear`: the text's headers
    contradict the form's order, so that no sum proves anything. `unsure`: headers are missing, or the text has them in
    another order. `in_line`: the columns of the print tell the cells.
    """

    label: Found
    row: Row
    columns: tuple[Column, ...]
    cells: tuple[PlacedCell, ...] = ()
    lost: tuple[Item, ...] = ()
    unit: str | None = None
    cut: bool = False
    local: tuple[tuple[Item, str], ...] = ()
    contradicted: bool = False
    unclear: bool = False
    unsure: bool = False
    in_line: bool = False


@frozen
class _Habits:
    """What a writer does with blank cells and surplus, as far as its rows show.

    - `keeps`: some blank cell stands in front of a figure, so blanks are kept.
    - `drops`: some row has too few cells, so blanks are dropped.
    - `pads`: rows are filled up with padding.
    - `full`: so many rows have a text for each column.
    - `left`, `right`: some full row has surplus after, or before, its figures.
    - `flush`: how many labels the rows have beside each other, by the form, whose full rows begin with a figure.
    - `units`: nearly every row of a form with a unit column has its unit between label and figure.
    - `below_header`: the empty lines between a header and the row below it, where all tables have the same.
    - `shifted`: where the cells begin of rows that have a figure over the labels, and so lack a column; `columns`:
      the grid's columns in which the figures of all full rows stand then.
    - `several`: some row of a form with one column of values has several figures.
    - `patterns`: by the number of entries, which of them are cells, as full rows show it.
    - `crowded`: numbers of entries of rows that have more figures than columns: others of as many may have a blank cell
      and a figure of a local column, and look full.
    - `gaps`: the empty lines before the first figure of a full row, between two, and after the last; None where full
      rows differ. `step`: how many of them stand for one blank cell; None where rows differ.
    """

    keeps: bool = False
    drops: bool = False
    pads: bool = False
    full: int = 0
    left: bool = False
    right: bool = False
    flush: frozenset[int] = frozenset()
    patterns: Mapping[int, tuple[int, ...] | None] = field(factory=dict)
    crowded: frozenset[int] = frozenset()
    gaps: tuple[int, int, int] | None = None
    step: int | None = None
    several: bool = False
    units: bool = False
    below_header: int | None = None
    shifted: frozenset[int | None] = frozenset()
    columns: tuple[int | None, ...] = ()


# A form's name, a block's number, … (`Entries.block`).
_Block = tuple[str, int, str, int]
# Rows are alike that have the same separator and number of columns.
_Width = tuple[str, int]


def read_rows(stream: Stream, chains: Sequence[Chain], index: LabelIndex, text: str) -> list[list[RowReading]]:
    """The readings of the rows of each chain. The habits of the writer are learned from all of them."""
    entries = read_entries(stream, chains, index)
    entries = list(with_cut_rows(with_counted_spaces(without_merged_blanks(entries)), stream, text))
    any_glued = any(item.role in GLUED for item in stream.items)
    wide, near = _learned(stream, chains, entries, text, any_glued=any_glued)
    crowded = {
        (id(chain), block) for chain, rows in zip(chains, entries, strict=True) for block in _crowded_blocks(rows)
    }
    none = _Habits()
    readings: list[list[RowReading]] = []
    # What a chain's rows were read from is not kept any longer.
    for chain, rows in zip(chains, _handed_over(entries), strict=True):
        habits = [wide.get((row.separator, len(row.columns)), none) for row in rows]
        own = [
            _read_glued(row, chain)
            if any_glued and is_glued(row)
            else evolve(_reading(row, (), lost=row.texts), contradicted=True)
            if (crowded and row.texts and (id(chain), row.block) in crowded) or _may_go_on(row)
            else _read(row, known, near.get(row.block, {}))
            for row, known in zip(rows, habits, strict=True)
        ]
        readings.append(without_leaning(rows, own, [known.keeps for known in habits]))
    return readings


def _handed_over(entries: list[list[Entries]]) -> Iterator[list[Entries]]:
    """The rows of each chain, taken out of the list, so that they are gone when their reader has done with them."""
    entries.reverse()
    while entries:
        yield entries.pop()


def _learned(
    stream: Stream, chains: Sequence[Chain], entries: Sequence[Sequence[Entries]], text: str, *, any_glued: bool
) -> tuple[Mapping[_Width, _Habits], Mapping[_Block, Mapping[int, tuple[int, ...] | None]]]:
    """What the writer does, as rows of one width show it; and by block, which entries of a row are its cells."""
    by_separator: dict[str, list[Entries]] = defaultdict(list)
    by_width: dict[_Width, list[Entries]] = defaultdict(list)
    by_block: dict[_Block, list[Entries]] = defaultdict(list)
    for row in best_fitting(row for rows in entries for row in rows if not (any_glued and is_glued(row))):
        by_separator[row.separator].append(row)
        by_width[row.separator, len(row.columns)].append(row)
        by_block[row.block].append(row)
    whole = {separator: _habits(rows) for separator, rows in by_separator.items()}
    # Where the surplus stands depends on how a table's cells are merged: it is learned table by table.
    wide = {key: _with_habits_of(whole[key[0]], _habits(rows), rows) for key, rows in by_width.items()}
    if "\n" in by_separator:
        in_lines = _are_in_lines(by_separator["\n"], text)
        wide = _with_measures(wide, None if in_lines else _below_headers(stream, chains), in_lines=in_lines)
    return wide, {key: _patterns(rows) for key, rows in by_block.items()}


def _crowded_blocks(rows: Sequence[Entries]) -> Iterator[_Block]:
    """The blocks of a table that have columns whose headers are lost: several of their rows have too many figures, or
    half of those that have as many as the form. Where most blocks have such rows, so have the others.
    """
    crowded = Counter(row.block for row in rows if _is_crowded(row))
    filled = Counter(row.block for row in rows if len(row.texts) >= len(row.columns))
    found = [
        block
        for block, count in crowded.items()
        if count >= (1 if block[1] == 1 else _ENOUGH_CROWDED) or 2 * count >= filled[block]
    ]
    # Among lines, what follows on a row's figures may be the number of a page or of the next item.
    in_lines = Counter(row.block for row in rows if row.separator == "\n" and row.has_more and not row.last_row)
    found += [block for block, count in in_lines.items() if count >= max(_CROWDED_LINES, filled[block] / 2)]
    yield from filled.keys() | crowded.keys() if 1 < len(filled) < 2 * len(found) else found


def _is_crowded(row: Entries) -> bool:
    """Whether a row has more figures than columns are known of its block.

    Then the block has columns whose headers are lost, and what stands in its other rows may be of those.
    """
    at = row.anchor
    is_open = not at.has_unit and at.shown is None and at.above is None
    is_open = is_open and (len(row.columns) == 1 or row.known_row)
    return is_open and sum(item.role == "figure" for item in row.cells) > len(row.columns)


def _may_go_on(row: Entries) -> bool:
    """Whether figures without a label stand right below a row that lacks some, and may be its own."""
    return row.goes_on and sum(item.role != "unit" for item in row.texts) < len(row.columns)


# --- habits ---------------------------------------------------------------------------------------------------------


def _habits(rows: Sequence[Entries]) -> _Habits:
    keeps = drops = pads = left = right = several = False
    full = units = bare = 0
    flush: set[int] = set()
    even = len({row.width for row in rows}) == 1
    for row in rows:
        columns = len(row.columns)
        pads = pads or bool(row.padding)
        several = several or (row.anchor.has_unit and sum(item.role == "figure" for item in row.cells) > 1)
        if row.anchor.has_unit and row.texts and row.anchor.row.unit:
            units += row.texts[0].role == "unit"
            bare += row.texts[0].role != "unit"
        above = row.anchor.above
        if row.anchor.has_unit and above is not None and row.texts and row.width is not None:
            keeps = keeps or (row.width == above.width and _keeps_values(row))
            drops = drops or (above.width is not None and row.width < above.width and not row.at_end)
        if row.anchor.has_unit or not row.texts:
            continue
        full += len(row.texts) == columns
        if row.separator == "\n":
            drops = drops or (len(row.texts) < columns and not any(row.gaps) and not row.at_end)
            continue
        windows, surplus = row.windows(columns), len(row.cells) - columns
        if len(row.texts) == columns and len(windows) == 1:
            left = left or windows[0] < surplus
            right = right or windows[0] > 0
            if windows[0] == 0:
                flush.add(len(row.anchor.row.label))
        keeps = keeps or (len(row.cells) >= columns and (_has_inner_blank(row.cells) or (even and _ends_blank(row))))
        drops = drops or (len(row.cells) < columns and not row.at_end)
    gaps, step = measured(rows)
    has_units = units >= _ENOUGH_UNITS * max(bare, 1)
    sides = left, right, frozenset(flush)
    crowded = frozenset(len(row.cells) for row in rows if row.has_more)
    habits = _Habits(keeps, drops, pads, full, *sides, _patterns(rows), crowded, gaps, step, several, has_units)
    shifted = frozenset(row.cells[0].cell.column for row in rows if _is_shifted(row))
    if not shifted:
        return habits
    whole = (row.texts for row in rows if row.known_row and len(row.texts) == len(row.columns))
    places = {tuple(item.cell.column for item in texts) for texts in whole}
    return evolve(habits, shifted=shifted, columns=places.pop() if len(places) == 1 else ())


def _keeps_values(row: Entries) -> bool:
    """Whether a blank value stands between a row's unit and a figure in another column of values."""
    return row.cells[:1] == row.texts[:1] and row.texts[0].role == "unit" and _has_inner_blank(row.cells)


def _is_shifted(row: Entries) -> bool:
    """Whether a row of a grid has a figure in a column that the header gives to labels, or to nothing."""
    above = row.anchor.above
    if above is None or not row.known_row:
        return False
    columns = (item.cell.column or 0 for item in row.cells if item.role == "figure")
    return any(above.is_over_labels(column) or above.is_beyond(column) for column in columns)


def _with_habits_of(whole: _Habits, own: _Habits, rows: Sequence[Entries]) -> _Habits:
    """The habits of one table's rows, with what all tables of the text show."""
    gaps, step = (own.gaps, own.step) if own.gaps else measured(rows, whole.gaps)
    return evolve(own, keeps=own.keeps or whole.keeps, drops=whole.drops, pads=whole.pads, gaps=gaps, step=step)


def _patterns(rows: Iterable[Entries]) -> dict[int, tuple[int, ...] | None]:
    """Which of a row's entries are its cells, by their number, as full rows show it; None where they differ."""
    patterns: dict[int, tuple[int, ...] | None] = {}
    for row in rows:
        if row.separator != "\n" and len(row.texts) == len(row.columns):
            filled = tuple(number for number, item in enumerate(row.cells) if item.role != "empty")
            known = patterns.setdefault(len(row.cells), filled)
            patterns[len(row.cells)] = filled if known == filled else None
    return patterns


def _has_inner_blank(window: Sequence[Item]) -> bool:
    """Whether a blank stands in front of a figure."""
    filled = [number for number, item in enumerate(window) if item.role != "empty"]
    return bool(filled) and filled[-1] + 1 > len(filled)


def _ends_blank(row: Entries) -> bool:
    """Whether an empty cell stands apart from the run of padding behind it, so that it is none of it."""
    return row.known_row and bool(row.padding) and row.cells[-1].role == "empty"


def _are_in_lines(rows: Sequence[Entries], text: str) -> bool:
    """Whether some row has figures side by side in one line, and no white space between them is a blank cell."""
    beside = [row for row in rows if len(row.texts) > 1 and _is_line(text, row.texts[0], row.texts[1])]
    spaces = [
        item
        for row in rows
        for item in row.cells
        if beside and item.role == "empty" and row.texts and _is_line(text, row.texts[0], item)
    ]
    return bool(beside) and not spaces


def _is_line(text: str, one: Item, other: Item) -> bool:
    """Whether two cells stand in one line."""
    first, second = sorted((one.cell, other.cell), key=lambda cell: cell.start)
    return "\n" not in text[first.end : second.start]


def _with_measures(
    wide: Mapping[_Width, _Habits], below_header: int | None, *, in_lines: bool
) -> dict[_Width, _Habits]:
    """The habits by width; where the rows of one width are too few to tell what a blank cell leaves, others tell it.

    Where rows stand `in_lines`, empty lines part rows, and are no cells.
    """
    if in_lines:
        return {key: evolve(habits, step=None) if key[0] == "\n" else habits for key, habits in wide.items()}
    known = {(habits.gaps, habits.step) for (separator, _), habits in wide.items() if separator == "\n" and habits.step}
    gaps, step = known.pop() if len(known) == 1 else (None, None)
    return {
        key: evolve(
            habits,
            gaps=habits.gaps or gaps,
            step=habits.step or (step if habits.gaps in (None, gaps) else None),
            below_header=below_header,
        )
        if key[0] == "\n"
        else habits
        for key, habits in wide.items()
    }


def _below_headers(stream: Stream, chains: Sequence[Chain]) -> int | None:
    """How many empty lines stand between the last header cell and the label of the first row; None if that differs."""
    found: set[int] = set()
    for chain in chains:
        for above, below in pairwise(chain.found):
            if above.element.column is not None and above.element.row is None and below.element.row is not None:
                between = stream.items[above.last + 1 : below.first]
                if between and between[-1].role == SERIAL:
                    between = between[:-1]
                if all(item.role == "empty" for item in between):
                    found.add(len(between))
    return found.pop() if len(found) == 1 else None


# --- reading a row --------------------------------------------------------------------------------------------------


def _read(entries: Entries, habits: _Habits, near: Mapping[int, tuple[int, ...] | None]) -> RowReading:
    """Reads a row; `near` are the patterns of its own block."""
    # No form counts in percent: these are of a column of the office's own.
    percents = [item for item in entries.texts if _PERCENT.fullmatch(item.cell.text)]
    if percents and entries.separator == "\n":
        rest = evolve(entries, cells=tuple(item for item in entries.cells if item not in percents))
        return evolve(_read(rest, habits, near), local=tuple((item, "") for item in percents))
    above = entries.anchor.above
    if percents and (above is None or any(above.name(item.cell.column or 0) is not None for item in percents)):
        return _reading(entries, (), lost=entries.texts)
    if entries.anchor.has_unit:
        return _read_with_unit(entries, habits)
    if entries.anchor.of_others:
        return _read_others(entries, entries.cells, entries.texts, None)
    if entries.anchor.unsure and entries.anchor.shown is not None and not entries.anchor.row.label:
        return _read_shown(evolve(entries, cells=entries.texts), entries.anchor.shown)
    if entries.anchor.unsure:
        whole = len(entries.texts) == len(entries.columns)
        return _reading(entries, (), lost=entries.texts if whole or entries.anchor.row.label else ())
    if not entries.texts:
        return _blank_row(entries)
    shown = entries.anchor.shown
    if entries.separator == "\n" and shown is not None and None in shown:
        return _read_shown(evolve(entries, cells=entries.texts), shown)  # blank cells may be gone
    if entries.separator == "\n":
        return _read_lines(entries, habits if entries.anchor.row.label else _below_header(habits))
    if (placed := _read_under_header(entries, habits, near)) is not None:
        return placed
    if shown is not None:
        may_shift = habits.drops or (habits.pads and not habits.keeps)
        # Where the form's columns come first, the cells of local ones may be left out.
        own = (
            len(entries.cells) == len(entries.columns) < len(shown) and shown[: len(entries.columns)] == entries.columns
        )
        if may_shift or not own:
            return _read_shown(entries, shown, may_shift=may_shift)
    # Where rows are not known, surplus at a row's end may be the beginning of the next.
    is_long = len(entries.cells) > len(entries.columns) > 1 and entries.anchor.row.label
    if is_long and entries.known_row and len(entries.cells) not in habits.crowded:
        pattern = near.get(len(entries.cells), habits.patterns.get(len(entries.cells)))
        if pattern is not None:
            return _read_pattern(entries, pattern)
    return _read_window(entries, habits)


def _read_under_header(
    entries: Entries, habits: _Habits, near: Mapping[int, tuple[int, ...] | None]
) -> RowReading | None:
    """A row of a grid whose true columns are known: each cell is of the column whose header stands above it.

    Rows of as many cells as the header's have true columns if the writer keeps blank cells and never pads.
    """
    above = entries.anchor.above
    if above is None or not entries.known_row:
        return None
    if above.width is not None and (above.width != entries.width or habits.pads or habits.drops or not habits.keeps):
        return None
    if entries.cells[0].cell.column in habits.shifted and len(entries.texts) < len(entries.columns):
        # Full rows show where the columns are, all of them in the grid, or those of the block with as many cells.
        if habits.columns and entries.cells[-1].cell.column == habits.columns[-1]:
            placed = {item.cell.column: item for item in entries.cells}
            if placed.keys() >= set(habits.columns) >= {item.cell.column for item in entries.texts}:
                return _reading(entries, _cells(entries.columns, [placed[column] for column in habits.columns]))
        return None if near.get(len(entries.cells)) is not None else _reading(entries, (), lost=entries.texts)
    own: dict[Column, Item] = {}
    local: list[tuple[Item, str]] = []
    if above.is_contradicted(entries.cells):
        # Full rows of the block with as many cells show how they are merged.
        return None if near.get(len(entries.cells)) else _reading(entries, (), lost=entries.texts)
    for item in entries.cells:
        column = above.name(item.cell.column or 0)
        if item.role != "empty" and (
            above.is_over_labels(item.cell.column or 0) or above.is_beyond(item.cell.column or 0)
        ):
            is_whole = len(entries.texts) == len(entries.columns) and len(entries.cells) not in habits.crowded
            return None if is_whole else _reading(entries, (), lost=entries.texts)
        if column is None or item.cell.column is None:
            local.append((item, above.text(item.cell.column or 0)))
        elif column not in own or own[column].role == "empty":
            own[column] = item
        elif item.role != "empty" and (above.width is None or item.cell.text != own[column].cell.text):
            # Where it is merged otherwise than its header, a row of one cell for each column is in their order.
            is_whole = len(entries.cells) == len(entries.columns) and not above.has_local
            return None if is_whole else _reading(entries, (), lost=entries.texts)
    if any(column not in own for column in entries.columns):
        return None
    cells = _cells(entries.columns, [own[column] for column in entries.columns])
    return evolve(_reading(entries, cells), local=tuple(local))


def _read_glued(entries: Entries, chain: Chain) -> RowReading:
    cells, lost, unit = read_glued(entries, chain)
    return _reading(entries, _cells(entries.columns, cells), lost=lost, unit=unit)


def _read_pattern(entries: Entries, pattern: Sequence[int]) -> RowReading:
    """A row that has as many entries as full rows have: its cells are the same of them."""
    outside = [item for number, item in enumerate(entries.cells) if number not in pattern]
    if any(item.role != "empty" for item in outside):
        return _reading(entries, (), lost=entries.cells)
    return _reading(entries, _cells(entries.columns, [entries.cells[number] for number in pattern]))


def _read_shown(entries: Entries, shown: Sequence[Column | None], *, may_shift: bool = False) -> RowReading:
    """A row under headers that show other columns than the form, or another order: one cell for each header.

    `may_shift`: blank cells may be gone, so that only a row without any tells.
    """
    shifted = may_shift and len(entries.texts) < len(shown)
    if shifted or len(entries.cells) != len(shown):
        return evolve(_reading(entries, (), lost=entries.cells), unclear=True)
    beside = zip(shown, entries.cells, strict=True)
    own = {column: item for column, item in beside if column is not None}
    local = tuple((item, "") for column, item in zip(shown, entries.cells, strict=True) if column is None)
    columns = [column for column in entries.columns if column in own]
    cells = _cells(columns, [own[column] for column in columns])
    return evolve(_reading(entries, cells), local=local)


def _read_window(entries: Entries, habits: _Habits) -> RowReading:
    columns = len(entries.columns)
    windows = entries.windows(columns)
    start: int | None = None
    if not entries.anchor.row.label and not entries.known_row and entries.cells[0].role == "empty":
        # An empty cell before a row without label may be the end of the row above, or a blank of its own.
        start = 0 if len(entries.cells) == columns and not habits.pads else None
        if len(entries.cells) > columns and len(windows) == 1:
            start = windows[0]
    elif len(entries.cells) > columns > len(entries.texts) and entries.separator == " ":
        start = None  # no padding fills a row there: some column is seen twice, since it is set in two ways
    elif len(entries.cells) > columns > len(entries.texts) and not entries.known_row:
        # What is surplus at the end may be the beginning of the next row, unless that is never so. Beside a merged
        # label, an empty cell may stand before a row's own: full rows with as many labels tell.
        alike = entries.cells[0].role != "empty" or len(entries.anchor.row.label) in habits.flush
        start = 0 if habits.left and not habits.right and alike and 0 in windows else None
    elif len(windows) == 1 and (len(entries.cells) == columns or _is_plain(entries) or _is_full(entries)):
        start = windows[0]
    elif windows:
        start = _usual_window(entries, windows, habits)
    elif entries.one_more:
        start = 0  # with the figure that no bar closes, each column has one
    elif len(entries.cells) < columns and entries.at_end and habits.full >= _ENOUGH_FULL:
        start = None if habits.drops or habits.right or entries.cells[0].role == "empty" else 0
    # Beside a merged label, empty cells stand before a row's own: where the text ends, a row of as many must be known.
    beside = entries.at_end and entries.anchor.row.label and entries.cells[0].role == "empty"
    shifted = beside and not habits.patterns.get(columns)
    crowded = len(entries.cells) in habits.crowded and len(entries.texts) < len(entries.cells)
    if start is None or shifted or crowded or _may_be_shifted(entries, start, habits):
        return _reading(entries, (), lost=entries.cells)
    window = entries.cells[start : start + columns]
    outside = (*entries.cells[:start], *entries.cells[start + columns :])
    return _reading(entries, _cells(entries.columns, window), lost=outside, cut=len(window) < columns)


def _is_full(entries: Entries) -> bool:
    """Whether a row has a figure for each column, and as far as the text tells no column of its own."""
    above = entries.anchor.above
    whole = len(entries.texts) == len(entries.columns)
    return whole and (not entries.known_row if above is None else not above.has_local)


def _is_plain(entries: Entries) -> bool:
    """Whether a row's cells stand next to each other on the form, so that empty cells between them are blanks."""
    return len(entries.columns) == 1 or all(column.span == 1 for column in entries.columns)


def _usual_window(entries: Entries, windows: list[int], habits: _Habits) -> int | None:
    """The window on the side where this writer's other rows have it."""
    if habits.left != habits.right and _is_plain(entries):
        if habits.right and entries.last_row:
            return None  # the table may stand in a frame whose own bar closes the line
        return windows[0] if habits.left else windows[-1]
    # Where the text tells the rows, padding is only ever set at a row's end.
    return windows[0] if habits.pads and entries.known_row and not habits.right else None


def _may_be_shifted(entries: Entries, start: int, habits: _Habits) -> bool:
    """Whether empty cells at the end of the window may be padding for blanks dropped before them.

    A single bar of padding looks like a blank cell. Where a writer pads, and no blank in front of a figure proves
    that it keeps blanks, a row that ends in empty cells may have lost some anywhere.
    """
    window = entries.cells[start : start + len(entries.columns)]
    if window[-1].role != "empty" or _has_inner_blank(window):
        return False
    return habits.drops or (habits.pads and not habits.keeps)


def _read_lines(entries: Entries, habits: _Habits) -> RowReading:
    """A row whose cells only line breaks part: its empty lines count where full rows show what they stand for."""
    columns, texts = len(entries.columns), entries.texts
    shown = entries.anchor.shown
    if shown is not None and len(texts) != len(shown):
        return evolve(_reading(entries, (), lost=texts), unclear=True)
    if shown is not None:
        return _read_shown(evolve(entries, cells=texts), shown)
    regular = habits.gaps is None or not any(extra(entries, habits.gaps)[1:-1])
    if len(texts) == columns:
        # Below a table's last row, a figure after an empty line may be no cell of it.
        sound = regular or not entries.last_row
        return _reading(entries, _cells(entries.columns, texts) if sound else (), lost=() if sound else texts)
    if len(texts) > columns:
        whole_rows = habits.full and not habits.drops and entries.last_row and regular
        if not whole_rows:
            return _reading(entries, (), lost=texts)
        return _reading(entries, _cells(entries.columns, texts[:columns]), lost=texts[columns:])
    if entries.at_end:
        sound = habits.full >= _ENOUGH_FULL and not habits.drops and not any(entries.gaps)
        return _reading(
            entries, _cells(entries.columns, texts) if sound else (), lost=() if sound else texts, cut=sound
        )
    if habits.gaps is None or habits.step is None or habits.drops or columns == 1:
        return _reading(entries, (), lost=texts)  # where blank cells leave no trace, empty lines stand for none
    blanks = counted_blanks(entries, habits.gaps, habits.step)
    if blanks is None:
        return _reading(entries, (), lost=texts)
    cells: list[Item] = []
    empty = iter([item for item in entries.cells if item.role == "empty"])
    for number, count in enumerate(blanks):
        cells.extend(next(empty) for _ in range(count))
        cells.extend(texts[number : number + 1])
    return _reading(entries, _cells(entries.columns, cells))


def _below_header(habits: _Habits) -> _Habits:
    """The habits for a row without label: what stands before its first figure is the header's end."""
    if habits.gaps is None or habits.below_header is None:
        return evolve(habits, gaps=None)
    return evolve(habits, gaps=(habits.below_header, *habits.gaps[1:]))


def _read_with_unit(entries: Entries, habits: _Habits) -> RowReading:
    """A row of a form with a unit column: the unit if it is there, then the value."""
    cells = list(entries.cells)
    unit: str | None = None
    had_unit = bool(cells) and cells[0].role == "unit"
    if had_unit:
        unit = unit_of_cell(cells.pop(0))
        while cells and cells[0].role == "unit" and (joined := unit_in(unit + cells[0].cell.text)):
            unit = joined
            del cells[0]
    elif cells and (len(cells) > 1 or cells[0].role != "empty") and _is_filler(cells[0]):
        del cells[0]  # the unit cell of a heading row: blank, or a dash
    texts = [item for item in cells if item.role == "figure"]
    if not texts and had_unit and entries.known_row:
        texts = [item for item in cells if item.role == "text"]  # behind the unit stands the value, whatever it is
    column = entries.columns[0]
    due = entries.anchor.row.unit
    if unit is None and texts and due and habits.units and not entries.known_row:
        return _reading(entries, (), lost=texts)  # what stood between label and figure is gone, and who knows what else
    if unit and ((unit in MONEY) != (due in MONEY) if due else entries.separator == "\n"):
        return _reading(entries, (), lost=texts)  # the unit of another row
    behind = "".join(item.cell.text for item in cells if item.role == "unit")
    whole = unit_in(entries.unit_above + (unit or "") + behind)
    if unit is not None and whole:
        unit = whole  # 人次 in two lines, beside the label and the figure
    elif behind:
        return _reading(entries, (), lost=texts)
    if (placed := _read_values_under_headers(entries, cells, texts, unit, habits)) is not None:
        return placed
    if entries.anchor.of_others:
        return _read_others(entries, cells, texts, unit)
    if (placed := _read_local_values(entries, texts, unit, habits)) is not None:
        return placed
    shown = entries.anchor.shown
    if shown is not None and not entries.known_row and len(texts) == len(cells):
        return _read_values(entries, texts, shown, unit)
    if texts and shown is not None and len(texts) < len(shown) and habits.several and not habits.keeps:
        return _reading(entries, (), lost=texts, unit=unit)  # of which column of values it is, is not known
    # Where no row has a second figure, empty cells behind the first are no column of values.
    alone = len(texts) == 1 and cells[0] is texts[0] and not habits.several
    more = len(texts) > 1 or (texts and len(cells) > 1 and entries.separator != "\n" and not alone)
    if more and not (entries.last_row and entries.separator == "\n"):
        return _reading(entries, (), lost=texts, unit=unit)  # more value columns than the form's own
    if texts:
        return _reading(entries, (PlacedCell(column, texts[0], texts[0].cell.start),), lost=texts[1:], unit=unit)
    if had_unit and entries.known_row and cells and cells[0].role == "text":
        return _reading(entries, (PlacedCell(column, cells[0], cells[0].cell.start),), unit=unit)
    empty = [item for item in (*cells, *entries.padding) if item.role == "empty"]
    if empty and not (entries.at_end and unit is None and len(entries.cells) == 1):
        return _reading(entries, (PlacedCell(column, None, empty[0].cell.start),), unit=unit)
    return _reading(entries, (), unit=unit)


def _read_local_values(entries: Entries, texts: Sequence[Item], unit: str | None, habits: _Habits) -> RowReading | None:
    """A row all of whose figures stand under headers of columns that are not the form's: none is the form's."""
    above = entries.anchor.above
    if above is None or not texts or not entries.known_row or above.width not in (None, entries.width):
        return None
    if above.width is not None and not habits.keeps:
        return None
    columns = [item.cell.column or 0 for item in texts]
    if not all(above.name(at) is None and above.text(at) for at in columns):
        return None
    if any(above.is_over_labels(at) or above.is_over_units(at) for at in columns):
        return None
    local = tuple((item, above.text(at)) for item, at in zip(texts, columns, strict=True))
    return evolve(_reading(entries, (), unit=unit), local=local)


def _read_values_under_headers(
    entries: Entries, cells: Sequence[Item], texts: Sequence[Item], unit: str | None, habits: _Habits
) -> RowReading | None:
    """A row with columns of values beside the form's own, as for the bodies below an office: each cell is of the column
    whose header stands above it in the grid. Where blank cells may be gone, only a row without any tells.
    """
    above = entries.anchor.above
    if above is None or not cells or not entries.known_row or above.width not in (None, entries.width):
        return None
    whole = len(texts) == sum(start >= (cells[0].cell.column or 0) for start in above.names)
    keeps = above.width is None or (habits.keeps and not (habits.drops or habits.pads))
    own = [item for item in cells if above.name(item.cell.column or 0) == entries.columns[0]]
    if len(own) != 1 or not (whole or keeps) or any(above.is_over_units(item.cell.column or 0) for item in texts):
        return None
    local = tuple((item, above.text(item.cell.column or 0)) for item in texts if item not in own)
    return evolve(_reading(entries, _cells(entries.columns, own), unit=unit), local=local)


def _read_values(
    entries: Entries, texts: Sequence[Item], shown: Sequence[Column | None], unit: str | None
) -> RowReading:
    """A row under a header with columns of values that are not the form's: it tells its cells if none is blank."""
    if len(texts) != len(shown):
        return _reading(entries, (), lost=texts, unit=unit, cut=bool(texts))
    own = next(item for item, column in zip(texts, shown, strict=True) if column is not None)
    local = tuple((item, "") for item in texts if item is not own)
    return evolve(_reading(entries, (PlacedCell(entries.columns[0], own, own.cell.start),), unit=unit), local=local)


def _read_others(entries: Entries, cells: Sequence[Item], texts: Sequence[Item], unit: str | None) -> RowReading:
    """A row under headers of other bodies, or of another block: none of its figures is the form's."""
    headers = entries.anchor.of_others
    whole = next((own for own in (cells, texts) if len(own) == len(headers)), None)
    named = zip(whole, headers, strict=True) if whole is not None else ((item, "") for item in texts)
    local = tuple((item, header) for item, header in named if item.role != "empty")
    return evolve(_reading(entries, (), unit=unit), local=local, cut=False)


def _is_filler(item: Item) -> bool:
    """Whether a cell is what stands in the unit column of a heading row: nothing, or a dash."""
    return not item.cell.text.strip("-—–―⸺⸻ ")


def _blank_row(entries: Entries) -> RowReading:
    """A row without any text: blank in all columns if the text has that many empty cells, whichever they are."""
    empty = (*entries.cells, *entries.padding)
    shown = entries.anchor.shown
    columns = entries.columns if shown is None else [column for column in entries.columns if column in shown]
    if len(empty) < len(shown or columns) or entries.at_end:
        return _reading(entries, ())
    return _reading(entries, _cells(columns, empty))


def _cells(columns: Sequence[Column], items: Sequence[Item]) -> tuple[PlacedCell, ...]:
    return tuple(
        PlacedCell(column, item if item.role != "empty" else None, item.cell.start)
        for column, item in zip(columns, items, strict=False)
    )


def _reading(
    entries: Entries,
    cells: tuple[PlacedCell, ...],
    *,
    lost: Iterable[Item] = (),
    unit: str | None = None,
    cut: bool = False,
) -> RowReading:
    figures = tuple(item for item in lost if item.role != "empty")
    cut = cut or (entries.at_end and not cells)
    shown = entries.anchor.shown
    unclear = entries.anchor.unclear or (shown is not None and shown[: len(entries.columns)] != entries.columns)
    unsure = entries.anchor.unsure or shown is not None
    return RowReading(
        entries.anchor.label,
        entries.anchor.row,
        entries.columns,
        cells,
        figures,
        unit or entries.unit,
        cut,
        unclear=unclear,
        unsure=unsure,
    )
