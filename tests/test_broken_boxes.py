"""Boxes with a line across above each row whose lines were filled anew, as a specification: rows that were one line are
read with all their blank cells, and no figure of a row that was several lines has a place.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from functools import partial

import pytest

from govinfo_parse import parse

# A cell of several lines makes its row several lines.
ROWS = (
    ("一、本年新收政府信息公开申请数量", "", "157", "19", "12", "1", "3", "25", "217"),
    ("二、上年结转政府信息公开申请数量", "", "", "2", "", "", "", "", "2"),
    ("三、本年度办理结果", "（一）予以公开", "140", "16", "", "1", "", "24", "181"),
    ("", "（二）部分公开\n（区分处理的，只计这一情形，不计其他情形）", "", "", "", "", "4", "", "4"),
    ("", "（三）不予公开 1.属于国家秘密", "", "2", "", "", "1", "", "3"),
    ("", "2.其他法律行政法规禁止公开", "6", "", "", "", "", "", "6"),
    ("", "3.危及“三安全一稳定”", "", "", "", "", "2", "1", "3"),
    ("", "4.保护第三方合法权益", "11", "1", "", "", "", "", "12"),
)
PARTIALLY = "applications.partially_granted."


def columns(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def box(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(columns(line) for row in rows for line in row[number].split("\n")) for number in range(len(rows[0]))]
    rule = "+" + "+".join("-" * (width + 2) for width in widths) + "+"
    lines = [rule]
    for row in rows:
        height = max(cell.count("\n") for cell in row) + 1
        for number in range(height):
            cells = [[*cell.split("\n"), *[""] * height][number] for cell in row]
            padded = (cell + " " * (width - columns(cell)) for cell, width in zip(cells, widths, strict=True))
            lines.append("| " + " | ".join(padded) + " |")
        lines.append(rule)
    return "\n".join(lines)


def filled(text: str, width: int, *, long_words: bool = True) -> str:
    """Each line filled anew."""
    return "\n".join(textwrap.fill(line, width, break_long_words=long_words) for line in text.split("\n"))


CLEANERS: dict[str, Callable[[str], str]] = {
    **{f"filled at {width}": partial(filled, width=width) for width in (40, 60, 72, 80)},
    **{f"words whole at {width}": partial(filled, width=width, long_words=False) for width in (40, 60, 72, 80)},
    **{f"all filled at {width}": partial(textwrap.fill, width=width) for width in (40, 60, 72, 80)},
}
TEXT = f"本机关全年主动公开政府信息3128条，较上年有所增加。\n\n{box(ROWS)}\n\n以上为本年度情况。\n"
TRUTH = {key: (item.status, item.value) for key, item in parse(TEXT).indicators.items()}


def statuses(text: str) -> dict[str, tuple[str, object]]:
    return {key: (item.status, item.value) for key, item in parse(text).indicators.items()}


def test_the_box_as_it_was_drawn_is_read_whole() -> None:
    assert TRUTH[f"{PARTIALLY}legal_service"] == ("reported", 4)
    assert TRUTH["applications.denied.state_secret.business"] == ("reported", 2)


@pytest.mark.parametrize("cleaner", CLEANERS.values(), ids=CLEANERS.keys())
def test_no_cell_of_a_box_filled_anew_is_wrong(cleaner: Callable[[str], str]) -> None:
    assert statuses(cleaner(TEXT)).items() <= TRUTH.items()


@pytest.mark.parametrize("cleaner", CLEANERS.values(), ids=CLEANERS.keys())
def test_rows_of_one_line_are_read_with_their_blank_cells(cleaner: Callable[[str], str]) -> None:
    whole = {key: item for key, item in TRUTH.items() if not key.startswith(PARTIALLY)}
    assert whole.items() <= statuses(cleaner(TEXT)).items()


@pytest.mark.parametrize("cleaner", CLEANERS.values(), ids=CLEANERS.keys())
def test_rows_in_pieces_have_figures_without_a_place(cleaner: Callable[[str], str]) -> None:
    text = cleaner(TEXT)
    report = parse(text)
    if f"{PARTIALLY}legal_service" in report.indicators:  # put together as it was
        return
    lost = [figure for figure in report.unplaced if f"{PARTIALLY}legal_service" in figure.candidates]
    assert [(figure.raw, text[slice(*figure.span)]) for figure in lost] == [("4", "4"), ("4", "4")]
    assert "lines-cut" in [diagnostic.code for diagnostic in report.diagnostics]


def test_lines_across_end_the_rows_of_a_text_in_one_line() -> None:
    text = " ".join(TEXT.split())
    assert statuses(text).items() <= TRUTH.items()
    assert statuses(text)["applications.denied.third_party_rights.total"] == ("reported", 12)


def test_boxes_that_are_whole_keep_rows_of_several_lines() -> None:
    assert parse(TEXT.replace("\n\n", "\n")).indicators.keys() == TRUTH.keys()


def test_a_box_in_a_frame_is_none_in_pieces() -> None:
    lines = box(ROWS).split("\n")
    frame = f"+{'-' * (columns(lines[0]) + 2)}+"
    framed = "\n".join((frame, *(f"| {line} |" for line in lines), frame))
    assert statuses(f"以下为本年度情况。\n\n{framed}\n") == TRUTH


def test_a_box_whose_lines_across_are_parts_of_its_lines_is_none_in_pieces() -> None:
    lines = box(ROWS).split("\n")
    at = lines[0].index("+", 1)
    lines[11] = "|" + " " * (at - 1) + lines[11][at:]
    text = "\n".join(lines)
    assert text != box(ROWS)
    assert statuses(f"以下为本年度情况。\n\n{text}\n") == TRUTH
