"""Where cells were lost or run together: the figures of a row and their places, as far as the form's arithmetic proves
them.

In: rows with all the ways in which each may be read, the table's other cells, and the form's rules. Out: for each row
the figures that have the same key in every solution. A solution takes one reading of each row so that all rules hold
that can be held, with blank cells counted as 0. Where the known cells already contradict a rule, nothing is proved
there: offices get their sums wrong, and a proof is only as good as the table that confirms it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import comb
from typing import Final, NamedTuple

from .forms import Rule
from .indicator import Number
from .solutions import Figure, Reading, Search, Sum

__all__ = ["OpenRow", "dropped_cells", "prove"]

# A row with more readings than this is not worth a search.
_MOST_READINGS: Final = 7_000
# A rule alone proves a figure only in a row of so many, and never one that it was used to cut out of a run.
_TELLING: Final = 3


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
    rules = [rule for rule in rules if rule.relation == "=" and rule.severity == "hard"]
    trusted = _adds_up(rows, known, rules)
    for numbers, sums, held in _components(rows, known, rules):
        own = [rows[number] for number in numbers]
        search = Search.of([row.readings for row in own], sums)
        agreed = search.agreed() if search is not None else None
        if search is None or agreed is None:
            continue
        seen = Counter(key for rule in held for key in rule.left + rule.right)
        glued = any(row.glued for row in own)
        confirmed = _confirmed(own, known, held) if glued and search.may_have_blanks() else seen.keys()
        for number, reading in zip(numbers, agreed, strict=True):
            row = rows[number]
            # A rule alone proves little: two equal figures may be a part and its total, or two parts without one.
            telling = not row.glued and (trusted or _is_telling(row))
            proven[number] = {
                key: figure
                for key, figure in zip(row.keys, reading, strict=True)
                if figure is not None and (key in confirmed or not row.glued) and (telling or seen[key] > 1)
            }
    return proven


def _is_telling(row: OpenRow) -> bool:
    """Whether a row has so many figures that its sum does not hold by chance."""
    return (
        bool(row.readings) and sum(figure is not None and figure.value != 0 for figure in row.readings[0]) >= _TELLING
    )


def _adds_up(rows: Sequence[OpenRow], known: Mapping[str, Number], rules: Sequence[Rule]) -> bool:
    """Whether this office gets its sums right, as far as the known cells and single rows show, and some show it."""
    row_of = {key: row for row in rows for key in row.keys}
    shown = False
    for rule in rules:
        keys = rule.left + rule.right
        row = row_of.get(keys[0])
        if all(key in known and key not in row_of for key in keys):
            if sum(known[key] for key in rule.left) != sum(known[key] for key in rule.right):
                return False
            shown = shown or sum(known[key] != 0 for key in keys) >= _TELLING
        elif row is not None and all(row_of.get(key) is row for key in keys):
            left, right = ([row.keys.index(key) for key in side] for side in (rule.left, rule.right))
            if not any(_worth(reading, left) == _worth(reading, right) for reading in row.readings):
                return False
            shown = shown or (_is_telling(row) and not row.glued)
    return shown


def _worth(reading: Reading, places: Iterable[int]) -> Number:
    return sum(figure.value for place in places if (figure := reading[place]) is not None)


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


def _components(
    rows: Sequence[OpenRow], known: Mapping[str, Number], rules: Iterable[Rule]
) -> Iterator[tuple[list[int], list[Sum], list[Rule]]]:
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
                    Sum(total.known, {index[number]: places for number, places in total.places.items()})
                    for total in sums
                    if total and total.places
                ],
                own,
            )


def _sum(rule: Rule, known: Mapping[str, Number], place_of: Mapping[str, tuple[int, int]]) -> Sum | None:
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
    return Sum(total, {number: tuple(own) for number, own in places.items()})
