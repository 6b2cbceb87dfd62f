"""Which figures still have only one place by the rules printed on the form, found by searching all ways to place them.

In: rows that lost their blank cells, each with the keys of its cells and its figures in the order of the text; the
values of the table's other cells. A way puts each row's figures into its cells, in order, so that every rule holds
whose cells are all there, with the cells left over as 0. A figure is provable if it has the same cell in every way.
Where the known cells break a rule already, nothing is: this office's sums are no help.

The search knows nothing of the parser. It asks for each figure whether some way has it elsewhere, so that it is exact
and need not list all ways: rows choose among their candidates, and after each choice the candidates go that fit none of
the others' sums any more. Where it takes too long it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Final

from attrs import frozen

_FILE = Path(__file__).parent.parent / "data" / "official" / "rules.tsv"

Number = int | Decimal
# How often the search of one figure starts anew, in another order, and how many choices each attempt may make. Most
# figures have several places, and a lucky order shows it soon; the last attempt may prove that there is no other.
_ATTEMPTS: Final = (40, 40, 40, 400)
# How many choices the search of all figures of a group of rows may make.
_MOST_CHOICES: Final = 2000
# A row with more ways of its own than this is not searched.
_MOST_CANDIDATES: Final = 20_000


@frozen
class Equation:
    """A printed rule: the sum of the cells, each with its sign, is 0."""

    name: str
    signs: Mapping[str, int]


@cache
def equations(edition: str) -> tuple[Equation, ...]:
    """The sums that the edition's form prints."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()[2:]
    found = []
    for name, own, left, relation, right, severity, *_ in (line.split("\t") for line in lines):
        if own == edition and relation == "=" and severity == "hard":
            signs = {**dict.fromkeys(left.split(" + "), 1), **dict.fromkeys(right.split(" + "), -1)}
            found.append(Equation(name, signs))
    return tuple(found)


@frozen
class LostRow:
    """A row whose figures may stand in any of its cells, in order. `hint` is a way of this row to begin with: it makes
    the search faster and changes no result.

    In a row of which only a `run` of digits is left, nobody knows where the figures end. Its places are those of the
    digits, by their `piece`s."""

    keys: tuple[str, ...]
    figures: tuple[Number, ...] = ()
    hint: tuple[str, ...] = ()
    run: str = ""

    @property
    def count(self) -> int:
        """How many places a way of the row has."""
        return len(self.run) or len(self.figures)


def piece(key: str, start: int, end: int) -> str:
    """The place of a digit in a run: its cell, and the digits that stand there."""
    return f"{key} {start}-{end}"


@frozen
class Proof:
    """The cell of each figure of each row that has only one; None where it has several, or where nothing fits.
    `undecided` are the row and the figure, by their numbers, for which the search took too long."""

    places: tuple[tuple[str | None, ...], ...]
    undecided: frozenset[tuple[int, int]] = frozenset()


def prove(rows: Sequence[LostRow], known: Mapping[str, Number], rules: Iterable[Equation]) -> Proof:
    """The places that figures of the rows have in every way; a rule with a cell that is neither in a row nor known is
    left out.

    >>> total = Equation("row", {"a.total": 1, "a.x": -1, "a.y": -1})
    >>> down = Equation("column", {"sum.x": 1, "a.x": -1, "b.x": -1})
    >>> row = LostRow(("a.x", "a.y", "a.total"), (5, 5))
    >>> prove([row], {"sum.x": 7, "b.x": 7}, [total, down]).places
    (('a.y', 'a.total'),)
    >>> prove([row], {}, [total, down]).places
    ((None, 'a.total'),)
    """
    lost = {key for row in rows for key in row.keys}
    sums: list[_Sum] = []
    for rule in rules:
        if all(key in known or key in lost for key in rule.signs):
            start = sum((sign * known[key] for key, sign in rule.signs.items() if key not in lost), start=0)
            sums.append(_Sum(start, {key: sign for key, sign in rule.signs.items() if key in lost}))
    nothing: tuple[tuple[str | None, ...], ...] = tuple((None,) * row.count for row in rows)
    if any(not total.signs and total.start for total in sums):
        return Proof(nothing)
    places = list(nothing)
    undecided: set[tuple[int, int]] = set()
    for group in _groups(rows, sums):
        own = [rows[number] for number in group]
        found, open_ = _prove_group(own, [total for total in sums if total.signs.keys() & _cells(own)])
        undecided.update((group[row], figure) for row, figure in open_)
        for number, place in zip(group, found, strict=True):
            places[number] = place
    return Proof(tuple(places), frozenset(undecided))


@frozen
class _Sum:
    """What known cells add to a rule, and the signs of the cells of lost rows."""

    start: Number
    signs: Mapping[str, int]


class _TooLongError(Exception):
    """The search made more choices than it may."""


class _Budget:
    """How many choices are left."""

    def __init__(self) -> None:
        self.left = _MOST_CHOICES

    def spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _TooLongError


def _cells(rows: Sequence[LostRow]) -> set[str]:
    return {key for row in rows for key in row.keys}


def _groups(rows: Sequence[LostRow], sums: Sequence[_Sum]) -> list[list[int]]:
    """The rows that rules tie together, directly or through others; a group is proved on its own."""
    groups = [[number] for number in range(len(rows))]
    for total in sums:
        tied = [group for group in groups if any(total.signs.keys() & set(rows[number].keys) for number in group)]
        if len(tied) > 1:
            merged = sorted(number for group in tied for number in group)
            groups = [group for group in groups if group not in tied] + [merged]
    return groups


# A candidate of a row: its cells, and what it adds to each sum of the group.
_Candidate = tuple[tuple[str, ...], tuple[Number, ...]]


_Solution = list[tuple[str, ...]]
_Places = list[tuple[str | None, ...]]


def _prove_group(rows: Sequence[LostRow], sums: Sequence[_Sum]) -> tuple[_Places, set[tuple[int, int]]]:
    """The places of the figures, and the figures for which the search took too long."""
    figures = {(number, figure) for number, row in enumerate(rows) for figure in range(row.count)}
    agreed: _Places = [(None,) * row.count for row in rows]
    starts = [total.start for total in sums]
    budget = _Budget()
    try:
        domains = [_candidates(row, sums) for row in rows]
        first = _hinted(rows, starts, domains) or _solve(starts, domains, [row.hint for row in rows], budget)
    except _TooLongError:
        return agreed, figures
    if first is None:
        return agreed, set()
    agreed = [tuple(cells) for cells in first]
    for other in _exchanged(domains, first):
        agreed = _common(agreed, other)
    undecided = set()
    for number, figure in sorted(figures):
        cell = agreed[number][figure]
        elsewhere = [own for own in domains[number] if cell is not None and own[0][figure] != cell]
        if not elsewhere:
            continue
        try:
            solution = _solve(starts, [*domains[:number], elsewhere, *domains[number + 1 :]], first, budget)
        except _TooLongError:
            undecided.add((number, figure))
            continue
        if solution is not None:
            # A way in which this figure stands elsewhere is one for other figures as well.
            agreed = _common(agreed, solution)
            for other in _exchanged(domains, solution):
                agreed = _common(agreed, other)
    for number, figure in undecided:
        agreed[number] = (*agreed[number][:figure], None, *agreed[number][figure + 1 :])
    return agreed, undecided


def _common(agreed: _Places, solution: _Solution) -> _Places:
    return [
        tuple(a if a == b else None for a, b in zip(one, two, strict=True))
        for one, two in zip(agreed, solution, strict=True)
    ]


def _exchanged(domains: Sequence[list[_Candidate]], solution: _Solution) -> Iterator[_Solution]:
    """Other ways that differ in two rows only, or in one."""
    added = [dict(own) for own in domains]
    by_sum = [{sums: cells for cells, sums in own} for own in domains]
    for one, chosen in enumerate(solution):
        for cells, sums in domains[one]:
            if cells == chosen:
                continue
            if sums == added[one][chosen]:
                yield [*solution[:one], cells, *solution[one + 1 :]]
            change = [a - b for a, b in zip(added[one][chosen], sums, strict=True)]
            for two in range(len(solution)):
                wanted = tuple(a + b for a, b in zip(added[two][solution[two]], change, strict=True))
                if two != one and wanted in by_sum[two]:
                    other = [*solution]
                    other[one], other[two] = cells, by_sum[two][wanted]
                    yield other


def _candidates(row: LostRow, sums: Sequence[_Sum]) -> list[_Candidate]:
    """The ways of a row that satisfy the rules within it."""
    keys = set(row.keys)
    inner = [total.start if total.signs.keys() <= keys else None for total in sums]
    found = []
    for number, (cells, figures) in enumerate(_ways(row)):
        if number >= _MOST_CANDIDATES:
            raise _TooLongError
        values = dict(zip(cells, figures, strict=True))
        if any(
            start is not None and start + sum(sign * values.get(key, 0) for key, sign in total.signs.items())
            for start, total in zip(inner, sums, strict=True)
        ):
            continue
        added = tuple(
            sum((total.signs.get(key, 0) * figure for key, figure in values.items()), start=0) for total in sums
        )
        found.append((_pieces(cells, figures) if row.run else cells, added))
    return found


def _ways(row: LostRow) -> Iterator[tuple[tuple[str, ...], Sequence[Number]]]:
    """All cells that the figures of a row may have; of a run, for all figures that it may be."""
    for figures in _splits(row.run, len(row.keys)) if row.run else (row.figures,):
        for cells in combinations(row.keys, len(figures)):
            yield cells, figures


def _splits(run: str, most: int) -> Iterator[tuple[int, ...]]:
    """The figures that a run of digits may be; none begins with a nought, but 0 itself."""
    for end in range(1, (1 if run[0] == "0" else len(run)) + 1):
        if end == len(run):
            yield (int(run),)
        elif most > 1:
            yield from ((int(run[:end]), *rest) for rest in _splits(run[end:], most - 1))


def _pieces(cells: Sequence[str], figures: Sequence[Number]) -> tuple[str, ...]:
    """The places of a run's digits."""
    found: list[str] = []
    for key, figure in zip(cells, figures, strict=True):
        length = len(str(figure))
        found += [piece(key, len(found), len(found) + length)] * length
    return tuple(found)


def _hinted(rows: Sequence[LostRow], starts: Sequence[Number], domains: Sequence[list[_Candidate]]) -> _Solution | None:
    """The rows' hints, if they are a solution."""
    sums = list(starts)
    for row, domain in zip(rows, domains, strict=True):
        added = dict(domain).get(row.hint)
        if added is None:
            return None
        sums = [a + b for a, b in zip(sums, added, strict=True)]
    return None if any(sums) else [row.hint for row in rows]


def _solve(
    starts: Sequence[Number], domains: Sequence[list[_Candidate]], near: _Solution, budget: _Budget
) -> _Solution | None:
    """A choice of one candidate for each row that makes all sums 0, or None where there is none. It is sought near
    another choice first."""
    for number, most in enumerate(_ATTEMPTS):
        order: _Solution = near if number % 2 == 0 else [() for _ in near]
        with suppress(_TooLongError):
            return _attempt(starts, domains, order, Random(number), most, budget)  # noqa: S311 - an order to try
    raise _TooLongError


def _attempt(
    starts: Sequence[Number],
    domains: Sequence[list[_Candidate]],
    near: _Solution,
    rng: Random,
    most: int,
    budget: _Budget,
) -> _Solution | None:
    stack = [list(domains)]
    choices = 0
    while stack:
        thinned = _thinned(starts, stack.pop())
        if thinned is None:
            continue
        open_rows = [number for number, own in enumerate(thinned) if len(own) > 1]
        if not open_rows:
            return [own[0][0] for own in thinned]
        choices += 1
        budget.spend()
        if choices > most:
            raise _TooLongError
        row = min(open_rows, key=lambda number: (len(thinned[number]), rng.random()))
        for candidate in sorted(rng.sample(thinned[row], len(thinned[row])), key=lambda own: own[0] == near[row]):
            stack.append([*thinned[:row], [candidate], *thinned[row + 1 :]])  # noqa: PERF401 - the last one comes first
    return None


def _thinned(starts: Sequence[Number], domains: list[list[_Candidate]]) -> list[list[_Candidate]] | None:
    """The candidates that fit at least the extremes of what the other rows add; None where a row has none."""
    domains = list(domains)
    if not all(domains):
        return None
    least = [[min(column) for column in zip(*(added for _, added in own), strict=True)] for own in domains]
    most = [[max(column) for column in zip(*(added for _, added in own), strict=True)] for own in domains]
    low = [start + sum(column) for start, column in zip(starts, zip(*least, strict=True), strict=True)]
    high = [start + sum(column) for start, column in zip(starts, zip(*most, strict=True), strict=True)]
    changed = True
    while changed:
        if any(a > 0 or b < 0 for a, b in zip(low, high, strict=True)):
            return None
        changed = False
        for number, own in enumerate(domains):
            if len(own) == 1:
                continue
            down = [a - b for a, b in zip(low, least[number], strict=True)]
            up = [a - b for a, b in zip(high, most[number], strict=True)]
            left = [
                candidate
                for candidate in own
                if all(a + c <= 0 <= b + c for a, b, c in zip(down, up, candidate[1], strict=True))
            ]
            if len(left) < len(own):
                if not left:
                    return None
                changed = True
                domains[number] = left
                least[number] = [min(column) for column in zip(*(added for _, added in left), strict=True)]
                most[number] = [max(column) for column in zip(*(added for _, added in left), strict=True)]
                low = [a + b for a, b in zip(down, least[number], strict=True)]
                high = [a + b for a, b in zip(up, most[number], strict=True)]
    return domains
