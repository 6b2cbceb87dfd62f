"""What arithmetic proves of rows that lost blank cells or were run together: also where offices get their sums wrong.

The tables are those of applications (25 rows of 7 cells), drawn at random, with a few wrong cells in many of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_parse.forms import Rule, national_forms
from govinfo_parse.inference import OpenRow, dropped_cells, prove
from govinfo_parse.segments import figures_in, glued_cells
from govinfo_parse.solutions import Figure
from tests.writers.figures import draw

FORM = national_forms()[-1]
TABLE = next(table for table in FORM.tables if table.name == "applications")
Places = dict[str, tuple[int, int]]


def table(rng: Random, *, errors: int) -> dict[str, int]:
    """A table's figures. A wrong cell holds more than it should, nothing, or its digits in the wrong order."""
    figures = {key: int(value) for key, value in draw("2021", rng).items() if key.startswith("applications.")}
    for key in rng.sample(list(figures), errors):
        wrong = (figures[key] + rng.randint(1, 9), 0, int(str(figures[key])[::-1]))
        figures[key] = rng.choice(wrong)
    return figures


def written(
    figures: Mapping[str, int], nils: tuple[str, ...], rng: Random
) -> Iterator[tuple[tuple[str, ...], Places, str]]:
    """Each row with the places of its figures, and all its figures in one run; a nil cell is one of `nils`."""
    for keys in TABLE.keys_of_rows().values():
        run, places = "", {}
        for key in keys:
            raw = str(figures[key]) if figures[key] else rng.choice(nils)
            if raw:
                places[key] = len(run), len(run) + len(raw)
            run += raw
        yield keys, places, run


def solved(rows: list[OpenRow]) -> list[dict[str, tuple[int, int]]]:
    proofs = prove(rows, {}, FORM.rules)
    return [{key: (figure.start, figure.end) for key, figure in proved.items()} for proved in proofs]


@pytest.mark.parametrize("seed", range(4))
def test_a_table_without_blank_cells_is_cut_by_its_sums(seed: int) -> None:
    rng = Random(f"whole {seed * 7}")  # noqa: S311 - draws test data
    rows = list(written(table(rng, errors=0), ("0",), rng))
    cut = [glued_cells(run, 0, keys, FORM.rules) for keys, _, run in rows]
    assert solved([row for row in cut if row]) == [places for _, places, _ in rows]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([("0",), ("",), ("", "0"), ("—", "0"), ("无",)]), st.integers(0, 4))
def test_no_figure_is_cut_wrongly_where_sums_are_wrong(seed: int, nils: tuple[str, ...], errors: int) -> None:
    rng = Random(seed)  # noqa: S311 - draws test data
    rows: list[OpenRow] = []
    truth: list[Places] = []
    for keys, places, run in written(table(rng, errors=errors), nils, rng):
        row = glued_cells(run, 0, keys, FORM.rules) if run else OpenRow(keys, ((None,) * len(keys),))
        if row is not None:
            rows.append(row)
            truth.append(places)
    for proved, places in zip(solved(rows), truth, strict=True):
        assert proved.items() <= places.items()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([("",), ("", "0"), ("0", "0", "0", "")]), st.integers(0, 4))
def test_no_figure_is_misplaced_where_blank_cells_were_dropped(seed: int, nils: tuple[str, ...], errors: int) -> None:
    rng = Random(seed)  # noqa: S311 - draws test data
    figures = table(rng, errors=errors)
    rows: list[OpenRow] = []
    truth: list[Places] = []
    for keys, places, run in written(figures, nils, rng):
        row = dropped_cells(keys, [Figure(int(run[slice(*place)]), *place) for place in places.values()])
        assert row is not None
        rows.append(row)
        truth.append(places)
    for proved, places in zip(solved(rows), truth, strict=True):
        assert proved.items() <= places.items()


ROW = ("a.x", "a.y", "a.total")
SUM = Rule("row", ("a.total",), "=", ("a.x", "a.y"), "hard", "")
DOWN = [Rule(f"column.{x}", (f"sum.{x}",), "=", (f"a.{x}", f"b.{x}"), "hard", "") for x in ("x", "y", "total")]
BELOW = {"b.x": 4, "b.y": 0, "b.total": 4}


def values(run: str, known: Mapping[str, int]) -> dict[str, object]:
    row = glued_cells(run, 0, ROW, [SUM])
    assert row is not None
    return {key: figure.value for key, figure in prove([row], known, [SUM, *DOWN])[0].items()}


def test_a_cut_needs_a_rule_besides_the_rows_own_sum() -> None:
    assert values("121830", {}) == {}
    assert values("121830", {**BELOW, "sum.x": 16, "sum.y": 18, "sum.total": 34}) == {
        "a.x": 12,
        "a.y": 18,
        "a.total": 30,
    }


def test_known_cells_that_contradict_a_rule_prove_nothing() -> None:
    other = Rule("other", ("b.total",), "=", ("b.x", "b.y"), "hard", "")
    known = {**BELOW, "sum.x": 16, "sum.y": 18, "sum.total": 34}
    row = glued_cells("121830", 0, ROW, [SUM])
    assert row is not None
    assert prove([row], known, [SUM, *DOWN, other]) != [{}]
    assert prove([row], {**known, "b.y": 1, "sum.y": 19}, [SUM, *DOWN, other]) == [{}]


@pytest.mark.parametrize(
    ("run", "cuts"),
    [
        ("1230", [[1, 2, 30], [1, 23, 0], [12, 3, 0]]),
        ("1,2340", [[1234, None, 0], [1234, 0, None]]),
        ("3件0件12件", [[3, 0, 12]]),
        ("无0512", [[0, 0, 512]]),
        ("3.5", []),
        ("00", [[None, 0, 0], [0, None, 0], [0, 0, None]]),
    ],
)
def test_the_ways_to_cut_a_run(run: str, cuts: list[list[int | None]]) -> None:
    row = glued_cells(run, 0, ("a.x", "a.y", "a.z"), ())
    assert row is not None
    found = [[figure and figure.value for figure in reading] for reading in row.readings]
    assert all(cut in found for cut in cuts)
    assert bool(found) == bool(cuts)
    assert all(figures_in(run)[0] <= sum(figure is not None for figure in cut) for cut in found)
