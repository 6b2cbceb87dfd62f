"""The screen for crawls: every report passes, other pages about the subject do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinfo_parse import looks_like_report, parse

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


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_piece_that_gives_indicators_passes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for start in range(0, len(text), 397):
        piece = text[start : start + 600]
        assert looks_like_report(piece) or not parse(piece).indicators, piece


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


def test_bytes_are_refused_with_the_remedy() -> None:
    with pytest.raises(TypeError, match=r"str, not bytes; decode"):
        looks_like_report("规章".encode())  # type: ignore[arg-type]
