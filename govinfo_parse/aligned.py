"""Stage 1, aside: tables whose columns are kept by white space alone.

In: the lines of a text. Out: for each line of such a table, the pieces in its columns, an empty one where nothing
stands. Two manners tell their columns beyond doubt:

- a line of dashes marks them, as in pandoc's simple and multiline tables;
- every cell but the first of its line begins exactly where its column does, as inscriptis writes them;
- every cell ends exactly where its column does, and all lines are equally wide, as data frames are printed.

What is only about right, as in text of PDF pages, is left to the later stages, which read figures by their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from typing import Final, NamedTuple

from .drawn import OPEN, WIDTHS, Piece, Width

__all__ = ["dashed_tables", "left_aligned_tables", "right_aligned_tables"]

_DASHES: Final = re.compile(r"[ \t>]*[-=]{2,}(?: +[-=]{2,})+\s*")
_RUN: Final = re.compile(r"[-=]+")
# Words that single spaces part are one piece; a figure is one of its own.
_FIGURE_PATTERN: Final = (
    r"(?:(?:[-+]|增加?|减少?|上升|下降)?[0-9０-９][0-9０-９,，.．]*(?:[万亿]?元|人次|[条件次篇个人项])?|[-—/]+|无)"
)
_SEGMENT: Final = re.compile(rf"\S+(?: (?!{_FIGURE_PATTERN}(?:\s|\Z))\S+)*")
_INNER_GAP: Final = re.compile(r"\S {2,}\S")
# A figure behind white space that is wider than a space.
_FIGURE_APART: Final = re.compile(r"\S {2,}[-+]?[0-9]")
_FIGURE: Final = re.compile(_FIGURE_PATTERN)
_REST: Final = re.compile(rf"{_FIGURE_PATTERN}|[万亿]?元|人次|[条件次篇个人项]")
# What is longer is no row of a table.
_LONGEST_LINE: Final = 400
_MOST_COLUMNS: Final = 64
# A block between empty lines is a table of its own from so many lines on: two of a header, or one, and a row.
_FEWEST_OF_BLOCK: Final = 3
# The number of a row, which stands at the left edge.
_ROW_NUMBER: Final = re.compile(r"[0-9]{1,3}(?= )")
_FEWEST_EQUAL: Final = 4
# What parts two columns that are no wider than their texts, and how many of them are not.
_LEAST_GAP: Final = 2
_MOSTLY: Final = 0.75


# --- columns that dashes mark -----------------------------------------------------------------------------------------


def dashed_tables(lines: Sequence[str]) -> Mapping[int, Sequence[Piece]]:
    """The pieces of each line, by its number, of the tables whose columns a line of dashes marks."""
    found: dict[int, Sequence[Piece]] = {}
    rules = [number for number, line in enumerate(lines) if _DASHES.fullmatch(line)]
    done = -1
    for rule in rules:
        if rule > done:
            runs = [match.span() for match in _RUN.finditer(lines[rule])]
            for body in (range(rule - 1, done, -1), range(rule + 1, len(lines))):
                table = _dashed(lines, body, runs)
                found.update(table)
                done = max(done, rule, *table)
    return found


def _dashed(lines: Sequence[str], numbers: range, runs: Sequence[tuple[int, int]]) -> dict[int, Sequence[Piece]]:
    """The lines above or below a line of dashes that fit its columns, up to the next such line or to what fits not."""
    # A header above the dashes has no empty line in it; below, one line of dashes ends the table.
    upwards = numbers.step < 0
    body: list[int] = []
    for number in numbers:
        line = lines[number]
        if line.strip() and not line.strip(" \t-=\r\n"):
            break
        if not line.strip() and (upwards or (body and number + 1 < len(lines) and not lines[number + 1].strip())):
            break
        body.append(number)
    fitting = max((_fitting(lines, body, runs, width) for width in WIDTHS), key=_exactness)
    if len(fitting) < (1 if upwards else 2):
        return {}
    numbers_kept = sorted(number for number, _ in fitting)
    spaced = any(below - above > 1 for above, below in pairwise(numbers_kept))
    return {
        number: [
            # Empty lines part the rows if there are any; otherwise every line is a row.
            piece._replace(ruled=not spaced or number - 1 not in numbers_kept)
            for piece in pieces
        ]
        for number, pieces in fitting
    }


def _fitting(
    lines: Sequence[str], numbers: Sequence[int], runs: Sequence[tuple[int, int]], width: Width
) -> list[tuple[int, list[Piece]]]:
    """The pieces of the first lines that fit the columns; empty lines are left aside."""
    found: list[tuple[int, list[Piece]]] = []
    for number in numbers:
        if lines[number].strip():
            pieces = _in_columns(lines[number], runs, width)
            if pieces is None:
                break
            found.append((number, pieces))
    return found


def _exactness(found: Sequence[tuple[int, Sequence[Piece]]]) -> tuple[int, int]:
    """How many lines fit, and how many pieces begin or end right at the edges of their columns."""
    return len(found), sum(piece.ruled for _, pieces in found for piece in pieces)


def _in_columns(line: str, runs: Sequence[tuple[int, int]], width: Width) -> list[Piece] | None:
    """The pieces of a line in columns, None if some text reaches over a column's edge, or one has two."""
    edges = [start for start, _ in runs] + [OPEN]
    pieces: list[Piece] = []
    column, at = 0, 0
    places: list[int] = []
    for char in line.rstrip():
        places.append(column)
        column += width(char)
    for (left, right), after in zip(runs, edges[1:], strict=True):
        start = at
        while at < len(places) and places[at] < after:
            at += 1
        text = line[start:at]
        end = start + len(text.rstrip())
        first = start + len(text) - len(text.lstrip(" \t"))
        if text.strip():
            over = places[end - 1] + width(line[end - 1])
            if places[first] < left or (after < OPEN and over > right) or _FIGURE_APART.search(text):
                return None
            pieces.append(Piece(first, end, left, right, ruled=places[first] == left or over == right))
        else:
            pieces.append(Piece(min(start, len(line.rstrip())), min(start, len(line.rstrip())), left, right, False))
    return pieces


# --- columns that begin where their cells do ------------------------------------------------------------------------


class _Segment(NamedTuple):
    start: int
    end: int
    left: int
    right: int
    figure: bool


class _Evidence(NamedTuple):
    """What a table must have at least: columns that text begins in, lines with a gap, and lines with some figures."""

    columns: int
    lines: int
    figures: int
    rows: int

    def holds(self, starts: Sequence[int], rows: Sequence[Sequence[_Segment]]) -> bool:
        """Whether the lines have so many columns, and so many of them so many figures."""
        with_figures = sum(1 for row in rows if sum(x.figure for x in row) >= self.figures)
        return len(starts) >= self.columns and with_figures >= self.rows


class _Manner(NamedTuple):
    """How a writer keeps its columns: the measure in which they stand below each other, and the spaces between them
    where tables are no wider than they must be, else 0.
    """

    width: Width
    gap: int


class _Table(NamedTuple):
    """A table's manner, and the pieces of each of its lines."""

    manner: _Manner
    pieces: Mapping[int, Sequence[Piece]]


_ANY: Final = tuple(_Manner(width, 0) for width in WIDTHS)
# A table that is one beyond doubt, with several figures in its lines or with many lines; and one that is likely where
# such a table stands in the same text.
_SURE: Final = (_Evidence(columns=2, lines=3, figures=2, rows=3), _Evidence(columns=2, lines=12, figures=1, rows=6))
_NUMBERED: Final = (_Evidence(columns=2, lines=3, figures=1, rows=1),)
_LIKELY: Final = (_Evidence(columns=1, lines=1, figures=0, rows=0),)


def left_aligned_tables(lines: Sequence[str]) -> Mapping[int, Sequence[Piece]]:
    """The pieces of each line, by its number, of the tables whose cells begin where their columns do.

    Pieces go on as far as the line does: white space at its end is an empty cell. Where one table of a text is beyond
    doubt and no wider than it must be, smaller ones are taken as well.
    """
    found: dict[int, Sequence[Piece]] = {}
    rest: list[Sequence[int]] = []
    manners: set[_Manner] = set()
    for stretch in _stretches(lines):
        for part, table in _tables(lines, stretch, _ANY, _SURE):
            if table is None:
                rest.append(part)
            else:
                found.update(table.pieces)
                manners.add(table.manner)
    narrow = [manner for manner in manners if manner.gap]
    for part in rest if narrow else ():
        for _, table in _tables(lines, part, narrow, _LIKELY):
            found.update(table.pieces if table else {})
    return found


def right_aligned_tables(lines: Sequence[str]) -> Mapping[int, Sequence[Piece]]:
    """The pieces of each line, by its number, of the tables whose cells end where their columns do.

    Numbers of rows at the left edge are pieces of their own. Seen from the right, such a table is a left-aligned one.
    """
    found: dict[int, Sequence[Piece]] = {}
    bodies = [line.rstrip("\r\n") for line in lines]
    for manner in _ANY[:2]:
        widths = [sum(map(manner.width, body)) if _INNER_GAP.search(body) else 0 for body in bodies]
        for width, run in groupby(range(len(bodies)), key=widths.__getitem__):
            numbers = list(run)
            if width and len(numbers) >= _FEWEST_EQUAL and numbers[0] not in found:
                rows = [bodies[number] for number in numbers]
                table = _right_aligned(rows, width, manner)
                if not table and (below := _right_aligned(rows[1:], width, manner)):
                    table = [_below_edges(rows[0], below[0]), *below]
                found.update((number, pieces) for number, pieces in zip(numbers, table, strict=False) if pieces)
    return found


def _below_edges(line: str, columns: Sequence[Piece]) -> list[Piece]:
    """The words of a header that is set a little beside its columns, if there is one for each but the first."""
    words = [match.span() for match in re.finditer(r"\S+", line)]
    first = len(columns) - len(words)
    if first not in (0, 1):
        return []
    blank = [piece._replace(start=0, end=0) for piece in columns[:first]]
    return blank + [piece._replace(start=a, end=b) for (a, b), piece in zip(words, columns[first:], strict=True)]


def _right_aligned(rows: Sequence[str], width: int, manner: _Manner) -> Sequence[Sequence[Piece]]:
    """The pieces of equally wide lines in their columns, or nothing."""
    heads = [len(match.group()) if (match := _ROW_NUMBER.match(row)) else 0 for row in rows]
    numbered = all(heads[1:]) and any(heads)
    mirrored = [" " * head + row[head:] for row, head in zip(rows, heads, strict=True)] if numbered else rows
    mirrored = [row[::-1] for row in mirrored]
    evidence = _NUMBERED if numbered else _SURE
    table = _left_aligned(mirrored, range(len(rows)), [manner], evidence, indented=False)
    if table is None or len(table.pieces) < len(rows):
        return ()
    found: list[list[Piece]] = []
    for number, (row, head) in enumerate(zip(rows, heads, strict=True)):
        pieces = [_mirrored(piece, len(row), width) for piece in reversed(table.pieces[number])]
        found.append([Piece(0, head, -1, 0, ruled=True), *pieces] if numbered else pieces)
    return found


def _mirrored(piece: Piece, length: int, width: int) -> Piece:
    right = width - piece.left
    return Piece(length - piece.end, length - piece.start, max(0, width - piece.right), right, piece.ruled)


def _tables(
    lines: Sequence[str], stretch: Sequence[int], manners: Sequence[_Manner], evidence: Sequence[_Evidence]
) -> Iterator[tuple[Sequence[int], _Table | None]]:
    """The table that a stretch of lines is, or those between its lines without columns."""
    whole = _left_aligned(lines, stretch, manners, evidence)
    parts = [] if whole else [(part, _left_aligned(lines, part, manners, evidence)) for part in _parts(lines, stretch)]
    for part, _ in [x for x in parts if x[1] is None]:
        blocks = list(_blocks(part))
        if min(map(len, blocks)) >= _FEWEST_OF_BLOCK:
            parts += [(block, _left_aligned(lines, block, manners, evidence)) for block in blocks]
            parts.remove((part, None))
    yield from parts if any(table for _, table in parts) else [(stretch, whole)]


def _blocks(numbers: Sequence[int]) -> Iterator[list[int]]:
    """The stretches between empty lines: tables with nothing but such a line between them have columns of their own."""
    block: list[int] = []
    for number in numbers:
        if block and number - block[-1] > 1:
            yield block
            block = []
        block.append(number)
    yield block


def _stretches(lines: Sequence[str]) -> Iterator[list[int]]:
    """The numbers of lines that follow each other on a page; empty lines may part the rows of a table."""
    stretch: list[int] = []
    filled = [number for number, line in enumerate(lines) if line.strip()]
    ends = {number for number, line in enumerate(lines) if line.endswith("\f")}  # each page is laid out by itself
    for above, number in pairwise([-1, *filled, -1]):
        spaced = number - above == 1 or (above >= 0 and _has_columns(lines[above]) and _has_columns(lines[number]))
        if stretch and (number < 0 or not spaced or not ends.isdisjoint(range(above, number))):
            yield stretch
            stretch = []
        if number >= 0:
            stretch.append(number)


def _parts(lines: Sequence[str], numbers: Sequence[int]) -> Iterator[list[int]]:
    """The stretches between lines that have no columns."""
    part: list[int] = []
    for number in [*numbers, -1]:
        if number >= 0 and _has_columns(lines[number]):
            part.append(number)
        elif part:
            yield part
            part = []


def _has_columns(line: str) -> bool:
    """Whether a line has a gap in it, or white space at its end where a cell may be empty."""
    return _INNER_GAP.search(line) is not None or line.rstrip("\r\n").endswith(" ")


def _is_no_row(line: str) -> bool:
    return "\t" in line or "|" in line or len(line) > _LONGEST_LINE


def _left_aligned(
    lines: Sequence[str],
    numbers: Sequence[int],
    manners: Sequence[_Manner],
    evidence: Sequence[_Evidence],
    *,
    indented: bool = True,
) -> _Table | None:
    """The table that some lines are in one of these manners. The first text of a line may be `indented`; otherwise a
    column begins where it does.
    """
    gaps = sum(1 for number in numbers if _INNER_GAP.search(lines[number]))
    enough = [least for least in evidence if gaps >= least.lines]
    if not enough or any(map(_is_no_row, (lines[number] for number in numbers))):
        return None
    for manner in manners:
        width = manner.width
        rows = [_segments(lines[number], width) for number in numbers]
        firsts = set() if indented else {row[0].left for row in rows if row[0].left}
        starts: Sequence[int] = sorted({segment.left for row in rows for segment in row[1:]} | firsts)
        if len(starts) > _MOST_COLUMNS or not any(least.holds(starts, rows) for least in enough):
            continue
        # A figure alone in the first column is the rest of a line that was broken.
        alone = (lines[number].strip() for number, row in zip(numbers, rows, strict=True) if row[-1].left < starts[0])
        if any(map(_REST.fullmatch, alone)):
            continue
        if all(_fits(row, starts) for row in rows) and not any(_goes_on(*two) for two in pairwise(rows)):
            longest = max(sum(map(width, lines[number].rstrip("\r\n"))) for number in numbers)
            gap, empty = _narrowness(rows, starts, longest, manner.gap)
            starts = sorted({*starts, *empty})
            pieces = {
                number: list(_pieces(lines[number].rstrip("\r\n"), row, starts, width))
                for number, row in zip(numbers, rows, strict=True)
                if len(row) > 1 or row[0].left >= starts[0] or lines[number].rstrip("\r\n").endswith("  ")
            }
            return _Table(_Manner(width, gap), pieces)
    return None


@lru_cache(maxsize=512)
def _segments(line: str, width: Width) -> tuple[_Segment, ...]:
    """The runs of text that single spaces hold together; figures are runs of their own. Each line is looked at with
    those around it, and once more in its part of them.
    """
    columns = list(accumulate(map(width, line), initial=0))
    runs = _runs_of_text(line.rstrip())
    return tuple(_Segment(start, end, columns[start], columns[end], figure) for start, end, figure in runs)


@lru_cache(maxsize=256)
def _runs_of_text(line: str) -> tuple[tuple[int, int, bool], ...]:
    """Where the runs begin and end, and whether each is a figure; each measure of a page asks for them anew."""
    return tuple((*match.span(), _FIGURE.fullmatch(match[0]) is not None) for match in _SEGMENT.finditer(line))


def _fits(row: Sequence[_Segment], starts: Sequence[int]) -> bool:
    """Whether no piece of a line reaches into the next column, and a space at least is between them."""
    for number, segment in enumerate(row):
        following = next((start for start in starts if start > segment.left), None)
        if following is not None and segment.right >= following and number:
            return False
        if not number and following is not None and segment.left < starts[0] and segment.right >= starts[0]:
            return False
    return True


def _narrowness(
    rows: Sequence[Sequence[_Segment]], starts: Sequence[int], longest: int, known: int
) -> tuple[int, list[int]]:
    """How many spaces part the columns of a table that is no wider than it must be, 0 if it is wider; and the columns
    that no line has text in, which are as wide as what parts two columns.

    Each column of a narrow table is as wide as its widest text. `known` is what parts columns elsewhere in the text.
    """
    edges = [0, *starts, OPEN]
    ends = [
        max((x.right for row in rows for x in row if left <= x.left < right), default=0)
        for left, right in pairwise(edges)
    ]
    gaps = [start - end for start, end in zip([*starts, longest], ends, strict=True)]
    least = known or min(gaps[:-1])
    tight = sum(1 for gap in gaps[:-1] if gap == least)
    if least < _LEAST_GAP or tight < _MOSTLY * (len(gaps) - 1) or any(gap % least for gap in gaps[:-1]):
        return 0, []
    counts = [gap // least - 1 for gap in gaps[:-1]] + [0 if gaps[-1] % least else gaps[-1] // least]
    return least, [end + least * n for end, count in zip(ends, counts, strict=True) for n in range(1, count + 1)]


def _goes_on(above: Sequence[_Segment], row: Sequence[_Segment]) -> bool:
    """Whether a line may be the rest of the row above it: figures alone, further right than that row's label."""
    return (
        all(x.figure for x in row)
        and not above[0].figure
        and above[0].left < row[0].left
        and (len(above) == 1 or any(x.figure for x in above))
    )


def _pieces(line: str, row: Sequence[_Segment], starts: Sequence[int], width: Width) -> Iterator[Piece]:
    edges = [0, *starts, OPEN]
    by_column = {max(at for at, edge in enumerate(edges) if edge <= segment.left): segment for segment in row}
    total = sum(map(width, line))
    after = 0
    for column, (left, right) in enumerate(pairwise(edges)):
        segment = by_column.get(column)
        if segment is not None:
            after = segment.end
            yield Piece(segment.start, segment.end, left, right, ruled=True)
        elif left <= total or column < max(by_column):
            yield Piece(after, after, left, right, ruled=True)
