"""The report: to JSON data and back, the official tables, and that nothing of it can be changed."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

from govinfo_parse import Extra, Indicator, Report, Unplaced, parse
from govinfo_parse.indicator import Number

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


def test_data_that_is_none() -> None:
    data = Report().to_dict()
    with pytest.raises(ValueError, match=r"schema_version 2 is not 1; parse the text again"):
        Report.from_dict({**data, "schema_version": 2})
    with pytest.raises(KeyError, match="extras"):
        Report.from_dict({name: value for name, value in data.items() if name != "extras"})
    odd = {"value": 1, "unit": None, "status": "reported", "raw": "1", "origin": "table", "span": [0, 1]}
    with pytest.raises(KeyError, match="made_up"):
        Report.from_dict({**data, "indicators": {"made_up": odd}})


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
