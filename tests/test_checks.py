"""Reconciliation rules against figures: pass, fail, unknown, and what they say if nil cells counted as 0."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest

from govinfo_parse import Indicator, Report
from govinfo_parse.checks import Check, run_checks
from govinfo_parse.forms import Rule, national_forms
from govinfo_parse.indicator import Number, Status

RULES = {form.name: form.rules for form in national_forms()}


def indicator(key: str, value: Number | Status | None) -> Indicator:
    if value is None or isinstance(value, str):
        return Indicator(key, "", None, None, value or "blank", "", (0, 0), "table")
    return Indicator(key, "", value, None, "reported", str(value), (0, 1), "table")


def check(relation: str, **values: Number | Status | None) -> Check:
    """The check of ``total <relation> a + b``; a value that is not given is absent."""
    rule = Rule("made-up", ("total",), relation, ("a", "b"), "hard", "made up for this test")
    [found] = run_checks([rule], {key: indicator(key, value) for key, value in values.items()})
    return found


@pytest.mark.parametrize(
    ("relation", "total", "status", "difference"),
    [
        ("=", 5, "pass", 0),
        ("=", 6, "fail", 1),
        ("=", 4, "fail", -1),
        ("<=", 4, "pass", -1),
        ("<=", 5, "pass", 0),
        ("<=", 6, "fail", 1),
        (">=", 4, "fail", -1),
        (">=", 5, "pass", 0),
        (">=", 6, "pass", 1),
    ],
)
def test_both_sides_known(relation: str, total: int, status: str, difference: int) -> None:
    found = check(relation, total=total, a=2, b=3)
    assert (found.status, found.if_blank_is_zero) == (status, status)
    assert (found.left, found.right, found.difference) == (total, 5, difference)
    assert (found.rule, found.severity, found.relation) == ("made-up", "hard", relation)
    assert found.keys == ("total", "a", "b")


@pytest.mark.parametrize("nil", ["blank", "none", "dash"])
def test_a_nil_cell_is_unknown_and_may_be_counted_as_zero(nil: Status) -> None:
    for total, verdict in ((5, "pass"), (6, "fail")):
        found = check("=", total=total, a=5, b=nil)
        assert (found.status, found.if_blank_is_zero) == ("unknown", verdict)
        assert (found.left, found.right, found.difference) == (None, None, None)
    assert check("=", total=nil, a=nil, b=nil).if_blank_is_zero == "pass"


def test_an_absent_or_unreadable_cell_leaves_both_unknown() -> None:
    for found in (check("=", total=5, a=5), check("=", total=5, a=5, b="unreadable"), check("=", a=5, b="blank")):
        assert (found.status, found.if_blank_is_zero, found.difference) == ("unknown", "unknown", None)


def test_an_empty_side_is_zero() -> None:
    rule = Rule("not-negative", ("a",), ">=", (), "soft", "")
    [found] = run_checks([rule], {"a": indicator("a", -1)})
    assert (found.status, found.left, found.right, found.difference) == ("fail", -1, 0, -1)


def test_sums_of_decimals_are_exact_in_any_context() -> None:
    large = Decimal("123456789012345.67")
    with localcontext() as context:
        context.prec = 3
        found = check("=", total=large, a=Decimal("0.1"), b=Decimal("0.2"))
    assert (found.status, found.right) == ("fail", Decimal("0.3"))
    assert found.difference == Decimal("123456789012345.37")
    found = check("=", total=Decimal("5.0"), a=2, b=3)
    assert (found.status, found.difference) == ("pass", 0)


def filled(**given: Number) -> dict[str, Indicator]:
    """A column of the applications table in which 新收 + 结转 = 总计 + 结转下年 holds unless `given` says otherwise."""
    values: dict[str, Number] = {"new": 5, "carried_in": 2, "total": 6, "carried_out": 1, **given}
    return {
        key: indicator(key, value) for row, value in values.items() for key in [f"applications.{row}.natural_person"]
    }


def test_the_checks_of_a_report_are_the_rules_of_its_edition() -> None:
    for edition, rules in RULES.items():
        report = Report(edition=edition, edition_candidates=(edition,), indicators=filled())
        assert [item.rule for item in report.checks] == [rule.id for rule in rules]
        assert [item.keys for item in report.checks] == [rule.left + rule.right for rule in rules]


def test_where_two_editions_fit_the_rules_that_both_have() -> None:
    report = Report(edition_candidates=("2019", "2021"), indicators=filled(total=7))
    found = {item.rule: item for item in report.checks}
    assert list(found) == [rule.id for rule in RULES["2019"] if rule in RULES["2021"]]
    balance = found["applications.balance.natural_person"]
    assert (balance.status, balance.difference) == ("fail", -1)
    # （六）其他处理 is one row in 2019 and three in 2021: the sums over all results differ.
    assert "applications.results.natural_person" not in found
    assert "applications.results.natural_person" in [rule.id for rule in RULES["2019"]]


def test_without_an_edition_there_are_no_checks() -> None:
    assert Report(indicators=filled()).checks == ()
