"""Stage 1, aside: AsciiDoc tables, which say how many columns they have.

In: a text. Out: its tables between lines of ``|===``. A bar opens each cell and none closes it; where a row ends, only
the number of columns tells, so a table whose cells are no whole number of rows is left to be read line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from .markup import MarkedCell, MarkedTable

__all__ = ["asciidoc_tables"]

# What opens a cell of a table, and of one inside a cell of another.
_MARKS: Final = ("|", "!")
_TABLES: Final = {
    mark: re.compile(
        rf"^\[[^\]\n]*cols=\"(?P<columns>[^\"\n]+)\"[^\]\n]*\]\s*\n{re.escape(mark)}={{3,}}[ \t]*\n"
        rf"(?P<body>.*?)^{re.escape(mark)}={{3,}}[ \t]*$",
        re.MULTILINE | re.DOTALL,
    )
    for mark in _MARKS
}
# A column's width and style, perhaps for several columns.
_TIMES: Final = re.compile(r"(\d{1,2})\*")
# What a bar says of its cell: columns and rows that it spans, how it is aligned and set.
_OPENINGS: Final = {
    mark: re.compile(rf"(?:(?<=\s)|^)(?:(\d{{1,2}})?(?:\.(\d{{1,2}}))?\+)?[<^>.]{{0,3}}[adehlmsv]?{re.escape(mark)}")
    for mark in _MARKS
}
_MOST_COLUMNS: Final = 64


def asciidoc_tables(text: str) -> Iterator[MarkedTable]:
    """The tables of a text that are written in AsciiDoc, in its order."""
    own, inner = (list(_tables(text, mark)) for mark in _MARKS)
    around = [table for table in own if not any(table.start < other.start < table.end for other in inner)]
    yield from sorted([*around, *inner], key=lambda table: table.start)


def _tables(text: str, mark: str) -> Iterator[MarkedTable]:
    """The tables whose cells this mark opens."""
    for match in _TABLES[mark].finditer(text) if f"{mark}===" in text else ():
        columns = sum(_columns(column) for column in match["columns"].split(","))
        start = match.start("body")
        openings = [*_OPENINGS[mark].finditer(match["body"])]
        ends = [opening.start() for opening in openings[1:]] + [len(match["body"])]
        cells = [
            MarkedCell(start + opening.end(), start + end, int(opening[2] or 1), int(opening[1] or 1))
            for opening, end in zip(openings, ends, strict=True)
        ]
        plain = all(cell.rows == cell.columns == 1 for cell in cells)
        if plain and 1 < columns <= _MOST_COLUMNS and cells and len(cells) % columns == 0:
            rows = [tuple(cells[low:high]) for low, high in pairwise(range(0, len(cells) + 1, columns))]
            yield MarkedTable(match.start(), match.end(), tuple(rows))


def _columns(column: str) -> int:
    times = _TIMES.match(column.strip())
    return int(times[1]) if times else 1
