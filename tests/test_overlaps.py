"""Rows of printed pages whose columns white space keeps about, as a specification."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from govinfo_parse import parse

COLUMNS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other_organization", "total")
HEADER = "                              自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计\n"
NEW, CARRIED, GRANTED = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开"
FULL = (3, 4, 1, 2, 5, 6, 21)


def line(label: str, cells: Sequence[object], *, at: int = 30, step: int = 8) -> str:
    """A row of a print: each figure begins where its column does, counted in characters."""
    text = label
    for number, cell in enumerate(cells):
        if cell != "":
            text = f"{text:<{at + step * number}}{cell}"
    return f"{text}\n"


def row(text: str, key: str) -> dict[str, object]:
    """What was read of a row, blank cells as None."""
    found = {name: parse(text).indicators.get(f"applications.{key}.{name}") for name in COLUMNS}
    return {name: indicator.value for name, indicator in found.items() if indicator is not None}


def test_blank_cells_are_those_of_columns_that_no_figure_stands_in() -> None:
    text = (
        HEADER + line(NEW, FULL) + line(CARRIED, ("", 7, "", "", 2, "", 9)) + line(GRANTED, (1, "", "", 4, "", "", 5))
    )
    assert row(text, "carried_in") == dict(zip(COLUMNS, (None, 7, None, None, 2, None, 9), strict=True))
    assert row(text, "granted")["public_welfare"] == 4


def test_a_label_may_stand_around_the_line_of_its_figures() -> None:
    broken = "（二）部分公开（区分处理的，只\n" + line("", ("", 7, "", "", 2, "", 9)) + "计这一情形，不计其他情形）\n"
    text = HEADER + line(NEW, FULL) + broken + line("（三）不予公开  1.属于国家秘密", (1, "", "", 4, "", "", 5))
    assert row(text, "partially_granted")["legal_service"] == 2


def test_a_figure_set_further_left_is_one_of_its_column_if_all_other_stretches_are_columns() -> None:
    shifted = f"{GRANTED:<25}4{'4':>29}{'8':>24}\n"  # the first column in two places, and never both in a row
    text = HEADER + line(NEW, FULL) + line(CARRIED, ("", 7, "", "", 2, "", 9)) + shifted
    assert row(text, "granted") == dict(zip(COLUMNS, (4, None, None, 4, None, None, 8), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            HEADER + line(NEW, (3, "", 1, "", 5, 6, 15)) + line(CARRIED, ("", "", 7, "", 2, "", 9)),
            id="no row shows where the columns are that are blank in all",
        ),
        pytest.param(
            HEADER + line(NEW, FULL) + "- 1 -\n" + line(CARRIED, ("", 7, "", "", 2, "", 9), at=38),
            id="each page is laid out by itself",
        ),
        pytest.param(
            HEADER + line(NEW, FULL, step=3) + line(CARRIED, ("", 7, "", "", 2, "", 9), at=31, step=3),
            id="what differs within columns is as much as what parts them",
        ),
        pytest.param(f"{HEADER}{NEW} 3 4 1 2 5 6 21\n{CARRIED} 7 2 9\n", id="a space between all figures"),
    ],
)
def test_figures_have_no_place_where_more_than_one_column_fits(text: str) -> None:
    read = {key: value for key, value in row(text, "carried_in").items() if key != "total" and value is not None}
    assert read == {}


def test_two_rows_whose_figures_stand_under_other_headers_keep_no_columns() -> None:
    """Each blank cell leaves two spaces here, so that a figure stands where it does by chance."""
    rows = (
        "第二十条第（一）项",
        "信息内容  本年制发件数  本年废止件数  现行有效件数",
        "规章      0",
        "行政规范性文件  32  247  195",
        "第二十条第（五）项",
        "信息内容  本年处理决定数量",
        "行政许可  7",
    )
    report = parse("\n".join(rows))
    assert "disclosure.regulations.issued" not in report.indicators
    assert report.disclosure.normative_documents.in_force.value == 195
