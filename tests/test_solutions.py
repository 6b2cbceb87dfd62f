"""The figures on which all solutions of a table's sums agree, against listing every solution."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_parse.solutions import Figure, Reading, Search, Sum

WIDTH = 4
ACROSS = (*((place, -1) for place in range(WIDTH - 1)), (WIDTH - 1, 1))
figures = st.integers(0, 4)


def readings(values: Sequence[int]) -> list[Reading]:
    """Every way to set figures into the cells of a row, in their order."""
    return [
        tuple(
            Figure(values[places.index(place)], places.index(place), places.index(place) + 1)
            if place in places
            else None
            for place in range(WIDTH)
        )
        for places in combinations(range(WIDTH), len(values))
    ]


def total(sums: Sum, solution: Sequence[Reading]) -> int:
    added = 0
    for row, places in sums.places.items():
        for place, sign in places:
            figure = solution[row][place]
            added += sign * int(figure.value) if figure is not None else 0
    return sums.known + added


def listed(rows: Sequence[Sequence[Reading]], sums: Sequence[Sum]) -> list[Reading] | None:
    """What all solutions share, by listing them."""
    solutions = [way for way in product(*rows) if not any(total(each, way) for each in sums)]
    if not solutions:
        return None
    return [
        tuple(
            solutions[0][row][place] if len({way[row][place] for way in solutions}) == 1 else None
            for place in range(WIDTH)
        )
        for row in range(len(rows))
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(figures, figures, figures), min_size=1, max_size=3),
    st.sampled_from((0, 1)),
    st.lists(st.integers(0, 5), max_size=1),
)
def test_the_search_finds_what_listing_all_ways_finds(
    table: list[tuple[int, int, int]], written: int, mistakes: list[int]
) -> None:
    whole = [(*row, sum(row)) for row in table]
    columns = [sum(row[place] for row in whole) for place in range(WIDTH)]
    for mistake in mistakes:
        columns[mistake % WIDTH] += mistake
    # Zeros are written in some tables, and blank in others.
    rows = [readings([value for value in row if value >= 1 - written]) for row in whole]
    across = [Sum(0, {number: ACROSS}) for number in range(len(rows))]
    down = [Sum(-column, dict.fromkeys(range(len(rows)), ((place, 1),))) for place, column in enumerate(columns)]
    search = Search.of(rows, [*across, *down])
    assert (search.agreed() if search is not None else None) == listed(rows, [*across, *down])


def test_whether_a_cell_may_be_blank() -> None:
    full = readings([1, 2, 3, 6])
    assert not Search.of([full], [Sum(0, {0: ACROSS})]).may_have_blanks()  # type: ignore[union-attr]
    assert Search.of([readings([1, 2, 3])], [Sum(0, {0: ACROSS})]).may_have_blanks()  # type: ignore[union-attr]


def test_a_row_that_its_own_sum_does_not_allow_has_no_search() -> None:
    assert Search.of([readings([1, 2, 4])], [Sum(0, {0: ACROSS})]) is None
