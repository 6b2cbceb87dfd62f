"""The generated accessors: up to date, complete, typed, and no other than the mapping of indicators says."""

import pickle
from operator import attrgetter
from pathlib import Path

import attrs
import pytest

from govinfo_parse.accessors import ReportAccessors
from govinfo_parse.forms import Form, FormError, generate, national_forms
from govinfo_parse.indicator import Indicator, Node
from govinfo_parse.report import Report

FORMS = {form.name: form for form in national_forms()}


def filled(form: Form) -> Report:
    """A report in which every cell of the form has a number of its own."""
    return Report(
        edition=form.name,
        indicators={
            key: Indicator(key, spec.label, number, spec.unit, "reported", str(number), (number, number + 1), "table")
            for number, (key, spec) in enumerate(form.indicators.items())
        },
    )


def test_generated_files_are_up_to_date() -> None:
    assert generate.main(["--check"]) == 0


def test_check_names_the_stale_file_and_generating_mends_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("govinfo_parse", "docs"):
        (tmp_path / folder).mkdir()
    (tmp_path / "docs" / "schema.md").write_text("of another year", encoding="utf-8")
    assert generate.main(["--check"], tmp_path) == 1
    assert [line.split()[0] for line in capsys.readouterr().err.splitlines()] == [
        "govinfo_parse/accessors.py",
        "govinfo_parse/accessors_2014.py",
        "govinfo_parse/accessors_2019.py",
        "govinfo_parse/accessors_2021.py",
        "govinfo_parse/harmonized_accessors.py",
        "docs/schema.md",
        "docs/schema-other.md",
        "docs/crosswalk.md",
        "docs/diagnostics.md",
    ]
    assert not (tmp_path / "govinfo_parse" / "accessors.py").exists()
    assert generate.main([], tmp_path) == 0
    assert generate.main(["--check"], tmp_path) == 0


def test_the_page_has_every_key_and_every_rule() -> None:
    page = generate.generated(national_forms())["docs/schema.md"]
    sections = page.split("\n## Edition ")[1:]
    for form, section in zip(FORMS.values(), sections, strict=True):
        assert form.source in section
        for name in (*form.indicators, *(rule.id for rule in form.rules)):
            assert f"`{name}`" in section


@pytest.mark.parametrize(
    "part", ["class", "value", "key", "label", "raw", "span", "origin", "_leaf", "property", "no-name"]
)
def test_a_key_that_cannot_be_an_attribute_is_refused(part: str) -> None:
    row = {"key": f"parks.{part}", "label": ["一、公园总数"]}
    block = {"columns": [{"key": "", "label": ["统计数"]}], "rows": [row]}
    table = {"name": "parks", "title": "公园", "width": 2, "prefix": "", "blocks": [block]}
    form = Form.from_data({"name": "made-up", "title": "表", "source": "", "years": [2030, None], "tables": [table]})
    with pytest.raises(FormError, match=f"'made-up'.*'parks.{part}'"):
        generate.generated([form])


@pytest.mark.parametrize("edition", FORMS)
def test_every_key_is_reachable_by_attributes(edition: str) -> None:
    report = filled(FORMS[edition])
    for key, indicator in report.indicators.items():
        place = attrgetter(key)(report)
        if isinstance(place, Node):
            assert place.key == key
            for name in attrs.fields_dict(Indicator):
                assert getattr(place, name) == getattr(indicator, name)
            place = place.indicator
        assert place is indicator


def test_a_place_may_be_both_figure_and_group() -> None:
    report = filled(FORMS["2014"])
    denied = report.applications.answered.denied
    assert denied.value == report.indicators["applications.answered.denied"].value
    assert denied.trade_secret is report.indicators["applications.answered.denied.trade_secret"]
    # On the forms since 2019 the same place is a group alone.
    assert filled(FORMS["2021"]).review.status == "absent"
    assert filled(FORMS["2021"]).review.upheld.status == "reported"


def test_an_absent_cell_is_told_by_its_key_and_label_and_stays_out_of_the_report() -> None:
    report = Report(edition="2021")
    key = "applications.new.natural_person"
    leaf = report.applications.new.natural_person
    assert leaf == Indicator(key, "一、本年新收政府信息公开申请数量 > 自然人", None, None, "absent", "", None, None)
    assert report.complaints == Indicator("complaints", "六、举报投诉数量")
    assert report.review.indicator == Indicator("review", "四、行政复议数量")
    assert not report.indicators
    assert report.to_dict()["indicators"] == {}


def test_accessors_do_not_hide_parts_of_a_report() -> None:
    accessors = {name for name, member in vars(ReportAccessors).items() if isinstance(member, property)}
    assert accessors == {key.split(".")[0] for form in FORMS.values() for key in form.indicators}
    assert not accessors & vars(Report).keys()


def test_an_unknown_place_is_an_error() -> None:
    report = filled(FORMS["2021"])
    with pytest.raises(AttributeError, match="natural_persons"):
        _ = report.applications.new.natural_persons  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="aplications"):
        _ = report.aplications  # type: ignore[attr-defined]


@pytest.mark.parametrize("edition", FORMS)
def test_reports_pickle_and_compare(edition: str) -> None:
    report = filled(FORMS[edition])
    assert report.checks  # what was worked out and kept does not get in the way
    again = pickle.loads(pickle.dumps(report))  # noqa: S301
    assert again == report
    assert again.review.upheld == report.review.upheld
    assert again.checks == report.checks
    assert again != Report(edition=edition)
    node = pickle.loads(pickle.dumps(report.review))  # noqa: S301
    assert (type(node), node.upheld) == (type(report.review), report.review.upheld)


def test_nodes_are_equal_where_place_and_figures_are() -> None:
    report = filled(FORMS["2021"])
    assert report.applications == report.applications
    assert report.applications.new != report.applications.carried_in
    assert report.applications.new != Report(edition="2021").applications.new
    assert len({report.applications, report.applications, report.applications.new}) == 2


TYPED = """
from decimal import Decimal
from typing_extensions import assert_type
from govinfo_parse.accessors import ApplicationsColumns
from govinfo_parse.indicator import Indicator, Indicators
from govinfo_parse.report import Report

report = Report()
assert_type(report.applications.new.natural_person.value, int | Decimal | None)
assert_type(report.applications.new, ApplicationsColumns)
assert_type(report.applications.denied.state_secret, ApplicationsColumns)
assert_type(report.applications.answered.denied.value, int | Decimal | None)
assert_type(report.complaints, Indicator)
assert_type(report.indicators, Indicators)
report.applications.new.natural_persons  # type: ignore[attr-defined]
"""


def test_type_checkers_see_the_accessors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    api = pytest.importorskip("mypy.api")
    monkeypatch.chdir(Path(__file__).parents[1])
    program = tmp_path / "typed.py"
    program.write_text(TYPED, encoding="utf-8")
    # Strict: a comment that ignores no error is an error itself.
    said, errors, status = api.run(["--strict", "--cache-dir", str(tmp_path / "cache"), str(program)])
    assert (status, errors) == (0, ""), said
