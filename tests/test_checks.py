"""Reconciliation rules against figures: pass, fail, unknown, and what they say if nil cells counted as 0."""

from __future__ import annotations

import pickle
from decimal import Decimal, localcontext

import pytest
from attrs import evolve

from govinfo_parse import Check, Checks, Indicator, Report, parse
from govinfo_parse.checks import run_checks
from govinfo_parse.forms import Rule, national_forms
from govinfo_parse.indicator import Number

RULES = {form.name: form.rules for form in national_forms()}


def indicator(key: str, value: Number | str | None) -> Indicator:
    if value is None or isinstance(value, str):
        return Indicator(key, "", None, None, value or "blank", "", (0, 0), "table")
    return Indicator(key, "", value, None, "reported", str(value), (0, 1), "table")


def check(relation: str, **values: Number | str | None) -> Check:
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
def test_a_nil_cell_is_unknown_and_may_be_counted_as_zero(nil: str) -> None:
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


def test_checks_are_a_tuple_that_is_asked_by_verdict_severity_and_rule() -> None:
    report = Report(edition="2021", edition_candidates=("2021",), indicators=filled(total=7))
    checks = report.checks
    assert tuple(checks) == checks
    assert [item.rule for item in checks.failed] == ["applications.balance.natural_person"]
    assert len(checks.failed) + len(checks.passed) + len(checks.unknown) == len(checks)
    assert checks.hard == checks
    assert checks.soft == ()
    assert checks["applications.balance.natural_person"] is checks.failed[0]
    assert checks.of("made-up") == ()
    assert isinstance(checks[:2], Checks)
    with pytest.raises(KeyError, match="made-up: no such check"):
        checks["made-up"]
    with pytest.raises(KeyError, match="2 checks"):
        Checks([checks[0], checks[0]])[checks[0].rule]
    restored = pickle.loads(pickle.dumps(checks))  # noqa: S301
    assert restored == checks
    assert isinstance(restored, Checks)


def test_a_check_knows_its_terms_their_places_and_the_source_of_its_rule() -> None:
    outcomes = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | "
    text = f"行政复议 | 行政诉讼\n{outcomes * 3}\n3 | 1 | 0 | 2 | 7 | {'0 | ' * 10}"
    report = parse(text)
    [found] = report.checks.failed
    assert [term.key for term in found.left_terms] == ["review.total"]
    assert [text[slice(*span)] for span in found.spans if span] == ["7", "3", "1", "0", "2"]
    assert found.source == "structure of the form: 总计 over the outcomes"
    data = next(item for item in report.to_dict()["checks"] if item["rule"] == "review.outcomes")
    assert (data["source"], data["sides"], len(data["spans"])) == (found.source, [1, 4], 5)


def test_consistent_is_true_only_where_every_hard_rule_holds() -> None:
    hard, soft = (Rule(severity, ("total",), "=", ("a",), severity, "") for severity in ("hard", "soft"))

    def verdict(hard_total: Number | str, soft_total: Number | str) -> bool | None:
        figures = {"a": indicator("a", 1)}
        [first] = run_checks([hard], {**figures, "total": indicator("total", hard_total)})
        [second] = run_checks([soft], {**figures, "total": indicator("total", soft_total)})
        return Checks([first, second]).is_consistent

    assert verdict(1, 1) is True
    assert verdict(1, 2) is True
    assert verdict(2, 1) is False
    assert verdict("blank", 1) is None
    assert Checks().is_consistent is None
    assert Report(indicators=filled()).is_consistent is None


def test_with_blanks_as_zero_a_check_has_its_sums_too() -> None:
    found = check("=", total=6, a=5, b="blank").counting_blanks_as_zero()
    assert (found.status, found.left, found.right, found.difference) == ("fail", 6, 5, 1)
    found = check("=", total=6, a=5, b="unreadable")
    assert found.counting_blanks_as_zero() == found
    assert Checks([check("=", total=0, a="dash", b="none")]).counting_blanks_as_zero().is_consistent is True


def test_amounts_are_added_in_one_unit_and_not_at_all_where_one_states_none() -> None:
    rule = Rule("fees", ("total",), "=", ("a", "b"), "hard", "")

    def fees(total: tuple[Number, str | None], *parts: tuple[Number, str | None]) -> Check:
        figures = zip(("total", "a", "b"), (total, *parts), strict=True)
        [found] = run_checks(
            [rule],
            {key: Indicator(key, "", value, unit, "reported", "", (0, 1), "table") for key, (value, unit) in figures},
        )
        return found

    found = fees((Decimal("1.5"), "万元"), (14000, "元"), (Decimal("0.00001"), "亿元"))
    assert (found.status, found.left, found.right, found.unit) == ("pass", Decimal("1.5"), Decimal("1.5"), "万元")
    assert fees((3, "元"), (3, None), (0, "元")).status == "unknown"
    assert fees((3, "元"), (3, None), (0, "元")).describe() == "cannot be held: a states no unit of money."
    assert fees((3, "元"), (3, "元"), (0, None)).status == "pass"
    assert fees((3, None), (3, None), (0, None)).status == "pass"


@pytest.mark.parametrize(
    ("given", "english", "chinese"),
    [
        (
            {"total": 6, "upheld": 4, "corrected": 2, "other": 0, "pending": 0},
            "Administrative review 行政复议: Total 总计 6 = Upheld 结果维持 4 + Corrected 结果纠正 2 +"
            " 0 (2 more) holds.",
            "行政复议：总计 6 = 结果维持 4 + 结果纠正 2 + 0（另2项），成立。",
        ),
        (
            {"total": 7, "upheld": 0, "corrected": 0, "other": 0, "pending": 0},
            "Administrative review 行政复议: Total 总计 7 = 0 does not hold: 7 and 0, a difference of 7.",
            "行政复议：总计 7 = 0，不成立：7与0，相差7。",
        ),
        (
            {"total": 7, "upheld": "blank", "corrected": "none", "other": "dash", "pending": 6},
            "Administrative review 行政复议: cannot be held: Upheld 结果维持 is blank, Corrected 结果纠正 says 无, "
            "Other result 其他结果 is a dash; if blank cells count as 0, it does not hold: 7 and 6, a difference of 1.",
            "行政复议：无法核对：结果维持为空白，结果纠正填“无”，其他结果填“—”；空白按0计，则不成立：7与6，相差1。",
        ),
        (
            {"total": 7, "upheld": "blank", "corrected": "unreadable"},
            "Administrative review 行政复议: cannot be held: Corrected 结果纠正 is no quantity, "
            "Other result 其他结果 was not found, Pending 尚未审结 was not found, Upheld 结果维持 is blank.",
            "行政复议：无法核对：结果纠正不是数值，其他结果未找到，尚未审结未找到，结果维持为空白。",
        ),
    ],
)
def test_a_check_in_words(given: dict[str, Number | str], english: str, chinese: str) -> None:
    labels = national_forms()[-1].indicators
    figures = {
        key: evolve(indicator(key, value), label=labels[key].label, english=labels[key].english)
        for name, value in given.items()
        for key in [f"review.{name}"]
    }
    found = Report(edition="2021", indicators=figures).checks["review.outcomes"]
    assert found.describe() == english
    assert found.describe("zh") == chinese
    with pytest.raises(ValueError, match="'en' or 'zh', not 'fr'"):
        found.describe("fr")  # type: ignore[arg-type]
