"""Rows with a bar before and after each, all in one line: ``| |`` ends a row there as much as it is a blank cell."""

from __future__ import annotations

import pytest

from govinfo_parse import Report, parse

from .support.figures import APPLICANTS

PROSE = "临澄县水务局2021年政府信息公开工作年度报告 本报告依照《中华人民共和国政府信息公开条例》编制。 "

# A page's own cells: those that a merged one covers are gone below it, and blank beside it.
RAGGED = """\
|  |  |  |  |  |  |  |  |  |  |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| （本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | | | 申请人情况 | | | | | | |
| 自然人 | 法人或其他组织 | | | | | 总计 |
| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |
| 一、本年新收政府信息公开申请数量 | | | 16 |  | 1 | 1 |  | 1 | 19 |
| 二、上年结转政府信息公开申请数量 | | | 2 | 1 |  |  |  | 0 | 3 |
| 三、本年度办理结果 | （一）予以公开 | | 2 |  |  | 0 |  |  | 2 |
| （二）部分公开（区分处理的，只计这一情形，不计其他情形） | |  | 3 |  | 0 |  |  |  |
| （三）不予公开 | 1.属于国家秘密 |  | 1 | 0 | 1 |  |  | 2 |
| 2.其他法律行政法规禁止公开 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |
| 3.危及“三安全一稳定” |  |  |  |  |  |  |  |
| 4.保护第三方合法权益 | 1 | 1 | 0 |  |  |  | 2 |
| 5.属于三类内部事务信息 |  |  | 0 |  |  |  |  |
| 6.属于四类过程性信息 | 1 | 0 |  |  |  |  | 1 |
| （七）总计 | | 16 | 3 | 1 | 1 | 0 | 1 | 22 |
"""
# The same cells with an empty one wherever a merged one covers a place, and no ruler.
WIDTH = 10


def whole(rows: str) -> str:
    """The rows with empty cells in front of their labels, so that all are of one length."""
    lines = []
    for line in rows.splitlines():
        cells = [cell.strip() for cell in line[1:-1].split("|")]
        if "---" not in line:
            missing = WIDTH - len(cells)
            lines.append(f"| {' | '.join([*[''] * missing, *cells])} |\n")
    return "".join(lines[1:])


def table(report: Report) -> dict[str, list[str]]:
    """What stands in the cells of each row of the applications table, `_` for a blank one."""
    found: dict[str, list[str]] = {}
    for key, indicator in report.indicators.items():
        row, _, column = key.removeprefix("applications.").rpartition(".")
        assert column in APPLICANTS
        found.setdefault(row, []).append(indicator.raw or "_")
    return found


EXPECTED = {
    "new": "16 _ 1 1 _ 1 19",
    "carried_in": "2 1 _ _ _ 0 3",
    "granted": "2 _ _ 0 _ _ 2",
    "partially_granted": "_ 3 _ 0 _ _ _",
    "denied.state_secret": "_ 1 0 1 _ _ 2",
    "denied.prohibited_by_law": "2 0 0 0 0 0 2",
    "denied.security_stability": "_ _ _ _ _ _ _",
    "denied.third_party_rights": "1 1 0 _ _ _ 2",
    "denied.internal_affairs": "_ _ 0 _ _ _ _",
    "denied.process_information": "1 0 _ _ _ _ 1",
    "total": "16 3 1 1 0 1 22",
}


def collapsed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("rows", [RAGGED, whole(RAGGED)], ids=["covered cells are gone", "all rows of one length"])
@pytest.mark.parametrize("before", ["", PROSE, f"{PROSE}三、申请情况 "], ids=["", "title", "heading"])
@pytest.mark.parametrize("after", ["", " - 8 - 四、政府信息公开行政复议、行政诉讼情况"], ids=["", "page"])
def test_rows_in_one_line_are_read_as_rows(rows: str, before: str, after: str) -> None:
    found = table(parse(before + collapsed(rows) + after))
    assert found == {row: figures.split() for row, figures in EXPECTED.items()}


def test_a_row_below_its_header_without_a_label() -> None:
    rows = (
        "|  |  |  |  |  |\n| --- | --- | --- | --- | --- |\n| 行政复议 | | | | |\n"
        "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n| 1 |  | 2 |  | 3 |\n"
    )
    report = parse(collapsed(rows))
    assert {key: indicator.raw for key, indicator in report.indicators.items()} == {
        "review.upheld": "1",
        "review.corrected": "",
        "review.other": "2",
        "review.pending": "",
        "review.total": "3",
    }


def test_numbered_rows_end_before_their_numbers() -> None:
    rows = (
        "| 序号 | 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| --- | --- | --- | --- | --- |\n"
        "| 1 | 规章 | 3 |  |  |\n| 2 | 行政规范性文件 |  | 1 | 21 |\n"
        "| 序号 | 信息内容 | 本年处理决定数量 | | |\n| 3 | 行政许可 | 7 | | |\n| 4 | 行政处罚 |  | | |\n"
        "| 5 | 行政强制 | 2 | | |\n"
    )
    report = parse(collapsed(rows))
    assert {key: indicator.raw for key, indicator in report.indicators.items()} == {
        "disclosure.regulations.issued": "3",
        "disclosure.regulations.repealed": "",
        "disclosure.regulations.in_force": "",
        "disclosure.normative_documents.issued": "",
        "disclosure.normative_documents.repealed": "1",
        "disclosure.normative_documents.in_force": "21",
        "disclosure.licensing.decisions": "7",
        "disclosure.penalties.decisions": "",
        "disclosure.compulsion.decisions": "2",
    }


@pytest.mark.parametrize("gone", [1, 2, 3])
@pytest.mark.parametrize("number", range(5, 16))
def test_a_line_tells_no_more_than_its_rows_did(number: int, gone: int) -> None:
    """A row that lacks its last cells: what is read of it and of those beside it is what its lines say, or nothing."""
    lines = RAGGED.splitlines()
    lines[number] = "|" + "|".join(lines[number].split("|")[1 : -1 - gone]) + "|"
    text = "\n".join(lines)
    assert table(parse(collapsed(text))).items() <= table(parse(text)).items()
