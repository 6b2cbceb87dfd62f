r"""Stage 1, aside: tables in the markup of wikis, which have a line for each cell or each row.

In: a text. Out: its tables between ``{|`` and ``|}``. A line with ``|-`` begins a row, a bar or an exclamation mark a
cell, two of them the next cell of the same line; what stands between a cell's bar and another one says what it spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .markup import MarkedCell, MarkedTable, spans_in

__all__ = ["wiki_tables"]

_MARK: Final = "{|"
_TABLE: Final = re.compile(r"^[ \t:]*\{\|[^\n]*\n(?P<body>.*?)(?:^[ \t]*\|\}|\Z)", re.MULTILINE | re.DOTALL)
_ROW: Final = re.compile(r"^[ \t]*\|-[^\n]*$", re.MULTILINE)
_CAPTION: Final = re.compile(r"[ \t]*\|\+[^\n]*\n?")
# What opens a cell: a mark at the beginning of a line, or two behind a cell of the same line.
_OPENING: Final = re.compile(
    r"(?:^[ \t]*[|!](?![|+}-])|\|\||!!)(?P<spans>(?:\s*[a-z-]+\s*=\s*\"[^\"\n]*\")+\s*\|(?!\|))?", re.MULTILINE
)


def wiki_tables(text: str) -> Iterator[MarkedTable]:
    """The tables of a text that are written in a wiki's markup, in its order."""
    if _MARK not in text:
        return
    for table in _TABLE.finditer(text):
        start, end = table.span("body")
        marks = [match.span() for match in _ROW.finditer(text, start, end)]
        starts = [start, *(stop for _, stop in marks)]
        ends = [*(begin for begin, _ in marks), end]
        rows = (tuple(_cells(text, low, high)) for low, high in zip(starts, ends, strict=True))
        filled = tuple(row for row in rows if row)
        if any(len(row) > 1 for row in filled):
            yield MarkedTable(table.start(), table.end(), filled)


def _cells(text: str, start: int, end: int) -> Iterator[MarkedCell]:
    if caption := _CAPTION.match(text, start, end):
        start = caption.end()
    openings = [*_OPENING.finditer(text, start, end)]
    ends = [opening.start() for opening in openings[1:]] + [end]
    for opening, stop in zip(openings, ends, strict=False):
        rows, columns = spans_in(opening["spans"] or "")
        yield MarkedCell(opening.end(), stop, rows, columns)
