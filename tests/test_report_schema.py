"""The JSON Schema against what reports write: all of it is described, and nothing else passes."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from govinfo_parse import Form, Report, json_schema, load_form, parse, parse_all
from govinfo_parse.diagnostics import CATALOGUE
from govinfo_parse.forms import known_form, known_forms
from govinfo_parse.indicator import Indicator
from govinfo_parse.report_data import SCHEMA_VERSION

ROOT = Path(__file__).parent.parent
CASES = sorted((ROOT / "tests" / "cases").rglob("*.txt"))
OWN = load_form(ROOT / "docs" / "examples" / "jiangyuan-supplement.json")
SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
# A little of everything: an inexact figure, extras, unplaced figures, claims, sections, checks that fail.
TEXT = """临澄县水务局2021年政府信息公开工作年度报告
一、总体情况
全年共收到政府信息公开申请约24件。
二、主动公开政府信息情况
第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 无 | — | 无
行政规范性文件 | 约12 | 1 | 3
镇级文件 | 4 | 0 | 6
第二十条第（八）项
信息内容 | 本年收费金额（单位：万元）
行政事业性收费 | 5203.47
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量 | 18 | 4 | 0 | 1 | 0 | 1 | 25
二、上年结转政府信息公开申请数量 | 1 | 2
指标 | 单位 | 数值
政府开放日活动次数 | 次 | 12
以上。
"""
KEY = "disclosure.regulations.issued"
INEXACT = "disclosure.normative_documents.issued"
FEES = "disclosure.fees.amount"
WHOLE = json.loads(json.dumps(parse(TEXT, source="2021.txt").to_dict()))
WHOLE.update({name: part[:2] for name, part in WHOLE.items() if isinstance(part, list)})
WHOLE["indicators"] = {key: WHOLE["indicators"][key] for key in (KEY, INEXACT, FEES)}


def problems(data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(data)]


def test_the_schema_is_one_and_ships() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["properties"]["schema_version"]["const"] == SCHEMA_VERSION
    assert SCHEMA["$id"] == f"urn:govinfo-parse:report:{SCHEMA_VERSION}"
    shipped = resources.files("govinfo_parse").joinpath("report.schema.json").read_text(encoding="utf-8")
    assert json.loads(shipped) == SCHEMA
    json_schema().clear()
    assert json_schema() == SCHEMA


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_reports_write_is_valid(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    for report in parse_all(text) or [parse(text)]:
        assert problems(json.loads(json.dumps(report.to_dict()))) == []


@pytest.mark.parametrize("name", [*known_forms(), OWN.name])
def test_a_report_of_every_form_is_valid(name: str) -> None:
    form = OWN if name == OWN.name else known_form(name)
    cells = {
        key: Indicator(key, spec.label, number, spec.unit, "reported", str(number), (number, number + 3), "inferred")
        for number, (key, spec) in enumerate(form.indicators.items())
    }
    report = Report(edition=name, edition_candidates=(name,), indicators=cells, own_forms=(OWN,))
    assert problems(report.to_dict()) == []


# --- complete -------------------------------------------------------------------------------------------------------


def _objects(schema: Any, place: str = "report") -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects that a schema describes, each with its place."""
    if "properties" in schema and "additionalProperties" in schema:
        yield place, schema
        for name, part in schema["properties"].items():
            yield from _objects(part, f"{place}.{name}")
    for name, part in schema.get("$defs", {}).items():
        yield from _objects(part, name)


def test_every_field_is_described_and_there_are_no_others() -> None:
    for place, described in _objects(SCHEMA):
        assert described["additionalProperties"] is False or place == "report.indicators"
        for name, part in described["properties"].items():
            target = SCHEMA["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else {}
            assert part.get("description") or target.get("description"), f"{place}.{name}"


def _fields(data: Any, schema: Any, place: str) -> Iterator[str]:
    """The fields of the schema that stand in the data."""
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    if isinstance(data, list):
        for item in data:
            yield from _fields(item, schema.get("items") or {}, place)
    elif isinstance(data, dict):
        for name, value in data.items():
            part = schema.get("properties", {}).get(name)
            if part is not None:
                yield f"{place}.{name}"
            yield from _fields(
                value, part or schema.get("additionalProperties") or {}, f"{place}.{name if part else '*'}"
            )


def test_every_field_of_the_schema_is_one_that_a_report_writes() -> None:
    def of(schema: Any, place: str) -> Iterator[str]:
        if "$ref" in schema:
            schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
        for name, part in schema.get("properties", {}).items():
            yield f"{place}.{name}"
            yield from of(part, f"{place}.{name}")
        if isinstance(schema.get("additionalProperties"), dict):
            yield from of(schema["additionalProperties"], f"{place}.*")
        if isinstance(schema.get("items"), dict):
            yield from of(schema["items"], place)

    assert set(of(SCHEMA, "report")) == set(_fields(WHOLE, SCHEMA, "report"))


def test_every_code_of_a_diagnostic_passes() -> None:
    said = [{**WHOLE["diagnostics"][0], "code": code} for code in CATALOGUE]
    assert problems({**WHOLE, "diagnostics": said}) == []


# --- and refuses the rest -------------------------------------------------------------------------------------------


def _mappings(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The places of all objects in the data whose names are fields."""
    if isinstance(data, dict):
        if path != ("indicators",):
            yield path
        for name, value in data.items():
            yield from _mappings(value, (*path, name))
    elif isinstance(data, list):
        for number, value in enumerate(data[:1]):
            yield from _mappings(value, (*path, number))


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


OPTIONAL = {("indicators", "approximate"), ("extras", "unit")}


def test_a_field_that_is_missing_or_misspelt_is_refused() -> None:
    for path in _mappings(WHOLE):
        for name in _at(WHOLE, path):
            data = copy.deepcopy(WHOLE)
            value = _at(data, path).pop(name)
            assert problems(data) or (*path[:1], name) in OPTIONAL, (path, name)
            _at(data, path)[f"{name}_"] = value
            assert problems(data), (path, name)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema_version",), 2),
        (("schema_version",), "1"),
        (("source",), 7),
        (("edition",), 2021),
        (("edition_candidates",), "2021"),
        (("indicators",), []),
        (("indicators", "not a key"), WHOLE["indicators"][KEY]),
        (("indicators", "disclosure..issued"), WHOLE["indicators"][KEY]),
        (("indicators", ""), WHOLE["indicators"][KEY]),
        (("indicators", KEY), None),
        (("indicators", KEY, "status"), "absent"),
        (("indicators", KEY, "status"), "nil"),
        (("indicators", KEY, "status"), "reported"),  # without a number
        (("indicators", KEY, "value"), 0),  # with a number that its status denies
        (("indicators", KEY, "raw"), None),
        (("indicators", KEY, "origin"), "guessed"),
        (("indicators", KEY, "span"), [1]),
        (("indicators", KEY, "span"), [1, 2, 3]),
        (("indicators", KEY, "span"), [-1, 2]),
        (("indicators", KEY, "span"), ["1", "2"]),
        (("indicators", FEES, "value"), "5203,47"),
        (("indicators", FEES, "value"), None),
        (("indicators", FEES, "value"), True),
        (("indicators", INEXACT, "approximate", "bound"), "near"),
        (("metadata", "year"), "2021"),
        (("metadata", "published"), "2022年1月5日"),
        (("metadata", "period"), ["2021-01-01"]),
        (("extras", 0, "labels"), "镇级文件"),
        (("unplaced", 0, "candidates"), ["not a key"]),
        (("claims", 0, "agrees"), "yes"),
        (("claims", 0, "scope"), "city"),
        (("claims", 0, "value"), None),
        (("sections", 0, "level"), 0),
        (("checks", 0, "status"), "failed"),
        (("checks", 0, "severity"), "strict"),
        (("checks", 0, "relation"), "=="),
        (("checks", 0, "sides"), [1]),
        (("checks", 0, "spans"), [[1]]),
        (("diagnostics", 0, "severity"), "fatal"),
        (("diagnostics", 0, "fault"), "reader"),
        (("diagnostics", 0, "code"), "Some Code"),
    ],
)
def test_a_wrong_value_is_refused(path: tuple[str | int, ...], value: object) -> None:
    assert problems(WHOLE) == []
    data = copy.deepcopy(WHOLE)
    _at(data, path[:-1])[path[-1]] = value
    found = problems(data)
    assert found
    named = "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path[:1])
    assert all(problem.startswith(named) for problem in found)


@pytest.mark.parametrize("value", [None, [], "{}", 1, {}])
def test_what_is_no_report_at_all_is_refused(value: object) -> None:
    assert problems(value)


def test_a_key_is_the_same_to_forms_and_to_the_schema() -> None:
    key = Draft202012Validator(SCHEMA["$defs"]["key"])
    for form in (*map(known_form, known_forms()), OWN):
        assert all(key.is_valid(name) for name in form.indicators)
    block = {
        "corner": "指标",
        "columns": [{"key": "", "label": ["数值"]}],
        "rows": [{"key": "公园.数", "label": ["公园数"]}],
    }
    table = {"name": "t", "title": "表", "width": 2, "prefix": "", "blocks": [block]}
    form = Form.from_data({"name": "own", "title": "", "source": "", "years": [2020, None], "tables": [table]})
    assert all(key.is_valid(name) for name in form.indicators)
