"""Tables in which merged cells stand in every place that they cover, as data frames and grids of programs have them."""

from __future__ import annotations

import pytest

from govinfo_parse import parse

from .support.figures import APPLICANTS


def values(text: str) -> dict[str, object]:
    return {key: indicator.value for key, indicator in parse(text).indicators.items()}


FRAMES = """\
|    | 0                | 1              | 2              | 3              | 4              |
|---:|:-----------------|:---------------|:---------------|:---------------|:---------------|
|  0 | 第二十条第(一)项 | 第二十条第(一)项 | 第二十条第(一)项 | 第二十条第(一)项 | 第二十条第(一)项 |
|  1 | 信息内容         | 本年新制作数量 | 本年新公开数量 | 本年新公开数量 | 对外公开总数量 |
|  2 | 规章             |                | 11             | 11             |                |
|  3 | 规范性文件       | 8              | 87             | 87             | 90             |

|    | 0        | 1        | 2        | 3        | 4        |
|---:|:---------|:---------|:---------|:---------|:---------|
|  0 | 行政复议 | 行政复议 | 行政复议 | 行政复议 | 行政复议 |
|  1 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计     |
|  2 | 3        | 3        | 3        |          | 9        |
"""


def test_frames_below_each_other_number_their_rows_anew() -> None:
    assert values(FRAMES) == {
        "disclosure.regulations.made": None,
        "disclosure.regulations.disclosed": 11,
        "disclosure.regulations.disclosed_total": None,
        "disclosure.normative_documents.made": 8,
        "disclosure.normative_documents.disclosed": 87,
        "disclosure.normative_documents.disclosed_total": 90,
        "review.upheld": 3,
        "review.corrected": 3,
        "review.other": 3,
        "review.pending": None,
        "review.total": 9,
    }


def test_tables_of_tags_that_follow_each_other_have_columns_of_their_own() -> None:
    """Data frames as HTML: each is as wide as its own columns, and no cell has a span."""
    disclosed = [["第二十条第(一)项"] * 4, ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]]
    licensing = [["第二十条第(五)项"] * 4, ["信息内容", *["本年处理决定数量"] * 3], ["行政许可", "9", "9", "9"]]
    review = [["行政复议"] * 5, ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"], ["3", "3", "3", "", "9"]]
    html = ""
    for frame in ([*disclosed, ["规章", "1", "", "3"], *licensing], review):
        rows = ["".join(f"      <td>{cell}</td>\n" for cell in row) for row in frame]
        html += "<table>\n" + "".join(f"    <tr>\n{row}    </tr>\n" for row in rows) + "</table>\n\n"
    assert values(html) == {
        "disclosure.regulations.issued": 1,
        "disclosure.regulations.repealed": None,
        "disclosure.regulations.in_force": 3,
        "disclosure.licensing.decisions": 9,
        "review.upheld": 3,
        "review.corrected": 3,
        "review.other": 3,
        "review.pending": None,
        "review.total": 9,
    }


def test_boxes_below_each_other_have_columns_of_their_own() -> None:
    box = """\
+------------------+------------------+------------------+------------------+
| 第二十条第(一)项 | 第二十条第(一)项 | 第二十条第(一)项 | 第二十条第(一)项 |
+------------------+------------------+------------------+------------------+
| 信息内容         | 本年制发件数     | 本年废止件数     | 现行有效件数     |
+------------------+------------------+------------------+------------------+
| 规章             | 1                |                  | 3                |
+------------------+------------------+------------------+------------------+

+----------+----------+----------+----------+----------+
| 行政复议 | 行政复议 | 行政复议 | 行政复议 | 行政复议 |
+----------+----------+----------+----------+----------+
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计     |
+----------+----------+----------+----------+----------+
| 2        | 2        | 2        | 1        | 7        |
+----------+----------+----------+----------+----------+
"""
    assert values(box) == {
        "disclosure.regulations.issued": 1,
        "disclosure.regulations.repealed": None,
        "disclosure.regulations.in_force": 3,
        "review.upheld": 2,
        "review.corrected": 2,
        "review.other": 2,
        "review.pending": 1,
        "review.total": 7,
    }
    spaced = box.replace("行政复议", "行 政 复 议").replace("总计    ", "总 计   ")
    assert values(spaced) == values(box)


def test_a_header_that_is_merged_otherwise_than_the_rows_below_places_no_figure() -> None:
    row = "| 其他对外管理服务事项 | 2 | 2 |  |  |\n"
    header = "| 信息内容 | 上一年项目数量 | 本年增/减 | 本年增/减 | 处理决定数量 |\n|---|---|---|---|---|\n"
    assert not values(header + row)


def test_columns_of_full_rows_tell_those_of_others_where_the_header_lacks_some() -> None:
    """A converter that leaves out the columns below a header cell which spans rows and columns."""
    table = """\
| （本列数据的勾稽关系为） | | | 申请人情况 | | | | | | |
|---|---|---|---|---|---|---|---|---|---|
|  | 自然人 | 法人或其他组织 | | | | | 总计 |   |    |
|  |  | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |    |   |    |
| 一、本年新收政府信息公开申请数量 | | | 56 | 6 | 7 | 4 | 3 | 5 | 81 |
| 三、本年度办理结果 | （一）予以公开 | | 9 |   |   |   |   |   | 9 |
|  | （三）不予公开 | 1.属于国家秘密 |   | 2 |   | 1 |   |   | 3 |
"""
    found = values(table)
    assert found["applications.new.other_organization"] == 5
    assert found["applications.denied.state_secret.business"] == 2
    assert found["applications.denied.state_secret.public_welfare"] == 1
    assert found["applications.denied.state_secret.natural_person"] is None


def test_blank_cells_below_a_merged_label_are_none_of_the_row_above() -> None:
    """A cell a paragraph, as out of a text processor's file; a label that goes on leaves a blank cell in each row."""
    rows = [
        ["一、本年新收政府信息公开申请数量", "31", "6", "", "", "2", "", "39"],
        ["二、上年结转政府信息公开申请数量", "", "", "1", "", "", "", "1"],
        ["三、本年度办理结果", "（一）予以公开", "24", "", "1", "", "", "", "25"],
        ["", "（二）部分公开", "", "2", "", "", "", "", "2"],
        ["", "（三）不予公开", "1.属于国家秘密", "", "6", "", "", "1", "", "7"],
        ["", "", "2.其他法律行政法规禁止公开", "3", "", "", "", "", "", "3"],
        ["", "（七）总计", "27", "8", "1", "", "1", "", "37"],
        ["四、结转下年度继续办理", "4", "", "", "", "1", "", "5"],
    ]
    text = "三、收到和处理政府信息公开申请情况\n\n" + "\n\n".join("\n\n".join(row) for row in rows) + "\n\n四、其他\n\n"
    found = values(text)
    denied = ("denied.state_secret", "denied.prohibited_by_law")
    for key, row in zip(("new", "carried_in", "granted", "partially_granted", *denied, "total"), rows, strict=False):
        cells = [int(cell) if cell else None for cell in row[-7:]]
        assert [found[f"applications.{key}.{name}"] for name in APPLICANTS] == cells


def test_a_bar_before_a_label_and_its_figures_stands_for_the_merged_label_above() -> None:
    """Bars end rows, and a blank cell stands below each merged label; most cells of the rows are blank too."""
    text = """\
三、收到和处理政府信息公开申请情况
自然人 | 法人或其他组织 | 总计 |
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |
一、本年新收政府信息公开申请数量 | 4 | | | | | | 4 |
二、上年结转政府信息公开申请数量 | | | | | | | 0 |
三、本年度办理结果 | (一)予以公开 | 3 | | | | | | 3 |
| (二)部分公开 | | | | | | | 0 |
| (三)不予公开 | 1.属于国家秘密 | | | | | | | 0 |
| | 2.其他法律行政法规禁止公开 | 1 | | | | | | 1 |
| (七)总计 | 4 | | | | | | 4 |
四、结转下年度继续办理 | | | | | | | 0 |
四、其他
"""
    found = values(text)
    rows = ("new", "carried_in", "granted", "partially_granted", "denied.state_secret", "denied.prohibited_by_law")
    persons = [found[f"applications.{row}.natural_person"] for row in (*rows, "total", "carried_out")]
    assert persons == [4, None, 3, None, None, 1, 4, None]
    totals = [found[f"applications.{row}.total"] for row in (*rows, "total", "carried_out")]
    assert totals == [4, 0, 3, 0, 0, 1, 4, 0]
    assert not parse(text).unplaced


@pytest.mark.parametrize("end", ["|", "| |", " | "])
def test_a_row_of_nothing_but_a_bar_ends_a_table_whose_merged_cells_are_repeated(end: str) -> None:
    table = "| 第二十条第（五）项 | 第二十条第（五）项 |\n| 信息内容 | 本年处理决定数量 |\n| 行政许可 | 3 |\n"
    assert parse(table + end).disclosure.licensing.decisions.value == 3
