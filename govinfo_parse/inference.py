"""Where cells were lost: the places of the figures that are left, as far as the form's arithmetic proves them.

In: rows of which an extractor dropped the blank cells, each with its keys in order and the figures that are left in
the order of the text; the table's other cells; the form's rules. Out: for each figure the key that it has in every
solution, or None. A solution puts each row's figures into its columns, in order, so that all rules hold that can be
held with the dropped cells counted as 0. Where the known cells already contradict a rule, nothing is proved: offices
get their sums wrong, and a proof is only as good as the table that confirms it.

Strategy: rules within one row thin out its candidates; then a search over the rows, bounded by what the rows still to
come can add to each rule, looks for all solutions. It stops when no figure has the same place in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from attrs import field, frozen

from .forms import Rule
from .indicator import Number

__all__ = ["LostRow", "prove_places"]

# The search gives up after so many steps: what takes longer has many solutions.
_MOST_STEPS: Final = 20_000
# A row with more candidates than this is not worth a search.
_MOST_CANDIDATES: Final = 200


class LostRow(NamedTuple):
    """A row with fewer figures than cells: the keys of its cells, and the figures in the order of the text."""

    keys: tuple[str, ...]
    figures: tuple[Number, ...]


class _Sum(NamedTuple):
    """A rule as a sum that must be 0: what the known cells add, and the sign of each key of a lost row."""

    known: Number
    signs: Mapping[str, int]


def prove_places(
    rows: Sequence[LostRow], known: Mapping[str, Number], rules: Iterable[Rule]
) -> list[tuple[str | None, ...]]:
    """The proven key of each figure of each row, None where the rules leave more than one place for it.

    `known` are the values of the table's other cells, nil cells as 0; a rule with a cell in neither is left out.

    >>> total = Rule("row", ("a.total",), "=", ("a.x", "a.y"), "hard", "")
    >>> down = Rule("column", ("sum.x",), "=", ("a.x", "b.x"), "hard", "")
    >>> row = LostRow(("a.x", "a.y", "a.total"), (5, 5))
    >>> prove_places([row], {"sum.x": 7, "b.x": 7}, [total, down])
    [('a.y', 'a.total')]
    """
    nothing: list[tuple[str | None, ...]] = [(None,) * len(row.figures) for row in rows]
    lost = {key for row in rows for key in row.keys}
    sums: list[_Sum] = []
    for rule in rules:
        if rule.relation != "=" or not all(key in known or key in lost for key in rule.left + rule.right):
            continue
        signs = {**dict.fromkeys(rule.left, 1), **dict.fromkeys(rule.right, -1)}
        total = sum((sign * known[key] for key, sign in signs.items() if key not in lost), start=0)
        own = {key: sign for key, sign in signs.items() if key in lost}
        if own:
            sums.append(_Sum(total, own))
        elif total:
            return nothing
    search = _Search(rows, sums)
    return search.run() if search.possible else nothing


@frozen
class _Search:
    """All ways to put the figures of all rows into their columns."""

    rows: Sequence[LostRow]
    sums: Sequence[_Sum]
    candidates: list[list[tuple[str, ...]]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "candidates", [self._candidates(row) for row in self.rows])

    @property
    def possible(self) -> bool:
        """Whether each row has candidates, and not too many."""
        return all(0 < len(own) <= _MOST_CANDIDATES for own in self.candidates)

    def _candidates(self, row: LostRow) -> list[tuple[str, ...]]:
        """The places of a row's figures that satisfy the rules within the row."""
        inner = [total for total in self.sums if total.signs.keys() <= set(row.keys)]
        return [
            keys
            for keys in combinations(row.keys, len(row.figures))
            if not any(total.known + _added(total, keys, row.figures) for total in inner)
        ]

    def run(self) -> list[tuple[str | None, ...]]:
        """The places that the figures have in all solutions."""
        order = sorted(range(len(self.rows)), key=lambda number: len(self.candidates[number]))
        # What each candidate of each row adds to each rule, and the least and most that rows from a depth on can add.
        added = [
            [
                [_added(total, keys, self.rows[number].figures) for total in self.sums]
                for keys in self.candidates[number]
            ]
            for number in order
        ]
        least = [[total.known * 0 for total in self.sums]]
        most = [list(least[0])]
        for own in reversed(added):
            least.append([low + min(column) for low, column in zip(least[-1], zip(*own, strict=True), strict=True)])
            most.append([high + max(column) for high, column in zip(most[-1], zip(*own, strict=True), strict=True)])
        least.reverse()
        most.reverse()
        agreed: list[tuple[str | None, ...]] | None = None
        chosen = [0] * len(order)
        reached = [[total.known for total in self.sums]]
        depth, steps = 0, 0
        while depth >= 0:
            steps += 1
            if steps > _MOST_STEPS:
                return [(None,) * len(row.figures) for row in self.rows]
            if depth == len(order):
                solution = [self.candidates[number][choice] for number, choice in zip(order, chosen, strict=True)]
                agreed = _agreed(agreed, solution)
                if not any(key for row in agreed for key in row):
                    break
            elif chosen[depth] < len(added[depth]):
                sums = [a + b for a, b in zip(reached[-1], added[depth][chosen[depth]], strict=True)]
                bounds = zip(sums, least[depth + 1], most[depth + 1], strict=True)
                if all(value + low <= 0 <= value + high for value, low, high in bounds):
                    reached.append(sums)
                    depth += 1
                    if depth < len(order):
                        chosen[depth] = 0
                    continue
                chosen[depth] += 1
                continue
            depth -= 1
            reached.pop()
            if depth >= 0:
                chosen[depth] += 1
        if agreed is None:
            return [(None,) * len(row.figures) for row in self.rows]
        by_row = dict(zip(order, agreed, strict=True))
        return [by_row[number] for number in range(len(self.rows))]


def _added(total: _Sum, keys: Sequence[str], figures: Sequence[Number]) -> Number:
    """What figures at these keys add to a rule."""
    return sum((total.signs.get(key, 0) * figure for key, figure in zip(keys, figures, strict=True)), start=0)


def _agreed(
    agreed: list[tuple[str | None, ...]] | None, solution: Sequence[tuple[str, ...]]
) -> list[tuple[str | None, ...]]:
    """The places that a solution shares with all before it."""
    if agreed is None:
        return [tuple(row) for row in solution]
    return [
        tuple(a if a == b else None for a, b in zip(before, row, strict=True))
        for before, row in zip(agreed, solution, strict=True)
    ]
