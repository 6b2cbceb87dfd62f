"""The search for places that the printed rules tell, against listing every way."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.official import specs
from tests.support.proof import Equation, LostRow, Number, Proof, equations, piece, prove

ROWS = ("a", "b", "c")
COLUMNS = ("x", "y", "z", "total")
ACROSS = [Equation(row, {f"{row}.total": 1, **{f"{row}.{name}": -1 for name in COLUMNS[:-1]}}) for row in ROWS]
DOWN = [Equation(name, {f"sum.{name}": 1, **{f"{row}.{name}": -1 for row in ROWS}}) for name in COLUMNS]


def lost(row: str, *figures: int) -> LostRow:
    return LostRow(tuple(f"{row}.{name}" for name in COLUMNS), figures)


def test_the_rule_of_a_row_tells_its_total_and_no_more() -> None:
    assert prove([lost("a", 3, 4, 7)], {}, ACROSS).places == ((None, None, "a.total"),)


def test_the_sums_below_tell_the_columns() -> None:
    sums = {"sum.x": 3, "sum.y": 0, "sum.z": 9, "sum.total": 12}
    rows = [lost("a", 3, 4, 7), lost("b", 5, 5), lost("c")]
    assert prove(rows, sums, [*ACROSS, *DOWN]).places == (("a.x", "a.z", "a.total"), ("b.z", "b.total"), ())


def test_known_cells_that_break_a_rule_prove_nothing() -> None:
    sums = {"sum.x": 3, "sum.y": 0, "sum.z": 4, "sum.total": 7, "one": 1, "two": 2}
    broken = Equation("broken", {"one": 1, "two": -1})
    rows = [lost("a", 3, 4, 7), lost("b"), lost("c")]
    assert prove(rows, sums, [*ACROSS, *DOWN]).places[0] == ("a.x", "a.z", "a.total")
    assert prove(rows, sums, [*ACROSS, *DOWN, broken]).places[0] == (None, None, None)


def test_figures_that_fit_no_rule_prove_nothing() -> None:
    assert prove([lost("a", 3, 4, 8)], {}, ACROSS).places == ((None, None, None),)


def test_a_rule_with_an_unknown_cell_is_left_out() -> None:
    assert prove([lost("a", 5, 5)], {"b.x": 0, "c.x": 0}, [*ACROSS, *DOWN]).places == ((None, "a.total"),)


def test_figures_that_run_together_are_told_by_their_sum() -> None:
    keys = tuple(f"a.{name}" for name in COLUMNS)
    above = Equation("y", {"sum.y": 1, "a.y": -1})
    (places,) = prove([LostRow(keys, run="1811029")], {"sum.y": 11}, [*ACROSS, above]).places
    x, y, z, total = (piece(key, *at) for key, at in zip(keys, ((0, 2), (2, 4), (4, 5), (5, 7)), strict=True))
    assert places == (x, x, y, y, z, total, total)


def test_a_run_that_may_be_cut_in_two_ways_tells_only_what_they_share() -> None:
    (places,) = prove([LostRow(tuple(f"a.{name}" for name in COLUMNS), run="11112")], {}, ACROSS).places
    assert places == (None, None, None, "a.total 3-5", "a.total 3-5")


def test_the_printed_rules_are_about_cells_of_the_form() -> None:
    for edition in ("2014", "2019", "2021"):
        keys = {spec.key for spec in specs(edition)}
        assert all(rule.signs.keys() <= keys for rule in equations(edition))
    assert len(equations("2021")) > 40


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from((0, 0, 1, 2, 5))] * 3), min_size=3, max_size=3), st.booleans())
def test_the_search_finds_what_listing_all_ways_finds(counts: list[tuple[int, int, int]], summed: bool) -> None:
    table = {
        f"{row}.{name}": figure
        for row, own in zip(ROWS, counts, strict=True)
        for name, figure in zip(COLUMNS, (*own, sum(own)), strict=True)
    }
    sums = {f"sum.{name}": sum(table[f"{row}.{name}"] for row in ROWS) for name in COLUMNS}
    rules = [*ACROSS, *DOWN] if summed else ACROSS
    rows: list[LostRow] = []
    known: dict[str, Number] = {**sums}
    for row in ROWS:
        own = tuple(f"{row}.{name}" for name in COLUMNS if table[f"{row}.{name}"])
        if own:
            keys = tuple(f"{row}.{name}" for name in COLUMNS)
            rows.append(LostRow(keys, tuple(table[key] for key in own)))
        else:
            known.update(dict.fromkeys((f"{row}.{name}" for name in COLUMNS), 0))
    found = prove(rows, known, rules)
    assert found == Proof(listed(rows, known, rules))
    hinted = [LostRow(row.keys, row.figures, tuple(key for key in row.keys if table[key])) for row in rows]
    assert prove(hinted, known, rules) == found


def listed(rows: list[LostRow], known: dict[str, Number], rules: list[Equation]) -> tuple[tuple[str | None, ...], ...]:
    """The places that are the same in every way, by listing them all."""
    ways = []
    for way in product(*(combinations(row.keys, len(row.figures)) for row in rows)):
        cells = dict.fromkeys((key for row in rows for key in row.keys), 0) | known
        for row, keys in zip(rows, way, strict=True):
            cells.update(zip(keys, row.figures, strict=True))
        if not any(sum(sign * cells[key] for key, sign in rule.signs.items()) for rule in rules):
            ways.append(way)
    return tuple(
        tuple(
            ways[0][number][figure] if len({way[number][figure] for way in ways}) == 1 else None
            for figure in range(len(row.figures))
        )
        for number, row in enumerate(rows)
    )
