"""Stage 3, continued: the row that a text ends in.

In: the entries of the rows of each chain, the stream, and the text. Out: the same entries, where a row is known to go
on with one more cell. Where cells have lines of their own, each closed by a bar, a text that is cut ends in a figure
that no bar closes. It may be a part of one, but it is a cell: where each column of the row has a figure with it, none
is blank, and the others have their places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from .alignment import Item, Stream
from .entries import Entries

__all__ = ["with_cut_rows"]


def with_cut_rows(entries: Iterable[list[Entries]], stream: Stream, text: str) -> Iterator[list[Entries]]:
    """The rows of each chain, the last of which may be cut by the end of the text."""
    last = stream.items[-1] if stream.items else None
    for rows in entries:
        cut = last is not None and rows and _is_cut(rows[-1], last, stream, text)
        yield [*rows[:-1], evolve(rows[-1], at_end=True, one_more=True, goes_on=False)] if cut else rows


def _is_cut(row: Entries, last: Item, stream: Stream, text: str) -> bool:
    """Whether the last figure of the text is the last of a row: what parts it is what parts the row's own cells."""
    if last.role != "figure" or not row.known_row or row.at_end or row.padding:
        return False
    if not len(row.texts) == len(row.cells) == len(row.columns) - 1 > 0:
        return False
    own = row.cells[-1].cell
    if stream.items[-2].cell is not own or text[last.cell.end :].strip():
        return False
    before = row.cells[-2].cell if len(row.cells) > 1 else stream.items[row.anchor.label.last].cell
    behind = text[own.end : last.cell.start]
    return "\n" in behind and _bare(behind) == _bare(text[before.end : own.start])


def _bare(separator: str) -> str:
    """What parts two cells, without the spaces in it."""
    return "".join(separator.split(" "))
