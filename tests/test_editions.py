"""The accessors of one edition alone: all of its cells, nothing else, and only for a report of that edition."""

from __future__ import annotations

import pickle
import subprocess
import sys
from operator import attrgetter
from pathlib import Path

import pytest

from govinfo_parse import EditionError, Report, parse
from govinfo_parse.forms import Form, national_forms
from govinfo_parse.indicator import Indicator, Node

FORMS = {form.name: form for form in national_forms()}
ROW = "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1"


def filled(form: Form) -> Report:
    return Report(
        edition=form.name,
        indicators={
            key: Indicator(key, spec.label, number, spec.unit, "reported", str(number), (number, number + 1), "table")
            for number, (key, spec) in enumerate(form.indicators.items())
        },
    )


@pytest.mark.parametrize("edition", FORMS)
def test_every_cell_of_the_edition_is_there(edition: str) -> None:
    report = filled(FORMS[edition])
    narrow = getattr(report, f"as_{edition}")()
    assert narrow.indicators == report.indicators
    for key, indicator in report.indicators.items():
        place = attrgetter(key)(narrow)
        assert (place.indicator if isinstance(place, Node) else place) is indicator


@pytest.mark.parametrize("edition", FORMS)
def test_nothing_else_is_there(edition: str) -> None:
    narrow = getattr(filled(FORMS[edition]), f"as_{edition}")()
    keys = set()

    def walk(place: object, key: str) -> None:
        names = [name for name, member in vars(type(place)).items() if isinstance(member, property)]
        if isinstance(place, Indicator | Node):
            keys.add(key)
        for name in names if not isinstance(place, Indicator) else ():
            walk(getattr(place, name), f"{key}.{name}" if key else name)

    walk(narrow, "")
    assert keys == set(FORMS[edition].indicators)


def test_a_group_without_a_figure_has_no_value() -> None:
    report = filled(FORMS["2021"])
    assert report.review.status == "absent"
    with pytest.raises(AttributeError):
        _ = report.as_2021().review.value  # type: ignore[attr-defined]
    assert filled(FORMS["2014"]).as_2014().review.value is not None


def test_the_cells_of_another_form_are_left_out() -> None:
    other = "disclosure.licensing.items_last_year"
    report = Report(edition="2021", indicators={other: Indicator(other, "", 1, "项", "reported")})
    assert not report.as_2021().indicators
    assert not hasattr(report.as_2021().disclosure.licensing, "items_last_year")


def test_a_piece_that_fits_two_editions_is_one_of_each() -> None:
    report = parse(ROW)
    assert report.edition is None
    assert report.as_2019().applications.carried_in.total.value == 1
    assert report.as_2021().applications.carried_in.total.value == 1
    with pytest.raises(
        EditionError, match=r"as_2014\(\): .* form 2019 or 2021; use as_2019\(\) or as_2021\(\), or the"
    ):
        report.as_2014()


def test_a_report_of_another_edition_is_refused() -> None:
    with pytest.raises(EditionError, match=r"as_2019\(\): .* form 2014; use as_2014\(\), or the report itself"):
        filled(FORMS["2014"]).as_2019()
    with pytest.raises(EditionError, match=r"as_2021\(\): no report .* `report.diagnostics` says why"):
        parse("本市昨日召开会议。").as_2021()
    with pytest.raises(EditionError, match=r"the form 县级表; use the report itself"):
        Report(edition="县级表").as_2021()


def test_values_like_all_others() -> None:
    report = filled(FORMS["2019"])
    assert report.as_2019() == report.as_2019()
    assert pickle.loads(pickle.dumps(report.as_2019())) == report.as_2019()  # noqa: S301
    with pytest.raises(AttributeError):
        report.as_2019().indicators = {}  # type: ignore[misc, assignment]


def test_they_are_imported_when_asked_for() -> None:
    program = (
        "import sys, govinfo_parse; report = govinfo_parse.parse(''); report.applications.new.total\n"
        "lazy = ('accessors_', 'harmonized', 'editions')\n"
        "print([name for name in sys.modules if name.startswith(tuple('govinfo_parse.' + x for x in lazy))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


TYPED = """
from decimal import Decimal
from typing_extensions import assert_type
from govinfo_parse import Edition, Indicator, Report, Status
from govinfo_parse.accessors_2021 import Report2021
from govinfo_parse.harmonized import HarmonizedFigure

report = Report()
narrow = report.as_2021()
assert_type(narrow, Report2021)
assert_type(narrow.applications.new.natural_person, Indicator)
assert_type(report.as_2014().review.value, int | Decimal | None)
narrow.complaints  # type: ignore[attr-defined]
narrow.review.value  # type: ignore[attr-defined]
assert_type(report.harmonized.received, HarmonizedFigure)
assert_type(report.harmonized.received.by_applicant["business"].value, int | Decimal | None)
report.harmonized.recieved  # type: ignore[attr-defined]
figure = narrow.disclosure.fees.amount
assert_type(figure.as_unit("元"), int | Decimal)
assert_type(figure.status, Status)
assert_type(figure.status == "reported" or figure.status == Status.BLANK or report.edition == Edition.FROM_2021, bool)
assert_type(int(figure), int)
sum([figure, figure])
figure > 0
figure > figure
2 * figure / figure
"""


def test_type_checkers_see_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    api = pytest.importorskip("mypy.api")
    monkeypatch.chdir(Path(__file__).parents[1])
    program = tmp_path / "typed.py"
    program.write_text(TYPED, encoding="utf-8")
    # Strict: a comment that ignores no error is an error itself.
    said, errors, status = api.run(["--strict", "--cache-dir", str(tmp_path / "cache"), str(program)])
    assert (status, errors) == (0, ""), said
