"""Hints: a slip made on a form that was right is named by the check that it breaks, or nothing is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from govinfo_parse import Check, Checks, Indicator, Report
from govinfo_parse.checks import run_checks
from govinfo_parse.forms import Rule, national_forms
from govinfo_parse.indicator import Number
from govinfo_parse.slips import with_hints

FORMS = {form.name: form for form in national_forms()}
Figures = dict[str, Number]


def rows(edition: str) -> Iterator[tuple[str, ...]]:
    """The keys of each row of the tables with sums, from left to right."""
    for table in FORMS[edition].tables[-2:]:
        for block in table.blocks:
            figured = [row for row in block.rows if not row.heading]
            yield from (tuple(table.key(row, column) for column in block.columns) for row in figured)


def columns(edition: str) -> Iterator[tuple[str, ...]]:
    """The keys of each column of table 三, or of the one table, from top to bottom."""
    yield from zip(*[row for row in rows(edition) if len(row) in (1, 7)], strict=True)


def consistent(edition: str, rng: Random) -> Figures:
    """Figures under which every rule holds: those of table 三 and 四, or of the one table."""
    size = rng.choice((3, 20, 400))

    def figure() -> int:
        return rng.choice((0, 0, rng.randint(1, size)))

    if edition == "2014":
        return consistent_2014({row[0]: figure() for row in rows(edition)})
    *applications, courts = rows(edition)
    new, carried_in, *results, total, carried_out = applications
    figures: Figures = {key: figure() for row in results for key in row}
    for column in range(6):
        figures[total[column]] = sum(int(figures[row[column]]) for row in results)
        moved = figures[carried_out[column]] = figure()
        whole = int(figures[total[column]]) + int(moved)
        came = figures[carried_in[column]] = rng.randint(0, whole) if rng.random() < 0.3 else 0
        figures[new[column]] = whole - int(came)
    for row in applications:
        figures[row[-1]] = sum(int(figures[key]) for key in row[:-1])
    for start in (0, 5, 10):
        parts = [figure() for _ in range(4)]
        figures.update(zip(courts[start : start + 5], (*parts, sum(parts)), strict=True))
    return figures


def consistent_2014(figures: dict[str, int]) -> Figures:
    """These figures, with those that others depend on made to fit."""

    def make(key: str) -> None:
        rule = next(rule for rule in FORMS["2014"].rules if rule.left == (key,) and len(rule.right) > 1)
        figures[key] = sum(figures[part] for part in rule.right)

    for key in ("disclosure.total", "response.total", "applications.received", "applications.answered.denied"):
        make(key)
    for key in ("applications.answered", "organization.staff", "review", "litigation"):
        make(key)
    figures["applications.closed"] = figures["applications.answered"]
    figures["applications.closed.extended"] = 0
    figures["applications.closed.on_time"] = figures["applications.closed"]
    figures["disclosure.normative_documents"] = min(
        figures["disclosure.total"], figures["disclosure.normative_documents_issued"]
    )
    for kind in ("press_conferences", "online_interviews"):
        figures[f"response.channels.{kind}_by_leaders"] = figures[f"response.channels.{kind}"]
    return dict(figures)


def checks(edition: str, figures: Mapping[str, Number | None]) -> Checks:
    specs = FORMS[edition].indicators
    indicators = {
        key: Indicator(key, specs[key].label, value, "件", "reported" if value is not None else "blank", "", (0, 0))
        for key, value in figures.items()
    }
    return Report(edition=edition, indicators=indicators).checks


# --- slips: each changes the figures of a form, or leaves them as they are where it cannot be made --------------------


def digits_swapped(figures: Figures, edition: str, rng: Random) -> Iterator[Figures]:
    for key in figures:
        text = list(str(figures[key]))
        for a in range(len(text)):
            for b in range(a):
                text[a], text[b] = text[b], text[a]
                if text[0] != "0":
                    yield {key: int("".join(text))}
                text[a], text[b] = text[b], text[a]


def digit_dropped(figures: Figures, edition: str, rng: Random) -> Iterator[Figures]:
    for key, value in figures.items():
        text = str(value)
        for place in range(len(text)):
            rest = text[:place] + text[place + 1 :]
            if rest and str(int(rest)) == rest:
                yield {key: int(rest)}


def digit_doubled(figures: Figures, edition: str, rng: Random) -> Iterator[Figures]:
    for key, value in figures.items():
        text = str(value)
        for place in range(len(text)):
            if value:
                yield {key: int(text[: place + 1] + text[place:])}


def sign(figures: Figures, edition: str, rng: Random) -> Iterator[Figures]:
    yield from ({key: -value} for key, value in figures.items())


def total_copied(figures: Figures, edition: str, rng: Random) -> Iterator[Figures]:
    totals = {rule.left[0] for rule in FORMS[edition].rules if len(rule.left) == 1 and rule.relation == "="}
    for column in columns(edition):
        for place, key in enumerate(column):
            if key in totals:
                yield from ({key: figures[near]} for near in (*column[place - 1 : place], *column[place + 1 :][:1]))


def part_missing(figures: Figures, edition: str, rng: Random) -> Iterator[Figures]:
    for rule in FORMS[edition].rules:
        if len(rule.left) == 1 and rule.relation == "=" and rule.left[0] in figures:
            yield from ({rule.left[0]: figures[rule.left[0]] - figures[part]} for part in rule.right)


def part_twice(figures: Figures, edition: str, rng: Random) -> Iterator[Figures]:
    for rule in FORMS[edition].rules:
        if len(rule.left) == 1 and rule.relation == "=" and rule.left[0] in figures:
            yield from ({rule.left[0]: figures[rule.left[0]] + figures[part]} for part in rule.right)


def cells_exchanged(figures: Figures, edition: str, rng: Random) -> Iterator[Figures]:
    for line in (*rows(edition), *columns(edition)):
        yield from ({a: figures[b], b: figures[a]} for a, b in pairwise(line))


def row_shifted(figures: Figures, edition: str, rng: Random) -> Iterator[Figures]:
    for row in rows(edition):
        values = [figures[key] for key in row]
        for start in range(len(row) - 1):
            for more in (0, values[start]):
                yield dict(zip(row, [*values[:start], more, *values[start:-1]], strict=True))
            for last in (0, values[-1]):
                yield dict(zip(row, [*values[:start], *values[start + 1 :], last], strict=True))
        if len(row) == 7:
            yield dict(zip(row, [*values[1:], values[0]], strict=True))
            yield dict(zip(row, [values[-1], *values[:-1]], strict=True))


SLIPS: tuple[Callable[[Figures, str, Random], Iterator[Figures]], ...] = (
    digits_swapped,
    digit_dropped,
    digit_doubled,
    sign,
    total_copied,
    part_missing,
    part_twice,
    cells_exchanged,
    row_shifted,
)


def made(
    slip: Callable[[Figures, str, Random], Iterator[Figures]], rng: Random
) -> tuple[list[Check], dict[str, Number]] | None:
    """The checks that fail after a slip, and what the slip changed: the true values; None where it breaks no rule."""
    edition = rng.choice(("2014", "2019", "2021", "2021"))
    figures = consistent(edition, rng)
    changes = rng.choice(list(slip(figures, edition, rng)) or [{}])
    truth = {key: figures[key] for key, value in changes.items() if figures[key] != value}
    seen: dict[str, Number | None] = {**figures, **changes}
    if rng.random() < 0.3:
        # An office that leaves cells blank for 0.
        seen = {key: value or (None if rng.random() < 0.7 else 0) for key, value in seen.items()}
        found = [check for check in checks(edition, seen) if check.if_blank_is_zero == "fail"]
        return (found, truth) if found else None
    # Some cells are blank, so that not all rules can be held, but none that the slip touched or took its figure from.
    taken = {number for key, value in changes.items() for number in (value, abs(value - figures[key]))}
    for key in rng.sample(sorted(figures), rng.choice((0, 0, 3, 20))):
        if figures[key] not in taken and all(key not in row or truth.keys().isdisjoint(row) for row in rows(edition)):
            seen[key] = None
    found = list(checks(edition, seen).failed)
    return (found, truth) if found else None


def test_figures_are_consistent_before_a_slip() -> None:
    for seed in range(20):
        rng = Random(seed)  # noqa: S311
        for edition in FORMS:
            found = checks(edition, consistent(edition, rng))
            assert len(found.passed) >= (14 if edition == "2014" else 35)
            assert not found.failed


@given(st.sampled_from(SLIPS), st.integers(0, 2**32))
def test_a_slip_is_named_or_nothing_is(slip: Callable[..., Iterator[Figures]], seed: int) -> None:
    if broken := made(slip, Random(seed)):  # noqa: S311
        found, truth = broken
        for check in found:
            if check.hint and check.hint.is_single:
                changes = {change.indicator.key: change.value for change in check.hint.explanations[0].changes}
                assert changes == truth
                assert slip.__name__ in check.hint.explanations[0].slips
            elif check.hint:
                told = [{x.indicator.key: x.value for x in item.changes} for item in check.hint.explanations]
                assert truth in told


@pytest.mark.parametrize("slip", SLIPS)
def test_most_slips_are_named(slip: Callable[..., Iterator[Figures]]) -> None:
    told: Counter[bool] = Counter()
    for seed in range(60):
        if broken := made(slip, Random(seed)):  # noqa: S311
            told.update(bool(check.hint and check.hint.is_single) for check in broken[0])
    assert told[True] > told[False]


# --- single cases ----------------------------------------------------------------------------------------------------


def outcomes(*figures: Number) -> Report:
    """A report with these figures in the first cells of table 四, and 0 in the others."""
    *_, courts = rows("2021")
    specs = FORMS["2021"].indicators
    return Report(
        edition="2021",
        indicators={
            key: Indicator(key, specs[key].label, value, "件", "reported", str(value), (at, at + 1), "table")
            for at, (key, value) in enumerate(zip(courts, (*figures, *[0] * (15 - len(figures))), strict=True))
        },
    )


@pytest.mark.parametrize(
    ("figures", "english", "chinese"),
    [
        (
            (30, 21, 0, 0, 15),
            "Perhaps: 行政复议 > 总计 15 would be 51 (two digits swapped).",
            "可能：行政复议 > 总计 15应为51（两位数字颠倒）。",
        ),
        (
            (30, 21, 0, 4, 25),
            "Perhaps: 行政复议 > 总计 25 would be 55 (行政复议 > 结果维持 left out of the sum).",
            "可能：行政复议 > 总计 25应为55（合计漏加行政复议 > 结果维持）。",
        ),
        (
            (1, 0, 1, 0, 3),
            "Perhaps: 行政复议 > 总计 3 would be 2 (one of the parts that are 1 counted twice in the sum).",
            "可能：行政复议 > 总计 3应为2（合计重复计入其中一个1）。",
        ),
        (
            (6, 2, 0, 0, 4),
            "Perhaps: 行政复议: 结果维持 6 would be 2, 结果纠正 2 would be 0, 尚未审结 0 would be 4, "
            "总计 4 would be 6 (the last figure of the row stands first).",
            "可能：行政复议：结果维持 6应为2，结果纠正 2应为0，尚未审结 0应为4，总计 4应为6（行末数字误置行首）。",
        ),
        (
            (12, 3, 0, 0, 51),
            "2 slips would explain it, and nothing tells which: 行政复议 > 总计 51 would be 15 (two digits swapped); "
            "or 行政复议 > 结果纠正 3 would be 39 (a digit left out).",
            "有2种可能，无法判断是哪一种：行政复议 > 总计 51应为15（两位数字颠倒）；"
            "或行政复议 > 结果纠正 3应为39（漏写一位数字）。",
        ),
    ],
)
def test_a_hint_in_words(figures: tuple[Number, ...], english: str, chinese: str) -> None:
    [check] = outcomes(*figures).checks.failed
    assert check.hint
    assert str(check.hint) == check.hint.describe("en") == english
    assert check.hint.describe("zh") == chinese
    assert outcomes(*figures).to_dict()["checks"][-3]["hint"] == english


def test_a_figure_where_two_sums_meet_is_named_though_no_slip_explains_it() -> None:
    rng = Random(1)  # noqa: S311
    figures = consistent("2021", rng)
    key = "applications.granted.business"
    figures[key] = int(figures[key]) + 6417
    first, second = checks("2021", figures).failed
    assert first.hint == second.hint
    assert first.hint
    [explanation] = first.hint.explanations
    assert (explanation.slips, [x.indicator.key for x in explanation.changes]) == (("one_figure",), [key])
    assert "the only figure whose change makes all rules hold" in str(first.hint)


def test_a_check_that_fails_only_if_blank_cells_count_as_0_says_so() -> None:
    specs = FORMS["2021"].indicators
    figures = {"upheld": 30, "corrected": 21, "other": None, "pending": None, "total": 15}
    checks = Report(
        edition="2021",
        indicators={
            key: Indicator(key, specs[key].label, value, "件", "blank" if value is None else "reported")
            for name, value in figures.items()
            for key in [f"review.{name}"]
        },
    ).checks
    hint = checks["review.outcomes"].hint
    assert hint
    assert hint.describe() == (
        "Perhaps, if blank cells count as 0: 行政复议 > 总计 15 would be 51 (two digits swapped)."
    )
    assert hint.describe("zh") == "空白按0计，可能：行政复议 > 总计 15应为51（两位数字颠倒）。"
    assert checks.counting_blanks_as_zero()["review.outcomes"].hint == hint


def test_parts_that_are_all_blank_are_not_given_and_want_no_hint() -> None:
    keys = [f"applications.received{kind}" for kind in ("", ".in_person", ".fax", ".online", ".letter")]
    figures: dict[str, Number | None] = {**dict.fromkeys(keys), "applications.received": 29, "disclosure.total": 3}
    [check] = checks("2014", figures).of("applications.received.channels")
    assert check.if_blank_is_zero == "fail"
    assert check.hint is None


def test_without_a_slip_that_explains_it_there_is_no_hint() -> None:
    [check] = outcomes(30, 21, 0, 0, 77).checks.failed
    assert check.hint is None


def test_one_slip_for_all_that_fails_comes_before_one_for_each() -> None:
    # 0 0 0 0 1 | 0 1 0 3 4 after a cell was lost and 0 or the last figure put behind.
    first, second = outcomes(0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 3).checks.failed
    assert first.hint == second.hint
    assert first.hint
    [explanation] = first.hint.explanations
    assert explanation.slips == ("row_shifted",)
    assert [change.value for change in explanation.changes] == [1, 0, 1, 0, 3, 4]


def test_too_many_explanations_are_none() -> None:
    [check] = outcomes(1, 1, 0, 0, 22).checks.failed
    assert check.hint is None


def test_amounts_in_another_unit_are_known() -> None:
    rule = Rule("fees", ("total",), "=", ("a", "b"), "hard", "")
    values: Figures = {"total": Decimal("3.21"), "a": 17000, "b": 15100}
    figures = {key: Indicator(key, key, value, "元", "reported", "") for key, value in values.items()}
    [check] = with_hints(run_checks([rule], figures), figures, None)
    assert str(check.hint) == "Perhaps: total 3.21 would be 32100 (元 and 万元 mixed up)."
    figures = {key: evolve(figure, unit="件") for key, figure in figures.items()}
    assert with_hints(run_checks([rule], figures), figures, None)[0].hint is None


def test_soft_rules_and_bounds_give_no_hints_but_speak_against_them() -> None:
    total = Rule("total", ("total",), "=", ("a", "b"), "hard", "")
    bound = Rule("bound", ("total",), "<=", ("most",), "soft", "")
    values = {"total": 15, "a": 30, "b": 21, "most": 20}
    figures = {key: Indicator(key, key, value, None, "reported", "") for key, value in values.items()}
    assert with_hints(run_checks([total], figures), figures, None)[0].hint
    assert [check.hint for check in with_hints(run_checks([total, bound], figures), figures, None)] == [None, None]


# --- cases -----------------------------------------------------------------------------------------------------------

CASES = Path(__file__).parent / "cases" / "hints"
KNOWN_FAILURE = pytest.mark.xfail(strict=True, raises=AssertionError, reason="known failure")


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=f"{path.parent.name}/{path.stem}", marks=KNOWN_FAILURE if "known" in str(path) else [])
        for path in sorted(CASES.rglob("*.json"))
    ],
)
def test_case(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    tables = {table.name: table for table in FORMS[case["edition"]].tables}
    others = (key for name in case["others_are_0"] for keys in tables[name].keys_of_rows().values() for key in keys)
    failed = checks(case["edition"], {**dict.fromkeys(others, 0), **case["figures"]}).failed
    told = {
        check.rule: check.hint
        and [
            {"slips": list(x.slips), "changes": {change.indicator.key: change.value for change in x.changes}}
            for x in check.hint.explanations
        ]
        for check in failed.hard
    }
    assert told == case["hints"]
