"""A run of figures that nothing parts, cut into figures: ``184010124`` is 18, 4, 0, 1, 0, 1, 24, among others.

In: a run, and the keys of its row. Out: every way to cut it into the row's cells. A figure is ``0`` or begins with
another digit; a unit, a thousand separator, a dash, 无 and white space are cuts that the text shows. Blank cells leave
no trace in a run, so there may be fewer figures than cells, and a cell without a figure may be any.

Strategy: the form's totals stand after their parts, so a run is read from its end: what is taken for the total bounds
what may be taken for the parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from .forms import Rule
from .inference import OpenRow
from .quantity import read_quantity
from .solutions import Figure, Reading

__all__ = ["HALF_WIDTH", "dashes_are_double", "figures_in", "glued_cells", "without_page_number"]

# Full-width signs and digits in half width, one character for one.
HALF_WIDTH: Final = {0x3000: " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}
# A number that begins here: grouped by thousands, or plain. A unit after it is part of its cell.
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+")
_PLAIN: Final = re.compile(r"0|[1-9]\d*")
_UNIT: Final = re.compile(r"件|条|條|项|項|次|篇|个|個|人次|人|")
_SIGN: Final = re.compile(r"[+\-−–]|增加?|减少?|減少?|")
_NIL: Final = re.compile(r"没有|沒有|暂无|暫無|无|無|零|(?P<dash>[-\u2010-\u2015\u2212\u2500\u2501/\\])(?P=dash)?")
# Dashes side by side; a single one before a digit may be its sign.
_DASHES: Final = re.compile(r"(?![-−–]\d)(?P<dash>[-\u2010-\u2015\u2212\u2500\u2501/\\])(?P=dash)*")
# The number of a page, which a run may end with: ``184010124- 9 -``.
_PAGE_NUMBER: Final = re.compile(r"\s*([-\u2010-\u2015\u2212])\s*\d{1,3}\s*\1\s*\Z")
# No public body counts so far, and no row has so long a run.
_MOST_DIGITS: Final = 7
_LONGEST_RUN: Final = 120
# A run with more readings than this, or that takes longer to read, is left alone.
_MOST_READINGS: Final = 3_000
_MOST_STEPS: Final = 20_000


def glued_cells(
    run: str, start: int, keys: Sequence[str], rules: Iterable[Rule], *, full: bool = False
) -> OpenRow | None:
    """Every way to cut a run that stands at `start` of the text into the cells of these keys, as the rules allow.

    `full` tells that no cell is blank. None where there are too many ways.

    >>> row = glued_cells("1230", 0, ("a.x", "a.y", "a.z"), (), full=True)
    >>> [[figure.value for figure in reading] for reading in row.readings]
    [[1, 2, 30], [1, 23, 0], [12, 3, 0]]
    """
    if len(run) > _LONGEST_RUN:
        return None
    totals = tuple(totals_in_row(keys, rules))
    cutter = _Cutter(run.translate(HALF_WIDTH), start, len(keys), totals, full)
    readings = cutter.readings()
    return None if cutter.stopped else OpenRow(tuple(keys), tuple(readings), glued=True)


def without_page_number(run: str) -> str:
    """The run without the page number that it ends with, if it does.

    >>> without_page_number("184010124- 9 -"), without_page_number("12-3")
    ('184010124', '12-3')
    """
    return _PAGE_NUMBER.sub("", run)


def dashes_are_double(runs: Iterable[str]) -> bool:
    """Whether cells with a dash may be written with two, as far as these runs show: no odd number stands together.

    >>> dashes_are_double(["12——0——", "————"]), dashes_are_double(["——0—"])
    (True, False)
    """
    return not any(len(found[0]) % 2 for run in runs for found in _DASHES.finditer(run.translate(HALF_WIDTH)))


def figures_in(run: str, *, double: bool = False) -> tuple[int, int]:
    """The least and the greatest number of figures that a run can be cut into; 0 where it cannot be cut.

    `double` tells that two dashes are one cell.

    >>> figures_in("000"), figures_in("1200"), figures_in("3.5"), figures_in("——0"), figures_in("——0", double=True)
    ((3, 3), (1, 4), (0, 0), (2, 3), (2, 2))
    """
    half = run.translate(HALF_WIDTH)
    counts: dict[int, tuple[int, int]] = {0: (0, 0)}
    for start in range(len(half)) if len(run) <= _LONGEST_RUN else ():
        if start not in counts:
            continue
        least, most = counts[start]
        pair = _DASHES.match(half, start) if double else None
        if half[start].isspace() or pair:
            ends = [start + (2 if pair else 1)]
        else:
            ends = [end for end, _ in _figures(half, start, signed=True)]
        for end in ends:
            low, high = counts.get(end, (len(half), 0))
            more = not half[start].isspace()
            counts[end] = min(low, least + more), max(high, most + more)
    return counts.get(len(half), (0, 0))


def totals_in_row(keys: Sequence[str], rules: Iterable[Rule]) -> Iterator[tuple[int, frozenset[int]]]:
    """The sums within a row: the place of the total, which comes last, and the places of its parts."""
    for rule in rules:
        if rule.relation == "=" and len(rule.left) == 1 and set(rule.left + rule.right) <= set(keys):
            total, parts = keys.index(rule.left[0]), frozenset(map(keys.index, rule.right))
            if parts and total > max(parts):
                yield total, parts


class _Cutter:
    """The ways to cut one run. `stopped`: there are too many."""

    def __init__(
        self, run: str, start: int, columns: int, totals: Sequence[tuple[int, frozenset[int]]], full: bool
    ) -> None:
        self.run = run
        self.columns = columns
        self.totals = totals
        self.full = full
        self.stopped = False
        self._steps = 0
        self._found: list[Reading] = []
        self._chosen: list[Figure | None] = []
        self._dead: set[tuple[int, int, tuple[int | None, ...]]] = set()
        self._stripped = [len(run[:end].rstrip()) for end in range(len(run) + 1)]
        self._digits = list(accumulate(map(str.isdecimal, run), initial=0))
        self._crossfoot = list(accumulate((int(char) if char.isdecimal() else 0 for char in run), initial=0))
        # What may end at each place, with the place where it begins. Changes stand in no sum, so only they are signed.
        self._ending: list[list[tuple[int, Figure]]] = [[] for _ in range(len(run) + 1)]
        for place in range(len(run)):
            for end, value in _figures(run, place, signed=not totals):
                self._ending[end].append((place, Figure(value, start + place, start + end)))

    def readings(self) -> list[Reading]:
        """All readings, the cells from the left to the right."""
        self._read_before(self.columns, len(self.run), (None,) * len(self.totals))
        return self._found

    def _read_before(self, column: int, end: int, due: tuple[int | None, ...]) -> bool:
        """Reads the first columns from the run up to a place, and tells whether there is a way.

        `due` is what is left of each total, None before the total itself is read.
        """
        end = self._stripped[end]
        if not column:
            if end or any(due):
                return False
            self._found.append(tuple(reversed(self._chosen)))
            self.stopped = len(self._found) > _MOST_READINGS
            return True
        state = column, end, due
        if state in self._dead or not self._can_hold(column, end, due):
            return False
        self._steps += 1
        self.stopped = self.stopped or self._steps > _MOST_STEPS
        alive = False
        for start, figure in self._ending[end] if self.full else (*self._ending[end], (end, None)):
            left = self._due(column - 1, int(figure.value) if figure else 0, due) if self.totals else due
            if left is not None and not self.stopped:
                self._chosen.append(figure)
                alive |= self._read_before(column - 1, start, left)
                self._chosen.pop()
        if not alive:
            self._dead.add(state)
        return alive

    def _can_hold(self, column: int, end: int, due: tuple[int | None, ...]) -> bool:
        """Whether the first columns may add up to what is due of a total that they all are parts of.

        They must have room for all digits. And however digits are cut, the sum of the figures leaves the same rest as
        the sum of the digits when it is divided by 9.
        """
        for (_, parts), rest in zip(self.totals, due, strict=True):
            if rest is not None and len(parts) >= column and parts.issuperset(range(column)):
                return self._digits[end] <= column * len(str(rest)) and (self._crossfoot[end] - rest) % 9 == 0
        return True

    def _due(self, place: int, value: int, due: tuple[int | None, ...]) -> tuple[int | None, ...] | None:
        """What is left of each total when a place has this value, or None where a total does not allow it."""
        left = list(due)
        for number, (total, parts) in enumerate(self.totals):
            rest = left[number]
            if place == total:
                left[number] = value
            elif rest is not None and place in parts:
                left[number] = rest - value
                if rest < value or (rest > value and place == min(parts)):
                    return None
        return tuple(left)


def _figures(run: str, start: int, *, signed: bool) -> Iterator[tuple[int, int]]:
    """Where what begins at a place of a run may end, and what it is worth; dashes and 无 count as 0."""
    nil = _NIL.match(run, start)
    if nil:
        yield nil.end(), 0
        if nil["dash"] and len(nil[0]) > 1:
            yield start + 1, 0
    sign = _SIGN.match(run, start)
    first = sign.end() if sign else start
    if first > start and not signed:
        return
    plain = _PLAIN.match(run, first)
    if plain is None:
        return
    grouped = _GROUPED.match(run, first)
    ends = {*range(first + 1, min(plain.end(), first + _MOST_DIGITS) + 1)}
    if grouped:
        ends.update(range(grouped.end(), first + 1, -4))
    for end in sorted(ends):
        unit = _UNIT.match(run, end)
        whole = unit.end() if unit else end
        quantity = read_quantity(run[start:whole])
        if quantity is not None and isinstance(quantity.value, int):
            yield whole, quantity.value
