"""``explain``: where a figure comes from. ``forms``: what there is to be read."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from govinfo_parse import parse
from govinfo_parse.forms import known_form, known_forms

from .conftest import Govinfo
from .pages import CONTRADICTS, EXAMPLE, NOTHING

Written = Callable[..., None]
FORM = """{
  "name": "hotline", "title": "热线", "source": "示例", "years": [2020, null],
  "tables": [{"name": "hotline", "title": "热线", "width": 2, "prefix": "hotline", "variants": {}, "blocks": [
    {"columns": [{"key": "", "label": ["数量"], "unit": "件"}],
     "rows": [{"key": "calls", "label": ["来电"]}, {"key": "letters", "label": ["来信"]}]}]}],
  "rules": []
}"""


def test_a_figure_is_explained(govinfo: Govinfo) -> None:
    ended = govinfo("explain", EXAMPLE, "review.total", "applications.received")

    first, second = ended.output.rstrip("\n").split("\n\n")
    report = parse(CONTRADICTS)
    assert (ended.status, ended.errors) == (0, "")
    assert first == report.explain("review.total")
    assert second == report.explain("applications.received")


def test_a_figure_is_explained_in_chinese(govinfo: Govinfo) -> None:
    ended = govinfo("explain", EXAMPLE, "review.total", "--lang", "zh")

    assert ended.lines == [
        "行政复议 > 总计：7 件。",
        "表样：2021，四、政府信息公开行政复议、行政诉讼情况。",
        "单元格：第320行第1列（第2211至2212字符），填写“7”。",
        "行：没有自己的名称，由上方表头和单元格的次序认定。",
        "列：行政复议 > 总计，本行15格中的第5格。",
        "单位：件，与表样相同。",
        "不成立的勾稽关系：review.outcomes。",
    ]


def test_a_mistyped_key_gets_those_that_are_like_it(govinfo: Govinfo) -> None:
    ended = govinfo("explain", EXAMPLE, "review.totl")

    assert (ended.status, ended.output) == (2, "")
    first, nearest, *_, last = ended.errors.splitlines()
    assert first == "govinfo-parse: there is no indicator 'review.totl'; like it are:"
    assert nearest == "  review.total  行政复议 > 总计"
    assert last == "  'govinfo-parse forms 2021' lists the keys of a form."


def test_a_group_and_a_word_of_a_label_get_their_keys(govinfo: Govinfo) -> None:
    group = govinfo("explain", EXAMPLE, "review").errors.splitlines()
    word = govinfo("explain", EXAMPLE, "行政许可").errors.splitlines()

    assert group[0] == "govinfo-parse: 'review' is a group; its indicators are:"
    assert "  review.total  行政复议 > 总计" in group
    assert word[:2] == [
        "govinfo-parse: indicators with '行政许可' in their label:",
        "  disclosure.licensing.decisions  第二十条第（五）项 > 行政许可 > 本年处理决定数量",
    ]


def test_where_there_is_no_report_nothing_is_explained(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": NOTHING})

    assert govinfo("explain", "a.txt", "review.total").status == 3
    assert govinfo("explain", "gone.txt", "review.total").status == 2


# --- forms -----------------------------------------------------------------------------------------------------------


def test_the_forms_are_listed(govinfo: Govinfo) -> None:
    ended = govinfo("forms")

    assert [line.split()[0] for line in ended.lines if not line.startswith(" ")] == list(known_forms())
    assert "report years from 2021 on; tables: 3, cells: 200, rules: 42" in ended.output
    assert "2021报告年度起；3张表，200个单元格，42条勾稽关系" in govinfo("forms", "--lang", "zh").output
    assert [form["name"] for form in json.loads(govinfo("forms", "--json").output)] == list(known_forms())


@pytest.mark.parametrize("name", known_forms())
def test_a_form_is_shown_with_all_its_keys(govinfo: Govinfo, name: str) -> None:
    form = known_form(name)

    ended = govinfo("forms", name)
    data = json.loads(govinfo("forms", name, "--json").output)

    shown = [line.split()[0] for line in ended.lines if line.startswith("  ")]
    assert shown[: len(form.indicators)] == list(form.indicators)
    assert [spec["key"] for table in data["tables"] for spec in table["indicators"]] == list(form.indicators)
    assert [rule["id"] for rule in data["rules"]] == [rule.id for rule in form.rules]


def test_the_keys_alone(govinfo: Govinfo) -> None:
    assert govinfo("forms", "2021", "--keys").lines == list(known_form("2021").indicators)
    assert {"applications.received", "review.total"} <= set(govinfo("forms", "--keys").lines)


def test_a_form_of_ones_own(govinfo: Govinfo, written: Written) -> None:
    written(**{"hotline.json": FORM, "a.txt": "热线 | 数量\n来电 | 12\n来信 | 3\n"})

    assert govinfo("forms", "hotline.json", "--keys").lines == ["hotline.calls", "hotline.letters"]
    ended = govinfo("parse", "a.txt", "--form", "hotline.json", "--format", "csv")
    assert [line.split(",")[4:7] for line in ended.lines[1:]] == [
        ["hotline.calls", "来电", "12"],
        ["hotline.letters", "来信", "3"],
    ]


def test_what_is_no_form_is_named(govinfo: Govinfo, written: Written) -> None:
    written(**{"bad.json": FORM.replace('"width": 2', '"width": "two"'), "cut.json": "{"})

    assert "'2022' is no built-in form" in govinfo("forms", "2022").errors
    # 2022 is a year whose reports are on the form of 2021.
    assert govinfo("forms", "2022").errors.endswith("and no file; did you mean 2021?\n")
    for name in ("bad.json", "cut.json"):
        for arguments in (("forms", name), ("parse", "-", "--form", name)):
            ended = govinfo(*arguments)
            assert (ended.status, ended.output) == (2, "")
            assert name in ended.errors
            assert "Traceback" not in ended.errors
