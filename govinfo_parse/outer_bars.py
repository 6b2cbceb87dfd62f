"""Stage 1, first, continued: where rows end in one line whose rows had a bar before and after each.

In: a line. Out: the places of the white space in it at which rows ended.

There, ``| |`` is the end of one row and the beginning of the next as much as a blank cell. Where all rows of a table
have as many cells, the ends stand at equal steps, each of them blank, and no label then stands behind a figure of its
row. Where cells are left out that a merged one covers, rows begin with a text: a label, or the number of a row. So
one ends in the last blank before a label that stands behind a figure. That rows do begin so is taken from those that
end with a figure: a single blank parts it from the next label. Where anything is open, nothing is said of a table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from .quantity import looks_like_quantity, read_quantity, unit_in

__all__ = ["outer_row_ends"]

# A cell of the line below a header in Markdown.
_RULER: Final = re.compile(":?-{3,}:?")
_SERIAL: Final = re.compile("[0-9０-９]{1,3}")
# A figure with a note behind it, such as 22（其中修订16件).
_NOTED: Final = re.compile(r"[0-9０-９]+\s*[(（].*", re.DOTALL)
# No cell is so long: it is what stands above a table.
_PROSE: Final = 80
# A table without a ruler has so many rows at least, and so many cells a row at most.
_FEWEST_ROWS: Final = 3
_WIDEST: Final = 40
# A figure with a single blank behind it, and then a label.
_ALONE: Final = 2
# Rows are numbered if so many of them have a number, each greater than the one before.
_FEWEST_SERIALS: Final = 3
# So many figures beside each other show how many bars part them.
_FEWEST_BESIDE: Final = 6

Kind = Literal["blank", "value", "text", "ruler"]


class _Piece(NamedTuple):
    """What stands between two bars, its place in the line, and what it is."""

    text: str
    start: int
    stop: int
    kind: Kind


class _Table(NamedTuple):
    """The pieces of a table: where its rows begin and where what follows it does, and the pieces that part its rows."""

    first: int
    end: int
    ends: tuple[int, ...] = ()


def outer_row_ends(line: str) -> list[int]:
    """The places of the white space in a line at which rows end that have a bar before and after each."""
    pieces = _pieces(line)
    if _have_bars_of_nodes(pieces):
        return []
    tables = list(_below_rulers(pieces)) or list(_without_rulers(pieces))
    places: set[int] = set()
    for table in tables:
        places.update(pieces[number].start for number in table.ends)
        if table.first > 1:
            places.add(pieces[table.first - 1].stop - 1)
        if table.end < len(pieces) - 1 or pieces[-1].kind != "blank":
            places.add(pieces[table.end].start)
    return sorted(place for place in places if line[place].isspace())


def _pieces(line: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    position = 0
    for content in line.split("|"):
        pieces.append(_Piece(content.strip(), position, position + len(content), _kind(content.strip())))
        position += len(content) + 1
    return pieces


def _kind(text: str) -> Kind:
    if not text:
        return "blank"
    if _RULER.fullmatch(text):
        return "ruler"
    is_value = read_quantity(text) is not None or looks_like_quantity(text) or unit_in(text) is not None
    return "value" if is_value or _NOTED.fullmatch(text) else "text"


def _have_bars_of_nodes(pieces: Sequence[_Piece]) -> bool:
    """Whether a writer sets a bar at every piece of a page's white space, so that two that touch end no row: there are
    more than one between any two figures, and around prose too, or even more before the next label.
    """
    filled = [number for number, piece in enumerate(pieces) if piece.kind in ("value", "text")]
    gaps: dict[tuple[Kind, Kind], Counter[int]] = {}
    for above, below in pairwise(filled):
        gaps.setdefault((pieces[above].kind, pieces[below].kind), Counter())[below - above] += 1
    beside, ends = (gaps.get(("value", kind), Counter()) for kind in ("value", "text"))
    if beside.total() < _FEWEST_BESIDE or min(beside) == 1:
        return False
    sentences = sum(pieces[number].text.endswith("。") for number in filled)
    return sentences > 1 or (bool(ends) and ends.most_common(1)[0][0] > min(beside))


def _parts_rows(piece: _Piece) -> bool:
    """Whether a piece may be the end of a row: a blank with white space in it."""
    return piece.kind == "blank" and piece.start < piece.stop


# --- tables below a ruler -------------------------------------------------------------------------------------------


def _below_rulers(pieces: Sequence[_Piece]) -> Iterator[_Table]:
    """The tables that have a ruler between a header of as many cells and the rows below."""
    rulers = list(_rulers(pieces))
    for ruler, below in zip(rulers, [*rulers[1:], None], strict=False):
        width, first = len(ruler), ruler.stop + 1
        end = _header(below) - 1 if below else len(pieces) - 1
        end = next((number for number in range(first, end) if len(pieces[number].text) >= _PROSE), end)
        rows = _regular(pieces, first, width, end) or _ragged(pieces, first, width, end)
        yield _Table(_header(ruler), end, (ruler.start - 1, ruler.stop, *rows))


def _rulers(pieces: Sequence[_Piece]) -> Iterator[range]:
    """The pieces of each ruler that has a bar before and after it."""
    number = 0
    while number < len(pieces):
        stop = number
        while stop < len(pieces) and pieces[stop].kind == "ruler":
            stop += 1
        ruler = range(number, stop)
        enclosed = len(ruler) > 1 and stop < len(pieces) and _header(ruler) > 0
        if enclosed and _parts_rows(pieces[number - 1]) and _parts_rows(pieces[stop]):
            yield ruler
        number = max(stop, number + 1)


def _header(ruler: range) -> int:
    """The first cell of the header above a ruler."""
    return ruler.start - 1 - len(ruler)


# --- rows of one length ---------------------------------------------------------------------------------------------


def _without_rulers(pieces: Sequence[_Piece]) -> Iterator[_Table]:
    """The tables without a ruler in which all rows are of one length."""
    first = 1
    while first < len(pieces):
        # Above a table stands the beginning of the line, another table, or what is too long for a cell.
        table = _table_at(pieces, first)
        if table is None:
            long = (number for number in range(first, len(pieces)) if len(pieces[number].text) >= _PROSE)
            first = next(long, len(pieces)) + 1
        else:
            yield table
            first = table.end + 1


def _table_at(pieces: Sequence[_Piece], first: int) -> _Table | None:
    """The table that begins with this piece, up to the first row's end that is none: the longest, of any width."""
    found: list[_Table] = []
    for width in range(2, _WIDEST + 1):
        end = first + width
        while end < len(pieces) - 1 and _parts_rows(pieces[end]) and _is_row(pieces[end - width : end]):
            end += width + 1
        rows = (end - first + 1) // (width + 1)
        if rows < _FEWEST_ROWS or end >= len(pieces) or not _is_row(pieces[end - width : end]):
            continue
        if pieces[end].kind == "text" or end == len(pieces) - 1:
            found.append(_Table(first, end, tuple(range(first + width, end, width + 1))))
        if end == len(pieces) - 1:
            break  # none is longer
    return max(found, key=_end, default=None)


def _end(table: _Table) -> int:
    return table.end


def _regular(pieces: Sequence[_Piece], first: int, width: int, end: int) -> Sequence[int]:
    """The pieces that part rows of one length, none if there are others."""
    ends = range(first + width, end + 1, width + 1)
    if not ends or ends[-1] != end or not all(_parts_rows(pieces[number]) for number in ends[:-1]):
        return ()
    return ends[:-1] if all(_is_row(pieces[number - width : number]) for number in ends) else ()


def _is_row(row: Sequence[_Piece]) -> bool:
    """Whether labels stand before figures, but for the number of the row."""
    kinds = [piece.kind for piece in row if piece.kind != "blank"]
    if kinds[:2] == ["value", "text"] and _SERIAL.fullmatch(row[0].text):
        kinds = kinds[1:]
    return "value" not in kinds or "text" not in kinds[kinds.index("value") :]


# --- rows without the cells that merged ones cover ------------------------------------------------------------------


def _ragged(pieces: Sequence[_Piece], first: int, width: int, end: int) -> Sequence[int]:
    """The pieces that part rows which begin with a text each, none if anything is left open."""
    filled = [number for number in range(first, end) if pieces[number].kind != "blank"]
    serials = _serials(pieces, filled)
    ends: list[int] = []
    closed = 0
    for above, below in pairwise(filled):
        behind_figure = pieces[above].kind == "value" and pieces[below].kind == "text" and above not in serials
        if below in serials or behind_figure:
            if not _parts_rows(pieces[below - 1]):
                return ()
            ends.append(below - 1)
            closed += below in serials or below - above == _ALONE
    # Where rows may begin with a blank cell too, most figures have several blanks behind them.
    if 2 * closed < len(ends):
        return ()
    for more in (_steps, _blank_rows):
        every = [first - 1, *ends, end]
        found = {number for above, below in pairwise(every) for number in more(pieces, above, below, width)}
        ends = sorted(found.union(ends))
    return ends if all(_fits(pieces, *row, width) for row in pairwise([first - 1, *ends, end])) else ()


def _serials(pieces: Sequence[_Piece], filled: Sequence[int]) -> frozenset[int]:
    """The numbers of the rows, if they are numbered."""
    found = [
        above
        for above, below in pairwise(filled)
        if below == above + 1
        and pieces[above].kind == "value"
        and pieces[below].kind == "text"
        and _SERIAL.fullmatch(pieces[above].text)
    ]
    numbers = [int(pieces[number].text) for number in found]
    counts = len(found) >= _FEWEST_SERIALS and all(above < below for above, below in pairwise(numbers))
    return frozenset(found) if counts else frozenset()


def _steps(pieces: Sequence[_Piece], above: int, below: int, width: int) -> Iterator[int]:
    """The ends of rows of the table's width, from both sides, in a stretch that is longer than a row: neither the first
    header nor the row below all of them, with a label or without, lacks a cell.
    """
    while below - above - 1 > width and _begins_text(pieces, above + width + 1):
        above += width + 1
        yield above
    while below - above - 1 > width:
        row = pieces[below - width : below]
        no_label = _parts_rows(pieces[below - width - 1]) and all(piece.kind != "text" for piece in row)
        if not (no_label or _begins_text(pieces, below - width - 1)):
            break
        below -= width + 1
        yield below


def _blank_rows(pieces: Sequence[_Piece], above: int, below: int, width: int) -> Sequence[int]:
    """The ends of rows without a figure in a stretch that is longer than a row: each label with a blank before it
    begins one, if without that end some row were too long.
    """
    ends = [number for number in range(above + 1, below - 1) if _begins_text(pieces, number)]
    beside = zip([above, *ends], [*ends[1:], below], strict=False)
    return ends if all(after - before - 1 > width for before, after in beside) else ()


def _begins_text(pieces: Sequence[_Piece], number: int) -> bool:
    """Whether a row may end in a piece, and the next one begin with a text."""
    return _parts_rows(pieces[number]) and pieces[number + 1].kind == "text"


def _fits(pieces: Sequence[_Piece], above: int, below: int, width: int) -> bool:
    """Whether what stands between two ends is a row, or headers and blank rows above one."""
    if below - above - 1 <= width:
        return True
    row = pieces[above + 1 : below]
    last = max((number for number, piece in enumerate(row) if piece.kind == "text"), default=0)
    return len(row) - last <= width and _is_row(row)
