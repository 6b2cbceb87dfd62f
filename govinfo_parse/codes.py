"""Stage 3, beside the serial numbers: what a form prints between labels and figures, where only the form tells it.

In: a stream, and the index of the forms. Out: the stream in which the codes of rows and the letters of columns have the
role ``code``, and units that only this form has the role ``unit``. Statistical forms number their rows in a column of
its own (``01`` to ``55``, with ``*`` for another period) and name their columns in a row of letters (甲 乙 丙 1 2).
Both look like figures, so they are known by the form: a code is that of the row whose label stands before it, and only
a text that shows the codes of most rows has such a column at all. One row is enough: a code taken for a figure is a
wrong one, and a figure taken for a code leaves its row with too few, which get no place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import Final, NamedTuple

from attrs import evolve

from .alignment import Item, Stream
from .forms import Form
from .labels import LabelIndex
from .quantity import UNITS, unit_in

__all__ = ["CODE", "mark_codes", "unit_of_cell"]

CODE: Final = "code"
# So large a share of the rows that are known show their codes, and so many of them which column of a grid is theirs.
_FEWEST: Final = 3
_SHARE: Final = 0.5
# Between a label and its code stands a unit, and perhaps an empty cell beside each.
_REACH: Final = 4
# A label in pieces has so many at most.
_PIECES: Final = 4
_STARS: Final = "*＊ "


def mark_codes(stream: Stream, index: LabelIndex) -> Stream:
    """The stream with the codes of its rows marked, if any of the forms has them."""
    printed = _printed_on(index.forms)
    if printed is None:
        return stream
    items = stream.items
    if printed.units:
        own = (_is_one_of(printed.units, item) for item in items)
        items = tuple(evolve(item, role="unit") if is_unit else item for item, is_unit in zip(items, own, strict=True))
    marked = {at for letters in printed.letters for at in _letters(items, letters, index)}
    marked |= _codes(items, printed.codes, index)
    return Stream(
        tuple(evolve(item, role=CODE) if at in marked else item for at, item in enumerate(items)), stream.grids
    )


class _Printed(NamedTuple):
    """What forms print beside labels and figures: rows of letters, codes, and units that the parser does not know."""

    letters: frozenset[tuple[str, ...]]
    codes: frozenset[str]
    units: frozenset[str]


@lru_cache(maxsize=16)
def _printed_on(forms: tuple[Form, ...]) -> _Printed | None:
    """What these forms print; None where it is nothing, as on the national ones."""
    blocks = [block for form in forms for table in form.tables for block in table.blocks]
    letters = frozenset(block.letters for block in blocks if block.letters)
    codes = frozenset(_bare(row.code) for block in blocks for row in block.rows if row.code)
    units = frozenset(row.unit for block in blocks if block.unit_column for row in block.rows if row.unit) - UNITS
    return _Printed(letters, codes, units) if letters or codes or units else None


def _is_one_of(units: Set[str], item: Item) -> bool:
    return item.role in ("text", "figure") and "".join(item.cell.text.split()) in units


def unit_of_cell(item: Item) -> str:
    """What a cell says that is a unit."""
    return unit_in(item.cell.text) or "".join(item.cell.text.split())


def _bare(code: str) -> str:
    return code.rstrip(_STARS)


def _codes(items: Sequence[Item], known: Set[str], index: LabelIndex) -> set[int]:
    """The items that are the codes of rows, where the text has a column of them."""
    sure: set[int] = set()
    doubtful: set[int] = set()
    rows = 0
    columns: Counter[tuple[int, int | None]] = Counter()
    for at, item in enumerate(items):
        if item.role != "text" or item.cell.text.rstrip(_STARS) in known:
            continue
        expected = _codes_of(items, at, index)
        if not expected:
            continue
        beside = list(_beside(items, at))
        rows += any(items[number].role == "figure" for number in beside)
        own = next((number for number in beside if _bare(items[number].cell.text) in expected), None)
        if own is not None:
            sure.add(own)
            columns[items[own].grid, items[own].cell.column] += 1
    if not sure or len(sure) < _SHARE * rows:
        return set()
    for at, item in enumerate(items):
        text = item.cell.text
        if _bare(text) not in known or at in sure:
            continue
        # A star or a nought in front is written in no figure; in a grid the codes have their own column.
        in_column = item.cell.column is not None and columns[item.grid, item.cell.column] >= _FEWEST
        if text != _bare(text) or text.startswith("0") or in_column:
            doubtful.add(at)
    return sure | doubtful


def _codes_of(items: Sequence[Item], at: int, index: LabelIndex) -> set[str]:
    """The codes of the rows whose label ends with an item, which may be the last piece of it."""
    text = ""
    for number in range(at, max(-1, at - _PIECES), -1):
        if items[number].role != "text":
            break
        text = items[number].cell.text + text
        codes = {_bare(x.element.row.code) for x in index.find(text) if x.element.row and x.element.row.code}
        if codes:
            return codes
    return set()


def _beside(items: Sequence[Item], at: int) -> Iterator[int]:
    """The items behind a label up to its first figure, and that one."""
    for number in range(at + 1, min(at + 1 + _REACH, len(items))):
        if items[number].role not in ("empty", "unit"):
            yield number
            return


def _letters(items: Sequence[Item], letters: Sequence[str], index: LabelIndex) -> Iterator[int]:
    """The row of letters, which begins with a letter, or below a header where those of one character are lost."""
    for at, item in enumerate(items):
        if item.cell.text != letters[-1]:
            continue
        run: list[int] = []
        expected = list(letters)
        for number in range(at, max(-1, at - 2 * len(letters)), -1):
            text = items[number].cell.text
            if text in expected:
                del expected[expected.index(text) :]
                run.append(number)
            elif text:
                break
        else:
            number = -1
        above = index.find(items[number].cell.text) if number >= 0 else ()
        begins = any(not items[own].cell.text.isdecimal() for own in run)
        if (begins or any(x.element.column for x in above)) and not any(map(str.isdecimal, expected)):
            yield from run
