"""Stage 3, continued: rows in lines of a print, whose cells stand below each other only about.

In: a stream, its chains, the readings of their rows, and the text. Out: the readings, in which rows with blank cells
that were given up have their cells where the print shows the columns.

Programs that keep a page's layout set each piece of text right of all that stands left of it on the page. So the places
that the figures of a table's rows take up in their lines fall apart into as many stretches as columns have figures: no
two columns of a print overlap, while what stands in one column, at its edge or in its middle, does. A stretch is the
column whose header stands over it; or stretches are columns one by one, if there are as many, and no two beside each
other are one column in two places, since some row has a figure in both. Where that is not so, the figures stay without
a place. Each page is laid out by itself.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from attrs import evolve

from .alignment import Chain, Item, Stream
from .forms import Column
from .placement import PlacedCell, RowReading

__all__ = ["with_columns_of_prints"]

# So many rows with a figure that reaches over two columns may be glued ones; more show that lines differ.
_FEW_WIDE: Final = 0.34
# Columns are so many times further from each other than the figures within one.
_APART: Final = 3
# So many of the rows have white space of more than one space in them.
_MOSTLY: Final = 0.5
# So many items below its label a row's figures are looked for.
_REACH: Final = 40
# So many headers at least have to stand over their figures in the same way.
_FEWEST_NAMED: Final = 3
# So few rows may stand below each other by chance.
_FEWEST_LINES: Final = 3
# What parts the cells of a print.
_SPACES: Final = ("\n", " ")
# One figure or two.
_GROUPED: Final = re.compile(r"\d \d")
_WORDS: Final = re.compile(r"\S+")
_SIGNS: Final = re.compile(r"[\W_]+")
# A header stands on so many lines at most.
_MOST_HEADER_LINES: Final = 40

Extent = tuple[int, int]


class _Line(NamedTuple):
    """The figures of a row in one line: which reading it is, the page, and what each takes up of the line."""

    number: int
    page: int
    items: tuple[Item, ...]
    extents: tuple[Extent, ...]


class _Page:
    """The places of a text's lines and pages."""

    def __init__(self, stream: Stream, text: str) -> None:
        self.text = text
        self.lines = array("q", [0])
        self.lines.extend(match.end() for match in re.finditer(r"[\n\f]", text))
        self.breaks = sorted(
            [
                *(match.start() for match in re.finditer("\f", text)),
                *(item.cell.start for item in stream.items if item.role == "footer"),
            ]
        )

    def line(self, place: int) -> int:
        return bisect_right(self.lines, place) - 1

    def page(self, place: int) -> int:
        return bisect_right(self.breaks, place)

    def start(self, place: int) -> int:
        """Where the page of a place begins."""
        number = self.page(place)
        return self.breaks[number - 1] + 1 if number else 0

    def column(self, place: int) -> int:
        """How many characters stand before a place in its line."""
        return place - self.lines[self.line(place)]

    def words(self, first: int, last: int) -> Iterator[tuple[int, str, Extent]]:
        """The words of some lines, each with its line and what it takes up of it."""
        for number in range(first, last + 1):
            start = self.lines[number]
            end = self.lines[number + 1] if number + 1 < len(self.lines) else len(self.text)
            for match in _WORDS.finditer(self.text, start, end):
                yield number, match.group(), (match.start() - start, match.end() - start)


def with_columns_of_prints(
    stream: Stream, chains: Sequence[Chain], readings: Sequence[Sequence[RowReading]], text: str
) -> list[list[RowReading]]:
    """The readings, with the cells of rows in lines that were given up where the columns of the print tell them."""
    if not any(_is_open(reading) for own in readings for reading in own):
        return [list(own) for own in readings]
    page = _Page(stream, text)
    return [list(_placed(stream, chain, own, page)) for chain, own in zip(chains, readings, strict=True)]


def _is_open(reading: RowReading) -> bool:
    """Whether a row of several columns has no places."""
    return len(reading.columns) > 1 and not reading.cells and not reading.contradicted


def _placed(stream: Stream, chain: Chain, readings: Sequence[RowReading], page: _Page) -> Iterator[RowReading]:
    firsts = sorted({found.first for found in chain.found})
    by_block: dict[int, list[_Line]] = defaultdict(list)
    torn = False
    for number, reading in enumerate(readings):
        figures = _figures(reading, stream, firsts)
        # Where a row has figures in two lines, some of them may be those of the row below.
        below, torn = torn, len({page.line(item.cell.start) for item in figures}) > 1
        if len(reading.columns) > 1 and not (below or torn):
            line = _line(number, reading, stream, firsts, page)
            if line is not None:
                by_block[reading.label.element.block].append(line)
    done: dict[int, RowReading] = {}
    for block, lines in by_block.items():
        columns = chain.table.blocks[block].columns
        if not any(_is_open(readings[line.number]) for line in lines) or not _keeps_columns(lines, page):
            continue
        if any(readings[line.number].columns != columns or readings[line.number].local for line in lines):
            continue
        headers, in_order = _headers(chain, block, lines[0], stream, page)
        for line in lines:
            reading = readings[line.number]
            if _is_open(reading) and in_order and len(line.items) == len(columns):
                done[line.number] = _with_cells(reading, columns, dict(enumerate(line.items)))
        unsure = any(readings[line.number].unsure or readings[line.number].unclear for line in lines)
        for _, part in groupby(() if unsure and not in_order else lines, key=lambda line: line.page):
            here = list(part)
            stretches = _stretches(here, len(columns), headers if here[0] is lines[0] else ())
            if len(here) < _FEWEST_LINES and _are_under_others(stretches, headers):
                continue
            for line in here:
                own = [_of(extent, stretches) for extent in line.extents]
                reading = readings[line.number]
                if _is_open(reading) and None not in own and len(set(own)) == len(own) < len(columns):
                    done[line.number] = _with_cells(reading, columns, dict(zip(own, line.items, strict=True)))
                elif own == list(range(len(columns))) and _holds(reading, line):
                    done[line.number] = evolve(reading, in_line=True)
    return (done.get(number, reading) for number, reading in enumerate(readings))


def _keeps_columns(lines: Sequence[_Line], page: _Page) -> bool:
    """Whether each row has a line of its own, and most of them some white space that is wider than a space."""
    starts = [page.lines[page.line(line.items[0].cell.start)] for line in lines]
    gaps = [
        "  " in page.text[start : line.items[-1].cell.start].lstrip() for start, line in zip(starts, lines, strict=True)
    ]
    return len(set(starts)) == len(starts) and sum(gaps) > _MOSTLY * len(gaps)


def _holds(reading: RowReading, line: _Line) -> bool:
    """Whether a row's cells are the figures of its line."""
    return [cell.item for cell in reading.cells] == list(line.items)


def _with_cells(reading: RowReading, columns: Sequence[Column], beside: Mapping[int | None, Item]) -> RowReading:
    cells: list[PlacedCell] = []
    place = min(item.cell.start for item in beside.values())
    for number, column in enumerate(columns):
        item = beside.get(number)
        cells.append(PlacedCell(column, item, place if item is None else item.cell.start))
        place = place if item is None else item.cell.end
    taken = {item.cell.start for item in beside.values()}
    lost = tuple(item for item in reading.lost if item.cell.start not in taken)
    return evolve(reading, cells=tuple(cells), lost=lost, cut=False, in_line=True)


def _of(extent: Extent, stretches: Sequence[tuple[Extent, int]]) -> int | None:
    """The column whose stretch a figure stands in."""
    own = [column for (left, right), column in stretches if left < extent[1] and extent[0] < right]
    return own[0] if len(own) == 1 else None


# --- lines ----------------------------------------------------------------------------------------------------------


def _figures(reading: RowReading, stream: Stream, firsts: Sequence[int]) -> Iterator[Item]:
    """The figures between a row's label and the next one, in lines that hold nothing else but pieces of labels."""
    at = bisect_right(firsts, reading.label.first)
    stop = min(firsts[at] if at < len(firsts) else 0, reading.label.last + 1 + _REACH)
    return (item for item in stream.items[reading.label.last + 1 : stop] if item.role == "figure")


def _line(number: int, reading: RowReading, stream: Stream, firsts: Sequence[int], page: _Page) -> _Line | None:
    """The figures of a row, if they are all there is between its label and the next one, and stand in one line."""
    label = reading.label
    at = bisect_right(firsts, label.first)
    stop = min(firsts[at] if at < len(firsts) else len(stream.items), label.last + 1 + _REACH)
    figures: list[Item] = []
    path = _folded("".join(reading.row.label) or "".join(part for x in reading.columns for part in x.label))
    own = _folded(reading.row.label[-1]) if reading.row.label else ""
    last = page.line(stream.items[label.last].cell.end)  # of the row's own label; a group's may stand anywhere
    if any(item.role == "unit" for item in stream.items[label.last + 1 : stop]):
        return None  # figures in pieces
    for item in stream.items[label.last + 1 : stop]:
        if item.role == "figure":
            figures.append(item)
        elif item.role in ("empty", "serial"):
            continue
        elif item.role == "text" and figures and page.line(item.cell.start) > page.line(figures[-1].cell.start):
            if _folded(item.cell.text) not in own:
                break
            last = page.line(item.cell.end)
        elif item.role == "text" and _folded(item.cell.text) in path:
            last = page.line(item.cell.end) if _folded(item.cell.text) in own else last
        elif item.role == "footer" and figures:
            break
        else:
            return None
    if not figures or any(_GROUPED.search(item.cell.text) for item in figures):
        return None
    if any(stream.grids[item.grid].separator not in _SPACES for item in (stream.items[label.first], *figures)):
        return None
    line = page.line(figures[-1].cell.start)
    # What stands left of the label is the number of the row.
    left = page.column(stream.items[label.first].cell.start) if own else 0
    while len(figures) > 1 and page.column(figures[0].cell.end) <= left:
        del figures[0]
    if page.line(figures[0].cell.start) != line or (own and line > last):
        return None
    extents = tuple((page.column(item.cell.start), page.column(item.cell.end)) for item in figures)
    return _Line(number, page.page(figures[0].cell.start), tuple(figures), extents)


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).lower()


# --- columns --------------------------------------------------------------------------------------------------------


def _stretches(
    lines: Sequence[_Line], count: int, headers: Sequence[tuple[Extent, int]]
) -> Sequence[tuple[Extent, int]]:
    """What each column takes up of the lines, by its number, as far as that is certain."""
    rows = [line.extents for line in lines]
    wide = [row for row in rows if any(_spans_two(extent, rows) for extent in row)]
    if len(wide) > _FEW_WIDE * len(rows):
        return ()
    whole = [row for row in rows if row not in wide]
    extents = [extent for row in whole for extent in row]
    stretches = _united(extents)
    if not _are_apart([[own for own in extents if left <= own[0] < right] for left, right in stretches]):
        return ()
    held = [[bisect_right(stretches, (extent[0], 10**6)) - 1 for extent in row] for row in whole]
    if any(len(set(own)) < len(own) for own in held):
        return ()
    beside = {pair for own in held for pair in pairwise(own) if pair[1] - pair[0] == 1}
    named = _named(stretches, headers)
    found: list[tuple[Extent, int]] = []
    known = [(-1, -1), *sorted(named.items()), (len(stretches), count)]
    for (first, low), (last, high) in pairwise(known):
        if low >= 0:
            found.append((stretches[first], low))
        found += _between(stretches, range(first, last + 1), range(low + 1, high), beside)
    full = ([_of(extent, found) for extent in row] for row in whole if len(row) == count)
    return found if all(own == list(range(count)) for own in full) else ()


def _named(stretches: Sequence[Extent], headers: Sequence[tuple[Extent, int]]) -> dict[int, int]:
    """The columns of the stretches below headers, if each header stands over one as all others do."""
    named: dict[int, int] = {}
    pairs: list[tuple[Extent, Extent]] = []
    for extent, column in headers:
        own = [at for at, (left, right) in enumerate(stretches) if left < extent[1] and extent[0] < right]
        if len(own) > 1 or named.setdefault(own[0] if own else -1 - column, column) != column:
            return {}
        pairs += [(extent, stretches[at]) for at in own]
    known = {at: column for at, column in sorted(named.items()) if at >= 0}
    ways = zip(*(_edges(*pair) for pair in pairs), strict=True)
    in_order = list(known.values()) == sorted(known.values())
    return known if len(known) >= _FEWEST_NAMED and in_order and any(map(all, ways)) else {}


def _are_under_others(stretches: Sequence[tuple[Extent, int]], headers: Sequence[tuple[Extent, int]]) -> bool:
    """Whether some stretch stands under the header of another column alone, so that lines keep no columns."""
    for (left, right), column in stretches:
        above = [number for extent, number in headers if left < extent[1] and extent[0] < right]
        if above and column not in above:
            return True
    return False


def _are_apart(stretches: Sequence[Sequence[Extent]]) -> bool:
    """Whether the figures of each stretch begin, end or have their middle in one place, or differ by little, held
    against what parts them from the next.
    """
    middles = [[sum(extent) / 2 for extent in own] for own in stretches]
    for at, own in enumerate(stretches):
        if any(map(all, zip(*(_edges(own[0], other) for other in own), strict=True))):
            continue
        low, high = min(middles[at]), max(middles[at])
        before = low - max(middles[at - 1]) if at else high - low
        behind = min(middles[at + 1]) - high if at + 1 < len(middles) else before
        if min(before if at else behind, behind) < _APART * (high - low):
            return False
    return True


def _edges(one: Extent, other: Extent) -> tuple[bool, bool, bool]:
    """Whether two pieces begin in the same place, end there, or have the same middle, to half a character."""
    return one[0] == other[0], one[1] == other[1], abs(sum(one) - sum(other)) <= 1


def _between(
    stretches: Sequence[Extent], places: range, columns: range, beside: set[tuple[int, int]]
) -> Iterator[tuple[Extent, int]]:
    """The columns of the stretches between two that are known, the first and last of `places`.

    Where there are more stretches than columns, those that no row has both of may be one column in two places: the
    first one, as labels push its figures to the right.
    """
    inner = places[1:-1]
    edges = [pair for pair in pairwise(places) if pair[0] >= 0 and pair[1] < len(stretches)]
    apart = [pair for pair in edges if pair not in beside]
    if not inner or len(inner) - len(apart) != len(columns):
        return iter(())
    if apart != edges[: len(apart)] or (apart and places[0] >= 0):
        return iter(())
    found: list[tuple[Extent, int]] = []
    number = -1
    for place in inner:
        number += (place - 1, place) not in apart
        found.append((stretches[place], columns[number]))
    return iter(found)


def _spans_two(extent: Extent, rows: Sequence[Sequence[Extent]]) -> bool:
    """Whether a figure stands over two figures of some row: two cells run together."""
    return any(sum(1 for other in row if other[0] < extent[1] and extent[0] < other[1]) > 1 for row in rows)


def _united(extents: Sequence[Extent]) -> list[Extent]:
    united: list[Extent] = []
    for left, right in sorted(extents):
        if united and left < united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], right))
        else:
            united.append((left, right))
    return united


# --- headers --------------------------------------------------------------------------------------------------------


class _Word(NamedTuple):
    line: int
    text: str
    extent: Extent


class _Stack(NamedTuple):
    """A label in one word or several below each other: what it takes up of its lines, and its words."""

    extent: Extent
    words: tuple[_Word, ...]


def _headers(
    chain: Chain, block: int, first: _Line, stream: Stream, page: _Page
) -> tuple[Sequence[tuple[Extent, int]], bool]:
    """What the headers take up of the lines above the first row, on its page, and whether they are the form's.

    A header in pieces is put together from those that stand below each other. One that is not there as often as the
    form has it names nothing. They are the form's if all are there, from left to right, and nothing between them.
    """
    columns = chain.table.blocks[block].columns
    words = _words_above(chain, block, first, stream, page)
    found: list[tuple[_Stack, int]] = []
    for label in dict.fromkeys(column.label[-1] for column in columns):
        numbers = [number for number, column in enumerate(columns) if column.label[-1] == label]
        stacks = list(_stacks(_folded(label), words))
        if len(stacks) == len(numbers):
            found += zip(sorted(stacks), numbers, strict=True)
    headers = [(stack.extent, number) for stack, number in found]
    in_order = [number for _, number in sorted(headers)] == list(range(len(columns)))
    if not in_order:
        return headers, False
    headings: list[_Stack] = []
    for level in range(max(len(column.label) for column in columns) - 1):
        labels = dict.fromkeys(column.label[level] for column in columns if len(column.label) > level + 1)
        own = [stack for label in labels for stack in _stacks(_folded(label), words)]
        if len(labels) > 1 and (len(own) != len(labels) or sorted(own) != own):
            return headers, False
        headings += own
    taken = {word for stack in [*headings, *(stack for stack, _ in found)] for word in stack.words}
    lines = [word.line for stack, _ in found for word in stack.words]
    left = min(extent[0] for extent, _ in headers)
    between = (word for word in words if min(lines) <= word.line <= max(lines) and word.extent[0] >= left)
    return headers, taken.issuperset(between)


def _words_above(chain: Chain, block: int, first: _Line, stream: Stream, page: _Page) -> list[_Word]:
    """The words between the first row of a block and what stands above its headers, on one page."""
    place = first.items[0].cell.start
    others = [stream.items[x.last].cell.end for x in chain.found if x.element.block != block]
    others += [stream.items[x.last].cell.end for x in chain.found if x.element.kind in ("title", "block")]
    above = page.line(max((end for end in others if end < place), default=-1)) + 1 if others else 0
    last = page.line(place) - 1
    start = max(above, page.line(page.start(place)), last - _MOST_HEADER_LINES)
    return [_Word(line, _folded(word), extent) for line, word, extent in page.words(start, last)]


def _stacks(label: str, words: Sequence[_Word]) -> Iterator[_Stack]:
    """What words below each other that make a label take up of their lines."""
    for at, word in enumerate(words):
        if word.text and label.startswith(word.text):
            whole = _stack(label[len(word.text) :], words[at + 1 :], word)
            if whole is not None:
                yield whole


def _stack(rest: str, words: Sequence[_Word], top: _Word) -> _Stack | None:
    extent, own = top.extent, [top]
    for word in words:
        if not rest:
            break
        if word.line > own[-1].line and word.text and word.extent[0] < extent[1] and extent[0] < word.extent[1]:
            if not rest.startswith(word.text):
                return None
            rest = rest[len(word.text) :]
            own.append(word)
            extent = min(extent[0], word.extent[0]), max(extent[1], word.extent[1])
    return _Stack(extent, tuple(own)) if not rest else None
