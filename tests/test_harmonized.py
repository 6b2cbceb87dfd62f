"""One view of all editions: what each form has of a concept, nothing estimated, nothing of another form."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest

from govinfo_parse import Report, parse
from govinfo_parse.forms import known_form, national_forms
from govinfo_parse.harmonized import Harmonized, HarmonizedFigure, crosswalk
from govinfo_parse.indicator import Indicator

from .test_editions import filled

BEFORE_2014 = ("pre2014-A", "pre2014-B")
FORMS = {name: known_form(name) for name in (*(form.name for form in national_forms()), *BEFORE_2014)}
APPLICANTS = crosswalk().applicants


def report_of(edition: str | None, **figures: int | str) -> Report:
    """A report with these figures, or statuses, by key with `__` for a point."""
    indicators = {}
    for name, given in figures.items():
        key = name.replace("__", ".")
        value, status = (None, given) if isinstance(given, str) else (given, "reported")
        indicators[key] = Indicator(key, "", value, "件", status, str(given), (3, 5), "table")
    return Report(edition=edition, indicators=indicators)


# The crosswalk


def test_every_key_is_on_its_form() -> None:
    for concept in crosswalk().concepts:
        assert concept.keys
        for edition in concept.keys:
            for applicant in APPLICANTS:
                assert set(concept.keys_of(edition, applicant)) <= set(FORMS[edition].indicators)


def test_every_key_has_the_unit_of_its_concept_or_one_of_the_same_kind() -> None:
    for concept in crosswalk().concepts:
        for edition in concept.keys:
            units = {FORMS[edition].indicators[key].unit for key in concept.keys_of(edition)}
            assert units == {concept.unit} or units <= {"件", "条", "项"} or units <= {"元", "万元"}


def test_every_concept_is_named_once_and_has_a_label_and_a_meaning() -> None:
    names = [concept.name for concept in crosswalk().concepts]
    assert len(set(names)) == len(names)
    assert not set(names) & set(dir(dict))
    for concept in crosswalk().concepts:
        assert concept.label
        assert concept.meaning
        assert set(concept.notes) <= set(FORMS)


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("applicant", APPLICANTS)
def test_the_outcomes_are_all_of_the_form_and_each_counts_once(edition: str, applicant: str) -> None:
    """What the form adds up to （七）总计 is what the outcomes add up to."""
    [rule] = [rule for rule in FORMS[edition].rules if rule.id == f"applications.results.{applicant}"]
    outcomes = ("granted", "partially_granted", "denied", "unavailable", "not_processed", "other")
    concepts = {concept.name: concept for concept in crosswalk().concepts}
    keys = [key for name in outcomes for key in concepts[name].keys_of(edition, applicant)]
    assert sorted(keys) == sorted(rule.right)
    assert concepts["handled"].keys_of(edition, applicant) == rule.left


# A report seen through it


@pytest.mark.parametrize("edition", FORMS)
def test_each_concept_is_the_sum_of_its_cells(edition: str) -> None:
    report = filled(FORMS[edition])
    view = report.harmonized
    assert list(view) == [concept.name for concept in crosswalk().concepts]
    for concept in crosswalk().concepts:
        figure = view[concept.name]
        keys = concept.keys_of(edition)
        assert (figure.key, figure.label, figure.edition) == (concept.name, concept.label, edition)
        assert figure.note == concept.notes.get(edition)
        assert [term.key for term in figure.terms] == list(keys)
        assert figure.status == ("reported" if keys else "absent")
        assert figure.value == (sum(int(report.indicators[key]) for key in keys) if keys else None)
        assert getattr(view, concept.name) is figure


def test_by_applicant_where_the_form_has_them() -> None:
    report = filled(FORMS["2021"])
    denied = report.harmonized.denied.by_applicant
    assert list(denied) == [name for name in APPLICANTS if name != "total"]
    assert denied["business"].key == "denied.business"
    assert denied["business"].value == sum(
        int(indicator) for key, indicator in report.indicators.items() if ".denied." in key and key.endswith("business")
    )
    assert not report.harmonized.review_total.by_applicant
    assert not filled(FORMS["2014"]).harmonized.denied.by_applicant


@pytest.mark.parametrize("status", ["blank", "none", "dash", "unreadable"])
def test_a_cell_without_a_number_makes_a_concept_unknown(status: str) -> None:
    view = report_of("2021", litigation__direct__total=3, litigation__after_review__total=status).harmonized
    assert (view.litigation_total.value, view.litigation_total.status) == (None, "unknown")
    assert [term.status for term in view.litigation_total.terms] == ["reported", status]
    assert view.litigation_direct.value == 3


def test_a_cell_that_was_not_found_makes_a_concept_unknown() -> None:
    view = report_of("2021", litigation__direct__total=3).harmonized
    assert view.litigation_total.status == "unknown"
    assert [term.status for term in view.litigation_total.terms] == ["reported", "absent"]


def test_a_concept_that_the_form_does_not_have_is_absent() -> None:
    view = report_of("2014", applications__received=7).harmonized
    assert (view.received.value, view.carried_in.status, view.carried_in.terms) == (7, "absent", ())
    assert parse("").harmonized.received.status == "absent"


def test_of_the_tables_before_2014_the_year_so_far_is_taken() -> None:
    view = parse(
        "政府信息公开情况统计报表（2010年度）\n指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计\n"
        "申请总次数 | 条 | 10 | 3 | 21\n行政复议数 | 件 | 32 | 0 | 2\n"
        "其中：依申请公开收费总数 | 元 | 43 | 0 | 12.5\n以上。"
    ).harmonized
    assert (view.received.value, view.received.unit, view.review_total.value) == (21, "条", 2)
    assert view.application_fees.as_unit("万元") == Decimal("0.00125")
    assert (view.carried_in.status, view.handled.status) == ("absent", "unknown")


def test_fees_for_applications_and_charges_are_two_things() -> None:
    charged = parse("信息内容 | 本年收费金额（单位：万元）\n行政事业性收费 | 5203.47\n以上。").harmonized
    assert (charged.administrative_fees.value, charged.administrative_fees.unit) == (Decimal("5203.47"), "万元")
    assert charged.administrative_fees.as_unit("元") == 52034700
    assert charged.application_fees.status == "absent"


def test_where_an_office_mixed_forms_the_cells_decide() -> None:
    view = report_of("2021", disclosure__regulations__made=4, applications__other_handling__total=2).harmonized
    assert (view.regulations_issued.value, view.regulations_issued.edition) == (4, "2019")
    assert (view.other.value, view.other.edition) == (2, "2019")


def test_a_piece_without_an_edition() -> None:
    view = parse("二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1").harmonized
    assert (view.carried_in.value, view.carried_in.by_applicant["natural_person"].value) == (1, 1)
    assert view.received.status == "unknown"


def test_figures_of_the_view_can_be_calculated_with() -> None:
    view = filled(FORMS["2021"]).harmonized
    assert view.received + view.carried_in == int(view.received) + int(view.carried_in)
    assert sum(figure for figure in (view.granted, view.partially_granted)) == view.granted + view.partially_granted


def test_the_view_is_a_value() -> None:
    report = filled(FORMS["2019"])
    view = report.harmonized
    assert view is report.harmonized
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301
    assert pickle.loads(pickle.dumps(view)) == view  # noqa: S301
    assert len({view.received, view.received}) == 1
    with pytest.raises(AttributeError):
        view.granted = 3  # type: ignore[assignment, misc]
    with pytest.raises(KeyError, match="recieved: no such concept"):
        _ = view["recieved"]
    assert isinstance(view, Harmonized)
    assert isinstance(view.received, HarmonizedFigure)


def test_there_is_a_form_for_each_edition_of_the_crosswalk() -> None:
    editions = {edition for concept in crosswalk().concepts for edition in concept.keys}
    assert editions == set(FORMS)
