"""Lines broken at blanks as a specification: whatever filled them, the figures are those of the rows."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from govinfo_parse import parse
from govinfo_parse.wrapping import unwrapped

from .writers.cleaners import CLEANERS

ROWS = (
    "自然人 | 法人或其他组织 | 总计\n"
    "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他\n"
    "一、本年新收政府信息公开申请数量 | 57 | 9 | 2 | 1 | 3 | 5 | 77\n"
    "二、上年结转政府信息公开申请数量 | 13 | 2 | 0 | 0 | 0 | 0 | 15\n"
    "三、本年度办理结果 | （一）予以公开 | 40 | 6 |  | 1 |  | 4 | 51\n"
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形） |  |  | 2 |  |  |  | 2\n"
    "（三）不予公开 | 1.属于国家秘密 |  | 2 |  |  | 1 |  | 3\n"
    "2.其他法律行政法规禁止公开 | 6 |  |  |  |  |  | 6\n"
    "3.危及“三安全一稳定” |  |  |  |  | 2 | 1 | 3\n"
    "4.保护第三方合法权益 | 11 | 1 |  |  |  |  | 12\n"
)
FIGURES = {key: indicator.value for key, indicator in parse(ROWS).indicators.items() if indicator.value is not None}
FRAMED = "".join(f"| {row} |\n" for row in ROWS.splitlines())
FILLERS = {cleaner.name: cleaner.clean for cleaner in CLEANERS if cleaner.name.startswith(("filled", "blanks", "fold"))}


def values(text: str) -> dict[str, object]:
    return {key: indicator.value for key, indicator in parse(text).indicators.items() if indicator.value is not None}


def test_the_rows_are_read_as_they_are() -> None:
    assert len(FIGURES) == 32
    assert unwrapped(ROWS) is None
    assert unwrapped(FRAMED) is None


@pytest.mark.parametrize("rows", [ROWS, ROWS.replace("| ", "|  ")], ids=["", "two blanks"])
@pytest.mark.parametrize("clean", FILLERS.values(), ids=FILLERS.keys())
def test_rows_broken_at_blanks_are_put_together(rows: str, clean: Callable[[str], str]) -> None:
    found = values(clean(rows))
    assert found.items() <= FIGURES.items()
    assert len(found) >= len(FIGURES) - 2  # a lone break in so few rows may show itself in nothing


@pytest.mark.parametrize("clean", FILLERS.values(), ids=FILLERS.keys())
def test_no_break_at_blanks_gives_a_wrong_figure(clean: Callable[[str], str]) -> None:
    assert values(clean(FRAMED)).items() <= values(FRAMED).items()


def test_lines_that_were_filled_anew_say_nothing_of_rows() -> None:
    """No two of these lines fit in one of forty characters, and rows end inside them."""
    text = (
        "一、本年新收政府信息公开申请数量 | 57 | 9 | 2 | 1\n| 3 | 5 | 77 二、上年结转政府信息公开申请数量 |\n"
        "13 | 2 | 0 | 0 | 0 | 0 | 15 三、本年度办理结果 | （一）予以公开\n"
        "| 40 | 6 |  | 1 |  | 4 | 51 （二）部分公开（区分处理的，只计这一情形）\n"
        "|  |  | 2 |  |  |  | 2 （三）不予公开 | 1.属于国家秘密 |  | 2\n|  |  | 1 |  | 3\n"
    )
    found = values(text)
    assert found
    assert found.items() <= FIGURES.items()


def test_lines_filled_anew_that_end_before_bars_and_behind_them() -> None:
    """Few ends of rows are seen inside these lines, but a bar that opens one stands behind no row's end."""
    rows = (
        "自然人 | 法人或其他组织 | | | | | 总计 |",
        "一、本年新收政府信息公开申请数量 | 117 | 9 | 18 | 8 | 8 | 3 | 163 |",
        "二、上年结转政府信息公开申请数量 | 0 | 3 | 0 | 0 | 0 | 3 | 6 |",
        "（一）予以公开 | 12 | 0 | 1 | 0 | 0 | 0 | 13 |",
        "2.其他法律行政法规禁止公开 | 5 | 0 | 0 | 0 | 0 | 0 | 5 |",
        "3.危及“三安全一稳定” | 0 | 0 | 1 | 2 | 1 | 1 | 5 |",
        "4.保护第三方合法权益 | 5 | 2 | 1 | 0 | 0 | 0 | 8 |",
        "7.属于行政执法案卷 | 12 | 0 | 2 | 0 | 0 | 0 | 14 |",
    )
    text = textwrap.fill(" ".join(rows), 34, break_long_words=False)
    expected = values("\n".join(rows))
    assert len(expected) == 49
    assert values(text) == expected


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_spans_are_those_of_the_text_as_given(ends: str) -> None:
    wrapped = FILLERS["filled at 40"](ROWS).replace("\n", ends)
    for indicator in parse(wrapped).indicators.values():
        assert indicator.span is not None
        assert "".join(wrapped[slice(*indicator.span)].split()) == indicator.raw


def test_a_header_above_figures_is_no_broken_row() -> None:
    text = (
        "行政复议 | 行政诉讼 |\n"
        "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n"
        "3 | 1 | 0 | 2 | 6 | 1 | 0 | 0 | 1 | 2 |\n"
    )
    assert unwrapped(text) is None
