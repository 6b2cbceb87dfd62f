"""Tables in which merged cells stand in every place that they cover, as data frames and grids of programs have them."""

from __future__ import annotations

from govinfo_parse import parse


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
