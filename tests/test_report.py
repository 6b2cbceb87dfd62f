"""The report: to JSON data and back, the official tables, and that nothing of it can be changed."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest

from govinfo_parse import Extra, Indicator, Metadata, Report, Unplaced, parse
from govinfo_parse.diagnostics import diagnostic
from govinfo_parse.indicator import Indicators, Number

CASES = sorted((Path(__file__).parent / "cases" / "synthetic").glob("*.txt"))
FEES = "disclosure.fees.amount"
TABLE = (
    "第二十条第（一）项\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | 1 |  | 3\n"
    "行政规范性文件 | 4 | 无 | 约6\n"
    "第二十条第（八）项\n信息内容 | 本年收费金额（单位：万元）\n行政事业性收费 | 0.30\n"
)


def amount(value: Number) -> Report:
    indicator = Indicator(FEES, "", value, "万元", "reported", str(value), (0, 5), "table")
    return Report(edition="2021", edition_candidates=("2021",), indicators={FEES: indicator})


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_way_to_json_text_and_back(path: Path) -> None:
    report = parse(path.read_bytes().decode("utf-8"), source=path.name)
    data = report.to_dict()
    restored = Report.from_dict(json.loads(json.dumps(data)))
    assert restored.to_dict() == data
    assert restored == report
    assert restored.source == path.name


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        (Decimal("0.1"), 0.1),
        (Decimal("68949.08"), 68949.08),
        (Decimal("5.0"), 5.0),
        (Decimal("0.30"), 0.3),
        (Decimal("123456789012345.678"), "123456789012345.678"),  # a float would lose the last digit
        (Decimal("-0.1000000000000000055"), "-0.1000000000000000055"),
        (10**18 - 1, 10**18 - 1),
    ],
)
def test_numbers_in_json(value: Number, encoded: float | str) -> None:
    data = json.loads(json.dumps(amount(value).to_dict()))
    found = data["indicators"][FEES]["value"]
    assert found == encoded
    assert type(found) is type(encoded)
    restored = Report.from_dict(data).indicators[FEES].value
    assert restored == value
    assert type(restored) is type(value)


def test_decimals_of_unplaced_figures_and_extras_survive_too() -> None:
    exact = Decimal("123456789012345.678")
    report = Report(
        unplaced=(Unplaced("1", exact, (0, 1), (FEES,)), Unplaced("x", None, (1, 2), (FEES,))),
        extras=(Extra(("其他", "数量"), "1", exact, (0, 1)),),
    )
    data = json.loads(json.dumps(report.to_dict()))
    assert data["unplaced"][0]["value"] == data["extras"][0]["value"] == str(exact)
    assert Report.from_dict(data) == report


def test_an_empty_report() -> None:
    data = Report().to_dict()
    assert data["schema_version"] == 1
    assert (data["edition"], data["edition_candidates"], data["indicators"], data["checks"]) == (None, [], {}, [])
    assert Report.from_dict(data) == Report()


def whole_data() -> dict[str, Any]:
    """Data with something in every field."""
    unplaced = (Unplaced("12", 12, (0, 2), (FEES,)),)
    extras = (Extra(("其他", "数量"), "1.5", Decimal("1.5"), (0, 3)),)
    diagnostics = (diagnostic("row-extra", (3, 9), raw="其他"),)
    period = ("2021-01-01", "2021-12-31")
    metadata = Metadata("年度报告", "某县", 2021, "某政办〔2022〕3号", "2022-01-20", period)
    report = attrs.evolve(
        amount(Decimal("0.1")),
        source="page.txt",
        metadata=metadata,
        unplaced=unplaced,
        extras=extras,
        diagnostics=diagnostics,
    )
    data: dict[str, Any] = json.loads(json.dumps(report.to_dict()))
    data["claims"] = [
        {"key": FEES, "value": 0.5, "unit": "万元", "raw": "收费0.5万元", "span": [3, 9], "scope": "body"}
        | {"period": "year", "approximate": None, "agrees": False}
    ]
    data["sections"] = [
        {"number": 1, "title": "总体情况", "level": 1, "name": "overview", "span": [3, 9], "tables": ["disclosure"]}
    ]
    return data


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (("schema_version",), 2, r"report\.schema_version: 2 is not 1; parse the text again"),
        (("schema_version",), True, r"report\.schema_version: expected a whole number, not True"),
        (("source",), 7, r"report\.source: expected text, not 7"),
        (
            ("edition",),
            "1999",
            r"report\.edition: expected the name of a built-in form, or of one given as forms=\[…\], not '1999'",
        ),
        (("edition_candidates", 0), ["2021"], r"report\.edition_candidates\[0\]: expected the name of a built-in form"),
        (("metadata", "year"), "2021", r"report\.metadata\.year: expected a whole number"),
        (("metadata", "period"), ["2021-01-01"], r"report\.metadata\.period: expected a list of two"),
        (("indicators",), [], r"report\.indicators: expected an object, not \[\]"),
        (("indicators", "made_up"), None, r"report\.indicators\['made_up'\]: expected an object, not None"),
        (("indicators", FEES, "value"), True, r"report\.indicators\['disclosure.fees.amount'\]\.value: .*, not True"),
        (("indicators", FEES, "value"), float("nan"), "a number, not nan"),
        (("indicators", FEES, "value"), float("inf"), "a number, not inf"),
        (("indicators", FEES, "value"), Decimal("NaN"), "a number, not Decimal"),
        (("indicators", FEES, "value"), "Infinity", "a number, not 'Infinity'"),
        (("indicators", FEES, "value"), "many", "a number, not 'many'"),
        (("indicators", FEES, "value"), " 1_000.5", "a number, not ' 1_000.5'"),
        (("indicators", FEES, "value"), None, r"\.value: expected a number, not None"),
        (("indicators", FEES, "status"), "blank", r"\.value: expected null where the status is blank, not 0\.1"),
        (("indicators", FEES, "status"), "zz", r"\.status: expected 'reported' or .*, not 'zz'"),
        (("indicators", FEES, "status"), "absent", r"\.status: expected 'reported' or .*, not 'absent'"),
        (("indicators", FEES, "origin"), None, r"\.origin: expected 'table' or 'inferred'"),
        (("indicators", FEES, "raw"), None, r"\.raw: expected text"),
        (("indicators", FEES, "span"), [5, 0], r"\.span: expected a span .*, not \[5, 0\]"),
        (("indicators", FEES, "span"), [-1, 0], r"\.span: expected a span"),
        (("indicators", FEES, "span"), [0], r"\.span: expected a list of two items"),
        (("indicators", FEES, "span", 1), 2.0, r"\.span\[1\]: expected a whole number"),
        (("extras", 0, "labels"), "其他", r"report\.extras\[0\]\.labels: expected a list"),
        (("unplaced", 0, "span"), None, r"report\.unplaced\[0\]\.span: expected a list"),
        (("unplaced", 0, "candidates", 0), "made_up", r"candidates\[0\]: expected a key of a known form"),
        (("claims", 0, "key"), "made_up", r"report\.claims\[0\]\.key: expected a key of a known form"),
        (("claims", 0, "scope"), "all", r"scope: expected 'body' or 'area', not 'all'"),
        (("claims", 0, "agrees"), 1, r"agrees: expected true or false, not 1"),
        (("sections", 0, "span"), [9, 3], r"report\.sections\[0\]\.span: expected a span"),
        (("diagnostics", 0, "severity"), "grave", r"severity: expected 'error' or 'warning' or 'info'"),
    ],
)
def test_damaged_data_is_refused_with_the_path(place: tuple[str | int, ...], value: object, said: str) -> None:
    data: Any = whole_data()
    changed = data
    for step in place[:-1]:
        changed = changed[step]
    changed[place[-1]] = value
    with pytest.raises(ValueError, match=said):
        Report.from_dict(data)


def test_a_key_that_no_form_has_is_refused() -> None:
    data = whole_data()
    data["indicators"]["made_up"] = data["indicators"][FEES]
    with pytest.raises(ValueError, match=r"\['made_up'\]: expected a key of a known form"):
        Report.from_dict(data)


def damaged(data: Any, whole: Any) -> Iterator[Any]:
    """The data with each value in turn replaced by one of another kind, or left out; `whole` is changed in place."""
    for place in list(data) if isinstance(data, dict) else range(len(data)):
        kept = data[place]
        for junk in (None, True, -1, 0.5, float("nan"), "zz", [], ["zz"], [None, None], {}, {"zz": 1}, {1: 2}):
            data[place] = junk
            yield whole
        if isinstance(data, dict):
            del data[place]
            yield whole
        data[place] = kept
        if isinstance(kept, (dict, list)):
            yield from damaged(kept, whole)


def test_whatever_is_damaged_it_is_a_value_error_or_data_of_a_report() -> None:
    data = whole_data()
    assert Report.from_dict(data).to_dict() == data
    data["checks"] = []  # they are not read but worked out
    refused = 0
    for other in damaged(data, data):
        before = copy.deepcopy(other)
        try:
            restored = Report.from_dict(other).to_dict()
        except ValueError as error:
            assert str(error).startswith("report")  # noqa: PT017
            refused += 1
        else:
            assert {**restored, "checks": None} == {**before, "checks": None}
    assert refused > 400


@pytest.mark.parametrize("data", [None, [], "report", 1])
def test_data_that_is_no_object_is_refused(data: Any) -> None:
    with pytest.raises(ValueError, match="report: expected an object"):
        Report.from_dict(data)


def test_a_source_is_text() -> None:
    with pytest.raises(TypeError, match=r"source is a str or None, not \w*Path; pass a name, as in source=str\(path\)"):
        Report(source=Path("page.txt"))  # type: ignore[arg-type]


def test_equal_reports_are_one_in_a_set() -> None:
    first, again, other = parse(TABLE), parse(TABLE), parse(TABLE, source="page.txt")
    assert first.indicators is not again.indicators
    assert len({first, again, other}) == 2
    backwards = Indicators(dict(reversed([*first.indicators.items()])))
    assert (backwards, hash(backwards)) == (first.indicators, hash(first.indicators))


def test_sums_are_exact_whatever_the_default_decimal_context() -> None:
    program = """
import decimal
decimal.DefaultContext.traps[decimal.Inexact] = True
from govinfo_parse import Indicator, Report
amounts = {"review.upheld": "1E+70", "review.corrected": "0.1", "review.other": "0", "review.pending": "0"}
amounts["review.total"] = "1E+70"
figures = {k: Indicator(k, "", decimal.Decimal(v), None, "reported", v, (0, 0), "table") for k, v in amounts.items()}
print([check.status for check in Report(edition="2021", indicators=figures).checks if check.rule == "review.outcomes"])
"""
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=root, check=False)  # noqa: S603
    assert (done.stdout, done.stderr) == ("['pass']\n", "")


def test_tables_show_the_cells_on_the_official_form() -> None:
    report = parse(TABLE)
    [table] = report.tables
    assert (table.name, table.title, table.form) == ("disclosure", "二、主动公开政府信息情况", "2021")
    block = "第二十条第（一）项"
    assert [(cell.key, cell.row, cell.column, cell.text, cell.start, cell.end) for cell in table.cells] == [
        ("disclosure.regulations.issued", (block, "规章"), ("本年制发件数",), "1", 47, 48),
        ("disclosure.regulations.repealed", (block, "规章"), ("本年废止件数",), "", 52, 52),
        ("disclosure.regulations.in_force", (block, "规章"), ("现行有效件数",), "3", 54, 55),
        ("disclosure.normative_documents.issued", (block, "行政规范性文件"), ("本年制发件数",), "4", 66, 67),
        ("disclosure.normative_documents.repealed", (block, "行政规范性文件"), ("本年废止件数",), "无", 70, 71),
        ("disclosure.normative_documents.in_force", (block, "行政规范性文件"), ("现行有效件数",), "约6", 74, 76),
        (FEES, ("第二十条第（八）项", "行政事业性收费"), ("本年收费金额（单位：万元）",), "0.30", 118, 122),
    ]
    assert [cell.column_span for cell in table.cells] == [1, 1, 1, 1, 1, 1, 3]
    assert {cell.row_span for cell in table.cells} == {1}
    for cell in table.cells:
        assert cell.indicator is report.indicators[cell.key]
        assert TABLE[cell.start : cell.end] == cell.text


def test_tables_of_a_whole_report() -> None:
    report = parse((CASES[0].parent / "2021_cell_bar.txt").read_text(encoding="utf-8"))
    assert [(table.name, len(table.cells)) for table in report.tables] == [
        ("disclosure", 10),
        ("applications", 175),
        ("review_litigation", 15),
    ]
    deepest = (
        report.tables[1].cells[-14].indicator.key,
        report.tables[1].cells[35].row,
        report.tables[1].cells[35].column,
    )
    assert deepest == (
        "applications.total.natural_person",
        ("三、本年度办理结果", "（三）不予公开", "2.其他法律行政法规禁止公开"),
        ("自然人",),
    )
    assert report.tables[2].cells[0].row == ()
    assert report.tables[2].cells[9].column == ("行政诉讼", "未经复议直接起诉", "总计")
    assert [cell.key for table in report.tables for cell in table.cells] == list(report.indicators)


def test_tables_of_a_report_that_fits_two_forms_are_those_of_the_first() -> None:
    report = parse("一、本年新收政府信息公开申请数量 | 18 | 4 | 0 | 1 | 0 | 1 | 24 |")
    assert report.edition_candidates == ("2019", "2021")
    assert [(table.form, table.name, len(table.cells)) for table in report.tables] == [("2019", "applications", 7)]


def test_reports_pickle() -> None:
    report = parse(TABLE, source="page.txt")
    _ = report.checks, report.tables, report.disclosure.fees.amount.value  # also once these were worked out
    restored = pickle.loads(pickle.dumps(report))  # noqa: S301 - our own data
    assert restored == report
    assert restored.checks == report.checks
    assert restored.tables == report.tables
    assert restored.disclosure.fees.amount.value == Decimal("0.30")


def test_nothing_can_be_changed() -> None:
    report = parse(TABLE)
    indicator = report.indicators[FEES]
    for value, name in (
        (report, "edition"),
        (indicator, "value"),
        (report.metadata, "year"),
        (report.tables[0].cells[0], "text"),
        (report.checks[0], "status"),
        (report.diagnostics[0], "code"),
    ):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, name, None)
    with pytest.raises(TypeError):
        report.indicators[FEES] = indicator  # type: ignore[index]
    with pytest.raises(AttributeError, match="cannot be changed"):
        report.indicators._items = {}
    given = dict(report.indicators)
    kept = Report(indicators=given)
    given.clear()
    assert list(kept.indicators) == list(report.indicators)


def test_the_mapping_says_which_cell_is_missing_and_where_keys_are_listed() -> None:
    report = parse(TABLE)
    with pytest.raises(KeyError, match=r"complaints: no such cell was found in this report \(docs/schema\.md"):
        report.indicators["complaints"]
    assert report.indicators.get("complaints") is None
    assert report.complaints.status == "absent"  # type: ignore[attr-defined,unused-ignore]
    assert "complaints" not in report.indicators
    assert "complaints" not in report.to_dict()["indicators"]


def test_a_text_that_is_none_of_a_report() -> None:
    report = parse("本市政府信息公开工作会议昨日召开。")
    assert not report.indicators
    assert [(item.code, item.severity, item.span) for item in report.diagnostics] == [("no-report", "error", None)]
    assert not report.tables
    assert not report.checks


def test_bytes_are_refused_with_the_remedy() -> None:
    with pytest.raises(TypeError, match=r"str, not bytes; decode"):
        parse(TABLE.encode())  # type: ignore[arg-type]


def test_a_name_that_a_report_has_not_is_answered_with_those_like_it() -> None:
    report = parse("二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1")
    with pytest.raises(AttributeError, match="'aplications'; did you mean applications"):
        _ = getattr(report, "aplications")  # noqa: B009
    with pytest.raises(AttributeError, match="'recieved'; did you mean received"):
        _ = getattr(report.harmonized, "recieved")  # noqa: B009
