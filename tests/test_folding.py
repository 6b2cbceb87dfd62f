"""Lines cut at a width wherever it falls, as a specification: figures are those of the rows, or have no place."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable

import pytest

from govinfo_parse import parse
from govinfo_parse.wrapping import unwrapped

PROSE = (
    "本机关认真贯彻落实政府信息公开条例，坚持以公开为常态、不公开为例外，全年主动公开各类信息3128条，较上年有所增加，"
    "其中通过门户网站公开2907条，通过政务新媒体公开221条，及时回应了社会各方面的关切。"
)
ROWS = (
    ("一、本年新收政府信息公开申请数量", "157", "19", "12", "1", "3", "25", "217"),
    ("二、上年结转政府信息公开申请数量", "13", "2", "0", "0", "0", "0", "15"),
    ("（一）予以公开", "140", "16", "", "1", "", "24", "181"),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "", "", "2", "", "", "", "2"),
    ("1.属于国家秘密", "", "2", "", "", "1", "", "3"),
    ("2.其他法律行政法规禁止公开", "6", "", "", "", "", "", "6"),
    ("3.危及“三安全一稳定”", "", "", "", "", "2", "1", "3"),
    ("4.保护第三方合法权益", "11", "1", "", "", "", "", "12"),
)


def columns(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def in_bytes(text: str) -> int:
    return len(text.encode())


def to_stops(text: str) -> int:
    own = 0
    for char in text:
        own = (own // 8 + 1) * 8 if char == "\t" else own + columns(char)
    return own


def cut(text: str, width: int, measure: Callable[[str], int]) -> str:
    """Each line cut wherever it reaches the width."""
    lines = []
    for line in text.split("\n"):
        own = ""
        for char in line:
            if own and measure(own + char) > width:
                lines.append(own)
                own = ""
            own += char
        lines.append(own)
    return "\n".join(lines)


def cut_at_blanks(text: str, width: int, measure: Callable[[str], int]) -> str:
    """Each line cut behind the last blank or tab that fits, or anywhere if there is none."""
    lines = []
    for line in text.split("\n"):
        while measure(line) > width:
            end = max(size for size in range(1, len(line)) if measure(line[:size]) <= width)
            end = max(line.rfind(blank, 0, end) for blank in " \t") + 1 or end
            lines.append(line[:end])
            line = line[end:]
        lines.append(line)
    return "\n".join(lines)


def cut_bytes(text: str, width: int, errors: str) -> str:
    """The bytes of each line cut at the width, inside characters too, and read again."""
    lines = []
    for line in text.encode().split(b"\n"):
        lines += [line[at : at + width] for at in range(0, max(1, len(line)), width)]
    return b"\n".join(lines).decode(errors=errors)


def box() -> str:
    widths = [max(columns(row[number]) for row in ROWS) for number in range(8)]
    rule = "+" + "+".join("-" * (width + 2) for width in widths) + "+"
    lines = [rule]
    for row in ROWS:
        cells = (cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True))
        lines += ["| " + " | ".join(cells) + " |", rule]
    return "\n".join(lines)


TABLES = {
    "bars": "\n".join(" | ".join(row) for row in ROWS),
    "bars without blanks": "|".join(cell or "-" for row in ROWS for cell in row),
    "tabs": "\n".join("\t".join(row) for row in ROWS),
    "box": box(),
}


def values(text: str) -> dict[str, object]:
    return {key: indicator.value for key, indicator in parse(text).indicators.items() if indicator.value is not None}


def statuses(text: str) -> dict[str, object]:
    return {key: (item.status, item.value) for key, item in parse(text).indicators.items()}


@pytest.mark.parametrize("measure", [columns, in_bytes])
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_lines_cut_inside_words_and_figures_are_put_together(table: str, measure: Callable[[str], int]) -> None:
    text = f"{PROSE}\n{table}\n"
    assert values(cut(text, 40, measure)) == values(text)


@pytest.mark.parametrize("width", [30, 40, 50, 60, 72, 80])
@pytest.mark.parametrize("measure", [columns, len, in_bytes, to_stops])
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_no_cut_gives_a_wrong_figure(table: str, measure: Callable[[str], int], width: int) -> None:
    text = f"{PROSE}\n{table}\n"
    assert values(cut(text, width, measure)).items() <= values(text).items()


@pytest.mark.parametrize("width", [40, 60, 72])
@pytest.mark.parametrize("measure", [columns, len, in_bytes, to_stops])
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_no_line_cut_behind_a_blank_gives_a_wrong_figure(table: str, measure: Callable[[str], int], width: int) -> None:
    text = f"{PROSE}\n{table}\n"
    assert values(cut_at_blanks(text, width, measure)).items() <= values(text).items()


@pytest.mark.parametrize("errors", ["replace", "ignore"])
@pytest.mark.parametrize("width", [40, 60, 72, 80])
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_characters_cut_in_two_give_no_wrong_figure(table: str, width: int, errors: str) -> None:
    text = f"{PROSE}\n{table}\n"
    assert statuses(cut_bytes(text, width, errors)).items() <= statuses(text).items()


def test_a_figure_cut_in_two_is_one() -> None:
    text = cut(f"{PROSE}|{TABLES['bars without blanks']}", 40, len)
    found = parse(text).applications.new.total
    assert found.value == 217
    for indicator in parse(text).indicators.values():
        assert indicator.span is not None
        assert text[slice(*indicator.span)].replace("\n", "") == indicator.raw


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_spans_are_those_of_the_text_as_given(ends: str) -> None:
    text = cut(f"{PROSE}\n{TABLES['bars']}\n", 40, columns).replace("\n", ends)
    for indicator in parse(text).indicators.values():
        assert indicator.span is not None
        assert "".join(text[slice(*indicator.span)].split()) == indicator.raw


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_tables_that_were_not_cut_are_left_alone(table: str) -> None:
    assert unwrapped(table) is None


@pytest.mark.parametrize("width", [40, 60])
@pytest.mark.parametrize("whole", [True, False])
def test_rows_of_a_box_that_was_filled_anew_are_put_together(width: int, whole: bool) -> None:
    """Nothing stands below each other any more, but a row has as many upright lines as the line across has corners."""
    lines = (textwrap.fill(line, width, break_long_words=not whole) for line in TABLES["box"].split("\n"))
    found, expected = values("\n".join(lines)), values(TABLES["bars"])
    assert found.items() <= expected.items()
    assert len(found) >= len(expected) - 2  # a label that was broken may be none


def test_a_heading_at_the_end_of_a_text_has_no_cells_beside_it() -> None:
    headers = "行政诉讼 | 行政诉讼 |\n| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n"
    assert not values(f"{headers}| 未经复议直接起诉 | 复议后起诉 |\n复议后起诉 |\n")
