"""Rules across reports: between the years of a body, and between a body and those below it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest

from govinfo_parse import Indicator, Metadata, Report, ReportsError, Term, check_rollup, check_series
from govinfo_parse.forms import Form, FormError, national_forms
from govinfo_parse.indicator import Number

FORMS = {form.name: form for form in national_forms()}


def report(
    year: int | None,
    edition: str,
    figures: dict[str, Number | str | tuple[Number, str | None]],
    agency: str | None = None,
    source: str | None = None,
) -> Report:
    """A report with these figures: numbers, statuses, or numbers with their unit."""
    indicators = {}
    for key, given in figures.items():
        spec = FORMS[edition].indicators[key]
        value, unit = given if isinstance(given, tuple) else (given, spec.unit)
        number, status = (None, value) if isinstance(value, str) else (value, "reported")
        indicators[key] = Indicator(key, spec.label, number, unit, status, str(value), (3, 5), "table")
    return Report(source=source, edition=edition, metadata=Metadata(year=year, agency=agency), indicators=indicators)


OUT, IN = "applications.carried_out.natural_person", "applications.carried_in.natural_person"
CARRIED = "applications.carried_over.natural_person"


# --- years -----------------------------------------------------------------------------------------------------------


def test_what_is_carried_in_is_what_the_year_before_carried_out_also_across_editions() -> None:
    series = [report(2019, "2019", {OUT: 4}), report(2020, "2019", {IN: 4, OUT: 1}), report(2021, "2021", {IN: 2})]
    first, second = check_series(series).of(CARRIED)
    assert (first.status, first.left, first.right) == ("pass", 4, 4)
    assert (second.status, second.left, second.right, second.difference) == ("fail", 2, 1, 1)
    assert [(term.whose, term.key) for term in second.terms if isinstance(term, Term)] == [("2021", IN), ("2020", OUT)]
    assert second.spans == ((3, 5), (3, 5))
    assert second.severity == "soft"
    assert (second.to_dict()["whose"], second.to_dict()["keys"]) == (["2021", "2020"], [IN, OUT])
    assert check_series(series).is_consistent is None


def test_documents_in_force_are_those_of_the_year_before_with_the_issued_and_without_the_repealed() -> None:
    kept = "disclosure.normative_documents"
    before = report(2021, "2021", {f"{kept}.in_force": 20})
    after = report(2022, "2021", {f"{kept}.in_force": 19, f"{kept}.issued": 2, f"{kept}.repealed": 3})
    assert check_series([before, after])[f"{kept}.in_force_continued"].status == "pass"
    after = report(2022, "2021", {f"{kept}.in_force": 20, f"{kept}.issued": 2, f"{kept}.repealed": "blank"})
    found = check_series([before, after])[f"{kept}.in_force_continued"]
    assert (found.status, found.if_blank_is_zero) == ("unknown", "fail")


def test_items_of_last_year_are_those_of_the_year_before_with_their_change() -> None:
    before = report(2019, "2019", {"disclosure.fees.items_last_year": 9, "disclosure.fees.change": -2})
    after = report(2020, "2019", {"disclosure.fees.items_last_year": 7})
    assert check_series([before, after])["disclosure.fees.items_continued"].status == "pass"


def test_documents_open_to_the_public_grow_at_most_by_the_new_ones() -> None:
    kept = "disclosure.regulations"
    before = report(2019, "2019", {f"{kept}.disclosed_total": 9})
    for total, status in ((11, "pass"), (8, "pass"), (12, "fail")):
        after = report(2020, "2019", {f"{kept}.disclosed_total": total, f"{kept}.disclosed": 2})
        assert check_series([before, after])[f"{kept}.disclosed_total_continued"].status == status


def test_the_order_of_the_reports_does_not_matter() -> None:
    series = [report(2019, "2019", {OUT: 4}), report(2020, "2019", {IN: 4, OUT: 1}), report(2021, "2021", {IN: 2})]
    assert len({check_series(order) for order in permutations(series)}) == 1


def test_a_year_without_a_report_leaves_the_next_one_open() -> None:
    series = [report(2021, "2021", {OUT: 4}), report(2023, "2021", {IN: 4})]
    [found] = check_series(series).of(CARRIED)
    assert found.status == found.if_blank_is_zero == "unknown"
    assert found.describe() == (
        "自然人: cannot be held: 2022 (no report) Carried over to next year 四、结转下年度继续办理 was not found."
    )


def test_an_edition_without_such_a_cell_leaves_the_next_year_open() -> None:
    series = [report(2018, "2014", {"applications.received": 4}), report(2019, "2019", {IN: 4})]
    assert {check.status for check in check_series(series)} == {"unknown"}
    series = [report(2017, "2014", {}), report(2018, "2014", {})]
    assert not check_series(series)


def test_years_may_be_given() -> None:
    series = [report(None, "2021", {OUT: 4}), report(None, "2021", {IN: 4})]
    assert check_series(series, years=[2021, 2022])[CARRIED].status == "pass"
    assert not check_series([])
    assert not check_series(series[:1], years=[2021])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("云泽县水务局", "水务局"),
        ("云泽县人民政府", "云泽县人民政府办公室"),
        ("云泽县下湖镇人民政府", "下湖镇"),
        (None, "水务局"),
    ],
)
def test_a_body_may_be_named_in_several_ways(first: str | None, second: str) -> None:
    series = [report(2021, "2021", {OUT: 4}, first), report(2022, "2021", {IN: 4}, second)]
    assert check_series(series)[CARRIED].status == "pass"


def test_a_body_that_was_renamed_is_one_if_the_caller_says_so() -> None:
    series = [report(2021, "2021", {OUT: 4}, "云泽县国土局"), report(2022, "2021", {IN: 4}, "云泽县自然资源局")]
    assert check_series(series, same_body=True)[CARRIED].status == "pass"


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: check_series(report(2021, "2021", {})), TypeError, "takes a list of reports, not Report"),  # type: ignore[arg-type]
        (lambda: check_series(["report"]), TypeError, "str is none"),  # type: ignore[list-item]
        (lambda: check_series([report(None, "2021", {}, source="a.txt")]), ReportsError, "a.txt does not say its year"),
        (
            lambda: check_series([report(2021, "2021", {}, source="a.txt"), report(2021, "2021", {})]),
            ReportsError,
            "a.txt and report 2 are both of 2021",
        ),
        (
            lambda: check_series([report(2021, "2021", {}, "云泽县水务局"), report(2022, "2021", {}, "云泽县民政局")]),
            ReportsError,
            "云泽县水务局 and 云泽县民政局 are not one body by their names; .*same_body=True",
        ),
        (lambda: check_series([report(None, "2021", {})], years=["2021"]), TypeError, "whole numbers, not str"),  # type: ignore[list-item]
        (lambda: check_series([report(2021, "2021", {})], years=[]), ReportsError, "0 years for 1 reports"),
        (lambda: check_rollup(report(2021, "2021", {}), []), ReportsError, "no reports of bodies below"),
        (lambda: check_rollup([], []), TypeError, "and list is none"),  # type: ignore[arg-type]
        (
            lambda: check_rollup(report(2021, "2021", {}), [report(2020, "2019", {}, "水务局")]),
            ReportsError,
            "the report of 水务局 is of 2020, that of the parent of 2021",
        ),
        (
            lambda: check_rollup(report(2021, "2021", {}, "县政府"), [report(2021, "2021", {}, "县政府")]),
            ReportsError,
            "县政府 is the parent itself",
        ),
        (
            lambda: check_rollup(report(2021, "2021", {}), [report(2021, "2021", {}, "水务局")] * 2),
            ReportsError,
            "水务局 stands twice",
        ),
    ],
)
def test_misuse_says_what_is_wrong(call: Callable[[], Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        call()


def test_terms_of_the_year_before_are_cells_of_the_form_and_stand_in_rules_between_years_only() -> None:
    data: dict[str, Any] = {
        "name": "own",
        "title": "",
        "source": "",
        "years": [2020, None],
        "tables": [
            {
                "name": "t",
                "title": "",
                "width": 2,
                "prefix": "t",
                "blocks": [{"columns": [{"key": "", "label": ["数"]}], "rows": [{"key": "a", "label": ["甲"]}]}],
            }
        ],
    }
    rule = {"id": "r", "equation": "t.a = previous:t.a", "severity": "soft", "source": ""}
    assert Form.from_data({**data, "between_years": [rule]}).between_years[0].right == ("previous:t.a",)
    with pytest.raises(FormError, match="belong in between_years"):
        Form.from_data({**data, "rules": [rule]})
    with pytest.raises(FormError, match=r"previous:t\.b"):
        Form.from_data({**data, "between_years": [{**rule, "equation": "t.a = previous:t.b"}]})


# --- bodies ----------------------------------------------------------------------------------------------------------

NEW = "applications.new.total"


def test_a_district_is_the_sum_of_its_bureaus() -> None:
    district = report(2022, "2021", {NEW: 12, OUT: 3}, "云泽县")
    bureaus = [report(2022, "2021", {NEW: 5, OUT: 1}, "水务局"), report(2022, "2021", {NEW: 7, OUT: 1}, "民政局")]
    checks = check_rollup(district, bureaus)
    assert len(checks) == len(FORMS["2021"].indicators)
    assert checks[f"rollup.{NEW}"].status == "pass"
    failed = checks.failed[0]
    assert (failed.rule, failed.left, failed.right, failed.severity) == (f"rollup.{OUT}", 3, 2, "soft")
    assert failed.describe() == (
        "四、结转下年度继续办理 > 自然人: 云泽县 3 = 水务局 1 + 民政局 1 does not hold: 3 and 2, a difference of 1."
    )


def test_a_cell_that_a_bureau_has_not_leaves_the_sum_open() -> None:
    district = report(2022, "2021", {NEW: 12})
    bureaus = [report(2022, "2021", {NEW: 5}), report(2022, "2021", {}), report(2022, "2021", {NEW: "blank"})]
    found = check_rollup(district, bureaus)[f"rollup.{NEW}"]
    assert found.status == found.if_blank_is_zero == "unknown"
    found = check_rollup(district, [bureaus[0], bureaus[2]])[f"rollup.{NEW}"]
    assert (found.status, found.if_blank_is_zero) == ("unknown", "fail")


def test_a_bureau_on_another_edition_counts_where_its_form_has_the_cell() -> None:
    other, unpaid = "applications.other_handling.total", "applications.other_handling.unpaid_fee.total"
    district = report(2021, "2021", {NEW: 5, unpaid: 1})
    checks = check_rollup(district, [report(2021, "2019", {NEW: 5, other: 1})])
    assert checks[f"rollup.{NEW}"].status == "pass"
    assert checks[f"rollup.{unpaid}"].status == "unknown"
    assert not checks.of(f"rollup.{other}")


@pytest.mark.parametrize(
    ("parent", "children", "status"),
    [
        ((Decimal("3.5"), "万元"), [(20000, "元"), (Decimal("1.5"), "万元")], "pass"),
        ((35000, "元"), [(20000, "元"), (Decimal("1.5"), "万元")], "pass"),
        ((Decimal("3.5"), "万元"), [(20000, "万元"), (Decimal("1.5"), "万元")], "fail"),
        ((35000, "元"), [(20000, None), (15000, "元")], "unknown"),
        ((35000, None), [(20000, None), (15000, None)], "unknown"),
        ((20000, "元"), [(20000, "元"), (0, None)], "pass"),
    ],
)
def test_amounts_are_added_in_one_unit(
    parent: tuple[Number, str], children: list[tuple[Number, str | None]], status: str
) -> None:
    key = "disclosure.procurement.amount"
    bureaus = [report(2020, "2019", {key: amount}) for amount in children]
    assert check_rollup(report(2020, "2019", {key: parent}), bureaus)[f"rollup.{key}"].status == status


def test_headings_are_no_figures() -> None:
    rules = {check.rule for check in check_rollup(report(2017, "2014", {}), [report(2017, "2014", {})])}
    specs = FORMS["2014"].indicators.values()
    assert rules == {f"rollup.{spec.key}" for spec in specs if not spec.heading}
    assert len(rules) < len(specs)


def test_where_two_editions_fit_the_cells_that_both_have() -> None:
    district = Report(edition_candidates=("2019", "2021"))
    rules = {check.rule for check in check_rollup(district, [Report()])}
    assert f"rollup.{NEW}" in rules
    assert "rollup.disclosure.procurement.amount" not in rules
    assert not check_rollup(Report(), [Report(edition="2021")])
