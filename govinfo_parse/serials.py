"""Stage 3, first of all: a column of serial numbers (序号) before the labels, whose numbers are never data.

In: a stream. Out: the stream in which those numbers have the role ``serial``. A serial number stands right before a
text and is one more than the one before it; where the header does not name the column, only many of them are believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from attrs import evolve

from .alignment import Item, Stream

__all__ = ["SERIAL", "mark_serials"]

SERIAL: Final = "serial"
_HEADERS: Final = ("序号", "编号", "序")
# So many numbers in a row are a column of them, with its header and without.
_FEWEST: Final = 4
_FEWEST_ALONE: Final = 12
# A number may be lost to a broken line.
_MOST_MISSED: Final = 3


def mark_serials(stream: Stream) -> Stream:
    """The stream with its serial numbers marked."""
    items = stream.items
    named = any("".join(item.cell.text.split()) in _HEADERS for item in items if len(item.cell.text) <= 4)
    serials = {at for run in _runs(items) if len(run) >= (_FEWEST if named else _FEWEST_ALONE) for at in run}
    if not serials:
        return stream
    return Stream(
        tuple(evolve(item, role=SERIAL) if at in serials else item for at, item in enumerate(items)), stream.grids
    )


def _runs(items: Sequence[Item]) -> Iterator[list[int]]:
    """The runs of numbers from 1 on, each right before a text and just after the one before it."""
    run: list[int] = []
    for at, (item, below) in enumerate(pairwise(items)):
        if item.role == "figure" and below.role == "text" and item.cell.text.isdecimal():
            number = int(item.cell.text)
            last = int(items[run[-1]].cell.text) if run else 0
            if last < number <= last + _MOST_MISSED:
                run.append(at)
            elif number == 1:
                yield run
                run = [at]
    yield run
