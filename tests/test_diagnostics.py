"""Every diagnostic of the catalogue: a text that brings it about, what it says, and the place that it points to."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from govinfo_parse import Diagnostic, diagnostics, parse
from govinfo_parse.diagnostics import CATALOGUE, diagnostic

CASES = Path(__file__).parent / "cases"
NEW = "一、本年新收政府信息公开申请数量"
CARRIED_IN = "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
HEADER = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
GLUED = "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数"
HEADER_2019 = "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n"
TITLE = "云泽县水务局2022年政府信息公开工作年度报告\n"
FEES = "信息内容 | 本年收费金额（单位：万元） |\n行政事业性收费 | 5 |\n"
STATISTICS = "统计指标\n单位\n统计数\n（一）主动公开政府信息数\n条\n5\n制发规范性文件总数\n件\n3\n"

# code: a text, the place that the diagnostic points to (None: not looked at), and a part of its message
EXAMPLES: dict[str, tuple[str, str | None, str]] = {
    "no-report": ("本市政府信息公开工作会议昨日召开。", None, "none of its labels"),
    "cells-inferred": (
        f"{NEW}\n18\n4\n0\n1\n0\n1\n24\n1\n0\n0\n0\n0\n0\n1\n（一）予以公开\n0\n0\n0\n0\n0\n0\n0\n",
        "18\n4\n0\n1\n0\n1\n24\n1\n0\n0\n0\n0\n0\n1",
        "14 figures",
    ),
    "cells-proved": (
        CARRIED_IN + "四、结转下年度继续办理 | 3 | 2 | 5 |\n以上。\n",
        "四、结转下年度继续办理",
        "places of 1 figures",
    ),
    "figures-cut": (GLUED + "规章000行政规范性文件000第二十条第（五）项", "规章", "3 figures"),
    "figures-glued": (GLUED + "规章000行政规范性文件3912第二十条第（五）项", "行政规范性文件", "in 3912 a figure"),
    "lines-removed": (
        f"{NEW}\n18\n4\n0\n1\n3\n2\n28\n二、上年结转政府信息公开申请数量\n5\n7\n（一）予以公开\n11\n9\n",
        None,
        "no cell stands there twice",
    ),
    "lines-cut": (
        "本机关认真贯彻落实政府信息公开条例，坚持\n以公开为常态、不公开为例外，全年主动公开\n各类信息3128条，较上年有所增加，其中通过\n"
        "门户网站公开2907条，通过政务新媒体公开22\n1条，及时回应了社会各方面的关切。\n"
        "4.保护第三方合法权益\t11\t1\t\n\t\t\t\t12\n",
        None,
        "without a place for it: 3",
    ),
    "figures-without-place": (
        HEADER + "规章 | 11 | 12 |\n以上。\n",
        "规章",
        "规章: figures beside it: 2, cells on the form: 3",
    ),
    "row-cut": (
        HEADER_2019 + "行政许可 | 1 | 2 | 3 |\n行政处罚 | 4 | 5 | 6 |\n行政强制 | 7 | 8",
        "行政强制",
        "行政强制: the text ends in this row, after 2 of 3 cells",
    ),
    "figure-at-end": (HEADER + "规章 | 11 | 12 | 13", "13", "the figure 13 stands at the very end"),
    "value-unreadable": (HEADER + "规章 | 11 | 若干 | 13 |\n", "若干", "本年废止件数: 若干 is no quantity"),
    "value-approximate": (HEADER + "规章 | 11 | 约12 | 13 |\n", "约12", "本年废止件数: 约12 is inexact"),
    "label-approximate": (
        HEADER + "规章 | 1 | 2 | 3 |\n行政规范姓文件 | 4 | 5 | 6 |\n",
        "行政规范姓文件",
        "read as 行政规范性文件",
    ),
    "row-extra": (HEADER + "规章 | 1 | 2 | 3 |\n镇级文件 | 4 | 5 | 6 |\n", "镇级文件", "The row 镇级文件 is not"),
    "table-unknown": (
        "指标 | 单位 | 数值\n公园数 | 座 | 7\n以上。",
        "指标 | 单位 | 数值\n公园数 | 座 | 7",
        "its 1 figures are under",
    ),
    "figure-left-over": (STATISTICS + "7\n", "7", "The figure 7 stands in a table"),
    "table-repeated": (
        CARRIED_IN + "以上。\n上年同期\n" + CARRIED_IN.replace("1", "2"),
        CARRIED_IN.split(" |")[0],
        "also stands here, with cells that are not in this result: 7",
    ),
    "more-reports": (CARRIED_IN + "以上。\n" + CARRIED_IN.replace("1", "2"), None, "2 reports; this is number 1"),
    "report-repeated": (TITLE + CARRIED_IN + TITLE + CARRIED_IN, None, "stands in the text 2 times"),
    "unit-contradicted": (FEES.replace("5", "5件"), "5件", "cannot be true of 5件"),
    "cell-repeated": (FEES + FEES.replace("5", "6"), "6", "（单位：万元） appears again"),
    "forms-mixed": (
        HEADER + "规章 | 1 | 2 | 3 |\n行政规范性文件 | 4 | 5 | 6 |\n" + HEADER_2019 + "行政许可 | 11 | 12 | 13 |\n",
        None,
        "follows the 2019 form",
    ),
    "row-of-several-forms": (
        "规章 | 1 | 2 | 3 |\n行政规范性文件 | 4 | 5 | 6 |\n",
        "规章",
        "several forms (2019, 2021)",
    ),
    "edition-open": (CARRIED_IN, None, "several forms equally well: 2019, 2021"),
}


def test_every_code_has_an_example() -> None:
    of_files = {code for code in CATALOGUE if code.startswith("file-")} | {"pages-without-text", "report-elsewhere"}
    assert EXAMPLES.keys() | of_files == CATALOGUE.keys()


def test_the_package_says_what_is_in_the_catalogue_and_nothing_else() -> None:
    said: dict[str, set[str | None]] = {}
    for path in Path(diagnostics.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "diagnostic":
                facts = {keyword.arg for keyword in node.keywords}
                code = ast.literal_eval(node.args[0])
                assert said.setdefault(code, facts) == facts
    assert said == {code: set(re.findall(r"{(\w+)}", entry.message)) for code, entry in CATALOGUE.items()}


@pytest.mark.parametrize("first", [CARRIED_IN, HEADER + "规章 | 1 | 2 | 3 |\n"])
def test_a_row_that_appears_again_is_no_row_of_the_offices_own(first: str) -> None:
    report = parse(first + first)
    assert "row-extra" not in [item.code for item in report.diagnostics]
    assert not report.extras


@pytest.mark.xfail(strict=True, reason="rows that appear again inside a table are said not to be in the form")
def test_rows_that_appear_again_where_two_pages_overlap_are_none_of_the_offices_own() -> None:
    text = (CASES / "synthetic" / "2014_cell_bar.txt").read_text(encoding="utf-8")
    assert not parse(text).extras
    assert not parse(text[: text.index("二、回应解读情况")] + text[text.index("1.政府公报公开政府信息数") :]).extras


@pytest.mark.xfail(strict=True, reason="a short label far down the form costs more than it weighs")
def test_an_official_label_with_its_number_is_no_row_of_the_offices_own() -> None:
    report = parse(CARRIED_IN + "（七）总计 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n")
    assert "row-extra" not in [item.code for item in report.diagnostics]


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example(code: str) -> None:
    text, place, words = EXAMPLES[code]
    found = [item for item in parse(text).diagnostics if item.code == code]
    assert found
    [item] = found[:1]
    assert words in item.message
    assert (item.severity, item.fault, item.hint) == (
        CATALOGUE[code].severity,
        CATALOGUE[code].fault,
        CATALOGUE[code].hint,
    )
    assert (item.span is not None) == bool(CATALOGUE[code].place)
    if place is not None:
        assert item.span is not None
        assert text[slice(*item.span)] == place


@pytest.mark.parametrize("path", sorted(CASES.rglob("*.txt")), ids=lambda path: path.stem)
def test_every_place_lies_in_the_text(path: Path) -> None:
    whole = path.read_bytes().decode("utf-8")
    for text in (whole, whole[: 2 * len(whole) // 3], whole[len(whole) // 2 :]):
        for item in parse(text).diagnostics:
            start, end = item.span or (0, 0)
            assert 0 <= start <= end <= len(text)
            assert item.code in CATALOGUE


@pytest.mark.parametrize("code", CATALOGUE)
def test_messages_are_filled_in_whatever_the_text_holds(code: str) -> None:
    entry = CATALOGUE[code]
    facts = dict.fromkeys(re.findall(r"{(\w+)}", entry.message), "{braces} %s")
    item = diagnostic(code, (3, 9), **facts)
    assert item == Diagnostic(code, entry.severity, entry.fault, item.message, entry.hint, (3, 9))
    assert item.message.count("{braces} %s") == len(facts)
    assert re.fullmatch(r"[a-z-]+", code)
    assert entry.severity in ("error", "warning", "info")
    assert entry.fault in ("source", "extractor", "parser")
    assert entry.message.endswith(".")
    assert entry.hint.endswith(".")
    assert entry.when.endswith(".")
    assert "{" not in entry.hint
    assert re.fullmatch(r"[一-鿿]+", item.title)


def test_a_fact_that_is_missing_is_the_parsers_own_mistake() -> None:
    with pytest.raises(KeyError, match="raw"):
        diagnostic("row-extra")
    with pytest.raises(KeyError):
        diagnostic("made-up")


def test_a_code_of_another_version_has_no_title() -> None:
    assert Diagnostic("made-up", "info", "parser", "", "").title == ""
    assert len({entry.title for entry in CATALOGUE.values()}) == len(CATALOGUE)
