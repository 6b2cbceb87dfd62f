"""Stage 3, first of all: numbers before labels and behind rows that are never data.

In: a stream. Out: the stream in which those numbers have the role ``serial``: those of a column of serial numbers
(序号), of items that were parted from their labels, of pages, of days in pieces. A serial number stands right before a
text, or a space before it in one cell, and is one more than the one before it; where the header does not name the
column, only many of them are believed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence, Set
from typing import Final, NamedTuple

from attrs import evolve

from .alignment import Item, Stream
from .labels import LabelIndex
from .quantity import is_page_number, read_quantity

__all__ = ["SERIAL", "mark_serials"]

SERIAL: Final = "serial"
_HEADERS: Final = ("序号", "序號", "编号", "編號", "序")
_LONGEST_HEADER: Final = 40
# A number in one cell with the text behind it, which may begin with an item number. Prints have radicals for signs.
_WITH_TEXT: Final = re.compile(r"(\d{1,3}) +(?=[(（“]|(?:\d{1,2}[.．、] *)?(?:[^\W\d]|[\u2e80-\u2fdf]))")
_BEHIND_NUMBER: Final = (".", "．", "、")
_NUMBER: Final = re.compile(r"[1-9]\d?")
# A day in pieces, as below a table: ``2018`` ``年`` ``3`` ``月`` ``1`` ``日``.
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_OF_YEAR: Final = re.compile(r"年(?:\Z|\s*\d)")
_OF_DAY: Final = ("月", "日")
# So many numbers in a row are a column of them, with its header and without.
_FEWEST: Final = 4
_FEWEST_ALONE: Final = 12
# So many rows show numbers of rows.
_FEWEST_ROWS: Final = 3
# So large a share of rows have figures beside their number.
_FILLED: Final = 0.2
# A number may be lost to a broken line.
_MOST_MISSED: Final = 3
# Empty lines may stand before the text.
_BELOW: Final = 4
_HEADER_KINDS: Final = ("title", "block", "corner", "heading", "column")
# So many items at most lie between two of them.
_REACH: Final = 80


def mark_serials(stream: Stream, index: LabelIndex) -> Stream:
    """The stream with its serial numbers marked."""
    items = stream.items
    named = any("".join(item.cell.text[:_LONGEST_HEADER].split(" ")[:1]) in _HEADERS for item in items)
    least = _FEWEST if named else _FEWEST_ALONE
    serials: set[int] = set()
    numbers = list(_numbers(items))
    if _may_count(numbers, least):
        own = [number for number in numbers if not (number.alone and _is_above_header(items, number.at, index))]
        serials = set(_in_runs([number for number in own if not number.ends], least, items, named=named))
        longer = set(_in_runs(own, _FEWEST_ALONE, items, named=named)) if named else serials
        serials = longer if longer > serials else serials
    serials |= set(_beside(items, serials))
    serials |= _item_numbers(items)
    serials |= set(_of_rows(items))
    serials |= set(_days(items))
    serials |= {at for first in _page_numbers(items) for at in range(first, first + 3)}
    if not serials:
        return stream
    return Stream(tuple(_marked(items, serials)), stream.grids)


class _Number(NamedTuple):
    """A number before a text: the item it stands in, and whether that is a cell of its own.

    `ends`: by the rows that the text tells, it is the last of one; where cells have lines in them, these may be wrong.
    """

    at: int
    number: int
    alone: bool
    ends: bool = False


def _numbers(items: Sequence[Item]) -> Iterator[_Number]:
    """The numbers before texts, in cells of their own or a space before them."""
    for at, item in enumerate(items):
        if not item.cell.text[:1].isdecimal():
            continue
        if item.role == "figure" and item.cell.text.isdecimal():
            below = [other.role for other in items[at + 1 : at + _BELOW] if other.role != "empty"]
            # A label in several lines may stand above the number, the unit and the figure of its row.
            if below[:1] == ["text"] or below[:2] == ["unit", "figure"]:
                yield _Number(at, int(item.cell.text), alone=True, ends=_ends_row(items, at))
        elif (match := _WITH_TEXT.match(item.cell.text)) and read_quantity(item.cell.text) is None:
            yield _Number(at, int(match[1]), alone=False)


def _ends_row(items: Sequence[Item], at: int) -> bool:
    """Whether a cell is the last filled one of a row that the text tells, so that no label stands behind it."""
    own = items[at]
    below = next((item for item in items[at + 1 : at + _BELOW] if item.role != "empty"), None)
    is_known = below is not None and own.grid == below.grid and None not in (own.cell.row, below.cell.row)
    return below is not None and is_known and own.cell.row != below.cell.row and bool(own.cell.column)


def _is_above_header(items: Sequence[Item], at: int, index: LabelIndex) -> bool:
    """Whether the text below a number is the forms' own and names no row: then it is the last figure above it."""
    below = next((item for item in items[at + 1 : at + _BELOW] if item.role != "empty"), None)
    found = index.find(below.cell.text) if below is not None and below.role == "text" else ()
    return bool(found) and all(match.element.kind in _HEADER_KINDS for match in found)


def _in_runs(numbers: Sequence[_Number], least: int, items: Sequence[Item], *, named: bool) -> Iterator[int]:
    """The items of those numbers that count up; figures of the table may come between two of them.

    A few must begin with 1. Many need not: a cleaner of short lines takes those up to 9, and a text may begin amid a
    table. The longest run goes first, since one that begins with a figure soon ends. The last figure of a row
    is believed only between others.
    """
    following = [_following(numbers, place) for place in range(len(numbers))]
    lengths = [1] * len(numbers)
    for place in range(len(numbers) - 1, -1, -1):
        after = following[place]
        lengths[place] += 0 if after is None else lengths[after]
    taken: set[int] = set()
    for first in sorted(range(len(numbers)), key=lambda place: -lengths[place]):
        enough = least if numbers[first].number == 1 else _FEWEST_ALONE
        if first in taken or numbers[first].ends or lengths[first] < enough:
            continue
        run = [first]
        while (after := following[run[-1]]) is not None:
            run.append(after)
        while numbers[run[-1]].ends:
            run.pop()
        places = [numbers[place].at for place in run]
        if taken.isdisjoint(range(run[0], run[-1] + 1)) and (named or _has_figures_between(items, places)):
            taken.update(range(run[0], run[-1] + 1))
            yield from places


def _beside(items: Sequence[Item], serials: Set[int]) -> Iterator[int]:
    """The same numbers right before serial numbers: those that a program gives the rows, whose first is the header."""
    places = [at - 1 for at in sorted(serials) if at and items[at].role == items[at - 1].role == "figure"]
    places = [at for at in places if items[at].cell.text == items[at + 1].cell.text]
    if len(places) >= max(_FEWEST_ALONE, len(serials) - 1):
        yield from places


def _has_figures_between(items: Sequence[Item], places: Sequence[int]) -> bool:
    """Whether rows have other figures than these numbers, which may else be the figures themselves."""
    filled = sum(any(item.role == "figure" for item in items[a + 1 : b]) for a, b in itertools.pairwise(places))
    return filled >= _FILLED * len(places)


def _may_count(numbers: Sequence[_Number], least: int) -> bool:
    """Whether so many different numbers follow each other closely, in whatever order they stand."""
    length = last = 0
    for number in sorted({own.number for own in numbers}):
        length = length + 1 if number <= last + _MOST_MISSED else 1
        last = number
        if length >= least:
            return True
    return False


def _following(numbers: Sequence[_Number], place: int) -> int | None:
    """Where the next number of a run stands: the first that is one more, else one that is a little more.

    The numbers of a column stand in cells of their own or do not, but one of them may be an exception.
    """
    own = numbers[place]
    first: dict[tuple[int, bool], int] = {}
    ended: int | None = None
    for other in range(place + 1, len(numbers)):
        at, number, alone, ends = numbers[other]
        anew = number == 2 and (1, alone) in first and (own.alone or not alone)
        if at > own.at + _REACH or anew:
            break
        if ends:
            ended = other if ended is None and number == own.number + 1 else ended
        else:
            first.setdefault((number, alone), other)
    for number in range(own.number + 1, own.number + 1 + _MOST_MISSED):
        same, other = (first.get((number, alone), len(numbers)) for alone in (own.alone, not own.alone))
        # A number alone may be a figure; a nearer one beside a label is none.
        if (following := min(same, other) if own.alone or same == len(numbers) else same) < len(numbers):
            return ended if number > own.number + 1 and ended is not None and ended < following else following
    return ended


def _marked(items: Sequence[Item], serials: Set[int]) -> Iterator[Item]:
    for at, item in enumerate(items):
        if at not in serials:
            yield item
        elif match := _WITH_TEXT.match(item.cell.text):
            # The rest of the cell is one of its own.
            start, end = item.cell.start, item.cell.start + match.end(1)
            yield Item(evolve(item.cell, text=match[1], end=end, joins_next=False), item.grid, SERIAL)
            rest = item.cell.text[match.end() :]
            yield Item(evolve(item.cell, text=rest, start=start + match.end()), item.grid, "text")
        else:
            yield evolve(item, role=SERIAL)


def _page_numbers(items: Sequence[Item]) -> Iterator[int]:
    """Where a page's number is in three words, ``-`` ``6`` ``-``, behind a row's figures and before the next label.

    They may be cells, but then the row has figures enough without them, or its sums tell.
    """
    for at in range(1, len(items) - 3):
        first, number, last = items[at : at + 3]
        if (
            number.cell.text.isdecimal()
            and first.cell.text == last.cell.text
            and first.cell.row is None
            and is_page_number(f"{first.cell.text}{number.cell.text}{last.cell.text}")
            and last.cell.start - first.cell.end == len(number.cell.text) + 2
            and items[at - 1].role == "figure"
            and items[at + 3].role == "text"
        ):
            yield at


def _of_rows(items: Sequence[Item]) -> Iterator[int]:
    """The numbers that a program gives the rows and columns of its tables: in the first column and in the first row."""
    for _, own in itertools.groupby(range(len(items)), key=lambda at: items[at].grid):
        places = list(own)
        rows = [list(row) for _, row in itertools.groupby(places, key=lambda at: items[at].cell.row)]
        if items[places[0]].cell.row is None or len(rows) < _FEWEST_ROWS:
            continue
        tables: list[list[list[int]]] = [[]]
        for row, below in zip(rows, [*rows[1:], []], strict=True):
            filled = [at for at in row if items[at].role != "empty"]
            if len(filled) >= _FEWEST and _counts_up(items, filled) and any(items[at].role == "text" for at in below):
                yield from filled
                tables.append([])  # another table, with numbers of its own
            else:
                tables[-1].append(row)
        for table in filter(None, tables):
            firsts = [row[0] for row in table if items[row[0]].cell.column == 0 and items[row[0]].role != "empty"]
            headers = 0 if firsts[:1] == table[0][:1] else 1  # a header of its own has no number
            if len(firsts) + headers == len(table) and len(firsts) > 1 and _counts_up(items, firsts):
                yield from firsts


def _counts_up(items: Sequence[Item], places: Sequence[int]) -> bool:
    """Whether the cells in these places are numbers from 0 or 1 on, each one more than the one before."""
    texts = [items[at].cell.text for at in places]
    return any(texts == [str(number) for number in range(first, first + len(texts))] for first in (0, 1))


def _days(items: Sequence[Item]) -> Iterator[int]:
    """The numbers of years, months and days that stand apart from ``年``, ``月`` and ``日``."""
    within = False
    for at, (item, below) in enumerate(itertools.pairwise(items)):
        if item.role != "figure" or below.role != "text":
            within = within and item.cell.text[:1] in ("年", *_OF_DAY)
        elif _YEAR.fullmatch(item.cell.text) and _OF_YEAR.match(below.cell.text):
            within = True
            yield at
        elif within and _NUMBER.fullmatch(item.cell.text) and below.cell.text.startswith(_OF_DAY):
            yield at


def _item_numbers(items: Sequence[Item]) -> set[int]:
    """The numbers of items that stand apart from their label: ``8`` before ``.属于行政查询事项``."""
    return {
        at
        for at, (item, below) in enumerate(itertools.pairwise(items))
        if below.role == "text"
        and below.cell.text.startswith(_BEHIND_NUMBER)
        and item.role == "figure"
        and item.cell.joins_next
        and _NUMBER.fullmatch(item.cell.text)
    }
