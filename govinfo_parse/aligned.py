"""Stage 1, aside: tables whose columns are kept by white space alone.

In: the lines of a text. Out: for each line of such a table, the pieces in its columns, an empty one where nothing
stands. Two manners tell their columns beyond doubt:

- a line of dashes marks them, as in pandoc's simple and multiline tables;
- every cell but the first of its line begins exactly where its column does, as inscriptis writes them.

What is only about right, as in text of PDF pages, is left to the later stages, which read figures by their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from .drawn import WIDTHS, Piece, Width

__all__ = ["dashed_tables", "left_aligned_tables"]

_DASHES: Final = re.compile(r"[ \t>]*[-=]{2,}(?: +[-=]{2,})+\s*")
_RUN: Final = re.compile(r"[-=]+")
# Words that single spaces part are one piece; a figure is one of its own.
_SEGMENT: Final = re.compile(r"\S+(?: (?!(?:[-+]?[0-9０-９][0-9０-９,，.．]*|[-—]+|无)(?:\s|\Z))\S+)*")
_INNER_GAP: Final = re.compile(r"\S {2,}\S")
_FIGURE: Final = re.compile(r"[-+]?[0-9０-９][0-9０-９,，.．]*|[-—]+|无")
# What is longer is no row of a table; a table ends after so many lines without a gap.
_LONGEST_LINE: Final = 400
# A table kept by white space has so many lines with so many figures, and so many of its columns are seen so often.
_FEWEST_LINES: Final = 3
_FEWEST_FIGURES: Final = 2
_MOST_COLUMNS: Final = 64


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
    """The pieces of a line in columns, None if some text reaches over a column's edge."""
    edges = [start for start, _ in runs] + [10**6]
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
            if places[first] < left or (after < 10**6 and over > right):
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


def left_aligned_tables(lines: Sequence[str]) -> Mapping[int, Sequence[Piece]]:
    """The pieces of each line, by its number, of the tables whose cells begin where their columns do.

    Pieces go on as far as the line does: white space at its end is an empty cell.
    """
    found: dict[int, Sequence[Piece]] = {}
    stretch: list[int] = []
    filled = [number for number, line in enumerate(lines) if line.strip()]
    for above, number in pairwise([-1, *filled, -1]):
        spaced = number - above == 1 or (above >= 0 and _has_columns(lines[above]) and _has_columns(lines[number]))
        if stretch and (number < 0 or not spaced):
            found.update(dict(_left_aligned(lines, stretch)) or _in_parts(lines, stretch))
            stretch = []
        if number >= 0:
            stretch.append(number)
    return found


def _in_parts(lines: Sequence[str], numbers: Sequence[int]) -> Iterator[tuple[int, Sequence[Piece]]]:
    """The tables between lines that have no columns."""
    part: list[int] = []
    for number in [*numbers, -1]:
        if number >= 0 and _has_columns(lines[number]):
            part.append(number)
        elif part:
            if len(part) < len(numbers):
                yield from _left_aligned(lines, part)
            part = []


def _has_columns(line: str) -> bool:
    """Whether a line has a gap in it, or white space at its end where a cell may be empty."""
    return _INNER_GAP.search(line) is not None or line.rstrip("\r\n").endswith(" ")


def _left_aligned(lines: Sequence[str], numbers: Sequence[int]) -> Iterator[tuple[int, Sequence[Piece]]]:
    if sum(1 for number in numbers if _INNER_GAP.search(lines[number])) < _FEWEST_LINES:
        return
    if any("\t" in lines[number] or "|" in lines[number] or len(lines[number]) > _LONGEST_LINE for number in numbers):
        return
    for width in WIDTHS:
        rows = [_segments(lines[number], width) for number in numbers]
        starts = sorted({segment.left for row in rows for segment in row[1:]})
        with_figures = sum(1 for row in rows if sum(x.figure for x in row) >= _FEWEST_FIGURES)
        if not 1 < len(starts) <= _MOST_COLUMNS or with_figures < _FEWEST_LINES:
            continue
        if all(_fits(row, starts) for row in rows) and not any(_goes_on(*two) for two in pairwise(rows)):
            for number, row in zip(numbers, rows, strict=True):
                if len(row) > 1 or lines[number].rstrip("\r\n").endswith("  "):
                    yield number, list(_pieces(lines[number].rstrip("\r\n"), row, starts, width))
            return


def _segments(line: str, width: Width) -> list[_Segment]:
    """The runs of text that single spaces hold together; figures are runs of their own."""
    found: list[_Segment] = []
    column, at = 0, 0
    for match in _SEGMENT.finditer(line.rstrip()):
        column += sum(map(width, line[at : match.start()]))
        right = column + sum(map(width, match.group()))
        figure = _FIGURE.fullmatch(match.group()) is not None
        found.append(_Segment(match.start(), match.end(), column, right, figure))
        column, at = right, match.end()
    return found


def _fits(row: Sequence[_Segment], starts: Sequence[int]) -> bool:
    """Whether no piece of a line reaches into the next column, and a space at least is between them."""
    for number, segment in enumerate(row):
        following = next((start for start in starts if start > segment.left), None)
        if following is not None and segment.right >= following and number:
            return False
        if not number and following is not None and segment.left < starts[0] and segment.right >= starts[0]:
            return False
    return True


def _goes_on(above: Sequence[_Segment], row: Sequence[_Segment]) -> bool:
    """Whether a line may be the rest of the row above it: figures alone, further right than that row's label."""
    return (
        all(x.figure for x in row)
        and not above[0].figure
        and above[0].left < row[0].left
        and (len(above) == 1 or any(x.figure for x in above))
    )


def _pieces(line: str, row: Sequence[_Segment], starts: Sequence[int], width: Width) -> Iterator[Piece]:
    edges = [0, *starts, 10**6]
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
