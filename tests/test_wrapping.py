"""Wrapped lines as a specification: which line ends are those of a width, and which are those of rows."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable

import pytest

from govinfo_parse import parse, tokenize
from govinfo_parse.wrapping import unwrapped

PROSE = (
    "本机关认真贯彻落实政府信息公开条例，坚持以公开为常态、不公开为例外，全年主动公开各类信息3128条，较上年有所增加，"
    "其中通过门户网站公开2907条，通过政务新媒体公开221条，及时回应了社会各方面的关切。\n"
    "全年共收到群众来信来电1460件次，均已在规定时限之内办理完毕并答复来信来电人，没有发生因政府信息公开引发的投诉举报事项。\n"
    "下一步将继续加强工作人员的业务培训，完善信息发布的审核制度，拓宽公开渠道，使更多群众能够方便地获得所需要的信息。\n"
)
ROWS = (
    "第二十条第（五）项\n"
    "信息内容 | 本年处理决定数量\n"
    "行政许可 | 1208\n"
    "第二十条第（六）项\n"
    "信息内容 | 本年处理决定数量\n"
    "行政处罚 | 77\n"
    "行政强制 | 0\n"
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况\n"
    "自然人 | 法人或其他组织 | 总计\n"
    "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他\n"
    "一、本年新收政府信息公开申请数量 | 57 | 9 | 0 | 1 | 0 | 5 | 72\n"
    "二、上年结转政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3\n"
)
DOCUMENT = PROSE + ROWS
BOX = (
    "+------------------------------+-----+\n"
    "| 行政许可                     |  12 |\n"
    "+------------------------------+-----+\n"
    "| 行政处罚                     |   3 |\n"
    "+------------------------------+-----+\n"
)
FIGURES = {
    "disclosure.licensing.decisions": 1208,
    "disclosure.penalties.decisions": 77,
    "disclosure.compulsion.decisions": 0,
    "applications.new.natural_person": 57,
    "applications.new.business": 9,
    "applications.new.research": 0,
    "applications.new.public_welfare": 1,
    "applications.new.legal_service": 0,
    "applications.new.other_organization": 5,
    "applications.new.total": 72,
    "applications.carried_in.natural_person": 3,
    "applications.carried_in.total": 3,
}


def columns(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def hard(text: str, width: int, measure: Callable[[str], int] = columns, *, words: bool = True) -> str:
    """Lines broken wherever they reach the width, but never inside a figure if `words` are kept whole."""
    lines: list[str] = []
    for line in text.split("\n"):
        own = ""
        rest = line
        while rest:
            size = 1
            while words and rest[0].isascii() and rest[0].isalnum() and rest[size : size + 1].isdigit():
                size += 1
            if own and measure(own + rest[:size]) > width:
                lines.append(own)
                own = ""
            own, rest = own + rest[:size], rest[size:]
        lines.append(own)
    return "\n".join(lines)


def values(text: str) -> dict[str, object]:
    return {key: indicator.value for key, indicator in parse(text).indicators.items() if key in FIGURES}


@pytest.mark.parametrize("width", [36, 40, 50, 60, 72, 76, 80])
def test_lines_wrapped_at_a_width_are_put_together(width: int) -> None:
    wrapped = hard(DOCUMENT, width)
    assert wrapped != DOCUMENT
    whole = unwrapped(wrapped)
    assert whole is not None
    assert whole.text == DOCUMENT
    assert values(wrapped) == FIGURES


@pytest.mark.parametrize("width", [30, 32, 40, 50])
def test_a_writer_may_count_characters(width: int) -> None:
    assert values(hard(DOCUMENT, width, len)) == FIGURES


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_spans_are_those_of_the_text_as_given(ends: str) -> None:
    wrapped = hard(DOCUMENT, 40).replace("\n", ends)
    indicators = parse(wrapped).indicators
    assert indicators.keys() >= FIGURES.keys()
    for indicator in indicators.values():
        assert indicator.span is not None
        assert "".join(wrapped[slice(*indicator.span)].split()) == indicator.raw
    for cell in tokenize(wrapped):
        assert "".join(wrapped[cell.start : cell.end].split()) == "".join(cell.text.split())


def test_a_full_line_that_ends_as_rows_do_ends_a_row() -> None:
    row = "行政许可（包括依申请变更和延续的许可） | 12"  # as wide as the lines of prose
    text = hard(PROSE, columns(row)) + row + "\n行政处罚 | 77\n行政强制 | 0\n"
    whole = unwrapped(text)
    assert whole is not None
    assert whole.text == PROSE + row + "\n行政处罚 | 77\n行政强制 | 0\n"


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(
            "规章          12   3   140 \n行政规范性文件 7    0   36  \n行政许可      1    2   3   \n",
            id="white space up to the same width",
        ),
        pytest.param(BOX, id="a drawn box"),
        pytest.param("政府公报公开政府信息数\n" * 8, id="cells of the same length"),
    ],
)
def test_lines_that_a_table_makes_equally_wide_are_not_wrapped(table: str) -> None:
    assert unwrapped(table) is None


def test_prose_wrapped_above_a_table_of_the_same_width_leaves_the_table_alone() -> None:
    prose = hard(PROSE, columns(BOX.split("\n")[0]))
    whole = unwrapped(prose + BOX)
    assert whole is not None
    assert whole.text == PROSE + BOX


@pytest.mark.parametrize("width", [34, 40, 60, 80])
@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda text, width: hard(text, width, words=False), id="inside figures"),
        pytest.param(
            lambda text, width: "\n".join(textwrap.fill(line, width) for line in text.split("\n")), id="textwrap"
        ),
        pytest.param(
            lambda text, width: "\n".join(
                textwrap.fill(line, width, break_long_words=False) for line in text.split("\n")
            ),
            id="textwrap at spaces only",
        ),
    ],
)
def test_no_manner_of_wrapping_gives_a_wrong_figure(write: Callable[[str, int], str], width: int) -> None:
    found = values(write(DOCUMENT, width))
    assert found.items() <= FIGURES.items()


def test_a_title_as_wide_as_the_widest_rows_is_not_joined_with_what_follows() -> None:
    text = (
        "云县2017年政府信息公开工作年度报告\n政府信息公开情况统计表\n统计指标 | 单位 | 统计数\n"
        "四、行政复议数量 | 件 | 3\n（一）维持具体行政行为数 | 件 | 1\n五、行政诉讼数量 | 件 | 9\n"
        "（一）维持具体行政行为数 | 件 | 4\n（三）其他情形数 | 件 | 2\n"
    )
    assert parse(text).metadata.agency == "云县"
