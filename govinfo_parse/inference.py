"""Where cells were lost or run together: the figures of a row and their places, as far as the form's arithmetic proves
them.

In: rows with all the ways in which each may be read, the table's other cells, and the form's rules. Out: for each row
the figures that have the same key in every solution. A solution takes one reading of each row so that all rules hold
that can be held, with blank cells counted as 0. Where the known cells already contradict a rule, nothing is proved
there: offices get their sums wrong, and a proof is only as good as the table that confirms it.

Strategy: rules within a row thin out its readings. Then every rule in turn throws out the readings that it has no
partners for among those left of the other rows, until nothing changes; which sums the other rows can reach is kept as
the bits of one integer. What is left is tried reading by reading in the same way. A figure is proved if all readings
that are left agree on it, and if a search finds a solution among them at all. Every step is counted, and a search that
takes too many proves nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import combinations
from math import comb
from operator import or_
from typing import Final, NamedTuple

from attrs import frozen

from .forms import Rule
from .indicator import Number

__all__ = ["Figure", "OpenRow", "dropped_cells", "prove"]

# So many steps are spent on trying readings one by one, and so many altogether before the search gives up.
_MOST_PROBES: Final = 30_000
_MOST_STEPS: Final = 60_000
# A row with more readings than this is not worth a search.
_MOST_READINGS: Final = 7_000
# Sums are kept bit by bit up to this size, and as a range beyond.
_MOST_BITS: Final = 60_000
# A rule alone proves a figure only in a row of so many, and never one that it was used to cut out of a run.
_TELLING: Final = 3


class Figure(NamedTuple):
    """A figure and where it stands in the text, or in its row."""

    value: Number
    start: int
    end: int


Reading = tuple[Figure | None, ...]


class OpenRow(NamedTuple):
    """A row that may be read in several ways: the keys of its cells, and for each reading the figure of each key.

    A key that has no figure in a reading is that of a blank cell. The figures of a `glued` row were cut out of a run.
    """

    keys: tuple[str, ...]
    readings: tuple[Reading, ...]
    glued: bool = False


def dropped_cells(keys: Sequence[str], figures: Sequence[Figure]) -> OpenRow | None:
    """A row of which blank cells were dropped: its figures in their order, wherever they may stand.

    None where there are too many ways.
    """
    if comb(len(keys), len(figures)) > _MOST_READINGS:
        return None
    readings = []
    for places in combinations(range(len(keys)), len(figures)):
        reading: list[Figure | None] = [None] * len(keys)
        for place, figure in zip(places, figures, strict=True):
            reading[place] = figure
        readings.append(tuple(reading))
    return OpenRow(tuple(keys), tuple(readings))


def prove(rows: Sequence[OpenRow], known: Mapping[str, Number], rules: Iterable[Rule]) -> list[dict[str, Figure]]:
    """The proved figures of each row.

    `known` are the values of the table's other cells, nil cells as 0; a rule with a cell in neither is left out.

    >>> total = Rule("row", ("a.total",), "=", ("a.x", "a.y", "a.z"), "hard", "")
    >>> down = Rule("column", ("sum.x",), "=", ("a.x", "b.x"), "hard", "")
    >>> figures = (Figure(2, 0, 1), Figure(3, 2, 3), Figure(5, 4, 5))
    >>> row = dropped_cells(("a.x", "a.y", "a.z", "a.total"), figures)
    >>> [proved] = prove([row], {"sum.x": 7, "b.x": 7}, [total, down])
    >>> {key: figure.value for key, figure in proved.items()}
    {'a.y': 2, 'a.z': 3, 'a.total': 5}
    """
    proven: list[dict[str, Figure]] = [{} for _ in rows]
    for numbers, sums, held in _components(rows, known, rules):
        own = [rows[number] for number in numbers]
        search = _Search.of(own, sums)
        left = search.solved() if search is not None else None
        if left is None:
            continue
        seen = Counter(key for rule in held for key in rule.left + rule.right)
        complete = all(figure is not None for readings in left for reading in readings for figure in reading)
        confirmed = seen.keys() if complete else _confirmed(own, known, held)
        for number, readings in zip(numbers, left, strict=True):
            row = rows[number]
            # A rule alone proves little: two equal figures may be a part and its total, or two parts without one.
            telling = not row.glued and sum(figure is not None for figure in readings[0]) >= _TELLING
            agreed = _agreed(row.keys, readings)
            proven[number] = {
                key: figure
                for key, figure in agreed.items()
                if (key in confirmed or not row.glued) and (telling or seen[key] > 1)
            }
    return proven


def _agreed(keys: Sequence[str], readings: Sequence[Reading]) -> dict[str, Figure]:
    """The figures that all readings have at the same key."""
    first, *others = readings
    return {
        key: figure
        for place, (key, figure) in enumerate(zip(keys, first, strict=True))
        if figure is not None and all(other[place] == figure for other in others)
    }


def _confirmed(rows: Sequence[OpenRow], known: Mapping[str, Number], rules: Sequence[Rule]) -> set[str]:
    """The keys that need no rule across rows to be settled, and that such a rule confirms.

    Where cells of a table are blank, runs can be cut and spread in so many ways that some may satisfy every rule though
    the office has got a sum wrong. So there a rule across rows must not choose but only confirm: what the rows' own
    sums leave one place for, in a rule all whose terms are of this kind.
    """
    settled = {*known}
    for row in rows:
        first = row.readings[0]
        settled.update(
            key for place, key in enumerate(row.keys) if all(reading[place] == first[place] for reading in row.readings)
        )
    across = [rule for rule in rules if not any(set(row.keys).issuperset(rule.left + rule.right) for row in rows)]
    sound = Counter(
        key for rule in across if settled.issuperset(rule.left + rule.right) for key in rule.left + rule.right
    )
    every = Counter(key for rule in across for key in rule.left + rule.right)
    return {key for key, count in sound.items() if count == every[key]}


# --- the rules that can be held -------------------------------------------------------------------------------------


class _Sum(NamedTuple):
    """A rule as a sum that must be 0: what the known cells add, and for each row the places in it with their signs."""

    known: int
    places: Mapping[int, tuple[tuple[int, int], ...]]


def _components(
    rows: Sequence[OpenRow], known: Mapping[str, Number], rules: Iterable[Rule]
) -> Iterator[tuple[list[int], list[_Sum], list[Rule]]]:
    """The rows that rules tie together, with these rules as sums, and as they are.

    A part of the table where the known cells break a rule is left out.
    """
    place_of = {key: (number, place) for number, row in enumerate(rows) for place, key in enumerate(row.keys)}
    held = [
        rule
        for rule in rules
        if rule.relation == "=" and all(key in place_of or key in known for key in rule.left + rule.right)
    ]
    part_of: dict[str, int] = {}
    parts: dict[int, set[str]] = {}
    for number, row in enumerate(rows):
        parts[number] = set(row.keys)
        part_of.update(dict.fromkeys(row.keys, number))
    for name, rule in enumerate(held, len(rows)):
        merged = set(rule.left + rule.right)
        for part in {part_of[key] for key in merged if key in part_of}:
            merged |= parts.pop(part)
        parts[name] = merged
        part_of.update(dict.fromkeys(merged, name))
    for part, keys in parts.items():
        numbers = [number for number, row in enumerate(rows) if part_of[row.keys[0]] == part]
        own = [rule for rule in held if keys.issuperset(rule.left + rule.right)]
        sums = [_sum(rule, known, place_of) for rule in own]
        whole = all(total is not None for total in sums)
        if numbers and sums and whole and not any(total.known for total in sums if total and not total.places):
            index = {number: at for at, number in enumerate(numbers)}
            yield (
                numbers,
                [
                    _Sum(total.known, {index[number]: places for number, places in total.places.items()})
                    for total in sums
                    if total and total.places
                ],
                own,
            )


def _sum(rule: Rule, known: Mapping[str, Number], place_of: Mapping[str, tuple[int, int]]) -> _Sum | None:
    """A rule as a sum, or None where it is over amounts with decimals."""
    total = 0
    places: dict[int, list[tuple[int, int]]] = {}
    for key, sign in (*((key, 1) for key in rule.left), *((key, -1) for key in rule.right)):
        if key in place_of:
            number, place = place_of[key]
            places.setdefault(number, []).append((place, sign))
        elif isinstance(value := known[key], int):
            total += sign * value
        else:
            return None
    return _Sum(total, {number: tuple(own) for number, own in places.items()})


# --- the search -----------------------------------------------------------------------------------------------------

Values = tuple[int, ...]


class _OutOfStepsError(Exception):
    """The search has taken too long."""


class _ContradictionError(Exception):
    """A row has no reading left."""


class _Domain:
    """The readings left of a row, by their values; what they add to a rule is worked out once."""

    __slots__ = ("_added", "values")

    def __init__(self, values: Sequence[Values]) -> None:
        self.values = values
        self._added: dict[int, dict[int, list[Values]]] = {}

    def added(self, rule: int, places: Sequence[tuple[int, int]]) -> dict[int, list[Values]]:
        """What the readings add to the rule of this number at these places, each with the readings that do."""
        found = self._added.get(rule)
        if found is None:
            found = {}
            for values in self.values:
                found.setdefault(_added(values, places), []).append(values)
            self._added[rule] = found
        return found


Domains = list[_Domain]


@frozen
class _Search:
    """The readings of all rows: by their values, since the rules see nothing else of them."""

    readings: Sequence[Mapping[Values, Sequence[Reading]]]
    sums: Sequence[_Sum]
    touching: Sequence[Sequence[int]]
    steps: list[int]

    @classmethod
    def of(cls, rows: Sequence[OpenRow], sums: Sequence[_Sum]) -> _Search | None:
        """The search over these rows; None where one has no reading that its own rules allow, or too many."""
        every: list[dict[Values, list[Reading]]] = []
        for number, row in enumerate(rows):
            inner = [total for total in sums if total.places.keys() == {number}]
            by_values: dict[Values, list[Reading]] = {}
            for reading in row.readings:
                values = tuple(figure.value if figure is not None else 0 for figure in reading)
                if not all(isinstance(value, int) for value in values):
                    return None
                whole: Values = tuple(int(value) for value in values)
                if not any(total.known + _added(whole, total.places[number]) for total in inner):
                    by_values.setdefault(whole, []).append(reading)
            if not 0 < len(by_values) <= _MOST_READINGS:
                return None
            every.append(by_values)
        outer = [total for total in sums if len(total.places) > 1]
        touching = [[at for at, total in enumerate(outer) if number in total.places] for number in range(len(rows))]
        return cls(every, outer, touching, [0])

    def solved(self) -> list[list[Reading]] | None:
        """For each row the readings that may be in a solution; None where none is found."""
        try:
            domains = self._thinned([_Domain(list(own)) for own in self.readings], range(len(self.sums)))
            domains = self._probed(domains)
            if not self._has_solution(domains):
                return None
        except (_OutOfStepsError, _ContradictionError):
            return None
        return [
            [reading for values in own.values for reading in readings[values]]
            for own, readings in zip(domains, self.readings, strict=True)
        ]

    def _thinned(self, domains: Domains, changed: Iterable[int]) -> Domains:
        """The readings that every rule has partners for; `changed` are the rules to begin with."""
        domains = list(domains)
        waiting = dict.fromkeys(changed)
        while waiting:
            rule = next(iter(waiting))
            del waiting[rule]
            for number in self._thin(domains, rule):
                waiting |= dict.fromkeys(other for other in self.touching[number] if other != rule)
        return domains

    def _thin(self, domains: Domains, rule: int) -> list[int]:
        """Throws out what one rule has no partners for; returns the rows that have lost a reading."""
        total = self.sums[rule]
        every = {number: domains[number].added(rule, places) for number, places in total.places.items()}
        # What is settled already is as good as known.
        known = total.known + sum(next(iter(own)) for own in every.values() if len(own) == 1)
        added = {number: own for number, own in every.items() if len(own) > 1}
        if not added and known:
            raise _ContradictionError
        self.steps[0] += len(every) + sum(map(len, added.values()))
        if self.steps[0] > _MOST_STEPS:
            raise _OutOfStepsError
        changed: list[int] = []
        for (number, own), good in zip(added.items(), _allowed(known, [*map(set, added.values())]), strict=True):
            if not good:
                raise _ContradictionError
            if len(good) < len(own):
                domains[number] = _Domain([values for value in good for values in own[value]])
                changed.append(number)
        return changed

    def _probed(self, domains: Domains) -> Domains:
        """The readings that do not lead to a contradiction when they are taken for granted, as far as steps allow."""
        again = True
        while again:
            again = False
            for number in sorted(range(len(domains)), key=lambda number: len(domains[number].values)):
                for values in domains[number].values if len(domains[number].values) > 1 else ():
                    if self.steps[0] > _MOST_PROBES:
                        return domains
                    if self._with(domains, number, [values]) is None:
                        left = self._with(domains, number, [x for x in domains[number].values if x != values])
                        if left is None:
                            raise _ContradictionError
                        domains, again = left, True
        return domains

    def _with(self, domains: Domains, number: int, values: Sequence[Values]) -> Domains | None:
        """What is left when a row has only these values, None where that is nothing."""
        trial = list(domains)
        trial[number] = _Domain(values)
        try:
            return self._thinned(trial, self.touching[number])
        except _ContradictionError:
            return None

    def _has_solution(self, domains: Domains) -> bool:
        """Whether the readings that are left have a solution among them."""
        open_rows = [number for number, own in enumerate(domains) if len(own.values) > 1]
        if not open_rows:
            return True
        number = min(open_rows, key=lambda number: len(domains[number].values))
        return any(
            (left := self._with(domains, number, [values])) is not None and self._has_solution(left)
            for values in domains[number].values
        )


def _added(values: Values, places: Sequence[tuple[int, int]]) -> int:
    """What a row's values add to a rule."""
    return sum(sign * values[place] for place, sign in places)


def _allowed(known: int, added: Sequence[set[int]]) -> list[set[int]]:
    """For each row what it may add, so that something of each of the others makes the sum 0."""
    lows, highs = [min(own) for own in added], [max(own) for own in added]
    low, high = known + sum(lows), known + sum(highs)
    ranged = [
        {value for value in own if value + low - least <= 0 <= value + high - most}
        for own, least, most in zip(added, lows, highs, strict=True)
    ]
    if any(len(own) < len(before) for own, before in zip(ranged, added, strict=True)):
        return _allowed(known, ranged) if all(ranged) else ranged
    target = -low
    if target > _MOST_BITS or all(len(own) == 1 for own in added):
        return ranged
    # Bit n of `reached[i]`: the rows before i can add n; of `due[i]`: the rows from i on need n before them.
    mask = (1 << (target + 1)) - 1
    shifts = [sorted(value - least for value in own) for own, least in zip(added, lows, strict=True)]
    reached, due = [1], [1 << target]
    for own in shifts[:-1]:
        reached.append(_any_of(reached[-1] << shift for shift in own) & mask)
    for own in shifts[:0:-1]:
        due.append(_any_of(due[-1] >> shift for shift in own))
    return [
        {shift + least for shift in own if (before << shift) & after}
        for own, least, before, after in zip(shifts, lows, reached, reversed(due), strict=True)
    ]


def _any_of(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)
