"""The figures that have the same place in every solution of a table's sums.

In: for each row all ways to read it, and sums over the rows that must be 0. A solution takes one reading of each row so
that all sums are 0. Out: for each row the figures on which all solutions agree, at their places.

Strategy: every sum in turn throws out the readings that it has no partners for among those left of the other rows,
until nothing changes; which sums the other rows can reach is kept as the bits of one integer. Then one solution is
sought, reading by reading, in the same way. Most of what it does not share with the others shows by exchange: another
reading of one row, with one of a second row that makes up for it. Of each figure that is left, a solution is sought
that has it elsewhere. Every step is counted; what takes too many is not taken for proved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial, reduce
from operator import or_
from typing import Final, NamedTuple

from attrs import frozen

from .indicator import Number

__all__ = ["Figure", "Reading", "Search", "Sum"]

# So many steps are spent on the first solution, on each question after it, and altogether.
_STEPS_TO_FIRST: Final = 40_000
_STEPS_EACH: Final = 8_000
_STEPS: Final = 80_000
# A row with more readings than this, of those that its own sums allow, is not worth a search.
_MOST_READINGS: Final = 3_000
# Sums are kept bit by bit up to this size, and as a range beyond.
_MOST_BITS: Final = 60_000


class Figure(NamedTuple):
    """A figure and where it stands in the text, or in its row."""

    value: Number
    start: int
    end: int


Reading = tuple[Figure | None, ...]


class Sum(NamedTuple):
    """A rule as a sum that must be 0: what the known cells add, and for each row the places in it with their signs."""

    known: int
    places: Mapping[int, tuple[tuple[int, int], ...]]


Values = tuple[int, ...]


class _OutOfStepsError(Exception):
    """The search has taken too long."""


class _Steps:
    """Counts the steps of a search."""

    __slots__ = ("_left", "_now")

    def __init__(self) -> None:
        self._left = _STEPS
        self._now = 0

    def allow(self, steps: int) -> None:
        """Allows so many steps for the next question."""
        self._left += self._now
        self._now = min(steps, self._left)
        self._left -= self._now

    def take(self, steps: int) -> None:
        """Takes some of the steps that are allowed."""
        self._now -= steps
        if self._now < 0:
            raise _OutOfStepsError


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
class Search:
    """The readings of all rows: by their values, since the sums see nothing else of them."""

    readings: Sequence[Mapping[Values, Sequence[Reading]]]
    sums: Sequence[Sum]
    touching: Sequence[Sequence[int]]
    steps: _Steps

    @classmethod
    def of(cls, rows: Sequence[Sequence[Reading]], sums: Sequence[Sum]) -> Search | None:
        """The search over these rows; None where one has no reading that its own sums allow, or too many."""
        every: list[dict[Values, list[Reading]]] = []
        for number, row in enumerate(rows):
            inner = [total for total in sums if total.places.keys() == {number}]
            by_values: dict[Values, list[Reading]] = {}
            for reading in row:
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
        return cls(every, outer, touching, _Steps())

    def agreed(self) -> list[Reading] | None:
        """The figures that have the same place in every solution; None where there is no solution.

        Where it takes too long to find one, only what a row's own sums tell.
        """
        self.steps.allow(_STEPS_TO_FIRST)
        try:
            domains = self._thinned([_Domain(list(own)) for own in self.readings], range(len(self.sums)))
            first = self._solution(domains, [own.values[0] for own in domains])
        except _ContradictionError:
            return None
        except _OutOfStepsError:
            return [_common([x for same in own.values() for x in same]) for own in self.readings]
        if first is None:
            return None
        agreed = self._exchanged(domains, first, [self._read(number, values) for number, values in enumerate(first)])
        for number, place in [(number, place) for number, own in enumerate(agreed) for place in range(len(own))]:
            figure = agreed[number][place]
            if figure is None:
                continue
            self.steps.allow(_STEPS_EACH)
            try:
                other = self._solution_with(domains, first, number, partial(_differs, place, figure))
            except _OutOfStepsError:
                agreed[number] = (*agreed[number][:place], None, *agreed[number][place + 1 :])
                continue
            if other is not None:
                # A solution in which this figure stands elsewhere is one for other figures as well.
                agreed = self._exchanged(domains, other, agreed)
        return agreed

    def may_have_blanks(self) -> bool:
        """Whether a solution may leave a cell of any row blank."""
        try:
            self.steps.allow(_STEPS_TO_FIRST)
            domains = self._thinned([_Domain(list(own)) for own in self.readings], range(len(self.sums)))
            near = [own.values[0] for own in domains]
            for number in range(len(domains)):
                self.steps.allow(_STEPS_EACH)
                if self._solution_with(domains, near, number, lambda reading: None in reading) is not None:
                    return True
        except _OutOfStepsError:
            return True
        return False

    def _read(self, number: int, values: Values) -> Reading:
        """What the readings of a row with these values share."""
        return _common(self.readings[number][values])

    def _exchanged(self, domains: Domains, solution: Sequence[Values], agreed: Sequence[Reading]) -> list[Reading]:
        """What is agreed upon, less what differs in the solution and in those that differ from it in two rows only."""
        changes: dict[tuple[tuple[int, int], ...], list[tuple[int, Values]]] = {}
        for number, (own, chosen) in enumerate(zip(domains, solution, strict=True)):
            for values in own.values:
                by_rule = ((at, self._change(at, number, chosen, values)) for at in self.touching[number])
                changes.setdefault(tuple((at, change) for at, change in by_rule if change), []).append((number, values))
        left = [_common([own, self._read(number, solution[number])]) for number, own in enumerate(agreed)]
        for change, every in changes.items():
            partners = {number for number, _ in changes.get(tuple((at, -added) for at, added in change), ())}
            for number, values in every:
                if not change or partners - {number}:
                    left[number] = _common([left[number], self._read(number, values)])
        return left

    def _change(self, rule: int, number: int, old: Values, new: Values) -> int:
        places = self.sums[rule].places[number]
        return _added(new, places) - _added(old, places)

    def _solution_with(
        self, domains: Domains, near: Sequence[Values], number: int, is_other: Callable[[Reading], bool]
    ) -> list[Values] | None:
        """A solution in which a row has one of some readings."""
        others = [values for values in domains[number].values if any(map(is_other, self.readings[number][values]))]
        left = self._with(domains, number, others) if others else None
        return self._solution(left, near) if left is not None else None

    def _solution(self, domains: Domains, near: Sequence[Values]) -> list[Values] | None:
        """One reading of each row that makes all sums 0, sought near another one first."""
        open_rows = [number for number, own in enumerate(domains) if len(own.values) > 1]
        if not open_rows:
            return [own.values[0] for own in domains]
        number = min(open_rows, key=lambda number: len(domains[number].values))
        for values in sorted(domains[number].values, key=lambda values: values != near[number]):
            left = self._with(domains, number, [values])
            found = self._solution(left, near) if left is not None else None
            if found is not None:
                return found
        return None

    def _with(self, domains: Domains, number: int, values: Sequence[Values]) -> Domains | None:
        """What is left when a row has only these values, None where that is nothing."""
        trial = list(domains)
        trial[number] = _Domain(values)
        try:
            return self._thinned(trial, self.touching[number])
        except _ContradictionError:
            return None

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
        self.steps.take(len(every) + sum(map(len, added.values())))
        changed: list[int] = []
        for (number, own), good in zip(added.items(), _allowed(known, [*map(set, added.values())]), strict=True):
            if not good:
                raise _ContradictionError
            if len(good) < len(own):
                domains[number] = _Domain([values for value in good for values in own[value]])
                changed.append(number)
        return changed


def _differs(place: int, figure: Figure, reading: Reading) -> bool:
    """Whether something else than this figure stands at a place."""
    return reading[place] != figure


def _common(readings: Sequence[Reading]) -> Reading:
    """The figures that all readings have at the same place."""
    first, *others = readings
    return tuple(
        figure if all(other[place] == figure for other in others) else None for place, figure in enumerate(first)
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
