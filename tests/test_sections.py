"""The sections of invented reports: what is a heading is found in every dress, and what looks like one is not."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_parse import Report, Section, parse, parse_all
from govinfo_parse.sections import read_sections, section_name

CASES = Path(__file__).parent / "cases" / "synthetic"
STANDARD = [
    (1, 1, "overview", ()),
    (2, 1, "proactive", ("disclosure",)),
    (3, 1, "applications", ("applications",)),
    (4, 1, "review_litigation", ("review_litigation",)),
    (5, 1, "problems", ()),
    (6, 1, "other", ()),
]


def outline(
    sections: tuple[Section, ...], deepest: int = 1
) -> list[tuple[int | None, int, str | None, tuple[str, ...]]]:
    return [(x.number, x.level, x.name, x.tables) for x in sections if x.level <= deepest]


def headings(text: str) -> list[tuple[int | None, str, int]]:
    return [(x.number, x.title, x.level) for x in read_sections(text, (0, len(text)), {})]


@pytest.mark.parametrize("path", sorted(CASES.glob("20[12][91]_*.txt")), ids=lambda path: path.stem)
def test_the_six_sections_hold_their_tables(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert outline(parse(text).sections) == STANDARD
    for dressed in ("\n\n".join(f"\u3000\u3000{line}" for line in text.split("\n")), text.replace("\n", "\r\n")):
        assert [x[:3] for x in outline(parse(dressed).sections)] == [x[:3] for x in STANDARD]


@pytest.mark.parametrize("path", sorted(CASES.glob("2014_*.txt")), ids=lambda path: path.stem)
def test_the_table_of_2014_stands_below_the_sections(path: Path) -> None:
    sections = parse(path.read_bytes().decode("utf-8")).sections
    assert outline(sections) == [
        (1, 1, "overview", ()),
        (2, 1, "problems", ()),
        (None, 1, "annex", ("statistics",)),
    ]
    assert sections[-1].title == "政府信息公开情况统计表"


def test_a_page_in_one_line() -> None:
    text = (CASES / "2021_lines.txt").read_text(encoding="utf-8")
    report = parse(" ".join(text.split()))
    assert [x[:3] for x in outline(report.sections)] == [x[:3] for x in STANDARD]
    assert [x.name for x in report.sections if x.level == 2] == [
        "proactive",
        "applications",
        "management",
        "platforms",
        "supervision",
    ]


def test_span_and_text() -> None:
    text = "云泽县年报\n一、总体情况\n（一）主动公开。公开若干。\n\n（二）依申请公开\n若干。\n二、其他事项\n无。\n"
    sections = read_sections(text, (0, len(text)), {})
    assert [x.text for x in sections] == [
        "一、总体情况\n（一）主动公开。公开若干。\n\n（二）依申请公开\n若干。",
        "（一）主动公开。公开若干。",
        "（二）依申请公开\n若干。",
        "二、其他事项\n无。",
    ]
    assert all(text[slice(*x.span)] == x.text for x in sections)


EXAMPLES = {
    "numbers shifted and missing": (
        "二、主动公开情况\n略。\n二、申请情况\n略。\n七、其他需要报告的事项\n无。",
        [(2, "主动公开情况", 1), (2, "申请情况", 1), (7, "其他需要报告的事项", 1)],
    ),
    "three levels": (
        "一、概述\n（一）组织领导。本机关重视。\n1.建立制度\n略。\n2、开展检查：略。\n",
        [(1, "概述", 1), (1, "组织领导", 2), (1, "建立制度", 3), (2, "开展检查", 3)],
    ),
    "dress": (
        "# 一、总体情况\n|　二 、 主动公开 政府信息情况|\n第三部分 依申请公开情况\n* （1）略\n(四) 平台建设\n",
        [(1, "总体情况", 1), (2, "主动公开 政府信息情况", 1), (3, "依申请公开情况", 1), (4, "平台建设", 2)],
    ),
    "bold, in one line": (
        "公告 **一、总体情况** 本机关依法公开政府信息，及时回应关切，加强平台建设。 **二、存在的问题** 略。"
        + "略。" * 20,
        [(1, "总体情况", 1), (2, "存在的问题", 1)],
    ),
    "nothing between": (
        "一、总体情况（一）主动公开。公开若干。（二）依申请公开。略。",
        [(1, "总体情况", 1), (1, "主动公开", 2)],
    ),
    "a table of contents": (
        "目录\n一、总体情况\n二、存在的问题\n一、总体情况\n本机关依法公开政府信息。\n二、存在的问题\n公开不够及时。",
        [(1, "总体情况", 1), (2, "存在的问题", 1)],
    ),
    "headings without anything below": (
        "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n",
        [(2, "主动公开政府信息情况", 1), (3, "收到和处理政府信息公开申请情况", 1)],
    ),
    "prose that begins with a number": (
        "一、二月份共召开会议2次。\n1.5万人次参加。\n三、是加强领导，完善制度，明确责任\n2021年，本机关公开信息。\n"
        "1、本年度内已经形成但尚未移交档案馆的政府信息，经过清理以后，按照规定的时限和方式已经全部向社会公开。\n",
        [],
    ),
    "prose that names sections": (
        "本报告由一、总体情况，二、主动公开等部分组成，见（一）主动公开。" * 3,
        [],
    ),
    "rows of tables": (
        "一、本年新收政府信息公开申请数量 | 1 | 0 |\n（一）予以公开\n（二）部分公\n一、主动公开情况\n|\n——\n|\n"
        "（一）收到申请数 件 12\n",
        [],
    ),
    "rows of 2014 as sections": (
        "一、主动公开情况\n本年度公开政府信息12条。\n三、依申请公开情况\n未收到申请。",
        [(1, "主动公开情况", 1), (3, "依申请公开情况", 1)],
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_headings(name: str) -> None:
    text, expected = EXAMPLES[name]
    assert headings(text) == expected


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("总体情况", "overview"),
        ("总 体 情 况", "overview"),
        ("政府信息主动公开情况", "proactive"),
        ("回應解讀情況", "response"),
        ("存在的主要問題及改進情況", "problems"),
        ("收到和处理政府信息公开申请情况", "applications"),
        ("依申请公开和不予公开情况", "applications"),
        ("因政府信息公开申请行政复议、提起行政诉讼情况", "review_litigation"),
        ("政府信息公开的收费及减免情况", "fees"),
        ("政府信息公开工作存在的主要问题及改进情况", "problems"),
        ("其他需要报告的事项", "other"),
        ("机构建设和保障经费情况", "organization"),
        ("政府信息公开会议和培训情况", "training"),
        ("加强作风建设", None),
    ],
)
def test_names(title: str, name: str | None) -> None:
    assert section_name(title) == name


def test_each_report_of_a_collection_has_its_own() -> None:
    one = (
        "{}2022年政府信息公开工作年度报告\n一、总体情况\n略。\n二、主动公开政府信息情况\n第二十条第（五）项\n"
        "信息内容 | 本年处理决定数量\n行政许可 | {}\n"
    )
    text = one.format("云泽县水务局", 18) + one.format("云泽县民政局", 3)
    reports = parse_all(text)
    assert [[x.title for x in report.sections] for report in reports] == [["总体情况", "主动公开政府信息情况"]] * 2
    assert [report.sections[1].tables for report in reports] == [("disclosure",)] * 2
    for report in reports:
        for section in report.sections:
            assert text[slice(*section.span)] == section.text


def test_wrapped_lines_keep_their_places() -> None:
    prose = "本机关坚持以公开为常态不公开为例外依法公开政府信息" * 12 + "。"
    lines = [prose[n : n + 40] for n in range(0, len(prose), 40)]
    text = "\n".join(["一、总体情况", *lines, "二、存在的主要问题及改进情况", *lines])
    sections = parse(text).sections
    assert [x.name for x in sections] == ["overview", "problems"]
    assert all(text[slice(*x.span)] == x.text for x in sections)


def test_to_json_and_back_without_the_text() -> None:
    report = parse((CASES / "2021_cell_bar.txt").read_text(encoding="utf-8"))
    data = json.loads(json.dumps(report.to_dict()))
    assert data["sections"][0] == {
        "number": 1,
        "title": "总体情况",
        "level": 1,
        "name": "overview",
        "span": list(report.sections[0].span),
        "tables": [],
    }
    restored = Report.from_dict(data)
    assert [x.text for x in restored.sections] == [None] * len(report.sections)
    assert [x.span for x in restored.sections] == [x.span for x in report.sections]
    assert restored.to_dict() == data


PIECES = [
    *"一二三十、（）()1.2。：|\n \t",
    "一、",
    "（一）",
    "1.",
    "总体情况",
    "主动公开",
    "政府信息公开情况统计表",
    "附件",
    "12件",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=60).map("".join))
def test_total_and_nested(text: str) -> None:
    sections = read_sections(text, (0, len(text)), {"statistics": [len(text) // 2, max(0, len(text) - 1)]})
    stack: list[Section] = []
    for section in sections:
        start, end = section.span
        assert text[start:end] == section.text
        assert start < end
        while stack and stack[-1].span[1] <= start:
            stack.pop()
        assert not stack or (end <= stack[-1].span[1] and section.level > stack[-1].level)
        stack.append(section)


@pytest.mark.parametrize(
    "unit", ["一、", "（一）公开。", "一、总体情况 ", "1.", "一、总体情况\n", "政府信息公开情况统计表 ", "，" * 50]
)
def test_linear(unit: str) -> None:
    times = []
    for size in (50_000, 400_000):
        text = unit * (size // len(unit))
        start = time.process_time()
        read_sections(text, (0, len(text)), {"statistics": [len(text) - 1]})
        times.append(time.process_time() - start)
    assert times[1] < 8 * times[0] * 6 + 0.2
