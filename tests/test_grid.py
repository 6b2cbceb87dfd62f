"""Stage 2 as a specification: rows and columns where the text tells them, and None where it does not."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_parse import Grid, reconstruct, tokenize

PADDED = "标题 |\n|||\n信息内容 |\n甲 |\n乙 |\n丙 |\n规章 |\n1 |\n|\n3 |\n行政许可 |\n7 |\n"


def only(text: str) -> Grid:
    grids = reconstruct(tokenize(text))
    assert len(grids) == 1, grids
    return grids[0]


def rows(grid: Grid) -> list[list[str]]:
    """The texts of a grid's cells by row and column, which must be numbered without a gap."""
    found: list[list[str]] = []
    for cell in grid.cells:
        if cell.row == len(found):
            found.append([])
        assert (cell.row, cell.column) == (len(found) - 1, len(found[-1]))
        found[-1].append(cell.text)
    return found


@pytest.mark.parametrize(
    ("text", "shape", "expected"),
    [
        pytest.param(
            PADDED + "||\n行政处罚 |\n2 |\n||\n",
            (5, 4),
            [
                ["标题", "", "", ""],
                ["信息内容", "甲", "乙", "丙"],
                ["规章", "1", "", "3"],
                ["行政许可", "7", "", ""],
                ["行政处罚", "2", "", ""],
            ],
            id="rows filled up to the table's width",
        ),
        pytest.param(
            PADDED,
            (4, 4),
            [["标题", "", "", ""], ["信息内容", "甲", "乙", "丙"], ["规章", "1", "", "3"], ["行政许可", "7"]],
            id="the last row lost its padding",
        ),
        pytest.param(
            "信息内容 | 甲 | 乙 |\n规章 | 1 | |\n行政许可 | 7 |\n",
            (3, 3),
            [["信息内容", "甲", "乙"], ["规章", "1", ""], ["行政许可", "7"]],
            id="a row a line",
        ),
        pytest.param(
            "信息内容 | 甲 | 乙\n规章 |  | 2\n行政许可 | 7 | \n",
            (3, 3),
            [["信息内容", "甲", "乙"], ["规章", "", "2"], ["行政许可", "7", ""]],
            id="bars between cells only",
        ),
        pytest.param(
            "| 信息内容 | 甲 |\n|---|---|\n| 规章 | 1 |\n|  | 2 |\n",
            (3, 2),
            [["信息内容", "甲"], ["规章", "1"], ["", "2"]],
            id="a bar opens each row",
        ),
        pytest.param(
            "信息内容 | 甲 |\n规章 | 1 |\n| 2 | 3 |\n行政许可 | 7 |\n",
            (3, None),
            [["信息内容", "甲"], ["规章", "1", "", "2", "3"], ["行政许可", "7"]],
            id="a line that begins with a bar goes on with the row above",
        ),
        pytest.param(
            "规章 | | 1 | | 2 | |\n行政许可 | | 3 | | 4 | |\n行政处罚 | | 5 | | | |\n",
            (3, 3),
            [["规章", "1", "2"], ["行政许可", "3", "4"], ["行政处罚", "5", ""]],
            id="a bar before and one after each cell",
        ),
        pytest.param(
            "信息内容\t甲\t乙\n规章\t\t2\n行政许可\t7\t\n",
            (3, 3),
            [["信息内容", "甲", "乙"], ["规章", "", "2"], ["行政许可", "7", ""]],
            id="tabs",
        ),
        pytest.param(
            "信息内容 | 甲 | 乙 |\n规章 | 1 |\n行政许可 | 7 | 8 |\n",
            (3, None),
            [["信息内容", "甲", "乙"], ["规章", "1"], ["行政许可", "7", "8"]],
            id="rows of different length have no common width",
        ),
    ],
)
def test_rows_and_columns(text: str, shape: tuple[int | None, int | None], expected: list[list[str]]) -> None:
    grid = only(text)
    assert rows(grid) == expected
    assert grid.shape == shape


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("规章 |\n1 |\n|\n3 |\n行政许可 |\n7 |\n", id="a cell a line without padding"),
        pytest.param("标题 |\n||\n规章 |\n1 |\n2 |\n|||\n", id="padding that fits no width"),
        pytest.param("规章 |\n1 |\n2 |\n3 |\n行政许可 |\n7 |\n||\n", id="padding that fits two widths"),
        pytest.param("规章\n1\n2\n行政许可\n7\n", id="lines"),
        pytest.param("规章  1  2\n行政许可  7\n", id="gaps"),
    ],
)
def test_where_the_text_does_not_tell(text: str) -> None:
    grid = only(text)
    assert grid.shape == (None, None)
    assert {(cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells} == {(None,) * 4}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("规章\n1\n\n2\n行政许可\n3\n4\n", ["规章", "1", "", "2", "行政许可", "3", "4"], id="one usual"),
        pytest.param("规章\n\n\n2\n\n行政许可\n\n3\n\n4\n\n", ["规章", "", "2", "行政许可", "3", "4"], id="two usual"),
        pytest.param(
            "规\n章\n\n1\n\n2\n\n行政许可\n\n3\n\n", ["规", "章", "1", "2", "行政许可", "3"], id="wrapped label"
        ),
        pytest.param("规章\n1" + "\n" * 60 + "行政许可\n2\n", ["规章", "1", "行政许可", "2"], id="the end of a page"),
    ],
)
def test_line_breaks_beyond_the_usual_are_empty_cells(text: str, expected: list[str]) -> None:
    cells = only(text).cells
    assert [cell.text for cell in cells] == expected
    for cell in cells:
        assert text[cell.start : cell.end] == cell.text
        assert (cell.padding is None) == (cell.text == "")


@pytest.mark.xfail(strict=True, reason="the last line's break, with no cell after it, counts as a common one")
def test_the_break_at_the_end_of_the_text_is_none_between_cells() -> None:
    assert [cell.text for cell in only("规章\n\n1\n\n2\n\n3\n").cells] == ["规章", "1", "2", "3"]


def test_only_lines_that_follow_each_other_may_be_pieces_of_one_cell() -> None:
    assert [cell.joins_next for cell in only("规\n章\n\n1\n2\n3\n").cells] == [True, False, False, True, True, True]
    assert not any(cell.joins_next for cell in only("规章 |\n1 |\n").cells)


def test_tables_and_the_lines_around_them_are_grids_of_their_own() -> None:
    grids = reconstruct(tokenize("情况如下。\n规章 | 1 |\n以上。\n信息内容\t甲\n行政许可\t7\n"))
    assert [(grid.separator, grid.shape, [cell.text for cell in grid.cells]) for grid in grids] == [
        ("\n", (None, None), ["情况如下。"]),
        ("|", (1, 2), ["规章", "1"]),
        ("\n", (None, None), ["以上。"]),
        ("\t", (2, 2), ["信息内容", "甲", "行政许可", "7"]),
    ]


def test_no_cells_no_grids() -> None:
    assert list(reconstruct([])) == []


def test_bars_set_twice() -> None:
    grid = only("规章 || 1 || 2 ||\n行政许可 || 3 || 4 ||\n")
    assert all(cell.column is None or cell.column < (grid.shape[1] or 99) for cell in grid.cells)


def test_bars_set_twice_between_outer_bars() -> None:
    grid = only("| 规章 | | 1 | | 2 |\n| 行政许可 | | 3 | | 4 |\n| 行政处罚 | | 5 | | 6 |\n")
    assert rows(grid) == [["规章", "1", "2"], ["行政许可", "3", "4"], ["行政处罚", "5", "6"]]


def test_bars_set_twice_around_the_cells_of_each_line() -> None:
    assert rows(only("|甲||乙|\n|规章||3||5|\n|许可||||7|\n")) == [["甲", "乙"], ["规章", "3", "5"], ["许可", "", "7"]]


def test_bars_set_twice_around_cells_with_a_line_each_below_a_line_of_text() -> None:
    """What stands above the table is parted from it by a bar more, and each blank cell has two."""
    text = "附表\n|\n|\n|标题\n|\n|甲\n||乙\n||丙\n|\n|规章\n||\n||5\n|\n|许可\n||7\n||\n|\n|处罚\n||8\n||9\n|\n"
    found = [cell.text for cell in only(text).cells]
    assert found == ["附表", "标题", "甲", "乙", "丙", "规章", "", "5", "许可", "7", "", "处罚", "8", "9"]


def test_tabs_set_twice_in_lines_that_begin_with_blank_cells() -> None:
    text = "三、结果\t\t公开\t\t甲\t\t5\t\t\t\t7\n\t\t不予\t\t乙\t\t\t\t2\t\t2\n\t\t\t\t丙\t\t3\t\t1\t\t4\n"
    assert rows(only(text)) == [
        ["三、结果", "公开", "甲", "5", "", "7"],
        ["", "不予", "乙", "", "2", "2"],
        ["", "", "丙", "3", "1", "4"],
    ]


EVEN = [
    ["标题", "", "", "", ""],
    ["内容", "制作", "公开", "", "总数"],
    ["规章", "48", "1,230", "", "0"],
    ["文件", "——", "607", "", "175"],
    ["许可", "22", "", "-3", "2"],
    ["服务", "85", "", "16", ""],
    ["处罚", "7", "", "8", "9"],
    ["强制", "0", "", "0", "0"],
    ["收费", "3", "", "1", ""],
    ["采购", "6", "", "4.50", "1"],
]


def test_rows_of_as_many_cells_end_where_labels_follow_figures() -> None:
    text = "".join(f"{cell} |\n" for row in EVEN for cell in row)
    assert only(text).shape == (10, 5)
    assert rows(only(text)) == EVEN


def test_rows_of_as_many_cells_with_bars_before_them() -> None:
    grid, rest = reconstruct(tokenize("上面一行\n" + "\n".join(f"|\n{cell}" for row in EVEN for cell in row)))
    assert rows(grid) == [["上面一行"], *EVEN[:-1], EVEN[-1][:-1]]
    assert [cell.text for cell in rest.cells] == ["1"]


def test_rows_of_as_many_cells_whose_blank_ones_break_the_line() -> None:
    table = [*EVEN, *EVEN[1:]]
    text = "".join("".join(f"| {cell} " if cell else "| \n " for cell in row) + "|\n" for row in table)
    assert rows(only(text)) == table


def test_a_line_goes_on_with_the_row_whose_first_cell_broke_it() -> None:
    text = "指标 | 单位 | 统计数 |\n公开数 |\n条 | 12 |\n公报 | 条 | 5 |\n二、回应 |\n次数 | 次 | 3 |\n"
    text += "".join(f"会议{number} | 次 | {number} |\n" for number in range(9))
    assert rows(only(text))[1:4] == [["公开数", "条", "12"], ["公报", "条", "5"], ["二、回应"]]


def test_a_line_without_the_bar_that_opens_all_others_goes_on_with_the_row_above() -> None:
    lines = (
        "| 本年 | 上年 |",
        "| （一）予以公开 | | 1 | 2 |",
        "| 1.属于国家秘密 | 3 | 4 |",
        "| 2.其他法律行政法规禁止公开 | 5 | 6 |",
        "| （二）部分公开",
        "（区分处理的） | | 7 | 8 |",
        "| 合计 | 16 | 20 |",
    )
    found = rows(only("\n".join(lines)))
    assert [row[0] for row in found] == [line.strip("| ").split(" |")[0] for line in lines if line.startswith("|")]
    assert found[-2] == ["（二）部分公开", "（区分处理的）", "", "7", "8"]


def test_the_bar_that_opens_a_line_closes_the_cell_above_and_is_no_cell() -> None:
    text = "甲 | 1 | 2 | 3 | 4\n乙 | 5 | 6\n| 7 | 8\n丙 | 9 | 10 |\n| 11\n"
    assert rows(only(text)) == [["甲", "1", "2", "3", "4"], ["乙", "5", "6", "7", "8"], ["丙", "9", "10", "", "11"]]


def test_a_line_of_bars_alone_does_not_hide_that_a_bar_opens_each_row() -> None:
    text = "| 甲 | 1 | 2 |\n| 乙 | 3 | 4 |\n||||\n| 丙 | | 6 |\n"
    assert [row for row in rows(only(text)) if any(row)] == [["甲", "1", "2"], ["乙", "3", "4"], ["丙", "", "6"]]


def test_rows_that_lost_a_cell_are_not_of_one_width() -> None:
    text = "".join(f"{cell} |\n" for row in EVEN for cell in row if cell or row[0] != "许可")
    assert only(text).shape == (None, None)


def test_a_line_that_holds_headers_and_figures_is_no_row() -> None:
    labels = ("维持", "纠正", "其他", "未结", "总计", "起诉")
    text = "".join(f"|{cell}\n" for cell in (*labels, "1", "2", "3", "4", "10", "9"))
    assert reconstruct(tokenize("上面一行\n" + text + "下面"))[0].shape == (None, None)


def test_a_line_of_tabs_is_a_row_though_its_first_cell_is_empty() -> None:
    grid = only("办理结果\t予以公开\t1\n\t部分公开\t2\n\t不予公开\t3\n")
    assert rows(grid) == [["办理结果", "予以公开", "1"], ["", "部分公开", "2"], ["", "不予公开", "3"]]


PIECES = (
    "|",
    "||",
    " |\n",
    "|\n",
    "\n",
    "\n\n",
    "\n\n\n",
    "\r\n",
    "\t",
    "  ",
    "规章",
    "行政许可",
    "12",
    "3 0",
    "-",
    "---",
    " | ",
)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_every_cell_with_text_is_in_one_grid_in_order(text: str) -> None:
    cells = tokenize(text)
    grids = reconstruct(cells)
    placed = [cell for grid in grids for cell in grid.cells]
    assert [(cell.text, cell.start, cell.end) for cell in placed if cell.text] == [
        (cell.text, cell.start, cell.end) for cell in cells if cell.text
    ]
    assert [cell.start for cell in placed] == sorted(cell.start for cell in placed)
    for grid in grids:
        unknown = {value is None for cell in grid.cells for value in (cell.row, cell.column)}
        assert unknown == {grid.shape[0] is None}
        for row, cells_of_row in itertools.groupby(grid.cells, key=lambda cell: cell.row):
            if row is not None and grid.shape[0] is not None:
                assert row < grid.shape[0]
                assert all(cell.column == column for column, cell in enumerate(cells_of_row))


# --- boxes drawn with characters ------------------------------------------------------------------------------------

BROWSER = """
┌──────┬─────────────┬────┐
│      │             │本年│
│信息  │             │制发│
│      │             │件数│
├──────┼─────────────┼────┤
│      │规章         │  12│
│      ├─────────────┼────┤
│文件  │行政规范性文 │    │
│      │件           │   3│
├──────┴─────────────┼────┤
│合计                │  15│
└────────────────────┴────┘
"""
DASHES = """
   +--------------+
   |信息内容|本年制发件数|废止|
   |----+------+--|
   |规章  |  1   |--|
   |    |---------|
   |    |      |3 |
   +--------------+
"""
EACH_ROW_RULED = """
+----------+----------+
| 信息内容 | 本年制   |
|          | 发件数   |
+==========+==========+
| 规章     | \\        |
+----------+----------+
| 行政规范 | 39       |
| 性文件   |          |
+----------+----------+
"""
HEADER_RULED = """
+----------------+------+
| 信息内容       | 甲   |
+----------------+------+
| 规章           | 12   |
| 行政规范性文件 | 3    |
| 行政许可       |      |
+----------------+------+
"""


def spans(grid: Grid) -> list[tuple[str, int | None, int | None, int | None, int | None]]:
    return [
        (cell.text.replace("\n", ""), cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells
    ]


def test_a_box_tells_rows_columns_and_spans() -> None:
    assert spans(only(BROWSER)) == [
        ("信息", 0, 0, 1, 1),
        ("", 0, 1, 1, 1),
        ("本年制发件数", 0, 2, 1, 1),
        ("文件", 1, 0, 2, 1),
        ("规章", 1, 1, 1, 1),
        ("12", 1, 2, 1, 1),
        ("行政规范性文件", 2, 1, 1, 1),
        ("3", 2, 2, 1, 1),
        ("合计", 3, 0, 1, 2),
        ("15", 3, 2, 1, 1),
    ]


def test_figures_of_one_row_in_different_lines_show_that_a_line_across_is_gone() -> None:
    text = (
        "\n┌────┬───┬───┬───┐\n│规章│ 1 │ 2 │   │\n├────┼───┼───┼───┤\n"
        "│许可│ 3 │   │ 5 │\n│处罚│   │ 7 │   │\n└────┴───┴───┴───┘\n"
    )
    assert only(text).shape == (None, None)
    assert [cell.text for cell in only(text).cells][4:8] == ["许可", "3", "", "5"]
    assert only(text.replace("│ 7 │", "│   │")).shape == (2, 4)


def test_a_figure_that_a_narrow_column_breaks_is_one_cell() -> None:
    text = "┌────┬──┬──┐\n│    │１│０│\n│规章│４│  │\n│    │３│  │\n├────┼──┼──┤\n"
    text += "│许可│２│７│\n│    │２│  │\n└────┴──┴──┘\n"
    assert rows(only(text)) == [["规章", "１\n４\n３", "０"], ["许可", "２\n２", "７"]]


def test_a_box_of_dashes_that_counts_characters() -> None:
    assert spans(only(DASHES))[3:] == [
        ("规章", 1, 0, 2, 1),
        ("1", 1, 1, 1, 1),
        ("--", 1, 2, 1, 1),
        ("", 2, 1, 1, 1),
        ("3", 2, 2, 1, 1),
    ]


def test_lines_of_one_row_are_one_cell_where_each_row_has_a_line_across() -> None:
    assert [row[:3] for row in spans(only(EACH_ROW_RULED))] == [
        ("信息内容", 0, 0),
        ("本年制发件数", 0, 1),
        ("规章", 1, 0),
        ("", 1, 1),
        ("行政规范性文件", 2, 0),
        ("39", 2, 1),
    ]


def test_lines_are_rows_where_only_the_header_has_a_line_across() -> None:
    assert rows(only(HEADER_RULED)) == [
        ["信息内容", "甲"],
        ["规章", "12"],
        ["行政规范性文件", "3"],
        ["行政许可", ""],
    ]


# --- columns kept by white space ------------------------------------------------------------------------------------

DASHED = """
  --------------------- ------ ----
  信息内容              制发   废止

  规章                         12

  行政规范性文件        3
  （含修订）

  行政许可              \\      0
  --------------------- ------ ----
"""
HEADER_DASHED = """
信息内容        制发   废止
--------------- ------ ------
规章                   12
行政规范性文件  3
"""
LEFT = [
    ["信息内容", "制发", "废止", "有效"],
    ["规章", "12", "3", "9"],
    ["行政规范性文件", "", "40", "41"],
    ["行政许可", "5", "", "6"],
]


def test_a_line_of_dashes_tells_the_columns() -> None:
    assert rows(only(DASHED)) == [
        ["信息内容", "制发", "废止"],
        ["规章", "", "12"],
        ["行政规范性文件\n（含修订）", "3", ""],
        ["行政许可", "", "0"],
    ]
    assert rows(only(HEADER_DASHED)) == [["信息内容", "制发", "废止"], ["规章", "", "12"], ["行政规范性文件", "3", ""]]


def test_cells_that_begin_where_their_columns_do() -> None:
    assert rows(only("\n".join("".join(f"{cell:<9}" for cell in row).rstrip() for row in LEFT))) == LEFT


def test_columns_that_overlap_tell_nothing() -> None:
    centred = "规章        12     3\n行政许可     5     40\n行政处罚   123      4\n"
    assert all(cell.text for grid in reconstruct(tokenize(centred)) for cell in grid.cells)


def test_a_broken_row_is_no_row_of_columns() -> None:
    broken = "规章        12     3    4\n行政许可     5\n            40    4\n行政处罚    1      4    6\n"
    assert all(cell.text for grid in reconstruct(tokenize(broken)) for cell in grid.cells)


def test_a_row_of_lines_that_empty_lines_part() -> None:
    wrapped = "|第二十条 | |\n\n|规章 |1\n|2\n\n|行政许可 |3 |4\n\n|行政处罚 |5 |6\n\n|行政强制 |7 |8\n\n|收费 |9 |10\n"
    assert rows(only(wrapped))[1:3] == [["规章", "1", "2"], ["行政许可", "3", "4"]]


# --- data frames and spreadsheets -----------------------------------------------------------------------------------


def test_a_merged_cell_repeated_in_its_columns_is_one() -> None:
    text = '第五项,第五项,第五项,第五项\n信息内容,上一年,增减,增减\n行政许可,7,0,0\n行政处罚,5,5,3\n收费,"1,200",0,0\n'
    assert [(cell.text, cell.row, cell.column, cell.column_span) for cell in only(text).cells] == [
        ("第五项", 0, 0, 4),
        ("信息内容", 1, 0, 1),
        ("上一年", 1, 1, 1),
        ("增减", 1, 2, 2),
        ("行政许可", 2, 0, 1),
        ("7", 2, 1, 1),
        ("0", 2, 2, 2),
        ("行政处罚", 3, 0, 1),
        ("5", 3, 1, 2),  # the row's own merged cell: its third column differs from its fourth
        ("3", 3, 3, 1),
        ("收费", 4, 0, 1),
        ("1,200", 4, 1, 1),
        ("0", 4, 2, 2),
    ]


def test_comma_separated_values() -> None:
    text = '信息内容,制发,废止\n规章,,"1,200"\n"行政规范性文件\n（含修订）",3,\n行政许可,0,12\n'
    assert rows(only(text)) == [
        ["信息内容", "制发", "废止"],
        ["规章", "", "1,200"],
        ["行政规范性文件\n（含修订）", "3", ""],
        ["行政许可", "0", "12"],
    ]


def test_commas_in_numbers_part_nothing() -> None:
    text = "行政许可 1,234\n行政处罚 5,678\n行政强制 9,012\n"
    assert [cell.text for grid in reconstruct(tokenize(text)) for cell in grid.cells] == (
        ["行政许可", "1,234", "行政处罚", "5,678", "行政强制", "9,012"]
    )


def test_a_row_of_tabs_goes_on_where_a_blank_cell_broke_it() -> None:
    text = "规章\t1\t\n\t3\n行政许可\t\n\t\n\t5\n行政处罚\t7\t8\t9\n行政强制\t\n\t2\t4\n"
    assert rows(only(text)) == [
        ["规章", "1", "", "3"],
        ["行政许可", "", "", "5"],
        ["行政处罚", "7", "8", "9"],
        ["行政强制", "", "2", "4"],
    ]


def test_a_line_break_after_a_tab_is_a_blank_cell_where_browsers_leave_it_alone() -> None:
    text = "规章\t1\t\n3\n行政许可\t\n\n5\n行政处罚\t7\t8\t9\n行政强制\t\n2\t4\n"
    assert rows(only(text)) == [
        ["规章", "1", "", "3"],
        ["行政许可", "", "", "5"],
        ["行政处罚", "7", "8", "9"],
        ["行政强制", "", "2", "4"],
    ]


def test_lines_of_tabs_part_cells_that_are_paragraphs() -> None:
    text = "规章\n\n\t\n\n1\n\n\t\n\n3\n\n\n\n行政许可\n\n\t\t\n\n5\n\n\n\n行政处罚\n\n\t\n\n7\n\n\t\n\n8\n\n"
    assert rows(only(text)) == [["规章", "1", "3"], ["行政许可", "", "5"], ["行政处罚", "7", "8"]]


def test_a_cell_between_lines_of_tabs_may_have_lost_its_line() -> None:
    table = (("培训人数", "人次", "12"), ("规范性文件数", "条", "7"), ("办结数", "条", "3"))
    text = "\n\n\n\n".join("\n\n\t\n\n".join(row) for row in table).replace("\n条\n", "\n")
    assert rows(only(text)) == [["培训人数", "人次", "12"], ["规范性文件数", "", "7"], ["办结数", "", "3"]]


# --- AsciiDoc -------------------------------------------------------------------------------------------------------


def test_asciidoc_says_how_many_columns_its_tables_have() -> None:
    text = """[width="99%",cols="40%,20%,20%,20%",options="header",]
|===
|信息内容 |制发
|废止 |有效

|规章 |12 | |9

|行政 +
许可 | |3
|40
|===
"""
    assert rows(only(text)) == [
        ["信息内容", "制发", "废止", "有效"],
        ["规章", "12", "", "9"],
        ["行政\n许可", "", "3", "40"],
    ]


def test_asciidoc_whose_cells_are_no_whole_rows_is_read_line_by_line() -> None:
    text = '[cols="1,1,1"]\n|===\n|规章 |12 |3\n|行政许可 |4\n|===\n'
    assert not any(cell.row_span for grid in reconstruct(tokenize(text)) for cell in grid.cells)


@pytest.mark.parametrize("mark", ["|", "\t"])
def test_separators_at_the_white_space_between_tags_stand_for_cells_only_beyond_the_usual(mark: str) -> None:
    """One separator more than stands between two figures is an empty cell, as one line break more would be."""
    rows = ["第一项", "3", "4", "7", None, None, "第二项", "1", None, "1", None, None, "第三项", "5", "6", "0", "11"]
    text = "".join("#\n" if row is None else f"#{row}#\n" for row in [*rows, *[None, None] * 6]).replace("#", mark)
    grid = only(text)
    texts = [cell.text for cell in grid.cells]
    assert (grid.separator, grid.shape) == ("\n", (None, None))
    assert texts[: texts.index("第三项")] == ["第一项", "3", "4", "7", "", "", "第二项", "1", "", "1", "", ""]


def test_a_table_inside_the_frame_of_a_layout_table() -> None:
    text = "+---------------------+\n| 附表                |\n|                     |\n| +------+-----+---+  |\n"
    text += "| | 规章 | 1   |   |  |\n| |      | 2   |   |  |\n| +------+-----+---+  |\n| | 许可 | 3   | 4 |  |\n"
    text += "| +------+-----+---+  |\n+---------------------+\n"
    lines, table = reconstruct(tokenize(text))
    assert [cell.text for cell in lines.cells] == ["附表"]
    assert rows(table) == [["规章", "1\n2", ""], ["许可", "3", "4"]]


def test_asciidoc_tables_inside_a_cell_of_another() -> None:
    text = '[cols="^100%",]\n|===\na|\n[cols=",,",]\n!===\n!规章 !1 !2\n!许可 !3 !\n!===\n|===\n'
    table = next(grid for grid in reconstruct(tokenize(text)) if grid.shape == (2, 3))
    assert rows(table) == [["规章", "1", "2"], ["许可", "3", ""]]
