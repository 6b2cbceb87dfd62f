"""Stage 1 as a specification: what ends a cell, where it stands, and what the text tells about empty ones."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_parse import Cell, tokenize
from govinfo_parse.tokenizer import SPACE


def texts(text: str) -> list[str]:
    return [cell.text for cell in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "规章 | 1\n",
            [Cell("规章", 0, 2, "|", 0, False, True), Cell("1", 5, 6, "\n", 1, False, False)],
            id="a bar, then the line's end",
        ),
        pytest.param(
            "规章\t1",
            [Cell("规章", 0, 2, "\t", 0, False, True), Cell("1", 3, 4, "", 0, False, False)],
            id="a tab, then the end of the text",
        ),
        pytest.param(
            "行政 许可  12   3\n",
            [
                Cell("行政 许可", 0, 5, " ", 0, False, True),
                Cell("12", 7, 9, " ", 0, False, False),
                Cell("3", 12, 13, " ", 1, False, False),
            ],
            id="gaps of several spaces",
        ),
        pytest.param(
            "规章\n\n\n1\n",
            [Cell("规章", 0, 2, "\n", 3, False, True), Cell("1", 5, 6, "\n", 1, False, True)],
            id="lines, with the breaks between them counted",
        ),
        pytest.param(
            "规章\n|\n1\n|\n",
            [Cell("规章", 0, 2, "|", 2, False, True), Cell("1", 5, 6, "|", 2, False, True)],
            id="a bar on a line of its own closes the line above",
        ),
        pytest.param(
            "规章 |\n\n1 |",
            [Cell("规章", 0, 2, "|", 2, False, True), Cell("1", 6, 7, "|", 0, False, True)],
            id="an empty line after a bar is no cell",
        ),
    ],
)
def test_what_ends_a_cell(text: str, expected: list[Cell]) -> None:
    assert list(tokenize(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("行政处罚 12\n", ["行政处罚", "12"], id="a number at the line's end"),
        pytest.param("其他 3 0 0\n", ["其他", "3", "0", "0"], id="several numbers at the line's end"),
        pytest.param("1 234 567\n", ["1 234 567"], id="thousands set apart by spaces are one number"),
        pytest.param("3 0 0\n", ["3", "0", "0"], id="numbers alone"),
        pytest.param("行政处罚 无 — 3\n", ["行政处罚", "无", "—", "3"], id="signs for none are cells as numbers are"),
        pytest.param("采购 4 570，043万元\n", ["采购", "4", "570，043万元"], id="numbers with units"),
        pytest.param("当面申请数 件 /\n", ["当面申请数", "件", "/"], id="a unit before a figure"),
        pytest.param("行政处罚 8 减少 7\n", ["行政处罚", "8", "减少", "7"], id="a word of change before a number"),
        pytest.param("本年增/ 减\n", ["本年增/ 减"], id="a word of change without a number"),
        pytest.param("- 4 -\n", ["- 4 -"], id="the number of a page"),
        pytest.param("第 3 章 总则\n", ["第 3 章 总则"], id="a number inside a line"),
        pytest.param("商业 企业\n", ["商业 企业"], id="one space between words"),
    ],
)
def test_numbers_at_a_lines_end(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_lines_between_two_bars_are_one_cell() -> None:
    note = "信息内容 |\n主动公开数\n  (含转载)  \n|\n条 |\n"
    assert texts(note) == ["信息内容", "主动公开数\n(含转载)", "条"]
    start, end = tokenize(note)[1].start, tokenize(note)[1].end
    assert note[start:end] == "主动公开数\n  (含转载)"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("情况如下:\n规章 | 1 |\n", id="rows that end with a bar"),
        pytest.param("情况如下:\n| 规章 | 1 |\n", id="rows between outer bars"),
        pytest.param("情况如下:\n规章 |\n1 |\n", id="a cell a line"),
        pytest.param("情况如下:\n规章\n|\n1\n|\n", id="bars on lines of their own"),
    ],
)
def test_the_line_above_a_table_is_not_part_of_it(text: str) -> None:
    assert [cell for cell in texts(text) if cell] == ["情况如下:", "规章", "1"]


def test_a_section_below_a_table_is_not_part_of_its_next_cell() -> None:
    assert texts("规章 |\n1 |\n三、申请情况\n申请人 |\n2 |\n") == ["规章", "1", "三、申请情况", "申请人", "2"]


@pytest.mark.parametrize(
    ("text", "padding"),
    [
        pytest.param("规章 |\n|\n1 |\n", None, id="a bar alone is a blank cell or filler"),
        pytest.param("规章 | | 1 |\n", None, id="so is a space between bars"),
        pytest.param("规章|1||\n", None, id="and bars that touch where this writer puts no space around any"),
        pytest.param("规章 | 1 ||\n", True, id="bars that touch are filler"),
        pytest.param("规章 |\n||\n1 |\n", True, id="also on a line of their own"),
    ],
)
def test_whether_an_empty_cell_is_filler(text: str, padding: bool | None) -> None:
    empty = [cell for cell in tokenize(text) if not cell.text]
    assert {cell.padding for cell in empty} == {padding}
    assert all(cell.start == cell.end for cell in empty)


def test_rows_that_end_without_a_bar_may_end_in_an_empty_cell() -> None:
    assert texts("项目 | 数 | 注\n规章 | 1 | 无\n许可 | 2 | \n") == [
        "项目",
        "数",
        "注",
        "规章",
        "1",
        "无",
        "许可",
        "2",
        "",
    ]
    # Where rows end with a bar, nothing stands after it.
    assert texts("项目 | 数 |\n规章 | 1 |\n行政许可 | \n") == ["项目", "数", "规章", "1", "行政许可"]


def test_tabs_keep_empty_cells_at_both_ends() -> None:
    cells = tokenize("规章\t\t1\t\n\t2\t3\n")
    assert [(cell.text, cell.start, cell.starts_line) for cell in cells] == [
        ("规章", 0, True),
        ("", 3, False),
        ("1", 4, False),
        ("", 6, False),
        ("", 7, True),
        ("2", 8, False),
        ("3", 10, False),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_count_in_offsets_and_are_one_break(end: str) -> None:
    text = f"规章 |{end}1 |{end}{end}总计{end}2"
    cells = tokenize(text)
    assert [(cell.text, cell.breaks) for cell in cells] == [("规章", 1), ("1", 2), ("总计", 1), ("2", 0)]
    assert [text[cell.start : cell.end] for cell in cells] == ["规章", "1", "总计", "2"]


@pytest.mark.parametrize("space", ["\ufeff", "\xa0", "\u3000", "\u200b", "\u2060", "\xad"])
def test_spaces_of_all_kinds_count_in_offsets_and_are_no_text(space: str) -> None:
    assert list(tokenize(f"{space}规章{space}|{space}|\n")) == [
        Cell("规章", 1, 3, "|", 0, False, True),
        Cell("", 6, 6, "|", 1, None, False),
    ]


@pytest.mark.parametrize("bar", ["｜", "│", "┃"])
def test_other_bars(bar: str) -> None:
    assert texts(f"规章 {bar} 1 {bar}\n") == ["规章", "1"]


def test_an_escaped_bar_is_text() -> None:
    assert texts("甲\\|乙 | 1 |\n") == ["甲\\|乙", "1"]


@pytest.mark.parametrize("ruler", ["| --- | :---: |", "|---|---|", "--- | ---:", "|:-----|-----|"])
def test_a_markdown_ruler_carries_no_cell(ruler: str) -> None:
    assert [cell for cell in texts(f"| 规章 | 1 |\n{ruler}\n| 行政许可 | - |\n") if cell] == [
        "规章",
        "1",
        "行政许可",
        "-",
    ]


def test_padding_is_false_for_cells_with_text_only() -> None:
    assert [cell.padding for cell in tokenize("规章\t\t1\n")] == [False, None, False]


def test_a_short_markdown_ruler_carries_no_cell() -> None:
    assert [cell for cell in texts("| 规章 | 数 |\n|:-:|:-:|\n| 行政许可 | 1 |\n") if cell] == [
        "规章",
        "数",
        "行政许可",
        "1",
    ]


PIECES = (
    "|",
    "||",
    " |\n",
    "|\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    "\u3000",
    "\ufeff",
    "\u200b",
    "\\|",
    "｜",
)
WORDS = (
    "规章",
    "行政许可",
    "一、",
    "(七)总计",
    "12",
    "3 0",
    "1 234",
    "-",
    "---",
    ":",
    "，",
    "a",
    "\x85",
    "\u2028",
    "\ud800",
)
WRITTEN = st.lists(st.sampled_from(PIECES + WORDS), max_size=40).map("".join)
RULER = re.compile(r"[|｜\s:-]*---[|｜\s:-]*")
DRAWN = settings(derandomize=True, deadline=None)


@DRAWN
@given(WRITTEN)
def test_nothing_is_lost_and_nothing_is_invented(text: str) -> None:
    cells = tokenize(text)
    assert all(cell.end <= following.start for cell, following in itertools.pairwise(cells))
    for cell in cells:
        source = text[cell.start : cell.end]
        assert "".join(cell.text.split()) == "".join(source.split())
        assert cell.text == cell.text.strip(SPACE)
        assert cell.text == "" or cell.padding is False
    covered = {place for cell in cells for place in range(cell.start, cell.end)}
    offset = 0
    for line in text.splitlines(keepends=True):
        for place, character in enumerate(line, offset):
            if character not in SPACE and character not in "|｜│┃" and not RULER.fullmatch(line.strip(SPACE)):
                assert place in covered, (text, place, character)
        offset += len(line)


@DRAWN
@given(WRITTEN)
def test_breaks_are_the_line_breaks_up_to_the_next_cell(text: str) -> None:
    cells = tokenize(text)
    for cell, following in itertools.pairwise(cells):
        between = text[cell.end : following.start]
        assert cell.breaks == len(re.findall(r"\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]", between))
        assert cell.breaks or not following.starts_line


def test_bytes_are_refused_with_the_remedy() -> None:
    with pytest.raises(TypeError, match=r"str, not bytes; decode"):
        tokenize(b"\xe8\xa7\x84")  # type: ignore[arg-type]


def lines(text: str) -> list[str]:
    """The lines in which the cells of a text stand."""
    rows: list[list[str]] = []
    for cell in tokenize(text):
        if cell.starts_line:
            rows.append([])
        rows[-1].append(cell.text)
    return [" | ".join(row) for row in rows]


FOLDED = (
    "信息内容 | 甲列 | 乙列 | 丙列 甲项 | 3 | 0 | 3 乙项 | 12 | 无 | 8 丙项 | 1 | 2 | 丁项 | | | 戊项 | 5 | 5 | 5 "
    "己项 | 6 | 6 | 6 庚项 | 7 | 7 | 7 本表由办公室汇总。"
)


def test_rows_in_one_line_end_behind_a_figure() -> None:
    """A label behind a figure, between the same two bars, begins a row, and so does the first below the header."""
    rows = lines(FOLDED)
    assert rows[:3] == ["信息内容 | 甲列 | 乙列 | 丙列", "甲项 | 3 | 0 | 3", "乙项 | 12 | 无 | 8"]
    assert rows[-2:] == ["庚项 | 7 | 7 | 7", "本表由办公室汇总。"]


def test_rows_in_one_line_end_with_a_blank_where_their_bars_say_so() -> None:
    assert lines(FOLDED)[3:6] == ["丙项 | 1 | 2 | ", "丁项 |  |  | ", "戊项 | 5 | 5 | 5"]


def test_rows_in_one_line_stay_open_where_their_bars_do_not_say() -> None:
    """The row of 丁项 has another number of bars than all others."""
    odd = FOLDED.replace("丁项 | | |", "丁项 | |")
    assert lines(odd)[3] == "丙项 | 1 | 2 | 丁项 |  | 戊项 | 5 | 5 | 5"


def test_numbers_of_rows_in_one_line_are_no_figures_of_the_rows_above() -> None:
    text = "序号 | 名称 | 数 1 | 甲项 | 3 2 | 乙项 | 3 | 丙项 | 8 "
    text += " ".join(f"{number} | 某项 | {number}" for number in range(4, 12))
    assert lines(text)[:4] == ["序号 | 名称 | 数", "1 | 甲项 | 3", "2 | 乙项 | ", "3 | 丙项 | 8"]


def test_offsets_stay_those_of_the_text_in_one_line() -> None:
    assert all(FOLDED[cell.start : cell.end] == cell.text for cell in tokenize(FOLDED))
