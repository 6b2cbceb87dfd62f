"""The screen for crawls: every report passes, other pages about the subject do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinfo_parse import load_form, looks_like_report, parse
from govinfo_parse.forms import Form, national_forms
from govinfo_parse.reading import read_whole
from govinfo_parse.screen import may_hold_figures

CASES = Path(__file__).parent / "cases"
REPORTS = sorted((CASES / "synthetic").glob("*.txt")) + sorted((CASES / "in_the_wild").glob("*.txt"))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_reports_pass(path: Path) -> None:
    assert looks_like_report(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "一、本年新收政府信息公开申请数量 | 18 | 4 | 0 | 1 | 0 | 1 | 24 |",
        "信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n1\n2\n3\n",
        "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n1\t0\t0\t0\t1\n",
        "（一）收到申请数 | 件 | 5 |\n1.当面申请数 | 件 | 2 |",
        "信息內容 | 本年制發件數 | 本年廢止件數 | 現行有效件數 |\n規章 | 1 | 2 | 3 |",
    ],
)
def test_a_piece_of_a_table_passes(text: str) -> None:
    assert looks_like_report(text)


def test_tables_of_other_forms_pass_where_they_are_looked_for() -> None:
    table = "指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计\n申请总次数 | 条 | 10 | 3 | 21"
    assert looks_like_report(table)
    assert looks_like_report(table, forms=["pre2014-A"])
    assert not looks_like_report(table, forms=["2021"])
    own = load_form(Path(__file__).parent.parent / "docs" / "examples" / "jiangyuan-supplement.json")
    assert looks_like_report("二、政务热线受理数 | 件 | 5\n其中：按时办结数 | 件 | 4", forms=[own])
    assert not looks_like_report(table, forms=[own])


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_piece_that_gives_indicators_passes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for start in range(0, len(text), 397):
        piece = text[start : start + 600]
        assert looks_like_report(piece) or not parse(piece).indicators, piece


@pytest.mark.parametrize("path", sorted(CASES.rglob("*.txt")), ids=lambda path: path.stem)
def test_long_texts_that_parse_does_not_read_have_no_figures(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for start in range(0, max(1, len(text) - 1000), 700):
        piece = text[start : start + 1300]
        if not may_hold_figures(piece):
            indicators = read_whole(piece, None, national_forms()).indicators
            assert not any(indicator.raw for indicator in indicators.values()), piece


def test_a_page_without_a_table_is_read_when_its_report_is_asked() -> None:
    text = "云泽县水务局2023年政府信息公开工作年度报告\n" + "全年举办培训三次，受理咨询若干，均已办结并回访。\n" * 60
    assert not may_hold_figures(text)
    report, whole = parse(text, source="a"), read_whole(text, "a", national_forms())
    assert not report.indicators
    assert (report.edition, report.edition_candidates) == (None, ())
    assert report == whole
    assert report.to_dict() == whole.to_dict()
    assert (report.metadata.agency, report.metadata.year) == ("云泽县水务局", 2023)
    assert [item.code for item in report.diagnostics] == ["no-report"]


def test_a_table_that_is_all_blank_is_read() -> None:
    lines = (CASES / "synthetic" / "2021_cell_bar.txt").read_text(encoding="utf-8").splitlines()
    blank = "\n".join("|" if line.strip(" |").isdigit() else line for line in lines)
    assert not any(line.strip(" |").isdigit() for line in blank.splitlines())
    assert may_hold_figures(blank)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "本市政府信息公开工作会议昨日召开,部署全年任务。",
        "根据《政府信息公开条例》第二十条第一项的规定,现予公布。",
        "第二十条第（六）项规定了处罚的依据。",
        "姓名 | 单位 | 电话 |\n张三 | 水务局 | 6120033 |\n",
        "行政许可 | 行政处罚 | 行政强制 |",
        "\ufeff\x00\ud800",
    ],
)
def test_other_texts_do_not(text: str) -> None:
    assert not looks_like_report(text)


@pytest.mark.parametrize("form", national_forms(), ids=lambda form: form.name)
@pytest.mark.parametrize("between", [" | ", "\n", "\t", " |\n", "\n|\n", "  ", "\n\n", ","])
def test_every_row_passes_by_itself(form: Form, between: str) -> None:
    for table in form.tables:
        for block in table.blocks:
            for row in block.rows:
                figures = [str(7 + place) for place in range(len(block.columns))]
                unit = [row.unit] if block.unit_column and row.unit else []
                text = between.join([*row.label[-1:], *unit, *figures])
                assert looks_like_report(text) or not parse(text).indicators, text


LINKS = "".join(
    f"\n首页 > 政务公开 > 栏目{number} 2022-03-{number:02} 浏览次数: {number * 37}" for number in range(1, 31)
)


@pytest.mark.parametrize(
    "text",
    [
        # A guide to filing a request, and what is laid down about answers to it.
        "申请人可以当面申请，也可以通过传真、网络、信函提出申请。行政机关收到政府信息公开申请，能够当场答复的，应当当场答复；"
        "不能当场答复的，自收到申请之日起20个工作日内答复；需要延长期限的，延长不超过20个工作日。\n"
        "（一）所申请公开信息已经主动公开的，告知获取的方式；（二）可以公开的，予以公开；（三）不予公开的，说明理由；"
        "（四）不掌握相关政府信息的，告知信息不存在；（五）重复申请的，不予重复处理；（六）属于行政查询事项、国家秘密、"
        "行政执法案卷、过程性信息的，不予公开；（七）要求提供公开出版物、信访举报投诉的，不作为申请处理。\n"
        "危及国家安全、公共安全、经济安全和社会稳定的，维护第三方合法权益，可以申请行政复议或者提起行政诉讼。\n",
        # News of a meeting.
        "会议通报了上年度政府信息公开情况：全年作出行政许可1280件、行政处罚46件、行政强制3件，收到申请35件，均已办结。"
        "会议强调，要加强规章和规范性文件的清理，完善政务微博、政务微信，做好政策解读稿件的发布，兼职人员要参加培训。\n",
    ],
)
@pytest.mark.parametrize("times", [1, 40])
def test_look_alikes_do_not(text: str, times: int) -> None:
    assert not looks_like_report((text + LINKS) * times)


def test_bytes_are_refused_with_the_remedy() -> None:
    with pytest.raises(TypeError, match=r"str, not bytes; decode"):
        looks_like_report("规章".encode())  # type: ignore[arg-type]
