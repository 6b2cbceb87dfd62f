"""Tables whose columns white space keeps, as a specification: which cell is of which column, and what is one row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from govinfo_parse import parse, reconstruct, tokenize

LICENSES = ["行政许可", "5", "40", "6"]
SURE = [["信息内容", "甲", "乙", "丙"], ["规章", "12", "3", "9"], LICENSES, ["行政处罚", "1", "2", "3"]]


def written(*tables: Sequence[Sequence[str]], margin: str = "    ") -> str:
    """Tables with each column as wide as its widest cell, two spaces between columns, and prose around."""
    return "\n\n下表为说明。\n\n".join("\n".join(_lines(table, margin)) for table in tables)


def _lines(table: Sequence[Sequence[str]], margin: str) -> list[str]:
    widths = [max(map(len, column)) for column in zip_longest(*table, fillvalue="")]
    return [margin + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)) for row in table]


def last_grid(text: str) -> list[list[str]]:
    """The rows of the last grid."""
    grid = list(reconstruct(tokenize(text)))[-1]
    found: dict[int | None, list[str]] = {}
    for cell in grid.cells:
        found.setdefault(cell.row, []).append(cell.text)
    return list(found.values())


def test_a_small_table_beside_one_beyond_doubt() -> None:
    small = [["信息内容", "甲", "乙"], ["行政强制", "", "7"]]
    assert last_grid(written(SURE, small)) == small
    assert last_grid(written(small))[0] != small[0]  # by itself its columns may be chance


def test_tables_with_only_an_empty_line_between_have_columns_of_their_own() -> None:
    other = [["结果维持", "结果纠正", "其他结果", "总计"], ["1", "", "3", "4"], ["", "2", "", "2"]]
    lines = "\n\n".join("\n".join(_lines(table, "")) for table in (SURE, other))
    assert last_grid(lines)[-3:] == other


def test_a_small_table_in_a_text_with_wide_columns_is_none() -> None:
    wide = written([[f"{cell:<9}" for cell in row] for row in SURE[:1]] + SURE[1:])
    small = [["信息内容", "甲", "乙"], ["行政强制", "", "7"]]
    assert last_grid(wide)[1] == SURE[1]
    assert ["行政强制", "", "7"] not in last_grid(wide + "\n\n下表为说明。\n\n" + written(small))


def test_a_long_table_with_a_figure_in_each_row() -> None:
    long = [
        ["统计指标", "单位", "统计数"],
        *([f"第{'一二三四五六七八九十'[n % 10]}项", "件", str(n)] for n in range(14)),
    ]
    long[5][2] = ""
    assert last_grid(written(long)) == long


def test_columns_that_no_line_has_text_in() -> None:
    few = [["甲", "乙", "丙"], ["10", "", "3", "4", "", "", "7", "1", ""]]
    assert last_grid(written(SURE, few)) == few


def test_where_columns_are_wider_than_their_texts_nothing_tells_of_empty_ones() -> None:
    wide = written(SURE, [["甲甲甲", "乙乙乙乙", "丙丙丙", "丁丁丁"], ["10", "2", "3", "4"]]).replace("    丁", "丁")
    gapped = wide.replace("2     3", "2     3      5")
    assert all(all(row) for row in last_grid(gapped)[1:])


def test_a_row_that_begins_with_empty_cells() -> None:
    shifted = [["甲甲", "乙乙", "丙丙"], ["", "", "3"], ["", "1", ""]]
    assert last_grid(written(SURE, shifted)) == shifted


def test_a_figure_alone_below_the_labels_is_the_rest_of_a_broken_line() -> None:
    broken = [["信息内容", "甲", "乙"], ["行政强制", "5"], ["7"], ["行政许可", "8", "9"]]
    assert ["行政强制", "5", ""] not in last_grid(written(SURE, broken))


# --- rows of several lines ------------------------------------------------------------------------------------------

HEADER = [
    ["信息", "本年制", "本年废", "现行有效件数"],
    ["内容", "发件数", "止件数", ""],
]
ROWS = [["规章", "12", "", "9"], ["行政规范性文件", "3", "40", "41"]]
KEYS = ("issued", "repealed", "in_force")


def figures(text: str) -> dict[str, str]:
    return {key.removeprefix("disclosure."): item.raw for key, item in parse(text).indicators.items()}


def test_headers_that_are_broken_over_lines() -> None:
    found = figures("第二十条第（一）项\n" + written([*HEADER, *ROWS, LICENSES]))
    assert [found[f"regulations.{key}"] for key in KEYS] == ["12", "", "9"]
    assert [found[f"normative_documents.{key}"] for key in KEYS] == ["3", "40", "41"]


def test_a_header_with_its_middle_cells_between_the_lines() -> None:
    header = [["信息", "", "", ""], ["", "本年制发件数", "本年废止件数", "现行有效件数"], ["内容", "", "", ""]]
    found = figures("第二十条第（一）项\n" + written([*header, *ROWS, LICENSES]))
    assert [found[f"regulations.{key}"] for key in KEYS] == ["12", "", "9"]


def test_a_rows_label_that_is_broken_over_lines() -> None:
    header = [["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]]
    broken = [["规章", "12", "7", "9"], ["行政规范", "3", "40", "41"], ["性文件", "", "", ""]]
    found = figures("第二十条第（一）项\n" + written([*header, *broken]))
    assert [found[f"normative_documents.{key}"] for key in KEYS] == ["3", "40", "41"]


def test_lines_with_figures_below_each_other_are_two_rows() -> None:
    header = [["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]]
    rows = [["规章", "12", "7", "9"], ["行政规范", "3", "40", "41"], ["性文件", "5", "6", "7"]]
    found = figures("第二十条第（一）项\n" + written([*header, *rows]))
    assert not {"5", "6"} & set(found.values())


def test_a_line_with_two_figures_in_one_column_is_not_set_in_these_columns() -> None:
    """A cleaner made characters of the other lines narrower, so that all but one moved to the left."""
    text = (
        "  ------------ ---- ----\n"
        "  (一)公开     1    2\n"
        "  (二)公开     3    4\n"
        "  三、其他          5    6\n"
        "  ------------ ---- ----\n"
    )
    cells = [cell.text for cell in tokenize(text) if cell.text.strip("-")]
    assert cells == ["(一)公开", "1", "2", "(二)公开", "3", "4", "三、其他", "5", "6"]
