"""Stage 3, first of all: numbers of columns and of notes are none of a table's cells.

In: a stream. Out: the stream without them. Statistical tables set a row of numbers between the header and the first row
(栏次, 1, 2, 3, …). Most forms have none, and where a row has no label of its own, as that of the reviews, the numbers
look like its figures. The mark of a note behind a label (``[7]``, ``①``) may be parted from it, and look like a cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from .alignment import Item, Stream
from .labels import NOTE_MARK

__all__ = ["without_numbering"]

# What stands in such a row over the labels.
_MARKS: Final = frozenset(
    ("栏次", "栏号", "列次", "列号", "行次", "项次", "序号", "甲", "乙", "丙", "丁", "A", "B", "C")
)
_NUMBER: Final = re.compile(r"[(\[]?(\d{1,2})[)\]]?(?:栏|列)?")
_LONGEST: Final = 6
_NOTE_BEGINNINGS: Final = frozenset("[［【①②③④⑤⑥⑦⑧⑨⑩")
# So many columns are numbered, with such a mark and without, where the numbers are a row and where they may be cells of
# the row above.
_FEWEST: Final = 2
_FEWEST_ALONE: Final = 5
_FEWEST_IN_LINES: Final = 10
# The columns of labels may have no number, or the first ones.
_HIGHEST_FIRST: Final = 4


def without_numbering(stream: Stream) -> Stream:
    """The stream without the rows that number the columns, and the marks of notes behind labels."""
    gone = {at for run in _runs(stream.items) for at in run} | set(_note_marks(stream.items))
    if not gone:
        return stream
    return Stream(tuple(item for at, item in enumerate(stream.items) if at not in gone), stream.grids)


def _note_marks(items: Sequence[Item]) -> Iterator[int]:
    """The marks of notes that stand right behind a label, in cells of their own."""
    for at, (label, mark) in enumerate(pairwise(items), 1):
        if label.role == "text" and mark.cell.text[:1] in _NOTE_BEGINNINGS and NOTE_MARK.fullmatch(mark.cell.text):
            yield at


def _runs(items: Sequence[Item]) -> Iterator[Sequence[int]]:
    """The items of each such row: those of a grid's row, or of lines that follow each other."""
    if not any(item.role != "empty" and _number(item.cell.text) == _FEWEST for item in items):
        return
    for row, own in groupby(enumerate(items), key=lambda pair: (pair[1].grid, pair[1].cell.row)):
        places = [at for at, _ in own]
        if row[1] is None:
            yield from _in_lines(items, places)
        elif _counts([items[at].cell.text for at in places if items[at].role != "empty"]):
            yield places


def _in_lines(items: Sequence[Item], places: Sequence[int]) -> Iterator[Sequence[int]]:
    """Such rows among cells of which the text tells no rows: from their mark, or the number 1, as far as they count."""
    filled = [at for at in places if items[at].role != "empty"]
    begin = 0
    while begin < len(filled):
        end = begin
        while end < len(filled) and items[filled[end]].cell.text in _MARKS:
            end += 1
        first = end
        expected = _number(items[filled[end]].cell.text) if end < len(filled) else None
        while end < len(filled) and expected is not None and _number(items[filled[end]].cell.text) == expected:
            expected, end = expected + 1, end + 1
        if end > first and _counts([items[at].cell.text for at in filled[begin:end]], _FEWEST_IN_LINES):
            yield filled[begin:end]
        begin = max(end, begin + 1)


def _counts(texts: Sequence[str], fewest: int = _FEWEST_ALONE) -> bool:
    """Whether texts are numbers that count up by one, behind marks of the columns of labels or `fewest` of them."""
    marks = next((number for number, text in enumerate(texts) if text not in _MARKS), len(texts))
    numbers = [_number(text) for text in texts[marks:]]
    first = numbers[0] if numbers else None
    if first is None or not 0 < first <= (_HIGHEST_FIRST if marks else 1):
        return False
    return len(numbers) >= (_FEWEST if marks else fewest) and numbers == list(range(first, first + len(numbers)))


def _number(text: str) -> int | None:
    """The number of a column: 3, (3), ③, 3栏."""
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text)) if len(text) < _LONGEST else None
    return int(match[1]) if match else None
