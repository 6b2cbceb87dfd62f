"""Formats in which programs write tables down: the same table in each of them, and the figures that it holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from govinfo_parse import parse, parse_all, tokenize

from .support.figures import APPLICANTS

Table = Sequence[Sequence[str]]

APPLICATIONS: Table = (
    ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "", "", "申请人情况", *[""] * 6),
    ("", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"),
    ("", "", "", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""),
    ("一、本年新收政府信息公开申请数量", "", "", "31", "6", "", "", "2", "", "39"),
    ("二、上年结转政府信息公开申请数量", "", "", "", "", "1", "", "", "", "1"),
    ("三、本年度办理结果", "（一）予以公开", "", "24", "", "1", "", "", "", "25"),
    ("", "（三）不予公开", "1.属于国家秘密", "", "6", "", "", "1", "", "7"),
    ("", "（七）总计", "", "24", "6", "1", "", "1", "", "32"),
    ("四、结转下年度继续办理", "", "", "7", "", "", "", "1", "", "8"),
)
REVIEW: Table = (
    ("行政复议", "", "", "", "", "行政诉讼", "", "", "", "", "", "", "", "", ""),
    ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4),
    (*[""] * 5, *("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 2),
    ("4", "", "1", "", "5", "", "2", "", "", "2", "", "", "3", "", "3"),
)
DISCLOSURE: Table = (
    ("第二十条第（一）项", "第二十条第（一）项", "第二十条第（一）项", "第二十条第（一）项"),
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "", "2", "11"),
    ("行政规范性文件", "8", "8", "40"),
    ("第二十条第（五）项", "第二十条第（五）项", "第二十条第（五）项", "第二十条第（五）项"),
    ("信息内容", "本年处理决定数量", "本年处理决定数量", "本年处理决定数量"),
    ("行政许可", "307", "307", "307"),
)
KEYS = ("new", "carried_in", "granted", "denied.state_secret", "total", "carried_out")
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")
PARTS = ("review", "litigation.direct", "litigation.after_review")
TITLES = (
    "青禾区水务局2022年政府信息公开工作年度报告",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
)


def truth() -> dict[str, int]:
    """The figures of the three tables."""
    figures = {
        "disclosure.regulations.repealed": 2,
        "disclosure.regulations.in_force": 11,
        "disclosure.normative_documents.issued": 8,
        "disclosure.normative_documents.repealed": 8,
        "disclosure.normative_documents.in_force": 40,
        "disclosure.licensing.decisions": 307,
    }
    for key, row in zip(KEYS, APPLICATIONS[3:], strict=True):
        cells = zip(APPLICANTS, row[3:], strict=True)
        figures |= {f"applications.{key}.{name}": int(cell) for name, cell in cells if cell}
    names = [f"{part}.{outcome}" for part in PARTS for outcome in OUTCOMES]
    return figures | {name: int(cell) for name, cell in zip(names, REVIEW[-1], strict=True) if cell}


def page(write: Callable[[Table], str]) -> str:
    title, *headings = TITLES
    parts = zip(headings, (DISCLOSURE, APPLICATIONS, REVIEW), strict=True)
    return "\n".join([title, *(f"{heading}\n{write(table)}" for heading, table in parts), "五、存在的主要问题\n无。\n"])


def as_lists(table: Table) -> str:
    return "\n".join(map(str, map(list, table)))


def as_tuples(table: Table) -> str:
    return "\n".join(str(tuple(int(x) if x.isdecimal() else x or None for x in row)) for row in table)


def as_json(table: Table) -> str:
    return json.dumps(table, ensure_ascii=False)


def as_indented_json(table: Table) -> str:
    return json.dumps(table, ensure_ascii=False, indent=2)


def as_bars(table: Table) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in table)


def as_nulls(table: Table) -> str:
    return "\n".join("\t".join(cell or "None" for cell in row) for row in table)


def as_tabs(table: Table) -> str:
    """Without the blank cells at the end of a row, and padded."""
    return "\n".join("\t".join(cell.ljust(9) for cell in row).rstrip() for row in table)


def as_wiki(table: Table) -> str:
    return "\n".join(["{|", *("|-\n" + "\n".join(f"| {cell}" for cell in row) for row in table), "|}"])


def as_wiki_lines(table: Table) -> str:
    rows = (f'|-\n| {" || ".join([row[0], *(f"""align="right"| {x}""" for x in row[1:])])}' for row in table)
    return "\n".join(['{| class="wikitable"', "|+ <!-- -->", *rows, "|}"])


def as_tei(table: Table) -> str:
    rows = ("<row>" + "".join(f"<cell>{x}</cell>" if x else "<cell/>" for x in row) + "</row>" for row in table)
    return "\n".join(["<table>", *rows, "</table>"])


def as_numbered(table: Table) -> str:
    """A row of numbers of columns, a column of numbers of rows."""
    top = ["", *map(str, range(len(table[0])))]
    rows = ([str(number), *row] for number, row in enumerate(table))
    return "\n".join("|".join(row) for row in [top, *rows])


def as_right_aligned(table: Table) -> str:
    """As a data frame is printed: a column of numbers of rows, and each cell ends where its column does."""
    rows = [[str(number), *row] for number, row in enumerate(table)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)) for row in rows)
    return "\n".join(f"{row[0].ljust(widths[0])}  {line}" for row, line in zip(rows, lines, strict=True))


def as_box(table: Table) -> str:
    widths = [max(2 * len(row[column]) for row in table) for column in range(len(table[0]))]
    rule = "+" + "+".join("-" * (width + 2) for width in widths) + "+"

    def line(row: Sequence[str]) -> str:
        cells = (cell + " " * (width - _shown(cell)) for cell, width in zip(row, widths, strict=True))
        return f"| {' | '.join(cells)} |"

    return "\n".join([rule, *(f"{line(row)}\n{rule}" for row in table)])


def _shown(cell: str) -> int:
    return sum(1 if sign.isascii() else 2 for sign in cell)


def as_semicolons(table: Table) -> str:
    return "\n".join(";".join(row) for row in table)


def as_doubled_bars(table: Table) -> str:
    return "\n".join("||".join(row) for row in table)


def as_jira(table: Table) -> str:
    header, *rows = (tuple(cell or " " for cell in row) for row in table)
    return "\n".join([f"||{'||'.join(header)}||", *(f"|{'|'.join(row)}|" for row in rows)])


def as_textile(table: Table) -> str:
    return "\n".join("|" + "".join(f"<. {cell} |" for cell in row) for row in table)


def as_simple(table: Table) -> str:
    """Columns below a line of dashes or signs of equality, as reStructuredText has them."""
    rows = [[row[0] or "..", *row[1:]] for row in table]
    widths = [max(4, *(2 * len(row[column]) for row in rows)) for column in range(len(rows[0]))]
    rule = "  ".join("=" * width for width in widths)
    lines = (
        "  ".join(cell + " " * (width - _shown(cell)) for cell, width in zip(row, widths, strict=True)) for row in rows
    )
    return "\n".join([rule, *(line.rstrip() for line in lines), rule])


def as_psql(table: Table) -> str:
    """A box with a line across below the first row only."""
    top, first, rule, *rest = as_box(table).split("\n")
    return "\n".join([top, first, rule, *(line for line in rest[:-1] if line != rule), rule])


def as_double_lines(table: Table) -> str:
    return as_psql(table).translate(str.maketrans("|-+", "║═╬"))


def decorated(before: str, after: str) -> Callable[[Table], str]:
    """Figures with signs around them."""

    def write(table: Table) -> str:
        return as_bars([[f"{before}{cell}{after}" if cell.isdecimal() else cell for cell in row] for row in table])

    return write


def as_shifted_headers(table: Table) -> str:
    """The headers of a merged corner's further rows at the wrong place, as a writer puts them that forgets it."""
    if table is not APPLICATIONS:
        return as_bars(table)
    top, upper, lower, *rows = table
    return as_bars([top, ["", *upper[3:], "", ""], ["", "", *lower[4:], "", ""], *rows])


WRITERS = [
    as_lists,
    as_tuples,
    as_json,
    as_indented_json,
    as_nulls,
    as_tabs,
    as_wiki,
    as_wiki_lines,
    as_tei,
    as_numbered,
    as_right_aligned,
    as_box,
    as_psql,
    as_double_lines,
    as_simple,
    as_semicolons,
    as_doubled_bars,
    as_jira,
    as_textile,
]


def reported(text: str) -> dict[str, object]:
    indicators = parse(text).indicators
    for key, item in indicators.items():
        assert item.span is not None
        assert item.value is None or text[slice(*item.span)] == item.raw, key
    return {key: item.value for key, item in indicators.items() if item.status == "reported"}


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__.removeprefix("as_"))
def test_every_figure_in_its_place(write: Callable[[Table], str]) -> None:
    text = page(write)
    assert reported(text) == truth()
    assert len(parse_all(text)) == 1
    assert not parse(text).unplaced
    for cell in tokenize(text):
        assert text[cell.start : cell.end].split() == cell.text.split()


@pytest.mark.parametrize(
    "signs", [("**", "**"), ("_", "_"), ("`", "`"), ('"', '"'), ("", "*"), ("", "①"), ("&nbsp;", "")]
)
def test_signs_around_figures_are_none_of_them(signs: tuple[str, str]) -> None:
    text = page(decorated(*signs))
    assert reported(text) == truth()


def test_backslashes_before_signs_change_no_figure_and_no_label() -> None:
    """Markdown writers escape signs that would mean something to Markdown, some of them all signs there are."""
    report = parse(
        r"""第二十条第\(五\)项

信息内容

上一年项目数量

本年增\/减

处理决定数量

行政许可

3

\-6

1,204

其他对外管理服务事项

5

\+2

0

第二十条第\(九\)项

信息内容

采购项目数量

采购总金额

政府集中采购

88

7,743\.55元
"""
    )
    assert {key: indicator.value for key, indicator in report.indicators.items()} == {
        "disclosure.licensing.items_last_year": 3,
        "disclosure.licensing.change": -6,
        "disclosure.licensing.decisions": 1204,
        "disclosure.other_services.items_last_year": 5,
        "disclosure.other_services.change": 2,
        "disclosure.other_services.decisions": 0,
        "disclosure.procurement.items": 88,
        "disclosure.procurement.amount": Decimal("7743.55"),
    }
    assert report.indicators["disclosure.licensing.change"].raw == r"\-6"
    assert not report.unplaced
    assert not report.extras


@pytest.mark.parametrize("blank", ["空", "…", "×", "&nbsp;", "<br>", "****"])
def test_what_stands_in_for_blank_cells_is_no_merged_label_and_shifts_no_figure(blank: str) -> None:
    found = reported(page(lambda table: as_tabs([[cell or blank for cell in row] for row in table])))
    assert found.items() <= truth().items()


def test_totals_that_cannot_be_read_shift_no_figure() -> None:
    found = reported(page(lambda table: as_bars([[*row[:-1], row[-1] and f"<<{row[-1]}>>"] for row in table])))
    assert found.items() <= truth().items()


@pytest.mark.parametrize("write", [as_bars, as_nulls], ids=["bars", "tabs"])
def test_a_text_that_is_written_down_as_one_line_of_a_file(write: Callable[[Table], str]) -> None:
    assert reported(json.dumps({"text": page(write)}, ensure_ascii=False)) == truth()


def test_headers_at_a_wrong_place_name_no_columns() -> None:
    found = reported(page(as_shifted_headers))
    assert found.items() <= truth().items()
