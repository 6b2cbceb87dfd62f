"""Forms that are not national: a user's own from a file, others by name, and what a report read by them can do."""

from __future__ import annotations

import copy
import json
import pickle
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_parse import Form, FormError, Report, load_form, parse, parse_all
from govinfo_parse.forms import known_form, known_forms
from govinfo_parse.show import render

DOCS = Path(__file__).parent.parent / "docs"
FILE = DOCS / "examples" / "jiangyuan-supplement.json"
DATA = json.loads(FILE.read_text(encoding="utf-8"))
FORM = load_form(FILE)
NATIONAL = (DOCS / "examples" / "lincheng-2021.txt").read_bytes().decode("utf-8")
TABLE = """指标 | 单位 | 数值
一、政府开放日活动次数 | 次 | 12
其中：参加人数 | 人次 | 480
二、政务热线受理数 | 件 | 2310
其中：按时办结数 | 件 | 2390
三、政务公开工作经费 | 万元 | 35.5
以上数据截至十二月底。
"""
FIGURES = {
    "supplement.open_days": (12, "次"),
    "supplement.open_days.visitors": (480, "人次"),
    "supplement.hotline": (2310, "件"),
    "supplement.hotline.on_time": (2390, "件"),
    "supplement.spending": (Decimal("35.5"), "万元"),
}


def figures(report: Report) -> dict[str, tuple[int | Decimal | None, str | None]]:
    return {key: (indicator.value, indicator.unit) for key, indicator in report.indicators.items()}


@pytest.mark.parametrize(
    "written",
    [TABLE, TABLE.replace(" | ", "\t"), TABLE.replace(" | ", "\n"), TABLE.replace("\n", "\n\n").replace(" | ", "\n\n")],
    ids=["bars", "tabs", "lines", "paragraphs"],
)
def test_a_form_of_the_users_own_is_read_like_a_built_in_one(written: str) -> None:
    report = parse(written, forms=[FORM])
    assert report.edition == "jiangyuan-supplement"
    assert figures(report) == FIGURES


def test_its_rules_tables_and_labels_are_those_of_its_file() -> None:
    report = parse(TABLE, forms=[FORM])
    assert [(check.rule, check.status, check.difference) for check in report.checks] == [
        ("supplement.hotline.on_time_within_total", "fail", 80)
    ]
    [table] = report.tables
    assert (table.title, table.form, len(table.cells)) == ("政务公开补充统计表", "jiangyuan-supplement", 5)
    assert report.indicators["supplement.hotline.on_time"].label == "二、政务热线受理数 > 其中：按时办结数"
    assert "二、政务热线受理数" in render(report, TABLE)


def test_its_data_goes_to_json_and_back() -> None:
    report = parse(TABLE, forms=[FORM])
    data = json.loads(json.dumps(report.to_dict()))
    restored = Report.from_dict(data, forms=[FORM])
    assert restored.to_dict() == data
    assert restored == report
    with pytest.raises(ValueError, match=r"report\.edition: expected .* given as forms=\[…\]"):
        Report.from_dict(data)


def test_a_report_read_by_it_survives_pickling() -> None:
    report = parse(TABLE, forms=[FORM])
    copied = pickle.loads(pickle.dumps(report))  # noqa: S301 - our own bytes
    assert copied == report
    assert copied.checks == report.checks


def test_exactly_the_listed_forms_are_looked_for() -> None:
    assert not parse(TABLE).indicators
    assert not parse(NATIONAL, forms=[FORM]).indicators
    assert parse(NATIONAL, forms=["2021"]).indicators == parse(NATIONAL).indicators
    assert parse(NATIONAL, forms=["2019"]).edition == "2019"


def test_a_table_of_its_own_beside_those_of_an_edition() -> None:
    report = parse(f"{NATIONAL}\n\n{TABLE}", forms=["2021", FORM])
    alone = parse(NATIONAL)
    assert report.edition == "2021"
    assert report.indicators.keys() == {*alone.indicators, *FIGURES}
    assert {key: value for key, value in figures(report).items() if key in FIGURES} == FIGURES
    assert len(report.checks) == len(alone.checks) + 1
    assert [item.code for item in report.diagnostics] == [item.code for item in alone.diagnostics]
    assert [table.form for table in report.tables] == ["2021", "2021", "2021", "jiangyuan-supplement"]
    assert parse_all(f"{NATIONAL}\n\n{TABLE}", forms=["2021", FORM]) == [report]


def test_two_forms_never_share_a_figure() -> None:
    data = copy.deepcopy(DATA)
    data["name"] = "the-same-again"
    data["tables"][0]["name"] = data["tables"][0]["prefix"] = "again"
    data["rules"] = []
    report = parse(TABLE, forms=[FORM, Form.from_data(data)])
    spans = [indicator.span for indicator in report.indicators.values()]
    assert len(spans) == len(set(spans)) == 5


@pytest.mark.parametrize(
    ("forms", "error", "said"),
    [
        (["2020"], ValueError, "'2020' is no built-in form"),
        ([FORM, FORM], ValueError, "two of the forms have the name 'jiangyuan-supplement'"),
        ([], ValueError, "forms is empty"),
        ("2021", TypeError, "put it in brackets"),
        (FORM, TypeError, "put it in brackets"),
        ([FILE], TypeError, "a Form or the name of a built-in one"),
    ],
)
def test_what_is_no_choice_of_forms_is_said(forms: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        parse(TABLE, forms=forms)


def _without(*path: str | int) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        del data[path[-1]]

    return change


def _with(value: object, *path: str | int) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = value

    return change


BLOCK: tuple[str | int, ...] = ("tables", 0, "blocks", 0)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_without("title"), r"form 'jiangyuan-supplement': 'title' is missing"),
        (_without(*BLOCK, "rows", 2, "label"), r"tables\[0\]: blocks\[0\]: rows\[2\]: 'label' is missing"),
        (_with("热线", *BLOCK, "rows", 2, "label"), r"rows\[2\]: label is a list of strings, not '热线'; write"),
        (_with(7, *BLOCK, "rows", 2, "unit"), r"rows\[2\]: unit is text or null, not 7"),
        (_with("x", *BLOCK, "rows", 2, "lable"), r"rows\[2\]: 'lable': no part of a row, which has key, label"),
        (_with([], "rule"), r"'rule': no part of a form, which has .*rules"),
        (_with([DATA["rules"][0]] * 2, "rules"), r"2 rules have the id 'supplement.hotline.on_time_within_total'"),
        (_with([], *BLOCK, "columns"), r"blocks\[0\]: a block has a column and a row at least"),
        (_with([], *BLOCK, "columns", 0, "label"), r"columns\[0\]: label is empty; write the header"),
        (_with([], *BLOCK, "rows", 2, "label"), r"blocks\[0\]: rows: only a block of a single row"),
        (_with(0, *BLOCK, "columns", 0, "span"), r"columns\[0\]: .*'span' must be >= 1"),
        (_with("3", "tables", 0, "width"), r"tables\[0\]: width is the number of grid columns, not '3'"),
        (_with(2020, "years"), r"years is the first year and the last one or null, not 2020"),
        (_with("grave", "rules", 0, "severity"), r"rules\[0\]: .*the severity is 'hard' or 'soft', not 'grave'"),
        (_with({}, "tables"), r"tables is a list, not \{\}"),
        (
            _with(2, "tables", 0, "width"),
            r"tables\[0\]: width is 2, and blocks\[0\] takes 3 columns .* write 3 or more",
        ),
        (_with("open days", *BLOCK, "rows", 2, "key"), r"rows\[2\]: key is words between dots, .*not 'open days'"),
        (_with("a..b", *BLOCK, "rows", 2, "key"), r"rows\[2\]: key is words between dots, .*not 'a\.\.b'"),
        (_with("my table", "tables", 0, "prefix"), r"tables\[0\]: prefix is words between dots, .*not 'my table'"),
        (
            _with(["三、政务公开工作经费"], *BLOCK, "rows", 2, "label"),
            r"tables\[0\]: blocks\[0\]: 2 rows have the label \['三、政务公开工作经费'\]",
        ),
        (
            _with([{"key": "a", "label": ["数值"]}, {"key": "b", "label": ["数值"]}], *BLOCK, "columns"),
            r"blocks\[0\]: 2 columns have the label \['数值'\]",
        ),
    ],
)
def test_a_file_that_is_no_form_is_refused_with_file_place_and_mend(
    change: Callable[[Any], None], said: str, tmp_path: Path
) -> None:
    data = copy.deepcopy(DATA)
    change(data)
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(FormError, match=rf"mine\.json: .*{said}"):
        load_form(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"name": "x",\n "title" "y"}', r"line 2, column 10: no JSON"),
        ("{}".encode("utf-16"), "no UTF-8; save the file as UTF-8"),
        (b"[]", r"a form is an object of names and values, not \[\]"),
        (b"", "no JSON"),
    ],
)
def test_a_file_that_is_no_json_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(content)
    with pytest.raises(FormError, match=rf"mine\.json: .*{said}"):
        load_form(str(path))


def test_what_is_no_path_is_no_file() -> None:
    with pytest.raises(TypeError, match=r"the path of a file, not dict; Form\.from_data makes a form"):
        load_form(DATA)


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_form(tmp_path / "none.json")


EXTENSION: dict[str, Any] = {
    "name": "2019-with-more",
    "title": "某省年报格式",
    "source": "made up for this test",
    "years": [2019, 2020],
    "extends": "2019",
    "changes": [
        {
            "table": "disclosure",
            "after": "normative_documents",
            "rows": [{"key": "other_documents", "label": ["其他主动公开文件"]}],
            "variants": {"其他主动公开文件": ["其它主动公开文件"]},
        }
    ],
}


def test_a_form_may_be_another_with_changes() -> None:
    form, base = Form.from_data(EXTENSION), known_form("2019")
    added = [key for key in form.indicators if key not in base.indicators]
    assert added == [f"disclosure.other_documents.{key}" for key in ("made", "disclosed", "disclosed_total")]
    assert [key for key in form.indicators if key in base.indicators] == list(base.indicators)
    assert form.rules == base.rules


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("table", "parks", r"changes\[0\]: table 'parks': the form has disclosure, applications, review_litigation"),
        ("after", "rules", r"changes\[0\]: after 'rules': the rows of the block are 'regulations'"),
        ("block", 9, r"changes\[0\]: block 9: the table has the blocks 0 to 4"),
        ("colour", "green", r"changes\[0\]: colour: no part of a change"),
    ],
)
def test_a_change_that_cannot_be_made_is_named(part: str, value: object, said: str) -> None:
    data = copy.deepcopy(EXTENSION)
    data["changes"][0][part] = value
    with pytest.raises(FormError, match=said):
        Form.from_data(data)
    with pytest.raises(FormError, match=r"extends '1999': no built-in form"):
        Form.from_data({**EXTENSION, "extends": "1999"})
    with pytest.raises(FormError, match="tables: not in a file that extends a form"):
        Form.from_data({**EXTENSION, "tables": []})


def test_every_built_in_form_is_listed_and_is_a_form() -> None:
    assert known_forms()[:3] == ("2014", "2019", "2021")
    for name in known_forms():
        assert known_form(name).name == name
        assert known_form(name).rules


BODIES = """政府信息公开情况统计表
统计指标{0}单位{0}{1}
（一）主动公开政府信息数{0}条{0}12{0}30{0}42
其中：主动公开规范性文件数{0}条{0}1{0}2{0}3
四、行政复议数量{0}件{0}3{0}1{0}0
填报人：王某
"""
COLUMNS = ("区政府统计数", "区直单位统计数", "乡镇街道统计数")


@pytest.mark.parametrize("separator", [" | ", "\t", "\n"], ids=["bars", "tabs", "lines"])
def test_columns_of_other_bodies_are_extras_or_by_their_form_keys(separator: str) -> None:
    text = BODIES.format(separator, separator.join(COLUMNS))
    report = parse(text)
    assert (report.edition, dict(report.indicators), report.unplaced) == ("2014", {}, ())
    assert [(x.labels[-1], x.value) for x in report.extras[-3:]] == list(zip(COLUMNS, (3, 1, 0), strict=True))
    assert [x.value for x in report.extras] == [12, 30, 42, 1, 2, 3, 3, 1, 0]
    assert parse_all(text) == [report]
    named = parse(text, forms=["2014-district"])
    assert {key: value for key, (value, _) in figures(named).items() if key.startswith("review")} == {
        "review.district": 3,
        "review.departments": 1,
        "review.townships": 0,
    }
    assert figures(named)["disclosure.total.townships"] == (42, "条")


def test_the_offices_own_column_is_the_forms_beside_those_of_others() -> None:
    report = parse(BODIES.format(" | ", "统计数 | 区直单位统计数 | 乡镇街道统计数"))
    assert {key: x.value for key, x in report.indicators.items()} == {
        "disclosure.total": 12,
        "disclosure.normative_documents": 1,
        "review": 3,
    }
    assert [x.labels[-1] for x in report.extras] == ["区直单位统计数", "乡镇街道统计数"] * 3


@pytest.mark.parametrize("forms", [None, ["2019-hubei"]])
def test_a_row_of_a_province_shifts_no_standard_one(forms: list[str] | None) -> None:
    text = """第二十条第（一）项
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量
规章 | 0 | 0 | 5
规范性文件 | 2 | 2 | 30
其他主动公开文件 | 86 | 80 | 410
第二十条第（五）项
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | 45 | +3 | 1200
其他对外管理服务事项 | 7 | 0 | 19
"""
    report = parse(text, forms=forms)
    values = {key: x.value for key, x in report.indicators.items() if "other_documents" not in key}
    assert list(values.values()) == [0, 0, 5, 2, 2, 30, 45, 3, 1200, 7, 0, 19]
    other = [(x.labels, x.value) for x in report.extras]
    if forms is None:
        assert [value for _, value in other] == [86, 80, 410]
        assert other[0][0] == ("其他主动公开文件", "本年新制作数量")
    else:
        assert (report.edition, other) == ("2019-hubei", [])
        assert figures(report)["disclosure.other_documents.disclosed_total"] == (410, "件")


SMALL = st.text(alphabet="指标单位数值一二三四总计其他123件次 |\n\t：（）", max_size=60)


@given(SMALL, st.sampled_from([FORM, *map(known_form, known_forms())]))
def test_no_text_is_an_error_whatever_the_form(text: str, form: Form) -> None:
    report = parse(text, forms=[form])
    for indicator in report.indicators.values():
        start, end = indicator.span or (0, 0)
        assert text[start:end] == indicator.raw


def test_the_form_in_the_documentation_is_the_file_beside_it() -> None:
    [written] = re.findall(r"```json\n(\{.*?\n\})\n```", (DOCS / "forms.md").read_text(encoding="utf-8"), re.DOTALL)[:1]
    assert json.loads(written) == DATA


def parks() -> Form:
    """A form with units that no national form has."""
    columns = [{"key": "year", "label": ["本年"]}, {"key": "before", "label": ["上年"]}]
    rows = [
        {"key": "parks", "label": ["一、公园数"], "unit": "座"},
        {"key": "area", "label": ["二、绿地面积"], "unit": "平方米"},
        {"key": "visitors", "label": ["三、游客"], "unit": "万人次"},
        {"key": "share", "label": ["四、绿地率"], "unit": "%"},
    ]
    block = {"corner": "项目", "unit_column": "单位", "columns": columns, "rows": rows}
    table = {"name": "parks", "title": "公园绿地情况表", "width": 4, "prefix": "", "blocks": [block]}
    return Form.from_data({"name": "parks", "title": "表", "source": "", "years": [2020, None], "tables": [table]})


@pytest.mark.parametrize("separator", [" | ", "\t", "\n"], ids=["bars", "tabs", "lines"])
def test_units_and_parts_of_units_are_those_of_the_form(separator: str) -> None:
    lines = [
        "项目 单位 本年 上年",
        "一、公园数 座 7 5",
        "二、绿地面积 平方米 120.5 98",
        "三、游客 万人次 3.2 2.9",
        "四、绿地率 % 41.5 40",
    ]
    text = "\n".join(separator.join(line.split()) for line in ["公园绿地情况表", *lines, "以上为快报数。"])
    assert figures(parse(text, forms=[parks()])) == {
        "parks.year": (7, "座"),
        "parks.before": (5, "座"),
        "area.year": (Decimal("120.5"), "平方米"),
        "area.before": (98, "平方米"),
        "visitors.year": (Decimal("3.2"), "万人次"),
        "visitors.before": (Decimal("2.9"), "万人次"),
        "share.year": (Decimal("41.5"), "%"),
        "share.before": (40, "%"),
    }
